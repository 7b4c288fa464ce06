//! [`Reading`]: the kept words as topics and phrases see them.
//!
//! Each distinct word is looked at once, however often it stands: its stem, its
//! parts at hyphens, and its steps in the topic terms' trie. What remains for
//! each token is one look-up by the hash that the splitter made.

use std::ops::Range;

use verbatim_lexicon::{
    Classes, Language,
    function_words::language_bit,
    phrase::hash,
    stem::{EMPTY, number, stem},
    topics::{StemId, Terms, split},
};

use super::{numbering::Numbering, traits::Traits};
use crate::{
    Lexicon,
    clean::Verdict,
    segment::{Paragraph, Sentences, Token, TokenKind},
};

/// How much a place in the article says, against the body's 1.
const HEADLINE: f32 = 3.0;
const HEADING: f32 = 1.5;
const FIRST_PARAGRAPH: f32 = 1.8;
const SECOND_PARAGRAPH: f32 = 1.4;

/// One distinct word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    /// Where its key stands in [`Reading::keys`].
    key: (u32, u32),
    /// The number of its stem among the article's stems.
    pub stem: u32,
    /// What its spelling says.
    pub traits: Traits,
    /// Its parts' stems in the topic terms; `None` for a part that no term has.
    parts: (u32, u32),
}

/// A word, or a part of a hyphenated one, as the topic terms count it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit {
    /// Its stem in the topic terms.
    pub stem: Option<StemId>,
    /// Its token, as an index into `Sentences::tokens`.
    pub token: u32,
}

/// The kept words of one article.
pub(super) struct Reading<'r> {
    pub sentences: &'r Sentences<'r>,
    pub terms: &'r Terms,
    pub language: Language,
    /// The keys of distinct words (lower case, straight apostrophes), one after the other.
    keys: String,
    /// Distinct words; the first stands for all marks.
    forms: Vec<Form>,
    /// By token: its place in `forms`.
    tokens: Vec<u32>,
    /// Words and parts of words in order; a mark is a unit without a stem.
    pub units: Vec<Unit>,
    /// How much each paragraph's place says.
    places: Vec<f32>,
    /// How many distinct stems there are.
    pub stems: usize,
}

impl<'r> Reading<'r> {
    pub(super) fn new(sentences: &'r Sentences<'r>, lexicon: &'r Lexicon) -> Self {
        let language = sentences.language.as_deref().and_then(Language::of).unwrap_or_default();
        let terms = lexicon.topics.terms(language);
        let mut reader = Reader::new(sentences, lexicon, terms, language);
        // A text has about one distinct word to two tokens.
        let tokens = sentences.tokens.len();
        let mut by_hash = Numbering::with_capacity(tokens / 2);
        let mut reading = Self {
            sentences,
            terms,
            language,
            keys: String::new(),
            forms: Vec::new(),
            tokens: Vec::with_capacity(tokens),
            units: Vec::with_capacity(tokens + tokens / 16),
            places: places(sentences),
            stems: 0,
        };
        for (at, token) in sentences.tokens.iter().enumerate() {
            let token_at = at as u32;
            if token.kind == TokenKind::Mark {
                reading.tokens.push(0);
                // The "'s" of a possessive is no word: "women's rights" is one term.
                let mark = token.span.of(sentences.text);
                if !mark.starts_with(['-', '\'', '’']) {
                    reading.units.push(Unit { stem: None, token: token_at });
                }
                continue;
            }
            let (number, new) = by_hash.number(u64::from(token.hash));
            let form = number + 1;
            if new {
                reader.read(token);
            }
            reading.tokens.push(form);
            let parts = reader.forms.get(form as usize).map_or((0, 0), |form| form.parts);
            let parts = reader.parts.get(parts.0 as usize..parts.1 as usize).unwrap_or_default();
            for &stem in parts {
                reading.units.push(Unit { stem, token: token_at });
            }
        }
        reading.stems = reader.stems.len();
        (reading.keys, reading.forms) = (reader.keys, reader.forms);
        reading
    }

