//! The words under a picture: a caption element; a credit at the end or the
//! start, or a label.
//!
//! Captions are kept apart, not in the body. Known miss: a caption without
//! credit reads like a sentence of the body.

use verbatim_lexicon::{Sets, TextSet, phrase::words, prompts::PromptKind};

use super::{BEYOND_DOUBT, Detector, Found, by_prompt};
use crate::clean::{
    Verdict,
    page::{Page, line::End},
};

pub(super) const DETECTOR: Detector = Detector { verdict: Verdict::Caption, find };

/// Such a label that is a button.
pub(super) const BUTTON: Detector = Detector { verdict: Verdict::Navigation, find: button };

fn find(page: &Page<'_>, at: usize) -> Option<Found> {
    let line = page.line(at)?;
    if line.words > 80 {
        return None;
    }
    if is_marked(page, at) {
        return Found::new(0.9, "marked as a picture's caption");
    }
    if (line.may_credit || line.commas > 1) && names_place(page, at) {
        return Found::new(BEYOND_DOUBT, "says where in a picture somebody stands");
    }
    if is_numbered(page.words(at))
        || line.unspaced() && is_photographed(page.words(at), &page.lexicon.sets)
    {
        return Found::new(BEYOND_DOUBT, "marked as a picture's caption");
    }
    if is_above_credit(page, at) {
        return Found::new(BEYOND_DOUBT, "stands above a picture's credit");
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
    let sets = &page.lexicon.sets;
    if let Some((_, credit)) = tail.rsplit_once(['(', '['])
        && bracketed
    {
        let what = "a picture credit in brackets at its end";
        let mut credits = sets.texts(TextSet::CreditOpeners).iter();
        if credits.any(|c| credit.contains(c.trim_start_matches('('))) {
            return Found::new(BEYOND_DOUBT, what);
        }
        // So agencies sign their news, too.
        if names_agency(credit, sets) && credit.contains(['/', ' ']) {
            return Found::new(0.9, what);
        }
    }
    if short {
        let credit = credit(tail, sets).filter(|_| line.words <= 60 && !words.starts_with('©'));
        if let Some(stands) =
            credit.filter(|stands| *stands != Stands::InSentence || !page.is_sentence(at))
        {
            let sure = if stands == Stands::BehindSentence { BEYOND_DOUBT } else { 0.85 };
            return Found::new(sure, "a picture credit");
        }
        if tail.contains('/') && line.words <= 50 && slash_agency(tail, sets) {
            return Found::new(0.85, "an agency behind a slash, as pictures are credited");
        }
    }
    by_label(page, at)
}

/// Whether there is an article beside which a picture may stand: a text of one or two
/// sentences is not its own caption.
fn has_article(page: &Page<'_>) -> bool {
    page.core.is_some_and(|(first, last)| last >= first + 2)
}

/// Whether a line of few sentences says where in a picture somebody stands.
fn names_place(page: &Page<'_>, at: usize) -> bool {
    let Some(line) = page.line(at) else { return false };
    let few = line.words <= 60 && line.capitals >= 2 && line.inner_ends <= 2;
    let text = page.words(at);
    let sets = &page.lexicon.sets;
    let opens = |behind: usize, places: TextSet| {
        sets.opening(places, text.get(behind..).unwrap_or_default()).is_some()
    };
    few && has_article(page)
        && text.bytes().enumerate().any(|(at, byte)| match byte {
            b'(' => {
                let behind = text.get(at + 1..).unwrap_or_default();
                opens(at + 1, TextSet::PicturePlaces)
                    || sets
                        .texts(TextSet::ShortPicturePlaces)
                        .iter()
                        .any(|place| behind.starts_with(place))
            }
            b',' => {
                // Verbs stand between commas, too, and people say "right" there.
                !line.has_quote
                    && text.as_bytes().get(at + 1) == Some(&b' ')
                    && opens(at + 2, TextSet::PicturePlacesInCommas)
                    && follows_name(text.get(..at).unwrap_or_default())
            }
            _ => false,
        })
}

/// Whether a line opens with the number of its picture: "[1/3]".
fn is_numbered(words: &str) -> bool {
    let number = words.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let counts = number.and_then(|(number, _)| number.split_once('/'));
    let digits =
        |text: &str| (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    counts.is_some_and(|(nth, of)| digits(nth) && digits(of))
}

/// Whether a Japanese line ends in who took the picture.
fn is_photographed(words: &str, sets: &Sets) -> bool {
    words
        .strip_suffix(['）', ')'])
        .is_some_and(|inner| sets.ends(TextSet::PhotographedEndings, inner))
}

/// A caption has no more words, and a credit below it.
const ABOVE_CREDIT: u32 = 40;
const BARE_CREDIT: u32 = 9;

/// Whether a pasted line is the one sentence above a credit that has a line of its own:
/// "(Harbour News via AP)", "© Ada Lind".
fn is_above_credit(page: &Page<'_>, at: usize) -> bool {
    let Some((line, credit)) = page.line(at).zip(page.line(at + 1)) else { return false };
    let marked = || page.document.blocks.get(at).is_some_and(|raw| raw.markup.is_some());
    if !(1..=BARE_CREDIT).contains(&credit.words)
        || credit.end == End::Sentence
        || !(1..=ABOVE_CREDIT).contains(&line.words)
        || line.inner_ends > 0
        || line.has_quote
        || marked()
    {
        return false;
    }
    let words = page.words(at + 1);
    let bracketed = words.starts_with('(') && words.ends_with(')');
    // A news agency signs what it wrote so, and a page its rights.
    let signed = words.starts_with('©') && credit.words > 1 && credit.digits == 0;
    has_article(page) && {
        let words = words.to_lowercase();
        // A lone agency in brackets signs the news above it, where it sells no pictures alone.
        let sets = &page.lexicon.sets;
        let pictures = credit.words > 1 || sets.stands_in(TextSet::PictureAgencies, &words);
        let agency = names_agency(&words, sets);
        bracketed && pictures && agency || signed && !agency
    }
}

/// Whether a text ends in a word in upper case.
fn follows_name(text: &str) -> bool {
    text.split_whitespace().next_back().is_some_and(|word| word.starts_with(char::is_uppercase))
}

/// A caption in a pasted text whose credit follows without a sign; in markup it has an
/// element of its own.
fn by_signature(page: &Page<'_>, at: usize) -> Option<Found> {
    let line = page.line(at)?;
    let marked = page.document.blocks.get(at).is_some_and(|raw| raw.markup.is_some());
    if marked || !has_article(page) || line.end != End::Open || line.capitals * 2 > line.words + 2 {
        return None;
    }
    // In a text with hard line ends a line breaks off behind any word.
    let goes_on = page.words(at + 1).starts_with(char::is_lowercase);
    let names = signature(page.words(at), &page.lexicon.sets).filter(|_| !goes_on)?;
    let mut each = words(names);
    let first = each.next()?;
    if page.lexicon.function_words.languages(first.hash) != 0 {
        return None;
    }
    let bracketed = names.starts_with(['(', '[']);
    if names.contains('/') && (bracketed || !names.contains(" / ")) {
        let what = "names with a slash behind its last sentence, as pictures are credited";
        return Found::new(BEYOND_DOUBT, what);
    }
    // A single name may be an agency's below its news.
    let short = !bracketed && each.next().is_some() && line.words <= 45 && line.inner_ends <= 3;
    short.then(|| Found::new(0.85, "a name behind its last sentence"))?
}

/// The words of a credit are few, and a caption has more.
const CREDIT: usize = 7;
const CAPTION: usize = 6;

/// The names behind a line's last sentence ("… in the rain. Ada Lind/Harbour News").
fn signature<'w>(words: &'w str, sets: &Sets) -> Option<&'w str> {
    let mut from = words.len().saturating_sub(80);
    while !words.is_char_boundary(from) {
        from += 1;
    }
    let closes = ['"', '\u{201d}', '\u{2019}', '\u{bb}', ')'];
    let ends = words.get(from..)?.rmatch_indices('.');
    let behind = |(at, _): (usize, &str)| {
        let (head, tail) = words.split_at_checked(from + at)?;
        let tail = tail.get(1..)?.trim_start_matches(closes);
        let glued = !tail.starts_with(' ');
        // What signs news below its last paragraph stands on a line of its own.
        let (gap, tail) = tail.split_at(tail.len() - tail.trim_start().len());
        if gap.contains('\n') {
            return None;
        }
        let names = tail.trim_start_matches(['(', '[']);
        names.starts_with(char::is_uppercase).then_some((head, glued, tail))
    };
    let (head, glued, tail) = ends.filter_map(behind).next()?;
    // A title or another short form ends in a full stop, too ("Sept.").
    let last = head.split_whitespace().next_back()?;
    let ended = last.ends_with(char::is_lowercase)
        && (last.starts_with(char::is_lowercase) || !glued && last.len() >= 6);
    let is_name = |word: &str| {
        word.starts_with(char::is_uppercase)
            || matches!(word, "/" | "&")
            || sets.holds(TextSet::CreditJoints, word)
    };
    let credit = tail.trim_start_matches(['(', '[']).split_whitespace();
    (ended
        && head.split_whitespace().nth(CAPTION - 1).is_some()
        && credit.clone().nth(CREDIT).is_none()
        && credit.clone().all(is_name))
    .then_some(tail)
}

