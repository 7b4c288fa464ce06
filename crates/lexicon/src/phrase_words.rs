//! Words that bound and weigh key phrases: English verb forms and adverbs,
//! adjectives and nouns that say little, and nouns that head an issue.
//!
//! There is no tagger: a word that is verb and noun alike ("attack") is listed
//! by the forms that are verb alone ("attacked", "attacking").

use crate::{Classes, Words, rows};

const LIST: &str = include_str!("../data/phrase_words.tsv");

/// Enters the list.
pub(crate) fn load(words: &mut Words) {
    for [classes, word] in rows::words(LIST) {
        let classes = classes.split(',').map(class).fold(Classes::NONE, |all, one| all | one);
        words.add(word, classes);
    }
}

fn class(name: &str) -> Classes {
    match name {
        "verb" => Classes::VERB,
        "adverb" => Classes::ADVERB,
        "plain" => Classes::PLAIN,
        "common" => Classes::COMMON_NOUN,
        "issue" => Classes::ISSUE,
        _ => Classes::NONE,
    }
}

#[cfg(test)]
mod tests {
    use super::{LIST, class};
    use crate::{Classes, rows};

    #[test]
    fn the_list_is_sorted_and_its_classes_are_known() {
        assert!(rows::rows::<2>(LIST).is_sorted());
        for [classes, word] in rows::words(LIST) {
            assert!(classes.split(',').all(|name| class(name) != Classes::NONE), "{word}");
        }
    }
}
