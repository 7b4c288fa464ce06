//! Cutting a run into roles, listed names, organisations and plain names.

use verbatim_lexicon::{Classes, WordSet};

use super::Scan;
use crate::{
    entity::{EntityKind, candidate::Listed, role::Role},
    index::{Places, Steps},
    segment::{Case, TokenId},
};

impl Scan<'_> {
    /// Cuts the run `start..end` into candidates.
    pub(super) fn cut(&mut self, start: TokenId, end: TokenId) {
        let mut at = start;
        while at < end {
            let next = self.cut_one(at, end);
            at = next.max(at + 1);
        }
    }

    /// Takes what starts at `at`; the token after it.
    fn cut_one(&mut self, at: TokenId, end: TokenId) -> TokenId {
        if !self.is_capital(at) {
            return at + 1;
        }
        if self.has(at, Classes::HONORIFIC) && at + 1 < end && self.is_capital(at + 1) {
            return self.titled_name(at, end);
        }
        if let Some((length, id)) = self.organisation_at(at).filter(|(n, _)| at + *n <= end + 3) {
            let stop = at + length;
            let longer = self.organisation_end(at, end).filter(|&longer| longer > stop);
            if longer.is_none() && !self.is_first_name_of_person(at, end, length) {
                let listed = Some(Listed::Organisation(id));
                self.push(at, stop, listed, Some(EntityKind::Organisation), None);
                // "Orvex News Daily": one more word of a longer name is no name.
                let names =
                    Classes::GIVEN | Classes::SURNAME | Classes::IN_PHRASE | Classes::HONORIFIC;
                let trails = stop + 1 == end && self.is_capital(stop) && !self.has(stop, names);
                return stop + usize::from(trails);
            }
        }
        if let Some(role) = self.roles.starting_at(at, end) {
            // "General Assembly", "Registrar Office": the role is part of its name.
            let headed = role.end < end
                && self.has(role.end, Classes::ORGANISATION_HEAD)
                && self.is_capital(role.end)
                && !self.has(role.end, Classes::GIVEN | Classes::SURNAME | Classes::ROLE);
            if !headed {
                return self.role_and_name(at, role, end);
            }
        }
        if let Some(stop) = self.organisation_end(at, end) {
            self.push(at, stop, None, Some(EntityKind::Organisation), None);
            self.places_inside(at, stop);
            return stop;
        }
        if let Some((length, place)) = self.place_at(at) {
            let stop = at + length;
            let person = self.is_first_name_of_person(at, end, length);
            let longer = stop < end && self.has(stop, Classes::PLACE_HEAD) && self.is_capital(stop);
            if !person && !longer {
                self.push_place(at, stop, place);
                return stop;
            }
        }
        if self.has(at, Classes::GROUP) && !self.has(at, Classes::GIVEN | Classes::SURNAME) {
            return at + 1;
        }
        self.plain_name(at, end, None)
    }

    /// "Jordan Novak", "Chelsea Varga": a listed place that is a given name
    /// before another capital that no list knows as a place.
    fn is_first_name_of_person(&self, at: TokenId, end: TokenId, length: usize) -> bool {
        length == 1
            && self.has(at, Classes::GIVEN)
            && at + 1 < end
            && self.is_capital(at + 1)
            && self.token(at).is_some_and(|t| t.case == Case::Title)
            && !self.has(
                at + 1,
                Classes::ORGANISATION_HEAD
                    | Classes::PLACE_HEAD
                    | Classes::COUNTRY
                    | Classes::ROLE
                    | Classes::HONORIFIC
                    | Classes::WORK_HEAD,
            )
            && !self.has(at, Classes::COUNTRY | Classes::CAPITAL | Classes::ORGANISATION)
            || length == 1
                && self.has(at, Classes::GIVEN)
                && at + 1 < end
                && self.is_capital(at + 1)
                && self.has(at + 1, Classes::SURNAME)
                && !self
                    .has(at + 1, Classes::ORGANISATION_HEAD | Classes::PLACE_HEAD | Classes::ROLE)
    }

    /// "Mr. Varga", "Dr. Ida Novak".
    fn titled_name(&mut self, at: TokenId, end: TokenId) -> TokenId {
        let mut name = at + 1;
        while name + 1 < end && self.has(name, Classes::HONORIFIC) && self.is_capital(name + 1) {
            name += 1;
        }
        // A title that is a role as well ("General", "Judge") is recorded as one.
        let role = self.roles.ending_at(name, self.floor);
        let female = (at..name).steps().any(|t| self.has(t, Classes::FEMALE));
        let male = (at..name).steps().any(|t| self.has(t, Classes::MALE));
        let stop = self.plain_name(name, end, role);
        if let Some(last) = self.out.candidates.last_mut().filter(|c| c.start == name) {
            last.span = self.sentences.tokens.at(at).map_or(last.span, |t| t.span.cover(last.span));
            last.scores.person += 6.0;
            last.weak = false;
            last.female |= female;
            last.male |= male;
        }
        stop
    }

    /// A role at `at`, its complement ("to Kazakhstan", "of State"), and the name behind.
    fn role_and_name(&mut self, at: TokenId, role: Role, end: TokenId) -> TokenId {
        self.places_inside(at, role.end);
        let mut name = role.end;
        while let Some(more) = self.roles.starting_at(name, end) {
            name = more.end;
        }
        if self.token(name).is_some_and(|t| t.case == Case::Lower) && name < end {
            name += 1 + usize::from(self.is_the(name + 1));
            // The complement: a listed place, another role, or words up to a given name.
            if let Some((length, place)) = self.place_at(name) {
                self.push_place(name, name + length, place);
                name += length;
            }
            if let Some(more) = self.roles.starting_at(name, end) {
                self.places_inside(name, more.end);
                name = more.end;
            } else if let Some(given) = (name..end)
                .steps()
                .find(|&t| self.has(t, Classes::GIVEN) && t + 1 < end && self.is_capital(t + 1))
            {
                name = given;
            } else if role.end + 2 < name {
                // A place was the whole complement; what follows is the name.
            } else if let Some(stop) = self.organisation_end(at, end) {
                self.push(at, stop, None, Some(EntityKind::Organisation), None);
                return stop;
            }
        }
        if name >= end {
            return end;
        }
        if !self.has(name, Classes::GIVEN) && self.organisation_end(name, end) == Some(end) {
            self.push(at, end, None, Some(EntityKind::Organisation), None);
            return end;
        }
        let role = self.roles.ending_at(name, self.floor).unwrap_or(Role { end: name, ..role });
        // "Committee Chair Rep. Ida Novak": the name starts behind the last title.
        while name + 1 < end && self.has(name, Classes::HONORIFIC) && self.is_capital(name + 1) {
            name += 1;
        }
        let before = self.out.candidates.len();
        let stop = self.plain_name(name, end, Some(role));
        if let Some(found) = self.out.candidates.get_mut(before).filter(|c| c.start == name) {
            found.span = role.span.cover(found.span);
        }
        stop
    }

    /// The end of the organisation that starts at `at`: behind its last head
    /// noun, and behind "of …" after it.
    pub(super) fn organisation_end(&self, at: TokenId, end: TokenId) -> Option<TokenId> {
        let mut head = None;
        let mut t = at;
        while t < end {
            let Some(token) = self.token(t) else { break };
            if !self.is_capital(t) && !matches!(self.words(t), "&") {
                break;
            }
            if t > at && token.is(Classes::HONORIFIC) {
                break;
            }
            if t > at
                && token.is(Classes::ROLE)
                && !token.is(Classes::ORGANISATION_HEAD)
                && !self.has(t + 1, Classes::ORGANISATION_HEAD)
            {
                break;
            }
            if token.is(Classes::ORGANISATION_HEAD) && self.roles.starting_at(t, end).is_none() {
                head = Some(t);
            }
            t += 1;
        }
        let head = head?;
        let mut stop = head + 1;
        let linked = self.is_small(stop, WordSet::NameLinks) && stop < end;
        if linked {
            stop += 1 + usize::from(self.is_the(stop + 1));
            if let Some((length, _)) = self.place_at(stop).filter(|(n, _)| stop + *n <= end) {
                stop += length;
            } else {
                while stop < end
                    && !self.has(stop, Classes::HONORIFIC)
                    && self.roles.starting_at(stop, end).is_none()
                    && !(self.has(stop, Classes::GIVEN)
                        && stop + 1 < end
                        && !self.has(stop + 1, Classes::ORGANISATION_HEAD))
                {
                    stop += 1;
                }
            }
        }
        // One head noun alone names nothing.
        (linked || head > at).then_some(stop)
    }

    /// A name whose kind only evidence tells: capitals up to the next role,
    /// title or listed name.
    fn plain_name(&mut self, at: TokenId, end: TokenId, role: Option<Role>) -> TokenId {
        if self.titled {
            return self.titled_words(at, end);
        }
        let mut stop = at + 1;
        while stop < end {
            let before = stop - 1;
            let lower =
                self.token(stop).is_some_and(|t| t.case == Case::Lower && !t.is(Classes::PARTICLE));
            if lower && self.words(stop) != "&" {
                break;
            }
            let breaks = self.is_capital(stop)
                && (self.has(stop, Classes::HONORIFIC) && self.is_capital(stop + 1)
                    || self
                        .organisation_at(stop)
                        .is_some_and(|_| self.token(stop).is_some_and(|t| t.case == Case::Upper))
                    || self.has(stop, Classes::COUNTRY | Classes::DEMONYM)
                        && !self.has(stop, Classes::SURNAME)
                    || self.roles.starting_at(stop, end).is_some_and(|r| {
                        r.end < end
                            && self.has(r.start, Classes::ROLE)
                            && !self.has(stop, Classes::SURNAME)
                    }));
            if breaks && !self.has(before, Classes::PARTICLE) {
                break;
            }
            stop += 1;
        }
        // A small word at the end belongs to what follows.
        while stop > at + 1 && self.token(stop - 1).is_some_and(|t| t.case == Case::Lower) {
            stop -= 1;
        }
        let first = self.token(at);
        let mut start = at;
        // "Yesterday's", "Longtime Ida Novak": a sentence's first word that is
        // no name itself and stands in lower case elsewhere, or before a given name.
        if role.is_none()
            && stop - at > 1
            && first.is_some_and(|t| {
                t.is(Classes::SENTENCE_INITIAL)
                    && t.case == Case::Title
                    && !t.is(Classes::GIVEN | Classes::SURNAME)
                    && (self.seen_small.has(t)
                        || t.is(Classes::ROLE_MODIFIER | Classes::ROLE_TOPIC | Classes::GROUP)
                        || self.has(at + 1, Classes::GIVEN))
            })
        {
            start = at + 1;
        }
        let common = Classes::ORGANISATION_HEAD
            | Classes::PLACE_HEAD
            | Classes::WORK_HEAD
            | Classes::ROLE
            | Classes::ROLE_TOPIC
            | Classes::ROLE_MODIFIER;
        let names = Classes::GIVEN | Classes::SURNAME | Classes::CITY;
        if stop - start == 1 && role.is_none() && self.has(start, common) && !self.has(start, names)
        {
            return stop;
        }
        let last = stop - 1;
        let place_head = stop - start > 1 && self.has(last, Classes::PLACE_HEAD) && role.is_none()
            || stop - start > 1 && self.has(start, Classes::PLACE_HEAD_BEFORE) && role.is_none();
        let work = self.has(last, Classes::WORK_HEAD) && role.is_none() && stop - start > 1;
        if work {
            self.places_inside(start, stop);
            return stop;
        }
        let certain = place_head.then_some(EntityKind::Place);
        self.push(start, stop, None, certain, role);
        if place_head {
            self.places_inside(start, stop);
        }
        stop
    }

    /// In a headline that capitalises every word, a given name, or two, and the word
    /// behind it are one name; any other word stands for itself and counts
    /// only where the body knows it.
    fn titled_words(&mut self, at: TokenId, end: TokenId) -> TokenId {
        let mut stop = at + 1;
        if self.has(at, Classes::GIVEN) {
            while stop < end && self.words(stop).len() == 2 && self.words(stop).ends_with('.') {
                stop += 1;
            }
            while stop < end && self.has(stop, Classes::PARTICLE) {
                stop += 1;
            }
            let is_name = |scan: &Self, at: TokenId| {
                at < end
                    && scan.is_capital(at)
                    && !scan.token(at).is_some_and(|t| scan.seen_small.has(t))
            };
            // A second given name that is nobody's surname leads to one.
            let second = self.has(stop, Classes::GIVEN) && !self.has(stop, Classes::SURNAME);
            if second && is_name(self, stop) && is_name(self, stop + 1) {
                stop += 1;
            }
            if is_name(self, stop) {
                stop += 1;
            }
        }
        let common = self.token(at).is_some_and(|t| self.seen_small.has(t));
        if stop > at + 1 || !common {
            self.push(at, stop, None, None, None);
        }
        stop
    }
}
