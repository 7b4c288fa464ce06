//! [`Reading`]: the kept words as topics and phrases see them.
//!
//! Each distinct word is looked at once, however often it stands: its stem, its
//! parts at hyphens, and its stems in the topic terms' trie. What remains for
//! each token is one look-up by the hash that the splitter made. Most words are
//! small letters alone: those are their own keys where they stand.

use std::ops::Range;

use verbatim_lexicon::{
    Classes, Habits, Language, SetBits,
    function_words::Told,
    hash::{EMPTY, number},
    phrase::hash,
    topics::{StemId, Terms},
};

use super::{numbering::Numbering, traits::Traits};
use crate::{
    Lexicon,
    clean::Verdict,
    index::{Index, Places},
    segment::{Case, Paragraph, ParagraphId, Sentences, Token, TokenId, TokenKind},
};

/// How much a place in the article says, against the body's 1. Set by hand:
/// larger ones trust the headline against the body, and `cargo xtask eval topics` tells what
/// that does to the first topics.
const HEADLINE: f32 = 3.0;
const HEADING: f32 = 1.5;
const FIRST_PARAGRAPH: f32 = 1.8;
const SECOND_PARAGRAPH: f32 = 1.4;

/// Of how many tokens or runs room is made for the distinct ones: an article has about one
/// to two, and what is longer says its words again and again.
pub(super) fn likely_distinct(tokens: usize) -> usize {
    tokens.min(1 << 13)
}

/// One distinct word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    /// Where its key stands: in the text, or further on in [`Reading::keys`].
    key: (u32, u32),
    /// The number of its stem among the article's stems; zero for function words.
    pub stem: u32,
    /// What its spelling says.
    pub traits: Traits,
    /// Its stems in the topic terms.
    parts: Parts,
}

/// The stems of a word in the topic terms.
#[derive(Debug, Clone, Copy)]
enum Parts {
    /// A word without marks is one part.
    One(StemId),
    /// Where the parts of any other stand in [`Reader::parts`].
    Many(u32, u32),
}

/// A word, or a part of a hyphenated one, as the topic terms count it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit {
    /// Its stem in the topic terms.
    pub stem: StemId,
    /// Its token, as an index into `Sentences::tokens`.
    pub token: u32,
}

/// The kept words of one article.
pub(super) struct Reading<'r> {
    pub sentences: &'r Sentences<'r>,
    pub terms: &'r Terms,
    /// What print does in the language that the text is read as.
    pub habits: &'r Habits,
    /// Keys (lower case, straight apostrophes) that don't stand so in the text, one
    /// after the other; counted from the text's end on.
    keys: String,
    /// Distinct words; the first stands for all marks.
    forms: Vec<Form>,
    /// By token: its place in `forms`.
    tokens: Vec<u32>,
    /// Words and parts of words in order, as far as a term may hold them: what stands
    /// between two of these is one unit without a stem.
    pub units: Vec<Unit>,
    /// How much each paragraph's place says.
    places: Vec<f32>,
    /// How many distinct stems there are.
    pub stems: usize,
}

impl<'r> Reading<'r> {
    pub(super) fn new(sentences: &'r Sentences<'r>, lexicon: &'r Lexicon) -> Self {
        let language = sentences.language.filter(|language| lexicon.topics.has(*language));
        let language = language.unwrap_or(Language::ENGLISH);
        let terms = lexicon.topics.terms(language);
        let habits = lexicon.habits(Some(language));
        let mut reader = Reader::new(sentences, lexicon, (terms, habits), language);
        let count = sentences.tokens.len();
        let mut by_hash = Numbering::with_capacity(likely_distinct(count) / 2);
        let mut tokens = Vec::with_capacity(count);
        let mut units: Vec<Unit> = Vec::with_capacity(count);
        let mut parted = false;
        for (at, token) in sentences.tokens.iter().enumerate() {
            let at = at as u32;
            if token.kind == TokenKind::Mark {
                tokens.push(0);
                // The "'s" of a possessive is no word: "women's rights" is one term.
                let mark = sentences.text.as_bytes().get(token.span.start()..).unwrap_or_default();
                if !parted && !matches!(mark, [b'-' | b'\'', ..] | [0xe2, 0x80, 0x99, ..]) {
                    units.push(Unit { stem: StemId::NONE, token: at });
                    parted = true;
                }
                continue;
            }
            let (number, new) = by_hash.number(token.hash);
            if new {
                reader.read(token);
            }
            // The first form stands for marks.
            tokens.push(number + 1);
            let mut part = |stem: StemId| {
                let parts = stem == StemId::NONE;
                if !(parts && parted) {
                    units.push(Unit { stem, token: at });
                }
                parted = parts;
            };
            match reader.forms.get(number as usize + 1).map(|form| form.parts) {
                Some(Parts::One(stem)) => part(stem),
                Some(Parts::Many(start, end)) => {
                    let parts = reader.parts.get(start as usize..end as usize);
                    parts.unwrap_or_default().iter().for_each(|&stem| part(stem));
                }
                None => {}
            }
        }
        Self {
            sentences,
            terms,
            habits,
            keys: reader.keys,
            forms: reader.forms,
            tokens,
            units,
            places: places(sentences),
            stems: reader.stems.len(),
        }
    }

