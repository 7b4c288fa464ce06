//! Names of an icon font that leaked into the text: "icon share icon mail…".
//!
//! Such a line is long, has no function words and repeats one stem.

use super::{Detector, Found};
use crate::clean::{
    Verdict,
    page::{Page, line::End},
};

pub(super) const DETECTOR: Detector = Detector { verdict: Verdict::IconMenu, find };

fn find(page: &Page<'_>, at: usize) -> Option<Found> {
    let line = page.line(at)?;
    if line.words < 3 || line.end == End::Sentence || line.density(page.told) > 0.12 {
        return None;
    }
    let words = page.words(at);
    let named = words.as_bytes().windows(4).filter(|w| w.eq_ignore_ascii_case(b"icon")).count();
    if named >= 3 && named * 4 >= line.words as usize {
        return Found::new(0.97, "names of icons, one after another");
    }
    None
}
