//! Where an article changes its matter without a heading to say so.
//!
//! After TextTiling (Hearst 1997): the words of the paragraphs before a gap are
//! compared with those after it. A section begins where the two sides have
//! hardly a word in common, less than around the gap, and each side is surely
//! about another of the seventeen topics. The window moves by one paragraph at a
//! time and each word enters and leaves it once, so the time is linear.
//!
//! Known misses: two matters of one desk ("two trials") are one section.

use std::ops::Range;

use verbatim_lexicon::topics::MediaTopics;

use super::{
    media::{self, Hit},
    reading::Reading,
};
use crate::segment::TokenKind;

/// Paragraphs compared on each side of a gap; no section has fewer.
const SIDE: usize = 3;
/// Two sides with more in common (cosine of their words) are of one matter.
const APART: f32 = 0.06;
/// How many gaps are looked at for their topics.
const MOST: usize = 8;

/// The words of the paragraphs on both sides of a gap.
struct Window<'r> {
    reading: &'r Reading<'r>,
    /// By stem: how often it stands before and after the gap.
    counts: Vec<[u32; 2]>,
    /// The sums of squares of both, and of their products.
    squares: [u64; 2],
    both: u64,
}

const BEFORE: usize = 0;
const AFTER: usize = 1;

impl Window<'_> {
    /// Takes a paragraph's words into one side, or out of it.
    fn shift(&mut self, paragraph: usize, side: usize, goes_in: bool) {
        let reading = self.reading;
        let Some(paragraph) = reading.sentences.paragraphs.get(paragraph) else { return };
        let tokens = reading.sentences.tokens.get(paragraph.tokens.clone()).unwrap_or_default();
        for (at, token) in (paragraph.tokens.start..).zip(tokens) {
            if token.kind != TokenKind::Word || reading.is_function(at) {
                continue;
            }
            let stem = reading.form(at).map_or(0, |form| form.stem as usize);
            let Some(counts) = self.counts.get_mut(stem) else { continue };
            let [own, other] = if side == BEFORE { *counts } else { [counts[1], counts[0]] };
            let Some(square) = self.squares.get_mut(side) else { continue };
            let own = if goes_in {
                *square += u64::from(2 * own + 1);
                self.both += u64::from(other);
                own + 1
            } else {
                let own = own.saturating_sub(1);
                *square = square.saturating_sub(u64::from(2 * own + 1));
                self.both = self.both.saturating_sub(u64::from(other));
                own
            };
            *counts = if side == BEFORE { [own, other] } else { [other, own] };
        }
    }

    /// The cosine of both sides.
    fn cohesion(&self) -> f32 {
        let [before, after] = self.squares.map(|square| square as f32);
        if before > 0.0 && after > 0.0 { self.both as f32 / (before * after).sqrt() } else { 1.0 }
    }
}

/// The paragraphs within `stretch` at which another matter begins.
pub(super) fn shifts(
    reading: &Reading<'_>,
    media: &MediaTopics,
    hits: &[Hit],
    stretch: Range<usize>,
) -> Vec<usize> {
    let mut gaps = gaps(reading, stretch.clone());
    gaps.sort_unstable_by(|a, b| a.1.total_cmp(&b.1));
    gaps.truncate(MOST);
    let mut gaps: Vec<usize> = gaps.into_iter().map(|(at, _)| at).collect();
    gaps.sort_unstable();
    let topic = |paragraphs: Range<usize>| {
        let list = &reading.sentences.paragraphs;
        let first = list.get(paragraphs.start)?.tokens.start;
        let last = list.get(paragraphs.end.checked_sub(1)?)?.tokens.end;
        media::surely(reading, media, media::within(hits, &(first..last)))
    };
    let mut starts = Vec::new();
    let mut start = stretch.start;
    for (place, &gap) in gaps.iter().enumerate() {
        let end = gaps.get(place + 1).copied().unwrap_or(stretch.end);
        if gap - start >= SIDE
            && end - gap >= SIDE
            && let (Some(before), Some(after)) = (topic(start..gap), topic(gap..end))
            && before != after
        {
            starts.push(gap);
            start = gap;
        }
    }
    starts
}

/// The gaps before which and after which the words differ, with their cohesion.
fn gaps(reading: &Reading<'_>, stretch: Range<usize>) -> Vec<(usize, f32)> {
    if stretch.len() < 2 * SIDE {
        return Vec::new();
    }
    let counts = vec![[0; 2]; reading.stems];
    let mut window = Window { reading, counts, squares: [0; 2], both: 0 };
    let mut cohesion = Vec::with_capacity(stretch.len());
    let first = stretch.start + SIDE;
    for at in stretch.start..first {
        window.shift(at, BEFORE, true);
        window.shift(at + SIDE, AFTER, true);
    }
    for gap in first..=stretch.end - SIDE {
        cohesion.push(window.cohesion());
        if gap + SIDE < stretch.end {
            window.shift(gap, AFTER, false);
            window.shift(gap + SIDE, AFTER, true);
            window.shift(gap - SIDE, BEFORE, false);
            window.shift(gap, BEFORE, true);
        }
    }
    let around = |at: usize| cohesion.get(at).copied().unwrap_or(1.0);
    let lowest =
        |at: usize| around(at) <= around(at.wrapping_sub(1)) && around(at) < around(at + 1);
    let all = cohesion.iter().enumerate();
    all.filter(|(at, here)| **here < APART && lowest(*at))
        .map(|(at, here)| (first + at, *here))
        .collect()
}
