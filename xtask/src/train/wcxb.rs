//! Articles of WCXB, the Web Content eXtraction Benchmark: pages of a thousand
//! sites with the main text that people checked, CC BY 4.0. The pages are HTML;
//! as pasted text each is a second page to learn from.

use std::{fs, path::Path};

use serde::Deserialize;
use verbatim_core::document::Document;

/// The page type that is learnt from.
const ARTICLE: &str = "article";

/// A shorter text is an error page or the first lines of a payment notice.
const LEAST_BYTES: usize = 200;

/// One page with its article.
pub(super) struct Article {
    pub id: String,
    pub url: String,
    /// The article's text.
    pub gold: String,
    pub html: String,
}

#[derive(Deserialize)]
struct Answer {
    #[serde(default)]
    url: String,
    #[serde(rename = "_internal", default)]
    kept: Kept,
    ground_truth: Truth,
}

#[derive(Deserialize, Default)]
struct Kept {
    #[serde(default)]
    page_type: PageType,
}

#[derive(Deserialize, Default)]
struct PageType {
    #[serde(default)]
    primary: String,
}

#[derive(Deserialize)]
struct Truth {
    main_content: Option<String>,
}

/// Whether a folder is laid out as a part of the benchmark.
pub(super) fn is_part(folder: &Path) -> bool {
    folder.join("ground-truth").is_dir()
}

/// The part's articles. Its pages must have been unpacked (`gunzip html/*.gz`).
pub(super) fn articles(part: &Path) -> Result<Vec<Article>, String> {
    let answers = part.join("ground-truth");
    let entries = fs::read_dir(&answers).map_err(|e| format!("{}: {e}", answers.display()))?;
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    let mut articles: Vec<Article> = Vec::new();
    for file in files {
        let id = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
        let text = fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
        let answer: Answer = serde_json::from_str(&text).map_err(|e| format!("{id}: {e}"))?;
        let gold = answer.ground_truth.main_content.unwrap_or_default();
        let known = articles.iter().any(|other| other.gold == gold);
        if answer.kept.page_type.primary != ARTICLE || gold.len() < LEAST_BYTES || known {
            continue;
        }
        let page = part.join("html").join(&id).with_extension("html");
        let bytes = fs::read(&page)
            .map_err(|e| format!("{}: {e} (are the pages unpacked?)", page.display()))?;
        let html = String::from_utf8_lossy(&bytes).into_owned();
        articles.push(Article { id, url: answer.url, gold, html });
    }
    Ok(articles)
}

/// The page's text as somebody pastes it: a line a block, and empty lines around
/// paragraphs and headings on most pages, bullets before list items on some.
pub(super) fn as_pasted(document: &Document, id: &str) -> String {
    let style = id.bytes().fold(0usize, |h, b| h.wrapping_mul(31) + b as usize) % 5;
    let mut text = String::new();
    for raw in &document.blocks {
        let tag = raw.markup.as_ref().map_or("", |markup| markup.tag.as_str());
        let paragraph = ["p", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"].contains(&tag);
        let apart = style != 0 && paragraph;
        if !text.is_empty() {
            text.push('\n');
            if apart && !text.ends_with("\n\n") {
                text.push('\n');
            }
        }
        if style == 1 && tag == "li" {
            text.push_str("  \u{2022} ");
        }
        text.push_str(&raw.span.of(&document.text).replace('\n', " "));
        if apart {
            text.push('\n');
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use verbatim_core::{Input, document};

    use super::as_pasted;

    #[test]
    fn a_page_is_pasted_a_line_a_block() {
        let page = "<h1>Rain</h1><p>It rained\nall day.</p><ul><li>Home</li><li>News</li></ul>";
        let document = document::parse(&Input::html(page));
        let pasted: Vec<String> =
            ["a", "b", "c", "d", "e"].iter().map(|id| as_pasted(&document, id)).collect();
        assert!(pasted.contains(&"Rain\nIt rained all day.\nHome\nNews".to_owned()), "{pasted:?}");
        let apart = "Rain\n\nIt rained all day.\n\nHome\nNews".to_owned();
        assert!(pasted.contains(&apart), "{pasted:?}");
        assert!(pasted.iter().any(|text| text.contains("\u{2022} Home")), "{pasted:?}");
    }
}
