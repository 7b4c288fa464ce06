//! Which report a quote belongs to.
//!
//! What: patterns of place, tried in an order that errors on the dev sets
//! settled: right after the quote, right before it, anywhere before it in the
//! sentence, after the rest of the sentence; then no report of its own, where
//! the words beside it or the speaker before it have to tell.

use crate::{
    index::{Index, Places, Steps},
    quote::report::ReportId,
};
use std::ops::Range;

use verbatim_lexicon::{Classes, CueClass, Grammar, TextSet, WordSet};

use super::{
    clause::{ItemId, ItemKind},
    phrase::Phrase,
    reader::Reader,
    report::{How, Report},
    reports::governor,
};

/// Where the report stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// “…,” said Ekström
    After,
    /// Ekström said: “…”
    Before,
    /// Ekström said that the plan was “…”
    Around,
    /// … “…” …, Ekström said.
    Trailing,
    /// Ekström: “…”
    Colon,
    /// “…” — Maud Ekström
    Signature,
    /// The sentence's subject, without a cue.
    Subject,
    /// Ekström's claim that “…”
    Owner,
}

/// A quote's report.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub place: Place,
    /// Index into the unit's reports.
    pub report: Option<ReportId>,
    /// The speaker's words.
    pub subject: Option<Phrase>,
    /// The item of the verb, where it is in no report ("“…,” Ekström growled").
    pub verb: Option<ItemId>,
}

/// Finds the report of the quote at item `at`.
pub(super) fn find(
    reader: &Reader<'_>,
    unit: &Range<ItemId>,
    reports: &[Report],
    at: ItemId,
    content: &str,
) -> Option<Found> {
    let paragraph = reader.paragraph;
    let kind = |i: ItemId| paragraph.get(i).map(|i| i.kind);
    // What follows the quote, past a comma or dash.
    let mut next = at + 1;
    while next < unit.end && matches!(kind(next), Some(ItemKind::Comma | ItemKind::Dash)) {
        next += 1;
    }
    // “…,” as Ekström put it
    if paragraph.get(next).is_some_and(|i| i.is_small(WordSet::As)) {
        next += 1;
    }
    let found = |place, index: ReportId| {
        let subject = reports.at(index).and_then(|r| r.subject.clone());
        Some(Found { place, report: Some(index), subject, verb: None })
    };
    let after = reports.place(|r| {
        r.start == next
            && r.cue.start > at
            && r.subject.is_some()
            && !matches!(r.how, How::Participle | How::Coordinated)
    });
    if let Some(found) = so(reader, unit, at, next) {
        return Some(found);
    }
    let open_end = content.ends_with([',', '?', '!', '…', '-', '—', '–', '.'])
        || kind(at + 1) == Some(ItemKind::Comma)
        || next == at + 1;
    let before = reports
        .last_place(|r| r.cue.end <= at && r.subject.is_some())
        .map(|b| spoken(reader, reports, b));
    let immediate = before.filter(|&b| reports.at(b).is_some_and(|r| is_next_to(reader, r, at)));
    if let Some(a) = after
        && open_end
    {
        // “…,” A said: “…” — between two quotes, a colon or "that" gives the report to the second.
        let binds_right = reports.at(a).is_some_and(|r| {
            matches!(kind(r.cue.end), Some(ItemKind::Colon)) && immediate.is_some()
        });
        // "a clip that Ruiz called “dull,” Ekström said": who names it stands before it.
        let named = immediate
            .and_then(|b| reports.at(b))
            .is_some_and(|r| r.cue.end == at && r.entry.class == CueClass::Naming);
        if !binds_right && !named {
            return found(Place::After, a);
        }
    }
    if let Some(b) = immediate {
        return found(Place::Before, b);
    }
    if let Some(subject) = signature(reader, unit, at) {
        let subject = Some(subject);
        return Some(Found { place: Place::Signature, report: None, subject, verb: None });
    }
    if let Some(found) = unlisted(reader, unit, reports, at, content) {
        return Some(found);
    }
    // "Ekström: “…”"
    if at > unit.start && kind(at - 1) == Some(ItemKind::Colon) && before.is_none() {
        let subject = before_colon(reader, unit, at - 1);
        if subject.is_some() {
            return Some(Found { place: Place::Colon, report: None, subject, verb: None });
        }
    }
    if let Some((subject, noun)) = owner(reader, unit, at)
        && before.is_none_or(|b| {
            reports.at(b).is_some_and(|r| r.cue.end <= noun && !matches!(r.how, How::Participle))
        })
    {
        let (subject, verb) = (Some(subject), Some(noun));
        return Some(Found { place: Place::Owner, report: None, subject, verb });
    }
    if let Some(b) = before {
        return found(Place::Around, b);
    }
    // "… “…” …, Ekström said."
    let trailing = reports.last_place(|r| {
        r.start > at
            && r.subject.is_some()
            && matches!(r.how, How::Before | How::Inverted | How::Apposition | How::Source)
            && r.start > unit.start
            && (matches!(
                kind(r.start - 1),
                Some(ItemKind::Comma | ItemKind::Dash | ItemKind::Quote(_))
            ) || r.how == How::Source)
    });
    if let Some(t) = trailing {
        return found(Place::Trailing, t);
    }
    if let Some(a) = after {
        return found(Place::After, a);
    }
    // “foo” is what Ekström called it; the report's own words stand around it.
    let later = reports.place(|r| r.cue.start > at && r.subject.is_some() && r.start < at);
    if let Some(l) = later {
        return found(Place::Around, l);
    }
    None
}

