//! Dates and times as pages write them: `20 Sep, 2017 00:19`, `May 3, 2021`,
//! `3. Mai 2021`, `3 de mayo de 2021`, `03.05.2021`, `2021-05-03T08:00`,
//! `2021년 5월 3일`, and day-month-year behind a document number.
//!
//! A date of digits alone whose day and month cannot be told apart is read day
//! first, except in English text, where it is left unread.

use verbatim_lexicon::{
    SetBits, WordSet,
    phrase::{NUMBER, words},
};

use super::page::Page;
use crate::Lexicon;

/// A date found in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// ISO 8601, with hours and minutes where they stand beside it.
    pub iso: String,
    /// First byte and byte after the last, in the line.
    pub start: usize,
    pub end: usize,
}

/// A line's words as a date reader sees them.
#[derive(Debug, Clone, Copy)]
enum Part {
    /// Digits, their value, and how many.
    Number(u32, usize),
    /// A clock time.
    Time(u32, u32),
    /// A month by name.
    Month(u32),
    /// Any other word, by its sets and its length.
    Word(SetBits, usize),
}

#[derive(Debug, Clone, Copy)]
struct Token {
    part: Part,
    start: usize,
    end: usize,
}

/// Lines longer than this hold sentences, not dates of publication.
const LONGEST: usize = 240;

/// Finds the first full date in a line.
pub(crate) fn find(line: &str, lexicon: &Lexicon, month_first: Option<bool>) -> Option<Found> {
    if line.len() > LONGEST || !has_year(line) {
        return None;
    }
    let tokens = read(line, lexicon);
    (0..tokens.len()).find_map(|at| date_at(line, &tokens, at, month_first))
}

/// Whether four digits stand together, as in every full date.
fn has_year(line: &str) -> bool {
    let mut run = 0;
    line.bytes().any(|byte| {
        run = if byte.is_ascii_digit() { run + 1 } else { 0 };
        run == 4
    })
}

/// Finds a clock time that stands alone in a line.
pub(crate) fn lone_time(line: &str, lexicon: &Lexicon) -> Option<String> {
    if !line.contains(':') {
        return None;
    }
    let tokens = read(line, lexicon);
    match tokens.as_slice() {
        [Token { part: Part::Time(hour, minute), .. }] => Some(format!("{hour:02}:{minute:02}")),
        [Token { part: Part::Time(hour, minute), .. }, Token { part: Part::Word(word, _), .. }]
            if word.has(WordSet::ClockWords) =>
        {
            Some(clock(*hour, *minute, *word))
        }
        _ => None,
    }
}

/// A document number that ends in day, month and year: `1897-09-10-2017`.
pub(crate) fn document_number(line: &str) -> Option<String> {
    if line.len() > 40 || !line.bytes().all(|b| b.is_ascii_digit() || b == b'-' || b == b'/') {
        return None;
    }
    let parts: Vec<&str> = line.split(['-', '/']).collect();
    let [_, day, month, year] = parts.as_slice() else { return None };
    let (day, month, year) = (day.parse().ok()?, month.parse().ok()?, year.parse().ok()?);
    iso(year, month, day)
}

/// Whether the line is a date, or opens with one and says little more.
pub(crate) fn opens_with_date(page: &Page<'_>, at: usize) -> bool {
    let line = page.words(at);
    if line.len() > LONGEST {
        return false;
    }
    match find(line, page.lexicon, None) {
        Some(found) => left_over(line, &found, page.lexicon) <= 4,
        None => false,
    }
}

/// Words of the line that belong neither to the date nor to what stands around dates.
pub(crate) fn left_over(line: &str, found: &Found, lexicon: &Lexicon) -> usize {
    words(line)
        .filter(|word| word.end <= found.start || word.start >= found.end)
        .filter(|word| word.hash != NUMBER)
        .filter(|word| {
            let sets = sets(lexicon, line.get(word.start..word.end).unwrap_or_default());
            !sets.has(WordSet::ClockWords)
                && !sets.has(WordSet::DateWeekdays)
                && lexicon.function_words.month(word.hash).is_none()
                && lexicon.function_words.languages(word.hash) == 0
        })
        .count()
}

