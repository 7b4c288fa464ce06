//! Words that bound and weigh key phrases: English verb forms and adverbs,
//! adjectives and nouns that say little, and nouns that head an issue.
//!
//! There is no tagger: a word that is verb and noun alike ("attack") is listed
//! by the forms that are verb alone ("attacked", "attacking").

use crate::{Classes, Lists, Words, rows};

/// Enters the lists.
pub(crate) fn load(words: &mut Words, lists: &Lists) {
    for [classes, word] in lists.texts("phrase_words").flat_map(rows::words) {
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
    use super::class;
    use crate::{Classes, Lists, rows};

    #[test]
    fn the_lists_are_sorted_and_their_classes_are_known() {
        for list in Lists::load().texts("phrase_words") {
            assert!(rows::rows::<2>(list).is_sorted());
            for [classes, word] in rows::words(list) {
                assert!(classes.split(',').all(|name| class(name) != Classes::NONE), "{word}");
            }
        }
    }
}
