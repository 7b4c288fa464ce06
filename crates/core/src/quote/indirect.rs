//! Reported speech without marks: the clause that a report governs.
//!
//! What: "said that …", "said it was …", "…, Ekström said", "according to
//! Ekström, …", "…, adding that …". Clear cases only: a clause is taken where
//! "that" opens it or a subject and a verb stand in it; what stands for a clause is
//! in [`objects`]. Known miss: clauses that go on over a second "and".

mod ends;
mod objects;

use std::ops::Range;

use verbatim_lexicon::{CueClass, CuePart, Grammar};

use self::ends::clause_end;
use super::{
    attribution::Place,
    clause::{ItemKind, Paragraph},
    reports::{How, Reader, Report, governor},
};
use crate::Span;

/// More clauses than this in one sentence are no speech that anybody follows. A
/// hostile text could hold as many as it has words, each around all before it.
const MOST: usize = 24;

/// One reported clause.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Clause {
    pub content: Span,
    /// Index into the unit's reports.
    pub report: usize,
    pub place: Place,
    pub sure: f32,
    /// It is held for said only because words between marks stand in it.
    pub marked: bool,
}

/// The reported clauses of one sentence.
pub(super) fn find(reader: &Reader<'_>, unit: &Range<usize>, reports: &[Report]) -> Vec<Clause> {
    let mut out: Vec<Clause> = Vec::new();
    for (index, report) in reports.iter().enumerate() {
        if report.subject.is_none() {
            continue;
        }
        if out.len() == MOST {
            break;
        }
        // "said he hopes that …" is one statement.
        let spoken = governor(reader, reports, index).and_then(|g| reports.get(g));
        if !report.is_speech() && spoken.is_some_and(Report::is_speech) {
            continue;
        }
        let found = match report.how {
            How::Source => source(reader, unit, reports, index),
            How::Agent => None,
            _ => {
                if let Some(pieces) = broken(reader, unit, reports, index) {
                    out.extend(pieces);
                    continue;
                }
                after(reader, unit, reports, index)
                    .or_else(|| trailing(reader, unit, reports, index))
            }
        };
        out.extend(found);
    }
    out
}

fn speaks(report: &Report) -> bool {
    !matches!(report.entry.class, CueClass::Judging | CueClass::Naming | CueClass::Noun)
}

/// "said that …", "said it was …", "vowed to …".
fn after(
    reader: &Reader<'_>,
    unit: &Range<usize>,
    reports: &[Report],
    index: usize,
) -> Option<Clause> {
    let report = reports.get(index)?;
    let paragraph = reader.paragraph;
    if report.how == How::Inverted {
        return None;
    }
    let mut at = report.cue.end;
    let mut sure: f32 = 0.9;
    if let Some(open) = open_relative(reader, unit, reports, index) {
        return Some(open);
    }
    // "The harbour office said, they would close."
    if reader.is_comma(at)
        && paragraph.get(at).is_some_and(|i| i.quote().is_none())
        && report.entry.strong
        && report.how == How::Before
        && begins_clause(reader, unit, reports, at + 1)
    {
        at += 1;
    }
    let begin = if let Some(that) = find_that(reader, unit, at) {
        let is_that =
            paragraph.get(that).is_some_and(|i| reader.words(i).eq_ignore_ascii_case("that"));
        if is_that { that + 1 } else { that }
    } else if let Some(to) = find_infinitive(reader, unit, at, report) {
        sure = 0.75;
        to
    } else {
        let at = skip_hearer(reader, unit, at, report);
        // "Ekström announced it would close": a verb that does more than report does
        // so before a subject.
        let plain = report.entry.strong && speaks(report)
            || (matches!(
                report.entry.class,
                CueClass::Thinking | CueClass::Saying | CueClass::Claiming
            ) && paragraph.get(at).is_some_and(|i| i.is(Grammar::SUBJECT)));
        let wants = matches!(report.entry.class, CueClass::Demanding | CueClass::Promising);
        if !plain || wants || !begins_clause(reader, unit, reports, at) {
            return objects::find(reader, unit, reports, index)
                .or_else(|| around_quote(reader, unit, reports, index));
        }
        sure = 0.8;
        at
    };
    let end = clause_end(reader, unit, reports, index, begin);
    let sure = sure * if report.entry.strong { 1.0 } else { 0.85 };
    finish(paragraph, begin..end, index, Place::Around, sure)
}

