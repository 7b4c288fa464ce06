//! [`Heard`]: the topic terms that an article holds, and what each says.
//!
//! One pass over the article's words meets the lexicon's terms, the longest at
//! each place. A term speaks for its topics and for those above them; where it
//! stands in the list of a topic and of one further up, the upper row says what
//! it counts from there on: "court" is much to law and little to crime as a
//! whole. That is worked out once for each distinct term, so that the article,
//! its sections and its quotes only add up.

use crate::{
    index::{Index, Places},
    segment::TokenId,
};
use std::ops::Range;

use verbatim_lexicon::topics::{MediaTopic, MediaTopics, Node, Terms, TopicId};

use super::reading::{Reading, Unit, likely_distinct};

/// What a term of weight 1, 2, 3 and 4 adds.
const WEIGHTS: [f32; 5] = [0.0, 0.5, 1.0, 2.0, 3.5];
/// A term of more weight speaks strongly.
const STRONG: u8 = 2;
/// Words of one term, at most.
const LONGEST_TERM: usize = 6;

/// One term where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hit {
    /// Its number among the article's terms.
    pub term: u32,
    /// Its first and last token.
    pub first: u32,
    pub last: u32,
    /// How much its place says.
    pub place: f32,
}

/// The terms of one article.
pub(super) struct Heard<'r> {
    pub reading: &'r Reading<'r>,
    pub media: &'r MediaTopics,
    /// Every term where it stands, in order.
    pub hits: Vec<Hit>,
    /// By term: where what it says begins in `says`; one more than there are terms.
    starts: Vec<u32>,
    /// What the terms say: for which topics, each once a term, and how much.
    says: Vec<(HeardTopic, f32)>,
    /// By term: the top topics that it speaks strongly for, a bit each.
    strong: Vec<u32>,
    /// By topic: its number among those that are heard plus one; zero for others.
    numbers: Vec<u16>,
    /// The topics that are heard, by their numbers.
    pub topics: Vec<TopicId>,
}

/// The number of a topic among those that some term of the article speaks for, so
/// that tables by topic are as short as the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct HeardTopic(u16);

impl HeardTopic {
    /// Its place in tables by heard topic.
    #[inline]
    pub(super) fn index(self) -> usize {
        usize::from(self.0)
    }
}

impl<'r> Heard<'r> {
    pub(super) fn new(reading: &'r Reading<'r>, media: &'r MediaTopics) -> Self {
        let mut hits = Vec::with_capacity(likely_distinct(reading.units.len()) / 4);
        let mut units = reading.units.as_slice();
        for (at, paragraph) in reading.sentences.paragraphs.each() {
            let ends = |unit: &Unit| (unit.token as usize) < paragraph.tokens.end.get();
            let (own, rest) = units.split_at(units.partition_point(ends));
            let place = reading.place(at);
            if place > 0.0 {
                find(reading.terms, own, place, &mut hits);
            }
            units = rest;
        }
        let mut nodes: Vec<Node> = hits.iter().map(|(node, _)| *node).collect();
        nodes.sort_unstable();
        nodes.dedup();
        let number = |(node, hit): (Node, Hit)| {
            let term = nodes.binary_search(&node).unwrap_or_default() as u32;
            Hit { term, ..hit }
        };
        let mut heard = Self {
            reading,
            media,
            hits: hits.into_iter().map(number).collect(),
            starts: Vec::with_capacity(nodes.len() + 1),
            says: Vec::with_capacity(nodes.len() * 4),
            strong: Vec::with_capacity(nodes.len()),
            numbers: vec![0; media.list.len()],
            topics: Vec::with_capacity(nodes.len() * 2),
        };
        heard.starts.push(0);
        for node in nodes {
            heard.note(reading.terms.ends(node));
            heard.starts.push(heard.says.len() as u32);
        }
        heard
    }

    /// Notes what the next term says by its rows.
    fn note(&mut self, rows: &[(TopicId, u8)]) {
        if let &[(row, weight)] = rows {
            let top = self.media.get(row).map_or(0, |topic| bit(topic.top));
            self.strong.push(if weight > STRONG { top } else { 0 });
            let adds = WEIGHTS.get(usize::from(weight)).copied().unwrap_or(0.0);
            for (id, _) in upwards(self.media, row) {
                self.add(id, adds);
            }
            return;
        }
        let mut strong = 0;
        for (at, &(row, weight)) in rows.iter().enumerate() {
            if weight > STRONG
                && let Some(topic) = self.media.get(row)
            {
                strong |= bit(topic.top);
            }
            let adds = WEIGHTS.get(usize::from(weight)).copied().unwrap_or(0.0);
            for (id, _) in upwards(self.media, row) {
                // A row of the same term further up says what it counts from there on.
                if id != row && rows.iter().any(|&(other, _)| other == id) {
                    break;
                }
                // A term of two topics under one counts for that one by the larger weight.
                let rival = rows.iter().enumerate().any(|(other, &(topic, w))| {
                    (w, other) > (weight, at) && carries(self.media, rows, topic, id)
                });
                if !rival {
                    self.add(id, adds);
                }
            }
        }
        self.strong.push(strong);
    }