/// Where a credit opens; first what speaks most for its being one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stands {
    BehindSentence,
    Elsewhere,
    /// Behind a letter: "a grim picture: the wall" is no credit, "file photo: the wall" is.
    InSentence,
}

/// Where a credit opens in a text in lower case, as a word and with somebody behind it.
fn credit(text: &str, sets: &Sets) -> Option<Stands> {
    let bytes = text.as_bytes();
    let credits = sets.texts(TextSet::CreditOpeners);
    let openings = bytes.iter().enumerate().filter(|(at, first)| {
        sets.may_open(TextSet::CreditOpeners, **first)
            && !(*at > 0 && bytes.get(at - 1).is_some_and(u8::is_ascii_alphabetic))
            && bytes.get(*at..).is_some_and(|rest| {
                credits.iter().any(|credit| {
                    rest.strip_prefix(credit.as_bytes()).is_some_and(|name| !name.is_empty())
                })
            })
    });
    let stands = |(at, _)| match text.get(..at).and_then(|head| head.trim_end().chars().next_back())
    {
        Some('.' | '!' | '?' | '"' | '\u{201d}' | ')') => Stands::BehindSentence,
        Some(letter) if letter.is_alphabetic() => Stands::InSentence,
        _ => Stands::Elsewhere,
    };
    openings.map(stands).min()
}

