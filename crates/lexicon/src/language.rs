//! [`Language`]: a language by its code, and what `languages.tsv` says of it.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use crate::rows::rows;

/// Small enough to be read anew each time somebody asks.
const LIST: &str = include_str!("../data/languages.tsv");

/// A language: a primary subtag of BCP 47, two or three letters. Whether there are lists
/// for it is another question.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language([u8; 3]);

impl Language {
    /// The language of the page itself and of the lists that every text is read with; what
    /// an unknown language is read as.
    pub const ENGLISH: Self = Self(*b"en\0");
    /// German.
    pub const GERMAN: Self = Self(*b"de\0");
    /// French.
    pub const FRENCH: Self = Self(*b"fr\0");
    /// Spanish.
    pub const SPANISH: Self = Self(*b"es\0");
    /// Italian.
    pub const ITALIAN: Self = Self(*b"it\0");
    /// Portuguese.
    pub const PORTUGUESE: Self = Self(*b"pt\0");
    /// Russian.
    pub const RUSSIAN: Self = Self(*b"ru\0");

    /// The language of a tag: "de" of "de", "de-AT" and "DE_at". None where it begins with
    /// no two or three letters.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let code = tag.split(['-', '_']).next().unwrap_or_default();
        let mut letters = [0; 3];
        if !(2..=3).contains(&code.len()) || !code.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return None;
        }
        for (letter, byte) in letters.iter_mut().zip(code.bytes()) {
            *letter = byte.to_ascii_lowercase();
        }
        Some(Self(letters))
    }

    /// Its code in lower case.
    #[must_use]
    pub fn code(&self) -> &str {
        let length = self.0.iter().position(|byte| *byte == 0).unwrap_or(self.0.len());
        let letters = self.0.get(..length).unwrap_or_default();
        // Letters are all that is taken in.
        std::str::from_utf8(letters).unwrap_or_default()
    }

    /// Its English name; none where it is no common one of news.
    #[must_use]
    pub fn english_name(self) -> Option<&'static str> {
        self.row().map(|[_, name, ..]| name)
    }

    /// The script it is written in, ISO 15924; none where it is no common one of news.
    #[must_use]
    pub fn script(self) -> Option<&'static str> {
        self.row().map(|[_, _, script, _]| script)
    }

    /// The language that alone is written in a script (ISO 15924).
    #[must_use]
    pub fn of_script(script: &str) -> Option<Self> {
        let [code, ..] = all().find(|[_, _, own, alone]| *own == script && *alone == "alone")?;
        Self::parse(code)
    }

    /// Where it stands among the languages of news, the commonest first; behind all
    /// where it is none of them.
    #[must_use]
    pub(crate) fn place(self) -> usize {
        all().position(|[code, ..]| code == self.code()).unwrap_or(usize::MAX)
    }

    fn row(self) -> Option<[&'static str; 4]> {
        all().find(|[code, ..]| *code == self.code())
    }
}

/// Code, English name, script, and whether the script is the language's alone.
fn all() -> impl Iterator<Item = [&'static str; 4]> {
    rows(LIST)
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Self::parse(&code).ok_or_else(|| D::Error::custom("no code of a language"))
    }
}

#[cfg(test)]
mod tests {
    use super::{Language, all};

    #[test]
    fn a_tag_is_read_as_far_as_its_language() {
        let code = |tag: &str| Language::parse(tag).map(|language| language.to_string());
        for (tag, read) in [("de", "de"), ("de-AT", "de"), ("EN_us", "en"), ("fil", "fil")] {
            assert_eq!(code(tag).as_deref(), Some(read), "{tag}");
        }
        for tag in ["", "d", "-de", "english", "d1", "ру", "x-klingon"] {
            assert_eq!(code(tag), None, "{tag}");
        }
    }

    #[test]
    fn every_row_is_a_language_of_its_own() {
        for (at, [code, name, script, alone]) in all().enumerate() {
            let language = Language::parse(code).unwrap();
            assert_eq!((language.code(), language.place()), (code, at));
            assert!(!name.is_empty() && script.len() == 4);
            assert_eq!(Language::of_script(script) == Some(language), alone == "alone", "{code}");
        }
    }
}
