//! [`Concept`]: what a word means for phrases, so that two phrases of other
//! words can be one: "Freedonian" and "Freedonia", "ties" and "relations".

use verbatim_lexicon::{Classes, Country, PlaceKind, WordId};

use super::{
    reading::{Form, Reading},
    traits::Traits,
};
use crate::Lexicon;

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

/// The concepts of every token.
pub(super) struct Concepts {
    list: Vec<Concept>,
    /// By token: where its concepts end in `list`.
    ends: Vec<u32>,
    /// How many concepts there may be.
    pub count: usize,
}

impl Concepts {
    pub(super) fn new(reading: &Reading<'_>, lexicon: &Lexicon) -> Self {
        let tokens = reading.sentences.tokens.len();
        let places: Vec<Found> = (0..tokens).filter_map(|at| place(reading, lexicon, at)).collect();
        let mut concepts = Self {
            list: Vec::with_capacity(tokens),
            ends: Vec::with_capacity(tokens),
            count: Concept::stem(reading.stems as u32).index(),
        };
        // A capital stands for a country that the article names by name or people.
        let named = Countries::of(&places);
        let mut at = 0;
        for found in places {
            let stands = found.kind != PlaceKind::Capital || named.contains(found.country);
            // Names may overlap; the first one counts.
            if found.at < at || !stands {
                continue;
            }
            while at < found.at {
                concepts.word(reading, lexicon, at);
                at += 1;
            }
            concepts.list.push(Concept::country(found.country));
            for _ in 0..found.words {
                concepts.ends.push(concepts.list.len() as u32);
            }
            at += found.words;
        }
        while at < tokens {
            concepts.word(reading, lexicon, at);
            at += 1;
        }
        concepts
    }

    /// The concepts of one token; of a name of several words, all at the first.
    #[inline]
    pub(super) fn of(&self, token: usize) -> &[Concept] {
        self.within(token, token + 1)
    }

    /// The concepts of a run of tokens, in order.
    #[inline]
    pub(super) fn within(&self, start: usize, end: usize) -> &[Concept] {
        let end_of = |at: usize| self.ends.get(at).map_or(0, |&end| end as usize);
        let first = start.checked_sub(1).map_or(0, end_of);
        let last = end.checked_sub(1).map_or(0, end_of);
        self.list.get(first..last).unwrap_or_default()
    }

    /// Notes the concepts of a token that is no listed place.
    fn word(&mut self, reading: &Reading<'_>, lexicon: &Lexicon, at: usize) {
        const NO_STEM: Traits =
            NO_CONCEPT.union(Traits::HYPHEN).union(Traits::RELATIONS).union(Traits::BILATERAL);
        if let Some(form) = reading.form(at) {
            if !form.traits.any(NO_STEM) {
                self.list.push(Concept::stem(form.stem));
            } else if !form.traits.any(NO_CONCEPT) {
                self.special(reading, lexicon, at, *form);
            }
        }
        self.ends.push(self.list.len() as u32);
    }

    /// Notes what a word means that may mean more than its stem.
    fn special(&mut self, reading: &Reading<'_>, lexicon: &Lexicon, at: usize, form: Form) {
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
    at: usize,
    words: usize,
    kind: PlaceKind,
    country: Country,
}

/// The country, people or capital at a token.
fn place(reading: &Reading<'_>, lexicon: &Lexicon, at: usize) -> Option<Found> {
    let tokens = &reading.sentences.tokens;
    let token = tokens.get(at).filter(|token| token.case.is_capital())?;
    let word = |n: usize| tokens.get(at + n).map_or(WordId::UNKNOWN, |token| token.word);
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
