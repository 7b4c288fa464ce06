//! [`Words`]: every word of every list, once, each with its [`Classes`].
//!
//! One open-addressing hash table, filled once at load. Keys are slices of the
//! lists themselves, so filling allocates nothing per word. A key is the word
//! in lower case with straight apostrophes; an acronym that would clash with an
//! everyday word ("US", "WHO", "IS") is kept in capitals and is met only by a
//! token in capitals.
//!
//! A word is known by its hash alone, and its classes stand beside it: each word
//! of a text costs one look into memory. The part of the hash that is compared has
//! 32 bits beyond those that choose the place, so that an unknown word is taken for
//! a listed one once in some billion.

use crate::{
    Classes,
    hash::{KeyHash, hash},
};

/// A word's number. Zero is every word that no list knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct WordId(u32);

impl WordId {
    /// The number of every word that no list knows.
    pub const UNKNOWN: Self = Self(0);

    /// Whether some list knows the word.
    #[must_use]
    #[inline]
    pub fn is_known(self) -> bool {
        self.0 != 0
    }

    /// The number, for tables by word; known words count from 1 without gaps.
    #[must_use]
    #[inline]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The table of words.
#[derive(Debug)]
pub struct Words {
    /// Words by hash. Its length is a power of two, and less than 2³².
    slots: Vec<Slot>,
    /// Words by number; number zero is a placeholder.
    entries: Vec<Entry>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    /// The upper half of the hash; the lower half chooses the place.
    check: u32,
    /// The word's number, zero where the slot is free.
    id: u32,
    classes: Classes,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    key: &'static str,
    /// Where its slot is.
    slot: u32,
}

impl Default for Words {
    fn default() -> Self {
        // The lists hold 29,000 words.
        let mut entries = Vec::with_capacity(1 << 15);
        // No word has number zero, and a slot beyond the table no classes.
        entries.push(Entry { key: "", slot: u32::MAX });
        Self { slots: vec![Slot::default(); 1 << 16], entries }
    }
}

impl Words {
    /// Adds `classes` to the word, which is entered where it is new and counts as listed
    /// from now on.
    pub fn add(&mut self, key: &'static str, classes: Classes) -> WordId {
        self.put(key, classes | Classes::LISTED)
    }

    /// The number of a word that a rule asks for: entered where it is new, but not
    /// listed, so that a name that is spelled like it stays a name that no list knows.
    pub fn enter(&mut self, key: &'static str) -> WordId {
        self.put(key, Classes::NONE)
    }

    fn put(&mut self, key: &'static str, classes: Classes) -> WordId {
        if self.entries.len() * 2 > self.slots.len() {
            self.grow();
        }
        let hash = hash(key.as_bytes());
        let at = self.place(hash);
        let Some(slot) = self.slots.get_mut(at) else { return WordId::UNKNOWN };
        if slot.id == 0 {
            *slot = Slot { check: check(hash), id: self.entries.len() as u32, classes };
            self.entries.push(Entry { key, slot: at as u32 });
        } else {
            slot.classes |= classes;
        }
        WordId(slot.id)
    }

    /// The number of a key (lower case, straight apostrophes).
    #[must_use]
    pub fn get(&self, key: &str) -> WordId {
        self.find(hash(key.as_bytes())).0
    }

    /// The number of `word` in lower case.
    #[must_use]
    pub fn get_folded(&self, word: &str) -> WordId {
        if !word.is_ascii() {
            return self.get(&word.to_lowercase());
        }
        let mut hash = KeyHash::default();
        for byte in word.bytes() {
            hash.add(byte.to_ascii_lowercase());
        }
        self.find(hash.finish()).0
    }

    /// The number and the classes of the key with that [`hash`].
    #[must_use]
    #[inline]
    pub fn find(&self, hash: u64) -> (WordId, Classes) {
        let slot = self.slots.get(self.place(hash)).copied().unwrap_or_default();
        (WordId(slot.id), slot.classes)
    }

