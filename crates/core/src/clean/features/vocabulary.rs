//! What a block's words speak of: of the page's offers, rules, pictures and
//! writers, as a notice does below the article; or of the article's writer by
//! name, as the lines about him do.

use super::{Features, PAGE_WORDS, WRITER, bin};
use crate::clean::{Verdict, detect::Finding, page::Page};

/// More words than this are a paragraph.
const SHORT: usize = 14;

/// Words of a block that are looked up, so that a byte can count them.
const COUNTED: usize = 255;

/// Words of a byline that can be a name's.
const NAME: usize = 8;

/// Words of bylines that are looked for; a page has few writers.
const NAMES: usize = 32;

/// A shorter line that opens with the writer's name is the byline itself.
const ABOUT: usize = 6;

/// How many words of each kind the block has.
pub(super) fn add(out: &mut Features, page: &Page<'_>, at: usize) {
    let words = page.hashes(at);
    let long = usize::from(words.len() > SHORT);
    let counted = words.iter().take(COUNTED);
    let counts: u64 = counted.map(|word| page.lexicon.page_words.kinds(*word)).sum();
    if counts == 0 {
        return;
    }
    for (kind, count) in counts.to_le_bytes().into_iter().enumerate() {
        out.add_if(count > 0, PAGE_WORDS, kind * 6 + long * 3 + bin(u32::from(count), &[1, 2]));
    }
}

/// The words of the bylines.
pub(super) struct Writer {
    names: Vec<u64>,
}

impl Writer {
    pub(super) fn read(page: &Page<'_>, findings: &[Option<Finding>]) -> Self {
        let mut names = Vec::new();
        for (at, finding) in findings.iter().enumerate() {
            if finding.as_ref().is_some_and(|found| found.verdict == Verdict::Byline) {
                let left = NAMES - names.len();
                names.extend(page.content(at).iter().take(NAME.min(left)));
            }
        }
        Self { names }
    }

    /// Whether the block opens with two words of a byline.
    pub(super) fn add(&self, out: &mut Features, page: &Page<'_>, at: usize) {
        let words = page.hashes(at);
        let named = words.get(..2).is_some_and(|two| two.iter().all(|w| self.names.contains(w)));
        if !named || words.len() < ABOUT {
            return;
        }
        let place = match () {
            () if page.before_core(at) => 0,
            () if page.after_core(at) => 1,
            () => 2,
        };
        out.add(WRITER, usize::from(words.len() > SHORT) * 3 + place);
    }
}
