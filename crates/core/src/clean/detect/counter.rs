//! Counters: numbers of photos, views, shares or minutes to read, known by
//! their phrases or by having nothing but numbers.

use verbatim_lexicon::prompts::PromptKind;

use super::{Detector, Finding, by_prompt};
use crate::clean::{Verdict, page::Page};

pub(super) const DETECTOR: Detector = Detector { find };

fn find(page: &Page<'_>, at: usize) -> Option<Finding> {
    let line = page.line(at)?;
    if line.letters == 0 && line.digits > 0 && line.words <= 3 {
        return Finding::new(Verdict::Counter, 0.85, "numbers alone");
    }
    by_prompt(page, at, PromptKind::Counter, Verdict::Counter, "a counter: ")
}
