//! Where what is said ends and the writer's own words go on.

use std::ops::Range;

use verbatim_lexicon::{Grammar, TextSet, WordSet};

use super::before::trailing;
use crate::{
    index::{Index, Places, Steps},
    quote::{
        clause::{ItemId, ItemKind},
        reader::Reader,
        report::{How, Report, ReportId},
    },
};

/// Reports of one sentence that are looked at for the end of a clause.
const NEAR: usize = 24;

/// Where the clause that begins at `from` ends: the sentence's end, or the comma
/// before a participle that reports ("…, adding that") or a clause of its own.
pub(super) fn clause_end(
    reader: &Reader<'_>,
    unit: &Range<ItemId>,
    reports: &[Report],
    index: ReportId,
    from: ItemId,
) -> ItemId {
    let paragraph = reader.paragraph;
    let mut end = unit.end;
    let own = reports.at(index);
    // "Noting that …, Ekström said": the main clause begins at the comma.
    let fronted = own.is_some_and(|r| r.how == How::Participle && r.cue.start == unit.start);
    // "while it claimed that …, it also": so does it after a clause with "while".
    let aside = own.is_some_and(|r| r.start > unit.start && reader.is_subordinate(r.start - 1));
    if aside {
        let next = (from + 1..unit.end).steps().find(|&i| {
            reader.is_comma(i)
                && paragraph.get(i + 1).is_some_and(|i| {
                    i.is(Grammar::SUBJECT.or(Grammar::DETERMINER)) || i.mention.is_some()
                })
        });
        if let Some(comma) = next {
            end = if paragraph.get(comma).is_some_and(|i| i.quote().is_some()) {
                comma + 1
            } else {
                comma
            };
        }
    }
    // "Ekström, who praised the plan, said": so does it after a clause with "who".
    if own.is_some_and(|r| r.how == How::Relative)
        && inserts(reader, unit, reports, index)
        && let Some(comma) = (from + 1..end).steps().find(|&i| reader.is_comma(i))
    {
        let quote = paragraph.get(comma).is_some_and(|i| i.quote().is_some());
        end = comma + usize::from(quote);
    }
    for (later, report) in reports.each_from(index + 1).take(NEAR) {
        let start = if report.how == How::Participle { report.cue.start } else { report.start };
        if start <= from {
            continue;
        }
        if start >= end {
            break;
        }
        // "…, to which Ekström replied"
        let which = start > from + 3
            && reader.is_in(start - 1, WordSet::Which)
            && reader.item(start - 2).is_some_and(|i| i.is(Grammar::PREPOSITION));
        let opens = if which { start - 2 } else { start };
        let comma = opens.checked_sub(1).filter(|&i| i > from && reader.is_comma(i));
        let conjunction = start
            .checked_sub(1)
            .filter(|&i| i > from && paragraph.get(i).is_some_and(|i| i.is(Grammar::CONJUNCTION)));
        if let Some(comma) = comma {
            // "…: “Too late,” she wrote": the words between marks are another's.
            let own = matches!(report.how, How::Before | How::Inverted | How::Apposition)
                && stands_apart(reader, comma);
            if own {
                end = comma - 1;
                break;
            }
            if fronted
                || report.how == How::Participle
                || trailing(reader, unit, reports, later).is_some()
                || report.how == How::Source
                || leads_to_quote(reader, report, end)
            {
                let quote = paragraph.get(comma).is_some_and(|i| i.quote().is_some());
                end = if quote { comma + 1 } else { comma };
                break;
            }
        } else if let Some(conjunction) = conjunction
            && (report.how == How::Coordinated
                || (report.how == How::Before
                    && report.entry.strong
                    && paragraph.get(conjunction - 1).is_some_and(|i| !i.is_word())))
        {
            end = conjunction;
            if end > from
                && paragraph
                    .get(end - 1)
                    .is_some_and(|i| matches!(i.kind, ItemKind::Comma | ItemKind::Dash))
            {
                end -= 1;
            }
            break;
        }
    }
    complete(reader, from..end)
}

