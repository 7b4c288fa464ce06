//! The headline again: the same words on another line, or the headline with
//! the site's name behind it.

use super::{Detector, Found};
use crate::clean::{Verdict, page::Page};

pub(super) const DETECTOR: Detector = Detector { verdict: Verdict::RepeatedHeadline, find };

fn find(page: &Page<'_>, at: usize) -> Option<Found> {
    let headline = page.headline.filter(|h| *h != at)?;
    let (own, other) = (page.line(at)?, page.line(headline)?);
    if own.key == other.key {
        return Found::new(0.97, "the headline again");
    }
    let (words, title) = (page.words(at), page.words(headline));
    let longer = own.words > other.words && own.words <= other.words + 8 && other.words >= 4;
    if longer && words.starts_with(title) && !page.is_sentence(at) {
        return Found::new(0.9, "the headline again, with a name behind it");
    }
    let cut = own.words >= 4 && own.words < other.words && words.chars().count() >= 24;
    let bare = words.trim_end_matches(['…', '.', ' ']);
    if cut && bare.len() < words.len() && title.starts_with(bare) {
        return Found::new(0.9, "the headline again, cut short");
    }
    None
}
