//! Key phrases: what an editor would write on the folder.
//!
//! Every run of nouns ([`super::chunk`]) is a candidate, equal by the stems of
//! its words. A word counts by where and how often it stands and by how much it
//! says by itself; a phrase by its words, by how often it stands as a whole, and
//! more where it heads an issue ("crisis", "deal", "talks"). What says the same
//! as a better phrase is folded into it: fewer of the same words, or the
//! letters in brackets after it ("Joint Plan (JP)"). Names of people and bare
//! titles are no phrases.

use std::collections::HashMap;

use verbatim_lexicon::Classes;

use super::{
    Phrase,
    chunk::{Chunk, Named},
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
/// What a phrase of one, two, three… words is worth.
const LENGTHS: [f32; 6] = [0.0, 0.55, 1.0, 1.0, 0.85, 0.7];
/// A phrase that heads an issue.
const ISSUE: f32 = 1.35;
/// Surface forms told apart for one phrase.
const MOST_FORMS: usize = 16;
/// Evidence kept for one phrase.
const MOST_EVIDENCE: usize = 200;

/// One phrase by its stems.
struct Candidate {
    stems: Vec<u32>,
    /// Its chunks, in order.
    chunks: Vec<usize>,
    score: f32,
}

/// The key phrases of a stretch of the article: `chunks` are its runs.
pub(super) fn rank(reading: &Reading<'_>, named: &[Named], chunks: &[Chunk]) -> Vec<Phrase> {
    let words = words(reading, named, chunks);
    let mut candidates = candidates(reading, chunks);
    for candidate in &mut candidates {
        candidate.score = score(reading, named, chunks, &words, candidate);
    }
    candidates.retain(|candidate| candidate.score > 0.0);
    candidates.sort_by(|a, b| {
        b.score.total_cmp(&a.score).then_with(|| a.chunks.first().cmp(&b.chunks.first()))
    });
    let kept = fold(reading, chunks, candidates);
    let best = kept.first().map_or(1.0, |candidate| candidate.score);
    kept.iter()
        .take(MOST)
        .map(|candidate| {
            let mut evidence: Vec<Span> = candidate
                .chunks
                .iter()
                .filter_map(|&chunk| chunks.get(chunk))
                .filter_map(|chunk| span(reading, chunk))
                .collect();
            evidence.sort_unstable();
            evidence.dedup();
            evidence.truncate(MOST_EVIDENCE);
            Phrase {
                text: surface(reading, chunks, candidate),
                weight: candidate.score / best,
                evidence,
            }
        })
        .collect()
}

/// What each stem of the stretch counts.
fn words(reading: &Reading<'_>, named: &[Named], chunks: &[Chunk]) -> HashMap<u32, f32> {
    let mut words: HashMap<u32, f32> = HashMap::new();
    let mut says: HashMap<u32, f32> = HashMap::new();
    for chunk in chunks {
        let place = reading.place(chunk.paragraph);
        for at in chunk.tokens.clone() {
            if let Some(form) = reading.form_of(at) {
                *words.entry(form.stem).or_default() += place;
                let this = distinct(reading, named, at);
                says.entry(form.stem).and_modify(|s| *s = s.min(this)).or_insert(this);
            }
        }
    }
    for (stem, count) in &mut words {
        *count = (1.0 + *count).ln() * says.get(stem).copied().unwrap_or(1.0);
    }
    words
}

/// How much the word says by itself.
fn distinct(reading: &Reading<'_>, named: &[Named], at: usize) -> f32 {
    let Some(token) = reading.sentences.tokens.get(at) else { return 0.0 };
    if reading.is_function(at) {
        0.0
    } else if named.get(at) == Some(&Named::Person) {
        NAME_OF_PERSON
    } else if token.is(Classes::PLAIN) {
        PLAIN
    } else if token.kind == TokenKind::Number
        || token.is(Classes::COMMON_NOUN) && token.case == Case::Lower
    {
        COMMON
    } else {
        1.0
    }
}

fn candidates(reading: &Reading<'_>, chunks: &[Chunk]) -> Vec<Candidate> {
    let mut by_stems: HashMap<Vec<u32>, usize> = HashMap::new();
    let mut candidates: Vec<Candidate> = Vec::new();
    for (at, chunk) in chunks.iter().enumerate() {
        let forms = chunk.tokens.clone().filter_map(|token| reading.form_of(token));
        let stems: Vec<u32> = forms.map(|form| form.stem).collect();
        let next = candidates.len();
        let place = *by_stems.entry(stems.clone()).or_insert(next);
        if place == next {
            candidates.push(Candidate { stems, chunks: Vec::new(), score: 0.0 });
        }
        if let Some(candidate) = candidates.get_mut(place) {
            candidate.chunks.push(at);
        }
    }
    candidates
}

fn score(
    reading: &Reading<'_>,
    named: &[Named],
    chunks: &[Chunk],
    words: &HashMap<u32, f32>,
    candidate: &Candidate,
) -> f32 {
    let Some(first) = candidate.chunks.first().and_then(|&chunk| chunks.get(chunk)) else {
        return 0.0;
    };
    let length = candidate.stems.len();
    let head = first.tokens.end - 1;
    if length == 1 && !stands_alone(reading, named, head) {
        return 0.0;
    }
    let says: f32 = candidate.stems.iter().filter_map(|stem| words.get(stem)).sum();
    let known = reading.sentences.tokens.get(head);
    // "top diplomat", "deputy minister": a bare role is a title, not a topic.
    if known.is_some_and(|head| head.is(Classes::ROLE) && !head.is(Classes::ISSUE)) {
        return 0.0;
    }
    let issue = known.is_some_and(|head| head.is(Classes::ISSUE)) && length > 1;
    let places: f32 = candidate
        .chunks
        .iter()
        .filter_map(|&chunk| chunks.get(chunk))
        .map(|chunk| reading.place(chunk.paragraph))
        .sum();
    let mean = says / length as f32;
    let length = LENGTHS.get(length).or(LENGTHS.last()).copied().unwrap_or(0.0);
    mean * length * (1.0 + places).ln() * if issue { ISSUE } else { 1.0 }
}

/// Whether one word is a phrase by itself.
fn stands_alone(reading: &Reading<'_>, named: &[Named], at: usize) -> bool {
    let Some(token) = reading.sentences.tokens.get(at) else { return false };
    let dull = Classes::COMMON_NOUN
        | Classes::DEMONYM
        | Classes::ROLE
        | Classes::PLAIN
        | Classes::GIVEN.union(Classes::SURNAME);
    let place = token.is(Classes::COUNTRY | Classes::CITY | Classes::REGION)
        || matches!(named.get(at), Some(Named::Place | Named::Organisation));
    let name = token.case.is_capital() && token.is(Classes::GIVEN | Classes::SURNAME);
    token.kind == TokenKind::Word
        && token.span.len() > 2
        && (place && token.case.is_capital()
            || !token.is(dull.without(Classes::GIVEN | Classes::SURNAME)) && !name)
}

/// Drops what says the same as a better phrase, whose evidence it becomes.
fn fold(reading: &Reading<'_>, chunks: &[Chunk], ranked: Vec<Candidate>) -> Vec<Candidate> {
    let short = acronyms(reading, chunks);
    let mut kept: Vec<Candidate> = Vec::new();
    for candidate in ranked.into_iter().take(MOST * 8) {
        let same = kept.iter_mut().find(|better| {
            contains(&better.stems, &candidate.stems)
                || candidate.stems.first().is_some_and(|stem| {
                    candidate.stems.len() == 1
                        && short
                            .iter()
                            .any(|(letters, long)| letters == stem && *long == better.stems)
                })
                || contains(&candidate.stems, &better.stems)
                    && better.stems.len() > 1
                    && candidate.stems.last() == better.stems.last()
        });
        match same {
            Some(better) => {
                if contains(&better.stems, &candidate.stems) || better.chunks.len() < 2 {
                    better.chunks.extend(candidate.chunks);
                }
            }
            None => kept.push(candidate),
        }
        if kept.len() >= MOST {
            break;
        }
    }
    kept
}

/// Whether all of `part` stand in `whole`.
fn contains(whole: &[u32], part: &[u32]) -> bool {
    part.iter().all(|stem| whole.contains(stem))
}

/// Letters in brackets after the phrase whose initials they are: stem of the
/// letters, stems of the phrase.
fn acronyms(reading: &Reading<'_>, chunks: &[Chunk]) -> Vec<(u32, Vec<u32>)> {
    let tokens = &reading.sentences.tokens;
    let mut found = Vec::new();
    for pair in chunks.windows(2) {
        let [long, letters] = pair else { continue };
        let bracket = tokens.get(long.tokens.end).map(|t| t.span.of(reading.sentences.text));
        let Some(form) = reading.form_of(letters.tokens.start) else { continue };
        if bracket != Some("(")
            || letters.tokens.len() != 1
            || letters.tokens.start != long.tokens.end + 1
        {
            continue;
        }
        let initials: String =
            long.tokens.clone().filter_map(|at| reading.key(at).chars().next()).collect();
        let capitals: String = long
            .tokens
            .clone()
            .filter(|&at| !reading.is_function(at))
            .filter_map(|at| reading.key(at).chars().next())
            .collect();
        if form.key == initials || form.key == capitals {
            let stems = long.tokens.clone().filter_map(|at| reading.form_of(at)).map(|f| f.stem);
            found.push((form.stem, stems.collect()));
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
    let own = candidate.chunks.iter().filter_map(|&chunk| chunks.get(chunk));
    let own = own.filter(|chunk| chunk.tokens.len() == candidate.stems.len());
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