/// "the pier, which she said had closed, …": what is said has its subject before the
/// report, and ends with its relative clause.
fn open_relative(
    reader: &Reader<'_>,
    unit: &Range<usize>,
    reports: &[Report],
    index: usize,
) -> Option<Clause> {
    let report = reports.get(index)?;
    let paragraph = reader.paragraph;
    let before = report.start.checked_sub(1).filter(|&i| i >= unit.start)?;
    let relative = paragraph.get(before)?.is(Grammar::RELATIVE.or(Grammar::THAT));
    let fits = report.how == How::Before && report.entry.strong && speaks(report);
    if !relative || !fits || report.entry.class == CueClass::Judging {
        return None;
    }
    let from = report.cue.end;
    let first = paragraph.get(from).filter(|_| from < unit.end)?;
    let finite = first.is(Grammar::AUXILIARY.or(Grammar::VERB))
        || first.grammar.is_none()
            && !first.is_capital()
            && first.mention.is_none()
            && reader.words(first).ends_with(['s', 'd']);
    if first.kind != ItemKind::Word || !finite {
        return None;
    }
    let comma = (from..unit.end).find(|&i| reader.is_comma(i));
    let end = clause_end(reader, unit, reports, index, from);
    let end = comma.map_or(end, |comma| {
        let quote = paragraph.get(comma).is_some_and(|i| i.quote().is_some());
        end.min(comma + usize::from(quote))
    });
    finish(paragraph, from..end, index, Place::Around, 0.75)
}

/// "called the plan “a gift”": the words from the cue to the quote that it governs.
fn around_quote(
    reader: &Reader<'_>,
    unit: &Range<usize>,
    reports: &[Report],
    index: usize,
) -> Option<Clause> {
    let report = reports.get(index)?;
    // "calling it “a gift”" names or judges; the marked words alone are said.
    if !speaks(report) {
        return None;
    }
    let mut from = report.cue.end;
    while reader
        .paragraph
        .get(from)
        .is_some_and(|i| i.is(Grammar::PREPOSITION) && i.mention.is_none())
    {
        from += 1;
    }
    let until = reports.get(index + 1).map_or(unit.end, |next| next.start.max(from));
    let quote = (from..until.min(from + 24))
        .find(|&i| reader.paragraph.get(i).is_some_and(|i| i.quote().is_some()))?;
    let plain = (from..quote).all(|i| {
        reader
            .paragraph
            .get(i)
            .is_some_and(|i| i.is_word() || reader.words(i) == "’s" || reader.words(i) == "'s")
    });
    // A later quote of the same list goes with it: "“a gift” and “a joy”".
    if !plain || quote < from + 2 {
        return None;
    }
    let mut found = finish(reader.paragraph, from..quote + 1, index, Place::Around, 0.7)?;
    found.marked = true;
    Some(found)
}

/// The "that" of "told reporters in Brest on Monday that": only the hearer, the
/// time and the place stand between.
fn find_that(reader: &Reader<'_>, unit: &Range<usize>, at: usize) -> Option<usize> {
    let stops =
        Grammar::RELATIVE.or(Grammar::AUXILIARY).or(Grammar::SUBJECT).or(Grammar::CONJUNCTION);
    for i in at..unit.end.min(at + 14) {
        let item = reader.paragraph.get(i)?;
        if item.is(Grammar::THAT) && is_that(reader, i) {
            let fact = i > at && reader.lower(i - 1, "fact");
            return (!fact).then_some(i);
        }
        // "told the Gazette's “Morning Tide” that"
        let title = item.quote().is_some()
            && reader.lower(i + 1, "that")
            && (reader.is_possessive(i - 1)
                || reader.item(i - 1).is_some_and(|i| i.is(Grammar::PREPOSITION)));
        let goes_on = title
            || item.is_word() && !item.is(stops) && item.verb().is_none_or(|c| !c.strong)
            || item.mention.is_some()
            || reader.is_possessive(i);
        if !goes_on {
            return None;
        }
    }
    None
}

/// The "to" of "vowed to leave", "urged voters to stay".
fn find_infinitive(
    reader: &Reader<'_>,
    unit: &Range<usize>,
    at: usize,
    report: &Report,
) -> Option<usize> {
    if !report.entry.strong
        || !matches!(report.entry.class, CueClass::Promising | CueClass::Demanding)
    {
        return None;
    }
    (at..unit.end.min(at + 8))
        .take_while(|&i| reader.paragraph.get(i).is_some_and(|i| i.is_word()))
        .find(|&i| reader.lower(i, "to") && (i == at || report.entry.class == CueClass::Demanding))
}

