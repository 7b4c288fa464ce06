//! Noun phrases that may name a speaker, found by walking from a verb.
//!
//! A phrase is read backwards from the verb ("a spokesman for the harbour ‹said›")
//! or forwards from it ("said Maud Ekström, who …"), over whole names, until a
//! word that cannot be in it. Its head, before the first preposition, is what
//! gets resolved: the spokesman, not the harbour. Known miss: a verb that the
//! lists don't know is taken into the phrase.

mod subject;

use std::ops::Range;

use verbatim_lexicon::{Classes, Cue, CuePart, Grammar, TextSet, WordSet};

use super::{
    clause::{Item, ItemId, ItemKind},
    phrase::Phrase,
    reader::{BREAKS, Reader},
};
use crate::{
    Span,
    entity::{EntityKind, MentionForm, MentionId},
    index::{Index, Places, Steps},
};

impl Reader<'_> {
    /// "Ekström, a doctor at Saint Ann, who was there, ‹said›": `comma` closes the insertion.
    pub(super) fn apposition(&self, unit: &Range<ItemId>, comma: ItemId) -> Option<Phrase> {
        let mut best: Option<Phrase> = None;
        let mut end = comma;
        for _ in 0..6 {
            let opener = (unit.start..end).steps().rev().find(|&i| {
                self.item(i).is_some_and(|i| {
                    matches!(
                        i.kind,
                        ItemKind::Comma
                            | ItemKind::Dash
                            | ItemKind::OpenBracket
                            | ItemKind::Quote(_)
                    )
                })
            });
            let Some(opener) = opener else { break };
            if self.item(opener).is_some_and(|i| i.quote().is_some()) {
                break;
            }
            // "the coach, Maud Ekström, said": the insertion is the name itself.
            if end == comma
                && let Some(name) = self.phrase_before(opener + 1, comma)
                && name.items == (opener + 1..comma)
                && !name.joint
                && self.names_person(&name)
                && let Some(role) = self
                    .phrase_before(unit.start, self.before_bracket(unit, opener))
                    .filter(|p| !self.is_called(p))
            {
                // The report begins where the role does.
                let items = role.items.start..name.items.end;
                return Some(Phrase { items, ..name });
            }
            end = opener;
            let Some(phrase) = self.phrase_before(unit.start, opener) else { continue };
            // "Ekström, whose boat, …, is old, said"
            if phrase.items.start > unit.start && self.is_in(phrase.items.start - 1, WordSet::Whose)
            {
                continue;
            }
            let at_clause = phrase.items.start == unit.start
                || self.item(phrase.items.start - 1).is_some_and(|i| {
                    i.quote().is_some()
                        || (i.is(BREAKS) && !self.is_in(phrase.items.start - 1, WordSet::And))
                        || i.kind == ItemKind::Semicolon
                });
            let person = self.names_person(&phrase) || self.is_all_capitals(&phrase);
            if at_clause && (person || best.is_none()) {
                return Some(phrase);
            }
            // "Of Ruiz, Ekström, who was there, said": what a preposition holds is no subject.
            let held = phrase
                .items
                .start
                .checked_sub(1)
                .and_then(|i| self.item(i))
                .is_some_and(|i| i.is(Grammar::PREPOSITION) && i.mention.is_none());
            if held && best.is_some() {
                continue;
            }
            if person
                || phrase.pronoun
                || (best.is_none()
                    && self.item(phrase.items.start).is_some_and(|i| i.is(Grammar::DETERMINER)))
            {
                best = Some(phrase);
            }
            if opener == unit.start {
                break;
            }
        }
        best
    }

    /// Where the bracket opens that closes right before `at`; else `at`.
    fn before_bracket(&self, unit: &Range<ItemId>, at: ItemId) -> ItemId {
        let closes = at.checked_sub(1).and_then(|i| self.item(i));
        if closes.is_none_or(|i| i.kind != ItemKind::CloseBracket) {
            return at;
        }
        (unit.start..at)
            .steps()
            .rev()
            .take(24)
            .find(|&i| self.item(i).is_some_and(|i| i.kind == ItemKind::OpenBracket))
            .unwrap_or(at)
    }

    /// The name that ends before item `end`.
    pub(super) fn name_before(&self, floor: ItemId, end: ItemId) -> Option<Phrase> {
        let mention = self.item(end.checked_sub(1)?)?.mention?;
        let part = |&i: &ItemId| self.item(i).is_some_and(|i| i.mention == Some(mention));
        let start = (floor..end).steps().rev().take_while(part).last()?;
        self.finish(start, end, false)
    }

    /// The phrase that is the pronoun at `at` alone.
    pub(super) fn pronoun(&self, at: ItemId) -> Phrase {
        let span = self.item(at).map(|i| i.span).unwrap_or_default();
        let able = !self.is_in(at, WordSet::SilentPronouns);
        Phrase { items: at..at + 1, span, mention: None, pronoun: true, joint: false, able }
    }

    /// The noun phrase that ends before item `end`.
    pub(super) fn phrase_before(&self, floor: ItemId, end: ItemId) -> Option<Phrase> {
        let last = end.checked_sub(1).filter(|i| *i >= floor)?;
        let item = self.item(last)?;
        if (item.is(Grammar::SUBJECT) || self.is_joined(item)) && item.mention.is_none() {
            return Some(self.pronoun(last));
        }
        // "47% ‹say›"
        let share = self.words(item) == "%";
        if !(item.is_word() || share)
            || (item.is(BREAKS.or(Grammar::PREPOSITION).or(Grammar::ADVERB))
                && item.mention.is_none()
                && !item.is_capital())
        {
            return None;
        }
        let mut start = end;
        let mut joint = false;
        let mut closed = false;
        while let Some(at) = start.checked_sub(1).filter(|i| *i >= floor)
            && end - at < 24
        {
            let Some(item) = self.item(at) else { break };
            if let Some(mention) = item.mention {
                if closed {
                    break;
                }
                start = self.mention_start(floor, at, mention);
                continue;
            }
            if item.quote().is_some() {
                if at > floor && self.is_nickname(at) {
                    start = at;
                    continue;
                }
                break;
            }
            if !(item.is_word() || share && at + 1 == end) {
                break;
            }
            if item.is(Grammar::CONJUNCTION) && item.is_in(WordSet::And) {
                let Some(two) = self.joined_by_and(floor, at, closed) else { break };
                joint |= two;
                start = at;
                closed = false;
                continue;
            }
            if self.breaks(at, item) {
                break;
            }
            // "sources close to the mayor"
            let beside =
                item.is_in(WordSet::Toward) && at > floor && self.is_in(at - 1, WordSet::Beside);
            if beside || self.is_joint(floor, at, item) {
                start = at;
                closed = false;
                continue;
            }
            if closed || item.is(Grammar::PREPOSITION) {
                break;
            }
            start = at;
            closed = item.is(Grammar::DETERMINER);
        }
        while start < end
            && self.item(start).is_some_and(|i| {
                i.is(Grammar::PREPOSITION.or(Grammar::ADVERB)) && i.mention.is_none()
            })
        {
            start += 1;
        }
        self.finish(start, end, joint)
    }

    /// Where the mention begins that the item at `at` is part of.
    fn mention_start(&self, floor: ItemId, at: ItemId, mention: MentionId) -> ItemId {
        let mut first = at;
        while first > floor && self.item(first - 1).is_some_and(|i| i.mention == Some(mention)) {
            first -= 1;
        }
        first
    }

    /// Whether the quote at `at` is a nickname inside a name: Edgar “Bud” Maddison.
    fn is_nickname(&self, at: ItemId) -> bool {
        let beside = |i: Option<ItemId>| i.and_then(|i| self.item(i)).is_some_and(Item::is_capital);
        let short = self.item(at).is_some_and(|item| item.span.len() < 24);
        short && beside(at.checked_sub(1)) && beside(Some(at + 1))
    }

    /// For "and" at `at` that a phrase goes on over: whether it joins two speakers.
    fn joined_by_and(&self, floor: ItemId, at: ItemId, closed: bool) -> Option<bool> {
        let sides = at > floor && self.is_nameable(at - 1) && self.is_nameable(at + 1);
        if sides && self.at_clause_start(floor, at) {
            return Some(true);
        }
        // "the Vermont senator and presidential candidate": one holder of two roles.
        let roles = at > floor
            && !closed
            && self.item(at - 1).is_some_and(|i| {
                i.classes.any(Classes::ROLE) && !i.is_capital() && i.verb().is_none()
            })
            && self.item(at + 1).is_some_and(|i| !i.is(Grammar::DETERMINER));
        // "of The Globe and Post": both belong to the preposition before.
        let held = || at > floor && !closed && self.in_prepositional(floor, at);
        (roles || held()).then_some(false)
    }

    /// Whether the word at `at`, which is in no name, cannot be in a phrase.
    fn breaks(&self, at: ItemId, item: &Item) -> bool {
        let says = |cue: Cue| {
            cue.strong && matches!(cue.part, CuePart::Past | CuePart::Present | CuePart::Gerund)
        };
        item.is(BREAKS) && !self.is_possessive(at)
            || !item.is_capital() && item.verb().is_some_and(says)
    }

    /// Whether the word at `at` is a preposition that joins a phrase to what it is of.
    fn is_joint(&self, floor: ItemId, at: ItemId, item: &Item) -> bool {
        let before = at.checked_sub(1).filter(|i| *i >= floor).and_then(|i| self.item(i));
        item.is(Grammar::PREPOSITION)
            && item.is_small(WordSet::PhraseJoints)
            && before.is_some_and(|b| {
                b.is_word()
                    && !b.is(BREAKS)
                    && b.verb().is_none_or(|c| !c.strong)
                    && !b.is(Grammar::PREPOSITION)
            })
    }

    /// Whether the words left of "and" go back to "of", "for" or "at" without a break.
    fn in_prepositional(&self, floor: ItemId, and: ItemId) -> bool {
        let nearest = (floor..and).steps().rev().take(5).find(|&i| {
            self.item(i).is_some_and(|i| {
                !i.is_word()
                    || i.is(Grammar::PREPOSITION.or(BREAKS).or(Grammar::VERB))
                        && i.mention.is_none()
            })
        });
        nearest
            .is_some_and(|i| self.is_in(i, WordSet::SharedPrepositions) && i > floor && i + 1 < and)
    }

    fn is_nameable(&self, at: ItemId) -> bool {
        self.item(at).is_some_and(|i| i.mention.is_some() || i.is_capital())
    }

    /// Whether the name that ends at `at` opens its clause, so that "A and B said" is one subject.
    fn at_clause_start(&self, floor: ItemId, at: ItemId) -> bool {
        let mut first = at;
        while first > floor
            && self.item(first - 1).is_some_and(|i| i.mention.is_some() || i.is_capital())
        {
            first -= 1;
        }
        first == floor
            || self.item(first - 1).is_some_and(|i| {
                !i.is_word() || i.is(Grammar::THAT.or(Grammar::CONJUNCTION).or(Grammar::DETERMINER))
            })
    }

    /// The phrase's head and the words to show.
    pub(super) fn finish(&self, start: ItemId, end: ItemId, joint: bool) -> Option<Phrase> {
        let whole = self.paragraph.span(&(start..end))?;
        // "a", "his", "Why not": small words alone name nobody.
        let small = |i: ItemId| {
            const SMALL: Grammar = Grammar::DETERMINER.or(Grammar::ADVERB).or(Grammar::THAT);
            self.item(i)
                .is_some_and(|i| i.is(SMALL) && i.mention.is_none() && i.is_in(WordSet::NoPhrase))
        };
        if (start..end).steps().all(small) {
            return None;
        }
        // The head ends at the first preposition that is not part of a name.
        let head_end = (start + 1..end)
            .steps()
            .find(|&i| {
                self.item(i)
                    .is_some_and(|item| item.is(Grammar::PREPOSITION) && item.mention.is_none())
            })
            .unwrap_or(end);
        let mention = self.item(head_end - 1).and_then(|i| i.mention).filter(|&m| {
            // "Ekström's office": the name is no head.
            self.entities.mentions.at(m).is_some_and(|m| m.form != MentionForm::Demonym)
        });
        // "the younger Ekström": of two people with one name, who is not known.
        let of_two = (start..head_end).steps().any(|i| self.is_in(i, WordSet::OfTwo));
        let mention = mention.filter(|_| !of_two);
        let span = match mention.and_then(|m| self.entities.mentions.at(m)) {
            Some(m) if !joint => m.span,
            _ => whole,
        };
        let mut phrase = Phrase {
            items: start..end,
            span,
            mention: mention.filter(|_| !joint),
            pronoun: false,
            joint,
            able: false,
        };
        phrase.able = self.may_speak(&phrase);
        if phrase.mention.is_none() && !joint {
            phrase.span = self.with_complement(&phrase);
        }
        Some(phrase)
    }

    /// "a longtime adviser ‹to Maud Ekström›": who has no name of their own is told
    /// apart by whose they are.
    fn with_complement(&self, phrase: &Phrase) -> Span {
        let end = phrase.items.end;
        if !self.is_in(end, WordSet::Complements) {
            return phrase.span;
        }
        let name =
            end + 1 + usize::from(self.item(end + 1).is_some_and(|i| i.is(Grammar::DETERMINER)));
        let mention = self.item(name).and_then(|i| i.mention);
        let last = (name..name + 6).steps().take_while(|&i| {
            mention.is_some() && self.item(i).is_some_and(|i| i.mention == mention)
        });
        last.last()
            .and_then(|last| self.item(last))
            .map_or(phrase.span, |last| phrase.span.cover(last.span))
    }

    /// The noun phrase that begins at `from`.
    pub fn phrase_after(&self, from: ItemId, ceiling: ItemId) -> Option<Phrase> {
        let mut start = from;
        while start < ceiling
            && self.item(start).is_some_and(|i| i.is(Grammar::ADVERB) && i.mention.is_none())
        {
            start += 1;
        }
        let first = self.item(start).filter(|_| start < ceiling)?;
        if first.is(Grammar::SUBJECT) && first.mention.is_none() {
            return Some(self.pronoun(start));
        }
        let mut end = start;
        let mut joint = false;
        while end < ceiling && end - start < 16 {
            let Some(item) = self.item(end) else { break };
            if let Some(mention) = item.mention {
                while end < ceiling && self.item(end).is_some_and(|i| i.mention == Some(mention)) {
                    end += 1;
                }
                // A person's name ends the phrase, save where a second one is joined to it.
                if !self.is_person(mention) || self.is_possessive(end) {
                    continue;
                }
                // "Ruiz adviser Maud Ekström", "one Ruiz supporter": the name only
                // tells whose; what stands behind it is the head.
                if self.is_compound(start, end, ceiling) {
                    end += 1;
                    continue;
                }
                if self.is_in(end, WordSet::And) && self.is_nameable(end + 1) {
                    joint = self.item(end + 1).is_some_and(|i| i.mention.is_some());
                }
                break;
            }
            let goes_on = match item.quote() {
                Some(_) => end > start && self.is_nickname(end),
                None => !self.ends_phrase(start, end, item),
            };
            if !goes_on {
                break;
            }
            end += 1;
        }
        if end == start {
            return None;
        }
        self.finish(start, end, joint)
    }

    fn is_person(&self, mention: MentionId) -> bool {
        let mention = self.entities.mentions.at(mention);
        let entity = mention.and_then(|m| self.entities.get(m.entity));
        entity.is_some_and(|e| e.kind == EntityKind::Person)
    }

    /// Whether the phrase that begins at `start` ends before the word at `end`, which is
    /// in no name.
    fn ends_phrase(&self, start: ItemId, end: ItemId, item: &Item) -> bool {
        const STOPS: Grammar = Grammar::PREPOSITION
            .or(Grammar::RELATIVE)
            .or(Grammar::AUXILIARY)
            .or(Grammar::THAT)
            .or(Grammar::CONJUNCTION)
            .or(Grammar::VERB)
            .or(Grammar::TIME);
        if self.is_possessive(end) {
            return false;
        }
        if !item.is_word()
            || item.is(STOPS) && !(item.is(Grammar::PREPOSITION) && self.inside_name(end))
        {
            return true;
        }
        if end == start || item.is_capital() {
            return false;
        }
        let verb = item.verb().is_some_and(|c| c.part != CuePart::Base);
        let article = self.item(start).is_some_and(|i| {
            i.is(Grammar::DETERMINER) && i.mention.is_none() || i.kind == ItemKind::Number
        });
        let after_name = self
            .item(end - 1)
            .is_some_and(|i| i.is_capital() && i.mention.is_none() && end - start >= 2 && !article);
        // "the keeper's aide rallied supporters": a verb that no list knows.
        let done = end - start >= 2
            && self.ends(item, TextSet::PastEndings)
            && self.item(end - 1).is_some_and(|i| {
                !i.is(Grammar::DETERMINER.or(Grammar::ADVERB))
                    && !self.ends(i, TextSet::MannerEndings)
            });
        let determiner = item.is(Grammar::DETERMINER) && !self.is_possessive(end - 1);
        verb || done || after_name || determiner
    }

    /// Whether a noun follows the name that ends before `end`, so that the name is
    /// no head: a role's noun, or any plain word behind an article or number.
    fn is_compound(&self, start: ItemId, end: ItemId, ceiling: ItemId) -> bool {
        let Some(item) = self.item(end).filter(|_| end < ceiling) else { return false };
        // "Ruiz ‹spokesman Maud Ekström›": a title with the name it belongs to.
        if item.mention.is_some() && item.kind == ItemKind::Word && !item.is_capital() {
            return true;
        }
        let plain = item.kind == ItemKind::Word
            && !item.is_capital()
            && item.mention.is_none()
            && item.grammar.is_none()
            && item.verb().is_none();
        let article = self.item(start).is_some_and(|i| {
            (i.is(Grammar::DETERMINER) || i.kind == ItemKind::Number) && i.mention.is_none()
        });
        plain
            && (item.classes.any(Classes::ROLE)
                || self.item(end + 1).is_some_and(|i| i.mention.is_some() && i.is_capital())
                || article
                    && !self.ends(item, TextSet::PastEndings)
                    && !self.ends(item, TextSet::MannerEndings))
    }

    /// "Ministry of Defence": the preposition has capitals on both sides and a small word's length.
    fn inside_name(&self, at: ItemId) -> bool {
        self.is_in(at, WordSet::Of)
            && at > ItemId::FIRST
            && self.item(at - 1).is_some_and(Item::is_capital)
            && self.item(at + 1).is_some_and(Item::is_capital)
    }

    /// "the keeper and pilot, Maud Ekström": a role with its name after a comma is
    /// that name.
    pub(super) fn named_after(&self, phrase: Phrase, ceiling: ItemId) -> Phrase {
        let described = phrase.mention.and_then(|m| self.entities.mentions.at(m));
        let described = described.is_some_and(|m| m.form == MentionForm::Description);
        if phrase.pronoun || (self.is_name(&phrase) && !described) {
            return phrase;
        }
        let end = phrase.items.end;
        let comma = (end..ceiling.min(end + 5))
            .steps()
            .find(|&i| self.item(i).is_some_and(|i| i.kind == ItemKind::Comma));
        let Some(comma) = comma.filter(|&comma| {
            (end..comma).steps().all(|i| {
                self.item(i).is_some_and(|i| i.kind == ItemKind::Word && i.verb().is_none())
            })
        }) else {
            return phrase;
        };
        let starts_name = self.item(comma + 1).is_some_and(Item::is_capital);
        self.phrase_after(comma + 1, ceiling)
            .filter(|name| {
                starts_name && self.names_person(name) && !self.is_possessive(name.items.end)
            })
            .unwrap_or(phrase)
    }
}
