//! Months and days of the week.

use crate::{Classes, Lists, Words, rows::rows};

/// Enters the lists.
pub(crate) fn load(words: &mut Words, lists: &Lists) {
    for [word, class] in lists.texts("calendar").flat_map(rows) {
        words.add(word, if class == "month" { Classes::MONTH } else { Classes::WEEKDAY });
    }
}