    /// The form of a token; for a mark, one that stands for no word.
    #[inline]
    pub(super) fn form(&self, token: TokenId) -> Option<&Form> {
        self.forms.get(*self.tokens.get(token.get())? as usize)
    }

    /// The forms of a range of tokens, in order.
    pub(super) fn forms_of(&self, tokens: Range<TokenId>) -> impl Iterator<Item = &Form> {
        let tokens = self.tokens.get(tokens.start.get()..tokens.end.get()).unwrap_or_default();
        // Each token has a form.
        tokens.iter().filter_map(|&form| self.forms.get(form as usize))
    }

    /// The token in lower case, with straight apostrophes; empty for a mark.
    pub(super) fn key(&self, token: TokenId) -> &str {
        let (start, end) = self.form(token).map_or((0, 0), |form| form.key);
        let (start, end, text) = (start as usize, end as usize, self.sentences.text);
        let key = match start.checked_sub(text.len()) {
            Some(start) => self.keys.get(start..end - text.len()),
            None => text.get(start..end),
        };
        key.unwrap_or_default()
    }

    /// Whether the word at a token has any of these traits; a mark has none but its own.
    #[inline]
    pub(super) fn is(&self, token: TokenId, traits: Traits) -> bool {
        self.form(token).is_some_and(|form| form.traits.any(traits))
    }

    /// Whether a token is a function word of the article's language.
    #[inline]
    pub(super) fn is_function(&self, token: TokenId) -> bool {
        self.is(token, Traits::FUNCTION)
    }

    /// Whether a paragraph is the headline or a heading.
    pub(super) fn is_heading(&self, paragraph: ParagraphId) -> bool {
        let paragraph = self.sentences.paragraphs.at(paragraph);
        paragraph.is_some_and(|p| matches!(p.verdict, Verdict::Headline | Verdict::Heading))
    }

    /// Whether a paragraph is the headline.
    pub(super) fn is_headline(&self, paragraph: ParagraphId) -> bool {
        let paragraph = self.sentences.paragraphs.at(paragraph);
        paragraph.is_some_and(|paragraph| paragraph.verdict == Verdict::Headline)
    }

    /// How much the place of a paragraph says.
    pub(super) fn place(&self, paragraph: ParagraphId) -> f32 {
        self.places.get(paragraph.get()).copied().unwrap_or(1.0)
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
    habits: &'r Habits,
    /// The language's bit in the list of function words.
    bit: u32,
    /// The article's stems by their numbers.
    stems: Numbering,
    keys: String,
    forms: Vec<Form>,
    /// The parts of forms of many, one form after the other.
    parts: Vec<StemId>,
}

impl<'r> Reader<'r> {
    fn new(
        sentences: &Sentences<'r>,
        lexicon: &'r Lexicon,
        (terms, habits): (&'r Terms, &'r Habits),
        language: Language,
    ) -> Self {
        let words = &lexicon.function_words;
        let told = words.told(sentences.language.unwrap_or(Language::ENGLISH));
        let told = told.or_else(|| words.told(Language::ENGLISH));
        let words = likely_distinct(sentences.tokens.len()) * 5 / 8;
        let mut forms = Vec::with_capacity(words + 1);
        forms.push(Form { key: (0, 0), stem: 0, traits: Traits::MARK, parts: Parts::Many(0, 0) });
        Self {
            text: sentences.text,
            lexicon,
            terms,
            language,
            habits,
            bit: told.map_or(0, Told::bit),
            stems: Numbering::with_capacity(likely_distinct(sentences.tokens.len()) / 2),
            keys: String::with_capacity(words * 2),
            forms,
            parts: Vec::with_capacity(words / 8),
        }
    }

