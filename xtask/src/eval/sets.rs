//! What the larger labelled sets have in common: finding, reading, naming.

use std::{fs, path::Path};

use serde_json::Value;

use super::analysed::{Article, Source};
use crate::Outcome;

/// Calls `score` for each `.jsonl` set in `folder`, in order of name.
pub fn each_set(folder: &Path, mut score: impl FnMut(&str, &Path, &[Value]) -> Outcome) -> Outcome {
    let unreadable = |error: std::io::Error| format!("{}: {error}", folder.display());
    let entries = fs::read_dir(folder).map_err(unreadable)?;
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "jsonl"));
    paths.sort();
    if paths.is_empty() {
        return Err(format!("NOTHING WAS SCORED: {} holds no set", folder.display()));
    }
    for path in paths {
        let lines = fs::read_to_string(&path).map_err(unreadable)?;
        let rows: Result<Vec<Value>, _> = lines.lines().map(serde_json::from_str).collect();
        let rows = rows.map_err(|error| format!("{}: {error}", path.display()))?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        score(&name, &path, &rows)?;
    }
    Ok(())
}

/// A set's articles.
pub fn articles(rows: &[Value]) -> Vec<Article> {
    let article = |row: &Value| Article {
        id: id_of(row),
        source: Source::Text(row["text"].as_str().unwrap_or_default().to_owned()),
    };
    rows.iter().map(article).collect()
}

/// A set's ids are words or numbers.
pub fn id_of(row: &Value) -> String {
    row["id"].as_str().map_or_else(|| row["id"].to_string(), str::to_owned)
}

/// A row's list; empty where there is none.
pub fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// A path as a scorer takes it.
pub fn shown(path: &Path) -> String {
    path.display().to_string()
}
