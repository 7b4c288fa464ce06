//! Teasers of other articles: a phrase such as "READ MORE:" set off from the
//! teaser, or "Also on" and a site's address.
//!
//! Known miss: a teaser without any label; it is left to what its line's shape
//! and neighbours say.

use verbatim_lexicon::prompts::PromptKind;

use super::{Detector, Finding, Reason, by_prompt, prompt};
use crate::clean::{Verdict, page::Page};

pub(super) const DETECTOR: Detector = Detector { find };

/// Words that lead to another site's address at the start of a line.
const LEADS: [&str; 8] = [
    "also on ",
    "read more on ",
    "read more at ",
    "more on ",
    "more at ",
    "see also on ",
    "watch on ",
    "read it on ",
];

fn find(page: &Page<'_>, at: usize) -> Option<Finding> {
    let words = page.words(at);
    let may_lead = words.starts_with(['a', 'A', 'r', 'R', 'm', 'M', 's', 'S', 'w', 'W']);
    let lead = LEADS
        .iter()
        .filter(|_| may_lead)
        .find(|lead| words.get(..lead.len()).is_some_and(|head| head.eq_ignore_ascii_case(lead)));
    if let Some(lead) = lead {
        let next = words.get(lead.len()..).and_then(|rest| rest.split_whitespace().next());
        if next.is_some_and(is_address) {
            let reason =
                Reason::naming("a teaser of another article: ", lead.trim(), " and a site");
            return Finding::new(Verdict::RelatedLink, 0.95, reason);
        }
    }
    if let Some((found, _)) = prompt(page, at, PromptKind::Related)
        && found.phrase == "also on"
    {
        return None;
    }
    by_prompt(page, at, PromptKind::Related, Verdict::RelatedLink, "a teaser of another article: ")
}

/// Whether a word is a site's address: labels with full stops between, the last of letters.
pub(crate) fn is_address(word: &str) -> bool {
    let word = word.trim_end_matches([':', ',']);
    match word.rsplit_once('.') {
        Some((name, top)) => {
            !name.is_empty()
                && (2..=12).contains(&top.len())
                && top.bytes().all(|b| b.is_ascii_alphabetic())
        }
        None => false,
    }
}
