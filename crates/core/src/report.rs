//! [`Report`]: all that is known of one article, as owned plain data. The only
//! type that crosses a boundary (worker, terminal, file). Its JSON is described
//! by `tests/report.schema.json`.

mod assemble;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

pub use self::assemble::{assemble, words};
use crate::{
    Format, Notice, Span,
    clean::{Metadata, Verdict},
    correct::{Correction, EntityChange, QuoteChange},
    entity::{EntityKind, Gender},
    quote::{QuoteKind, SpeakerKind},
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

    /// Its words with the marks that the article sets around them. `text` is the document's.
    #[must_use]
    pub fn printed<'t>(&self, text: &'t str) -> &'t str {
        let (start, end) = (self.start as usize, self.end as usize);
        let (open, close) = self.kind.marks(text, start, end);
        text.get(start - open.len()..end + close.len()).unwrap_or_default()
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
    /// What that names.
    #[serde(default)]
    pub kind: SpeakerKind,
    /// The entity's id.
    pub entity: Option<u32>,
    /// Of the mention's first byte; absent where only the user names the speaker.
    pub start: Option<u32>,
    /// After the mention's last byte.
    pub end: Option<u32>,
}

impl ReportSpeaker {
    /// The name as a reader is to see it: "Moscow (government)".
    #[must_use]
    pub fn shown(&self) -> Cow<'_, str> {
        match self.kind {
            SpeakerKind::Government => Cow::Owned([&self.name, " (government)"].concat()),
            _ => Cow::Borrowed(&self.name),
        }
    }

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
    /// Whether it is "he" or "she", where the text says so.
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
    /// Of the first byte of the words that show it: a title, a role or a pronoun. What
    /// a given name lets guess is not said here.
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
        // Where a confidence is the chance to be right: oftener right than not.
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
