//! [`Reading`]: the kept words as topics and phrases see them.
//!
//! Each distinct word is looked at once, however often it stands: its stem, its
//! parts at hyphens, and its steps in the topic terms' trie. What remains for
//! each token is one look-up by the hash that the splitter made.

use std::ops::Range;

use rustc_hash::FxHashMap;

use verbatim_lexicon::{
    Classes, Language,
    function_words::language_bit,
    phrase::hash,
    stem,
    topics::{StemId, Terms, split},
};

use crate::{
    Lexicon,
    clean::Verdict,
    segment::{Sentences, Token, TokenKind},
};

/// How much a place in the article says, against the body's 1.
const HEADLINE: f32 = 3.0;
const HEADING: f32 = 1.5;
const FIRST_PARAGRAPH: f32 = 1.8;
const SECOND_PARAGRAPH: f32 = 1.4;

/// A word's number among the distinct words of the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct FormId(pub u32);

/// One distinct word.
#[derive(Debug, Clone)]
pub(super) struct Form {
    /// In lower case, with straight apostrophes.
    pub key: String,
    /// The number of its stem among the article's stems.
    pub stem: u32,
    /// Whether it is a function word of the article's language.
    pub function: bool,
    /// Its parts' stems in the topic terms; `None` for a part that no term has.
    parts: Range<usize>,
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
    /// Distinct words, by [`FormId`].
    pub forms: Vec<Form>,
    /// The form of each token; `None` for marks.
    pub tokens: Vec<Option<FormId>>,
    /// Words and parts of words in order; a mark is a unit without a stem.
    pub units: Vec<Unit>,
    /// How much each paragraph's place says.
    pub places: Vec<f32>,
    /// How many distinct stems there are.
    pub stems: usize,
}

impl<'r> Reading<'r> {
    pub(super) fn new(sentences: &'r Sentences<'r>, lexicon: &'r Lexicon) -> Self {
        let language = sentences.language.as_deref().and_then(Language::of).unwrap_or_default();
        let mut reading = Self {
            sentences,
            terms: lexicon.topics.terms(language),
            language,
            forms: Vec::new(),
            tokens: Vec::with_capacity(sentences.tokens.len()),
            units: Vec::with_capacity(sentences.tokens.len()),
            places: places(sentences),
            stems: 0,
        };
        reading.read(lexicon);
        reading
    }

    fn read(&mut self, lexicon: &Lexicon) {
        let mut stems: FxHashMap<String, u32> = FxHashMap::default();
        let mut by_hash: FxHashMap<u32, FormId> = FxHashMap::default();
        let mut parts: Vec<Option<StemId>> = Vec::new();
        for (at, token) in self.sentences.tokens.iter().enumerate() {
            let form = (token.kind != TokenKind::Mark).then(|| {
                *by_hash.entry(token.hash).or_insert_with(|| {
                    let form = self.form(token, lexicon, &mut stems, &mut parts);
                    self.forms.push(form);
                    FormId(self.forms.len() as u32 - 1)
                })
            });
            self.tokens.push(form);
            let known = form.and_then(|id| self.forms.get(id.0 as usize));
            let words = known.and_then(|form| parts.get(form.parts.clone())).unwrap_or(&[None]);
            // The "'s" of a possessive is no word: "women's rights" is one term.
            if known.is_some() || !token.span.of(self.sentences.text).starts_with(['-', '\'', '’'])
            {
                self.units.extend(words.iter().map(|&stem| Unit { stem, token: at as u32 }));
            }
        }
        self.stems = stems.len();
    }

