//! What is said before its report, or on both sides of it: "…, Ekström said",
//! "The pier, Ekström said, was full", "according to Ekström, …".

use std::ops::Range;

use verbatim_lexicon::{CuePart, Grammar, TextSet, WordSet};

use super::{
    Clause,
    ends::{clause_end, stands_apart},
    find_that, finish, speaks,
};
use crate::{
    index::{Index, Places, Steps},
    quote::{
        attribution::Place,
        clause::{ItemId, ItemKind},
        reader::Reader,
        report::{How, Report, ReportId},
    },
};

/// "…, Ekström said."
pub(super) fn trailing(
    reader: &Reader<'_>,
    unit: &Range<ItemId>,
    reports: &[Report],
    index: ReportId,
) -> Option<Clause> {
    let report = reports.at(index)?;
    let paragraph = reader.paragraph;
    let fits = matches!(report.how, How::Before | How::Inverted | How::Apposition);
    if !fits || !speaks(report) || !report.is_speech() {
        return None;
    }
    let before = report.start.checked_sub(1).filter(|&i| i > unit.start)?;
    let quote = paragraph.get(before)?.quote().is_some();
    if paragraph.get(before)?.kind != ItemKind::Comma && !quote {
        return None;
    }
    // "Her verdict: “Too late,” she said": the words between marks stand by themselves.
    if stands_apart(reader, before) {
        return None;
    }
    // What follows the report ends it: the sentence, a comma, a time.
    let tail = match (report.how, &report.subject) {
        (How::Inverted, Some(subject)) => subject.items.end,
        _ => report.cue.end,
    };
    let follows = paragraph.get(tail).filter(|_| tail < unit.end);
    let leads_on = follows.is_some_and(|i| {
        i.kind == ItemKind::Colon
            || i.quote().is_some()
            || (i.kind == ItemKind::Comma
                && paragraph.get(tail + 1).is_some_and(|i| i.quote().is_some()))
    });
    let small = Grammar::PREPOSITION.or(Grammar::TIME).or(Grammar::ADVERB).or(Grammar::HEARER);
    let ends = follows.is_none_or(|i| !i.is_word() || i.is(small))
        || report.how == How::Inverted
        || report.entry.takes_hearer;
    // "…, the Gazette reported.": a verb that does more has to end its sentence.
    let weak = !report.entry.strong
        && !follows.is_none_or(|i| matches!(i.kind, ItemKind::Stop | ItemKind::Comma))
        && !follows.is_some_and(|i| i.is(Grammar::TIME));
    if !ends || weak || leads_on || find_that(reader, unit, tail).is_some() {
        return None;
    }
    let from = main_clause(reader, unit, before)?;
    let to = if quote { before + 1 } else { before };
    // A quote alone is no indirect speech.
    let words =
        (from..to).steps().filter(|&i| paragraph.get(i).is_some_and(|i| i.is_word())).count();
    if words < 2 || words < 5 && !has_verb(reader, from..to) {
        return None;
    }
    finish(paragraph, from..to, index, Place::Trailing, 0.85)
}

/// Where what is reported begins: past "When asked about it,", "On Monday,". No
/// such clause where nothing follows that opening.
fn main_clause(reader: &Reader<'_>, unit: &Range<ItemId>, before: ItemId) -> Option<ItemId> {
    let paragraph = reader.paragraph;
    let mut from = unit.start;
    while reader.is_in(from, WordSet::And) || reader.is_in(from, WordSet::But) {
        from += 1;
    }
    if !reader.is_in(from, WordSet::OpensSituation) {
        return Some(from);
    }
    let comma = (from..before)
        .steps()
        .find(|&i| paragraph.get(i).is_some_and(|i| i.kind == ItemKind::Comma))?;
    Some(comma + 1)
}

fn has_verb(reader: &Reader<'_>, range: Range<ItemId>) -> bool {
    range.clone().steps().any(|i| {
        reader.paragraph.get(i).is_some_and(|item| {
            (item.is(Grammar::AUXILIARY) && !reader.is_possessive(i))
                || item.is(Grammar::SUBJECT.or(Grammar::VERB))
                || item.verb().is_some()
                || (reader.ends(item, TextSet::PastEndings) && !item.is_capital())
                || item.quote().is_some()
        })
    })
}

