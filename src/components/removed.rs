//! The Removed tab: every line that is not in the text, why, and the way back.

use verbatim_core::{
    Override, Span,
    report::{ReportBlock, ReportLink},
};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::confidence::Confidence;
use crate::{
    model::{Reading, Shared},
    state::{Action, Pick, Send},
    text::{shortened, visible},
};

/// How many lines of a group are shown at first.
const SHOWN: usize = 100;
/// How much of a line is shown.
const LONGEST: usize = 280;
/// How far the threshold can be moved to either side, in steps of so many tenths.
const STEPS: i8 = 3;
const STEP: i8 = 10;
/// The heading over what went to the metadata or beside the text.
const APART: &str = "Kept apart";

/// What it shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The article.
    pub reading: Shared<Reading>,
    /// The user's verdicts.
    pub overrides: Vec<Override>,
    /// How much surer than usual the cleaner must be of a line.
    pub threshold: i8,
    /// Whether there is a step to undo.
    pub can_undo: bool,
    /// Whether there is one to redo.
    pub can_redo: bool,
    /// Where actions go.
    pub send: Send,
}

/// The verdict that keeps or cuts a block.
pub fn judge(reading: &Reading, block: usize, keep: bool) -> Option<Action> {
    let it = reading.report.blocks.get(block)?;
    let text = &reading.report.document.text;
    let span = Span::new(text, it.start as usize, it.end as usize)?;
    Some(Action::Judge(Override { span, keep }))
}

/// The Removed tab.
#[component]
pub fn Removed(props: &Props) -> Html {
    let undo = props.send.reform(|_: MouseEvent| Action::Undo);
    let redo = props.send.reform(|_: MouseEvent| Action::Redo);
    let blocks = props.reading.report.blocks.iter().enumerate();
    let by_user = |block: &ReportBlock, keep: bool| {
        let same = |o: &&Override| {
            o.span.start() as u32 == block.start && o.span.end() as u32 == block.end
        };
        props.overrides.iter().find(same).is_some_and(|o| o.keep == keep)
    };
    let (mut noise, mut apart, mut cut, mut restored) = (vec![], vec![], vec![], vec![]);
    for (at, block) in blocks {
        if block.kept {
            if by_user(block, true) {
                restored.push(at);
            }
        } else if by_user(block, false) {
            cut.push(at);
        } else if block.verdict.is_set_apart() {
            apart.push(at);
        } else {
            noise.push(at);
        }
    }
    let none = noise.is_empty() && apart.is_empty() && cut.is_empty() && restored.is_empty();
    let group = |title: &'static str, note: &'static str, blocks: Vec<usize>, restore: bool| {
        let class = (title == APART).then_some("apart");
        let by_user = title.ends_with("by you");
        html! {
            if !blocks.is_empty() {
                <Group {title} {note} {class} {blocks} {restore} {by_user} reading={props.reading.clone()}
                    send={props.send.clone()} />
            }
        }
    };
    html! {
        <>
            <div class="steps">
                <button type="button" class="btn" disabled={!props.can_undo} onclick={undo}>{ "Undo" }</button>
                <button type="button" class="btn" disabled={!props.can_redo} onclick={redo}>{ "Redo" }</button>
            </div>
            { threshold(props) }
            if none {
                <p class="none">{ "Nothing was removed: every line is in the text." }</p>
            }
            { group("Cut by you", "", cut, true) }
            { group("Restored by you", "", restored, false) }
            { group("Noise", "Cut because it is the page around the article.", noise, true) }
            { group(APART, "Not in the text, but used: bylines, dates, captions, posts.", apart, true) }
            { related(&props.reading) }
        </>
    }
}

