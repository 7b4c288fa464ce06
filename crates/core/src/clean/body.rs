//! The verdict on each block: what the detectors are sure of, what the body
//! model decides, and what a kept or cut line is by its shape and place.
//!
//! The bars are set by hand: a lower one keeps more of each article and more of the page
//! around it. `cargo xtask train clean` prints what the whole cleaner makes of sites that the
//! model has not learnt.

use verbatim_lexicon::{function_words::Person, phrase::words};

use super::{
    Block, Verdict,
    detect::{BEYOND_DOUBT, Finding, SURE},
    page::{
        Page,
        line::{End, Line},
    },
};

/// Above this score a block is body. Below nought, since a lost paragraph
/// costs a reader more than a teaser that stayed.
const BODY: f32 = -0.5;

/// The same for pasted text with the page around the article: furniture is all about.
const BODY_IN_FURNITURE: f32 = -0.2;

/// So many lines that a detector is sure of are a page around an article.
const FURNITURE: usize = 6;

/// How much lower it lies for a sentence among the article's sentences of which no detector speaks.
const AMONG_SENTENCES: f32 = 0.5;

/// The same for a post there, in pasted text: a reader misses a quoted one. Pages differ in
/// whether posts are the article's; several among furniture stand beside it.
const POST_AMONG_SENTENCES: f32 = 4.0;

/// The lines of one post: its words and who signed them.
const POST: usize = 2;

/// What a sure detector weighs against the body model.
const WEIGHT_OF_SURE: f32 = 1.5;

/// Below this confidence a reader is told what speaks for the other verdict, too.
const UNSURE: f32 = 0.65;

/// The scores above which the blocks of a page are body.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bar {
    body: f32,
    /// The bar of a post among the article's sentences, where no markup says how it stands.
    post: f32,
}

impl Bar {
    pub(super) fn of(page: &Page<'_>, findings: &[Option<Finding>]) -> Self {
        let sure = findings.iter().flatten().filter(|found| found.confidence >= SURE);
        let posts = findings.iter().flatten().filter(|f| f.verdict == Verdict::PostApart);
        let pasted = page.document.blocks.first().is_some_and(|raw| raw.markup.is_none());
        let furnished = pasted && sure.take(FURNITURE).count() == FURNITURE;
        let body = if furnished { BODY_IN_FURNITURE } else { BODY };
        let lone = pasted && (!furnished || posts.take(POST + 1).count() <= POST);
        Self { body, post: if lone { body - POST_AMONG_SENTENCES } else { body } }
    }
}

/// The verdict on line `at`, which the body model scored with `score`; `why` tells
/// what spoke most for the block's being body, or most against.
pub(super) fn judge(
    page: &Page<'_>,
    at: usize,
    finding: Option<&Finding>,
    score: f32,
    bar: Bar,
    why: &dyn Fn(bool) -> String,
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
        let reason = "the line near the article's first sentences that says what they are about";
        return block(Verdict::Headline, 0.9, String::from(reason));
    }
    let Some(line) = page.line(at) else {
        return block(Verdict::Content, 0.5, String::from("no rule spoke against it"));
    };
    let is_post = finding.is_some_and(|f| f.verdict == Verdict::PostApart);
    let sure = finding.filter(|f| f.confidence >= SURE && !is_post);
    if let Some(found) = sure
        && (is_beyond_doubt(found) || score <= WEIGHT_OF_SURE)
    {
        return block(found.verdict, found.confidence, found.reason.words());
    }
    let inside = page.is_inside_core(at);
    let least = match finding {
        Some(_) if is_post && inside => bar.post,
        None if page.is_sentence(at) && inside => bar.body - AMONG_SENTENCES,
        _ => bar.body,
    };
    if (score > least || finding.is_none()) && is_comment(page, at) {
        let reason = "below the article, in an element named for comments";
        return block(Verdict::CommentForm, 0.8, String::from(reason));
    }
    if score > least {
        let (verdict, mut reason) = match finding {
            Some(post) if is_post => (Verdict::EmbeddedPost, post.reason.words()),
            _ => {
                let (verdict, reason) = kept_kind(page, line, at);
                (verdict, String::from(reason))
            }
        };
        let confidence = probability(score - least);
        if confidence < UNSURE {
            go_on(&mut reason, "; against it: ", &why(false));
        }
        return block(verdict, confidence, reason);
    }
    let confidence = probability(least - score);
    if let Some(found) = finding {
        let place = if is_post { "it stands beside the text" } else { "it stands like furniture" };
        let reason = [&found.reason.words(), ", and ", place].concat();
        return block(found.verdict, found.confidence.max(confidence), reason);
    }
    let (verdict, reason) = cut_kind(page, line, at);
    let mut reason = String::from(reason);
    match line.words {
        1 => reason.push_str(": one word"),
        2 => reason.push_str(": two words"),
        _ => go_on(&mut reason, ": ", &why(false)),
    }
    if confidence < UNSURE {
        go_on(&mut reason, "; for it: ", &why(true));
    }
    block(verdict, confidence, reason)
}

