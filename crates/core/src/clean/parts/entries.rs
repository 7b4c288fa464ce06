//! Pages that go on with other articles: below each stands the same bar to share it, or its
//! topics, or the way to its comments. The first article is the one that was asked for.
//!
//! Whether what follows is another one is told by the names it shares with the first.
//! Known misses: articles without such an end; scripts without capitals; the entries of a
//! live blog, which speak of the same people, stay.

use std::ops::Range;

use rustc_hash::FxHashSet;
use verbatim_lexicon::TextSet;

use crate::clean::{
    Block, Verdict,
    page::{Page, line::Line},
};

/// What stands between two ends and has fewer words is no article.
const ARTICLE: u32 = 30;
/// So many of them make a stream, where the first need not be the longest.
const STREAM: usize = 3;
/// Another article shares at most one in so many of its names with the first.
const SHARED: usize = 6;
/// Pages have no more kinds of ends.
const KINDS: usize = 12;

/// Cuts the articles below the end of the first.
pub(super) fn cut(page: &Page<'_>, blocks: &mut [Block]) {
    let ends: Vec<usize> = (0..blocks.len()).filter(|at| is_end(page, blocks, *at)).collect();
    let key = |at: usize| page.line(at).map(|line| line.key);
    let mut kinds = Vec::new();
    for kind in ends.iter().map(|at| key(*at)) {
        if kinds.len() < KINDS && !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    for kind in kinds {
        let own: Vec<usize> = ends.iter().copied().filter(|at| key(*at) == kind).collect();
        for at in others(page, blocks, &own).into_iter().flatten() {
            if let Some(block) = blocks.get_mut(at).filter(|block| block.kept) {
                block.verdict = Verdict::RelatedLink;
                block.kept = false;
                block.confidence = 0.8;
                block.reason = String::from("another article, below the end of the first");
            }
        }
    }
}

/// The articles but the first, between these ends; none where the first goes on below its end.
fn others(page: &Page<'_>, blocks: &[Block], ends: &[usize]) -> Vec<Range<usize>> {
    let words = |part: &Range<usize>| -> u32 {
        let kept = part.clone().filter(|at| blocks.get(*at).is_some_and(|block| block.kept));
        kept.map(|at| page.line(at).map_or(0, Line::length)).sum()
    };
    let starts = [0].into_iter().chain(ends.iter().copied());
    let parts = starts.zip(ends.iter().copied().chain([blocks.len()])).map(|(from, to)| from..to);
    let mut articles = parts.filter(|part| words(part) >= ARTICLE);
    let Some(first) = articles.next() else { return Vec::new() };
    let behind: Vec<Range<usize>> = articles.collect();
    if behind.is_empty() {
        return behind;
    }
    let named = names(page, blocks, &first);
    let is_other = |part: &Range<usize>| {
        let own = names(page, blocks, part);
        own.intersection(&named).count() * SHARED < own.len()
    };
    let other: Vec<Range<usize>> = behind.iter().filter(|part| is_other(part)).cloned().collect();
    // A bar stands below an article's first paragraphs, too, and most of it follows.
    let is_stream = ends.len() >= STREAM && behind.len() + 1 >= STREAM;
    let is_most = || words(&first) * 2 >= behind.iter().map(words).sum();
    let most = other.len() * 4 >= behind.len() * 3;
    if most && (is_stream || is_most()) { other } else { Vec::new() }
}

/// Whether a line stands below an article: a bar to share it, a line about comments, its topics.
fn is_end(page: &Page<'_>, blocks: &[Block], at: usize) -> bool {
    let Some((line, block)) = page.line(at).zip(blocks.get(at)) else { return false };
    let sets = &page.lexicon.sets;
    let says = |set| {
        line.prompt.is_some_and(|prompt| {
            !sets.stands_in(TextSet::PostParts, prompt.phrase) && sets.stands_in(set, prompt.phrase)
        })
    };
    let is_share = |at: usize| blocks.get(at).is_some_and(|b| b.verdict == Verdict::ShareBar);
    match block.verdict {
        // A network's name alone may head a part of the article.
        Verdict::ShareBar => says(TextSet::ShareParts) || (at + 1..at + 4).any(is_share),
        Verdict::CommentForm => says(TextSet::CommentParts),
        Verdict::Tags => {
            page.words(at).chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | ':'))
        }
        _ => false,
    }
}

/// The capitalised words of a part, but for those that open a line.
fn names<'d>(page: &Page<'d>, blocks: &[Block], part: &Range<usize>) -> FxHashSet<&'d str> {
    let kept = part.clone().filter(|at| blocks.get(*at).is_some_and(|block| block.kept));
    kept.flat_map(|at| page.words(at).split_whitespace().skip(1))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.len() >= 3 && word.starts_with(char::is_uppercase))
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::clean::sample::{PARAGRAPHS, kept};

    const OTHER: [&str; 2] = [
        "In Corran the brewers of Lanefield and Orrin poured their beer into the river on Friday, \
         since Parliament in Velden taxes every barrel that Corran sells.",
        "Mayor Ines Tarrant of Corran had told Lanefield that Velden would give way, and Orrin \
         that it would not; Tarrant left for Harrow on Sunday with Bruno Weir.",
    ];

    fn page(other: &[&str]) -> String {
        let end = ["Share this story", "Comments"].join("\n\n");
        [PARAGRAPHS.join("\n\n"), end.clone(), other.join("\n\n"), end].join("\n\n")
    }

    #[test]
    fn another_article_below_the_button_to_share_is_cut() {
        let kept = kept(&page(&OTHER));
        assert_eq!(kept.iter().filter(|line| PARAGRAPHS.contains(&line.as_str())).count(), 4);
        assert!(!kept.iter().any(|line| OTHER.contains(&line.as_str())), "{kept:?}");
    }

    #[test]
    fn the_same_article_goes_on_below_it() {
        let more = ["The council of Harrow met on Friday and the mayor of Harrow, Ines Tarrant, \
                     spoke of the wall of Harrow and of what the boats of Harrow need."];
        let text = page(&more).replace("The mayor said", "Mayor Ines Tarrant of Harrow said");
        assert!(kept(&text).iter().any(|line| more.contains(&line.as_str())));
    }
}