/// Whether the quote at `at` has a colon, a dash or a bracket before it.
pub(super) fn stands_apart(reader: &Reader<'_>, at: ItemId) -> bool {
    reader.item(at).is_some_and(|i| i.quote().is_some())
        && at.checked_sub(1).and_then(|i| reader.item(i)).is_some_and(|i| {
            matches!(i.kind, ItemKind::Colon | ItemKind::Dash | ItemKind::OpenBracket)
        })
}

/// "…, and Ekström said, “…”": a report with words between marks of its own.
fn leads_to_quote(reader: &Reader<'_>, report: &Report, end: ItemId) -> bool {
    let mut at = report.cue.end;
    while reader.item(at).is_some_and(|i| matches!(i.kind, ItemKind::Comma | ItemKind::Colon)) {
        at += 1;
    }
    report.how == How::Before
        && report.entry.strong
        && at > report.cue.end
        && at < end
        && reader.item(at).is_some_and(|i| i.quote().is_some())
}

/// Where the writer goes on after a clause that is complete: its verb stands before
/// a semicolon, a comma with a word that adds, or a dash that no other one closes.
/// Not where more words between marks follow, for they are said, too.
fn complete(reader: &Reader<'_>, range: Range<ItemId>) -> ItemId {
    let mut dash = None;
    // Up to here no verb has been found.
    let mut seen = range.start;
    let mut verb = false;
    let mut has_verb = |at: ItemId| {
        while !verb && seen < at {
            verb = is_finite(reader, seen);
            seen += 1;
        }
        verb
    };
    for i in range.clone().steps() {
        let Some(item) = reader.item(i) else { break };
        match item.kind {
            ItemKind::Word | ItemKind::Number => {}
            ItemKind::Semicolon if has_verb(i) => return i,
            ItemKind::Dash if dash.is_none() => dash = Some((i, has_verb(i))),
            ItemKind::Dash => dash = Some((i, false)),
            ItemKind::Comma | ItemKind::Quote(_)
                if reader.item(i + 1).is_some_and(|next| {
                    next.is(Grammar::RELATIVE.or(Grammar::CONJUNCTION).or(Grammar::THAT))
                        && next.mention.is_none()
                }) && reader.is_comma(i)
                    && (reader.is_in(i + 1, WordSet::AddingWords)
                        || reader.is_in(i + 1, WordSet::And)
                            && reader.is_in(i + 2, WordSet::When))
                    && has_verb(i) =>
            {
                return i + usize::from(item.quote().is_some());
            }
            _ => {}
        }
    }
    let alone = dash.filter(|&(at, complete)| {
        complete && reader.paragraph.quotes_in(&(at..range.end)).is_empty()
    });
    alone.map_or(range.end, |(at, _)| at)
}

/// Whether the item may be a verb that makes a clause.
fn is_finite(reader: &Reader<'_>, at: ItemId) -> bool {
    reader.item(at).is_some_and(|item| {
        item.mention.is_none()
            && (item.is(Grammar::AUXILIARY.or(Grammar::VERB)) && !reader.is_possessive(at)
                || item.verb().is_some()
                || item.kind == ItemKind::Word
                    && !item.is_capital()
                    && reader.ends(item, TextSet::PastEndings))
    })
}

/// Whether a comma stands before the "who" that is the subject of report `index`.
fn inserts(reader: &Reader<'_>, unit: &Range<ItemId>, reports: &[Report], index: ReportId) -> bool {
    let Some(verb) = reports.at(index).map(|r| r.cue.start) else { return false };
    let who = (unit.start.max(verb.saturating_sub(6))..verb)
        .steps()
        .rev()
        .find(|&i| reader.item(i).is_some_and(|i| i.is(Grammar::RELATIVE) && i.mention.is_none()));
    who.and_then(|who| who.checked_sub(1)).is_some_and(|i| i >= unit.start && reader.is_comma(i))
}
