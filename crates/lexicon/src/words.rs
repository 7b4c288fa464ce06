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
    /// Words by hash. Its length is a power of two.
    slots: Vec<Slot>,
    /// Words by number; number zero is a placeholder.
    entries: Vec<Entry>,
}

/// One place of the table. The whole hash stands beside the number, so that an
/// unknown word is turned away without a look at the entries.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    hash: u32,
    /// The word's number, zero where the slot is free.
    id: u32,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    key: &'static str,
    classes: Classes,
}

impl Default for Words {
    fn default() -> Self {
        let nothing = Entry { key: "", classes: Classes::NONE };
        // The lists hold 29,000 words.
        let mut entries = Vec::with_capacity(1 << 15);
        entries.push(nothing);
        Self { slots: vec![Slot::default(); 1 << 16], entries }
    }
}

/// The hash of a key, byte by byte: FNV-1a, folded to 32 bits.
#[derive(Debug, Clone, Copy)]
pub struct KeyHash(u64);

impl Default for KeyHash {
    #[inline]
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl KeyHash {
    /// Adds the key's next byte.
    #[inline]
    pub fn add(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }

    /// The hash of the bytes added.
    #[must_use]
    #[inline]
    pub fn finish(self) -> u32 {
        (self.0 ^ (self.0 >> 32)) as u32
    }
}

/// The [`KeyHash`] of a whole key.
#[must_use]
#[inline]
pub fn hash(key: &[u8]) -> u32 {
    let mut hash = KeyHash::default();
    for &byte in key {
        hash.add(byte);
    }
    hash.finish()
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
        self.entries.push(Entry { key, classes });
        self.place(Slot { hash, id });
        WordId(id)
    }

    /// The number of a key (lower case, straight apostrophes).
    #[must_use]
    pub fn get(&self, key: &str) -> WordId {
        self.find(key.as_bytes(), hash(key.as_bytes()))
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
        self.find_folded(word.as_bytes(), hash.finish())
    }

    /// The number of the key with that [`hash`], for who has it already.
    #[must_use]
    #[inline]
    pub fn find(&self, key: &[u8], hash: u32) -> WordId {
        self.find_by(hash, |entry| entry == key)
    }

    /// The number of the ASCII word whose key, the word in lower case, has that
    /// [`hash`]: as [`Self::find`], but the key need not be written out.
    #[must_use]
    #[inline]
    pub fn find_folded(&self, word: &[u8], hash: u32) -> WordId {
        self.find_by(hash, |entry| {
            entry.len() == word.len()
                && entry.iter().zip(word).all(|(key, byte)| *key == byte.to_ascii_lowercase())
        })
    }

    #[inline]
    fn find_by(&self, hash: u32, is_key: impl Fn(&[u8]) -> bool) -> WordId {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while let Some(slot) = self.slots.get(at)
            && slot.id != 0
        {
            if slot.hash == hash
                && self.entries.get(slot.id as usize).is_some_and(|e| is_key(e.key.as_bytes()))
            {
                return WordId(slot.id);
            }
            at = (at + 1) & mask;
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

    fn place(&mut self, slot: Slot) {
        let mask = self.slots.len() - 1;
        let mut at = slot.hash as usize & mask;
        while self.slots.get(at).is_some_and(|taken| taken.id != 0) {
            at = (at + 1) & mask;
        }
        if let Some(free) = self.slots.get_mut(at) {
            *free = slot;
        }
    }

    fn grow(&mut self) {
        let doubled = vec![Slot::default(); self.slots.len() * 2];
        for slot in std::mem::replace(&mut self.slots, doubled) {
            if slot.id != 0 {
                self.place(slot);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{WordId, Words, hash};
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
    fn a_word_in_any_case_is_found_by_the_hash_of_its_key() {
        let mut words = Words::default();
        let (may, us) = (words.add("may", Classes::MONTH), words.add("US", Classes::COUNTRY));
        assert_eq!(words.find_folded(b"May", hash(b"may")), may);
        assert_eq!(words.find_folded(b"MAY", hash(b"may")), may);
        assert_eq!(words.find_folded(b"us", hash(b"us")), WordId::UNKNOWN);
        assert_eq!(words.find_folded(b"US", hash(b"US")), WordId::UNKNOWN, "its key is us");
        assert_eq!(words.find(b"US", hash(b"US")), us);
        assert_eq!(words.get_folded("mAy"), may);
        let leap = words.add("août", Classes::MONTH);
        assert_eq!(words.get_folded("AOÛT"), leap);
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
