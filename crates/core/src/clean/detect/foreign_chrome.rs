//! The page's furniture in another language than the article's: short lines
//! outside the body with words or letters of another language, and their
//! neighbours in the same run.
//!
//! Known miss: furniture whose few words both languages share.

use super::{Detector, Found};
use crate::clean::{Verdict, page::Page};

pub(super) const DETECTOR: Detector = Detector { verdict: Verdict::ForeignChrome, find };

/// How far a neighbour may stand.
const REACH: usize = 6;

fn find(page: &Page<'_>, at: usize) -> Option<Found> {
    let line = page.line(at)?;
    if !page.before_core(at) && !page.after_core(at) || page.headline == Some(at) || line.words > 14
    {
        return None;
    }
    if line.foreign {
        return Found::new(0.85, "another language than the article's");
    }
    let last = page.lines.len().saturating_sub(1);
    let (from, to) = (at.saturating_sub(REACH), (at + REACH).min(last));
    let (from, to) = match page.core {
        Some((first, _)) if at < first => (from, to.min(first.saturating_sub(1))),
        Some((_, core_end)) => (from.max(core_end + 1), to),
        None => (from, to),
    };
    let foreign = (from..=to)
        .filter_map(|other| page.line(other))
        .filter(|other| other.words <= 14 && other.foreign)
        .count();
    let own = line.function_words(page.told);
    if own == 0 && foreign >= 2 {
        return Found::new(0.8, "among lines of another language than the article's");
    }
    None
}
