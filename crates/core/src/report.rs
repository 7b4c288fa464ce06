//! [`Report`]: all that is known of one article, as owned plain data. The only
//! type that crosses a boundary (worker, terminal, file). Its JSON is described
//! by `tests/report.schema.json`.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::{
    Format, Span,
    clean::{self, Cleaned, Verdict},
    correct::{Corrected, Correction, EntityChange, QuoteChange},
    document::{self, Document},
    entity::{Entities, Entity, EntityKind, Gender, Mention},
    quote::{Quote, QuoteKind},
    topic::{self, Topics},
};

/// The version of the report's shape. A reader refuses what it does not know.
pub const SCHEMA: &str = "verbatim-report/1";

/// All that is known of one article. Offsets are UTF-8 bytes into `document.text`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Report {
    /// [`SCHEMA`].
    pub schema: String,
    /// The text that all offsets point into.
    pub document: ReportDocument,
    /// What is known about the article.
    pub metadata: Metadata,
    /// The kept text.
    pub cleaned: ReportCleaned,
    /// Every block with its verdict; only white space lies between blocks.
    pub blocks: Vec<ReportBlock>,
    /// Related links: titles of other articles among what was cut, in order.
    pub links: Vec<ReportLink>,
    /// Quotes, by start.
    pub quotes: Vec<ReportQuote>,
    /// People, places and organisations.
    pub entities: Vec<ReportEntity>,
    /// Media Topics, most weight first.
    pub topics: Vec<ReportTopic>,
    /// Key phrases, most weight first.
    pub phrases: Vec<ReportPhrase>,
    /// Sections, in order.
    pub sections: Vec<ReportSection>,
    /// The user's corrections, as they were given.
    pub corrections: Vec<Correction>,
    /// What went wrong or deserves to be known.
    pub notices: Vec<Notice>,
}

impl Report {
    /// The topic of a code, of the article or of the first section that has it.
    #[must_use]
    pub fn topic(&self, code: &str) -> Option<&ReportTopic> {
        let mut all = self.topics.iter().chain(self.sections.iter().flat_map(|s| &s.topics));
        all.find(|topic| topic.code == code)
    }

    /// The names of a quote's topics.
    pub fn topic_names<'r>(&'r self, quote: &'r ReportQuote) -> impl Iterator<Item = &'r str> {
        quote.topics.iter().filter_map(|code| Some(&*self.topic(code)?.name))
    }
}

/// The text and where it came from.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ReportDocument {
    /// The file's name, where there is one.
    pub name: Option<String>,
    /// How the source was read.
    pub format: Format,
    /// For plain text the source byte for byte; for HTML its decoded text.
    pub text: String,
    /// For HTML, where each stretch of `text` stands in the source; empty for plain text.
    pub source_map: Vec<SourceRun>,
}

/// `text[start..end]` came from `source[source_start..source_end]`, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the type's doc names its four fields")]
pub struct SourceRun {
    pub start: u32,
    pub end: u32,
    pub source_start: u32,
    pub source_end: u32,
}

/// A range of UTF-8 byte offsets into `document.text`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Range {
    /// Of the first byte.
    pub start: u32,
    /// After the last byte.
    pub end: u32,
}

impl From<Span> for Range {
    fn from(span: Span) -> Self {
        Self { start: span.start() as u32, end: span.end() as u32 }
    }
}

impl Range {
    /// The words of the range. Empty where it is no slice of `text`.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

/// What is known about the article. Absent where neither page nor text says it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Metadata {
    /// The headline.
    pub headline: Option<String>,
    /// The author or authors.
    pub author: Option<String>,
    /// The date of publication, ISO 8601: `2017-09-20` or `2017-09-20T00:19`.
    pub date: Option<String>,
    /// The outlet.
    pub outlet: Option<String>,
    /// The language, BCP 47 primary subtag.
    pub language: Option<String>,
    /// Where in the text each of these stands, where it does.
    pub evidence: Vec<MetadataEvidence>,
}

