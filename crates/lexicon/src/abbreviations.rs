//! Abbreviations that end in a full stop, with what that says about the end of
//! a sentence. The text's own dotted acronyms ("U.S.") need no list.

use crate::{Classes, Lists, Words, rows::rows};

/// Enters the lists.
pub(crate) fn load(words: &mut Words, lists: &Lists) {
    for [word, kind, case] in lists.texts("abbreviations").flat_map(rows) {
        let class = match kind {
            "final" => Classes::ABBREVIATION_FINAL,
            "number" => Classes::ABBREVIATION_NUMBER,
            _ => Classes::ABBREVIATION,
        };
        let any_case = if case == "any" { Classes::ABBREVIATION_ANY_CASE } else { Classes::NONE };
        words.add(word, class | any_case);
    }
}
