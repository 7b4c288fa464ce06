//! The detectors: each names one kind of line that is no body text.
//!
//! One detector, one file (two files hold a second, for what looks alike and is
//! another thing); registered in [`ALL`] and nowhere else. The first that finds something names the line, so the order goes from what can be
//! nothing else (a date, the headline again) over phrases that pages use
//! (cookie notices before share bars before menus, longest phrases first) to
//! what only stands out from its surroundings (foreign furniture, repeats).

mod advertisement;
pub(super) mod byline;
mod caption;
mod comment_form;
mod cookie_notice;
mod counter;
mod date_line;
mod document_number;
mod embedded_post;
mod foreign_chrome;
mod icon_menu;
mod legal;
mod navigation;
mod offer;
mod promotion;
mod pull_quote;
mod related_link;
mod repeated;
mod repeated_headline;
mod share_bar;
mod site_name;
mod source_label;
mod tags;

use verbatim_lexicon::prompts::{Place, Prompt, PromptKind};

pub(super) use self::related_link::is_address;
use super::{Verdict, page::Page};

/// What is said of a line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Finding {
    /// The verdict of the detector that found it.
    pub verdict: Verdict,
    /// How sure, 0 to 1. From [`SURE`] on it decides; below, it only names what the body model cuts.
    pub confidence: f32,
    pub reason: Reason,
}

/// Why, in words of which the middle ones are the page's; put together only
/// where they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reason {
    before: &'static str,
    named: &'static str,
    after: &'static str,
}

impl Reason {
    /// Why, with the page's words in quote marks between.
    fn naming(before: &'static str, named: &'static str, after: &'static str) -> Self {
        Self { before, named, after }
    }

    /// The words as a reader sees them.
    pub(crate) fn words(&self) -> String {
        let Self { before, named, after } = self;
        if named.is_empty() {
            String::from(*before)
        } else {
            [before, "“", named, "”", after].concat()
        }
    }
}

impl From<&'static str> for Reason {
    fn from(words: &'static str) -> Self {
        Self { before: words, named: "", after: "" }
    }
}

/// From here on a finding decides by itself. This and the confidences that the detectors
/// give are set by hand; with a lower one more is cut unasked, and `cargo xtask eval clean`
/// tells how rightly.
pub(crate) const SURE: f32 = 0.8;

/// And from here on even where the body model is sure of the contrary.
pub(crate) const BEYOND_DOUBT: f32 = 0.97;

/// One detector: what it makes of a line, and how it tells. Its name is its file's; its
/// verdict's words for a reader stand with the verdict.
pub(crate) struct Detector {
    /// What a line is of which it finds something.
    pub verdict: Verdict,
    /// What it finds on line `at`.
    pub find: fn(page: &Page<'_>, at: usize) -> Option<Found>,
}

/// What a detector finds on a line: how sure it is, as in [`Finding`], and why.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Found {
    confidence: f32,
    reason: Reason,
}

impl Found {
    fn new(confidence: f32, reason: impl Into<Reason>) -> Option<Self> {
        Some(Self { confidence, reason: reason.into() })
    }
}

/// All detectors, in the order in which they are asked.
pub(crate) const ALL: [Detector; 25] = [
    icon_menu::DETECTOR,
    document_number::DETECTOR,
    embedded_post::DETECTOR,
    date_line::DETECTOR,
    repeated_headline::DETECTOR,
    pull_quote::DETECTOR,
    pull_quote::SAID_AGAIN,
    cookie_notice::DETECTOR,
    comment_form::DETECTOR,
    advertisement::DETECTOR,
    offer::DETECTOR,
    promotion::DETECTOR,
    counter::DETECTOR,
    source_label::DETECTOR,
    related_link::DETECTOR,
    tags::DETECTOR,
    byline::DETECTOR,
    legal::DETECTOR,
    caption::DETECTOR,
    caption::BUTTON,
    share_bar::DETECTOR,
    site_name::DETECTOR,
    navigation::DETECTOR,
    foreign_chrome::DETECTOR,
    repeated::DETECTOR,
];

/// What the detectors say of each line.
pub(crate) fn all(page: &Page<'_>) -> Vec<Option<Finding>> {
    (0..page.lines.len()).map(|at| first(page, at)).collect()
}

/// The findings without lines that another one's words make a repetition but its figures
/// don't; `None` where there is no such line. The body model has learnt from words in which
/// every number is one; a reader has not.
pub(crate) fn by_figures(
    page: &Page<'_>,
    by_words: &[Option<Finding>],
) -> Option<Vec<Option<Finding>>> {
    let key = |at: usize| page.line(at).map(|line| line.key);
    let differs = |(at, finding): (usize, &Option<Finding>)| {
        let differs = match finding.as_ref()?.verdict {
            Verdict::Repeated => {
                page.repeats.get(at).is_some_and(|before| *before > 0)
                    && page.again.get(at) == Some(&false)
            }
            Verdict::RepeatedHeadline => page.headline.is_some_and(|headline| {
                key(at) == key(headline) && !page.say_the_same(at, headline)
            }),
            _ => false,
        };
        differs.then_some(at)
    };
    let mut other: Option<Vec<Option<Finding>>> = None;
    for at in by_words.iter().enumerate().filter_map(differs) {
        if let Some(finding) = other.get_or_insert_with(|| by_words.to_vec()).get_mut(at) {
            *finding = None;
        }
    }
    other
}

/// The first finding on line `at`; a sure one before an unsure one.
fn first(page: &Page<'_>, at: usize) -> Option<Finding> {
    let mut unsure = None;
    for detector in &ALL {
        let Some(Found { confidence, reason }) = (detector.find)(page, at) else { continue };
        let finding = Finding { verdict: detector.verdict, confidence, reason };
        if confidence >= SURE {
            return Some(finding);
        }
        unsure = unsure.or(Some(finding));
    }
    unsure
}

/// The line's phrase, where it is of this kind, and how surely it makes the line one of it.
fn prompt(page: &Page<'_>, at: usize, kind: PromptKind) -> Option<(Prompt, f32)> {
    let line = page.line(at)?;
    let prompt = line.prompt.filter(|p| p.kind == kind)?;
    let outside = page.before_core(at) || page.after_core(at);
    let sentence = page.is_sentence(at);
    let words = u32::from(prompt.words);
    let sure = match prompt.place {
        Place::Whole | Place::Label if words == line.words => {
            // A section may be headed by one plain word ("Politics", "Analysis").
            if words > 1 || outside { 0.95 } else { 0.7 }
        }
        Place::Label | Place::Whole if sentence && words == 1 => 0.6,
        Place::Label | Place::Whole => 0.9,
        Place::Start if words >= 3 || !sentence => 0.9,
        Place::Start if outside => 0.8,
        Place::Start => 0.6,
        Place::Part if words >= 4 || outside && words >= 2 && line.words <= 60 => 0.85,
        Place::Part => 0.6,
    };
    Some((prompt, sure))
}

/// What is found on a line known by one of its phrases.
fn by_prompt(page: &Page<'_>, at: usize, kind: PromptKind, what: &'static str) -> Option<Found> {
    let (prompt, confidence) = prompt(page, at, kind)?;
    Found::new(confidence, Reason::naming(what, prompt.phrase, ""))
}