/// Where a metadata field was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MetadataEvidence {
    /// `headline`, `author`, `date`, `outlet` or `language`.
    pub field: String,
    /// Of the first byte.
    pub start: u32,
    /// After the last byte.
    pub end: u32,
}

/// The kept text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ReportCleaned {
    /// The kept blocks in order, an empty line between two.
    pub text: String,
}

/// One block and its verdict.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportBlock {
    /// Of the first byte.
    pub start: u32,
    /// After the last byte.
    pub end: u32,
    /// What it is.
    pub verdict: Verdict,
    /// Whether it stays in the cleaned text.
    pub kept: bool,
    /// Why.
    pub reason: String,
    /// How sure, 0 to 1.
    pub confidence: f32,
}

/// The title of another article that the page leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportLink {
    /// Its title, exactly as it stands.
    pub title: String,
    /// The address it leads to, as text and never followed; `null` where the page names
    /// none that leads to another page, as in pasted text.
    pub target: Option<String>,
    /// Of the title's first byte.
    pub start: u32,
    /// After the title's last byte.
    pub end: u32,
}

/// One quote.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportQuote {
    /// Of the content's first byte, after the opening mark.
    pub start: u32,
    /// After the content's last byte, before the closing mark.
    pub end: u32,
    /// The content, exactly as it stands.
    pub text: String,
    /// How it is quoted.
    pub kind: QuoteKind,
    /// Who said it; `null` where the text does not tell.
    pub speaker: Option<ReportSpeaker>,
    /// The words that report it.
    pub cue: Option<ReportCue>,
    /// How sure, 0 to 1. The user's word is certain: 1, and 0 where they say it is none.
    pub confidence: f32,
    /// Why, in words a reader understands.
    pub reason: String,
    /// What of it is the user's word.
    pub by_user: Vec<QuoteChange>,
    /// The earlier quote (index) that this one goes on with.
    pub continues: Option<u32>,
    /// The quote (index) that this one stands inside of.
    pub inside: Option<u32>,
    /// Codes of the topics of its words and its place, most telling first; each is
    /// among `topics` or a section's.
    #[serde(default)]
    pub topics: Vec<Cow<'static, str>>,
}

impl ReportQuote {
    /// Whether the user says that it is none.
    #[must_use]
    pub fn is_rejected(&self) -> bool {
        self.by_user.contains(&QuoteChange::Rejected)
    }

    /// Whether it is speech: no word at arm's length (unless the user says whose it
    /// is), nothing that a headline says again, and not rejected.
    #[must_use]
    pub fn is_speech(&self) -> bool {
        let said = self.speaker.is_some() && self.by_user.contains(&QuoteChange::Speaker);
        match self.kind {
            _ if self.is_rejected() => false,
            QuoteKind::Headline => false,
            QuoteKind::Scare => said,
            _ => true,
        }
    }
}

/// Who said a quote.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportSpeaker {
    /// The entity's full name, or the mention's words where no entity is known.
    pub name: String,
    /// The entity's id.
    pub entity: Option<u32>,
    /// Of the mention's first byte; absent where only the user names the speaker.
    pub start: Option<u32>,
    /// After the mention's last byte.
    pub end: Option<u32>,
}

impl ReportSpeaker {
    /// Where the words that name the speaker stand, where there are some.
    #[must_use]
    pub fn range(&self) -> Option<Range> {
        let (start, end) = self.start.zip(self.end)?;
        Some(Range { start, end })
    }
}

/// The words that report a quote.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "as in ReportQuote")]
pub struct ReportCue {
    pub text: String,
    pub start: u32,
    pub end: u32,
}

