//! [`Phrases`]: names and phrases of one or more words, found from their first.

use crate::{Classes, WordId, Words};

/// Phrases by first word, the longest first, each with a value.
#[derive(Debug)]
pub struct Phrases<T> {
    list: Vec<Phrase<T>>,
    /// The words after the first of all phrases.
    rest: Vec<WordId>,
    /// By word: the longest phrase that it opens, as a place in `list` plus one;
    /// zero for none.
    longest: Vec<u32>,
}

#[derive(Debug, Clone, Copy)]
struct Phrase<T> {
    /// Its words after the first, as a range of `rest`.
    rest: (u32, u32),
    /// The next phrase of the same first word, no longer than this one: as in `longest`.
    next: u32,
    value: T,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { list: Vec::new(), rest: Vec::new(), longest: Vec::new() }
    }
}

impl<T: Copy> Phrases<T> {
    /// Enters a phrase: its words get [`Classes::IN_PHRASE`] on the first one.
    /// A phrase of one word also gets `alone`. Of two equal phrases the first
    /// entered wins.
    pub(crate) fn add(
        &mut self,
        words: &mut Words,
        phrase: &'static str,
        alone: Classes,
        value: T,
    ) {
        // Most names are one word, and their own key.
        if !phrase.bytes().any(|byte| matches!(byte, b' ' | b'.' | b'\'')) {
            if !phrase.is_empty() {
                let first = words.add(phrase, Classes::IN_PHRASE | alone);
                let end = self.rest.len() as u32;
                self.enter(first, (end, end), value);
            }
            return;
        }
        let mut parts = phrase
            .split(' ')
            .map(without_stop)
            .flat_map(split_possessive)
            .filter(|part| !part.is_empty());
        let Some(first) = parts.next() else { return };
        let first = words.add(first, Classes::IN_PHRASE);
        let start = self.rest.len() as u32;
        self.rest.extend(parts.map(|part| words.add(part, Classes::NONE)));
        let rest = (start, self.rest.len() as u32);
        if rest.0 == rest.1 {
            let key = words.key(first);
            words.add(key, alone);
        }
        self.enter(first, rest, value);
    }

    /// Puts a phrase behind those of its first word that are not shorter.
    fn enter(&mut self, first: WordId, rest: (u32, u32), value: T) {
        let words = rest.1 - rest.0;
        if self.longest.len() <= first.index() {
            self.longest.resize(first.index() + 1, 0);
        }
        let mut before = None;
        let mut next = self.longest.get(first.index()).copied().unwrap_or_default();
        while let Some(at) = (next as usize).checked_sub(1)
            && let Some(phrase) = self.list.get(at)
            && phrase.rest.1 - phrase.rest.0 >= words
        {
            before = Some(at);
            next = phrase.next;
        }
        self.list.push(Phrase { rest, next, value });
        let place = self.list.len() as u32;
        match before.and_then(|at| self.list.get_mut(at)) {
            Some(phrase) => phrase.next = place,
            None => {
                if let Some(longest) = self.longest.get_mut(first.index()) {
                    *longest = place;
                }
            }
        }
    }

    /// The longest phrase that starts with `first`, where `at(n)` is the word
    /// `n` places after it: how many words it has, and its value.
    #[must_use]
    pub fn longest(&self, first: WordId, at: impl Fn(usize) -> WordId) -> Option<(usize, T)> {
        let mut place = *self.longest.get(first.index())?;
        while let Some(phrase) = self.list.get((place as usize).checked_sub(1)?) {
            let rest = self.rest.get(phrase.rest.0 as usize..phrase.rest.1 as usize)?;
            if rest.iter().enumerate().all(|(n, &word)| at(n + 1) == word) {
                return Some((rest.len() + 1, phrase.value));
            }
            place = phrase.next;
        }
        None
    }
}

/// The key of an abbreviation has no full stop ("st"), that of a dotted
/// acronym keeps its own ("u.s.").
fn without_stop(word: &'static str) -> &'static str {
    match word.strip_suffix('.') {
        Some(abbreviation) if !abbreviation.contains('.') => abbreviation,
        _ => word,
    }
}

/// The splitter makes "'s" a token of its own, so a phrase holds it as one.
fn split_possessive(word: &'static str) -> impl Iterator<Item = &'static str> {
    let (name, suffix) = match word.strip_suffix("'s") {
        Some(name) => (name, word.get(name.len()..).unwrap_or_default()),
        None => (word, ""),
    };
    [name, suffix].into_iter()
}

#[cfg(test)]
mod tests {
    use super::Phrases;
    use crate::{Classes, WordId, Words};

    #[test]
    fn the_longest_phrase_wins() {
        let (mut words, mut phrases) = (Words::default(), Phrases::default());
        let entered =
            ["north sea", "north", "people's north sea army", "north sea", "north sea oil"];
        for (value, phrase) in entered.into_iter().enumerate() {
            phrases.add(&mut words, phrase, Classes::REGION, value);
        }
        let find = |text: &str| {
            let text: Vec<WordId> = text.split(' ').map(|w| words.get(w)).collect();
            phrases.longest(text[0], |n| text.get(n).copied().unwrap_or_default())
        };
        assert_eq!(find("north sea oil"), Some((3, 4)));
        assert_eq!(find("north sea ice"), Some((2, 0)), "the first entered of two");
        assert_eq!(find("north pole"), Some((1, 1)));
        assert_eq!(find("people 's north sea army"), Some((5, 2)));
        assert_eq!(find("sea north"), None);
        assert!(words.classes(words.get("north")).has(Classes::REGION));
    }
}
