//! [`Reader`]: reads one paragraph's items. What it finds in them stands in files of their
//! own: noun phrases ([`super::phrases`]), and verbs with who says it ([`super::reports`]).

use verbatim_lexicon::{Grammar, Sets, TextSet, WordSet};

use super::clause::{Item, ItemId, ItemKind, Paragraph};
use crate::entity::Entities;

/// Reads one paragraph's items.
pub(super) struct Reader<'a> {
    pub paragraph: &'a Paragraph,
    pub entities: &'a Entities,
    pub sets: &'a Sets,
    pub text: &'a str,
}

pub(super) const BREAKS: Grammar = Grammar::SUBJECT
    .or(Grammar::RELATIVE)
    .or(Grammar::AUXILIARY)
    .or(Grammar::THAT)
    .or(Grammar::CONJUNCTION);

impl<'a> Reader<'a> {
    pub(super) fn item(&self, index: ItemId) -> Option<&'a Item> {
        self.paragraph.get(index)
    }

    /// A comma, or a quote that ends with one.
    pub(super) fn is_comma(&self, at: ItemId) -> bool {
        self.item(at).is_some_and(|i| {
            i.kind == ItemKind::Comma
                || (i.quote().is_some()
                    && self.words(i).trim_end_matches(['"', '”', '’', '\'', '»']).ends_with(','))
        })
    }

    pub fn words(&self, item: &Item) -> &'a str {
        item.span.of(self.text)
    }

    /// Whether the word at `index` is in the set, in any case.
    pub(super) fn is_in(&self, index: ItemId, set: WordSet) -> bool {
        self.item(index).is_some_and(|i| i.is_in(set))
    }

    /// Whether the word at `index` begins as one of the set does, in any case.
    pub(super) fn begins(&self, index: ItemId, set: TextSet) -> bool {
        self.item(index).is_some_and(|i| self.sets.begins(set, self.words(i)))
    }

    /// Whether the word ends as one of the set does.
    pub(super) fn ends(&self, item: &Item, set: TextSet) -> bool {
        self.sets.ends(set, self.words(item))
    }

    /// Whether a pronoun is joined to the word: "conclut-elle", "a-t-il".
    pub(super) fn is_joined(&self, item: &Item) -> bool {
        item.kind == ItemKind::Word
            && self
                .words(item)
                .rsplit_once('-')
                .is_some_and(|(_, last)| self.sets.holds(TextSet::JoinedPronouns, last))
    }
}
