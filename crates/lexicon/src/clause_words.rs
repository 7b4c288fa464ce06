//! [`ClauseWords`]: the small words that show where a clause, a verb group or a
//! noun phrase begins and ends. They are what the quote station has instead of
//! a parser.

use crate::{Lists, WordId, Words, rows::rows};

/// A set of grammatical classes. A bit says what the word can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Grammar(u16);

impl Grammar {
    /// "the", "his"
    pub const DETERMINER: Self = Self(1);
    /// "he", "they"
    pub const SUBJECT: Self = Self(1 << 1);
    /// "who", "which"
    pub const RELATIVE: Self = Self(1 << 2);
    /// "has", "would"
    pub const AUXILIARY: Self = Self(1 << 3);
    /// "that", "whether"
    pub const THAT: Self = Self(1 << 4);
    /// "and", "while"
    pub const CONJUNCTION: Self = Self(1 << 5);
    /// "of", "during"
    pub const PREPOSITION: Self = Self(1 << 6);
    /// "also", "later"
    pub const ADVERB: Self = Self(1 << 7);
    /// "Tuesday", "morning"
    pub const TIME: Self = Self(1 << 8);
    /// "reporters", "lawmakers"
    pub const HEARER: Self = Self(1 << 9);
    /// "took", "seems": a common finite verb that reports nothing
    pub const VERB: Self = Self(1 << 10);

    /// Whether any of `other`'s classes is in the set.
    #[must_use]
    #[inline]
    pub fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The set of both.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the set is empty.
    #[must_use]
    #[inline]
    pub fn is_none(self) -> bool {
        self.0 == 0
    }

    fn named(name: &str) -> Self {
        match name {
            "determiner" => Self::DETERMINER,
            "subject" => Self::SUBJECT,
            "relative" => Self::RELATIVE,
            "auxiliary" => Self::AUXILIARY,
            "that" => Self::THAT,
            "conjunction" => Self::CONJUNCTION,
            "preposition" => Self::PREPOSITION,
            "adverb" => Self::ADVERB,
            "time" => Self::TIME,
            "hearer" => Self::HEARER,
            "verb" => Self::VERB,
            _ => Self::default(),
        }
    }
}

/// The small words, by word.
#[derive(Debug, Default)]
pub struct ClauseWords {
    by_word: Vec<Grammar>,
}

impl ClauseWords {
    /// The word's classes; none for a word that is not listed.
    #[must_use]
    #[inline]
    pub fn get(&self, word: WordId) -> Grammar {
        self.by_word.get(word.index()).copied().unwrap_or_default()
    }
}

/// Enters the list's words and keeps what it says of each.
pub(crate) fn load(words: &mut Words, lists: &Lists) -> ClauseWords {
    let mut out = ClauseWords::default();
    for [form, classes] in lists.texts("clause_words").flat_map(rows) {
        let word = words.add(form, crate::Classes::NONE);
        let grammar = classes.split(',').map(Grammar::named).fold(Grammar::default(), Grammar::or);
        if out.by_word.len() <= word.index() {
            out.by_word.resize(word.index() + 1, Grammar::default());
        }
        if let Some(slot) = out.by_word.get_mut(word.index()) {
            *slot = slot.or(grammar);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Grammar, load};
    use crate::{Lists, Words, rows::rows};

    #[test]
    fn every_class_is_known_and_the_lists_are_sorted() {
        let lists = Lists::load();
        for list in lists.texts("clause_words") {
            let rows: Vec<[&str; 2]> = rows(list).collect();
            assert!(rows.is_sorted());
            for [word, classes] in &rows {
                let known = classes.split(',').all(|class| !Grammar::named(class).is_none());
                assert!(known, "{word}: {classes}");
            }
        }
        let mut words = Words::default();
        let loaded = load(&mut words, &lists);
        assert!(loaded.get(words.get("who")).any(Grammar::RELATIVE));
    }
}
