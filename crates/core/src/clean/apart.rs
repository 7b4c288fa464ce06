//! Lines that stand apart from the text they stand in: what a page prints again and again
//! between the article's paragraphs ("Article content", "Tap to reveal", a shop's name), and the
//! boxes of product reviews, with what speaks for and against each.
//!
//! They are taken out before the page is read, so that paragraphs have paragraphs for
//! neighbours, and put back as cut afterwards.
//!
//! Known misses: a heading that stands above paragraphs eight times goes, too; one review's
//! only box stays.

use verbatim_lexicon::{
    TextSet,
    phrase::{Table, phrase},
    prompts::PromptKind,
};

use super::{
    Block, Verdict,
    page::{
        Page,
        line::{End, Line},
    },
};
use crate::document::Document;

/// So often stands a line that separates; one that may be a name, since nominees are
/// named often, too; and one above paragraphs, since that may be a heading.
const TIMES: u32 = 5;
const TIMES_OF_NAME: u32 = 6;
const TIMES_OVER_PARAGRAPHS: u32 = 8;
/// A separator's words.
const WORDS: u32 = 6;
/// The words of a paragraph.
const PARAGRAPH: u32 = 12;

/// With so many headings of a kind the page has several boxes.
const BOXES_FOR_AND_AGAINST: usize = 4;
const BOXES_OF_MEASURES: usize = 3;
/// The lines of a list in a box, at most, and the words of one.
const LINES: usize = 13;
const ITEM: u32 = 22;
const SENTENCE: u32 = 16;

/// Why a line stands apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    Separates,
    InBox,
}

/// Above how many paragraphs and lists a line stands.
#[derive(Debug, Clone, Copy, Default)]
struct Heads {
    paragraphs: u32,
    lists: u32,
}

/// Which lines of a document stand apart.
pub(super) struct Apart(Vec<Option<Why>>);

impl Apart {
    /// Nothing where no line does, as in most articles.
    pub(super) fn find(page: &Page<'_>) -> Option<Self> {
        let often = |least: u32| page.totals.iter().any(|total| *total >= least);
        if !often(2) {
            return None;
        }
        let mut apart = Self(vec![None; page.lines.len()]);
        if often(TIMES) {
            apart.find_separators(page);
        }
        apart.find_boxes(page);
        apart.0.iter().any(Option::is_some).then_some(apart)
    }

    fn find_separators(&mut self, page: &Page<'_>) {
        let mut heads = Table::<Heads>::default();
        let mut labels = Table::<u32>::default();
        for (at, line) in page.lines.iter().enumerate().filter(|(_, line)| line.words <= WORDS) {
            let next = page.line(at + 1);
            let paragraph = next.is_some_and(|next| next.words >= PARAGRAPH && next.chars > 60);
            let list = is_item(page, at + 1) && !is_item(page, at);
            if paragraph || list {
                let own = heads.entry(line.key).or_default();
                own.paragraphs += u32::from(paragraph);
                own.lists += u32::from(list);
            }
            if let Some(label) = label(page.words(at)) {
                *labels.entry(label).or_default() += 1;
            }
        }
        for (at, line) in page.lines.iter().enumerate().filter(|(_, line)| may_separate(line)) {
            let total = page.totals.get(at).copied().unwrap_or(0);
            let words = page.words(at);
            let is_name = !words
                .split_whitespace()
                .skip(1)
                .any(|word| word.len() > 3 && word.starts_with(char::is_lowercase));
            let heads = heads.get(&line.key).copied().unwrap_or_default();
            let least = match heads.paragraphs * 2 >= total {
                _ if heads.lists * 2 >= total => continue,
                true if is_name => continue,
                true => TIMES_OVER_PARAGRAPHS,
                false if is_name => TIMES_OF_NAME,
                false => TIMES,
            };
            // "Age: young" stands often among others of its kind, each of which says something.
            let is_lone_value = || {
                label(words)
                    .and_then(|label| labels.get(&label))
                    .is_none_or(|all| u64::from(total) * 10 >= u64::from(*all) * 9)
            };
            if total >= least && is_lone_value() {
                self.set(at, Why::Separates);
            }
        }
    }

    fn find_boxes(&mut self, page: &Page<'_>) {
        let sets = &page.lexicon.sets;
        let heads = |at: usize, set: TextSet| {
            page.totals.get(at).is_some_and(|total| *total > 1)
                && page
                    .line(at)
                    .is_some_and(|line| line.words > 0 && sets.has_number(set, line.key))
        };
        let all = |set: TextSet| -> Vec<usize> {
            (0..page.lines.len()).filter(|at| heads(*at, set)).collect()
        };
        let own = all(TextSet::ProsAndCons);
        if own.len() >= BOXES_FOR_AND_AGAINST {
            for at in own {
                self.cut_list(page, at, &|at| !heads(at, TextSet::ProsAndCons));
            }
        }
        let own = all(TextSet::MeasureHeads);
        if own.len() >= BOXES_OF_MEASURES {
            for at in own {
                self.cut_list(page, at, &|at| page.words(at).contains(':'));
            }
        }
    }

    /// A heading in a box, and the lines below it while they are short and items.
    fn cut_list(&mut self, page: &Page<'_>, heading: usize, is_item: &dyn Fn(usize) -> bool) {
        let short = |at: &usize| {
            page.line(*at).is_some_and(|line| {
                let sentence = line.words > SENTENCE && line.end == End::Sentence;
                (1..=ITEM).contains(&line.words) && !sentence
            })
        };
        let numbered = |at: usize| {
            let words = page.words(at);
            let digits = words.trim_start_matches(|c: char| c.is_ascii_digit());
            digits.len() < words.len() && digits.starts_with(['.', ')'])
        };
        let below = heading + 1..heading + 1 + LINES;
        let list = below.take_while(|at| short(at) && !numbered(*at) && is_item(*at));
        for at in std::iter::once(heading).chain(list) {
            self.set(at, Why::InBox);
        }
    }

