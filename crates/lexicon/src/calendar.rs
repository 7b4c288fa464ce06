//! Months and days of the week.

use crate::{Classes, Words, rows::rows};

/// Enters the list.
pub(crate) fn load(words: &mut Words) {
    for [word, class] in rows(include_str!("../data/calendar.tsv")) {
        words.add(word, if class == "month" { Classes::MONTH } else { Classes::WEEKDAY });
    }
}
