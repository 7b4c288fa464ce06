//! Words as numbers: eight bytes at a time, so that most words are read in one
//! step and without a branch for each letter.
//!
//! Each full eight bytes, and at the end what is left of them with its length,
//! are mixed into the number: multiplied by an odd constant, the upper half then
//! folded into the lower. Both steps can be undone, so two words of up to seven
//! bytes never have one number. Tables take the lower half for the place and
//! compare the upper one.

/// The number of no bytes at all, to be handed to [`number`].
pub const EMPTY: u64 = 0xcbf2_9ce4_8422_2325;

/// An odd number without pattern in its bits: 2⁶⁴ divided by the golden ratio.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// By byte, one: where there are eight of something.
const EACH: u64 = 0x0101_0101_0101_0101;
/// By byte, the highest bit.
const TOP: u64 = EACH * 0x80;
/// By byte, the bit that makes a letter small. Digits have it as well.
const SMALL: u64 = EACH * 0x20;

#[inline]
const fn mix(number: u64) -> u64 {
    let spread = number.wrapping_mul(SPREAD);
    spread ^ spread >> 32
}

/// Ends a number with what is left of its bytes, fewer than eight, the first one lowest.
#[inline]
const fn end(number: u64, rest: u64, length: u64) -> u64 {
    mix(number ^ (rest | length << 56))
}

/// The number of some bytes that come after those with the number `before`.
#[must_use]
#[inline]
pub const fn number(before: u64, bytes: &[u8]) -> u64 {
    let mut number = before;
    let mut rest = bytes;
    while let [a, b, c, d, e, f, g, h, more @ ..] = rest {
        number = mix(number ^ u64::from_le_bytes([*a, *b, *c, *d, *e, *f, *g, *h]));
        rest = more;
    }
    end(number, packed(rest), rest.len() as u64)
}

/// Fewer than eight bytes, the first one lowest.
#[inline]
const fn packed(bytes: &[u8]) -> u64 {
    match bytes {
        [a, b, c, d, rest @ ..] => {
            let first = u32::from_le_bytes([*a, *b, *c, *d]) as u64;
            let rest = match rest {
                [a, b, c, ..] => *a as u64 | (*b as u64) << 8 | (*c as u64) << 16,
                [a, b] => *a as u64 | (*b as u64) << 8,
                [a] => *a as u64,
                [] => 0,
            };
            first | rest << 32
        }
        [a, b, c] => *a as u64 | (*b as u64) << 8 | (*c as u64) << 16,
        [a, b] => *a as u64 | (*b as u64) << 8,
        [a] => *a as u64,
        [] => 0,
    }
}

/// The number of a whole key.
#[must_use]
#[inline]
pub fn hash(key: &[u8]) -> u64 {
    number(EMPTY, key)
}

/// A key's number, byte by byte.
#[derive(Debug, Clone, Copy)]
pub struct KeyHash {
    number: u64,
    /// Bytes that are not mixed in yet, the first one lowest.
    rest: u64,
    length: u64,
}

impl Default for KeyHash {
    #[inline]
    fn default() -> Self {
        Self::after(EMPTY)
    }
}

impl KeyHash {
    /// Of bytes that come after those with the number `before`.
    #[must_use]
    #[inline]
    pub fn after(before: u64) -> Self {
        Self { number: before, rest: 0, length: 0 }
    }

    /// Adds the key's next byte.
    #[inline]
    pub fn add(&mut self, byte: u8) {
        self.rest |= u64::from(byte) << (self.length * 8);
        self.length += 1;
        if self.length == 8 {
            *self = Self::after(mix(self.number ^ self.rest));
        }
    }

    /// The number of the bytes added.
    #[must_use]
    #[inline]
    pub fn finish(self) -> u64 {
        end(self.number, self.rest, self.length)
    }
}

/// A run of ASCII letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// The offset after it.
    pub end: usize,
    /// The number of its letters in lower case.
    pub hash: u64,
    /// Which of its letters are capitals.
    pub capitals: Capitals,
}

