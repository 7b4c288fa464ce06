//! The article: text nodes only, whatever the page held. Quotes are coloured by
//! highlights over them (see [`crate::highlight`]), so nothing here changes when
//! a card is picked or a topic chosen.

use std::ops::Range as Lines;

use verbatim_core::{Notice, NoticeCode, clean::Verdict, report::ReportPhrase};
use yew::prelude::*;

use super::{ghosts::Ghosts, read_as::read_as};
use crate::{
    ids,
    model::{
        Reading, Shared,
        lines::{Item, Look, items},
        words,
    },
    state::Send,
    text::{shortened, visible},
};

/// A phrase in the margin is cut after this many characters.
const LONGEST_NOTE: usize = 40;

/// What it shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The article.
    pub reading: Shared<Reading>,
    /// The lines in the page.
    pub window: Lines<usize>,
    /// A line that must be seen.
    pub wanted: Option<usize>,
    /// Where actions go.
    pub send: Send,
}

/// The article's lines in the window. Cut and Restore are buttons with the
/// block's number in `data-cut` or `data-restore`; the reader hears them.
#[component]
pub fn ArticleView(props: &Props) -> Html {
    let reading = &props.reading;
    let items = items(&reading.lines, &props.window);
    let headline = items.iter().position(|item| look(reading, item) == Some(Look::Headline));
    // Facts stand over the headline, or where it would be.
    let facts_at = headline.unwrap_or(0);
    let at_top = props.window.start == 0;
    let item = |(at, item): (usize, &Item)| {
        html! {
            <>
                if at_top && at == facts_at {
                    <Facts reading={reading.clone()} has_headline={headline.is_some()} send={props.send.clone()} />
                }
                { view(props, item) }
            </>
        }
    };
    html! {
        <>
            if items.is_empty() {
                <Facts reading={reading.clone()} has_headline=false send={props.send.clone()} />
                <p class="none">{ "There is no text in what was given." }</p>
            }
            { for items.iter().enumerate().map(item) }
        </>
    }
}

fn look(reading: &Reading, item: &Item) -> Option<Look> {
    match item {
        Item::Paragraph(run) => reading.lines.get(run.start).map(|l| l.look),
        _ => None,
    }
}

/// What the facts are of.
#[derive(Properties, PartialEq)]
struct FactsProps {
    reading: Shared<Reading>,
    has_headline: bool,
    send: Send,
}

/// Outlet, author, date, language, length; and a heading where the text has none.
#[component]
fn Facts(props: &FactsProps) -> Html {
    let reading = &props.reading;
    let metadata = &reading.report.metadata;
    let facts = [
        metadata.outlet.clone(),
        metadata.author.clone(),
        metadata.date.as_deref().map(words::date),
        metadata.language.map(|l| l.english_name().unwrap_or(l.code()).to_owned()),
        Some(words::count(reading.words, "word", "words")),
    ];
    let facts = facts.into_iter().flatten().map(|fact| html! { <bdi>{ fact }</bdi> });
    // A byte order mark leaves nothing in doubt; the exported report has it.
    let doubtful = |notice: &&Notice| notice.code != NoticeCode::ByteOrderMark;
    let mut notices = reading.report.notices.iter().filter(doubtful).peekable();
    html! {
        <>
            <p class="facts">{ for facts }</p>
            if notices.peek().is_some() {
                <div class="notes">
                    <ul aria-label="Notices on this text">
                        { for notices.map(|notice| html! { <li>{ notice.message.clone() }</li> }) }
                    </ul>
                    { read_as(&reading.source, &props.send) }
                </div>
            }
            if !props.has_headline {
                if let Some(headline) = &metadata.headline {
                    <h1 dir="auto">{ visible(headline).into_owned() }</h1>
                } else {
                    <h1 class="unseen">{ "Article without a headline" }</h1>
                }
            }
        </>
    }
}

fn view(props: &Props, item: &Item) -> Html {
    let reading = &props.reading;
    match item {
        Item::Ghosts(run) => html! {
            <Ghosts key={run.start} reading={reading.clone()} lines={run.clone()} wanted={props.wanted} />
        },
        Item::List(entries) => html! {
            <ul key={entries.first().map_or(0, |e| e.start)} class="items">
                { for entries.iter().map(|run| html! {
                    <li class="row" key={run.start} dir="auto">{ spans(reading, run) }{ cut(reading, run) }</li>
                }) }
            </ul>
        },
        Item::Paragraph(run) => paragraph(reading, run),
    }
}

