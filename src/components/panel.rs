//! The right pane: four tabs.

use verbatim_core::{Override, entity::EntityKind};
use yew::prelude::*;

use super::{people::People, quotes::Quotes, removed::Removed, topics::Topics};
use crate::{
    ids,
    model::{Reading, Shared},
    state::{Action, Editing, Pick, Send, Tab},
};

/// What it shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The article.
    pub reading: Shared<Reading>,
    /// The user's verdicts.
    pub overrides: Vec<Override>,
    /// How much surer than usual the cleaner must be of a line.
    pub threshold: i8,
    /// The open tab.
    pub tab: Tab,
    /// What is picked out.
    pub pick: Pick,
    /// The topic that filters.
    pub topic: Option<String>,
    /// The speaker that filters.
    pub speaker: Option<usize>,
    /// What is searched for.
    pub query: AttrValue,
    /// Whose editor is open.
    pub editing: Option<Editing>,
    /// Whether there is a step to undo.
    pub can_undo: bool,
    /// Whether there is one to redo.
    pub can_redo: bool,
    /// Where actions go.
    pub send: Send,
}

/// How many things a tab has.
pub fn count(reading: &Reading, tab: Tab) -> usize {
    match tab {
        Tab::Quotes => reading.quotes(),
        Tab::People => {
            let people = reading.report.entities.iter().filter(|e| e.kind == EntityKind::Person);
            people.count()
        }
        Tab::Topics => reading.report.topics.len(),
        Tab::Removed => reading.removed,
    }
}

/// The right pane. Tabs by the ARIA pattern: one tab stop, arrows move and open.
#[component]
pub fn Panel(props: &Props) -> Html {
    let onkeydown = {
        let (send, tab) = (props.send.clone(), props.tab);
        Callback::from(move |event: KeyboardEvent| {
            let (at, last) = (tab.index(), Tab::ALL.len() - 1);
            let to = match event.key().as_str() {
                "ArrowRight" => (at + 1) % Tab::ALL.len(),
                "ArrowLeft" => (at + last) % Tab::ALL.len(),
                "Home" => 0,
                "End" => last,
                _ => return,
            };
            event.prevent_default();
            if let Some(&tab) = Tab::ALL.get(to) {
                send.emit(Action::Tab(tab));
                ids::focus(&ids::tab(tab));
            }
        })
    };
    let tab = |tab: Tab| {
        let selected = props.tab == tab;
        let onclick = props.send.reform(move |_: MouseEvent| Action::Tab(tab));
        html! {
            <button type="button" role="tab" id={ids::tab(tab)} aria-selected={selected.to_string()}
                aria-controls={selected.then_some(ids::FINDINGS)} tabindex={if selected { "0" } else { "-1" }}
                {onclick}>
                { tab.name() }<span class="n">{ count(&props.reading, tab) }</span>
            </button>
        }
    };
    let (reading, send, pick) = (props.reading.clone(), props.send.clone(), props.pick.clone());
    let query = props.query.clone();
    let content = match props.tab {
        Tab::Quotes => html! {
            <Quotes {reading} {pick} topic={props.topic.clone()} speaker={props.speaker} {query}
                editing={props.editing} {send} />
        },
        Tab::People => html! { <People {reading} {pick} {query} editing={props.editing} {send} /> },
        Tab::Topics => html! { <Topics {reading} {pick} topic={props.topic.clone()} {send} /> },
        Tab::Removed => html! {
            <Removed {reading} overrides={props.overrides.clone()} threshold={props.threshold} can_undo={props.can_undo}
                can_redo={props.can_redo} {send} />
        },
    };
    html! {
        <section class="panel" aria-label="Findings">
            // Where the panes are shown one at a time, each has the page's heading.
            <h1 class="unseen alone">{ props.tab.name() }</h1>
            <div class="tabs" role="tablist" aria-label="Findings" {onkeydown}>
                { for Tab::ALL.into_iter().map(tab) }
            </div>
            <div class="content" role="tabpanel" id={ids::FINDINGS} tabindex="0" key={props.tab.name()}
                aria-labelledby={ids::tab(props.tab)}>
                { content }
            </div>
        </section>
    }
}