    /// The form of a token; for a mark, one that stands for no word.
    #[inline]
    pub(super) fn form(&self, token: usize) -> Option<&Form> {
        self.forms.get(*self.tokens.get(token)? as usize)
    }

    /// The token in lower case, with straight apostrophes; empty for a mark.
    pub(super) fn key(&self, token: usize) -> &str {
        let (start, end) = self.form(token).map_or((0, 0), |form| form.key);
        self.keys.get(start as usize..end as usize).unwrap_or_default()
    }

    /// Whether the word at a token has any of these traits; a mark has none but its own.
    #[inline]
    pub(super) fn is(&self, token: usize, traits: Traits) -> bool {
        self.form(token).is_some_and(|form| form.traits.any(traits))
    }

    /// Whether a token is a function word of the article's language.
    #[inline]
    pub(super) fn is_function(&self, token: usize) -> bool {
        self.is(token, Traits::FUNCTION)
    }

    /// Whether a phrase's noun stands before its adjectives.
    pub(super) fn noun_is_first(&self) -> bool {
        matches!(
            self.language,
            Language::French | Language::Spanish | Language::Italian | Language::Portuguese
        )
    }

    /// Whether a paragraph is the headline or a heading.
    pub(super) fn is_heading(&self, paragraph: usize) -> bool {
        let paragraph = self.sentences.paragraphs.get(paragraph);
        paragraph.is_some_and(|p| matches!(p.verdict, Verdict::Headline | Verdict::Heading))
    }

    /// Whether a paragraph is the headline.
    pub(super) fn is_headline(&self, paragraph: usize) -> bool {
        let paragraph = self.sentences.paragraphs.get(paragraph);
        paragraph.is_some_and(|paragraph| paragraph.verdict == Verdict::Headline)
    }

    /// How much the place of a paragraph says.
    pub(super) fn place(&self, paragraph: usize) -> f32 {
        self.places.get(paragraph).copied().unwrap_or(1.0)
    }

    /// The units of a range of tokens.
    pub(super) fn units_of(&self, tokens: &Range<usize>) -> Range<usize> {
        let start = self.units.partition_point(|unit| (unit.token as usize) < tokens.start);
        let end = self.units.partition_point(|unit| (unit.token as usize) < tokens.end);
        start..end
    }
}

/// Headline and headings weigh more than the body, its beginning more than the rest.
fn places(sentences: &Sentences<'_>) -> Vec<f32> {
    let mut body = 0;
    let place = |paragraph: &Paragraph| match paragraph.verdict {
        Verdict::Headline => HEADLINE,
        Verdict::Heading => HEADING,
        Verdict::DatelinePlace => 0.0,
        _ => {
            body += 1;
            match body {
                1 => FIRST_PARAGRAPH,
                2 => SECOND_PARAGRAPH,
                _ => 1.0,
            }
        }
    };
    sentences.paragraphs.iter().map(place).collect()
}

/// Reads distinct words, each once.
struct Reader<'r> {
    text: &'r str,
    lexicon: &'r Lexicon,
    terms: &'r Terms,
    language: Language,
    /// The language's bit in the list of function words.
    bit: u32,
    /// The article's stems by their numbers.
    stems: Numbering,
    keys: String,
    forms: Vec<Form>,
    /// The parts of all forms, one form after the other.
    parts: Vec<Option<StemId>>,
}

impl<'r> Reader<'r> {
    fn new(
        sentences: &Sentences<'r>,
        lexicon: &'r Lexicon,
        terms: &'r Terms,
        language: Language,
    ) -> Self {
        let words = sentences.tokens.len() / 2;
        let mut forms = Vec::with_capacity(words + 1);
        forms.push(Form { key: (0, 0), stem: 0, traits: Traits::MARK, parts: (0, 0) });
        Self {
            text: sentences.text,
            lexicon,
            terms,
            language,
            bit: sentences.language.as_deref().and_then(language_bit).unwrap_or(1),
            stems: Numbering::with_capacity(words),
            keys: String::with_capacity(words * 8),
            forms,
            parts: Vec::with_capacity(words + words / 16),
        }
    }

