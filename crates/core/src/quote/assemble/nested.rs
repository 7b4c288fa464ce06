//! Quotes inside of quotes: “He told me, ‘You are fired,’” she said.
//!
//! What: the words of the quote around them are read as a paragraph is, so the same
//! reports tell who says them. Why apart: the words are hearsay, and there "I" is
//! who speaks around them, which "he" never is. Where the text names nobody, nobody
//! is named: who says the outer words is no guess at the inner ones. Known miss:
//! "he" stays unknown where two people could be meant, however clear the story is.

use crate::{
    index::{Index, Places},
    quote::{QuoteId, spans::QuotedId},
    segment::ParagraphId,
};
use std::ops::Range;

use verbatim_lexicon::WordSet;

use super::{
    super::{
        QuoteKind, Speaker,
        attribution::{self, Found},
        clause::{ItemId, Paragraph, Part},
        kind,
        phrase::Phrase,
        reader::Reader,
        reason::Because,
        report::{How, Report},
        resolve::{Resolved, Way},
    },
    Station, Voice, report_words,
};

/// The words of a quote as they are read for the quotes in them.
struct Inside<'a> {
    reader: Reader<'a>,
    /// The draft of the quote.
    around: Option<QuoteId>,
    /// The paragraph that it stands in.
    index: ParagraphId,
}

