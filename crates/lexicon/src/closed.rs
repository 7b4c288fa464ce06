//! The closed classes: pronouns with gender, number and person, determiners,
//! prepositions, conjunctions and auxiliaries.

use crate::{Classes, Lists, Words, rows::rows};

/// Enters the lists.
pub(crate) fn load(words: &mut Words, lists: &Lists) {
    for [word, class, detail] in lists.texts("closed").flat_map(rows) {
        let class = match class {
            "pronoun" => Classes::PRONOUN,
            "locative" => Classes::LOCATIVE,
            _ => Classes::NONE,
        };
        let details = detail.split(' ').map(|detail| match detail {
            "male" => Classes::MALE,
            "female" => Classes::FEMALE,
            "plural" => Classes::PLURAL,
            "first" => Classes::FIRST_PERSON,
            _ => Classes::NONE,
        });
        words.add(word, details.fold(Classes::FUNCTION | class, Classes::union));
    }
}
