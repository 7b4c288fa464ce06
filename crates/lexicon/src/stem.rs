//! [`stem`]: a word without the endings of number and case, so that a list's
//! "election" is met by "elections".
//!
//! Only inflection is taken away, never derivation: Snowball's stems make one
//! word of "international", "internal" and "intern", or of "organ" and
//! "organisation", which is what a topic list must tell apart. Both the lists
//! and the text pass through the same function, so a stem needs to be
//! consistent, not a word.

use crate::Language;

/// Words whose final "s" is no plural, or whose plural means something else.
const KEPT: &[&str] = &[
    "aids", "arms", "backs", "barracks", "customs", "gas", "goods", "has", "hearts", "his", "lens",
    "means", "minutes", "nets", "news", "overs", "plus", "remains", "sales", "species", "states",
    "texas", "this", "times", "wales", "was", "yes",
];

/// Endings that are cut, longest first, per language. English has rules of its own.
const GERMAN: &[&str] = &["ern", "en", "em", "er", "es", "e", "n", "s"];
const SPANISH: &[&str] = &["es", "os", "as", "s", "o", "a", "e"];
const PORTUGUESE: &[&str] = &["es", "os", "as", "s", "o", "a", "e"];
const ITALIAN: &[&str] = &["i", "e", "o", "a"];
const FRENCH: &[&str] = &["es", "s", "x", "e"];
const RUSSIAN: &[&str] = &[
    "иями", "ями", "ами", "иях", "ией", "ого", "его", "ому", "ему", "ыми", "ими", "ях", "ах", "ов",
    "ев", "ей", "ой", "ий", "ый", "ая", "яя", "ое", "ее", "ые", "ие", "ых", "их", "ую", "юю", "ым",
    "им", "ом", "ем", "ам", "ям", "ию", "ия", "ии", "ью", "а", "я", "о", "е", "ы", "и", "у", "ю",
    "ь", "й",
];

/// Fewer chars than this are never left behind.
const SHORTEST: usize = 3;

/// Appends the stem of `word` (lower case) to `out`.
pub fn stem(word: &str, language: Language, out: &mut String) {
    match language {
        Language::English => english(word, out),
        Language::French => {
            // "travaux", "travail"; "internationaux", "international".
            if let Some(start) = word.strip_suffix("aux").filter(|start| start.len() > 2) {
                out.push_str(start);
                out.push_str("al");
            } else {
                out.push_str(cut(word, FRENCH));
            }
        }
        Language::German => out.push_str(cut(word, GERMAN)),
        Language::Spanish => out.push_str(cut(word, SPANISH)),
        Language::Portuguese => out.push_str(cut(word, PORTUGUESE)),
        Language::Italian => out.push_str(cut(word, ITALIAN)),
        Language::Russian => out.push_str(cut(word, RUSSIAN)),
    }
}

fn cut<'w>(word: &'w str, endings: &[&str]) -> &'w str {
    endings
        .iter()
        .filter_map(|ending| word.strip_suffix(ending))
        .find(|start| start.chars().take(SHORTEST).count() == SHORTEST)
        .unwrap_or(word)
}

fn english(word: &str, out: &mut String) {
    let length = word.len();
    if let Some(start) = word.strip_suffix("men").filter(|_| length > 4) {
        out.push_str(start);
        out.push_str("man");
    } else if !word.ends_with('s')
        || length < 4
        || word.ends_with("ss")
        || word.ends_with("us")
        || word.ends_with("is")
        || KEPT.binary_search(&word).is_ok()
    {
        out.push_str(word);
    } else if let Some(start) = word.strip_suffix("ies").filter(|_| length > 4) {
        out.push_str(start);
        out.push('y');
    } else {
        let long = ["sses", "ches", "shes", "xes", "zes"].iter().any(|end| word.ends_with(end))
            || (word.ends_with("oes") && length > 5);
        out.push_str(word.get(..length - if long { 2 } else { 1 }).unwrap_or(word));
    }
}

#[cfg(test)]
mod tests {
    use super::{KEPT, stem};
    use crate::Language;

    fn check(language: Language, cases: &[(&str, &str)]) {
        for (word, want) in cases {
            let mut out = String::new();
            stem(word, language, &mut out);
            assert_eq!(out, *want, "{word}");
        }
    }

    #[test]
    fn english_loses_its_plural() {
        check(
            Language::English,
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
            ],
        );
    }

    #[test]
    fn others_lose_their_endings() {
        check(Language::German, &[("wahlen", "wahl"), ("wahl", "wahl"), ("see", "see")]);
        check(Language::French, &[("élections", "élection"), ("travaux", "traval")]);
        check(Language::Spanish, &[("elecciones", "eleccion"), ("votos", "vot")]);
        check(Language::Russian, &[("выборах", "выбор"), ("выборы", "выбор")]);
    }

    #[test]
    fn the_kept_words_are_sorted() {
        assert!(KEPT.is_sorted());
    }
}
