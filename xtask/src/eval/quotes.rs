//! `cargo xtask eval quotes`: quotes and speakers beside the best public tool,
//! people, the peers that are installed, and what issue 4 asks for.
//!
//! The sets differ in what one quote is. Where a set labels statements, the words
//! around the marks belong to them, so a marked part inside of one is no quote of
//! its own; where a set labels marks alone, statements are no quotes. In neither
//! are quotes inside of quotes asked for, nor words that we say nobody speaks.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use serde_json::{Value, json};
use verbatim_core::{Report, quote::QuoteKind, report::ReportQuote};

use super::{analysed, pronouns, scorer, sets};
use crate::{Outcome, paths};

/// One measure of the sets whose names begin with `set`.
struct Row {
    set: &'static str,
    name: &'static str,
    /// What the scorer is asked to require.
    filter: &'static [&'static str],
    /// The place of the figure in what the scorer writes.
    place: (&'static str, &'static str),
    best: Option<f64>,
    people: Option<f64>,
    floor: Option<f64>,
    goal: Option<f64>,
}

const DIRECT: &[&str] = &["--kinds", "direct"];
const MARKED: &[&str] = &["--kinds", "direct,mixed"];
const SPEECH: &[&str] = &["--cues", "speech"];

const fn row(
    (set, name): (&'static str, &'static str),
    filter: &'static [&'static str],
    place: (&'static str, &'static str),
    [best, people]: [Option<f64>; 2],
    [floor, goal]: [Option<f64>; 2],
) -> Row {
    Row { set, name, filter, place, best, people, floor, goal }
}

const ROWS: &[Row] = &[
    row(
        ("polnear", "direct: exact"),
        DIRECT,
        ("exact", "f1"),
        [Some(85.4), Some(97.0)],
        [Some(92.0), Some(95.0)],
    ),
    row(
        ("polnear", "direct: joint"),
        DIRECT,
        ("joint", "f1"),
        [Some(77.6), Some(97.4)],
        [Some(86.0), Some(92.0)],
    ),
    row(
        ("polnear", "quoted strings: quoted"),
        &[],
        ("quoted", "f1"),
        [Some(91.5), Some(98.1)],
        [Some(95.0), Some(97.0)],
    ),
    row(
        ("polnear", "quoted strings: quotedJ"),
        &[],
        ("quotedJ", "f1"),
        [Some(76.0), Some(95.9)],
        [Some(85.0), Some(92.0)],
    ),
    row(
        ("polnear", "direct + mixed: iou50"),
        MARKED,
        ("iou50", "f1"),
        [Some(79.2), Some(96.5)],
        [Some(88.0), Some(92.0)],
    ),
    row(
        ("polnear", "direct + mixed: joint"),
        MARKED,
        ("joint", "f1"),
        [Some(67.4), Some(95.1)],
        [Some(80.0), Some(88.0)],
    ),
    row(
        ("polnear", "speech with indirect: iou50"),
        SPEECH,
        ("iou50", "f1"),
        [Some(66.7), Some(90.9)],
        [Some(72.0), Some(80.0)],
    ),
    row(
        ("polnear", "speech with indirect: joint"),
        SPEECH,
        ("joint", "f1"),
        [Some(55.1), Some(88.8)],
        [Some(62.0), Some(75.0)],
    ),
    row(
        ("polnear", "last name, direct, named speakers"),
        DIRECT,
        ("speaker", "last_named"),
        [Some(95.4), None],
        [Some(94.0), Some(97.0)],
    ),
    row(
        ("wikinews", "quoted strings: quoted"),
        &[],
        ("quoted", "f1"),
        [Some(91.0), None],
        [Some(93.0), Some(95.0)],
    ),
    row(
        ("wikinews", "quoted strings: quotedJ"),
        &[],
        ("quotedJ", "f1"),
        [Some(71.0), None],
        [Some(80.0), Some(88.0)],
    ),
    row(("gum", "speech with indirect: iou50"), SPEECH, ("iou50", "f1"), [None; 2], [None; 2]),
    row(("gum", "speech with indirect: joint"), SPEECH, ("joint", "f1"), [None; 2], [None; 2]),
    row(
        ("gum", "last name, named speakers"),
        SPEECH,
        ("speaker", "last_named"),
        [None; 2],
        [None; 2],
    ),
    row(
        ("gum", "speaker_resolved of pronouns"),
        SPEECH,
        ("speaker", "resolved_pron"),
        [Some(5.0), None],
        [Some(75.0), Some(85.0)],
    ),
];

