//! Media Topics from the words that speak for them.
//!
//! One pass over the article's words meets the lexicon's terms, the longest at
//! each place. A term counts by its weight, by where it stands and by the
//! logarithm of how often; a topic by its own terms and those of the topics
//! below it. The seventeen at the top share the article between them, and in
//! each that has a fair share the most specific topics that carry it are named.
//!
//! A model can be added beside the terms: whatever gives each top topic a score
//! is one more summand in [`Scores::tops`].
//!
//! Known misses: a term is taken in all its senses, so a short text with one
//! figure of speech ("war of words") can be led astray; the confidence says so.

use std::ops::Range;

use verbatim_lexicon::topics::{MediaTopics, Node, TopicId};

use super::{Topic, reading::Reading};
use crate::Span;

/// What a term of weight 1, 2, 3 and 4 adds.
const WEIGHTS: [f32; 5] = [0.0, 0.35, 1.0, 2.0, 3.5];
/// Top topics whose words turn up in every kind of story count for less. The
/// factors are of the kind of word, not fitted to any collection.
const CATCH_ALL: [(&str, f32); 5] = [
    ("05000000", 0.9),
    ("08000000", 0.75),
    ("09000000", 0.8),
    ("10000000", 0.9),
    ("14000000", 0.75),
];
/// Words of one term, at most.
const LONGEST_TERM: usize = 6;
/// A top topic with a smaller share of the article is left out.
const LEAST_SHARE: f32 = 0.12;
/// A top topic with less evidence is left out: one strong term or two hints.
const LEAST_EVIDENCE: f32 = 1.9;
/// Top topics named, at most.
const MOST_TOPS: usize = 4;
/// A topic below is named where it carries this share of the topic above it.
const SPECIFIC_SHARE: f32 = 0.15;
/// Topics named under one top topic, at most.
const MOST_UNDER_ONE: usize = 4;
/// Evidence kept for one topic.
const MOST_EVIDENCE: usize = 200;
/// The evidence at which confidence is half of what the share alone would give.
const HALF_SURE: f32 = 6.0;

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

