//! Reported speech without marks: the clause that a report governs.
//!
//! What: "said that …", "said it was …", "…, Ekström said", "according to
//! Ekström, …", "…, adding that …". Clear cases only: a clause is taken where
//! "that" opens it or a subject and a verb stand in it; what stands for a clause is
//! in [`objects`]. Known miss: clauses that go on over a second "and".

mod before;
mod ends;
mod objects;

use std::ops::Range;

use verbatim_lexicon::{CueClass, CuePart, Grammar, TextSet, WordSet};

use self::{
    before::{broken, sources, trailing},
    ends::clause_end,
};
use super::{
    attribution::Place,
    clause::{Item, ItemId, ItemKind, Paragraph, joins_that},
    reader::Reader,
    report::{How, Report},
    reports::governor,
};
use crate::{
    Span,
    index::{Index, Places, Steps},
    quote::report::ReportId,
};

/// More clauses than this in one sentence are no speech that anybody follows. A
/// hostile text could hold as many as it has words, each around all before it.
const MOST: usize = 24;

/// One reported clause.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Clause {
    pub content: Span,
    /// Index into the unit's reports.
    pub report: ReportId,
    pub place: Place,
    pub sure: f32,
    /// It is held for said only because words between marks stand in it.
    pub marked: bool,
}

