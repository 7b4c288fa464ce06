//! Roles before and after names, and descriptions that stand for a person.
//!
//! A role is a listed noun or phrase ("foreign minister") with what narrows it:
//! a nation ("Russian", "US", "Kenya's"), an office made of another ("deputy")
//! or a time ("former"). Before a name it is its title, after one it stands
//! between commas; with "the" and no name it is a description, which names
//! whoever in the article holds that role.

use verbatim_lexicon::{
    Classes, Country, Lexicon, PlaceKind, RoleGroup, TextSet, WordId, WordSet, hash::hash,
};

use crate::{
    Span,
    index::{Index, Places, Steps},
    segment::{SentenceId, Sentences, Token, TokenId, TokenKind},
};

/// One role as it stands in the text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Role {
    /// Its words, with what narrows them.
    pub span: Span,
    /// What it means.
    pub group: RoleGroup,
    /// Whose it is.
    pub country: Option<Country>,
    /// The hash of the region's or city's name where it is one ("Texas").
    pub region: Option<u64>,
    /// [`Classes::OTHER_OFFICE`], [`Classes::FORMER`], gender.
    pub marks: Classes,
    /// Its first token.
    pub start: TokenId,
    /// The token after its last.
    pub end: TokenId,
}

/// A role with "the" and no name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Description {
    pub role: Role,
    pub span: Span,
    pub sentence: SentenceId,
}

/// No role phrase is longer.
const LONGEST_PHRASE: usize = 6;
/// No role has more narrowing words.
const LONGEST_LEAD: usize = 5;

/// What can stand before a role noun and belong to it.
const LEADS: Classes = Classes::ROLE_MODIFIER
    .union(Classes::ROLE_TOPIC)
    .union(Classes::DEMONYM)
    .union(Classes::COUNTRY)
    .union(Classes::REGION)
    .union(Classes::CITY)
    .union(Classes::GROUP)
    .union(Classes::ORGANISATION_HEAD);

/// Reads roles from the tokens.
#[derive(Clone, Copy)]
pub(super) struct Roles<'a> {
    pub sentences: &'a Sentences<'a>,
    pub lexicon: &'a Lexicon,
}