/// One person, place or organisation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportEntity {
    /// Its id in this report.
    pub id: u32,
    /// What it is.
    pub kind: EntityKind,
    /// The fullest name that stands in the text, or the one that the user gave.
    pub name: String,
    /// Its other surface forms, each once.
    pub aliases: Vec<String>,
    /// Roles and titles, in order of appearance.
    pub roles: Vec<Range>,
    /// Whether it is "he" or "she", where the text shows it.
    pub gender: Option<ReportGender>,
    /// Every mention, by start. None of whom only the user names.
    pub mentions: Vec<Range>,
    /// How many quotes it says; those that go on with one another are one.
    pub quotes: u32,
    /// How many words are in them, reported speech included. Words of a quote
    /// inside another count for who says the outer one.
    pub words: u32,
    /// What of it is the user's word.
    pub by_user: Vec<EntityChange>,
}

/// Evidence of gender.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportGender {
    /// What it is.
    pub value: Gender,
    /// Of the first byte of the words that show it: a title, a role, the given
    /// name or a pronoun.
    pub start: u32,
    /// After their last byte.
    pub end: u32,
}

/// One IPTC Media Topic.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportTopic {
    /// The Media Topic's code, eight digits.
    pub code: Cow<'static, str>,
    /// Its English name.
    pub name: Cow<'static, str>,
    /// Codes of the broader terms, nearest first.
    pub broader: Vec<Cow<'static, str>>,
    /// How much of the article it carries, 0 to 1.
    pub weight: f32,
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// The words that speak for it.
    pub evidence: Vec<Range>,
}

impl ReportTopic {
    /// Whether the words that speak for it are enough to name it; the page calls
    /// it unsure otherwise.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        const SURE: f32 = 0.55;
        self.confidence >= SURE
    }
}

/// One key phrase.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportPhrase {
    /// Its best surface form.
    pub text: String,
    /// How much it stands out, 0 to 1.
    pub weight: f32,
    /// Where it stands.
    pub evidence: Vec<Range>,
}

/// One section.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportSection {
    /// Of the first byte.
    pub start: u32,
    /// After the last byte.
    pub end: u32,
    /// Its heading's words, where it has one.
    pub heading: Option<String>,
    /// Its topics, most weight first.
    pub topics: Vec<ReportTopic>,
    /// Its key phrases, most weight first.
    pub phrases: Vec<ReportPhrase>,
}

/// Something that went wrong or deserves to be known; the report is still good.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// A stable name: `truncated`, `nul`, `replacement_character`, `bidi_control`, `deep_nesting`…
    pub code: String,
    /// What happened, what was kept, what to do.
    pub message: String,
    /// Of the first byte it is about, where there is one.
    pub start: Option<u32>,
    /// After the last.
    pub end: Option<u32>,
}

/// Makes the report out of what the stations found.
#[must_use]
pub fn assemble(
    document: Document,
    cleaned: Cleaned,
    corrected: Corrected,
    topics: Topics,
    corrections: &[Correction],
) -> Report {
    let text = document.text.as_str();
    let Corrected { entities, quotes, of_entities, of_quotes, notices } = corrected;
    let mut topics_of = topics.of_quotes.into_iter();
    let report_quotes = quotes
        .list
        .into_iter()
        .map(|quote| report_quote(text, quote, topics_of.next().unwrap_or_default(), &entities));
    let mut quotes_out: Vec<ReportQuote> = report_quotes.collect();
    for (quote, changes) in quotes_out.iter_mut().zip(of_quotes) {
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
        notices: [document.notices, notices].concat(),
        document: ReportDocument {
            name: document.name,
            format: document.format,
            source_map: document.source_map.into_iter().map(Into::into).collect(),
            text: document.text,
        },
    }
}

fn report_quote(
    text: &str,
    quote: Quote,
    topics: Vec<&'static str>,
    entities: &Entities,
) -> ReportQuote {
    let speaker = quote.speaker.map(|speaker| {
        let entity = speaker.entity.and_then(|id| entities.get(id));
        let named = Some(speaker.mention).filter(|mention| !mention.is_empty());
        ReportSpeaker {
            name: entity.map_or_else(|| speaker.mention.of(text).to_owned(), |e| e.name.clone()),
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
        continues: quote.continues.map(|i| i as u32),
        inside: quote.inside.map(|i| i as u32),
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
