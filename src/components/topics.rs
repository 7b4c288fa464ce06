//! The Topics tab: what the article and each section is about, with the words
//! that say so.

use verbatim_core::report::{Range, ReportTopic};
use yew::prelude::*;

use super::confidence::Bar;
use crate::{
    model::{Reading, Shared, words},
    state::{Action, Pick, Send},
    text::{shortened, visible},
};

/// How many words of evidence are named.
const WORDS: usize = 6;

/// A phrase is cut after this many characters.
const LONGEST: usize = 80;

/// What it shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The article.
    pub reading: Shared<Reading>,
    /// What is picked out.
    pub pick: Pick,
    /// The topic that filters.
    pub topic: Option<String>,
    /// Where actions go.
    pub send: Send,
}

/// The Topics tab.
#[component]
pub fn Topics(props: &Props) -> Html {
    let report = &props.reading.report;
    if report.topics.is_empty() && report.phrases.is_empty() {
        return html! { <p class="none">{ "No topic stands out in this text." }</p> };
    }
    html! {
        <>
            if !report.topics.is_empty() {
                <section class="group">
                    <h2>{ "Topics" }<span class="n">{ report.topics.len() }</span></h2>
                    <ul class="topics">{ for report.topics.iter().map(|t| topic(props, t)) }</ul>
                </section>
            }
            if !report.phrases.is_empty() {
                <section class="group">
                    <h2>{ "Key phrases" }<span class="n">{ report.phrases.len() }</span></h2>
                    <ul class="phrases">{ for (0..report.phrases.len()).map(|at| phrase(props, at)) }</ul>
                </section>
            }
            { sections(props) }
        </>
    }
}

/// The words of the evidence, each once, the most frequent first.
fn evidence_words(reading: &Reading, evidence: &[Range]) -> Vec<String> {
    let mut counted: Vec<(String, usize)> = Vec::new();
    for range in evidence {
        let word = reading.of(*range).to_lowercase();
        match counted.iter_mut().find(|(known, _)| *known == word) {
            Some((_, count)) => *count += 1,
            None => counted.push((word, 1)),
        }
    }
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counted.into_iter().map(|(word, _)| word).collect()
}

fn topic(props: &Props, topic: &ReportTopic) -> Html {
    let code = topic.code.to_string();
    let pressed = props.topic.as_ref() == Some(&code);
    let chosen = (!pressed).then(|| code.clone());
    let choose = props.send.reform(move |_: MouseEvent| Action::Topic(chosen.clone()));
    let count = topic.evidence.len();
    let at = match &props.pick {
        Pick::Topic(picked, at) if *picked == code => Some(*at),
        _ => None,
    };
    let next = at.map_or(0, |at| (at + 1) % count.max(1));
    let jump =
        props.send.reform(move |_: MouseEvent| Action::Jump(Pick::Topic(code.clone(), next)));
    let mut named = evidence_words(&props.reading, &topic.evidence);
    named.truncate(WORDS);
    html! {
        <li key={topic.code.to_string()} class={classes!(pressed.then_some("on"))}>
            <button type="button" class="topic" aria-pressed={pressed.to_string()} onclick={choose}>
                <b>{ topic.name.to_string() }</b>
                <span class="n">{ format!("{}%", (topic.weight * 100.0).round()) }</span>
                <Bar value={topic.weight} />
            </button>
            <p class="evidence">
                <bdi>{ named.join(", ") }</bdi>
                { format!(" · {}", words::confidence(topic.confidence)) }
            </p>
            if pressed && count > 0 {
                <div class="does">
                    <span class="n">
                        { at.map_or_else(
                            || words::count(count, "place", "places"),
                            |at| format!("{} of {count}", at + 1),
                        ) }
                    </span>
                    <button type="button" class="plain" onclick={jump}
                        aria-label={format!("{}: {}", if at.is_some() { "Next" } else { "Show in text" }, topic.name)}>
                        { if at.is_some() { "Next" } else { "Show in text" } }
                    </button>
                </div>
            }
        </li>
    }
}

fn phrase(props: &Props, index: usize) -> Html {
    let Some(phrase) = props.reading.report.phrases.get(index) else { return html! {} };
    let count = phrase.evidence.len();
    let at = match props.pick {
        Pick::Phrase(picked, at) if picked == index => Some(at),
        _ => None,
    };
    let next = at.map_or(0, |at| (at + 1) % count.max(1));
    let onclick = props.send.reform(move |_: MouseEvent| Action::Jump(Pick::Phrase(index, next)));
    let label = at.map_or_else(|| count.to_string(), |at| format!("{} of {count}", at + 1));
    html! {
        <li key={index}>
            <button type="button" class={classes!("phrase", at.map(|_| "on"))} {onclick}>
                <bdi>{ visible(&shortened(&phrase.text, LONGEST)).into_owned() }</bdi>
                <span class="n">{ label }</span>
            </button>
        </li>
    }
}

fn sections(props: &Props) -> Html {
    let with_heading = |s: &&verbatim_core::report::ReportSection| {
        s.heading.is_some() && !(s.topics.is_empty() && s.phrases.is_empty())
    };
    let sections: Vec<_> = props.reading.report.sections.iter().filter(with_heading).collect();
    if sections.is_empty() {
        return html! {};
    }
    html! {
        <section class="group">
            <h2>{ "By section" }</h2>
            <ul class="sections">
                { for sections.into_iter().map(|section| {
                    let topics: Vec<&str> =
                        section.topics.iter().take(3).map(|t| &*t.name).collect();
                    let phrases: Vec<&str> =
                        section.phrases.iter().take(4).map(|p| p.text.as_str()).collect();
                    html! {
                        <li>
                            <h3><bdi>{ section.heading.clone() }</bdi></h3>
                            <p><bdi>{ topics.join(", ") }</bdi></p>
                            <p class="evidence"><bdi>{ phrases.join(", ") }</bdi></p>
                        </li>
                    }
                }) }
            </ul>
        </section>
    }
}
