//! What is left when no detector is sure: body text or furniture, by the line
//! and by what stands around it.

use super::{
    Block, Verdict,
    detect::{Finding, SURE},
    line::{End, Line},
    page::Page,
};

/// Words that say someone speaks of himself, in the languages of the lists.
const FIRST_PERSON: [&str; 28] = [
    "i", "we", "our", "my", "us", "me", "i'm", "we're", "ich", "wir", "unser", "unsere", "mein",
    "je", "nous", "notre", "yo", "nosotros", "nuestro", "nuestra", "io", "noi", "nostro", "eu",
    "nós", "я", "мы", "наш",
];

/// The verdict on line `at`.
pub(super) fn judge(
    page: &Page<'_>,
    findings: &[Option<Finding>],
    at: usize,
    finding: Option<&Finding>,
) -> Block {
    let span = page.span(at);
    let block = |verdict: Verdict, confidence: f32, reason: String| Block {
        span,
        verdict,
        kept: verdict.is_kept(),
        confidence,
        reason,
    };
    if page.headline == Some(at) {
        return block(
            Verdict::Headline,
            0.9,
            String::from("the heading closest before the article's first sentence"),
        );
    }
    if let Some(found) = finding.filter(|f| f.confidence >= SURE) {
        return block(found.verdict, found.confidence, found.reason.to_string());
    }
    let Some(line) = page.line(at) else {
        return block(Verdict::Content, 0.5, String::from("no rule spoke against it"));
    };
    let place = Place::of(page, findings, at);
    if place.is_body(page, line, at, finding) {
        let (verdict, confidence, reason) = kept_kind(page, line, at, &place);
        return block(verdict, confidence, reason);
    }
    if let Some(found) = finding {
        let reason = format!("{}, and it stands outside the article", found.reason);
        return block(found.verdict, found.confidence.max(0.6), reason);
    }
    let (verdict, reason) = cut_kind(page, line, at, &place);
    block(verdict, 0.65, reason)
}

/// Where a line stands among the others.
struct Place {
    inside: bool,
    /// Lines in a row, this one among them, that are no sentence.
    run: usize,
    /// Whether a sentence follows within the next two lines.
    leads: bool,
}

impl Place {
    fn of(page: &Page<'_>, findings: &[Option<Finding>], at: usize) -> Self {
        let inside = page.core.is_some_and(|(first, last)| (first..=last).contains(&at));
        let short = |other: &usize| {
            page.line(*other).is_some_and(|l| !page.is_sentence(*other) && l.length() < 15)
        };
        let back = (0..at).rev().take(8).take_while(short).count();
        let forth = (at + 1..page.lines.len()).take(8).take_while(short).count();
        let sure = |other: usize| {
            findings.get(other).is_some_and(|f| f.as_ref().is_some_and(|f| f.confidence >= SURE))
        };
        let leads = (at + 1..page.lines.len())
            .filter(|other| !sure(*other))
            .take(2)
            .any(|other| page.is_sentence(other));
        Self { inside, run: back + 1 + forth, leads }
    }

    fn is_body(&self, page: &Page<'_>, line: &Line, at: usize, finding: Option<&Finding>) -> bool {
        let Some((first, _)) = page.core else {
            // Nothing reads as a sentence: all that no detector named is kept.
            return finding.is_none();
        };
        if !self.inside {
            // A standfirst between headline and body.
            let between = page.headline.is_some_and(|h| h < at) && at < first;
            return between && finding.is_none() && line.length() >= 8 && self.run <= 4;
        }
        if page.is_sentence(at) || line.length() >= 15 {
            return finding.is_none_or(|f| f.confidence < 0.7);
        }
        if finding.is_some() {
            return false;
        }
        self.run <= 3
            || line.bullet && line.length() >= 4
            || line.end == End::Sentence
            || line.opens_quote
    }
}

/// What a kept line is.
fn kept_kind(page: &Page<'_>, line: &Line, at: usize, place: &Place) -> (Verdict, f32, String) {
    let words = page.words(at);
    if line.bullet && line.length() >= 2 {
        return (Verdict::ListItem, 0.8, String::from("a list item inside the article"));
    }
    if page.is_sentence(at) {
        if is_pull_quote(page, line, at) {
            let reason = "set apart, in the first person and without an end mark";
            return (Verdict::PullQuote, 0.7, String::from(reason));
        }
        return (Verdict::Content, 0.95, String::from("reads as sentences of the article"));
    }
    if is_pull_quote(page, line, at) {
        let reason = "set apart, in the first person and without an end mark";
        return (Verdict::PullQuote, 0.7, String::from(reason));
    }
    let heading = line.length() <= 14
        && matches!(line.end, End::Open)
        && (line.starts_upper || line.opens_quote || line.unspaced())
        && !words.ends_with(',')
        && place.leads;
    if heading {
        return (
            Verdict::Heading,
            0.8,
            String::from("a short line before a paragraph, without end mark"),
        );
    }
    if line.opens_quote && line.length() <= 30 && line.end == End::Open {
        return (Verdict::PullQuote, 0.6, String::from("a quote on a line of its own"));
    }
    (Verdict::Content, 0.7, String::from("a line inside the article"))
}

/// A paragraph without quote marks that someone says of himself, and that no full stop ends.
fn is_pull_quote(page: &Page<'_>, line: &Line, at: usize) -> bool {
    if line.end != End::Open || line.length() < 5 || line.length() > 70 {
        return false;
    }
    let words = page.words(at);
    if line.has_quote && !line.opens_quote {
        return false;
    }
    words.split_whitespace().any(|word| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).replace('’', "'");
        // "US" is a country.
        if bare.len() > 1 && !bare.contains(char::is_lowercase) {
            return false;
        }
        FIRST_PERSON.contains(&bare.to_lowercase().as_str())
            || bare.to_lowercase().strip_suffix("'ve").is_some_and(|w| matches!(w, "i" | "we"))
    })
}

/// What a cut line is that no detector named.
fn cut_kind(page: &Page<'_>, line: &Line, at: usize, place: &Place) -> (Verdict, String) {
    if place.inside {
        return (Verdict::Navigation, String::from("one of many short lines in a row"));
    }
    if page.after_core(at) {
        if line.length() >= 5 {
            return (
                Verdict::RelatedLink,
                String::from("stands after the article's last sentence"),
            );
        }
        return (Verdict::Navigation, String::from("a short line after the article's end"));
    }
    (Verdict::Navigation, String::from("stands before the article's headline and first sentence"))
}
