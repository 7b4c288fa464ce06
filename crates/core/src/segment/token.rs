//! Tokens: the Unicode word rules (UAX #29) with what news text needs.
//!
//! - A hyphenated word is one token ("war-torn", "US-Russia", "ez-Zor").
//! - An inner apostrophe, straight or curly, is part of its word ("O’Neil",
//!   "don't"), but a final "'s" is a token of its own, so that the token before
//!   it is the name alone: `Trump` `’s`.
//! - The full stop belongs to a dotted acronym ("U.S.", "a.m."), an initial
//!   ("J." before a capital) and a listed abbreviation ("Gen.").
//! - A number keeps its separators ("180,000", "3.5", "19:54"); a web or mail
//!   address is one token.
//! - A run of full stops is one mark; any other mark is a token of one char.
//!
//! Unlike the Unicode rules, a full stop between two words joins them only in
//! an address: pasted text often lost the space after a sentence's end.

use unicode_segmentation::UnicodeSegmentation;
use verbatim_lexicon::{Classes, Lexicon, WordId, hash};

use super::{Case, Token, TokenKind};
use crate::Span;

/// Longer words are in no list; their keys are cut here.
const KEY_LENGTH: usize = 48;

/// No longer run of labels is a domain; bounds what is read ahead.
const ADDRESS_LENGTH: usize = 253;

/// Cuts stretches of one text into tokens.
pub(super) struct Tokenizer<'t> {
    text: &'t str,
    lexicon: &'t Lexicon,
    key: Vec<u8>,
}

/// What a char is, for the word rules.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letter,
    Digit,
    Space,
    Mark,
    /// Of a script whose words the Unicode library must find.
    Other,
}

#[inline]
fn ascii_kind(byte: u8) -> Kind {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'_' => Kind::Letter,
        b'0'..=b'9' => Kind::Digit,
        b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => Kind::Space,
        _ => Kind::Mark,
    }
}

#[inline]
fn char_kind(c: char) -> Kind {
    match c {
        // Soft hyphen, and combining marks that follow Latin, Greek and Cyrillic letters.
        '\u{ad}' | '\u{300}'..='\u{36f}' => Kind::Letter,
        '\u{80}'..='\u{52f}' | '\u{1e00}'..='\u{20cf}' | '\u{2100}'..='\u{2bff}' => {
            if c.is_alphabetic() {
                Kind::Letter
            } else if c.is_whitespace() || c == '\u{200b}' {
                Kind::Space
            } else {
                Kind::Mark
            }
        }
        '\u{3000}' => Kind::Space,
        '\u{feff}' => Kind::Space,
        _ => Kind::Other,
    }
}

impl<'t> Tokenizer<'t> {
    pub(super) fn new(text: &'t str, lexicon: &'t Lexicon) -> Self {
        Self { text, lexicon, key: Vec::with_capacity(KEY_LENGTH + 4) }
    }

    /// Appends the tokens of `block`. Says whether all its letters are of
    /// scripts that the sentence rules here know.
    pub(super) fn run(&mut self, block: Span, tokens: &mut Vec<Token>) -> bool {
        let end = block.end();
        let mut at = block.start();
        let mut known_script = true;
        while let Some((kind, length)) = self.kind_at(at, end) {
            match kind {
                Kind::Space => at += length,
                Kind::Letter | Kind::Digit => {
                    if let Some(stop) = self.address(at, end) {
                        tokens.push(self.plain(at, stop, TokenKind::Word, Classes::LINK));
                        at = stop;
                    } else {
                        at = self.word(at, end, kind, tokens);
                    }
                }
                Kind::Mark => {
                    let stop =
                        if self.byte(at) == Some(b'.') { self.stops(at, end) } else { at + length };
                    tokens.push(self.plain(at, stop, TokenKind::Mark, Classes::NONE));
                    at = stop;
                }
                Kind::Other => {
                    known_script = false;
                    at = self.foreign(at, end, tokens);
                }
            }
        }
        known_script
    }

    #[inline]
    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// The kind and length of the char at `at`; `None` at the end.
    #[inline]
    fn kind_at(&self, at: usize, end: usize) -> Option<(Kind, usize)> {
        if at >= end {
            return None;
        }
        let byte = self.byte(at)?;
        if byte < 0x80 {
            return Some((ascii_kind(byte), 1));
        }
        let c = self.text.get(at..end)?.chars().next()?;
        Some((char_kind(c), c.len_utf8()))
    }

