//! Where key phrases can stand: runs of nouns with their adjectives.
//!
//! There is no tagger. A run is bounded by marks, function words, verb forms
//! and adverbs, known from lists and, for unknown words, from their endings. In
//! a headline whose words all begin with capitals they are read as small ones.
//! People's names bound a run too, except as what narrows it ("the … report").
//! A noun that heads an issue may carry the name that follows a preposition
//! ("sanctions against Freedonia"), and a capitalised name its inner "of"
//! ("Council of Europe").
//!
//! Known misses: nouns that are verbs too are taken for nouns, so "the reports
//! claim victory" is one run.

use std::ops::Range;

use verbatim_lexicon::Classes;

use super::{reading::Reading, traits::Traits};
use crate::{
    clean::Verdict,
    entity::{Entities, EntityKind, MentionForm},
    index::{Index, Placed, Places, Steps},
    room,
    segment::{Case, ParagraphId, TokenId, TokenKind},
};

/// Longer runs lose their first words.
const LONGEST: usize = 5;

/// What an entity mention makes of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    No,
    /// A person's name, title or role before it.
    Person,
    Place,
    Organisation,
}

impl Placed for Named {
    type At = TokenId;
}

/// One run of tokens that could be a key phrase.
#[derive(Debug, Clone)]
pub(super) struct Chunk {
    pub tokens: Range<TokenId>,
    pub paragraph: ParagraphId,
}

/// What the entities make of each token.
pub(super) fn named(reading: &Reading<'_>, entities: &Entities) -> Vec<Named> {
    let sentences = reading.sentences;
    let mut named = vec![Named::No; sentences.tokens.len()];
    let mut at = TokenId::FIRST;
    for mention in &entities.mentions {
        if matches!(mention.form, MentionForm::Pronoun | MentionForm::Demonym) {
            continue;
        }
        let kind = match entities.get(mention.entity).map(|entity| entity.kind) {
            Some(EntityKind::Person) => Named::Person,
            Some(EntityKind::Place) => Named::Place,
            Some(EntityKind::Organisation) => Named::Organisation,
            None => continue,
        };
        let ends_before = |at: TokenId| {
            sentences.tokens.at(at).is_some_and(|t| t.span.end() <= mention.span.start())
        };
        while ends_before(at) {
            at += 1;
        }
        let mut inside = at;
        while let (Some(token), Some(slot)) = (sentences.tokens.at(inside), named.at_mut(inside))
            && token.span.start() < mention.span.end()
        {
            if *slot != Named::Person {
                *slot = kind;
            }
            inside += 1;
        }
    }
    named
}

/// Every run of the article, in order.
pub(super) fn chunks(reading: &Reading<'_>, named: &[Named]) -> Vec<Chunk> {
    let mut finder = Finder { reading, named, chunks: Vec::new(), capitals: false };
    // News has about one run to seven tokens.
    finder.chunks.reserve(named.len() / 6);
    for (at, paragraph) in reading.sentences.paragraphs.each() {
        if paragraph.verdict != Verdict::DatelinePlace {
            for sentence in reading.sentences.sentences.part(paragraph.sentences.clone()) {
                finder.sentence(sentence.tokens.clone(), at);
            }
        }
    }
    finder.chunks
}

/// What a token does to the run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Ends the run.
    Bound,
    /// Can stand at any place.
    Noun,
    /// Can stand before a noun.
    Modifier,
    /// Can join two names.
    Joint,
}

/// A run that may go on.
#[derive(Default)]
struct Run {
    /// Its first token, where one is open.
    start: Option<TokenId>,
    /// Whether its last token is a noun.
    ends_in_noun: bool,
}

struct Finder<'r> {
    reading: &'r Reading<'r>,
    named: &'r [Named],
    chunks: Vec<Chunk>,
    /// Whether the sentence is a heading whose words begin with capitals, so that
    /// a capital says nothing.
    capitals: bool,
}