    /// Notes that the next term speaks for a topic.
    fn add(&mut self, topic: TopicId, adds: f32) {
        let Some(number) = self.numbers.get_mut(topic.index()) else { return };
        if *number == 0 {
            self.topics.push(topic);
            *number = self.topics.len() as u16;
        }
        self.says.push((HeardTopic(*number - 1), adds));
    }

    /// How many terms there are.
    pub(super) fn len(&self) -> usize {
        self.strong.len()
    }

    /// What a term says: for which topics, and how much.
    #[inline]
    pub(super) fn says(&self, term: u32) -> &[(HeardTopic, f32)] {
        let at = |term: u32| self.starts.get(term as usize).map_or(0, |&start| start as usize);
        self.says.get(at(term)..at(term + 1)).unwrap_or_default()
    }

    /// A topic's number among those that are heard.
    #[inline]
    pub(super) fn number(&self, topic: TopicId) -> Option<HeardTopic> {
        self.numbers.get(topic.index())?.checked_sub(1).map(HeardTopic)
    }

    /// The hits that lie in a range of tokens.
    pub(super) fn within(&self, tokens: &Range<TokenId>) -> &[Hit] {
        let start = self.hits.partition_point(|hit| (hit.first as usize) < tokens.start.get());
        let end = self.hits.partition_point(|hit| (hit.first as usize) < tokens.end.get());
        self.hits.get(start..end).unwrap_or_default()
    }

    /// Which tokens speak strongly for one of these top topics.
    pub(super) fn relevant(&self, tops: [Option<TopicId>; 2]) -> Vec<bool> {
        let mut relevant = vec![false; self.reading.sentences.tokens.len()];
        let wanted = tops.into_iter().flatten().fold(0, |bits, top| bits | bit(top));
        for hit in &self.hits {
            let speaks = self.strong.get(hit.term as usize).is_some_and(|tops| tops & wanted != 0);
            if speaks && let Some(words) = relevant.get_mut(hit.first as usize..=hit.last as usize)
            {
                words.fill(true);
            }
        }
        relevant
    }
}

/// The bit of a top topic; the seventeen have the lowest numbers.
fn bit(top: TopicId) -> u32 {
    1_u32.checked_shl(top.index() as u32).unwrap_or(0)
}

/// Adds the terms among some units, the longest at each place, with their nodes.
fn find(terms: &Terms, units: &[Unit], place: f32, hits: &mut Vec<(Node, Hit)>) {
    let mut at = 0;
    while let Some(first) = units.get(at) {
        at += 1;
        let Some(mut node) = terms.first(first.stem) else { continue };
        let mut here = terms.place(node);
        let mut found = (here.ends > 0).then_some((node, 0, first.token));
        let mut length = 0;
        while here.goes_on
            && length + 1 < LONGEST_TERM
            && let Some(unit) = units.get(at + length)
            && let Some(next) = terms.step(node, unit.stem)
        {
            node = next;
            here = terms.place(node);
            length += 1;
            if here.ends > 0 {
                found = Some((node, length, unit.token));
            }
        }
        if let Some((node, length, last)) = found {
            hits.push((node, Hit { term: 0, first: first.token, last, place }));
            at += length;
        }
    }
}

/// A topic and those above it, nearest first.
pub(super) fn upwards(
    media: &MediaTopics,
    from: TopicId,
) -> impl Iterator<Item = (TopicId, &MediaTopic)> + Clone {
    let with = |id: TopicId| Some((id, media.get(id)?));
    std::iter::successors(with(from), move |(_, topic)| with(topic.parent?))
}

/// Whether the row of `topic` says what a term counts for `above`: no row of the
/// same term stands between them or at `above` itself.
fn carries(media: &MediaTopics, rows: &[(TopicId, u8)], topic: TopicId, above: TopicId) -> bool {
    for (id, _) in upwards(media, topic) {
        if id != topic && rows.iter().any(|&(row, _)| row == id) {
            return false;
        }
        if id == above {
            return true;
        }
    }
    false
}
