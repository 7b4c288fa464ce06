//! A post of a social network is kept or set apart as a whole: its signature
//! and its lines go with its longest block, which the body model judges best.

use crate::clean::{Block, Verdict, detect::Finding, page::Page};

/// Makes the blocks of each post agree.
pub(super) fn agree(page: &Page<'_>, findings: &[Option<Finding>], blocks: &mut [Block]) {
    let is_post = |at: usize| {
        let finding = findings.get(at).and_then(Option::as_ref);
        finding.is_some_and(|finding| finding.verdict == Verdict::PostApart)
    };
    let mut at = 0;
    while at < blocks.len() {
        let first = at;
        while is_post(at) {
            at += 1;
        }
        let longest = (first..at).max_by_key(|at| page.line(*at).map_or(0, |line| line.words));
        let judged = longest.and_then(|at| blocks.get(at)).map(|block| block.verdict);
        if let Some(verdict) = judged {
            for block in blocks.iter_mut().take(at).skip(first) {
                block.verdict = verdict;
                block.kept = verdict.is_kept();
            }
        }
        at = at.max(first + 1);
    }
}
