//! [`Stage`]: where on the road an analysis is.

use serde::{Deserialize, Serialize};

/// A station of the road, in order; what progress is reported in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Decoding the input into text.
    Document,
    /// Telling the article from the page around it.
    Clean,
    /// Paragraphs, sentences and tokens.
    Segment,
    /// People, places and organisations.
    Entities,
    /// Quotes, their cues and speakers.
    Quotes,
    /// Topics, phrases and sections.
    Topics,
    /// Putting the report together, with the user's corrections.
    Report,
}

impl Stage {
    /// All stations, in the order of the road.
    pub const ALL: [Self; 7] = [
        Self::Document,
        Self::Clean,
        Self::Segment,
        Self::Entities,
        Self::Quotes,
        Self::Topics,
        Self::Report,
    ];
}
