//! Reports: the places of a sentence where someone is said to say something.
//!
//! What: each verb of the cue list in use ("said", "has repeatedly denied",
//! "adding"), and "according to", with the noun phrase that says it. Why light:
//! no parser fits in the page; word order, small words and names carry most of
//! it. Source: the sieves of O'Keefe et al. 2012 and Muzny et al. 2017, and the
//! error lists of tools in use. Known misses: a subject more than a relative
//! clause away from its verb; a passive without "by".

mod nouns;
mod participles;
mod shapes;

use std::ops::Range;

use verbatim_lexicon::{Cue, CueClass, CuePart, Grammar, TextSet, WordSet};

use super::{
    clause::{Item, ItemId, ItemKind},
    phrase::Phrase,
    reader::Reader,
    report::{How, Report},
};
use crate::{
    Language, Span,
    index::{Index, Places, Steps},
    quote::report::ReportId,
    segment::Case,
};

/// The words of a verb that stand before it.
struct Group {
    /// Its first item.
    start: ItemId,
    /// It has a form of "be".
    passive: bool,
    auxiliary: bool,
    /// "to" stands before it.
    to: bool,
}

/// The report whose words open with report `index`: "Ekström said ‹Ruiz expects›".
pub(super) fn governor(
    reader: &Reader<'_>,
    reports: &[Report],
    index: ReportId,
) -> Option<ReportId> {
    let report = reports.at(index)?;
    let mut before = report.start;
    if before > ItemId::FIRST && reader.item(before - 1).is_some_and(|i| i.is(Grammar::THAT)) {
        before -= 1;
    }
    reports.get(..index.get()).unwrap_or_default().last_place(|r| {
        r.subject.is_some()
            && r.cue.end <= before
            && (r.cue.end..before).steps().all(|i| {
                reader.item(i).is_some_and(|i| {
                    i.is(Grammar::DETERMINER.or(Grammar::ADVERB).or(Grammar::THAT))
                })
            })
    })
}

