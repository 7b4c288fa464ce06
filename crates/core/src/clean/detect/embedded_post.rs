//! Posts of social networks that stand in the article. The body model says
//! whether they are among its paragraphs or beside them, as captions are.
//!
//! On a page the networks' own scripts mark them by the element's class. Text
//! copied from a page has no marks; there a post is known by the signature
//! below or behind it, "— Name (@name) June 1, 2026", or by the address of its
//! picture. The words around a post ("View this post on …") are prompts and go
//! with those. Shapes and classes are those of the networks' embedding guides.
//!
//! Known miss: in copied text, the first lines of a post of several lines.

use verbatim_lexicon::prompts::PromptKind;

use super::{Detector, Found, SURE};
use crate::{
    clean::{Verdict, page::Page},
    document::Markup,
};

pub(super) const DETECTOR: Detector = Detector { verdict: Verdict::PostApart, find };

/// Classes of embedded posts.
const CLASSES: [&str; 8] = [
    "twitter-tweet",
    "twitter-video",
    "instagram-media",
    "tiktok-embed",
    "bluesky-embed",
    "mastodon-embed",
    "text-post-media",
    "fb-post",
];

/// Addresses that only posts hold.
const ADDRESSES: [&str; 2] = ["pic.twitter.com/", "https://t.co/"];

fn find(page: &Page<'_>, at: usize) -> Option<Found> {
    let line = page.line(at).filter(|line| line.words > 0)?;
    let frame = line.prompt.is_some_and(|prompt| prompt.kind == PromptKind::Share);
    if let Some(markup) = page.document.blocks.get(at)?.markup.as_ref() {
        let marked = !frame && is_marked(markup);
        return marked.then(|| post("marked as a post of a social network")).flatten();
    }
    if line.words > 90 || frame {
        return None;
    }
    let words = page.words(at);
    if line.has_address && (is_signature(words) || ADDRESSES.iter().any(|a| words.contains(a))) {
        return post("signed or illustrated as a post of a social network is");
    }
    let below = page.line(at + 1).filter(|below| below.has_address && below.has_dash);
    let signed = below.is_some_and(|_| opens_with_dash(page.words(at + 1)));
    if signed && is_signature(page.words(at + 1)) {
        return post("signed below as a post of a social network is");
    }
    None
}

fn post(reason: &'static str) -> Option<Found> {
    Found::new(SURE, reason)
}

fn is_marked(markup: &Markup) -> bool {
    markup.is_in("blockquote") && CLASSES.iter().any(|class| markup.hints.contains(class))
}

fn opens_with_dash(words: &str) -> bool {
    words.starts_with(['—', '–', '-'])
}

/// Whether the words end in a dash, a name, its handle in brackets and a date with a year.
fn is_signature(words: &str) -> bool {
    let Some((before, behind)) = words.rsplit_once("(@") else { return false };
    let Some((handle, date)) = behind.split_once(')') else { return false };
    let name = before.rsplit(['—', '–']).next().filter(|name| name.len() < before.len());
    let name = name.or_else(|| before.strip_prefix("- ")).map_or("", str::trim);
    let year = date.trim_end().rsplit([' ', ',', '/', '.']).next().unwrap_or_default();
    let is_handle = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-' | '@');
    let short = name.split_whitespace().count() <= 6;
    let named = name.chars().next().is_some_and(|c| !c.is_lowercase());
    short
        && named
        && !handle.is_empty()
        && handle.chars().all(is_handle)
        && date.len() <= 40
        && year.len() == 4
        && year.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::is_signature;

    #[test]
    fn posts_are_signed_with_a_handle_and_a_date() {
        for words in [
            "— Weir Trams (@weirtrams) June 1, 2026",
            "The nine is not running. — Weir Trams (@weirtrams) 1 June 2026",
            "– Odo Brandt (@odo_b) 03.05.2021",
            "- Odo Brandt (@odo.example.social) May 3, 2021",
        ] {
            assert!(is_signature(words), "{words}");
        }
        for words in [
            "Odo Brandt (@odo_b) reported from the harbour in 2021",
            "Follow Odo Brandt (@odo_b)",
            "— Odo Brandt, who left in 2021",
            "He posted it twice — once as himself (@odo_b) and once as the harbour in 2021",
            "(@odo_b) 2021",
        ] {
            assert!(!is_signature(words), "{words}");
        }
    }
}
