//! The outlet's or blog's name: a short line above the headline, set apart,
//! with no phrase of its own. Also a line that is a bare domain.
//!
//! Known miss: names between menu entries; there they are menu.

use super::{Detector, Found};
use crate::clean::{
    Verdict,
    page::{Page, line::End},
};

pub(super) const DETECTOR: Detector = Detector { verdict: Verdict::SiteName, find };

fn find(page: &Page<'_>, at: usize) -> Option<Found> {
    let headline = page.headline?;
    let line = page.line(at)?;
    let first = at == 0 && headline > 0 && headline <= 3;
    if first
        && (1..=6).contains(&line.words)
        && line.letters >= 3
        && line.prompt.is_none()
        && line.digits == 0
        && line.end == End::Open
        && line.capitals * 2 >= line.words
    {
        return Found::new(0.85, "a name above the headline");
    }
    // Below the page's first menu, a name alone; unsure, so that it is cut only with the model.
    let below_menu = (1..=2).contains(&at)
        && headline > at
        && headline - at <= 6
        && (0..at).all(|above| page.line(above).is_some_and(|l| l.prompt.is_some()));
    if below_menu
        && (2..=5).contains(&line.words)
        && line.capitals == line.words
        && line.prompt.is_none()
        && line.digits == 0
        && line.separators == 0
        && line.end == End::Open
    {
        return Found::new(0.7, "a name between menu and headline");
    }
    None
}
