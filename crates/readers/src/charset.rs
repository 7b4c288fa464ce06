//! How the letters of a file are written: a byte order mark, UTF-8, what a page
//! declares of itself, and at last a guess, in this order.
//!
//! [`decide`] is the one place that chooses. It knows UTF-8 and UTF-16 itself;
//! for all others it asks [`Charsets`], because the tables of the Encoding
//! Standard are 122 KB of program that the page must not fetch before it shows
//! anything. There the browser decodes, and a program of its own guesses.

mod declared;
mod known;
mod names;
mod utf_8;

use serde::{Deserialize, Serialize};
use verbatim_core::{Format, Notice, NoticeCode};

pub use known::Known;
pub use names::{Encoding, Group};

use crate::{File, Reading, Refusal};
use utf_8::Evidence;

/// Whoever knows encodings: [`Known`] in programs that carry the tables, the
/// browser's own decoders in the page. They answer alike, since both follow the
/// Encoding Standard.
pub trait Charsets {
    /// The encoding that a page calls by this label.
    fn named(&self, label: &str) -> Option<Encoding>;
    /// The likeliest encoding of bytes that are not UTF-8; `None` where no guess can be had.
    fn guess(&self, bytes: &[u8]) -> Option<Encoding>;
    /// The text of `bytes`, with U+FFFD for what is invalid; `None` where it has no room.
    fn decode(&self, encoding: Encoding, bytes: &[u8]) -> Option<String>;
}

/// How a file's bytes are decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charset {
    /// As what.
    pub encoding: Encoding,
    /// How that is known.
    pub how: How,
}

/// How an encoding is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// The bytes are valid UTF-8.
    Valid,
    /// They begin with a byte order mark.
    Mark,
    /// They are UTF-8 but for some of them.
    Mostly,
    /// Every other byte of the beginning is NUL, as in UTF-16 of Latin letters.
    Pairs,
    /// The page says so.
    Declared,
    /// By a guess from the bytes.
    Guessed,
    /// No guess could be had, so it is read as most old files are.
    Unguessed,
    /// The user says so.
    Chosen,
}

impl Charset {
    /// Whether it is a guess, or less.
    #[must_use]
    pub fn is_unsure(self) -> bool {
        matches!(self.how, How::Guessed | How::Unguessed | How::Pairs | How::Mostly)
    }

    /// Whether another encoding may be the right one, so that the bytes must be kept.
    #[must_use]
    pub fn may_be_wrong(self) -> bool {
        !matches!(self.how, How::Valid | How::Mark)
    }
}

/// How `bytes` are to be decoded; `format` tells whether they may declare it.
#[must_use]
pub fn decide(bytes: &[u8], format: Format, charsets: &dyn Charsets) -> Charset {
    let charset = |encoding, how| Charset { encoding, how };
    if let Some((encoding, _)) = mark(bytes) {
        return charset(encoding, How::Mark);
    }
    if let Some(encoding) = pairs(bytes) {
        return charset(encoding, How::Pairs);
    }
    let declared = || declared::label(bytes).filter(|_| format == Format::Html);
    let Some(evidence) = Evidence::of(bytes) else {
        return charset(Encoding::UTF_8, How::Valid);
    };
    let label = declared();
    let declared = label.and_then(|label| charsets.named(&label));
    if evidence.speaks_for_utf_8(declared == Some(Encoding::UTF_8)) {
        return charset(Encoding::UTF_8, How::Mostly);
    }
    // A page whose declaration could be read is in no encoding of pairs, and not
    // in UTF-8 either, whatever it says.
    if let Some(encoding) = declared.filter(|encoding| !encoding.is_unicode()) {
        return charset(encoding, How::Declared);
    }
    match charsets.guess(bytes) {
        Some(encoding) => charset(encoding, How::Guessed),
        None => charset(Encoding::WINDOWS_1252, How::Unguessed),
    }
}

/// The part of `bytes` that tells their encoding: a megabyte from the first byte
/// outside of ASCII on, and the letters before it, which say whether a word or a
/// sentence begins. Empty where all are ASCII.
#[must_use]
pub fn telling(bytes: &[u8]) -> &[u8] {
    const LENGTH: usize = 1 << 20;
    const BEFORE: usize = 256;
    let Some(first) = bytes.iter().position(|byte| !byte.is_ascii()) else { return &[] };
    let start = first.saturating_sub(BEFORE);
    bytes.get(start..bytes.len().min(start + LENGTH)).unwrap_or_default()
}

/// Decodes a file that is text or a page.
pub(crate) fn read(
    file: File,
    format: Format,
    charsets: &dyn Charsets,
) -> Result<Reading, Refusal> {
    let File { bytes, wish, .. } = file;
    let charset = match wish.encoding {
        Some(encoding) => Charset { encoding, how: How::Chosen },
        None => decide(&bytes, format, charsets),
    };
    let mut notices = Vec::new();
    let message = match charset.how {
        How::Valid | How::Mostly => None,
        How::Mark => Some("began with a byte order mark and was read as"),
        How::Pairs => Some("has a NUL beside each letter, as UTF-16 has. It was read as"),
        How::Declared => Some("is not UTF-8. It was read as the page declares,"),
        How::Guessed => Some(
            "is not UTF-8 and does not say what it is. By a guess from its bytes it was read as",
        ),
        How::Unguessed => Some(
            "is not UTF-8 and does not say what it is. The program that guesses could not be loaded, so it was read as",
        ),
        How::Chosen => Some("was read, as you said, as"),
    };
    if let Some(message) = message {
        let code =
            if charset.how == How::Mark { NoticeCode::ByteOrderMark } else { NoticeCode::Encoding };
        let end = match charset.how {
            How::Mark => " Offsets count from after the mark.",
            How::Chosen => "",
            _ => " Odd letters mean that it is another.",
        };
        notices.push(Notice::new(
            code,
            format!("The file {message} {}.{end}", charset.encoding.name()),
        ));
    }
    let Some((text, bytes)) = decode(bytes, charset, charsets, &mut notices) else {
        return Err(Refusal {
            is: "larger than what can be decoded here".to_owned(),
            advice: "Save it as UTF-8, or split it.",
        });
    };
    Ok(Reading { text, format, charset, notices, bytes: bytes.filter(|_| charset.may_be_wrong()) })
}

