//! The program's own words for what the core names with enums.

use verbatim_core::{
    Stage,
    correct::EntityChange,
    entity::{EntityKind, Gender},
};

/// The heading over entities of a kind.
pub fn entities(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "People",
        EntityKind::Organisation => "Organisations",
        EntityKind::Place => "Places",
    }
}

/// The pronoun that a person goes by.
pub fn gender(gender: Gender) -> &'static str {
    match gender {
        Gender::Female => "she",
        Gender::Male => "he",
    }
}

/// What of an entry is the user's word.
pub fn change(change: EntityChange) -> &'static str {
    match change {
        EntityChange::Renamed => "named by you",
        EntityChange::Merged => "merged by you",
        EntityChange::Split => "set apart by you",
        EntityChange::Added => "added by you",
    }
}

/// What the worker is doing.
pub fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Document => "Decoding",
        Stage::Clean => "Cleaning",
        Stage::Segment => "Splitting sentences",
        Stage::Entities => "Finding names",
        Stage::Quotes => "Finding quotes",
        Stage::Topics => "Ranking topics",
        Stage::Report => "Putting the report together",
    }
}

/// Whether a thing might as well be otherwise.
pub fn is_unsure(confidence: f32) -> bool {
    confidence < 0.55
}

/// How sure, as a word. The bar beside it says it finer.
pub fn confidence(confidence: f32) -> &'static str {
    if confidence >= 0.8 {
        "sure"
    } else if is_unsure(confidence) {
        "unsure"
    } else {
        "likely"
    }
}

/// While the word lists of a language come.
pub fn fetching(language: &str) -> String {
    format!("Fetching the word lists for {language}…")
}

/// "1 quote", "2 quotes".
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// An ISO date as people write it: `2017-09-20T00:19` as "20 September 2017, 00:19".
pub fn date(iso: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let (day, time) = iso.split_once('T').unwrap_or((iso, ""));
    let mut parts = day.split('-');
    let year = parts.next().unwrap_or_default();
    let month = parts.next().and_then(|m| m.parse::<usize>().ok());
    let month = month.and_then(|m| MONTHS.get(m.checked_sub(1)?));
    let number = parts.next().and_then(|d| d.parse::<u8>().ok());
    let written = match (month, number) {
        (Some(month), Some(number)) => format!("{number} {month} {year}"),
        (Some(month), None) => format!("{month} {year}"),
        _ => return iso.to_owned(),
    };
    match time.get(..5) {
        Some(clock) => format!("{written}, {clock}"),
        None => written,
    }
}

#[cfg(test)]
mod tests {
    use super::{confidence, count, date};

    #[test]
    fn dates_are_written_out_and_odd_ones_left_alone() {
        assert_eq!(date("2017-09-20T00:19"), "20 September 2017, 00:19");
        assert_eq!(date("2026-05-14"), "14 May 2026");
        assert_eq!(date("2026-05"), "May 2026");
        assert_eq!(date("yesterday"), "yesterday");
        assert_eq!(date("2026-13-01"), "2026-13-01");
    }

    #[test]
    fn words_follow_numbers() {
        assert_eq!(count(1, "quote", "quotes"), "1 quote");
        assert_eq!(count(0, "quote", "quotes"), "0 quotes");
        assert_eq!([0.9, 0.6, 0.2].map(confidence), ["sure", "likely", "unsure"]);
    }
}
