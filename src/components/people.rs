//! The People tab: people, organisations and places with all their mentions.

use verbatim_core::{
    Correction,
    entity::EntityKind,
    report::{Range, ReportEntity, ReportGender},
};
use yew::prelude::*;

use super::{
    button::{act, fold, sends},
    person_editor,
    share::who,
};
use crate::{
    ids,
    model::{Reading, Shared, corrections, words},
    state::{Action, Editing, Pick, Send},
    text::{find_all, visible},
};

/// How many of a kind are shown at first.
const SHOWN: usize = 40;

/// How many corrections are listed: the latest.
const LISTED: usize = 200;

/// What it shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The article.
    pub reading: Shared<Reading>,
    /// What is picked out.
    pub pick: Pick,
    /// Only names with these letters.
    pub query: AttrValue,
    /// Whose editor is open.
    pub editing: Option<Editing>,
    /// Where actions go.
    pub send: Send,
}

/// The People tab.
#[component]
pub fn People(props: &Props) -> Html {
    let kinds = [EntityKind::Person, EntityKind::Organisation, EntityKind::Place];
    html! {
        <>
            if props.reading.report.entities.is_empty() {
                <p class="none">{ "No names were found in this text." }</p>
            }
            { for kinds.into_iter().map(|kind| html! {
                <Group reading={props.reading.clone()} {kind} pick={props.pick.clone()}
                    query={props.query.clone()} editing={props.editing} send={props.send.clone()} />
            }) }
            { all_corrections(&props.reading, &props.send) }
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
    editing: Option<Editing>,
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
    let go = |words: &'static str, to: usize| {
        let label = format!("{words}: {}", entity.name);
        act(words, Some(label), &props.send, Action::Jump(Pick::Mention(id, to)))
    };
    let next = at.map_or(0, |at| (at + 1) % count.max(1));
    let previous = at.map_or(0, |at| (at + count.saturating_sub(1)) % count.max(1));
    let speaker = props.reading.speakers.iter().find(|s| s.entity == Some(id));
    let roles: Vec<&str> = entity.roles.iter().map(|r| props.reading.of(*r)).collect();
    let editing = Editing::Entity(id);
    let open = props.editing == Some(editing);
    let edit = sends(&props.send, Action::Edit((!open).then_some(editing)));
    let label = match at {
        Some(at) => format!("{} of {count}", at + 1),
        None => words::count(count, "mention", "mentions"),
    };
    html! {
        <li key={id} class={classes!(at.map(|_| "on"))}>
            <p class="who">
                { who(speaker, &entity.name, Some(&*roles.join(", ")).filter(|r| !r.is_empty())) }
            </p>
            if !entity.aliases.is_empty() {
                <p class="aliases">
                    { "also " }
                    { for entity.aliases.iter().enumerate().map(|(i, alias)| html! {
                        <>{ if i > 0 { ", " } else { "" } }<bdi>{ alias.clone() }</bdi></>
                    }) }
                </p>
            }
            { said(props, entity) }
            <div class="does">
                <span class="n">{ label }</span>
                if count > 0 {
                    { go(if at.is_some() { "Next" } else { "Show in text" }, next) }
                }
                if at.is_some() && count > 1 {
                    { go("Previous", previous) }
                }
                if count > 0 {
                    { fold("Edit", Some(format!("Edit: {}", entity.name)), ids::edit(id), open, edit) }
                }
            </div>
            if open {
                { person_editor::view(&props.reading, entity, at, &props.send) }
            }
        </li>
    }
}

/// How much somebody says, what shows that they are "he" or "she", and what of the
/// entry is the user's word.
fn said(props: &GroupProps, entity: &ReportEntity) -> Html {
    let quotes = (entity.quotes > 0).then(|| {
        let quotes = words::count(entity.quotes as usize, "quote", "quotes");
        format!("{quotes}, {}", words::count(entity.words as usize, "word", "words"))
    });
    let shown = |gender: ReportGender| {
        let ReportGender { value, start, end } = gender;
        let evidence = props.reading.of(Range { start, end });
        let onclick = sends(&props.send, Action::Jump(Pick::Words(start, end)));
        html! {
            <span>
                { words::gender(value) }{ ", from " }
                <button type="button" class="plain" {onclick}>
                    { "“" }<bdi>{ evidence.to_owned() }</bdi>{ "”" }
                </button>
            </span>
        }
    };
    if quotes.is_none() && entity.gender.is_none() && entity.by_user.is_empty() {
        return html! {};
    }
    html! {
        <p class="said">
            if let Some(quotes) = quotes {
                <span>{ quotes }</span>
            }
            { entity.gender.map(shown) }
            { for entity.by_user.iter().map(|change| html! {
                <span class="mine">{ words::change(*change) }</span>
            }) }
        </p>
    }
}

/// Every correction of this article, latest first, each with the way to take it
/// back: undo goes back step by step, and not beyond a reload.
fn all_corrections(reading: &Shared<Reading>, send: &Send) -> Html {
    let list = &reading.report.corrections;
    if list.is_empty() {
        return html! {};
    }
    let entry = |(index, correction): (usize, &Correction)| {
        let said = correction.describe(&reading.report.document.text);
        let (label, back) = (format!("Take back: {said}"), vec![correction.clone()]);
        html! {
            <li>
                <p dir="auto">{ visible(&said).into_owned() }</p>
                <div class="does">
                    if corrections::is_unused(reading, index) {
                        <span class="mine">{ "fits nothing now" }</span>
                    }
                    { act("Take back", Some(label), send, Action::TakeBack(back)) }
                </div>
            </li>
        }
    };
    html! {
        <section class="group">
            <h2>{ "Your corrections" }<span class="n">{ list.len() }</span></h2>
            <ul class="corrections">{ for list.iter().enumerate().rev().take(LISTED).map(entry) }</ul>
        </section>
    }
}
