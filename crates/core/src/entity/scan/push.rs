//! Entering candidates, with the evidence at their place.

use verbatim_lexicon::{Classes, PlaceKind, WordId, WordSet};

use super::Scan;
use crate::{
    Span,
    entity::{
        EntityKind,
        candidate::{Candidate, Listed, Scores},
        evidence,
        role::Role,
    },
    index::{Index, Places},
    room,
    segment::{Case, TokenId},
};

impl Scan<'_> {
    /// Pushes the listed places of `start..end`.
    pub(super) fn places_inside(&mut self, start: TokenId, end: TokenId) {
        let mut at = start;
        while at < end {
            let found = self.place_at(at).filter(|(n, place)| {
                at + *n <= end
                    && self.is_capital(at)
                    && matches!(place.kind, PlaceKind::Country | PlaceKind::Demonym)
            });
            if let Some((length, place)) = found {
                self.push_place(at, at + length, place);
                at += length;
            } else {
                at += 1;
            }
        }
    }

    pub(super) fn push_place(
        &mut self,
        start: TokenId,
        end: TokenId,
        place: verbatim_lexicon::Place,
    ) {
        let listed = match (place.kind, place.country) {
            (PlaceKind::Country, Some(country)) => Listed::Country(country),
            (PlaceKind::Demonym, Some(country)) => Listed::Demonym(country),
            _ => Listed::Place,
        };
        // A city or state can be anybody's surname; a country's name is clear.
        let sure =
            matches!(place.kind, PlaceKind::Country | PlaceKind::Demonym | PlaceKind::Region)
                || end - start > 1;
        let certain = sure.then_some(EntityKind::Place);
        // "Idlib province", "Korean Peninsula".
        let mut stop = end;
        if listed == Listed::Place && self.has(end, Classes::PLACE_HEAD) && self.gap_is_space(end) {
            stop += usize::from(self.is_in(end, WordSet::Areas));
        }
        self.push(start, stop, Some(listed), certain, None);
    }

    pub(super) fn push(
        &mut self,
        start: TokenId,
        end: TokenId,
        listed: Option<Listed>,
        certain: Option<EntityKind>,
        role: Option<Role>,
    ) {
        let Some(first) = self.token(start) else { return };
        let name = self.span(start, end);
        // In a headline, and where a sentence begins, a capital says little.
        let weak = listed.is_none()
            && role.is_none()
            && (self.titled
                || first.is(Classes::SENTENCE_INITIAL)
                    && end - start == 1
                    && (self.seen_small.has(first) || first.case == Case::Title));
        let mut candidate = Candidate {
            start,
            end,
            name,
            span: name,
            sentence: self.sentence,
            listed,
            certain,
            scores: Scores::default(),
            role,
            female: false,
            male: false,
            weak,
            located: false,
        };
        if candidate.role.is_none()
            && !matches!(certain, Some(EntityKind::Place | EntityKind::Organisation))
        {
            candidate.role = self.roles.ending_at(start, self.floor).filter(|r| r.end == start);
            if let Some(role) = candidate.role {
                candidate.span = role.span.cover(name);
            }
        }
        let titled = candidate.role.is_some();
        let apposed = if titled { None } else { self.roles.apposed_at(end, self.end) };
        candidate.role = candidate.role.or(apposed);
        if let Some(seat) = self.roles.seat_at(end)
            && let Some(role) = candidate.role.as_mut()
        {
            role.region = role.region.or(Some(seat));
        }
        candidate.located =
            self.has(start.wrapping_sub(1), Classes::LOCATIVE) && start > self.floor;
        let small = self.sentences.tokens.part(start..end);
        let small = small.iter().all(|t| self.seen_small.has(t));
        if self.titled {
            candidate.role = None;
            candidate.span = name;
            if end - start > 1 && certain.is_none() {
                let surname = self
                    .token(end - 1)
                    .is_some_and(|t| t.is(Classes::SURNAME) || !t.is(Classes::LISTED));
                candidate.scores.person = if surname { 2.6 } else { 1.5 };
            }
        } else if certain.is_none() {
            candidate.scores = evidence::at(
                self.sentences,
                self.lexicon,
                &candidate,
                self.floor..self.end,
                titled,
                apposed.is_some(),
            );
            if small && listed.is_none() {
                candidate.scores.person -= 2.5;
            }
        }
        if certain.is_none() && matches!(listed, Some(Listed::Place)) {
            candidate.scores.place += 3.0;
        }
        if listed.is_none() && certain.is_none() && self.is_administration(end) {
            // The people of an administration speak, not the one it is named after.
            let whole = self.span(start, end + 1);
            let mut administration = candidate.clone();
            administration.name = whole;
            administration.span = whole;
            administration.end = end + 1;
            administration.certain = Some(EntityKind::Organisation);
            administration.role = None;
            self.add(administration);
            if end - start < 2 {
                return;
            }
            candidate.scores.person += 4.0;
        }
        let place_word = self.token(end).filter(|t| {
            t.is(Classes::PLACE_HEAD)
                && t.case == Case::Lower
                && self.lexicon.sets.has(WordSet::Areas, t.word)
        });
        if let Some(head) =
            place_word.filter(|_| certain.is_none() && !titled && self.gap_is_space(end))
        {
            candidate.scores.place += 4.0;
            candidate.span = candidate.span.cover(head.span);
        }
        self.add(candidate);
    }

    fn add(&mut self, candidate: Candidate) {
        let candidates = &mut self.out.candidates;
        room::for_rest(candidates, candidate.end.get(), self.sentences.tokens.len());
        candidates.push(candidate);
    }

    pub(super) fn is_administration(&self, at: TokenId) -> bool {
        self.gap_is_space(at) && self.is_small(at, WordSet::Administrations)
    }

    /// Listed places inside a hyphenated token: "US-backed", "anti-Russian".
    pub(super) fn inside_hyphens(&mut self, at: TokenId) {
        let Some(token) = self.token(at) else { return };
        let word = token.span.of(self.sentences.text);
        let mut start = token.span.start();
        for part in word.split('-') {
            let span = Span::between(start, start + part.len());
            start += part.len() + 1;
            if let Some(listed) = self.listed_word(part) {
                self.add(Candidate {
                    start: at,
                    end: at + 1,
                    name: span,
                    span,
                    sentence: self.sentence,
                    listed: Some(listed),
                    certain: Some(match listed {
                        Listed::Organisation(_) => EntityKind::Organisation,
                        _ => EntityKind::Place,
                    }),
                    scores: Scores::default(),
                    role: None,
                    female: false,
                    male: false,
                    weak: false,
                    located: false,
                });
            }
        }
    }

    /// The country, its people or the organisation that a part of a token names.
    pub(super) fn listed_word(&self, part: &str) -> Option<Listed> {
        if part.len() < 2 || !part.starts_with(char::is_uppercase) {
            return None;
        }
        let words = &self.lexicon.words;
        let mut id = words.get(part);
        if !id.is_known() {
            id = words.get_folded(part);
        }
        let none = |_: usize| WordId::UNKNOWN;
        if let Some((1, place)) = self.lexicon.places.longest(id, none) {
            return match (place.kind, place.country) {
                (PlaceKind::Country, Some(country)) => Some(Listed::Country(country)),
                (PlaceKind::Demonym, Some(country)) => Some(Listed::Demonym(country)),
                _ => None,
            };
        }
        let (length, id) = self.lexicon.organisations.longest(id, none)?;
        (length == 1 && part.chars().all(char::is_uppercase)).then_some(Listed::Organisation(id))
    }
}
