//! Reads a document into its [`Page`]: each line for itself, then where the article's
//! body and its headline stand.

mod opening;

use super::{
    headline,
    page::{
        Page,
        line::{Hashes, Line},
    },
};
use crate::{Lexicon, document::Document};

/// Reads a document.
pub(super) fn page<'d>(document: &'d Document, lexicon: &'d Lexicon) -> Page<'d> {
    let text = document.text.as_str();
    // A word to some six bytes, and half of them say what the text is about.
    let mut hashes = Hashes {
        all: Vec::with_capacity(text.len() / 6),
        content: Vec::with_capacity(text.len() / 12),
    };
    let blocks = document.blocks.iter();
    let lines = blocks.map(|raw| Line::read(text, raw, lexicon, &mut hashes)).collect();
    place(Page::of_lines(document, lexicon, lines, hashes))
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
