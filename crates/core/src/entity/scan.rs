//! Runs of capitalised words, and the candidates they are cut into.
//!
//! A run holds capitalised words of one sentence with white space between them,
//! the small words inside names ("van", "al-"), and "of", "for" and "to" behind
//! a role or an organisation noun. It is cut from left to right: roles and titles give
//! the name behind them away; listed names are taken whole; organisation nouns
//! end an organisation; what is left is a name whose kind the evidence decides.

mod cut;
mod push;

use verbatim_lexicon::{Classes, Lexicon, TextSet, WordId, WordSet};

use super::{
    candidate::Candidate,
    role::{Description, Roles},
};
use crate::{
    Span,
    clean::Verdict,
    index::{Index, Places},
    segment::{Case, SentenceId, Sentences, Token, TokenId, TokenKind},
};

/// A longer run is no name but a list or a headline; it is cut here, which keeps
/// the work per token bounded.
const LONGEST_RUN: usize = 24;

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
    pub sentence: SentenceId,
}

/// Which words the article writes in lower case somewhere: the hashes of those that
/// are no function words, which every article does, by open addressing.
struct SeenSmall {
    /// Zero where free. Its length is a power of two, and some slot stays free.
    slots: Vec<u64>,
}

impl SeenSmall {
    /// Room for the distinct words of so many tokens is made from the start.
    const FIRST: usize = 1 << 14;

    fn of(sentences: &Sentences<'_>) -> Self {
        let length = (sentences.tokens.len().min(Self::FIRST - 1) + 1).next_power_of_two();
        let mut seen = Self { slots: vec![0; length] };
        let mut taken = 0;
        for token in &sentences.tokens {
            if token.kind == TokenKind::Word
                && token.case == Case::Lower
                && !token.is(Classes::FUNCTION)
            {
                let place = seen.place(token.hash);
                let Some(slot) = seen.slots.get_mut(place) else { continue };
                if *slot == 0 {
                    taken += 1;
                }
                *slot = token.hash;
                if taken >= Self::FIRST / 2 && taken * 2 > seen.slots.len() {
                    seen.grow();
                }
            }
        }
        seen
    }

    #[cold]
    fn grow(&mut self) {
        let old = std::mem::take(&mut self.slots);
        self.slots = vec![0; old.len() * 2];
        for hash in old.into_iter().filter(|&hash| hash != 0) {
            let place = self.place(hash);
            if let Some(slot) = self.slots.get_mut(place) {
                *slot = hash;
            }
        }
    }

    /// Where the hash stands, or the free slot where it would.
    fn place(&self, hash: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while self.slots.get(at).is_some_and(|&taken| taken != 0 && taken != hash) {
            at = (at + 1) & mask;
        }
        at
    }

    fn has(&self, token: &Token) -> bool {
        token.is(Classes::FUNCTION) || self.slots.get(self.place(token.hash)) == Some(&token.hash)
    }
}

