//! Reported speech without marks: the clause that a report governs.
//!
//! What: "said that …", "said it was …", "…, Ekström said", "according to
//! Ekström, …", "…, adding that …". Clear cases only: a clause is taken where
//! "that" opens it or a subject and a verb stand in it. Known misses: infinitive
//! contents ("vowed to …"), clauses that go on over a second "and".

use std::ops::Range;

use verbatim_lexicon::{CueClass, Grammar};

use super::{
    attribution::Place,
    clause::{ItemKind, Paragraph},
    reports::{How, Reader, Report},
};
use crate::Span;

/// One reported clause.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Clause {
    pub content: Span,
    /// Index into the unit's reports.
    pub report: usize,
    pub place: Place,
    pub sure: f32,
}

/// The reported clauses of one sentence.
pub(super) fn find(reader: &Reader<'_>, unit: &Range<usize>, reports: &[Report]) -> Vec<Clause> {
    let mut out: Vec<Clause> = Vec::new();
    for (index, report) in reports.iter().enumerate() {
        if report.subject.is_none() {
            continue;
        }
        let found = match report.how {
            How::Source => source(reader, unit, reports, index),
            How::Agent => None,
            _ => after(reader, unit, reports, index)
                .or_else(|| trailing(reader, unit, reports, index)),
        };
        out.extend(found);
    }
    out
}

fn speaks(report: &Report) -> bool {
    !matches!(report.entry.class, CueClass::Judging | CueClass::Naming | CueClass::Noun)
}

/// "said that …", "said it was …".
fn after(
    reader: &Reader<'_>,
    unit: &Range<usize>,
    reports: &[Report],
    index: usize,
) -> Option<Clause> {
    let report = reports.get(index)?;
    let paragraph = reader.paragraph;
    let mut at = match (report.how, &report.subject) {
        (How::Inverted, Some(subject)) => subject.items.end,
        _ => report.cue.end,
    };
    // The hearer, the time, the place: "told reporters in Brest on Monday that".
    let that = (at..unit.end.min(at + 14))
        .take_while(|&i| {
            paragraph.get(i).is_some_and(|i| {
                i.quote().is_none()
                    && !matches!(i.kind, ItemKind::Semicolon | ItemKind::Colon)
                    && i.verb().is_none_or(|c| !c.strong)
            })
        })
        .find(|&i| {
            paragraph.get(i).is_some_and(|item| item.is(Grammar::THAT) && is_that(reader, i))
        });
    let mut sure: f32 = 0.9;
    if let Some(that) = that {
        at = if paragraph.get(that).is_some_and(|i| reader.words(i).eq_ignore_ascii_case("that")) {
            that + 1
        } else {
            that
        };
    } else {
        if !speaks(report)
            || matches!(report.entry.class, CueClass::Demanding | CueClass::Promising)
        {
            return None;
        }
        at = skip_hearer(reader, unit, at, report);
        if !begins_clause(reader, unit, at) {
            return None;
        }
        sure = 0.8;
    }
    let end = clause_end(reader, unit, reports, index, at);
    finish(
        paragraph,
        at..end,
        index,
        Place::Around,
        sure * if report.entry.strong { 1.0 } else { 0.85 },
    )
}

fn is_that(reader: &Reader<'_>, at: usize) -> bool {
    let Some(item) = reader.paragraph.get(at) else { return false };
    matches!(
        reader.words(item).to_lowercase().as_str(),
        "that" | "whether" | "if" | "why" | "how" | "what" | "dass" | "que" | "che" | "что"
    ) && reader.paragraph.get(at + 1).is_some_and(|next| next.is_word() || next.quote().is_some())
}

