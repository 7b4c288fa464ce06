//! Station 1: the source becomes a [`Document`], one text cut into raw blocks.
//!
//! For plain text the document's text is the source byte for byte, and each
//! line is a block. For HTML it is the decoded text of the page, each block
//! element a block, with a map from text back to source bytes.

mod html;
mod notice;
mod plain;
mod text;

use crate::{Format, Input, Language, Notice, Span};

/// What the markup says of a block; absent for plain text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Markup {
    /// The nearest block element's name, lower case.
    pub tag: String,
    /// Names of the enclosing elements that carry meaning (`nav`, `aside`, `figcaption`…), outermost first.
    pub ancestors: Vec<String>,
    /// `class`, `id`, `role`, `itemprop` and `aria-label` words of the block and its ancestors.
    pub hints: String,
    /// Share of the block's characters inside links, 0 to 1.
    pub link_density: f32,
    /// Nesting depth in elements.
    pub depth: u16,
    /// The nearest block element, by its number in [`Document::containers`].
    pub container: u32,
}

impl Markup {
    /// Whether the block stands in an element of this name that carries meaning, or is one.
    pub(crate) fn is_in(&self, name: &str) -> bool {
        self.ancestors.iter().rev().any(|outer| outer == name)
    }
}

/// One line of plain text, or one block element of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct RawBlock {
    /// Where it stands, without white space at its ends.
    pub span: Span,
    /// Empty lines before it (plain text).
    pub gap: u16,
    /// What the markup says of it (HTML).
    pub markup: Option<Box<Markup>>,
}

/// One stretch of `text` that stands unbroken in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceRun {
    /// Where it stands in the document's text.
    pub text: Span,
    /// Where it stands in the source, in bytes. Of another length where a
    /// character reference was decoded or white space folded.
    pub source: (u32, u32),
}

/// What the page declares about itself: JSON-LD, OpenGraph, `<time>`, `<title>`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Declared {
    /// The headline.
    pub headline: Option<String>,
    /// What stands in an author's place, in order of the page.
    pub authors: Vec<DeclaredAuthor>,
    /// The date of publication, ISO 8601.
    pub date: Option<String>,
    /// The date of the last change, ISO 8601.
    pub modified: Option<String>,
    /// The date in the page's address, ISO 8601.
    pub address_date: Option<String>,
    /// The outlet.
    pub outlet: Option<String>,
    /// The language.
    pub language: Option<Language>,
    /// The article's text, as it is declared for search engines.
    pub body: Option<String>,
}

/// What a page declares in an author's place: names, or the outlet, with labels and roles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclaredAuthor {
    /// How much its source counts; a smaller one counts more.
    pub rank: u8,
    /// The words.
    pub words: String,
    /// Of an element that is marked to hold an author: how many tags were opened up to its end.
    pub marked: Option<u32>,
}

impl DeclaredAuthor {
    /// From this rank on it is an organisation, which counts less than a line under the heading.
    pub const CREDITED: u8 = 60;
}

/// One link of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where its words stand in the document's text; over several blocks where it holds some.
    pub span: Span,
    /// The address it leads to, as text; absent where it leads to no other page.
    pub target: Option<String>,
}

/// A source decoded into one text and cut into raw blocks.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The file's name, where there is one.
    pub name: Option<String>,
    /// The text that every span of the report points into.
    pub text: String,
    /// How the source was read.
    pub format: Format,
    /// Lines or block elements in reading order; only white space lies between them.
    pub blocks: Vec<RawBlock>,
    /// The last block, where it is the rest of a source that has more lines than are read
    /// one by one: whatever stands there, in one piece.
    pub rest: Option<Span>,
    /// From text to source (HTML; empty for plain text, where the two are one).
    pub source_map: Vec<SourceRun>,
    /// For each block element, in order of opening, the one around it (HTML);
    /// the first is the page and stands for itself.
    pub containers: Vec<u32>,
    /// The page's links that have words, in order (HTML).
    pub links: Vec<Link>,
    /// What the page declares about itself (HTML).
    pub declared: Declared,
    /// What went wrong while reading.
    pub notices: Vec<Notice>,
}

/// So many lines or block elements are read one by one of any source, and one more to
/// each so many bytes of it; the rest is one block. Set by hand: three times what the
/// development text with the most lines has (1,529 in 47,000 bytes). Bounds the memory
/// that a file of one letter a line takes.
const MOST_BLOCKS: usize = 3_000;
const BYTES_TO_ONE: usize = 32;

/// The number of blocks that a source is cut into at most, but for the rest.
fn most_blocks(source: &str) -> usize {
    MOST_BLOCKS + source.len() / BYTES_TO_ONE
}

/// Reads `input`. Linear in its length; never fails.
#[must_use]
pub fn parse(input: &Input) -> Document {
    let source = notice::readable(input);
    let mut document = match input.format {
        Format::Text => text::parse(input, source),
        Format::Html => html::parse(input, source),
    };
    notice::add(input, &mut document);
    document
}
