//! `cargo xtask eval topics`, and what the larger labelled sets have in common.
//! They have no bars here; the figures are for comparing two states of the program.

use std::{collections::HashMap, fs, path::Path};

use serde_json::Value;

use super::analysed::{self, Article, Report, Source};
use crate::Outcome;

/// Counts how often the first, and one of the first two, of the topics at the top
/// of the taxonomy is one that the article is labelled with.
pub fn topics(folder: &Path) -> Outcome {
    println!("{:<28} {:>6} {:>6} {:>6}", "set", "n", "first", "two");
    each_set(folder, |name, _, rows| {
        let labelled: Vec<Value> = rows
            .iter()
            .filter(|row| !row["iptc"].as_array().is_none_or(Vec::is_empty))
            .cloned()
            .collect();
        if labelled.is_empty() {
            return Ok(());
        }
        let reports = analysed::reports(&articles(&labelled))?;
        let (mut first, mut two) = (0, 0);
        for row in &labelled {
            let tops = reports.get(&id_of(row)).map(top_topics).unwrap_or_default();
            let is_label =
                |code: &&String| list(&row["iptc"]).iter().any(|label| label == code.as_str());
            first += usize::from(tops.first().is_some_and(|code| is_label(&code)));
            two += usize::from(tops.iter().take(2).any(|code| is_label(&code)));
        }
        let share = |count: usize| count as f64 / labelled.len() as f64;
        println!("{name:<28} {:>6} {:>6.3} {:>6.3}", labelled.len(), share(first), share(two));
        Ok(())
    })
}

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

/// The terms at the top of the taxonomy that an article's topics lie under, by weight.
fn top_topics(report: &Report) -> Vec<String> {
    let mut weights: HashMap<&str, f64> = HashMap::new();
    for topic in &report.topics {
        *weights.entry(topic.broader.last().unwrap_or(&topic.code)).or_default() += topic.weight;
    }
    let mut tops: Vec<(&str, f64)> = weights.into_iter().collect();
    tops.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
    tops.into_iter().map(|(code, _)| code.to_owned()).collect()
}

pub fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// A path as a scorer takes it.
pub fn shown(path: &Path) -> String {
    path.display().to_string()
}
