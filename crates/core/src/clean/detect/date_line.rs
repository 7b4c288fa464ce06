//! Dates and times of publication: a line that is a date or time, with at
//! most a label, a weekday, a time zone or a place beside it.
//!
//! Known miss: a date without year, which a line of the article may be headed by.

use verbatim_lexicon::prompts::PromptKind;

use super::{Detector, Found, by_prompt};
use crate::clean::{Verdict, date, page::Page};

pub(super) const DETECTOR: Detector = Detector { verdict: Verdict::DateLine, find };

/// Words of a time and what stands beside it ("9:15 p.m.").
const LONGEST_TIME: u32 = 4;

/// Digits of a day and a year.
const FEWEST_DIGITS: u32 = 5;

fn find(page: &Page<'_>, at: usize) -> Option<Found> {
    let line = page.line(at)?;
    let words = page.words(at);
    if line.digits > 0 && line.words <= 30 {
        if line.words <= LONGEST_TIME && date::lone_time(words, page.lexicon).is_some() {
            return Found::new(0.95, "a time alone");
        }
        if line.digits >= FEWEST_DIGITS
            && let Some(found) = date::find(words, page.lexicon, Some(false))
        {
            let rest = date::left_over(words, &found, page.lexicon);
            let sentence = page.is_sentence(at);
            if rest <= 1 {
                return Found::new(0.95, "a date alone");
            }
            if rest <= 4 && !sentence {
                return Found::new(0.85, "a date with few words beside it");
            }
            if line.prompt.is_some_and(|p| p.kind == PromptKind::Dateline) && !sentence {
                return Found::new(0.9, "a date behind a label");
            }
        }
    }
    by_prompt(page, at, PromptKind::Dateline, "when it was published: ")
        .filter(|_| line.words <= 14)
}
