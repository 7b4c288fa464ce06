//! Where an article changes its matter without a heading to say so.
//!
//! After TextTiling (Hearst 1997): the words of the paragraphs before a gap are
//! compared with those after it. A section begins where the two sides have
//! hardly a word in common, less than around the gap, and each side is surely
//! about another of the seventeen topics. The window moves by one paragraph at a
//! time and each word enters and leaves it once, so the time is linear.
//!
//! Known misses: two matters of one desk ("two trials") are one section.

use crate::{
    index::{Index, Places, Steps},
    segment::ParagraphId,
};
use std::ops::Range;

use super::{media::Tagger, reading::Reading, traits::Traits};

/// Paragraphs compared on each side of a gap; no section has fewer.
const SIDE: usize = 3;
/// Two sides with more in common (cosine of their words) are of one matter. Set by hand:
/// with more an article of one matter is cut, too.
const APART: f32 = 0.06;
/// How many gaps are looked at for their topics.
const MOST: usize = 8;

/// The words of the paragraphs on both sides of a gap.
struct Window {
    /// The stems of what each paragraph says, one paragraph after the other.
    stems: Vec<u32>,
    /// Where each paragraph ends in `stems`.
    ends: Vec<usize>,
    /// By stem: how often it stands before and after the gap.
    counts: Vec<[u32; 2]>,
    /// The sums of squares of both, and of their products.
    squares: [u64; 2],
    both: u64,
}

const BEFORE: usize = 0;
const AFTER: usize = 1;

impl Window {
    fn new(reading: &Reading<'_>, stretch: Range<ParagraphId>) -> Self {
        let paragraphs = reading.sentences.paragraphs.part(stretch);
        let tokens: usize = paragraphs.iter().map(|paragraph| paragraph.tokens.len()).sum();
        let mut stems = Vec::with_capacity(tokens);
        let mut ends = Vec::with_capacity(paragraphs.len());
        for paragraph in paragraphs {
            for form in reading.forms_of(paragraph.tokens.clone()) {
                if !form.traits.any(Traits::MARK.union(Traits::NUMBER).union(Traits::FUNCTION)) {
                    stems.push(form.stem);
                }
            }
            ends.push(stems.len());
        }
        Self { stems, ends, counts: vec![[0; 2]; reading.stems], squares: [0; 2], both: 0 }
    }

    /// Takes a paragraph's words into one side, or out of it; paragraphs count
    /// from the stretch's first.
    fn shift(&mut self, paragraph: usize, side: usize, goes_in: bool) {
        let end_of = |at: usize| self.ends.get(at).copied().unwrap_or_default();
        let words = paragraph.checked_sub(1).map_or(0, end_of)..end_of(paragraph);
        for &stem in self.stems.get(words).unwrap_or_default() {
            let Some(counts) = self.counts.get_mut(stem as usize) else { continue };
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
    tagger: &mut Tagger<'_>,
    stretch: Range<ParagraphId>,
) -> Vec<ParagraphId> {
    let mut gaps = gaps(reading, stretch.clone());
    gaps.sort_unstable_by(|a, b| a.1.total_cmp(&b.1));
    gaps.truncate(MOST);
    let mut gaps: Vec<ParagraphId> = gaps.into_iter().map(|(at, _)| at).collect();
    gaps.sort_unstable();
    let mut topic = |paragraphs: Range<ParagraphId>| {
        let list = &reading.sentences.paragraphs;
        let first = list.at(paragraphs.start)?.tokens.start;
        let last = list.at(paragraphs.end.checked_sub(1)?)?.tokens.end;
        tagger.surely(&(first..last))
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
fn gaps(reading: &Reading<'_>, stretch: Range<ParagraphId>) -> Vec<(ParagraphId, f32)> {
    if stretch.len() < 2 * SIDE {
        return Vec::new();
    }
    let count = stretch.len();
    let mut window = Window::new(reading, stretch.clone());
    let mut cohesion = Vec::with_capacity(count);
    for at in 0..SIDE {
        window.shift(at, BEFORE, true);
        window.shift(at + SIDE, AFTER, true);
    }
    for gap in SIDE..=count - SIDE {
        cohesion.push(window.cohesion());
        if gap + SIDE < count {
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
        .map(|(at, here)| (stretch.start + SIDE + at, *here))
        .collect()
}
