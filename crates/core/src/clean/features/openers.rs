//! Records: lines that open with the same word over and over ("Position:",
//! "Age:", a number), as tables and lists have them when pasted. Where the
//! records are the article, so are their short lines.

use verbatim_lexicon::phrase::Table;

use super::{Features, OPENERS, bin};
use crate::clean::page::Page;

/// Within so many bytes a colon makes what stands before it a label.
const LABEL: usize = 32;

/// How often each word opens a line.
pub(super) struct Openers {
    counts: Table<u32>,
}

impl Openers {
    pub(super) fn read(page: &Page<'_>) -> Self {
        let mut counts = Table::default();
        for at in 0..page.lines.len() {
            if let Some(first) = page.hashes(at).first() {
                *counts.entry(*first).or_default() += 1;
            }
        }
        Self { counts }
    }

    pub(super) fn add(&self, out: &mut Features, page: &Page<'_>, at: usize) {
        let first = page.hashes(at).first();
        let count = first.and_then(|first| self.counts.get(first)).copied().unwrap_or(0);
        let short = usize::from(page.line(at).is_some_and(|line| line.length() < 15));
        out.add(OPENERS, short * 5 + bin(count, &[1, 2, 4, 12]));
        let words = page.words(at).as_bytes();
        let colon = words.iter().take(LABEL).position(|byte| *byte == b':');
        match colon {
            Some(colon) if colon + 1 == words.len() => out.add(OPENERS, 10),
            Some(colon) if words.get(colon + 1) == Some(&b' ') => out.add(OPENERS, 11 + short),
            _ => {}
        }
    }
}
