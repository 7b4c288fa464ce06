//! The article's quotes in order: each part's answer put together, with what is
//! carried from one paragraph to the next.

mod again;
mod aside;
mod carried;
mod links;
mod nested;
mod turns;
mod write;

pub(super) use links::finish;

use std::ops::Range;

use verbatim_lexicon::{CueClass, Lexicon, WordSet};

use super::{
    Quote, QuoteKind, Speaker,
    attribution::{self, Found, Place},
    clause::{ItemId, ItemKind, Paragraph, Part},
    kind::{self, Shape},
    marks::Family,
    phrase::Phrase,
    reader::Reader,
    reason::Because,
    report::{How, Report},
    reports::governor,
    resolve::{Resolved, Resolver, Salience, Way},
    spans::Quoted,
};
use crate::{
    Span,
    clean::Verdict,
    entity::{Entities, Mention, MentionId},
    index::{Index, Placed, Places, Steps},
    quote::{QuoteId, spans::QuotedId},
    segment::{ParagraphId, Sentences, Token, TokenKind},
};

/// A quote goes on from one of the last so many; bounds the work on long paragraphs.
const NEAR: usize = 32;

/// A quote before the list is sorted, with its paragraph.
#[derive(Debug)]
pub(super) struct Draft {
    pub quote: Quote,
    pub paragraph: ParagraphId,
    /// The quoted span it comes from.
    pub quoted: Option<QuotedId>,
}

impl Placed for Draft {
    type At = QuoteId;
}

/// A speaker with how it was found.
#[derive(Debug, Clone)]
struct Voice {
    phrase: Span,
    pronoun: bool,
    /// Whether the phrase can say anything.
    able: bool,
    resolved: Option<Resolved>,
    cue: Option<Span>,
    /// The reporting words.
    report: Span,
    sure: f32,
}

/// What the station has found so far.
pub(super) struct Drafts {
    list: Vec<Draft>,
    pronouns: Vec<Mention>,
}

struct Station<'a> {
    sentences: &'a Sentences<'a>,
    entities: &'a Entities,
    lexicon: &'a Lexicon,
    quoted: &'a [Quoted],
    resolver: Resolver<'a>,
    out: Drafts,
    /// The draft of each quoted span.
    of_quoted: Vec<Option<QuoteId>>,
    /// The last voice that a quote of this paragraph has, if any.
    here: Option<Voice>,
    /// The last voice of a report of this paragraph, if any.
    reported: Option<Voice>,
    /// The last voice of the paragraph before, where its last words are a quote or a report.
    before: Option<Voice>,
    /// The paragraph before ends with a colon after this voice.
    colon: Option<Voice>,
    /// The words of one quote, kept for its memory.
    words: Paragraph,
}

/// Goes over the article once.
pub(super) fn draft(
    sentences: &Sentences<'_>,
    entities: &Entities,
    lexicon: &Lexicon,
    quoted: &[Quoted],
) -> Drafts {
    let mut station = Station {
        sentences,
        entities,
        lexicon,
        quoted,
        resolver: Resolver {
            text: sentences.text,
            lexicon,
            entities,
            sentences,
            quoted,
            salience: Salience::default(),
        },
        out: Drafts {
            list: Vec::with_capacity(quoted.len() + quoted.len() / 4 + 8),
            pronouns: Vec::new(),
        },
        of_quoted: vec![None; quoted.len()],
        here: None,
        reported: None,
        before: None,
        colon: None,
        words: Paragraph::default(),
    };
    let turns = station.turns();
    // One paragraph's and one sentence's, kept for their memory.
    let mut paragraph = Paragraph::default();
    let (mut reports, mut voices) = (Vec::new(), Vec::new());
    let (mut next_quote, mut mention_at) = (QuotedId::FIRST, MentionId::FIRST);
    for (index, block) in sentences.paragraphs.each() {
        while quoted.at(next_quote).is_some_and(|q| q.paragraph < index) {
            next_quote += 1;
        }
        let quotes = quoted.at(next_quote).is_some_and(|q| q.paragraph == index);
        if !quotes && !turns.contains_key(&index) && station.is_silent(index) {
            station.pass(index);
            continue;
        }
        if let Some(&turn) = turns.get(&index) {
            station.push_turn(turn, index);
            continue;
        }
        let mut tokens = block.tokens.clone();
        loop {
            let part = Part {
                paragraph: index,
                tokens: tokens.clone(),
                inside: None,
                first_quote: next_quote,
            };
            let read = (quoted, &part);
            tokens.start = paragraph.read(sentences, entities, lexicon, read, &mut mention_at);
            station.paragraph(&paragraph, (&mut reports, &mut voices), index);
            // Of what is set apart, the first words say what it is.
            let apart = matches!(block.verdict, Verdict::PullQuote | Verdict::EmbeddedPost);
            let Some(rest) = sentences.tokens.part(tokens.clone()).first() else {
                break;
            };
            if apart {
                break;
            }
            // An endless paragraph goes on, behind the quotes that were read.
            while quoted
                .at(next_quote)
                .is_some_and(|q| q.paragraph == index && q.outer.start() < rest.span.start())
            {
                next_quote += 1;
            }
        }
    }
    station.chains();
    station.said_again();
    station.pull_quotes();
    station.nested();
    station.out
}

