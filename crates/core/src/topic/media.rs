//! Media Topics from the words that speak for them.
//!
//! The terms that the article holds are in [`super::heard`]. A term counts by its
//! weight, by where it stands and by the logarithm of how often; a topic by its
//! own terms and those of the topics below it. The seventeen at the top share the
//! article between them, and in each that has a fair share the most specific
//! topics that carry it are named.
//!
//! Confidence is the chance that the topic is right, measured on labelled news:
//! it grows with the distance to the next topic and with the number of
//! different terms. Of several topics under one, each has it by what it carries
//! of the best.
//!
//! A model can be added beside the terms: whatever gives each top topic a score
//! is one more summand in [`Tagger::tops`].
//!
//! Known misses: a term is taken in all its senses, so a short text with one
//! figure of speech ("war of words") can be led astray; the confidence says so.

use std::ops::Range;

use verbatim_lexicon::topics::{MediaTopics, TopicId};

use super::{
    Topic,
    heard::{Heard, HeardTopic, Hit, upwards},
};
use crate::{Span, segment::TokenId};

/// The seventeen at the top, by code: how much their words count, and how surely
/// a story that seems to be theirs is. The words of some turn up in every kind of
/// story; politics and technology have more stories than words of their own; most
/// news belongs to five desks. Set by hand.
const DESKS: [(f32, f32); 17] = [
    (0.95, 0.85),
    (0.85, 0.85),
    (1.0, 0.85),
    (1.0, 1.0),
    (0.8, 0.85),
    (0.9, 0.85),
    (1.0, 0.85),
    (0.75, 0.85),
    (0.7, 0.85),
    (0.8, 0.85),
    (1.15, 1.0),
    (1.0, 0.85),
    (1.2, 1.0),
    (0.65, 0.85),
    (1.0, 1.0),
    (1.0, 1.0),
    (1.0, 0.85),
];
// The least shares and evidence, and the ground, are set by hand: larger ones name fewer
// topics, more of them right; `cargo xtask eval topics` prints both.

/// A top topic with a smaller share of the article is left out.
const LEAST_SHARE: f32 = 0.08;
/// A top topic other than the first with less evidence is left out.
const LEAST_EVIDENCE: f32 = 0.9;
/// A topic below a top with less evidence is left out: one strong term or two hints.
const LEAST_SPECIFIC: f32 = 1.9;
/// Top topics named, at most.
const MOST_TOPS: usize = 4;
/// A topic below is named where it carries this share of the topic above it.
const SPECIFIC_SHARE: f32 = 0.15;
/// Topics named under one top topic, at most.
const MOST_UNDER_ONE: usize = 4;
/// Evidence kept for one topic.
const MOST_EVIDENCE: usize = 200;
/// Evidence for nothing in particular that every topic is held against.
const GROUND: f32 = 2.0;
/// How often the first topic is right where the second is as strong. This and [`FALL`] are
/// fitted to how often the first topic was right on the labelled news, by its distance to
/// the second.
const EVEN: f32 = 0.45;
/// A stretch is surely about a topic that is right as often as this. Set by hand: with less
/// an article falls into more sections.
const SURE: f32 = 0.8;
/// How fast the chance to be wrong falls with the distance to the second topic.
const FALL: f32 = 3.9;

/// A topic of the article or of a section.
pub(super) struct Ranked {
    id: TopicId,
    weight: f32,
    confidence: f32,
    evidence: Vec<Span>,
}

impl Ranked {
    /// The topic as it is given.
    pub(super) fn topic(self, media: &MediaTopics) -> Option<Topic> {
        let found = media.get(self.id)?;
        let mut broader = Vec::with_capacity(found.depth.into());
        broader.extend(upwards(media, self.id).skip(1).map(|(_, above)| above.code));
        Some(Topic {
            code: found.code,
            name: found.name,
            broader,
            weight: self.weight,
            confidence: self.confidence,
            evidence: self.evidence,
        })
    }
}

/// The names of topics and of those above them.
pub(super) fn names(media: &MediaTopics, topics: &[Ranked]) -> Vec<&'static str> {
    let all = topics.iter().flat_map(|topic| upwards(media, topic.id));
    all.map(|(_, topic)| topic.name).collect()
}

/// The first two top topics of `topics`.
pub(super) fn main_tops(media: &MediaTopics, topics: &[Ranked]) -> [Option<TopicId>; 2] {
    let mut tops = topics.iter().filter_map(|topic| Some(media.get(topic.id)?.top));
    let first = tops.next();
    [first, tops.find(|top| Some(*top) != first)]
}

