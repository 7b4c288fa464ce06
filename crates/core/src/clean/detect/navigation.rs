//! Menus and links of the site: known by a phrase, by bars between short
//! names, or by an address alone.

use verbatim_lexicon::prompts::PromptKind;

use super::{Detector, Found, by_prompt};
use crate::clean::{
    Verdict,
    page::{Page, line::End},
};

pub(super) const DETECTOR: Detector = Detector { verdict: Verdict::Navigation, find };

fn find(page: &Page<'_>, at: usize) -> Option<Found> {
    let line = page.line(at)?;
    let words = page.words(at);
    if line.words == 0 {
        return Found::new(0.8, "signs without words");
    }
    if line.separators >= 3 && line.words <= line.separators * 5 && line.end != End::Sentence {
        return Found::new(0.85, "short names with bars between");
    }
    if line.has_address && !words.contains(char::is_whitespace) {
        return Found::new(0.8, "an address alone");
    }
    by_prompt(page, at, PromptKind::Navigation, "a menu entry: ")
}