impl Finder<'_> {
    fn sentence(&mut self, tokens: Range<TokenId>, paragraph: ParagraphId) {
        self.capitals = self.reading.is_heading(paragraph) && self.in_capitals(tokens.clone());
        let mut run = Run::default();
        for at in tokens.clone().steps() {
            if self.bounds(at) {
                self.close(&mut run, at, paragraph, tokens.end);
                continue;
            }
            if self.has(at, Traits::BEGINS) {
                self.close(&mut run, at, paragraph, tokens.end);
            }
            let role = self.role(at, run.start.is_some());
            let goes_on = match role {
                Role::Bound => false,
                Role::Noun | Role::Modifier => true,
                Role::Joint => run.start.is_some() && self.joins(at, tokens.end),
            };
            if goes_on {
                run.start.get_or_insert(at);
                run.ends_in_noun = role == Role::Noun;
            } else {
                self.close(&mut run, at, paragraph, tokens.end);
            }
        }
        self.close(&mut run, tokens.end, paragraph, tokens.end);
    }

    /// Ends the run before `at`, where one is open.
    #[inline]
    fn close(&mut self, run: &mut Run, at: TokenId, paragraph: ParagraphId, end: TokenId) {
        if let Some(first) = run.start.take() {
            self.flush(first..at, run.ends_in_noun, paragraph, end);
        }
    }

    /// Whether nearly every long word begins with a capital.
    fn in_capitals(&self, tokens: Range<TokenId>) -> bool {
        let all = self.reading.sentences.tokens.part(tokens);
        let long = all.iter().filter(|t| t.kind == TokenKind::Word && t.span.len() > 3);
        let (words, lower) = long.fold((0, 0), |(words, lower), token| {
            (words + 1, lower + usize::from(token.case == Case::Lower))
        });
        lower * 4 < words
    }

    fn classes(&self, at: TokenId) -> Classes {
        self.reading.sentences.tokens.at(at).map_or(Classes::NONE, |token| token.classes)
    }

    fn is(&self, at: TokenId, classes: Classes) -> bool {
        self.classes(at).any(classes)
    }

    /// The case of the token before; lower where there is none.
    fn case_before(&self, at: TokenId) -> Case {
        at.checked_sub(1).map_or(Case::Lower, |before| self.case(before))
    }

    fn case(&self, at: TokenId) -> Case {
        self.reading.sentences.tokens.at(at).map_or(Case::Lower, |token| token.case)
    }

    fn has(&self, at: TokenId, traits: Traits) -> bool {
        self.reading.is(at, traits)
    }

    /// Whether the run goes on over the small word at `at`.
    fn joins(&self, at: TokenId, end: TokenId) -> bool {
        let next = at + 1;
        if next >= end {
            return false;
        }
        if !self.reading.habits.classed_words {
            let after = if self.has(next, Traits::ARTICLE) { next + 1 } else { next };
            return after < end && self.role(after, true) == Role::Noun;
        }
        // "Council of Europe": names on both sides.
        self.has(at, Traits::JOINT)
            && self.case_before(at).is_capital()
            && self.case(next).is_capital()
            && !at.checked_sub(1).is_some_and(|before| {
                self.is(before, Classes::SENTENCE_INITIAL | Classes::COMMON_NOUN)
            })
            && self.role(next, true) == Role::Noun
            && !self.is(next, Classes::MONTH)
    }

    /// Whether a token ends a run whatever stands around it: marks and function
    /// words that join nothing, which are half of all tokens.
    #[inline]
    fn bounds(&self, at: TokenId) -> bool {
        self.reading.form(at).is_some_and(|form| {
            form.traits.any(Traits::MARK.union(Traits::FUNCTION))
                && !form.traits.any(Traits::JOINT)
                && !matches!(self.named.at(at), Some(Named::Place | Named::Organisation))
        })
    }

    fn role(&self, at: TokenId, open: bool) -> Role {
        let Some(token) = self.reading.sentences.tokens.at(at) else { return Role::Bound };
        let named = self.named.at(at).copied().unwrap_or(Named::No);
        match token.kind {
            TokenKind::Mark => return Role::Bound,
            TokenKind::Number => {
                let name = open && self.case_before(at).is_capital();
                let year = token.span.len() == 4 && !open;
                // "fusée Falcon 9" ends in it.
                if name && self.reading.habits.noun_first {
                    return Role::Noun;
                }
                return if name || year { Role::Modifier } else { Role::Bound };
            }
            TokenKind::Word => {}
        }
        let Some(traits) = self.reading.form(at).map(|form| form.traits) else {
            return Role::Bound;
        };
        let suffix = traits.any(Traits::APOSTROPHE_FIRST);
        if matches!(named, Named::Place | Named::Organisation) && !suffix {
            return if traits.any(Traits::FUNCTION) { Role::Joint } else { Role::Noun };
        }
        let before_name = || self.named.at(at + 1) == Some(&Named::Person);
        if suffix
            || token.is(Classes::LINK | Classes::WEEKDAY)
            || token.is(Classes::HONORIFIC) && (before_name() || !token.is(Classes::PLAIN))
            || token.is(Classes::MONTH) && token.case.is_capital()
        {
            return Role::Bound;
        }
        if traits.any(Traits::FUNCTION) || token.is(Classes::PRONOUN) {
            return if traits.any(Traits::JOINT) { Role::Joint } else { Role::Bound };
        }
        if named == Named::Person {
            return if open { Role::Bound } else { Role::Modifier };
        }
        if !self.reading.habits.classed_words {
            // "qu'il", "s'ouvre", "n'est": pronouns with their verbs.
            if traits.any(Traits::VERB_ENDING) && token.case == Case::Lower {
                return Role::Bound;
            }
            let pronoun = traits.any(Traits::APOSTROPHE) && !traits.any(Traits::HAS_ARTICLE);
            let short = token.span.len() < 2;
            return if pronoun || short { Role::Bound } else { Role::Noun };
        }
        if token.is(Classes::PLAIN) {
            return Role::Modifier;
        }
        if token.is(Classes::ADVERB) && token.case == Case::Lower {
            return Role::Bound;
        }
        if token.case == Case::Lower || self.capitals && token.case == Case::Title {
            return self.lower(at, token.classes, traits, open);
        }
        if token.is(Classes::VERB) && token.is(Classes::SENTENCE_INITIAL) {
            return Role::Bound;
        }
        Role::Noun
    }

    /// A lower-case English word by its lists and its ending.
    fn lower(&self, at: TokenId, classes: Classes, traits: Traits, open: bool) -> Role {
        let verb = classes.any(Classes::VERB | Classes::CUE_VERB)
            && !classes.any(Classes::COMMON_NOUN | Classes::ISSUE | Classes::CUE_NOUN);
        let listed = classes.any(Classes::COMMON_NOUN | Classes::ISSUE | Classes::ROLE);
        let past = traits.any(Traits::PAST);
        if traits.any(Traits::HYPHEN) && !verb {
            return Role::Noun;
        }
        if !listed && (past || verb && traits.any(Traits::GOING)) {
            // "the seized property", not "police seized property" or "by seizing property".
            let opens = !open
                && at.checked_sub(1).is_some_and(|before| {
                    self.has(before, Traits::DETERMINER) || self.is(before, Classes::PLAIN)
                });
            return if opens { Role::Modifier } else { Role::Bound };
        }
        // A verb must stand here: "to fix relations", "will face trial".
        let infinitive = || {
            at.checked_sub(1).is_some_and(|before| self.has(before, Traits::BEFORE_INFINITIVE))
                && !traits.any(Traits::ENDS_S)
        };
        if verb || !listed && (traits.any(Traits::LY) || !open && infinitive()) {
            return Role::Bound;
        }
        Role::Noun
    }

    /// Whether a noun can end a phrase.
    fn ends(&self, at: TokenId) -> bool {
        let past = self.has(at, Traits::ENDS_ED) && self.case(at) == Case::Lower;
        !past && !self.is(at, Classes::DEMONYM.union(Classes::PLAIN))
    }

    fn flush(
        &mut self,
        run: Range<TokenId>,
        ends_in_noun: bool,
        paragraph: ParagraphId,
        end: TokenId,
    ) {
        let (mut first, mut last) = (run.start, run.end);
        while first < last && self.is(first, Classes::PLAIN) && !self.keeps_plain(first) {
            first += 1;
        }
        let mut noun = ends_in_noun;
        while first < last && !(noun && self.ends(last - 1)) {
            last -= 1;
            noun = first < last && self.role(last - 1, true) == Role::Noun;
        }
        // "the firm reserves the right": before a determiner it is a verb.
        if last - first > 1
            && last == run.end
            && self.reading.habits.classed_words
            && self.has(last, Traits::DETERMINER)
            && self.case(last - 1) == Case::Lower
            && self.has(last - 1, Traits::ENDS_S)
            && !self.is(last - 1, Classes::ISSUE)
        {
            last -= 1;
        }
        if self.named.at(last.wrapping_sub(1)).is_some_and(|n| *n == Named::Person) {
            return;
        }
        if last - first > LONGEST && self.reading.habits.classed_words {
            first = last - LONGEST;
        }
        if first >= last {
            return;
        }
        room::for_rest(&mut self.chunks, first.get(), self.named.len());
        self.chunks.push(Chunk { tokens: first..last, paragraph });
        if last - first > 1 && self.reading.habits.noun_first {
            self.chunks.push(Chunk { tokens: first..first + 1, paragraph });
            // "site de lancement" is about a "lancement".
            for at in (first + 1..last).steps() {
                if self.has(at - 1, Traits::JOINT.union(Traits::ARTICLE))
                    && self.role(at, true) == Role::Noun
                {
                    self.chunks.push(Chunk { tokens: at..at + 1, paragraph });
                }
            }
        }
        self.organisation(first..last, paragraph);
        self.issue_with_name(first..last, paragraph, end);
    }

    /// The name at the start of a longer run: "Harbour Board meeting" also says "Harbour Board".
    fn organisation(&mut self, run: Range<TokenId>, paragraph: ParagraphId) {
        let is = |at: &TokenId| self.named.at(*at) == Some(&Named::Organisation);
        let Some(first) = run.clone().steps().find(is) else { return };
        let last = (first..run.end).steps().take_while(is).last().map_or(first, |last| last + 1);
        if last - first > 1 && (first..last) != run {
            self.chunks.push(Chunk { tokens: first..last, paragraph });
        }
    }

    /// A capitalised plain word is part of a name ("United Nations", "New Delhi").
    fn keeps_plain(&self, at: TokenId) -> bool {
        self.case(at).is_capital()
            && !self.is(at, Classes::SENTENCE_INITIAL)
            && self.case(at + 1).is_capital()
    }

    /// "sanctions against Freedonia", "war in the Marches", "relations between A and B".
    fn issue_with_name(&mut self, run: Range<TokenId>, paragraph: ParagraphId, end: TokenId) {
        if !self.reading.habits.classed_words
            || !self.is(run.end - 1, Classes::ISSUE)
            || !self.has(run.end, Traits::BEFORE_PLACE)
        {
            return;
        }
        let place = |at: TokenId| {
            self.named.at(at) == Some(&Named::Place)
                || self.is(at, Classes::COUNTRY.union(Classes::CITY).union(Classes::REGION))
                    && self.case(at).is_capital()
        };
        let mut last = run.end + 1;
        if self.has(last, Traits::THE) {
            last += 1;
        }
        let from = last;
        while last < end && place(last) {
            last += 1;
        }
        if self.has(run.end, Traits::BETWEEN) && last > from && self.has(last, Traits::AND) {
            let mut second = last + 1;
            if self.has(second, Traits::THE) {
                second += 1;
            }
            let from = second;
            while second < end && place(second) {
                second += 1;
            }
            last = if second > from { second } else { run.end };
        } else if self.has(run.end, Traits::BETWEEN) {
            return;
        }
        if last > from {
            // The noun alone: "growing tensions with X" is "tensions with X".
            self.chunks.push(Chunk { tokens: run.end - 1..last, paragraph });
        }
    }
}