impl<'a> Roles<'a> {
    fn token(&self, at: TokenId) -> Option<&'a Token> {
        self.sentences.tokens.at(at)
    }

    fn word(&self, at: TokenId) -> WordId {
        self.token(at).map_or(WordId::UNKNOWN, |t| t.word)
    }

    fn is_in(&self, at: TokenId, set: WordSet) -> bool {
        self.lexicon.sets.has(set, self.word(at))
    }

    /// The listed role phrase at `at`: its length and value.
    pub(super) fn phrase(&self, at: TokenId) -> Option<(usize, verbatim_lexicon::Role)> {
        let token = self.token(at)?;
        if !token.is(Classes::IN_PHRASE) {
            return None;
        }
        self.lexicon.roles.phrases.longest(token.word, |n| self.word(at + n))
    }

    /// The role that stands in `at..end` from its first token on, leads and all.
    pub(super) fn starting_at(&self, at: TokenId, end: TokenId) -> Option<Role> {
        let mut head = at;
        while head < end.min(at + LONGEST_LEAD + 1) {
            if let Some((length, value)) = self.phrase(head).filter(|(n, _)| head + *n <= end) {
                // "Republican presidential candidate": the last noun counts.
                let behind = self.phrase_after_leads(head + length, end);
                let (head, length, value) = behind.unwrap_or((head, length, value));
                return Some(self.role(at, head, head + length, value));
            }
            if !self.is_lead(head) && !self.is_word_behind_possessive(head) {
                return None;
            }
            head += 1;
        }
        None
    }

    /// The role phrase behind leads at `at`, all on this side of `end`.
    fn phrase_after_leads(
        &self,
        at: TokenId,
        end: TokenId,
    ) -> Option<(TokenId, usize, verbatim_lexicon::Role)> {
        let mut head = at;
        while head < end.min(at + LONGEST_LEAD) {
            if let Some((length, value)) = self.phrase(head).filter(|(n, _)| head + *n <= end) {
                return Some((head, length, value));
            }
            if !self.token(head)?.is(LEADS) {
                return None;
            }
            head += 1;
        }
        None
    }

    /// The role that ends right before `end`, not reaching before `floor`.
    pub(super) fn ending_at(&self, end: TokenId, floor: TokenId) -> Option<Role> {
        let is_lead = |at| self.is_lead(at) || self.is_word_behind_possessive(at);
        let (mut start, head, value) = self.phrase_before(end, floor, is_lead)?;
        // A suffix alone is no lead.
        if self.possessive_suffix(start) {
            start += 1;
        }
        let role = self.role(start, head, end, value);
        Some(self.under(role, floor).unwrap_or(role))
    }

    /// "Aide to the Kenyan President X": the aide's role, not the president's.
    /// Without "the" the name is the president's ("an aide to President X").
    fn under(&self, role: Role, floor: TokenId) -> Option<Role> {
        let at = role.start.checked_sub(2)?;
        if at <= floor || !self.is_in(at, WordSet::Toward) || !self.is_in(at + 1, WordSet::The) {
            return None;
        }
        let (start, head, value) = self.phrase_before(at, floor, |at| self.is_lead(at))?;
        let holder = self.role(start, head, at, value);
        let span = holder.span.cover(role.span);
        Some(Role { span, country: holder.country.or(role.country), end: role.end, ..holder })
    }

    /// The role phrase that ends right before `end`: where its leads begin, where it does
    /// itself, and its value.
    fn phrase_before(
        &self,
        end: TokenId,
        floor: TokenId,
        is_lead: impl Fn(TokenId) -> bool,
    ) -> Option<(TokenId, TokenId, verbatim_lexicon::Role)> {
        let first = end.saturating_sub(LONGEST_PHRASE).max(floor);
        let (head, value) = (first..end).steps().find_map(|head| {
            let (length, value) = self.phrase(head)?;
            (head + length == end).then_some((head, value))
        })?;
        let mut start = head;
        while start > floor && head - start < LONGEST_LEAD && is_lead(start - 1) {
            start -= 1;
        }
        Some((start, head, value))
    }

    fn is_lead(&self, at: TokenId) -> bool {
        self.token(at).is_some_and(|t| t.kind == TokenKind::Word && t.is(LEADS))
    }

    fn is_word_behind_possessive(&self, at: TokenId) -> bool {
        self.token(at).is_some_and(|t| t.kind == TokenKind::Word) && self.possessive_suffix(at)
    }

    fn possessive_suffix(&self, at: TokenId) -> bool {
        at > TokenId::FIRST && self.token(at - 1).is_some_and(|t| t.is(Classes::POSSESSIVE))
    }

    fn role(
        &self,
        start: TokenId,
        head: TokenId,
        end: TokenId,
        value: verbatim_lexicon::Role,
    ) -> Role {
        let mut marks = value.gender;
        let mut country = None;
        let mut region = None;
        for at in (start..head).steps() {
            let Some(token) = self.token(at) else { continue };
            if token.is(Classes::ROLE_MODIFIER) {
                marks |= token.classes & (Classes::OTHER_OFFICE | Classes::FORMER);
            }
            country = country.or_else(|| self.country(at));
            region = region.or_else(|| self.region(at));
        }
        Role { span: self.span(start, end), group: value.group, country, region, marks, start, end }
    }

    /// The country whose name or demonym starts at `at`.
    pub(super) fn country(&self, at: TokenId) -> Option<Country> {
        let token = self.token(at)?;
        if !token.is(Classes::IN_PHRASE) || !token.case.is_capital() {
            return None;
        }
        let (_, place) = self.lexicon.places.longest(token.word, |n| self.word(at + n))?;
        place.country
    }

    /// The hash of the region or city whose name starts at `at`.
    fn region(&self, at: TokenId) -> Option<u64> {
        let token = self.token(at)?;
        if !token.is(Classes::IN_PHRASE) || !token.case.is_capital() {
            return None;
        }
        let (length, place) = self.lexicon.places.longest(token.word, |n| self.word(at + n))?;
        let part = !matches!(place.kind, PlaceKind::Country | PlaceKind::Demonym);
        part.then(|| {
            hash(self.span(at, at + length).of(self.sentences.text).to_lowercase().as_bytes())
        })
    }

    /// The seat behind a lawmaker's name: "(R-Texas)", ", D-N.Y.,".
    pub(super) fn seat_at(&self, at: TokenId) -> Option<u64> {
        if !matches!(self.sentences.word(at), "(" | ",") {
            return None;
        }
        let (party, state) = self.sentences.word(at + 1).split_once('-')?;
        if !self.lexicon.sets.holds(TextSet::SeatParties, party) {
            return None;
        }
        // "R-New York" is two tokens.
        let whole = || format!("{state} {}", self.sentences.word(at + 2));
        let state =
            self.lexicon.states.state(state).or_else(|| self.lexicon.states.state(&whole()))?;
        Some(hash(state.as_bytes()))
    }

    fn span(&self, start: TokenId, end: TokenId) -> Span {
        match (self.token(start), self.token(end.saturating_sub(1))) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::default(),
        }
    }

    /// The role set off by a comma behind a name that ends before `at`:
    /// "X, the mayor of Y," or "X, Kenya's foreign minister,".
    pub(super) fn apposed_at(&self, at: TokenId, end: TokenId) -> Option<Role> {
        if !matches!(self.sentences.word(at), "," | "–" | "—" | "(") {
            return None;
        }
        let mut start = at + 1;
        if self.is_in(start, WordSet::ApposedDeterminers) {
            start += 1;
        }
        let mut role = self.starting_at(start, end)?;
        if self.is_in(role.end, WordSet::RolePrepositions) {
            let place = role.end + 1 + usize::from(self.is_in(role.end + 1, WordSet::The));
            role.country = role.country.or_else(|| self.country(place));
            role.region = role.region.or_else(|| self.region(place));
        }
        // A name behind the role makes it that name's title: ", President X".
        let named = self
            .token(role.end)
            .is_some_and(|t| t.kind == TokenKind::Word && t.case.is_capital() && role.end < end);
        (!named).then_some(role)
    }

    /// The description that "the" at `at` opens.
    pub(super) fn described_at(
        &self,
        at: TokenId,
        end: TokenId,
        sentence: SentenceId,
    ) -> Option<Description> {
        let mut role = self.starting_at(at + 1, end)?;
        if self.is_in(role.end, WordSet::DescriptionPrepositions) && role.end < end {
            let place = role.end + 1 + usize::from(self.is_in(role.end + 1, WordSet::The));
            if role.country.is_none() {
                role.country = self.country(place);
                role.region = self.region(place);
            }
        }
        let named = role.end < end
            && self.token(role.end).is_some_and(|t| {
                t.kind == TokenKind::Word && t.case.is_capital() && !t.is(Classes::FUNCTION)
            });
        // "the president's", "the minister said": a head noun, not part of a compound.
        let compound = role.end < end
            && self.token(role.end).is_some_and(|t| {
                t.kind == TokenKind::Word && t.is(Classes::ORGANISATION_HEAD | Classes::ROLE)
            });
        (!named && !compound).then(|| Description { role, span: self.span(at, role.end), sentence })
    }
}
