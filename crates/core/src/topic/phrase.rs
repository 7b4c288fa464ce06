//! Key phrases: what an editor would write on the folder.
//!
//! Every run of nouns ([`super::chunk`]) is a candidate, equal by the stems of
//! its words. A word counts by where and how often it stands and by how much it
//! says by itself; a phrase by its words, by how often it stands as a whole, and
//! more where it heads an issue ("crisis", "deal", "talks"). What says the same
//! as a better phrase is folded into it: fewer of the same words, or the
//! letters in brackets after it ("Joint Plan (JP)"). Names of people and bare
//! titles are no phrases.

mod aliases;
mod surface;

use std::{f32::consts::LN_2, ops::Range};

use verbatim_lexicon::Classes;

use self::{
    aliases::Aliases,
    surface::{one_line, span},
};
use super::{
    Phrase,
    chunk::{Chunk, Named},
    concept::{Concept, Concepts},
    meaning::{MeaningId, Meanings},
    reading::{Reading, likely_distinct},
    traits::Traits,
};
use crate::{
    Lexicon, Span,
    index::{Index, Places, Steps},
    segment::{Case, TokenId, TokenKind},
};

/// Phrases given for the article.
pub(super) const MOST: usize = 20;
// The weights below are set by hand: each moves what it names up or down the list, and with
// it the F1 of the first ten phrases in `cargo xtask eval topics`.

/// What a word says by itself, against an unknown noun's 1.
const COMMON: f32 = 0.35;
const PLAIN: f32 = 0.15;
const NAME_OF_PERSON: f32 = 0.1;
/// What a phrase of one, two, three… words is worth. English names a matter by
/// two or three words, the other languages often by one, most of all those whose
/// noun stands first.
const LENGTHS: [f32; 6] = [0.0, 0.55, 1.0, 1.0, 0.85, 0.7];
const LENGTHS_NOUN_FIRST: [f32; 6] = [0.0, 1.25, 1.0, 0.8, 0.7, 0.6];
const LENGTHS_ELSEWHERE: [f32; 6] = [0.0, 1.0, 1.0, 0.8, 0.7, 0.6];
/// A phrase that heads an issue.
const ISSUE: f32 = 1.35;
/// An issue of a place that is named with it, or the name of an organisation.
const NAMED: f32 = 1.25;
/// People by their roles ("harbour officials").
const PEOPLE: f32 = 0.85;
/// A phrase whose noun says little ("side", "audience").
const DULL_HEAD: f32 = 0.9;
/// The relations of two countries.
const BILATERAL: f32 = 2.0;
/// A country by itself says little of what is new about it.
const COUNTRY: f32 = 0.85;
/// A name of one word, where names of matters are mostly of one word.
const NAME_ELSEWHERE: f32 = 1.5;
/// A phrase that stands in the headline and nowhere else.
const HEADLINE_ALONE: f32 = 0.7;
/// A phrase that speaks for the article's main topics.
const RELEVANT: f32 = 1.25;
/// A phrase is dropped for the same matter in other words among so many.
const FIRST: usize = 8;
/// Phrases that stand more often are not compared place by place.
const FEW: u32 = 8;
/// Surface forms told apart for one phrase.
const MOST_FORMS: usize = 16;
/// Evidence kept for one phrase.
const MOST_EVIDENCE: usize = 200;

/// What phrases are ranked by.
pub(super) struct Ground<'r> {
    pub lexicon: &'r Lexicon,
    pub reading: &'r Reading<'r>,
    pub named: &'r [Named],
    pub concepts: &'r Concepts,
    /// Every run of the article.
    pub chunks: &'r [Chunk],
    pub meanings: &'r Meanings,
    /// Names of Media Topics that are given for the article or stand above these.
    pub names: &'r [&'r str],
    /// Whether each token speaks for the article's main topics.
    pub relevant: &'r [bool],
}

