//! Given names with gender, surnames, titles before names and the small words
//! inside them.

use crate::{Classes, Lists, Words, rows};

/// Enters the lists.
pub(crate) fn load(words: &mut Words, lists: &Lists) {
    let listed = lists.texts("given_names").flat_map(rows::words);
    let more = lists.texts("given_names_more").flat_map(rows::rows);
    for [gender, name] in listed.chain(more.map(|[name, gender]| [gender, name])) {
        words.add(name, Classes::GIVEN | gender_of(gender));
    }
    for [name] in lists.texts("surnames").flat_map(rows::rows) {
        words.add(name, Classes::SURNAME);
    }
    for [title, gender] in lists.texts("honorifics").flat_map(rows::rows) {
        words.add(title, Classes::HONORIFIC | gender_of(gender));
    }
    for [particle] in lists.texts("particles").flat_map(rows::rows) {
        words.add(particle, Classes::PARTICLE);
    }
}

pub(crate) fn gender_of(column: &str) -> Classes {
    match column {
        "f" => Classes::FEMALE,
        "m" => Classes::MALE,
        _ => Classes::NONE,
    }
}
