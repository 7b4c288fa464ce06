//! Labels of advertisements, known by their phrases. Known miss: the advertisement's own words.

use verbatim_lexicon::prompts::PromptKind;

use super::{Detector, Found, by_prompt};
use crate::clean::{Verdict, page::Page};

pub(super) const DETECTOR: Detector = Detector { verdict: Verdict::Advertisement, find };

fn find(page: &Page<'_>, at: usize) -> Option<Found> {
    by_prompt(page, at, PromptKind::Advertisement, "an advertisement or its label: ")
}