impl Reader<'_> {
    /// The reports of one sentence, by place.
    pub fn reports(&self, unit: &Range<ItemId>) -> Vec<Report> {
        let mut out = Vec::new();
        self.reports_into(unit, &mut out);
        out
    }

    /// As [`Self::reports`], into a vector that is cleared first.
    pub fn reports_into(&self, unit: &Range<ItemId>, out: &mut Vec<Report>) {
        out.clear();
        for &index in self.paragraph.cues_in(unit) {
            let Some(cue) = self.item(index).and_then(|item| item.cue) else { continue };
            let found = match cue.class {
                CueClass::Noun => None,
                CueClass::Source => self.source(unit, index, cue),
                _ if self.is_noun_use(unit, index, cue) => None,
                _ => self.verb(unit, index, cue, out),
            };
            out.extend(found.filter(|report| self.may_tell(report)));
        }
        self.fill_participles(unit, out);
    }

    /// "according to X", "laut X", "X zufolge".
    fn source(&self, unit: &Range<ItemId>, index: ItemId, cue: Cue) -> Option<Report> {
        let mut end = index + 1;
        if self.is_in(index, WordSet::AccordingFirst) {
            if !self.is_in(end, WordSet::Toward) {
                return None;
            }
            end += 1;
        } else if self.is_in(index, WordSet::SourceBeforeName)
            && !self.item(end).is_some_and(|i| i.is_capital())
        {
            return None;
        } else if self.is_in(index, WordSet::SourceBehind) {
            let subject = self.phrase_before(unit.start, index)?;
            let start = subject.items.start;
            return Some(Report {
                cue: index..end,
                entry: cue,
                start,
                subject: Some(subject),
                how: How::Source,
            });
        }
        // "по словам мэра"
        let start = self.phrase_start(unit, index, TextSet::SourcePhrases).unwrap_or(index);
        // "according to her": the pronoun alone, not "her lawyer".
        let alone = self.is_in(end, WordSet::ObjectPronouns)
            && self.item(end + 1).filter(|_| end + 1 < unit.end).is_none_or(|i| !i.is_word());
        let subject = if alone {
            self.pronoun(end)
        } else {
            let subject = self.phrase_after(end, unit.end)?;
            let named = self.named_after(subject.clone(), unit.end);
            // "According to the poll, Ekström leads": the name opens what is said.
            let opens = index == unit.start
                && named.items != subject.items
                && !self.is_comma(named.items.end);
            if opens { subject } else { named }
        };
        Some(Report {
            cue: start..end,
            entry: cue,
            start,
            subject: Some(subject),
            how: How::Source,
        })
    }

    /// Where the phrase of the set begins whose last word stands at `last`.
    fn phrase_start(&self, unit: &Range<ItemId>, last: ItemId, set: TextSet) -> Option<ItemId> {
        // Most words end in another letter than a phrase.
        if !self.item(last).is_some_and(|item| self.sets.may_end(set, self.words(item))) {
            return None;
        }
        self.sets.texts(set).iter().find_map(|phrase| {
            let mut start = last + 1;
            for word in phrase.rsplit(' ') {
                start = start.checked_sub(1).filter(|&i| i >= unit.start)?;
                let here = self.words(self.item(start)?);
                // Most words are told apart by their length alone.
                if here.len() != word.len() || !here.eq_ignore_ascii_case(word) {
                    return None;
                }
            }
            Some(start)
        })
    }

    /// The report of the verb at `index`.
    fn verb(
        &self,
        unit: &Range<ItemId>,
        index: ItemId,
        cue: Cue,
        earlier: &[Report],
    ) -> Option<Report> {
        let group = self.verb_group(unit, index, cue);
        let report = |start, subject, how| Report::of_verb(index, cue, start, subject, how);
        if let Some(pronoun) = self.joined(index) {
            return Some(report(index, Some(pronoun), How::Inverted));
        }
        let past = matches!(cue.part, CuePart::Past | CuePart::Participle);
        // "exit polls reported by ‹the Gazette›", "a guard accused of it": a passive too.
        // "which she described as": it has its subject.
        let own = group.start > unit.start
            && (self.item(group.start - 1).is_some_and(|i| i.is(Grammar::SUBJECT))
                || self.has_relative_before(unit, group.start));
        let reduced = past && !group.auxiliary && !own && self.is_reduced(index, unit.end);
        if group.passive && past || reduced {
            let agent =
                (index + 1..unit.end.min(index + 12)).steps().find(|&i| self.is_in(i, WordSet::By));
            let subject = agent.and_then(|by| self.phrase_after(by + 1, unit.end))?;
            return Some(report(group.start, Some(subject), How::Agent));
        }
        // "trying to find", "wanting": nothing is said.
        let silent = matches!(cue.class, CueClass::Thinking | CueClass::Showing) && !cue.strong;
        match cue.part {
            CuePart::Gerund if silent && !group.auxiliary => None,
            CuePart::Base if group.to && silent => None,
            CuePart::Gerund => {
                // "is adding": finite after all.
                if group.passive
                    && let Some((subject, how)) = self.subject_before(unit, group.start, earlier)
                {
                    let start = subject.items.start.min(group.start);
                    return Some(report(start, Some(subject), how));
                }
                Some(report(index, None, How::Participle))
            }
            // "asked to explain it": what somebody wants to hear.
            CuePart::Base
                if group.to
                    && group.start > unit.start + 1
                    && self.is_in(group.start - 2, WordSet::Asked) =>
            {
                None
            }
            CuePart::Base if group.to => Some(report(index, None, How::Participle)),
            CuePart::Base => {
                let (subject, how) = self.subject_before(unit, group.start, earlier)?;
                (group.start < index || how == How::Coordinated || self.may_be_plural(&subject))
                    .then(|| report(subject.items.start, Some(subject), how))
            }
            CuePart::Participle if !group.auxiliary => None,
            _ => self.finite(unit, index, cue, group.start, earlier),
        }
    }

    /// The words before the verb at `index` that belong to it: "has repeatedly ‹denied›".
    fn verb_group(&self, unit: &Range<ItemId>, index: ItemId, cue: Cue) -> Group {
        let mut group = Group { start: index, passive: false, auxiliary: false, to: false };
        while let Some(before) = group.start.checked_sub(1).filter(|i| *i >= unit.start)
            && let Some(item) = self.item(before)
            && item.kind == ItemKind::Word
        {
            let manner = item.case == Case::Lower
                && item.span.len() > 4
                && self.ends(item, TextSet::MannerEndings);
            // "a dit", "ha dichiarato": the small word means something else in English.
            let foreign = cue.language != Language::ENGLISH && item.is_in(WordSet::PerfectForms);
            // "has in the past said"
            if let Some(past) = self
                .phrase_start(unit, before, TextSet::PastTimes)
                .filter(|&past| past > unit.start)
            {
                group.start = past;
            } else if item.is(Grammar::AUXILIARY) || foreign {
                group.passive |= item.is_in(WordSet::BeForms);
                group.auxiliary = true;
                group.start = before;
            } else if (item.is(Grammar::ADVERB) || manner) && item.mention.is_none() {
                group.start = before;
            } else if item.is_in(WordSet::InfinitiveMark) && cue.part == CuePart::Base {
                group.to = true;
                break;
            } else {
                break;
            }
        }
        group
    }

    /// The report of a finite verb, whose group begins at `group`: its subject stands
    /// behind it, or before it.
    fn finite(
        &self,
        unit: &Range<ItemId>,
        index: ItemId,
        cue: Cue,
        group: ItemId,
        earlier: &[Report],
    ) -> Option<Report> {
        let report = |start, subject, how| Report::of_verb(index, cue, start, subject, how);
        let inverted = self
            .may_invert(unit, group, cue)
            .then(|| self.phrase_after(self.past_time(index + 1), unit.end))
            .flatten()
            // "as Ekström, the pilot, put it"
            .filter(|s| !self.has_own_verb(s, unit) && (s.able || !s.pronoun));
        if let Some(subject) = inverted {
            let subject = self.named_after(subject, unit.end);
            return Some(report(group, Some(subject), How::Inverted));
        }
        match self.subject_before(unit, group, earlier) {
            // "her recovered emails", "the use of orders": a form in -s with
            // nobody before it who could speak is a noun.
            Some((subject, How::Before))
                if cue.part == CuePart::Present
                    && group == index
                    && !self.is_plain_verb(index)
                    && !self.may_speak(&subject)
                    // "the ad claims “…”", not "her recovered emails “…”"
                    && (self.item(index + 1).is_none_or(|i| i.quote().is_none())
                        || self.item(index - 1).is_some_and(|i| self.ends(i, TextSet::PastEndings))) =>
            {
                None
            }
            Some((subject, how)) => {
                let start = if how == How::Coordinated { group } else { subject.items.start };
                Some(report(start, Some(subject), how))
            }
            None => cue.strong.then(|| report(group, None, How::Before)),
        }
    }

    /// "a blast that Mayor Ekström ‹described›": a name with "that" or "which" before it.
    fn has_relative_before(&self, unit: &Range<ItemId>, verb: ItemId) -> bool {
        let phrase = self.phrase_before(unit.start, verb);
        phrase.and_then(|p| p.items.start.checked_sub(1)).is_some_and(|i| {
            i >= unit.start
                && self.item(i).is_some_and(|i| i.is(Grammar::THAT.or(Grammar::RELATIVE)))
        })
    }

    /// "conclut-elle": the pronoun that is joined to the verb.
    pub(super) fn joined(&self, at: ItemId) -> Option<Phrase> {
        self.item(at).filter(|i| self.is_joined(i)).map(|_| self.pronoun(at))
    }

    /// "said the candidate ‹could›": the phrase is the subject of what is said.
    fn has_own_verb(&self, phrase: &Phrase, unit: &Range<ItemId>) -> bool {
        let end = phrase.items.end;
        self.item(end).filter(|_| end < unit.end).is_some_and(|i| {
            i.mention.is_none()
                && i.is(Grammar::AUXILIARY.or(Grammar::VERB))
                && !self.is_possessive(end)
        })
    }

    /// Past "esta semana", which stands between verb and subject.
    fn past_time(&self, at: ItemId) -> ItemId {
        let is = |at: ItemId, grammar| self.item(at).is_some_and(|i| i.is(grammar));
        let timed = is(at, Grammar::DETERMINER) && is(at + 1, Grammar::TIME);
        if timed { at + 2 } else { at }
    }

    /// Whether the subject may follow the verb: a quote or comma stands before it.
    fn may_invert(&self, unit: &Range<ItemId>, group: ItemId, cue: Cue) -> bool {
        if !matches!(cue.part, CuePart::Past | CuePart::Present)
            || (cue.takes_hearer && cue.class == CueClass::Saying)
            || matches!(cue.class, CueClass::Judging | CueClass::Naming)
        {
            return false;
        }
        let Some(before) = group.checked_sub(1).filter(|i| *i >= unit.start) else {
            return false;
        };
        // «…», — said Ekström: a comma and a dash in Russian print.
        let quoted = (unit.start..before)
            .steps()
            .rev()
            .take(2)
            .find(|&i| self.item(i).is_some_and(|i| i.kind != ItemKind::Comma));
        let after_quote = quoted.and_then(|i| self.item(i)).is_some_and(|i| i.quote().is_some());
        match self.item(before).map(|i| i.kind) {
            Some(ItemKind::Quote(_)) => true,
            Some(ItemKind::Comma | ItemKind::Dash) => {
                after_quote
                    || (cue.strong
                        && self
                            .item(group + 1)
                            .is_some_and(|i| i.mention.is_some() || i.is_capital())
                        && self.apposition(unit, before).is_none())
            }
            _ => false,
        }
    }

    /// The subject of the verb group that begins at `group`.
    fn subject_before(
        &self,
        unit: &Range<ItemId>,
        group: ItemId,
        earlier: &[Report],
    ) -> Option<(Phrase, How)> {
        let at = self.before_time(unit, group.checked_sub(1).filter(|i| *i >= unit.start)?);
        let item = self.item(at)?;
        match item.kind {
            ItemKind::Mark if self.words(item) == "%" => {
                self.phrase_before(unit.start, at + 1).map(|phrase| (phrase, How::Before))
            }
            ItemKind::Comma | ItemKind::Dash | ItemKind::CloseBracket => {
                self.apposition(unit, at).map(|phrase| (phrase, How::Apposition))
            }
            // "Ekström, citing “the tide,” said"
            ItemKind::Quote(_) if self.is_comma(at) => {
                self.apposition(unit, at).map(|phrase| (phrase, How::Apposition))
            }
            ItemKind::Word if item.is(Grammar::SUBJECT) && item.mention.is_none() => {
                Some((self.pronoun(at), How::Before))
            }
            ItemKind::Word if item.is(Grammar::RELATIVE) => {
                let mut end = at;
                while end > unit.start
                    && self
                        .item(end - 1)
                        .is_some_and(|i| matches!(i.kind, ItemKind::Comma | ItemKind::Dash))
                {
                    end -= 1;
                }
                self.antecedent(unit.start, end).map(|phrase| (phrase, How::Relative))
            }
            ItemKind::Word if item.is(Grammar::CONJUNCTION) && self.joins_nouns(unit, at) => None,
            // "when asked about it", "as reported by the Gazette": nobody here does it.
            ItemKind::Word
                if item.is(Grammar::CONJUNCTION) && item.is_in(WordSet::NoSubjectBehind) =>
            {
                None
            }
            ItemKind::Word if item.is(Grammar::CONJUNCTION) => {
                self.coordinated(unit, at, earlier).map(|phrase| (phrase, How::Coordinated))
            }
            ItemKind::Word if self.is_adjective_of_country(at) => None,
            ItemKind::Word | ItemKind::Number => self.noun_subject(unit, at),
            _ => None,
        }
    }

    /// From the last item before a verb to the last before a time: "Ekström on Tuesday said".
    fn before_time(&self, unit: &Range<ItemId>, near: ItemId) -> ItemId {
        let mut at = near;
        let mut time = at;
        while self.item(time).is_some_and(|i| i.is(Grammar::TIME) || i.kind == ItemKind::Number)
            && time > unit.start
        {
            time -= 1;
        }
        if time < at
            && self.item(time).is_some_and(|i| i.is(Grammar::PREPOSITION.or(Grammar::DETERMINER)))
        {
            while time > unit.start
                && self
                    .item(time)
                    .is_some_and(|i| i.is(Grammar::PREPOSITION.or(Grammar::DETERMINER)))
            {
                time -= 1;
            }
            // "a statement late on Tuesday said"
            if time > unit.start && self.is_in(time, WordSet::TimeDegrees) {
                time -= 1;
            }
            at = time;
        } else if time < at
            && self.item(time).is_some_and(|i| i.mention.is_some() || i.is(Grammar::SUBJECT))
        {
            at = time;
        }
        // "one in three said"
        if at < near
            && self.is_in(near - 1, WordSet::In)
            && (at + 2 >= near || self.item(near - 2).is_some_and(|i| i.kind == ItemKind::Number))
            && self.item(near).is_some_and(|i| i.kind == ItemKind::Number && i.span.len() < 4)
        {
            at = near;
        }
        at
    }

    /// The subject that a verb behind "and" or "but" at `at` shares with a verb before it.
    fn coordinated(&self, unit: &Range<ItemId>, at: ItemId, earlier: &[Report]) -> Option<Phrase> {
        let last = earlier
            .last_place(|r| r.subject.is_some() && !matches!(r.how, How::Source | How::Agent))
            .map(|last| self.main_report(earlier, last, at));
        let last = last.and_then(|last| earlier.at(last)).and_then(|report| report.subject.clone());
        last.or_else(|| self.clause_subject(unit, at))
    }

    /// The subject whose words end at `at`: the phrase there, or who stands before the
    /// clause that it ends.
    fn noun_subject(&self, unit: &Range<ItemId>, at: ItemId) -> Option<(Phrase, How)> {
        let phrase = self.phrase_before(unit.start, at + 1);
        if phrase.as_ref().is_none_or(|p| !self.may_speak(p))
            && let Some(found) = self.behind_relative(unit, at)
        {
            return Some((found, How::Relative));
        }
        let held = phrase.as_ref().is_none_or(|p| {
            p.items.start > unit.start
                && self.item(p.items.start - 1).is_some_and(|i| {
                    i.mention.is_none()
                        && (i.is(Grammar::PREPOSITION)
                            || !i.is_capital() && self.ends(i, TextSet::GoingEndings)
                            || i.is_in(WordSet::Toward))
                })
        });
        if held && let Some(found) = self.behind_participle(unit, at) {
            return Some((found, How::Before));
        }
        phrase.map(|phrase| (phrase, How::Before))
    }

    /// "Ekström said she was late, but ‹promised›": not the last report, but the one
    /// whose words it opens, where its subject is a pronoun for the same person or a
    /// comma or "but" stands between.
    fn main_report(&self, earlier: &[Report], last: ReportId, and: ItemId) -> ReportId {
        let Some(outer) = governor(self, earlier, last) else { return last };
        let pronoun = earlier.at(last).and_then(|r| r.subject.as_ref()).is_some_and(|s| s.pronoun);
        let apart = self.is_in(and, WordSet::But) || and > ItemId::FIRST && self.is_comma(and - 1);
        if pronoun || apart { outer } else { last }
    }

    /// "an official who spoke on terms of silence ‹said›": whom the relative clause
    /// that runs up to `at` describes.
    fn behind_relative(&self, unit: &Range<ItemId>, at: ItemId) -> Option<Phrase> {
        let floor = unit.start.max(at.saturating_sub(12));
        let who = (floor..=at)
            .steps()
            .rev()
            .find(|&i| self.item(i).is_some_and(|i| !i.is_word() || i.is(Grammar::RELATIVE)))?;
        let relative = self.item(who).filter(|i| i.is_word() && i.mention.is_none())?;
        relative.is_in(WordSet::Who).then(|| self.antecedent(unit.start, who)).flatten()
    }

    /// "protesters marching through the streets ‹chanted›": who does what the form in
    /// -ing tells, which stands with its own words before the verb.
    fn behind_participle(&self, unit: &Range<ItemId>, at: ItemId) -> Option<Phrase> {
        let floor = unit.start.max(at.saturating_sub(8));
        let doing = (floor + 1..=at)
            .steps()
            .rev()
            .take_while(|&i| self.item(i).is_some_and(Item::is_word))
            .find(|&i| {
                self.item(i).is_some_and(|i| {
                    i.mention.is_none()
                        && !i.is_capital()
                        && !i.is(Grammar::PREPOSITION)
                        && self.ends(i, TextSet::GoingEndings)
                })
            })?;
        self.phrase_before(unit.start, doing)
            .filter(|p| p.items.start == unit.start && !p.pronoun && !self.is_place(p))
    }

    /// The "who" of a range, where little stands before it.
    pub(super) fn relative(&self, range: Range<ItemId>) -> Option<Span> {
        range.steps().take(3).find_map(|i| {
            let item = self.item(i)?;
            (item.is(Grammar::RELATIVE) && item.mention.is_none()).then_some(item.span)
        })
    }

    /// What "who" stands for: the name right before it, else the phrase.
    fn antecedent(&self, floor: ItemId, end: ItemId) -> Option<Phrase> {
        let phrase = self.phrase_before(floor, end)?;
        let mention = end.checked_sub(1).and_then(|i| self.item(i)).and_then(|i| i.mention);
        let Some(mention) = mention.filter(|_| phrase.mention.is_none()) else {
            return Some(phrase);
        };
        let mut start = end - 1;
        while start > phrase.items.start
            && self.item(start - 1).is_some_and(|i| i.mention == Some(mention))
        {
            start -= 1;
        }
        let named = self.finish(start, end, false).filter(|p| self.names_person(p));
        named.or(Some(phrase))
    }

    /// "when", "as", "after": the clause behind it is not the sentence's main one.
    pub(super) fn is_subordinate(&self, at: ItemId) -> bool {
        self.item(at).is_some_and(|i| {
            i.is(Grammar::CONJUNCTION.or(Grammar::RELATIVE)) && i.is_in(WordSet::Subordinating)
        })
    }
}