    /// Adds the form of a token's word.
    fn read(&mut self, token: &Token) {
        let word = token.span.of(self.text);
        let function = self.habits.classed_words && token.is(Classes::FUNCTION);
        let sets = self.lexicon.sets.of(token.word);
        if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            let key = (token.span.start() as u32, token.span.end() as u32);
            self.plain(word, key, [token.hash; 2], (function, sets));
            return;
        }
        // Taken out while the reader reads it.
        let mut keys = std::mem::take(&mut self.keys);
        let start = keys.len();
        add_key(word, &mut keys);
        let (first, last) = (self.text.len() + start, self.text.len() + keys.len());
        let key = keys.get(start..).unwrap_or_default();
        // The key's hash is its number; but that of an acronym may be of its capitals.
        let whole = match word.is_ascii() && token.case != Case::Upper {
            true => token.hash,
            false => number(EMPTY, key.as_bytes()),
        };
        self.any(key, (first as u32, last as u32), whole, (function, sets));
        self.keys = keys;
        if token.kind == TokenKind::Number
            && let Some(form) = self.forms.last_mut()
        {
            form.traits = form.traits.union(Traits::NUMBER);
        }
    }

    /// Adds the form of a word without marks: where its `key` stands, its number
    /// and that in the list of function words, whether it is known to be one, and its sets.
    #[inline]
    fn plain(
        &mut self,
        key: &str,
        place: (u32, u32),
        [whole, hash]: [u64; 2],
        (function, sets): (bool, SetBits),
    ) {
        let stem = self.terms.stemming.stem(key);
        let stem_number = if stem.is_whole(key) { whole } else { stem.number(EMPTY) };
        let parts = Parts::One(self.terms.stem(stem_number));
        let function = function || self.ends_phrase(whole, hash);
        // Function words are never counted by their stems.
        let stem = if function { 0 } else { self.stems.number(number(stem_number, b"-")).0 };
        let traits =
            Traits::of(key, sets, &self.lexicon.sets, self.habits).with(Traits::FUNCTION, function);
        self.forms.push(Form { key: place, stem, traits, parts });
    }

    /// Adds the form of any word: as [`Self::plain`], `whole` being its number.
    fn any(&mut self, key: &str, place: (u32, u32), whole: u64, (function, sets): (bool, SetBits)) {
        let (mut letters, mut marks) = (true, false);
        for &byte in key.as_bytes() {
            if !byte.is_ascii_lowercase() {
                letters = false;
                // 0xe2 opens the hyphens and apostrophes that are not ASCII.
                marks |= matches!(byte, b'-' | b'\'' | b'.' | b'/' | b'#' | b' ' | 0xe2);
            }
        }
        if !marks {
            let hash = if letters { whole } else { hash(key) };
            self.plain(key, place, [whole, hash], (function, sets));
            return;
        }
        let (mut stems, part) = (EMPTY, self.parts.len() as u32);
        for word in self.terms.split(key) {
            let stem = self.terms.stemming.stem(word);
            self.parts.push(self.terms.stem(stem.number(EMPTY)));
            stems = number(stem.number(stems), b"-");
        }
        let stem = self.stems.number(stems).0;
        let traits = Traits::of(key, sets, &self.lexicon.sets, self.habits)
            .union(Traits::of_apostrophe(key, self.habits))
            .with(Traits::HYPHEN, key.contains('-'))
            .with(Traits::FUNCTION, function || self.is_function(key));
        let parts = Parts::Many(part, self.parts.len() as u32);
        self.forms.push(Form { key: place, stem, traits, parts });
    }

    /// Whether a word with marks in it is a function word.
    fn is_function(&self, key: &str) -> bool {
        // "n'est" is as much a function word as "est".
        let elides = !self.habits.elided_articles.is_empty();
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
    #[inline]
    fn ends_phrase(&self, number: u64, hash: u64) -> bool {
        self.lexicon.function_words.languages(hash) & self.bit != 0
            || !self.habits.classed_words && self.lexicon.topics.ends_phrase(number, self.language)
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
