//! Rules for whole parts of a page, which correct what its lines were judged to be one by one.
//!
//! One rule, one file; registered in [`ALL`] and nowhere else. Each reads the verdicts that
//! those before it left. What makes blocks whole comes first: the blocks of a post agree, and
//! headings and lists between paragraphs are kept. Then what cuts, and by what is surest:
//! copies by their words, comments by their buttons, islands by how far they stand from the
//! rest; so that those that weigh how much of the text stands above or below them count the
//! article and little else: what stands above its headline, captions of a gallery, what
//! stands behind a wall, the articles below the first. Last, lines about authors, which are
//! told by where what is left of the article begins and ends.
//!
//! The numbers in these rules are set by hand on the development pages of `cargo xtask eval
//! clean`, with networks kept from the folds so that no page is judged by one that has
//! learnt it. Where a rule cuts, a larger least article or share cuts less.

mod authors;
mod comments;
mod copies;
mod entries;
mod gallery;
mod islands;
mod opening;
mod passage;
mod posts;
mod wall;

use super::{Block, detect::Finding, page::Page};

/// A rule: sees the page, what detectors found on each line, and the verdict on each.
type Part = fn(page: &Page<'_>, findings: &[Option<Finding>], blocks: &mut [Block]);

/// All rules, in the order in which they are applied.
const ALL: [Part; 10] = [
    posts::agree,
    passage::keep,
    |page, _, blocks| copies::cut(page, blocks),
    |page, _, blocks| comments::cut(page, blocks),
    |page, _, blocks| islands::cut(page, blocks),
    |page, _, blocks| opening::cut(page, blocks),
    |page, _, blocks| gallery::cut(page, blocks),
    |page, _, blocks| wall::cut(page, blocks),
    |page, _, blocks| entries::cut(page, blocks),
    |page, _, blocks| authors::cut(page, blocks),
];

/// Applies all rules.
pub(super) fn judge(page: &Page<'_>, findings: &[Option<Finding>], blocks: &mut [Block]) {
    for part in ALL {
        part(page, findings, blocks);
    }
}