impl Station<'_> {
    /// Enters the quotes inside of the quotes of the whole article.
    pub(super) fn nested(&mut self) {
        if self.quoted.iter().all(|q| q.inside.is_none()) {
            return;
        }
        // What stands inside of a span comes after it, so the outer ones are known first.
        let mut holds = vec![false; self.quoted.len()];
        for outer in self.quoted.iter().filter_map(|q| q.inside) {
            if let Some(slot) = holds.get_mut(outer.get()) {
                *slot = true;
            }
        }
        for (outer, quoted) in self.quoted.each() {
            if holds.get(outer.get()).is_none_or(|holds| !holds) {
                continue;
            }
            let tokens = self.sentences.tokens_in(quoted.content);
            let inside = Some(outer);
            let part = Part { paragraph: quoted.paragraph, tokens, inside, first_quote: outer + 1 };
            let around = self.of_quoted.get(outer.get()).copied().flatten();
            self.inner_quotes(&part, around);
        }
    }

    /// Enters the outermost quotes of `part`, which is the words of the draft `around`.
    pub(super) fn inner_quotes(&mut self, part: &Part, around: Option<QuoteId>) {
        let words = self.read(part);
        let reader = self.reader(&words);
        let inside = Inside { reader, around, index: part.paragraph };
        // « …, explains Ekström, … »: who says the outer words says no inner ones by that.
        let aside = around
            .and_then(|a| self.out.list.at(a))
            .and_then(|d| d.quote.speaker.as_ref())
            .map(|s| s.mention);
        for unit in &words.units {
            if words.quotes_in(unit).is_empty() {
                continue;
            }
            let mut reports = inside.reader.reports(unit);
            reports.retain(|r| r.subject.as_ref().is_none_or(|s| Some(s.span) != aside));
            for &at in words.quotes_in(unit) {
                if let Some(q) = words.get(at).and_then(|i| i.quote()) {
                    self.inner_quote(&inside, unit, &reports, at, q);
                }
            }
        }
        self.words = words;
    }

    /// Reads the words of a quote. They are the station's own, to be given back.
    pub(super) fn read(&mut self, part: &Part) -> Paragraph {
        let mut words = std::mem::take(&mut self.words);
        let start = self.sentences.tokens.at(part.tokens.start).map_or(0, |t| t.span.start());
        let mut mention_at = self.entities.mentions.first_not(|m| m.span.end() <= start);
        let quoted = (self.quoted, part);
        words.read(self.sentences, self.entities, self.lexicon, quoted, &mut mention_at);
        words
    }

    /// Enters the quoted span `q`, which is item `at`.
    fn inner_quote(
        &mut self,
        inside: &Inside<'_>,
        unit: &Range<ItemId>,
        reports: &[Report],
        at: ItemId,
        q: QuotedId,
    ) {
        let Some(quoted) = self.quoted.at(q) else { return };
        let (reader, text) = (&inside.reader, self.sentences.text);
        let content = quoted.content.of(text);
        let shape = kind::Shape::of(self.sentences, self.lexicon, quoted.content);
        let found = attribution::find(reader, unit, reports, at, content);
        let report = found.as_ref().and_then(|f| f.report).and_then(|r| reports.at(r));
        let voice = found.as_ref().and_then(|f| self.voice_inside(inside, f, report));
        let (kind, reason) = if voice.is_some() {
            let alone = self.stands_alone(reader, unit, at);
            let reported = found.as_ref().is_some_and(|f| f.verb.is_some());
            let seen = (alone, reported);
            let judged = kind::judge(reader.paragraph, text, at, content, shape, report, seen);
            (judged.kind, judged.why.unwrap_or_default())
        } else if shape.words <= 3 && !shape.stops {
            (QuoteKind::Scare, "A few words that the speaker sets apart.")
        } else if shape.begins && shape.ends {
            (QuoteKind::Direct, "The speaker quotes someone; no words say whom.")
        } else {
            (QuoteKind::Partial, "The speaker quotes someone; no words say whom.")
        };
        let draft = self.push(q, kind, None, 0.5, reason.to_owned(), inside.index);
        let told = found.zip(voice).filter(|_| kind != QuoteKind::Scare);
        let told = told.map(|(found, voice)| {
            self.note_pronoun(&voice);
            let how = report.map_or(How::Before, |r| r.how);
            let mut reason = self.reason(&voice, Because::Report(found.place, how));
            if voice.pronoun && voice.resolved.is_none() {
                let who = voice.phrase.of(text);
                reason.extend([" The text does not tell who “", who, "” is."]);
            }
            (voice, reason)
        });
        // A report inside of the marks may end the quote around it before this one.
        let around = inside.around.filter(|&around| {
            let around = self.out.list.at(around);
            around.is_some_and(|d| d.quote.content.contains(quoted.content))
        });
        let Some(d) = self.out.list.at_mut(draft) else { return };
        d.quote.inside = around;
        if let Some((voice, reason)) = told {
            let entity = voice.resolved.map(|r| r.entity);
            d.quote.speaker = Some(Speaker { mention: voice.phrase, entity });
            d.quote.cue = voice.cue;
            d.quote.confidence = 0.9 * voice.sure;
            d.quote.reason = reason;
        }
    }

    /// Who the words around an inner quote say speaks.
    fn voice_inside(
        &self,
        inside: &Inside<'_>,
        found: &Found,
        report: Option<&Report>,
    ) -> Option<Voice> {
        if report.is_some_and(|r| !r.is_speech()) {
            return None;
        }
        let subject = found.subject.as_ref()?;
        let verb = found.verb.and_then(|v| inside.reader.item(v)).map(|i| i.span);
        let cue = report.and_then(|r| inside.reader.paragraph.span(&r.cue)).or(verb);
        let words = match report {
            Some(report) => report_words(&inside.reader, report),
            None => verb.map_or(subject.span, |verb| subject.span.cover(verb)),
        };
        let resolved = self.resolve_inside(inside, subject);
        let sure = resolved.map_or(if subject.pronoun { 0.6 } else { 0.85 }, |r| r.sure);
        Some(Voice {
            phrase: subject.span,
            pronoun: subject.pronoun,
            able: subject.able,
            resolved,
            cue,
            report: words,
            sure,
        })
    }

    /// Whom a speaker's words name inside of a quote.
    fn resolve_inside(&self, inside: &Inside<'_>, subject: &Phrase) -> Option<Resolved> {
        if !subject.pronoun {
            return self.resolver.resolve(subject, inside.index);
        }
        let around = inside.around.and_then(|a| self.out.list.at(a));
        let speaker = around.and_then(|d| d.quote.speaker.as_ref()).and_then(|s| s.entity);
        let word = self.lexicon.words.get_folded(subject.span.of(self.sentences.text));
        if self.lexicon.sets.has(WordSet::FirstPersonSubjects, word) {
            return speaker.map(|entity| Resolved { entity, way: Way::SpeaksAround, sure: 0.9 });
        }
        self.resolver.only_one(subject, inside.index, speaker)
    }
}
