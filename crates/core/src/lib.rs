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
mod room;
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
pub use verbatim_lexicon::{Language, Lexicon, Lexicons};

/// Analyses one article. Never fails: what went wrong is in [`Report::notices`].
#[must_use]
pub fn analyze(input: &Input, lexicons: &Lexicons) -> Report {
    analyze_with(input, lexicons, |_| {})
}

/// As [`analyze`], calling `on_stage` before each station. Where the pack of the article's
/// language is not at hand, it is read without, and a notice says so.
#[must_use]
pub fn analyze_with(input: &Input, lexicons: &Lexicons, mut on_stage: impl FnMut(Stage)) -> Report {
    let (mut document, lines) = begin(input, lexicons, &mut on_stage);
    let language = clean::language(&document, &lines);
    if lexicons.get(language).is_none() {
        document.notices.extend(language.map(notice::pack_missing));
    }
    go_on(input, document, lines, lexicons.or_base(language), on_stage)
}

/// As [`analyze_with`], but stops where the pack of the article's language is not at hand.
///
/// # Errors
/// The language whose pack is missing.
pub fn analyze_or_ask(
    input: &Input,
    lexicons: &Lexicons,
    mut on_stage: impl FnMut(Stage),
) -> Result<Report, Language> {
    let (document, lines) = begin(input, lexicons, &mut on_stage);
    let language = clean::language(&document, &lines);
    match (lexicons.get(language), language) {
        (None, Some(language)) => Err(language),
        (lexicon, _) => {
            let lexicon = lexicon.unwrap_or(lexicons.base());
            Ok(go_on(input, document, lines, lexicon, on_stage))
        }
    }
}

/// The road as far as the article's language, which chooses the lexicon for the rest.
fn begin(
    input: &Input,
    lexicons: &Lexicons,
    on_stage: &mut impl FnMut(Stage),
) -> (document::Document, clean::Lines) {
    on_stage(Stage::Document);
    let document = document::parse(input);
    on_stage(Stage::Clean);
    let lines = clean::read(&document, lexicons.base());
    (document, lines)
}

/// The rest of the road.
fn go_on(
    input: &Input,
    document: document::Document,
    lines: clean::Lines,
    lexicon: &Lexicon,
    mut on_stage: impl FnMut(Stage),
) -> Report {
    let cleaned = clean::extract(&document, lines, input, lexicon);
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
