//! Plain text: the document's text is the source byte for byte, each line a
//! block. Lines end where any program ends them: `\n`, `\r\n`, `\r`, form
//! feed, vertical tab, next line (U+0085), line and paragraph separators.
//! Where the text is wrapped at a fixed width, as e-mail and wire text is, the
//! lines of a paragraph are one block; see [`wrapped`].

mod wrapped;

use super::{Document, RawBlock, most_blocks, plain};
use crate::{Input, Span};

pub(super) fn parse(input: &Input, source: &str) -> Document {
    // A page has a line to some sixty bytes.
    let lines_likely = source.len() / 60 + 4;
    let mut blocks = Vec::with_capacity(lines_likely);
    let mut indents = Vec::with_capacity(lines_likely);
    let most = most_blocks(source);
    let mut rest: Option<RawBlock> = None;
    let mut gap = 0u16;
    for line in lines(source) {
        let span = line.trim(source);
        if span.is_empty() {
            gap = gap.saturating_add(1);
            continue;
        }
        if blocks.len() == most {
            let span = Span::between(span.start(), source.len()).trim(source);
            rest = Some(RawBlock { span, gap, markup: None });
            break;
        }
        blocks.push(RawBlock { span, gap, markup: None });
        indents.push(span.start() - line.start());
        gap = 0;
    }
    let mut blocks = wrapped::join(source, blocks, &indents);
    let span = rest.as_ref().map(|rest| rest.span);
    blocks.extend(rest);
    Document {
        name: input.name.clone(),
        text: source.to_owned(),
        format: input.format,
        blocks,
        rest: span,
        source_map: Vec::new(),
        containers: Vec::new(),
        links: Vec::new(),
        declared: super::Declared::default(),
        notices: Vec::new(),
    }
}

/// The lines of a text, without their ends.
fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let bytes = text.as_bytes();
    let mut start = 0;
    let mut done = false;
    std::iter::from_fn(move || {
        if done {
            return None;
        }
        let mut at = start;
        while let Some(&byte) = bytes.get(at) {
            let end = match byte {
                b' '..=0x7f => {
                    at = plain::skip(bytes, at + 1);
                    continue;
                }
                b'\r' if bytes.get(at + 1) == Some(&b'\n') => 2,
                b'\n' | b'\r' | b'\x0b' | b'\x0c' => 1,
                // U+0085 is C2 85, U+2028 and U+2029 are E2 80 A8 and E2 80 A9.
                0xC2 if bytes.get(at + 1) == Some(&0x85) => 2,
                0xE2 if bytes.get(at + 1) == Some(&0x80)
                    && matches!(bytes.get(at + 2), Some(0xA8 | 0xA9)) =>
                {
                    3
                }
                _ => 0,
            };
            if end > 0 {
                let line = Span::between(start, at);
                start = at + end;
                return Some(line);
            }
            at += 1;
        }
        done = true;
        Some(Span::between(start, bytes.len()))
    })
}

#[cfg(test)]
mod tests {
    use crate::{Input, document::parse};

    #[test]
    fn every_line_end_ends_a_line() {
        let source = "a\r\nb\rc\u{2028}d\u{2029}e\u{85}f\u{c}g\n\nh";
        let document = parse(&Input::text(source));
        let words: Vec<&str> = document.blocks.iter().map(|b| b.span.of(source)).collect();
        assert_eq!(words, ["a", "b", "c", "d", "e", "f", "g", "h"]);
        assert_eq!(document.blocks.last().map(|b| b.gap), Some(1));
        assert_eq!(document.text, source);
    }

    const WRAPPED: &str = "The keeper of the old light at Harrow Bay has rowed out\n\
        every evening for thirty years, and on Friday he said\n\
        that he would go on until somebody took the oars from\n\
        his hands.\n\n\
        “I know each stone of that harbour,” he told the people\n\
        who had come to see him off, “and each stone has by now\n\
        made up its mind about me and about the boat that I have\n\
        been rowing.”\n\n\
        The council will vote on a new lamp in the first week of\n\
        spring, when the ferry is back and the members who live\n\
        on the other bank of the river can come to the chamber.\n";

    #[test]
    fn the_lines_of_a_wrapped_paragraph_are_one_block() {
        let document = parse(&Input::text(WRAPPED));
        assert_eq!(document.text, WRAPPED);
        let ends: Vec<&str> =
            document.blocks.iter().filter_map(|b| b.span.of(WRAPPED).lines().last()).collect();
        assert_eq!(ends.len(), 3, "{ends:?}");
        assert_eq!(ends.first(), Some(&"his hands."));
    }

    #[test]
    fn menus_between_long_paragraphs_stay_lines() {
        let source = "Home\nNews\nSport\nA paragraph that ends where its sentence ends, as most do.\n\
            Another one that stands alone on its line, and is whole.\nShare\nMore";
        assert_eq!(parse(&Input::text(source)).blocks.len(), 7);
    }
}