/// "Ekström said Ruiz expects “…”": the words are Ekström's, who says what Ruiz
/// expects. A thought inside of speech gives way to the speech.
fn spoken(reader: &Reader<'_>, reports: &[Report], index: ReportId) -> ReportId {
    if reports.at(index).is_some_and(Report::is_speech) {
        return index;
    }
    governor(reader, reports, index)
        .filter(|&g| reports.at(g).is_some_and(Report::is_speech))
        .unwrap_or(index)
}

/// „…“, so Ekström, „…“: the word that German print sets before who said either.
fn so(reader: &Reader<'_>, unit: &Range<ItemId>, at: ItemId, next: ItemId) -> Option<Found> {
    let so = |i: &ItemId| reader.item(*i).is_some_and(|i| i.is_small(WordSet::SpeakerAdverbs));
    let (place, verb) = if so(&next) {
        (Place::After, next)
    } else {
        let comma = at.checked_sub(1).filter(|&i| i > unit.start && reader.is_comma(i))?;
        (Place::Before, (unit.start..comma).steps().rev().take(6).find(so)?)
    };
    let subject = reader.phrase_after(verb + 1, unit.end).filter(|p| reader.may_speak(p))?;
    let end = subject.items.end;
    let ends = reader.item(end).is_none_or(|i| !i.is_word());
    let borders = ends && (place == Place::After || end + 1 == at);
    borders.then_some(Found { place, report: None, subject: Some(subject), verb: Some(verb) })
}

/// Only "that", marks, hearers, times and small words stand between.
fn is_next_to(reader: &Reader<'_>, report: &Report, at: ItemId) -> bool {
    let gap = report.cue.end..at;
    if report.how == How::Source {
        let end = report.subject.as_ref().map_or(report.cue.end, |s| s.items.end);
        return at.behind(end) <= 1;
    }
    if report.how == How::Inverted {
        let end = report.subject.as_ref().map_or(report.cue.end, |s| s.items.end);
        return (end..at).steps().all(|i| {
            reader.paragraph.get(i).is_some_and(|i| {
                matches!(i.kind, ItemKind::Comma | ItemKind::Colon | ItemKind::Dash)
            })
        });
    }
    if gap.len() > 12 {
        return false;
    }
    if gap.is_empty() {
        return true;
    }
    let naming = matches!(report.entry.class, CueClass::Naming | CueClass::Judging);
    let closes = at.checked_sub(1).and_then(|i| reader.paragraph.get(i)).is_some_and(|i| {
        matches!(i.kind, ItemKind::Colon | ItemKind::Comma) || i.is(Grammar::THAT)
    });
    let small = gap.clone().steps().all(|i| {
        reader.paragraph.get(i).is_some_and(|i| {
            !i.is_word()
                || i.is(Grammar::THAT
                    .or(Grammar::ADVERB)
                    .or(Grammar::TIME)
                    .or(Grammar::HEARER)
                    .or(Grammar::PREPOSITION)
                    .or(Grammar::DETERMINER))
                || (i.mention.is_some() && report.entry.takes_hearer)
        })
    });
    small || closes || (naming && gap.len() <= 6)
}

