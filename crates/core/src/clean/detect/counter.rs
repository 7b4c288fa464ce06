//! Counters: numbers of photos, views, shares or minutes to read, known by
//! their phrases or by having nothing but numbers.

use verbatim_lexicon::prompts::PromptKind;

use super::{Detector, Found, by_prompt};
use crate::clean::{Verdict, page::Page};

pub(super) const DETECTOR: Detector = Detector { verdict: Verdict::Counter, find };

fn find(page: &Page<'_>, at: usize) -> Option<Found> {
    let line = page.line(at)?;
    if line.letters == 0 && line.digits > 0 && line.words <= 3 {
        return Found::new(0.85, "numbers alone");
    }
    by_prompt(page, at, PromptKind::Counter, "a counter: ")
}
