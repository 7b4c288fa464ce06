//! What is known about the article: from the page's own declarations first,
//! then from the lines that were named byline, date line or headline. A field
//! that stands in the text has its place as evidence.

use super::{Block, Verdict, date, page::Page};
use crate::{
    Span,
    report::{Metadata, MetadataEvidence},
};

/// Gathers the metadata.
pub(super) fn gather(page: &Page<'_>, blocks: &[Block]) -> Metadata {
    let declared = &page.document.declared;
    let mut out = Metadata {
        headline: declared.headline.clone(),
        author: declared.author.clone(),
        date: declared.date.clone(),
        outlet: declared.outlet.clone(),
        language: page.language.code.map(str::to_owned).or_else(|| declared.language.clone()),
        evidence: Vec::new(),
    };
    if let Some(block) = blocks.iter().find(|b| b.verdict == Verdict::Headline) {
        let line = fold(block.span.of(page.text));
        match out.headline.as_deref() {
            // A declared title goes on with the outlet's name, or is cut short; the
            // line is the headline alone and whole.
            Some(declared)
                if !declared.starts_with(line.as_str()) && !line.starts_with(declared) => {}
            _ => {
                out.headline = Some(line);
                out.point("headline", block.span);
            }
        }
    }
    if let Some(block) = blocks.iter().find(|b| b.verdict == Verdict::SiteName) {
        out.outlet.get_or_insert_with(|| fold(block.span.of(page.text)));
        out.point("outlet", block.span);
    }
    find_date(page, blocks, &mut out);
    find_author(page, blocks, &mut out);
    out
}

impl Metadata {
    fn point(&mut self, field: &str, span: Span) {
        self.evidence.push(MetadataEvidence {
            field: field.to_owned(),
            start: span.start() as u32,
            end: span.end() as u32,
        });
    }
}

/// The date of publication: of the date lines before the body's end the one
/// closest to the headline; else of a document number. A time that stands
/// alone is put to it.
fn find_date(page: &Page<'_>, blocks: &[Block], out: &mut Metadata) {
    let month_first =
        (page.language.code == Some("en")).then_some(true).map_or(Some(false), |_| None);
    let anchor = blocks.iter().position(|b| b.verdict == Verdict::Headline).unwrap_or(0);
    let mut best: Option<(usize, Span, String)> = None;
    let mut time: Option<(Span, String)> = None;
    for (at, block) in blocks.iter().enumerate() {
        let words = block.span.of(page.text);
        let found = match block.verdict {
            Verdict::DateLine => {
                if time.is_none()
                    && let Some(clock) = date::lone_time(words, page.lexicon)
                {
                    time = Some((block.span, clock));
                    continue;
                }
                date::find(words, page.lexicon, month_first)
                    .map(|f| (span_in(block.span, f.start, f.end), f.iso))
            }
            Verdict::Byline => date::find(words, page.lexicon, month_first)
                .map(|f| (span_in(block.span, f.start, f.end), f.iso)),
            Verdict::DocumentNumber => date::document_number(words).map(|iso| (block.span, iso)),
            _ => None,
        };
        if let Some((span, iso)) = found {
            let away = at.abs_diff(anchor);
            if best.as_ref().is_none_or(|(nearest, _, _)| away < *nearest) {
                best = Some((away, span, iso));
            }
        }
    }
    let Some((_, span, mut iso)) = best else { return };
    out.point("date", span);
    if let Some((at, clock)) = time.filter(|_| !iso.contains('T')) {
        iso.push('T');
        iso.push_str(&clock);
        out.point("date", at);
    }
    out.date.get_or_insert(iso);
}

fn span_in(block: Span, start: usize, end: usize) -> Span {
    Span::between(block.start() + start, block.start() + end)
}

/// The author: the byline closest after the headline, without its label and what follows the name.
fn find_author(page: &Page<'_>, blocks: &[Block], out: &mut Metadata) {
    let anchor = blocks.iter().position(|b| b.verdict == Verdict::Headline).unwrap_or(0);
    let byline = blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| block.verdict == Verdict::Byline)
        .filter_map(|(at, block)| Some((at.abs_diff(anchor), name_in(page, block.span)?)))
        .min_by_key(|(away, _)| *away);
    if let Some((_, span)) = byline {
        out.author.get_or_insert_with(|| fold(span.of(page.text)));
        out.point("author", span);
    }
}

/// The names in a byline: what stands behind its label, up to a bar, a date or a role.
fn name_in(page: &Page<'_>, block: Span) -> Option<Span> {
    const LABELS: [&str; 24] = [
        "written by",
        "story by",
        "posted by",
        "published by",
        "reported by",
        "reporting by",
        "text by",
        "words by",
        "article by",
        "autor:",
        "autorin:",
        "auteur:",
        "autor",
        "author:",
        "автор:",
        "текст:",
        "by:",
        "by",
        "von",
        "par",
        "por",
        "di",
        "a cura di",
        "автор",
    ];
    let words = block.of(page.text);
    let lower = words.to_lowercase();
    let label = LABELS.iter().find(|label| {
        lower.strip_prefix(**label).is_some_and(|rest| rest.starts_with([' ', '\u{a0}', ':']))
    })?;
    let rest = words.get(label.len()..)?;
    let from = rest.len() - rest.trim_start_matches([' ', ':', '\u{a0}']).len();
    let name = rest.get(from..)?;
    let to = name.find(['|', '•', '·', '—', '/', '(', ';', '\t']).unwrap_or(name.len());
    let mut name = name.get(..to)?;
    for stop in [" - ", " – ", ", ", "  ", " on ", " for ", " in "] {
        name = name.split(stop).next().unwrap_or(name);
    }
    if let Some(digit) = name.find(|c: char| c.is_ascii_digit()) {
        name = name.get(..digit)?;
    }
    let name = name.trim_end_matches([' ', ',', '.', '-', '–', '\u{a0}']);
    let fits = name.split_whitespace().count() <= 8
        && name.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    let start = block.start() + label.len() + from;
    fits.then(|| Span::between(start, start + name.len()))
}

/// The words with white space folded, as a person would copy them.
fn fold(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
