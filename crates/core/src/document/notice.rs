//! What deserves to be known of a source: cut short, or with characters that
//! are not what they seem.

use super::{Document, Input, plain};
use crate::{Notice, NoticeCode, Span};

/// The longest source that is read, in bytes. More than any article; spans are 32 bits wide.
pub(super) const LONGEST: usize = 64 << 20;

/// The part of the source that is read, up to a char boundary.
pub(super) fn readable(input: &Input) -> &str {
    let mut end = input.source.len().min(LONGEST);
    while !input.source.is_char_boundary(end) {
        end -= 1;
    }
    input.source.get(..end).unwrap_or_default()
}

/// Adds the notices that the source and the text call for.
pub(super) fn add(input: &Input, document: &mut Document) {
    if input.source.len() > LONGEST {
        let message = "The source is longer than 64 MB. The first 64 MB are read; split the file to read the rest.";
        document.notices.push(Notice::new(NoticeCode::Truncated, message));
    }
    if let Some(rest) = document.rest {
        let message = "The text has more lines than any article. The first are read line by line; the rest is kept as one paragraph, whatever it is. Split the file to have it read.";
        document.notices.push(Notice::new(NoticeCode::TooManyLines, message).at(rest));
    }
    let (mut nul, mut replaced, mut bidi) = (None, None, None);
    let bytes = document.text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b' '..=0x7f => {
                at = plain::skip(bytes, at + 1);
                continue;
            }
            0 => nul = nul.or(Some(Span::between(at, at + 1))),
            0xEF if bytes.get(at + 1..at + 3) == Some(&[0xBF, 0xBD]) => {
                replaced = replaced.or(Some(Span::between(at, at + 3)));
            }
            0xE2 if is_bidi_control(bytes.get(at + 1..at + 3)) => {
                bidi = bidi.or(Some(Span::between(at, at + 3)));
            }
            _ => {}
        }
        at += 1;
    }
    if let Some(at) = nul {
        let message =
            "The text has NUL characters. They are kept as they stand; the file may not be text.";
        document.notices.push(Notice::new(NoticeCode::Nul, message).at(at));
    }
    if let Some(at) = replaced {
        let message = "The text has replacement characters (U+FFFD): it was decoded with the wrong encoding, or lost characters before.";
        document.notices.push(Notice::new(NoticeCode::ReplacementCharacter, message).at(at));
    }
    if let Some(at) = bidi {
        let message = "The text has characters that change the direction of writing. They are kept; the text may show in another order than it is read.";
        document.notices.push(Notice::new(NoticeCode::BidiControl, message).at(at));
    }
}

/// U+202A to U+202E and U+2066 to U+2069, which reorder what is shown.
fn is_bidi_control(rest: Option<&[u8]>) -> bool {
    matches!(rest, Some([0x80, 0xAA..=0xAE] | [0x81, 0xA6..=0xA9]))
}

#[cfg(test)]
mod tests {
    use crate::{Input, NoticeCode, document::parse};

    #[test]
    fn odd_characters_are_named_once_with_their_place() {
        let document = parse(&Input::text("a\0b\0 \u{FFFD} \u{202E}x"));
        let codes: Vec<(NoticeCode, Option<u32>)> =
            document.notices.iter().map(|n| (n.code, n.start)).collect();
        assert_eq!(
            codes,
            [
                (NoticeCode::Nul, Some(1)),
                (NoticeCode::ReplacementCharacter, Some(5)),
                (NoticeCode::BidiControl, Some(9))
            ]
        );
        assert!(parse(&Input::text("plain – “text”")).notices.is_empty());
    }
}
