//! The headline: the line above the body, or at its start, that says what the body is
//! about.
//!
//! Between it and the body stand bylines, dates, share bars and captions; above it
//! menus and other articles' headlines. So each line near the body's start is given
//! points for what speaks for a headline: its length, that it shares words with the first
//! sentences, that a date or a byline follows. In HTML the top heading that says what the
//! page declares goes before all others. A page says its headline up to three times
//! (tab title, breadcrumb, heading); of two that stand close together the first is
//! the heading.
//!
//! Known miss: a standfirst without end mark below a headline that plays with words.

use std::ops::Range;

use verbatim_lexicon::{
    page_words::KINDS,
    phrase::{NUMBER, Table, words},
};

use super::{
    date,
    detect::byline,
    page::{
        Page,
        line::{End, Line},
    },
};

/// How many lines before the body are looked at, and how many at its start: a teaser
/// above the headline may read like the body.
const REACH: usize = 24;
const INSIDE: usize = 4;
/// Words of the body's first sentences that the headline is held against.
const LEAD: usize = 300;
/// Words of a byline or a line with a date, at most.
const LABEL: u32 = 16;
/// Lines below the headline in which its byline and date stand.
const BELOW: usize = 4;
/// Lines above the body of a text that was copied without the page around it.
const BARE: usize = 6;
/// With fewer points a line is the headline in less than one of six pages: better none.
const LEAST: i32 = -17;

/// Finds the headline's line.
pub(crate) fn find(page: &Page<'_>) -> Option<usize> {
    if let Some(at) = declared_heading(page) {
        return Some(at);
    }
    let (core, _) = page.core?;
    let candidates = core.saturating_sub(REACH)..(core + INSIDE).min(page.lines.len());
    let lead = Lead::read(page);
    let labels: Vec<Label> =
        (candidates.start..candidates.end + BELOW).map(|at| Label::of(page, at)).collect();
    let scored = candidates.clone().filter_map(|at| {
        let below = labels.get(at - candidates.start..).unwrap_or_default();
        let points = points(page, at, &lead, below)? + of_markup(page, at);
        (points >= LEAST).then_some((points, at))
    });
    // Of equals, the first.
    let (_, found) = scored.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    // Said twice close together, the first is the heading and the second repeats it.
    let said_before = |at: &usize| page.say_the_same(*at, found);
    (found.saturating_sub(8)..found).find(said_before).or(Some(found))
}

/// The `h1` that says most of the declared title; a lone one, where the title is worded otherwise.
fn declared_heading(page: &Page<'_>) -> Option<usize> {
    let declared = &page.document.declared;
    let title: Vec<u64> = hashes(declared.headline.as_deref().unwrap_or_default());
    let mut best: Option<(f32, usize)> = None;
    let mut long = Vec::new();
    for (at, raw) in page.document.blocks.iter().enumerate() {
        let markup = raw.markup.as_ref()?;
        if markup.tag != "h1" && !markup.ancestors.iter().any(|name| name == "h1") {
            continue;
        }
        let text = raw.span.of(page.text);
        let is_outlet = declared.outlet.as_deref().is_some_and(|o| o.eq_ignore_ascii_case(text));
        if is_outlet || text.len() > 400 {
            continue;
        }
        let own = hashes(text);
        let shared = own.iter().filter(|word| title.contains(word)).count();
        let of_both = own.len() + title.len() - shared.min(title.len());
        let score = shared as f32 / of_both.max(1) as f32;
        if score >= 0.2 && best.is_none_or(|(top, _)| score > top) {
            best = Some((score, at));
        }
        if own.len() > 3 {
            long.push(at);
        }
    }
    match (best, long.as_slice()) {
        (Some((_, at)), _) => Some(at),
        (None, [lone]) => Some(*lone),
        _ => None,
    }
}

fn hashes(text: &str) -> Vec<u64> {
    words(text).map(|word| word.hash).collect()
}

/// The words of the body's first sentences, with how many of these have each.
struct Lead {
    words: Table<u32>,
    /// The lines of these sentences.
    lines: Range<usize>,
}

impl Lead {
    fn read(page: &Page<'_>) -> Self {
        let (first, last) = page.core.unwrap_or_default();
        let mut lead = Self { words: Table::default(), lines: first..first };
        let mut read = 0;
        for at in (first..=last).filter(|at| page.is_sentence(*at)) {
            let own = page.content(at);
            for (nth, word) in own.iter().enumerate() {
                if !own.iter().take(nth).any(|before| before == word) {
                    *lead.words.entry(*word).or_default() += 1;
                }
            }
            lead.lines.end = at + 1;
            read += page.hashes(at).len();
            if read > LEAD {
                break;
            }
        }
        lead
    }

    /// How many of a line's content words other lines of the lead have.
    fn shared(&self, page: &Page<'_>, at: usize) -> usize {
        let own = u32::from(self.lines.contains(&at) && page.is_sentence(at));
        let has = |word: &&u64| self.words.get(*word).is_some_and(|lines| *lines > own);
        says(page, at).filter(has).count()
    }
}

