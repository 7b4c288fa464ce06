//! Notices about cookies and consent, known by their phrases. Known miss: a notice in a language without a list.

use verbatim_lexicon::prompts::PromptKind;

use super::{Detector, Found, by_prompt};
use crate::clean::{Verdict, page::Page};

pub(super) const DETECTOR: Detector = Detector { verdict: Verdict::CookieNotice, find };

fn find(page: &Page<'_>, at: usize) -> Option<Found> {
    by_prompt(page, at, PromptKind::Cookies, "a notice about cookies or consent: ")
}
