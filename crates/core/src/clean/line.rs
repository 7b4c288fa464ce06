//! [`Line`]: what can be seen of one block by itself. Computed once, in one
//! pass over the words, and read by every detector and by the body model, so
//! that a feature has one definition.

use verbatim_lexicon::{
    function_words::{LANGUAGES, Person},
    phrase::{NUMBER, join, words},
    prompts::{LONGEST, Place, Prompt, PromptKind},
};

use crate::{Lexicon, Span, document::RawBlock};

/// How a block ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum End {
    /// In a letter, digit or sign that ends no sentence.
    #[default]
    Open,
    /// In a mark that ends a sentence, brackets and quote marks aside.
    Sentence,
    /// In a colon or semicolon.
    Colon,
    /// In an ellipsis or an arrow: cut short, or leading elsewhere.
    Cut,
}

/// What can be seen of one block by itself.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    pub span: Span,
    /// Bytes, chars and words.
    pub chars: u32,
    pub words: u32,
    /// Words that are numbers.
    pub numbers: u32,
    /// Words that start in upper case, and words wholly in upper case (two letters and more).
    pub capitals: u32,
    pub shouted: u32,
    pub digits: u32,
    pub letters: u32,
    /// Sentence ends inside the line: a closing mark, white space, an upper-case letter.
    pub inner_ends: u32,
    pub commas: u32,
    /// Bars, middle dots, slashes, guillemets between words, as menus have them.
    pub separators: u32,
    pub end: End,
    pub starts_upper: bool,
    /// Starts with a bullet or a number and full stop.
    pub bullet: bool,
    /// Starts with a quote mark.
    pub opens_quote: bool,
    /// Has any quote mark.
    pub has_quote: bool,
    /// Words of the speaker and of the reader.
    pub first_person: u32,
    pub second_person: u32,
    pub has_address: bool,
    /// Function words per language, in the order of [`LANGUAGES`].
    pub function: [u16; LANGUAGES.len()],
    /// The most telling phrase of the lists.
    pub prompt: Option<Prompt>,
    /// Words inside listed phrases.
    pub prompt_words: u32,
    /// The number of the line's words; equal lines have equal numbers.
    pub key: u64,
    /// The script most letters are of.
    pub script: Script,
    /// Most letters with marks that English does not use.
    pub accented: u32,
}

/// The script of a line, as far as it matters for telling languages apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub(crate) enum Script {
    #[default]
    Latin,
    Cyrillic,
    Greek,
    Arabic,
    Hebrew,
    Devanagari,
    Han,
    Kana,
    Hangul,
    Other,
}

impl Script {
    pub(crate) fn of(ch: char) -> Option<Self> {
        Some(match ch {
            'a'..='z' | 'A'..='Z' | 'À'..='ɏ' | 'Ḁ'..='ỿ' => Self::Latin,
            'Ͱ'..='Ͽ' => Self::Greek,
            'Ѐ'..='ԯ' => Self::Cyrillic,
            '֐'..='׿' => Self::Hebrew,
            '؀'..='ۿ' => Self::Arabic,
            'ऀ'..='ॿ' => Self::Devanagari,
            '぀'..='ヿ' => Self::Kana,
            '㐀'..='鿿' => Self::Han,
            '가'..='힯' => Self::Hangul,
            _ if ch.is_alphabetic() => Self::Other,
            _ => return None,
        })
    }
}

impl Line {
    /// Reads one block.
    pub(crate) fn read(text: &str, raw: &RawBlock, lexicon: &Lexicon) -> Self {
        let body = raw.span.of(text);
        let mut line = Self { span: raw.span, ..Self::default() };
        line.read_chars(body);
        line.read_words(body, lexicon);
        line
    }

    /// Function words in the language with this index in [`LANGUAGES`].
    pub(crate) fn function_words(&self, language: Option<usize>) -> u32 {
        language.and_then(|at| self.function.get(at)).copied().map_or(0, u32::from)
    }

    /// The share of words that are function words of `language`; of any, where it is unknown.
    pub(crate) fn density(&self, language: Option<usize>) -> f32 {
        let count = match language {
            Some(_) => self.function_words(language),
            None => self.function.iter().copied().max().map_or(0, u32::from),
        };
        count as f32 / self.words.max(1) as f32
    }

    /// Whether the line's script puts no spaces between words, so that words cannot be counted.
    pub(crate) fn unspaced(&self) -> bool {
        matches!(self.script, Script::Han | Script::Kana)
    }

