//! Pages with features and a label per block.

use std::{
    collections::{BTreeSet, HashSet},
    ops::Range,
    path::Path,
};

use serde::Deserialize;
use verbatim_core::{
    Input, Lexicons,
    clean::{self, features::Features},
    document::{self, Document},
};

use super::{
    FOLDS,
    wcxb::{self, Article},
};

/// The set of pages that were copied from near the article.
const PARTIAL: &str = "pasted_partial";

/// One page to learn from.
pub(super) struct Page {
    pub set: String,
    pub id: String,
    pub site: String,
    pub fold: usize,
    /// Of a collection that has more pages than those that are measured: it is
    /// learnt from in some epochs alone.
    pub seldom: bool,
    pub features: Features,
    /// The page itself, where it is a whole one.
    pub document: Option<Document>,
    pub blocks: Vec<Block>,
    /// The article's tokens.
    pub gold: Vec<String>,
    /// Lines of the page that have a label, and it.
    pub lines: Vec<Option<bool>>,
}

/// One block of a page.
#[derive(Clone)]
pub(super) struct Block {
    pub text: String,
    pub label: Option<bool>,
    /// The line it stands on (pasted text).
    pub line: usize,
    pub words: usize,
}

#[derive(Deserialize, Default)]
struct Row {
    id: String,
    #[serde(default)]
    site: String,
    /// Where the page comes from.
    #[serde(default)]
    ds: String,
    #[serde(default)]
    meta: Meta,
    gold: String,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    html: Option<String>,
    #[serde(default)]
    lines: Vec<Line>,
}

/// What is known of a page from outside.
#[derive(Deserialize, Default)]
struct Meta {
    #[serde(default)]
    url: String,
}

#[derive(Deserialize)]
struct Line {
    text: String,
    label: Option<bool>,
}

/// Reads every `.jsonl` of a folder, or a part of WCXB.
pub(super) fn read(folder: &Path) -> Result<Vec<Page>, String> {
    let lexicons = Lexicons::load();
    let mut pages = Vec::new();
    if wcxb::is_part(folder) {
        for Article { id, url, gold, html } in wcxb::articles(folder)? {
            let document = document::parse(&Input::html(html));
            let pasted = document::parse(&Input::text(wcxb::as_pasted(&document, &id)));
            let row = Row { id, site: url, gold, ..Row::default() };
            add(&row, "wcxb", document, &lexicons, &mut pages);
            add(&row, "wcxb_pasted", pasted, &lexicons, &mut pages);
        }
        return Ok(pages);
    }
    let entries = std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "jsonl")) {
        let name = file.file_name().and_then(|n| n.to_str()).unwrap_or_default();
        let set = name.split('.').next().unwrap_or_default().to_owned();
        let text = std::fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
        for line in text.lines() {
            let row: Row = serde_json::from_str(line).map_err(|e| format!("{name}: {e}"))?;
            let document = document::parse(&input_of(&row, folder)?);
            add(&row, &set, document, &lexicons, &mut pages);
        }
    }
    Ok(pages)
}

fn input_of(row: &Row, folder: &Path) -> Result<Input, String> {
    match (&row.text, &row.html) {
        (Some(text), _) => Ok(Input::text(text.as_str())),
        (None, Some(html)) => {
            let file = folder.parent().unwrap_or(folder).join(html);
            let bytes = std::fs::read(&file).map_err(|e| format!("{}: {e}", file.display()))?;
            Ok(Input::html(String::from_utf8_lossy(&bytes)))
        }
        _ => Err(format!("{}: a row without text and html", row.id)),
    }
}