    /// Whether a word goes on at `at`.
    #[inline]
    fn goes_on(&self, at: usize, end: usize) -> bool {
        matches!(self.kind_at(at, end), Some((Kind::Letter | Kind::Digit, _)))
    }

    /// The length of an apostrophe at `at`.
    #[inline]
    fn apostrophe(&self, at: usize, end: usize) -> Option<usize> {
        match self.byte(at).filter(|_| at < end)? {
            b'\'' => Some(1),
            0xe2 => self.text.get(at..end)?.starts_with('’').then_some(3),
            _ => None,
        }
    }

    /// The end of the run of full stops at `at`.
    fn stops(&self, at: usize, end: usize) -> usize {
        let rest = self.text.as_bytes().get(at..end).unwrap_or_default();
        at + rest.iter().take_while(|&&b| b == b'.').count()
    }

    /// The end of the web or mail address that starts at `at`, if one does.
    fn address(&self, at: usize, end: usize) -> Option<usize> {
        let rest = self.text.get(at..end)?;
        let bytes = rest.as_bytes();
        let first = *bytes.first()?;
        let web = match first {
            b'h' | b'H' => starts(bytes, b"http://") || starts(bytes, b"https://"),
            b'w' | b'W' => starts(bytes, b"www."),
            _ => false,
        };
        let length = if web {
            rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”' | '»'))
                .unwrap_or(rest.len())
        } else {
            domain(bytes)?
        };
        let kept =
            rest.get(..length)?.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'', '’']);
        (!kept.is_empty()).then_some(at + kept.len())
    }

    /// Pushes the word or number that starts at `at`; the offset after it.
    fn word(&mut self, start: usize, end: usize, first: Kind, tokens: &mut Vec<Token>) -> usize {
        let mut at = start;
        // Where the part after the last full stop or hyphen starts.
        let mut part = start;
        let mut digits = first == Kind::Digit;
        let mut possessive = None;
        while let Some((kind, length)) = self.kind_at(at, end) {
            match kind {
                Kind::Letter => at += length,
                Kind::Digit => {
                    at += length;
                    digits = true;
                }
                Kind::Space | Kind::Other => break,
                Kind::Mark => {
                    if let Some(length) = self.apostrophe(at, end) {
                        let next = at + length;
                        if !self.goes_on(next, end) {
                            break;
                        }
                        let s = matches!(self.byte(next), Some(b's' | b'S'));
                        if s && !self.goes_on(next + 1, end) && !digits {
                            possessive = Some(at);
                            at = next + 1;
                            break;
                        }
                        at = next;
                        continue;
                    }
                    let here = self.byte(at).unwrap_or_default();
                    let joined = match here {
                        b'-' => self.goes_on(at + 1, end),
                        // U+2010 and U+2011 are hyphens as well.
                        0xe2 => length == 3 && self.unicode_hyphen(at) && self.goes_on(at + 3, end),
                        b'.' | b',' | b':' => {
                            self.digit_before(at)
                                && matches!(self.byte(at + 1), Some(b'0'..=b'9'))
                                && at + 1 < end
                                || here == b'.' && self.dotted(part, at, end)
                        }
                        b'+' => {
                            digits
                                && self.digit_before(at)
                                && matches!(self.byte(at + 1), Some(b'0'..=b'9'))
                                && at + 1 < end
                        }
                        // "AT&T", "R&B".
                        b'&' => {
                            at > start
                                && self.capital_before(at)
                                && matches!(self.byte(at + 1), Some(b'A'..=b'Z'))
                                && at + 1 < end
                        }
                        _ => false,
                    };
                    if !joined {
                        break;
                    }
                    at += length;
                    if matches!(here, b'.' | b'-' | 0xe2) {
                        part = at;
                    }
                }
            }
        }
        let stop = possessive.unwrap_or(at);
        self.push_word(start, stop, end, first, tokens);
        let Some(token) = tokens.last_mut() else { return at };
        if let Some(mark) = possessive {
            token.classes |= Classes::POSSESSIVE;
            let suffix = self.looked_up(mark, at, TokenKind::Word);
            tokens.push(suffix);
            return at;
        }
        token.span.end().max(at)
    }

    fn unicode_hyphen(&self, at: usize) -> bool {
        matches!(self.text.get(at..).and_then(|t| t.chars().next()), Some('\u{2010}' | '\u{2011}'))
    }

    fn digit_before(&self, at: usize) -> bool {
        at > 0 && matches!(self.byte(at - 1), Some(b'0'..=b'9'))
    }

    fn capital_before(&self, at: usize) -> bool {
        at > 0 && matches!(self.byte(at - 1), Some(b'A'..=b'Z'))
    }

    /// Whether the full stop at `at` belongs to a dotted acronym: the part
    /// before it is one letter, and either another dotted letter follows or one
    /// came before.
    fn dotted(&self, part: usize, at: usize, end: usize) -> bool {
        let Some(before) = self.text.get(part..at) else { return false };
        let mut chars = before.chars();
        if !(chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()) {
            return false;
        }
        let came = part > 0
            && self.byte(part - 1) == Some(b'.')
            && self
                .text
                .get(..part - 1)
                .and_then(|t| t.chars().next_back())
                .is_some_and(char::is_alphabetic);
        if came {
            return true;
        }
        let Some(rest) = self.text.get(at + 1..end) else { return false };
        let mut chars = rest.chars();
        chars.next().is_some_and(char::is_alphabetic) && chars.next() == Some('.')
    }

    /// Pushes the word `start..stop`, and with it the full stop of an initial
    /// or a listed abbreviation.
    fn push_word(
        &mut self,
        start: usize,
        stop: usize,
        end: usize,
        first: Kind,
        tokens: &mut Vec<Token>,
    ) {
        if first == Kind::Digit {
            let number = self.looked_up(start, stop, TokenKind::Number);
            tokens.push(number);
            return;
        }
        let mut token = self.looked_up(start, stop, TokenKind::Word);
        if self.byte(stop) == Some(b'.') && stop < end && self.byte(stop + 1) != Some(b'.') {
            let abbreviation =
                Classes::ABBREVIATION | Classes::ABBREVIATION_FINAL | Classes::ABBREVIATION_NUMBER;
            let takes = if token.is(abbreviation) {
                (token.case == Case::Title || token.is(Classes::ABBREVIATION_ANY_CASE))
                    && (!token.is(Classes::ABBREVIATION_NUMBER)
                        || self.number_follows(stop + 1, end))
            } else {
                token.case == Case::Title && self.is_initial(start, stop, end)
            };
            if takes {
                token.span = Span::between(start, stop + 1);
            }
        }
        if !token.span.of(self.text).ends_with('.') {
            token.classes = token.classes.without(
                Classes::ABBREVIATION | Classes::ABBREVIATION_FINAL | Classes::ABBREVIATION_NUMBER,
            );
        }
        tokens.push(token);
    }

    fn number_follows(&self, at: usize, end: usize) -> bool {
        let rest = self.text.get(at..end).unwrap_or_default();
        rest.trim_start().as_bytes().first().is_some_and(u8::is_ascii_digit)
    }

    /// Whether `start..stop` is one letter, followed by its full stop and a capital.
    fn is_initial(&self, start: usize, stop: usize, end: usize) -> bool {
        let Some(word) = self.text.get(start..stop) else { return false };
        let mut chars = word.chars();
        let one = chars.next().is_some() && chars.next().is_none();
        // "So did I." ends a sentence.
        one && word != "I"
            && self
                .text
                .get(stop + 1..end)
                .and_then(|rest| rest.trim_start_matches([' ', '\u{a0}']).chars().next())
                .is_some_and(char::is_uppercase)
    }

    /// Pushes the word or mark of another script that starts at `at`.
    fn foreign(&mut self, at: usize, end: usize, tokens: &mut Vec<Token>) -> usize {
        let rest = self.text.get(at..end).unwrap_or_default();
        let Some(piece) = rest.split_word_bounds().next() else { return end };
        let stop = at + piece.len();
        let token = match piece.chars().next() {
            Some(c) if c.is_numeric() => self.plain(at, stop, TokenKind::Number, Classes::NONE),
            Some(c) if c.is_alphanumeric() => self.looked_up(at, stop, TokenKind::Word),
            Some(c) if c.is_whitespace() => return stop,
            _ => self.plain(at, stop, TokenKind::Mark, Classes::NONE),
        };
        tokens.push(token);
        stop
    }

    fn plain(&self, start: usize, stop: usize, kind: TokenKind, classes: Classes) -> Token {
        let words = self.text.as_bytes().get(start..stop).unwrap_or_default();
        Token {
            span: Span::between(start, stop),
            kind,
            case: Case::Lower,
            hash: hash(words),
            word: WordId::UNKNOWN,
            classes,
        }
    }

    /// The token `start..stop` with what the lexicon says of it.
    fn looked_up(&mut self, start: usize, stop: usize, kind: TokenKind) -> Token {
        let words = self.text.get(start..stop).unwrap_or_default();
        let case = self.fold(words);
        let mut hashed = hash(&self.key);
        let mut word = WordId::UNKNOWN;
        if case == Case::Upper {
            let capitals = hash(words.as_bytes());
            word = self.lexicon.words.find(words.as_bytes(), capitals);
            if word.is_known() {
                hashed = capitals;
            }
        }
        if !word.is_known() {
            word = self.lexicon.words.find(&self.key, hashed);
        }
        Token {
            span: Span::between(start, stop),
            kind,
            case,
            hash: hashed,
            word,
            classes: self.lexicon.words.classes(word),
        }
    }

    /// Writes the word's key, and tells its case.
    fn fold(&mut self, word: &str) -> Case {
        self.key.clear();
        let (mut upper, mut lower, mut first_upper, mut seen) = (0u32, 0u32, false, false);
        if word.is_ascii() {
            for &byte in word.as_bytes() {
                if byte.is_ascii_uppercase() {
                    upper += 1;
                    first_upper |= !seen;
                    seen = true;
                    self.key.push(byte | 0x20);
                } else {
                    let letter = byte.is_ascii_lowercase();
                    lower += u32::from(letter);
                    seen |= letter;
                    self.key.push(byte);
                }
            }
        } else {
            let mut buffer = [0; 4];
            for c in word.chars() {
                if c == '\u{ad}' {
                    continue;
                }
                if c.is_uppercase() {
                    upper += 1;
                    first_upper |= !seen;
                    seen = true;
                    for small in c.to_lowercase() {
                        self.key.extend_from_slice(small.encode_utf8(&mut buffer).as_bytes());
                    }
                } else {
                    let letter = c.is_alphabetic();
                    lower += u32::from(letter);
                    seen |= letter;
                    let plain = match c {
                        '’' => '\'',
                        '\u{2010}' | '\u{2011}' => '-',
                        other => other,
                    };
                    self.key.extend_from_slice(plain.encode_utf8(&mut buffer).as_bytes());
                }
            }
        }
        match (upper, lower) {
            (0, _) => Case::Lower,
            (1, _) if first_upper => Case::Title,
            (_, 0) => Case::Upper,
            _ => Case::Mixed,
        }
    }
}

