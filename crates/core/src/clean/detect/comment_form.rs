//! Comment forms, their fields and notices, known by their phrases. Known miss: the comments themselves, which are sentences of readers; they fall to what stands after the article.

use verbatim_lexicon::prompts::PromptKind;

use super::{Detector, Finding, by_prompt};
use crate::clean::{Verdict, page::Page};

pub(super) const DETECTOR: Detector = Detector { find };

fn find(page: &Page<'_>, at: usize) -> Option<Finding> {
    by_prompt(
        page,
        at,
        PromptKind::Comments,
        Verdict::CommentForm,
        "a comment form or a notice about comments: ",
    )
}
