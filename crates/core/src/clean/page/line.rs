//! [`Line`]: what can be seen of one block by itself. Computed once, in one
//! pass over the words, and read by every detector and by the body model, so
//! that a feature has one definition.

use verbatim_lexicon::{
    function_words::{MOST, Person, Told},
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

/// The numbers of the words of all lines, in order.
#[derive(Debug, Default)]
pub(crate) struct Hashes {
    /// Of every word.
    pub all: Vec<u64>,
    /// Of each line's first words that are no function words of any language.
    pub content: Vec<u64>,
}

/// More words than this of a line say nothing more of what it is about.
const MOST_CONTENT: u8 = 40;

/// What can be seen of one block by itself.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    pub span: Span,
    /// Its first word among those of the page.
    pub first_word: usize,
    /// Its first content word among those of the page, and how many are kept of it.
    pub first_content: usize,
    pub contents: u8,
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
    /// Function words by language, as [`Told::index`] counts them.
    pub function: [u16; MOST],
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
    /// Has a number sign, as hashtags have.
    pub has_hash: bool,
    /// Has a dash or hyphen.
    pub has_dash: bool,
    /// Has what every picture credit has one of: a bracket, a slash, a colon,
    /// "by", "von", or a sign or letter beyond ASCII ("©", "crédit").
    pub may_credit: bool,
    /// Reads as a sentence of the article's language; set once that is known.
    pub sentence: bool,
    /// Speaks another language than the article; set once that is known.
    pub foreign: bool,
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
    /// All that are known by name; of two with as many letters the first counts.
    pub(crate) const ALL: [Self; 9] = [
        Self::Latin,
        Self::Cyrillic,
        Self::Hangul,
        Self::Han,
        Self::Greek,
        Self::Hebrew,
        Self::Arabic,
        Self::Devanagari,
        Self::Kana,
    ];

    /// Its code, ISO 15924.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Latin => "Latn",
            Self::Cyrillic => "Cyrl",
            Self::Greek => "Grek",
            Self::Arabic => "Arab",
            Self::Hebrew => "Hebr",
            Self::Devanagari => "Deva",
            Self::Han => "Hani",
            Self::Kana => "Kana",
            Self::Hangul => "Hang",
            Self::Other => "Zyyy",
        }
    }

    pub(crate) fn of(ch: char) -> Option<Self> {
        Some(match ch {
            'a'..='z' | 'A'..='Z' | 'À'..='ɏ' | 'Ḁ'..='ỿ' => Self::Latin,
            // Dashes and quote marks are many, and no letters.
            '\u{2010}'..='\u{206F}' => return None,
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
    /// Reads one block, and appends its words to those of the page.
    pub(crate) fn read(text: &str, raw: &RawBlock, lexicon: &Lexicon, hashes: &mut Hashes) -> Self {
        let body = raw.span.of(text);
        let (first_word, first_content) = (hashes.all.len(), hashes.content.len());
        let mut line = Self { span: raw.span, first_word, first_content, ..Self::default() };
        let mut seen = Seen::default();
        line.read_words(body, &mut seen, lexicon, hashes);
        line.finish(body, &seen);
        line
    }

    /// Function words in that language.
    pub(crate) fn function_words(&self, language: Option<Told>) -> u32 {
        language.and_then(|at| self.function.get(at.index())).copied().map_or(0, u32::from)
    }

    /// The share of words that are function words of `language`; of any, where it is unknown.
    pub(crate) fn density(&self, language: Option<Told>) -> f32 {
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
    pub(crate) fn is_sentence(&self, language: Option<Told>) -> bool {
        let held = language.is_none()
            || self.script != Script::Latin && self.script != Script::Cyrillic
            || self.density(language) >= 0.18
            || self.words >= 6 && self.density(language) >= 0.12 && self.end == End::Sentence;
        let long = self.length() >= 25 || self.inner_ends >= 2;
        held && self.length() >= 6 && (self.end == End::Sentence || long)
    }

    /// Reads the chars between two bytes.
    fn read_chars(&mut self, body: &str, from: usize, to: usize, seen: &mut Seen) {
        let bytes = body.as_bytes().get(..to).unwrap_or_default();
        let mut at = from;
        while let Some(&byte) = bytes.get(at) {
            at += 1;
            match byte {
                b' ' => self.chars += 1,
                b'a'..=b'z' => seen.read_letter(),
                b'A'..=b'Z' => {
                    self.inner_ends += u32::from(seen.ended && follows_space(body, at - 1));
                    seen.read_letter();
                }
                b'0'..=b'9' => {
                    self.chars += 1;
                    self.digits += 1;
                    seen.ended = false;
                }
                0..0x80 => {
                    self.chars += 1;
                    self.read_mark(char::from(byte), seen);
                }
                _ => {
                    let start = at - 1;
                    let Some(ch) = body.get(start..).and_then(|rest| rest.chars().next()) else {
                        break;
                    };
                    at = start + ch.len_utf8();
                    self.chars += 1;
                    self.read_wide(ch, body, start, seen);
                }
            }
        }
    }

    /// What all chars together say, and the first and last ones.
    fn finish(&mut self, body: &str, seen: &Seen) {
        self.chars += seen.ascii;
        self.letters += seen.ascii;
        self.script = seen.script(self.letters);
        let first = body.bytes().next().unwrap_or_default();
        if first.is_ascii_alphabetic() {
            self.starts_upper = first.is_ascii_uppercase();
        } else {
            let open = body.trim_start_matches(['(', '[']);
            self.opens_quote = open.starts_with(['"', '“', '«', '„', '‘', '\'', '‚', '「', '『']);
            self.bullet = is_bullet(body);
            let first = body.chars().find(|c| c.is_alphanumeric());
            self.starts_upper = first.is_some_and(char::is_uppercase);
        }
        self.end = end_of(body);
    }

    /// A letter or mark outside ASCII.
    fn read_wide(&mut self, ch: char, body: &str, start: usize, seen: &mut Seen) {
        self.may_credit |= matches!(ch, '©' | 'é' | 'É');
        let Some(script) = Script::of(ch) else { return self.read_mark(ch, seen) };
        self.letters += 1;
        if let Some(count) = seen.scripts.get_mut(script as usize) {
            *count += 1;
        }
        if script == Script::Latin {
            self.accented += 1;
        }
        if seen.ended && ch.is_uppercase() && follows_space(body, start) {
            self.inner_ends += 1;
        }
        seen.ended = false;
    }

    fn read_mark(&mut self, ch: char, seen: &mut Seen) {
        match ch {
            '.' | '!' | '?' | '…' | '。' | '！' | '？' | '।' => seen.ended = true,
            ',' | '，' | '、' | '،' => self.commas += 1,
            '/' => {
                self.separators += 1;
                self.may_credit = true;
            }
            '|' | '·' | '•' | '»' | '›' | '→' | '▸' | '►' => self.separators += 1,
            '"' | '“' | '”' | '«' | '„' => self.has_quote = true,
            '@' => self.has_address = true,
            '#' => self.has_hash = true,
            '-' | '–' | '—' => self.has_dash = true,
            '(' | '[' | ':' => self.may_credit = true,
            _ => {}
        }
    }

    fn read_words(&mut self, body: &str, seen: &mut Seen, lexicon: &Lexicon, hashes: &mut Hashes) {
        let bytes = body.as_bytes();
        let mut read = 0;
        // Not `for`: `for_each` reads the words within this loop.
        words(body).for_each(|word| {
            match bytes.get(read..word.start) {
                Some(b" ") => self.chars += 1,
                _ => self.read_chars(body, read, word.start, seen),
            }
            read = word.end;
            let opens = bytes.get(word.start).copied().unwrap_or_default();
            if word.plain {
                let starts = seen.ended && opens.is_ascii_uppercase();
                self.inner_ends += u32::from(starts && follows_space(body, word.start));
                seen.ascii += (word.end - word.start) as u32;
                seen.ended = false;
            } else {
                self.read_chars(body, word.start, word.end, seen);
            }
            self.words += 1;
            self.key = join(self.key, word.hash);
            hashes.all.push(word.hash);
            if word.hash == NUMBER {
                self.numbers += 1;
                self.keep_content(word.hash, hashes);
                return;
            }
            if !opens.is_ascii_lowercase() {
                let spelled = body.get(word.start..word.end).unwrap_or_default();
                if spelled.starts_with(char::is_uppercase) {
                    self.capitals += 1;
                    if word.end - word.start > 1 && !spelled.contains(char::is_lowercase) {
                        self.shouted += 1;
                    }
                }
            } else if matches!(opens, b'h' | b'w') && !self.has_address {
                let rest = bytes.get(word.start..).unwrap_or_default();
                self.has_address = rest.starts_with(b"http") || rest.starts_with(b"www.");
            }
            let facts = lexicon.function_words.facts(word.hash);
            self.may_credit |= facts.credits;
            match facts.person {
                Some(Person::First) => self.first_person += 1,
                Some(Person::Second) => self.second_person += 1,
                None => {}
            }
            let mut mask = facts.languages;
            if mask == 0 {
                self.keep_content(word.hash, hashes);
            }
            while mask != 0 {
                if let Some(count) = self.function.get_mut(mask.trailing_zeros() as usize) {
                    *count = count.saturating_add(1);
                }
                mask &= mask - 1;
            }
        });
        self.read_chars(body, read, body.len(), seen);
    }

    fn keep_content(&mut self, word: u64, hashes: &mut Hashes) {
        if self.contents < MOST_CONTENT {
            self.contents += 1;
            hashes.content.push(word);
        }
    }

    /// Looks for the phrases of pages: the first words against the lists, then every word
    /// that may open a phrase. Lists are a language's, so that the article's must be known.
    pub(crate) fn find_prompt(&mut self, text: &str, hashes: &Hashes, lexicon: &Lexicon) {
        let body = self.span.of(text);
        let own = self.first_word..self.first_word + self.words as usize;
        let hashes = hashes.all.get(own).unwrap_or_default();
        let mut all = 0;
        for (at, &hash) in hashes.iter().take(LONGEST).enumerate() {
            all = join(all, hash);
            for prompt in lexicon.prompts.get(all) {
                let whole = at as u32 + 1 == self.words;
                let fits = match prompt.place {
                    Place::Whole => whole,
                    Place::Label => {
                        let end = || words(body).nth(at).map_or(body.len(), |word| word.end);
                        whole || set_off(body, end(), self.shouted == self.words)
                    }
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
        for (at, &opener) in hashes.iter().enumerate() {
            if !lexicon.prompts.opens_part(opener) {
                continue;
            }
            let mut phrase = 0;
            for (more, &hash) in hashes.iter().skip(at).take(LONGEST).enumerate() {
                phrase = join(phrase, hash);
                for prompt in lexicon.prompts.get(phrase) {
                    if prompt.place == Place::Part {
                        self.take(*prompt, more as u32 + 1);
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

/// What the reading of a line's chars keeps in mind.
#[derive(Default)]
struct Seen {
    /// ASCII letters.
    ascii: u32,
    /// Letters of each script, by its number; of Latin only those with marks.
    scripts: [u32; 10],
    /// A sentence's end mark stands before, and no letter or digit since.
    ended: bool,
}

impl Seen {
    /// Takes note of an ASCII letter.
    fn read_letter(&mut self) {
        self.ascii += 1;
        self.ended = false;
    }

    /// The script of most of `letters`, of two with as many the first.
    fn script(&self, letters: u32) -> Script {
        if self.ascii == letters {
            return Script::Latin;
        }
        let mut scripts = self.scripts;
        scripts[Script::Latin as usize] += self.ascii;
        [
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
        .unwrap_or_default()
    }
}

/// Whether white space stands right before the byte at `at`.
fn follows_space(body: &str, at: usize) -> bool {
    body.get(..at).is_some_and(|before| before.ends_with(char::is_whitespace))
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
