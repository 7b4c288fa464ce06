//! One quote: its words, who said it, how sure, why, and the way to its place.

use yew::prelude::*;

use super::{confidence::Confidence, export_menu::copy, share::slot_class};
use crate::{
    export,
    model::{Reading, Shared, words},
    state::{Action, Pick, Send},
    text::{shortened, visible},
};

/// A longer quote is folded.
const LONGEST: usize = 900;

/// What it shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The article.
    pub reading: Shared<Reading>,
    /// Which card.
    pub number: usize,
    /// Whether it is picked out.
    pub picked: bool,
    /// Where actions go.
    pub send: Send,
}

/// The element id of a card.
pub fn card_id(number: usize) -> String {
    format!("card-{number}")
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
    let (open, close) = card.marks();
    let first = card.quotes.first().and_then(|&q| report.quotes.get(q));
    let cue = card.quotes.iter().find_map(|&q| report.quotes.get(q)?.cue.as_ref());
    let topics: Vec<&str> = first.into_iter().flat_map(|q| report.topic_names(q)).collect();
    let why_open = why.unwrap_or(props.picked);
    let toggle = {
        let why = why.clone();
        Callback::from(move |_: MouseEvent| why.set(Some(!why_open)))
    };
    let jump = props.send.reform(move |_: MouseEvent| Action::Jump(Pick::Card(number)));
    let cite = {
        let (reading, send) = (reading.clone(), props.send.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(card) = reading.card(number) {
                copy(export::citation(&reading, card), &send);
            }
        })
    };
    let why_id = format!("why-{number}");
    let speaker = card.speaker.and_then(|s| reading.speakers.get(s));
    let slot = speaker.map_or("cu", |s| slot_class(s.slot));
    html! {
        <article class={classes!("card", slot, props.picked.then_some("on"))} id={card_id(number)}
            tabindex="-1" aria-label={format!("Quote {}", number + 1)}>
            <blockquote dir="auto">
                { open }{ shown.into_owned() }{ close }
                if folded {
                    <button type="button" class="plain" onclick={unfold}>{ "Show all of it" }</button>
                }
            </blockquote>
            <p class="who">
                if let Some(speaker) = speaker {
                    <span class="disc" aria-hidden="true">{ speaker.initials.clone() }</span>
                    <b><bdi>{ speaker.name.clone() }</bdi></b>
                    if let Some(role) = &speaker.role {
                        <small><bdi>{ role.clone() }</bdi></small>
                    }
                } else {
                    <b class="unnamed">{ "Speaker not named" }</b>
                }
            </p>
            <p class="tags">
                <span>{ words::kind(card.kind) }</span>
                if card.nested {
                    <span>{ "inside another quote" }</span>
                }
                if let Some(cue) = cue {
                    <span>{ "cue “" }<bdi>{ cue.text.clone() }</bdi>{ "”" }</span>
                }
                <Confidence value={card.confidence} />
            </p>
            if !topics.is_empty() {
                <p class="evidence">{ "About " }{ topics.join(", ") }</p>
            }
            <p class="why" id={why_id.clone()} hidden={!why_open}>
                { first.map(|q| q.reason.clone()) }
            </p>
            <div class="does">
                <button type="button" class="plain" onclick={jump}>{ "Show in text" }</button>
                <button type="button" class="plain" onclick={cite}>{ "Copy with citation" }</button>
                <button type="button" class="plain" aria-expanded={why_open.to_string()}
                    aria-controls={why_id} onclick={toggle}>{ "Why" }</button>
            </div>
        </article>
    }
}
