//! Readers' comments in a pasted text: below the article a line about comments, then
//! voices with the same button under each ("Reply"). No markup tells them apart, and
//! readers write sentences, too.
//!
//! Known miss: comments without buttons; a single one.

use crate::clean::{Block, Verdict, page::Page};

/// So many buttons of a kind make a thread.
const BUTTONS: usize = 2;

/// Pages have no more kinds of them.
const KINDS: usize = 5;

/// Above the thread stands an article, of this many words at least.
const ARTICLE: u32 = 80;

/// The line that opens the thread stands at most so far above the first button.
const REACH: usize = 15;

/// Lines kept this surely are the article's: readers' lines are not written like it.
const SURE: f32 = 0.97;

/// Cuts what is kept of the first thread and below.
pub(super) fn cut(page: &Page<'_>, blocks: &mut [Block]) {
    let about = |at: &usize| blocks.get(*at).is_some_and(|b| b.verdict == Verdict::CommentForm);
    let is_button = |at: &usize| {
        about(at)
            && page.line(*at).is_some_and(|line| line.words <= 2)
            && page.totals.get(*at).is_some_and(|total| *total as usize >= BUTTONS)
    };
    let words = |from: usize, to: usize, least: f32| -> u32 {
        let kept = (from..to).filter(|at| {
            blocks.get(*at).is_some_and(|block| block.kept && block.confidence >= least)
        });
        kept.map(|at| page.line(at).map_or(0, |line| line.length())).sum()
    };
    let all = blocks.len();
    let opening = |button: usize| {
        let key = page.line(button).map(|line| line.key);
        let opens = |at: &usize| about(at) && page.line(*at).map(|line| line.key) != key;
        let first = (button.saturating_sub(REACH)..button).find(opens)?;
        let above = words(0, first, 0.0);
        (above >= ARTICLE && words(first, all, SURE) * 3 <= above).then_some(first)
    };
    let first_of_its_kind = |at: &usize| page.repeats.get(*at) == Some(&0);
    let mut buttons = (0..all).filter(is_button).filter(first_of_its_kind).take(KINDS);
    let Some(first) = buttons.find_map(opening) else { return };
    for block in blocks.iter_mut().skip(first).filter(|block| block.kept) {
        block.verdict = Verdict::CommentForm;
        block.kept = false;
        block.confidence = 0.8;
        block.reason = String::from("below the article, among readers' comments");
    }
}

#[cfg(test)]
mod tests {
    use crate::{Input, clean, document};

    const PARAGRAPHS: &str = "The council voted on Tuesday to rebuild the harbour wall, which the \
        storms of last winter had damaged, and thanked all who had written to it about the boats.\n\n\
        The mayor said that the work would begin in May and that the ferry would sail from the old \
        quay until the autumn, when the new one is to be opened to everybody who wants to see it.\n\n\
        Fishermen had asked for a higher wall since the flood of three years ago, in which two \
        sheds and a crane were lost, and the insurers had refused to pay for either of them.\n\n";

    const VOICES: [&str; 3] = [
        "lampfan\nI do not think that the wall will hold. The last one was built by the same men.\n",
        "quaywalker\nThat is what they said about the crane, and look where it is now!\n",
        "Otto B.\nDoes anybody know whether the ferry still takes bicycles on a Sunday?\n",
    ];

    /// Which of the voices are kept, below this line and with this button under each.
    fn kept(opening: &str, button: &str) -> usize {
        let voices: String = VOICES.iter().map(|voice| format!("{voice}{button}\n\n")).collect();
        let text = format!("Harbour wall to be rebuilt\n\n{PARAGRAPHS}{opening}\n\n{voices}");
        let document = document::parse(&Input::text(text));
        let cleaned = clean::cleaned(&document, &Input::default());
        let blocks = cleaned.blocks.iter().filter(|block| block.kept);
        let lines: Vec<&str> = blocks.map(|block| block.span.of(&document.text)).collect();
        assert!(lines.iter().any(|line| line.starts_with("Fishermen")), "{lines:?}");
        VOICES.iter().filter(|v| lines.iter().any(|l| v.contains(l))).count()
    }

    #[test]
    fn a_thread_below_the_article_is_cut() {
        assert_eq!(kept("3 Comments", "Reply"), 0);
    }

    #[test]
    fn without_buttons_nothing_more_is_cut() {
        assert!(kept("Voices from the quay", "Harbour") > 0);
    }
}
