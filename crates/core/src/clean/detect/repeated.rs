//! A line that stands more than once: menus are printed for each screen size,
//! body text is not. A long line's second copy is cut, a short line's copies
//! are all furniture outside the body.

use super::{Detector, Found};
use crate::clean::{Verdict, page::Page};

pub(super) const DETECTOR: Detector = Detector { verdict: Verdict::Repeated, find };

fn find(page: &Page<'_>, at: usize) -> Option<Found> {
    let before = page.repeats.get(at).copied().unwrap_or(0);
    let line = page.line(at)?;
    if before == 0 || line.words == 0 {
        return None;
    }
    let confidence = if line.words >= 8 { 0.85 } else { 0.7 };
    Found::new(confidence, "the same words stand before")
}
