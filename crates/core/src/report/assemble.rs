//! Putting the report together out of what the stations found.

use std::borrow::Cow;

use super::{
    Report, ReportBlock, ReportCleaned, ReportCue, ReportDocument, ReportEntity, ReportGender,
    ReportLink, ReportPhrase, ReportQuote, ReportSection, ReportSpeaker, ReportTopic, SCHEMA,
    SourceRun,
};
use crate::{
    Lexicon, Span,
    clean::{self, Cleaned},
    correct::{Corrected, Correction, QuoteChange},
    document::{self, Document},
    entity::{Entities, Entity, Mention},
    index::Index,
    quote::{self, Quote, SpeakerKind},
    topic::{self, Topics},
};

/// Makes the report out of what the stations found.
#[must_use]
pub fn assemble(
    document: Document,
    cleaned: Cleaned,
    corrected: Corrected,
    topics: Topics,
    corrections: &[Correction],
    lexicon: &Lexicon,
) -> Report {
    let text = document.text.as_str();
    let Corrected { entities, quotes, of_entities, of_quotes, notices } = corrected;
    let mut topics_of = topics.of_quotes.into_iter();
    let sport = topics
        .list
        .first()
        .is_some_and(|topic| topic.code == SPORT || topic.broader.contains(&SPORT));
    let around = quote::Around {
        text,
        entities: &entities,
        lexicon,
        language: cleaned.metadata.language,
        sport,
        reported: false,
    };
    let report_quotes = quotes
        .list
        .into_iter()
        .map(|quote| report_quote(quote, topics_of.next().unwrap_or_default(), around));
    let mut quotes_out: Vec<ReportQuote> = report_quotes.collect();
    for (quote, changes) in quotes_out.iter_mut().zip(of_quotes) {
        // Whom the user names is somebody.
        if let Some(speaker) = quote.speaker.as_mut().filter(|s| !s.kind.is_someone())
            && changes.contains(&QuoteChange::Speaker)
        {
            speaker.kind = SpeakerKind::Named;
        }
        quote.by_user = changes;
    }
    let mut entities_out = report_entities(entities, &quotes.pronouns);
    for (entity, changes) in entities_out.iter_mut().zip(of_entities) {
        entity.by_user = changes;
    }
    count_words(&quotes_out, &mut entities_out);
    let sections = topics.sections.into_iter().map(|section| ReportSection {
        start: section.span.start() as u32,
        end: section.span.end() as u32,
        heading: section.heading.map(|h| h.of(text).to_owned()),
        topics: section.topics.into_iter().map(Into::into).collect(),
        phrases: section.phrases.into_iter().map(Into::into).collect(),
    });
    let sections = sections.collect();
    let links = cleaned.links.into_iter().map(|link| ReportLink {
        title: link.title.of(text).to_owned(),
        target: link.target,
        start: link.title.start() as u32,
        end: link.title.end() as u32,
    });
    let links = links.collect();
    Report {
        schema: SCHEMA.to_owned(),
        cleaned: ReportCleaned { text: cleaned_text(text, &cleaned.blocks) },
        metadata: cleaned.metadata,
        blocks: cleaned.blocks.into_iter().map(Into::into).collect(),
        links,
        quotes: quotes_out,
        entities: entities_out,
        topics: topics.list.into_iter().map(Into::into).collect(),
        phrases: topics.phrases.into_iter().map(Into::into).collect(),
        sections,
        corrections: corrections.to_vec(),
        notices: [document.notices, quotes.notices, notices].concat(),
        document: ReportDocument {
            name: document.name,
            format: document.format,
            source_map: document.source_map.into_iter().map(Into::into).collect(),
            text: document.text,
        },
    }
}

/// The Media Topic over all sports.
const SPORT: &str = "15000000";

fn report_quote(quote: Quote, topics: Vec<&'static str>, around: quote::Around<'_>) -> ReportQuote {
    let quote::Around { text, entities, .. } = around;
    let around = quote::Around { reported: quote.cue.is_some(), ..around };
    let speaker = quote.speaker.map(|speaker| {
        let kind = quote::speaker_kind(&speaker, around);
        let entity = speaker.entity.and_then(|id| entities.get(id));
        let named = Some(speaker.mention).filter(|mention| !mention.is_empty());
        ReportSpeaker {
            name: entity.map_or_else(|| speaker.mention.of(text).to_owned(), |e| e.name.clone()),
            kind,
            entity: entity.map(|e| e.id.0),
            start: named.map(|mention| mention.start() as u32),
            end: named.map(|mention| mention.end() as u32),
        }
    });
    let cue = quote.cue.map(|cue| ReportCue {
        text: cue.of(text).to_owned(),
        start: cue.start() as u32,
        end: cue.end() as u32,
    });
    ReportQuote {
        start: quote.content.start() as u32,
        end: quote.content.end() as u32,
        text: quote.content.of(text).to_owned(),
        kind: quote.kind,
        speaker,
        cue,
        confidence: quote.confidence,
        reason: quote.reason,
        by_user: Vec::new(),
        continues: quote.continues.map(|i| i.get() as u32),
        inside: quote.inside.map(|i| i.get() as u32),
        topics: topics.into_iter().map(Cow::Borrowed).collect(),
    }
}

