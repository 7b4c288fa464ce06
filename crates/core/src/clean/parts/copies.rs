//! Copies: some pages print the article once for each screen size, or its
//! first sentence above it. Each paragraph is kept once.
//!
//! Known miss: a copy that was shortened or reworded.

use std::collections::HashSet;

use crate::clean::{Block, Verdict, page::Page};

/// A shorter line may well stand twice: a refrain, a heading, an answer.
const WORDS: u32 = 8;

/// Cuts what repeats a kept paragraph word for word.
pub(super) fn cut(page: &Page<'_>, blocks: &mut [Block]) {
    let mut seen = HashSet::new();
    for (at, block) in blocks.iter_mut().enumerate() {
        let several = page.totals.get(at).is_some_and(|total| *total > 1);
        let Some(line) = page.line(at).filter(|line| several && line.length() >= WORDS) else {
            continue;
        };
        if block.kept && !seen.insert(line.key) {
            block.verdict = Verdict::Repeated;
            block.kept = false;
            block.confidence = 0.9;
            block.reason = String::from("the same paragraph is kept above");
        }
    }
}
