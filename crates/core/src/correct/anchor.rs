//! What stands where a correction points, in this analysis.
//!
//! The same span, where it is there; else what shares most bytes with it;
//! else, for a mention whose line was cut, the one entity that is named by the
//! same words elsewhere.

use super::Desk;
use std::cmp::Reverse;

use crate::{
    Span,
    entity::{EntityId, Mention},
    index::Places,
    quote::QuoteId,
};

impl Desk<'_> {
    /// The quote at `anchor`.
    #[inline]
    pub(super) fn quote_at(&self, anchor: Span) -> Option<QuoteId> {
        let anchor = self.sound(anchor)?;
        let quotes = &self.quotes.list;
        let first = quotes.first_not(|q| q.content.start() < anchor.start());
        let starting = quotes.each_from(first);
        let mut starting = starting.take_while(|(_, q)| q.content.start() == anchor.start());
        if let Some((at, _)) = starting.find(|(_, q)| q.content == anchor) {
            return Some(at);
        }
        let near = quotes.each();
        let near = near.filter_map(|(at, q)| Some((anchor.mostly(q.content)?, at)));
        near.max_by_key(|&(bytes, at)| (bytes, Reverse(at))).map(|(_, at)| at)
    }

    /// The mention at `anchor` that is no pronoun, as an index.
    #[inline]
    pub(super) fn mention_at(&self, anchor: Span) -> Option<usize> {
        let anchor = self.sound(anchor)?;
        best(self.entities.mentions.iter(), anchor)
    }

    /// The words that name somebody at `anchor`, and the entity where one is known.
    #[inline]
    pub(super) fn named_by(&self, anchor: Span) -> Option<(Span, Option<EntityId>)> {
        let anchor = self.sound(anchor)?;
        let mentions = || self.entities.mentions.iter().chain(&self.quotes.pronouns);
        if let Some(m) = mentions().find(|m| m.span == anchor || m.name == anchor) {
            return Some((m.span, Some(m.entity)));
        }
        let mut speakers = self.quotes.list.iter().filter_map(|q| q.speaker.as_ref());
        if let Some(speaker) = speakers.find(|s| s.mention == anchor) {
            return Some((anchor, speaker.entity));
        }
        if let Some(m) = best(mentions(), anchor).and_then(|at| mentions().nth(at)) {
            return Some((m.span, Some(m.entity)));
        }
        if let Some(m) = self.by_words(anchor.of(self.text)) {
            return Some((m.span, Some(m.entity)));
        }
        self.is_kept(anchor).then_some((anchor, None))
    }

    /// A mention in these words, where they name one entity alone.
    #[inline]
    fn by_words(&self, words: &str) -> Option<&Mention> {
        let is = |m: &&Mention| m.name.of(self.text) == words || m.span.of(self.text) == words;
        let mut named = self.entities.mentions.iter().filter(is);
        let first = named.next()?;
        named.all(|m| m.entity == first.entity).then_some(first)
    }

    /// The anchor without white space at its ends, where it is a slice with words.
    #[inline]
    fn sound(&self, anchor: Span) -> Option<Span> {
        let anchor = Span::new(self.text, anchor.start(), anchor.end())?.trim(self.text);
        anchor.of(self.text).contains(char::is_alphanumeric).then_some(anchor)
    }

    /// Whether the words stand in the article rather than in what was cut.
    #[inline]
    fn is_kept(&self, span: Span) -> bool {
        let blocks = &self.cleaned.blocks;
        let at = blocks.partition_point(|b| b.span.end() < span.end());
        blocks.get(at).is_some_and(|b| b.kept && b.span.contains(span))
    }
}

/// The mention at `anchor`: the same span or name first, then most shared bytes.
#[inline]
fn best<'m>(mentions: impl Iterator<Item = &'m Mention>, anchor: Span) -> Option<usize> {
    let fit = |m: &Mention| {
        let exact = m.span == anchor || m.name == anchor;
        let near = anchor.mostly(m.span).max(anchor.mostly(m.name));
        if exact { Some(usize::MAX) } else { near }
    };
    let near = mentions.enumerate().filter_map(|(at, m)| Some((fit(m)?, at)));
    near.max_by_key(|&(bytes, at)| (bytes, usize::MAX - at)).map(|(_, at)| at)
}