/// Which letters of a word are capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Capitals {
    /// None.
    None,
    /// The first one alone.
    First,
    /// Others.
    Others,
}

/// The run of ASCII letters that starts at `start`.
#[must_use]
#[inline(always)]
pub fn run(bytes: &[u8], start: usize) -> Run {
    let mut number = EMPTY;
    let mut end = start;
    let (mut first, mut others) = (0, 0);
    // The mark of the word's first byte while that is at hand.
    let mut opening = 0x80;
    loop {
        let rest = bytes.get(end..).unwrap_or_default();
        let eight = match rest.first_chunk() {
            Some(eight) => u64::from_le_bytes(*eight),
            None => packed(rest),
        };
        let lower = eight | SMALL;
        // Of a byte's seven lower bits: whether they reach the letters, and go beyond them.
        let seven = lower & !TOP;
        let reached = seven + EACH * (0x80 - b'a' as u64);
        let beyond = seven + EACH * (0x7f - b'z' as u64);
        let letters = reached & !beyond & !eight & TOP;
        let length = (letters ^ TOP).trailing_zeros() / 8;
        let capitals = letters & !(eight << 2);
        if length == 8 {
            first |= capitals & opening;
            others |= capitals & !opening;
            opening = 0;
            number = mix(number ^ lower);
            end += 8;
            continue;
        }
        let kept = (1 << (length * 8)) - 1;
        first |= capitals & opening & kept;
        others |= capitals & !opening & kept;
        return Run {
            end: end + length as usize,
            hash: self::end(number, lower & kept, u64::from(length)),
            capitals: match (first, others) {
                (0, 0) => Capitals::None,
                (_, 0) => Capitals::First,
                _ => Capitals::Others,
            },
        };
    }
}

#[cfg(test)]
mod tests {
    use super::{Capitals, EMPTY, KeyHash, Run, hash, number, run};

    #[test]
    fn bytes_have_one_number_however_they_are_read() {
        let text = b"internationalisation of the parliamentary session";
        for length in 0..text.len() {
            let key = &text[..length];
            let mut bytes = KeyHash::default();
            key.iter().for_each(|&byte| bytes.add(byte));
            assert_eq!(bytes.finish(), hash(key), "{length}");
            assert_eq!(hash(key), number(EMPTY, key));
            let mut after = KeyHash::after(7);
            key.iter().for_each(|&byte| after.add(byte));
            assert_eq!(after.finish(), number(7, key), "{length}");
        }
    }

    #[test]
    fn keys_that_differ_have_other_numbers() {
        let keys = ["", "\0", "\0\0", "a", "ab", "ba", "aaaaaaaa", "aaaaaaaaa", "aaaaaaa"];
        let numbers: std::collections::HashSet<u64> =
            keys.iter().map(|key| hash(key.as_bytes())).collect();
        assert_eq!(numbers.len(), keys.len());
    }

    /// What [`run`] must find, byte by byte.
    fn slow(bytes: &[u8], start: usize) -> Run {
        let letters = bytes[start..].iter().take_while(|byte| byte.is_ascii_alphabetic());
        let run: Vec<u8> = letters.copied().collect();
        Run {
            end: start + run.len(),
            hash: hash(&run.to_ascii_lowercase()),
            capitals: match run.iter().rposition(u8::is_ascii_uppercase) {
                None => Capitals::None,
                Some(0) => Capitals::First,
                _ => Capitals::Others,
            },
        }
    }

    #[test]
    fn runs_end_at_every_byte_that_is_no_letter() {
        let words = [
            "A",
            "ab",
            "Mayor",
            "seventh",
            "eighteen",
            "Northfield",
            "INTERNATIONALLY",
            "iPhone",
            "internationalisatioN",
        ];
        for word in words {
            for byte in 0..=u8::MAX {
                for behind in ["", "s", " and so on, and on"] {
                    let text = [word.as_bytes(), &[byte], behind.as_bytes()].concat();
                    for start in 0..=word.len() {
                        let found = run(&text, start);
                        assert_eq!(found, slow(&text, start), "{word} {byte} {behind}");
                    }
                }
            }
        }
    }
}