fn is_that(reader: &Reader<'_>, at: usize) -> bool {
    let Some(item) = reader.paragraph.get(at) else { return false };
    const THAT: &[&str] =
        &["that", "whether", "if", "why", "how", "what", "dass", "que", "che", "что"];
    let word = reader.words(item);
    THAT.iter().any(|that| that.eq_ignore_ascii_case(word))
        && reader.paragraph.get(at + 1).is_some_and(|next| {
            (next.is_word() && !next.is(Grammar::AUXILIARY.or(Grammar::VERB)))
                || next.quote().is_some()
                || next.kind == ItemKind::Comma
        })
}

fn skip_hearer(reader: &Reader<'_>, unit: &Range<usize>, from: usize, report: &Report) -> usize {
    let paragraph = reader.paragraph;
    let mut at = from;
    while at < unit.end
        && paragraph
            .get(at)
            .is_some_and(|i| (i.is(Grammar::ADVERB) || i.is(Grammar::TIME)) && i.mention.is_none())
        // "said there was no need"
        && !(reader.lower(at, "there")
            && paragraph.get(at + 1).is_some_and(|i| i.is(Grammar::AUXILIARY)))
    {
        at += 1;
    }
    if report.entry.takes_hearer {
        if let Some(hearer) = reader.phrase_after(at, unit.end) {
            at = if hearer.mention.is_some() {
                hearer.items.end
            } else {
                (at + 1..hearer.items.end + 1)
                    .find(|&i| paragraph.get(i - 1).is_some_and(|i| i.is(Grammar::HEARER)))
                    .unwrap_or(hearer.items.end)
            };
        }
    } else if paragraph.get(at).is_some_and(|i| i.is(Grammar::PREPOSITION))
        && paragraph.get(at + 1).is_some_and(|i| i.is(Grammar::TIME))
    {
        at += 2;
    }
    at
}

/// A subject stands here, and a finite verb after it.
fn begins_clause(reader: &Reader<'_>, unit: &Range<usize>, reports: &[Report], at: usize) -> bool {
    let paragraph = reader.paragraph;
    let Some(first) = paragraph.get(at).filter(|_| at < unit.end) else { return false };
    if first.mention.is_none() {
        let small = Grammar::PREPOSITION
            .or(Grammar::CONJUNCTION)
            .or(Grammar::AUXILIARY)
            .or(Grammar::RELATIVE);
        let refused = first.is(small) && !first.is(Grammar::DETERMINER);
        let word = reader.words(first);
        if first.cue.is_some_and(|c| c.part == CuePart::Gerund) {
            return false;
        }
        if reader.lower(at, "there") {
            return true;
        }
        if !first.is_word() || refused || word.ends_with("self") || word.ends_with("selves") {
            return false;
        }
        if first.is(Grammar::SUBJECT) {
            return true;
        }
    }
    for i in at + 1..unit.end.min(at + 20) {
        let Some(item) = paragraph.get(i) else { return false };
        match item.kind {
            ItemKind::Stop | ItemKind::Semicolon | ItemKind::Colon => return false,
            ItemKind::Comma => {
                // An insertion: "the port, which is old, will close".
                let inserts = paragraph
                    .get(i + 1)
                    .is_some_and(|i| i.is(Grammar::RELATIVE.or(Grammar::DETERMINER)));
                if !inserts {
                    return false;
                }
            }
            _ => {}
        }
        if reports.iter().any(|r| r.start == i && r.how == How::Coordinated) {
            return false;
        }
        let finite = (item.is(Grammar::AUXILIARY) && !reader.is_possessive(i))
            || item.is(Grammar::VERB)
            || item.verb().is_some_and(|c| !matches!(c.part, CuePart::Gerund | CuePart::Base))
            || (item.kind == ItemKind::Word
                && !item.is_capital()
                && reader.words(item).ends_with("ed"));
        if finite {
            return true;
        }
    }
    false
}

