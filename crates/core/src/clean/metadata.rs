//! What is known about the article: what the page shows of what it declares,
//! then what it declares, then the lines that were named byline, date line or
//! headline. A field that stands in the text has its place as evidence.

mod author;
mod dates;
mod title;

use super::{Block, Verdict, page::Page};
use crate::{
    Span,
    report::{Metadata, MetadataEvidence},
};

/// Gathers the metadata.
pub(super) fn gather(page: &Page<'_>, blocks: &[Block]) -> Metadata {
    let declared = &page.document.declared;
    let mut out = Metadata {
        headline: declared.headline.clone(),
        author: declared.author.clone(),
        date: declared.date.clone(),
        outlet: declared.outlet.clone(),
        language: page.language.code.map(str::to_owned).or_else(|| declared.language.clone()),
        evidence: Vec::new(),
    };
    title::find(page, blocks, &mut out);
    if let Some(block) = blocks.iter().find(|b| b.verdict == Verdict::SiteName) {
        out.outlet.get_or_insert_with(|| fold(block.span.of(page.text)));
        out.point("outlet", block.span);
    }
    dates::find(page, blocks, &mut out);
    author::find(page, blocks, &mut out);
    out
}

impl Metadata {
    fn point(&mut self, field: &str, span: Span) {
        self.evidence.push(MetadataEvidence {
            field: field.to_owned(),
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