/// Ranks the topics of the article, and then of each part of it.
pub(super) struct Tagger<'h> {
    heard: &'h Heard<'h>,
    /// By term: how often it stands in the stretch, each place by what it says;
    /// all zero between two stretches.
    often: Vec<f32>,
    /// The terms of the stretch, by number.
    terms: Vec<u32>,
    /// By heard topic, with what stands below it: its score, and how many distinct
    /// terms speak for it.
    scores: Vec<(f32, u16)>,
    /// The top topics with their scores, best first.
    tops: Vec<(TopicId, f32)>,
    /// By heard topic: whether it carries a fair part of the topic above it, and
    /// whether one below does so of it.
    parts: Vec<(bool, bool)>,
    /// By heard topic: its place in the ranking plus one; zero but while evidence is
    /// sought.
    places: Vec<u8>,
}

impl<'h> Tagger<'h> {
    pub(super) fn new(heard: &'h Heard<'h>) -> Self {
        Self {
            heard,
            often: vec![0.0; heard.len()],
            terms: Vec::with_capacity(heard.len()),
            scores: vec![(0.0, 0); heard.topics.len()],
            tops: Vec::with_capacity(DESKS.len()),
            parts: vec![(false, false); heard.topics.len()],
            places: vec![0; heard.topics.len()],
        }
    }

    /// Scores every topic by the terms that stand in a stretch.
    fn score(&mut self, hits: &[Hit]) {
        for term in self.terms.drain(..) {
            for (topic, _) in self.heard.says(term) {
                if let Some(score) = self.scores.get_mut(topic.index()) {
                    *score = (0.0, 0);
                }
            }
        }
        for hit in hits {
            let Some(often) = self.often.get_mut(hit.term as usize) else { continue };
            if *often == 0.0 {
                self.terms.push(hit.term);
            }
            *often += hit.place;
        }
        self.terms.sort_unstable();
        for &term in &self.terms {
            let Some(often) = self.often.get_mut(term as usize) else { continue };
            let says = (1.0 + std::mem::take(often)).ln();
            for &(topic, weight) in self.heard.says(term) {
                if let Some((score, distinct)) = self.scores.get_mut(topic.index()) {
                    *score += weight * says;
                    *distinct = distinct.saturating_add(1);
                }
            }
        }
        self.tops.clear();
        for (at, (factor, _)) in DESKS.iter().enumerate() {
            let top = TopicId(at as u16);
            let score = self.of(top) * factor;
            if score > 0.0 {
                self.tops.push((top, score));
            }
        }
        self.tops.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    }

    /// What a topic has: its score, and how many distinct terms speak for it.
    fn scored(&self, topic: TopicId) -> (f32, u16) {
        let number = self.heard.number(topic);
        number.and_then(|at| self.scores.get(at.index())).copied().unwrap_or_default()
    }

    fn of(&self, topic: TopicId) -> f32 {
        self.scored(topic).0
    }

    /// How much has been heard of a topic, 0 to 1: by how many terms speak for it.
    fn heard_of(&self, topic: TopicId) -> f32 {
        let terms = f32::from(self.scored(topic).1);
        terms / (terms + 1.0)
    }

    /// The chance that the top topic at `place` of the ranking is right.
    fn confidence(&self, place: usize) -> f32 {
        let score = |at: usize| self.tops.get(at).map_or(0.0, |&(_, score)| score);
        let Some(&(top, _)) = self.tops.get(place) else { return 0.0 };
        let heard = self.heard_of(top);
        if place > 0 {
            return EVEN * heard * score(place) / score(0);
        }
        Self::chance((top, score(0)), score(1), heard)
    }

    /// The chance that the first top topic is right, where the second has the score
    /// `second`.
    fn chance((top, first): (TopicId, f32), second: f32, heard: f32) -> f32 {
        let distance = (first - second) / (first + second + GROUND);
        let desk = DESKS.get(top.index()).map_or(0.0, |&(_, sure)| sure);
        1.0 - (1.0 - EVEN) * (-FALL * distance * heard * desk).exp()
    }

    /// Whether parts of the stretch last ranked can surely be about two top topics:
    /// a part has no more of a topic than the whole, nor more terms for it.
    pub(super) fn may_change(&self) -> bool {
        let may_be_sure =
            |&&top: &&(TopicId, f32)| Self::chance(top, 0.0, self.heard_of(top.0)) >= SURE;
        self.tops.iter().filter(may_be_sure).count() > 1
    }

    /// The top topic that a stretch is surely about.
    pub(super) fn surely(&mut self, tokens: &Range<TokenId>) -> Option<TopicId> {
        self.score(self.heard.within(tokens));
        let &(top, _) = self.tops.first()?;
        (self.confidence(0) >= SURE).then_some(top)
    }

