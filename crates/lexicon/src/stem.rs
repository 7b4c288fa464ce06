//! [`Stemming`]: words without the endings of number and case, so that a list's
//! "election" is met by "elections". Each language's endings are a list,
//! `data/<language>/stems.tsv`; a language without one keeps its words whole.
//!
//! Only inflection is taken away, never derivation: Snowball's stems make one
//! word of "international", "internal" and "intern", or of "organ" and
//! "organisation", which is what a topic list must tell apart. Both the lists
//! and the text pass through the same rules, so a stem needs to be
//! consistent, not a word.

use crate::{
    hash::{KeyHash, number},
    rows::rows,
};

/// A word without its ending: the start of the word, and what is put in the
/// ending's place. Made and told apart without allocating.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stem<'w> {
    start: &'w str,
    end: &'static str,
}

impl<'w> Stem<'w> {
    fn whole(word: &'w str) -> Self {
        Self { start: word, end: "" }
    }

    /// The number of what has the number `before`, and the stem after it.
    /// Equal stems have equal numbers.
    #[must_use]
    #[inline]
    pub fn number(&self, before: u64) -> u64 {
        if self.end.is_empty() {
            return number(before, self.start.as_bytes());
        }
        let mut all = KeyHash::after(before);
        self.start.bytes().chain(self.end.bytes()).for_each(|byte| all.add(byte));
        all.finish()
    }

    /// Whether nothing was cut from `word`, whose stem this is.
    #[must_use]
    #[inline]
    pub fn is_whole(&self, word: &str) -> bool {
        self.start.len() == word.len()
    }
}

/// How the words of one language lose their endings.
#[derive(Debug, Default)]
pub struct Stemming {
    /// Words that stay as they are, packed, in order: whose final "s" is no plural, or
    /// whose plural means something else.
    kept: Vec<u64>,
    /// The rules in the order of the list, those of one last byte together.
    rules: Vec<Rule>,
    /// By last byte: where its rules begin and end; empty where no word of it has an ending.
    by_last: Vec<(u16, u16)>,
}

/// One ending.
#[derive(Debug, Clone, Copy)]
struct Rule {
    /// Its bytes, as [`packed`] has them, and which bytes of a word's are compared.
    ending: u64,
    mask: u64,
    /// How many bytes are cut, and what is put in their place.
    cut: usize,
    put: &'static str,
    /// How many bytes it has, and how many chars must stand before it.
    length: usize,
    least: usize,
}

/// No ending has more bytes, so that endings are compared as numbers.
const LONGEST: usize = 8;

impl Stemming {
    /// Reads a list: an ending, what is put in its place, and how many chars must stand
    /// before it, or "word" for a word that stays whole. Of several endings that fit the
    /// first counts.
    #[must_use]
    pub fn read(list: &'static str) -> Self {
        let mut stemming = Self::default();
        for [ending, put, least] in rows(list) {
            if ending.len() > LONGEST {
                continue;
            }
            if least == "word" {
                stemming.kept.push(packed(ending.as_bytes()));
                continue;
            }
            let same = ending.bytes().zip(put.bytes()).take_while(|(a, b)| a == b).count();
            stemming.rules.push(Rule {
                ending: packed(ending.as_bytes()),
                mask: u64::MAX.checked_shr(8 * (LONGEST - ending.len()) as u32).unwrap_or(0),
                cut: ending.len() - same,
                put: put.get(same..).unwrap_or_default(),
                length: ending.len(),
                least: least.parse().unwrap_or_default(),
            });
        }
        stemming.kept.sort_unstable();
        // A stable sort: the order of the list stays among those that one word may have.
        stemming.rules.sort_by_key(|rule| rule.ending & 0xff);
        stemming.by_last = vec![(0, 0); 256];
        for (at, rule) in stemming.rules.iter().enumerate() {
            if let Some((start, end)) = stemming.by_last.get_mut((rule.ending & 0xff) as usize) {
                if start == end {
                    *start = at as u16;
                }
                *end = at as u16 + 1;
            }
        }
        stemming
    }

