//! The place that opens a report: "GENEVA (Wire) —", "PARIS, May 3 —". It is
//! split off its paragraph as a kept block on the same line, so that the first
//! sentence starts where its words start.
//!
//! Known miss: a place in title case without brackets ("Paris — The") is left
//! in the sentence, since a heading is written the same way.

use super::{Block, Verdict, page::Page};
use crate::Span;

/// A dateline is no longer than this, in bytes.
const LONGEST: usize = 90;

/// Splits the dateline off a paragraph that opens with one.
pub(super) fn split(page: &Page<'_>, at: usize, block: &Block) -> Option<(Block, Block)> {
    let has_dash = page.line(at).is_some_and(|line| line.has_dash);
    if !has_dash || block.verdict != Verdict::Content || !page.is_sentence(at) {
        return None;
    }
    let words = block.span.of(page.text);
    let (dash, dash_end) = first_dash(words)?;
    let head = words.get(..dash)?.trim_end();
    if !is_place(head) {
        return None;
    }
    let tail = words.get(dash_end..)?;
    let rest_start = dash_end + (tail.len() - tail.trim_start().len());
    // The sentence after it opens in upper case or with a quote mark.
    let opens = tail.trim_start().chars().next()?;
    if opens.is_lowercase() || rest_start >= words.len() {
        return None;
    }
    let start = block.span.start();
    let place = Block {
        span: Span::between(start, start + dash_end),
        verdict: Verdict::DatelinePlace,
        kept: true,
        confidence: 0.9,
        reason: String::from("a place in capitals before a dash, as reports open"),
    };
    let mut rest = block.clone();
    rest.span = Span::between(start + rest_start, block.span.end());
    Some((place, rest))
}

/// Where the first dash with white space around it stands, early in the paragraph.
fn first_dash(words: &str) -> Option<(usize, usize)> {
    for (at, ch) in words.char_indices() {
        if at > LONGEST {
            return None;
        }
        if !matches!(ch, '—' | '–' | '-') {
            continue;
        }
        let end = at + ch.len_utf8();
        let spaced = words.get(..at)?.ends_with([' ', ')', '\u{a0}'])
            && words.get(end..)?.starts_with([' ', '\u{a0}']);
        match ch {
            '—' if at > 2 => return Some((at, end)),
            '–' | '-' if spaced => {
                // "--" is one dash.
                return Some((at, end));
            }
            '-' if words.get(at..)?.starts_with("-- ") => return Some((at, at + 2)),
            _ => {}
        }
    }
    None
}

/// A place in capitals, with what may stand beside it: region, agency, date.
fn is_place(head: &str) -> bool {
    let town: &str = head.split([',', '(', '/']).next().unwrap_or_default().trim();
    let letters = town.chars().filter(|c| c.is_alphabetic()).count();
    let shouted = letters >= 3 && !town.chars().any(char::is_lowercase);
    let agency = head.ends_with(')') && head.contains('(') && town.starts_with(char::is_uppercase);
    let few = town.split_whitespace().count() <= 4 && head.split_whitespace().count() <= 9;
    (shouted || agency) && few && !head.contains(['.', '"', '“', ':'])
        || shouted && few && head.split('.').all(|p| p.trim().len() <= 24)
}