    fn set(&mut self, at: usize, why: Why) {
        if let Some(one) = self.0.get_mut(at) {
            *one = Some(why);
        }
    }

    pub(super) fn has(&self, at: usize) -> bool {
        self.0.get(at).is_some_and(Option::is_some)
    }

    /// The document without the lines that stand apart.
    pub(super) fn rest(&self, document: &Document) -> Document {
        let blocks = document.blocks.iter().zip(&self.0);
        let blocks = blocks.filter(|(_, why)| why.is_none()).map(|(block, _)| block.clone());
        Document { blocks: blocks.collect(), ..document.clone() }
    }

    /// The blocks of the rest with those that stand apart, in order.
    pub(super) fn put_back(&self, document: &Document, rest: Vec<Block>) -> Vec<Block> {
        let mut all = Vec::with_capacity(rest.len() + self.0.len());
        let mut rest = rest.into_iter().peekable();
        for (raw, why) in document.blocks.iter().zip(&self.0) {
            let Some(why) = why else { continue };
            let span = raw.span;
            while let Some(block) = rest.next_if(|block| block.span.start() < span.start()) {
                all.push(block);
            }
            let (verdict, confidence, reason) = match why {
                Why::Separates => (Verdict::Repeated, 0.9, "stands again and again on the page"),
                // Some count these to the article, so a reader is asked to look.
                Why::InBox => {
                    let reason = "in one of the boxes that sum up products";
                    (Verdict::Navigation, 0.55, reason)
                }
            };
            let reason = String::from(reason);
            all.push(Block { span, verdict, kept: false, confidence, reason });
        }
        all.extend(rest);
        all
    }
}

/// Whether a line is an item of a list.
fn is_item(page: &Page<'_>, at: usize) -> bool {
    let markup = page.document.blocks.get(at).and_then(|raw| raw.markup.as_ref());
    page.line(at).is_some_and(|line| line.bullet) || markup.is_some_and(|m| m.tag == "li")
}

/// The number of the words before a colon that more follow.
fn label(words: &str) -> Option<u64> {
    words.split_once(':').filter(|(_, value)| !value.is_empty()).map(|(label, _)| phrase(label).0)
}

/// Whether a line has the shape of a separator. Comments and articles that follow one
/// another are known by the buttons below each, and teasers by their label, so those stay.
fn may_separate(line: &Line) -> bool {
    let button = line.prompt.is_some_and(|prompt| {
        matches!(prompt.kind, PromptKind::Comments | PromptKind::Share | PromptKind::Related)
    });
    (1..=WORDS).contains(&line.words)
        && line.letters >= 2
        && line.digits == 0
        && line.end != End::Sentence
        && !line.has_quote
        && !button
}

#[cfg(test)]
mod tests {
    use crate::clean::sample::{PARAGRAPHS, kept};
    use crate::{Input, clean, document};

    fn count(kept: &[String], line: &str) -> usize {
        kept.iter().filter(|one| *one == line).count()
    }

    #[test]
    fn what_stands_again_and_again_between_paragraphs_is_cut() {
        let article = [PARAGRAPHS, PARAGRAPHS.map(|one| one.trim_end_matches('.'))].concat();
        let lines =
            article.iter().flat_map(|one| ["Article content", *one]).chain(["Article content"]);
        let kept = kept(&lines.collect::<Vec<_>>().join("\n\n"));
        assert_eq!(count(&kept, "Article content"), 0);
        assert_eq!(kept.iter().filter(|line| PARAGRAPHS.contains(&line.as_str())).count(), 4);
    }

    #[test]
    fn the_names_above_what_people_say_stay() {
        let lines = (0..9).flat_map(|nth| ["ADA LIND", PARAGRAPHS[nth % 4]]);
        let kept = kept(&lines.collect::<Vec<_>>().join("\n"));
        assert!(count(&kept, "ADA LIND") > 4, "{kept:?}");
    }

    #[test]
    fn the_boxes_of_several_products_are_cut_and_one_alone_is_not() {
        let product = |nth: usize| {
            format!(
                "{}. Lamp {nth}\n\nPros\n\nBright in any fog\n\nCons\n\nHeavy\n\n{}\n\n",
                nth + 1,
                PARAGRAPHS[nth]
            )
        };
        let many = kept(&(0..4).map(product).collect::<String>());
        assert_eq!(count(&many, "Bright in any fog") + count(&many, "Heavy"), 0, "{many:?}");
        assert_eq!(many.iter().filter(|line| PARAGRAPHS.contains(&line.as_str())).count(), 4);
        let one = kept(&(product(0) + &PARAGRAPHS.join("\n\n")));
        assert_eq!(count(&one, "Bright in any fog"), 1, "{one:?}");
    }

    #[test]
    fn every_line_is_in_a_block_once_and_in_order() {
        let lines: Vec<String> = (0..40)
            .map(|nth| match nth % 3 {
                0 => String::from("Tap to reveal"),
                1 => format!("Lamp {nth}"),
                _ => String::from(PARAGRAPHS[nth % 4]),
            })
            .collect();
        let document = document::parse(&Input::text(lines.join("\n")));
        let cleaned = clean::cleaned(&document, &Input::default());
        let spans = cleaned.blocks.iter().map(|block| block.span);
        assert!(spans.clone().eq(document.blocks.iter().map(|block| block.span)));
    }
}
