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
use verbatim_lexicon::{
    Classes, Lexicon, TextSet, WordId,
    hash::{Capitals, KeyHash, Run, hash, run},
};

use super::{
    Case, Token, TokenKind,
    address::{self, Opens},
    key,
};
use crate::{Span, room};

/// What a word is only with its full stop.
const ABBREVIATIONS: Classes =
    Classes::ABBREVIATION.union(Classes::ABBREVIATION_FINAL).union(Classes::ABBREVIATION_NUMBER);

/// What stands behind an ASCII word.
enum Follower {
    /// Nothing that belongs to it; perhaps a full stop that an abbreviation takes.
    None,
    /// "'s" or "’s", of so many bytes, and then no letter.
    Possessive(usize),
    /// What an address could go on with, or a word.
    Address,
    /// What a word could go on with.
    Word,
}

/// Tells what stands behind `word` by the bytes that follow it.
#[inline]
fn ascii_follower(rest: &[u8], word: &[u8]) -> Follower {
    let ends = |byte: Option<&u8>| byte.is_none_or(|b| matches!(b, b' ' | b'\n' | b',' | b'.'));
    match rest {
        [] | [b' ', ..] => Follower::None,
        // One letter may be an initial or part of an acronym.
        [b'.'] | [b'.', b' ' | b'\n', ..] if word.len() > 1 => Follower::None,
        [b'.' | b'-' | b'@' | b':', ..] => Follower::Address,
        // A comma or plus goes on with a number.
        [b',' | b'+', ..] if word.last().is_some_and(u8::is_ascii_digit) => Follower::Word,
        [b'\'', b's', after @ ..] if ends(after.first()) => Follower::Possessive(2),
        // ’
        [0xe2, 0x80, 0x99, b's', after @ ..] if ends(after.first()) => Follower::Possessive(4),
        // Of the general marks only apostrophe and hyphens go on with a word.
        [0xe2, 0x80, third, ..] if !matches!(third, 0x90 | 0x91 | 0x99) => Follower::None,
        [b'\'' | b'&' | b'_' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | 0x80.., ..] => {
            Follower::Word
        }
        _ => Follower::None,
    }
}

/// The run of digits that starts at `start`.
fn digits(bytes: &[u8], start: usize) -> Run {
    let rest = bytes.get(start..).unwrap_or_default();
    let length = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let hash = hash(rest.get(..length).unwrap_or_default());
    Run { end: start + length, hash, capitals: Capitals::None }
}

