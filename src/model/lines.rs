//! The article as the reader sees it: lines of text in paragraphs, lists and
//! runs of cut lines. A line is a block or, of a very long block, a piece that
//! the browser can lay out in good time.

use std::ops::Range as Lines;

use verbatim_core::{Report, clean::Verdict, report::Range};

use crate::text::floor_boundary;

/// The most bytes that one line shows. A longer block goes on in the next.
const PIECE: usize = 6_000;
/// How much the first window shows: lines, and bytes of text.
const WINDOW: (usize, u32) = (400, 160_000);

/// One stretch of text in one DOM text node.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// The block it is (part) of.
    pub block: usize,
    /// Where it stands in the document.
    pub range: Range,
    /// How it looks.
    pub look: Look,
    /// Whether it goes on with the line before it, in the same paragraph.
    pub joined: bool,
}

/// How a line looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// The headline.
    Headline,
    /// A section heading.
    Heading,
    /// A paragraph.
    Paragraph,
    /// A list item.
    Item,
    /// A pull quote or an embedded post.
    Pull,
    /// A caption or a post: not part of the text, kept beside it.
    Caption,
    /// A line that was cut.
    Ghost,
}

/// The lines of a report, in order.
pub fn lines(report: &Report) -> Vec<Line> {
    let text = report.document.text.as_str();
    let mut lines: Vec<Line> = Vec::with_capacity(report.blocks.len());
    for (block, it) in report.blocks.iter().enumerate() {
        let look = match it.verdict {
            Verdict::Caption | Verdict::PostApart => Look::Caption,
            _ if !it.kept => Look::Ghost,
            Verdict::Headline => Look::Headline,
            Verdict::Heading => Look::Heading,
            Verdict::ListItem => Look::Item,
            Verdict::PullQuote | Verdict::EmbeddedPost => Look::Pull,
            _ => Look::Paragraph,
        };
        let inline = lines.last().is_some_and(|last| {
            let gap = text.get(last.range.end as usize..it.start as usize).unwrap_or("\n");
            look == Look::Paragraph && last.look == look && !gap.contains(['\n', '\r'])
        });
        let mut start = it.start as usize;
        let mut joined = inline && report.document.source_map.is_empty();
        // A cut line is shown in one row, so its first piece is enough.
        let end = it.end as usize;
        loop {
            let stop = if end.saturating_sub(start) > PIECE { piece_end(text, start) } else { end };
            let range = Range { start: start as u32, end: stop as u32 };
            lines.push(Line { block, range, look, joined });
            if stop >= end || look == Look::Ghost {
                break;
            }
            start = stop;
            joined = true;
        }
    }
    lines
}

/// Where a piece that starts at `start` ends: after a space where there is one.
fn piece_end(text: &str, start: usize) -> usize {
    let hard = floor_boundary(text, start + PIECE);
    let piece = text.get(start..hard).unwrap_or_default();
    match piece.rfind(' ') {
        Some(space) if space > PIECE / 2 => start + space + 1,
        _ => hard,
    }
}

/// The lines to show from `from` on.
pub fn window(lines: &[Line], from: usize) -> Lines<usize> {
    let mut bytes = 0;
    let mut to = from;
    for line in lines.iter().skip(from).take(WINDOW.0) {
        bytes += line.range.end - line.range.start;
        if bytes > WINDOW.1 && to > from {
            break;
        }
        to += 1;
    }
    from..to
}

/// The window that has the line `line` in it, with some lines before it.
pub fn window_around(lines: &[Line], line: usize) -> Lines<usize> {
    let mut from = line;
    let mut bytes = 0;
    while from > 0 && line - from < WINDOW.0 / 4 && bytes < WINDOW.1 / 4 {
        from -= 1;
        bytes += lines.get(from).map_or(0, |l| l.range.end - l.range.start);
    }
    window(lines, from)
}

/// What the reader sees between two margins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// One paragraph, heading, pull quote or caption of these lines.
    Paragraph(Lines<usize>),
    /// A list; each item is one line or more.
    List(Vec<Lines<usize>>),
    /// A run of cut lines.
    Ghosts(Lines<usize>),
}

/// The lines of a window, gathered into what the reader sees.
pub fn items(lines: &[Line], window: &Lines<usize>) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for at in window.clone() {
        let Some(line) = lines.get(at) else { break };
        let own = at..at + 1;
        match (items.last_mut(), line.look) {
            (Some(Item::Ghosts(run)), Look::Ghost) => run.end = at + 1,
            (_, Look::Ghost) => items.push(Item::Ghosts(own)),
            (Some(Item::Paragraph(run)), _) if line.joined => run.end = at + 1,
            (Some(Item::List(list)), Look::Item) => match list.last_mut() {
                Some(last) if line.joined => last.end = at + 1,
                _ => list.push(own),
            },
            (_, Look::Item) => items.push(Item::List(vec![own])),
            _ => items.push(Item::Paragraph(own)),
        }
    }
    items
}

#[cfg(test)]
mod tests {
    use verbatim_core::{Report, clean::Verdict, report::ReportBlock};

    use super::{Item, PIECE, items, lines, window, window_around};

    fn report(text: &str, blocks: &[(usize, usize, Verdict)]) -> Report {
        let mut report = Report::default();
        report.document.text = text.to_owned();
        report.blocks = blocks
            .iter()
            .map(|&(start, end, verdict)| ReportBlock {
                start: start as u32,
                end: end as u32,
                verdict,
                kept: verdict.is_kept(),
                reason: String::new(),
                confidence: 1.0,
            })
            .collect();
        report
    }

    #[test]
    fn lists_and_cut_runs_are_gathered() {
        use Verdict::{Content, ListItem, Navigation, ShareBar};
        let text = "a\nb\nc\nd\ne";
        let kinds = [Navigation, ShareBar, Content, ListItem, ListItem];
        let blocks: Vec<_> =
            kinds.iter().enumerate().map(|(i, &k)| (i * 2, i * 2 + 1, k)).collect();
        let lines = lines(&report(text, &blocks));
        assert_eq!(
            items(&lines, &(0..5)),
            [Item::Ghosts(0..2), Item::Paragraph(2..3), Item::List(vec![3..4, 4..5])]
        );
    }

    #[test]
    fn a_dateline_place_stays_on_its_line() {
        let text = "HARBOUR — The fleet.\nNext.";
        let dash = "HARBOUR —".len();
        let report = report(
            text,
            &[
                (0, dash, Verdict::DatelinePlace),
                (dash + 1, text.len() - 6, Verdict::Content),
                (text.len() - 5, text.len(), Verdict::Content),
            ],
        );
        let lines = lines(&report);
        assert_eq!(items(&lines, &(0..3)), [Item::Paragraph(0..2), Item::Paragraph(2..3)]);
    }

    #[test]
    fn one_huge_line_is_shown_in_pieces_that_hold_every_byte() {
        let text = "wörd ".repeat(40_000);
        let lines = lines(&report(&text, &[(0, text.len(), Verdict::Content)]));
        assert!(lines.len() > 20);
        let mut at = 0;
        for line in &lines {
            assert_eq!(line.range.start as usize, at);
            at = line.range.end as usize;
            assert!(text.is_char_boundary(at) && line.range.end - line.range.start <= PIECE as u32);
        }
        assert_eq!(at, text.len());
        let shown = window(&lines, 0);
        assert!(shown.end < lines.len());
        let around = window_around(&lines, lines.len() - 1);
        assert!(around.contains(&(lines.len() - 1)) && around.start > 0);
        assert_eq!(items(&lines, &shown).len(), 1);
    }
}
