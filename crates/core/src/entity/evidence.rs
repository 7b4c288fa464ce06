//! What a candidate's own words and its neighbours say of its kind.
//!
//! Each sign adds to the score of a kind; the scores of all mentions of one
//! name are added up, and the article as a whole decides. The weights are set by
//! hand: 3 decides alone, 1 leans.

use std::ops::Range;

use verbatim_lexicon::{Classes, Lexicon, WordSet};

use super::candidate::{Candidate, Scores};
use crate::{
    index::{Index, Places},
    segment::{Case, Sentences, Token, TokenId, TokenKind},
};

/// The evidence for `candidate`, whose sentence's tokens are `bounds`.
pub(super) fn at(
    sentences: &Sentences<'_>,
    lexicon: &Lexicon,
    candidate: &Candidate,
    bounds: Range<TokenId>,
    titled: bool,
    apposed: bool,
) -> Scores {
    let token = |at: TokenId| sentences.tokens.at(at).filter(|_| bounds.contains(&at));
    let words = |at: TokenId| token(at).map_or("", |t| t.span.of(sentences.text));
    let is_in = |at: TokenId, set| token(at).is_some_and(|t| lexicon.sets.has(set, t.word));
    let is_small = |at: TokenId, set| {
        token(at).is_some_and(|t| t.case == Case::Lower && lexicon.sets.has(set, t.word))
    };
    let (start, end) = (candidate.start, candidate.end);
    let before = words(start.wrapping_sub(1));
    let behind = words(end);
    let mut scores = Scores::default();
    if titled {
        scores.person += 5.0;
    }
    if apposed {
        scores.person += 4.0;
    }
    own_words(sentences.tokens.part(start..end), &mut scores);

    let previous = start.checked_sub(1).and_then(token);
    let possessive = behind.starts_with(['\'', '’'])
        && token(end.wrapping_sub(1)).is_some_and(|t| t.is(Classes::POSSESSIVE));
    let next = token(end);
    if possessive {
        scores.person += 0.3;
    }
    let is_cue = |t: &Token| t.is(Classes::CUE_VERB) && t.case == Case::Lower;
    let inverted = || matches!(words(start.wrapping_sub(2)), "," | "”" | "\"" | "»" | "’" | "—");
    if next.is_some_and(is_cue)
        || previous.is_some_and(is_cue) && inverted() && !followed_by_noun(next)
    {
        scores.person += 2.5;
        scores.organisation += 1.0;
    } else if previous.is_some_and(is_cue) {
        // Who is told or accused can be a government.
        scores.person += 0.8;
    }
    // "Varga's Optimism": a thing of somebody's.
    if before.starts_with(['\'', '’']) {
        scores.person -= 1.5;
    }
    let beside =
        |at: TokenId| matches!(words(at), "," | "—") || is_small(at, WordSet::PersonNeighbours);
    if end - start > 1 && (beside(start.wrapping_sub(1)) || beside(end)) {
        scores.person += 0.4;
    }
    // "Package of Measures": a part of a title.
    if is_small(start.wrapping_sub(1), WordSet::Of)
        && token(start.wrapping_sub(2)).is_some_and(|t| t.case.is_capital() && !t.is(Classes::ROLE))
    {
        scores.person -= 2.0;
    }
    if end - start > 1
        && token(end - 1).is_some_and(|t| {
            t.is(Classes::CITY | Classes::COUNTRY | Classes::REGION) && !t.is(Classes::SURNAME)
        })
        && !token(start).is_some_and(|t| t.is(Classes::GIVEN))
    {
        scores.person -= 2.0;
        scores.organisation += 1.0;
    }
    if is_small(start.wrapping_sub(1), WordSet::Toward)
        && is_in(start.wrapping_sub(2), WordSet::AccordingFirst)
    {
        scores.person += 2.0;
        scores.organisation += 1.5;
    }
    if previous.is_some_and(|t| t.is(Classes::LOCATIVE)) {
        scores.place += if end - start <= 2 { 2.0 } else { 0.8 };
        scores.person -= 1.0;
    }
    if is_in(start.wrapping_sub(1), WordSet::The) {
        scores.person -= 2.0;
        scores.place += 0.3;
        if end - start > 1 {
            scores.organisation += 1.0;
        }
    }
    if behind == "," {
        if token(end + 1).is_some_and(|t| t.kind == TokenKind::Number && t.span.len() == 2)
            && words(end + 2) == ","
        {
            scores.person += 4.0;
        }
        // "Lodz, Poland": a place before its country.
        if token(end + 1)
            .is_some_and(|t| t.is(Classes::COUNTRY | Classes::REGION) && t.case.is_capital())
            && previous.is_some_and(|t| t.is(Classes::LOCATIVE))
        {
            scores.place += 2.0;
        }
        if is_small(end + 1, WordSet::Who) {
            scores.person += 2.5;
        }
    }
    if is_small(end, WordSet::Who) {
        scores.person += 2.5;
    }
    scores
}

/// Signs inside the name.
fn own_words(name: &[Token], scores: &mut Scores) {
    let Some((first, last)) = name.first().zip(name.last()) else { return };
    let several = name.len() > 1;
    if first.is(Classes::GIVEN) && first.case != Case::Upper {
        scores.person += if several { 4.0 } else { 1.5 };
    }
    if last.is(Classes::SURNAME) {
        scores.person += if several { 1.0 } else { 0.7 };
    }
    // "Union X", "Union of X": an organisation's noun opens its name.
    if several && first.is(Classes::ORGANISATION_HEAD) && !first.is(Classes::GIVEN) {
        scores.organisation += 2.0;
        scores.person -= 2.0;
    }
    if several {
        let initial = |t: &Token| t.case == Case::Title && t.span.len() <= 3;
        if name.iter().skip(1).any(|t| t.span.len() == 2 && initial(t)) {
            scores.person += 1.5;
        }
        if name.iter().any(|t| t.is(Classes::PARTICLE) && t.case == Case::Lower) {
            scores.person += 1.5;
        }
        if name.len() <= 3 && name.iter().all(|t| t.case != Case::Upper) {
            // Words that no list knows are names more often than not.
            let unlisted = name.iter().all(|t| !t.is(Classes::LISTED));
            scores.person += if unlisted { 2.2 } else { 1.2 };
        }
    } else if first.case == Case::Upper && first.span.len() <= 6 {
        scores.organisation += 1.5;
    }
}

/// Whether a noun follows a name behind a verb: "announced Tesla cars".
fn followed_by_noun(next: Option<&Token>) -> bool {
    next.is_some_and(|t| {
        t.kind == TokenKind::Word
            && t.case == Case::Lower
            && !t.is(Classes::FUNCTION | Classes::WEEKDAY | Classes::CUE_VERB)
    })
}