/// “…,” Ekström growled: a quote that opens its sentence and ends as one that an
/// attribution follows, then a name or "the" with a verb that no list knows, or
/// one further on ("the keeper who raised the alarm wrote").
fn unlisted(
    reader: &Reader<'_>,
    unit: &Range<ItemId>,
    reports: &[Report],
    at: ItemId,
    content: &str,
) -> Option<Found> {
    let opens = at == unit.start
        || reader.paragraph.get(at - 1).is_some_and(|i| {
            matches!(i.kind, ItemKind::Stop | ItemKind::Semicolon | ItemKind::CloseBracket)
        });
    let bare = content.trim_end_matches(['"', '”', '’', '\'', '»', '‘', '“']);
    if !opens || !bare.ends_with([',', '?', '!']) {
        return None;
    }
    // “…,” growled Ekström.
    let first = reader.paragraph.get(at + 1).filter(|_| at + 1 < unit.end)?;
    if first.kind == ItemKind::Word
        && !first.is_capital()
        && !first.is(Grammar::AUXILIARY)
        && reader.ends(first, TextSet::PastEndings)
    {
        let subject = reader.phrase_after(at + 2, unit.end).filter(|p| reader.is_name(p))?;
        let ends = reader.paragraph.get(subject.items.end).is_none_or(|i| {
            !i.is_word() || i.is(Grammar::PREPOSITION.or(Grammar::TIME).or(Grammar::CONJUNCTION))
        });
        let subject = Some(subject).filter(|p| ends && p.items.start == at + 2);
        let verb = subject.is_some().then_some(at + 1);
        return subject.map(|s| Found {
            place: Place::After,
            report: None,
            subject: Some(s),
            verb,
        });
    }
    let subject = reader.phrase_after(at + 1, unit.end)?;
    let end = subject.items.end;
    let verb = reader.paragraph.get(end).filter(|_| end < unit.end)?;
    let nominal = subject.able
        || reader
            .paragraph
            .get(subject.items.start)
            .is_some_and(|i| i.is(Grammar::DETERMINER) && subject.items.len() > 1);
    if !nominal || subject.items.start > at + 2 || reader.is_possessive(end) {
        return None;
    }
    let is_verb = verb.kind == ItemKind::Word
        && !verb.is_capital()
        && verb.mention.is_none()
        && (verb.is(Grammar::VERB)
            || verb.verb().is_some()
            || (!verb.is(Grammar::AUXILIARY) && reader.ends(verb, TextSet::PastEndings))
            || (verb.grammar.is_none()
                && reader.ends(verb, TextSet::PresentEndings)
                && (subject.pronoun || reader.names_person(&subject))));
    let verb = if is_verb {
        end
    } else {
        // The verb further on, with nothing but the subject's own words before it.
        let later = reports.iter().find(|r| r.cue.start > end && r.is_speech())?;
        let whole = (end..later.cue.start).steps().all(|i| {
            reader.paragraph.get(i).is_some_and(|i| {
                i.quote().is_none() && !matches!(i.kind, ItemKind::Stop | ItemKind::Colon)
            })
        });
        if !whole || !matches!(later.how, How::Before | How::Apposition | How::Relative) {
            return None;
        }
        later.cue.start
    };
    Some(Found { place: Place::After, report: None, subject: Some(subject), verb: Some(verb) })
}

