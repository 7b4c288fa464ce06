//! Galleries: pictures with a counter each ("4 of 57"), between which their captions stand.
//!
//! Known miss: an article that is told in the captions of numbered pictures alone is
//! kept only where little stands outside of them.

use verbatim_lexicon::TextSet;

use crate::clean::{
    Block, Verdict,
    page::{Page, line::Line},
};

/// So many pictures make a gallery, and so many where a credit stands below most counters.
const PICTURES: usize = 10;
const CREDITED: usize = 4;
/// The words of a caption, on average, at most.
const CAPTION: u32 = 80;
/// Outside of a gallery stands an article of this many words.
const ARTICLE: u32 = 60;
/// A credit stands so close below the counter.
const REACH: usize = 3;

/// Makes captions of what is kept between the counters of a gallery.
pub(super) fn cut(page: &Page<'_>, blocks: &mut [Block]) {
    let counters: Vec<Counter> =
        (0..blocks.len()).filter_map(|at| Counter::read(page, at)).collect();
    let is_body = |block: &Block| block.kept && block.verdict != Verdict::Headline;
    let words = |from: usize, to: usize, blocks: &[Block]| -> u32 {
        let body = |at: &usize| blocks.get(*at).is_some_and(is_body);
        (from..to).filter(body).map(|at| page.line(at).map_or(0, Line::length)).sum()
    };
    let mut all = None;
    for run in counters.chunk_by(|above, below| above.of == below.of && above.nth <= below.nth) {
        let [first, .., last] = run else { continue };
        let pictures =
            1 + run.windows(2).filter(|two| !two.iter().all(|c| c.nth == first.nth)).count();
        let is_caption = |at: usize| blocks.get(at).is_some_and(|b| b.verdict == Verdict::Caption);
        let is_credited = |one: &&Counter| (one.at + 1..=one.at + REACH).any(is_caption);
        let credited = run.iter().filter(is_credited).count() * 2 >= run.len();
        if pictures < if credited { CREDITED } else { PICTURES } {
            continue;
        }
        let all = *all.get_or_insert_with(|| words(0, blocks.len(), blocks));
        let captions = words(first.at, last.at, blocks);
        if captions > CAPTION * pictures as u32 || all < captions + ARTICLE {
            continue;
        }
        let between = blocks.iter_mut().take(last.at).skip(first.at);
        for block in between.filter(|block| is_body(block)) {
            block.verdict = Verdict::Caption;
            block.kept = false;
            block.confidence = 0.85;
            block.reason = String::from("stands in a gallery of numbered pictures");
        }
    }
}

/// "4 of 57" or "4 / 57" on line `at`.
struct Counter {
    at: usize,
    nth: u32,
    of: u32,
}

impl Counter {
    fn read(page: &Page<'_>, at: usize) -> Option<Self> {
        let line = page.line(at)?;
        if line.digits == 0 || line.words > 3 {
            return None;
        }
        let words = page.words(at);
        let (nth, rest) = words.split_at(words.find(|c: char| !c.is_ascii_digit())?);
        let of = rest.trim_start_matches(|c: char| !c.is_ascii_digit());
        let between = rest.strip_suffix(of)?.trim();
        let counts = between == "/" || page.lexicon.sets.holds(TextSet::CounterJoints, between);
        let (nth, of) = (nth.parse().ok()?, of.parse().ok()?);
        (counts && nth <= of).then_some(Self { at, nth, of })
    }
}

#[cfg(test)]
mod tests {
    use crate::clean::sample::{PARAGRAPHS, kept as kept_lines};

    const BOATS: [&str; 12] = [
        "Gull", "Tern", "Petrel", "Heron", "Egret", "Osprey", "Plover", "Curlew", "Avocet",
        "Dunlin", "Knot", "Ruff",
    ];

    /// How many lines stay that stand in a gallery of so many pictures.
    fn kept(pictures: usize, credited: bool) -> usize {
        let picture = |(nth, boat): (usize, &&str)| {
            let words = format!("The {boat} came in with the tide and was painted by her crew.");
            let credit = if credited { format!("Photo: Ada {boat}") } else { String::new() };
            format!("{words}\n{} of {pictures}\n{credit}\n\n", nth + 1)
        };
        let gallery: String = BOATS.iter().enumerate().take(pictures).map(picture).collect();
        let lines = kept_lines(&(PARAGRAPHS.join("\n\n") + "\n\n" + &gallery));
        lines.iter().filter(|line| line.contains("came in with the tide")).count()
    }

    #[test]
    fn what_stands_between_the_numbers_of_a_gallery_is_no_body_text() {
        // The first stands above its number, like a paragraph.
        assert!(kept(12, false) <= 1);
        assert!(kept(6, true) <= 1);
    }

    #[test]
    fn a_few_numbers_without_credits_make_no_gallery() {
        assert!(kept(6, false) > 1);
    }
}