    /// The stem of a word (lower case).
    #[must_use]
    #[inline]
    pub fn stem<'w>(&self, word: &'w str) -> Stem<'w> {
        let last = word.as_bytes().last().copied().unwrap_or_default();
        match self.by_last.get(usize::from(last)) {
            Some(&(start, end)) if start < end => self.cut(word, start.into(), end.into()),
            _ => Stem::whole(word),
        }
    }

    fn cut<'w>(&self, word: &'w str, start: usize, end: usize) -> Stem<'w> {
        let bytes = word.as_bytes();
        let tail = match bytes.last_chunk::<LONGEST>() {
            Some(tail) => u64::from_be_bytes(*tail),
            None => packed(bytes),
        };
        let leaves_enough = |rule: &Rule| {
            let start = bytes.len().checked_sub(rule.length).and_then(|at| bytes.get(..at));
            start.is_some_and(|start| {
                let chars = start.iter().filter(|byte| **byte & 0xc0 != 0x80);
                start.len() >= rule.least && chars.take(rule.least).count() == rule.least
            })
        };
        let mut rules = self.rules.get(start..end).unwrap_or_default().iter();
        let rule = rules.find(|rule| tail & rule.mask == rule.ending && leaves_enough(rule));
        let is_kept = || bytes.len() <= LONGEST && self.kept.binary_search(&tail).is_ok();
        let Some(rule) = rule.filter(|_| !is_kept()) else { return Stem::whole(word) };
        let start = bytes.len().checked_sub(rule.cut).and_then(|at| word.get(..at));
        Stem { start: start.unwrap_or(word), end: rule.put }
    }
}

/// The bytes of a word of up to eight, as one number; the last byte is the lowest.
fn packed(word: &[u8]) -> u64 {
    word.iter().fold(0, |packed, byte| packed << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, Stemming};
    use crate::{
        Language, Lists,
        hash::{EMPTY, number},
        rows::rows,
    };

    fn stemming(language: Language) -> Stemming {
        let lists = Lists::load();
        let list = lists.by_language("stems").find(|(owner, _)| *owner == language).unwrap().1;
        Stemming::read(list.text())
    }

    fn check(language: Language, cases: &[(&str, &str)]) {
        let stemming = stemming(language);
        for (word, want) in cases {
            let found = stemming.stem(word);
            assert_eq!(format!("{}{}", found.start, found.end), *want, "{word}");
            assert_eq!(found.number(EMPTY), number(EMPTY, want.as_bytes()), "{word}");
            assert_eq!(found.is_whole(word), word == want, "{word}");
        }
    }

    #[test]
    fn english_loses_its_plural() {
        check(
            Language::ENGLISH,
            &[
                ("elections", "election"),
                ("countries", "country"),
                ("ties", "tie"),
                ("businesses", "business"),
                ("churches", "church"),
                ("women", "woman"),
                ("virus", "virus"),
                ("crisis", "crisis"),
                ("aids", "aids"),
                ("raids", "raid"),
                ("us", "us"),
                ("heroes", "hero"),
                ("shoes", "shoe"),
                ("boxes", "box"),
                ("men", "men"),
                ("gas", "gas"),
            ],
        );
    }

    #[test]
    fn others_lose_their_endings() {
        check(Language::GERMAN, &[("wahlen", "wahl"), ("wahl", "wahl"), ("see", "see")]);
        check(Language::FRENCH, &[("élections", "élection"), ("travaux", "traval")]);
        check(Language::SPANISH, &[("elecciones", "eleccion"), ("votos", "vot")]);
        check(Language::RUSSIAN, &[("выборах", "выбор"), ("выборы", "выбор"), ("имя", "имя")]);
    }

    #[test]
    fn a_language_without_a_list_keeps_its_words() {
        let none = Stemming::default();
        assert!(none.stem("wahlen").is_whole("wahlen") && none.stem("").is_whole(""));
    }

    #[test]
    fn the_first_ending_that_leaves_enough_counts() {
        let stemming = Stemming::read("ens\t\t3\nns\tn\t1\ngas\t\tword\n");
        let stem = |word| stemming.stem(word).number(EMPTY);
        assert_eq!(stem("hafens"), number(EMPTY, b"haf"));
        assert_eq!(stem("pens"), number(EMPTY, b"pen"));
        assert_eq!(stem("gas"), number(EMPTY, b"gas"));
    }

    #[test]
    fn the_number_of_a_word_is_that_of_the_phrase_lists() {
        assert_eq!(number(EMPTY, b"parliament"), crate::phrase::hash("parliament"));
    }

    #[test]
    fn every_row_is_read() {
        for (language, list) in Lists::load().by_language("stems") {
            for [ending, put, least] in rows(list.text()) {
                let short = (1..=LONGEST).contains(&ending.len());
                let known = least == "word" && put.is_empty() || least.parse::<usize>().is_ok();
                assert!(short && known, "{language}: {ending} {put} {least}");
            }
        }
    }
}
