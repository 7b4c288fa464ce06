//! What each quote is about: the topics of its place and its words.
//!
//! A quote is too short to be tagged by itself: one figure of speech would lead it
//! astray. So it takes topics that the article or its section has, those that its
//! words speak for most, the words around it in the paragraph counting half. Where
//! no word speaks, it has the section's first topic.
//!
//! Known misses: a quote on a matter that nothing else in the section is about has
//! the section's topics.

use super::{
    Section, Topic,
    heard::{Heard, Hit},
};
use crate::{
    index::{Index, Places},
    quote::Quote,
    segment::TokenId,
};

/// Topics given for one quote, at most.
const MOST: usize = 3;
/// A topic with a smaller part of what the quote's first topic has is left out. Set by
/// hand, as [`BESIDE`]: with less, quotes get topics of a single word.
const LEAST: f32 = 0.34;
/// What a word beside the quote counts, against one in it.
const BESIDE: f32 = 0.5;
/// Terms looked at in a quote and on each side of it. Bounds the work on quotes
/// inside quotes and on a paragraph of many.
const MOST_HITS: usize = 40;

/// The topics that a section's quotes can have.
struct Choice<'t> {
    topics: Vec<&'t Topic>,
    /// By heard topic: its place in `topics` plus one; zero for others.
    places: Vec<u8>,
}

impl<'t> Choice<'t> {
    fn of(heard: &Heard<'_>, section: &'t [Topic], article: &'t [Topic]) -> Self {
        let mut choice = Self { topics: Vec::new(), places: vec![0; heard.topics.len()] };
        for topic in section.iter().chain(article) {
            let number = heard.media.find(topic.code).and_then(|id| heard.number(id));
            if let Some(place) = number.and_then(|at| choice.places.get_mut(at.index()))
                && *place == 0
            {
                choice.topics.push(topic);
                *place = choice.topics.len() as u8;
            }
        }
        choice
    }

    /// Adds what a term says to the scores of topics.
    fn add(&self, heard: &Heard<'_>, hit: &Hit, factor: f32, scores: &mut [f32]) {
        for (topic, says) in heard.says(hit.term) {
            let place = self.places.get(topic.index()).and_then(|place| place.checked_sub(1));
            if let Some(score) = place.and_then(|at| scores.get_mut(usize::from(at))) {
                *score += says * factor;
            }
        }
    }
}

/// The codes of each quote's topics, most telling first, in the order of the
/// quotes; all of them are among the topics of the article or of a section.
pub(super) fn topics(
    heard: &Heard<'_>,
    quotes: &[Quote],
    article: &[Topic],
    sections: &[Section],
) -> Vec<Vec<&'static str>> {
    let sentences = heard.reading.sentences;
    let mut sections = sections.iter();
    let mut section = sections.next();
    let mut choice: Option<Choice<'_>> = None;
    let mut scores: Vec<f32> = Vec::new();
    let mut of = |quote: &Quote| {
        // Both are in the order of the text.
        while section.is_some_and(|section| section.span.end() <= quote.content.start()) {
            section = sections.next();
            choice = None;
        }
        let own = section.map(|section| section.topics.as_slice()).unwrap_or_default();
        let choice = choice.get_or_insert_with(|| Choice::of(heard, own, article));
        scores.clear();
        scores.resize(choice.topics.len(), 0.0);
        let tokens = sentences.tokens_in(quote.content);
        let at = sentences.paragraph_at(quote.content.start());
        let paragraph = at.and_then(|at| sentences.paragraphs.at(at));
        let around = paragraph.map_or(tokens.clone(), |paragraph| paragraph.tokens.clone());
        let hits = heard.within(&(around.start..around.end.max(tokens.end)));
        let (before, rest) = until(hits, tokens.start);
        let (words, after) = until(rest, tokens.end);
        for hit in words.iter().take(MOST_HITS) {
            choice.add(heard, hit, 1.0, &mut scores);
        }
        for hit in before.iter().rev().take(MOST_HITS).chain(after.iter().take(MOST_HITS)) {
            choice.add(heard, hit, BESIDE, &mut scores);
        }
        let mut ranked: Vec<(f32, usize)> =
            scores.iter().copied().zip(0..).filter(|(score, _)| *score > 0.0).collect();
        // Of equals, the one with more weight.
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let least = ranked.first().map_or(0.0, |(score, _)| score * LEAST);
        ranked.retain(|(score, _)| *score >= least);
        ranked.truncate(MOST);
        if ranked.is_empty() && !choice.topics.is_empty() {
            ranked.push((0.0, 0));
        }
        ranked.iter().filter_map(|(_, at)| Some(choice.topics.get(*at)?.code)).collect()
    };
    quotes.iter().map(&mut of).collect()
}

/// The terms before a token, and the others.
fn until(hits: &[Hit], token: TokenId) -> (&[Hit], &[Hit]) {
    hits.split_at(hits.partition_point(|hit| (hit.first as usize) < token.get()))
}
