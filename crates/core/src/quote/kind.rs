//! Speech, or words set between marks for another reason.
//!
//! Titles, nicknames, named things and words held at arm's length stand between
//! the same marks as speech. What tells them apart is what stands beside them
//! (a cue, "so-called", a name on both sides) and how they are built (length, a
//! verb, capitals). Known miss: a one-word quote that is a report all the same.

use verbatim_lexicon::{Classes, Grammar, Lexicon, WordSet};

use super::{
    QuoteKind,
    clause::{Item, ItemId, ItemKind, Paragraph},
    report::Report,
};
use crate::{
    Span,
    index::Index,
    segment::{Sentences, TokenKind},
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
    /// Measures the words of `content`; looks at the first ones only where it is long.
    pub fn of(sentences: &Sentences<'_>, lexicon: &Lexicon, content: Span) -> Self {
        let words = content.of(sentences.text);
        let mut shape = Self::default();
        let trimmed = words.trim_end_matches(['"', '”', '’', '\'', '»']);
        shape.ends = trimmed.ends_with(['.', '?', '!', ',', '…']);
        shape.stops = trimmed.ends_with(['.', '?', '!', '…']);
        shape.begins = words
            .chars()
            .find(|c| c.is_alphanumeric())
            .is_some_and(|c| c.is_uppercase() || c.is_numeric());
        let first = sentences.tokens.partition_point(|t| t.span.end() <= content.start());
        let mut stopped = false;
        let mut possessive = false;
        // Where every noun has a capital it tells nothing.
        let of_nouns = lexicon.habits(sentences.language).noun_capitals;
        for token in sentences.tokens.get(first..).unwrap_or_default() {
            if token.span.start() >= content.end() || shape.words >= 60 {
                break;
            }
            if token.kind == TokenKind::Mark {
                stopped |= shape.words > 0
                    && matches!(token.span.of(sentences.text).as_bytes(), b"." | b"?" | b"!");
                continue;
            }
            // The "'s" of a name belongs to its word.
            if !possessive {
                shape.sentences |= stopped;
                shape.words += 1;
                if token.case.is_capital() && !of_nouns {
                    shape.capitals += 1;
                } else if token.span.len() > 3 && !lexicon.sets.has(WordSet::TitleSmall, token.word)
                {
                    shape.lower += 1;
                }
            }
            possessive = token.is(Classes::POSSESSIVE);
            shape.first_person |= token.is(Classes::FIRST_PERSON);
        }
        shape
    }

    /// Reads as a name or title: every longer word has a capital.
    fn is_titled(self) -> bool {
        self.capitals >= 2 && self.lower == 0 && self.words <= 10
    }
}