/// The reported clauses of one sentence.
pub(super) fn find(reader: &Reader<'_>, unit: &Range<ItemId>, reports: &[Report]) -> Vec<Clause> {
    let mut out: Vec<Clause> = Vec::new();
    for (index, report) in reports.each() {
        if report.subject.is_none() {
            continue;
        }
        if out.len() == MOST {
            break;
        }
        // "said he hopes that …" is one statement.
        let spoken = governor(reader, reports, index).and_then(|g| reports.at(g));
        if !report.is_speech() && spoken.is_some_and(Report::is_speech) {
            continue;
        }
        let found = match report.how {
            How::Source => {
                out.extend(sources(reader, unit, reports, index).into_iter().flatten());
                continue;
            }
            How::Agent => before::as_reported(reader, unit, reports, index),
            _ => {
                if let Some(pieces) = broken(reader, unit, reports, index) {
                    out.extend(pieces.into_iter().flatten());
                    continue;
                }
                before::as_reported(reader, unit, reports, index)
                    .or_else(|| after(reader, unit, reports, index))
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
    unit: &Range<ItemId>,
    reports: &[Report],
    index: ReportId,
) -> Option<Clause> {
    let report = reports.at(index)?;
    let paragraph = reader.paragraph;
    if report.how == How::Inverted {
        return None;
    }
    let mut at = report.cue.end;
    let mut sure: f32 = 0.9;
    // "said, however, that"
    if reader.is_comma(at)
        && paragraph.get(at + 1).is_some_and(|i| i.is(Grammar::ADVERB))
        && reader.is_comma(at + 2)
    {
        at += 3;
    }
    if let Some(open) = open_relative(reader, unit, reports, index) {
        return Some(open);
    }
    // "The harbour office said, they would close."
    if reader.is_comma(at)
        && paragraph.get(at).is_some_and(|i| i.quote().is_none())
        && reader.is_in(report.cue.start, WordSet::SayForms)
        && report.how == How::Before
        && !(report.start > unit.start && reader.is_subordinate(report.start - 1))
        && begins_clause(reader, unit, reports, at + 1)
    {
        at += 1;
    }
    if let Some(found) = quote_first(reader, unit, reports, index, at) {
        return Some(found);
    }
    let begin = if let Some(that) = find_that(reader, unit, at) {
        let is_that = reader.is_in(that, WordSet::ThatWords);
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
    if begin == at && quotes_apart(paragraph, &(begin..end)) {
        return None;
    }
    let sure = sure * if report.entry.strong { 1.0 } else { 0.85 };
    finish(paragraph, begin..end, index, Place::Around, sure)
}

/// "the pier, which she said had closed, …": what is said has its subject before the
/// report, and ends with its relative clause.
fn open_relative(
    reader: &Reader<'_>,
    unit: &Range<ItemId>,
    reports: &[Report],
    index: ReportId,
) -> Option<Clause> {
    let report = reports.at(index)?;
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
            && reader.ends(first, TextSet::FiniteEndings);
    if first.kind != ItemKind::Word || !finite {
        return None;
    }
    let comma = (from..unit.end).steps().find(|&i| reader.is_comma(i));
    let end = clause_end(reader, unit, reports, index, from);
    let end = comma.map_or(end, |comma| {
        let quote = paragraph.get(comma).is_some_and(|i| i.quote().is_some());
        end.min(comma + usize::from(quote))
    });
    finish(paragraph, from..end, index, Place::Around, 0.75)
}

/// "said “harbour fees” would rise", "reported “eleven boats” in the port": the words
/// between marks begin a clause or phrase that goes on without them.
fn quote_first(
    reader: &Reader<'_>,
    unit: &Range<ItemId>,
    reports: &[Report],
    index: ReportId,
    at: ItemId,
) -> Option<Clause> {
    const LONGEST: usize = 60;
    let paragraph = reader.paragraph;
    let quote = paragraph.get(at).filter(|i| at < unit.end && i.quote().is_some())?;
    let words = reader.words(quote).trim_end_matches(['"', '”', '’', '\'', '»']);
    let open = !words.ends_with([',', '.', '?', '!', '…', '-', '–', '—']) && words.len() < LONGEST;
    let next = paragraph.get(at + 1).filter(|_| at + 1 < unit.end)?;
    let goes_on = next.kind == ItemKind::Word
        && !next.is(Grammar::CONJUNCTION.or(Grammar::TIME))
        && !paragraph.get(at + 2).is_some_and(|i| i.is(Grammar::TIME));
    if !open || !goes_on || reports.iter().any(|r| r.start == at + 1) {
        return None;
    }
    let end = clause_end(reader, unit, reports, index, at + 1);
    let mut found = finish(paragraph, at..end, index, Place::Around, 0.7)?;
    found.marked = true;
    Some(found)
}

/// "called the plan “a gift”": the words from the cue to the quote that it governs.
fn around_quote(
    reader: &Reader<'_>,
    unit: &Range<ItemId>,
    reports: &[Report],
    index: ReportId,
) -> Option<Clause> {
    let report = reports.at(index)?;
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
    let until = reports.at(index + 1).map_or(unit.end, |next| next.start.max(from));
    let quote = (from..until.min(from + 24))
        .steps()
        .find(|&i| reader.paragraph.get(i).is_some_and(|i| i.quote().is_some()))?;
    let plain = (from..quote).steps().all(|i| {
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
fn find_that(reader: &Reader<'_>, unit: &Range<ItemId>, at: ItemId) -> Option<ItemId> {
    let stops =
        Grammar::RELATIVE.or(Grammar::AUXILIARY).or(Grammar::SUBJECT).or(Grammar::CONJUNCTION);
    // "added, that"
    let at = at + usize::from(reader.is_comma(at) && reader.is_in(at + 1, WordSet::That));
    for i in (at..unit.end.min(at + 14)).steps() {
        let item = reader.paragraph.get(i)?;
        if item.is(Grammar::THAT) && is_that(reader, i) {
            let fact = i > at && reader.is_in(i - 1, WordSet::Fact);
            return (!fact).then_some(i);
        }
        // "told the Gazette's “Morning Tide” that"
        let title = item.quote().is_some()
            && reader.is_in(i + 1, WordSet::That)
            && (reader.is_possessive(i - 1)
                || reader.item(i - 1).is_some_and(|i| i.is(Grammar::PREPOSITION)));
        let goes_on = title
            || item.is_word()
                && !item.is(stops)
                && item.verb().is_none_or(|c| !c.strong || c.part == CuePart::Base)
            || item.mention.is_some()
            || reader.is_possessive(i);
        if !goes_on {
            return None;
        }
    }
    None
}

/// Where "to leave" begins in "vowed to leave", and "voters to stay" in "urged voters
/// to stay": who is asked is part of what is asked.
fn find_infinitive(
    reader: &Reader<'_>,
    unit: &Range<ItemId>,
    at: ItemId,
    report: &Report,
) -> Option<ItemId> {
    let item = |i: ItemId| reader.paragraph.get(i).filter(|_| i < unit.end);
    let asks = matches!(report.entry.class, CueClass::Demanding | CueClass::Asking)
        || report.entry.class == CueClass::Naming && reader.is_in(at, WordSet::On);
    let does = report.entry.strong && report.entry.class == CueClass::Promising
        || reader.begins(report.cue.start, TextSet::ToDoStems);
    let mut from = at;
    while item(from).is_some_and(|i| {
        i.mention.is_none() && i.is(Grammar::ADVERB.or(Grammar::TIME)) || i.is_in(WordSet::On)
    }) {
        from += 1;
    }
    // "asked not to be named": how, not what.
    if !asks && !does || from > at && reader.is_in(from - 1, WordSet::Not) {
        return None;
    }
    let to = (from..unit.end.min(from + if asks { 10 } else { 1 }))
        .steps()
        .take_while(|&i| item(i).is_some_and(|item| item.is_word() || reader.is_possessive(i)))
        .find(|&i| reader.is_in(i, WordSet::InfinitiveMark))?;
    let acts = item(to + 1).is_some_and(|i| {
        i.kind == ItemKind::Word
            && i.mention.is_none()
            && !i.is_capital()
            && !i.is(Grammar::DETERMINER.or(Grammar::HEARER))
    });
    acts.then_some(from)
}

fn is_that(reader: &Reader<'_>, at: ItemId) -> bool {
    let Some(item) = reader.paragraph.get(at) else { return false };
    if joins_that(reader.sets, reader.words(item)) {
        return true;
    }
    item.is_in(WordSet::ClauseOpeners)
        && reader.paragraph.get(at + 1).is_some_and(|next| {
            (next.is_word() && !next.is(Grammar::AUXILIARY.or(Grammar::VERB)))
                || next.quote().is_some()
                || next.kind == ItemKind::Comma
        })
}

fn skip_hearer(reader: &Reader<'_>, unit: &Range<ItemId>, from: ItemId, report: &Report) -> ItemId {
    let paragraph = reader.paragraph;
    let mut at = from;
    while at < unit.end
        && paragraph
            .get(at)
            .is_some_and(|i| (i.is(Grammar::ADVERB) || i.is(Grammar::TIME)) && i.mention.is_none())
        // "said there was no need"
        && !(reader.is_in(at, WordSet::There)
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
                    .steps()
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
fn begins_clause(
    reader: &Reader<'_>,
    unit: &Range<ItemId>,
    reports: &[Report],
    at: ItemId,
) -> bool {
    let paragraph = reader.paragraph;
    let Some(first) = paragraph.get(at).filter(|_| at < unit.end) else { return false };
    // What "said" governs is a clause, whatever its verb is: "said people misunderstand it".
    let bare = at > unit.start
        && reader.is_in(at - 1, WordSet::SayForms)
        && at + 2 < unit.end
        && paragraph.get(at + 1).is_some_and(Item::is_word)
        && paragraph.get(at + 2).is_some_and(Item::is_word);
    if first.mention.is_none() {
        let small = Grammar::PREPOSITION
            .or(Grammar::CONJUNCTION)
            .or(Grammar::AUXILIARY)
            .or(Grammar::RELATIVE);
        let refused = first.is(small) && !first.is(Grammar::DETERMINER);
        if first.cue.is_some_and(|c| c.part == CuePart::Gerund) {
            return false;
        }
        if first.is_in(WordSet::There) {
            return true;
        }
        if !first.is_word() || refused || reader.ends(first, TextSet::ReflexiveEndings) {
            return false;
        }
        if first.is(Grammar::SUBJECT) {
            return true;
        }
        if bare && !first.is(Grammar::ADVERB.or(Grammar::TIME).or(Grammar::HEARER)) {
            return !first.is_in(WordSet::NoClause);
        }
    } else if bare {
        return true;
    }
    for i in (at + 1..unit.end.min(at + 20)).steps() {
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
                && reader.ends(item, TextSet::PastEndings));
        if finite {
            return true;
        }
    }
    false
}

/// "telling the crowd, “…”", "said last week in Brest, “…”": whom and when, and a quote
/// that says all.
fn quotes_apart(paragraph: &Paragraph, range: &Range<ItemId>) -> bool {
    let item = |i: ItemId| paragraph.get(i);
    let end = range.end
        - usize::from(
            range.end.checked_sub(1).and_then(item).is_some_and(|i| i.kind == ItemKind::Stop),
        );
    let acts = Grammar::AUXILIARY.or(Grammar::VERB).or(Grammar::SUBJECT);
    range.start + 2 < end
        && item(end - 1).is_some_and(|i| i.quote().is_some())
        && item(end - 2).is_some_and(|i| matches!(i.kind, ItemKind::Comma | ItemKind::Colon))
        && (range.start..end - 2).steps().filter_map(item).all(|i| {
            i.verb().is_none() && i.quote().is_none() && (i.mention.is_some() || !i.is(acts))
        })
}

fn finish(
    paragraph: &Paragraph,
    range: Range<ItemId>,
    report: ReportId,
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
    // Only a quote: the quote itself says it. "Her “weak”" is more.
    let words =
        range.clone().steps().filter(|&i| paragraph.get(i).is_some_and(|i| i.is_word())).count();
    let led = words == 1
        && range.len() > 1
        && paragraph.get(range.start).is_some_and(|first| {
            first.is_word()
                && (first.mention.is_some()
                    || !first.is(Grammar::THAT
                        .or(Grammar::PREPOSITION)
                        .or(Grammar::ADVERB)
                        .or(Grammar::TIME)))
        })
        && paragraph.get(range.start + 1).is_some_and(|i| i.quote().is_some());
    if words < 2 && !led {
        return None;
    }
    Some(Clause { content: paragraph.span(&range)?, report, place, sure, marked: false })
}
