//! [`Concept`]: what a word means for phrases, so that two phrases of other
//! words can be one: "Freedonian" and "Freedonia", "ties" and "relations".

use std::ops::Range;

use verbatim_lexicon::{Classes, Country, PlaceKind, WordId};

use super::{
    chunk::Chunk,
    reading::{Form, Reading, likely_distinct},
    traits::Traits,
};
use crate::{
    Lexicon,
    index::{Index, Places, Steps},
    segment::{Token, TokenId},
};

/// What a word means: a country, by its name, a word for its people, or its
/// capital; relations between countries, by any of their names; or a word like
/// another, by its stem. A number, so that tables by concept are plain lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Concept(u32);

impl Concept {
    /// Relations between countries; what comes before it are countries.
    pub(super) const RELATIONS: Self = Self(Country::COUNT as u32);

    fn country(country: Country) -> Self {
        Self(country.index() as u32)
    }

    fn stem(stem: u32) -> Self {
        Self(Self::RELATIONS.0 + 1 + stem)
    }

    /// Whether it is a country.
    #[inline]
    pub(super) fn is_country(self) -> bool {
        self < Self::RELATIONS
    }

    /// Its place in tables by concept.
    #[inline]
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }

    /// The hash of what has the hash `before`, and the concept after it.
    #[inline]
    pub(super) fn hash(self, before: u64) -> u64 {
        (before.rotate_left(5) ^ u64::from(self.0)).wrapping_mul(0x517c_c1b7_2722_0a95)
    }

    /// One bit of 64; two concepts may share one.
    #[inline]
    pub(super) fn bit(self) -> u64 {
        1 << (self.0.wrapping_mul(0x9e37_79b1) >> 26)
    }
}

/// What words without a concept have.
const NO_CONCEPT: Traits = Traits::MARK.union(Traits::FUNCTION).union(Traits::APOSTROPHE_FIRST);

/// The concepts of every token of a run.
pub(super) struct Concepts {
    list: Vec<Concept>,
    /// By token: where its concepts end in `list`.
    ends: Vec<u32>,
    /// How many concepts there may be.
    pub count: usize,
}

impl Concepts {
    pub(super) fn new(reading: &Reading<'_>, lexicon: &Lexicon, chunks: &[Chunk]) -> Self {
        let tokens = reading.sentences.tokens.len();
        let places = places(reading, lexicon);
        let mut concepts = Self {
            list: Vec::with_capacity(chunks.len() + likely_distinct(chunks.len()) * 2),
            ends: Vec::with_capacity(tokens),
            count: Concept::stem(reading.stems as u32).index(),
        };
        let mut places = places.as_slice();
        for chunk in chunks {
            let mut at = chunk.tokens.start.max(TokenId::new(concepts.ends.len()));
            let end = chunk.tokens.end;
            if at >= end {
                continue;
            }
            // What lies between two runs has none.
            concepts.ends.resize(at.get(), concepts.list.len() as u32);
            while at < end {
                match places {
                    [place, rest @ ..] if place.at + place.words <= at => places = rest,
                    [place, ..] if place.at <= at => {
                        // The country stands at the first word of its name.
                        if place.at == at {
                            concepts.list.push(Concept::country(place.country));
                        }
                        at = (place.at + place.words).min(end);
                        concepts.ends.resize(at.get(), concepts.list.len() as u32);
                    }
                    _ => {
                        let to = places.first().map_or(end, |place| place.at.min(end));
                        concepts.words(reading, lexicon, at..to);
                        at = to;
                    }
                }
            }
        }
        concepts
    }

    /// The concepts of one token; of a name of several words, all at the first.
    #[inline]
    pub(super) fn of(&self, token: TokenId) -> &[Concept] {
        self.within(token, token + 1)
    }

    /// The concepts of a run of tokens, in order.
    #[inline]
    pub(super) fn within(&self, start: TokenId, end: TokenId) -> &[Concept] {
        let end_of = |at: TokenId| self.ends.get(at.get()).map_or(0, |&end| end as usize);
        let first = start.checked_sub(1).map_or(0, end_of);
        let last = end.checked_sub(1).map_or(0, end_of);
        self.list.get(first..last).unwrap_or_default()
    }

