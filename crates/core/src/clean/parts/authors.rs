//! Lines about the author: "Ada Lind is a reporter who covers the harbour." They read like
//! the article, and stand below its byline or below its end.
//!
//! Known miss: such a line on a page that has no byline, or in a language without a list.

use rustc_hash::FxHashSet;
use verbatim_lexicon::{Sets, TextSet, phrase::join};

use crate::clean::{
    Block, Verdict,
    page::{Page, line::Line},
};

/// The words of such a line, how many open it with the name, and in how many of the first
/// it says what the person does.
const WORDS: u32 = 140;
const NAME: usize = 4;
const OPENING: usize = 24;
/// The words of a line with the name alone.
const NAME_LINE: u32 = 6;
/// Lines between a byline and the line about the author.
const NEAR: usize = 3;
/// A line about the author that follows no byline has at most one in so many of the words
/// above or below it.
const END: u32 = 6;

/// Makes bylines of the lines about authors.
pub(super) fn cut(page: &Page<'_>, blocks: &mut [Block]) {
    let signs = |at: usize| {
        let verdict = blocks.get(at).map(|block| block.verdict);
        matches!(verdict, Some(Verdict::Byline | Verdict::DateLine))
    };
    let kept = |at: &usize| blocks.get(*at).is_some_and(|block| block.kept);
    let length = |at: usize| page.line(at).map_or(0, Line::length);
    let all: u32 = (0..blocks.len()).filter(kept).map(length).sum();
    let mut names = None;
    let mut above = 0;
    let is_about_author = |at: &usize| {
        let before = above;
        above += length(*at);
        if length(*at) > WORDS || !says_what_one_writes(page.hashes(*at), &page.lexicon.sets) {
            return false;
        }
        let close = at.saturating_sub(NEAR)..*at;
        let opening = || page.words(*at).split_whitespace().take(NAME).map(trimmed);
        // The name alone stands above what is said of the person, too.
        let mut alone = close
            .clone()
            .filter(|near| !kept(near) && length(*near) <= NAME_LINE)
            .flat_map(|near| capitalised(page.words(near)));
        if alone.any(|name| opening().any(|word| word == name)) {
            return true;
        }
        let signed = || (0..blocks.len()).filter(|at| signs(*at));
        let names: &FxHashSet<&str> = names
            .get_or_insert_with(|| signed().flat_map(|at| capitalised(page.words(at))).collect());
        let placed = close.into_iter().any(signs) || before.min(all - above) * END <= all;
        placed && opening().any(|word| names.contains(word))
    };
    let about: Vec<usize> = (0..blocks.len()).filter(kept).filter(is_about_author).collect();
    for at in about {
        if let Some(block) = blocks.get_mut(at) {
            block.verdict = Verdict::Byline;
            block.kept = false;
            block.confidence = 0.8;
            block.reason = String::from("about the author whom the byline names");
        }
    }
}

/// Whether a line says near its start that somebody is one who writes.
fn says_what_one_writes(words: &[u64], sets: &Sets) -> bool {
    let opening = words.get(..OPENING).unwrap_or(words);
    let says = |set| opening.iter().any(|word| sets.has_number(set, join(0, *word)));
    says(TextSet::WriterLinks) && says(TextSet::WriterNouns)
}

fn capitalised(words: &str) -> impl Iterator<Item = &str> {
    let long = |word: &&str| word.len() > 2 && word.starts_with(char::is_uppercase);
    words.split_whitespace().map(trimmed).filter(long)
}

fn trimmed(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::Verdict;
    use crate::clean::sample::PARAGRAPHS;
    use crate::{Input, clean, document};

    /// What `line` is below an article that Ada Lind signed.
    fn verdict(line: &str) -> Option<Verdict> {
        let signed = "Harbour wall to be rebuilt\n\nBy Ada Lind\n\n";
        let text = [signed, &PARAGRAPHS.join("\n\n"), "\n\n", line].concat();
        let document = document::parse(&Input::text(text));
        let cleaned = clean::cleaned(&document, &Input::default());
        let own = |block: &&super::Block| block.span.of(&document.text) == line;
        cleaned.blocks.iter().find(own).map(|block| block.verdict)
    }

    #[test]
    fn a_line_about_the_author_is_a_byline() {
        let line = "Ada Lind is a reporter who has covered the harbour and its people for years.";
        assert_eq!(verdict(line), Some(Verdict::Byline));
    }

    #[test]
    fn a_line_about_somebody_else_is_none() {
        for line in [
            "Jonas Weir is a reporter who has covered the harbour and its people for nine years.",
            "Ada Lind was on the quay when the wall broke, and she has not forgotten the noise.",
        ] {
            assert_ne!(verdict(line), Some(Verdict::Byline), "{line}");
        }
    }
}
