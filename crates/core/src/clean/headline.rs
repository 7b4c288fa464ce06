//! The headline: the heading-like line that stands closest before the body.
//!
//! A page says it up to three times (tab title, breadcrumb, heading); of two
//! that stand close together the first is the heading. Known miss: a standfirst without end mark right before the body can
//! take its place when the headline is shorter than four words.

use verbatim_lexicon::prompts::{Place, PromptKind};

use super::{
    date,
    line::{End, Line},
    page::Page,
};

/// How many lines before the body are looked at.
const REACH: usize = 24;

/// Finds the headline's line.
pub(crate) fn find(page: &Page<'_>) -> Option<usize> {
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

/// How much a line looks like a headline, by itself and by the lines around.
fn shape(line: &Line, page: &Page<'_>, at: usize) -> Option<i32> {
    let words = line.length();
    if !(2..=40).contains(&words) || line.letters < 8 || line.bullet || line.end == End::Cut {
        return None;
    }
    if line.prompt.is_some_and(|p| {
        p.place != Place::Part && p.kind != PromptKind::Related
            || u32::from(p.words) * 2 > line.words
    }) {
        return None;
    }
    if date::opens_with_date(page, at) || line.separators > 1 && words < 12 {
        return None;
    }
    let mut score = match words {
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
        && words >= 3
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
