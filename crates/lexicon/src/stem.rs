//! [`stem`]: a word without the endings of number and case, so that a list's
//! "election" is met by "elections".
//!
//! Only inflection is taken away, never derivation: Snowball's stems make one
//! word of "international", "internal" and "intern", or of "organ" and
//! "organisation", which is what a topic list must tell apart. Both the lists
//! and the text pass through the same function, so a stem needs to be
//! consistent, not a word.

use crate::{
    Language,
    hash::{KeyHash, number},
};

/// Words whose final "s" is no plural, or whose plural means something else.
const KEPT: &[&str] = &[
    "aids", "arms", "backs", "barracks", "commons", "customs", "doubles", "expos", "futures",
    "gas", "goods", "greens", "has", "hearts", "his", "lens", "lords", "majors", "mars", "means",
    "mets", "minutes", "nets", "news", "overs", "peers", "plus", "remains", "sales", "sears",
    "sets", "singles", "species", "spurs", "states", "suns", "texas", "this", "times", "titans",
    "wales", "was", "yes",
];

/// Endings that are cut, longest first. English has rules of its own.
struct Endings {
    list: &'static [&'static str],
    /// The last byte of each, which tells most of them from a word's end.
    lasts: &'static [u8],
}

macro_rules! endings {
    ($name:ident = $list:expr) => {
        const $name: Endings = {
            const LIST: &[&str] = &$list;
            Endings { list: LIST, lasts: &lasts::<{ LIST.len() }>(LIST) }
        };
    };
}

endings!(GERMAN = ["ern", "en", "em", "er", "es", "e", "n", "s"]);
endings!(SPANISH = ["es", "os", "as", "s", "o", "a", "e"]);
endings!(PORTUGUESE = ["es", "os", "as", "s", "o", "a", "e"]);
endings!(ITALIAN = ["i", "e", "o", "a"]);
endings!(FRENCH = ["es", "s", "x", "e"]);
endings!(
    RUSSIAN = [
        "иями", "ями", "ами", "иях", "ией", "ого", "его", "ому", "ему", "ыми", "ими", "ях", "ах",
        "ов", "ев", "ей", "ой", "ий", "ый", "ая", "яя", "ое", "ее", "ые", "ие", "ых", "их", "ую",
        "юю", "ым", "им", "ом", "ем", "ам", "ям", "ию", "ия", "ии", "ью", "а", "я", "о", "е", "ы",
        "и", "у", "ю", "ь", "й",
    ]
);

const fn lasts<const N: usize>(list: &[&str]) -> [u8; N] {
    let mut lasts = [0; N];
    let mut at = 0;
    while at < N {
        let bytes = list[at].as_bytes();
        lasts[at] = bytes[bytes.len() - 1];
        at += 1;
    }
    lasts
}

/// Fewer chars than this are never left behind.
const SHORTEST: usize = 3;

/// A word without its ending: the start of the word, and what is put in the
/// ending's place. Made and told apart without allocating.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stem<'w> {
    start: &'w str,
    end: &'static str,
}

impl Stem<'_> {
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

/// The stem of a word (lower case).
#[must_use]
#[inline]
pub fn stem(word: &str, language: Language) -> Stem<'_> {
    match (language, word.as_bytes().last()) {
        (Language::ENGLISH, Some(b's' | b'n')) => english(word),
        (Language::ENGLISH, _) => Stem { start: word, end: "" },
        _ => other(word, language),
    }
}

fn other(word: &str, language: Language) -> Stem<'_> {
    let start = match language {
        Language::FRENCH => {
            // "travaux", "travail"; "internationaux", "international".
            if let Some(start) = word.strip_suffix("aux").filter(|start| start.len() > 2) {
                return Stem { start, end: "al" };
            }
            cut(word, &FRENCH)
        }
        Language::GERMAN => cut(word, &GERMAN),
        Language::SPANISH => cut(word, &SPANISH),
        Language::PORTUGUESE => cut(word, &PORTUGUESE),
        Language::ITALIAN => cut(word, &ITALIAN),
        Language::RUSSIAN => cut(word, &RUSSIAN),
        _ => word,
    };
    Stem { start, end: "" }
}

fn cut<'w>(word: &'w str, endings: &Endings) -> &'w str {
    let Some(&last) = word.as_bytes().last() else { return word };
    let of_last = endings.lasts.iter().zip(endings.list).filter(|(own, _)| **own == last);
    of_last
        .filter_map(|(_, ending)| word.strip_suffix(ending))
        .find(|start| start.chars().take(SHORTEST).count() == SHORTEST)
        .unwrap_or(word)
}

/// The bytes of a word of up to eight, as one number.
const fn packed(word: &str) -> u64 {
    let mut packed = 0;
    let mut rest = word.as_bytes();
    while let [byte, more @ ..] = rest {
        packed = packed << 8 | *byte as u64;
        rest = more;
    }
    packed
}

/// [`KEPT`], packed, so that no string is compared.
static KEPT_PACKED: [u64; KEPT.len()] = {
    let mut all = [0; KEPT.len()];
    let mut at = 0;
    while at < KEPT.len() {
        all[at] = packed(KEPT[at]);
        at += 1;
    }
    all
};

fn is_kept(word: &str) -> bool {
    word.len() <= 8 && KEPT_PACKED.contains(&packed(word))
}

/// The stem of an English word that ends in "s" or "n".
fn english(word: &str) -> Stem<'_> {
    let (cut, end) = match word.as_bytes() {
        [_, _, .., b'm', b'e', b'n'] => (3, "man"),
        [.., b's' | b'u' | b'i', b's'] => (0, ""),
        [_, _, _, .., b's'] if is_kept(word) => (0, ""),
        [_, _, .., b'i', b'e', b's'] => (3, "y"),
        [.., b's', b's', b'e', b's']
        | [.., b'c' | b's', b'h', b'e', b's']
        | [_, .., b'x' | b'z', b'e', b's']
        | [_, _, _, .., b'o', b'e', b's'] => (2, ""),
        [_, _, _, .., b's'] => (1, ""),
        _ => (0, ""),
    };
    Stem { start: word.get(..word.len() - cut).unwrap_or(word), end }
}

#[cfg(test)]
mod tests {
    use super::{KEPT, stem};
    use crate::{
        Language,
        hash::{EMPTY, number},
    };

    fn check(language: Language, cases: &[(&str, &str)]) {
        for (word, want) in cases {
            let found = stem(word, language);
            assert_eq!(format!("{}{}", found.start, found.end), *want, "{word}");
            assert_eq!(found.number(EMPTY), number(EMPTY, want.as_bytes()), "{word}");
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
        check(Language::RUSSIAN, &[("выборах", "выбор"), ("выборы", "выбор")]);
    }

    #[test]
    fn the_number_of_a_word_is_that_of_the_phrase_lists() {
        assert_eq!(number(EMPTY, b"parliament"), crate::phrase::hash("parliament"));
    }

    #[test]
    fn the_kept_words_are_sorted_and_short() {
        assert!(KEPT.is_sorted());
        assert!(KEPT.iter().all(|word| word.len() <= 8));
    }
}
