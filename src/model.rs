//! What the views show, worked out once per report: lines of the article,
//! quote cards, speakers with their colours and shares. Pure: no browser here.

pub mod cards;
pub mod colours;
pub mod corrections;
pub mod lines;
pub mod picks;
pub mod words;

use std::{ops::Deref, rc::Rc};

use verbatim_core::{Report, Span, report::Range};

use crate::article::Source;

use self::{
    cards::{Card, Speaker},
    lines::Line,
};

/// A report and all that the views need to know about it.
#[derive(Debug)]
pub struct Reading {
    /// The report as it came from the worker, with what was said of the file.
    pub report: Report,
    /// What it is a report on.
    pub source: Rc<Source>,
    /// The article's lines, kept and cut, in order.
    pub lines: Vec<Line>,
    /// Speech, one card for quotes that go on with one another.
    pub cards: Vec<Card>,
    /// Words at arm's length and quotes in headlines: shown apart.
    pub quiet: Vec<Card>,
    /// Who speaks, most words first.
    pub speakers: Vec<Speaker>,
    /// How many blocks are not in the kept text.
    pub removed: usize,
    /// Words in the kept text.
    pub words: usize,
    /// How long the analysis took, in milliseconds.
    pub engine_ms: f64,
}

impl Reading {
    /// Works out what the views need.
    pub fn new(mut report: Report, source: Rc<Source>, engine_ms: f64) -> Self {
        report.notices.splice(0..0, source.notices());
        let lines = lines::lines(&report);
        let speakers = cards::speakers(&report);
        let (cards, quiet) = cards::cards(&report, &speakers);
        let removed = report.blocks.iter().filter(|b| !b.kept).count();
        let words = crate::text::words(&report.cleaned.text);
        Self { report, source, lines, cards, quiet, speakers, removed, words, engine_ms }
    }

    /// The words of a range of the document.
    pub fn of(&self, range: Range) -> &str {
        range.of(&self.report.document.text)
    }

    /// How many quotes there are, without those that the user rejected.
    pub fn quotes(&self) -> usize {
        self.cards.iter().filter(|card| !card.rejected).count()
    }

    /// The number of the card whose quote stands at `place`.
    pub fn card_of(&self, place: Span) -> Option<usize> {
        let near = |card: &Card| {
            let spans = card.ranges(&self.report).filter_map(|range| self.span(range));
            spans.filter_map(|span| span.mostly(place)).max()
        };
        let numbered = self.cards.iter().chain(&self.quiet).enumerate();
        let found = numbered.filter_map(|(number, card)| Some((near(card)?, number)));
        found.max_by_key(|&(shared, number)| (shared, usize::MAX - number)).map(|(_, n)| n)
    }

    /// The range as the core names it.
    pub fn span(&self, range: Range) -> Option<Span> {
        Span::new(&self.report.document.text, range.start as usize, range.end as usize)
    }

    /// The line in which the byte `at` stands, or the next one.
    pub fn line_at(&self, at: u32) -> usize {
        self.lines.partition_point(|line| line.range.end <= at)
    }

    /// A card by its number: speech first, the quiet ones after.
    pub fn card(&self, number: usize) -> Option<&Card> {
        self.cards.get(number).or_else(|| self.quiet.get(number.checked_sub(self.cards.len())?))
    }

    /// The number of the card that holds the byte `at`; the innermost where quotes nest.
    pub fn card_at(&self, at: u32) -> Option<usize> {
        let holds = |card: &Card| {
            let mut quotes = card.quotes.iter().filter_map(|&q| self.report.quotes.get(q));
            quotes.find(|q| q.start <= at && at <= q.end).map(|q| q.end - q.start)
        };
        let numbered = self.cards.iter().chain(&self.quiet).enumerate();
        let held = numbered.filter_map(|(number, card)| Some((holds(card)?, number)));
        held.min().map(|(_, number)| number)
    }
}

/// A value that is shared and equal only to itself: comparing two readings word
/// by word on every render would cost more than rendering.
#[derive(Debug)]
pub struct Shared<T>(Rc<T>);

impl<T> Shared<T> {
    /// Wraps a value to be shared.
    pub fn new(value: T) -> Self {
        Self(Rc::new(value))
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}
