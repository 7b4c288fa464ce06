//! `cargo xtask train words FOLDER…`: the words that lines of pages begin and end
//! with on many sites, for the body model to weigh.
//!
//! Printed, not written: names that the lexicon does not know are among them, and
//! somebody has to strike them out before they go into `body_words.tsv`.

use std::collections::{BTreeSet, HashMap, HashSet};

use verbatim_core::{Input, Language, Lexicons, clean};
use verbatim_lexicon::{
    Classes,
    body_words::{FIRST, LAST},
    phrase,
};

use super::data::Page;

/// A word is chosen that stands on one in so many of a language's sites,
const SHARE: usize = 10;

/// and on so many at least.
const SITES: usize = 6;

/// Below this share of lower-case spellings, in percent, a word may be a name.
const LOWER: usize = 15;

/// What words can be names.
const NAMES: Classes = Classes::GIVEN
    .union(Classes::SURNAME)
    .union(Classes::COUNTRY)
    .union(Classes::DEMONYM)
    .union(Classes::CITY)
    .union(Classes::REGION)
    .union(Classes::ORGANISATION)
    .union(Classes::MONTH);

#[derive(Default)]
struct Spellings {
    lower: usize,
    upper: usize,
}

/// Prints the words in order.
pub(super) fn print(pages: &[Page]) {
    let lexicons = Lexicons::load();
    let mut sites: HashMap<Language, HashSet<&str>> = HashMap::new();
    let mut found: HashMap<(Language, String), HashSet<&str>> = HashMap::new();
    let mut spellings: HashMap<String, Spellings> = HashMap::new();
    for page in pages {
        let Some(document) = &page.document else { continue };
        if document.blocks.iter().any(|raw| raw.markup.is_some()) {
            continue;
        }
        let lines = clean::read(document, lexicons.base());
        let own = lexicons.or_base(clean::language(document, &lines));
        let cleaned = clean::extract(document, lines, &Input::default(), own);
        let Some(language) = cleaned.metadata.language else { continue };
        sites.entry(language).or_default().insert(&page.site);
        for block in &page.blocks {
            let words: Vec<&str> =
                phrase::words(&block.text).filter_map(|w| block.text.get(w.start..w.end)).collect();
            for (at, word) in words.iter().enumerate() {
                let key = word.to_lowercase();
                if at > 0 {
                    let spelled = spellings.entry(key.clone()).or_default();
                    match word.starts_with(char::is_lowercase) {
                        true => spelled.lower += 1,
                        false => spelled.upper += 1,
                    }
                }
                if at < FIRST || at + LAST >= words.len() {
                    found.entry((language, key)).or_default().insert(&page.site);
                }
            }
        }
    }
    let words = &lexicons.base().words;
    let may_be_name = |word: &str| {
        let rare = spellings.get(word).is_none_or(|s| s.lower * 100 < LOWER * (s.lower + s.upper));
        rare && words.classes(words.get_folded(word)).any(NAMES)
    };
    let plain = |word: &str| word.chars().count() > 1 && word.chars().all(char::is_lowercase);
    let common = |language: Language, count: usize| {
        count >= SITES && count * SHARE >= sites.get(&language).map_or(0, HashSet::len)
    };
    let chosen: BTreeSet<&str> = found
        .iter()
        .filter(|((language, word), sites)| {
            common(*language, sites.len()) && plain(word) && !may_be_name(word)
        })
        .map(|((_, word), _)| word.as_str())
        .collect();
    for word in chosen {
        println!("{word}");
    }
}