    /// How long the line is in words, counting two chars of an unspaced script as one.
    pub(crate) fn length(&self) -> u32 {
        if self.unspaced() { self.words.max(self.chars / 2) } else { self.words }
    }

    /// Whether the line reads as a sentence or several.
    pub(crate) fn is_sentence(&self, language: Option<usize>) -> bool {
        let held = language.is_none()
            || self.script != Script::Latin && self.script != Script::Cyrillic
            || self.density(language) >= 0.18
            || self.words >= 6 && self.density(language) >= 0.12 && self.end == End::Sentence;
        let long = self.length() >= 25 || self.inner_ends >= 2;
        held && self.length() >= 6 && (self.end == End::Sentence || long)
    }

    fn read_chars(&mut self, body: &str) {
        let mut scripts = [0u32; 10];
        let mut before = ' ';
        let mut ended = false;
        for ch in body.chars() {
            self.chars += 1;
            if ch.is_ascii_lowercase() {
                self.letters += 1;
                scripts[0] += 1;
                ended = false;
            } else if ch.is_ascii_digit() {
                self.digits += 1;
                ended = false;
            } else if ch == ' ' {
            } else if let Some(script) = Script::of(ch) {
                self.letters += 1;
                if let Some(count) = scripts.get_mut(script as usize) {
                    *count += 1;
                }
                if !ch.is_ascii() && script == Script::Latin {
                    self.accented += 1;
                }
                if ended && before.is_whitespace() && ch.is_uppercase() {
                    self.inner_ends += 1;
                }
                ended = false;
            } else {
                match ch {
                    '.' | '!' | '?' | '…' | '。' | '！' | '？' | '।' => ended = true,
                    ',' | '，' | '、' | '،' => self.commas += 1,
                    '|' | '·' | '•' | '»' | '›' | '/' | '→' | '▸' | '►' => {
                        self.separators += 1
                    }
                    '"' | '“' | '”' | '«' | '„' => self.has_quote = true,
                    '@' => self.has_address = true,
                    _ => {}
                }
            }
            before = ch;
        }
        self.script = [
            Script::Latin,
            Script::Cyrillic,
            Script::Greek,
            Script::Arabic,
            Script::Hebrew,
            Script::Devanagari,
            Script::Han,
            Script::Kana,
            Script::Hangul,
            Script::Other,
        ]
        .into_iter()
        .max_by_key(|s| (scripts.get(*s as usize).copied(), std::cmp::Reverse(*s as usize)))
        .unwrap_or_default();
        let open = body.trim_start_matches(['(', '[']);
        self.opens_quote = open.starts_with(['"', '“', '«', '„', '‘', '\'', '‚', '「', '『']);
        self.bullet = is_bullet(body);
        let first = body.chars().find(|c| c.is_alphanumeric());
        self.starts_upper = first.is_some_and(char::is_uppercase);
        self.end = end_of(body);
        if !self.has_address {
            self.has_address = body.contains("http") || body.contains("www.");
        }
    }

    fn read_words(&mut self, body: &str, lexicon: &Lexicon) {
        let mut first = Opening { hashes: [0; LONGEST], len: 0, ends: [0; LONGEST] };
        for word in words(body) {
            self.words += 1;
            self.key = join(self.key, word.hash);
            if first.len < LONGEST {
                first.hashes[first.len] = word.hash;
                first.ends[first.len] = word.end;
                first.len += 1;
            }
            if word.hash == NUMBER {
                self.numbers += 1;
                continue;
            }
            let spelled = body.get(word.start..word.end).unwrap_or_default();
            if spelled.starts_with(char::is_uppercase) {
                self.capitals += 1;
                if word.end - word.start > 1 && !spelled.contains(char::is_lowercase) {
                    self.shouted += 1;
                }
            }
            match lexicon.function_words.person(word.hash) {
                Some(Person::First) => self.first_person += 1,
                Some(Person::Second) => self.second_person += 1,
                None => {}
            }
            let mut mask = lexicon.function_words.languages(word.hash);
            while mask != 0 {
                if let Some(count) = self.function.get_mut(mask.trailing_zeros() as usize) {
                    *count = count.saturating_add(1);
                }
                mask &= mask - 1;
            }
        }
        self.find_prompt(body, &first, lexicon);
    }

