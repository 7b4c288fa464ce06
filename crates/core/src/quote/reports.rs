//! Reports: the places of a sentence where someone is said to say something.
//!
//! What: each verb of the cue list in use ("said", "has repeatedly denied",
//! "adding"), and "according to", with the noun phrase that says it. Why light:
//! no parser fits in the page; word order, small words and names carry most of
//! it. Source: the sieves of O'Keefe et al. 2012 and Muzny et al. 2017, and the
//! error lists of tools in use. Known misses: a subject more than a relative
//! clause away from its verb; a passive without "by".

use std::ops::Range;

use verbatim_lexicon::{Classes, Cue, CueClass, CuePart, Grammar};

use super::{
    clause::{Item, ItemKind, Paragraph},
    phrases::Phrase,
};
use crate::{
    entity::{Entities, MentionForm},
    segment::Case,
};

/// How a report's subject was found; what the reader is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// "Ekström said"
    Before,
    /// "said Ekström"
    Inverted,
    /// "Ekström, a doctor, said"
    Apposition,
    /// "Ekström, who said"
    Relative,
    /// "Ekström condemned … and said"
    Coordinated,
    /// "…, adding": the subject of the main clause.
    Participle,
    /// "according to Ekström"
    Source,
    /// "was called … by Ekström"
    Agent,
}

/// One report.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Report {
    /// The cue's items: "said", "according to".
    pub cue: Range<usize>,
    pub entry: Cue,
    /// Where its words begin: the subject's first item or the verb group's.
    pub start: usize,
    pub subject: Option<Phrase>,
    pub how: How,
}

impl Report {
    /// Words, rather than a thought or a finding.
    pub fn is_speech(&self) -> bool {
        !matches!(self.entry.class, CueClass::Thinking | CueClass::Showing)
    }
}

/// The report whose words open with report `index`: "Ekström said ‹Ruiz expects›".
pub(super) fn governor(reader: &Reader<'_>, reports: &[Report], index: usize) -> Option<usize> {
    let report = reports.get(index)?;
    let mut before = report.start;
    if before > 0 && reader.item(before - 1).is_some_and(|i| i.is(Grammar::THAT)) {
        before -= 1;
    }
    reports.iter().take(index).rposition(|r| {
        r.subject.is_some()
            && r.cue.end <= before
            && (r.cue.end..before).all(|i| {
                reader.item(i).is_some_and(|i| {
                    i.is(Grammar::DETERMINER.or(Grammar::ADVERB).or(Grammar::THAT))
                })
            })
    })
}

/// Reads one paragraph's items.
pub(super) struct Reader<'a> {
    pub paragraph: &'a Paragraph,
    pub entities: &'a Entities,
    pub text: &'a str,
}

pub(super) const BREAKS: Grammar = Grammar::SUBJECT
    .or(Grammar::RELATIVE)
    .or(Grammar::AUXILIARY)
    .or(Grammar::THAT)
    .or(Grammar::CONJUNCTION);

