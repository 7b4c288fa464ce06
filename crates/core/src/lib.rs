//! The analysis of one article: text or HTML in, a [`Report`] out.
//!
//! [`analyze`] is the map of the whole program. Each station takes the type the
//! one before it made, and nothing flows backwards. The crate knows no browser,
//! no clock, no files and no network.

pub mod clean;
pub mod correct;
pub mod document;
pub mod entity;
mod index;
pub mod input;
pub mod notice;
pub mod quote;
pub mod report;
pub mod segment;
pub mod span;
pub mod stage;
pub mod topic;

pub use correct::{Correction, Whose};
pub use input::{Format, Input, Override};
pub use notice::{Notice, NoticeCode};
pub use report::Report;
pub use span::Span;
pub use stage::Stage;
pub use verbatim_lexicon::{Language, Lexicon};

/// Analyses one article. Never fails: what went wrong is in [`Report::notices`].
#[must_use]
pub fn analyze(input: &Input, lexicon: &Lexicon) -> Report {
    analyze_with(input, lexicon, |_| {})
}

/// As [`analyze`], calling `on_stage` before each station.
#[must_use]
pub fn analyze_with(input: &Input, lexicon: &Lexicon, mut on_stage: impl FnMut(Stage)) -> Report {
    on_stage(Stage::Document);
    let document = document::parse(input);
    on_stage(Stage::Clean);
    let cleaned = clean::extract(&document, input, lexicon);
    on_stage(Stage::Segment);
    let sentences = segment::split(&document, &cleaned, lexicon);
    on_stage(Stage::Entities);
    let entities = entity::find(&sentences, lexicon);
    on_stage(Stage::Quotes);
    let quotes = quote::find(&sentences, &entities, lexicon);
    on_stage(Stage::Topics);
    let topics = topic::rank(&sentences, &entities, &quotes, lexicon);
    on_stage(Stage::Report);
    let corrected = correct::apply(&document.text, &cleaned, entities, quotes, &input.corrections);
    report::assemble(document, cleaned, corrected, topics, &input.corrections, lexicon)
}
