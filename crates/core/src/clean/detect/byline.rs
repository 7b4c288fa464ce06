//! Who wrote it: a label such as "By" or "Von" and a name, or a line of the
//! kind "Name, Outlet" close to the headline.
//!
//! Known miss: a name alone, without label; it is left to its place.

use verbatim_lexicon::{Sets, TextSet, prompts::PromptKind};

use super::{Detector, Found, Reason, prompt};
use crate::clean::{
    Verdict,
    page::{Page, line::End},
};

pub(super) const DETECTOR: Detector = Detector { verdict: Verdict::Byline, find };

pub(in crate::clean) fn find(page: &Page<'_>, at: usize) -> Option<Found> {
    let line = page.line(at)?;
    if line.words > 24 {
        return None;
    }
    let words = page.words(at);
    let timed = words.ends_with(".m.") && line.digits > 0;
    let may_open = (line.end != End::Sentence || timed) && line.words >= 2;
    let sets = &page.lexicon.sets;
    let mut openers = sets.texts(TextSet::BylineOpeners).iter().filter(|_| may_open);
    if let Some(opener) = openers.find(|opener| opens_with(words, opener))
        && is_name(words.get(opener.len() + 1..).unwrap_or_default(), sets)
    {
        let reason = Reason::naming("", opener, " and a name");
        return Found::new(0.92, reason);
    }
    let (prompt, confidence) = prompt(page, at, PromptKind::Byline)?;
    if prompt.words == 1 && line.words > 1 && !words.contains(':') || page.is_sentence(at) {
        return None;
    }
    Found::new(confidence, Reason::naming("who wrote it: ", prompt.phrase, ""))
}

/// Whether `words` open with `opener`, which is in lower case, in any case, and a space.
fn opens_with(words: &str, opener: &str) -> bool {
    let first = |text: &str| text.bytes().next().unwrap_or_default();
    // Most lines open with another letter, which needs no decoding to see.
    if first(words).is_ascii() && !first(words).eq_ignore_ascii_case(&first(opener)) {
        return false;
    }
    let mut lower = words.chars().flat_map(char::to_lowercase);
    opener.chars().chain([' ']).all(|ch| lower.next() == Some(ch))
}

/// Whether the words begin with two capitalised ones, or with one in capitals or an address.
fn is_name(words: &str, sets: &Sets) -> bool {
    let mut parts = words.split_whitespace();
    let Some(first) = parts.next() else { return false };
    let upper = |word: &str| word.starts_with(char::is_uppercase);
    if !upper(first) && !first.starts_with('@') {
        return false;
    }
    match parts.next() {
        None => first.chars().count() > 2,
        Some(second) => {
            upper(second)
                || matches!(second, "|" | "/" | "-")
                || sets.holds(TextSet::BylineParticles, second)
        }
    }
}
