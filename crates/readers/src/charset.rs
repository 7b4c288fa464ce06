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
/// browser's own decoders in the page. Both follow the Encoding Standard, so that
/// what is valid reads alike (`src/charsets.rs` tests it in Chromium).
pub trait Charsets {
    /// The encoding that a page calls by this label.
    fn named(&self, label: &str) -> Option<Encoding>;
    /// The likeliest encoding of bytes that are not UTF-8; `None` where no guess can be had.
    fn guess(&self, bytes: &[u8]) -> Option<Encoding>;
    /// The text of `bytes`, with U+FFFD for what is invalid; `None` where it has no room.
    fn decode(&self, encoding: Encoding, bytes: &[u8]) -> Option<String>;
}

/// How a file's bytes are decoded. Kept as two words: "guessed windows-1251".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Charset {
    /// As what.
    pub encoding: Encoding,
    /// How that is known.
    pub how: How,
}

/// How an encoding is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

/// Each way of knowing and the word that it is kept as.
const WORDS: [(How, &str); 8] = [
    (How::Valid, "valid"),
    (How::Mark, "mark"),
    (How::Mostly, "mostly"),
    (How::Pairs, "pairs"),
    (How::Declared, "declared"),
    (How::Guessed, "guessed"),
    (How::Unguessed, "unguessed"),
    (How::Chosen, "chosen"),
];

impl From<Charset> for String {
    fn from(charset: Charset) -> Self {
        let how = WORDS.iter().find(|(how, _)| *how == charset.how).map_or("", |(_, word)| *word);
        [how, charset.encoding.name()].join(" ")
    }
}

impl TryFrom<String> for Charset {
    type Error = &'static str;

    fn try_from(words: String) -> Result<Self, Self::Error> {
        let charset = words.split_once(' ').and_then(|(how, name)| {
            let (how, _) = *WORDS.iter().find(|(_, word)| *word == how)?;
            Some(Self { encoding: Encoding::of_name(name)?, how })
        });
        charset.ok_or("no encoding and way to know it that are known here")
    }
}

impl Charset {
    /// Whether it is a guess, or less.
    #[must_use]
    pub fn is_unsure(self) -> bool {
        matches!(self.how, How::Guessed | How::Unguessed | How::Pairs | How::Mostly)
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
    let Some(evidence) = Evidence::of(bytes) else {
        return charset(Encoding::UTF_8, How::Valid);
    };
    let label = declared::label(bytes).filter(|_| format == Format::Html);
    let declared = label.and_then(|label| charsets.named(&label));
    if evidence.speaks_for_utf_8(declared == Some(Encoding::UTF_8)) {
        return charset(Encoding::UTF_8, How::Mostly);
    }
    // Whatever it says, it is not in UTF-8; nor in UTF-16, since this could be read.
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
    let Some((text, bytes)) = decode(bytes, charset.encoding, charsets) else {
        return Err(Refusal {
            is: "larger than what can be decoded here".to_owned(),
            advice: "Save it as UTF-8, or split it.",
        });
    };
    let notices = notices(charset, bytes.as_deref(), &text);
    let doubtful = notices.iter().any(|notice| notice.code != NoticeCode::ByteOrderMark);
    Ok(Reading { text, format, charset, notices, bytes: bytes.filter(|_| doubtful) })
}

/// What there is to say of a file that was decoded as `charset` into `text`;
/// `bytes` are its own, where they were kept.
#[must_use]
pub fn notices(charset: Charset, bytes: Option<&[u8]>, text: &str) -> Vec<Notice> {
    let mut notices = Vec::from_iter(said(charset));
    let invalid = |message| Notice::new(NoticeCode::InvalidBytes, message);
    if charset.encoding != Encoding::UTF_8 {
        if text.contains('\u{fffd}') {
            let name = charset.encoding.name();
            notices.push(invalid(format!(
                "Some bytes of the file are not valid {name}. They are shown as “\u{fffd}”."
            )));
        }
        return notices;
    }
    let evidence = bytes.and_then(|bytes| Evidence::of(without_mark(bytes)));
    let Some(Evidence { broken, cut, .. }) = evidence else { return notices };
    if broken > 0 {
        let places = if broken == 1 { "place" } else { "places" };
        notices.push(invalid(format!(
            "The file is UTF-8 but for bytes in {broken} {places}. They are shown as “\u{fffd}”; all \
             else was read."
        )));
    }
    if cut {
        let message =
            "The file ends in the middle of a letter: it was cut short. What is there was read.";
        notices.push(Notice::new(NoticeCode::CutShort, message));
    }
    notices
}

/// What there is to say of how an encoding is known.
fn said(charset: Charset) -> Option<Notice> {
    let (code, before, after) = match charset.how {
        // What is invalid in it is said where it is decoded.
        How::Valid | How::Mostly => return None,
        How::Mark => (
            NoticeCode::ByteOrderMark,
            "began with a byte order mark and was read as",
            " Offsets count from after the mark.",
        ),
        How::Chosen => (NoticeCode::Encoding, "was read, as you said, as", ""),
        doubtful => {
            let before = match doubtful {
                How::Pairs => "has a NUL beside each letter, as UTF-16 has. It was read as",
                How::Declared => "is not UTF-8. It was read as the page declares,",
                How::Guessed => {
                    "is not UTF-8 and does not say what it is. By a guess from its bytes it was \
                     read as"
                }
                _ => {
                    "is not UTF-8 and does not say what it is. The program that guesses could not \
                     be loaded, so it was read as"
                }
            };
            (NoticeCode::Encoding, before, " Odd letters mean that it is another.")
        }
    };
    Some(Notice::new(code, format!("The file {before} {}.{after}", charset.encoding.name())))
}

/// The text, and the bytes where they were no plain UTF-8.
fn decode(
    bytes: Vec<u8>,
    encoding: Encoding,
    charsets: &dyn Charsets,
) -> Option<(String, Option<Vec<u8>>)> {
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
        Encoding::UTF_8 => String::from_utf8_lossy(body).into_owned(),
        Encoding::UTF_16LE => wide(body, u16::from_le_bytes),
        Encoding::UTF_16BE => wide(body, u16::from_be_bytes),
        _ => charsets.decode(encoding, body)?,
    };
    Some((text, Some(bytes)))
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
