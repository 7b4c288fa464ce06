//! Media Topics from the words that speak for them.
//!
//! One pass over the article's words meets the lexicon's terms, the longest at
//! each place. A term counts by its weight, by where it stands and by the
//! logarithm of how often; a topic by its own terms and those of the topics
//! below it. Where a term stands in the list of a topic and of one below it,
//! the upper row says what it counts from there on: "court" is much to law and
//! little to crime as a whole. The seventeen at the top share the article
//! between them, and in each that has a fair share the most specific topics
//! that carry it are named.
//!
//! Confidence is the chance that the topic is right, measured on labelled news:
//! it grows with the distance to the next topic and with the number of
//! different terms. Of several topics under one, each has it by what it carries
//! of the best.
//!
//! A model can be added beside the terms: whatever gives each top topic a score
//! is one more summand in [`Scores::tops`].
//!
//! Known misses: a term is taken in all its senses, so a short text with one
//! figure of speech ("war of words") can be led astray; the confidence says so.

use std::ops::Range;

use verbatim_lexicon::topics::{MediaTopic, MediaTopics, Node, TopicId};

use super::{Topic, reading::Reading};
use crate::Span;

/// What a term of weight 1, 2, 3 and 4 adds.
const WEIGHTS: [f32; 5] = [0.0, 0.5, 1.0, 2.0, 3.5];
/// How much a top topic's words count. Those of some turn up in every kind of
/// story; politics and technology have more stories than words of their own. The
/// factors are set by hand.
const FACTORS: [(&str, f32); 10] = [
    ("01000000", 0.95),
    ("02000000", 0.85),
    ("05000000", 0.8),
    ("06000000", 0.9),
    ("08000000", 0.75),
    ("09000000", 0.7),
    ("10000000", 0.8),
    ("11000000", 1.15),
    ("13000000", 1.2),
    ("14000000", 0.65),
];
/// Words of one term, at most.
const LONGEST_TERM: usize = 6;
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
const GROUND: f32 = 3.0;
/// The desks that most news belongs to; a story that seems to be another's is
/// less surely so.
const MAIN_DESKS: [&str; 5] = ["04000000", "11000000", "13000000", "15000000", "16000000"];
const OTHER_DESK: f32 = 0.85;
/// How often the first topic is right where the second is as strong.
const EVEN: f32 = 0.45;
/// A stretch is surely about a topic that is right as often as this.
const SURE: f32 = 0.8;
/// How fast the chance to be wrong falls with the distance to the second topic.
const FALL: f32 = 4.6;

/// One term where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hit {
    node: Node,
    /// Its first and last token.
    first: u32,
    last: u32,
    place: f32,
}

/// Every term in the article, in order.
pub(super) fn hits(reading: &Reading<'_>) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (at, paragraph) in reading.sentences.paragraphs.iter().enumerate() {
        let place = reading.place(at);
        if place > 0.0 {
            find(reading, reading.units_of(&paragraph.tokens), place, &mut hits);
        }
    }
    hits
}

/// The hits that lie in a range of tokens.
pub(super) fn within<'h>(hits: &'h [Hit], tokens: &Range<usize>) -> &'h [Hit] {
    let start = hits.partition_point(|hit| (hit.first as usize) < tokens.start);
    let end = hits.partition_point(|hit| (hit.first as usize) < tokens.end);
    hits.get(start..end).unwrap_or_default()
}

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

/// A topic and those above it, nearest first.
fn upwards(
    media: &MediaTopics,
    from: TopicId,
) -> impl Iterator<Item = (TopicId, &MediaTopic)> + Clone {
    let with = |id: TopicId| Some((id, media.get(id)?));
    std::iter::successors(with(from), move |(_, topic)| with(topic.parent?))
}

/// The names of topics and of those above them.
pub(super) fn names(media: &MediaTopics, topics: &[Ranked]) -> Vec<&'static str> {
    let all = topics.iter().flat_map(|topic| upwards(media, topic.id));
    all.map(|(_, topic)| topic.name).collect()
}

/// The top topic that a stretch is surely about.
pub(super) fn surely(reading: &Reading<'_>, media: &MediaTopics, hits: &[Hit]) -> Option<TopicId> {
    let scores = Scores::new(reading, media, hits);
    let &(top, _) = scores.tops.first()?;
    (scores.confidence(media, 0) >= SURE).then_some(top)
}

