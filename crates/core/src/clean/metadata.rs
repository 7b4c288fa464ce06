//! What is known about the article: what the page shows of what it declares,
//! then what it declares, then the lines that were named byline, date line or
//! headline. A field that stands in the text has its place as evidence.

mod author;
mod dates;
mod names;
mod title;

use serde::{Deserialize, Serialize};

use super::{Block, Verdict, page::Page};
use crate::{Language, Span};

/// What is known about the article. Absent where neither page nor text says it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Metadata {
    /// The headline.
    pub headline: Option<String>,
    /// The author or authors.
    pub author: Option<String>,
    /// The date of publication, ISO 8601: `2017-09-20` or `2017-09-20T00:19`.
    pub date: Option<String>,
    /// The outlet.
    pub outlet: Option<String>,
    /// The language.
    pub language: Option<Language>,
    /// Where in the text each of these stands, where it does.
    pub evidence: Vec<MetadataEvidence>,
}

/// Where a metadata field was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MetadataEvidence {
    /// The field.
    pub field: MetadataField,
    /// Of the first byte.
    pub start: u32,
    /// After the last byte.
    pub end: u32,
}

/// A field of [`Metadata`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is the field of Metadata that it names")]
pub enum MetadataField {
    Headline,
    Author,
    Date,
    Outlet,
    Language,
}

/// Gathers the metadata.
pub(super) fn gather(page: &Page<'_>, blocks: &[Block]) -> Metadata {
    let declared = &page.document.declared;
    let (author, credited) = names::choose(declared, &page.lexicon.sets);
    let mut out = Metadata {
        headline: declared.headline.clone(),
        author,
        date: declared.date.clone(),
        outlet: declared.outlet.clone(),
        language: page.language.or(declared.language),
        evidence: Vec::new(),
    };
    title::find(page, blocks, &mut out);
    if let Some(block) = blocks.iter().find(|b| b.verdict == Verdict::SiteName) {
        out.outlet.get_or_insert_with(|| fold(block.span.of(page.text)));
        out.point(MetadataField::Outlet, block.span);
    }
    dates::find(page, blocks, &mut out);
    author::find(page, blocks, credited, &mut out);
    out
}

impl Metadata {
    fn point(&mut self, field: MetadataField, span: Span) {
        self.evidence.push(MetadataEvidence {
            field,
            start: span.start() as u32,
            end: span.end() as u32,
        });
    }
}

/// Where the headline stands among the blocks; the first where there is none.
fn anchor(blocks: &[Block]) -> usize {
    blocks.iter().position(|b| b.verdict == Verdict::Headline).unwrap_or(0)
}

/// The words with white space folded, as a person would copy them.
fn fold(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
