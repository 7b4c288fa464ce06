//! Other names that the article itself gives to a thing: letters in brackets
//! ("Joint Plan (JP)") and what it says the thing is known as ("the herring
//! deal, formally known as the Joint Plan").
//!
//! Known miss: a name that only the reader knows to be another's.

use std::ops::Range;

use rustc_hash::FxHashMap;
use verbatim_lexicon::{SetBits, TextSet, WordSet};

use super::{Ground, MeaningId};
use crate::{
    index::{Places, Steps},
    segment::TokenId,
    topic::chunk::Chunk,
};

/// Words between two names of one thing, in English: at most so many tokens.
const APART: usize = 7;

/// Names of one thing that are looked at for the words of another phrase; an
/// article has few, and endless text must not be compared with itself.
const MOST: usize = 16;

/// Phrases that are the same thing by the article's own word.
#[derive(Debug, Default)]
pub(super) struct Aliases {
    /// Each meaning that has another name, with the number of its thing.
    of: FxHashMap<MeaningId, usize>,
    /// The names of each thing.
    things: Vec<Vec<MeaningId>>,
}

impl Aliases {
    /// Reads what stands between each two neighbours of `chunks`.
    pub(super) fn of(ground: &Ground<'_>, chunks: Range<usize>) -> Self {
        let mut found = Self::default();
        let runs = ground.chunks.get(chunks.clone()).unwrap_or_default();
        let mut last: Option<(usize, &Chunk)> = None;
        for (at, other) in (chunks.start..).zip(runs) {
            if let Some((before, one)) = last {
                // Parts of a run follow it, and are none of its neighbours.
                if other.tokens.start < one.tokens.end {
                    continue;
                }
                if (gives_letters(ground, one, other) || says_known_as(ground, one, other))
                    && let Some((one, _)) = ground.meanings.of_run(before)
                    && let Some((other, _)) = ground.meanings.of_run(at)
                {
                    found.join(one, other);
                }
            }
            last = Some((at, other));
        }
        found
    }

    pub(super) fn is_empty(&self) -> bool {
        self.of.is_empty()
    }

    /// Whether two phrases name one thing.
    pub(super) fn are_one(&self, one: MeaningId, other: MeaningId) -> bool {
        self.of.get(&one).is_some_and(|thing| self.of.get(&other) == Some(thing))
    }

    /// The other names of what a phrase names.
    pub(super) fn others(&self, one: MeaningId) -> impl Iterator<Item = MeaningId> + '_ {
        let names = self.of.get(&one).and_then(|&thing| self.things.get(thing));
        names.into_iter().flatten().copied().filter(move |known| *known != one).take(MOST)
    }

    fn join(&mut self, one: MeaningId, other: MeaningId) {
        let (mut to, mut from) = (self.thing(one), self.thing(other));
        if to == from {
            return;
        }
        let names = |thing: usize| self.things.get(thing).map_or(0, Vec::len);
        // The fewer move, so that no name moves often.
        if names(to) < names(from) {
            std::mem::swap(&mut to, &mut from);
        }
        let moved = self.things.get_mut(from).map(std::mem::take).unwrap_or_default();
        self.of.extend(moved.iter().map(|&name| (name, to)));
        if let Some(names) = self.things.get_mut(to) {
            names.extend(moved);
        }
    }

    /// The thing of a name, a new one where it has none.
    fn thing(&mut self, name: MeaningId) -> usize {
        let new = self.things.len();
        let thing = *self.of.entry(name).or_insert(new);
        if thing == new {
            self.things.push(vec![name]);
        }
        thing
    }
}

/// Whether letters in brackets follow the phrase whose initials they are.
fn gives_letters(ground: &Ground<'_>, long: &Chunk, letters: &Chunk) -> bool {
    if letters.tokens.len() != 1 || letters.tokens.start != long.tokens.end + 1 {
        return false;
    }
    let reading = ground.reading;
    let text = reading.sentences.text.as_bytes();
    let mark = reading.sentences.tokens.at(long.tokens.end);
    if mark.and_then(|mark| text.get(mark.span.start())) != Some(&b'(') {
        return false;
    }
    let key = reading.key(letters.tokens.start);
    let are_initials = |all: bool| {
        let words = long.tokens.clone().steps().filter(|&at| all || !reading.is_function(at));
        words.filter_map(|at| reading.key(at).chars().next()).eq(key.chars())
    };
    are_initials(true) || are_initials(false)
}

/// Whether the text says that what the first phrase names is known as the second.
fn says_known_as(ground: &Ground<'_>, one: &Chunk, other: &Chunk) -> bool {
    let between = one.tokens.end..other.tokens.start;
    if !(2..=APART).contains(&between.len()) {
        return false;
    }
    let Ground { lexicon, reading, .. } = ground;
    let token = |at: TokenId| reading.sentences.tokens.at(at);
    let sets = |at: Option<TokenId>| {
        at.and_then(token).map_or(SetBits::default(), |token| lexicon.sets.of(token.word))
    };
    let mut said = between.clone().steps().rev();
    let mut last = sets(said.next());
    if last.has(WordSet::Articles) {
        last = sets(said.next());
    }
    // "known as", "referred to as"; "called" and "dubbed" need no "as".
    let named = if last.has(WordSet::As) {
        let verb = sets(said.next());
        let verb = if verb.has(WordSet::Toward) { sets(said.next()) } else { verb };
        verb.has(WordSet::KnownAs)
    } else {
        last.has(WordSet::CalledNames)
    };
    // Before it, no more than a comma, adverbs and "is", "which is" or "also": another
    // subject or object would be what is known so.
    named
        && said.all(|at| {
            let key = reading.key(at);
            key.is_empty()
                || sets(Some(at)).has(WordSet::KnownAsGap)
                || lexicon.sets.ends(TextSet::MannerEndings, key)
        })
}
