//! What can be told only when all quotes are known: the speaker of a quote over
//! paragraphs, pull quotes, and the order of the list.

use super::{
    super::{
        Quote, QuoteKind, Quotes, kind,
        reason::{self, Because},
    },
    Draft, Drafts, Station,
};
use crate::{Span, clean::Verdict, entity::EntityKind};

impl Station<'_> {
    /// A quote over paragraphs is often named at its end only.
    pub(super) fn chains(&mut self) {
        for i in (0..self.out.list.len()).rev() {
            let Some(draft) = self.out.list.get(i) else { break };
            let (Some(before), Some(speaker)) =
                (draft.quote.continues, draft.quote.speaker.clone())
            else {
                continue;
            };
            let confidence = draft.quote.confidence * 0.95;
            if let Some(earlier) = self.out.list.get_mut(before)
                && earlier.quote.confidence < 0.6
                && earlier.quote.kind != QuoteKind::Scare
                && earlier.paragraph != usize::MAX
                && earlier.quote.cue.is_none()
            {
                earlier.quote.speaker = Some(speaker);
                earlier.quote.confidence = confidence;
                earlier.quote.reason = reason::write(Because::NextParagraph, "", "", None, None);
            }
        }
    }

    pub(super) fn pull_quote(&mut self, span: Span, index: usize, verdict: Verdict) {
        let what = if verdict == Verdict::EmbeddedPost { "post" } else { "pull quote" };
        self.out.list.push(Draft {
            quote: Quote {
                content: span.trim(self.sentences.text),
                kind: QuoteKind::Block,
                cue: None,
                speaker: None,
                confidence: 0.4,
                reason: format!("A {what} without marks; no words say who speaks."),
                continues: None,
                inside: None,
            },
            paragraph: index,
            quoted: None,
        });
    }

    /// A pull quote in the first person, where one speaker alone is quoted near it.
    pub(super) fn pull_quotes(&mut self) {
        for i in 0..self.out.list.len() {
            let Some(draft) = self.out.list.get(i) else { break };
            if draft.quote.kind != QuoteKind::Block || draft.quote.speaker.is_some() {
                continue;
            }
            if !kind::Shape::of(self.sentences, draft.quote.content).first_person {
                continue;
            }
            let near = |d: &&Draft| {
                d.paragraph.abs_diff(draft.paragraph) <= 4
                    && d.paragraph != draft.paragraph
                    && !matches!(d.quote.kind, QuoteKind::Indirect | QuoteKind::Headline)
            };
            let mut speakers =
                self.out.list.iter().filter(near).filter_map(|d| d.quote.speaker.as_ref()).filter(
                    |s| {
                        s.entity
                            .and_then(|e| self.entities.get(e))
                            .is_some_and(|e| e.kind == EntityKind::Person)
                    },
                );
            let Some(one) = speakers.next().cloned() else { continue };
            if !speakers.all(|s| s.entity == one.entity) {
                continue;
            }
            let reason = reason::write(Because::Neighbours, "", "", None, None);
            if let Some(d) = self.out.list.get_mut(i) {
                d.quote.speaker = Some(one);
                d.quote.confidence = 0.45;
                d.quote.reason = reason;
            }
        }
    }
}

/// Sorts by start and moves the links.
pub(in crate::quote) fn finish(drafts: Drafts) -> Quotes {
    let mut order: Vec<usize> = (0..drafts.list.len()).collect();
    order.sort_by_key(|&i| {
        drafts.list.get(i).map(|d| (d.quote.content.start(), usize::MAX - d.quote.content.end()))
    });
    let mut place = vec![0; order.len()];
    for (to, &from) in order.iter().enumerate() {
        if let Some(slot) = place.get_mut(from) {
            *slot = to;
        }
    }
    let mut slots: Vec<Option<Quote>> = drafts.list.into_iter().map(|d| Some(d.quote)).collect();
    let mut list = Vec::with_capacity(order.len());
    for from in order {
        if let Some(mut quote) = slots.get_mut(from).and_then(Option::take) {
            quote.continues = quote.continues.and_then(|i| place.get(i).copied());
            quote.inside = quote.inside.and_then(|i| place.get(i).copied());
            list.push(quote);
        }
    }
    let mut pronouns = drafts.pronouns;
    pronouns.sort_by_key(|m| m.span.start());
    Quotes { list, pronouns }
}
