//! [`Words`]: every word of every list, once, each with its [`Classes`].
//!
//! One open-addressing hash table, filled once at load. Keys are slices of the
//! lists themselves, so filling allocates nothing per word. A key is the word
//! in lower case with straight apostrophes; an acronym that would clash with an
//! everyday word ("US", "WHO", "IS") is kept in capitals and is met only by a
//! token in capitals.

use crate::Classes;

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
    /// Word numbers by hash, zero where free. Its length is a power of two.
    slots: Vec<u32>,
    /// Words by number; number zero is a placeholder.
    entries: Vec<Entry>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    key: &'static str,
    hash: u32,
    classes: Classes,
}

impl Default for Words {
    fn default() -> Self {
        let nothing = Entry { key: "", hash: 0, classes: Classes::NONE };
        let mut entries = Vec::with_capacity(1 << 14);
        entries.push(nothing);
        Self { slots: vec![0; 1 << 15], entries }
    }
}

/// The hash of a key: FNV-1a, folded to 32 bits.
#[must_use]
#[inline]
pub fn hash(key: &[u8]) -> u32 {
    let mut state = 0xcbf2_9ce4_8422_2325_u64;
    for &byte in key {
        state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    (state ^ (state >> 32)) as u32
}

impl Words {
    /// Adds `classes` to the word, which is entered where it is new.
    pub fn add(&mut self, key: &'static str, classes: Classes) -> WordId {
        if self.entries.len() * 2 > self.slots.len() {
            self.grow();
        }
        let hash = hash(key.as_bytes());
        let found = self.find(key.as_bytes(), hash);
        if let Some(entry) = self.entries.get_mut(found.index())
            && found.is_known()
        {
            entry.classes |= classes;
            return found;
        }
        let id = self.entries.len() as u32;
        self.entries.push(Entry { key, hash, classes });
        self.place(hash, id);
        WordId(id)
    }

    /// The number of a key (lower case, straight apostrophes).
    #[must_use]
    pub fn get(&self, key: &str) -> WordId {
        self.find(key.as_bytes(), hash(key.as_bytes()))
    }

    /// The number of the key with that [`hash`], for who has it already.
    #[must_use]
    #[inline]
    pub fn find(&self, key: &[u8], hash: u32) -> WordId {
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        while let Some(&id) = self.slots.get(slot)
            && id != 0
        {
            if let Some(entry) = self.entries.get(id as usize)
                && entry.hash == hash
                && entry.key.as_bytes() == key
            {
                return WordId(id);
            }
            slot = (slot + 1) & mask;
        }
        WordId::UNKNOWN
    }

    /// The word's classes; none for an unknown word.
    #[must_use]
    #[inline]
    pub fn classes(&self, id: WordId) -> Classes {
        self.entries.get(id.index()).map_or(Classes::NONE, |entry| entry.classes)
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

    fn place(&mut self, hash: u32, id: u32) {
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        while self.slots.get(slot).is_some_and(|&taken| taken != 0) {
            slot = (slot + 1) & mask;
        }
        if let Some(free) = self.slots.get_mut(slot) {
            *free = id;
        }
    }

    fn grow(&mut self) {
        self.slots = vec![0; self.slots.len() * 2];
        for id in 1..self.entries.len() {
            if let Some(hash) = self.entries.get(id).map(|entry| entry.hash) {
                self.place(hash, id as u32);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{WordId, Words};
    use crate::Classes;

    #[test]
    fn a_word_of_two_lists_has_the_classes_of_both() {
        let mut words = Words::default();
        let month = words.add("may", Classes::MONTH);
        let name = words.add("may", Classes::GIVEN);
        assert_eq!(month, name);
        assert_eq!(words.classes(month), Classes::MONTH | Classes::GIVEN);
        assert_eq!(words.get("june"), WordId::UNKNOWN);
        assert_eq!(words.key(month), "may");
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
    }
}
