//! Articles analysed by the program that users have: the terminal program,
//! built optimised, fed line by line.

use std::{
    collections::HashMap,
    io::{BufRead, BufReader, BufWriter, Write},
    path::PathBuf,
    process::{Command, Stdio},
    thread,
};

use serde::{Deserialize, Serialize};

/// One article to analyse.
#[derive(Debug, Clone, Serialize)]
pub struct Article {
    /// By which its report is found again.
    pub id: String,
    /// What to analyse.
    #[serde(flatten)]
    pub source: Source,
}

/// An article's source.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// As pasted.
    Text(String),
    /// As a page.
    Html(String),
}

/// The parts of a report that are scored, named as `tests/report.schema.json` has them.
#[derive(Debug, Deserialize)]
pub struct Report {
    pub document: Document,
    pub metadata: Metadata,
    pub blocks: Vec<Block>,
    pub quotes: Vec<Quote>,
    pub entities: Vec<Entity>,
    pub topics: Vec<Topic>,
    pub phrases: Vec<Phrase>,
}

#[derive(Debug, Deserialize)]
pub struct Document {
    pub text: String,
}

#[derive(Debug, Deserialize)]
pub struct Metadata {
    pub headline: Option<String>,
    pub author: Option<String>,
    pub date: Option<String>,
    pub outlet: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Block {
    pub start: usize,
    pub end: usize,
    pub kept: bool,
    pub verdict: String,
    pub reason: String,
}

#[derive(Debug, Deserialize)]
pub struct Quote {
    pub start: usize,
    pub end: usize,
    pub text: String,
    pub kind: String,
    pub speaker: Option<Speaker>,
    pub cue: Option<Cue>,
    /// The quote (index) that it stands inside of.
    pub inside: Option<usize>,
}

#[derive(Debug, Deserialize)]
pub struct Speaker {
    pub name: String,
    pub start: usize,
    pub end: usize,
}

#[derive(Debug, Deserialize)]
pub struct Cue {
    pub text: String,
}

#[derive(Debug, Deserialize)]
pub struct Entity {
    pub kind: String,
    pub name: String,
    pub aliases: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub struct Topic {
    pub code: String,
    pub name: String,
    pub broader: Vec<String>,
    pub confidence: f64,
}

#[derive(Debug, Deserialize)]
pub struct Phrase {
    pub text: String,
}

#[derive(Deserialize)]
struct Answer {
    id: String,
    report: Option<Report>,
    error: Option<String>,
}

/// Builds the terminal program and has it analyse `articles`.
pub fn reports(articles: &[Article]) -> Result<HashMap<String, Report>, String> {
    let program = build()?;
    let mut child = Command::new(&program)
        .arg("--jsonl")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("could not start {}: {error}", program.display()))?;
    let (Some(stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
        return Err("the terminal program has no standard input or output".to_owned());
    };
    let answers = thread::scope(|scope| {
        // Written from a second thread: a program whose output nobody reads stops reading.
        let writer = scope.spawn(move || {
            let mut stdin = BufWriter::new(stdin);
            for article in articles {
                serde_json::to_writer(&mut stdin, article)?;
                stdin.write_all(b"\n")?;
            }
            stdin.flush()
        });
        let answers = read_answers(BufReader::new(stdout));
        let written = writer.join().map_err(|_| "the writing thread panicked".to_owned())?;
        written.map_err(|error| format!("could not write to the terminal program: {error}"))?;
        answers
    })?;
    let status = child.wait().map_err(|error| error.to_string())?;
    if !status.success() {
        return Err(format!("the terminal program ended with {status}"));
    }
    Ok(answers)
}

fn read_answers(lines: impl BufRead) -> Result<HashMap<String, Report>, String> {
    let mut out = HashMap::new();
    for line in lines.lines() {
        let line = line.map_err(|error| error.to_string())?;
        let answer: Answer = serde_json::from_str(&line)
            .map_err(|error| format!("a report of another shape than expected: {error}"))?;
        match (answer.report, answer.error) {
            (Some(report), None) => out.insert(answer.id, report),
            (_, error) => return Err(format!("{}: {}", answer.id, error.unwrap_or_default())),
        };
    }
    Ok(out)
}

fn build() -> Result<PathBuf, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["build", "--quiet", "--profile", "tool", "--package", "verbatim-cli"]);
    let status = command.current_dir(super::top()).status();
    match status {
        Ok(status) if status.success() => Ok(target().join("tool").join("verbatim")),
        Ok(_) => Err("the terminal program does not build".to_owned()),
        Err(error) => Err(format!("could not start cargo: {error}")),
    }
}

/// Where cargo puts what it builds.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| super::top().join("target"), PathBuf::from)
}
