//! The headline: the page's own heading where it has one, since titles in the
//! head are shortened and reworded for search and sharing.

use super::{Metadata, MetadataField, fold};
use crate::clean::{Block, Verdict, page::Page};

/// More words than this before the declared title are no kicker.
const KICKER: usize = 3;

/// Puts the headline in place of the declared title, and its place beside it.
pub(super) fn find(page: &Page<'_>, blocks: &[Block], out: &mut Metadata) {
    let Some(block) = blocks.iter().find(|b| b.verdict == Verdict::Headline) else { return };
    let markup = page.headline.and_then(|at| page.document.blocks.get(at)?.markup.as_ref());
    let top = markup.is_some_and(|m| m.tag == "h1" || m.ancestors.iter().any(|name| name == "h1"));
    let line = fold(block.span.of(page.text));
    match out.headline.as_deref() {
        // Where no heading says so, a declared title stands, unless it only goes
        // on with the outlet's name or is cut short.
        Some(declared)
            if !top && !declared.starts_with(line.as_str()) && !line.starts_with(declared) =>
        {
            return;
        }
        Some(declared) if top && has_kicker(declared, &line) => {}
        _ => out.headline = Some(line),
    }
    out.point(MetadataField::Headline, block.span);
}

/// Whether the heading is the declared title with a kicker before it.
fn has_kicker(declared: &str, heading: &str) -> bool {
    let more = heading.split_whitespace().count().checked_sub(declared.split_whitespace().count());
    heading.ends_with(declared)
        && declared.contains(' ')
        && more.is_some_and(|more| (1..=KICKER).contains(&more))
}
