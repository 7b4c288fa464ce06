//! [`Notice`]: what went wrong or deserves to be known. Programs decide by its
//! [`NoticeCode`]; its message is for people, and no program reads it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Language, Span};

/// Something that went wrong or deserves to be known; the report is still good.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// What it is about.
    pub code: NoticeCode,
    /// What happened, what was kept, what to do: for people.
    pub message: String,
    /// Of the first byte it is about, where there is one.
    pub start: Option<u32>,
    /// After the last.
    pub end: Option<u32>,
    /// The correction it is about, as an index into the report's corrections.
    #[serde(default)]
    pub correction: Option<u32>,
}

/// What a notice is about; in JSON and for [`fmt::Display`] its name in snake case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeCode {
    /// The source is longer than what is read.
    Truncated,
    /// The text has NUL characters.
    Nul,
    /// The text has characters that stand for undecodable bytes.
    ReplacementCharacter,
    /// The text has characters that change the direction of writing.
    BidiControl,
    /// A page nests its elements deeper than what is followed.
    DeepNesting,
    /// The rest of the article was read from data that the file holds.
    ArticleInState,
    /// The text has more lines than are read one by one.
    TooManyLines,
    /// The text has more quotes than are read.
    TooManyQuotes,
    /// The article was read without the lists of its language.
    LanguagePackMissing,
    /// There are more corrections than are applied.
    TooManyCorrections,
    /// A correction fits nothing any more.
    CorrectionUnused,
    /// A file began with a byte order mark.
    ByteOrderMark,
    /// A file was decoded by what it declares, by a guess or by what the user says.
    Encoding,
    /// Bytes of a file are invalid in its encoding.
    InvalidBytes,
    /// A file ends in the middle of a letter.
    CutShort,
}

impl Notice {
    /// A notice about the whole.
    #[must_use]
    pub fn new(code: NoticeCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), start: None, end: None, correction: None }
    }

    /// The same about a stretch of the text.
    #[must_use]
    pub fn at(self, span: Span) -> Self {
        Self { start: Some(span.start() as u32), end: Some(span.end() as u32), ..self }
    }

    /// The same about one of the user's corrections.
    #[must_use]
    pub fn about_correction(self, index: usize) -> Self {
        Self { correction: Some(index as u32), ..self }
    }
}

/// The notice that an article was read without the lists of its language.
pub(crate) fn pack_missing(language: Language) -> Notice {
    let name = language.english_name().unwrap_or(language.code());
    let message = format!(
        "The word lists for {name} could not be loaded, so this article was read with the English \
         ones: quotes, speakers and topics may be missing."
    );
    Notice::new(NoticeCode::LanguagePackMissing, message)
}

impl fmt::Display for NoticeCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

#[cfg(test)]
mod tests {
    use super::NoticeCode;

    #[test]
    fn a_code_is_shown_as_it_is_written() {
        assert_eq!(NoticeCode::ReplacementCharacter.to_string(), "replacement_character");
        let json = serde_json::to_string(&NoticeCode::CorrectionUnused);
        assert_eq!(json.ok().as_deref(), Some("\"correction_unused\""));
    }
}