/// Entities with the mentions of both stations that find some, by start.
fn report_entities(entities: Entities, pronouns: &[Mention]) -> Vec<ReportEntity> {
    let mut counts = vec![0; entities.list.len()];
    for mention in entities.mentions.iter().chain(pronouns) {
        if let Some(count) = counts.get_mut(mention.entity.0 as usize) {
            *count += 1;
        }
    }
    let list = entities.list.into_iter().zip(counts);
    let mut out: Vec<ReportEntity> = list
        .map(|(entity, count)| ReportEntity {
            id: entity.id.0,
            kind: entity.kind,
            gender: gender(&entity),
            name: entity.name,
            aliases: entity.aliases,
            roles: entity.roles.into_iter().map(Into::into).collect(),
            mentions: Vec::with_capacity(count),
            quotes: 0,
            words: 0,
            by_user: Vec::new(),
        })
        .collect();
    for mention in entities.mentions.iter().chain(pronouns) {
        if let Some(entity) = out.get_mut(mention.entity.0 as usize) {
            entity.mentions.push(mention.span.into());
        }
    }
    for entity in &mut out {
        entity.mentions.sort_by_key(|m| (m.start, m.end));
        entity.mentions.dedup();
    }
    out
}

fn gender(entity: &Entity) -> Option<ReportGender> {
    let (value, shown) = entity.gender.zip(entity.gender_shown)?;
    Some(ReportGender { value, start: shown.start() as u32, end: shown.end() as u32 })
}

/// How many quotes and words each entity says.
fn count_words(quotes: &[ReportQuote], entities: &mut [ReportEntity]) {
    for quote in quotes.iter().filter(|quote| quote.is_speech()) {
        let id = quote.speaker.as_ref().and_then(|speaker| speaker.entity);
        let Some(entity) = id.and_then(|id| entities.get_mut(id as usize)) else { continue };
        entity.quotes += u32::from(quote.continues.is_none());
        if quote.inside.is_none() {
            entity.words += words(&quote.text) as u32;
        }
    }
}

/// How many words `text` has, as white space tells them apart.
#[must_use]
pub fn words(text: &str) -> usize {
    let mut count = 0;
    let mut counted = false;
    for c in text.chars() {
        if c.is_whitespace() {
            counted = false;
        } else if !counted && c.is_alphanumeric() {
            counted = true;
            count += 1;
        }
    }
    count
}

/// The kept blocks in order; blocks of one line keep what stood between them.
fn cleaned_text(text: &str, blocks: &[clean::Block]) -> String {
    let kept = blocks.iter().filter(|b| b.kept);
    let mut out = String::with_capacity(kept.clone().map(|b| b.span.len() + 2).sum());
    let mut last: Option<Span> = None;
    for block in kept {
        if let Some(last) = last {
            let gap = text.get(last.end()..block.span.start()).unwrap_or("\n");
            out.push_str(if gap.trim().is_empty() && !gap.contains('\n') { gap } else { "\n\n" });
        }
        out.push_str(block.span.of(text));
        last = Some(block.span);
    }
    out
}

impl From<topic::Topic> for ReportTopic {
    fn from(topic: topic::Topic) -> Self {
        Self {
            code: topic.code.into(),
            name: topic.name.into(),
            broader: topic.broader.into_iter().map(Cow::Borrowed).collect(),
            weight: topic.weight,
            confidence: topic.confidence,
            evidence: topic.evidence.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<topic::Phrase> for ReportPhrase {
    fn from(phrase: topic::Phrase) -> Self {
        Self {
            text: phrase.text,
            weight: phrase.weight,
            evidence: phrase.evidence.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<clean::Block> for ReportBlock {
    fn from(block: clean::Block) -> Self {
        Self {
            start: block.span.start() as u32,
            end: block.span.end() as u32,
            verdict: block.verdict,
            kept: block.kept,
            reason: block.reason,
            confidence: block.confidence,
        }
    }
}

impl From<document::SourceRun> for SourceRun {
    fn from(run: document::SourceRun) -> Self {
        Self {
            start: run.text.start() as u32,
            end: run.text.end() as u32,
            source_start: run.source.0,
            source_end: run.source.1,
        }
    }
}