/// Whether the block stands in a caption element; below a quotation that names who said it.
fn is_marked(page: &Page<'_>, at: usize) -> bool {
    let markup = |at: usize| page.document.blocks.get(at).and_then(|raw| raw.markup.as_ref());
    let stands_in = |at: usize, name: &str| markup(at).is_some_and(|markup| markup.is_in(name));
    let signs = || at > 0 && stands_in(at - 1, "blockquote") && stands_in(at - 1, "figure");
    stands_in(at, "figcaption") && !signs()
}

fn by_label(page: &Page<'_>, at: usize) -> Option<Found> {
    let line = page.line(at)?;
    let opens = |words: &str| {
        let courtesy = page.lexicon.sets.opening(TextSet::CourtesyWords, words);
        courtesy.is_some_and(|courtesy| words.as_bytes().get(courtesy.len()) == Some(&b' '))
    };
    if line.words <= 14 && line.end == End::Open && opens(page.words(at)) {
        return Found::new(BEYOND_DOUBT, "a picture credit");
    }
    if let Some(finding) = by_signature(page, at) {
        return Some(finding);
    }
    if is_button(page, at) {
        return None;
    }
    by_prompt(page, at, PromptKind::Caption, "a picture's caption or credit: ")
}

/// Whether a line has one word, away from the text: "Photo" is a button there.
fn is_button(page: &Page<'_>, at: usize) -> bool {
    let alone = page.line(at).is_some_and(|line| line.words == 1);
    alone && (page.before_core(at) || page.after_core(at))
}

