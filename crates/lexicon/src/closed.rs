//! The closed classes: pronouns with gender and number, determiners,
//! prepositions, conjunctions and auxiliaries.

use crate::{Classes, Words, rows::rows};

/// Enters the list.
pub(crate) fn load(words: &mut Words) {
    for [word, class, detail] in rows(include_str!("../data/closed.tsv")) {
        let class = match class {
            "pronoun" => Classes::PRONOUN,
            "locative" => Classes::LOCATIVE,
            _ => Classes::NONE,
        };
        let detail = match detail {
            "male" => Classes::MALE,
            "female" => Classes::FEMALE,
            "plural" => Classes::PLURAL,
            _ => Classes::NONE,
        };
        words.add(word, Classes::FUNCTION | class | detail);
    }
}
