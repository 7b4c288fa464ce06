//! The People tab: people, organisations and places with all their mentions.

use verbatim_core::{entity::EntityKind, report::ReportEntity};
use yew::prelude::*;

use super::share::slot_class;
use crate::{
    model::{Reading, Shared, words},
    state::{Action, Pick, Send},
    text::find_all,
};

/// How many of a kind are shown at first.
const SHOWN: usize = 40;

/// What it shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The article.
    pub reading: Shared<Reading>,
    /// What is picked out.
    pub pick: Pick,
    /// Only names with these letters.
    pub query: AttrValue,
    /// Where actions go.
    pub send: Send,
}

/// The People tab.
#[component]
pub fn People(props: &Props) -> Html {
    let kinds = [EntityKind::Person, EntityKind::Organisation, EntityKind::Place];
    if props.reading.report.entities.is_empty() {
        return html! { <p class="none">{ "No names were found in this text." }</p> };
    }
    html! {
        <>
            { for kinds.into_iter().map(|kind| html! {
                <Group reading={props.reading.clone()} {kind} pick={props.pick.clone()}
                    query={props.query.clone()} send={props.send.clone()} />
            }) }
        </>
    }
}

/// What a group shows.
#[derive(Properties, PartialEq)]
struct GroupProps {
    reading: Shared<Reading>,
    kind: EntityKind,
    pick: Pick,
    query: AttrValue,
    send: Send,
}

#[component]
fn Group(props: &GroupProps) -> Html {
    let all = use_state(|| false);
    let query = props.query.trim();
    let matches = |entity: &&ReportEntity| {
        let mut names = std::iter::once(&entity.name).chain(&entity.aliases);
        entity.kind == props.kind
            && (query.is_empty() || names.any(|n| !find_all(n, query, 1).is_empty()))
    };
    let mut entities: Vec<&ReportEntity> =
        props.reading.report.entities.iter().filter(matches).collect();
    if entities.is_empty() {
        return html! {};
    }
    entities.sort_by_key(|e| std::cmp::Reverse(e.mentions.len()));
    let total = entities.len();
    let shown = if *all { total } else { SHOWN };
    let more = {
        let all = all.clone();
        Callback::from(move |_: MouseEvent| all.set(true))
    };
    html! {
        <section class="group">
            <h2>{ words::entities(props.kind) }<span class="n">{ total }</span></h2>
            <ul class="entities">
                { for entities.into_iter().take(shown).map(|e| entity(props, e)) }
            </ul>
            if total > shown {
                <button type="button" class="btn more" onclick={more}>
                    { format!("Show all {total}") }
                </button>
            }
        </section>
    }
}

fn entity(props: &GroupProps, entity: &ReportEntity) -> Html {
    let (id, count) = (entity.id, entity.mentions.len());
    let at = match props.pick {
        Pick::Mention(picked, at) if picked == id => Some(at),
        _ => None,
    };
    let go =
        |to: usize| props.send.reform(move |_: MouseEvent| Action::Jump(Pick::Mention(id, to)));
    let next = at.map_or(0, |at| (at + 1) % count.max(1));
    let previous = at.map_or(0, |at| (at + count.saturating_sub(1)) % count.max(1));
    let speaker = props.reading.speakers.iter().find(|s| s.entity == Some(id));
    let mut roles: Vec<&str> = Vec::new();
    for role in entity.roles.iter().map(|r| props.reading.of(*r)) {
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    let label = match at {
        Some(at) => format!("{} of {count}", at + 1),
        None => words::count(count, "mention", "mentions"),
    };
    html! {
        <li key={id} class={classes!(at.map(|_| "on"))}>
            <p class="who">
                if let Some(speaker) = speaker {
                    <span class={classes!("disc", slot_class(speaker.slot))} aria-hidden="true">
                        { speaker.initials.clone() }
                    </span>
                }
                <b><bdi>{ entity.name.clone() }</bdi></b>
                if !roles.is_empty() {
                    <small><bdi>{ roles.join(", ") }</bdi></small>
                }
            </p>
            if !entity.aliases.is_empty() {
                <p class="aliases">
                    { "also " }
                    { for entity.aliases.iter().enumerate().map(|(i, alias)| html! {
                        <>{ if i > 0 { ", " } else { "" } }<bdi>{ alias.clone() }</bdi></>
                    }) }
                </p>
            }
            <div class="does">
                <span class="n">{ label }</span>
                if count > 0 {
                    <button type="button" class="plain" onclick={go(next)}
                        aria-label={format!("{}: {}", if at.is_some() { "Next" } else { "Show in text" }, entity.name)}>
                        { if at.is_some() { "Next" } else { "Show in text" } }
                    </button>
                }
                if at.is_some() && count > 1 {
                    <button type="button" class="plain" onclick={go(previous)}
                        aria-label={format!("Previous: {}", entity.name)}>{ "Previous" }</button>
                }
            </div>
        </li>
    }
}