/// Which tokens speak strongly for one of the first two top topics of `topics`.
pub(super) fn relevant(
    reading: &Reading<'_>,
    media: &MediaTopics,
    hits: &[Hit],
    topics: &[Topic],
) -> Vec<bool> {
    let mut tops: Vec<TopicId> = Vec::new();
    for topic in topics {
        let top = media.find(topic.broader.last().unwrap_or(&topic.code));
        tops.extend(top.filter(|top| !tops.contains(top)));
    }
    tops.truncate(2);
    let mut relevant = vec![false; reading.sentences.tokens.len()];
    for hit in hits {
        let speaks = reading.terms.ends(hit.node).iter().any(|&(topic, weight)| {
            weight > 2 && media.get(topic).is_some_and(|topic| tops.contains(&topic.top))
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

/// The terms of one stretch, each with all its places.
struct Scores {
    /// Distinct terms: node, summed weight, its hits.
    terms: Vec<(Node, f32, Range<usize>)>,
    /// Hits, by node and place.
    hits: Vec<Hit>,
    /// By topic, with what stands below it.
    topics: Vec<f32>,
    /// The top topics with their scores, best first.
    tops: Vec<(TopicId, f32)>,
}

impl Scores {
    fn new(reading: &Reading<'_>, media: &MediaTopics, hits: &[Hit]) -> Self {
        let mut hits = hits.to_vec();
        hits.sort_by_key(|hit| (hit.node, hit.first));
        let mut scores =
            Self { terms: Vec::new(), hits, topics: vec![0.0; media.list.len()], tops: Vec::new() };
        let mut start = 0;
        while let Some(hit) = scores.hits.get(start) {
            let node = hit.node;
            let rest = scores.hits.iter().skip(start);
            let same = rest.take_while(|hit| hit.node == node);
            let (count, sum) = same.fold((0, 0.0), |(n, sum), hit| (n + 1, sum + hit.place));
            scores.terms.push((node, (1.0_f32 + sum).ln(), start..start + count));
            start += count;
        }
        for at in 0..scores.terms.len() {
            if let Some((node, often, _)) = scores.terms.get(at).cloned() {
                scores.count(reading, media, node, often);
            }
        }
        // The seventeen have the lowest codes.
        let all = media.list.iter().enumerate();
        let tops = all.take_while(|(_, topic)| topic.parent.is_none());
        scores.tops = tops
            .map(|(at, topic)| {
                let factor = CATCH_ALL.iter().find(|(code, _)| *code == topic.code);
                let id = TopicId(at as u16);
                (id, scores.of(id) * factor.map_or(1.0, |(_, factor)| *factor))
            })
            .filter(|(_, score)| *score > 0.0)
            .collect();
        scores.tops.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        scores
    }

    /// Adds one term to its topics and to each topic above them once.
    fn count(&mut self, reading: &Reading<'_>, media: &MediaTopics, node: Node, often: f32) {
        let ends = reading.terms.ends(node);
        for (at, &(topic, weight)) in ends.iter().enumerate() {
            let mut up = Some(topic);
            while let Some(id) = up {
                // A term of two topics under one counts for that one by the larger weight.
                let rival = ends.iter().enumerate().any(|(other, &(topic, w))| {
                    other != at && (w, other) > (weight, at) && is_under(media, topic, id)
                });
                if !rival && let Some(score) = self.topics.get_mut(id.index()) {
                    *score += WEIGHTS.get(usize::from(weight)).copied().unwrap_or(0.0) * often;
                }
                up = media.get(id).and_then(|topic| topic.parent);
            }
        }
    }

    fn of(&self, topic: TopicId) -> f32 {
        self.topics.get(topic.index()).copied().unwrap_or(0.0)
    }
}

/// Whether `topic` is `above` or stands under it.
fn is_under(media: &MediaTopics, topic: TopicId, above: TopicId) -> bool {
    let mut up = Some(topic);
    while let Some(id) = up {
        if id == above {
            return true;
        }
        up = media.get(id).and_then(|topic| topic.parent);
    }
    false
}

/// The topics of a stretch of the article, most weight first.
pub(super) fn rank(reading: &Reading<'_>, media: &MediaTopics, hits: &[Hit]) -> Vec<Topic> {
    let scores = Scores::new(reading, media, hits);
    let all: f32 = scores.tops.iter().map(|(_, score)| score).sum();
    let mut out: Vec<(f32, TopicId, f32)> = Vec::new();
    for &(top, score) in scores.tops.iter().take(MOST_TOPS) {
        let share = score / all;
        if share < LEAST_SHARE || score < LEAST_EVIDENCE {
            continue;
        }
        let mut named = Vec::new();
        specific(&scores, media, top, &mut named);
        named.sort_by(|a, b| scores.of(*b).total_cmp(&scores.of(*a)).then(a.cmp(b)));
        named.truncate(MOST_UNDER_ONE);
        let best = named.first().map_or(1.0, |&id| scores.of(id));
        let confidence = share.sqrt() * score / (score + HALF_SURE);
        out.extend(named.iter().map(|&id| (share * scores.of(id) / best, id, confidence)));
    }
    out.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    out.into_iter()
        .filter_map(|(weight, id, confidence)| {
            topic(reading, media, &scores, id, weight, confidence)
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
                .filter(|&&child| scores.of(child) >= least && scores.of(child) >= LEAST_EVIDENCE),
        );
        if open.len() == before {
            named.push(id);
        }
    }
}

fn topic(
    reading: &Reading<'_>,
    media: &MediaTopics,
    scores: &Scores,
    id: TopicId,
    weight: f32,
    confidence: f32,
) -> Option<Topic> {
    let found = media.get(id)?;
    let mut broader = Vec::new();
    let mut up = found.parent.and_then(|above| media.get(above));
    while let Some(above) = up {
        broader.push(above.code.to_owned());
        up = above.parent.and_then(|id| media.get(id));
    }
    let tokens = &reading.sentences.tokens;
    let mut evidence: Vec<Span> = scores
        .terms
        .iter()
        .filter(|(node, _, _)| {
            reading.terms.ends(*node).iter().any(|&(topic, _)| is_under(media, topic, id))
        })
        .flat_map(|(_, _, places)| scores.hits.get(places.clone()).unwrap_or_default())
        .filter_map(|hit| {
            let first = tokens.get(hit.first as usize)?;
            Some(first.span.cover(tokens.get(hit.last as usize)?.span))
        })
        .collect();
    evidence.sort_unstable();
    evidence.truncate(MOST_EVIDENCE);
    Some(Topic {
        code: found.code.to_owned(),
        name: found.name.to_owned(),
        broader,
        weight,
        confidence,
        evidence,
    })
}