fn starts(bytes: &[u8], prefix: &[u8]) -> bool {
    bytes.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
}

/// The length of the bare domain ("example.org/page") or mail address at the
/// start of `bytes`, if there is one: lower-case labels joined by full stops,
/// the last a usual top-level domain.
fn domain(bytes: &[u8]) -> Option<usize> {
    const TOPS: [&[u8]; 22] = [
        b"com", b"org", b"net", b"edu", b"gov", b"int", b"info", b"io", b"tv", b"eu", b"uk", b"de",
        b"fr", b"es", b"it", b"ru", b"ch", b"at", b"au", b"ca", b"co", b"me",
    ];
    let mut at = 0;
    let mut label = 0;
    let mut last_label: Option<usize> = None;
    while let Some(&byte) = bytes.get(at).filter(|_| at < ADDRESS_LENGTH) {
        match byte {
            b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' => at += 1,
            // A capital may open a mail address or a domain, nothing more.
            b'A'..=b'Z' if at == label => at += 1,
            b'.' | b'@' if at > label => {
                let next = bytes.get(at + 1).copied();
                if !next.is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
                    break;
                }
                at += 1;
                label = at;
                last_label = Some(at);
            }
            _ => break,
        }
    }
    let top = bytes.get(last_label?..at)?;
    if !TOPS.contains(&top) {
        return None;
    }
    if bytes.get(at) == Some(&b'/') {
        let path = bytes.get(at..)?;
        let tail = |b: &u8| b.is_ascii_alphanumeric() || b"/-_.~%?=&#+".contains(b);
        at += path.iter().take_while(|b| tail(b)).count();
    }
    Some(at)
}
