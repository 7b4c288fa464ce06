//! What is made of a file: its bytes become the text or the page that is
//! analysed, or it is refused with what it is and what would work.
//!
//! [`read`] decides for the terminal and the page alike. What a file is comes
//! from its first bytes before its name ([`types`], the one list that file
//! dialogs and refusals are made of), how its letters are written from its
//! bytes ([`charset`]).

pub mod charset;
mod own;
mod signature;
pub mod types;

use std::fmt;

use verbatim_core::{Format, Notice};

pub use charset::{Charset, Charsets, Encoding, How};
pub use types::{FileType, Reader};

/// A file as it was given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct File {
    /// Its name, where it has one. A standard input has none.
    pub name: Option<String>,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// How it is to be read, where the user says so.
    pub wish: Wish,
}

/// How the user wants a file to be read. What is `None` is found out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wish {
    /// As text or as a page, whatever its name.
    pub format: Option<Format>,
    /// In this encoding, whatever its bytes say.
    pub encoding: Option<Encoding>,
}

/// What was read out of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The text or markup.
    pub text: String,
    /// How it is to be analysed.
    pub format: Format,
    /// How its bytes were decoded.
    pub charset: Charset,
    /// What had to be guessed, replaced or left out.
    pub notices: Vec<Notice>,
    /// The file's bytes, where another encoding may be the right one.
    pub bytes: Option<Vec<u8>>,
}

/// Why a file was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What it is, with its article: "a PDF document".
    pub is: String,
    /// What would work, as sentences.
    pub advice: &'static str,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "it is {}. {}", self.is, self.advice)
    }
}

impl std::error::Error for Refusal {}

/// Whether [`read`] will ask for a guess, which a page has to fetch first.
#[must_use]
pub fn needs_guess(file: &File, charsets: &dyn Charsets) -> bool {
    match types::of(file).reader {
        Reader::Reads { format, .. } if file.wish.encoding.is_none() => {
            charset::decide(&file.bytes, format, charsets).how == How::Unguessed
        }
        _ => false,
    }
}

/// Reads a file. Linear in its length.
///
/// # Errors
/// Where it is no text that can be analysed.
pub fn read(file: File, charsets: &dyn Charsets) -> Result<Reading, Refusal> {
    let kind = types::of(&file);
    match kind.reader {
        Reader::Reads { read, .. } => read(file, charsets),
        Reader::Refuses(advice) => Err(Refusal { is: kind.is.to_owned(), advice }),
        Reader::RefusesReports => Err(own::refusal(&file.bytes)),
    }
}