/// The content words of a line, without numbers: all numbers are one word.
fn says<'p>(page: &'p Page<'_>, at: usize) -> impl Iterator<Item = &'p u64> {
    page.content(at).iter().filter(|word| **word != NUMBER)
}

/// What a line is that is no headline, but stands below one.
#[derive(Clone, Copy, Default)]
pub(super) struct Label {
    pub byline: bool,
    pub date: bool,
    sentence: bool,
}

impl Label {
    pub(super) fn of(page: &Page<'_>, at: usize) -> Self {
        let Some(line) = page.line(at) else { return Self::default() };
        let month = |word: &u64| page.lexicon.function_words.month(*word).is_some();
        let date = line.words <= LABEL
            && line.digits > 0
            && (date::opens_with_date(page, at)
                || page.hashes(at).iter().any(month)
                || date::find(page.words(at), page.lexicon, None).is_some());
        Self { byline: byline::find(page, at).is_some(), date, sentence: page.is_sentence(at) }
    }
}

/// How much speaks for a line as the headline; `below` are its label and those of the
/// lines after it. Set by hand, at about ten times the weights of a logistic model of the
/// labelled pages as pasted; `cargo xtask eval clean` says how many headlines are right.
fn points(page: &Page<'_>, at: usize, lead: &Lead, below: &[Label]) -> Option<i32> {
    let line = page.line(at)?;
    let length = line.length();
    let (first, _) = page.core?;
    let may_be = (2..=40).contains(&length) && line.letters >= 8;
    // A sentence where the body begins is the body's, but for a question.
    let asks = at == first && page.words(at).ends_with('?');
    let of_body = at >= first && line.sentence && !asks;
    if !may_be || line.bullet || line.end == End::Cut || of_body {
        return None;
    }
    let mut points = -51;
    points += match length {
        0..=2 => -30,
        3 => -15,
        4 => -8,
        5 => 2,
        6 => 4,
        7..=17 => 15,
        18..=28 => -4,
        _ => -6,
    };
    points += match line.end {
        End::Open => 10,
        End::Sentence => -8,
        End::Colon | End::Cut => 0,
    };
    points += match first.checked_sub(at) {
        None => -11,
        Some(0) => 3,
        Some(1) => 6,
        Some(2..=10) => 4,
        Some(11..=17) => 0,
        Some(_) => -2,
    };
    let (shared, all) = (lead.shared(page, at), says(page, at).count());
    points += [-11, -4, 2, 3, 4].get(shared).copied().unwrap_or(7);
    points += match shared * 100 {
        _ if all < 3 => 0,
        share if share > all * 45 => 13,
        share if share > all * 30 => 0,
        _ => -4,
    };
    // Without a menu above the body there is little else that a line there could be.
    points += match first <= BARE {
        true if at < first && line.end == End::Open => 60,
        true => 20,
        false => 0,
    };
    let density = line.density(page.told);
    points += if density == 0.0 { -7 } else { 1 + 4 * i32::from(density > 0.45) };
    points -= of_page(page, at, line);
    let [own, below @ ..] = below else { return Some(points) };
    if own.byline {
        return None;
    }
    points -= 17 * i32::from(own.date) + 2 * i32::from(own.sentence);
    points += 8 * i32::from(below.first().is_some_and(|next| next.sentence));
    let near = below.get(..BELOW).unwrap_or(below);
    points += 5 * i32::from(near.iter().any(|label| label.byline));
    points += 13 * i32::from(near.iter().any(|label| label.date));
    let said_again = page.totals.get(at).is_some_and(|total| *total > 1);
    Some(points + 11 * i32::from(said_again))
}

/// How much a line speaks of the page instead of the article.
fn of_page(page: &Page<'_>, at: usize, line: &Line) -> i32 {
    let words = page.hashes(at);
    let kinds: u64 = words.iter().map(|word| page.lexicon.page_words.kinds(*word)).sum();
    let counts = kinds.to_le_bytes();
    let weights = KINDS.iter().zip(counts).map(|(kind, count)| {
        let weight = match *kind {
            "picture" => 8,
            "offer" => 7,
            "call" => 4,
            _ => 0,
        };
        weight * i32::from(count.min(2))
    });
    weights.sum::<i32>()
        + 8 * i32::from(line.prompt.is_some())
        + 12 * i32::from(line.separators > 0)
        + 3 * i32::from(line.numbers * 2 > line.words)
}

/// How much the markup speaks for a line as the headline.
fn of_markup(page: &Page<'_>, at: usize) -> i32 {
    let markup = page.document.blocks.get(at).and_then(|raw| raw.markup.as_ref());
    let heading = markup.is_some_and(|markup| markup.tag == "h1");
    let declared = page.document.declared.headline.as_deref();
    let said = declared.is_some_and(|title| title.starts_with(page.words(at)));
    30 * (i32::from(heading) + i32::from(said))
}
