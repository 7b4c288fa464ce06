//! Speech, or words set between marks for another reason.
//!
//! Titles, nicknames, named things and words held at arm's length stand between
//! the same marks as speech. What tells them apart is what stands beside them
//! (a cue, "so-called", a name on both sides) and how they are built (length, a
//! verb, capitals). Known miss: a one-word quote that is a report all the same.

use verbatim_lexicon::{Classes, Grammar};

use super::{
    QuoteKind,
    clause::{Item, Paragraph},
    reports::Report,
};

/// What a span between marks is, and why where that is not plain speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kind {
    pub kind: QuoteKind,
    pub why: Option<&'static str>,
}

/// How the words between marks are built.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shape {
    pub words: usize,
    /// Words that begin with a capital.
    pub capitals: usize,
    /// Long words (more than three letters) in lower case.
    pub lower: usize,
    /// The first letter is a capital.
    pub begins: bool,
    /// It ends as a sentence or as a clause before its attribution: . ? ! , …
    pub ends: bool,
    /// It ends with . ? !
    pub stops: bool,
    /// Holds a full stop, question or exclamation mark before its end.
    pub sentences: bool,
    /// Holds "I", "we", "my"…
    pub first_person: bool,
}

impl Shape {
    /// Measures `content`; looks at its first words only where it is long.
    pub fn of(content: &str) -> Self {
        let mut shape = Self::default();
        let trimmed = content.trim_end_matches(['"', '”', '’', '\'', '»']);
        shape.ends = trimmed.ends_with(['.', '?', '!', ',', '…']);
        shape.stops = trimmed.ends_with(['.', '?', '!', '…']);
        shape.begins = content
            .chars()
            .find(|c| c.is_alphanumeric())
            .is_some_and(|c| c.is_uppercase() || c.is_numeric());
        for word in content
            .split(|c: char| c.is_whitespace() || c == '—')
            .filter(|w| w.contains(char::is_alphanumeric))
        {
            shape.words += 1;
            let is_bare = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
            let bytes = word.as_bytes();
            let bare = if is_bare(bytes.first()) && is_bare(bytes.last()) {
                word
            } else {
                word.trim_matches(|c: char| !c.is_alphanumeric())
            };
            if bare.starts_with(char::is_uppercase) {
                shape.capitals += 1;
            } else if bare.len() > 3 {
                shape.lower += 1;
            }
            shape.sentences |=
                word.ends_with(['.', '?', '!']) && bare.len() > 2 && !content.ends_with(word);
            shape.first_person = shape.first_person
                || bare.starts_with(['i', 'I', 'w', 'W', 'm', 'M', 'o', 'O', 'u', 'U'])
                    && is_one_of(bare, FIRST_PERSON);
            if shape.words >= 60 {
                break;
            }
        }
        shape
    }

    /// Reads as a name or title: every longer word has a capital.
    fn is_titled(self) -> bool {
        self.capitals >= 2 && self.lower == 0 && self.words <= 10
    }
}

/// Words of who speaks of themselves.
const FIRST_PERSON: &[&str] = &[
    "i", "we", "my", "our", "me", "us", "i'm", "i’m", "we're", "we’re", "i've", "i’ve", "we've",
    "we’ve", "i'll", "we'll", "we’ll", "i’ll", "i'd", "i’d",
];

/// Whether `word` is on the list, in any case.
fn is_one_of(word: &str, list: &[&str]) -> bool {
    list.iter().any(|listed| listed.eq_ignore_ascii_case(word))
}

const WORKS: &[&str] = &[
    "show",
    "program",
    "programme",
    "series",
    "film",
    "movie",
    "book",
    "novel",
    "song",
    "album",
    "play",
    "documentary",
    "episode",
    "memoir",
    "article",
    "essay",
    "magazine",
    "podcast",
    "musical",
    "opera",
    "painting",
    "poem",
    "hit",
    "drama",
    "sitcom",
    "comedy",
    "hashtag",
    "slogan",
    "motto",
    "titled",
    "entitled",
    "headlined",
    "operation",
    "project",
    "campaign",
    "single",
    "track",
    "sketch",
    "column",
    "blog",
    "video",
    "ad",
    "spot",
    "star",
    "actor",
    "actress",
    "host",
    "broadcast",
    "theme",
    "anthem",
    "tour",
    "game",
    "app",
    "website",
    "site",
    "section",
    "segment",
];
const NAMED: &[&str] = &[
    "so-called",
    "dubbed",
    "nicknamed",
    "known",
    "titled",
    "entitled",
    "named",
    "termed",
    "labeled",
    "labelled",
    "named",
    "codenamed",
    "code-named",
    "sogenannte",
    "sogenannten",
    "word",
    "words",
    "term",
    "phrase",
    "a.k.a.",
    "aka",
];