    /// Adds the form of a token's word.
    fn read(&mut self, token: &Token) {
        let start = self.keys.len();
        add_key(token.span.of(self.text), &mut self.keys);
        let key = self.keys.get(start..).unwrap_or_default();
        let (mut whole, mut letters, mut marks) = (EMPTY, true, false);
        for &byte in key.as_bytes() {
            whole = number(whole, &[byte]);
            if !byte.is_ascii_lowercase() {
                letters = false;
                // 0xe2 opens the hyphens and apostrophes that are not ASCII.
                marks |= matches!(byte, b'-' | b'\'' | b'.' | b'/' | b'#' | b' ' | 0xe2);
            }
        }
        let mut form = Form {
            key: (start as u32, self.keys.len() as u32),
            stem: 0,
            traits: Traits::of(key, whole, self.language),
            parts: (self.parts.len() as u32, 0),
        };
        let (stem_number, function) = if marks {
            let mut stems = EMPTY;
            for part in split(key, self.language) {
                let stem = stem(part, self.language);
                self.parts.push(self.terms.stem(stem.number(EMPTY)));
                stems = number(stem.number(stems), b"-");
            }
            form.traits = form
                .traits
                .union(Traits::of_apostrophe(key, self.language))
                .with(Traits::HYPHEN, key.contains('-'));
            (stems, self.is_function(key))
        } else {
            let stem = stem(key, self.language);
            let stem_number = if stem.is_whole(key) { whole } else { stem.number(EMPTY) };
            self.parts.push(self.terms.stem(stem_number));
            let hash = if letters { whole } else { hash(key) };
            (number(stem_number, b"-"), self.ends_phrase(whole, hash))
        };
        let english = self.language == Language::English && token.is(Classes::FUNCTION);
        form.traits = form.traits.with(Traits::FUNCTION, english || function);
        form.stem = self.stems.number(stem_number).0;
        form.parts.1 = self.parts.len() as u32;
        self.forms.push(form);
    }

    /// Whether a word with marks in it is a function word.
    fn is_function(&self, key: &str) -> bool {
        // "n'est" is as much a function word as "est".
        let elides = matches!(self.language, Language::French | Language::Italian);
        let elided = key.split_once('\'').filter(|(_, rest)| elides && !rest.is_empty());
        let bare = elided.map_or(key, |(_, rest)| rest);
        let whole = number(EMPTY, bare.as_bytes());
        // The list would look at the first part of "us-led" alone.
        if bare.contains('-') {
            return self.lexicon.topics.ends_phrase(whole, self.language);
        }
        self.ends_phrase(whole, hash(bare))
    }

    /// Whether no phrase holds a word: its number, and its hash in the list of
    /// function words.
    fn ends_phrase(&self, number: u64, hash: u64) -> bool {
        self.lexicon.function_words.languages(hash) & self.bit != 0
            || self.lexicon.topics.ends_phrase(number, self.language)
    }
}

/// Appends a word's key: lower case, straight apostrophes.
fn add_key(word: &str, keys: &mut String) {
    let start = keys.len();
    if word.is_ascii() {
        keys.push_str(word);
        if let Some(key) = keys.get_mut(start..) {
            key.make_ascii_lowercase();
        }
    } else if word.contains('Σ') {
        // Its lower case depends on whether the word ends with it.
        keys.push_str(&word.to_lowercase().replace('’', "'"));
    } else {
        for letter in word.chars() {
            match letter {
                '’' => keys.push('\''),
                'ß'..='ö' | 'ø'..='ÿ' | 'а'..='џ' => keys.push(letter),
                _ => keys.extend(letter.to_lowercase()),
            }
        }
    }
}
