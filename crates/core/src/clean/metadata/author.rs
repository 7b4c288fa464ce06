//! The author: who is declared; else the byline closest to the headline; else
//! whoever is named in an author's place and is no person.

use verbatim_lexicon::{TextSet, phrase::words};

use super::{Metadata, MetadataField, anchor, fold};
use crate::{
    Span,
    clean::{Block, Verdict, page::Page},
};

/// Puts the author in, and the byline's place beside it.
pub(super) fn find(
    page: &Page<'_>,
    blocks: &[Block],
    credited: Option<String>,
    out: &mut Metadata,
) {
    let anchor = anchor(blocks);
    let byline = blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| matches!(block.verdict, Verdict::Byline | Verdict::DateLine))
        .filter_map(|(at, block)| Some((at.abs_diff(anchor), name_in(page, block.span)?)))
        .min_by_key(|(away, _)| *away);
    if let Some((_, span)) = byline {
        out.author.get_or_insert_with(|| fold(span.of(page.text)));
        out.point(MetadataField::Author, span);
    }
    out.author = out.author.take().or(credited);
}

/// The names in a byline: what stands behind its label, up to a bar, a date or a role.
fn name_in(page: &Page<'_>, block: Span) -> Option<Span> {
    let line = block.of(page.text);
    let lower = line.to_lowercase();
    let sets = &page.lexicon.sets;
    let label = sets.texts(TextSet::AuthorLabels).iter().find(|label| {
        lower.strip_prefix(**label).is_some_and(|rest| rest.starts_with([' ', '\u{a0}', ':']))
    })?;
    let rest = line.get(label.len()..)?;
    let from = rest.len() - rest.trim_start_matches([' ', ':', '\u{a0}']).len();
    let name = rest.get(from..)?;
    let to = name.find(['|', '•', '·', '—', '/', '(', ';', '\t']).unwrap_or(name.len());
    let mut name = name.get(..to)?;
    for stop in [" - ", " – ", ", ", "  "] {
        name = name.split(stop).next().unwrap_or(name);
    }
    for stop in sets.texts(TextSet::AuthorStops) {
        let stop = [" ", stop, " "].concat();
        name = name.split(stop.as_str()).next().unwrap_or(name);
    }
    if let Some(month) = month_in(page, name) {
        name = name.get(..month)?;
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

/// Where a month and day begin behind the author's name, as "Odo Brandt Aug 3" has
/// them; "May" alone is a name.
fn month_in(page: &Page<'_>, name: &str) -> Option<usize> {
    let is_month = |hash| page.lexicon.function_words.month(hash).is_some();
    let month = words(name).skip(2).find(|word| is_month(word.hash))?;
    let behind = name.get(month.end..)?.trim_start_matches(['.', ' ']);
    behind.starts_with(|c: char| c.is_ascii_digit()).then_some(month.start)
}
