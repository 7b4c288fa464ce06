//! [`Concept`]: what a word means for phrases, so that two phrases of other
//! words can be one: "Freedonian" and "Freedonia", "ties" and "relations".

use std::ops::Range;

use rustc_hash::FxHashSet;

use verbatim_lexicon::{Classes, Country, PlaceKind, WordId};

use super::reading::Reading;
use crate::Lexicon;

/// What a word means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Concept {
    /// A country, by its name, a word for its people, or its capital.
    Country(Country),
    /// Relations between countries, by any of their names.
    Relations,
    /// A word like another, by its stem.
    Stem(u32),
}

/// The concepts of every token.
pub(super) struct Concepts {
    list: Vec<Concept>,
    /// By token: where its concepts end in `list`.
    ends: Vec<u32>,
    /// By token: whether it is a noun for what people are, in the plural.
    roles: Vec<bool>,
}

impl Concepts {
    pub(super) fn new(reading: &Reading<'_>, lexicon: &Lexicon) -> Self {
        let named = countries(reading, lexicon);
        let mut concepts = Self { list: Vec::new(), ends: Vec::new(), roles: Vec::new() };
        let tokens = reading.sentences.tokens.len();
        let mut at = 0;
        while at < tokens {
            match place(reading, lexicon, at) {
                Some((words, kind, country))
                    if kind != PlaceKind::Capital || named.contains(&country) =>
                {
                    concepts.list.push(Concept::Country(country));
                    for _ in 0..words {
                        concepts.ends.push(concepts.list.len() as u32);
                    }
                    at += words;
                }
                _ => {
                    concepts.word(reading, lexicon, at);
                    concepts.ends.push(concepts.list.len() as u32);
                    at += 1;
                }
            }
        }
        let singular = |at: usize| reading.key(at).strip_suffix('s').unwrap_or_default();
        let is_role = |at| lexicon.words.classes(lexicon.words.get(singular(at)));
        concepts.roles = (0..tokens).map(|at| is_role(at).any(Classes::ROLE)).collect();
        concepts
    }

    /// Whether a token is a noun for what people are, in the plural.
    pub(super) fn is_role(&self, token: usize) -> bool {
        self.roles.get(token).copied().unwrap_or(false)
    }

    /// The concepts of one token; of a name of several words, all at the first.
    pub(super) fn of(&self, token: usize) -> &[Concept] {
        let end = |at: usize| self.ends.get(at).map_or(0, |&end| end as usize);
        let start = token.checked_sub(1).map_or(0, end);
        self.list.get(start..end(token)).unwrap_or_default()
    }

    /// The concepts of a run of tokens, in order.
    pub(super) fn within(&self, tokens: Range<usize>) -> Vec<Concept> {
        tokens.flat_map(|at| self.of(at)).copied().collect()
    }

    fn word(&mut self, reading: &Reading<'_>, lexicon: &Lexicon, at: usize) {
        let Some(form) = reading.form_of(at) else { return };
        if reading.is_function(at) || form.key.starts_with('\'') {
            return;
        }
        // "Freedonia-Sylvania relations".
        if form.key.contains('-') {
            let parts: Vec<Option<Country>> =
                reading.sentences.word(at).split('-').map(|part| listed(lexicon, part)).collect();
            if !parts.is_empty() && parts.iter().all(Option::is_some) {
                self.list.extend(parts.into_iter().flatten().map(Concept::Country));
                return;
            }
        }
        match form.key.as_str() {
            "relations" | "relation" | "relationship" | "ties" => {
                self.list.push(Concept::Relations);
            }
            // What all relations between countries are.
            "bilateral" | "diplomatic" | "mutual"
                if matches!(reading.key(at + 1), "relations" | "ties" | "relationship") => {}
            _ => self.list.push(Concept::Stem(form.stem)),
        }
    }
}

/// The countries that the article names, by name or people.
fn countries(reading: &Reading<'_>, lexicon: &Lexicon) -> FxHashSet<Country> {
    (0..reading.sentences.tokens.len())
        .filter_map(|at| place(reading, lexicon, at))
        .filter(|(_, kind, _)| *kind != PlaceKind::Capital)
        .map(|(_, _, country)| country)
        .collect()
}

/// The country, people or capital at a token: its words, kind and country.
fn place(
    reading: &Reading<'_>,
    lexicon: &Lexicon,
    at: usize,
) -> Option<(usize, PlaceKind, Country)> {
    let tokens = &reading.sentences.tokens;
    let token = tokens.get(at).filter(|token| token.case.is_capital())?;
    let word = |n: usize| tokens.get(at + n).map_or(WordId::UNKNOWN, |token| token.word);
    let (words, place) = lexicon.places.longest(token.word, word)?;
    // "Washington" is a state, too.
    let capital = words == 1 && token.is(Classes::CAPITAL);
    let kind = if capital { PlaceKind::Capital } else { place.kind };
    matches!(kind, PlaceKind::Country | PlaceKind::Demonym | PlaceKind::Capital).then_some((
        words,
        kind,
        place.country?,
    ))
}

/// The country of one word by itself.
fn listed(lexicon: &Lexicon, word: &str) -> Option<Country> {
    let id = lexicon.words.get(word);
    let id = if id.is_known() { id } else { lexicon.words.get(&word.to_lowercase()) };
    let (_, place) = lexicon.places.longest(id, |_| WordId::UNKNOWN)?;
    matches!(place.kind, PlaceKind::Country | PlaceKind::Demonym | PlaceKind::Capital)
        .then_some(place.country?)
}