    /// The topics of a stretch of the article, most weight first.
    pub(super) fn rank(&mut self, hits: &[Hit]) -> Vec<Ranked> {
        self.score(hits);
        let all: f32 = self.tops.iter().map(|(_, score)| score).sum();
        let mut ranked: Vec<Ranked> = Vec::with_capacity(MOST_TOPS * MOST_UNDER_ONE);
        let mut most = f32::INFINITY;
        self.part();
        let mut named = Vec::with_capacity(16);
        for (place, &(top, score)) in self.tops.iter().take(MOST_TOPS).enumerate() {
            let share = score / all;
            if place > 0 && (share < LEAST_SHARE || score < LEAST_EVIDENCE) {
                continue;
            }
            self.specific(top, &mut named);
            named.sort_by(|a, b| self.of(*b).total_cmp(&self.of(*a)).then(a.cmp(b)));
            named.truncate(MOST_UNDER_ONE);
            let best = named.first().map_or(1.0, |&id| self.of(id));
            let confidence = self.confidence(place);
            // Many small topics under one don't outweigh a larger one together.
            let rest: f32 = named.iter().skip(1).map(|&id| share * self.of(id) / best).sum();
            let room = (most - share).max(0.0) * 0.99;
            let part = if rest > room { room / rest } else { 1.0 };
            most = share + rest * part;
            ranked.extend(named.iter().enumerate().map(|(at, &id)| {
                let part = if at == 0 { 1.0 } else { part };
                let carries = self.of(id) / best;
                let weight = share * carries * part;
                Ranked {
                    id,
                    weight,
                    confidence: confidence * carries,
                    evidence: Vec::with_capacity(8),
                }
            }));
        }
        ranked.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.id.cmp(&b.id)));
        self.give_evidence(hits, &mut ranked);
        ranked
    }

    /// Notes which topics carry a fair part of the topic above them.
    fn part(&mut self) {
        self.parts.fill((false, false));
        for (at, &id) in self.heard.topics.iter().enumerate() {
            let score = self.scores.get(at).map_or(0.0, |&(score, _)| score);
            if score < LEAST_SPECIFIC {
                continue;
            }
            let Some(above) = self.heard.media.get(id).and_then(|topic| topic.parent) else {
                continue;
            };
            if score < self.of(above) * SPECIFIC_SHARE {
                continue;
            }
            if let Some((own, _)) = self.parts.get_mut(at) {
                *own = true;
            }
            let above = self.heard.number(above).map(HeardTopic::index);
            if let Some((_, below)) = above.and_then(|above| self.parts.get_mut(above)) {
                *below = true;
            }
        }
    }

    /// Names the most specific topics under `top` that carry, like each topic
    /// between, a fair part of what is above them; `top` itself where none does.
    fn specific(&self, top: TopicId, named: &mut Vec<TopicId>) {
        let part = |id: TopicId| {
            let number = self.heard.number(id);
            number.and_then(|at| self.parts.get(at.index())).copied().unwrap_or_default()
        };
        named.clear();
        for (&id, &(own, below)) in self.heard.topics.iter().zip(&self.parts) {
            let own = own && self.heard.media.get(id).is_some_and(|topic| topic.top == top);
            if own && !below {
                let above = upwards(self.heard.media, id).take_while(|(id, _)| *id != top);
                if above.skip(1).all(|(id, _)| part(id).0) {
                    named.push(id);
                }
            }
        }
        if named.is_empty() {
            named.push(top);
        }
    }

    /// Notes where the words stand that speak for each topic.
    fn give_evidence(&mut self, hits: &[Hit], ranked: &mut [Ranked]) {
        let mut note = |topic: &Ranked, place: u8| {
            let number = self.heard.number(topic.id).map(HeardTopic::index);
            if let Some(slot) = number.and_then(|at| self.places.get_mut(at)) {
                *slot = place;
            }
        };
        for (at, topic) in ranked.iter().enumerate() {
            note(topic, at as u8 + 1);
        }
        let tokens = &self.heard.reading.sentences.tokens;
        for hit in hits {
            for (topic, _) in self.heard.says(hit.term) {
                let Some(place) = self.places.get(topic.index()) else { continue };
                if let Some(place) = place.checked_sub(1)
                    && let Some(topic) = ranked.get_mut(usize::from(place))
                    && topic.evidence.len() < MOST_EVIDENCE
                    && let Some(first) = tokens.get(hit.first as usize)
                    && let Some(last) = tokens.get(hit.last as usize)
                {
                    topic.evidence.push(first.span.cover(last.span));
                }
            }
        }
        self.places.fill(0);
    }
}
