//! Reports inside of the marks: « C’est une idée, explique Ekström, qui tient. »
//!
//! What: French and Russian print sets who speaks between commas or dashes in the
//! middle of the quote; and a quote that is never closed holds the report behind
//! it (“We leave now, Ekström said.). Why apart: in print that closes its marks
//! before the report, a verb and a name inside of them are the speaker's own words.
//! Known miss: an aside that names its speaker before the verb.

use std::ops::Range;

use super::{
    super::{
        clause::{ItemId, ItemKind, Part},
        reader::Reader,
        report::How,
    },
    Station, Voice, report_words,
};
use crate::{
    Span,
    index::{Index, Places, Steps},
    quote::spans::QuotedId,
    segment::ParagraphId,
};

impl Station<'_> {
    /// Who a report inside of the marks of the quoted span `q` says speaks, and the
    /// words that are said: all of them, or what stands before it where nothing
    /// closes the quote.
    pub(super) fn aside(&mut self, q: QuotedId) -> Option<(Voice, Span)> {
        let quoted = self.quoted.at(q)?;
        let next = self.quoted.at(q + 1);
        let unclosed = quoted.unclosed && next.is_none_or(|next| next.continues != Some(q));
        let habits = self.lexicon.habits(self.sentences.language);
        if !unclosed && !habits.asides {
            return None;
        }
        let tokens = self.sentences.tokens_in(quoted.content);
        let index = quoted.paragraph;
        let part = Part { paragraph: index, tokens, inside: Some(q), first_quote: q + 1 };
        let words = self.read(&part);
        let reader = self.reader(&words);
        let found =
            words.units.iter().find_map(|unit| self.inserted(&reader, unit, index)).or_else(|| {
                self.swallowed(&reader, words.units.last().filter(|_| unclosed)?, index)
            });
        self.words = words;
        let (voice, mark) = found?;
        let before = Span::between(quoted.content.start(), mark.end());
        let said = if unclosed { before } else { quoted.content };
        // "“..., told reporters", "« , dit Ekström »": nothing was said beside it.
        let says = |words: Range<usize>| {
            self.sentences.text.get(words).is_some_and(|w| w.contains(char::is_alphanumeric))
        };
        let beside =
            says(said.start()..voice.report.start()) || says(voice.report.end()..said.end());
        beside.then_some((voice, said))
    }

    /// "…, explains Ekström, …": the verb first, marks on both sides. Gives the one before.
    fn inserted(
        &self,
        reader: &Reader<'_>,
        unit: &Range<ItemId>,
        index: ParagraphId,
    ) -> Option<(Voice, Span)> {
        let mark = |at: ItemId| {
            reader
                .item(at)
                .filter(|i| matches!(i.kind, ItemKind::Comma | ItemKind::Dash | ItemKind::Stop))
        };
        reader.paragraph.cues_in(unit).iter().find_map(|&at| {
            let verb = reader.item(at).filter(|i| i.cue.is_some_and(|cue| cue.strong))?;
            let before = mark(at.checked_sub(1).filter(|&i| i >= unit.start)?)?;
            let subject = match reader.joined(at) {
                Some(pronoun) => pronoun,
                None => reader.named_after(reader.phrase_after(at + 1, unit.end)?, unit.end),
            };
            let end = subject.items.end;
            (end >= unit.end || mark(end).is_some()).then(|| {
                let report = verb.span.cover(subject.span);
                (self.voice_of(&subject, Some(verb.span), report, index), before.span)
            })
        })
    }

    /// "…, Ekström said.": a report that ends the words. Gives the comma before it.
    fn swallowed(
        &self,
        reader: &Reader<'_>,
        unit: &Range<ItemId>,
        index: ParagraphId,
    ) -> Option<(Voice, Span)> {
        let reports = reader.reports(unit);
        let report = reports.iter().rfind(|r| {
            r.entry.strong
                && r.start > unit.start
                && reader.is_comma(r.start - 1)
                && matches!(r.how, How::Before | How::Inverted)
        })?;
        let subject = report.subject.as_ref()?;
        let end = report.cue.end.max(subject.items.end);
        let last = (end..unit.end).steps().all(|i| reader.item(i).is_some_and(|i| !i.is_word()));
        let comma = reader.item(report.start - 1).filter(|_| last)?.span;
        let cue = reader.paragraph.span(&report.cue);
        Some((self.voice_of(subject, cue, report_words(reader, report), index), comma))
    }
}
