//! Words that the page sets apart from the text to draw the eye, by its class.
//!
//! One whose words stand in the text as well is said twice and cut; another is
//! kept as what it is. Quotes set apart without such a class are told by their
//! shape, see `body`.
//!
//! Known miss: a pull quote that shortens what the text says.

use super::{Detector, Found};
use crate::clean::{Verdict, page::Page};

pub(super) const DETECTOR: Detector = Detector { verdict: Verdict::PullQuote, find: lone };

/// One that says what the text says.
pub(super) const SAID_AGAIN: Detector = Detector { verdict: Verdict::Repeated, find: said_again };

/// What such elements are called.
const CLASSES: [&str; 4] = ["pullquote", "pull-quote", "pull_quote", "quote--pull"];

/// A shorter one may stand in the text by chance, a longer one is no pull quote.
const FEWEST: usize = 5;
const MOST: usize = 80;

/// How many words of the text around are searched.
const REACH: usize = 4000;

fn lone(page: &Page<'_>, at: usize) -> Option<Found> {
    let again = is_in_text(page, at)?;
    (!again).then(|| Found::new(0.85, "marked as a quote set apart from the text"))?
}

fn said_again(page: &Page<'_>, at: usize) -> Option<Found> {
    let again = is_in_text(page, at)?;
    again.then(|| Found::new(0.9, "set apart, and said in the text as well"))?
}

/// For a line that the page sets apart: whether its words stand in the text as well.
fn is_in_text(page: &Page<'_>, at: usize) -> Option<bool> {
    let markup = page.document.blocks.get(at)?.markup.as_ref()?;
    let own = page.hashes(at);
    if !(FEWEST..=MOST).contains(&own.len()) || markup.link_density > 0.5 {
        return None;
    }
    let hints = markup.hints.as_str();
    if !hints.contains("pull") || !CLASSES.iter().any(|class| hints.contains(class)) {
        return None;
    }
    let (before, behind) = page.hashes_around(at, REACH);
    let first = own.first()?;
    let holds = |text: &[u64]| {
        let starts = text.iter().enumerate().filter(|(_, word)| *word == first);
        starts.into_iter().any(|(from, _)| text.get(from..from + own.len()) == Some(own))
    };
    Some(holds(before) || holds(behind))
}
