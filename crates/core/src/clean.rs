//! Station 2: each block gets a [`Verdict`], and the article is told from the page around it.
//!
//! [`extract`] is the map: the page is read line by line, what separates its lines
//! is taken out, detectors name what is no body text, the body model decides the
//! rest, rules for whole parts of a page correct it, and what the removed lines say
//! of the article goes to its metadata.

mod apart;
mod body;
pub mod body_model;
mod date;
mod dateline;
mod detect;
pub mod features;
mod headline;
mod links;
mod metadata;
mod page;
mod parts;
mod read;
#[cfg(test)]
mod sample;
mod verdict;

use self::{
    apart::Apart,
    body::Bar,
    body_model::{BodyModel, Weights},
    features::Features,
    page::Page,
};
pub use self::{
    links::RelatedLink,
    metadata::{Metadata, MetadataEvidence, MetadataField},
    page::Lines,
    verdict::{Fate, Verdict},
};
use crate::{Input, Language, Lexicon, Lexicons, Span, document::Document};

/// One block of the document with what the cleaner made of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Where it stands, without white space at its ends.
    pub span: Span,
    /// What it is.
    pub verdict: Verdict,
    /// Whether it stays; the verdict's [`Verdict::is_kept`] unless the user said otherwise.
    pub kept: bool,
    /// How sure the cleaner is, 0 to 1.
    pub confidence: f32,
    /// Why, in words a reader understands.
    pub reason: String,
}

/// The document's blocks with their verdicts, in order, and its metadata.
/// Only white space lies between blocks, so every other byte is in one block.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cleaned {
    /// The blocks in reading order.
    pub blocks: Vec<Block>,
    /// What is known about the article.
    pub metadata: Metadata,
    /// Teasers of other articles among what was cut, in order.
    pub links: Vec<RelatedLink>,
}

/// Reads a document line by line, with the lists that every text is read with.
#[must_use]
pub fn read(document: &Document, base: &Lexicon) -> Lines {
    Lines::read(document, base)
}

/// The language of a document as its lines tell it, or else as the page declares it.
#[must_use]
pub fn language(document: &Document, lines: &Lines) -> Option<Language> {
    lines.told.or(document.declared.language)
}

/// Gives each block its verdict, with the lexicon of the document's language. The user's
/// own, in `input`, stand above every rule.
#[must_use]
pub fn extract(document: &Document, lines: Lines, input: &Input, lexicon: &Lexicon) -> Cleaned {
    extract_by(Weights::shipped(), document, lines, input, lexicon)
}

/// As [`extract`], with these weights for the body model; how training measures them.
#[must_use]
pub fn extract_by(
    weights: &Weights,
    document: &Document,
    lines: Lines,
    input: &Input,
    lexicon: &Lexicon,
) -> Cleaned {
    let page = read::page(document, lines, lexicon);
    let Some(apart) = Apart::find(&page) else { return judge(weights, &page, input) };
    let rest = apart.rest(document);
    let mut cleaned = judge(weights, &read::without(page, &rest, &|at| apart.has(at)), input);
    cleaned.blocks = apart.put_back(document, cleaned.blocks);
    apply(input, &mut cleaned.blocks);
    cleaned
}

/// The verdicts on the blocks of a page, of which none stands apart.
fn judge(weights: &Weights, page: &Page<'_>, input: &Input) -> Cleaned {
    let by_words = detect::all(page);
    let by_figures = detect::by_figures(page, &by_words);
    let findings = by_figures.as_ref().unwrap_or(&by_words);
    let model = BodyModel::of(page.lexicon, weights);
    let asked = |findings: &[Option<detect::Finding>]| {
        let features = features::read(page, findings);
        let scored = model.score(&features);
        (features, scored)
    };
    let first = asked(&by_words);
    // A line that differs from another in its figures is asked about as what it is. What
    // the model says of the lines around it stays: it has learnt from words alone.
    let second = by_figures.as_ref().map(|findings| asked(findings));
    let threshold = f32::from(input.threshold) / 10.0;
    let bar = Bar::of(page, findings);
    let mut judged: Vec<Block> = findings
        .iter()
        .zip(&by_words)
        .enumerate()
        .map(|(at, (finding, by_words))| {
            let second = second.as_ref().filter(|_| finding != by_words);
            let (features, scored) = second.unwrap_or(&first);
            let score = scored.scores.get(at).copied().unwrap_or_default();
            let why = |for_it| model.reason(features, scored, at, for_it);
            body::judge(page, at, finding.as_ref(), score - threshold, bar, &why)
        })
        .collect();
    parts::judge(page, findings, &mut judged);
    keep_rest(page, &mut judged);
    let mut blocks = Vec::with_capacity(judged.len());
    for (at, block) in judged.into_iter().enumerate() {
        match dateline::split(page, at, &block) {
            Some((place, rest)) => blocks.extend([place, rest]),
            None => blocks.push(block),
        }
    }
    let metadata = metadata::gather(page, &blocks);
    apply(input, &mut blocks);
    let links = links::gather(page, &blocks);
    Cleaned { blocks, metadata, links }
}

/// Keeps what is too much to be read line by line, whatever the rules say of it as one line.
fn keep_rest(page: &Page<'_>, judged: &mut [Block]) {
    let Some(last) = judged.last_mut() else { return };
    if page.document.rest == Some(last.span) {
        *last = Block {
            span: last.span,
            verdict: Verdict::Content,
            kept: true,
            confidence: 0.5,
            reason: String::from("too many lines to be read one by one"),
        };
    }
}

/// The document without the lines that stand apart, as the body model reads it.
#[must_use]
pub fn in_sequence(document: Document, lexicons: &Lexicons) -> Document {
    let rest = Apart::find(&page_of(&document, lexicons)).map(|apart| apart.rest(&document));
    rest.unwrap_or(document)
}

/// The features of every block, as the body model reads them; what it is trained on.
#[must_use]
pub fn features(document: &Document, lexicons: &Lexicons) -> Features {
    let page = page_of(document, lexicons);
    features::read(&page, &detect::all(&page))
}

fn page_of<'d>(document: &'d Document, lexicons: &'d Lexicons) -> Page<'d> {
    let lines = read(document, lexicons.base());
    let lexicon = lexicons.or_base(language(document, &lines));
    read::page(document, lines, lexicon)
}

/// The whole station, for tests.
#[cfg(test)]
pub(crate) fn cleaned(document: &Document, input: &Input) -> Cleaned {
    let lexicons = Lexicons::load();
    let lines = read(document, lexicons.base());
    let lexicon = lexicons.or_base(language(document, &lines));
    extract(document, lines, input, lexicon)
}

/// The user's word on a block, or on all blocks inside the span they named.
fn apply(input: &Input, blocks: &mut [Block]) {
    for user in &input.overrides {
        let from = blocks.partition_point(|block| block.span.start() < user.span.start());
        for block in blocks.iter_mut().skip(from).take_while(|b| user.span.contains(b.span)) {
            block.kept = user.keep;
            block.confidence = 1.0;
            block.reason = String::from(if user.keep { "you restored it" } else { "you cut it" });
        }
    }
}

#[cfg(test)]
mod tests;