impl<'a> Reader<'a> {
    pub(super) fn item(&self, index: usize) -> Option<&'a Item> {
        self.paragraph.get(index)
    }

    /// A comma, or a quote that ends with one.
    pub(super) fn is_comma(&self, at: usize) -> bool {
        self.item(at).is_some_and(|i| {
            i.kind == ItemKind::Comma
                || (i.quote().is_some()
                    && self.words(i).trim_end_matches(['"', '”', '’', '\'', '»']).ends_with(','))
        })
    }

    pub fn words(&self, item: &Item) -> &'a str {
        item.span.of(self.text)
    }

    pub(super) fn lower(&self, index: usize, word: &str) -> bool {
        self.item(index).is_some_and(|i| self.words(i).eq_ignore_ascii_case(word))
    }

    /// The reports of one sentence, by place.
    pub fn reports(&self, unit: &Range<usize>) -> Vec<Report> {
        let mut out: Vec<Report> = Vec::new();
        for index in unit.clone() {
            let Some(item) = self.item(index) else { break };
            let Some(cue) = item.cue else { continue };
            let found = match cue.class {
                CueClass::Noun => None,
                CueClass::Source => self.source(unit, index, cue),
                _ if self.is_noun_use(unit, index, cue) => None,
                _ => self.verb(unit, index, cue, &out),
            };
            out.extend(found);
        }
        self.fill_participles(unit, &mut out);
        out
    }

    /// "a report", "his claims", "in response to calls": the word is no verb here.
    fn is_noun_use(&self, unit: &Range<usize>, index: usize, cue: Cue) -> bool {
        let Some(before) = index.checked_sub(1).filter(|i| *i >= unit.start) else { return false };
        let Some(prev) = self.item(before) else { return false };
        // Part of a name: "Press", "Post".
        if self
            .item(index)
            .is_some_and(|i| i.is_capital() && (i.mention.is_some() || prev.is_capital()))
        {
            return true;
        }
        let after_determiner = prev.is(Grammar::DETERMINER) && !prev.is(Grammar::SUBJECT);
        match cue.part {
            CuePart::Base | CuePart::Present => {
                self.is_adjective_of_country(before)
                    || (after_determiner
                        && !self.lower(before, "all")
                        && !self.lower(before, "some"))
                    || prev.classes.any(Classes::POSSESSIVE)
                    || self.is_possessive(before)
                    || prev.kind == ItemKind::Number
                    || (prev.is(Grammar::PREPOSITION) && !self.lower(before, "to"))
                    || prev.cue.is_some_and(|c| c.part == CuePart::Gerund)
                    || (!self.is_plain_verb(index) && !self.verb_goes_on(index + 1))
            }
            // "the importance of continuing contacts": a thing, not words.
            CuePart::Gerund => {
                after_determiner
                    || self.is_possessive(before)
                    || ["of", "for", "on"].iter().any(|w| self.lower(before, w))
            }
            CuePart::Past | CuePart::Participle => {
                after_determiner
                    || (prev.is(Grammar::PREPOSITION)
                        && !prev.is(Grammar::ADVERB.or(Grammar::CONJUNCTION)))
            }
            _ => false,
        }
    }

    /// "Norwegian" alone, where no noun is meant by it ("Norwegians", "the Norwegian").
    fn is_adjective_of_country(&self, at: usize) -> bool {
        self.item(at).is_some_and(|i| {
            i.mention
                .and_then(|m| self.entities.mentions.get(m))
                .is_some_and(|m| m.form == MentionForm::Demonym && m.span == i.span)
                && !self.words(i).ends_with('s')
                && !at.checked_sub(1).and_then(|b| self.item(b)).is_some_and(|b| {
                    b.is(Grammar::DETERMINER.or(Grammar::PREPOSITION)) || b.is_capital()
                })
        })
    }

    /// "A's threats and repeated warnings ‹…›": "and" joins nouns, as no verb stands
    /// before it and a noun behind the form that could be a verb or an adjective.
    fn joins_nouns(&self, unit: &Range<usize>, and: usize) -> bool {
        let adjective = self.item(and + 1).is_some_and(|i| self.words(i).ends_with("ed"));
        let noun = self.item(and + 2).is_some_and(|i| {
            i.is_word() && !i.is_capital() && i.mention.is_none() && i.grammar.is_none()
        });
        let verb = (unit.start..and).any(|i| {
            self.item(i).is_some_and(|item| {
                (item.is(Grammar::AUXILIARY) && !self.is_possessive(i))
                    || item.is(Grammar::VERB)
                    || item.verb().is_some_and(|c| c.part == CuePart::Past)
                    || (!item.is_capital() && self.words(item).ends_with("ed"))
            })
        });
        adjective && noun && !verb
    }

    /// A form that is seldom a noun, so that anything may follow it.
    fn is_plain_verb(&self, at: usize) -> bool {
        const PLAIN: &[&str] = &[
            "say",
            "says",
            "tell",
            "tells",
            "think",
            "thinks",
            "believe",
            "believes",
            "insist",
            "insists",
            "argue",
            "argues",
            "maintain",
            "maintains",
            "add",
            "adds",
            "explain",
            "explains",
            "write",
            "writes",
            "sagt",
            "dit",
            "dice",
            "diz",
        ];
        self.item(at).is_some_and(|i| {
            i.cue.is_some_and(|c| c.strong || c.class == CueClass::Thinking)
                && PLAIN.iter().any(|w| self.words(i).eq_ignore_ascii_case(w))
        })
    }

    /// Whether what stands at `at` can follow a verb that is as often a noun.
    fn verb_goes_on(&self, at: usize) -> bool {
        self.item(at).is_none_or(|i| {
            i.quote().is_some()
                || i.is_capital()
                || i.mention.is_some()
                || matches!(i.kind, ItemKind::Colon | ItemKind::Comma)
                || i.is(Grammar::THAT
                    .or(Grammar::SUBJECT)
                    .or(Grammar::DETERMINER)
                    .or(Grammar::ADVERB))
        })
    }

    /// "according to X", "laut X", "X zufolge".
    fn source(&self, unit: &Range<usize>, index: usize, cue: Cue) -> Option<Report> {
        let mut end = index + 1;
        if self.lower(index, "according") {
            if !self.lower(end, "to") {
                return None;
            }
            end += 1;
        } else if self.lower(index, "per") && !self.item(end).is_some_and(|i| i.is_capital()) {
            return None;
        } else if self.lower(index, "zufolge") {
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
        let subject = self.phrase_after(end, unit.end)?;
        let subject = self.named_after(subject, unit.end);
        Some(Report {
            cue: index..end,
            entry: cue,
            start: index,
            subject: Some(subject),
            how: How::Source,
        })
    }

    fn verb(
        &self,
        unit: &Range<usize>,
        index: usize,
        cue: Cue,
        earlier: &[Report],
    ) -> Option<Report> {
        let mut group = index;
        let mut passive = false;
        let mut auxiliary = false;
        let mut to = false;
        while let Some(before) = group.checked_sub(1).filter(|i| *i >= unit.start)
            && let Some(item) = self.item(before)
            && item.kind == ItemKind::Word
        {
            let words = self.words(item);
            let manner = words.ends_with("ly") && item.case == Case::Lower && words.len() > 4;
            // "a dit", "ha dichiarato": the small word means something else in English.
            let foreign = !cue.is_english()
                && ["a", "ha", "ont"].iter().any(|w| words.eq_ignore_ascii_case(w));
            if item.is(Grammar::AUXILIARY) || foreign {
                passive |= is_be(words);
                auxiliary = true;
                group = before;
            } else if (item.is(Grammar::ADVERB) || manner) && item.mention.is_none() {
                group = before;
            } else if words.eq_ignore_ascii_case("to") && cue.part == CuePart::Base {
                to = true;
                break;
            } else {
                break;
            }
        }
        let report =
            |start, subject, how| Report { cue: index..index + 1, entry: cue, start, subject, how };
        if passive && matches!(cue.part, CuePart::Past | CuePart::Participle) {
            let agent = (index + 1..unit.end.min(index + 12)).find(|&i| self.lower(i, "by"));
            let subject = agent.and_then(|by| self.phrase_after(by + 1, unit.end))?;
            return Some(report(group, Some(subject), How::Agent));
        }
        // "trying to find", "wanting": nothing is said.
        let silent = matches!(cue.class, CueClass::Thinking | CueClass::Showing) && !cue.strong;
        match cue.part {
            CuePart::Gerund if silent && !auxiliary => None,
            CuePart::Base if to && silent => None,
            CuePart::Gerund => {
                // "is adding": finite after all.
                if passive && let Some((subject, how)) = self.subject_before(unit, group, earlier) {
                    return Some(report(subject.items.start.min(group), Some(subject), how));
                }
                Some(report(index, None, How::Participle))
            }
            CuePart::Base if to => Some(report(index, None, How::Participle)),
            CuePart::Base => {
                let (subject, how) = self.subject_before(unit, group, earlier)?;
                (group < index || how == How::Coordinated || self.may_be_plural(&subject))
                    .then(|| report(subject.items.start, Some(subject), how))
            }
            CuePart::Participle if !auxiliary => None,
            _ => {
                let inverted = self
                    .may_invert(unit, group, cue)
                    .then(|| self.phrase_after(index + 1, unit.end))
                    .flatten();
                if let Some(subject) = inverted {
                    let subject = self.named_after(subject, unit.end);
                    return Some(report(group, Some(subject), How::Inverted));
                }
                match self.subject_before(unit, group, earlier) {
                    Some((subject, how)) => {
                        let start =
                            if how == How::Coordinated { group } else { subject.items.start };
                        Some(report(start, Some(subject), how))
                    }
                    None => cue.strong.then(|| report(group, None, How::Before)),
                }
            }
        }
    }

    fn may_be_plural(&self, subject: &Phrase) -> bool {
        let last = subject.items.end.checked_sub(1).and_then(|i| self.item(i));
        subject.joint
            || last.is_some_and(|i| {
                let words = self.words(i);
                matches!(
                    words.to_ascii_lowercase().as_str(),
                    "i" | "we" | "you" | "they" | "who" | "people" | "police"
                ) || i.classes.any(Classes::PLURAL)
                    || (words.ends_with('s') && !words.ends_with("ss") && !i.is_capital())
            })
    }

    /// Whether the subject may follow the verb: a quote or comma stands before it.
    fn may_invert(&self, unit: &Range<usize>, group: usize, cue: Cue) -> bool {
        if !matches!(cue.part, CuePart::Past | CuePart::Present)
            || (cue.takes_hearer && cue.class == CueClass::Saying)
        {
            return false;
        }
        let Some(before) = group.checked_sub(1).filter(|i| *i >= unit.start) else {
            return false;
        };
        let after_quote = |i: usize| self.item(i).is_some_and(|i| i.quote().is_some());
        match self.item(before).map(|i| i.kind) {
            Some(ItemKind::Quote(_)) => true,
            Some(ItemKind::Comma | ItemKind::Dash) => {
                before.checked_sub(1).is_some_and(after_quote)
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
        unit: &Range<usize>,
        group: usize,
        earlier: &[Report],
    ) -> Option<(Phrase, How)> {
        let mut at = group.checked_sub(1).filter(|i| *i >= unit.start)?;
        // "Ekström on Tuesday said"
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
            at = time;
        } else if time < at
            && self.item(time).is_some_and(|i| i.mention.is_some() || i.is(Grammar::SUBJECT))
        {
            at = time;
        }
        let item = self.item(at)?;
        match item.kind {
            ItemKind::Comma | ItemKind::Dash | ItemKind::CloseBracket => {
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
            ItemKind::Word if item.is(Grammar::CONJUNCTION) => {
                let last = earlier
                    .iter()
                    .rev()
                    .find_map(|r| r.subject.clone().filter(|_| r.how != How::Source));
                last.or_else(|| self.clause_subject(unit, at))
                    .map(|phrase| (phrase, How::Coordinated))
            }
            ItemKind::Word if self.is_adjective_of_country(at) => None,
            ItemKind::Word | ItemKind::Number => {
                self.phrase_before(unit.start, at + 1).map(|phrase| (phrase, How::Before))
            }
            _ => None,
        }
    }

    /// What "who" stands for: the name right before it, else the phrase.
    fn antecedent(&self, floor: usize, end: usize) -> Option<Phrase> {
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

    pub(super) fn pronoun(&self, at: usize) -> Phrase {
        let span = self.item(at).map(|i| i.span).unwrap_or_default();
        Phrase { items: at..at + 1, span, mention: None, pronoun: true, joint: false }
    }

    /// Gives participles ("adding", "calling", "to say") the subject of their main clause.
    fn fill_participles(&self, unit: &Range<usize>, reports: &mut [Report]) {
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
            let from_earlier = if before_comma {
                earlier.iter().find(finite)
            } else {
                earlier.iter().rev().find(finite)
            };
            // "with one user writing": a subject of its own.
            let own = self
                .phrase_before(unit.start, verb)
                .filter(|p| p.items.start > unit.start && self.lower(p.items.start - 1, "with"));
            let from_earlier = from_earlier.filter(|_| own.is_none());
            let subject = own
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
}

fn is_be(words: &str) -> bool {
    matches!(
        words.to_ascii_lowercase().as_str(),
        "was"
            | "were"
            | "been"
            | "being"
            | "is"
            | "are"
            | "be"
            | "am"
            | "'re"
            | "’re"
            | "'m"
            | "’m"
            | "'s"
            | "’s"
            | "got"
    )
}
