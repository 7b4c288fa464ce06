//! The figures of a line: what tells apart two lines of the same words.
//!
//! A line's words count every number as one, so that counters and dates are
//! known whatever they say. "Rain in 3 towns" and "Rain in 5 towns" are two
//! facts, though, and so are "1.5 million" and "15 million", "$5" and "€5",
//! "٣" and "٤". Any script's digits count, with the signs that stand in a
//! number or touch it; how a dash or a space is printed does not.
//!
//! Known miss: numbers written out are words and need none of this.

use std::hash::{Hash as _, Hasher as _};

use rustc_hash::FxHasher;

/// One number for all figures of `line`, in order; 0 where it has none.
pub(crate) fn hash(line: &str) -> u64 {
    if line.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_digit()) {
        return 0;
    }
    let mut out = FxHasher::default();
    let (mut found, mut goes_on) = (false, false);
    let (mut before, mut chars) = (None::<char>, line.chars().peekable());
    while let Some(c) = chars.next() {
        let after = chars.peek().copied();
        let beside = |side: Option<char>| side.is_some_and(char::is_numeric);
        let counts = if c.is_numeric() {
            true
        } else if c.is_alphabetic() {
            false
        } else if beside(before) && beside(after) {
            true
        } else if is_dash(c) {
            // "−5", not "covid-19".
            beside(after) && !before.is_some_and(char::is_alphanumeric)
        } else {
            is_sign(c) && (beside(before) || beside(after))
        };
        if counts {
            // "1, 5" is two numbers.
            goes_on.hash(&mut out);
            plain(c).hash(&mut out);
            found = true;
        }
        goes_on = counts;
        before = Some(c);
    }
    if found { out.finish() } else { 0 }
}

/// What says of a number what it counts, or which way.
fn is_sign(c: char) -> bool {
    matches!(c, '+' | '%' | '°' | '±' | '$' | '¢'..='¥' | '‰' | '\u{20a0}'..='\u{20cf}')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '−')
}

/// A char as it counts: printed one way or the other it is the same.
fn plain(c: char) -> char {
    match c {
        c if is_dash(c) => '-',
        c if c.is_whitespace() => ' ',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::hash;

    #[test]
    fn lines_of_other_figures_are_told_apart() {
        for (one, other) in [
            ("Rain fell in 3 towns", "Rain fell in 5 towns"),
            ("a loss of 1.5 million", "a loss of 15 million"),
            ("rooms 1 5 and 7", "rooms 15 and 7"),
            ("it was 5 degrees", "it was −5 degrees"),
            ("for $5 each", "for €5 each"),
            ("up 5% since May", "up 5 since May"),
            ("a score of 2:1", "a score of 2:3"),
            ("في ٣ مدن", "في ٤ مدن"),
            ("३ शहर", "४ शहर"),
            ("5½ miles", "5¼ miles"),
            ("on page four", "on page 4"),
        ] {
            assert_ne!(hash(one), hash(other), "{one} / {other}");
        }
    }

    #[test]
    fn how_it_is_printed_does_not_matter() {
        for (one, other) in [
            ("no number", "another line"),
            ("from 2019–2021", "from 2019-2021"),
            ("10\u{a0}000 people,", "“10 000 people”"),
            ("the covid-19 ward", "the covid‑19 ward"),
            ("in 2019.", "in 2019"),
        ] {
            assert_eq!(hash(one), hash(other), "{one} / {other}");
        }
        assert_eq!(hash("no number – but “marks”"), 0);
    }
}
