//! Labels of advertisements, known by their phrases. Known miss: the advertisement's own words.

use verbatim_lexicon::prompts::PromptKind;

use super::{Detector, Finding, by_prompt};
use crate::clean::{Verdict, page::Page};

pub(super) const DETECTOR: Detector = Detector { find };

fn find(page: &Page<'_>, at: usize) -> Option<Finding> {
    by_prompt(
        page,
        at,
        PromptKind::Advertisement,
        Verdict::Advertisement,
        "an advertisement or its label: ",
    )
}
