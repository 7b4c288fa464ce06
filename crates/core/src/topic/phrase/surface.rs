//! A phrase as it stands in the text.

use super::{Chunk, Reading, Traits};
use crate::{
    Span,
    index::{Index, Places},
};

/// The words of a run as they stand, without an article that is written to them ("l'").
pub(super) fn span(reading: &Reading<'_>, chunk: &Chunk) -> Option<Span> {
    let tokens = &reading.sentences.tokens;
    let first = tokens.at(chunk.tokens.start)?.span;
    let last = tokens.at(chunk.tokens.end.checked_sub(1)?)?.span;
    let span = first.cover(last);
    if reading.is(chunk.tokens.start, Traits::HAS_ARTICLE) {
        let text = reading.sentences.text;
        let words = span.of(text);
        let after = words.char_indices().find(|(_, c)| matches!(c, '\'' | '’'));
        let cut = after.map_or(0, |(at, mark)| at + mark.len_utf8());
        return Span::new(text, span.start() + cut, span.end());
    }
    Some(span)
}

/// Words with one space between two.
pub(super) fn one_line(words: &str) -> String {
    let mut before = b' ';
    let tidy = words.bytes().all(|byte| {
        let fits = byte.is_ascii_graphic() || byte == b' ' && before != b' ';
        before = byte;
        fits
    });
    if tidy {
        return words.to_owned();
    }
    let mut line = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}