fn paragraph(reading: &Reading, run: &Lines<usize>) -> Html {
    let look = reading.lines.get(run.start).map_or(Look::Paragraph, |l| l.look);
    let text = spans(reading, run);
    let block = reading.lines.get(run.start).and_then(|l| reading.report.blocks.get(l.block));
    let post = block.is_some_and(|b| b.verdict == Verdict::PostApart);
    let apart = if post { "Post " } else { "Caption " };
    let element = match look {
        Look::Headline => html! { <h1 dir="auto">{ text }</h1> },
        Look::Heading => html! { <h2 dir="auto">{ text }</h2> },
        Look::Pull => html! { <blockquote class="pull" dir="auto">{ text }</blockquote> },
        Look::Caption => html! { <p class="caption" dir="auto"><b>{ apart }</b>{ text }</p> },
        Look::Paragraph | Look::Item | Look::Ghost => html! { <p dir="auto">{ text }</p> },
    };
    let note = section_note(reading, run);
    let unsure = block.is_some_and(|b| b.kept && words::is_unsure(b.confidence));
    let action = if look == Look::Caption { restore(reading, run) } else { cut(reading, run) };
    html! {
        <div class={classes!("row", unsure.then_some("unsure"))} key={run.start}>
            { note }{ element }
            if unsure { <span class="doubt">{ "Unsure" }</span> }
            { action }
        </div>
    }
}

/// One element with one text node for each line.
fn spans(reading: &Reading, run: &Lines<usize>) -> Html {
    let mut last: Option<u32> = None;
    let span = |line: usize| {
        let range = reading.lines.get(line).map(|l| l.range).unwrap_or_default();
        let gap = last.is_some_and(|end| end < range.start);
        last = Some(range.end);
        html! {
            <>
                { if gap { " " } else { "" } }
                <span id={ids::line(line)} tabindex="-1">{ visible(reading.of(range)).into_owned() }</span>
            </>
        }
    };
    html! { <>{ for run.clone().map(span) }</> }
}

fn cut(reading: &Reading, run: &Lines<usize>) -> Html {
    let Some(line) = run.end.checked_sub(1).and_then(|last| reading.lines.get(last)) else {
        return html! {};
    };
    let words = shortened(reading.of(line.range), 40).into_owned();
    html! {
        <button type="button" class="plain cut" data-cut={line.block.to_string()}
            aria-label={format!("Cut: {words}")}>{ "Cut" }</button>
    }
}

fn restore(reading: &Reading, run: &Lines<usize>) -> Html {
    let Some(line) = reading.lines.get(run.start) else { return html! {} };
    let kept = reading.report.blocks.get(line.block).is_some_and(|b| b.kept);
    if kept {
        return cut(reading, run);
    }
    let words = shortened(reading.of(line.range), 40).into_owned();
    html! {
        <button type="button" class="plain cut" data-restore={line.block.to_string()}
            aria-label={format!("Restore: {words}")}>{ "Restore" }</button>
    }
}

/// What a section is about, in the margin beside its first line.
fn section_note(reading: &Reading, run: &Lines<usize>) -> Html {
    let block_start = |line: usize| reading.lines.get(line).map(|l| l.range.start);
    let (Some(start), before) =
        (block_start(run.start), run.start.checked_sub(1).and_then(block_start))
    else {
        return html! {};
    };
    // The first kept line at or after the section's start.
    let section = reading.report.sections.iter().find(|section| {
        section.start <= start && start < section.end && before.is_none_or(|b| b < section.start)
    });
    let Some(section) = section else { return html! {} };
    let Some(topic) = section.topics.first() else { return html! {} };
    // A word without end would fill the margin of the whole article.
    let short =
        |phrase: &ReportPhrase| visible(&shortened(&phrase.text, LONGEST_NOTE)).into_owned();
    let phrases: Vec<String> = section.phrases.iter().take(3).map(short).collect();
    html! {
        <p class="side" aria-hidden="true"><b>{ topic.name.to_string() }</b>{ phrases.join(", ") }</p>
    }
}
