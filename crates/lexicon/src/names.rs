//! Given names with gender, surnames, titles before names and the small words
//! inside them.

use crate::{
    Classes, Words,
    rows::{self, list},
};

/// Enters the lists.
pub(crate) fn load(words: &mut Words) {
    let listed = rows::words(list!("given_names.tsv"));
    let more = rows::rows(list!("given_names_more.tsv"));
    for [gender, name] in listed.chain(more.map(|[name, gender]| [gender, name])) {
        words.add(name, Classes::GIVEN | gender_of(gender));
    }
    for [name] in rows::rows(list!("surnames.tsv")) {
        words.add(name, Classes::SURNAME);
    }
    for [title, gender] in rows::rows(list!("honorifics.tsv")) {
        words.add(title, Classes::HONORIFIC | gender_of(gender));
    }
    for [particle] in rows::rows(list!("particles.tsv")) {
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