/// Judges the quote at item `at`. `report` is what reports it, if anything does;
/// `reported` whether a verb outside of the lists or a colon does.
pub(super) fn judge(
    paragraph: &Paragraph,
    text: &str,
    at: ItemId,
    content: &str,
    shape: Shape,
    report: Option<&Report>,
    (alone, reported): (bool, bool),
) -> Kind {
    let before = at.checked_sub(1).and_then(|i| paragraph.get(i));
    let after = paragraph.get(at + 1);
    let previous = before.map_or("", |i| i.span.of(text));
    let is_in = |item: Option<&Item>, set| item.is_some_and(|i| i.is_in(set));
    let beyond = at.checked_sub(2).and_then(|i| paragraph.get(i));
    // "Edgar “Bud” Maddison"
    if shape.words <= 3
        && !shape.ends
        && before.is_some_and(|i| i.is_capital() && i.mention.is_some())
        && after.is_some_and(|i| i.is_capital())
    {
        return Kind { kind: QuoteKind::Scare, why: Some("A nickname: it stands inside a name.") };
    }
    if shape.words <= 6
        && (is_in(before, WordSet::TalkedAbout)
            || before.is_some_and(|i| i.is_small(WordSet::As))
                && beyond.is_some_and(|i| i.is_small(WordSet::Known)))
        && report.is_none_or(|r| r.cue.start + 1 != at)
    {
        return Kind {
            kind: QuoteKind::Scare,
            why: Some("A word that is talked about, not said."),
        };
    }
    // — “Night on the quay,” by Maud Ekström
    let credited = report.is_none()
        && after.is_some_and(|i| i.is_small(WordSet::By))
        && paragraph.get(at + 2).is_some_and(|i| i.is_capital() || i.mention.is_some())
        && before.is_none_or(|i| !i.is_word());
    if credited {
        return Kind {
            kind: QuoteKind::Scare,
            why: Some("A title: who made it stands behind it."),
        };
    }
    let reported_right_here = report.is_some_and(|r| r.cue.end == at || r.start > at);
    if let Some(report) = report
        && is_given_name(shape, report, at, paragraph.get(report.cue.start))
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
        // "in his book, “The Long Ebb,”"
        let named =
            before.is_some_and(|i| i.kind == ItemKind::Comma) && is_in(beyond, WordSet::WorkNouns);
        let work = named || is_in(before, WordSet::WorkNouns) || is_in(after, WordSet::WorkNouns);
        if (whose || placed) && shape.is_titled() || work {
            return Kind {
                kind: QuoteKind::Scare,
                why: Some("A title: every word has a capital, and nobody says it."),
            };
        }
    }
    if shape.is_titled() && !shape.stops && !reported_right_here && !shape.first_person {
        let beside_work = is_in(before, WordSet::WorkNouns)
            || is_in(after, WordSet::WorkNouns)
            || is_in(beyond, WordSet::WorkNouns);
        let in_phrase = before.is_some_and(|i| {
            i.is(Grammar::PREPOSITION.or(Grammar::DETERMINER))
                || i.is_word()
                || matches!(previous, "’s" | "'s")
        });
        if beside_work || in_phrase {
            return Kind {
                kind: QuoteKind::Scare,
                why: Some("A title: every word has a capital, and nobody says it."),
            };
        }
    }
    // «Vamos», dijo Ekström: the comma stands behind the mark in most languages' print.
    let outside = after.is_some_and(|i| matches!(i.kind, ItemKind::Comma | ItemKind::Dash));
    let Some(report) = report else {
        if alone && shape.begins && shape.stops {
            return Kind { kind: QuoteKind::Direct, why: None };
        }
        if reported {
            return Kind { kind: speech(shape, outside), why: None };
        }
        if shape.words <= 3 || (shape.words <= 4 && !shape.ends && !shape.begins) {
            return Kind {
                kind: QuoteKind::Scare,
                why: Some("A few words that nobody is said to have spoken."),
            };
        }
        return Kind { kind: speech(shape, false), why: None };
    };
    Kind { kind: speech(shape, outside && report.start > at), why: None }
}

/// "a boat named “Aurora”", "a group called “Friends of the Quay”": the verb gives a
/// name. "Called" does so only where nobody calls, for people call each other names.
fn is_given_name(shape: Shape, report: &Report, at: ItemId, cue: Option<&Item>) -> bool {
    let name = shape.capitals > 0 && shape.lower == 0 && !shape.first_person;
    if !name || report.cue.end > at {
        return false;
    }
    let near = at - report.cue.end <= 3;
    let named = cue.is_some_and(|i| i.is_in(WordSet::NamingVerbs));
    let called = cue.is_some_and(|i| i.is_in(WordSet::CallingVerbs))
        && report.cue.end == at
        && report.subject.as_ref().is_none_or(|s| s.mention.is_none() && !s.pronoun);
    near && (named || called)
}

/// `ended` says that a comma or dash behind the marks ends the words.
fn speech(shape: Shape, ended: bool) -> QuoteKind {
    if shape.begins && (ended || shape.ends || shape.sentences || shape.words > 6) {
        QuoteKind::Direct
    } else {
        QuoteKind::Partial
    }
}
