//! Station 3: the kept blocks become paragraphs, sentences and tokens.

use std::ops::Range;

use crate::{
    Lexicon, Span,
    clean::{Cleaned, Verdict},
    document::Document,
};

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner apostrophes, hyphens and full stops of abbreviations.
    Word,
    /// Digits, with inner separators.
    Number,
    /// Anything else, one char each, except runs of full stops.
    Mark,
}

/// How a word is cased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// No upper-case letter, or no letter.
    Lower,
    /// The first letter alone is upper case.
    Title,
    /// Two or more letters, all upper case.
    Upper,
    /// Anything else ("McDonald", "iPhone").
    Mixed,
}

/// One token.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// How it is cased.
    pub case: Case,
}

/// One sentence. Never crosses a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub struct Sentence {
    /// Where it stands, without white space at its ends.
    pub span: Span,
    /// Its tokens, as indices into [`Sentences::tokens`].
    pub tokens: Range<usize>,
    /// Its paragraph, as an index into [`Sentences::paragraphs`].
    pub paragraph: usize,
}

/// One kept block.
#[derive(Debug, Clone, PartialEq)]
pub struct Paragraph {
    /// Where it stands.
    pub span: Span,
    /// What it is: one of the kept verdicts, or the verdict of a restored block.
    pub verdict: Verdict,
    /// Its sentences, as indices into [`Sentences::sentences`].
    pub sentences: Range<usize>,
    /// Its tokens, as indices into [`Sentences::tokens`].
    pub tokens: Range<usize>,
}

/// The kept text, cut into paragraphs, sentences and tokens.
#[derive(Debug, Clone, PartialEq)]
pub struct Sentences<'d> {
    /// The document's whole text; all spans point into it.
    pub text: &'d str,
    /// The language of the article, BCP 47 primary subtag, where it is known.
    pub language: Option<String>,
    /// Kept blocks in order.
    pub paragraphs: Vec<Paragraph>,
    /// Sentences in order.
    pub sentences: Vec<Sentence>,
    /// Tokens in order.
    pub tokens: Vec<Token>,
}

/// Cuts the kept blocks into sentences and tokens.
#[must_use]
pub fn split<'d>(document: &'d Document, cleaned: &Cleaned, _lexicon: &Lexicon) -> Sentences<'d> {
    let _ = cleaned;
    Sentences {
        text: &document.text,
        language: None,
        paragraphs: Vec::new(),
        sentences: Vec::new(),
        tokens: Vec::new(),
    }
}
