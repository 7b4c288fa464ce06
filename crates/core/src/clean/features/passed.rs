//! What stands before a block: how much of the page's text, and how many dates
//! and bylines since the article began. The second of these opens another
//! article, a comment or an entry of a live blog.

use super::{Features, PASSED, bin};
use crate::clean::{
    Verdict,
    detect::Finding,
    page::{Page, line::Line},
};

/// What was passed on the way down.
pub(super) struct Passed {
    /// Words in sentences on the page, and before the line.
    all: u32,
    words: u32,
    /// Dates and bylines since the article's first sentence.
    signed: u32,
    since_signed: u32,
    comments: u32,
}

impl Passed {
    pub(super) fn read(page: &Page<'_>) -> Self {
        let sentences = (0..page.lines.len()).filter(|at| page.is_sentence(*at));
        let all = sentences.filter_map(|at| page.line(at)).map(Line::length).sum();
        Self { all, words: 0, signed: 0, since_signed: 0, comments: 0 }
    }

    /// Adds what is known before the line, and takes the line in. Lines come in order.
    pub(super) fn add(
        &mut self,
        out: &mut Features,
        page: &Page<'_>,
        at: usize,
        finding: Option<&Finding>,
    ) {
        let share = self.words.saturating_mul(100) / self.all.max(1);
        out.add(PASSED, bin(share, &[0, 3, 10, 25, 50, 75, 90, 99]));
        out.add(PASSED, 9 + bin(self.words, &[0, 40, 100, 200, 400, 700, 1200, 2500]));
        let lines = (at * 100 / page.lines.len().max(1)) as u32;
        out.add(PASSED, 18 + bin(lines, &[5, 15, 30, 50, 70, 85, 95]));
        if page.core.is_some_and(|(first, _)| at >= first) {
            out.add(PASSED, 26 + bin(self.signed, &[0, 1, 2, 5]));
            if self.signed > 0 {
                out.add(PASSED, 31 + bin(self.since_signed, &[1, 2, 4, 8, 20]));
            }
            out.add(PASSED, 37 + bin(self.comments, &[0, 1, 4]));
            self.since_signed += 1;
            match finding.map(|finding| finding.verdict) {
                Some(Verdict::Byline | Verdict::DateLine) => {
                    self.signed += 1;
                    self.since_signed = 1;
                }
                Some(Verdict::CommentForm) => self.comments += 1,
                _ => {}
            }
        }
        if page.is_sentence(at) {
            self.words += page.line(at).map_or(0, Line::length);
        }
    }
}
