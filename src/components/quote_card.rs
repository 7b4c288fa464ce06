//! One quote: its words, who said it, how sure, why, and the way to its place.

use yew::prelude::*;

use super::{
    button::{act, fold, plain, sends},
    confidence::Confidence,
    export_menu::copy,
    share::{slot_class, who},
    speaker_editor,
};
use crate::{
    export, ids,
    model::{Reading, Shared},
    state::{Action, Editing, Pick, Send},
    text::{shortened, visible},
};

/// A longer quote is folded.
const LONGEST: usize = 900;
/// How much is shown of one that was rejected.
const BRIEF: usize = 80;

/// What it shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The article.
    pub reading: Shared<Reading>,
    /// Which card.
    pub number: usize,
    /// Whether it is picked out.
    pub picked: bool,
    /// Whether its speaker is being edited.
    pub editing: bool,
    /// Where actions go.
    pub send: Send,
}

/// One quote.
#[component]
pub fn QuoteCard(props: &Props) -> Html {
    let why = use_state(|| None::<bool>);
    let whole = use_state(|| false);
    let reading = &props.reading;
    let report = &reading.report;
    let number = props.number;
    let Some(card) = reading.card(number) else { return html! {} };
    let text = card.text(report);
    let text = visible(&text);
    let folded = !*whole && text.chars().nth(LONGEST).is_some();
    let shown = if folded { shortened(&text, LONGEST) } else { text };
    let unfold = {
        let whole = whole.clone();
        Callback::from(move |_: MouseEvent| whole.set(true))
    };
    let first = card.quotes.first().and_then(|&q| report.quotes.get(q));
    let cue = card.quotes.iter().find_map(|&q| report.quotes.get(q)?.cue.as_ref());
    let topics: Vec<&str> = first.into_iter().flat_map(|q| report.topic_names(q)).collect();
    let why_open = why.unwrap_or(props.picked);
    let open_why = {
        let why = why.clone();
        Callback::from(move |_: MouseEvent| why.set(Some(!why_open)))
    };
    let jump = act("Show in text", None, &props.send, Action::Jump(Pick::Card(number)));
    let cite = {
        let (reading, send) = (reading.clone(), props.send.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(card) = reading.card(number) {
                copy(export::citation(&reading, card), &send);
            }
        })
    };
    if card.rejected {
        return html! {
            <article class="card rejected" id={ids::card(number)} tabindex="-1" aria-label={format!("Quote {}, rejected", number + 1)}>
                <p dir="auto"><del>{ visible(&shortened(&card.text(report), BRIEF)).into_owned() }</del></p>
                <div class="does">
                    <span class="mine">{ "rejected by you" }</span>
                    { jump }
                    { act("Take back", None, &props.send, Action::Verdict { card: number, rejects: true }) }
                </div>
            </article>
        };
    }
    let change = fold(
        "Change",
        Some(format!("Change speaker of quote {}", number + 1)),
        ids::change(number),
        props.editing,
        sends(&props.send, Action::Edit((!props.editing).then_some(Editing::Card(number)))),
    );
    let why_id = ids::why(number);
    let speaker = card.speaker.and_then(|s| reading.speakers.get(s));
    let slot = speaker.map_or("cu", |s| slot_class(s.slot.get()));
    html! {
        <article class={classes!("card", slot, props.picked.then_some("on"))} id={ids::card(number)}
            tabindex="-1" aria-label={format!("Quote {}", number + 1)}>
            <blockquote dir="auto">
                { shown.into_owned() }
                if folded {
                    <button type="button" class="plain" onclick={unfold}>{ "Show all of it" }</button>
                }
            </blockquote>
            <div class="says">
                <p class="who">
                    if let Some(speaker) = speaker {
                        { who(Some(speaker), &speaker.name, speaker.role.as_deref()) }
                    } else {
                        <b class="unnamed">{ card.called.clone().map_or("Speaker not named".into(), AttrValue::from) }</b>
                    }
                </p>
                { change }
            </div>
            if props.editing {
                { speaker_editor::view(reading, number, &props.send) }
            }
            <p class="tags">
                <span>{ card.kind.words() }</span>
                if card.nested {
                    <span>{ "inside another quote" }</span>
                }
                if let Some(cue) = cue {
                    <span>{ "cue “" }<bdi>{ cue.text.clone() }</bdi>{ "”" }</span>
                }
                if card.confirmed || card.set {
                    <span class="mine">{ card.how_sure() }</span>
                } else {
                    <Confidence value={card.confidence} />
                }
            </p>
            if !topics.is_empty() {
                <p class="evidence">{ "About " }{ topics.join(", ") }</p>
            }
            <p class="why" id={why_id.clone()} hidden={!why_open}>
                { first.map(|q| q.reason.clone()) }
            </p>
            <div class="does">
                { jump }
                { plain("Copy", Some("Copy with citation".to_owned()), cite) }
                <button type="button" class="plain" aria-expanded={why_open.to_string()} aria-controls={why_id}
                    onclick={open_why}>{ "Why" }</button>
                if number < reading.cards.len() {
                    { act(if card.confirmed { "Take back" } else { "Confirm" }, None, &props.send,
                        Action::Verdict { card: number, rejects: false }) }
                    { act("Reject", None, &props.send, Action::Verdict { card: number, rejects: true }) }
                }
            </div>
        </article>
    }
}
