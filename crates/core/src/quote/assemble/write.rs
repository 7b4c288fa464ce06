//! Entering what was found: the quote with its speaker, confidence and reason.

use std::ops::Range;

use super::{
    super::{
        Quote, QuoteKind, Speaker, indirect,
        reader::Reader,
        reason::{self, Because},
        report::Report,
        resolve::{Resolved, Way},
    },
    Draft, Station, Voice,
};
use crate::{
    Span,
    entity::{EntityId, Mention, MentionForm},
    index::{Index, Places},
    quote::{QuoteId, clause::ItemId, spans::QuotedId},
    segment::ParagraphId,
};

impl Station<'_> {
    pub(super) fn push_voice(
        &mut self,
        q: QuotedId,
        kind: QuoteKind,
        answer: Option<(Voice, Because, f32)>,
        index: ParagraphId,
    ) -> QuoteId {
        let unclosed = self.quoted.at(q).is_some_and(|q| q.unclosed && q.continues.is_none());
        let text = self.sentences.text;
        let (speaker, cue, confidence, mut reason) = match answer {
            Some((voice, because, base)) => {
                let entity = voice.resolved.map(|r| r.entity);
                let reason = self.reason(&voice, because);
                if matches!(because, Because::Report(..) | Because::Aside | Because::SameParagraph)
                    && kind != QuoteKind::Headline
                {
                    self.here = Some(voice.clone());
                }
                self.note_pronoun(&voice);
                let confidence = base * voice.sure;
                (
                    Some(Speaker { mention: voice.phrase, entity }),
                    voice.cue.filter(|_| matches!(because, Because::Report(..) | Because::Aside)),
                    confidence,
                    reason,
                )
            }
            None => (None, None, 0.4, "No words near it say who speaks.".to_owned()),
        };
        let mut confidence = confidence;
        if unclosed {
            let open_on_purpose =
                self.quoted.at(q + 1).is_some_and(|next| next.continues == Some(q));
            if !open_on_purpose {
                confidence *= 0.7;
                reason.push_str(" The quote is never closed; it is taken to end here.");
            }
        }
        let _ = text;
        let draft = self.push(q, kind, speaker, confidence, reason, index);
        if let Some(d) = self.out.list.at_mut(draft) {
            d.quote.cue = cue;
        }
        draft
    }

    pub(super) fn reason(&self, voice: &Voice, because: Because) -> String {
        let text = self.sentences.text;
        let name =
            voice.resolved.and_then(|r| self.entities.get(r.entity)).map(|e| e.name.as_str());
        reason::write(
            because,
            voice.report.of(text),
            voice.phrase.of(text),
            name,
            voice.resolved.map(|r| r.way),
        )
    }

    pub(super) fn note_pronoun(&mut self, voice: &Voice) {
        let Some(resolved) = voice.resolved.filter(|_| voice.pronoun) else { return };
        if self.out.pronouns.iter().rev().take(8).any(|m| m.span == voice.phrase) {
            return;
        }
        let sentence = self.sentences.sentences.first_not(|s| s.span.end() <= voice.phrase.start());
        self.out.pronouns.push(Mention {
            span: voice.phrase,
            name: voice.phrase,
            entity: resolved.entity,
            form: MentionForm::Pronoun,
            sentence,
        });
    }

    pub(super) fn push(
        &mut self,
        q: QuotedId,
        kind: QuoteKind,
        speaker: Option<Speaker>,
        confidence: f32,
        reason: String,
        index: ParagraphId,
    ) -> QuoteId {
        let content = self.quoted.at(q).map(|q| q.content).unwrap_or_default();
        let draft = self.out.list.behind_last();
        self.out.list.push(Draft {
            quote: Quote {
                content,
                kind,
                cue: None,
                speaker,
                confidence,
                reason,
                continues: None,
                inside: None,
            },
            paragraph: index,
            quoted: Some(q),
        });
        if let Some(slot) = self.of_quoted.get_mut(q.get()) {
            *slot = Some(draft);
        }
        draft
    }

    /// The voice of someone named at `mention`.
    pub(super) fn voice_named(mention: Span, entity: EntityId) -> Voice {
        Voice {
            phrase: mention,
            pronoun: false,
            able: true,
            resolved: Some(Resolved { entity, way: Way::Name, sure: 0.95 }),
            cue: None,
            report: mention,
            sure: 0.95,
        }
    }

    pub(super) fn voice_of_draft(&self, draft: QuoteId) -> Option<Voice> {
        let quote = &self.out.list.at(draft)?.quote;
        let speaker = quote.speaker.as_ref()?;
        Some(Voice {
            phrase: speaker.mention,
            pronoun: false,
            able: true,
            resolved: speaker.entity.map(|entity| Resolved { entity, way: Way::Name, sure: 0.95 }),
            cue: None,
            report: speaker.mention,
            sure: quote.confidence.max(0.5),
        })
    }

    pub(super) fn indirect(
        &mut self,
        reader: &Reader<'_>,
        unit: &Range<ItemId>,
        reports: &[Report],
        voices: &[Option<Voice>],
        index: ParagraphId,
        first: QuoteId,
    ) {
        for found in indirect::find(reader, unit, reports) {
            let Some(voice) = voices.get(found.report.get()).cloned().flatten() else { continue };
            let Some(report) = reports.at(found.report) else { continue };
            // "told the Gazette's “Morning Tide”": a title is no speech.
            if found.marked
                && !self.out.list.iter().skip(first.get()).any(|d| {
                    d.quoted.is_some()
                        && d.quote.kind != QuoteKind::Scare
                        && found.content.contains(d.quote.content)
                })
            {
                continue;
            }
            let because = Because::Report(found.place, report.how);
            let reason = self.reason(&voice, because);
            self.note_pronoun(&voice);
            let draft = self.out.list.behind_last();
            self.out.list.push(Draft {
                quote: Quote {
                    content: found.content,
                    kind: QuoteKind::Indirect,
                    cue: voice.cue,
                    speaker: Some(Speaker {
                        mention: voice.phrase,
                        entity: voice.resolved.map(|r| r.entity),
                    }),
                    confidence: voice.sure * found.sure,
                    reason,
                    continues: None,
                    inside: None,
                },
                paragraph: index,
                quoted: None,
            });
            self.nest_statement(first, draft, found.content);
        }
    }

    /// Links the statement `draft` with the quotes and statements of its sentence that
    /// stand inside of it, or that it stands inside of: "Ekström said ‹Ruiz denied it›".
    fn nest_statement(&mut self, first: QuoteId, draft: QuoteId, content: Span) {
        let mut around = None;
        for (at, other) in self.out.list.iter_mut().enumerate().take(draft.get()).skip(first.get())
        {
            let statement = other.quote.kind == QuoteKind::Indirect;
            if other.quote.inside.is_none()
                && content.contains(other.quote.content)
                && (!statement || content != other.quote.content)
            {
                other.quote.inside = Some(draft);
            } else if statement && other.quote.content.contains(content) {
                around = Some(QuoteId::new(at));
            }
        }
        if let Some(around) = around
            && let Some(inner) = self.out.list.at_mut(draft)
        {
            inner.quote.inside = Some(around);
        }
    }
}
