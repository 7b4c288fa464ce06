//! Document and registration numbers: digits in groups, with no word.

use super::{Detector, Found};
use crate::clean::{Verdict, date, page::Page};

pub(super) const DETECTOR: Detector = Detector { verdict: Verdict::DocumentNumber, find };

fn find(page: &Page<'_>, at: usize) -> Option<Found> {
    let line = page.line(at)?;
    if line.letters > 3 {
        return None;
    }
    let words = page.words(at);
    if date::document_number(words).is_some() {
        return Found::new(0.95, "a document number that ends in a date");
    }
    let groups = words.split(['-', '/']).filter(|g| g.len() >= 2).count();
    if line.digits >= 6
        && groups >= 3
        && line.words <= 6
        && !words.contains(' ')
        && date::find(words, page.lexicon, Some(false)).is_none()
    {
        return Found::new(0.85, "groups of digits, as documents are numbered");
    }
    None
}
