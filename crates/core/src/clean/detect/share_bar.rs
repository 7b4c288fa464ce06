//! Buttons and prompts to share or follow, known by their phrases.

use verbatim_lexicon::prompts::PromptKind;

use super::{Detector, Finding, by_prompt};
use crate::clean::{Verdict, page::Page};

pub(super) const DETECTOR: Detector = Detector { find };

fn find(page: &Page<'_>, at: usize) -> Option<Finding> {
    by_prompt(page, at, PromptKind::Share, Verdict::ShareBar, "a prompt to share or follow: ")
}