/// The text, and the bytes where they were no plain UTF-8.
fn decode(
    bytes: Vec<u8>,
    charset: Charset,
    charsets: &dyn Charsets,
    notices: &mut Vec<Notice>,
) -> Option<(String, Option<Vec<u8>>)> {
    let encoding = charset.encoding;
    let bytes = match String::from_utf8(bytes) {
        Ok(text) if encoding == Encoding::UTF_8 => {
            let plain = text.strip_prefix('\u{feff}').map(str::to_owned);
            return Some((plain.unwrap_or(text), None));
        }
        Ok(text) => text.into_bytes(),
        Err(error) => error.into_bytes(),
    };
    let body = match mark(&bytes) {
        Some((of, length)) if of == encoding => bytes.get(length..).unwrap_or_default(),
        _ => &bytes,
    };
    let text = match encoding {
        Encoding::UTF_8 => {
            say_faults(body, notices);
            String::from_utf8_lossy(body).into_owned()
        }
        Encoding::UTF_16LE => wide(body, u16::from_le_bytes),
        Encoding::UTF_16BE => wide(body, u16::from_be_bytes),
        _ => charsets.decode(encoding, body)?,
    };
    if encoding != Encoding::UTF_8 && text.contains('\u{fffd}') {
        let message = format!(
            "Some bytes of the file are not valid {}. They are shown as “\u{fffd}”.",
            encoding.name()
        );
        notices.push(Notice::new(NoticeCode::InvalidBytes, message));
    }
    Some((text, Some(bytes)))
}

/// Tells what is broken in UTF-8.
fn say_faults(bytes: &[u8], notices: &mut Vec<Notice>) {
    let Some(Evidence { broken, cut, .. }) = Evidence::of(bytes) else { return };
    if broken > 0 {
        let places = if broken == 1 { "1 place".to_owned() } else { format!("{broken} places") };
        let message = format!(
            "The file is UTF-8 but for bytes in {places}. They are shown as “\u{fffd}”; all else was read."
        );
        notices.push(Notice::new(NoticeCode::InvalidBytes, message));
    }
    if cut {
        let message =
            "The file ends in the middle of a letter: it was cut short. What is there was read.";
        notices.push(Notice::new(NoticeCode::CutShort, message));
    }
}

/// UTF-16, with U+FFFD for a half of a pair and for an odd byte at the end.
fn wide(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let letters = char::decode_utf16(pairs.iter().map(|&pair| unit(pair)));
    let cut = (!rest.is_empty()).then_some('\u{fffd}');
    letters.map(|letter| letter.unwrap_or('\u{fffd}')).chain(cut).collect()
}

/// The encoding that a byte order mark names, and the mark's length.
fn mark(bytes: &[u8]) -> Option<(Encoding, usize)> {
    match bytes {
        [0xef, 0xbb, 0xbf, ..] => Some((Encoding::UTF_8, 3)),
        [0xff, 0xfe, ..] => Some((Encoding::UTF_16LE, 2)),
        [0xfe, 0xff, ..] => Some((Encoding::UTF_16BE, 2)),
        _ => None,
    }
}

/// `bytes` behind the byte order mark that they may begin with.
pub(crate) fn without_mark(bytes: &[u8]) -> &[u8] {
    mark(bytes).and_then(|(_, length)| bytes.get(length..)).unwrap_or(bytes)
}

/// Whether these are pairs of bytes to a letter.
pub(crate) fn is_utf_16(bytes: &[u8]) -> bool {
    matches!(mark(bytes), Some((Encoding::UTF_16LE | Encoding::UTF_16BE, _)))
        || pairs(bytes).is_some()
}

/// UTF-16 without a mark. Letters below U+0100, spaces and digits have a NUL for
/// one of their two bytes, and no other text has any.
fn pairs(bytes: &[u8]) -> Option<Encoding> {
    /// So much of the beginning is looked at, in pairs; a shorter file has to have as many.
    const LOOKED_AT: usize = 512;
    const LEAST: usize = 4;
    let (all, _) = bytes.as_chunks::<2>();
    let all = all.get(..LOOKED_AT).unwrap_or(all);
    if all.len() < LEAST {
        return None;
    }
    let first = all.iter().filter(|pair| pair[0] == 0 && pair[1] != 0).count();
    let second = all.iter().filter(|pair| pair[1] == 0 && pair[0] != 0).count();
    // An article in Latin letters has it in nearly all pairs and, for its few
    // letters like U+0100, on the other side. In other scripts spaces alone have
    // it, one letter in six, so those are not told.
    let mostly = |many: usize, few: usize| many * 2 > all.len() && few * 10 < all.len();
    if mostly(second, first) {
        Some(Encoding::UTF_16LE)
    } else if mostly(first, second) {
        Some(Encoding::UTF_16BE)
    } else {
        None
    }
}