    /// Where the key with that hash stands, or else could.
    #[inline]
    fn place(&self, hash: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while let Some(slot) = self.slots.get(at)
            && slot.id != 0
            && slot.check != check(hash)
        {
            at = (at + 1) & mask;
        }
        at
    }

    /// The word's classes; none for an unknown word.
    #[must_use]
    pub fn classes(&self, id: WordId) -> Classes {
        let slot = self.entries.get(id.index()).and_then(|e| self.slots.get(e.slot as usize));
        slot.map_or(Classes::NONE, |slot| slot.classes)
    }

    /// The word itself; empty for an unknown word.
    #[must_use]
    pub fn key(&self, id: WordId) -> &'static str {
        self.entries.get(id.index()).map_or("", |entry| entry.key)
    }

    /// How many words are known.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len() - 1
    }

    /// Whether no word is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn grow(&mut self) {
        let doubled = vec![Slot::default(); self.slots.len() * 2];
        let old = std::mem::replace(&mut self.slots, doubled);
        for at in 1..self.entries.len() {
            let Some(entry) = self.entries.get(at).copied() else { continue };
            let new = self.place(hash(entry.key.as_bytes()));
            let slot = old.get(entry.slot as usize).copied();
            if let (Some(slot), Some(free)) = (slot, self.slots.get_mut(new)) {
                *free = slot;
            }
            if let Some(entry) = self.entries.get_mut(at) {
                entry.slot = new as u32;
            }
        }
    }
}

/// The part of a hash that its slot keeps.
#[inline]
fn check(hash: u64) -> u32 {
    (hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::{WordId, Words};
    use crate::{Classes, hash::hash};

    #[test]
    fn a_word_of_two_lists_has_the_classes_of_both() {
        let mut words = Words::default();
        let month = words.add("may", Classes::MONTH);
        let name = words.add("may", Classes::GIVEN);
        assert_eq!(month, name);
        assert_eq!(words.classes(month), Classes::MONTH | Classes::GIVEN | Classes::LISTED);
        assert_eq!(words.get("june"), WordId::UNKNOWN);
        assert_eq!(words.key(month), "may");
    }

    #[test]
    fn a_word_is_found_by_the_hash_of_its_key() {
        let mut words = Words::default();
        let (may, us) = (words.add("may", Classes::MONTH), words.add("US", Classes::COUNTRY));
        assert_eq!(words.find(hash(b"may")), (may, Classes::MONTH | Classes::LISTED));
        assert_eq!(words.find(hash(b"us")), (WordId::UNKNOWN, Classes::NONE));
        assert_eq!(words.find(hash(b"US")), (us, Classes::COUNTRY | Classes::LISTED));
        assert_eq!(words.get_folded("mAy"), may);
        assert_eq!(words.classes(WordId::UNKNOWN), Classes::NONE);
        let leap = words.add("août", Classes::MONTH);
        assert_eq!(words.get_folded("AOÛT"), leap);
    }

    /// Two words of one hash would be one word.
    #[test]
    fn no_two_words_of_the_lists_have_one_hash() {
        let words = crate::Lexicon::of(&crate::Lists::load()).words;
        assert!(words.len() > 20_000);
        let hashes: std::collections::HashSet<u64> =
            words.entries.iter().skip(1).map(|entry| hash(entry.key.as_bytes())).collect();
        assert_eq!(hashes.len(), words.len());
        assert!(words.entries.iter().skip(1).all(|e| words.key(words.get(e.key)) == e.key));
    }

    #[test]
    fn growing_loses_nothing() {
        let mut words = Words::default();
        let keys: Vec<&'static str> =
            (0..40_000).map(|n| &*Box::leak(format!("w{n}").into_boxed_str())).collect();
        for key in &keys {
            words.add(key, Classes::COMMON);
        }
        assert_eq!(words.len(), keys.len());
        assert!(keys.iter().all(|key| words.key(words.get(key)) == *key));
        let common = Classes::COMMON | Classes::LISTED;
        assert!(keys.iter().all(|key| words.classes(words.get(key)) == common));
    }
}