/// The names of the sets, each once.
pub(super) fn sets(pages: &[Page]) -> Vec<String> {
    pages.iter().map(|page| page.set.clone()).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Adds a page, and parts of it as someone pastes them who selected the article
/// alone or whose article is short. Without these, the model takes the first and
/// last lines of a text, and any three paragraphs, for furniture, as they are on
/// whole pages.
fn add(row: &Row, set: &str, document: Document, lexicons: &Lexicons, pages: &mut Vec<Page>) {
    let document = clean::in_sequence(document, lexicons);
    let mut blocks: Vec<Block> = document
        .blocks
        .iter()
        .map(|raw| {
            let text = raw.span.of(&document.text).to_owned();
            let words = tokens(&text).len();
            Block { text, label: None, line: 0, words }
        })
        .collect();
    let gold = tokens(&row.gold);
    if row.text.is_some() {
        let mut starts = Vec::with_capacity(row.lines.len());
        let mut at = 0;
        for line in &row.lines {
            starts.push(at);
            at += line.text.len() + 1;
        }
        for (block, raw) in blocks.iter_mut().zip(&document.blocks) {
            block.line = starts.partition_point(|s| *s <= raw.span.start()).saturating_sub(1);
            block.label = row.lines.get(block.line).and_then(|l| l.label);
        }
    } else {
        align(&mut blocks, &gold);
    }
    let site = site_of(if row.site.is_empty() { &row.meta.url } else { &row.site });
    let fold =
        site.bytes().fold(17usize, |h, b| h.wrapping_mul(31).wrapping_add(b as usize)) / 7 % FOLDS;
    let seldom = set.starts_with("wcxb");
    // Pages near the article come from two sources, which are measured apart.
    let name = match (set, row.ds.as_str()) {
        (PARTIAL, "aeb") => "pasted_partial_aeb",
        (PARTIAL, _) => "pasted_partial_more",
        _ => set,
    };
    let mut whole = Page {
        set: name.to_owned(),
        id: row.id.clone(),
        site: site.to_owned(),
        fold,
        seldom,
        features: clean::features(&document, lexicons),
        document: None,
        gold,
        lines: row.lines.iter().map(|l| l.label).collect(),
        blocks,
    };
    if set != PARTIAL {
        let marked = document.blocks.iter().any(|raw| raw.markup.is_some());
        let kind = if marked { "html" } else { "text" };
        let parts =
            [("article", whole.article()), ("short", whole.short()), ("near", whole.near())];
        let chosen = whole.chance() / 7 % parts.len();
        let parts = parts.into_iter().enumerate();
        for (_, (name, part)) in parts.filter(|(nth, _)| !seldom || *nth == chosen) {
            if let Some(part) = part {
                let mut cut = document.clone();
                cut.blocks = document.blocks.get(part.clone()).unwrap_or_default().to_vec();
                let blocks = whole.blocks.get(part).unwrap_or_default().to_vec();
                pages.push(Page {
                    set: format!("{name}_{kind}"),
                    id: whole.id.clone(),
                    site: whole.site.clone(),
                    fold,
                    seldom,
                    features: clean::features(&cut, lexicons),
                    document: None,
                    gold: blocks
                        .iter()
                        .filter(|b| b.label == Some(true))
                        .flat_map(|b| tokens(&b.text))
                        .collect(),
                    lines: Vec::new(),
                    blocks,
                });
            }
        }
    }
    whole.document = Some(document);
    pages.push(whole);
}

impl Page {
    /// A number that varies with the page alone.
    fn chance(&self) -> usize {
        self.id.bytes().fold(0usize, |h, b| h.wrapping_mul(31) + b as usize)
    }

    /// From a block or two before the article's first to its last.
    fn article(&self) -> Option<Range<usize>> {
        let body = |block: &Block| block.label == Some(true);
        let first = self.blocks.iter().position(body)?;
        let last = self.blocks.iter().rposition(body)?;
        let first = first.saturating_sub([0, 0, 1, 2, 4][self.chance() % 5]);
        let last = last + [0, 0, 0, 1, 3][self.chance() / 5 % 5];
        Some(first..(last + 1).min(self.blocks.len()))
    }

    /// From some blocks before the article's first to some behind its last, as
    /// a hand selects that is in no hurry to end at the right line.
    fn near(&self) -> Option<Range<usize>> {
        const MARGINS: [usize; 6] = [2, 6, 10, 20, 40, 80];
        let body = |block: &Block| block.label == Some(true);
        let first = self.blocks.iter().position(body)?;
        let last = self.blocks.iter().rposition(body)?;
        // Other digits of the number than those that say where the other parts begin.
        let chance = self.chance().wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 17;
        let first = first.saturating_sub(MARGINS[chance % MARGINS.len()]);
        let last = last + MARGINS[chance / MARGINS.len() % MARGINS.len()];
        Some(first..(last + 1).min(self.blocks.len()))
    }

    /// The article's first paragraphs with a few blocks before.
    fn short(&self) -> Option<Range<usize>> {
        let count = 3 + self.chance() / 25 % 5;
        let mut body =
            self.blocks.iter().enumerate().filter(|(_, b)| b.label == Some(true)).map(|(at, _)| at);
        let first = body.next()?;
        let last = body.nth(count - 2)?;
        Some(first.saturating_sub([1, 3, 6, 12][self.chance() / 125 % 4])..last + 1)
    }
}

/// The registered domain of an address or a host, so that one site's pages are in one fold.
fn site_of(address: &str) -> &str {
    let host = address.split("//").nth(1).unwrap_or(address).split('/').next().unwrap_or_default();
    let host =
        host.split_once('.').filter(|(label, _)| label.starts_with("www")).map_or(host, |h| h.1);
    let labels: Vec<&str> = host.split('.').collect();
    // As in "example.co.uk".
    let country = labels.len() > 2
        && labels.last().is_some_and(|label| label.len() == 2)
        && labels.get(labels.len() - 2).is_some_and(|label| label.len() <= 3);
    let keep = if country { 3 } else { 2 };
    let skip: usize =
        labels.iter().take(labels.len().saturating_sub(keep)).map(|l| l.len() + 1).sum();
    host.get(skip..).unwrap_or(host)
}

/// Words as the scorer counts them: runs of letters, digits and low lines.
pub(super) fn tokens(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|t| !t.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A line of so many words that stands twice is a copy.
const COPIED: usize = 8;

/// Labels blocks by the article's text: most of a block's four-word runs stand
/// in it; a short block, where all its words stand in it in a row and a
/// neighbour is of the article.
fn align(blocks: &mut [Block], gold: &[String]) {
    let lower: Vec<String> = gold.iter().map(|t| t.to_lowercase()).collect();
    let runs: HashSet<&[String]> = lower.windows(4).collect();
    let short: HashSet<Vec<&String>> =
        (1..4).flat_map(|n| lower.windows(n).map(|w| w.iter().collect::<Vec<_>>())).collect();
    let mut maybe = vec![false; blocks.len()];
    for (block, maybe) in blocks.iter_mut().zip(&mut maybe) {
        let own: Vec<String> = tokens(&block.text).iter().map(|t| t.to_lowercase()).collect();
        if own.is_empty() {
            continue;
        }
        if own.len() < 4 {
            *maybe = short.contains(&own.iter().collect::<Vec<_>>());
            block.label = Some(false);
            continue;
        }
        let mut covered = vec![false; own.len()];
        for (at, run) in own.windows(4).enumerate() {
            if runs.contains(run) {
                covered[at..at + 4].fill(true);
            }
        }
        let share = covered.iter().filter(|c| **c).count() as f32 / own.len() as f32;
        block.label = Some(share >= 0.6);
    }
    // Some pages print the article once for each screen size, or all of it in one block.
    let mut seen: HashSet<Vec<String>> = HashSet::new();
    for block in blocks.iter_mut().filter(|b| b.label == Some(true) && b.words >= COPIED) {
        let own: Vec<String> = tokens(&block.text).iter().map(|t| t.to_lowercase()).collect();
        let known = own.windows(4).filter(|run| seen.contains(*run)).count();
        if known * 10 >= (own.len() - 3) * 8 {
            block.label = Some(false);
        }
        seen.extend(own.windows(4).map(<[String]>::to_vec));
    }
    let sure: Vec<bool> = blocks.iter().map(|b| b.label == Some(true)).collect();
    for at in 0..blocks.len() {
        let near = (at.saturating_sub(2)..(at + 3).min(sure.len())).any(|n| sure[n]);
        if maybe[at] && near {
            blocks[at].label = Some(true);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::site_of;

    #[test]
    fn one_sites_hosts_are_one_site() {
        for (address, site) in [
            ("https://www.example.com/a/b", "example.com"),
            ("www.ab.com", "ab.com"),
            ("https://news.ab.com/", "ab.com"),
            ("http://news.example.co.uk/x", "example.co.uk"),
            ("example.co.uk", "example.co.uk"),
            ("www2.example.fr", "example.fr"),
        ] {
            assert_eq!(site_of(address), site);
        }
    }
}
