//! What the body model cuts though it stands in a passage of body text: whole
//! passages far below the article's first end, headings between two kept
//! paragraphs, and lists that a kept line leads to.
//!
//! Losing content costs a reader more than a line of noise, so what no
//! detector names is kept here. Known miss: long comments without any word of
//! a comment form are taken for a passage.

use super::{
    Block, Verdict,
    detect::Finding,
    line::{End, Line},
    page::Page,
};

/// More lines than this between two paragraphs part two passages.
const APART: usize = 4;

/// A passage has at least so many words in at least so many paragraphs.
const WORDS: u32 = 150;
const PARAGRAPHS: u32 = 4;

/// The model's confidence from which its cut of a short line stands.
const SURE: f32 = 0.85;

/// Words of a line that is a paragraph by itself.
const PARAGRAPH: u32 = 15;

/// Keeps what the model cut inside passages of body text.
pub(super) fn keep(page: &Page<'_>, findings: &[Option<Finding>], blocks: &mut [Block]) {
    let unnamed = |at: usize| findings.get(at).is_some_and(Option::is_none);
    if page.document.blocks.first().is_none_or(|raw| raw.markup.is_none()) {
        keep_passages(page, findings, blocks);
    }
    keep_lists(page, &unnamed, blocks);
    keep_headings(page, &unnamed, blocks);
}

/// One run of paragraphs.
#[derive(Debug, Default)]
struct Passage {
    first: usize,
    last: usize,
    words: u32,
    paragraphs: u32,
    /// Lines that a reader's comment brings with it.
    comments: u32,
}

fn keep_passages(page: &Page<'_>, findings: &[Option<Finding>], blocks: &mut [Block]) {
    let mut passage = Passage::default();
    for (at, line) in page.lines.iter().enumerate() {
        let finding = findings.get(at).and_then(Option::as_ref);
        if finding.is_some_and(|f| matches!(f.verdict, Verdict::CommentForm | Verdict::DateLine)) {
            passage.comments += 1;
        }
        if finding.is_some() || !page.is_sentence(at) || line.length() < PARAGRAPH {
            continue;
        }
        if passage.paragraphs > 0 && at - passage.last > APART {
            keep_passage(page, findings, &passage, blocks);
            passage = Passage::default();
        }
        if passage.paragraphs == 0 {
            passage.first = at;
        }
        passage.last = at;
        passage.words += line.length();
        passage.paragraphs += 1;
    }
    keep_passage(page, findings, &passage, blocks);
}

fn keep_passage(
    page: &Page<'_>,
    findings: &[Option<Finding>],
    passage: &Passage,
    blocks: &mut [Block],
) {
    let comments = passage.comments * 3 > passage.paragraphs;
    if passage.words < WORDS || passage.paragraphs < PARAGRAPHS || comments {
        return;
    }
    for at in passage.first..=passage.last {
        let unnamed = findings.get(at).is_some_and(Option::is_none);
        if unnamed && page.is_sentence(at) {
            restore(blocks, at, Verdict::Content, "a paragraph in a passage of sentences");
        }
    }
}

/// A list that follows a kept line directly, or a heading after one, is the article's.
fn keep_lists(page: &Page<'_>, unnamed: &dyn Fn(usize) -> bool, blocks: &mut [Block]) {
    let is_item = |at: usize| {
        page.line(at).is_some_and(|l| l.bullet && l.length() >= 2 && l.separators <= 1)
            && unnamed(at)
    };
    let mut at = 0;
    while at < page.lines.len() {
        if !is_item(at) {
            at += 1;
            continue;
        }
        let first = at;
        let mut words = 0;
        while is_item(at) {
            words += page.line(at).map_or(0, Line::length);
            at += 1;
        }
        let items = at - first;
        if items < 2 || (words as usize) < items * 4 {
            continue;
        }
        let is_body = |other: usize| is_body(blocks, other);
        let led = match first {
            0 => false,
            _ if is_body(first - 1) => true,
            1 => false,
            _ => is_body(first - 2) && unnamed(first - 1) && is_heading(page, first - 1),
        };
        if !led {
            continue;
        }
        if !is_body(first - 1) {
            restore(blocks, first - 1, Verdict::Heading, "a heading over a list of the article");
        }
        for item in first..at {
            restore(blocks, item, Verdict::ListItem, "an item of a list inside the article");
        }
    }
}

/// A short line that no detector names, between two kept paragraphs. What the
/// model is sure of, or what has a prompt's words, stays cut: a teaser stands there too.
fn keep_headings(page: &Page<'_>, unnamed: &dyn Fn(usize) -> bool, blocks: &mut [Block]) {
    for at in 1..page.lines.len() {
        let cut = blocks.get(at).is_some_and(|block| !block.kept && block.confidence < SURE);
        if cut
            && page.line(at).is_some_and(|line| line.prompt.is_none())
            && unnamed(at)
            && is_heading(page, at)
            && follows_body(page, blocks, at)
            && is_body(blocks, at + 1)
            && page.is_sentence(at + 1)
        {
            restore(blocks, at, Verdict::Heading, "a short line between two kept paragraphs");
        }
    }
}

/// Whether the line before is body text, or a prompt with a teaser of its own behind body text.
fn follows_body(page: &Page<'_>, blocks: &[Block], at: usize) -> bool {
    let teaser = page.line(at - 1).is_some_and(|line| {
        line.prompt.is_some_and(|prompt| line.words > u32::from(prompt.words) + 2)
    });
    is_body(blocks, at - 1) || teaser && at > 1 && is_body(blocks, at - 2)
}

fn is_body(blocks: &[Block], at: usize) -> bool {
    blocks.get(at).is_some_and(|block| {
        matches!(
            block.verdict,
            Verdict::Content
                | Verdict::ListItem
                | Verdict::PullQuote
                | Verdict::EmbeddedPost
                | Verdict::Heading
        )
    })
}

/// Whether a line has the shape of a section heading.
fn is_heading(page: &Page<'_>, at: usize) -> bool {
    page.line(at).is_some_and(|line| {
        (1..=9).contains(&line.length())
            && line.end != End::Cut
            && (line.starts_upper || line.unspaced())
            && !line.has_address
            && line.separators == 0
            && line.numbers * 2 <= line.words
            && line.letters >= 3
    })
}

fn restore(blocks: &mut [Block], at: usize, verdict: Verdict, reason: &str) {
    if let Some(block) = blocks.get_mut(at).filter(|block| !block.kept) {
        block.verdict = verdict;
        block.kept = true;
        block.confidence = 0.6;
        block.reason = String::from(reason);
    }
}
