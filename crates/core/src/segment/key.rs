//! The key of a word, by which the lexicon and later stations know it: lower
//! case, straight apostrophes, plain hyphens, no soft hyphens; and how the word
//! is cased, which the key no longer shows.
//!
//! The letters of Western and Cyrillic text are told without the Unicode
//! tables; the test walks all chars to hold the two alike.

use super::Case;

/// Whether a word may begin with this byte, or go on: an ASCII letter, a digit, the underscore.
#[inline]
pub(super) fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// How the letters counted so far are cased.
#[derive(Clone, Copy, Default)]
struct Letters {
    upper: u32,
    lower: u32,
    first_upper: bool,
}

impl Letters {
    #[inline]
    fn add(&mut self, upper: bool) {
        self.first_upper |= upper && self.upper + self.lower == 0;
        self.upper += u32::from(upper);
        self.lower += u32::from(!upper);
    }

    fn case(self) -> Case {
        match (self.upper, self.lower) {
            (0, _) => Case::Lower,
            (1, _) if self.first_upper => Case::Title,
            (_, 0) => Case::Upper,
            _ => Case::Mixed,
        }
    }
}

/// How an ASCII word is cased.
#[inline]
pub(super) fn ascii_case(word: &[u8]) -> Case {
    let mut letters = Letters::default();
    for byte in word.iter().filter(|byte| byte.is_ascii_alphabetic()) {
        letters.add(byte.is_ascii_uppercase());
    }
    letters.case()
}

/// Writes the key of `word` to `key`, and tells the word's case. For words that
/// are not all ASCII; those are their own key but for the capitals.
pub(super) fn write(word: &str, key: &mut Vec<u8>) -> Case {
    key.clear();
    let mut letters = Letters::default();
    let mut buffer = [0; 4];
    for c in word.chars() {
        let letter = Letter::of(c);
        if let Letter::Upper | Letter::Lower = letter {
            letters.add(letter == Letter::Upper);
        }
        match (c, letter) {
            ('\u{ad}', _) => {}
            ('\0'..='\x7f', _) => key.push((c as u8).to_ascii_lowercase()),
            ('’', _) => key.push(b'\''),
            ('\u{2010}' | '\u{2011}', _) => key.push(b'-'),
            (_, Letter::Upper) => {
                for small in c.to_lowercase() {
                    key.extend_from_slice(small.encode_utf8(&mut buffer).as_bytes());
                }
            }
            _ => key.extend_from_slice(c.encode_utf8(&mut buffer).as_bytes()),
        }
    }
    letters.case()
}

/// What case knows of a char.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Letter {
    Upper,
    /// A letter that is not upper case: small, or of a script without case.
    Lower,
    No,
}

impl Letter {
    #[inline]
    fn of(c: char) -> Self {
        match c {
            'a'..='z' | 'ß'..='ö' | 'ø'..='ÿ' | 'а'..='џ' => Self::Lower,
            'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | 'Ѐ'..='Я' => Self::Upper,
            '\0'..='\x7f' | '\u{2010}'..='\u{2027}' => Self::No,
            _ if c.is_uppercase() => Self::Upper,
            _ if c.is_alphabetic() => Self::Lower,
            _ => Self::No,
        }
    }
}

/// Whether a char is a letter, for the word rules.
#[inline]
pub(super) fn is_letter(c: char) -> bool {
    Letter::of(c) != Letter::No
}

#[cfg(test)]
mod tests {
    use super::{Case, Letter, ascii_case, write};

    #[test]
    fn letters_are_those_of_the_unicode_tables() {
        for c in '\0'..=char::MAX {
            let upper = c.is_uppercase();
            assert_eq!(Letter::of(c) == Letter::Upper, upper, "{c:?}");
            assert_eq!(Letter::of(c) == Letter::Lower, !upper && c.is_alphabetic(), "{c:?}");
        }
    }

    #[test]
    fn keys_and_cases() {
        let check = |word: &str, key: &str, case: Case| {
            let mut written = b"left over".to_vec();
            assert_eq!(write(word, &mut written), case, "{word}");
            assert_eq!(written, key.as_bytes(), "{word}");
            if word.is_ascii() {
                assert_eq!(ascii_case(word.as_bytes()), case, "{word}");
            }
        };
        check("ferry", "ferry", Case::Lower);
        check("Ferry", "ferry", Case::Title);
        check("2nd", "2nd", Case::Lower);
        check("2Nd", "2nd", Case::Title);
        check("iPhone", "iphone", Case::Mixed);
        check("McAdam", "mcadam", Case::Mixed);
        check("X", "x", Case::Title);
        check("NATO", "nato", Case::Upper);
        check("F16B", "f16b", Case::Upper);
        check("O’Neil", "o'neil", Case::Mixed);
        check("Élan\u{ad}s", "élans", Case::Title);
        check("ÉTAT‑MAJOR", "état-major", Case::Upper);
        check("Ёлка", "ёлка", Case::Title);
        check("日本", "日本", Case::Lower);
    }
}