fn date_at(line: &str, tokens: &[Token], at: usize, month_first: Option<bool>) -> Option<Found> {
    let number = |i: usize| match tokens.get(i).map(|t| t.part) {
        Some(Part::Number(value, digits)) => Some((value, digits)),
        _ => None,
    };
    let month = |i: usize| match tokens.get(i).map(|t| t.part) {
        Some(Part::Month(month)) => Some(month),
        _ => None,
    };
    // "de", "of", "st": small words inside a date.
    let small = |i: usize| match tokens.get(i).map(|t| t.part) {
        Some(Part::Word(word, _)) => usize::from(word.has(WordSet::DateJoints)),
        _ => 0,
    };
    let (year, month, day, last) = if let Some(named) = month(at) {
        // May 3, 2021.
        let mut next = at + 1;
        let (day, digits) = number(next)?;
        if digits > 2 {
            return None;
        }
        next += 1;
        next += small(next);
        let (year, digits) = number(next)?;
        (digits == 4).then_some(())?;
        (year, named, day, next)
    } else {
        let (first, digits) = number(at)?;
        let mut next = at + 1;
        if digits <= 2 {
            next += small(next);
            next += small(next);
            if let Some(named) = month(next) {
                // 3 de mayo de 2021.
                next += 1;
                next += small(next);
                let (year, digits) = number(next)?;
                (digits == 4).then_some(())?;
                (year, named, first, next)
            } else {
                let (second, digits) = number(next)?;
                let (year, year_digits) = number(next + 1)?;
                let joined = gaps(line, tokens, at, next + 1);
                if digits > 2 || year_digits != 4 || !matches!(joined, Some(('.' | '/' | '-', _))) {
                    return None;
                }
                let dotted = matches!(joined, Some(('.', _)));
                let (day, month) = match (first > 12, second > 12) {
                    (true, _) => (first, second),
                    (_, true) => (second, first),
                    _ if first == second || dotted => (first, second),
                    _ => match month_first {
                        Some(false) => (first, second),
                        Some(true) => (second, first),
                        None => return None,
                    },
                };
                (year, month, day, next + 1)
            }
        } else {
            // 2021-05-03, 2021/05/03, 2021년 5월 3일.
            (digits == 4).then_some(())?;
            let unit = |i: usize| match tokens.get(i).map(|t| t.part) {
                Some(Part::Word(word, _)) => usize::from(word.has(WordSet::DateUnits)),
                _ => 0,
            };
            let spelled = unit(next) == 1;
            next += unit(next);
            if let (false, Some(named)) = (spelled, month(next)) {
                let (day, _) = number(next + 1)?;
                (first, named, day, next + 1)
            } else {
                let (second, digits) = number(next)?;
                (digits <= 2).then_some(())?;
                next += 1;
                next += unit(next);
                let (day, digits) = number(next)?;
                (digits <= 2).then_some(())?;
                if !spelled {
                    gaps(line, tokens, at, next)?;
                }
                let last = next + unit(next + 1);
                (first, second, day, last)
            }
        }
    };
    let mut iso = iso(year, month, day)?;
    let mut end = tokens.get(last)?.end;
    if let Some((time, after)) = time_after(line, tokens, last + 1) {
        iso.push('T');
        iso.push_str(&time);
        end = after;
    }
    Some(Found { iso, start: tokens.get(at)?.start, end })
}

/// The one sign that stands between the tokens from `at` to `last`, where it is one.
fn gaps(line: &str, tokens: &[Token], at: usize, last: usize) -> Option<(char, usize)> {
    let mut sign = None;
    for pair in tokens.get(at..=last)?.windows(2) {
        let [left, right] = pair else { return None };
        let mut between = line.get(left.end..right.start)?.trim().chars();
        let (Some(found), None) = (between.next(), between.next()) else { return None };
        if *sign.get_or_insert(found) != found {
            return None;
        }
    }
    sign.map(|found| (found, last))
}

/// A clock time within the three tokens after a date.
fn time_after(line: &str, tokens: &[Token], from: usize) -> Option<(String, usize)> {
    for at in from..from + 4 {
        let token = tokens.get(at)?;
        match token.part {
            Part::Time(hour, minute) => {
                let mut end = token.end;
                let mut time = format!("{hour:02}:{minute:02}");
                if let Some(Token { part: Part::Word(word, _), end: after, .. }) =
                    tokens.get(at + 1)
                    && (word.has(WordSet::ForenoonWords) || word.has(WordSet::AfternoonWords))
                {
                    time = clock(hour, minute, *word);
                    end = *after;
                    // "p.m." is two words.
                    if let Some(Token { part: Part::Word(word, _), end: after, .. }) =
                        tokens.get(at + 2)
                        && word.has(WordSet::HalfDayEnds)
                    {
                        end = *after;
                    }
                }
                return Some((time, end));
            }
            Part::Word(word, length)
                if length <= 2
                    || word.has(WordSet::ClockWords)
                    || word.has(WordSet::DateWeekdays) => {}
            _ => return None,
        }
        if line.len() > LONGEST {
            return None;
        }
    }
    None
}

