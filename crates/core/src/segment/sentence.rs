//! Sentences: the Unicode sentence rules (UAX #29) with news exceptions.
//!
//! A sentence ends after `.`, `!`, `?`, `…` and the marks and brackets that
//! close right behind, where white space or the paragraph's end follows, but
//! - not before a lower-case word (`“Go!” he said`), which for `!` and `?` is
//!   stricter than the Unicode rules;
//! - not after an abbreviation that stands before a name ("Gen.", "J.") or a
//!   number ("No. 5");
//! - after a dotted acronym or an abbreviation like "Inc." only before a word
//!   that seldom follows one inside a sentence ("the U.S. The");
//! - not after an ellipsis in brackets (`[…]`);
//! - not between a quoted question and its speaker (`“Why?” Ms. Novak asked`).
//!
//! A full stop without white space behind it ends a sentence where a small word
//! stands before it and a capitalised one after ("the deal.Potential"): pasted
//! text often lost the space.
//!
//! Paragraphs with letters of other scripts than Latin, Greek and Cyrillic take
//! their boundaries from `unicode-segmentation`.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use verbatim_lexicon::Classes;

use super::{Case, Token, TokenKind};
use crate::{Span, index::Index, segment::TokenId};

/// Calls `emit` with each sentence of the paragraph whose tokens begin at
/// `first`, and marks the first word of each.
pub(super) fn run(
    text: &str,
    first: TokenId,
    tokens: &mut [Token],
    known_script: bool,
    mut emit: impl FnMut(Range<TokenId>, Span),
) {
    let Some(paragraph) = tokens.get_mut(first.get()..) else { return };
    let mut start = 0;
    let mut unicode = UnicodeBounds::new(text, paragraph, known_script);
    let mut at = 0;
    while at < paragraph.len() {
        let end = match &mut unicode {
            None => end_after(text, paragraph, start, at),
            Some(bounds) => bounds.end_after(paragraph, at),
        };
        at += 1;
        if let Some(end) = end.or((at == paragraph.len()).then_some(at)) {
            if let Some(sentence) = paragraph.get_mut(start..end)
                && let (Some(head), Some(tail)) = (sentence.first(), sentence.last())
            {
                emit(first + start..first + end, head.span.cover(tail.span));
                if let Some(word) = sentence.iter_mut().find(|t| t.is_wordlike()) {
                    word.classes |= Classes::SENTENCE_INITIAL;
                }
            }
            start = end;
            at = at.max(end);
        }
    }
}

/// Where the sentence ends if the token at `at` ends it: the index after its
/// last token.
fn end_after(text: &str, tokens: &[Token], start: usize, at: usize) -> Option<usize> {
    let token = tokens.get(at)?;
    // Most tokens end no sentence, and one byte tells.
    let may_end = match token.kind {
        TokenKind::Word => text.as_bytes().get(token.span.end().wrapping_sub(1)) == Some(&b'.'),
        // The three-byte ends are all of E2: the ellipsis and the interrobang.
        TokenKind::Mark => {
            matches!(text.as_bytes().get(token.span.start()), Some(b'.' | b'!' | b'?' | 0xe2))
        }
        TokenKind::Number => false,
    };
    if !may_end {
        return None;
    }
    let words = token.span.of(text);
    let strong = match token.kind {
        TokenKind::Mark => match words {
            "!" | "?" | "‽" => true,
            "…" => false,
            _ if words.starts_with('.') => false,
            _ => return None,
        },
        TokenKind::Word => return after_abbreviation(text, tokens, at, words),
        TokenKind::Number => return None,
    };
    // The first mark of a run decided for all of it.
    if at > start
        && touches(tokens, at)
        && tokens.get(at - 1).is_some_and(|t| is_terminator(text, t))
    {
        return None;
    }
    let mut next = at + 1;
    // "?!", "...?"
    while tokens.get(next).is_some_and(|t| touches(tokens, next) && is_terminator(text, t)) {
        next += 1;
    }
    let bracketed = at > start
        && tokens.get(at - 1).is_some_and(|t| matches!(t.span.of(text), "[" | "("))
        && tokens.get(next).is_some_and(|t| matches!(t.span.of(text), "]" | ")"));
    if bracketed {
        return None;
    }
    let bare = next;
    next = after_closers(text, tokens, next);
    let Some(follower) = tokens.get(next) else { return Some(next) };
    if touches(tokens, next) {
        // No white space: only a lost one counts.
        let before = tokens.get(at.checked_sub(1)?)?;
        let lost = next == at + 1
            && before.kind == TokenKind::Word
            && before.case == Case::Lower
            && before.span.len() > 2
            && !before.is(Classes::LINK)
            && follower.kind == TokenKind::Word
            && matches!(follower.case, Case::Title)
            && (follower.span.len() > 1);
        return lost.then_some(next);
    }
    // A list number opens its sentence: "3. Stay calm".
    if words == "." && at == start + 1 && tokens.get(start).is_some_and(is_list_label) {
        return None;
    }
    let opener = first_word(tokens, next);
    if opener.is_some_and(|word| word.kind == TokenKind::Word && starts_small(text, word)) {
        return None;
    }
    let closed = next > bare;
    if strong && closed && speaker_follows(tokens, next) {
        return None;
    }
    // "3. Oktober", "le 1. Janvier".
    if words == "."
        && tokens.get(at.wrapping_sub(1)).is_some_and(|t| t.kind == TokenKind::Number)
        && follower.is(Classes::MONTH)
        && tokens.get(at - 1).is_some_and(|t| t.span.len() <= 2)
    {
        return None;
    }
    Some(next)
}

