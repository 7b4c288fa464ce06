//! What is said without a clause of its own: the object of a verb that reports.
//!
//! What: "criticized the vote", "called the plan “a farce”", "announced a truce",
//! "referring to the strike". Why: the words tell what someone said about what,
//! and the words between marks are but a part of them. Source: what PolNeAR's
//! annotators hold for content. Known misses: objects before their verb ("the vote
//! that she criticized").

use std::ops::Range;

use verbatim_lexicon::{CueClass, CuePart, Grammar, Language, TextSet, WordSet};

use super::{Clause, ends::clause_end, finish, quotes_apart};
use crate::{
    index::{Places, Steps},
    quote::{
        attribution::Place,
        clause::{Item, ItemId, ItemKind},
        reader::Reader,
        report::{How, Report, ReportId},
    },
};

/// The object of report `index`, with what goes with it.
pub(super) fn find(
    reader: &Reader<'_>,
    unit: &Range<ItemId>,
    reports: &[Report],
    index: ReportId,
) -> Option<Clause> {
    let report = reports.at(index)?;
    let verb = report.cue.start;
    let able = report.subject.as_ref().is_some_and(|s| s.able || s.pronoun);
    let infinitive = report.how == How::Participle && report.entry.part == CuePart::Base;
    if report.entry.language != Language::ENGLISH || !report.is_speech() {
        return None;
    }
    // What holds marks is said by somebody; without them the verb has to be one of words.
    let mut plain = able && !infinitive && report.entry.class != CueClass::Writing;
    let mut from = report.cue.end;
    let small = |item: &Item| item.mention.is_none() && item.is(Grammar::ADVERB.or(Grammar::TIME));
    while from < unit.end && reader.item(from).is_some_and(small) {
        from += 1;
    }
    let first = reader.item(from).filter(|_| from < unit.end)?;
    if first.is(Grammar::PREPOSITION) && first.mention.is_none() {
        let leads = leads(reader, verb, reader.words(first));
        // "Speaking of the plan, Ekström said": what it is about, not what is said.
        let fronted = report.how == How::Participle && report.cue.start == unit.start;
        if !leads || fronted {
            return None;
        }
        from += 1;
    } else {
        plain = plain && !reader.begins(verb, TextSet::NoObjectStems);
    }
    let first = reader.item(from).filter(|_| from < unit.end)?;
    let small = Grammar::CONJUNCTION
        .or(Grammar::AUXILIARY)
        .or(Grammar::RELATIVE)
        .or(Grammar::PREPOSITION)
        .or(Grammar::THAT)
        .or(Grammar::ADVERB);
    if !first.is_word() || first.is(small) && first.mention.is_none() {
        return None;
    }
    let end = object_end(reader, unit, reports, index, from);
    if quotes_apart(reader.paragraph, &(from..end)) {
        return None;
    }
    // "promised the priest", "asked the mayor": whom, not what.
    let hearer =
        matches!(report.entry.class, CueClass::Promising | CueClass::Demanding | CueClass::Asking)
            || report.entry.takes_hearer;
    // "called a friend", "called a meeting": it takes a second part to name or judge.
    let bare = report.entry.class == CueClass::Naming
        && from == report.cue.end
        && reader.phrase_after(from, end).is_none_or(|object| {
            let next = reader.item(object.items.end).filter(|_| object.items.end < end);
            next.is_none_or(|next| {
                !next.is_word()
                    || next.is_in(WordSet::Toward)
                    || next.mention.is_none()
                        && next.is(Grammar::PREPOSITION.or(Grammar::TIME).or(Grammar::CONJUNCTION))
            })
        });
    let plain = plain
        && !bare
        && (!hearer
            || (from..end).steps().any(|i| reader.is_in(i, WordSet::InfinitiveMark))
            || reader.is_in(from - 1, WordSet::For)
            || report.entry.class != CueClass::Asking
                && reader.phrase_after(from, end).is_some_and(|p| !p.able));
    if !plain && reader.paragraph.quotes_in(&(from..end)).is_empty() {
        return None;
    }
    // "calling ‹it› a gift", "described ‹them› as a danger": what it is about is no
    // part of what is said, and "it a gift" reads as nothing.
    let pronoun = first.is_in(WordSet::NamedPronouns);
    if pronoun && reader.is_in(from + 1, WordSet::As) {
        from += 2;
    } else if pronoun
        && report.entry.class == CueClass::Naming
        && reader
            .item(from + 1)
            .is_some_and(|next| next.quote().is_some() || next.is(Grammar::DETERMINER))
    {
        from += 1;
    }
    let mut found = finish(reader.paragraph, from..end, index, Place::Around, 0.7)?;
    found.marked = !plain;
    found.sure *= if report.entry.strong { 1.0 } else { 0.85 };
    Some(found)
}

/// Whether a preposition leads from the verb at `verb` to its object: "call for".
fn leads(reader: &Reader<'_>, verb: ItemId, preposition: &str) -> bool {
    let verb_begins = |stem: &str| {
        let verb = reader.item(verb).map_or("", |i| reader.words(i));
        verb.get(..stem.len()).is_some_and(|head| head.eq_ignore_ascii_case(stem))
    };
    reader.sets.texts(TextSet::ObjectLeads).iter().any(|lead| {
        let (lead, stem) = lead.split_once(' ').unwrap_or((lead, ""));
        lead.eq_ignore_ascii_case(preposition)
            && match stem {
                // “…,” Ekström said of the plan: the quote is what is said.
                "" => !reader.begins(verb, TextSet::SayStems),
                stem => verb_begins(stem),
            }
    })
}

/// Where the object that begins at `from` ends: before what tells of the verb again.
fn object_end(
    reader: &Reader<'_>,
    unit: &Range<ItemId>,
    reports: &[Report],
    index: ReportId,
    from: ItemId,
) -> ItemId {
    let end = clause_end(reader, unit, reports, index, from);
    for i in (from + 1..end).steps() {
        let Some(item) = reader.item(i) else { break };
        let next = reader.item(i + 1);
        let stops = match item.kind {
            ItemKind::Semicolon | ItemKind::Colon | ItemKind::Dash => true,
            ItemKind::Comma | ItemKind::Quote(_) if reader.is_comma(i) => {
                next.is_some_and(|next| {
                    next.mention.is_none()
                        && (next.is(Grammar::RELATIVE
                            .or(Grammar::CONJUNCTION)
                            .or(Grammar::SUBJECT)
                            .or(Grammar::DETERMINER)
                            .or(Grammar::ADVERB)
                            .or(Grammar::PREPOSITION))
                            || reader.ends(next, TextSet::GoingEndings))
                })
            }
            _ => false,
        };
        if stops {
            return i + usize::from(item.quote().is_some());
        }
    }
    end
}
