//! Words by which the cleaner's body model knows how an article's lines and a
//! page's begin and end: common words of any kind, which the model weighs one by
//! one. No names of people, companies or places are among them.
//!
//! `cargo xtask train words` finds them; the model is learnt on their numbers, so
//! that a new list needs new weights.

use crate::{
    Lists,
    phrase::{Filter, Table, hash},
    rows::rows,
};

/// How many words the list has.
pub const COUNT: usize = 1766;

/// So many words at a line's beginning are weighed, and so many at its end.
pub const FIRST: usize = 14;
/// See [`FIRST`].
pub const LAST: usize = 5;

/// The words by their place in the list.
#[derive(Debug, Default)]
pub struct BodyWords {
    words: Vec<&'static str>,
    numbers: Table<u16>,
    /// Half of a line's words are not listed.
    listed: Filter,
}

impl BodyWords {
    /// Reads the list.
    #[must_use]
    pub(crate) fn load(lists: &Lists) -> Self {
        let mut all = Self::default();
        for [word] in lists.texts("body_words").flat_map(rows) {
            let Ok(number) = u16::try_from(all.words.len()) else { break };
            all.words.push(word);
            all.numbers.insert(hash(word), number);
            all.listed.insert(hash(word));
        }
        all
    }

    /// The place in the list, below [`COUNT`], of the word that hashes to `word`.
    #[must_use]
    #[inline]
    pub fn number(&self, word: u64) -> Option<u16> {
        if !self.listed.may_have(word) {
            return None;
        }
        self.numbers.get(&word).copied()
    }

    /// The word at this place; empty beyond the last.
    #[must_use]
    pub fn word(&self, number: usize) -> &'static str {
        self.words.get(number).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{BodyWords, COUNT};
    use crate::{
        Lists,
        phrase::{hash, words},
    };

    #[test]
    fn every_word_has_a_number_of_its_own() {
        let list = BodyWords::load(&Lists::load());
        assert_eq!(list.words.len(), COUNT);
        assert!(list.words.is_sorted());
        for (at, word) in list.words.iter().enumerate() {
            assert_eq!(words(word).count(), 1, "{word}");
            assert_eq!(list.number(hash(word)), u16::try_from(at).ok(), "{word}");
            assert_eq!(list.word(at), *word);
        }
        assert_eq!(list.number(hash("harbourmaster")), None);
        assert_eq!(list.word(COUNT), "");
    }
}