/// Finds every candidate of the article.
pub(super) fn run(sentences: &Sentences<'_>, lexicon: &Lexicon) -> Scanned {
    let mut scan = Scan {
        sentences,
        lexicon,
        roles: Roles { sentences, lexicon },
        seen_small: SeenSmall::of(sentences),
        // News has a name to some twelve tokens.
        out: Scanned {
            candidates: Vec::with_capacity(sentences.tokens.len() / 12 + 4),
            ..Scanned::default()
        },
        sentence: SentenceId::FIRST,
        floor: TokenId::FIRST,
        end: TokenId::FIRST,
        titled: false,
    };
    for (index, sentence) in sentences.sentences.each() {
        let verdict = sentences.paragraphs.at(sentence.paragraph).map(|p| p.verdict);
        scan.sentence = index;
        scan.floor = sentence.tokens.start;
        scan.end = sentence.tokens.end;
        let heading = matches!(verdict, Some(Verdict::Headline | Verdict::Heading));
        scan.titled = scan.is_title_case(heading);
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
    sentence: SentenceId,
    floor: TokenId,
    end: TokenId,
    /// Whether it capitalises every word.
    titled: bool,
}

impl<'a> Scan<'a> {
    fn token(&self, at: TokenId) -> Option<&'a Token> {
        self.sentences.tokens.at(at).filter(|_| at < self.end)
    }

    fn word(&self, at: TokenId) -> WordId {
        self.token(at).map_or(WordId::UNKNOWN, |t| t.word)
    }

    fn words(&self, at: TokenId) -> &'a str {
        self.token(at).map_or("", |t| t.span.of(self.sentences.text))
    }

    fn has(&self, at: TokenId, classes: Classes) -> bool {
        self.token(at).is_some_and(|t| t.is(classes))
    }

    /// Whether the word is in the set, in any case.
    fn is_in(&self, at: TokenId, set: WordSet) -> bool {
        self.token(at).is_some_and(|t| self.lexicon.sets.has(set, t.word))
    }

    /// Whether the word is in the set and has no capital.
    fn is_small(&self, at: TokenId, set: WordSet) -> bool {
        self.token(at).is_some_and(|t| t.case == Case::Lower) && self.is_in(at, set)
    }

    /// Whether the words that could be small are capitalised: all of them, or
    /// nearly all in a headline.
    fn is_title_case(&self, heading: bool) -> bool {
        let tokens = self.sentences.tokens.part(self.floor..self.end);
        let open = tokens
            .iter()
            .filter(|t| t.kind == TokenKind::Word && !t.is(Classes::FUNCTION) && t.span.len() > 2);
        // In the body the first small word tells.
        if !heading && open.clone().any(|t| t.case == Case::Lower) {
            return false;
        }
        let small = open.clone().filter(|t| t.case == Case::Lower).count();
        let count = open.count();
        if heading { count > 2 && small * 5 < count } else { count > 3 }
    }

    fn sentence_tokens(&mut self) {
        let mut at = self.floor;
        while let Some(token) = self.token(at) {
            let plain =
                token.case == Case::Lower && !token.is(Classes::FUNCTION | Classes::IN_PHRASE);
            if plain || token.kind != TokenKind::Word {
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
            // "former secretary of State Ida Novak": the name starts behind the role.
            if token.case == Case::Lower
                && token.is(Classes::IN_PHRASE)
                && let Some((length, _)) = self.roles.phrase(at)
                && at + length <= self.end
            {
                at += length;
                continue;
            }
            if token.case == Case::Lower {
                at += 1;
                continue;
            }
            if !self.starts_run(at) {
                if token.is(Classes::HYPHEN) {
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

    fn is_the(&self, at: TokenId) -> bool {
        self.is_in(at, WordSet::The)
    }

    fn the_opens_name(&self, at: TokenId) -> bool {
        self.token(at).is_some_and(|t| t.case == Case::Title && t.is(Classes::IN_PHRASE))
            && self.place_at(at).is_some_and(|(n, _)| n > 1)
    }

    fn after_the(&mut self, at: TokenId) {
        if let Some(found) = self.roles.described_at(at, self.end, self.sentence) {
            self.out.descriptions.push(found);
        } else if self.has(at + 1, Classes::ORGANISATION_SHORT)
            && self.token(at + 1).is_some_and(|t| t.case == Case::Lower || self.ends_run(at + 2))
            && let (Some(the), Some(head)) = (self.token(at), self.token(at + 1))
        {
            let span = the.span.cover(head.span);
            self.out.heads.push(Head { span, word: head.word, sentence: self.sentence });
        }
    }

    fn ends_run(&self, at: TokenId) -> bool {
        !self.is_small(at, WordSet::NameLinks)
            && !self.token(at).is_some_and(|t| t.kind == TokenKind::Word && t.case.is_capital())
    }

    /// Whether the token is capitalised as a name is, or opens with a small
    /// word of names ("al-Assad").
    fn is_capital(&self, at: TokenId) -> bool {
        let Some(token) = self.token(at) else { return false };
        if token.kind != TokenKind::Word || token.is(Classes::LINK) {
            return false;
        }
        match token.case {
            Case::Title | Case::Mixed if self.is_compound(token) => false,
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

    /// "Kenyan-led", "US-Kenyan": an adjective made of listed names.
    fn is_compound(&self, token: &Token) -> bool {
        if token.is(Classes::LISTED) || !token.is(Classes::HYPHEN) {
            return false;
        }
        let word = token.span.of(self.sentences.text);
        let Some((head, tail)) = word.rsplit_once('-') else { return false };
        let listed = self.listed_word(head).is_some();
        if !tail.starts_with(char::is_lowercase) {
            return listed && self.listed_word(tail).is_some();
        }
        listed || head.len() > 1 && head.chars().all(|c| c.is_uppercase() || c == '.')
    }

    fn starts_run(&self, at: TokenId) -> bool {
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

    /// "said Maud Monday": the days of English, in which they stand alone so.
    fn is_weekday(&self, at: TokenId) -> bool {
        let word = self.words(at);
        self.has(at, Classes::WEEKDAY)
            && (self.lexicon.sets.ends(TextSet::DayEndings, &word.to_lowercase())
                || word.ends_with('.'))
    }

    /// "'S" in a headline in capitals.
    fn ends_in_possessive_only(&self, at: TokenId) -> bool {
        self.words(at).starts_with(['\'', '’'])
    }

    fn gap_is_space(&self, at: TokenId) -> bool {
        let (Some(before), Some(token)) = (self.token(at.wrapping_sub(1)), self.token(at)) else {
            return false;
        };
        let gap = self.sentences.text.get(before.span.end()..token.span.start());
        gap.is_some_and(|gap| gap.len() <= 4 && !gap.contains('\n'))
    }

    /// The token after the run that starts at `start`.
    fn run_end(&self, start: TokenId) -> TokenId {
        let mut at = start + 1;
        let mut headed =
            self.has(start, Classes::ORGANISATION_HEAD | Classes::ROLE | Classes::PLACE_HEAD);
        loop {
            let before = at - 1;
            if at - start >= LONGEST_RUN
                || self.has(before, Classes::POSSESSIVE)
                || !self.gap_is_space(at)
            {
                return at;
            }
            let Some(token) = self.token(at) else { return at };
            if self.is_capital(at) {
                // "Larry Sabato", "Kristen Day": behind a given name a capital is a
                // surname, whatever the word means otherwise.
                let surname = self.has(before, Classes::GIVEN)
                    && (token.is(Classes::MONTH | Classes::SURNAME)
                        || token.case == Case::Title
                            && !self.titled
                            && !self.is_weekday(at)
                            && !self.token(before).is_some_and(|t| t.is(Classes::WEEKDAY)));
                let small = token.is(Classes::FUNCTION | Classes::MONTH | Classes::WEEKDAY)
                    && token.case != Case::Upper
                    && !surname;
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
            let sets = self.lexicon.sets.of(token.word);
            let and = sets.has(WordSet::And);
            let links = if sets.has(WordSet::NameLinks) {
                headed
            } else if sets.has(WordSet::Toward) {
                self.has(before, Classes::ROLE)
            } else {
                and && headed && self.has(at + 1, Classes::ROLE_TOPIC | Classes::ORGANISATION_HEAD)
            };
            if !links || token.case != Case::Lower {
                return at;
            }
            let next = at + 1 + usize::from(!and && self.is_the(at + 1));
            if !self.is_capital(next)
                || self.has(next, Classes::FUNCTION | Classes::MONTH | Classes::WEEKDAY)
                    && !self.has(next, Classes::COUNTRY)
            {
                return at;
            }
            at = next + 1;
        }
    }

    fn place_at(&self, at: TokenId) -> Option<(usize, verbatim_lexicon::Place)> {
        let token = self.token(at)?;
        if !token.is(Classes::IN_PHRASE) {
            return None;
        }
        self.lexicon.places.longest(token.word, |n| self.word(at + n))
    }

    fn organisation_at(&self, at: TokenId) -> Option<(usize, verbatim_lexicon::OrganisationId)> {
        let token = self.token(at)?;
        if !token.is(Classes::IN_PHRASE) {
            return None;
        }
        self.lexicon.organisations.longest(token.word, |n| self.word(at + n))
    }

    fn span(&self, start: TokenId, end: TokenId) -> Span {
        match (self.token(start), self.token(end.saturating_sub(1))) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::default(),
        }
    }
}