/// Judges the quote at item `at`. `report` is what reports it, if anything does;
/// `reported` whether a verb outside of the lists does.
pub(super) fn judge(
    paragraph: &Paragraph,
    text: &str,
    at: usize,
    content: &str,
    report: Option<&Report>,
    (alone, reported): (bool, bool),
) -> Kind {
    let shape = Shape::of(content);
    let before = at.checked_sub(1).and_then(|i| paragraph.get(i));
    let after = paragraph.get(at + 1);
    let word = |item: Option<&Item>| item.map_or("", |i| i.span.of(text));
    let previous = word(before);
    // "Edgar “Bud” Maddison"
    if shape.words <= 3
        && before.is_some_and(|i| i.is_capital() && i.mention.is_some())
        && after.is_some_and(|i| i.is_capital())
    {
        return Kind { kind: QuoteKind::Scare, why: Some("A nickname: it stands inside a name.") };
    }
    if shape.words <= 6
        && is_one_of(previous, NAMED)
        && report.is_none_or(|r| r.cue.start + 1 != at)
    {
        return Kind {
            kind: QuoteKind::Scare,
            why: Some("A word that is talked about, not said."),
        };
    }
    let reported_right_here = report.is_some_and(|r| r.cue.end == at || r.start > at);
    if let Some(report) = report
        && is_given_name(shape, report, at, word(paragraph.get(report.cue.start)))
    {
        return Kind {
            kind: QuoteKind::Scare,
            why: Some("A name that something is given, not said."),
        };
    }
    // "told the Gazette's “Morning Tide.”", "the “Long Ebb” star": part of the sentence
    // around it, whatever reports it and whatever mark ends that sentence.
    if (shape.is_titled() || shape.capitals > 0 && shape.lower == 0 && shape.words <= 6)
        && !shape.first_person
        && !shape.sentences
        && !content.ends_with(['?', '!'])
    {
        let whose = matches!(previous, "’s" | "'s" | "’" | "'")
            || before.is_some_and(|i| i.classes.any(Classes::POSSESSIVE));
        let placed = before.is_some_and(|i| i.is(Grammar::PREPOSITION)) && shape.is_titled();
        let work = is_one_of(previous, WORKS) || is_one_of(word(after), WORKS);
        if (whose || placed) && shape.is_titled() || work {
            return Kind {
                kind: QuoteKind::Scare,
                why: Some("A title: every word has a capital, and nobody says it."),
            };
        }
    }
    if shape.is_titled() && !shape.stops && !reported_right_here && !shape.first_person {
        let beside_work = is_one_of(previous, WORKS)
            || is_one_of(word(after), WORKS)
            || at.checked_sub(2).is_some_and(|i| is_one_of(word(paragraph.get(i)), WORKS));
        let in_phrase = before.is_some_and(|i| {
            i.is(Grammar::PREPOSITION.or(Grammar::DETERMINER))
                || i.is_word()
                || is_one_of(previous, &["’s", "'s"])
        });
        if beside_work || in_phrase {
            return Kind {
                kind: QuoteKind::Scare,
                why: Some("A title: every word has a capital, and nobody says it."),
            };
        }
    }
    let Some(report) = report else {
        if alone && shape.begins && shape.stops {
            return Kind { kind: QuoteKind::Direct, why: None };
        }
        if reported {
            return Kind { kind: speech(shape), why: None };
        }
        if shape.words <= 3 || (shape.words <= 4 && !shape.ends && !shape.begins) {
            return Kind {
                kind: QuoteKind::Scare,
                why: Some("A few words that nobody is said to have spoken."),
            };
        }
        return Kind { kind: speech(shape), why: None };
    };
    let _ = report;
    Kind { kind: speech(shape), why: None }
}

/// "a boat named “Aurora”", "a group called “Friends of the Quay”": the verb gives a
/// name. "Called" does so only where nobody calls, for people call each other names.
fn is_given_name(shape: Shape, report: &Report, at: usize, cue: &str) -> bool {
    let name = shape.capitals > 0 && shape.lower == 0 && !shape.first_person;
    if !name || report.cue.end > at {
        return false;
    }
    let near = at - report.cue.end <= 3;
    let named = is_one_of(cue, &["named", "titled", "entitled", "christened", "renamed"]);
    let called = is_one_of(cue, &["called", "labeled", "labelled", "dubbed"])
        && report.cue.end == at
        && report.subject.as_ref().is_none_or(|s| s.mention.is_none() && !s.pronoun);
    near && (named || called)
}

fn speech(shape: Shape) -> QuoteKind {
    if shape.begins && (shape.ends || shape.sentences || shape.words > 6) {
        QuoteKind::Direct
    } else {
        QuoteKind::Partial
    }
}
