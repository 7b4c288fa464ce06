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
use verbatim_core::Report;

use crate::{command, paths};

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
    let mut cargo = Command::new(paths::cargo());
    cargo.args(["build", "--quiet", "--locked", "--profile", "tool", "--package", "verbatim-cli"]);
    command::run(cargo.current_dir(paths::root()))?;
    Ok(paths::target().join("tool").join("verbatim"))
}
