//! Where the article opens: its byline and date stand below its headline, and what reads
//! like the article above them is the page's.

use crate::clean::{headline::Label, page::Page};

/// What stands above a byline inside the core is at most one in so many of its words.
const SHARE: usize = 3;
/// With fewer it is a standfirst.
const STANDFIRST: usize = 12;
/// Words of a byline or a line with a date, at most.
const LABEL: u32 = 16;
/// The date stands so close to the byline, above or below.
const ABOVE: usize = 2;
const BELOW: usize = 4;

/// The core from the byline on, where that stands inside of it with a date near by.
pub(super) fn below_byline(page: &Page<'_>) -> Option<(usize, usize)> {
    let (first, last) = page.core?;
    let length = |at: usize| if page.is_sentence(at) { page.hashes(at).len() } else { 0 };
    let all: usize = (first..=last).map(length).sum();
    let mut above = 0;
    let mut byline = None;
    for at in first..=last {
        above += length(at);
        if above * SHARE > all {
            break;
        }
        let short = page.line(at).is_some_and(|line| (1..=LABEL).contains(&line.words));
        if short && !page.is_sentence(at) && signs(page, at) {
            byline = Some((at, above));
        }
    }
    let (at, _) = byline.filter(|(_, above)| *above >= STANDFIRST)?;
    let opens = (at + 1..=last).find(|at| page.is_sentence(*at))?;
    Some((opens, last))
}

/// Whether a line says who wrote the article, with a date near by, or both.
fn signs(page: &Page<'_>, at: usize) -> bool {
    let own = Label::of(page, at);
    if own.byline {
        return (at.saturating_sub(ABOVE)..at + BELOW).any(|near| Label::of(page, near).date);
    }
    // "Posted on June 1, 2026 by Ada Lind".
    let by = |opener: &str| {
        let name = page.words(at).split_once(opener).map(|(_, name)| name);
        name.is_some_and(|name| name.starts_with(char::is_uppercase))
    };
    own.date && [" by ", " von ", " par ", " por "].into_iter().any(by)
}
