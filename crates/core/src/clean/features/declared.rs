//! Whether a block stands in the text that the page declares as the article's
//! for search engines (JSON-LD `articleBody`). It is often cut short, or without
//! lists and quotes, so it is one statement among others.

use verbatim_lexicon::phrase::{join, words};

use super::{DECLARED, Features, bin};
use crate::clean::page::Page;

/// A shorter text is a summary.
const LEAST: usize = 60;

/// Words of a run that is looked up.
const RUN: usize = 4;

/// Runs of words of the declared text.
#[derive(Debug, Default)]
pub(super) struct DeclaredBody {
    runs: verbatim_lexicon::phrase::Table<()>,
}

impl DeclaredBody {
    pub(super) fn read(page: &Page<'_>) -> Self {
        let mut runs = verbatim_lexicon::phrase::Table::default();
        if let Some(body) = page.document.declared.body.as_deref() {
            let hashes: Vec<u64> = words(body).map(|word| word.hash).collect();
            if hashes.len() >= LEAST {
                runs.extend(hashes.windows(RUN).map(|run| (run_of(run), ())));
            }
        }
        Self { runs }
    }

    pub(super) fn add(&self, out: &mut Features, page: &Page<'_>, at: usize) {
        if self.runs.is_empty() {
            return;
        }
        let own = page.hashes(at);
        if own.len() < RUN {
            out.add(DECLARED, 0);
            return;
        }
        let known = own.windows(RUN).filter(|run| self.runs.contains_key(&run_of(run))).count();
        let share = known * 100 / (own.len() - RUN + 1);
        out.add(DECLARED, 1 + bin(share as u32, &[5, 50, 90]));
    }
}

fn run_of(run: &[u64]) -> u64 {
    run.iter().fold(0, |sum, hash| join(sum, *hash))
}
