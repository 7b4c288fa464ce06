//! [`Input`]: what the user gave, as it was given.

use serde::{Deserialize, Serialize};

use crate::{Correction, Span};

/// How the source is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Text as pasted from a page or read from a `.txt` file.
    #[default]
    Text,
    /// An HTML page or fragment.
    Html,
}

/// The user's own verdict on one block, which stands above the cleaner's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Override {
    /// The block, by its span in `document.text`.
    pub span: Span,
    /// `true` restores the block, `false` cuts it.
    pub keep: bool,
}

/// One article to analyse.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Input {
    /// The source, decoded to Unicode and otherwise untouched.
    pub source: String,
    /// How `source` is to be read.
    pub format: Format,
    /// The file's name, where there is one.
    pub name: Option<String>,
    /// The user's verdicts, applied on top of the cleaner's.
    pub overrides: Vec<Override>,
    /// What the user knows better of people and quotes, applied on top of the
    /// analysis in this order.
    #[serde(default)]
    pub corrections: Vec<Correction>,
    /// How much surer than usual the cleaner must be of a line to keep it, in
    /// tenths of the body model's score; below 0 it keeps more. 0 is as learnt.
    #[serde(default)]
    pub threshold: i8,
}

impl Input {
    /// Plain text, as pasted.
    #[must_use]
    pub fn text(source: impl Into<String>) -> Self {
        Self { source: source.into(), ..Self::default() }
    }

    /// An HTML page.
    #[must_use]
    pub fn html(source: impl Into<String>) -> Self {
        Self { source: source.into(), format: Format::Html, ..Self::default() }
    }
}
