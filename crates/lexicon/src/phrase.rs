//! Words as numbers, so that phrases are looked up without allocating.
//!
//! A word is a run of letters (inner apostrophes left out, lower case) or of
//! digits; every number is the one word [`NUMBER`], written `#` in the lists.
//! `©` and `@` are words of their own, since whole lines are known by them.

/// The word that stands for any number.
pub const NUMBER: u64 = 0x9E37_79B9_7F4A_7C15;

const OFFSET: u64 = 0xCBF2_9CE4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01B3;

/// One word of a text: where it stands and its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// The offset of its first byte.
    pub start: usize,
    /// The offset after its last byte.
    pub end: usize,
    /// Its number; equal for words that differ in case or apostrophes alone.
    pub hash: u64,
}

/// Adds `word` to the end of `phrase`. The empty phrase is 0.
#[must_use]
pub fn join(phrase: u64, word: u64) -> u64 {
    (phrase.rotate_left(23) ^ word).wrapping_mul(0xD6E8_FEB8_6659_FD93)
}

/// The number of a single lower-case word.
#[must_use]
pub fn hash(word: &str) -> u64 {
    words(word).next().map_or(OFFSET, |w| w.hash)
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
        loop {
            let rest = self.text.get(self.at..)?;
            let first = rest.chars().next()?;
            let start = self.at;
            if first.is_ascii_digit() {
                self.at = start + number_len(rest);
                return Some(Word { start, end: self.at, hash: NUMBER });
            }
            // Dashes and quote marks are many, and no letters.
            let mark = matches!(first, '\u{2010}'..='\u{206F}');
            if !mark && first.is_alphabetic() {
                let (len, hash) = letters(rest);
                self.at = start + len;
                return Some(Word { start, end: self.at, hash });
            }
            self.at = start + first.len_utf8();
            if matches!(first, '©' | '@') {
                return Some(Word { start, end: self.at, hash: add(OFFSET, first) });
            }
            if first == '#' && !rest[1..].starts_with(|c: char| c.is_alphabetic()) {
                return Some(Word { start, end: self.at, hash: NUMBER });
            }
        }
    }
}

/// The length of the number that `text` starts with: digits, with single inner separators.
fn number_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut end = 0;
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

fn letters(text: &str) -> (usize, u64) {
    // Most words are of ASCII letters alone, which need no decoding.
    let ascii = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let lower = text.bytes().take(ascii).map(|byte| u64::from(byte | 0x20));
    let mut hash = lower.fold(OFFSET, |hash, byte| (hash ^ byte).wrapping_mul(PRIME));
    let mut end = ascii;
    for (at, ch) in text.get(ascii..).unwrap_or_default().char_indices() {
        if ch.is_ascii_alphabetic() {
            hash = (hash ^ u64::from(ch.to_ascii_lowercase() as u32)).wrapping_mul(PRIME);
        } else if matches!(ch, '\'' | '’' | '\u{301}') {
            // An apostrophe belongs to the word only where a letter follows.
            continue;
        } else if ch.is_alphabetic() {
            hash = add(hash, ch);
        } else {
            break;
        }
        end = ascii + at + ch.len_utf8();
    }
    (end, hash)
}

fn add(hash: u64, ch: char) -> u64 {
    ch.to_lowercase().fold(hash, |h, c| (h ^ u64::from(c as u32)).wrapping_mul(PRIME))
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
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(PRIME);
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
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
    fn trailing_apostrophe_is_outside() {
        let all: Vec<&str> = words("the states’ 'rights'")
            .map(|w| &"the states’ 'rights'"[w.start..w.end])
            .collect();
        assert_eq!(all, ["the", "states", "rights"]);
    }
}