impl Ground<'_> {
    fn is_country(&self, at: TokenId) -> bool {
        matches!(self.concepts.of(at), [concept] if concept.is_country())
    }

    fn is_place(&self, at: TokenId) -> bool {
        self.named.at(at) == Some(&Named::Place) || self.is_country(at)
    }

    fn is_organisation(&self, at: TokenId) -> bool {
        self.named.at(at) == Some(&Named::Organisation)
    }

    /// Whether a token is a noun for what people are, in the plural.
    fn is_role(&self, at: TokenId) -> bool {
        let words = &self.lexicon.words;
        let singular = || self.reading.key(at).strip_suffix('s').unwrap_or_default();
        self.reading.is(at, Traits::ENDS_S)
            && words.classes(words.get(singular())).any(Classes::ROLE)
    }
}

/// Some runs in a row, each linked to the next in [`Ranker::links`].
#[derive(Clone, Copy)]
struct Runs {
    first: u32,
    last: u32,
    count: u32,
}

/// One phrase by what its words mean.
#[derive(Clone, Copy)]
struct Candidate {
    meaning: MeaningId,
    /// A bit for each concept, so that most pairs are told apart at once.
    bits: u64,
    head: Option<Concept>,
    /// Its runs, in order.
    runs: Runs,
    /// The runs whose form it takes.
    forms: Runs,
    score: f32,
}

/// What a concept counts in a stretch of the article.
#[derive(Clone, Copy)]
struct Count {
    /// The places where it stands, each by what it says.
    places: f32,
    /// What the word says by itself, at the least telling place.
    says: f32,
}

impl Count {
    const NONE: Self = Self { places: 0.0, says: f32::INFINITY };
}

/// Ranks the phrases of the article, and then of each of its sections.
pub(super) struct Ranker<'g> {
    ground: &'g Ground<'g>,
    /// By concept; all none between two stretches.
    counts: Vec<Count>,
    /// The concepts of the stretch.
    counted: Vec<Concept>,
    /// By meaning: its candidate's place plus one; all zero between two stretches.
    places: Vec<u32>,
    /// By run: the next run of its candidate.
    links: Vec<u32>,
}

impl<'g> Ranker<'g> {
    pub(super) fn new(ground: &'g Ground<'g>) -> Self {
        Self {
            ground,
            counts: vec![Count::NONE; ground.concepts.count],
            counted: Vec::with_capacity(likely_distinct(ground.chunks.len()) * 2),
            places: vec![0; ground.meanings.len()],
            links: vec![0; ground.chunks.len()],
        }
    }

    /// The best key phrases of a stretch of the article: `chunks` are its runs.
    pub(super) fn rank(&mut self, chunks: Range<usize>, most: usize) -> Vec<Phrase> {
        self.count(chunks.clone());
        let mut candidates = self.candidates(chunks.clone());
        for candidate in &mut candidates {
            candidate.score = self.score(candidate);
        }
        self.forget(&candidates);
        let ranked = best(&candidates, MOST * 8);
        let kept = self.fold(chunks, &candidates, &ranked);
        let mut phrases = Vec::with_capacity(kept.len().min(most));
        let mut best = None;
        for candidate in kept {
            let text = self.text(candidate.forms);
            // A phrase is no more than the name of a topic that is given beside it.
            if self.ground.names.iter().any(|name| name.eq_ignore_ascii_case(&text)) {
                continue;
            }
            let best = *best.get_or_insert(candidate.score);
            let mut evidence = self.evidence(candidate.runs);
            // What differs in meaning may be spelled alike.
            if let Some(known) = phrases.iter_mut().find(|known: &&mut Phrase| known.text == text) {
                known.evidence.append(&mut evidence);
                known.evidence.sort_unstable();
                known.evidence.dedup();
                continue;
            }
            phrases.push(Phrase { text, weight: candidate.score / best, evidence });
            if phrases.len() >= most {
                break;
            }
        }
        phrases
    }