/// Which tokens speak strongly for one of the first two top topics of `topics`.
pub(super) fn relevant(
    reading: &Reading<'_>,
    media: &MediaTopics,
    hits: &[Hit],
    topics: &[Ranked],
) -> Vec<bool> {
    let mut relevant = vec![false; reading.sentences.tokens.len()];
    let mut tops = topics.iter().filter_map(|topic| Some(media.get(topic.id)?.top));
    let Some(first) = tops.next() else { return relevant };
    let second = tops.find(|top| *top != first).unwrap_or(first);
    for hit in hits {
        let speaks = reading.terms.ends(hit.node).iter().any(|&(topic, weight)| {
            weight > 2
                && media.get(topic).is_some_and(|topic| topic.top == first || topic.top == second)
        });
        if speaks && let Some(words) = relevant.get_mut(hit.first as usize..=hit.last as usize) {
            words.fill(true);
        }
    }
    relevant
}

fn find(reading: &Reading<'_>, range: Range<usize>, place: f32, hits: &mut Vec<Hit>) {
    let units = reading.units.get(range).unwrap_or_default();
    let mut at = 0;
    while let Some(first) = units.get(at) {
        let mut node = Node::ROOT;
        let mut found = None;
        for (length, unit) in units.iter().skip(at).take(LONGEST_TERM).enumerate() {
            let Some(next) = unit.stem.and_then(|stem| reading.terms.step(node, stem)) else {
                break;
            };
            node = next;
            if !reading.terms.ends(node).is_empty() {
                found = Some((node, length, unit.token));
            }
        }
        if let Some((node, length, last)) = found {
            hits.push(Hit { node, first: first.token, last, place });
            at += length;
        }
        at += 1;
    }
}

/// One term of a stretch, with all its places.
struct Term {
    node: Node,
    /// The logarithm of how often it stands, each place by what it says.
    often: f32,
    /// Its places in [`Scores::hits`].
    hits: Range<usize>,
}

/// The terms of one stretch, each with all its places.
struct Scores {
    /// Distinct terms, by node.
    terms: Vec<Term>,
    /// Hits, by node and place.
    hits: Vec<Hit>,
    /// By topic, with what stands below it.
    topics: Vec<f32>,
    /// By topic: how many distinct terms speak for it.
    distinct: Vec<u16>,
    /// The top topics with their scores, best first.
    tops: Vec<(TopicId, f32)>,
}

impl Scores {
    fn new(reading: &Reading<'_>, media: &MediaTopics, hits: &[Hit]) -> Self {
        let mut hits = hits.to_vec();
        hits.sort_unstable_by_key(|hit| (hit.node, hit.first));
        let mut terms: Vec<Term> = Vec::with_capacity(hits.len());
        for (at, hit) in hits.iter().enumerate() {
            match terms.last_mut().filter(|term| term.node == hit.node) {
                Some(term) => {
                    term.often += hit.place;
                    term.hits.end = at + 1;
                }
                None => {
                    terms.push(Term { node: hit.node, often: hit.place, hits: at..at + 1 });
                }
            }
        }
        let mut scores = Self {
            terms: Vec::new(),
            hits,
            topics: vec![0.0; media.list.len()],
            distinct: vec![0; media.list.len()],
            tops: Vec::new(),
        };
        for term in &mut terms {
            term.often = (1.0 + term.often).ln();
            scores.count(reading, media, term);
        }
        scores.terms = terms;
        // The seventeen have the lowest codes.
        let all = media.list.iter().enumerate();
        let tops = all.take_while(|(_, topic)| topic.parent.is_none());
        scores.tops = tops
            .map(|(at, topic)| {
                let id = TopicId(at as u16);
                let score = scores.of(id);
                let factors = FACTORS.iter().filter(|_| score > 0.0);
                let factor = factors.clone().find(|(code, _)| *code == topic.code);
                (id, score * factor.map_or(1.0, |(_, factor)| *factor))
            })
            .filter(|(_, score)| *score > 0.0)
            .collect();
        scores.tops.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        scores
    }

    /// Adds one term to its topics and to each topic above them once.
    fn count(&mut self, reading: &Reading<'_>, media: &MediaTopics, term: &Term) {
        let ends = reading.terms.ends(term.node);
        for (at, &(topic, weight)) in ends.iter().enumerate() {
            let says = WEIGHTS.get(usize::from(weight)).copied().unwrap_or(0.0) * term.often;
            for (id, _) in upwards(media, topic) {
                // A row of the same term further up says what it counts from there on.
                if !carries(media, ends, topic, id) {
                    break;
                }
                // A term of two topics under one counts for that one by the larger weight.
                let rival = ends.len() > 1
                    && ends.iter().enumerate().any(|(other, &(topic, w))| {
                        other != at && (w, other) > (weight, at) && carries(media, ends, topic, id)
                    });
                if !rival
                    && let Some(score) = self.topics.get_mut(id.index())
                    && let Some(distinct) = self.distinct.get_mut(id.index())
                {
                    *score += says;
                    *distinct = distinct.saturating_add(1);
                }
            }
        }
    }

