//! Topic tags: a label and what follows it, or a line of hashtags.

use verbatim_lexicon::prompts::PromptKind;

use super::{Detector, Found, by_prompt};
use crate::clean::{Verdict, page::Page};

pub(super) const DETECTOR: Detector = Detector { verdict: Verdict::Tags, find };

fn find(page: &Page<'_>, at: usize) -> Option<Found> {
    if !page.line(at)?.has_hash {
        return by_prompt(page, at, PromptKind::Tags, "topic tags: ");
    }
    let words = page.words(at);
    let marked = words.split_whitespace().filter(|w| w.starts_with('#') && w.len() > 2).count();
    if marked >= 2 && marked * 3 >= words.split_whitespace().count() * 2 {
        return Found::new(0.9, "a line of hashtags");
    }
    by_prompt(page, at, PromptKind::Tags, "topic tags: ")
}