    /// Notes the concepts of tokens that are no listed place.
    fn words(&mut self, reading: &Reading<'_>, lexicon: &Lexicon, tokens: Range<TokenId>) {
        const NO_STEM: Traits =
            NO_CONCEPT.union(Traits::HYPHEN).union(Traits::RELATIONS).union(Traits::BILATERAL);
        for (at, form) in tokens.clone().steps().zip(reading.forms_of(tokens)) {
            if !form.traits.any(NO_STEM) {
                self.list.push(Concept::stem(form.stem));
            } else if !form.traits.any(NO_CONCEPT) {
                self.special(reading, lexicon, at, *form);
            }
            self.ends.push(self.list.len() as u32);
        }
    }

    /// Notes what a word means that may mean more than its stem.
    fn special(&mut self, reading: &Reading<'_>, lexicon: &Lexicon, at: TokenId, form: Form) {
        if form.traits.any(Traits::HYPHEN) && self.countries(reading.sentences.word(at), lexicon) {
            return;
        }
        if form.traits.any(Traits::RELATIONS) {
            self.list.push(Concept::RELATIONS);
            return;
        }
        // "bilateral ties" are ties: what all relations between countries are.
        if !form.traits.any(Traits::BILATERAL) || !reading.is(at + 1, Traits::RELATIONS_NOUN) {
            self.list.push(Concept::stem(form.stem));
        }
    }

    /// Adds the countries of "Freedonia-Sylvania"; false where a part is none.
    fn countries(&mut self, word: &str, lexicon: &Lexicon) -> bool {
        let before = self.list.len();
        for part in word.split('-') {
            let Some(country) = listed(lexicon, part) else {
                self.list.truncate(before);
                return false;
            };
            self.list.push(Concept::country(country));
        }
        true
    }
}

/// The countries that stand in the article, in order; no two of them overlap.
fn places(reading: &Reading<'_>, lexicon: &Lexicon) -> Vec<Found> {
    let all = reading.sentences.tokens.each();
    let mut places: Vec<Found> = all
        .filter(|(_, token)| token.is(Classes::IN_PHRASE) && token.case.is_capital())
        .filter_map(|(at, token)| place(reading, lexicon, at, token))
        .collect();
    // A capital stands for a country that the article names by name or people.
    let named = Countries::of(&places);
    let mut free = TokenId::FIRST;
    places.retain(|found| {
        let stands = found.kind != PlaceKind::Capital || named.contains(found.country);
        // Names may overlap; the first one counts.
        let counts = found.at >= free && stands;
        if counts {
            free = found.at + found.words;
        }
        counts
    });
    places
}

/// A set of countries.
struct Countries([u64; Country::COUNT.div_ceil(64)]);

impl Countries {
    /// The countries that are named, not only by their capitals.
    fn of(places: &[Found]) -> Self {
        let mut countries = Self([0; _]);
        for found in places.iter().filter(|found| found.kind != PlaceKind::Capital) {
            let at = found.country.index();
            if let Some(bits) = countries.0.get_mut(at / 64) {
                *bits |= 1 << (at % 64);
            }
        }
        countries
    }

    fn contains(&self, country: Country) -> bool {
        let at = country.index();
        self.0.get(at / 64).is_some_and(|bits| bits & 1 << (at % 64) != 0)
    }
}

/// A country, people or capital where it stands.
#[derive(Clone, Copy)]
struct Found {
    at: TokenId,
    words: usize,
    kind: PlaceKind,
    country: Country,
}

/// The country, people or capital that begins at a token.
fn place(reading: &Reading<'_>, lexicon: &Lexicon, at: TokenId, token: &Token) -> Option<Found> {
    let tokens = &reading.sentences.tokens;
    let word = |n: usize| tokens.at(at + n).map_or(WordId::UNKNOWN, |token| token.word);
    let (words, place) = lexicon.places.longest(token.word, word)?;
    // "Washington" is a state, too.
    let capital = words == 1 && token.is(Classes::CAPITAL);
    let kind = if capital { PlaceKind::Capital } else { place.kind };
    matches!(kind, PlaceKind::Country | PlaceKind::Demonym | PlaceKind::Capital).then_some(Found {
        at,
        words,
        kind,
        country: place.country?,
    })
}

/// The country of one word by itself.
fn listed(lexicon: &Lexicon, word: &str) -> Option<Country> {
    let mut id = lexicon.words.get(word);
    if !id.is_known() && word.bytes().any(|byte| !byte.is_ascii_lowercase()) {
        id = lexicon.words.get(&word.to_lowercase());
    }
    let (_, place) = lexicon.places.longest(id, |_| WordId::UNKNOWN)?;
    matches!(place.kind, PlaceKind::Country | PlaceKind::Demonym | PlaceKind::Capital)
        .then_some(place.country?)
}
