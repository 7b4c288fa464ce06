//! What the body model cuts though it stands among body text: headings between
//! two kept paragraphs, and lists that a kept line leads to.
//!
//! Losing content costs a reader more than a line of noise, so what no
//! detector names is kept here.

use verbatim_lexicon::TextSet;

use crate::clean::{
    Block, Verdict,
    detect::Finding,
    page::{
        Page,
        line::{End, Line},
    },
};

/// The model's confidence from which its cut of a short line stands.
const SURE: f32 = 0.95;

/// The words of a heading, at most.
const HEADING: u32 = 12;

/// Keeps what the model cut inside the body text.
pub(super) fn keep(page: &Page<'_>, findings: &[Option<Finding>], blocks: &mut [Block]) {
    let unnamed = |at: usize| findings.get(at).is_some_and(Option::is_none);
    keep_lists(page, &unnamed, blocks);
    // In a list of winners the same name may stand often.
    let unnamed_or_again = |at: usize| {
        findings.get(at).is_some_and(|found| {
            found.as_ref().is_none_or(|found| found.verdict == Verdict::Repeated)
        })
    };
    keep_announced(page, &unnamed_or_again, blocks);
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

/// So few lines are no list.
const LEAST_ITEMS: usize = 4;

/// From this confidence on the model's cut of an announced line stands, and where the
/// list is what the headline promises.
const SURELY_NONE: f32 = 0.995;
const SURELY_NONE_OF_PROMISED: f32 = 0.99999;

/// An article of a list alone has fewer sentences.
const SENTENCES: usize = 3;

/// A line of which the headline speaks stands at most so far below it.
const PROMISED_WITHIN: usize = 40;

/// So many lines between its items may be other things: a picture's caption and credit.
const ODD: usize = 2;

/// A list that has no bullets, of winners for instance, below a line among the
/// article's paragraphs that announces it.
fn keep_announced(page: &Page<'_>, unnamed: &dyn Fn(usize) -> bool, blocks: &mut [Block]) {
    let sentences = (0..blocks.len()).filter(|at| is_body(blocks, *at) && page.is_sentence(*at));
    let alone = sentences.take(SENTENCES).count() < SENTENCES;
    let is_promised = |at: usize| alone || is_of_headline(page, at);
    let announces = |at: usize| {
        page.line(at).is_some_and(|line| line.end == End::Colon && line.words >= 3)
            && unnamed(at)
            && (alone || (at + 1..at + 3).all(|item| blocks.get(item).is_some_and(|b| !b.kept)))
            && ((at.saturating_sub(4)..=at).any(|near| is_body(blocks, near)) || is_promised(at))
            && page.lexicon.sets.stands_in(TextSet::Announcements, &page.words(at).to_lowercase())
    };
    let leads: Vec<usize> = (1..page.lines.len()).filter(|at| announces(*at)).collect();
    // What one list went through announces no list of its own: no line is read over and over.
    let mut read = 0;
    for lead in leads {
        if lead < read {
            continue;
        }
        let most = if is_promised(lead) { SURELY_NONE_OF_PROMISED } else { SURELY_NONE };
        let is_item = |at: &usize| {
            unnamed(*at)
                && page.line(*at).is_some_and(|line| line.letters >= 2 && !line.has_address)
                && blocks.get(*at).is_some_and(|b| b.kept || b.confidence < most)
        };
        let mut items = Vec::new();
        let mut at = lead + 1;
        while (at..=at + ODD).any(|near| is_item(&near)) {
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

/// Whether a line says with the headline, close above it, what the article is about.
fn is_of_headline(page: &Page<'_>, at: usize) -> bool {
    page.headline.is_some_and(|headline| {
        let title = page.content(headline);
        let shared = page.content(at).iter().filter(|word| title.contains(word));
        (headline + 1..headline + PROMISED_WITHIN).contains(&at) && shared.count() >= 2
    })
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
        (1..=HEADING).contains(&line.length())
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
    use super::{Block, Verdict, keep};
    use crate::{Input, Lexicons, clean::page_of, document};

    const PARAGRAPH: &str = "The council voted on Tuesday to rebuild the harbour wall, which the \
        storms of last winter had damaged, and thanked all who had written to it.\n";

    /// How many lines below `lead` are kept, of which the model cut each with this
    /// confidence, behind so many kept paragraphs and a headline.
    fn kept_below(paragraphs: usize, lead: &str, items: &[&str], confidence: f32) -> usize {
        let headline = "Harbour regatta: the winners of all races\n";
        let above = [headline, &PARAGRAPH.repeat(paragraphs)].concat();
        let text = [above.as_str(), lead, "\n", &items.join("\n")].concat();
        let document = document::parse(&Input::text(text));
        let lexicons = Lexicons::load();
        let mut page = page_of(&document, &lexicons);
        page.headline = Some(0);
        let block = |(at, raw): (usize, &document::RawBlock)| {
            let kept = at <= paragraphs;
            Block {
                span: raw.span,
                verdict: if kept { Verdict::Content } else { Verdict::Navigation },
                kept,
                confidence: if kept { 0.99 } else { confidence },
                reason: String::new(),
            }
        };
        let mut blocks: Vec<Block> = document.blocks.iter().enumerate().map(block).collect();
        keep(&page, &vec![None; blocks.len()], &mut blocks);
        blocks.iter().skip(paragraphs + 1).filter(|block| block.kept).count()
    }

    const WINNERS: [&str; 5] =
        ["Best Boat", "Ada Lind, Gull", "Best Sail", "Jonas Weir, Tern", "Best Mast"];

    #[test]
    fn a_list_that_is_announced_stays() {
        assert_eq!(kept_below(3, "See the full list:", &WINNERS, 0.9), 6);
        assert_eq!(kept_below(3, "See the full list:", &WINNERS, 0.999), 0);
        assert_eq!(kept_below(3, "More about the harbour:", &WINNERS, 0.9), 0);
        assert_eq!(kept_below(3, "The full list:", &["Best Boat", "Ada Lind, Gull"], 0.9), 0);
    }

    #[test]
    fn a_list_that_the_headline_promises_stays_however_sure_the_model_is() {
        assert_eq!(kept_below(3, "The full list of winners of the regatta:", &WINNERS, 0.999), 6);
        assert_eq!(kept_below(3, "The full list of the boats:", &WINNERS, 0.999), 0);
    }

    #[test]
    fn so_does_the_list_of_an_article_of_a_list_alone() {
        assert_eq!(kept_below(1, "The full list of the boats:", &WINNERS, 0.999), 6);
    }
}
