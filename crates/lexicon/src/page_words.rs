//! Words that a page uses of itself more than an article does: of its offers,
//! its pictures, its rules, its writers. One of them says nothing, several in
//! one line do.

use crate::{
    Lists,
    phrase::{Filter, Table, hash},
    rows,
};

/// What the words speak of, in the order of their bytes.
pub const KINDS: [&str; 6] = ["offer", "writer", "rule", "picture", "teaser", "call"];

/// The kinds of each word.
#[derive(Debug, Default)]
pub struct PageWords {
    kinds: Table<u64>,
    /// Most words are not listed.
    listed: Filter,
}

impl PageWords {
    /// Reads the lists.
    #[must_use]
    pub(crate) fn load(lists: &Lists) -> Self {
        let mut words = Self::default();
        for [name, word] in lists.texts("page_words").flat_map(rows::words) {
            let Some(kind) = KINDS.iter().position(|known| *known == name) else { continue };
            let word = hash(word);
            *words.kinds.entry(word).or_default() |= 1 << (8 * kind);
            words.listed.insert(word);
        }
        words
    }

    /// A one in the byte of each kind of the word with this number, in the order of
    /// [`KINDS`]: added up over up to 255 words, the bytes say how many have the kind.
    #[must_use]
    #[inline]
    pub fn kinds(&self, word: u64) -> u64 {
        if !self.listed.may_have(word) {
            return 0;
        }
        self.kinds.get(&word).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{KINDS, PageWords};
    use crate::{Lists, phrase::hash, rows};

    #[test]
    fn every_row_is_read() {
        for list in Lists::load().texts("page_words") {
            let strays: Vec<[&str; 2]> = rows::words(list)
                .filter(|[kind, word]| {
                    !KINDS.contains(kind) || crate::phrase::words(word).count() != 1
                })
                .collect();
            assert!(strays.is_empty(), "{strays:?}");
            assert!(list.lines().is_sorted(), "the lists are kept sorted");
        }
    }

    #[test]
    fn words_have_their_kinds() {
        let words = PageWords::load(&Lists::load());
        assert_eq!(words.kinds(hash("newsletter")), 1);
        assert_eq!(words.kinds(hash("korrespondentin")), 1 << 8);
        assert_eq!(words.kinds(hash("harbour")), 0);
    }
}
