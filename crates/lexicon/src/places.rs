//! Countries with their demonyms, cities, regions, and nouns of place names.

use std::collections::BTreeMap;

use crate::{
    Classes, Lists, Phrases, Words,
    rows::{self, rows},
};

/// A country, by its ISO 3166 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// How many codes of two letters there are.
    pub const COUNT: usize = 26 * 26;

    /// The code's place among all codes of two capitals, for tables by country.
    #[must_use]
    #[inline]
    pub fn index(self) -> usize {
        let place = |letter: u8| usize::from(letter.saturating_sub(b'A').min(25));
        place(self.0[0]) * 26 + place(self.0[1])
    }

    /// The country of that two-letter code.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        code.as_bytes().try_into().ok().map(Self)
    }

    /// Its code.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// What kind of place a listed name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceKind {
    /// A country's name.
    Country,
    /// A word for its people ("Russian").
    Demonym,
    /// Its capital.
    Capital,
    /// Another city.
    City,
    /// A state, region, water or continent.
    Region,
}

/// What is known of a listed name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// What kind it is.
    pub kind: PlaceKind,
    /// The country it is or lies in; absent for what belongs to several.
    pub country: Option<Country>,
}

/// Listed places by name.
pub type Places = Phrases<Place>;

/// States of the United States by the abbreviations of the press.
#[derive(Debug, Default)]
pub struct StateAbbreviations(BTreeMap<&'static str, &'static str>);

impl StateAbbreviations {
    pub(crate) fn load(lists: &Lists) -> Self {
        let rows = lists.texts("state_abbreviations").flat_map(rows);
        Self(rows.map(|[short, state]| (short, state)).collect())
    }

    /// The state's name in lower case: "texas" for "Tex." and "Texas".
    #[must_use]
    pub fn state(&self, name: &str) -> Option<&'static str> {
        let name = name.to_lowercase();
        let short = name.trim_end_matches('.');
        let found = self.0.get(name.as_str()).or_else(|| self.0.get(short)).copied();
        found.or_else(|| self.0.values().copied().find(|state| *state == name))
    }
}

/// Enters the lists.
pub(crate) fn load(words: &mut Words, lists: &Lists) -> Places {
    let mut places = Places::default();
    let countries = ["countries_more", "countries"].into_iter().flat_map(|name| lists.texts(name));
    for [name, code, kind] in countries.flat_map(rows) {
        let (kind, class) = match kind {
            "demonym" => (PlaceKind::Demonym, Classes::DEMONYM),
            _ => (PlaceKind::Country, Classes::COUNTRY),
        };
        places.add(words, name, class, Place { kind, country: Country::of(code) });
    }
    for [name, code] in lists.texts("states").flat_map(rows) {
        let place = Place { kind: PlaceKind::Region, country: Country::of(code) };
        places.add(words, name, Classes::REGION, place);
    }
    for [name] in lists.texts("regions").flat_map(rows) {
        let place = Place { kind: PlaceKind::Region, country: None };
        places.add(words, name, Classes::REGION, place);
    }
    let cities = lists.texts("cities").flat_map(rows::words);
    let more = lists.texts("cities_more").flat_map(rows);
    for [code, kind, name] in more.map(|[name, code, kind]| [code, kind, name]).chain(cities) {
        let (kind, class) = match kind {
            "capital" => (PlaceKind::Capital, Classes::CITY | Classes::CAPITAL),
            _ => (PlaceKind::City, Classes::CITY),
        };
        places.add(words, name, class, Place { kind, country: Country::of(code) });
    }
    for [noun, position] in lists.texts("place_heads").flat_map(rows) {
        let before = if position == "after" { Classes::NONE } else { Classes::PLACE_HEAD_BEFORE };
        let after = if position == "before" { Classes::NONE } else { Classes::PLACE_HEAD };
        words.add(noun, before | after);
    }
    for [word] in lists.texts("groups").flat_map(rows) {
        words.add(word, Classes::GROUP);
    }
    for [noun] in lists.texts("work_heads").flat_map(rows) {
        words.add(noun, Classes::WORK_HEAD);
    }
    places
}
