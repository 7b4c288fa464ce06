//! The words that a pasted line begins and ends with, as far as they are listed.
//!
//! A notice, a writer's portrait or a teaser is known by its first words where
//! its shape is a paragraph's. Blocks of HTML have names of classes, which say
//! it better: with words beside them, fewer pages come out right.

use verbatim_lexicon::body_words::{FIRST, LAST};

use super::{Features, WORDS};
use crate::clean::page::Page;

pub(super) fn add(out: &mut Features, page: &Page<'_>, at: usize) {
    let words = page.hashes(at);
    let (first, rest) = words.split_at(words.len().min(FIRST));
    let last = rest.get(rest.len().saturating_sub(LAST)..).unwrap_or_default();
    for number in first.iter().chain(last).filter_map(|word| page.lexicon.body_words.number(*word))
    {
        out.add(WORDS, usize::from(number));
    }
}

#[cfg(test)]
mod tests {
    use super::WORDS;
    use crate::{Input, Lexicons, clean, document};

    /// The listed words that the first block has statements of.
    fn words_of_first(input: &Input) -> Vec<&'static str> {
        let lexicons = Lexicons::load();
        let lexicon = lexicons.base();
        let features = clean::features(&document::parse(input), &lexicons);
        let numbers = features.of(0).iter().filter_map(|id| id.checked_sub(WORDS.first));
        numbers.map(|number| lexicon.body_words.word(usize::from(number))).collect()
    }

    #[test]
    fn a_lines_first_and_last_words_count_and_those_between_do_not() {
        let line = "Subscribe to one two three four five six seven eight nine ten eleven twelve \
            newsletter thirteen fourteen fifteen sixteen and our privacy policy\n";
        let words = words_of_first(&Input::text(line));
        assert_eq!(words.first(), Some(&"subscribe"));
        assert_eq!(words.last(), Some(&"policy"));
        assert!(!words.contains(&"newsletter"), "{words:?}");
    }

    #[test]
    fn blocks_of_html_are_known_by_their_markup() {
        let page = "<p>Subscribe to our newsletter and privacy policy</p>";
        assert_eq!(words_of_first(&Input::html(page)), Vec::<&str>::new());
    }
}