/// As [`end_after`] for a token that carries its own full stop.
fn after_abbreviation(text: &str, tokens: &[Token], at: usize, words: &str) -> Option<usize> {
    let token = tokens.get(at)?;
    let next = after_closers(text, tokens, at + 1);
    let follower = tokens.get(next);
    if follower.is_some() && touches(tokens, next) {
        return None;
    }
    let Some(follower) = follower else { return Some(next) };
    if token.is(Classes::ABBREVIATION | Classes::ABBREVIATION_NUMBER) {
        return None;
    }
    let initial = token.case == Case::Title && words.chars().count() == 2;
    // An opening mark: the word behind it decides, and an acronym seldom
    // stands before a quote inside a sentence.
    let marked = follower.kind == TokenKind::Mark;
    let opener = first_word(tokens, next)?;
    if starts_small(text, opener) || opener.kind != TokenKind::Word {
        return None;
    }
    let seldom_inside = opener.is(Classes::FUNCTION | Classes::PRONOUN);
    (seldom_inside
        || (marked && !initial && matches!(follower.span.of(text), "“" | "\"" | "«" | "„")))
    .then_some(next)
}

/// The index after the marks that close right behind the token before `next`.
fn after_closers(text: &str, tokens: &[Token], mut next: usize) -> usize {
    while let Some(token) = tokens.get(next) {
        let closes = match token.span.of(text) {
            "”" | "’" | "»" | ")" | "]" | "}" | "›" | "“" => touches(tokens, next),
            // Straight marks close where a word does not touch them from behind.
            "\"" | "'" => {
                touches(tokens, next)
                    && !tokens
                        .get(next + 1)
                        .is_some_and(|t| touches(tokens, next + 1) && t.is_wordlike())
            }
            _ => false,
        };
        // French sets a space before the closing guillemet.
        let spaced = matches!(token.span.of(text), "»")
            && tokens.get(next.wrapping_sub(1)).is_some_and(|t| {
                let gap = text.get(t.span.end()..token.span.start()).unwrap_or_default();
                gap.chars().count() == 1 && gap != "\n"
            });
        if !closes && !spaced {
            break;
        }
        next += 1;
    }
    next
}

fn is_terminator(text: &str, token: &Token) -> bool {
    token.kind == TokenKind::Mark
        && matches!(token.span.of(text).chars().next(), Some('.' | '!' | '?' | '…' | '‽'))
}

/// Whether no white space stands before the token.
fn touches(tokens: &[Token], at: usize) -> bool {
    match (tokens.get(at.wrapping_sub(1)), tokens.get(at)) {
        (Some(before), Some(token)) => before.span.end() == token.span.start(),
        _ => false,
    }
}

/// The first word or number at or after `at`, over opening marks.
fn first_word(tokens: &[Token], at: usize) -> Option<&Token> {
    tokens.get(at..)?.iter().take(4).find(|t| t.is_wordlike())
}

fn starts_small(text: &str, token: &Token) -> bool {
    token.span.of(text).chars().next().is_some_and(char::is_lowercase)
}

fn is_list_label(token: &Token) -> bool {
    token.kind == TokenKind::Number && token.span.len() <= 3
}

/// Whether a name and a verb of saying open what follows: one to four
/// capitalised words, then the verb.
fn speaker_follows(tokens: &[Token], next: usize) -> bool {
    for (names, token) in tokens.get(next..).unwrap_or_default().iter().take(6).enumerate() {
        if token.kind != TokenKind::Word {
            return false;
        }
        if token.is(Classes::CUE_VERB) && token.case == Case::Lower {
            return names > 0;
        }
        if !token.case.is_capital() || token.is(Classes::PRONOUN) {
            return false;
        }
    }
    false
}

/// Boundaries found by the Unicode library, for scripts the rules here don't know.
struct UnicodeBounds<'t> {
    ends: Box<dyn Iterator<Item = usize> + 't>,
    next: Option<usize>,
}

impl<'t> UnicodeBounds<'t> {
    fn new(text: &'t str, tokens: &[Token], known_script: bool) -> Option<Self> {
        if known_script {
            return None;
        }
        let start = tokens.first()?.span.start();
        let end = tokens.last()?.span.end();
        let pieces = text.get(start..end)?.split_sentence_bound_indices();
        let mut ends = pieces.map(move |(at, piece)| start + at + piece.len());
        let next = ends.next();
        Some(Self { ends: Box::new(ends), next })
    }

    fn end_after(&mut self, tokens: &[Token], at: usize) -> Option<usize> {
        let end = tokens.get(at)?.span.end();
        let following = tokens.get(at + 1).map_or(usize::MAX, |t| t.span.start());
        let mut ended = false;
        while let Some(bound) = self.next.filter(|&bound| bound <= following) {
            ended |= bound >= end;
            self.next = self.ends.next();
        }
        let small = tokens.get(at).is_some_and(|t| t.is(Classes::ABBREVIATION));
        (ended && !small).then_some(at + 1)
    }
}
