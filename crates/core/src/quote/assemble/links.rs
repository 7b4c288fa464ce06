//! What can be told only when all quotes are known: the speaker of a quote over
//! paragraphs, pull quotes, and the order of the list.

use super::{
    super::{
        Quote, QuoteKind, Quotes, Speaker,
        attribution::Place,
        kind,
        reason::{self, Because},
        report::How,
    },
    Draft, Drafts, Station,
};
use crate::{
    Span,
    clean::Verdict,
    entity::EntityKind,
    index::{Index, Places, Steps},
    quote::QuoteId,
    segment::ParagraphId,
};

impl Station<'_> {
    /// A quote over paragraphs is often named at its end only.
    pub(super) fn chains(&mut self) {
        for i in (QuoteId::FIRST..self.out.list.behind_last()).steps().rev() {
            let Some(draft) = self.out.list.at(i) else { break };
            let (Some(before), Some(speaker)) =
                (draft.quote.continues, draft.quote.speaker.clone())
            else {
                continue;
            };
            let confidence = draft.quote.confidence * 0.95;
            if let Some(earlier) = self.out.list.at_mut(before)
                && earlier.quote.confidence < 0.6
                && earlier.quote.kind != QuoteKind::Scare
                && earlier.paragraph != ParagraphId::END
                && earlier.quote.cue.is_none()
            {
                earlier.quote.speaker = Some(speaker);
                earlier.quote.confidence = confidence;
                earlier.quote.reason = reason::write(Because::NextParagraph, "", "", None, None);
            }
        }
    }

    pub(super) fn pull_quote(&mut self, span: Span, index: ParagraphId, verdict: Verdict) {
        let text = self.sentences.text;
        let post = verdict == Verdict::EmbeddedPost;
        let what = if post { "post" } else { "pull quote" };
        let mut quote = Quote {
            content: without_tags(span.trim(text), text),
            kind: QuoteKind::Block,
            cue: None,
            speaker: None,
            confidence: 0.4,
            reason: format!("A {what} without marks; no words say who speaks."),
            continues: None,
            inside: None,
        };
        if let Some((words, name)) = signed(quote.content, text).filter(|_| post) {
            let mut named = self.entities.mentions_in(name).iter();
            let entity = named.find(|m| m.span.end() == name.end()).map(|m| m.entity);
            let because = Because::Report(Place::Signature, How::Before);
            let known = entity.and_then(|e| self.entities.get(e)).map(|e| e.name.as_str());
            quote.content = words;
            quote.speaker = Some(Speaker { mention: name, entity });
            quote.confidence = 0.9;
            quote.reason = reason::write(because, "", name.of(text), known, None);
        }
        self.out.list.push(Draft { quote, paragraph: index, quoted: None });
    }

    /// A pull quote in the first person, where one speaker alone is quoted near it.
    pub(super) fn pull_quotes(&mut self) {
        // Asked once a paragraph, which can hold many.
        let mut near: Option<(ParagraphId, Option<Speaker>)> = None;
        for i in (QuoteId::FIRST..self.out.list.behind_last()).steps() {
            let Some(draft) = self.out.list.at(i) else { break };
            if draft.quote.kind != QuoteKind::Block || draft.quote.speaker.is_some() {
                continue;
            }
            if !kind::Shape::of(self.sentences, self.lexicon, draft.quote.content).first_person {
                continue;
            }
            let index = draft.paragraph;
            let speaker = match &near {
                Some((known, speaker)) if *known == index => speaker.clone(),
                _ => self.one_speaker_near(index),
            };
            near = Some((index, speaker.clone()));
            let Some(one) = speaker else { continue };
            let reason = reason::write(Because::Neighbours, "", "", None, None);
            if let Some(d) = self.out.list.at_mut(i) {
                d.quote.speaker = Some(one);
                d.quote.confidence = 0.45;
                d.quote.reason = reason;
            }
        }
    }

    /// The person who says every quote of the paragraphs around, where that is one.
    fn one_speaker_near(&self, index: ParagraphId) -> Option<Speaker> {
        const REACH: usize = 4;
        let list = &self.out.list;
        let from = list.partition_point(|d| d.paragraph + REACH < index);
        let around = list.iter().skip(from).take_while(|d| d.paragraph <= index + REACH);
        let quoted = around.filter(|d| {
            d.paragraph != index
                && !matches!(d.quote.kind, QuoteKind::Indirect | QuoteKind::Headline)
        });
        let is_person = |s: &&Speaker| {
            let entity = s.entity.and_then(|e| self.entities.get(e));
            entity.is_some_and(|e| e.kind == EntityKind::Person)
        };
        let mut speakers = quoted.filter_map(|d| d.quote.speaker.as_ref()).filter(is_person);
        let one = speakers.next()?;
        speakers.all(|s| s.entity == one.entity).then(|| one.clone())
    }
}

/// "We leave now. — Maud Ekström (@maud) May 9": the words of a post, and its name.
fn signed(post: Span, text: &str) -> Option<(Span, Span)> {
    let words = post.of(text);
    let dash = words.rfind('—')?;
    let name = words.get(dash + '—'.len_utf8()..)?;
    let end = name.find(" (@").filter(|&end| end < LONGEST_NAME)?;
    let from = post.start() + dash + '—'.len_utf8();
    let said = Span::between(post.start(), post.start() + dash).trim(text);
    let name = Span::between(from, from + end).trim(text);
    let wordy = |span: Span| span.of(text).contains(char::is_alphanumeric);
    (wordy(said) && wordy(name)).then_some((said, name))
}

/// No name of a post's writer is longer, in bytes.
const LONGEST_NAME: usize = 80;

/// `<tweet author="@maud">We leave now.</tweet>`: the words of a post that was pasted
/// with the tags around it.
fn without_tags(span: Span, text: &str) -> Span {
    let words = span.of(text);
    let opened = words.starts_with('<').then(|| words.find('>')).flatten();
    let start = opened.map_or(0, |at| at + 1);
    let closed = words.ends_with('>').then(|| words.rfind('<')).flatten();
    let end = closed.map_or(words.len(), |at| at.max(start));
    let inner = Span::between(span.start() + start, span.start() + end).trim(text);
    if inner.of(text).contains(char::is_alphanumeric) { inner } else { span }
}

/// Sorts by start and moves the links.
pub(in crate::quote) fn finish(drafts: Drafts) -> Quotes {
    let mut list = drafts.list;
    let mut order: Vec<QuoteId> = (QuoteId::FIRST..list.behind_last()).steps().collect();
    order.sort_by_key(|&i| {
        list.at(i).map(|d| (d.quote.content.start(), usize::MAX - d.quote.content.end()))
    });
    let mut place = vec![QuoteId::FIRST; order.len()];
    for (to, from) in order.into_iter().enumerate() {
        if let Some(slot) = place.get_mut(from.get()) {
            *slot = QuoteId::new(to);
        }
    }
    let placed = |link: Option<QuoteId>| link.and_then(|i| place.get(i.get()).copied());
    for Draft { quote, .. } in &mut list {
        (quote.continues, quote.inside) = (placed(quote.continues), placed(quote.inside));
    }
    // Each swap brings one to its place; a second list would hold all of them twice.
    for at in 0..list.len() {
        while let Some(to) = place.get(at).map(|to| to.get()).filter(|&to| to != at) {
            list.swap(at, to);
            place.swap(at, to);
        }
    }
    let list = list.into_iter().map(|draft| draft.quote).collect();
    let mut pronouns = drafts.pronouns;
    pronouns.sort_by_key(|m| m.span.start());
    Quotes { list, pronouns, notices: Vec::new() }
}
