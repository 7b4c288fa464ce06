//! Function words: the small words that sentences are held together by. They
//! tell a sentence from a menu, and one language from another.

use crate::{
    packed::unpack,
    phrase::{Filter, Table, hash},
    rows::packed,
};

const WORDS: &[u8] = packed!("function_words.tsv");
const MONTHS: &[u8] = packed!("months.tsv");

/// The languages whose function words are known, BCP 47; a bit each, in this order.
pub const LANGUAGES: [&str; 18] = [
    "en", "de", "fr", "es", "it", "pt", "ru", "nl", "sv", "da", "no", "pl", "cs", "tr", "ro", "hu",
    "fi", "uk",
];

/// Function words and month names.
#[derive(Debug, Default)]
pub struct FunctionWords {
    words: Table<Facts>,
    /// Most words of a text are in no list.
    listed: Filter,
}

/// What is known of one listed word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Facts {
    /// The languages in which it is a function word, a bit each as in [`LANGUAGES`].
    pub languages: u32,
    /// Whom it stands for, where it is a pronoun of the speaker or the reader.
    pub person: Option<Person>,
    /// The month that it names, 1 to 12.
    pub month: Option<u8>,
}

/// Whom a pronoun stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Person {
    /// The speaker: "I", "we", "our".
    First,
    /// The reader: "you", "your".
    Second,
}

/// Pronouns of the speaker in the languages of the phrase list.
const FIRST: &str = "i me my we us our ours im ive weve ich mir mich mein meine wir uns unser \
    unsere je moi mon mes nous notre nos yo mí nosotros nuestro nuestra io noi mio nostro nostra eu meu \
    minha nós nosso nossa я мне меня мой мы нас нам наш";

/// Pronouns of the reader, as far as they are not another word as well.
const SECOND: &str = "you your yours youre youll youve du dich dir dein deine euch vous votre vos \
    usted ustedes tus tuo tua vostro vostra você vocês вы вам вас ваш ваша ваше ваши";

impl FunctionWords {
    /// Reads the lists compiled into this crate.
    #[must_use]
    pub fn load() -> Self {
        let mut lists = Self::default();
        for (word, languages) in rows(&unpack(WORDS)) {
            let mask = languages.split(',').filter_map(language_bit).fold(0, |m, bit| m | bit);
            lists.entry(word).languages = mask;
        }
        for (list, person) in [(FIRST, Person::First), (SECOND, Person::Second)] {
            for word in list.split_whitespace() {
                lists.entry(word).person = Some(person);
            }
        }
        for (name, cells) in rows(&unpack(MONTHS)) {
            if let Some(month) = cells.split('\t').next().and_then(|n| n.parse().ok()) {
                lists.entry(name).month = Some(month);
            }
        }
        lists
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

    /// The languages in which this word is a function word, a bit each as in [`LANGUAGES`].
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

/// The bit of a language in [`LANGUAGES`].
#[must_use]
pub fn language_bit(language: &str) -> Option<u32> {
    LANGUAGES.iter().position(|l| *l == language).map(|at| 1 << at)
}

fn rows(list: &str) -> impl Iterator<Item = (&str, &str)> {
    list.lines().filter(|row| !row.starts_with('#')).filter_map(|row| row.split_once('\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_two_languages_has_two_bits() {
        let lists = FunctionWords::load();
        let mask = lists.languages(hash("der"));
        assert_eq!(mask & language_bit("de").unwrap(), 1 << 1);
        assert_eq!(lists.languages(hash("parliament")), 0);
        assert_eq!(lists.month(hash("März")), Some(3));
    }

    #[test]
    fn lists_are_sorted_and_known() {
        for (word, languages) in rows(&unpack(WORDS)) {
            assert!(languages.split(',').all(|l| language_bit(l).is_some()), "{word}");
        }
        assert!(rows(&unpack(WORDS)).map(|r| r.0).is_sorted());
        assert!(rows(&unpack(MONTHS)).is_sorted());
    }
}