    /// The chance that the top topic at `place` of the ranking is right.
    fn confidence(&self, media: &MediaTopics, place: usize) -> f32 {
        let score = |at: usize| self.tops.get(at).map_or(0.0, |&(_, score)| score);
        let Some(&(top, _)) = self.tops.get(place) else { return 0.0 };
        let terms = self.distinct.get(top.index()).map_or(0.0, |&count| f32::from(count));
        let heard = terms / (terms + 2.0);
        if place > 0 {
            return EVEN * heard * score(place) / score(0);
        }
        let main = media.get(top).is_some_and(|topic| MAIN_DESKS.contains(&topic.code));
        let distance = (score(0) - score(1)) / (score(0) + score(1) + GROUND);
        let desk = if main { 1.0 } else { OTHER_DESK };
        1.0 - (1.0 - EVEN) * (-FALL * distance * heard * desk).exp()
    }

    fn of(&self, topic: TopicId) -> f32 {
        self.topics.get(topic.index()).copied().unwrap_or(0.0)
    }
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

/// Whether `topic` is `above` or stands under it.
fn is_under(media: &MediaTopics, topic: TopicId, above: TopicId) -> bool {
    let top = |id: TopicId| media.get(id).map(|topic| topic.top);
    top(topic) == top(above) && upwards(media, topic).any(|(id, _)| id == above)
}

/// The topics of a stretch of the article, most weight first.
pub(super) fn rank(reading: &Reading<'_>, media: &MediaTopics, hits: &[Hit]) -> Vec<Ranked> {
    let scores = Scores::new(reading, media, hits);
    let all: f32 = scores.tops.iter().map(|(_, score)| score).sum();
    let mut out: Vec<(f32, TopicId, f32)> = Vec::new();
    let mut most = f32::INFINITY;
    for (place, &(top, score)) in scores.tops.iter().take(MOST_TOPS).enumerate() {
        let share = score / all;
        if place > 0 && (share < LEAST_SHARE || score < LEAST_EVIDENCE) {
            continue;
        }
        let mut named = Vec::new();
        specific(&scores, media, top, &mut named);
        named.sort_by(|a, b| scores.of(*b).total_cmp(&scores.of(*a)).then(a.cmp(b)));
        named.truncate(MOST_UNDER_ONE);
        let best = named.first().map_or(1.0, |&id| scores.of(id));
        let confidence = scores.confidence(media, place);
        // Many small topics under one don't outweigh a larger one together.
        let rest: f32 = named.iter().skip(1).map(|&id| share * scores.of(id) / best).sum();
        let room = (most - share).max(0.0) * 0.99;
        let part = if rest > room { room / rest } else { 1.0 };
        most = share + rest * part;
        out.extend(named.iter().enumerate().map(|(at, &id)| {
            let part = if at == 0 { 1.0 } else { part };
            let carries = scores.of(id) / best;
            (share * carries * part, id, confidence * carries)
        }));
    }
    out.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut spans = Vec::with_capacity(hits.len());
    out.iter()
        .map(|&(weight, id, confidence)| {
            evidence(reading, media, &scores, id, &mut spans);
            Ranked { id, weight, confidence, evidence: spans.clone() }
        })
        .collect()
}

/// Names the most specific topics under `above` that carry a fair part of it;
/// `above` itself where none does.
fn specific(scores: &Scores, media: &MediaTopics, above: TopicId, named: &mut Vec<TopicId>) {
    let mut open = vec![above];
    while let Some(id) = open.pop() {
        let least = scores.of(id) * SPECIFIC_SHARE;
        let before = open.len();
        open.extend(
            media
                .below(id)
                .iter()
                .filter(|&&child| scores.of(child) >= least && scores.of(child) >= LEAST_SPECIFIC),
        );
        if open.len() == before {
            named.push(id);
        }
    }
}

/// Writes to `evidence` where the words stand that speak for a topic.
fn evidence(
    reading: &Reading<'_>,
    media: &MediaTopics,
    scores: &Scores,
    id: TopicId,
    evidence: &mut Vec<Span>,
) {
    let tokens = &reading.sentences.tokens;
    evidence.clear();
    for term in &scores.terms {
        let ends = reading.terms.ends(term.node);
        if ends.iter().any(|&(topic, _)| is_under(media, topic, id)) {
            let hits = scores.hits.get(term.hits.clone()).unwrap_or_default();
            evidence.extend(hits.iter().filter_map(|hit| {
                let first = tokens.get(hit.first as usize)?;
                Some(first.span.cover(tokens.get(hit.last as usize)?.span))
            }));
        }
    }
    evidence.sort_unstable();
    evidence.truncate(MOST_EVIDENCE);
}
