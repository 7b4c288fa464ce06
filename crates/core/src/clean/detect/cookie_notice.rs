//! Notices about cookies and consent, known by their phrases. Known miss: a notice in a language without a list.

use verbatim_lexicon::prompts::PromptKind;

use super::{Detector, Finding, by_prompt};
use crate::clean::{Verdict, page::Page};

pub(super) const DETECTOR: Detector = Detector { find };

fn find(page: &Page<'_>, at: usize) -> Option<Finding> {
    by_prompt(
        page,
        at,
        PromptKind::Cookies,
        Verdict::CookieNotice,
        "a notice about cookies or consent: ",
    )
}