fn clock(hour: u32, minute: u32, word: SetBits) -> String {
    let hour = match hour {
        0..12 if word.has(WordSet::AfternoonWords) => hour + 12,
        12 if word.has(WordSet::ForenoonWords) => 0,
        _ => hour,
    };
    format!("{hour:02}:{minute:02}")
}

fn iso(year: u32, month: u32, day: u32) -> Option<String> {
    let plausible =
        (1800..=2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    plausible.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

fn read(line: &str, lexicon: &Lexicon) -> Vec<Token> {
    let mut tokens = Vec::new();
    for word in words(line) {
        let spelled = line.get(word.start..word.end).unwrap_or_default();
        if word.hash == NUMBER {
            number_tokens(spelled, word.start, &mut tokens);
        } else {
            let part = match lexicon.function_words.month(word.hash) {
                Some(month) => Part::Month(u32::from(month)),
                None => Part::Word(sets(lexicon, spelled), spelled.len()),
            };
            tokens.push(Token { part, start: word.start, end: word.end });
        }
    }
    tokens
}

/// The sets of a word, in any case.
fn sets(lexicon: &Lexicon, word: &str) -> SetBits {
    lexicon.sets.of(lexicon.words.get_folded(word))
}

/// A number with inner separators is a time, or several numbers.
fn number_tokens(spelled: &str, start: usize, tokens: &mut Vec<Token>) {
    if let Some((hour, rest)) = spelled.split_once(':') {
        let minute = rest.get(..2).and_then(|m| m.parse::<u32>().ok());
        if let (Ok(hour), Some(minute)) = (hour.parse::<u32>(), minute)
            && hour < 24
            && minute < 60
        {
            let end = start + spelled.len();
            tokens.push(Token { part: Part::Time(hour, minute), start, end });
            return;
        }
    }
    let mut at = start;
    for piece in spelled.split(['.', ',', ':']) {
        if let Ok(value) = piece.parse::<u32>() {
            let part = Part::Number(value, piece.len());
            tokens.push(Token { part, start: at, end: at + piece.len() });
        }
        at += piece.len() + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lexicons;

    fn check(line: &str, want: Option<&str>) {
        let found = find(line, Lexicons::load().base(), None);
        assert_eq!(found.as_ref().map(|f| f.iso.as_str()), want, "{line}");
    }

    #[test]
    fn dates_of_many_pages() {
        check("20 Sep, 2017 00:19", Some("2017-09-20T00:19"));
        check("May 3, 2021", Some("2021-05-03"));
        check("Published: Monday, May 3rd, 2021 at 4:05 PM EDT", Some("2021-05-03T16:05"));
        check("Updated 9:05 p.m. on Sept. 7, 2020", Some("2020-09-07"));
        check("3. Mai 2021, 08:15 Uhr", Some("2021-05-03T08:15"));
        check("Publié le 3 mai 2021 à 18:40", Some("2021-05-03T18:40"));
        check("3 de mayo de 2021", Some("2021-05-03"));
        check("3 maggio 2021", Some("2021-05-03"));
        check("14 de março de 2019", Some("2019-03-14"));
        check("3 мая 2021, 10:00", Some("2021-05-03T10:00"));
        check("2021-05-03T08:00:00Z", Some("2021-05-03T08:00"));
        check("2021/05/03", Some("2021-05-03"));
        check("03.05.2021", Some("2021-05-03"));
        check("23/05/2021", Some("2021-05-23"));
        check("2021년 5월 3일", Some("2021-05-03"));
    }

    #[test]
    fn what_is_no_date() {
        check("03/05/2021", None);
        check("The 3 parties met in May", None);
        check("31-12", None);
        check("99 May 2021", None);
    }

    #[test]
    fn a_document_number_ends_in_its_date() {
        assert_eq!(document_number("1897-09-10-2017").as_deref(), Some("2017-10-09"));
        assert_eq!(document_number("1897-2017"), None);
        assert_eq!(lone_time("19:54", Lexicons::load().base()).as_deref(), Some("19:54"));
        assert_eq!(lone_time("7:54 pm", Lexicons::load().base()).as_deref(), Some("19:54"));
    }
}
