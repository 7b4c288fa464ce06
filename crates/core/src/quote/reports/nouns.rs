//! Forms that look like verbs of the list and are nouns where they stand.

use std::ops::Range;

use verbatim_lexicon::{Classes, Cue, CueClass, CuePart, Grammar, TextSet, WordSet};

use super::Reader;
use crate::{
    Language,
    entity::MentionForm,
    index::{Index, Places, Steps},
    quote::clause::{ItemId, ItemKind},
};

impl Reader<'_> {
    /// "a report", "his claims", "in response to calls": the word is no verb here.
    pub(super) fn is_noun_use(&self, unit: &Range<ItemId>, index: ItemId, cue: Cue) -> bool {
        // "as Ekström put it": only with "it" does the verb report.
        if self.is_in(index, WordSet::PutForms) {
            return !self.is_in(index + 1, WordSet::It);
        }
        let Some(before) = index.checked_sub(1).filter(|i| *i >= unit.start) else { return false };
        let Some(prev) = self.item(before) else { return false };
        // Part of a name: "Press", "Post".
        if self
            .item(index)
            .is_some_and(|i| i.is_capital() && (i.mention.is_some() || prev.is_capital()))
        {
            return true;
        }
        // "he asks rhetorically", "“…,” Ekström notes.": nothing but a verb stands there.
        if matches!(cue.part, CuePart::Base | CuePart::Present)
            && (prev.is(Grammar::SUBJECT) && prev.mention.is_none()
                || self.is_behind_quote(unit, index))
        {
            return false;
        }
        // "a dit Ekström": the French verb, no article.
        let has = cue.language != Language::ENGLISH && prev.is_in(WordSet::PerfectForms);
        let after_determiner = prev.is(Grammar::DETERMINER) && !prev.is(Grammar::SUBJECT) && !has;
        match cue.part {
            CuePart::Base | CuePart::Present => {
                self.is_adjective_of_country(before)
                    || (after_determiner && !prev.is_in(WordSet::FloatingQuantifiers))
                    || prev.classes.any(Classes::POSSESSIVE)
                    || self.is_possessive(before)
                    || prev.kind == ItemKind::Number
                    || (prev.is(Grammar::PREPOSITION) && !prev.is_in(WordSet::InfinitiveMark))
                    || prev.cue.is_some_and(|c| c.part == CuePart::Gerund)
                    || (!self.is_plain_verb(index) && !self.verb_goes_on(index + 1))
            }
            // "the importance of continuing contacts": a thing, not words.
            CuePart::Gerund => {
                after_determiner
                    || self.is_possessive(before)
                    || prev.is_in(WordSet::GerundPrepositions)
            }
            CuePart::Past | CuePart::Participle => {
                after_determiner
                    || (prev.is(Grammar::PREPOSITION)
                        && !prev.is(Grammar::ADVERB.or(Grammar::CONJUNCTION)))
            }
            _ => false,
        }
    }

    /// Whether only a name stands between a quote and `index`.
    pub(super) fn is_behind_quote(&self, unit: &Range<ItemId>, index: ItemId) -> bool {
        let floor = unit.start.max(index.saturating_sub(6));
        let name =
            |i: &ItemId| self.item(*i).is_some_and(|i| i.mention.is_some() || i.is_capital());
        let start = (floor..index).steps().rev().take_while(name).last();
        let mut before = start.and_then(|start| start.checked_sub(1));
        if before.is_some_and(|i| self.item(i).is_some_and(|i| i.kind == ItemKind::Comma)) {
            before = before.and_then(|i| i.checked_sub(1));
        }
        before.is_some_and(|i| {
            i >= unit.start && self.item(i).is_some_and(|item| item.quote().is_some())
        })
    }

    /// "Norwegian" alone, where no noun is meant by it ("Norwegians", "the Norwegian").
    pub(super) fn is_adjective_of_country(&self, at: ItemId) -> bool {
        self.item(at).is_some_and(|i| {
            i.mention
                .and_then(|m| self.entities.mentions.at(m))
                .is_some_and(|m| m.form == MentionForm::Demonym && m.span == i.span)
                && !self.ends(i, TextSet::PluralEndings)
                && !at.checked_sub(1).and_then(|b| self.item(b)).is_some_and(|b| {
                    b.is(Grammar::DETERMINER.or(Grammar::PREPOSITION)) || b.is_capital()
                })
        })
    }

    /// "A's threats and repeated warnings ‹…›": "and" joins nouns, as no verb stands
    /// before it and a noun behind the form that could be a verb or an adjective.
    pub(super) fn joins_nouns(&self, unit: &Range<ItemId>, and: ItemId) -> bool {
        let adjective = self.item(and + 1).is_some_and(|i| self.ends(i, TextSet::PastEndings));
        let noun = self.item(and + 2).is_some_and(|i| {
            i.is_word() && !i.is_capital() && i.mention.is_none() && i.grammar.is_none()
        });
        let verb = (unit.start..and).steps().any(|i| {
            self.item(i).is_some_and(|item| {
                (item.is(Grammar::AUXILIARY) && !self.is_possessive(i))
                    || item.is(Grammar::VERB)
                    || item.verb().is_some_and(|c| c.part == CuePart::Past)
                    || (!item.is_capital() && self.ends(item, TextSet::PastEndings))
            })
        });
        adjective && noun && !verb
    }

    /// A form that is seldom a noun, so that anything may follow it.
    pub(super) fn is_plain_verb(&self, at: ItemId) -> bool {
        self.item(at).is_some_and(|i| {
            i.cue.is_some_and(|c| c.strong || c.class == CueClass::Thinking)
                && i.is_in(WordSet::PlainVerbs)
        })
    }

    /// Whether what stands at `at` can follow a verb that is as often a noun.
    pub(super) fn verb_goes_on(&self, at: ItemId) -> bool {
        self.item(at).is_none_or(|i| {
            i.quote().is_some()
                || i.is_capital()
                || i.mention.is_some()
                || matches!(i.kind, ItemKind::Colon | ItemKind::Comma)
                || i.is(Grammar::THAT
                    .or(Grammar::SUBJECT)
                    .or(Grammar::DETERMINER)
                    .or(Grammar::ADVERB))
                || i.is_in(WordSet::VerbObjects)
        })
    }
}
