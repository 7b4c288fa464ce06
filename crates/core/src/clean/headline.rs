//! The headline: the heading-like line that stands closest before the body.
//!
//! A page says it up to three times (tab title, breadcrumb, heading); of two
//! that stand close together the first is the heading. In HTML the top heading
//! that says what the page declares goes before all others. Known miss: a
//! standfirst without end mark right before the body can take its place when
//! the headline is shorter than four words.

use verbatim_lexicon::{
    phrase::words,
    prompts::{Place, PromptKind},
};

use super::{
    date,
    line::{End, Line},
    page::Page,
};

/// How many lines before the body are looked at.
const REACH: usize = 24;

/// Finds the headline's line.
pub(crate) fn find(page: &Page<'_>) -> Option<usize> {
    if let Some(at) = declared_heading(page) {
        return Some(at);
    }
    let (core, _) = page.core?;
    let mut best: Option<(i32, usize)> = None;
    let from = core.saturating_sub(REACH);
    for at in from..core {
        let Some(line) = page.line(at) else { continue };
        let Some(mut score) = shape(line, page, at) else { continue };
        score -= (core - at).min(12) as i32;
        if score > 0 && best.is_none_or(|(top, _)| score > top) {
            best = Some((score, at));
        }
    }
    // Said twice close together, the first is the heading and the second repeats it.
    let (_, found) = best?;
    let key = page.line(found)?.key;
    (found.saturating_sub(8)..found)
        .find(|at| page.line(*at).is_some_and(|l| l.key == key))
        .or(best.map(|(_, at)| at))
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

/// How much a line looks like a headline, by itself and by the lines around.
fn shape(line: &Line, page: &Page<'_>, at: usize) -> Option<i32> {
    let count = line.length();
    if !(2..=40).contains(&count) || line.letters < 8 || line.bullet || line.end == End::Cut {
        return None;
    }
    if line.prompt.is_some_and(|p| {
        p.place != Place::Part && p.kind != PromptKind::Related
            || u32::from(p.words) * 2 > line.words
    }) {
        return None;
    }
    if date::opens_with_date(page, at) || line.separators > 1 && count < 12 {
        return None;
    }
    let mut score = match count {
        0..=2 => 1,
        3 => 5,
        4 => 9,
        5 => 12,
        6..=20 => 16,
        21..=28 => 10,
        _ => 3,
    };
    if line.end == End::Sentence {
        score -= 6;
    }
    if line.inner_ends > 0 {
        score -= 3;
    }
    let markup = page.document.blocks.get(at).and_then(|raw| raw.markup.as_ref());
    if markup.is_some_and(|markup| markup.tag == "h1") {
        score += 12;
    }
    if let Some(declared) = page.document.declared.headline.as_deref()
        && count >= 3
        && declared.starts_with(page.words(at))
    {
        score += 12;
    }
    let said_again = (0..page.lines.len().min(at + 40))
        .any(|other| other != at && page.line(other).is_some_and(|l| l.key == line.key));
    if said_again {
        score += 6;
    }
    if line.numbers * 2 > line.words {
        score -= 8;
    }
    Some(score)
}
