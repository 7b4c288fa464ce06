//! Which report a quote belongs to.
//!
//! What: patterns of place, tried in an order that errors on the dev sets
//! settled: right after the quote, right before it, anywhere before it in the
//! sentence, after the rest of the sentence; then no report of its own, where
//! the words beside it or the speaker before it have to tell.

use std::ops::Range;

use verbatim_lexicon::{CueClass, Grammar};

use super::{
    clause::ItemKind,
    phrases::Phrase,
    reports::{How, Reader, Report, governor},
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
}

/// A quote's report.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub place: Place,
    /// Index into the unit's reports.
    pub report: Option<usize>,
    /// The speaker's words.
    pub subject: Option<Phrase>,
}

/// Finds the report of the quote at item `at`.
pub(super) fn find(
    reader: &Reader<'_>,
    unit: &Range<usize>,
    reports: &[Report],
    at: usize,
    content: &str,
) -> Option<Found> {
    let paragraph = reader.paragraph;
    let kind = |i: usize| paragraph.get(i).map(|i| i.kind);
    // What follows the quote, past a comma or dash.
    let mut next = at + 1;
    while next < unit.end && matches!(kind(next), Some(ItemKind::Comma | ItemKind::Dash)) {
        next += 1;
    }
    // “…,” as Ekström put it
    if paragraph.get(next).is_some_and(|i| reader.words(i) == "as") {
        next += 1;
    }
    let found = |place, index: usize| {
        let subject = reports.get(index).and_then(|r| r.subject.clone());
        Some(Found { place, report: Some(index), subject })
    };
    let after = reports.iter().position(|r| {
        r.start == next
            && r.cue.start > at
            && r.subject.is_some()
            && !matches!(r.how, How::Participle | How::Coordinated)
    });
    let open_end = content.ends_with([',', '?', '!', '…', '-', '—', '–', '.'])
        || kind(at + 1) == Some(ItemKind::Comma)
        || next == at + 1;
    let before = reports
        .iter()
        .rposition(|r| r.cue.end <= at && r.subject.is_some())
        .map(|b| spoken(reader, reports, b));
    let immediate = before.filter(|&b| reports.get(b).is_some_and(|r| is_next_to(reader, r, at)));
    if let Some(a) = after
        && open_end
    {
        // “…,” A said: “…” — between two quotes, a colon or "that" gives the report to the second.
        let binds_right = reports.get(a).is_some_and(|r| {
            matches!(kind(r.cue.end), Some(ItemKind::Colon)) && immediate.is_some()
        });
        if !binds_right {
            return found(Place::After, a);
        }
    }
    if let Some(b) = immediate {
        return found(Place::Before, b);
    }
    if let Some(subject) = signature(reader, unit, at) {
        return Some(Found { place: Place::Signature, report: None, subject: Some(subject) });
    }
    // "Ekström: “…”"
    if at > unit.start && kind(at - 1) == Some(ItemKind::Colon) && before.is_none() {
        let subject = reader.clause_subject(unit, at);
        if subject.is_some() {
            return Some(Found { place: Place::Colon, report: None, subject });
        }
    }
    if let Some(b) = before {
        return found(Place::Around, b);
    }
    // "… “…” …, Ekström said."
    let trailing = reports.iter().rposition(|r| {
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
    let later =
        reports.iter().position(|r| r.cue.start > at && r.subject.is_some() && r.start < at);
    if let Some(l) = later {
        return found(Place::Around, l);
    }
    None
}

/// "Ekström said Ruiz expects “…”": the words are Ekström's, who says what Ruiz
/// expects. A thought inside of speech gives way to the speech.
fn spoken(reader: &Reader<'_>, reports: &[Report], index: usize) -> usize {
    if reports.get(index).is_some_and(Report::is_speech) {
        return index;
    }
    governor(reader, reports, index)
        .filter(|&g| reports.get(g).is_some_and(Report::is_speech))
        .unwrap_or(index)
}

/// Only "that", marks, hearers, times and small words stand between.
fn is_next_to(reader: &Reader<'_>, report: &Report, at: usize) -> bool {
    let gap = report.cue.end..at;
    if report.how == How::Source {
        let end = report.subject.as_ref().map_or(report.cue.end, |s| s.items.end);
        return at.saturating_sub(end) <= 1;
    }
    if report.how == How::Inverted {
        let end = report.subject.as_ref().map_or(report.cue.end, |s| s.items.end);
        return (end..at).all(|i| {
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
    let small = gap.clone().all(|i| {
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

/// “…” — Maud Ekström: after a dash only a name, and a comma or the end after it.
fn signature(reader: &Reader<'_>, unit: &Range<usize>, at: usize) -> Option<Phrase> {
    let is = |i: usize, kind| reader.paragraph.get(i).is_some_and(|i| i.kind == kind);
    if !is(at + 1, ItemKind::Dash) {
        return None;
    }
    let name = reader.phrase_after(at + 2, unit.end)?;
    let ends = name.items.end >= unit.end
        || is(name.items.end, ItemKind::Comma)
        || is(name.items.end, ItemKind::Stop);
    (ends && reader.is_name(&name)).then_some(name)
}
