//! Teasers of other articles: a phrase such as "READ MORE:" set off from the
//! teaser, or "Also on" and a site's address.
//!
//! Known miss: a teaser without any label; it is left to what its line's shape
//! and neighbours say.

use verbatim_lexicon::{TextSet, prompts::PromptKind};

use super::{Detector, Found, Reason, by_prompt, prompt};
use crate::clean::{Verdict, page::Page};

pub(super) const DETECTOR: Detector = Detector { verdict: Verdict::RelatedLink, find };

fn find(page: &Page<'_>, at: usize) -> Option<Found> {
    let words = page.words(at);
    let sets = &page.lexicon.sets;
    if let Some(lead) = sets.opening(TextSet::SiteLeads, words) {
        let rest = words.get(lead.len()..).and_then(|rest| rest.strip_prefix(' '));
        let next = rest.and_then(|rest| rest.split_whitespace().next());
        if next.is_some_and(is_address) {
            let reason = Reason::naming("a teaser of another article: ", lead, " and a site");
            return Found::new(0.95, reason);
        }
    }
    if let Some((found, _)) = prompt(page, at, PromptKind::Related)
        && sets.holds(TextSet::SiteLeads, found.phrase)
    {
        return None;
    }
    by_prompt(page, at, PromptKind::Related, "a teaser of another article: ")
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
