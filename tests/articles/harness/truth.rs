//! What a reader knows of an article, one statement a line.
//!
//! ```text
//! headline|author|date|outlet|language WORDS     metadata; "-" says that there is none
//! keep WORDS            the block that starts so stays in the cleaned text
//! cut WORDS             a block that starts so is removed
//! as VERDICT WORDS      a block that starts so has this verdict
//! related TITLE | TARGET  is one of the related links; "-" where it leads to no address
//! absent WORDS          stand nowhere in the document's text
//! quote NAME | WORDS    a direct, partial or block quote by NAME ("?": nobody is named)
//! quoted WORDS          such a quote, whoever the speaker
//! indirect NAME | WORDS reported speech without marks, by NAME
//! not-speech WORDS      no quote but a scare quote or a headline's
//! no-other-quotes       no direct, partial or block quote but those named here
//! no-speaker NAME       says nothing
//! person NAME           is one of the people, once
//! nobody WORDS          are in no person's name
//! miss STATEMENT        is so, but the program does not see it yet
//! ```
//!
//! Quotes are compared without the marks and punctuation at their ends; " … "
//! stands for words left out.

use verbatim_core::{
    Report,
    entity::EntityKind,
    quote::QuoteKind,
    report::{ReportBlock, ReportQuote},
};

use crate::words;

/// What the report gets wrong, and misses that it gets right by now.
pub fn violations(statements: &str, report: &Report) -> Vec<String> {
    let told = Told { report, statements };
    let mut wrong = Vec::new();
    for line in told.lines() {
        match line.strip_prefix("miss ") {
            Some(missed) if told.holds(missed) => {
                wrong.push(format!("came true, strike the miss (VERBATIM_BLESS=1): {missed}"));
            }
            None if !told.holds(line) => wrong.push(format!("not so: {line}")),
            _ => {}
        }
    }
    wrong
}

/// The statements, with the `miss` struck from those that hold by now.
pub fn without_mended_misses(statements: &str, report: &Report) -> String {
    let told = Told { report, statements };
    let mut out = String::new();
    for line in statements.lines() {
        let mended = line.strip_prefix("miss ").filter(|missed| told.holds(missed));
        out.push_str(mended.unwrap_or(line));
        out.push('\n');
    }
    out
}

struct Told<'a> {
    report: &'a Report,
    statements: &'a str,
}

impl<'a> Told<'a> {
    fn lines(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.statements.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'))
    }

    fn holds(&self, statement: &str) -> bool {
        let (kind, rest) = statement.split_once(' ').unwrap_or((statement, ""));
        let metadata = &self.report.metadata;
        let is = |field: &Option<String>| field.as_deref().unwrap_or("-") == rest;
        match kind {
            "headline" => is(&metadata.headline),
            "author" => is(&metadata.author),
            "date" => is(&metadata.date),
            "outlet" => is(&metadata.outlet),
            "language" => is(&metadata.language.map(|language| language.to_string())),
            "keep" => self.starting(rest).any(|block| block.kept),
            "as" => {
                let (verdict, words) = rest.split_once(' ').unwrap_or((rest, ""));
                self.starting(words).any(|block| format!("{:?}", block.verdict) == verdict)
            }
            "related" => {
                let (title, target) = rest.split_once(" | ").unwrap_or((rest, "-"));
                let same =
                    |target_of: &Option<String>| target_of.as_deref().unwrap_or("-") == target;
                let mut links = self.report.links.iter();
                links.any(|link| link.title == title && same(&link.target))
            }
            "cut" => self.starting(rest).any(|block| !block.kept),
            "absent" => !self.report.document.text.contains(rest),
            "quote" => by_name(rest, |name, text| {
                self.speech().any(|quote| same(&quote.text, text) && spoken_by(quote, name))
            }),
            "quoted" => self.speech().any(|quote| same(&quote.text, rest)),
            "indirect" => by_name(rest, |name, text| {
                let indirect = |quote: &&ReportQuote| quote.kind == QuoteKind::Indirect;
                let mut quotes = self.report.quotes.iter().filter(indirect);
                quotes.any(|quote| same(&quote.text, text) && spoken_by(quote, name))
            }),
            "not-speech" => !self.speech().any(|quote| same(&quote.text, rest)),
            "no-other-quotes" => self.other_quotes().next().is_none(),
            "no-speaker" => !self.report.quotes.iter().any(|quote| spoken_by(quote, rest)),
            "person" => self.people().filter(|name| *name == rest).count() == 1,
            "nobody" => !self.people().any(|name| name.contains(rest)),
            _ => panic!("truth.txt says what is no statement: {statement}"),
        }
    }

    fn starting(&self, words_: &str) -> impl Iterator<Item = &'a ReportBlock> {
        let report = self.report;
        let starts =
            move |block: &&ReportBlock| words(report, block.start, block.end).starts_with(words_);
        report.blocks.iter().filter(starts)
    }

    fn people(&self) -> impl Iterator<Item = &'a str> {
        let people = self.report.entities.iter().filter(|e| e.kind == EntityKind::Person);
        people.map(|person| person.name.as_str())
    }

    /// Quotes that claim to be somebody's very words.
    fn speech(&self) -> impl Iterator<Item = &'a ReportQuote> {
        let speech = [QuoteKind::Direct, QuoteKind::Partial, QuoteKind::Block];
        self.report.quotes.iter().filter(move |quote| speech.contains(&quote.kind))
    }

    /// Such quotes that no statement names.
    fn other_quotes(&self) -> impl Iterator<Item = &'a ReportQuote> {
        let named: Vec<&str> = self
            .lines()
            .map(|line| line.strip_prefix("miss ").unwrap_or(line))
            .filter_map(|line| match line.split_once(' ') {
                Some(("quote", rest)) => rest.split_once(" | ").map(|(_, text)| text),
                Some(("quoted", rest)) => Some(rest),
                _ => None,
            })
            .collect();
        self.speech().filter(move |quote| !named.iter().any(|text| same(&quote.text, text)))
    }
}

fn by_name(rest: &str, holds: impl Fn(&str, &str) -> bool) -> bool {
    match rest.split_once(" | ") {
        Some((name, text)) => holds(name, text),
        None => panic!("truth.txt names no speaker: {rest}"),
    }
}

fn spoken_by(quote: &ReportQuote, name: &str) -> bool {
    quote.speaker.as_ref().map_or("?", |speaker| speaker.name.as_str()) == name
}

fn same(quote: &str, said: &str) -> bool {
    let bare = |text: &str| -> String {
        let edge = |c: char| !c.is_alphanumeric();
        text.trim_matches(edge).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let quote = bare(quote);
    match said.split_once(" … ") {
        Some((start, end)) => quote.starts_with(&bare(start)) && quote.ends_with(&bare(end)),
        None => quote == bare(said),
    }
}