    /// Counts what each concept of the stretch says.
    fn count(&mut self, chunks: Range<usize>) {
        let ground = self.ground;
        let mut counted = TokenId::FIRST;
        for chunk in ground.chunks.get(chunks).unwrap_or_default() {
            let place = ground.reading.place(chunk.paragraph);
            for at in (chunk.tokens.start.max(counted)..chunk.tokens.end).steps() {
                let concepts = ground.concepts.of(at);
                if concepts.is_empty() {
                    continue;
                }
                let says = distinct(ground, at);
                for &concept in concepts {
                    let Some(count) = self.counts.get_mut(concept.index()) else { continue };
                    if count.says == f32::INFINITY {
                        self.counted.push(concept);
                    }
                    count.places += place;
                    count.says = count.says.min(says);
                }
            }
            counted = counted.max(chunk.tokens.end);
        }
        for concept in &self.counted {
            if let Some(count) = self.counts.get_mut(concept.index()) {
                count.says *= often(count.places);
            }
        }
    }

    /// Makes the tables fit for the next stretch.
    fn forget(&mut self, candidates: &[Candidate]) {
        for concept in self.counted.drain(..) {
            if let Some(count) = self.counts.get_mut(concept.index()) {
                *count = Count::NONE;
            }
        }
        for candidate in candidates {
            if let Some(place) = self.places.get_mut(candidate.meaning.index()) {
                *place = 0;
            }
        }
    }

    fn candidates(&mut self, chunks: Range<usize>) -> Vec<Candidate> {
        let mut candidates: Vec<Candidate> = Vec::with_capacity(likely_distinct(chunks.len()));
        for at in chunks {
            let Some((meaning, head)) = self.ground.meanings.of_run(at) else { continue };
            let Some(place) = self.places.get_mut(meaning.index()) else { continue };
            let own = Runs { first: at as u32, last: at as u32, count: 1 };
            if let Some(known) = place.checked_sub(1).and_then(|at| candidates.get_mut(at as usize))
            {
                known.runs = link(&mut self.links, known.runs, own);
                known.forms = known.runs;
            } else {
                let bits = self.ground.meanings.bits(meaning);
                candidates.push(Candidate {
                    meaning,
                    bits,
                    head,
                    runs: own,
                    forms: own,
                    score: 0.0,
                });
                *place = candidates.len() as u32;
            }
        }
        candidates
    }

    /// The runs of a candidate, as their places and themselves.
    fn runs(&self, runs: Runs) -> impl Iterator<Item = (usize, &'g Chunk)> + '_ {
        let mut next = runs.first as usize;
        (0..runs.count).filter_map(move |_| {
            let at = next;
            next = self.links.get(at).map_or(at, |&next| next as usize);
            Some((at, self.ground.chunks.get(at)?))
        })
    }

    fn concepts(&self, candidate: &Candidate) -> &'g [Concept] {
        self.ground.meanings.concepts(candidate.meaning)
    }

