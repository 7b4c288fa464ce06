//! Words as numbers, so that phrases are looked up without allocating.
//!
//! A word is a run of letters (inner apostrophes left out, lower case) or of
//! digits; every number is the one word [`NUMBER`], written `#` in the lists.
//! `©` and `@` are words of their own, since whole lines are known by them.

use crate::hash::{EMPTY, KeyHash, number, run};

/// The word that stands for any number.
pub const NUMBER: u64 = 0x9E37_79B9_7F4A_7C15;

/// One word of a text: where it stands and its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// The offset of its first byte.
    pub start: usize,
    /// The offset after its last byte.
    pub end: usize,
    /// Its number; equal for words that differ in case or apostrophes alone.
    pub hash: u64,
    /// Whether it is of ASCII letters alone.
    pub plain: bool,
}

/// Adds `word` to the end of `phrase`. The empty phrase is 0.
#[must_use]
pub fn join(phrase: u64, word: u64) -> u64 {
    (phrase.rotate_left(23) ^ word).wrapping_mul(0xD6E8_FEB8_6659_FD93)
}

/// The number of a single lower-case word.
#[must_use]
pub fn hash(word: &str) -> u64 {
    words(word).next().map_or(EMPTY, |w| w.hash)
}

/// The number of a phrase, and of its first word.
#[must_use]
pub fn phrase(text: &str) -> (u64, u64) {
    let mut all = 0;
    let mut first = 0;
    for word in words(text) {
        if all == 0 {
            first = word.hash;
        }
        all = join(all, word.hash);
    }
    (all, first)
}

/// The words of `text`, in order.
pub fn words(text: &str) -> impl Iterator<Item = Word> + '_ {
    Words { text, at: 0 }
}

struct Words<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        self.step()
    }

    /// What `for_each` calls: the reading of a word becomes part of the caller's loop.
    #[inline]
    fn fold<B, F: FnMut(B, Word) -> B>(mut self, init: B, mut each: F) -> B {
        let mut sum = init;
        while let Some(word) = self.step() {
            sum = each(sum, word);
        }
        sum
    }
}

impl Words<'_> {
    #[inline(always)]
    fn step(&mut self) -> Option<Word> {
        let bytes = self.text.as_bytes();
        loop {
            let start = self.at;
            let first = *bytes.get(start)?;
            if first.is_ascii_alphabetic() {
                let word = letters(self.text, start);
                self.at = word.end;
                return Some(word);
            }
            if first.is_ascii_digit() {
                self.at = number_end(bytes, start);
                return Some(Word { start, end: self.at, hash: NUMBER, plain: false });
            }
            if !first.is_ascii() {
                match self.after_ascii(start) {
                    Some(word) => return Some(word),
                    None => continue,
                }
            }
            self.at = start + 1;
            if first == b'@' {
                return Some(Word { start, end: self.at, hash: sign('@'), plain: false });
            }
            if first == b'#' && !self.rest().starts_with(char::is_alphabetic) {
                return Some(Word { start, end: self.at, hash: NUMBER, plain: false });
            }
        }
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Goes over one char that is not ASCII: a letter opens a word, `©` is one.
    fn after_ascii(&mut self, start: usize) -> Option<Word> {
        let first = self.rest().chars().next()?;
        if is_letter(first) {
            let word = other_letters(self.text, start);
            self.at = word.end;
            return Some(word);
        }
        self.at = start + first.len_utf8();
        (first == '©').then(|| Word { start, end: self.at, hash: sign(first), plain: false })
    }
}

/// Where the number that begins at `start` ends: digits, with single inner separators.
fn number_end(bytes: &[u8], start: usize) -> usize {
    let mut end = start;
    while let Some(&byte) = bytes.get(end) {
        let inner = matches!(byte, b'.' | b',' | b':')
            && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if !byte.is_ascii_digit() && !inner {
            break;
        }
        end += 1;
    }
    end
}

/// The word that begins at `start`, with an ASCII letter.
#[inline(always)]
fn letters(text: &str, start: usize) -> Word {
    let bytes = text.as_bytes();
    // Most words are of ASCII letters alone, which need no decoding.
    let run = run(bytes, start);
    match bytes.get(run.end) {
        Some(b'\'' | 0x80..) => other_letters(text, start),
        _ => Word { start, end: run.end, hash: run.hash, plain: true },
    }
}

/// As [`letters`], for any word.
#[inline(never)]
fn other_letters(text: &str, start: usize) -> Word {
    let mut hash = KeyHash::default();
    let mut end = start;
    for (at, ch) in text.get(start..).unwrap_or_default().char_indices() {
        if ch.is_ascii_alphabetic() {
            hash.add(ch.to_ascii_lowercase() as u8);
        } else if matches!(ch, '\'' | '’' | '\u{301}') {
            // An apostrophe belongs to the word only where a letter follows.
            continue;
        } else if is_letter(ch) {
            add(&mut hash, ch);
        } else {
            break;
        }
        end = start + at + ch.len_utf8();
    }
    let word = text.as_bytes().get(start..end).unwrap_or_default();
    let plain = word.iter().all(u8::is_ascii_alphabetic);
    Word { start, end, hash: hash.finish(), plain }
}