    /// The first words against the lists, then every word that may open a phrase.
    fn find_prompt(&mut self, body: &str, first: &Opening, lexicon: &Lexicon) {
        let mut all = 0;
        for (at, (hash, end)) in first.iter().enumerate() {
            all = join(all, hash);
            for prompt in lexicon.prompts.get(all) {
                let whole = at as u32 + 1 == self.words;
                let fits = match prompt.place {
                    Place::Whole => whole,
                    Place::Label => whole || set_off(body, end, self.shouted == self.words),
                    Place::Start => true,
                    Place::Part => false,
                };
                if fits {
                    self.take(*prompt, at as u32 + 1);
                }
            }
        }
        // Long lines are searched too: a cookie notice is a paragraph.
        if self.chars > 1200 {
            return;
        }
        let mut window = [0u64; LONGEST];
        let mut filled = 0usize;
        for word in words(body) {
            // `window[i]` is the phrase that started `i` words ago.
            filled = (filled + 1).min(LONGEST);
            window.copy_within(0..LONGEST - 1, 1);
            window[0] = 0;
            for (back, phrase) in window.iter_mut().take(filled).enumerate() {
                if back > 0 && *phrase == 0 {
                    continue;
                }
                if back == 0 && !lexicon.prompts.opens_part(word.hash) {
                    continue;
                }
                *phrase = join(*phrase, word.hash);
                for prompt in lexicon.prompts.get(*phrase) {
                    if prompt.place == Place::Part {
                        self.take(*prompt, back as u32 + 1);
                    }
                }
            }
        }
    }

    /// Keeps the more telling of two phrases: the one of more words.
    fn take(&mut self, prompt: Prompt, count: u32) {
        let better =
            self.prompt.is_none_or(|old| (prompt.words, rank(prompt)) > (old.words, rank(old)));
        if better {
            self.prompt = Some(prompt);
        }
        self.prompt_words = (self.prompt_words.max(count)).min(self.words);
    }
}

/// Among phrases of one length, the one that says more of what the line is.
fn rank(prompt: Prompt) -> u8 {
    let place = match prompt.place {
        Place::Whole => 3,
        Place::Label => 2,
        Place::Start => 1,
        Place::Part => 0,
    };
    place + u8::from(prompt.kind != PromptKind::Navigation)
}

/// The first words of a line.
struct Opening {
    hashes: [u64; LONGEST],
    ends: [usize; LONGEST],
    len: usize,
}

impl Opening {
    fn iter(&self) -> impl Iterator<Item = (u64, usize)> + '_ {
        self.hashes.iter().copied().zip(self.ends.iter().copied()).take(self.len)
    }
}

/// Whether the first `end` bytes are set off from the rest: by a colon, dash, bar
/// or arrow, by being in capitals where the rest is not, or by two spaces.
fn set_off(body: &str, end: usize, all_shouted: bool) -> bool {
    let (head, tail) = (body.get(..end).unwrap_or_default(), body.get(end..).unwrap_or_default());
    let bare = tail.trim_start();
    if bare.is_empty()
        || bare.starts_with([':', '|', '»', '›', '>', '→', '•', '·', '…', '*', '+', '▸', '►'])
    {
        return true;
    }
    if tail.len() > bare.len() && bare.starts_with(['–', '—', '-', '(', '/']) {
        return true;
    }
    if tail.starts_with("  ") || tail.starts_with('\t') || bare.starts_with("...") {
        return true;
    }
    !all_shouted
        && head.chars().filter(|c| c.is_alphabetic()).count() > 2
        && !head.contains(char::is_lowercase)
}

fn is_bullet(body: &str) -> bool {
    let mut chars = body.chars();
    match chars.next() {
        Some('•' | '●' | '▪' | '◦' | '‣' | '■' | '►' | '∙' | '·' | '○' | '▸') => {
            true
        }
        Some('-' | '*' | '–' | '—' | '+') => chars.next().is_some_and(|c| c == ' '),
        Some(c) if c.is_ascii_digit() => {
            let rest = body.trim_start_matches(|c: char| c.is_ascii_digit());
            body.len() - rest.len() <= 2 && (rest.starts_with(". ") || rest.starts_with(") "))
        }
        _ => false,
    }
}

fn end_of(body: &str) -> End {
    let bare = body.trim_end_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, '"' | '”' | '“' | '’' | '\'' | '»' | ')' | ']' | '«' | '」' | '』' | '*')
    });
    match bare.chars().next_back() {
        Some('.' | '!' | '?' | '。' | '！' | '？' | '।' | '؟') => {
            if bare.ends_with("...") && bare.chars().count() < 120 {
                End::Cut
            } else {
                End::Sentence
            }
        }
        Some('…') => End::Cut,
        Some('→' | '›' | '>' | '▸' | '►') => End::Cut,
        Some(':' | ';' | '：') => End::Colon,
        _ => End::Open,
    }
}