    fn score(&self, candidate: &Candidate) -> f32 {
        let ground = self.ground;
        let tokens = &ground.reading.sentences.tokens;
        let Some(first) = ground.chunks.get(candidate.runs.first as usize) else { return 0.0 };
        let Some(last) = first.tokens.end.checked_sub(1) else { return 0.0 };
        let Some(head) = tokens.at(last) else { return 0.0 };
        // "top diplomat", "deputy minister": a bare role is a title, not a topic.
        if head.is(Classes::ROLE) && !head.is(Classes::ISSUE) {
            return 0.0;
        }
        let concepts = self.concepts(candidate);
        let length = concepts.len();
        // Most phrases have one run.
        let once = candidate.runs.count == 1;
        let alone = || match once {
            true => stands_alone(ground, first),
            false => self.runs(candidate.runs).any(|(_, chunk)| stands_alone(ground, chunk)),
        };
        if length <= 1 && !alone() {
            return 0.0;
        }
        let says: f32 = concepts
            .iter()
            .filter_map(|concept| self.counts.get(concept.index()))
            .map(|count| count.says)
            .filter(|says| says.is_finite())
            .sum();
        let place = |chunk: &Chunk| ground.reading.place(chunk.paragraph);
        let places: f32 = match once {
            true => place(first),
            false => self.runs(candidate.runs).map(|(_, chunk)| place(chunk)).sum(),
        };
        let habits = ground.reading.habits;
        let classed = habits.classed_words;
        let lengths = match habits.noun_first {
            true => &LENGTHS_NOUN_FIRST,
            false if classed => &LENGTHS,
            false => &LENGTHS_ELSEWHERE,
        };
        let mut score = says / length.max(1) as f32 * often(places);
        score *= lengths.get(length).or(lengths.last()).copied().unwrap_or(0.0);
        let countries = concepts.iter().take_while(|concept| concept.is_country()).count();
        if countries > 1 && concepts.get(countries) == Some(&Concept::RELATIONS) {
            score *= BILATERAL;
        } else if length > 1 && head.is(Classes::ISSUE | Classes::WORK_HEAD) {
            score *= ISSUE;
            if first.tokens.clone().steps().any(|at| ground.is_place(at)) {
                score *= NAMED;
            }
        } else if length == 1
            && !classed
            && (head.case == Case::Upper || ground.is_place(last) || ground.is_organisation(last))
        {
            score *= NAME_ELSEWHERE;
        } else if length == 1 && countries == 1 {
            score *= COUNTRY;
        } else if ground.is_role(last) {
            score *= PEOPLE;
        } else if length > 1 && head.is(Classes::COMMON_NOUN) && head.case == Case::Lower {
            score *= DULL_HEAD;
        } else if length > 1 && first.tokens.clone().steps().all(|at| ground.is_organisation(at)) {
            score *= NAMED;
        }
        let in_headline = |chunk: &Chunk| ground.reading.is_headline(chunk.paragraph);
        if classed
            && in_headline(first)
            && (once || self.runs(candidate.runs).all(|(_, chunk)| in_headline(chunk)))
        {
            score *= HEADLINE_ALONE;
        }
        let words = ground
            .relevant
            .get(first.tokens.start.get()..first.tokens.end.get())
            .unwrap_or_default();
        // Some few words; `contains` would call a search made for long rows.
        if words.iter().any(|&speaks| speaks) { score * RELEVANT } else { score }
    }

    /// Drops what says the same as a better phrase, whose evidence it becomes.
    fn fold(
        &mut self,
        chunks: Range<usize>,
        candidates: &[Candidate],
        ranked: &[u64],
    ) -> Vec<Candidate> {
        let aliases = Aliases::of(self.ground, chunks);
        let mut kept: Vec<Candidate> = Vec::with_capacity(ranked.len().min(MOST));
        // What is kept, by bits alone, so that most pairs cost one comparison.
        let mut bits = [0_u64; MOST];
        let all = if aliases.is_empty() { 0 } else { u64::MAX };
        for &place in ranked {
            let Some(candidate) = candidates.get(place as u32 as usize) else { continue };
            let mut pairs = bits.iter().zip(&kept);
            let same = pairs.position(|(bits, better)| {
                (bits & candidate.bits) | all != 0 && self.is_same(better, candidate, &aliases)
            });
            let at = same.unwrap_or(kept.len());
            match kept.get_mut(at) {
                Some(better) => self.take_in(better, candidate),
                None => kept.push(*candidate),
            }
            if let (Some(bits), Some(kept)) = (bits.get_mut(at), kept.get(at)) {
                *bits = kept.bits;
            }
            if kept.len() >= MOST {
                break;
            }
        }
        self.fold_countries(&mut kept);
        kept.sort_unstable_by(|a, b| {
            b.score.total_cmp(&a.score).then_with(|| a.forms.first.cmp(&b.forms.first))
        });
        kept
    }

