//! [`Phrase`]: the words that name who speaks.

use std::ops::Range;

use crate::{Span, entity::MentionId, quote::clause::ItemId};

/// A noun phrase that may name a speaker.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Phrase {
    /// Its items.
    pub items: Range<ItemId>,
    /// The words to show for it: the name with its title, or the phrase.
    pub span: Span,
    /// The mention that is its head.
    pub mention: Option<MentionId>,
    pub pronoun: bool,
    /// "Ekström and Ruiz": more than one speaker.
    pub joint: bool,
    /// Whether it can say anything: see [`may_speak`](super::reader::Reader::may_speak).
    pub able: bool,
}
