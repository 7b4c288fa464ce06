//! Months and days of the week.

use crate::{
    Classes, Words,
    rows::{list, rows},
};

/// Enters the list.
pub(crate) fn load(words: &mut Words) {
    for [word, class] in rows(list!("calendar.tsv")) {
        words.add(word, if class == "month" { Classes::MONTH } else { Classes::WEEKDAY });
    }
}
