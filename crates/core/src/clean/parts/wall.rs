//! Walls: behind the lines that say who may read on stand offers and notices, whatever
//! they read like.
//!
//! Known miss: a wall in words that the lists don't have.

use crate::clean::{
    Block, Verdict,
    page::{Page, line::Line},
};

/// Phrases of the lists that say it, and those that no list has since they are no words apart.
const PHRASES: [&str; 7] = [
    "il vous reste",
    "la suite est réservée",
    "to continue reading",
    "dieser artikel ist nur",
    "um diesen artikel zu lesen",
    "weiterlesen mit",
    "cet article est réservé",
];
const UNSPACED: [&str; 3] = ["この記事は会員限定", "会員限定の有料記事", "この記事は有料会員限定"];

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
    page.line(at).is_some_and(|line| {
        line.words <= LINE
            && (line.prompt.is_some_and(|prompt| PHRASES.contains(&prompt.phrase))
                || line.unspaced() && UNSPACED.iter().any(|one| page.words(at).contains(one)))
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