/// "The harbour, Ekström said, was full.": the clause in two pieces.
pub(super) fn broken(
    reader: &Reader<'_>,
    unit: &Range<ItemId>,
    reports: &[Report],
    index: ReportId,
) -> Option<[Option<Clause>; 2]> {
    let report = reports.at(index)?;
    let paragraph = reader.paragraph;
    let comma = |i: ItemId| paragraph.get(i).is_some_and(|i| i.kind == ItemKind::Comma);
    let before = report.start.checked_sub(1).filter(|&i| i > unit.start && comma(i))?;
    let after = match (report.how, &report.subject) {
        (How::Before, _) => report.cue.end,
        // "The pier, said Ekström, a pilot, was": after her insertion.
        (How::Inverted, Some(subject)) => {
            let end = subject.items.end;
            (end..unit.end.min(end + 16)).steps().filter(|&i| comma(i)).find(|&i| {
                paragraph.get(i + 1).is_some_and(|i| i.is(Grammar::AUXILIARY.or(Grammar::VERB)))
            })?
        }
        _ => return None,
    };
    if !report.entry.strong || !speaks(report) || !comma(after) {
        return None;
    }
    // "the harbour, Ekström said, ‹now› was", and "‹“was full”› of boats".
    let mut on = after + 1;
    while paragraph.get(on).is_some_and(|i| i.is(Grammar::ADVERB) && i.mention.is_none()) {
        on += 1;
    }
    let goes_on = paragraph.get(on).filter(|_| on < unit.end).is_some_and(|i| {
        i.is(Grammar::AUXILIARY.or(Grammar::VERB))
            || i.verb().is_some_and(|c| c.part != CuePart::Gerund)
            || i.quote().is_some()
                && !reader.is_comma(on)
                && paragraph
                    .get(on + 1)
                    .is_some_and(|i| i.kind == ItemKind::Word && !i.is(Grammar::CONJUNCTION))
    });
    let end = clause_end(reader, unit, reports, index, after + 1);
    let rest = finish(paragraph, after + 1..end, index, Place::Around, 0.75);
    if !goes_on {
        // "It is full, Ekström said, because boats came": a clause, and what it goes on with.
        let head = trailing(reader, unit, reports, index)?;
        let adds = adds_to(reader, on, unit.end);
        return Some([Some(head), rest.filter(|_| adds)]);
    }
    rest.as_ref()?;
    let head = paragraph.span(&(unit.start..before)).map(|content| Clause {
        content,
        report: index,
        place: Place::Around,
        sure: 0.75,
        marked: false,
    });
    Some([head, rest])
}

/// Whether what begins at `at`, behind a report between commas, goes on with what is
/// said: no new clause, and nothing that describes who says it.
fn adds_to(reader: &Reader<'_>, at: ItemId, end: ItemId) -> bool {
    let small = Grammar::PREPOSITION.or(Grammar::CONJUNCTION);
    at + 2 < end
        && reader.item(at).is_some_and(|i| {
            i.is_word()
                && i.mention.is_none()
                && (i.is(small) && !i.is_in(WordSet::And) && !i.is_in(WordSet::But)
                    || i.kind == ItemKind::Number
                    || i.cue.is_none() && reader.ends(i, TextSet::GoingEndings))
        })
        && reader.paragraph.quotes_in(&(at..end)).is_empty()
}

/// "As the Gazette reported, …", "as reported by the Gazette, …": what follows.
pub(super) fn as_reported(
    reader: &Reader<'_>,
    unit: &Range<ItemId>,
    reports: &[Report],
    index: ReportId,
) -> Option<Clause> {
    let report = reports.at(index)?;
    let first = report.start.min(report.cue.start);
    let at = first.checked_sub(1).filter(|&i| i >= unit.start && reader.is_in(i, WordSet::As))?;
    let opens = at == unit.start || at < unit.start + 10 && reader.is_comma(at - 1);
    let tail = match (report.how, &report.subject) {
        (How::Agent, Some(subject)) => subject.items.end,
        (How::Before, _) => report.cue.end,
        _ => return None,
    };
    if !opens || !report.is_speech() || !speaks(report) {
        return None;
    }
    let comma = (tail..unit.end.min(tail + 6)).steps().find(|&i| reader.is_comma(i))?;
    if reader.item(comma).is_some_and(|i| i.quote().is_some()) {
        return None;
    }
    let end = clause_end(reader, unit, reports, index, comma + 1);
    finish(reader.paragraph, comma + 1..end, index, Place::Before, 0.8)
}

/// "According to Ekström, …", "…, according to Ekström", "…, according to Ekström, …".
pub(super) fn sources(
    reader: &Reader<'_>,
    unit: &Range<ItemId>,
    reports: &[Report],
    index: ReportId,
) -> [Option<Clause>; 2] {
    let Some(report) = reports.at(index) else { return [None, None] };
    let paragraph = reader.paragraph;
    let Some(end) = report.subject.as_ref().map(|s| s.items.end) else { return [None, None] };
    let comma = |i: ItemId| paragraph.get(i).is_some_and(|i| i.kind == ItemKind::Comma);
    let conjunction = report.start == unit.start + 1
        && paragraph.get(unit.start).is_some_and(|i| i.is(Grammar::CONJUNCTION));
    if report.start == unit.start || conjunction {
        let after = (end..unit.end).steps().find(|&i| comma(i));
        let said = after
            .and_then(|comma| finish(paragraph, comma + 1..unit.end, index, Place::Before, 0.85));
        return [said, None];
    }
    let mut to = report.start;
    if comma(to - 1) {
        to -= 1;
    }
    // "(… , according to Ekström)"
    let bracket = (unit.start..to).steps().rev().take(40).find(|&i| {
        paragraph
            .get(i)
            .is_some_and(|i| matches!(i.kind, ItemKind::OpenBracket | ItemKind::CloseBracket))
    });
    let from = bracket
        .filter(|&i| paragraph.get(i).is_some_and(|i| i.kind == ItemKind::OpenBracket))
        .map_or(unit.start, |i| i + 1);
    let said = finish(paragraph, from..to, index, Place::Trailing, 0.8);
    let goes_on = to < report.start && comma(end) && adds_to(reader, end + 1, unit.end);
    let rest = goes_on
        .then(|| {
            let end_of = clause_end(reader, unit, reports, index, end + 1);
            finish(paragraph, end + 1..end_of, index, Place::Around, 0.7)
        })
        .flatten();
    [said, rest]
}
