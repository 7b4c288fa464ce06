//! Document and registration numbers: digits in groups, with no word.

use super::{Detector, Finding};
use crate::clean::{Verdict, date, page::Page};

pub(super) const DETECTOR: Detector = Detector { find };

fn find(page: &Page<'_>, at: usize) -> Option<Finding> {
    let line = page.line(at)?;
    if line.letters > 3 {
        return None;
    }
    let words = page.words(at);
    if date::document_number(words).is_some() {
        return Finding::new(
            Verdict::DocumentNumber,
            0.95,
            "a document number that ends in a date",
        );
    }
    let groups = words.split(['-', '/']).filter(|g| g.len() >= 2).count();
    if line.digits >= 6
        && groups >= 3
        && line.words <= 6
        && !words.contains(' ')
        && date::find(words, page.lexicon, Some(false)).is_none()
    {
        return Finding::new(
            Verdict::DocumentNumber,
            0.85,
            "groups of digits, as documents are numbered",
        );
    }
    None
}