fn skip_hearer(reader: &Reader<'_>, unit: &Range<usize>, from: usize, report: &Report) -> usize {
    let paragraph = reader.paragraph;
    let mut at = from;
    while at < unit.end
        && paragraph
            .get(at)
            .is_some_and(|i| (i.is(Grammar::ADVERB) || i.is(Grammar::TIME)) && i.mention.is_none())
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
fn begins_clause(reader: &Reader<'_>, unit: &Range<usize>, at: usize) -> bool {
    let paragraph = reader.paragraph;
    let Some(first) = paragraph.get(at).filter(|_| at < unit.end) else { return false };
    if !first.is_word()
        || (first.is(Grammar::PREPOSITION.or(Grammar::CONJUNCTION).or(Grammar::AUXILIARY))
            && !first.is(Grammar::DETERMINER))
            && first.mention.is_none()
    {
        return false;
    }
    if first.is(Grammar::SUBJECT) {
        return true;
    }
    (at + 1..unit.end.min(at + 20))
        .take_while(|&i| {
            paragraph.get(i).is_some_and(|i| {
                !matches!(i.kind, ItemKind::Stop | ItemKind::Semicolon | ItemKind::Colon)
            })
        })
        .any(|i| {
            paragraph.get(i).is_some_and(|item| {
                item.is(Grammar::AUXILIARY) && !matches!(reader.words(item), "'s" | "’s")
                    || item.verb().is_some_and(|c| {
                        c.part != verbatim_lexicon::CuePart::Gerund
                            && c.part != verbatim_lexicon::CuePart::Base
                    })
                    || (reader.words(item).ends_with("ed")
                        && item.kind == ItemKind::Word
                        && !item.is_capital())
            })
        })
}

/// Where the clause that begins at `from` ends: the sentence's end, or the comma
/// before a participle that reports ("…, adding that") or a clause of its own.
fn clause_end(
    reader: &Reader<'_>,
    unit: &Range<usize>,
    reports: &[Report],
    index: usize,
    from: usize,
) -> usize {
    let paragraph = reader.paragraph;
    let mut end = unit.end;
    for (later, report) in reports.iter().enumerate().skip(index + 1) {
        let start = if report.how == How::Participle { report.cue.start } else { report.start };
        if start <= from {
            continue;
        }
        let comma = start
            .checked_sub(1)
            .filter(|&i| i > from && paragraph.get(i).is_some_and(|i| i.kind == ItemKind::Comma));
        let conjunction = start
            .checked_sub(1)
            .filter(|&i| i > from && paragraph.get(i).is_some_and(|i| i.is(Grammar::CONJUNCTION)));
        if let Some(comma) = comma {
            if report.how == How::Participle
                || trailing(reader, unit, reports, later).is_some()
                || report.how == How::Source
            {
                end = comma;
                break;
            }
        } else if report.how == How::Coordinated
            && let Some(conjunction) = conjunction
        {
            end = conjunction;
            if end > from && paragraph.get(end - 1).is_some_and(|i| i.kind == ItemKind::Comma) {
                end -= 1;
            }
            break;
        }
    }
    end
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
    if !matches!(report.how, How::Before | How::Inverted | How::Apposition) || !speaks(report) {
        return None;
    }
    let before = report.start.checked_sub(1).filter(|&i| i > unit.start)?;
    let item = paragraph.get(before)?;
    let quote = item.quote().is_some();
    if item.kind != ItemKind::Comma && !quote {
        return None;
    }
    // What follows the report ends it: the sentence, a comma, a time.
    let tail = match (report.how, &report.subject) {
        (How::Inverted, Some(subject)) => subject.items.end,
        _ => report.cue.end,
    };
    let ends = paragraph.get(tail).is_none_or(|i| {
        !i.is_word() && i.quote().is_none()
            || i.is(Grammar::PREPOSITION.or(Grammar::TIME).or(Grammar::ADVERB).or(Grammar::HEARER))
    }) || tail >= unit.end
        || report.how == How::Inverted
        || report.entry.takes_hearer;
    if !ends {
        return None;
    }
    let from = unit.start;
    let to = if quote { before + 1 } else { before };
    // A quote alone is no indirect speech.
    let words = (from..to).filter(|&i| paragraph.get(i).is_some_and(|i| i.is_word())).count();
    if words < 2 || !has_verb(reader, from..to) {
        return None;
    }
    finish(paragraph, from..to, index, Place::Trailing, 0.85)
}

fn has_verb(reader: &Reader<'_>, range: Range<usize>) -> bool {
    range.clone().any(|i| {
        reader.paragraph.get(i).is_some_and(|item| {
            item.is(Grammar::AUXILIARY) && !matches!(reader.words(item), "'s" | "’s")
                || item.verb().is_some()
                || reader.words(item).ends_with("ed")
                || item.is(Grammar::SUBJECT)
        })
    }) || range.len() > 6
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
    Some(Clause { content: paragraph.span(&range)?, report, place, sure })
}
