//! A correction as it is stored and sent: one flat record. Four formats read and
//! write it, and each pays for every variant that it sees.

use serde::{Deserialize, Serialize};

use super::{Correction, Whose};
use crate::Span;

/// What a correction does.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Merge,
    Split,
    Rename,
    Speaker,
    Confirm,
    Reject,
}

/// See `correction` in `tests/report.schema.json`.
#[derive(Serialize, Deserialize)]
pub(super) struct Flat {
    kind: Kind,
    /// The mention or quote that it is about.
    place: Span,
    /// The mention of the other, or of the speaker.
    #[serde(default)]
    with: Option<Span>,
    /// The name to show, or the speaker's.
    #[serde(default)]
    name: Option<String>,
    /// Whether it is about every mention in the same words.
    #[serde(default)]
    every: bool,
}

impl From<Correction> for Flat {
    fn from(correction: Correction) -> Self {
        let place = correction.anchor();
        let mut flat = Self { kind: Kind::Reject, place, with: None, name: None, every: false };
        flat.kind = match correction {
            Correction::Merge { with, .. } => {
                flat.with = Some(with);
                Kind::Merge
            }
            Correction::Split { every, .. } => {
                flat.every = every;
                Kind::Split
            }
            Correction::Rename { name, .. } => {
                flat.name = Some(name);
                Kind::Rename
            }
            Correction::Speaker { speaker, .. } => {
                flat.set(speaker);
                Kind::Speaker
            }
            Correction::Confirm { speaker, .. } => {
                flat.set(speaker);
                Kind::Confirm
            }
            Correction::Reject { .. } => Kind::Reject,
        };
        flat
    }
}

impl Flat {
    fn set(&mut self, speaker: Whose) {
        match speaker {
            Whose::Mention(span) => self.with = Some(span),
            Whose::Name(name) => self.name = Some(name),
            Whose::Unknown => {}
        }
    }
}

impl From<Flat> for Correction {
    /// What is missing is empty: such a correction fits nothing, and is told of.
    fn from(flat: Flat) -> Self {
        let Flat { kind, place, with, name, every } = flat;
        match kind {
            Kind::Merge => Self::Merge { mention: place, with: with.unwrap_or_default() },
            Kind::Split => Self::Split { mention: place, every },
            Kind::Rename => Self::Rename { mention: place, name: name.unwrap_or_default() },
            Kind::Speaker => Self::Speaker { quote: place, speaker: whose(with, name) },
            Kind::Confirm => Self::Confirm { quote: place, speaker: whose(with, name) },
            Kind::Reject => Self::Reject { quote: place },
        }
    }
}

fn whose(with: Option<Span>, name: Option<String>) -> Whose {
    match (with, name) {
        (Some(span), _) => Whose::Mention(span),
        (None, Some(name)) => Whose::Name(name),
        (None, None) => Whose::Unknown,
    }
}
