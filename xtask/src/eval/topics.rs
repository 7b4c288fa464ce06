//! `cargo xtask eval topics`: every row of issue 5's table that can be measured
//! natively, each with its floor and goal, and the peers that are installed.
//!
//! An article's top topics are the terms of the first level above its topics, in
//! the report's order. The half that is surest is by the confidence of the
//! report's first topic.

use std::{fs, path::Path, process::Command};

use serde_json::{Value, json};
use verbatim_core::Report;

use super::{analysed, own_topics, scorer, sets};
use crate::{Outcome, paths};

/// Floor and goal of one measure.
type Bars = (Option<f64>, Option<f64>);

const NONE: Bars = (None, None);
/// Share of articles with a topic.
const ANSWERED: Bars = (Some(0.9), None);
/// Precision of the half that is surest.
const SUREST: Bars = (Some(0.93), None);

/// Sets with labels: the bars of the first topic and of the first two.
const LABELLED: [(&str, Bars, Bars); 4] = [
    ("bbc", (Some(0.85), Some(0.90)), (Some(0.94), Some(0.97))),
    ("ag_news_test", (Some(0.76), Some(0.80)), (Some(0.90), Some(0.92))),
    ("masakhanews_eng", (Some(0.75), Some(0.80)), (Some(0.90), Some(0.92))),
    ("sections", (Some(0.62), Some(0.70)), (Some(0.80), Some(0.85))),
];
/// Sets with key phrases: how many phrases count, and the bars of their F1.
const PHRASES: [(&str, usize, Bars); 2] =
    [("duc2001", 5, (Some(0.16), Some(0.25))), ("wikinews_fr100", 10, (Some(0.30), Some(0.36)))];
const PEERS: [&str; 3] = ["yake", "rake", "keybert"];
/// A peer's script ends so where what it needs is not there.
const NOT_INSTALLED: i32 = 3;

/// What the labelled sets with bars give together.
#[derive(Default)]
struct Pool {
    articles: usize,
    answered: usize,
    /// Confidence and whether it is right, of every article.
    sure: Vec<(f32, bool)>,
}

/// Scores the articles that need no folder.
pub fn own() -> Outcome {
    println!(
        "{:<20} {:>6} {:<28} {:>6} {:>6} {:>6}  peers",
        "set", "n", "measure", "have", "floor", "goal"
    );
    own_topics::score()
}

/// Scores every set in `folder`.
pub fn score(folder: &Path) -> Outcome {
    let mut missed: Vec<String> = own().err().into_iter().collect();
    let mut pool = Pool::default();
    let mut absent: Vec<&str> = Vec::new();
    sets::each_set(folder, |name, path, rows| {
        let set = name.split('.').next().unwrap_or(name);
        let has = |field: &str| {
            rows.iter().any(|row| row[field].as_array().is_some_and(|list| !list.is_empty()))
        };
        if !has("iptc") && !has("keyphrases") {
            return Ok(());
        }
        let rows: Vec<Value> = rows
            .iter()
            .filter(|row| !has("iptc") || row["iptc"].as_array().is_some_and(|l| !l.is_empty()))
            .cloned()
            .collect();
        let reports = analysed::reports(&sets::articles(&rows))?;
        let of = |row: &Value| reports.get(&sets::id_of(row));
        if has("iptc") {
            missed.extend(labelled(set, &rows, of, &mut pool));
        }
        if has("keyphrases") {
            missed.extend(phrases(folder, set, path, &rows, of, &mut absent)?);
        }
        Ok(())
    })?;
    let answered = pool.answered as f64 / pool.articles as f64;
    let name = "the sets with bars";
    let rows = [
        ("share answered", answered, ANSWERED),
        ("right in the surest half", surest(&mut pool.sure), SUREST),
    ];
    for (measure, have, bars) in rows {
        if !print_row(name, pool.articles, measure, have, bars, "") {
            missed.push(format!("{name}: {measure}"));
        }
    }
    for peer in absent {
        println!("PEER NOT INSTALLED: {peer}");
    }
    println!("gold topics of the seeds: cargo xtask eval seeds; speed: cargo xtask bench");
    if missed.is_empty() { Ok(()) } else { Err(format!("below the floor: {}", missed.join("; "))) }
}

/// Prints one row; whether it reaches its floor.
pub fn print_row(
    set: &str,
    count: usize,
    measure: &str,
    have: f64,
    (floor, goal): Bars,
    peers: &str,
) -> bool {
    let shown = |share: Option<f64>| share.map_or("–".to_owned(), |share| format!("{share:.3}"));
    let passes = floor.is_none_or(|floor| have >= floor);
    println!(
        "{set:<20} {count:>6} {measure:<28} {have:>6.3} {:>6} {:>6}  {peers}{}",
        shown(floor),
        shown(goal),
        if passes { "" } else { "  BELOW" },
    );
    passes
}