/// A program that finds quotes too: it reads a set and writes answers.
struct Peer {
    name: &'static str,
    script: PathBuf,
}

/// A peer's script ends so where what it needs is not there.
const NOT_INSTALLED: i32 = 3;
/// Examples printed of each kind of error.
const EXAMPLES: usize = 3;

/// Scores every set in `folder`.
pub fn score(folder: &Path) -> Outcome {
    let script = folder.join("score.py");
    let peers = peers(folder);
    let mut missed = Vec::new();
    println!(
        "{:<20} {:<36} {:>6} {:>6} {:>6} {:>6} {:>6}  peers",
        "set", "measure", "have", "floor", "goal", "best", "people"
    );
    let mut errors = String::new();
    sets::each_set(folder, |name, path, rows| {
        let reports = analysed::reports(&sets::articles(rows))?;
        let statements = labels_statements(rows);
        let answer = |row: &Value| {
            let quotes = reports.get(&sets::id_of(row)).map(|r| by_code_points(r, statements));
            json!({ "id": row["id"], "quotes": quotes })
        };
        let answers = scorer::lines(&format!("quotes-{name}"), rows.iter().map(answer))?;
        let peers: Vec<_> = peers.iter().filter_map(|peer| peer.answers(name, path)).collect();
        let mut figures: BTreeMap<&[&str], Vec<Value>> = BTreeMap::new();
        for row in ROWS.iter().filter(|row| name.starts_with(row.set)) {
            if !figures.contains_key(row.filter) {
                let mut all = vec![figures_of(&script, path, &answers, row.filter)?];
                for (_, answers) in &peers {
                    all.push(figures_of(&script, path, answers, row.filter)?);
                }
                figures.insert(row.filter, all);
            }
            let figures = figures.get(row.filter).map(Vec::as_slice).unwrap_or_default();
            if !print_row(name, row, figures, &peers) {
                missed.push(format!("{name} {}", row.name));
            }
        }
        if !ROWS.iter().any(|row| name.starts_with(row.set)) {
            println!(
                "{name}\n{}",
                scorer::run(&script, &[sets::shown(path), sets::shown(&answers)])?
            );
        }
        errors.push_str(&error_list(&script, name, path, &answers)?);
        Ok(())
    })?;
    if let Err(error) = pronouns::score() {
        missed.push(error);
    }
    println!("\n{errors}");
    if missed.is_empty() { Ok(()) } else { Err(format!("below the floor: {}", missed.join("; "))) }
}

fn peers(folder: &Path) -> Vec<Peer> {
    let ours = paths::root().join("xtask").join("src").join("eval").join("peers");
    vec![
        Peer { name: "regex", script: folder.join("baseline_regex.py") },
        Peer { name: "textacy", script: ours.join("textacy.py") },
    ]
}

impl Peer {
    /// Its answers to one set; says so loudly where it cannot give any.
    fn answers(&self, set: &str, path: &Path) -> Option<(&'static str, PathBuf)> {
        let out = scorer::file(&format!("quotes-{set}-{}.jsonl", self.name), &json!(null)).ok()?;
        let status = std::process::Command::new("python3")
            .arg(&self.script)
            .args([path, out.as_path()])
            .arg("--indirect")
            .status();
        match status {
            Ok(status) if status.success() => Some((self.name, out)),
            Ok(status) if status.code() == Some(NOT_INSTALLED) => {
                println!("{set}: PEER NOT INSTALLED: {}", self.name);
                None
            }
            _ => {
                println!("{set}: PEER DID NOT RUN: {}", self.name);
                None
            }
        }
    }
}

fn figures_of(
    script: &Path,
    gold: &Path,
    answers: &Path,
    filter: &[&str],
) -> Result<Value, String> {
    let out = scorer::file("quotes-figures.json", &json!(null))?;
    let (gold, answers, out_path) = (sets::shown(gold), sets::shown(answers), sets::shown(&out));
    let mut args = vec![gold.as_str(), &answers, "--quiet", "--json", &out_path];
    args.extend(filter);
    scorer::run(script, &args)?;
    scorer::answers(&out)
}

