//! Corrections in words a reader understands.

use super::{Correction, Whose};
use crate::{Notice, NoticeCode, Span};

/// How much of a quote or name is shown, in characters.
const SHOWN: usize = 60;

/// Ends the reason of a quote that the user confirmed.
pub(super) const CONFIRMED: &str = " You confirmed it.";
/// Why a quote counts as none.
pub(super) const REJECTED: &str = "You said that this is no quote.";

/// Why a quote has the speaker that the user set.
#[inline]
pub(super) fn set_speaker(known: bool) -> String {
    String::from(if known {
        "You set this speaker."
    } else {
        "You said that the text does not tell who says it."
    })
}

/// Why a quote's speaker is called otherwise than by the analysis, which called
/// them `before`; `apart` where that one is still there and somebody else.
#[inline]
pub(super) fn other_name(before: &str, now: &str, apart: bool) -> String {
    if apart {
        [" You said that this is ", now, ", not ", before, "."].concat()
    } else {
        [" You said that “", before, "” is ", now, "."].concat()
    }
}

/// What is told where there are more corrections than are applied.
#[inline]
pub(super) fn too_many(most: usize) -> Notice {
    let message = format!("There are more than {most} corrections; the others were left out.");
    Notice::new(NoticeCode::TooManyCorrections, message)
}

/// What is told where a correction, the one at `index`, fits nothing any more.
#[inline]
pub(super) fn unfit(index: usize, correction: &Correction, text: &str) -> Notice {
    let message = format!(
        "A correction of yours does not fit the text as it is read now, and was left out: {}.",
        correction.describe(text)
    );
    let anchor = correction.anchor();
    let notice = Notice::new(NoticeCode::CorrectionUnused, message).about_correction(index);
    match Span::new(text, anchor.start(), anchor.end()) {
        Some(span) => notice.at(span),
        None => notice,
    }
}

impl Correction {
    /// Where it points.
    #[must_use]
    #[inline]
    pub fn anchor(&self) -> Span {
        match self {
            Self::Merge { mention, .. }
            | Self::Split { mention, .. }
            | Self::Rename { mention, .. } => *mention,
            Self::Speaker { quote, .. } | Self::Confirm { quote, .. } | Self::Reject { quote } => {
                *quote
            }
        }
    }

    /// What it says, with the words of `text` that it points to.
    #[must_use]
    #[inline]
    pub fn describe(&self, text: &str) -> String {
        let (verb, object) = match self {
            Self::Merge { with, .. } => (" is the same as ", with.of(text)),
            Self::Split { every: true, .. } => (" is someone else", ""),
            Self::Split { every: false, .. } => (" is someone else in one place", ""),
            Self::Rename { name, .. } => (" is called ", name.as_str()),
            Self::Speaker { speaker, .. } => match speaker {
                Whose::Mention(span) => (" is said by ", span.of(text)),
                Whose::Name(name) => (" is said by ", name.as_str()),
                Whose::Unknown => (" has no named speaker", ""),
            },
            Self::Confirm { .. } => (" is confirmed", ""),
            Self::Reject { .. } => (" is no quote", ""),
        };
        let mut out = String::new();
        add(&mut out, self.anchor().of(text));
        out.push_str(verb);
        if !object.is_empty() {
            add(&mut out, object);
        }
        out
    }
}

/// Adds the words between marks, on one line, cut where they are long.
#[inline]
fn add(out: &mut String, words: &str) {
    out.push('“');
    let cut = words.char_indices().nth(SHOWN).map_or(words.len(), |(at, _)| at);
    for (nth, word) in words.get(..cut).unwrap_or_default().split_whitespace().enumerate() {
        if nth > 0 {
            out.push(' ');
        }
        out.push_str(word);
    }
    if cut < words.len() {
        out.push('…');
    }
    out.push('”');
}
