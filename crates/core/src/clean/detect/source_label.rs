//! A bare "Source" or "Via" label, with or without the name of a source.
//! Known miss: a source named without a label.

use verbatim_lexicon::prompts::PromptKind;

use super::{BEYOND_DOUBT, Detector, Found, Reason, prompt};
use crate::clean::{Verdict, page::Page};

pub(super) const DETECTOR: Detector = Detector { verdict: Verdict::SourceLabel, find };

fn find(page: &Page<'_>, at: usize) -> Option<Found> {
    let line = page.line(at)?;
    let (prompt, confidence) = prompt(page, at, PromptKind::Source)?;
    if line.words > 12 {
        return None;
    }
    // One word, yet no section is headed "Source".
    let alone = u32::from(prompt.words) == line.words;
    let opens = page.words(at).get(prompt.phrase.len()..).unwrap_or_default();
    let confidence = match alone {
        true => 0.9,
        // As charts are signed.
        false if opens.starts_with(':') && !page.is_sentence(at) => BEYOND_DOUBT,
        false => confidence,
    };
    Found::new(confidence, Reason::naming("a source label: ", prompt.phrase, ""))
}
