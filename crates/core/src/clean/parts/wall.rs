//! Walls: behind the lines that say who may read on stand offers and notices, whatever
//! they read like.
//!
//! Known miss: a wall in words that the lists don't have.

use verbatim_lexicon::TextSet;

use crate::clean::{
    Block, Verdict,
    page::{Page, line::Line},
};

/// The words of such a line, at most.
const LINE: u32 = 40;
/// Above a wall stands so much of the article at least, and below no more than above.
const ARTICLE: u32 = 60;

/// Cuts what is kept below the first wall that most of the text stands above.
pub(super) fn cut(page: &Page<'_>, blocks: &mut [Block]) {
    let walls: Vec<usize> = (1..blocks.len()).filter(|at| is_wall(page, *at)).collect();
    if walls.is_empty() {
        return;
    }
    let words = |at: usize| {
        let body = blocks.get(at).is_some_and(is_body);
        if body { page.line(at).map_or(0, Line::length) } else { 0 }
    };
    let all: u32 = (0..blocks.len()).map(words).sum();
    let (mut above, mut from) = (0, 0);
    let wall = walls.into_iter().find(|wall| {
        above += (from..*wall).map(words).sum::<u32>();
        from = *wall;
        above >= ARTICLE.max(all - above)
    });
    let Some(wall) = wall else { return };
    for block in blocks.iter_mut().skip(wall).filter(|block| is_body(block)) {
        block.verdict = Verdict::Promotion;
        block.kept = false;
        block.confidence = 0.85;
        block.reason = String::from("stands below the line that says who may read on");
    }
}

fn is_body(block: &Block) -> bool {
    block.kept && block.verdict != Verdict::Headline
}

fn is_wall(page: &Page<'_>, at: usize) -> bool {
    let sets = &page.lexicon.sets;
    page.line(at).is_some_and(|line| {
        line.words <= LINE
            && (line.prompt.is_some_and(|prompt| sets.holds(TextSet::WallPhrases, prompt.phrase))
                || line.unspaced() && sets.stands_in(TextSet::WallParts, page.words(at)))
    })
}

#[cfg(test)]
mod tests {
    use crate::clean::sample::{PARAGRAPHS, kept};

    const NOTICE: &str = "You can read on one device at a time, the one on which you have opened \
        this page, and the other one will show this message until you have closed it there.";

    #[test]
    fn what_stands_below_a_wall_is_no_article() {
        let wall = "To continue reading, log in or subscribe for a month.";
        let text = [PARAGRAPHS.join("\n\n").as_str(), wall, NOTICE].join("\n\n");
        let kept = kept(&text);
        assert_eq!(kept.iter().filter(|line| PARAGRAPHS.contains(&line.as_str())).count(), 4);
        assert!(!kept.iter().any(|line| line == NOTICE), "{kept:?}");
    }

    #[test]
    fn a_wall_above_the_article_cuts_nothing() {
        let wall = "To continue reading, log in or subscribe for a month.";
        let kept = kept(&[wall, PARAGRAPHS.join("\n\n").as_str()].join("\n\n"));
        assert_eq!(kept.iter().filter(|line| PARAGRAPHS.contains(&line.as_str())).count(), 4);
    }
}
