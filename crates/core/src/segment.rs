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
    index::{Index, Places, index},
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

index! {
    /// A token's place in [`Sentences::tokens`].
    pub struct TokenId of Token;
}

index! {
    /// A sentence's place in [`Sentences::sentences`].
    pub struct SentenceId of Sentence;
}

index! {
    /// A paragraph's place in [`Sentences::paragraphs`].
    pub struct ParagraphId of Paragraph;
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
    /// Its tokens.
    pub tokens: Range<TokenId>,
    /// Its paragraph.
    pub paragraph: ParagraphId,
}

/// One kept block.
#[derive(Debug, Clone, PartialEq)]
pub struct Paragraph {
    /// Where it stands.
    pub span: Span,
    /// What it is: one of the kept verdicts, or the verdict of a restored block.
    pub verdict: Verdict,
    /// Its sentences.
    pub sentences: Range<SentenceId>,
    /// Its tokens.
    pub tokens: Range<TokenId>,
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
    pub fn word(&self, token: TokenId) -> &str {
        self.tokens.at(token).map_or("", |t| t.span.of(self.text))
    }

    /// The tokens that lie wholly inside `span`.
    #[must_use]
    pub fn tokens_in(&self, span: Span) -> Range<TokenId> {
        let start = self.first_token(span.start(), |t| t.span.start() < span.start());
        let end = self.first_token(span.end(), |t| t.span.end() <= span.end());
        start..end.max(start)
    }

    /// The first token from `offset` on that is not `before` it. Looked for in one
    /// paragraph: a search among all tokens of a long text waits for memory at each step.
    fn first_token(&self, offset: usize, before: impl Fn(&Token) -> bool) -> TokenId {
        let paragraph = self.paragraph_at(offset).and_then(|at| self.paragraphs.at(at));
        let range = paragraph.map_or(TokenId::FIRST..TokenId::FIRST, |p| p.tokens.clone());
        let tokens = self.tokens.part(range.clone());
        range.start + tokens.partition_point(before)
    }

    /// The sentence that holds the byte at `offset`, or the last one before it.
    #[must_use]
    pub fn sentence_at(&self, offset: usize) -> Option<SentenceId> {
        self.sentences.first_not(|s| s.span.start() <= offset).checked_sub(1)
    }

    /// The paragraph that holds the byte at `offset`, or the last one before it.
    #[must_use]
    pub fn paragraph_at(&self, offset: usize) -> Option<ParagraphId> {
        self.paragraphs.first_not(|p| p.span.start() <= offset).checked_sub(1)
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
        let (first_token, first_sentence) = (tokens.behind_last(), sentences.behind_last());
        let known_script = tokenizer.run(block.span, &mut tokens);
        sentence::run(text, first_token, &mut tokens, known_script, |range, span| {
            sentences.push(Sentence { span, tokens: range, paragraph: paragraphs.behind_last() });
        });
        paragraphs.push(Paragraph {
            span: block.span,
            verdict: block.verdict,
            sentences: first_sentence..sentences.behind_last(),
            tokens: first_token..tokens.behind_last(),
        });
    }
    Sentences { text, language: cleaned.metadata.language, paragraphs, sentences, tokens }
}
