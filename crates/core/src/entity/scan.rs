//! Runs of capitalised words, and the candidates they are cut into.
//!
//! A run holds capitalised words of one sentence with white space between them,
//! the small words inside names ("van", "al-"), and "of", "for" and "to" behind
//! a role or an organisation noun. It is cut from left to right: roles and titles give
//! the name behind them away; listed names are taken whole; organisation nouns
//! end an organisation; what is left is a name whose kind the evidence decides.

use verbatim_lexicon::{Classes, Lexicon, PlaceKind, WordId};

use super::{
    EntityKind,
    candidate::{Candidate, Listed, Scores},
    evidence,
    role::{Description, Role, Roles},
};
use crate::{
    Span,
    clean::Verdict,
    segment::{Case, Sentences, Token, TokenKind},
};

/// What the scan of an article yields.
#[derive(Debug, Default)]
pub(super) struct Scanned {
    pub candidates: Vec<Candidate>,
    pub descriptions: Vec<Description>,
    /// "the ministry", "the company": what may be short for an organisation.
    pub heads: Vec<Head>,
}

/// An organisation noun with "the" and no name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Head {
    pub span: Span,
    pub word: WordId,
    pub sentence: usize,
}

/// Which words the article writes in lower case somewhere: a set of hashes in
/// which few others seem to be.
struct SeenSmall {
    bits: Vec<u64>,
}

impl SeenSmall {
    const BITS: u32 = 1 << 17;

    fn of(sentences: &Sentences<'_>) -> Self {
        let mut bits = vec![0; Self::BITS as usize / 64];
        for token in &sentences.tokens {
            if token.kind == TokenKind::Word && token.case == Case::Lower {
                let bit = token.hash % Self::BITS;
                if let Some(word) = bits.get_mut(bit as usize / 64) {
                    *word |= 1_u64 << (bit % 64);
                }
            }
        }
        Self { bits }
    }

    fn has(&self, token: &Token) -> bool {
        let bit = token.hash % Self::BITS;
        self.bits.get(bit as usize / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1)
    }
}

/// Finds every candidate of the article.
pub(super) fn run(sentences: &Sentences<'_>, lexicon: &Lexicon) -> Scanned {
    let mut scan = Scan {
        sentences,
        lexicon,
        roles: Roles { sentences, lexicon },
        seen_small: SeenSmall::of(sentences),
        out: Scanned::default(),
        sentence: 0,
        floor: 0,
        end: 0,
        titled: false,
    };
    for (index, sentence) in sentences.sentences.iter().enumerate() {
        let verdict = sentences.paragraphs.get(sentence.paragraph).map(|p| p.verdict);
        scan.sentence = index;
        scan.floor = sentence.tokens.start;
        scan.end = sentence.tokens.end;
        scan.titled =
            matches!(verdict, Some(Verdict::Headline | Verdict::Heading)) && scan.is_title_case();
        scan.sentence_tokens();
    }
    scan.out
}

struct Scan<'a> {
    sentences: &'a Sentences<'a>,
    lexicon: &'a Lexicon,
    roles: Roles<'a>,
    seen_small: SeenSmall,
    out: Scanned,
    /// The sentence at hand, its first token and the one after its last.
    sentence: usize,
    floor: usize,
    end: usize,
    /// Whether it capitalises every word.
    titled: bool,
}

