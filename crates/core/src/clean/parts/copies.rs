//! Copies: some pages print the article once for each screen size, or its
//! first sentence above it. Each paragraph is kept once.
//!
//! A paragraph in which another number stands is no copy: tables in words, wagers and
//! forecasts say the same sentence of each day or town.
//!
//! Known miss: a copy that was shortened or reworded.

use rustc_hash::FxHashSet;

use crate::clean::{
    Block, Verdict,
    page::{Page, figures},
};

/// A shorter line may well stand twice: a refrain, a heading, an answer.
const WORDS: u32 = 8;

/// Cuts what repeats a kept paragraph word for word.
pub(super) fn cut(page: &Page<'_>, blocks: &mut [Block]) {
    let mut seen = FxHashSet::default();
    for (at, block) in blocks.iter_mut().enumerate() {
        let several = page.totals.get(at).is_some_and(|total| *total > 1);
        let Some(line) = page.line(at).filter(|line| several && line.length() >= WORDS) else {
            continue;
        };
        if block.kept && !seen.insert((line.key, figures::hash(line.span.of(page.text)))) {
            block.verdict = Verdict::Repeated;
            block.kept = false;
            block.confidence = 0.9;
            block.reason = String::from("the same paragraph is kept above");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::clean::sample::{PARAGRAPHS, kept};

    const ARABIC: &str = "صوت المجلس يوم الثلاثاء على إعادة بناء جدار الميناء الذي تضرر من \
        عواصف الشتاء الماضي، وشكر كل من كتب إليه عن القوارب.";

    /// How many of these paragraphs stay, all below the article's own.
    fn stay(paragraphs: &[&str]) -> usize {
        let text = [&PARAGRAPHS, paragraphs].concat().join("\n\n");
        kept(&text).iter().filter(|line| paragraphs.contains(&line.as_str())).count()
    }

    #[test]
    fn a_paragraph_that_differs_in_a_number_is_no_copy() {
        for (one, other) in [
            ("On the north side the engineers found 3 cracks in the wall.", "3"),
            ("On the north side the repair of the wall will cost €1.5 million.", "€1.5"),
            ("On that side of the quay the water stood at -5 degrees all night.", "-5"),
        ]
        .map(|(line, figure)| (line, line.replace(figure, "15")))
        {
            assert_eq!(stay(&[one, &other]), 2, "{other}");
        }
        let towns = ["٣", "٧"].map(|towns| {
            ["قال المهندس إن الجدار الجديد سيحمي ", towns, " مدن على الساحل من العواصف."].concat()
        });
        let text = [ARABIC, &towns[0], &towns[1]].join("\n\n");
        assert_eq!(kept(&text).iter().filter(|line| towns.contains(line)).count(), 2);
    }

    #[test]
    fn a_paragraph_that_stands_twice_is_kept_once() {
        let twice = "On the north side the engineers found 3 cracks in the wall.";
        assert_eq!(stay(&[twice, twice]), 1);
    }
}