/// Prints one row; whether it reaches its floor.
fn print_row(set: &str, row: &Row, figures: &[Value], peers: &[(&'static str, PathBuf)]) -> bool {
    let percent = |value: Option<f64>| value.map_or("–".to_owned(), |v| format!("{v:.1}"));
    let mut shares =
        figures.iter().map(|f| f[row.place.0][row.place.1].as_f64().map(|share| share * 100.0));
    let have = shares.next().flatten();
    let beside: Vec<String> = peers
        .iter()
        .zip(shares)
        .map(|((name, _), share)| format!("{name} {}", percent(share)))
        .collect();
    let passes = row.floor.is_none_or(|floor| have.is_some_and(|have| have >= floor));
    println!(
        "{set:<20} {:<36} {:>6} {:>6} {:>6} {:>6} {:>6}  {}{}",
        row.name,
        percent(have),
        percent(row.floor),
        percent(row.goal),
        percent(row.best),
        percent(row.people),
        beside.join(", "),
        if passes { "" } else { "  BELOW" },
    );
    passes
}

/// The errors by kind: how many, where all of them stand, and some of each.
fn error_list(script: &Path, name: &str, gold: &Path, answers: &Path) -> Result<String, String> {
    let args = [&sets::shown(gold), &sets::shown(answers), "--quiet", "--errors", "1000000"];
    let printed = scorer::run(script, &args)?;
    let mut kinds: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for line in printed.lines() {
        // "MISS | article | kind | words | …"
        let mut parts = line.split(" | ");
        let (Some(error), Some(_), Some(kind)) = (parts.next(), parts.next(), parts.next()) else {
            continue;
        };
        kinds.entry(format!("{error} {kind}")).or_default().push(line);
    }
    let all: Vec<Value> = printed.lines().map(|line| json!(line)).collect();
    let place = scorer::lines(&format!("quotes-{name}-errors"), all.into_iter())?;
    let mut out = format!("{name}: errors by kind; all of them in {}\n", place.display());
    for (kind, lines) in kinds {
        out.push_str(&format!("  {kind}: {}\n", lines.len()));
        for line in lines.iter().take(EXAMPLES) {
            let line: String = line.chars().take(200).collect();
            out.push_str(&format!("    {line}\n"));
        }
    }
    Ok(out)
}

/// Whether the set labels what is said without marks too.
fn labels_statements(rows: &[Value]) -> bool {
    rows.iter()
        .filter_map(|row| row["quotes"].as_array())
        .flatten()
        .any(|quote| matches!(quote["kind"].as_str(), Some("indirect" | "mixed")))
}

fn by_code_points(report: &Report, statements: bool) -> Vec<Value> {
    let text = &report.document.text;
    // Code points before each byte that begins one; the last is the text's end.
    let mut points = vec![0; text.len() + 1];
    for (count, (at, c)) in text.char_indices().enumerate() {
        points[at] = count;
        points[at + c.len_utf8()] = count + 1;
    }
    let point = |at: u32| points.get(at as usize).copied();
    let quote = |quote: &ReportQuote| {
        let speaker = quote.speaker.as_ref();
        json!({
            "start": point(quote.start),
            "end": point(quote.end),
            "text": quote.text,
            "kind": if quote.kind == QuoteKind::Indirect { "indirect" } else { "direct" },
            "speaker": speaker.map(|speaker| &speaker.name),
            "speaker_start": speaker.and_then(|speaker| point(speaker.start?)),
            "speaker_end": speaker.and_then(|speaker| point(speaker.end?)),
            "cue": quote.cue.as_ref().map(|cue| &cue.text),
        })
    };
    let counts = |q: &&ReportQuote| is_asked_for(q, &report.quotes, statements);
    report.quotes.iter().filter(counts).map(quote).collect()
}

/// Whether a quote is one that the set labels.
fn is_asked_for(quote: &ReportQuote, all: &[ReportQuote], statements: bool) -> bool {
    match quote.kind {
        QuoteKind::Scare => return false,
        QuoteKind::Indirect if !statements => return false,
        _ => {}
    }
    match quote.inside.and_then(|at| all.get(at as usize)) {
        None => true,
        Some(around) if around.kind == QuoteKind::Indirect => !statements,
        Some(_) => false,
    }
}