/// "Ekström's claim that “…”", "her remark, “…”", "in Ekström's words, “…”": whose
/// words the noun before the quote means, and where the noun stands.
fn owner(reader: &Reader<'_>, unit: &Range<ItemId>, at: ItemId) -> Option<(Phrase, ItemId)> {
    let item = |i: ItemId| reader.paragraph.get(i);
    let floor = unit.start.max(at.saturating_sub(12));
    let said = |i: &ItemId| item(*i).is_some_and(|i| i.is_word() && i.is_small(WordSet::SaidNouns));
    let noun = (floor..at).steps().rev().find(said)?;
    // Nothing of another clause between noun and quote, save where "that" opens it.
    let opens = reader.is_in(noun + 1, WordSet::That);
    let near = (noun + 1..at).steps().all(|i| {
        item(i).is_some_and(|i| {
            !i.is_word()
                || i.is(Grammar::AUXILIARY.or(Grammar::PREPOSITION).or(Grammar::THAT))
                    && i.mention.is_none()
        })
    });
    let clean = (noun + 1..at).steps().all(|i| {
        item(i).is_some_and(|i| {
            i.quote().is_none() && !matches!(i.kind, ItemKind::Semicolon | ItemKind::Stop)
        })
    });
    if !clean || !(near || opens) {
        return None;
    }
    for i in (floor.max(noun.saturating_sub(5))..noun).steps().rev() {
        let here = item(i)?;
        if here.is_in(WordSet::OwnerPronouns) {
            return Some((reader.pronoun(i), noun));
        }
        if reader.is_possessive(i) || here.classes.any(Classes::POSSESSIVE) {
            let end = i + usize::from(!reader.is_possessive(i));
            // "a check on Ekström's claim": the name alone.
            let owner = match reader.name_before(floor, end) {
                Some(name) => name,
                None => reader.phrase_before(floor, end)?,
            };
            return (reader.is_name(&owner) || reader.is_organisation(&owner))
                .then_some((owner, noun));
        }
        if !here.is_word() || here.is(Grammar::PREPOSITION.or(Grammar::AUXILIARY)) {
            return None;
        }
    }
    None
}

/// "Ekström: “…”", "Night on the quay - Maud Ekström: “…”": who stands before the
/// colon at `colon`. Things that say nothing ("The laugh line: “…”") are passed over.
fn before_colon(reader: &Reader<'_>, unit: &Range<ItemId>, colon: ItemId) -> Option<Phrase> {
    let last = reader.phrase_before(unit.start, colon).filter(|p| {
        let before = p.items.start.checked_sub(1).filter(|&i| i >= unit.start);
        // "From the report: “…”", "More from Ekström: “…”"
        let from = before.is_some_and(|i| reader.is_in(i, WordSet::ByOrFrom));
        let free = before.is_none_or(|i| from || reader.item(i).is_some_and(|i| !i.is_word()));
        let named = reader.is_name(p) || reader.is_organisation(p) || p.joint;
        free && (named || from && (p.able || reader.is_document(p)))
    });
    last.or_else(|| reader.clause_subject(unit, colon).filter(|p| reader.may_speak(p)))
}

/// “…” — Maud Ekström: after a dash only a name, and a comma or the end after it.
fn signature(reader: &Reader<'_>, unit: &Range<ItemId>, at: ItemId) -> Option<Phrase> {
    let is = |i: ItemId, kind| reader.paragraph.get(i).is_some_and(|i| i.kind == kind);
    if !is(at + 1, ItemKind::Dash) {
        return None;
    }
    let name = reader.phrase_after(at + 2, unit.end)?;
    let ends = name.items.end >= unit.end
        || is(name.items.end, ItemKind::Comma)
        || is(name.items.end, ItemKind::Stop);
    (ends && reader.is_name(&name)).then_some(name)
}
