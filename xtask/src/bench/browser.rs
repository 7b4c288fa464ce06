//! The half in Chromium: scripts in `xtask/bench` drive it and answer in JSON.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::json;

use super::documents;
use super::native::Measured;
use super::{Files, groups, print_scaling, quantile, short_name};
use crate::command::{say, shown};
use crate::serve::Server;
use crate::{Outcome, paths, setup};

/// Pastes that are measured, and before them those that warm up.
const PASTES: usize = 40 + 3;
/// The size of the article that is pasted, in bytes.
const PASTE_SIZE: usize = 5_000;

/// What the scripts answer.
#[derive(Deserialize)]
struct Answer {
    browser: String,
    paste: Paste,
    articles: Vec<Measured>,
    long: Vec<Measured>,
    /// Who read each text once, with the times: the peers and we.
    #[serde(default)]
    once: BTreeMap<String, Vec<Measured>>,
}

/// Our own name among those who read each text once.
const OURS: &str = "verbatim";

/// The times of one page, in milliseconds, one a paste.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Paste {
    bytes: usize,
    /// From the paste to the painted result.
    pub to_paint: Vec<f64>,
    /// Of it the analysis.
    pub engine: Vec<f64>,
}

/// Measures the built page and prints the tables.
///
/// # Errors
/// When the browser or a script fails.
pub fn run(chromium: &Path, paragraphs: &[String], files: &Files, peers: bool) -> Outcome {
    install_scripts()?;
    let server = Server::start(&paths::dist())?;
    let list = |files: &[PathBuf]| -> Vec<serde_json::Value> {
        let one = |path: &PathBuf| {
            let html = path.extension().is_some_and(|end| end == "html");
            json!({ "name": short_name(path), "path": path, "html": html })
        };
        files.iter().map(one).collect()
    };
    let ask = json!({
        "chromium": chromium,
        "url": server.url(),
        "pastes": pastes(paragraphs),
        "articles": list(&files.articles),
        "long": list(&files.long),
        "peers": peers,
    });
    let answer: Answer = answer_of("main.mjs", &ask)?;
    print(&answer);
    Ok(())
}

/// Installs what the scripts drive the browser with.
///
/// # Errors
/// When npm fails.
pub fn install_scripts() -> Outcome {
    say("\ninstalling what drives the browser (npm ci)");
    setup::npm_ci(&paths::root().join("xtask/bench"))
}

/// Has one of the scripts measure what it is asked for, and reads its answer.
///
/// # Errors
/// When the script fails.
pub fn answer_of<A: DeserializeOwned>(script: &str, ask: &serde_json::Value) -> Result<A, String> {
    let file = paths::target().join("bench/ask.json");
    fs::write(&file, ask.to_string()).map_err(|err| paths::at(&file, &err))?;
    let mut node = Command::new("node");
    node.arg(paths::root().join("xtask/bench").join(script)).arg(&file).stderr(Stdio::inherit());
    let out = node.output().map_err(|err| format!("cannot start `{}`: {err}", shown(&node)))?;
    if !out.status.success() {
        return Err(format!("`{}` failed ({})", shown(&node), out.status));
    }
    serde_json::from_slice(&out.stdout)
        .map_err(|err| format!("the script's answer cannot be read: {err}"))
}

/// Articles of one size, each with other names, so that nothing is known from
/// the paste before.
pub fn pastes(paragraphs: &[String]) -> Vec<String> {
    let all = documents::long_text(paragraphs, PASTE_SIZE * PASTES * 2);
    let mut texts = Vec::new();
    let mut text = String::new();
    for line in all.lines() {
        if text.len() + line.len() > PASTE_SIZE && !text.is_empty() {
            texts.push(std::mem::take(&mut text));
        }
        text.push_str(line);
        text.push('\n');
    }
    // The longest lines make the odd short piece; those nearest the size stay.
    texts.sort_by_key(|text| text.len().abs_diff(PASTE_SIZE));
    texts.truncate(PASTES);
    texts
}

fn print(answer: &Answer) {
    say(&format!("\nIN {} (headless, this machine)", answer.browser));
    let paste = &answer.paste;
    say(&format!(
        "  paste of about {:.1} KB, {} runs",
        kilobytes(paste.bytes),
        paste.to_paint.len()
    ));
    for (name, times, aim) in
        [("to painted result", &paste.to_paint, 50.0), ("of it the engine", &paste.engine, 16.0)]
    {
        let (median, p95) = (quantile(times, 0.5), quantile(times, 0.95));
        let verdict = if median <= aim { "within" } else { "ABOVE" };
        say(&format!(
            "    {name:<18} median {median:>6.1} ms, p95 {p95:>6.1} ms ({verdict} the aim of {aim} ms)"
        ));
    }
    for (name, group) in groups(&answer.articles) {
        say(&format!("  engine in the worker, {name}: {:.1} MB/s over all", rate(group)));
        print_topics(group);
    }
    print_scaling(&answer.long);
    print_peers(answer);
}

/// The topics alone: how fast, and how long in an article of the size that is pasted.
fn print_topics(articles: &[Measured]) {
    let (bytes, ms) =
        articles.iter().fold((0, 0.0), |(bytes, ms), one| (bytes + one.bytes, ms + one.topics_ms));
    let rate = bytes as f64 / 1e3 / ms;
    let ms = PASTE_SIZE as f64 / 1e3 / rate;
    say(&format!(
        "  of it the topics: {rate:.1} MB/s over all, {ms:.2} ms for {:.0} KB",
        kilobytes(PASTE_SIZE)
    ));
}

/// The peers on the same texts; HTML is left out for all, since they read only text.
fn print_peers(answer: &Answer) {
    let Some(ours) = answer.once.get(OURS) else { return };
    say("  each text read once, by workers that are warm on others; the peers find sentences and");
    say("  names, no quotes, no topics");
    let mut from = 0;
    for (name, ours) in groups(ours) {
        say(&format!("    {} {name}:", ours.len()));
        say(&format!("      {OURS:<10} {:>6.2} MB/s", rate(ours)));
        for (peer, theirs) in answer.once.iter().filter(|(peer, _)| *peer != OURS) {
            let theirs = theirs.get(from..from + ours.len()).unwrap_or_default();
            let ratios: Vec<f64> =
                theirs.iter().zip(ours).map(|(their, our)| their.ms / our.ms).collect();
            say(&format!(
                "      {peer:<10} {:>6.2} MB/s; verbatim is {:.2} times as fast over all, {:.2} times for the median text",
                rate(theirs),
                rate(ours) / rate(theirs),
                quantile(&ratios, 0.5)
            ));
        }
        from += ours.len();
    }
}

/// Millions of bytes a second, over all documents together.
fn rate(measured: &[Measured]) -> f64 {
    let all = measured.iter();
    let (bytes, ms) = all.fold((0, 0.0), |(bytes, ms), one| (bytes + one.bytes, ms + one.ms));
    bytes as f64 / 1e3 / ms
}

fn kilobytes(bytes: usize) -> f64 {
    bytes as f64 / 1e3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_paste_is_another_text_of_the_size() {
        let texts = pastes(&["Then Mara Tolliver of Quenby said that it rained.".to_owned()]);
        assert_eq!(texts.len(), PASTES);
        assert!(texts.iter().all(|text| text.len().abs_diff(PASTE_SIZE) < 500));
        let mut different = texts.clone();
        different.sort();
        different.dedup();
        assert_eq!(different.len(), texts.len());
    }
}
