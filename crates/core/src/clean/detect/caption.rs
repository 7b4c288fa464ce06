//! The words under a picture: a caption element; a credit at the end or the
//! start, or a label.
//!
//! Captions are kept apart, not in the body. Known miss: a caption without
//! credit reads like a sentence of the body.

use verbatim_lexicon::prompts::PromptKind;

use super::{BEYOND_DOUBT, Detector, Finding, by_prompt};
use crate::clean::{Verdict, line::End, page::Page};

pub(super) const DETECTOR: Detector = Detector { find };

/// What credits open with, behind the caption's last words.
const CREDITS: [&str; 14] = [
    "photo:",
    "photo by",
    "photo/",
    "credit:",
    "foto:",
    "foto von",
    "bild:",
    "фото:",
    "©",
    "(ap photo",
    "image:",
    "picture:",
    "photograph:",
    "crédit",
];

/// The bytes that [`CREDITS`] open with.
const OPENS_CREDIT: [bool; 256] = {
    let mut opens = [false; 256];
    let mut at = 0;
    while at < CREDITS.len() {
        opens[CREDITS[at].as_bytes()[0] as usize] = true;
        at += 1;
    }
    opens
};

/// Agencies, as they stand in brackets or behind a slash at a caption's end.
const AGENCIES: [&str; 9] =
    ["reuters", "afp", "ap", "getty", "epa", "dpa", "tass", "xinhua", "shutterstock"];

/// What opens a credit and no sentence.
const COURTESY: &str = "courtesy of ";

fn find(page: &Page<'_>, at: usize) -> Option<Finding> {
    let line = page.line(at)?;
    if line.words > 80 {
        return None;
    }
    if is_marked(page, at) {
        return Finding::new(Verdict::Caption, 0.9, "marked as a picture's caption");
    }
    if !line.may_credit {
        return by_label(page, at);
    }
    let words = page.words(at);
    let mut tail_from = words.len().saturating_sub(70);
    while !words.is_char_boundary(tail_from) {
        tail_from += 1;
    }
    let tail = words.get(tail_from..).unwrap_or_default();
    let bracketed = tail.ends_with([')', ']']);
    let short = !page.is_sentence(at) || line.words <= 40;
    if !bracketed && !short {
        return by_label(page, at);
    }
    let tail = tail.to_lowercase();
    let tail = tail.as_str();
    if let Some((_, credit)) = tail.rsplit_once(['(', '['])
        && bracketed
        && (CREDITS.iter().any(|c| credit.contains(c.trim_start_matches('(')))
            || names_agency(credit) && credit.contains(['/', ' ']))
    {
        return Finding::new(Verdict::Caption, 0.9, "a picture credit in brackets at its end");
    }
    if short {
        let credited = line.words <= 60 && has_credit(tail);
        if credited && !words.starts_with('©') {
            return Finding::new(Verdict::Caption, 0.85, "a picture credit");
        }
        if tail.contains('/') && line.words <= 50 && slash_agency(tail) {
            return Finding::new(
                Verdict::Caption,
                0.85,
                "an agency behind a slash, as pictures are credited",
            );
        }
    }
    by_label(page, at)
}

/// Whether a credit's opening stands in the text.
fn has_credit(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().any(|(at, first)| {
        OPENS_CREDIT.get(usize::from(*first)) == Some(&true)
            && bytes.get(at..).is_some_and(|rest| {
                CREDITS.iter().any(|credit| rest.starts_with(credit.as_bytes()))
            })
    })
}

/// Whether the block stands in a caption element; below a quotation that names who said it.
fn is_marked(page: &Page<'_>, at: usize) -> bool {
    let markup = |at: usize| page.document.blocks.get(at).and_then(|raw| raw.markup.as_ref());
    let stands_in = |at: usize, name: &str| markup(at).is_some_and(|markup| markup.is_in(name));
    let signs = || at > 0 && stands_in(at - 1, "blockquote") && stands_in(at - 1, "figure");
    stands_in(at, "figcaption") && !signs()
}

fn by_label(page: &Page<'_>, at: usize) -> Option<Finding> {
    let line = page.line(at)?;
    let open = page.words(at).get(..COURTESY.len());
    if line.words <= 14
        && line.end == End::Open
        && open.is_some_and(|words| words.eq_ignore_ascii_case(COURTESY))
    {
        return Finding::new(Verdict::Caption, BEYOND_DOUBT, "a picture credit");
    }
    // "Photo" alone, away from the text, is a button.
    let alone = line.words == 1 && (page.before_core(at) || page.after_core(at));
    let (verdict, what) = match alone {
        true => (Verdict::Navigation, "a label of pictures: "),
        false => (Verdict::Caption, "a picture's caption or credit: "),
    };
    by_prompt(page, at, PromptKind::Caption, verdict, what)
}

fn names_agency(credit: &str) -> bool {
    credit.split(|c: char| !c.is_alphanumeric()).any(|word| AGENCIES.contains(&word))
}

/// "name/Agency" or "Agency/name" in the last words.
fn slash_agency(tail: &str) -> bool {
    tail.split_whitespace()
        .rev()
        .take(4)
        .any(|word| word.contains('/') && !word.contains("//") && names_agency(word))
}