/// The rows of a set with labels; returns what is below its floor.
fn labelled<'r>(
    set: &str,
    rows: &[Value],
    report: impl Fn(&Value) -> Option<&'r Report>,
    pool: &mut Pool,
) -> Vec<String> {
    let (mut first, mut two, mut answered) = (0, 0, 0);
    let mut sure = Vec::new();
    for row in rows {
        let report = report(row);
        let tops = report.map(top_topics).unwrap_or_default();
        let is_label = |code: &&str| {
            let labels = row["iptc"].as_array().map(Vec::as_slice).unwrap_or_default();
            labels.iter().any(|label| label == code)
        };
        let right = tops.first().is_some_and(is_label);
        first += usize::from(right);
        two += usize::from(tops.iter().take(2).any(is_label));
        answered += usize::from(!tops.is_empty());
        let confidence = report.and_then(|r| Some(r.topics.first()?.confidence));
        sure.push((confidence.unwrap_or_default(), right));
    }
    let share = |count: usize| count as f64 / rows.len() as f64;
    let bars = LABELLED.iter().find(|(name, _, _)| *name == set);
    let (one, both) = bars.map_or((NONE, NONE), |(_, one, both)| (*one, *both));
    let surest = surest(&mut sure);
    if bars.is_some() {
        pool.articles += rows.len();
        pool.answered += answered;
        pool.sure.extend(sure);
    }
    let measures = [
        ("first topic", share(first), one),
        ("one of the first two", share(two), both),
        ("share answered", share(answered), NONE),
        ("right in the surest half", surest, if bars.is_some() { SUREST } else { NONE }),
    ];
    let below = |&(measure, have, bars): &(&str, f64, Bars)| {
        !print_row(set, rows.len(), measure, have, bars, "")
    };
    measures.iter().filter(|m| below(m)).map(|(name, _, _)| format!("{set}: {name}")).collect()
}

/// How often the half with most confidence is right.
fn surest(sure: &mut [(f32, bool)]) -> f64 {
    sure.sort_by(|a, b| b.0.total_cmp(&a.0));
    let half = sure.get(..sure.len() / 2).unwrap_or_default();
    half.iter().filter(|(_, right)| *right).count() as f64 / half.len() as f64
}

/// The terms of the first level above an article's topics, in the report's order.
fn top_topics(report: &Report) -> Vec<&str> {
    let mut tops: Vec<&str> = Vec::new();
    for topic in &report.topics {
        let top = &**topic.broader.last().unwrap_or(&topic.code);
        if !tops.contains(&top) {
            tops.push(top);
        }
    }
    tops
}

/// The rows of a set with key phrases; returns what is below its floor.
fn phrases<'r>(
    folder: &Path,
    set: &str,
    path: &Path,
    rows: &[Value],
    report: impl Fn(&Value) -> Option<&'r Report>,
    absent: &mut Vec<&'static str>,
) -> Result<Vec<String>, String> {
    let answer = |row: &Value| {
        let phrases = report(row).map(|r| r.phrases.as_slice()).unwrap_or_default();
        let texts: Vec<&str> = phrases.iter().map(|phrase| phrase.text.as_str()).collect();
        json!({ "id": row["id"], "keyphrases": texts })
    };
    let answers = scorer::lines(&format!("topics-{set}"), rows.iter().map(answer))?;
    let script = folder.join("score_kp.py");
    let f1 = |answers: &Path, count: usize| -> Result<f64, String> {
        let args = [&sets::shown(path), &sets::shown(answers), "--split", "all"];
        let printed = scorer::run(&script, &args)?;
        // "@5: P 0.303 R 0.198 F1 0.236 present-recall 0.200  (n=177)"
        let line = printed.lines().find(|line| line.starts_with(&format!("@{count}:")));
        let share = line.and_then(|line| line.split("F1 ").nth(1)?.split(' ').next()?.parse().ok());
        share.ok_or_else(|| format!("the scorer of key phrases gave no F1@{count}"))
    };
    let (count, bars) = PHRASES
        .iter()
        .find(|(name, _, _)| *name == set)
        .map_or((10, NONE), |(_, count, bars)| (*count, *bars));
    let mut beside = Vec::new();
    for peer in PEERS {
        if absent.contains(&peer) {
            continue;
        }
        match peer_answers(peer, set, path)? {
            Some(answers) => beside.push(format!("{peer} {:.3}", f1(&answers, count)?)),
            None => absent.push(peer),
        }
    }
    let measure = format!("key phrases, F1@{count}");
    let have = f1(&answers, count)?;
    let passes = print_row(set, rows.len(), &measure, have, bars, &beside.join(", "));
    Ok(if passes { Vec::new() } else { vec![format!("{set}: {measure}")] })
}

/// A peer's key phrases of one set; none where it is not installed.
fn peer_answers(
    peer: &'static str,
    set: &str,
    path: &Path,
) -> Result<Option<std::path::PathBuf>, String> {
    let script = paths::root().join("xtask/src/eval/peers/key_phrases.py");
    let out = scorer::lines(&format!("topics-{set}-{peer}"), std::iter::empty())?;
    let output = Command::new("python3")
        .arg(&script)
        .arg(peer)
        .args([path, &out])
        .output()
        .map_err(|error| format!("could not start python3: {error}"))?;
    match output.status.code() {
        Some(0) if fs::metadata(&out).is_ok_and(|file| file.len() > 0) => Ok(Some(out)),
        Some(NOT_INSTALLED) => Ok(None),
        _ => {
            let said = String::from_utf8_lossy(&output.stderr);
            Err(format!("PEER DID NOT RUN: {peer}: {said}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::surest;

    #[test]
    fn the_surest_half_is_by_confidence() {
        let mut sure = vec![(0.1, false), (0.9, true), (0.8, false), (0.2, true)];
        assert!((surest(&mut sure) - 0.5).abs() < 1e-9);
    }
}