impl<'a> Scan<'a> {
    fn token(&self, at: usize) -> Option<&'a Token> {
        self.sentences.tokens.get(at).filter(|_| at < self.end)
    }

    fn word(&self, at: usize) -> WordId {
        self.token(at).map_or(WordId::UNKNOWN, |t| t.word)
    }

    fn words(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |t| t.span.of(self.sentences.text))
    }

    fn has(&self, at: usize, classes: Classes) -> bool {
        self.token(at).is_some_and(|t| t.is(classes))
    }

    /// Whether most words that could be small are capitalised.
    fn is_title_case(&self) -> bool {
        let tokens = self.sentences.tokens.get(self.floor..self.end).unwrap_or_default();
        let open = tokens
            .iter()
            .filter(|t| t.kind == TokenKind::Word && !t.is(Classes::FUNCTION) && t.span.len() > 2);
        let small = open.clone().filter(|t| t.case == Case::Lower).count();
        let count = open.count();
        count > 2 && small * 3 < count
    }

    fn sentence_tokens(&mut self) {
        let mut at = self.floor;
        while let Some(token) = self.token(at) {
            if token.kind != TokenKind::Word {
                at += 1;
                continue;
            }
            if token.is(Classes::FUNCTION) && self.is_the(at) {
                self.after_the(at);
                // "The Hague", "The Guardian".
                if !self.the_opens_name(at) {
                    at += 1;
                    continue;
                }
            }
            if !self.starts_run(at) {
                if token.span.len() > 4 && token.case != Case::Title {
                    self.inside_hyphens(at);
                }
                at += 1;
                continue;
            }
            let end = self.run_end(at);
            self.cut(at, end);
            at = end.max(at + 1);
        }
    }

    fn is_the(&self, at: usize) -> bool {
        self.words(at).eq_ignore_ascii_case("the")
    }

    fn the_opens_name(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.case == Case::Title && t.is(Classes::IN_PHRASE))
            && self.place_at(at).is_some_and(|(n, _)| n > 1)
    }

    fn after_the(&mut self, at: usize) {
        if let Some(found) = self.roles.described_at(at, self.end, self.sentence) {
            self.out.descriptions.push(found);
        } else if self.has(at + 1, Classes::ORGANISATION_HEAD)
            && self.token(at + 1).is_some_and(|t| t.case == Case::Lower || self.ends_run(at + 2))
            && let (Some(the), Some(head)) = (self.token(at), self.token(at + 1))
        {
            let span = the.span.cover(head.span);
            self.out.heads.push(Head { span, word: head.word, sentence: self.sentence });
        }
    }

    fn ends_run(&self, at: usize) -> bool {
        !self.token(at).is_some_and(|t| t.kind == TokenKind::Word && t.case.is_capital())
    }

    /// Whether the token is capitalised as a name is, or opens with a small
    /// word of names ("al-Assad").
    fn is_capital(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return false };
        if token.kind != TokenKind::Word || token.is(Classes::LINK) {
            return false;
        }
        match token.case {
            Case::Title | Case::Upper => true,
            Case::Lower => false,
            Case::Mixed => {
                let word = token.span.of(self.sentences.text);
                word.chars().next().is_some_and(char::is_uppercase) || {
                    let (head, tail) = word.split_once(['-', '\'', '’']).unwrap_or((word, ""));
                    head.len() <= 3
                        && self
                            .lexicon
                            .words
                            .classes(self.lexicon.words.get(head))
                            .any(Classes::PARTICLE)
                        && tail.chars().next().is_some_and(char::is_uppercase)
                }
            }
        }
    }

    fn starts_run(&self, at: usize) -> bool {
        if !self.is_capital(at) {
            return false;
        }
        let Some(token) = self.token(at) else { return false };
        if token.is(Classes::FUNCTION) && !token.is(Classes::IN_PHRASE) {
            return false;
        }
        if token.is(Classes::FUNCTION) && token.case != Case::Upper {
            return self.the_opens_name(at);
        }
        if token.is(Classes::MONTH | Classes::WEEKDAY) {
            // "April Novak": a name where another capital follows and no number.
            return token.is(Classes::GIVEN)
                && self.is_capital(at + 1)
                && !self.has(at + 1, Classes::FUNCTION | Classes::MONTH | Classes::WEEKDAY);
        }
        !self.ends_in_possessive_only(at)
    }

    /// "'S" in a headline in capitals.
    fn ends_in_possessive_only(&self, at: usize) -> bool {
        self.words(at).starts_with(['\'', '’'])
    }

    fn gap_is_space(&self, at: usize) -> bool {
        let (Some(before), Some(token)) = (self.token(at.wrapping_sub(1)), self.token(at)) else {
            return false;
        };
        let gap = self.sentences.text.get(before.span.end()..token.span.start());
        gap.is_some_and(|gap| gap.len() <= 4 && !gap.contains('\n'))
    }

    /// The token after the run that starts at `start`.
    fn run_end(&self, start: usize) -> usize {
        let mut at = start + 1;
        let mut headed =
            self.has(start, Classes::ORGANISATION_HEAD | Classes::ROLE | Classes::PLACE_HEAD);
        loop {
            let before = at - 1;
            if self.has(before, Classes::POSSESSIVE) || !self.gap_is_space(at) {
                return at;
            }
            let Some(token) = self.token(at) else { return at };
            if self.is_capital(at) {
                let small = token.is(Classes::FUNCTION | Classes::MONTH | Classes::WEEKDAY)
                    && token.case != Case::Upper
                    && !(self.has(before, Classes::GIVEN)
                        && token.is(Classes::MONTH | Classes::SURNAME));
                if small || self.ends_in_possessive_only(at) {
                    return at;
                }
                headed |=
                    token.is(Classes::ORGANISATION_HEAD | Classes::ROLE | Classes::PLACE_HEAD);
                at += 1;
                continue;
            }
            let word = token.span.of(self.sentences.text);
            if token.kind == TokenKind::Mark {
                if word == "&" && self.is_capital(at + 1) {
                    at += 2;
                    continue;
                }
                return at;
            }
            if token.is(Classes::PARTICLE) && token.case == Case::Lower {
                let next = at
                    + 1
                    + usize::from(self.has(at + 1, Classes::PARTICLE) && !self.is_capital(at + 1));
                if self.is_capital(next) && !self.has(next, Classes::FUNCTION) {
                    at = next + 1;
                    continue;
                }
                return at;
            }
            let links = match word {
                "of" | "for" => headed,
                "to" => self.has(before, Classes::ROLE),
                "and" => {
                    headed && self.has(at + 1, Classes::ROLE_TOPIC | Classes::ORGANISATION_HEAD)
                }
                _ => false,
            };
            if !links {
                return at;
            }
            let next = at + 1 + usize::from(word != "and" && self.is_the(at + 1));
            if !self.is_capital(next)
                || self.has(next, Classes::FUNCTION | Classes::MONTH | Classes::WEEKDAY)
                    && !self.has(next, Classes::COUNTRY)
            {
                return at;
            }
            at = next + 1;
        }
    }

    fn place_at(&self, at: usize) -> Option<(usize, verbatim_lexicon::Place)> {
        let token = self.token(at)?;
        if !token.is(Classes::IN_PHRASE) {
            return None;
        }
        self.lexicon.places.longest(token.word, |n| self.word(at + n))
    }

    fn organisation_at(&self, at: usize) -> Option<(usize, verbatim_lexicon::OrganisationId)> {
        let token = self.token(at)?;
        if !token.is(Classes::IN_PHRASE) {
            return None;
        }
        self.lexicon.organisations.longest(token.word, |n| self.word(at + n))
    }

    fn span(&self, start: usize, end: usize) -> Span {
        match (self.token(start), self.token(end.saturating_sub(1))) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::default(),
        }
    }

    /// Cuts the run `start..end` into candidates.
    fn cut(&mut self, start: usize, end: usize) {
        let mut at = start;
        while at < end {
            let next = self.cut_one(at, end);
            at = next.max(at + 1);
        }
    }

    /// Takes what starts at `at`; the token after it.
    fn cut_one(&mut self, at: usize, end: usize) -> usize {
        if !self.is_capital(at) {
            return at + 1;
        }
        if self.has(at, Classes::HONORIFIC) && at + 1 < end && self.is_capital(at + 1) {
            return self.titled_name(at, end);
        }
        if let Some((length, id)) = self.organisation_at(at).filter(|(n, _)| at + n <= end + 3) {
            let stop = at + length;
            let longer = self.organisation_end(at, end).filter(|&longer| longer > stop);
            if longer.is_none() && !self.is_first_name_of_person(at, end, length) {
                self.push(
                    at,
                    stop,
                    Some(Listed::Organisation(id)),
                    Some(EntityKind::Organisation),
                    None,
                );
                return stop;
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
    fn is_first_name_of_person(&self, at: usize, end: usize, length: usize) -> bool {
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
    fn titled_name(&mut self, at: usize, end: usize) -> usize {
        let mut name = at + 1;
        while name + 1 < end && self.has(name, Classes::HONORIFIC) && self.is_capital(name + 1) {
            name += 1;
        }
        // A title that is a role as well ("General", "Judge") is recorded as one.
        let role = self.roles.ending_at(name, self.floor);
        let female = (at..name).any(|t| self.has(t, Classes::FEMALE));
        let male = (at..name).any(|t| self.has(t, Classes::MALE));
        let stop = self.plain_name(name, end, role);
        if let Some(last) = self.out.candidates.last_mut().filter(|c| c.start == name) {
            last.span =
                self.sentences.tokens.get(at).map_or(last.span, |t| t.span.cover(last.span));
            last.scores.person += 6.0;
            last.weak = false;
            last.female |= female;
            last.male |= male;
        }
        stop
    }

    /// A role at `at`, its complement ("to Kazakhstan", "of State"), and the name behind.
    fn role_and_name(&mut self, at: usize, role: Role, end: usize) -> usize {
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
        let role = self.roles.ending_at(name, self.floor).unwrap_or(Role { end: name, ..role });
        let before = self.out.candidates.len();
        let stop = self.plain_name(name, end, Some(role));
        if let Some(found) = self.out.candidates.get_mut(before).filter(|c| c.start == name) {
            found.span = role.span.cover(found.span);
        }
        stop
    }

    /// The end of the organisation that starts at `at`: behind its last head
    /// noun, and behind "of …" after it.
    fn organisation_end(&self, at: usize, end: usize) -> Option<usize> {
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
        let linked = matches!(self.words(stop), "of" | "for") && stop < end;
        if linked {
            stop += 1 + usize::from(self.is_the(stop + 1));
            if let Some((length, _)) = self.place_at(stop).filter(|(n, _)| stop + n <= end) {
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

    /// Pushes the listed places of `start..end`.
    fn places_inside(&mut self, start: usize, end: usize) {
        let mut at = start;
        while at < end {
            let found = self.place_at(at).filter(|(n, place)| {
                at + n <= end
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

    fn push_place(&mut self, start: usize, end: usize, place: verbatim_lexicon::Place) {
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
            stop += usize::from(is_area(self.words(end)));
        }
        self.push(start, stop, Some(listed), certain, None);
    }

    /// A name whose kind only evidence tells: capitals up to the next role,
    /// title or listed name.
    fn plain_name(&mut self, at: usize, end: usize, role: Option<Role>) -> usize {
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

    /// In a headline that capitalises every word, a given name and the word
    /// behind it are one name; any other word stands for itself and counts
    /// only where the body knows it.
    fn titled_words(&mut self, at: usize, end: usize) -> usize {
        let mut stop = at + 1;
        if self.has(at, Classes::GIVEN) {
            while stop < end && self.words(stop).len() == 2 && self.words(stop).ends_with('.') {
                stop += 1;
            }
            while stop < end && self.has(stop, Classes::PARTICLE) {
                stop += 1;
            }
            if stop < end
                && self.is_capital(stop)
                && !self.token(stop).is_some_and(|t| self.seen_small.has(t))
            {
                stop += 1;
            }
        }
        let common = self.token(at).is_some_and(|t| self.seen_small.has(t));
        if stop > at + 1 || !common {
            self.push(at, stop, None, None, None);
        }
        stop
    }

    fn push(
        &mut self,
        start: usize,
        end: usize,
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
        if certain.is_none() && !(self.titled && end - start == 1) {
            candidate.scores = evidence::at(
                self.sentences,
                &candidate,
                self.floor..self.end,
                titled,
                apposed.is_some(),
            );
            if matches!(listed, Some(Listed::Place)) {
                candidate.scores.place += 3.0;
            }
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
            self.out.candidates.push(administration);
            if end - start < 2 {
                return;
            }
            candidate.scores.person += 4.0;
        }
        let place_word = self.token(end).filter(|t| {
            t.is(Classes::PLACE_HEAD)
                && t.case == Case::Lower
                && is_area(t.span.of(self.sentences.text))
        });
        if let Some(head) =
            place_word.filter(|_| certain.is_none() && !titled && self.gap_is_space(end))
        {
            candidate.scores.place += 4.0;
            candidate.span = candidate.span.cover(head.span);
        }
        self.out.candidates.push(candidate);
    }

    fn is_administration(&self, at: usize) -> bool {
        self.gap_is_space(at)
            && matches!(
                self.words(at),
                "administration" | "government" | "campaign" | "regime" | "presidency"
            )
    }

    /// Listed places inside a hyphenated token: "US-backed", "anti-Russian".
    fn inside_hyphens(&mut self, at: usize) {
        let Some(token) = self.token(at) else { return };
        let word = token.span.of(self.sentences.text);
        if !word.contains('-') {
            return;
        }
        let mut start = token.span.start();
        for part in word.split('-') {
            let span = Span::between(start, start + part.len());
            start += part.len() + 1;
            if let Some(listed) = self.listed_word(part) {
                self.out.candidates.push(Candidate {
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
                });
            }
        }
    }

    /// The country, its people or the organisation that a part of a token names.
    fn listed_word(&self, part: &str) -> Option<Listed> {
        if part.len() < 2 || !part.starts_with(char::is_uppercase) {
            return None;
        }
        let words = &self.lexicon.words;
        let mut id = words.get(part);
        if !id.is_known() {
            id = words.get(&part.to_lowercase());
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

/// Nouns of areas that belong to the place's name even in lower case.
fn is_area(word: &str) -> bool {
    let area = ["province", "peninsula", "oblast", "region", "governorate", "prefecture", "county"];
    area.iter().any(|a| a.eq_ignore_ascii_case(word))
}
