//! Between the report's bytes and the page's text: UTF-16 lengths for DOM
//! ranges, and characters that must not act unseen.

use std::borrow::Cow;

pub use verbatim_core::report::words;

/// How many UTF-16 code units the DOM counts for `text`.
pub fn utf16_len(text: &str) -> u32 {
    if text.is_ascii() {
        return text.len() as u32;
    }
    text.chars().map(|c| c.len_utf16() as u32).sum()
}

/// The byte offset in `text` of the UTF-16 offset `units`; the end where it is past it.
pub fn byte_at_utf16(text: &str, units: u32) -> usize {
    let mut seen = 0;
    for (at, c) in text.char_indices() {
        if seen >= units {
            return at;
        }
        seen += c.len_utf16() as u32;
    }
    text.len()
}

/// The largest char boundary of `text` that is not after `at`.
pub fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Whether a character changes the order of others without being seen.
pub fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// What stands on the page for a character that would be unseen. One UTF-16
/// unit for one, so that offsets hold.
fn seen(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' => c,
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        c if is_bidi_control(c) => '\u{25af}',
        c => c,
    }
}

/// `text` with control characters made visible. Of the same UTF-16 length.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| seen(c) == c) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().map(seen).collect())
    }
}

/// `text` cut to at most `chars` characters, with an ellipsis where it was cut.
pub fn shortened(text: &str, chars: usize) -> Cow<'_, str> {
    match text.char_indices().nth(chars) {
        None => Cow::Borrowed(text),
        Some((at, _)) => Cow::Owned(format!("{}…", text.get(..at).unwrap_or_default().trim_end())),
    }
}

/// Byte ranges in `text` where `query` stands, letter case aside; at most `limit`.
pub fn find_all(text: &str, query: &str, limit: usize) -> Vec<(usize, usize)> {
    let wanted: Vec<char> = query.chars().flat_map(char::to_lowercase).collect();
    let Some(&first) = wanted.first() else { return Vec::new() };
    let mut found = Vec::new();
    let mut from = 0;
    for (at, c) in text.char_indices() {
        if at < from || c.to_lowercase().next() != Some(first) {
            continue;
        }
        if let Some(len) = text.get(at..).and_then(|rest| starts_with(rest, &wanted)) {
            found.push((at, at + len));
            from = at + len;
            if found.len() == limit {
                break;
            }
        }
    }
    found
}

/// How many bytes of `text` match the lower-case letters `wanted`, if all do.
fn starts_with(text: &str, wanted: &[char]) -> Option<usize> {
    let mut left = wanted.iter();
    for (at, c) in text.char_indices() {
        if left.as_slice().is_empty() {
            return Some(at);
        }
        for lower in c.to_lowercase() {
            if left.next() != Some(&lower) {
                return None;
            }
        }
    }
    left.as_slice().is_empty().then_some(text.len())
}

#[cfg(test)]
mod tests {
    use super::{byte_at_utf16, find_all, floor_boundary, shortened, utf16_len, visible, words};

    #[test]
    fn utf16_and_bytes_agree() {
        let text = "né 🛳 x";
        assert_eq!(utf16_len(text), 7);
        for (byte, _) in text.char_indices() {
            assert_eq!(byte_at_utf16(text, utf16_len(&text[..byte])), byte);
        }
        assert_eq!(byte_at_utf16(text, 99), text.len());
    }

    #[test]
    fn control_characters_are_seen_and_offsets_hold() {
        let text = "a\u{0}b\u{202e}c\td";
        assert_eq!(visible(text), "a␀b▯c\td");
        assert_eq!(utf16_len(&visible(text)), utf16_len(text));
        assert!(matches!(visible("plain “text”"), std::borrow::Cow::Borrowed(_)));
    }

    #[test]
    fn search_ignores_case_and_stays_on_boundaries() {
        assert_eq!(find_all("Ärger, ärger, ARG", "ärg", 9), [(0, 4), (8, 12)]);
        assert_eq!(find_all("aaaa", "aa", 9), [(0, 2), (2, 4)]);
        assert_eq!(find_all("aaaa", "aa", 1), [(0, 2)]);
        assert!(find_all("abc", "", 9).is_empty());
        assert!(find_all("ab", "abc", 9).is_empty());
    }

    #[test]
    fn small_measures() {
        assert_eq!(words("It is – so to say – “done”."), 6);
        assert_eq!(floor_boundary("né", 2), 1);
        assert_eq!(shortened("abcdef", 3), "abc…");
        assert_eq!(shortened("abc", 3), "abc");
    }
}