fn button(page: &Page<'_>, at: usize) -> Option<Found> {
    if !is_button(page, at) {
        return None;
    }
    by_prompt(page, at, PromptKind::Caption, "a label of pictures: ")
}

fn names_agency(credit: &str, sets: &Sets) -> bool {
    credit.split(|c: char| !c.is_alphanumeric()).any(|word| sets.holds(TextSet::NewsAgencies, word))
}

/// "name/Agency" or "Agency/name" in the last words.
fn slash_agency(tail: &str, sets: &Sets) -> bool {
    tail.split_whitespace()
        .rev()
        .take(4)
        .any(|word| word.contains('/') && !word.contains("//") && names_agency(word, sets))
}

#[cfg(test)]
mod tests {
    use super::{is_above_credit, is_numbered, is_photographed, signature};
    use crate::{Input, Lexicons, clean::page_of, document};

    #[test]
    fn a_picture_has_a_number_or_a_photographer() {
        assert!(is_numbered("[1/12]The ferry below the old quay"));
        let lexicons = Lexicons::load();
        let sets = &lexicons.base().sets;
        assert!(is_photographed("港に入る船（田中太郎撮影）", sets));
        for other in ["[sic] 1/3 of them", "[2026/1] The ferry", "1/3 of the boats"] {
            assert!(!is_numbered(other), "{other}");
        }
        assert!(!is_photographed("港で撮影が始まった。", sets));
    }

    #[test]
    fn one_sentence_above_a_credit_on_a_line_of_its_own_is_a_caption() {
        let sentence = "The council voted on Tuesday to rebuild the harbour wall, which the storms \
            of last winter had damaged, and thanked all who had written to it.\n";
        let is_caption = |line: &str, credit: &str| {
            let text = [&sentence.repeat(4), line, "\n", credit, "\n", sentence].concat();
            let document = document::parse(&Input::text(text));
            is_above_credit(&page_of(&document, &Lexicons::load()), 4)
        };
        let line = "The ferry in the rain below the old quay";
        assert!(is_caption(line, "(Getty Images)"));
        assert!(is_caption(line, "© Ada Lind/Harbour News"));
        assert!(!is_caption(line, "© dpa-infocom"));
        assert!(is_caption(line, "(Getty)"));
        for signed in ["(Reuters)", "(dpa)", "(AP)", "(She laughed)"] {
            assert!(!is_caption(line, signed), "{signed}");
        }
        assert!(!is_caption("It rained. The ferry stayed below the old quay.", "(Getty Images)"));
    }

    #[test]
    fn names_behind_the_last_sentence_are_a_credit() {
        let lexicons = Lexicons::load();
        let sets = &lexicons.base().sets;
        for (line, credit) in [
            (
                "The old wall below the quay in the rain. Ada Lind/Harbour News",
                "Ada Lind/Harbour News",
            ),
            ("The old wall below the quay in the rain.Harbour News", "Harbour News"),
            (
                "A road to the quay of the old harbour. Ada Lind for Harbour News",
                "Ada Lind for Harbour News",
            ),
        ] {
            assert_eq!(signature(line, sets), Some(credit), "{line}");
        }
        for line in [
            "The wall was built for the fishermen of the town by Mr. Lind",
            "It rained. Ada Lind",
            "The wall was built for the fishermen of the town.\nAda Lind",
            "The wall was built for the fishermen of the town. It is closed since the storm",
            "Things that we liked very much about Harbour.Chat",
            "The wall was built for the fishermen of the town.",
        ] {
            assert_eq!(signature(line, sets), None, "{line}");
        }
    }
}
