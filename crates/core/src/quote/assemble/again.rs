//! Words said twice: a headline, a heading or a pull quote takes words out of the
//! article, and whoever says them there says them here.
//!
//! Known miss: a headline that puts a quote into words of its own.

use rustc_hash::FxHashMap;

use super::{
    super::{
        QuoteKind,
        reason::{self, Because},
    },
    Draft, Station,
};
use crate::{Span, index::Places, quote::QuoteId};

/// So many quotes without a speaker are looked up, and each word in so many
/// quotes; an article has fewer, and endless text must not be compared with itself.
const MOST: usize = 64;
const PLACES: usize = 32;
/// Shorter words are in every quote.
const SHORTEST: usize = 4;

impl Station<'_> {
    /// Gives quotes that repeat another one their speaker.
    pub(super) fn said_again(&mut self) {
        let takes = |d: &Draft| {
            matches!(d.quote.kind, QuoteKind::Headline | QuoteKind::Block)
                && d.quote.speaker.is_none()
        };
        let drafts = self.out.list.each();
        let wanted: Vec<QuoteId> =
            drafts.filter(|(_, d)| takes(d)).map(|(i, _)| i).take(MOST).collect();
        if wanted.is_empty() {
            return;
        }
        // In which quotes with a speaker each word of the wanted ones stands.
        let mut places: FxHashMap<u64, Vec<QuoteId>> = FxHashMap::default();
        for draft in wanted.iter().filter_map(|&i| self.out.list.at(i)) {
            places.extend(self.long_words(draft.quote.content).map(|word| (word, Vec::new())));
        }
        for (i, draft) in self.out.list.each() {
            let named = draft.quote.speaker.as_ref().is_some_and(|s| s.entity.is_some());
            if !named || matches!(draft.quote.kind, QuoteKind::Headline | QuoteKind::Scare) {
                continue;
            }
            for word in self.long_words(draft.quote.content) {
                if let Some(found) = places.get_mut(&word)
                    && found.len() < PLACES
                    && found.last() != Some(&i)
                {
                    found.push(i);
                }
            }
        }
        for i in wanted {
            let Some(said) = self.origin(i, &places).and_then(|o| self.out.list.at(o)) else {
                continue;
            };
            let Some(speaker) = said.quote.speaker.clone() else { continue };
            let confidence = said.quote.confidence * 0.8;
            let name = speaker.entity.and_then(|e| self.entities.get(e)).map(|e| e.name.as_str());
            let mention = speaker.mention.of(self.sentences.text);
            let reason = reason::write(Because::SaidAgain, "", mention, name, None);
            if let Some(draft) = self.out.list.at_mut(i) {
                draft.quote.speaker = Some(speaker);
                draft.quote.confidence = confidence;
                draft.quote.reason = reason;
            }
        }
    }

    /// The quote that holds four of five long words of the draft `i`, if all that
    /// do are by one speaker. A single word must be all that was quoted, too.
    fn origin(&self, i: QuoteId, places: &FxHashMap<u64, Vec<QuoteId>>) -> Option<QuoteId> {
        let mut words: Vec<u64> = self.long_words(self.out.list.at(i)?.quote.content).collect();
        words.sort_unstable();
        words.dedup();
        let mut shared: FxHashMap<QuoteId, usize> = FxHashMap::default();
        for &quote in words.iter().filter_map(|word| places.get(word)).flatten() {
            *shared.entry(quote).or_default() += 1;
        }
        let mut origins: Vec<QuoteId> = shared
            .into_iter()
            .filter(|&(_, count)| count * 5 >= words.len() * 4)
            .map(|(quote, _)| quote)
            .filter(|&quote| {
                let said = self.out.list.at(quote).map(|d| d.quote.content);
                words.len() > 1 || said.is_some_and(|said| self.long_words(said).count() <= 2)
            })
            .collect();
        origins.sort_unstable();
        let speaker = |i: &QuoteId| {
            self.out.list.at(*i).and_then(|d| d.quote.speaker.as_ref()).and_then(|s| s.entity)
        };
        let first = *origins.first()?;
        origins.iter().all(|other| speaker(other) == speaker(&first)).then_some(first)
    }

    /// The hashes of the words of a span that are not short.
    fn long_words(&self, span: Span) -> impl Iterator<Item = u64> {
        let range = self.sentences.tokens_in(span);
        let tokens = self.sentences.tokens.part(range);
        tokens.iter().filter(|t| t.is_wordlike() && t.span.len() >= SHORTEST).map(|t| t.hash)
    }
}
