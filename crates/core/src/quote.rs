//! Station 5: quotes, their cues and their speakers.
//!
//! - [`marks`] and [`spans`]: what stands between marks or behind a dash.
//! - [`clause`]: each paragraph as the writer's own words, a quote being one item.
//! - [`phrases`] and [`reports`]: who is said to say something in them, by word order and names.
//! - [`attribution`]: which report a quote belongs to.
//! - [`resolve`]: whom the speaker's words name.
//! - [`speaker`]: what those words are: a name, a description, a pronoun, a government.
//! - [`kind`]: speech, or words between marks for another reason.
//! - [`indirect`]: the clauses that reports govern without marks.
//! - [`assemble`]: all of these over the article, in order, with the reasons.

mod assemble;
mod attribution;
mod clause;
mod indirect;
mod kind;
mod marks;
mod phrase;
mod phrases;
mod reader;
mod reason;
mod report;
mod reports;
mod resolve;
mod spans;
mod speaker;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
pub use speaker::SpeakerKind;
pub(crate) use speaker::{Around, kind as speaker_kind};

use crate::{
    Lexicon, Notice, Span,
    entity::{Entities, EntityId, Mention},
    index::index,
    notice::NoticeCode,
    segment::Sentences,
};

/// How words are quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuoteKind {
    /// One or more whole sentences or clauses between marks.
    Direct,
    /// A part of a sentence between marks, run into the writer's own.
    Partial,
    /// Reported speech without marks.
    Indirect,
    /// A pull quote or transcript turn, set apart, often without marks.
    Block,
    /// A word held at arm's length, a nickname, a title: no speech.
    Scare,
    /// Between marks in a headline or heading.
    Headline,
}

impl QuoteKind {
    /// What such a quote is called, for a reader.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Partial => "partial",
            Self::Indirect => "indirect",
            Self::Block => "block",
            Self::Scare => "scare quote",
            Self::Headline => "in a headline",
        }
    }
}

/// Who said it, as far as the text tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Speaker {
    /// The words that name the speaker ("he", "Lavrov", "the ministry"); empty
    /// where only the user does.
    pub mention: Span,
    /// The entity they name, where it is known.
    pub entity: Option<EntityId>,
}

index! {
    /// A quote's place in [`Quotes::list`], and among the drafts before that is in order.
    pub struct QuoteId of Quote;
}

/// One quote.
#[derive(Debug, Clone, PartialEq)]
pub struct Quote {
    /// The content, without the marks.
    pub content: Span,
    /// How it is quoted.
    pub kind: QuoteKind,
    /// The words that report it ("said", "according to").
    pub cue: Option<Span>,
    /// Who said it; `None` where the text does not tell.
    pub speaker: Option<Speaker>,
    /// How sure, 0 to 1, that span, kind and speaker are right.
    pub confidence: f32,
    /// Why this speaker, in words a reader understands.
    pub reason: String,
    /// The earlier quote (index) that this one goes on with after an
    /// attribution or a paragraph break.
    pub continues: Option<QuoteId>,
    /// The quote (index) that this one stands inside of.
    pub inside: Option<QuoteId>,
}

/// All quotes, by start of content.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Quotes {
    /// The quotes.
    pub list: Vec<Quote>,
    /// Pronouns that were resolved because a quote needed it.
    pub pronouns: Vec<Mention>,
    /// What went wrong while reading.
    pub notices: Vec<Notice>,
}

/// So many words between marks are read of any text, and one more to each so many bytes
/// of it: set by hand, ten times what the densest article of the development texts has
/// (260 in 38,000 bytes). Bounds the memory that a text of marks takes.
const MOST: usize = 2_000;
const BYTES_TO_ONE: usize = 32;

impl QuoteKind {
    /// The marks around `text[start..end]`, the content of such a quote, as they stand
    /// before and behind it, with the white space inside of them; empty where there are none.
    #[must_use]
    pub fn marks(self, text: &str, start: usize, end: usize) -> (&str, &str) {
        if self == Self::Indirect {
            // These are the writer's words.
            return ("", "");
        }
        let (from, to) = marks::around(text, start, end);
        (text.get(from..start).unwrap_or_default(), text.get(end..to).unwrap_or_default())
    }
}

/// Finds quotes and whom to attribute them to.
#[must_use]
pub fn find(sentences: &Sentences<'_>, entities: &Entities, lexicon: &Lexicon) -> Quotes {
    let most = MOST + sentences.text.len() / BYTES_TO_ONE;
    let (quoted, unread) = spans::find(sentences, lexicon, most);
    let drafts = assemble::draft(sentences, entities, lexicon, &quoted);
    let mut quotes = assemble::finish(drafts);
    if let Some(at) = unread {
        let message = format!(
            "The text has more quotes than any article. The first {most} are read; split the file to read the rest."
        );
        quotes.notices.push(Notice::new(NoticeCode::TooManyQuotes, message).at(at));
    }
    quotes
}