/// Teasers of other articles, where they lead to as text alone: what an article
/// names is never opened.
fn related(reading: &Reading) -> Html {
    let links = &reading.report.links;
    if links.is_empty() {
        return html! {};
    }
    let link = |(at, link): (usize, &ReportLink)| {
        html! {
            <li key={at}>
                <p class="line" dir="auto">{ visible(&shortened(&link.title, LONGEST)).into_owned() }</p>
                if let Some(target) = &link.target {
                    <p class="target"><bdi>{ visible(&shortened(target, LONGEST)).into_owned() }</bdi></p>
                }
            </li>
        }
    };
    html! {
        <details class="group related">
            <summary>{ "Related links" }<span class="n">{ links.len() }</span></summary>
            <p class="note">{ "What the page offered to read next, as text." }</p>
            <ul>{ for links.iter().take(SHOWN).enumerate().map(link) }</ul>
            if links.len() > SHOWN {
                <p class="note">{ format!("{} more are in the JSON export.", links.len() - SHOWN) }</p>
            }
        </details>
    }
}

/// Moves the line between what is kept and what is cut.
fn threshold(props: &Props) -> Html {
    let send = props.send.clone();
    let onchange = Callback::from(move |event: Event| {
        let input: Option<HtmlInputElement> = event.target_dyn_into();
        if let Some(step) = input.and_then(|input| input.value().parse::<i8>().ok()) {
            send.emit(Action::Threshold(step.clamp(-STEPS, STEPS) * STEP));
        }
    });
    let step = props.threshold / STEP;
    let said = match step {
        ..=-2 => "much less than usual",
        -1 => "less than usual",
        0 => "as usual",
        1 => "more than usual",
        2.. => "much more than usual",
    };
    html! {
        <label class="threshold">
            <span>{ "Cut " }{ said }</span>
            <input type="range" min={(-STEPS).to_string()} max={STEPS.to_string()} step="1"
                value={step.to_string()} aria-valuetext={said} {onchange} />
        </label>
    }
}

/// What a group shows.
#[derive(Properties, PartialEq)]
struct GroupProps {
    title: &'static str,
    note: &'static str,
    class: Option<&'static str>,
    blocks: Vec<usize>,
    restore: bool,
    by_user: bool,
    reading: Shared<Reading>,
    send: Send,
}

#[component]
fn Group(props: &GroupProps) -> Html {
    let all = use_state(|| false);
    let total = props.blocks.len();
    let shown = if *all { total } else { SHOWN };
    let more = {
        let all = all.clone();
        Callback::from(move |_: MouseEvent| all.set(true))
    };
    html! {
        <section class="group">
            <h2>{ props.title }<span class="n">{ total }</span></h2>
            if !props.note.is_empty() {
                <p class="note">{ props.note }</p>
            }
            <ul class={classes!("removed", props.class)}>
                { for props.blocks.iter().take(shown).map(|&at| line(props, at)) }
            </ul>
            if total > shown {
                <button type="button" class="btn more" onclick={more}>
                    { format!("Show all {total}") }
                </button>
            }
        </section>
    }
}

fn line(props: &GroupProps, at: usize) -> Html {
    let reading = &props.reading;
    let Some(block) = reading.report.blocks.get(at) else { return html! {} };
    let text = reading.report.document.text.get(block.start as usize..block.end as usize);
    let text = text.unwrap_or_default();
    let restore = {
        let (reading, send, keep) = (reading.clone(), props.send.clone(), props.restore);
        Callback::from(move |_: MouseEvent| {
            if let Some(action) = judge(&reading, at, keep) {
                send.emit(action);
            }
        })
    };
    let show = props.send.reform(move |_: MouseEvent| Action::Jump(Pick::Block(at)));
    let label = if props.restore { "Restore" } else { "Cut again" };
    let short = shortened(text, 40);
    html! {
        <li key={at}>
            <p class="line" dir="auto">{ visible(&shortened(text, LONGEST)).into_owned() }</p>
            <p class="why-cut">
                <b>{ block.verdict.words() }</b>{ ": " }{ block.reason.clone() }
            </p>
            <div class="does">
                <button type="button" class="plain strong" aria-label={format!("{label}: {short}")}
                    onclick={restore}>{ label }</button>
                <button type="button" class="plain" aria-label={format!("Show in text: {short}")}
                    onclick={show}>{ "Show in text" }</button>
                if !props.by_user {
                    <Confidence value={block.confidence} />
                }
            </div>
        </li>
    }
}
