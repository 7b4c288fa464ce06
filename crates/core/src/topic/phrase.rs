//! Key phrases: what an editor would write on the folder.
//!
//! Every run of nouns ([`super::chunk`]) is a candidate, equal by the stems of
//! its words. A word counts by where and how often it stands and by how much it
//! says by itself; a phrase by its words, by how often it stands as a whole, and
//! more where it heads an issue ("crisis", "deal", "talks"). What says the same
//! as a better phrase is folded into it: fewer of the same words, or the
//! letters in brackets after it ("Joint Plan (JP)"). Names of people and bare
//! titles are no phrases.

use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap};

use verbatim_lexicon::{Classes, Language};

use super::{
    Phrase,
    chunk::{Chunk, Named},
    concept::{Concept, Concepts},
    reading::Reading,
};
use crate::{
    Span,
    segment::{Case, TokenKind},
};

/// Phrases given for the article.
const MOST: usize = 20;
/// What a word says by itself, against an unknown noun's 1.
const COMMON: f32 = 0.35;
const PLAIN: f32 = 0.15;
const NAME_OF_PERSON: f32 = 0.1;
/// What a phrase of one, two, three… words is worth. English names a matter by
/// two or three words, the other languages often by one.
const LENGTHS: [f32; 6] = [0.0, 0.55, 1.0, 1.0, 0.85, 0.7];
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
/// A phrase that speaks for the article's main topics.
const RELEVANT: f32 = 1.25;
/// A phrase is dropped for the same matter in other words among so many.
const FIRST: usize = 8;
/// Phrases that stand more often are not compared place by place.
const FEW: usize = 8;
/// Surface forms told apart for one phrase.
const MOST_FORMS: usize = 16;
/// Evidence kept for one phrase.
const MOST_EVIDENCE: usize = 200;

/// What phrases are ranked by, besides their words.
pub(super) struct Ground<'r> {
    pub reading: &'r Reading<'r>,
    pub named: &'r [Named],
    pub concepts: &'r Concepts,
    /// Names of Media Topics that are given for the article or stand above these.
    pub names: &'r [&'r str],
    /// Whether each token speaks for the article's main topics.
    pub relevant: &'r [bool],
}

impl Ground<'_> {
    fn is_place(&self, at: usize) -> bool {
        self.named.get(at) == Some(&Named::Place)
            || matches!(self.concepts.of(at), [Concept::Country(_)])
    }

    fn is_organisation(&self, at: usize) -> bool {
        self.named.get(at) == Some(&Named::Organisation)
    }
}

/// One phrase by what its words mean.
struct Candidate {
    /// Sorted.
    concepts: Vec<Concept>,
    /// A bit for each concept, so that most pairs are told apart at once.
    bits: u64,
    head: Option<Concept>,
    /// Its chunks, in order.
    chunks: Vec<usize>,
    /// The chunks whose form it takes.
    forms: Vec<usize>,
    score: f32,
}

/// The key phrases of a stretch of the article: `chunks` are its runs.
pub(super) fn rank(ground: &Ground<'_>, chunks: &[Chunk]) -> Vec<Phrase> {
    let words = words(ground, chunks);
    let mut candidates = candidates(ground, chunks);
    for candidate in &mut candidates {
        candidate.score = score(ground, chunks, &words, candidate);
    }
    candidates.retain(|candidate| candidate.score > 0.0);
    candidates.sort_by(|a, b| {
        b.score.total_cmp(&a.score).then_with(|| a.chunks.first().cmp(&b.chunks.first()))
    });
    let kept = fold(ground, chunks, candidates);
    let kept: Vec<Candidate> =
        kept.into_iter().filter(|candidate| !is_topic(ground, chunks, candidate)).collect();
    let best = kept.first().map_or(1.0, |candidate| candidate.score);
    kept.iter()
        .take(MOST)
        .map(|candidate| {
            let mut evidence: Vec<Span> = candidate
                .chunks
                .iter()
                .filter_map(|&chunk| chunks.get(chunk))
                .filter_map(|chunk| span(ground.reading, chunk))
                .collect();
            evidence.sort_unstable();
            evidence.dedup();
            evidence.truncate(MOST_EVIDENCE);
            Phrase {
                text: surface(ground.reading, chunks, candidate),
                weight: candidate.score / best,
                evidence,
            }
        })
        .collect()
}