    /// Whether a phrase says the same as a better one.
    fn is_same(&self, better: &Candidate, candidate: &Candidate, aliases: &Aliases) -> bool {
        let meanings = self.ground.meanings;
        let own = self.concepts(candidate);
        // The other name, or its words: "Freedonia deal" for "Freedonia nuclear deal".
        let is_alias = || {
            aliases.are_one(better.meaning, candidate.meaning)
                || own.len() > 1
                    && aliases
                        .others(better.meaning)
                        .any(|other| meanings.shared(other, candidate.meaning) == own.len())
        };
        let both = meanings.shared(better.meaning, candidate.meaning);
        // Phrases that share no word can only be two names of one thing.
        if both == 0 {
            return is_alias();
        }
        let (all, others) = (own.len(), self.concepts(better).len());
        let same_head = candidate.head == better.head;
        both == all && !self.stands_out(better, candidate)
            || is_alias()
            || both == others && same_head && !self.stands_out(candidate, better)
            // Of the same head, and half of all words the same.
            || same_head && both > 1 && both * 2 >= all + others - both
            || !self.ground.reading.habits.noun_first && self.overlaps(better, candidate)
    }

    /// Where the noun stands first, a noun that stands as often as what is made of it is
    /// a phrase of its own: "accord", "accord de paix".
    fn stands_out(&self, better: &Candidate, candidate: &Candidate) -> bool {
        self.ground.reading.habits.noun_first
            && self.concepts(candidate).len() == 1
            && candidate.runs.count >= better.runs.count
    }

    /// Whether the candidate stands nowhere but in or across the better phrase.
    fn overlaps(&self, better: &Candidate, candidate: &Candidate) -> bool {
        candidate.runs.count <= FEW
            && better.runs.count <= FEW
            && self.runs(candidate.runs).all(|(_, one)| {
                self.runs(better.runs).any(|(_, other)| {
                    one.tokens.start < other.tokens.end && other.tokens.start < one.tokens.end
                })
            })
    }

    /// Makes a phrase the evidence of a better one, which may take its form.
    fn take_in(&mut self, better: &mut Candidate, candidate: &Candidate) {
        let (own, others) = (self.concepts(candidate), self.concepts(better));
        // "Freedonia nuclear deal" says which "nuclear deal" it is.
        let names_it = own.len() > others.len()
            && own.len() <= 4
            && own.iter().any(|concept| concept.is_country() && !others.contains(concept));
        if names_it || matches!(others, [only] if own.contains(only)) {
            better.meaning = candidate.meaning;
            better.bits = candidate.bits;
            better.forms = candidate.forms;
        }
        better.runs = link(&mut self.links, better.runs, candidate.runs);
    }

    /// A country is no matter by itself where a matter of it is named.
    fn fold_countries(&mut self, kept: &mut Vec<Candidate>) {
        for at in (0..kept.len()).rev() {
            let Some([country]) = kept.get(at).map(|candidate| self.concepts(candidate)) else {
                continue;
            };
            if !country.is_country() {
                continue;
            }
            let other = kept.iter().take(FIRST).position(|other| {
                let concepts = self.concepts(other);
                concepts.len() > 1 && concepts.contains(country)
            });
            if let Some(other) = other {
                let dropped = kept.remove(at);
                if let Some(other) = kept.get_mut(if other > at { other - 1 } else { other }) {
                    other.runs = link(&mut self.links, other.runs, dropped.runs);
                    other.score = other.score.max(dropped.score * 0.99);
                }
            }
        }
    }

    fn evidence(&self, runs: Runs) -> Vec<Span> {
        if runs.count == 1 {
            let only = self.ground.chunks.get(runs.first as usize);
            let only = only.and_then(|chunk| span(self.ground.reading, chunk));
            return only.map_or(Vec::new(), |span| vec![span]);
        }
        let mut evidence = Vec::with_capacity(runs.count as usize);
        evidence.extend(self.runs(runs).filter_map(|(_, chunk)| span(self.ground.reading, chunk)));
        evidence.sort_unstable();
        evidence.dedup();
        evidence.truncate(MOST_EVIDENCE);
        evidence
    }

