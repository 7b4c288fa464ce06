//! The date of publication, as the page prints it: a stamp in the head is in
//! another time zone than the line under the headline, and some pages print
//! only when they were last changed.

use verbatim_lexicon::{Sets, TextSet};

use super::{Metadata, MetadataField, anchor};
use crate::{
    Span,
    clean::{Block, Verdict, date, page::Page},
};

/// How far from the headline a date may stand that only agrees with a declared one.
const REACH: usize = 16;

/// A date line so close below the headline is the article's, whatever is declared.
const UNDER_HEADLINE: usize = 8;

/// How many dates of one line are read: "Published …, updated …".
const DATES: usize = 3;

/// A date that stands in the text.
struct Printed {
    /// Lines between it and the headline.
    away: usize,
    below: bool,
    /// Stands in a line of dates or authors.
    sure: bool,
    /// Says when the page was changed.
    change: bool,
    span: Span,
    iso: String,
}

/// Puts the printed date in place of the declared one it agrees with. Where none
/// is declared: of the date lines the one closest to the headline; else a
/// document number; else the page's address. A time that stands alone is put to it.
pub(super) fn find(page: &Page<'_>, blocks: &[Block], out: &mut Metadata) {
    let month_first = (!page.lexicon.habits(page.language).mixed_dates).then_some(false);
    let anchor = anchor(blocks);
    let declared = &page.document.declared;
    let mut printed: Vec<Printed> = Vec::new();
    let mut time: Option<(Span, String)> = None;
    for (at, block) in blocks.iter().enumerate() {
        let words = block.span.of(page.text);
        let away = at.abs_diff(anchor);
        if block.verdict == Verdict::DateLine
            && time.is_none()
            && let Some(clock) = date::lone_time(words, page.lexicon)
        {
            time = Some((block.span, clock));
            continue;
        }
        let sure = matches!(block.verdict, Verdict::DateLine | Verdict::Byline);
        if let Some(iso) = date::document_number(words)
            && block.verdict == Verdict::DocumentNumber
        {
            let span = block.span;
            let below = at > anchor;
            printed.push(Printed { away, below, sure: true, change: false, span, iso });
        }
        // A short line of another kind, where a declared date may vouch for it.
        if !sure && (away > REACH || declared.date.is_none()) {
            continue;
        }
        let mut from = 0;
        for _ in 0..DATES {
            let rest = words.get(from..).unwrap_or_default();
            let Some(found) = date::find(rest, page.lexicon, month_first) else { break };
            let start = block.span.start() + from;
            let span = Span::between(start + found.start, start + found.end);
            let change =
                is_of_change(rest.get(..found.start).unwrap_or_default(), &page.lexicon.sets);
            let below = at > anchor;
            printed.push(Printed { away, below, sure, change, span, iso: found.iso });
            from += found.end;
        }
    }
    let nearest = |of: &Option<String>| {
        let days = |p: &Printed| days_apart(&p.iso, of.as_deref()).filter(|days| *days <= 1);
        let of_day = printed.iter().filter_map(|p| Some((days(p)?, p)));
        of_day.min_by_key(|(days, p)| (p.away, p.change, *days)).map(|(_, p)| p)
    };
    let under_headline = || printed.iter().find(|p| p.sure && p.below && p.away <= UNDER_HEADLINE);
    let chosen = match &declared.date {
        Some(_) => nearest(&declared.date)
            .or_else(|| nearest(&declared.modified).filter(|p| p.away <= REACH))
            .or_else(under_headline),
        None => printed.iter().filter(|p| p.sure).min_by_key(|p| p.away),
    };
    let Some(Printed { span, iso, .. }) = chosen else {
        let fallback = declared.address_date.clone().or_else(|| declared.modified.clone());
        out.date = out.date.take().or(fallback);
        return;
    };
    let mut iso = iso.clone();
    out.point(MetadataField::Date, *span);
    if !iso.contains('T') {
        if let Some(stamp) = declared.date.as_ref().filter(|d| d.starts_with(&iso)) {
            iso.clone_from(stamp);
        } else if let Some((at, clock)) = time {
            iso.push('T');
            iso.push_str(&clock);
            out.point(MetadataField::Date, at);
        }
    }
    out.date = Some(iso);
}

/// Whether the words before a date say that it is of a change.
fn is_of_change(before: &str, sets: &Sets) -> bool {
    sets.stands_in(TextSet::ChangeLabels, &before.to_lowercase())
}

/// How many days lie between two dates. Neighbours may be one day in two time zones.
fn days_apart(printed: &str, declared: Option<&str>) -> Option<u64> {
    Some(day(printed)?.abs_diff(day(declared?)?))
}

/// The day's number, for telling how far apart two are.
fn day(iso: &str) -> Option<i64> {
    let part = |range: std::ops::Range<usize>| iso.get(range).and_then(|p| p.parse::<i64>().ok());
    let (year, month, day) = (part(0..4)?, part(5..7)?, part(8..10)?);
    // Days since the first of March of year 0; months of 30.6 days from March on.
    let (year, month) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    Some(year * 365 + year / 4 - year / 100 + year / 400 + (month * 306 + 5) / 10 + day)
}

#[cfg(test)]
mod tests {
    use super::days_apart;

    #[test]
    fn days_are_counted_over_months_and_years() {
        for (one, other, days) in [
            ("2024-02-29", "2024-03-01T08:00", 1),
            ("2023-12-31", "2024-01-01", 1),
            ("2023-02-28", "2023-03-01", 1),
            ("2023-07-31", "2023-07-31T23:00", 0),
            ("2023-01-02", "2024-01-02", 365),
            ("2024-01-31", "2023-12-31", 31),
        ] {
            assert_eq!(days_apart(one, Some(other)), Some(days), "{one} {other}");
        }
        assert_eq!(days_apart("2023-12-31", None), None);
    }
}
