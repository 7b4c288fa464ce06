//! Comment forms, their fields and notices, known by their phrases. Known miss: the comments themselves, which are sentences of readers; they fall to what stands after the article.

use verbatim_lexicon::prompts::PromptKind;

use super::{Detector, Found, by_prompt};
use crate::clean::{Verdict, page::Page};

pub(super) const DETECTOR: Detector = Detector { verdict: Verdict::CommentForm, find };

fn find(page: &Page<'_>, at: usize) -> Option<Found> {
    by_prompt(page, at, PromptKind::Comments, "a comment form or a notice about comments: ")
}