    fn form(
        &self,
        token: &Token,
        lexicon: &Lexicon,
        stems: &mut FxHashMap<String, u32>,
        parts: &mut Vec<Option<StemId>>,
    ) -> Form {
        let word = token.span.of(self.sentences.text);
        let key = if word.is_ascii() {
            word.to_ascii_lowercase()
        } else {
            word.to_lowercase().replace('’', "'")
        };
        let first = parts.len();
        let mut whole = String::new();
        for part in split(&key, self.language) {
            let start = whole.len();
            stem(part, self.language, &mut whole);
            parts.push(self.terms.stem(whole.get(start..).unwrap_or_default()));
            whole.push('-');
        }
        let next = stems.len() as u32;
        let stem = *stems.entry(whole).or_insert(next);
        let bit = self.sentences.language.as_deref().and_then(language_bit).unwrap_or(1);
        // "n'est" is as much a function word as "est".
        let elides = matches!(self.language, Language::French | Language::Italian);
        let elided = key.split_once('\'').filter(|(_, rest)| elides && !rest.is_empty());
        let bare = elided.map_or(key.as_str(), |(_, rest)| rest);
        // The list would look at the first part of "us-led" alone.
        let function = lexicon.topics.ends_phrase(bare, self.language)
            || !bare.contains('-') && lexicon.function_words.languages(hash(bare)) & bit != 0
            || self.language == Language::English && token.is(Classes::FUNCTION);
        Form { key, stem, function, parts: first..parts.len() }
    }

    /// The form of a token; none for a mark.
    pub(super) fn form_of(&self, token: usize) -> Option<&Form> {
        let id = self.tokens.get(token).copied().flatten()?;
        self.forms.get(id.0 as usize)
    }

    /// The token in lower case, with straight apostrophes; empty for a mark.
    pub(super) fn key(&self, token: usize) -> &str {
        self.form_of(token).map_or("", |form| &form.key)
    }

    /// Whether a token is a function word of the article's language.
    pub(super) fn is_function(&self, token: usize) -> bool {
        self.form_of(token).is_some_and(|form| form.function)
    }

    /// Whether a token can join two nouns into one phrase ("of", "de").
    pub(super) fn is_joint(&self, token: usize) -> bool {
        let joints: &[&str] = match self.language {
            Language::English => &["of"],
            Language::French => &["de", "du", "des"],
            Language::Spanish => &["de", "del"],
            Language::Portuguese => &["de", "do", "da", "dos", "das"],
            Language::Italian => &["di", "del", "della", "dei", "delle", "degli"],
            Language::German | Language::Russian => &[],
        };
        joints.contains(&self.key(token))
    }

    /// Whether a token is an article that may follow a joint ("de la").
    pub(super) fn is_article(&self, token: usize) -> bool {
        matches!(self.key(token), "la" | "le" | "les" | "el" | "los" | "las")
    }

    /// Whether a token is an English determiner, so that a participle after it
    /// belongs to the noun.
    pub(super) fn is_determiner(&self, token: usize) -> bool {
        matches!(
            self.key(token),
            "a" | "an"
                | "the"
                | "this"
                | "these"
                | "those"
                | "its"
                | "their"
                | "his"
                | "her"
                | "our"
                | "my"
                | "your"
                | "some"
                | "any"
                | "no"
                | "'s"
                | "all"
                | "each"
                | "every"
        )
    }

    /// Whether a phrase's noun stands before its adjectives.
    pub(super) fn noun_is_first(&self) -> bool {
        matches!(
            self.language,
            Language::French | Language::Spanish | Language::Italian | Language::Portuguese
        )
    }

    /// Whether a phrase begins anew at a token ("l'accord", not "d'accord").
    pub(super) fn begins(&self, token: usize) -> bool {
        self.has_article(token) && !self.key(token).starts_with("d'")
    }

    /// Whether a small word before an apostrophe is part of the token ("l'accord").
    pub(super) fn has_article(&self, token: usize) -> bool {
        matches!(self.language, Language::French | Language::Italian)
            && self.key(token).split_once('\'').is_some_and(|(article, noun)| {
                !noun.is_empty()
                    && matches!(
                        article,
                        "l" | "d" | "un" | "all" | "dell" | "nell" | "dall" | "sull"
                    )
            })
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
    let place = |paragraph: &crate::segment::Paragraph| match paragraph.verdict {
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
