//! The Quotes tab: who speaks how much, and every quote.

use std::collections::BTreeSet;

use yew::prelude::*;

use super::{button::act, quote_card::QuoteCard, share::Share};
use crate::{
    model::{Reading, Shared, cards::Card, picks, words},
    state::{Action, Editing, Pick, Send},
    text::find_all,
};

/// How many cards are shown at first, and how many more at a time.
const STEP: usize = 60;

/// What it shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The article.
    pub reading: Shared<Reading>,
    /// What is picked out.
    pub pick: Pick,
    /// Only quotes near words of this topic.
    pub topic: Option<String>,
    /// Only quotes of this speaker.
    pub speaker: Option<usize>,
    /// Only quotes with these words in them or in the speaker's name.
    pub query: AttrValue,
    /// Whose editor is open.
    pub editing: Option<Editing>,
    /// Where actions go.
    pub send: Send,
}

/// Numbers of the cards that all filters let through.
pub fn filtered(
    reading: &Reading,
    topic: Option<&str>,
    speaker: Option<usize>,
    query: &str,
) -> BTreeSet<usize> {
    let query = query.trim();
    let passes = |card: &Card| {
        topic.is_none_or(|code| picks::card_has_topic(reading, card, code))
            && speaker.is_none_or(|s| card.speaker == Some(s))
            && (query.is_empty() || {
                let name = card.says(&reading.speakers).unwrap_or_default();
                !find_all(&card.text(&reading.report), query, 1).is_empty()
                    || !find_all(name, query, 1).is_empty()
            })
    };
    let all = reading.cards.iter().chain(&reading.quiet).enumerate();
    all.filter(|(_, card)| passes(card)).map(|(number, _)| number).collect()
}

/// The Quotes tab.
#[component]
pub fn Quotes(props: &Props) -> Html {
    let steps = use_state(|| 1_usize);
    let reading = &props.reading;
    let shown = filtered(reading, props.topic.as_deref(), props.speaker, &props.query);
    let speech = reading.cards.len();
    let picked = match props.pick {
        Pick::Card(number) => Some(number),
        _ => None,
    };
    let limit = (*steps * STEP).max(picked.filter(|&p| p < speech).map_or(0, |p| p + 1));
    let card = |number: usize| {
        html! {
            <li key={number}>
                <QuoteCard reading={reading.clone()} {number} picked={picked == Some(number)}
                    editing={props.editing == Some(Editing::Card(number))} send={props.send.clone()} />
            </li>
        }
    };
    let loud: Vec<usize> = shown.iter().copied().filter(|&n| n < speech).collect();
    let quiet: Vec<usize> = shown.iter().copied().filter(|&n| n >= speech).collect();
    let is_quote = |number: &&usize| reading.cards.get(**number).is_some_and(|c| !c.rejected);
    let counted = loud.iter().filter(is_quote).count();
    let left = loud.len().saturating_sub(limit);
    let more = {
        let steps = steps.clone();
        Callback::from(move |_: MouseEvent| steps.set(*steps + 1))
    };
    html! {
        <>
            <Share reading={reading.clone()} chosen={props.speaker} send={props.send.clone()} />
            { filters(props, counted) }
            if speech + reading.quiet.len() == 0 {
                <p class="none">{ "No quotes were found in this text." }</p>
            }
            <ol class="cards" aria-label="Quotes">
                { for loud.into_iter().take(limit).map(card) }
            </ol>
            if left > 0 {
                <button type="button" class="btn more" onclick={more}>
                    { format!("Show more ({left} left)") }
                </button>
            }
            if !quiet.is_empty() {
                <details class="quiet" open={picked.is_some_and(|p| p >= speech)}>
                    <summary>{ words::count(quiet.len(), "word at arm’s length or in a headline", "words at arm’s length or in headlines") }</summary>
                    <ol class="cards">{ for quiet.into_iter().take(STEP).map(card) }</ol>
                </details>
            }
        </>
    }
}

/// What narrows the list, each with the way to take it off.
/// It counts what the tab counts.
fn filters(props: &Props, shown: usize) -> Html {
    let reading = &props.reading;
    let mut said: Vec<(String, Action)> = Vec::new();
    if let Some(code) = &props.topic {
        let topic = reading.report.topics.iter().find(|t| t.code == *code);
        let name = topic.map_or(code.as_str(), |t| &t.name);
        said.push((format!("near words on {name}"), Action::Topic(None)));
    }
    if let Some(speaker) = props.speaker.and_then(|s| reading.speakers.get(s)) {
        said.push((format!("by {}", speaker.name), Action::Speaker(None)));
    }
    let query = props.query.trim();
    if !query.is_empty() {
        said.push((format!("with “{query}”"), Action::Query(String::new())));
    }
    if said.is_empty() {
        return html! {};
    }
    let off = |(words, action): (String, Action)| {
        html! {
            <span class="filter">
                <bdi>{ words.clone() }</bdi>{ " " }
                { act("Clear", Some(format!("Show quotes not only {words}")), &props.send, action) }
            </span>
        }
    };
    html! {
        <p class="filters">
            { format!("{shown} of {}, ", words::count(reading.quotes(), "quote", "quotes")) }{ for said.into_iter().map(off) }
        </p>
    }
}
