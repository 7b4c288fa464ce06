//! Function words: the small words that sentences are held together by. They
//! tell a sentence from a menu, and one language from another.

use crate::{
    Language, Lists,
    phrase::{Filter, Table, hash},
    rows::rows,
};

/// So many languages can be told apart by their function words at most: a count each is
/// kept of every line of a page.
pub const MOST: usize = 24;

/// A language's place among those whose function words are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Told(u8);

impl Told {
    /// The place, below [`MOST`], for tables by language.
    #[must_use]
    #[inline]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// Its bit in [`Facts::languages`].
    #[must_use]
    pub fn bit(self) -> u32 {
        1 << self.0
    }
}

/// Function words and month names.
#[derive(Debug, Default)]
pub struct FunctionWords {
    languages: Vec<Language>,
    words: Table<Facts>,
    /// Most words of a text are in no list.
    listed: Filter,
}

/// What is known of one listed word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Facts {
    /// The languages in which it is a function word, a bit each ([`Told::bit`]).
    pub languages: u32,
    /// Whom it stands for, where it is a pronoun of the speaker or the reader.
    pub person: Option<Person>,
    /// The month that it names, 1 to 12.
    pub month: Option<u8>,
    /// Whether it leads to who took a picture ("by").
    pub credits: bool,
}

/// Whom a pronoun stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Person {
    /// The speaker: "I", "we", "our".
    First,
    /// The reader: "you", "your".
    Second,
}

impl FunctionWords {
    /// Reads the lists of function words, of what else each line is asked for, and of months.
    #[must_use]
    pub(crate) fn load(lists: &Lists) -> Self {
        let mut all = Self::default();
        for (at, (language, list)) in lists.by_language("function_words").take(MOST).enumerate() {
            let place = Told(at as u8);
            all.languages.push(language);
            for [word] in rows(&list.unpacked()) {
                all.entry(word).languages |= place.bit();
            }
        }
        for (_, list) in lists.by_language("line_words") {
            for [word, kind] in rows(&list.unpacked()) {
                let facts = all.entry(word);
                facts.credits |= kind == CREDIT;
                facts.person = person_named(kind).or(facts.person);
            }
        }
        for (_, list) in lists.by_language("months") {
            for [name, month] in rows(&list.unpacked()) {
                all.entry(name).month = month.parse().ok();
            }
        }
        all
    }

    /// The languages whose function words are known, by [`Told::index`]: the commonest first.
    #[must_use]
    pub fn known(&self) -> &[Language] {
        &self.languages
    }

    /// A language's place among them.
    #[must_use]
    pub fn told(&self, language: Language) -> Option<Told> {
        let at = self.languages.iter().position(|known| *known == language)?;
        Some(Told(at as u8))
    }

    fn entry(&mut self, word: &str) -> &mut Facts {
        let number = hash(word);
        self.listed.insert(number);
        self.words.entry(number).or_default()
    }

    /// What the lists say of a word.
    #[must_use]
    #[inline]
    pub fn facts(&self, word: u64) -> Facts {
        if !self.listed.may_have(word) {
            return Facts::default();
        }
        self.words.get(&word).copied().unwrap_or_default()
    }

    /// The languages in which this word is a function word, a bit each ([`Told::bit`]).
    #[must_use]
    #[inline]
    pub fn languages(&self, word: u64) -> u32 {
        self.facts(word).languages
    }

    /// Whom this word stands for, where it is a pronoun of the speaker or the reader.
    #[must_use]
    pub fn person(&self, word: u64) -> Option<Person> {
        self.facts(word).person
    }

    /// The month that this word names, 1 to 12.
    #[must_use]
    pub fn month(&self, word: u64) -> Option<u8> {
        self.facts(word).month
    }
}

/// How the list of line words names a preposition before who took a picture.
const CREDIT: &str = "credit";

fn person_named(name: &str) -> Option<Person> {
    match name {
        "first" => Some(Person::First),
        "second" => Some(Person::Second),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_two_languages_has_two_bits() {
        let lists = FunctionWords::load(&Lists::load());
        let bit = |language| lists.told(language).unwrap().bit();
        let both = bit(Language::ENGLISH) | bit(Language::GERMAN);
        assert_eq!(lists.languages(hash("in")) & both, both);
        assert_eq!(lists.languages(hash("der")) & both, bit(Language::GERMAN));
        assert_eq!(lists.languages(hash("parliament")), 0);
        assert_eq!(lists.month(hash("März")), Some(3));
        assert_eq!(lists.person(hash("unsere")), Some(Person::First));
    }

    #[test]
    fn lists_are_sorted_and_none_is_left_out() {
        let lists = Lists::load();
        assert!(lists.by_language("function_words").count() <= MOST);
        for name in ["function_words", "line_words", "months"] {
            for list in lists.texts(name) {
                assert!(rows::<2>(list).is_sorted(), "{name}: {list}");
            }
        }
        let mut kinds = lists.texts("line_words").flat_map(rows).map(|[_, kind]| kind);
        assert!(kinds.all(|kind| kind == CREDIT || person_named(kind).is_some()));
    }
}
