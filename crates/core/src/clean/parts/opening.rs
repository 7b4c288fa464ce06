//! What reads like the article above its headline, byline and date is the page's: the day's
//! other news, a shop's notice, long titles in a menu.
//!
//! Known miss: an article that the page dates at its end, or names nobody for.

use crate::clean::{
    Block, Verdict,
    page::{Page, line::Line},
};

/// Lines below the headline in which its byline or date stands.
const NEAR: usize = 6;
/// An article that is known by its opening has so many words.
const ARTICLE: u32 = 60;

/// Cuts what is kept above a headline with a byline or date below it.
pub(super) fn cut(page: &Page<'_>, blocks: &mut [Block]) {
    let Some(headline) = page.headline else { return };
    let signs = |block: &Block| matches!(block.verdict, Verdict::Byline | Verdict::DateLine);
    let words = |blocks: &[Block], from: usize| -> u32 {
        let kept = blocks.iter().enumerate().filter(|(_, block)| block.kept);
        kept.map(|(at, _)| page.line(from + at).map_or(0, Line::length)).sum()
    };
    let Some((above, below)) = blocks.split_at_mut_checked(headline) else { return };
    let below = below.get(1..).unwrap_or_default();
    let article = words(below, headline + 1);
    if !below.iter().take(NEAR).any(signs) || article < ARTICLE.max(words(above, 0)) {
        return;
    }
    for block in above.iter_mut().filter(|block| block.kept) {
        block.verdict = Verdict::Navigation;
        block.kept = false;
        block.confidence = 0.8;
        block.reason = String::from("stands above the headline, its byline and date");
    }
}

#[cfg(test)]
mod tests {
    use crate::clean::sample::{PARAGRAPHS, kept};

    const NEWS: &str = "• A ferry that was built for the lake sails on the sea from next week on, \
        as the owner said on Friday, and takes bicycles, too.\n\
        • Fishermen of three villages asked for a higher quay after the storm, in which two of \
        their sheds and a crane were lost, they said.\n\
        • The school at the harbour has more pupils than chairs, and the council will not buy \
        any before the summer, a teacher wrote.\n";
    #[test]
    fn news_above_a_signed_headline_are_cut() {
        let signed = "Harbour wall to be rebuilt\nBy Ada Lind\nJune 1, 2026\n";
        let kept = kept(&[NEWS, signed, &PARAGRAPHS.join("\n")].concat());
        assert!(!kept.iter().any(|line| line.contains("ferry that was built")), "{kept:?}");
        assert!(kept.iter().any(|line| line == PARAGRAPHS[0]), "{kept:?}");
    }

    #[test]
    fn a_signature_below_the_article_cuts_nothing() {
        let kept = kept(&(PARAGRAPHS.join("\n") + "\nBy Ada Lind\nJune 1, 2026\n"));
        assert_eq!(kept.iter().filter(|line| PARAGRAPHS.contains(&line.as_str())).count(), 4);
    }
}
