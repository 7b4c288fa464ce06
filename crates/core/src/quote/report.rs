//! [`Report`]: who is said to say something, with which words.

use crate::{index::index, quote::clause::ItemId};
use std::ops::Range;

use verbatim_lexicon::{Cue, CueClass};

use super::phrase::Phrase;

/// How a report's subject was found; what the reader is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// "Ekström said"
    Before,
    /// "said Ekström"
    Inverted,
    /// "Ekström, a doctor, said"
    Apposition,
    /// "Ekström, who said"
    Relative,
    /// "Ekström condemned … and said"
    Coordinated,
    /// "…, adding": the subject of the main clause.
    Participle,
    /// "according to Ekström"
    Source,
    /// "was called … by Ekström"
    Agent,
}

index! {
    /// A report's place among those of its sentence.
    pub(super) struct ReportId of Report;
}

/// One report.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Report {
    /// The cue's items: "said", "according to".
    pub cue: Range<ItemId>,
    pub entry: Cue,
    /// Where its words begin: the subject's first item or the verb group's.
    pub start: ItemId,
    pub subject: Option<Phrase>,
    pub how: How,
}

impl Report {
    /// The report of a verb, the item at `verb`.
    pub fn of_verb(
        verb: ItemId,
        entry: Cue,
        start: ItemId,
        subject: Option<Phrase>,
        how: How,
    ) -> Self {
        Self { cue: verb..verb + 1, entry, start, subject, how }
    }

    /// Words, rather than a thought or a finding.
    pub fn is_speech(&self) -> bool {
        !matches!(self.entry.class, CueClass::Thinking | CueClass::Showing)
    }
}
