//! [`Phrases`]: names and phrases of one or more words, found from their first.

use crate::{Classes, WordId, Words};

/// Phrases by first word, the longest first, each with a value.
#[derive(Debug)]
pub struct Phrases<T> {
    /// By first word, then longest first.
    list: Vec<Phrase<T>>,
    /// The words after the first of all phrases.
    rest: Vec<WordId>,
    /// By word: where its phrases start in `list`, plus one; zero for none.
    starts: Vec<u32>,
}

#[derive(Debug, Clone, Copy)]
struct Phrase<T> {
    first: WordId,
    rest: (u32, u32),
    value: T,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { list: Vec::new(), rest: Vec::new(), starts: Vec::new() }
    }
}

impl<T: Copy> Phrases<T> {
    /// Enters a phrase: its words get [`Classes::IN_PHRASE`] on the first one.
    /// A phrase of one word also gets `alone`. Call [`Self::finish`] after the last.
    pub(crate) fn add(
        &mut self,
        words: &mut Words,
        phrase: &'static str,
        alone: Classes,
        value: T,
    ) {
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
        self.list.push(Phrase { first, rest, value });
    }

    /// Makes the phrases findable. Of two equal phrases the first entered wins.
    pub(crate) fn finish(&mut self) {
        self.list.sort_by_key(|p| (p.first, u32::MAX - (p.rest.1 - p.rest.0)));
        for (at, phrase) in self.list.iter().enumerate() {
            let word = phrase.first.index();
            if self.starts.len() <= word {
                self.starts.resize(word + 1, 0);
            }
            if let Some(start) = self.starts.get_mut(word)
                && *start == 0
            {
                *start = at as u32 + 1;
            }
        }
    }

    /// The longest phrase that starts with `first`, where `at(n)` is the word
    /// `n` places after it: how many words it has, and its value.
    #[must_use]
    pub fn longest(&self, first: WordId, at: impl Fn(usize) -> WordId) -> Option<(usize, T)> {
        let start = (*self.starts.get(first.index())?).checked_sub(1)?;
        let phrases = self.list.get(start as usize..)?.iter().take_while(|p| p.first == first);
        for phrase in phrases {
            let rest = self.rest.get(phrase.rest.0 as usize..phrase.rest.1 as usize)?;
            if rest.iter().enumerate().all(|(n, &word)| at(n + 1) == word) {
                return Some((rest.len() + 1, phrase.value));
            }
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
        for (value, phrase) in
            ["north sea", "north", "people's north sea army"].into_iter().enumerate()
        {
            phrases.add(&mut words, phrase, Classes::REGION, value);
        }
        phrases.finish();
        let find = |text: &str| {
            let text: Vec<WordId> = text.split(' ').map(|w| words.get(w)).collect();
            phrases.longest(text[0], |n| text.get(n).copied().unwrap_or_default())
        };
        assert_eq!(find("north sea oil"), Some((2, 0)));
        assert_eq!(find("north pole"), Some((1, 1)));
        assert_eq!(find("people 's north sea army"), Some((5, 2)));
        assert_eq!(find("sea north"), None);
        assert!(words.classes(words.get("north")).has(Classes::REGION));
    }
}
