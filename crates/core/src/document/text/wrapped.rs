//! Text wrapped at a fixed width: the lines of one paragraph become one block.
//!
//! A text is taken for wrapped when most lines that another follows directly
//! end without an end mark, are of similar length, and are gone on with in
//! lower case. A page of menus fails on the lengths, a page of paragraphs on
//! the ends. Known miss: a text of fewer than [`LEAST`] such lines.

use crate::{Span, document::RawBlock};

/// Fewer wrapped lines than this say nothing.
const LEAST: usize = 8;

/// How long a wrapped line is, in bytes.
const WIDTH: std::ops::RangeInclusive<usize> = 40..=130;

/// How far below the width a line may fall for a reason other than the next word's length.
const SLACK: usize = 10;

/// Joins the lines of each paragraph, where the text is wrapped.
pub(super) fn join(text: &str, lines: Vec<RawBlock>, indents: &[usize]) -> Vec<RawBlock> {
    let Some(width) = width(text, &lines) else { return lines };
    let mut out: Vec<RawBlock> = Vec::with_capacity(lines.len());
    let mut before: Option<(Span, usize)> = None;
    for (line, indent) in lines.into_iter().zip(indents) {
        let goes_on = line.gap == 0
            && before.is_some_and(|(last, indented)| {
                *indent <= indented + 1 && is_joined(text, width, last, line.span)
            });
        before = Some((line.span, *indent));
        match out.last_mut() {
            Some(paragraph) if goes_on => {
                paragraph.span = Span::between(paragraph.span.start(), line.span.end());
            }
            _ => out.push(line),
        }
    }
    out
}

/// Whether `next` goes on the paragraph of `line`.
fn is_joined(text: &str, width: usize, line: Span, next: Span) -> bool {
    let words = next.of(text);
    if !WIDTH.contains(&line.len()) && !starts_lower(words) || line.len() > width * 3 / 2 {
        return false;
    }
    if words.starts_with(['•', '*', '▪', '●']) || words.starts_with("- ") {
        return false;
    }
    let first = words.find(char::is_whitespace).unwrap_or(words.len());
    line.len() + 1 + first + SLACK > width || starts_lower(words) && !ends_sentence(line.of(text))
}

/// The width at which the text is wrapped, if it is.
fn width(text: &str, lines: &[RawBlock]) -> Option<usize> {
    let mut lengths = Vec::with_capacity(lines.len());
    let (mut followed, mut open, mut lower) = (0, 0, 0);
    for (line, next) in lines.iter().zip(lines.iter().skip(1)) {
        if next.gap > 0 {
            continue;
        }
        followed += 1;
        if !WIDTH.contains(&line.span.len()) {
            continue;
        }
        lengths.push(line.span.len());
        if !ends_sentence(line.span.of(text)) {
            open += 1;
            lower += usize::from(starts_lower(next.span.of(text)));
        }
    }
    let most = lengths.len();
    if most < LEAST || most * 10 < followed * 6 || open * 10 < most * 6 || lower * 10 < most * 4 {
        return None;
    }
    let at = most * 9 / 10;
    let (_, width, _) = lengths.select_nth_unstable(at.min(most - 1));
    Some(*width)
}

fn starts_lower(words: &str) -> bool {
    words.starts_with(char::is_lowercase)
}

fn ends_sentence(words: &str) -> bool {
    words
        .trim_end_matches(['"', '”', '’', '\'', '»', ')', ']', '“'])
        .ends_with(['.', '!', '?', ':', '…'])
}
