//! Whose participles and infinitives are: "…, adding", "to say".

use std::ops::Range;

use verbatim_lexicon::{CuePart, Grammar, WordSet};

use super::{How, Reader, Report};
use crate::{
    index::Index,
    quote::{clause::ItemId, phrase::Phrase},
};

impl Reader<'_> {
    /// Gives participles ("adding", "calling", "to say") the subject of their main clause.
    pub(super) fn fill_participles(&self, unit: &Range<ItemId>, reports: &mut [Report]) {
        for i in 0..reports.len() {
            let Some(report) = reports.get(i) else { break };
            if report.subject.is_some() || report.how != How::Participle {
                continue;
            }
            let verb = report.cue.start;
            let finite = |r: &&Report| {
                r.subject.is_some() && !matches!(r.how, How::Participle | How::Source | How::Agent)
            };
            // After a comma it goes with the main clause, else with the verb before it.
            let before_comma = verb > unit.start && self.is_comma(verb - 1);
            let earlier = reports.get(..i).unwrap_or_default();
            // "When Ruiz asked, Ekström left, saying": not who acts in the clause before.
            let main = |r: &&Report| {
                finite(r)
                    && r.how != How::Relative
                    && !(r.start > unit.start && self.is_subordinate(r.start - 1))
            };
            let from_earlier = if before_comma {
                earlier.iter().find(main)
            } else {
                earlier.iter().rev().find(finite)
            };
            // "with one user writing", "footage of Ekström asking": a subject of its own.
            let own = self.phrase_before(unit.start, verb).filter(|p| {
                p.items.start > unit.start
                    && (self.is_in(p.items.start - 1, WordSet::With)
                        || reports.get(i).is_some_and(|r| r.entry.part == CuePart::Gerund)
                            && self.names_person(p)
                            && self
                                .item(p.items.start - 1)
                                .is_some_and(|i| i.is(Grammar::PREPOSITION) && i.mention.is_none())
                            // "wrote to the Gazette explaining": whom it is told.
                            && !self.is_in(p.items.start - 1, WordSet::Toward))
            });
            let from_earlier = from_earlier.filter(|_| own.is_none());
            // "led her to say", "pressed the mayor to say": whom the verb before it moves.
            let moved =
                (report.entry.part == CuePart::Base).then(|| self.moved(unit, verb)).flatten();
            let subject = own
                .or(moved)
                .or_else(|| from_earlier.and_then(|r| r.subject.clone()))
                .or_else(|| self.clause_subject(unit, verb))
                .or_else(|| reports.iter().skip(i + 1).find(finite).and_then(|r| r.subject.clone()))
                // "calling it": what follows the verb is its object.
                .or_else(|| {
                    self.clause_subject(unit, unit.end).filter(|p| p.items.start != verb + 1)
                });
            if let Some(report) = reports.get_mut(i) {
                report.subject = subject;
            }
        }
    }

    /// In "led her ‹to declare›", "prompting critics ‹to say›": the object of the verb
    /// before it, which is who speaks.
    fn moved(&self, unit: &Range<ItemId>, verb: ItemId) -> Option<Phrase> {
        let to = verb
            .checked_sub(1)
            .filter(|&i| i > unit.start && self.is_in(i, WordSet::InfinitiveMark))?;
        let before = to - 1;
        let object = if self.is_in(before, WordSet::ObjectPronouns) {
            self.pronoun(before)
        } else {
            self.phrase_before(unit.start, to)?
        };
        let mover = object.items.start.checked_sub(1).filter(|&i| i >= unit.start)?;
        self.is_in(mover, WordSet::MovingVerbs).then_some(object)
    }
}
