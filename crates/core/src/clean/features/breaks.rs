//! Where the run of the article is broken: how much text lies near a block and
//! how much is left below it, how long the longest passage without a sentence
//! was on the way down, and how many lines around stand on the page more than
//! once. Below a long break another article begins, or a list of records; the
//! records and the entries of a live blog share their labels and buttons.

use super::{BREAKS, Features, bin};
use crate::clean::page::{
    Page,
    line::{End, Line},
};

/// So many lines to either side are near.
const NEAR: usize = 6;

/// So many lines without a sentence are a break.
const BREAK: u32 = 5;

/// What was passed on the way down, and sums over the lines before each.
pub(super) struct Breaks {
    /// Words in sentences before each line; one more than there are lines.
    words: Vec<u32>,
    /// Lines before each that stand more than once.
    again: Vec<u32>,
    /// Lines since the last sentence of the article.
    since: u32,
    longest: u32,
    /// Words in sentences where the last break ended.
    resumed: u32,
    /// Per line how many bullets stand one below the other where it stands.
    bullets: Vec<u32>,
}

impl Breaks {
    pub(super) fn read(page: &Page<'_>) -> Self {
        let mut words = Vec::with_capacity(page.lines.len() + 1);
        let mut again = Vec::with_capacity(page.lines.len() + 1);
        words.push(0);
        again.push(0);
        let (mut word_sum, mut again_sum) = (0, 0);
        for (at, line) in page.lines.iter().enumerate() {
            if page.is_sentence(at) {
                word_sum += Line::length(line);
            }
            again_sum += u32::from(page.totals.get(at).is_some_and(|total| *total > 1));
            words.push(word_sum);
            again.push(again_sum);
        }
        let mut bullets = Vec::with_capacity(page.lines.len());
        for run in page.lines.chunk_by(|a, b| a.bullet && b.bullet) {
            let count =
                if run.first().is_some_and(|line| line.bullet) { run.len() as u32 } else { 0 };
            bullets.extend(run.iter().map(|_| count));
        }
        Self { words, again, since: 0, longest: 0, resumed: 0, bullets }
    }

    /// Adds what is known of the line, and takes it in. Lines come in order.
    pub(super) fn add(&mut self, out: &mut Features, page: &Page<'_>, at: usize) {
        let count = page.lines.len();
        let between = |sums: &[u32], from: usize, to: usize| {
            sums.get(to).unwrap_or(&0).saturating_sub(*sums.get(from).unwrap_or(&0))
        };
        let (before, after) = (at.saturating_sub(NEAR), (at + 1 + NEAR).min(count));
        out.add(BREAKS, bin(between(&self.words, before, at), &[0, 15, 40, 80, 150, 300]));
        out.add(BREAKS, 7 + bin(between(&self.words, at + 1, after), &[0, 15, 40, 80, 150, 300]));
        out.add(BREAKS, 14 + bin(between(&self.again, before, after), &[0, 1, 2, 4, 7]));
        let all = between(&self.words, 0, count);
        let left = between(&self.words, at + 1, count);
        out.add(BREAKS, 20 + bin(left.saturating_mul(100) / all.max(1), &[0, 2, 5, 15, 30, 60]));
        if let Some((line, bullets)) = page.line(at).zip(self.bullets.get(at).filter(|b| **b > 0)) {
            let kind = match (line.end, line.length()) {
                (End::Sentence, _) => 0,
                (_, 0..9) => 1,
                _ => 2,
            };
            out.add(BREAKS, 46 + kind * 5 + bin(*bullets, &[1, 4, 8, 16]));
        }
        let Some((first, _)) = page.core.filter(|(first, _)| at >= *first) else { return };
        out.add(BREAKS, 27 + bin(between(&self.again, first, at), &[0, 1, 3, 8, 20]));
        out.add(BREAKS, 33 + bin(self.longest, &[1, 2, 4, 7, 12, 25]));
        if self.longest >= BREAK {
            let article = between(&self.words, first, at);
            let since = self.words.get(at).unwrap_or(&0).saturating_sub(self.resumed);
            out.add(
                BREAKS,
                40 + bin(since.saturating_mul(100) / article.max(1), &[0, 15, 30, 50, 75]),
            );
        }
        if page.is_sentence(at) {
            if self.since >= BREAK {
                self.resumed = *self.words.get(at).unwrap_or(&0);
            }
            self.longest = self.longest.max(self.since);
            self.since = 0;
        } else {
            self.since += 1;
        }
    }
}