/// "…, Ekström said."
fn trailing(
    reader: &Reader<'_>,
    unit: &Range<usize>,
    reports: &[Report],
    index: usize,
) -> Option<Clause> {
    let report = reports.get(index)?;
    let paragraph = reader.paragraph;
    let fits = matches!(report.how, How::Before | How::Inverted | How::Apposition);
    if !fits || !speaks(report) || !report.entry.strong {
        return None;
    }
    let before = report.start.checked_sub(1).filter(|&i| i > unit.start)?;
    let quote = paragraph.get(before)?.quote().is_some();
    if paragraph.get(before)?.kind != ItemKind::Comma && !quote {
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
    if !ends || leads_on || find_that(reader, unit, tail).is_some() {
        return None;
    }
    let from = main_clause(reader, unit, before)?;
    let to = if quote { before + 1 } else { before };
    // A quote alone is no indirect speech.
    let words = (from..to).filter(|&i| paragraph.get(i).is_some_and(|i| i.is_word())).count();
    if words < 2 || !has_verb(reader, from..to) {
        return None;
    }
    finish(paragraph, from..to, index, Place::Trailing, 0.85)
}

/// Where what is reported begins: past "When asked about it,", "On Monday,". No
/// such clause where nothing follows that opening.
fn main_clause(reader: &Reader<'_>, unit: &Range<usize>, before: usize) -> Option<usize> {
    let paragraph = reader.paragraph;
    let mut from = unit.start;
    while reader.lower(from, "and") || reader.lower(from, "but") {
        from += 1;
    }
    let opens =
        ["when", "asked", "after", "before", "following", "speaking", "commenting", "pressed"]
            .iter()
            .any(|w| reader.lower(from, w));
    if !opens {
        return Some(from);
    }
    let comma =
        (from..before).find(|&i| paragraph.get(i).is_some_and(|i| i.kind == ItemKind::Comma))?;
    Some(comma + 1)
}

fn has_verb(reader: &Reader<'_>, range: Range<usize>) -> bool {
    range.clone().any(|i| {
        reader.paragraph.get(i).is_some_and(|item| {
            (item.is(Grammar::AUXILIARY) && !reader.is_possessive(i))
                || item.is(Grammar::SUBJECT.or(Grammar::VERB))
                || item.verb().is_some()
                || (reader.words(item).ends_with("ed") && !item.is_capital())
                || item.quote().is_some()
        })
    })
}

/// "The harbour, Ekström said, was full.": the clause in two pieces.
fn broken(
    reader: &Reader<'_>,
    unit: &Range<usize>,
    reports: &[Report],
    index: usize,
) -> Option<[Clause; 2]> {
    let report = reports.get(index)?;
    let paragraph = reader.paragraph;
    let comma = |i: usize| paragraph.get(i).is_some_and(|i| i.kind == ItemKind::Comma);
    let before = report.start.checked_sub(1).filter(|&i| i > unit.start && comma(i))?;
    let goes_on = paragraph.get(report.cue.end + 1).is_some_and(|i| {
        i.is(Grammar::AUXILIARY.or(Grammar::VERB))
            || i.verb().is_some_and(|c| c.part != CuePart::Gerund)
    });
    if report.how != How::Before || !report.entry.strong || !comma(report.cue.end) || !goes_on {
        return None;
    }
    let end = clause_end(reader, unit, reports, index, report.cue.end + 1);
    let piece = |range: Range<usize>| {
        let content = paragraph.span(&range)?;
        Some(Clause { content, report: index, place: Place::Around, sure: 0.75, marked: false })
    };
    let rest = finish(paragraph, report.cue.end + 1..end, index, Place::Around, 0.75)?;
    Some([piece(unit.start..before)?, rest])
}

/// "According to Ekström, …", "…, according to Ekström".
fn source(
    reader: &Reader<'_>,
    unit: &Range<usize>,
    reports: &[Report],
    index: usize,
) -> Option<Clause> {
    let report = reports.get(index)?;
    let paragraph = reader.paragraph;
    let end = report.subject.as_ref().map(|s| s.items.end)?;
    if report.start == unit.start {
        let comma = (end..unit.end)
            .find(|&i| paragraph.get(i).is_some_and(|i| i.kind == ItemKind::Comma))?;
        return finish(paragraph, comma + 1..unit.end, index, Place::Before, 0.85);
    }
    let mut to = report.start;
    if paragraph.get(to - 1).is_some_and(|i| i.kind == ItemKind::Comma) {
        to -= 1;
    }
    finish(paragraph, unit.start..to, index, Place::Trailing, 0.8)
}

fn finish(
    paragraph: &Paragraph,
    range: Range<usize>,
    report: usize,
    place: Place,
    sure: f32,
) -> Option<Clause> {
    let mut range = range;
    while range.start < range.end
        && paragraph.get(range.end - 1).is_some_and(|i| {
            matches!(
                i.kind,
                ItemKind::Stop | ItemKind::Comma | ItemKind::Semicolon | ItemKind::Colon
            )
        })
    {
        range.end -= 1;
    }
    while range.start < range.end
        && paragraph
            .get(range.start)
            .is_some_and(|i| matches!(i.kind, ItemKind::Comma | ItemKind::Dash))
    {
        range.start += 1;
    }
    // Only a quote: the quote itself says it.
    let words = range.clone().filter(|&i| paragraph.get(i).is_some_and(|i| i.is_word())).count();
    if words < 2 {
        return None;
    }
    Some(Clause { content: paragraph.span(&range)?, report, place, sure, marked: false })
}