/// Whether a block below the article stands in an element that is named for comments:
/// readers write sentences, too. Known miss: comments among the article's paragraphs.
fn is_comment(page: &Page<'_>, at: usize) -> bool {
    let markup = page.document.blocks.get(at).and_then(|raw| raw.markup.as_ref());
    let own = markup.and_then(|markup| markup.hints.split('|').next());
    page.after_core(at) && own.is_some_and(|names| names.contains("comment"))
}

/// Adds words to a reason, where there are any.
fn go_on(reason: &mut String, with: &str, words: &str) {
    if !words.is_empty() {
        reason.push_str(with);
        reason.push_str(words);
    }
}

fn probability(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

/// Whether the detector says so, or is one that looks at what can be no sentence of an article.
fn is_beyond_doubt(found: &Finding) -> bool {
    found.confidence >= BEYOND_DOUBT
        || matches!(
            found.verdict,
            Verdict::IconMenu
                | Verdict::DocumentNumber
                | Verdict::DateLine
                | Verdict::RepeatedHeadline
                | Verdict::SiteName
                | Verdict::PullQuote
        )
}

/// What a kept line is.
fn kept_kind(page: &Page<'_>, line: &Line, at: usize) -> (Verdict, &'static str) {
    if line.bullet && line.length() >= 2 {
        return (Verdict::ListItem, "a list item inside the article");
    }
    let markup = page.document.blocks.get(at).and_then(|raw| raw.markup.as_ref());
    if let Some(markup) = markup {
        match markup.tag.as_str() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                return (Verdict::Heading, "a heading element inside the article");
            }
            "li" => return (Verdict::ListItem, "a list element inside the article"),
            _ => {}
        }
        if markup.ancestors.iter().any(|a| a == "blockquote") {
            return (Verdict::PullQuote, "a quotation element inside the article");
        }
    }
    if is_pull_quote(page, line, at) {
        return (Verdict::PullQuote, "set apart, in the first person and without an end mark");
    }
    if page.is_sentence(at) {
        return (Verdict::Content, "reads as sentences of the article");
    }
    let words = page.words(at);
    let leads = (at + 1..page.lines.len()).take(3).any(|other| page.is_sentence(other))
        || page.line(at + 1).is_some_and(|next| next.bullet && next.length() >= 2);
    let heading = line.length() <= 14
        && line.end == End::Open
        && (line.starts_upper || line.opens_quote || line.unspaced())
        && !words.ends_with(',')
        && leads;
    if heading {
        return (Verdict::Heading, "a short line before a paragraph, without end mark");
    }
    if line.opens_quote && line.length() <= 30 && line.end == End::Open {
        return (Verdict::PullQuote, "a quote on a line of its own");
    }
    (Verdict::Content, "stands among the article's paragraphs")
}

/// A paragraph without quote marks that someone says of himself, and that no full stop ends.
fn is_pull_quote(page: &Page<'_>, line: &Line, at: usize) -> bool {
    if line.end != End::Open
        || !(5..=70).contains(&line.length())
        || line.has_quote && !line.opens_quote
        || line.first_person == 0
    {
        return false;
    }
    let text = page.words(at);
    words(text).any(|word| {
        // "US" is a country.
        let spelled = text.get(word.start..word.end).unwrap_or_default();
        let shouted = spelled.len() > 1 && !spelled.contains(char::is_lowercase);
        !shouted && page.lexicon.function_words.person(word.hash) == Some(Person::First)
    })
}

/// What a cut line is that no detector named.
fn cut_kind(page: &Page<'_>, line: &Line, at: usize) -> (Verdict, &'static str) {
    if page.after_core(at) {
        if line.length() >= 5 {
            return (Verdict::RelatedLink, "stands after the article's last paragraph");
        }
        return (Verdict::Navigation, "a short line after the article's end");
    }
    if page.before_core(at) {
        return (Verdict::Navigation, "stands before the article's first sentence");
    }
    if line.length() >= 5 {
        return (Verdict::RelatedLink, "reads like a teaser between the article's paragraphs");
    }
    (Verdict::Navigation, "a short line that belongs to no paragraph")
}
