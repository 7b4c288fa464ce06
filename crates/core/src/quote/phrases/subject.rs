//! What a phrase names, and which phrase is the subject of a clause.

use std::ops::Range;

use verbatim_lexicon::{Classes, CueClass, CuePart, Grammar, TextSet, WordSet};

use super::Phrase;
use crate::{
    entity::{EntityKind, MentionForm},
    index::{Places, Steps},
    quote::{
        clause::{Item, ItemId, ItemKind},
        reader::Reader,
    },
};

impl Reader<'_> {
    /// The likeliest subject of the sentence's main clause, before item `limit`.
    pub fn clause_subject(&self, unit: &Range<ItemId>, limit: ItemId) -> Option<Phrase> {
        let limit = limit.min(unit.end);
        let is = |at: ItemId, grammar| {
            self.item(at).is_some_and(|i| i.is(grammar) && i.mention.is_none())
        };
        let mut from = unit.start;
        while from < limit
            && (is(from, Grammar::CONJUNCTION.or(Grammar::ADVERB))
                || self.item(from).is_some_and(|i| i.kind == ItemKind::Comma))
        {
            from += 1;
        }
        // "As the crowd sang, Ekström", "But a few days later, Ekström".
        let clause = from > unit.start && self.is_in(from - 1, WordSet::OpensFronted);
        let timed = (from..limit)
            .steps()
            .find(|&i| self.item(i).is_some_and(|i| i.kind == ItemKind::Comma))
            .filter(|comma| *comma - from <= 6)
            .is_some_and(|comma| {
                is(comma - 1, Grammar::TIME.or(Grammar::ADVERB))
                    && (from..comma).steps().all(|i| {
                        self.item(i).is_some_and(|i| i.mention.is_none() && i.verb().is_none())
                    })
            });
        let fronted = clause
            || timed
            || is(from, Grammar::PREPOSITION.or(Grammar::TIME))
            || self.item(from).is_some_and(|i| {
                i.mention.is_none()
                    && (self.ends(i, TextSet::GoingEndings)
                        || i.verb().is_some_and(|c| c.part == CuePart::Past))
            });
        if fronted || from > unit.start && self.is_in(from - 1, WordSet::While) {
            let comma = (from..limit)
                .steps()
                .find(|&i| self.item(i).is_some_and(|i| i.kind == ItemKind::Comma));
            from = comma.map_or(from, |comma| comma + 1);
            // "On July 6, 2015, Ekström".
            if self.item(from).is_some_and(|i| i.kind == ItemKind::Number)
                && self.item(from + 1).is_some_and(|i| i.kind == ItemKind::Comma)
                && from + 2 < limit
            {
                from += 2;
            }
        }
        if let Some(phrase) = self.phrase_after(from, limit)
            && !self.is_possessive(phrase.items.end)
            && (phrase.pronoun
                || phrase.mention.is_some()
                || self.is_all_capitals(&phrase)
                || is(phrase.items.start, Grammar::DETERMINER)
                || phrase.items.clone().steps().any(|i| self.is_possessive(i)))
            && !self.is_place(&phrase)
        {
            return Some(phrase);
        }
        self.first_name(from..limit)
    }

    /// The first name or pronoun that owns nothing.
    pub(super) fn first_name(&self, range: Range<ItemId>) -> Option<Phrase> {
        let mut second = None;
        let mut third = None;
        let mut at = range.start;
        while at < range.end {
            let Some(item) = self.item(at) else { break };
            if item.is(Grammar::SUBJECT) && item.mention.is_none() {
                return Some(self.pronoun(at));
            }
            let start = at;
            at += 1;
            let Some(mention) = item.mention else {
                if third.is_none() && item.is_capital() && item.grammar.is_none() {
                    while at < range.end
                        && self.item(at).is_some_and(|i| i.is_capital() && i.grammar.is_none())
                    {
                        at += 1;
                    }
                    if at > start + 1 || start > range.start {
                        third = self.finish(start, at, false).filter(|_| !self.is_possessive(at));
                    }
                }
                continue;
            };
            while self.item(at).is_some_and(|i| i.mention == Some(mention)) {
                at += 1;
            }
            if self.is_possessive(at) {
                continue;
            }
            let Some(phrase) = self.finish(start, at, false) else { continue };
            if self.names_person(&phrase) {
                return Some(phrase);
            }
            if second.is_none() && self.is_organisation(&phrase) {
                second = Some(phrase);
            }
        }
        second.or(third)
    }

    pub(in crate::quote) fn is_place(&self, phrase: &Phrase) -> bool {
        phrase.mention.and_then(|m| self.entities.mentions.at(m)).is_some_and(|m| {
            self.entities.get(m.entity).is_some_and(|e| e.kind == EntityKind::Place)
        })
    }

    /// Whether the phrase names someone or something that can speak: a pronoun, a
    /// name, or words with a role, a group or several people at their head.
    pub(in crate::quote) fn may_speak(&self, phrase: &Phrase) -> bool {
        if phrase.pronoun {
            return !self.is_in(phrase.items.start, WordSet::SilentPronouns);
        }
        if phrase.joint || self.is_name(phrase) || self.is_organisation(phrase) {
            return true;
        }
        let heads = Classes::ROLE | Classes::GROUP | Classes::ORGANISATION_HEAD;
        phrase.items.clone().steps().any(|i| {
            self.item(i).is_some_and(|i| {
                // "the letter": its words speak.
                i.classes.any(heads) || i.cue.is_some_and(|c| c.class == CueClass::Noun)
            })
        })
    }

    pub(in crate::quote) fn is_organisation(&self, phrase: &Phrase) -> bool {
        phrase.mention.and_then(|m| self.entities.mentions.at(m)).is_some_and(|m| {
            m.form != MentionForm::Demonym
                && self.entities.get(m.entity).is_some_and(|e| e.kind == EntityKind::Organisation)
        })
    }

    /// Names a person, or looks as if it did.
    pub fn is_name(&self, phrase: &Phrase) -> bool {
        self.names_person(phrase) || self.is_all_capitals(phrase)
    }

    /// Two or more words, each with a capital: a name that no list knows.
    pub(super) fn is_all_capitals(&self, phrase: &Phrase) -> bool {
        phrase.items.len() >= 2
            && phrase.items.clone().steps().all(|i| self.item(i).is_some_and(Item::is_capital))
    }

    /// Whether the phrase is a person's name, and no role that stands for it.
    pub(super) fn is_called(&self, phrase: &Phrase) -> bool {
        let mention = phrase.mention.and_then(|m| self.entities.mentions.at(m));
        self.names_person(phrase) && mention.is_some_and(|m| m.form != MentionForm::Description)
    }

    pub(in crate::quote) fn names_person(&self, phrase: &Phrase) -> bool {
        phrase.mention.and_then(|m| self.entities.mentions.at(m)).is_some_and(|m| {
            m.form != MentionForm::Demonym
                && self.entities.get(m.entity).is_some_and(|e| e.kind == EntityKind::Person)
        })
    }

    pub(in crate::quote) fn is_possessive(&self, at: ItemId) -> bool {
        self.item(at).is_some_and(|i| {
            i.span.len() <= "’s".len() && matches!(self.words(i), "'s" | "’s" | "'" | "’")
        })
    }
}
