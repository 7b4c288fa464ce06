//! Islands: a few lines that the model keeps with little confidence, and that
//! many cut ones divide from the article. Mostly they are teasers that read
//! like sentences.

use crate::clean::{
    Block, Verdict,
    page::{Page, line::Line},
};

/// So many cut lines make an island.
const APART: usize = 6;

/// An island has fewer words than one in so many of the article's.
const SHARE: u32 = 10;

/// The confidence from which a line is kept wherever it stands.
const SURE: f32 = 0.85;

/// Cuts the unsure lines of islands.
pub(super) fn cut(page: &Page<'_>, blocks: &mut [Block]) {
    let is_body = |block: &Block| block.kept && block.verdict != Verdict::Headline;
    let body = blocks.iter().enumerate().filter(|(_, block)| is_body(block));
    let body: Vec<usize> = body.map(|(at, _)| at).collect();
    let length = |at: usize| page.line(at).map_or(0, Line::length);
    let words = |land: &[usize]| land.iter().map(|at| length(*at)).sum::<u32>();
    let lands = || body.chunk_by(|above, below| below - above <= APART);
    let most = lands().map(words).max().unwrap_or(0);
    for at in lands().filter(|land| words(land) * SHARE < most).flatten() {
        let Some(block) = blocks.get_mut(*at).filter(|block| block.confidence < SURE) else {
            continue;
        };
        block.verdict = if length(*at) >= 5 { Verdict::RelatedLink } else { Verdict::Navigation };
        block.kept = false;
        block.confidence = 1.0 - block.confidence;
        block.reason = String::from("reads like the article, but stands far from it");
    }
}

#[cfg(test)]
mod tests {
    use super::{APART, Block, Verdict, cut};
    use crate::{Input, Lexicons, clean::page_of, document};

    const PARAGRAPH: &str = "The council voted on Tuesday to rebuild the harbour wall, which the \
        storms of last winter had damaged, and thanked all who had written to it.\n";
    const TEASER: &str = "The ferry sails again.\n";

    /// Which lines stay: five paragraphs, `between` cut lines, and a teaser kept as surely as `sure`.
    fn kept(between: usize, sure: f32) -> Vec<bool> {
        let text = [PARAGRAPH.repeat(5), "Menu\n".repeat(between), TEASER.to_owned()].concat();
        let document = document::parse(&Input::text(text));
        let lexicons = Lexicons::load();
        let page = page_of(&document, &lexicons);
        let last = document.blocks.len() - 1;
        let block = |(at, raw): (usize, &document::RawBlock)| {
            let kept = at < 5 || at == last;
            Block {
                span: raw.span,
                verdict: if kept { Verdict::Content } else { Verdict::Navigation },
                kept,
                confidence: if at == last { sure } else { 0.99 },
                reason: String::new(),
            }
        };
        let mut blocks: Vec<Block> = document.blocks.iter().enumerate().map(block).collect();
        cut(&page, &mut blocks);
        blocks.iter().map(|block| block.kept).collect()
    }

    #[test]
    fn an_unsure_line_far_from_the_article_is_cut() {
        let far = kept(APART, 0.6);
        assert_eq!(far.iter().filter(|kept| **kept).count(), 5);
        assert_eq!(far.last(), Some(&false));
    }

    #[test]
    fn a_near_line_and_a_sure_one_stay() {
        assert_eq!(kept(APART - 1, 0.6).last(), Some(&true));
        assert_eq!(kept(APART, 0.9).last(), Some(&true));
    }
}
