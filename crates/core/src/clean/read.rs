//! Makes a document's [`Page`] of its lines: what pages say in them, then where the article's
//! body and its headline stand.

mod opening;

use super::{
    headline,
    page::{Lines, Page},
};
use crate::{Lexicon, document::Document};

/// The page of a document's lines, with the lexicon of their language.
pub(super) fn page<'d>(document: &'d Document, mut lines: Lines, lexicon: &'d Lexicon) -> Page<'d> {
    lines.find_prompts(&document.text, lexicon);
    place(Page::of_lines(document, lines, lexicon))
}

/// Reads `rest`, the document of `page` without the lines of which `apart` holds: a line is
/// read once, however often the page.
pub(super) fn without<'r, 'd: 'r>(
    page: Page<'d>,
    rest: &'r Document,
    apart: &dyn Fn(usize) -> bool,
) -> Page<'r> {
    place(page.without(rest, apart))
}

/// Finds where the article's body and its headline stand.
fn place(mut page: Page<'_>) -> Page<'_> {
    page.core = opening::below_byline(&page).or(page.core);
    page.headline = headline::find(&page);
    page
}
