//! Short forms that the article gives itself: "Joint Plan (JP)".

use std::ops::Range;

use super::{Concept, Ground, MeaningId};

/// Letters in brackets after the phrase whose initials they are, with its meaning.
pub(super) fn acronyms(ground: &Ground<'_>, chunks: Range<usize>) -> Vec<(Concept, MeaningId)> {
    let reading = ground.reading;
    let tokens = &reading.sentences.tokens;
    let mut found = Vec::new();
    let start = chunks.start;
    for (at, pair) in ground.chunks.get(chunks).unwrap_or_default().windows(2).enumerate() {
        let [long, letters] = pair else { continue };
        if letters.tokens.len() != 1 || letters.tokens.start != long.tokens.end + 1 {
            continue;
        }
        let text = reading.sentences.text.as_bytes();
        let mark = tokens.get(long.tokens.end).and_then(|mark| text.get(mark.span.start()));
        if mark != Some(&b'(') {
            continue;
        }
        let [concept] = ground.concepts.of(letters.tokens.start) else { continue };
        let key = reading.key(letters.tokens.start);
        let are_initials = |all: bool| {
            let words = long.tokens.clone().filter(|&at| all || !reading.is_function(at));
            words.filter_map(|at| reading.key(at).chars().next()).eq(key.chars())
        };
        if (are_initials(true) || are_initials(false))
            && let Some((meaning, _)) = ground.meanings.of_run(start + at)
        {
            found.push((*concept, meaning));
        }
    }
    found
}