    /// The form that stands most often; of equals, the first.
    fn text(&self, runs: Runs) -> String {
        let reading = self.ground.reading;
        let of =
            |chunk: &Chunk| span(reading, chunk).map_or("", |span| span.of(reading.sentences.text));
        let Some(first) = self.ground.chunks.get(runs.first as usize) else { return String::new() };
        if runs.count == 1 {
            // No word has white space in it.
            let is_word = first.tokens.len() == 1
                && reading.sentences.tokens.at(first.tokens.start).map(|token| token.kind)
                    == Some(TokenKind::Word);
            return if is_word { of(first).to_owned() } else { one_line(of(first)) };
        }
        let mut forms: Vec<(&str, usize)> = Vec::with_capacity(MOST_FORMS);
        for form in self.runs(runs).map(|(_, chunk)| of(chunk)) {
            if let Some((_, count)) = forms.iter_mut().find(|(known, _)| *known == form) {
                *count += 1;
            } else if forms.len() < MOST_FORMS {
                forms.push((form, 1));
            }
        }
        let most = forms.iter().map(|(_, count)| *count).max().unwrap_or(0);
        one_line(forms.iter().find(|(_, count)| *count == most).map_or("", |(form, _)| form))
    }
}

/// What counts by the logarithm of how often it stands; most stands once.
#[inline]
fn often(places: f32) -> f32 {
    if places == 1.0 { LN_2 } else { (1.0 + places).ln() }
}

/// Links two rows of runs into one.
fn link(links: &mut [u32], mut runs: Runs, after: Runs) -> Runs {
    if let Some(link) = links.get_mut(runs.last as usize) {
        *link = after.first;
    }
    runs.last = after.last;
    runs.count += after.count;
    runs
}

/// The places of the best candidates, best first; of equals, the first. The place
/// is the lower half of each number; scores of no use are left out.
fn best(candidates: &[Candidate], most: usize) -> Vec<u64> {
    let mut ranked = Vec::with_capacity(candidates.len());
    for (at, candidate) in candidates.iter().enumerate() {
        if candidate.score > 0.0 {
            // The bits of positive numbers are in their order.
            ranked.push(u64::from(!candidate.score.to_bits()) << 32 | at as u64);
        }
    }
    if ranked.len() > most {
        ranked.select_nth_unstable(most);
        ranked.truncate(most);
    }
    ranked.sort_unstable();
    ranked
}

/// How much the word says by itself.
fn distinct(ground: &Ground<'_>, at: TokenId) -> f32 {
    let Some(token) = ground.reading.sentences.tokens.at(at) else { return 0.0 };
    if ground.reading.is_function(at) {
        0.0
    } else if ground.named.at(at) == Some(&Named::Person) {
        NAME_OF_PERSON
    } else if token.is(Classes::PLAIN) && token.case == Case::Lower {
        PLAIN
    } else if token.kind == TokenKind::Number
        || token.is(Classes::COMMON_NOUN)
            && (token.case == Case::Lower || token.is(Classes::SENTENCE_INITIAL))
    {
        COMMON
    } else {
        1.0
    }
}

/// Whether one word is a phrase by itself.
fn stands_alone(ground: &Ground<'_>, chunk: &Chunk) -> bool {
    let tokens = ground.reading.sentences.tokens.part(chunk.tokens.clone());
    let Some(token) = tokens.last() else { return false };
    let named = chunk.tokens.end.checked_sub(1).and_then(|at| ground.named.at(at));
    let place = token.is(Classes::COUNTRY | Classes::CITY | Classes::REGION)
        || matches!(named, Some(Named::Place | Named::Organisation));
    if token.case.is_capital() && place {
        // A capital that stands for its country is no phrase beside it.
        let folded = chunk.tokens.clone().steps().any(|at| {
            ground.is_country(at)
                && ground.reading.sentences.tokens.at(at).is_some_and(|t| t.is(Classes::CAPITAL))
        });
        return !folded && !token.is(Classes::DEMONYM);
    }
    let dull = Classes::COMMON_NOUN | Classes::DEMONYM | Classes::ROLE | Classes::PLAIN;
    let name = token.case.is_capital() && token.is(Classes::GIVEN | Classes::SURNAME);
    let adjective = ground.reading.is(chunk.tokens.start, Traits::ADJECTIVE);
    token.kind == TokenKind::Word && token.span.len() > 2 && !token.is(dull) && !name && !adjective
}