/// Whether a paragraph is the signature of the post above it: "— Maud Ekström (@maud) …".
fn is_signature(reader: &Reader<'_>, verdict: Verdict) -> bool {
    verdict == Verdict::EmbeddedPost
        && reader.paragraph.items.first().is_some_and(|i| i.kind == ItemKind::Dash)
}

impl<'a> Station<'a> {
    fn reader<'p>(&self, paragraph: &'p Paragraph) -> Reader<'p>
    where
        'a: 'p,
    {
        let Self { entities, lexicon, sentences, .. } = *self;
        Reader { paragraph, entities, sets: &lexicon.sets, text: sentences.text }
    }

    fn paragraph(
        &mut self,
        paragraph: &Paragraph,
        (reports, voices): (&mut Vec<Report>, &mut Vec<Option<Voice>>),
        index: ParagraphId,
    ) {
        let Some(block) = self.sentences.paragraphs.at(index) else { return };
        let heading = matches!(block.verdict, Verdict::Headline | Verdict::Heading);
        let reader = self.reader(paragraph);
        self.signed_below(&reader, index);
        let mut last_report = None;
        let mut asks = false;
        for (nth, unit) in paragraph.units.iter().enumerate() {
            reader.reports_into(unit, reports);
            voices.clear();
            for (nth, report) in reports.each() {
                let governor = governor(&reader, reports, nth)
                    .and_then(|g| voices.get(g.get()).and_then(Option::as_ref));
                let voice = self.voice(&reader, report, governor, index);
                voices.push(voice);
            }
            self.note_documents(&reader, unit, voices, index);
            let first = self.out.list.behind_last();
            for &at in paragraph.quotes_in(unit) {
                let Some(q) = paragraph.get(at).and_then(|i| i.quote()) else { continue };
                if heading {
                    self.headline(&reader, unit, reports, voices, at, q, index);
                } else {
                    self.quote(&reader, (unit, nth), reports, voices, at, q, index);
                }
            }
            if !heading {
                self.indirect(&reader, unit, reports, voices, index, first);
            }
            if let Some((report, voice)) = reports
                .iter()
                .zip(voices.iter())
                .filter(|(r, _)| r.how != How::Participle && r.is_speech())
                .filter_map(|(r, v)| Some((r, v.clone()?)))
                .next_back()
            {
                asks = report.entry.class == CueClass::Asking;
                last_report = Some(voice);
                self.reported.clone_from(&last_report);
            }
        }
        if heading {
            return;
        }
        let pull = matches!(block.verdict, Verdict::PullQuote | Verdict::EmbeddedPost)
            && !is_signature(&reader, block.verdict)
            && block.span.of(self.sentences.text).contains(char::is_alphanumeric)
            && paragraph.quotes_in(&(ItemId::FIRST..paragraph.items.behind_last())).is_empty();
        if pull {
            self.pull_quote(block.span, index, block.verdict);
            return;
        }
        let ends_with_colon = paragraph.items.last().is_some_and(|i| i.kind == ItemKind::Colon);
        self.colon = None;
        if ends_with_colon {
            self.colon = last_report.clone().or_else(|| {
                let unit = paragraph.units.last()?;
                let phrase = reader.clause_subject(unit, unit.end)?;
                Some(self.voice_of(&phrase, None, phrase.span, index))
            });
        }
        let only_names_one = self.here.as_ref().or(last_report.as_ref()).cloned();
        // “Is it closed?” Ekström asked. Whoever answers below is somebody else.
        self.before = only_names_one.filter(|_| !(asks && self.ends_asking(index)));
        self.here = None;
        self.reported = None;
    }

    /// Whether the paragraph's last quote is a question.
    fn ends_asking(&self, index: ParagraphId) -> bool {
        let own = self.out.list.iter().rev().take_while(|draft| draft.paragraph == index);
        let last = own.filter(|draft| draft.quoted.is_some()).max_by_key(|d| d.quote.content.end());
        last.is_some_and(|draft| draft.quote.content.of(self.sentences.text).ends_with('?'))
    }

    /// Whether the paragraph, which holds no marks, has no word that reports either,
    /// and is no pull quote, signature or opening of a quote.
    fn is_silent(&self, index: ParagraphId) -> bool {
        let Some(block) = self.sentences.paragraphs.at(index) else { return true };
        let tokens = self.sentences.tokens.part(block.tokens.clone());
        let is_mark = |token: Option<&Token>| token.is_some_and(|t| t.kind == TokenKind::Mark);
        let speaks = matches!(block.verdict, Verdict::PullQuote | Verdict::EmbeddedPost)
            || is_mark(tokens.first())
            || (is_mark(tokens.last()) && block.span.of(self.sentences.text).ends_with(':'))
            || tokens.iter().any(|t| self.lexicon.cues.has(t.word));
        !speaks
    }

    /// Goes past a silent paragraph: nobody is carried over it.
    fn pass(&mut self, index: ParagraphId) {
        let verdict = self.sentences.paragraphs.at(index).map(|p| p.verdict);
        if !matches!(verdict, Some(Verdict::Headline | Verdict::Heading)) {
            self.colon = None;
            self.before = None;
        }
    }

    /// “…” and below it “- Maud Ekström”: the paragraph signs the quote before it.
    fn signed_below(&mut self, reader: &Reader<'_>, index: ParagraphId) {
        let items = &reader.paragraph.items;
        let Some(last) = self.out.list.last() else { return };
        let verdict = self.sentences.paragraphs.at(index).map(|p| p.verdict);
        let post = verdict.is_some_and(|verdict| is_signature(reader, verdict));
        let waits = last.paragraph + 1 == index
            && (last.quoted.is_some() || post)
            && last.quote.cue.is_none()
            && !matches!(last.quote.kind, QuoteKind::Scare | QuoteKind::Headline);
        if !waits || items.len() > 16 || items.first().is_none_or(|i| i.kind != ItemKind::Dash) {
            return;
        }
        let Some(name) = reader
            .phrase_after(ItemId::FIRST + 1, items.behind_last())
            .filter(|p| reader.is_name(p))
        else {
            return;
        };
        // A post's signature goes on with the handle and the date.
        let ends = post
            || items
                .at(name.items.end)
                .is_none_or(|i| matches!(i.kind, ItemKind::Comma | ItemKind::Stop));
        if !ends {
            return;
        }
        let voice = self.voice_of(&name, None, name.span, index);
        let because = Because::Report(Place::Signature, How::Before);
        let reason = self.reason(&voice, because);
        let entity = voice.resolved.map(|r| r.entity);
        for draft in self.out.list.iter_mut().rev().take(NEAR) {
            if draft.paragraph + 1 != index
                || draft.quoted.is_none() && !post
                || draft.quote.cue.is_some()
            {
                break;
            }
            draft.quote.speaker = Some(Speaker { mention: voice.phrase, entity });
            draft.quote.confidence = 0.9 * voice.sure;
            draft.quote.reason.clone_from(&reason);
        }
    }

    /// The voice of a report, which is noted as the last speaker.
    fn voice(
        &mut self,
        reader: &Reader<'_>,
        report: &Report,
        governor: Option<&Voice>,
        index: ParagraphId,
    ) -> Option<Voice> {
        let subject = report.subject.as_ref()?;
        let cue = reader.paragraph.span(&report.cue);
        let words = report_words(reader, report);
        let mut voice = self.voice_of(subject, cue, words, index);
        // "Ekström added that he hopes": the pronoun is who already speaks.
        let same = governor.and_then(|g| g.resolved).map(|r| r.entity);
        if let Some(entity) = same.filter(|&e| self.resolver.fits(subject, e)) {
            voice.resolved = Some(Resolved { entity, way: Way::LastSpeaker, sure: 0.9 });
            voice.sure = 0.9;
        }
        // "Ekström, who said": the small word speaks for the name.
        if report.how == How::Relative
            && voice.resolved.is_some()
            && let Some(who) = reader.relative(subject.items.end..report.cue.start)
        {
            voice.phrase = voice.phrase.cover(who);
        }
        if let Some(resolved) = voice.resolved {
            self.resolver.note(subject, resolved.entity);
        }
        if let Some(resolved) = voice.resolved
            && report.how != How::Participle
            && governor.is_none()
            && report.is_speech()
        {
            self.resolver.salience.spoke.push((resolved.entity, index));
        }
        Some(voice)
    }

    fn voice_of(
        &self,
        subject: &Phrase,
        cue: Option<Span>,
        report: Span,
        index: ParagraphId,
    ) -> Voice {
        let resolved = self.resolver.resolve(subject, index);
        let sure = match resolved {
            Some(resolved) => resolved.sure,
            None if subject.pronoun => 0.5,
            None => 0.85,
        };
        Voice {
            phrase: subject.span,
            pronoun: subject.pronoun,
            able: subject.able,
            resolved,
            cue,
            report,
            sure,
        }
    }

    /// Remembers who released a statement, for "the statement said".
    fn note_documents(
        &mut self,
        reader: &Reader<'_>,
        unit: &Range<ItemId>,
        voices: &[Option<Voice>],
        index: ParagraphId,
    ) {
        for &at in reader.paragraph.cues_in(unit) {
            let cue = reader.item(at).and_then(|item| item.cue);
            if cue.is_none_or(|c| c.class != CueClass::Noun) {
                continue;
            }
            let by = (at + 1..unit.end.min(at + 5))
                .steps()
                .find(|&i| reader.item(i).is_some_and(|i| i.is_small(WordSet::ByOrFrom)));
            let named = by
                .and_then(|by| reader.phrase_after(by + 1, unit.end))
                .and_then(|p| self.resolver.resolve(&p, index));
            let entity = named.map(|r| r.entity).or_else(|| {
                voices
                    .iter()
                    .flatten()
                    .find_map(|v| v.resolved.filter(|r| r.way != Way::Document))
                    .map(|r| r.entity)
            });
            if let Some(entity) = entity {
                self.resolver.salience.released.push((entity, index));
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the sentence's parts, read once by the caller")]
    fn quote(
        &mut self,
        reader: &Reader<'_>,
        (unit, nth): (&Range<ItemId>, usize),
        reports: &[Report],
        voices: &[Option<Voice>],
        at: ItemId,
        q: QuotedId,
        index: ParagraphId,
    ) {
        let Some(quoted) = self.quoted.at(q) else { return };
        let text = self.sentences.text;
        let content = quoted.content.of(text);
        let found = attribution::find(reader, unit, reports, at, content);
        let report = found.as_ref().and_then(|f| f.report).and_then(|r| reports.at(r));
        let alone = self.stands_alone(reader, unit, at);
        let reported = found.as_ref().is_some_and(|f| f.verb.is_some() || f.place == Place::Colon);
        let shape = Shape::of(self.sentences, self.lexicon, quoted.content);
        let judged =
            kind::judge(reader.paragraph, text, at, content, shape, report, (alone, reported));
        let mut kind = judged.kind;
        let block =
            self.sentences.paragraphs.at(index).is_some_and(|p| p.verdict == Verdict::PullQuote);
        if block {
            kind = QuoteKind::Block;
        }
        if kind == QuoteKind::Scare {
            self.push(q, kind, None, 0.7, judged.why.unwrap_or_default().to_owned(), index);
            return;
        }
        let mut continues =
            quoted.continues.and_then(|c| self.of_quoted.get(c.get()).copied().flatten());
        let mut answer: Option<(Voice, Because, f32)> = None;
        if let Some(found) = &found {
            answer = self.reported(reader, found, reports, voices, index);
        }
        // A quote that goes on has one speaker: "he" is who spoke its first part.
        if let Some((voice, ..)) = answer.as_mut().filter(|(voice, ..)| voice.pronoun)
            && let Some(resolved) =
                continues.and_then(|c| self.voice_of_draft(c)).and_then(|earlier| earlier.resolved)
        {
            voice.resolved = Some(Resolved { way: Way::LastSpeaker, ..resolved });
        }
        if answer.is_none()
            && let Some(open) = continues.and_then(|c| self.voice_of_draft(c))
        {
            answer = Some((open, Because::OpenQuote, 0.92));
        }
        let mut said = quoted.content;
        if answer.is_none()
            && let Some((voice, words)) = self.aside(q)
        {
            answer = Some((voice, Because::Aside, 0.95));
            said = words;
        }
        // A new dash is most often a new speaker.
        let turn = quoted.family == Family::Dash && self.here.is_none();
        if answer.is_none() && alone && !turn {
            answer = self.carried(reader, nth, index);
        }
        if answer.is_none() && !alone {
            answer = self.of_subject(reader, unit, at, shape, index);
        }
        if let Some((_, because, _)) = &answer {
            let goes_on = matches!(because, Because::SameParagraph)
                || (matches!(because, Because::Report(Place::Before, _))
                    && at > unit.start
                    && reader.paragraph.get(unit.start).is_some_and(|i| i.quote().is_some()));
            if continues.is_none() && goes_on {
                let near = self.out.list.each().rev().take(NEAR);
                continues = near
                    .take_while(|(_, d)| d.paragraph == index)
                    .find(|(_, d)| {
                        d.quoted.is_some()
                            && d.quote.kind != QuoteKind::Scare
                            && d.quote.inside.is_none()
                    })
                    .map(|(at, _)| at);
            }
        }
        let draft = self.push_voice(q, kind, answer, index);
        if let Some(d) = self.out.list.at_mut(draft) {
            d.quote.continues = continues;
            d.quote.content = said;
        }
    }

    fn reported(
        &self,
        reader: &Reader<'_>,
        found: &Found,
        reports: &[Report],
        voices: &[Option<Voice>],
        index: ParagraphId,
    ) -> Option<(Voice, Because, f32)> {
        let report = found.report.and_then(|r| reports.at(r));
        let how = report.map_or(How::Before, |r| r.how);
        let voice = match found.report {
            Some(r) => voices.get(r.get()).cloned().flatten(),
            None => found.subject.as_ref().map(|s| {
                let verb = found.verb.and_then(|v| reader.item(v)).map(|i| i.span);
                let words = verb.map_or(s.span, |verb| s.span.cover(verb));
                let words = if words.len() < 120 { words } else { s.span };
                self.voice_of(s, verb, words, index)
            }),
        }?;
        let base = match found.place {
            Place::After => 0.98,
            Place::Before => 0.96,
            Place::Trailing => 0.9,
            Place::Around => 0.85,
            Place::Colon => 0.85,
            Place::Signature => 0.93,
            Place::Subject => 0.5,
            Place::Owner => 0.82,
        };
        let weak = report.is_some_and(|r| !r.entry.strong);
        Some((voice, Because::Report(found.place, how), if weak { base * 0.93 } else { base }))
    }

    #[expect(clippy::too_many_arguments, reason = "the sentence's parts, read once by the caller")]
    fn headline(
        &mut self,
        reader: &Reader<'_>,
        unit: &Range<ItemId>,
        reports: &[Report],
        voices: &[Option<Voice>],
        at: ItemId,
        q: QuotedId,
        index: ParagraphId,
    ) {
        let Some(quoted) = self.quoted.at(q) else { return };
        let content = quoted.content.of(self.sentences.text);
        let mut answer = attribution::find(reader, unit, reports, at, content)
            .and_then(|found| self.reported(reader, &found, reports, voices, index))
            .filter(|(voice, ..)| voice.resolved.is_some());
        if answer.is_none() {
            // "‘quote’ – Ekström", "Ekström: ‘quote’": a name beyond a dash or colon.
            let after = (at + 1..unit.end)
                .steps()
                .find(|&i| {
                    reader
                        .paragraph
                        .get(i)
                        .is_some_and(|i| matches!(i.kind, ItemKind::Dash | ItemKind::Colon))
                })
                .and_then(|dash| reader.phrase_after(dash + 1, unit.end))
                .filter(|p| p.mention.is_some());
            answer = after.map(|phrase| {
                (self.voice_of(&phrase, None, phrase.span, index), Because::Headline, 0.75)
            });
        }
        self.push_voice(q, QuoteKind::Headline, answer, index);
    }
}

/// The words that report: from subject to cue, or from cue to subject.
fn report_words(reader: &Reader<'_>, report: &Report) -> Span {
    let cue = reader.paragraph.span(&report.cue).unwrap_or_default();
    match (&report.subject, report.how) {
        (Some(subject), How::Before | How::Inverted | How::Source | How::Relative) => {
            cue.cover(subject.span)
        }
        (Some(subject), How::Apposition) if subject.span.cover(cue).len() < 120 => {
            cue.cover(subject.span)
        }
        _ => cue,
    }
}
