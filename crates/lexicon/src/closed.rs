//! The closed classes: pronouns with gender, number and person, determiners,
//! prepositions, conjunctions and auxiliaries.

use crate::{
    Classes, Words,
    rows::{list, rows},
};

/// Enters the list.
pub(crate) fn load(words: &mut Words) {
    for [word, class, detail] in rows(list!("closed.tsv")) {
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