/// Whether a char is a letter; the commonest ones are told without a table.
fn is_letter(ch: char) -> bool {
    match ch {
        'À'..='ɏ' => !matches!(ch, '×' | '÷'),
        'Ѐ'..='ҁ' | 'Ҋ'..='ԯ' => true,
        // Dashes and quote marks are many.
        '\u{2010}'..='\u{206F}' => false,
        _ => ch.is_alphabetic(),
    }
}

/// Adds a char in lower case; the commonest ones need no table.
fn add(hash: &mut KeyHash, ch: char) {
    let mut add = |ch: char| ch.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| hash.add(byte));
    match ch {
        'а'..='я' | 'ß'..='ö' | 'ø'..='ÿ' => add(ch),
        'А'..='Я' | 'À'..='Ö' | 'Ø'..='Þ' => {
            add(char::from_u32(u32::from(ch) + 0x20).unwrap_or(ch));
        }
        _ => ch.to_lowercase().for_each(add),
    }
}

/// The number of a word of one char that is no letter.
fn sign(ch: char) -> u64 {
    let mut hash = KeyHash::default();
    add(&mut hash, ch);
    hash.finish()
}

/// Hashes what is a hash already: hands the number on.
#[derive(Debug, Default, Clone, Copy)]
pub struct Identity(u64);

impl std::hash::Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = number(self.0, &[byte]);
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// Says at once of most numbers that they are in no table, from one bit of
/// eight KB that stay in the processor's nearest memory.
#[derive(Debug, Clone)]
pub struct Filter {
    bits: Box<[u64]>,
}

impl Default for Filter {
    fn default() -> Self {
        Self { bits: vec![0; 1 << (Self::BITS - 6)].into_boxed_slice() }
    }
}

impl Filter {
    const BITS: u32 = 16;

    fn place(number: u64) -> (usize, u64) {
        let bit = number >> (u64::BITS - Self::BITS);
        ((bit >> 6) as usize, 1 << (bit & 63))
    }

    /// Marks a number as present.
    pub fn insert(&mut self, number: u64) {
        let (at, bit) = Self::place(number);
        if let Some(bits) = self.bits.get_mut(at) {
            *bits |= bit;
        }
    }

    /// Whether the number may be present; `false` is certain.
    #[must_use]
    #[inline]
    pub fn may_have(&self, number: u64) -> bool {
        let (at, bit) = Self::place(number);
        self.bits.get(at).is_some_and(|bits| bits & bit != 0)
    }
}

/// A table keyed by word or phrase numbers.
pub type Table<V> = std::collections::HashMap<u64, V, std::hash::BuildHasherDefault<Identity>>;

#[cfg(test)]
mod tests {
    use super::{NUMBER, phrase, words};

    #[test]
    fn case_and_apostrophes_do_not_matter() {
        assert_eq!(phrase("Don’t MISS"), phrase("don't miss"));
        assert_eq!(phrase("À LIRE"), phrase("à lire"));
        assert_ne!(phrase("read more"), phrase("more read"));
    }

    #[test]
    fn numbers_are_one_word() {
        let all: Vec<u64> = words("1,234 5:07 3h").map(|w| w.hash).collect();
        assert_eq!(all.len(), 4);
        assert_eq!(&all[..3], [NUMBER; 3]);
        assert_eq!(phrase("7 min read"), phrase("# min read"));
    }

    #[test]
    fn a_word_has_one_number_however_it_is_spelled_and_wherever_it_ends() {
        for (one, other) in [
            ("cannot", "can’not"),
            ("interest", "inter'est"),
            ("internationally", "INTERNATIONALLY"),
            ("internationally", "inter’nationally"),
            ("ÀÖØÞÉ", "àöøþé"),
            ("ПРИВЕТ", "при\u{301}вет"),
            ("ΑΒΓΔ", "αβγδ"),
        ] {
            for behind in ["", ".", " and so on", "™ mark", " и далее"] {
                let long = format!("{one}{behind}");
                assert_eq!(words(&long).next().unwrap().hash, phrase(other).1, "{long}");
            }
        }
        let all: std::collections::HashSet<u64> =
            ["a", "b", "aa", "ab", "interest", "interests", "in", "int"]
                .map(|w| phrase(w).1)
                .into();
        assert_eq!(all.len(), 8);
    }

    #[test]
    fn trailing_apostrophe_is_outside() {
        let all: Vec<&str> = words("the states’ 'rights'")
            .map(|w| &"the states’ 'rights'"[w.start..w.end])
            .collect();
        assert_eq!(all, ["the", "states", "rights"]);
    }
}
