//! Station 3: the kept blocks become paragraphs, sentences and tokens.
//!
//! Paragraphs are the kept blocks. Tokens follow the Unicode word rules and
//! sentences the Unicode sentence rules (UAX #29), both with the exceptions
//! that news text needs; see [`token`] and [`sentence`]. Text in Latin, Greek
//! and Cyrillic letters takes a path written here for speed; anything else is
//! cut by `unicode-segmentation`.

mod address;
mod key;
mod sentence;
#[cfg(test)]
mod tests;
mod token;

use std::ops::Range;

use verbatim_lexicon::{Classes, WordId};

use crate::{
    Language, Lexicon, Span,
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

impl Case {
    /// Whether the word could be a name by its case.
    #[must_use]
    pub fn is_capital(self) -> bool {
        self != Self::Lower
    }
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
    /// The [`verbatim_lexicon::hash::hash`] of its key (lower case, straight apostrophes;
    /// of an acronym that is listed so, in capitals): equal words have equal hashes.
    pub hash: u64,
    /// Its word in the lexicon. [`WordId::UNKNOWN`] for marks, too.
    pub word: WordId,
    /// What the lexicon says it can be, and what the splitter knows of its place.
    pub classes: Classes,
}

impl Token {
    /// Whether the token is a word or number.
    #[must_use]
    pub fn is_wordlike(&self) -> bool {
        self.kind != TokenKind::Mark
    }

    /// Whether any of these classes is among the token's.
    #[must_use]
    pub fn is(&self, classes: Classes) -> bool {
        self.classes.any(classes)
    }
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
    /// The language of the article, where it is known.
    pub language: Option<Language>,
    /// Kept blocks in order.
    pub paragraphs: Vec<Paragraph>,
    /// Sentences in order.
    pub sentences: Vec<Sentence>,
    /// Tokens in order.
    pub tokens: Vec<Token>,
}

impl Sentences<'_> {
    /// The token's words.
    #[must_use]
    pub fn word(&self, token: usize) -> &str {
        self.tokens.get(token).map_or("", |t| t.span.of(self.text))
    }

    /// The tokens that lie wholly inside `span`, as indices.
    #[must_use]
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.first_token(span.start(), |t| t.span.start() < span.start());
        let end = self.first_token(span.end(), |t| t.span.end() <= span.end());
        start..end.max(start)
    }

    /// The first token from `offset` on that is not `before` it. Looked for in one
    /// paragraph: a search among all tokens of a long text waits for memory at each step.
    fn first_token(&self, offset: usize, before: impl Fn(&Token) -> bool) -> usize {
        let paragraph = self.paragraph_at(offset).and_then(|at| self.paragraphs.get(at));
        let range = paragraph.map_or(0..0, |paragraph| paragraph.tokens.clone());
        let tokens = self.tokens.get(range.clone()).unwrap_or_default();
        range.start + tokens.partition_point(before)
    }

    /// The sentence that holds the byte at `offset`, or the last one before it.
    #[must_use]
    pub fn sentence_at(&self, offset: usize) -> Option<usize> {
        self.sentences.partition_point(|s| s.span.start() <= offset).checked_sub(1)
    }

    /// The paragraph that holds the byte at `offset`, or the last one before it.
    #[must_use]
    pub fn paragraph_at(&self, offset: usize) -> Option<usize> {
        self.paragraphs.partition_point(|p| p.span.start() <= offset).checked_sub(1)
    }
}

/// Cuts the kept blocks into sentences and tokens.
#[must_use]
pub fn split<'d>(document: &'d Document, cleaned: &Cleaned, lexicon: &Lexicon) -> Sentences<'d> {
    let text = document.text.as_str();
    let kept = cleaned.blocks.iter().filter(|b| b.kept && !b.span.is_empty());
    let bytes: usize = kept.clone().map(|b| b.span.len()).sum();
    // News has about one token to five bytes and one sentence to a hundred.
    let mut tokens = Vec::with_capacity(bytes / 5 + 16);
    let mut sentences = Vec::with_capacity(bytes / 100 + 16);
    let mut paragraphs = Vec::with_capacity(kept.clone().count());
    let mut tokenizer = token::Tokenizer::new(text, lexicon, bytes);
    for block in kept {
        let (first_token, first_sentence) = (tokens.len(), sentences.len());
        let known_script = tokenizer.run(block.span, &mut tokens);
        sentence::run(text, first_token, &mut tokens, known_script, |range, span| {
            sentences.push(Sentence { span, tokens: range, paragraph: paragraphs.len() });
        });
        paragraphs.push(Paragraph {
            span: block.span,
            verdict: block.verdict,
            sentences: first_sentence..sentences.len(),
            tokens: first_token..tokens.len(),
        });
    }
    Sentences { text, language: cleaned.metadata.language, paragraphs, sentences, tokens }
}