/// Whether the phrase is but the name of a topic that is given beside it.
fn is_topic(ground: &Ground<'_>, chunks: &[Chunk], candidate: &Candidate) -> bool {
    let text = surface(ground.reading, chunks, candidate);
    ground.names.iter().any(|name| name.eq_ignore_ascii_case(&text))
}

/// What each concept of the stretch counts.
fn words(ground: &Ground<'_>, chunks: &[Chunk]) -> FxHashMap<Concept, f32> {
    let mut words: FxHashMap<Concept, (f32, f32)> = FxHashMap::default();
    let mut counted = 0;
    for chunk in chunks {
        let place = ground.reading.place(chunk.paragraph);
        for at in chunk.tokens.clone().filter(|&at| at >= counted) {
            let this = distinct(ground, at);
            for &concept in ground.concepts.of(at) {
                let (count, says) = words.entry(concept).or_insert((0.0, this));
                *count += place;
                *says = says.min(this);
            }
        }
        counted = counted.max(chunk.tokens.end);
    }
    words.into_iter().map(|(word, (count, says))| (word, (1.0 + count).ln() * says)).collect()
}

/// How much the word says by itself.
fn distinct(ground: &Ground<'_>, at: usize) -> f32 {
    let Some(token) = ground.reading.sentences.tokens.get(at) else { return 0.0 };
    if ground.reading.is_function(at) {
        0.0
    } else if ground.named.get(at) == Some(&Named::Person) {
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

fn candidates(ground: &Ground<'_>, chunks: &[Chunk]) -> Vec<Candidate> {
    let mut by_concepts: FxHashMap<Vec<Concept>, usize> = FxHashMap::default();
    let mut candidates: Vec<Candidate> = Vec::new();
    for (at, chunk) in chunks.iter().enumerate() {
        let mut concepts = ground.concepts.within(chunk.tokens.clone());
        let head = concepts.last().copied();
        concepts.sort_unstable();
        concepts.dedup();
        let next = candidates.len();
        let place = *by_concepts.entry(concepts.clone()).or_insert(next);
        if place == next {
            let (chunks, forms) = (Vec::new(), Vec::new());
            let bits = bits(&concepts);
            candidates.push(Candidate { concepts, bits, head, chunks, forms, score: 0.0 });
        }
        if let Some(candidate) = candidates.get_mut(place) {
            candidate.chunks.push(at);
            candidate.forms.push(at);
        }
    }
    candidates
}

/// One bit a concept; two concepts may share one.
fn bits(concepts: &[Concept]) -> u64 {
    let hasher = FxBuildHasher;
    concepts.iter().fold(0, |bits, concept| bits | 1 << (hasher.hash_one(concept) >> 58))
}

fn score(
    ground: &Ground<'_>,
    chunks: &[Chunk],
    words: &FxHashMap<Concept, f32>,
    candidate: &Candidate,
) -> f32 {
    let tokens = &ground.reading.sentences.tokens;
    let Some(first) = candidate.chunks.first().and_then(|&chunk| chunks.get(chunk)) else {
        return 0.0;
    };
    let Some(last) = first.tokens.end.checked_sub(1) else { return 0.0 };
    let Some(head) = tokens.get(last) else { return 0.0 };
    // "top diplomat", "deputy minister": a bare role is a title, not a topic.
    if head.is(Classes::ROLE) && !head.is(Classes::ISSUE) {
        return 0.0;
    }
    let length = candidate.concepts.len();
    if length <= 1 && !candidate.chunks.iter().any(|&chunk| stands_alone(ground, chunks, chunk)) {
        return 0.0;
    }
    let says: f32 = candidate.concepts.iter().filter_map(|word| words.get(word)).sum();
    let places: f32 = candidate
        .chunks
        .iter()
        .filter_map(|&chunk| chunks.get(chunk))
        .map(|chunk| ground.reading.place(chunk.paragraph))
        .sum();
    let lengths = match ground.reading.language {
        Language::English => LENGTHS,
        _ => LENGTHS_ELSEWHERE,
    };
    let mut score = says / length.max(1) as f32 * (1.0 + places).ln();
    score *= lengths.get(length).or(lengths.last()).copied().unwrap_or(0.0);
    let countries = candidate.concepts.iter().filter(|c| matches!(c, Concept::Country(_))).count();
    if candidate.concepts.contains(&Concept::Relations) && countries > 1 {
        score *= BILATERAL;
    } else if length > 1 && head.is(Classes::ISSUE | Classes::WORK_HEAD) {
        score *= ISSUE;
        if first.tokens.clone().any(|at| ground.is_place(at)) {
            score *= NAMED;
        }
    } else if length == 1 && countries == 1 {
        score *= COUNTRY;
    } else if ground.concepts.is_role(last) {
        score *= PEOPLE;
    } else if length > 1 && head.is(Classes::COMMON_NOUN) && head.case == Case::Lower {
        score *= DULL_HEAD;
    } else if length > 1 && first.tokens.clone().all(|at| ground.is_organisation(at)) {
        score *= NAMED;
    }
    let relevant = first.tokens.clone().any(|at| ground.relevant.get(at) == Some(&true));
    if relevant { score * RELEVANT } else { score }
}

/// Whether one word is a phrase by itself.
fn stands_alone(ground: &Ground<'_>, chunks: &[Chunk], chunk: usize) -> bool {
    let Some(chunk) = chunks.get(chunk) else { return false };
    let tokens = ground.reading.sentences.tokens.get(chunk.tokens.clone()).unwrap_or_default();
    let Some(token) = tokens.last() else { return false };
    let named = chunk.tokens.end.checked_sub(1).and_then(|at| ground.named.get(at));
    let place = token.is(Classes::COUNTRY | Classes::CITY | Classes::REGION)
        || matches!(named, Some(Named::Place | Named::Organisation));
    if token.case.is_capital() && place {
        // A capital that stands for its country is no phrase beside it.
        let folded = chunk.tokens.clone().any(|at| {
            matches!(ground.concepts.of(at), [Concept::Country(_)])
                && ground.reading.sentences.tokens.get(at).is_some_and(|t| t.is(Classes::CAPITAL))
        });
        return !folded && !token.is(Classes::DEMONYM);
    }
    let dull = Classes::COMMON_NOUN | Classes::DEMONYM | Classes::ROLE | Classes::PLAIN;
    let name = token.case.is_capital() && token.is(Classes::GIVEN | Classes::SURNAME);
    token.kind == TokenKind::Word && token.span.len() > 2 && !token.is(dull) && !name
}

/// Drops what says the same as a better phrase, whose evidence it becomes.
fn fold(ground: &Ground<'_>, chunks: &[Chunk], ranked: Vec<Candidate>) -> Vec<Candidate> {
    let short = acronyms(ground, chunks);
    let mut kept: Vec<Candidate> = Vec::new();
    for candidate in ranked.into_iter().take(MOST * 8) {
        // Phrases that share no word can only be a name and its letters.
        let may_be_letters = candidate.concepts.len() == 1 && !short.is_empty();
        let same = kept.iter_mut().find(|better| {
            if better.bits & candidate.bits == 0 && !may_be_letters {
                return false;
            }
            contains(better, &candidate.concepts) && !stands_out(ground, better, &candidate)
                || candidate.concepts.len() == 1
                    && short.iter().any(|(letters, long)| {
                        candidate.concepts.contains(letters) && *long == better.concepts
                    })
                || contains(&candidate, &better.concepts) && candidate.head == better.head
                || alike(better, &candidate)
                || !ground.reading.noun_is_first() && overlaps(chunks, better, &candidate)
        });
        match same {
            Some(better) => {
                // "Freedonia nuclear deal" says which "nuclear deal" it is.
                let names_it = candidate.concepts.len() > better.concepts.len()
                    && candidate.concepts.len() <= 4
                    && candidate.concepts.iter().any(|concept| {
                        !better.concepts.contains(concept) && matches!(concept, Concept::Country(_))
                    });
                if names_it || better.concepts.len() == 1 && contains(&candidate, &better.concepts)
                {
                    better.concepts = candidate.concepts;
                    better.bits = candidate.bits;
                    better.forms = candidate.forms;
                }
                better.chunks.extend(candidate.chunks);
            }
            None => kept.push(candidate),
        }
        if kept.len() >= MOST {
            break;
        }
    }
    // A country is no matter by itself where a matter of it is named.
    for at in (0..kept.len()).rev() {
        let Some([country @ Concept::Country(_)]) = kept.get(at).map(|c| c.concepts.as_slice())
        else {
            continue;
        };
        let country = *country;
        let other = kept
            .iter()
            .take(FIRST)
            .position(|other| other.concepts.len() > 1 && other.concepts.contains(&country));
        if let Some(other) = other {
            let dropped = kept.remove(at);
            if let Some(other) = kept.get_mut(if other > at { other - 1 } else { other }) {
                other.chunks.extend(dropped.chunks);
                other.score = other.score.max(dropped.score * 0.99);
            }
        }
    }
    kept.sort_by(|a, b| {
        b.score.total_cmp(&a.score).then_with(|| a.forms.first().cmp(&b.forms.first()))
    });
    kept
}

/// Of the same head, and half of all words the same.
fn alike(one: &Candidate, other: &Candidate) -> bool {
    let both = one.concepts.iter().filter(|concept| other.concepts.contains(concept)).count();
    let all = one.concepts.len() + other.concepts.len() - both;
    one.head == other.head && both > 1 && both * 2 >= all
}

/// Whether the candidate stands nowhere but in or across the better phrase.
fn overlaps(chunks: &[Chunk], better: &Candidate, candidate: &Candidate) -> bool {
    let tokens = |at: &usize| chunks.get(*at).map(|chunk| &chunk.tokens);
    candidate.chunks.len() <= FEW
        && better.chunks.len() <= FEW
        && candidate.chunks.iter().filter_map(tokens).all(|one| {
            let mut others = better.chunks.iter().filter_map(tokens);
            others.any(|other| one.start < other.end && other.start < one.end)
        })
}

/// Where the noun stands first, a noun that also stands without what follows it
/// is a phrase of its own: "accord", "accord de paix".
fn stands_out(ground: &Ground<'_>, better: &Candidate, candidate: &Candidate) -> bool {
    ground.reading.noun_is_first()
        && candidate.concepts.len() == 1
        && candidate.chunks.len() > better.chunks.len()
}

/// Whether all of `part` stand in `whole`.
fn contains(whole: &Candidate, part: &[Concept]) -> bool {
    part.iter().all(|concept| whole.concepts.contains(concept))
}

/// Letters in brackets after the phrase whose initials they are, with the phrase.
fn acronyms(ground: &Ground<'_>, chunks: &[Chunk]) -> Vec<(Concept, Vec<Concept>)> {
    let reading = ground.reading;
    let tokens = &reading.sentences.tokens;
    let mut found = Vec::new();
    for pair in chunks.windows(2) {
        let [long, letters] = pair else { continue };
        let bracket = tokens.get(long.tokens.end).map(|t| t.span.of(reading.sentences.text));
        let [concept] = ground.concepts.of(letters.tokens.start) else { continue };
        if bracket != Some("(")
            || letters.tokens.len() != 1
            || letters.tokens.start != long.tokens.end + 1
        {
            continue;
        }
        let initials = |all: bool| -> String {
            let words = long.tokens.clone().filter(|&at| all || !reading.is_function(at));
            words.filter_map(|at| reading.key(at).chars().next()).collect()
        };
        let key = reading.key(letters.tokens.start);
        if key == initials(true) || key == initials(false) {
            let mut concepts = ground.concepts.within(long.tokens.clone());
            concepts.sort_unstable();
            concepts.dedup();
            found.push((*concept, concepts));
        }
    }
    found
}

fn span(reading: &Reading<'_>, chunk: &Chunk) -> Option<Span> {
    let tokens = &reading.sentences.tokens;
    let first = tokens.get(chunk.tokens.start)?.span;
    let last = tokens.get(chunk.tokens.end.checked_sub(1)?)?.span;
    let span = first.cover(last);
    if reading.has_article(chunk.tokens.start) {
        let text = reading.sentences.text;
        let words = span.of(text);
        let after = words.char_indices().find(|(_, c)| matches!(c, '\'' | '’'));
        let cut = after.map_or(0, |(at, mark)| at + mark.len_utf8());
        return Span::new(text, span.start() + cut, span.end());
    }
    Some(span)
}

/// The form that stands most often; of equals, the first.
fn surface(reading: &Reading<'_>, chunks: &[Chunk], candidate: &Candidate) -> String {
    let text = reading.sentences.text;
    let mut forms: Vec<(&str, usize)> = Vec::new();
    let own = candidate.forms.iter().filter_map(|&chunk| chunks.get(chunk));
    for form in own.filter_map(|chunk| span(reading, chunk)).map(|span| span.of(text)) {
        if let Some((_, count)) = forms.iter_mut().find(|(known, _)| *known == form) {
            *count += 1;
        } else if forms.len() < MOST_FORMS {
            forms.push((form, 1));
        }
    }
    let most = forms.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let best = forms.iter().find(|(_, count)| *count == most).map_or("", |(form, _)| form);
    best.split_whitespace().collect::<Vec<_>>().join(" ")
}
