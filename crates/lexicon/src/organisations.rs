//! Well-known organisations, and nouns of organisation names.

use std::collections::BTreeMap;

use crate::{Classes, Lists, Phrases, Words, rows::rows};

/// A listed organisation; all its names share the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrganisationId(u32);

/// Listed organisations by name.
pub type Organisations = Phrases<OrganisationId>;

/// Enters the lists.
pub(crate) fn load(words: &mut Words, lists: &Lists) -> Organisations {
    let mut organisations = Organisations::default();
    let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
    for [name, one] in lists.texts("organisations").flat_map(rows) {
        let next = numbers.len() as u32;
        let number = *numbers.entry(one).or_insert(next);
        organisations.add(words, name, Classes::ORGANISATION, OrganisationId(number));
    }
    for [noun, short] in lists.texts("organisation_heads").flat_map(rows) {
        let short = if short.is_empty() { Classes::NONE } else { Classes::ORGANISATION_SHORT };
        words.add(noun, Classes::ORGANISATION_HEAD | short);
    }
    organisations
}
