//! [`Meanings`]: which runs of the article say the same, by their concepts.
//!
//! Found once for the article; it and each of its sections then count runs by
//! the numbers of their meanings.

use super::{
    chunk::Chunk,
    concept::{Concept, Concepts},
    numbering::Numbering,
    reading::likely_distinct,
};

/// A meaning's number among the article's meanings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct MeaningId(u32);

impl MeaningId {
    /// Its place in tables by meaning.
    #[inline]
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a run means.
#[derive(Debug, Clone, Copy)]
struct Meaning {
    /// Where its concepts begin and end in [`Meanings::concepts`].
    concepts: (u32, u32),
    /// A bit for each concept, so that most pairs are told apart at once.
    bits: u64,
}

/// What all runs mean.
pub(super) struct Meanings {
    /// The concepts of all meanings, one after the other: sorted, each once.
    concepts: Vec<Concept>,
    list: Vec<Meaning>,
    /// By run.
    of_runs: Vec<(MeaningId, Option<Concept>)>,
}

impl Meanings {
    pub(super) fn new(concepts: &Concepts, chunks: &[Chunk]) -> Self {
        let mut meanings = Self {
            concepts: Vec::with_capacity(likely_distinct(chunks.len()) * 2),
            list: Vec::with_capacity(likely_distinct(chunks.len())),
            of_runs: Vec::with_capacity(chunks.len()),
        };
        let mut numbering = Numbering::with_capacity(likely_distinct(chunks.len()));
        for chunk in chunks {
            let words = concepts.within(chunk.tokens.start, chunk.tokens.end);
            let id = meanings.add(words, &mut numbering);
            meanings.of_runs.push((id, words.last().copied()));
        }
        meanings
    }

    fn add(&mut self, words: &[Concept], numbering: &mut Numbering) -> MeaningId {
        // Most runs are one word.
        if let &[only] = words {
            let (number, new) = numbering.number(only.hash(1));
            if new {
                let start = self.concepts.len() as u32;
                self.concepts.push(only);
                self.list.push(Meaning { concepts: (start, start + 1), bits: only.bit() });
            }
            return MeaningId(number);
        }
        let start = self.concepts.len();
        self.concepts.extend_from_slice(words);
        self.sort(start);
        let own = self.concepts.get(start..).unwrap_or_default();
        let hash = own.iter().fold(own.len() as u64, |hash, concept| concept.hash(hash));
        let (number, new) = numbering.number(hash);
        if new {
            let bits = own.iter().fold(0, |bits, concept| bits | concept.bit());
            let concepts = (start as u32, self.concepts.len() as u32);
            self.list.push(Meaning { concepts, bits });
        } else {
            self.concepts.truncate(start);
        }
        MeaningId(number)
    }

    /// Sorts the concepts from `start` on, and keeps each once.
    fn sort(&mut self, start: usize) {
        let Some(own) = self.concepts.get_mut(start..).filter(|own| own.len() > 1) else { return };
        own.sort_unstable();
        let mut kept = start + 1;
        for at in start + 1..self.concepts.len() {
            let (last, this) =
                (self.concepts.get(kept - 1).copied(), self.concepts.get(at).copied());
            if let (Some(this), Some(slot)) = (this, self.concepts.get_mut(kept))
                && last != Some(this)
            {
                *slot = this;
                kept += 1;
            }
        }
        self.concepts.truncate(kept);
    }

    /// The meaning of a run, and its last concept.
    #[inline]
    pub(super) fn of_run(&self, run: usize) -> Option<(MeaningId, Option<Concept>)> {
        self.of_runs.get(run).copied()
    }

    /// How many meanings there are.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// A meaning's concepts, sorted.
    #[inline]
    pub(super) fn concepts(&self, id: MeaningId) -> &[Concept] {
        let (start, end) = self.list.get(id.index()).map_or((0, 0), |meaning| meaning.concepts);
        self.concepts.get(start as usize..end as usize).unwrap_or_default()
    }

    /// A bit for each concept of a meaning; two concepts may share one.
    #[inline]
    pub(super) fn bits(&self, id: MeaningId) -> u64 {
        self.list.get(id.index()).map_or(0, |meaning| meaning.bits)
    }

    /// How many concepts two meanings have in common.
    pub(super) fn shared(&self, one: MeaningId, other: MeaningId) -> usize {
        let (mut ones, mut others) = (self.concepts(one), self.concepts(other));
        let mut shared = 0;
        while let ([first, rest @ ..], [second, more @ ..]) = (ones, others) {
            shared += usize::from(first == second);
            if first <= second {
                ones = rest;
            }
            if second <= first {
                others = more;
            }
        }
        shared
    }
}
