//! Words that bound and weigh key phrases: English verb forms and adverbs,
//! adjectives and nouns that say little, and nouns that head an issue.
//!
//! There is no tagger: a word that is verb and noun alike ("attack") is listed
//! by the forms that are verb alone ("attacked", "attacking").

use crate::{
    Classes, Words,
    rows::{self, kept, packed},
};

const LIST: &[u8] = packed!("phrase_words.tsv");

/// Enters the list.
pub(crate) fn load(words: &mut Words) {
    for [classes, word] in rows::words(kept(LIST)) {
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
    use crate::{Classes, packed::unpack, rows};

    #[test]
    fn the_list_is_sorted_and_its_classes_are_known() {
        let list = unpack(LIST);
        assert!(rows::rows::<2>(&list).is_sorted());
        for [classes, word] in rows::words(&list) {
            assert!(classes.split(',').all(|name| class(name) != Classes::NONE), "{word}");
        }
    }
}
