//! Related links among what was cut: the titles of other articles, and where
//! they lead. A reader may want them though they are no part of the article.
//!
//! On a page they are the links of blocks cut as teasers or menus, as far as
//! their words can be a title; in pasted text, which has no addresses, what
//! follows a label such as "READ MORE:" or stands below one.
//!
//! Known miss: teasers in pasted text without any label.

use std::collections::HashSet;

use verbatim_lexicon::{
    phrase::{join, words},
    prompts::{Place, PromptKind},
};

use super::{
    Block, Verdict,
    detect::is_address,
    page::{Page, line::Line},
};
use crate::Span;

/// A link of fewer words is a menu's.
const FEWEST: usize = 4;
/// A line of more words is no title.
const MOST: usize = 40;
/// A heading over teasers has no more words.
const LABEL: u32 = 5;

/// One related link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelatedLink {
    /// Where its title stands, in a cut block.
    pub title: Span,
    /// The address it leads to, as text; absent in pasted text.
    pub target: Option<String>,
}

/// Gathers the related links among the cut `blocks`, each once.
pub(super) fn gather(page: &Page<'_>, blocks: &[Block]) -> Vec<RelatedLink> {
    let mut out =
        if page.document.links.is_empty() { labelled(page, blocks) } else { linked(page, blocks) };
    let mut known = HashSet::new();
    out.retain(|link| known.insert((link.title.of(page.text), link.target.clone())));
    out
}

fn is_teaser(block: &Block) -> bool {
    !block.kept && matches!(block.verdict, Verdict::RelatedLink | Verdict::Navigation)
}

/// Whether a block stands in an element for menus.
fn is_in_menu(page: &Page<'_>, block: &Block) -> bool {
    let raw = page.document.blocks.as_slice();
    let found = raw.binary_search_by_key(&block.span.start(), |raw| raw.span.start());
    let markup = found.ok().and_then(|at| raw.get(at)).and_then(|raw| raw.markup.as_ref());
    markup.is_some_and(|markup| ["nav", "menu", "header"].iter().any(|name| markup.is_in(name)))
}

/// Whether a part of the text has as many words as titles have.
fn can_be_title(page: &Page<'_>, part: Span) -> bool {
    let part = part.of(page.text);
    // Bars and wide gaps part the entries of a menu.
    (FEWEST..=MOST).contains(&words(part).take(MOST + 1).count())
        && !part.contains('|')
        && !part.contains("  ")
}

/// The links of a page: of each the first part that can be a title.
fn linked(page: &Page<'_>, blocks: &[Block]) -> Vec<RelatedLink> {
    let mut out = Vec::new();
    let mut from = 0;
    for link in &page.document.links {
        while blocks.get(from).is_some_and(|block| block.span.end() <= link.span.start()) {
            from += 1;
        }
        let own = blocks.iter().skip(from).take_while(|block| block.span.start() < link.span.end());
        let mut teasers = own.filter(|block| is_teaser(block) && !is_in_menu(page, block));
        let title = teasers.find_map(|block| {
            let start = link.span.start().max(block.span.start());
            let part = Span::between(start, link.span.end().min(block.span.end())).trim(page.text);
            can_be_title(page, part).then_some(part)
        });
        let found = title.map(|title| RelatedLink { title, target: link.target.clone() });
        out.extend(found);
    }
    out
}

/// The titles in pasted text: behind a label, or below one that stands alone.
fn labelled(page: &Page<'_>, blocks: &[Block]) -> Vec<RelatedLink> {
    let mut out = Vec::new();
    let mut below = false;
    for (at, line) in page.lines.iter().enumerate() {
        let found = blocks.binary_search_by_key(&line.span.start(), |block| block.span.start());
        let Some(block) = found.ok().and_then(|found| blocks.get(found)) else { continue };
        if !is_teaser(block) {
            below = false;
            continue;
        }
        let label =
            line.prompt.is_some_and(|p| p.kind == PromptKind::Related && p.place != Place::Part);
        let title = match label {
            true => behind_label(page, line),
            false if below && line.prompt.is_none() && !page.is_sentence(at) => line.span,
            false => Span::default(),
        };
        if can_be_title(page, title) {
            out.push(RelatedLink { title, target: None });
        } else {
            below |= label || opens_with_label(page, at, line);
        }
    }
    out
}

/// Whether a short line begins as a heading over teasers does: "More from City".
fn opens_with_label(page: &Page<'_>, at: usize, line: &Line) -> bool {
    let mut all = 0;
    line.words <= LABEL
        && page.hashes(at).iter().any(|hash| {
            all = join(all, *hash);
            let known = page.lexicon.prompts.get(all);
            known.iter().any(|p| p.kind == PromptKind::Related && p.words > 1)
        })
}

/// What stands behind the label that a line opens with.
fn behind_label(page: &Page<'_>, line: &Line) -> Span {
    let text = line.span.of(page.text);
    let Some(first) = words(text).nth(line.prompt_words as usize) else { return Span::default() };
    // A mark that opens a quotation belongs to the title.
    let before = text.get(..first.start).unwrap_or_default().chars().next_back();
    let mark = before.filter(|c| "“‘\"'«„(".contains(*c)).map_or(0, char::len_utf8);
    let mut start = first.start - mark;
    // "Also on" names a site first.
    let word = text.get(start..).and_then(|rest| rest.split_whitespace().next());
    start += word.filter(|word| is_address(word)).map_or(0, str::len);
    Span::between(line.span.start() + start, line.span.end()).trim(page.text)
}
