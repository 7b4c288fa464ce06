//! `cargo xtask eval clean`: cleaned text of pages as pasted and as HTML, and
//! titles, dates and authors of HTML. No bars: the weights that are scored were
//! learnt on these pages, so the figures say whether something broke; how well
//! other pages are cleaned is told by the cross-validation of `train clean`.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::{Value, json};

use super::{
    analysed::{self, Article, Report, Source},
    scorer,
    sets::{articles, each_set, id_of, list, shown},
};
use crate::Outcome;

/// Verdicts of kept blocks that are no body text, which alone is labelled.
const NOT_BODY: [&str; 4] = ["headline", "byline", "date_line", "caption"];

/// Scores pasted pages, then pages as HTML.
pub fn score(folder: &Path) -> Outcome {
    let script = folder.join("score.py");
    each_set(folder, |name, path, rows| {
        let reports = analysed::reports(&articles(rows))?;
        let answer = |row: &Value| {
            let keep = reports.get(&id_of(row)).map(|report| kept_lines(report, row));
            json!({ "id": row["id"], "keep": keep })
        };
        let answers = scorer::lines(&format!("clean-{name}"), rows.iter().map(answer))?;
        let args = ["--data", &shown(path), "--split", "all", "--pred", &shown(&answers)];
        print!("{name}: {}", scorer::run(&script, &args)?);
        Ok(())
    })?;
    let packed = folder.join("html.tar.xz");
    let unpacked = if packed.is_file() { unpack(&packed)? } else { folder.to_owned() };
    if !unpacked.join("html").is_dir() {
        println!("no pages as HTML: {} is missing", packed.display());
        return Ok(());
    }
    each_set(&unpacked.join("html"), |name, _, rows| {
        let reports = analysed::reports(&pages(rows, &unpacked)?)?;
        // The scorer wants labelled lines, which pages as HTML don't have.
        let labelled =
            |row: &Value| json!({ "id": row["id"], "gold": row["gold"], "lines": [], "ds": name });
        let data = scorer::lines(&format!("html-{name}-gold"), rows.iter().map(labelled))?;
        let answer = |row: &Value| {
            let text = reports.get(&id_of(row)).map(body);
            json!({ "id": row["id"], "text": text })
        };
        let answers = scorer::lines(&format!("html-{name}"), rows.iter().map(answer))?;
        let args = ["--data", &shown(&data), "--split", "all", "--pred", &shown(&answers)];
        let printed = scorer::run(&script, &args)?;
        println!("{name}: {}", printed.split('|').next().unwrap_or_default().trim_end());
        for (field, gold, found) in FIELDS {
            let (mut right, mut all) = (0, 0);
            for row in rows {
                let gold = row["meta"][gold].as_str().filter(|gold| !is_nothing(gold));
                let (Some(gold), Some(report)) = (gold, reports.get(&id_of(row))) else { continue };
                let found = found(report);
                all += 1;
                right += usize::from(found.is_some_and(|found| is_same(field, gold, found)));
            }
            if all > 0 {
                println!("  {field:<8} {right} of {all}, {:.3}", right as f64 / all as f64);
            }
        }
        Ok(())
    })
}

/// Takes a field out of a report.
type Found = fn(&Report) -> Option<&str>;

/// Fields of the metadata: what they are called, what the answers call them, where they are found.
const FIELDS: [(&str, &str, Found); 3] = [
    ("title", "title", |report| report.metadata.headline.as_deref()),
    ("date", "date", |report| report.metadata.date.as_deref()),
    ("author", "authors", |report| report.metadata.author.as_deref()),
];

/// Answers are missing in three ways.
fn is_nothing(gold: &str) -> bool {
    matches!(gold.trim(), "" | "NaT" | "nan")
}

/// Whether a field is right: a date by its day, words without regard to case and signs.
fn is_same(field: &str, gold: &str, found: &str) -> bool {
    if field == "date" {
        return gold.get(..10) == found.get(..10);
    }
    let words = |text: &str| -> Vec<String> {
        let parts = text.split(|c: char| !c.is_alphanumeric());
        parts.filter(|part| !part.is_empty()).map(str::to_lowercase).collect()
    };
    words(gold) == words(found)
}

/// The body text: what is kept and is none of [`NOT_BODY`].
fn body(report: &Report) -> String {
    let blocks = report.blocks.iter().filter(|b| b.kept && !NOT_BODY.contains(&b.verdict.as_str()));
    let lines = blocks.filter_map(|b| report.document.text.get(b.start..b.end));
    lines.collect::<Vec<_>>().join("\n")
}

/// For each labelled line whether any of it is body text.
fn kept_lines(report: &Report, row: &Value) -> Vec<bool> {
    let mut at = 0;
    let line = |line: &Value| {
        let start = at;
        let end = start + line["text"].as_str().map_or(0, str::len);
        at = end + 1;
        report.blocks.iter().any(|b| {
            b.kept && b.start < end && start < b.end && !NOT_BODY.contains(&b.verdict.as_str())
        })
    };
    list(&row["lines"]).iter().map(line).collect()
}

fn pages(rows: &[Value], folder: &Path) -> Result<Vec<Article>, String> {
    let page = |row: &Value| {
        let file = folder.join(row["html"].as_str().unwrap_or_default());
        let bytes = fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        let source = Source::Html(String::from_utf8_lossy(&bytes).into_owned());
        Ok(Article { id: id_of(row), source })
    };
    rows.iter().map(page).collect()
}

/// Unpacks the pages beside what is built, once for an archive of one length.
fn unpack(archive: &Path) -> Result<PathBuf, String> {
    let length =
        fs::metadata(archive).map_err(|error| format!("{}: {error}", archive.display()))?;
    let folder = analysed::target().join("eval").join(format!("clean-{}", length.len()));
    if folder.join("html").is_dir() {
        return Ok(folder);
    }
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let status = Command::new("tar").arg("xf").arg(archive).arg("-C").arg(&folder).status();
    match status {
        Ok(status) if status.success() => Ok(folder),
        Ok(_) => Err(format!("tar could not unpack {}", archive.display())),
        Err(error) => Err(format!("could not start tar: {error}. Install tar and xz-utils.")),
    }
}
