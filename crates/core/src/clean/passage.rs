//! What the body model cuts though it stands among body text: headings between
//! two kept paragraphs, and lists that a kept line leads to.
//!
//! Losing content costs a reader more than a line of noise, so what no
//! detector names is kept here.

use super::{
    Block, Verdict,
    detect::Finding,
    line::{End, Line},
    page::Page,
};

/// The model's confidence from which its cut of a short line stands.
const SURE: f32 = 0.9;

/// Keeps what the model cut inside the body text.
pub(super) fn keep(page: &Page<'_>, findings: &[Option<Finding>], blocks: &mut [Block]) {
    let unnamed = |at: usize| findings.get(at).is_some_and(Option::is_none);
    keep_lists(page, &unnamed, blocks);
    keep_announced(page, &unnamed, blocks);
    keep_headings(page, &unnamed, blocks);
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

/// What announces a list at the end of a paragraph or by itself.
const ANNOUNCEMENTS: [&str; 14] = [
    "full list",
    "complete list",
    "in full",
    "the following",
    "as follows",
    "highlights",
    "alle gewinner",
    "vollständige liste",
    "liste complète",
    "lista completa",
    "elenco completo",
    "los siguientes",
    "следующие",
    "полный список",
];

/// So few lines are no list.
const LEAST_ITEMS: usize = 4;

/// From this confidence on the model's cut of an announced line stands.
const SURELY_NONE: f32 = 0.995;

/// A list that has no bullets, of winners for instance, below a line among the
/// article's paragraphs that announces it. One line in it may be another thing.
fn keep_announced(page: &Page<'_>, unnamed: &dyn Fn(usize) -> bool, blocks: &mut [Block]) {
    let announces = |at: usize| {
        page.line(at).is_some_and(|line| line.end == End::Colon && line.words >= 3)
            && unnamed(at)
            && (at + 1..at + 3).all(|item| blocks.get(item).is_some_and(|b| !b.kept))
            && (at.saturating_sub(4)..=at).any(|near| is_body(blocks, near))
            && {
                let words = page.words(at).to_lowercase();
                ANNOUNCEMENTS.iter().any(|one| words.contains(one))
            }
    };
    let leads: Vec<usize> = (1..page.lines.len()).filter(|at| announces(*at)).collect();
    // What one list went through announces no list of its own: no line is read over and over.
    let mut read = 0;
    for lead in leads {
        if lead < read {
            continue;
        }
        let is_item = |at: &usize| {
            unnamed(*at)
                && page.line(*at).is_some_and(|line| line.letters >= 2 && !line.has_address)
                && blocks.get(*at).is_some_and(|b| b.kept || b.confidence < SURELY_NONE)
        };
        let mut items = Vec::new();
        let mut at = lead + 1;
        while is_item(&at) || is_item(&(at + 1)) {
            items.extend(Some(at).filter(is_item));
            at += 1;
        }
        read = at;
        if items.len() < LEAST_ITEMS {
            continue;
        }
        restore(blocks, lead, Verdict::Content, "announces the list below");
        for item in items {
            restore(
                blocks,
                item,
                Verdict::ListItem,
                "an item of a list that the article announces",
            );
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

#[cfg(test)]
mod tests {
    use super::{Block, Page, Verdict, keep};
    use crate::{Input, Lexicon, document};

    const PARAGRAPH: &str = "The council voted on Tuesday to rebuild the harbour wall, which the \
        storms of last winter had damaged, and thanked all who had written to it.\n";

    /// How many lines behind two kept paragraphs and `lead` are kept, of which the model
    /// cut each with this confidence.
    fn kept_below(lead: &str, items: &[&str], confidence: f32) -> usize {
        let text = [PARAGRAPH, PARAGRAPH, lead, "\n", &items.join("\n")].concat();
        let document = document::parse(&Input::text(text));
        let lexicon = Lexicon::load();
        let page = Page::read(&document, &lexicon);
        let block = |(at, raw): (usize, &document::RawBlock)| Block {
            span: raw.span,
            verdict: if at < 2 { Verdict::Content } else { Verdict::Navigation },
            kept: at < 2,
            confidence: if at < 2 { 0.99 } else { confidence },
            reason: String::new(),
        };
        let mut blocks: Vec<Block> = document.blocks.iter().enumerate().map(block).collect();
        keep(&page, &vec![None; blocks.len()], &mut blocks);
        blocks.iter().skip(2).filter(|block| block.kept).count()
    }

    #[test]
    fn a_list_that_is_announced_stays() {
        let winners = ["Best Boat", "Ada Lind, Gull", "Best Sail", "Jonas Weir, Tern", "Best Mast"];
        assert_eq!(kept_below("See the full list of winners:", &winners, 0.9), 6);
        assert_eq!(kept_below("See the full list of winners:", &winners, 0.999), 0);
        assert_eq!(kept_below("More about the harbour:", &winners, 0.9), 0);
        assert_eq!(kept_below("The full list:", &["Best Boat", "Ada Lind, Gull"], 0.9), 0);
    }
}