/// Cuts stretches of one text into tokens.
pub(super) struct Tokenizer<'t> {
    text: &'t str,
    lexicon: &'t Lexicon,
    /// The key of the word at hand, where it has to be written out.
    key: Vec<u8>,
    /// How many bytes are to be cut, in all blocks, and how many of them were.
    bytes: usize,
    cut: usize,
    /// No bare domain begins before this offset of the text.
    no_domain_to: usize,
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
        // Dashes, curly marks, bullets and the ellipsis.
        '\u{2010}'..='\u{2027}' => Kind::Mark,
        // Soft hyphen, and combining marks that follow Latin, Greek and Cyrillic letters.
        '\u{ad}' | '\u{300}'..='\u{36f}' => Kind::Letter,
        '\u{80}'..='\u{52f}' | '\u{1e00}'..='\u{20cf}' | '\u{2100}'..='\u{2bff}' => {
            if key::is_letter(c) {
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

/// What is known of a word.
struct Known {
    hash: u64,
    word: WordId,
    classes: Classes,
}

impl<'t> Tokenizer<'t> {
    /// `bytes` are the bytes of all blocks that will be cut.
    pub(super) fn new(text: &'t str, lexicon: &'t Lexicon, bytes: usize) -> Self {
        Self { text, lexicon, key: Vec::with_capacity(64), bytes, cut: 0, no_domain_to: 0 }
    }

    /// Appends the tokens of `block`. Says whether all its letters are of
    /// scripts that the sentence rules here know.
    pub(super) fn run(&mut self, block: Span, tokens: &mut Vec<Token>) -> bool {
        let end = block.end();
        let bytes = self.text.as_bytes().get(..end).unwrap_or_default();
        let mut at = block.start();
        let mut known_script = true;
        while let Some(&byte) = bytes.get(at) {
            if byte == b' ' {
                at += 1;
                continue;
            }
            room::for_rest(tokens, self.cut + at - block.start(), self.bytes);
            if key::is_word_byte(byte) {
                at = self.ascii_word(at, bytes, tokens);
                continue;
            }
            let Some((kind, length)) = self.kind_at(at, end) else { break };
            match kind {
                Kind::Space => at += length,
                Kind::Letter | Kind::Digit => at = self.word(at, at, end, kind, tokens),
                Kind::Mark => {
                    let stop = if byte == b'.' { self.stops(at, end) } else { at + length };
                    tokens.push(self.plain(at, stop, TokenKind::Mark, Classes::NONE));
                    at = stop;
                }
                Kind::Other => {
                    known_script = false;
                    at = self.foreign(at, end, tokens);
                }
            }
        }
        self.cut += block.len();
        known_script
    }

    /// Pushes the word, number or address that starts at `start` with an ASCII
    /// letter, digit or underscore; the offset after it. Most are of ASCII letters or
    /// digits alone, up to a space or a mark that ends every word.
    fn ascii_word(&mut self, start: usize, bytes: &[u8], tokens: &mut Vec<Token>) -> usize {
        let first = bytes.get(start).map_or(Kind::Mark, |&byte| ascii_kind(byte));
        let Run { end: at, hash, capitals } = match first {
            Kind::Digit => digits(bytes, start),
            _ => run(bytes, start),
        };
        let words = bytes.get(start..at).unwrap_or_default();
        let rest = bytes.get(at..).unwrap_or_default();
        let possessive = match ascii_follower(rest, words) {
            Follower::None => 0,
            Follower::Possessive(length) if first == Kind::Letter => length,
            Follower::Address => {
                if let Some(stop) = self.address(start, bytes.len()) {
                    tokens.push(self.plain(start, stop, TokenKind::Word, Classes::LINK));
                    return stop;
                }
                return self.word(start, at, bytes.len(), first, tokens);
            }
            _ => return self.word(start, at, bytes.len(), first, tokens),
        };
        let case = match capitals {
            Capitals::None => Case::Lower,
            Capitals::First => Case::Title,
            Capitals::Others => key::ascii_case(words),
        };
        let Known { hash, word, mut classes } = self.known(words, case, hash);
        let mut kind = TokenKind::Number;
        if first == Kind::Letter {
            if rest.first() == Some(&b'.') && classes.any(ABBREVIATIONS) {
                return self.word(start, at, bytes.len(), first, tokens);
            }
            kind = TokenKind::Word;
            classes = classes.without(ABBREVIATIONS);
        }
        let span = Span::between(start, at);
        if possessive == 0 {
            tokens.push(Token { span, kind, case, hash, word, classes });
            return at;
        }
        classes |= Classes::POSSESSIVE;
        tokens.push(Token { span, kind, case, hash, word, classes });
        let suffix = self.looked_up(at, at + possessive, TokenKind::Word);
        tokens.push(suffix);
        at + possessive
    }

    /// The word `words`, whose key has the hash `small`. An acronym is looked up in
    /// capitals first.
    #[inline]
    fn known(&self, words: &[u8], case: Case, small: u64) -> Known {
        if case == Case::Upper {
            let capitals = hash(words);
            let (word, classes) = self.lexicon.words.find(capitals);
            if word.is_known() {
                return Known { hash: capitals, word, classes };
            }
        }
        let (word, classes) = self.lexicon.words.find(small);
        Known { hash: small, word, classes }
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
    fn address(&mut self, at: usize, end: usize) -> Option<usize> {
        let known = self.no_domain_to.saturating_sub(at);
        match address::at_start(self.text.get(at..end)?, known) {
            Opens::Address(length) => Some(at + length),
            Opens::Nothing(read) => {
                self.no_domain_to = self.no_domain_to.max(at + read);
                None
            }
        }
    }

    /// Pushes the word or number that starts at `start` and goes on to `read`
    /// at least; the offset after it.
    fn word(
        &mut self,
        start: usize,
        read: usize,
        end: usize,
        first: Kind,
        tokens: &mut Vec<Token>,
    ) -> usize {
        let mut at = read;
        // Where the part after the last full stop or hyphen starts.
        let mut part = start;
        let head = self.text.as_bytes().get(start..read).unwrap_or_default();
        let mut digits = head.iter().any(u8::is_ascii_digit);
        let mut possessive = None;
        let mut hyphens = false;
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
                    hyphens |= here == b'-';
                    if matches!(here, b'.' | b'-' | 0xe2) {
                        part = at;
                    }
                }
            }
        }
        let stop = possessive.unwrap_or(at);
        self.push_word(start, stop, end, first, tokens);
        let Some(token) = tokens.last_mut() else { return at };
        if hyphens {
            token.classes |= Classes::HYPHEN;
        }
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
            let listed = token.is(ABBREVIATIONS)
                && (token.case == Case::Title || token.is(Classes::ABBREVIATION_ANY_CASE))
                && (!token.is(Classes::ABBREVIATION_NUMBER) || self.number_follows(stop + 1, end));
            let takes = listed || token.case == Case::Title && self.is_initial(start, stop, end);
            if takes {
                token.span = Span::between(start, stop + 1);
            }
        }
        if !token.span.of(self.text).ends_with('.') {
            token.classes = token.classes.without(ABBREVIATIONS);
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
        one && !self.lexicon.sets.holds(TextSet::LoneLetters, word)
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
        let bytes = words.as_bytes();
        let (case, small);
        if words.is_ascii() {
            let mut key = KeyHash::default();
            let mut capitals = 0;
            for byte in bytes {
                let lower = byte.to_ascii_lowercase();
                key.add(lower);
                capitals |= lower ^ byte;
            }
            case = if capitals == 0 { Case::Lower } else { key::ascii_case(bytes) };
            small = key.finish();
        } else {
            case = key::write(words, &mut self.key);
            small = hash(&self.key);
        }
        let Known { hash, word, classes } = self.known(bytes, case, small);
        Token { span: Span::between(start, stop), kind, case, hash, word, classes }
    }
}
