//! Elements of a page that are marked to hold an author's name.

use super::fold;
use crate::document::{DeclaredAuthor, html::attributes::Attributes};

/// The most such elements that are kept.
const MOST: usize = 256;

/// Names in elements that are marked as holding an author.
#[derive(Debug, Default)]
pub(super) struct Byline {
    /// The element that is being read: its name, how many of that name are open in it, its rank.
    open: Option<(String, u32, u8)>,
    buffer: String,
    found: Vec<DeclaredAuthor>,
    /// Tags that were opened so far.
    opened: u32,
}

impl Byline {
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    pub(super) fn open(&mut self, name: &str, attributes: &Attributes) {
        self.opened = self.opened.saturating_add(1);
        if let Some((tag, depth, _)) = &mut self.open {
            *depth += u32::from(tag == name);
            return;
        }
        if !matches!(name, "a" | "span" | "div" | "p" | "address" | "li") {
            return;
        }
        let rank = match () {
            () if attributes.get("itemprop").is_some_and(|p| p.contains("author")) => 30,
            () if attributes.get("rel").is_some_and(|p| p.contains("author")) => 31,
            () if attributes.get("class").is_some_and(names_an_author) => 33,
            () if attributes.get("data-testid").is_some_and(names_an_author) => 33,
            () => return,
        };
        self.buffer.clear();
        self.open = Some((name.to_owned(), 1, rank));
    }

    pub(super) fn text(&mut self, words: &str) {
        if self.buffer.len() + words.len() <= 400 {
            self.buffer.push_str(words);
        }
    }

    pub(super) fn close(&mut self, name: &str) {
        let Some((tag, depth, rank)) = &mut self.open else { return };
        if tag != name {
            return;
        }
        *depth -= 1;
        if *depth > 0 {
            return;
        }
        let rank = *rank;
        self.open = None;
        let words = fold(&self.buffer);
        if self.found.len() < MOST {
            self.found.push(DeclaredAuthor { rank, words, marked: Some(self.opened) });
        }
    }

    pub(super) fn finish(self) -> Vec<DeclaredAuthor> {
        self.found
    }
}

/// Whether a class says that its element holds an author's name.
fn names_an_author(class: &str) -> bool {
    class.split_whitespace().any(|class| {
        let class = class.to_ascii_lowercase();
        [
            "author-name",
            "author__name",
            "authorname",
            "author_name",
            "byline-name",
            "byline__name",
            "byline__author",
            "byline-author",
            "bylineauthor",
        ]
        .iter()
        .any(|known| class.contains(known))
    })
}
