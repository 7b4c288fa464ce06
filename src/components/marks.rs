//! Keeps the highlights over the article in step with the state. Renders nothing.

use std::ops::Range as Lines;

use verbatim_core::report::{Range, ReportQuote};
use yew::prelude::*;

use super::share::slot_class;
use crate::{
    highlight,
    model::{Reading, Shared, picks},
    state::Pick,
    text::is_bidi_control,
};

/// What is highlighted.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The article.
    pub reading: Shared<Reading>,
    /// The lines in the page.
    pub window: Lines<usize>,
    /// Lines that were unfolded change what can be highlighted.
    pub wanted: Option<usize>,
    /// What is picked out.
    pub pick: Pick,
    /// The chosen topic.
    pub topic: Option<String>,
    /// What the search found.
    pub found: Shared<Vec<Range>>,
}

/// Highlights that name a speaker's colour: six, the other speakers', the unnamed one's.
const SPEECH: [&str; 8] = ["c1", "c2", "c3", "c4", "c5", "c6", "cx", "cu"];

/// Sets all highlights.
#[component]
pub fn Marks(props: &Props) -> Html {
    let place = (props.reading.clone(), props.window.clone(), props.wanted);
    use_effect_with(place.clone(), |(reading, window, _)| speech(reading, window));
    use_effect_with((place.clone(), props.pick.clone()), |((reading, window, _), pick)| {
        let ranges = picks::ranges(reading, pick, &[]);
        mark("pick", reading, window, &ranges, 3);
    });
    use_effect_with(
        (place.clone(), props.pick.clone(), props.topic.clone()),
        |((reading, window, _), pick, topic)| {
            let ranges = picks::others(reading, pick, topic.as_deref());
            mark("others", reading, window, &ranges, 2);
        },
    );
    use_effect_with(
        (place, props.found.clone(), props.pick.clone()),
        |((reading, window, _), found, pick)| {
            mark("found", reading, window, found, 4);
            let at = match pick {
                Pick::Found(_) => picks::ranges(reading, pick, found),
                _ => Vec::new(),
            };
            mark("found-on", reading, window, &at, 5);
        },
    );
    html! {}
}

/// Quotes in their speakers' colours, cues, and characters that act unseen.
fn speech(reading: &Reading, window: &Lines<usize>) {
    let mut by_class: [Vec<Range>; SPEECH.len()] = Default::default();
    let mut cues = Vec::new();
    let numbered = reading.cards.iter().chain(&reading.quiet);
    for card in numbered.filter(|card| !card.rejected) {
        let speaker = card.speaker.and_then(|s| reading.speakers.get(s));
        let class = speaker.map_or("cu", |s| slot_class(s.slot.get()));
        let ranges = SPEECH.iter().position(|&c| c == class).and_then(|at| by_class.get_mut(at));
        if let Some(ranges) = ranges {
            let quotes = card.quotes.iter().filter_map(|&q| reading.report.quotes.get(q));
            ranges.extend(quotes.map(|quote| with_marks(reading, quote)));
        }
        let quotes = card.quotes.iter().filter_map(|&q| reading.report.quotes.get(q));
        cues.extend(
            quotes.filter_map(|q| q.cue.as_ref()).map(|c| Range { start: c.start, end: c.end }),
        );
    }
    for (class, ranges) in SPEECH.into_iter().zip(&by_class) {
        mark(class, reading, window, ranges, 0);
    }
    mark("cue", reading, window, &cues, 1);
    mark("control", reading, window, &controls(reading, window), 6);
}

/// A quote with the marks beside it: the eye takes them for one.
fn with_marks(reading: &Reading, quote: &ReportQuote) -> Range {
    let (start, end) = (quote.start as usize, quote.end as usize);
    let (open, close) = quote.kind.marks(&reading.report.document.text, start, end);
    Range { start: quote.start - open.len() as u32, end: quote.end + close.len() as u32 }
}

fn controls(reading: &Reading, window: &Lines<usize>) -> Vec<Range> {
    let lines = reading.lines.get(window.clone()).unwrap_or_default();
    let unseen = |c: char| is_bidi_control(c) || (c.is_control() && !c.is_whitespace());
    lines
        .iter()
        .flat_map(|line| {
            let chars = reading.of(line.range).char_indices().filter(move |&(_, c)| unseen(c));
            chars.map(|(at, c)| {
                let start = line.range.start + at as u32;
                Range { start, end: start + c.len_utf8() as u32 }
            })
        })
        .collect()
}

/// Highlights those of `ranges` that stand in the window.
fn mark(name: &str, reading: &Reading, window: &Lines<usize>, ranges: &[Range], priority: i32) {
    let first = reading.lines.get(window.start).map_or(0, |l| l.range.start);
    let last = window.end.checked_sub(1).and_then(|l| reading.lines.get(l));
    let last = last.map_or(0, |l| l.range.end);
    let inside = ranges.iter().filter(|r| r.start < last && first < r.end);
    let dom: Vec<_> = inside.flat_map(|r| highlight::dom_ranges(reading, *r)).collect();
    highlight::set(name, &dom, priority);
}
