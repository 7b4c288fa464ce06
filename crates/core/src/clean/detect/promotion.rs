//! Prompts for newsletters, subscriptions, apps and donations, known by their phrases.

use verbatim_lexicon::prompts::PromptKind;

use super::{Detector, Found, by_prompt};
use crate::clean::{Verdict, page::Page};

pub(super) const DETECTOR: Detector = Detector { verdict: Verdict::Promotion, find };

fn find(page: &Page<'_>, at: usize) -> Option<Found> {
    by_prompt(page, at, PromptKind::Promotion, "a prompt to subscribe, sign up, follow or pay: ")
}
