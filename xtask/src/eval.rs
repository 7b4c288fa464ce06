//! `cargo xtask eval`: how good the analysis is, in figures, beside the bars
//! that it has to reach.
//!
//! Articles and answers are third-party texts, so they live outside the
//! repository, in `../shared` (or the folder that `VERBATIM_SHARED` names), with
//! the scorers that define what counts. Nothing is scored by a copy of a scorer:
//! they are called, and what they don't count is counted here. No test depends
//! on any of it.

mod analysed;
mod bars;
mod clean;
mod own_topics;
mod pronouns;
mod quotes;
mod scorer;
mod seeds;
mod sets;
mod topics;

use std::path::{Path, PathBuf};

use crate::Outcome;

/// Prints the figures of the sets in one folder; an error names the bars missed.
type Score = fn(&Path) -> Outcome;

/// What can be scored.
const SETS: &[(&str, Score)] = &[
    ("seeds", seeds::score),
    ("clean", clean::score),
    ("quotes", quotes::score),
    ("topics", topics::score),
];

/// `cargo xtask eval SET [FOLDER]`: the set's folder, or the one in `../shared/bench`.
/// `--peers` has public tools clean the same pages.
pub fn run(args: &[String]) -> Outcome {
    let (flags, args): (Vec<&String>, Vec<&String>) =
        args.iter().partition(|arg| arg.starts_with("--"));
    let names: Vec<&str> = SETS.iter().map(|(name, _)| *name).collect();
    let usage = || format!("say what to score: cargo xtask eval {} [FOLDER]", names.join("|"));
    let name = args.first().map(|name| name.as_str()).ok_or_else(usage)?;
    let (name, score) = SETS.iter().find(|(known, _)| *known == name).ok_or_else(usage)?;
    let score: Score = match flags.as_slice() {
        [] => *score,
        [flag] if *flag == "--peers" && *name == "clean" => clean::score_with_peers,
        _ => return Err(format!("only `eval clean` takes a flag, --peers\n{}", usage())),
    };
    let folder = match args.get(1) {
        Some(folder) => PathBuf::from(folder),
        // Our own articles are scored wherever the program is.
        None => match (bench(), *name) {
            (Err(absent), "topics") => {
                topics::own()?;
                return Err(absent);
            }
            (folder, name) => folder?.join(name),
        },
    };
    if !folder.is_dir() {
        return Err(format!("NOTHING WAS SCORED: {} is no folder", folder.display()));
    }
    score(&folder)
}

/// The repository's top folder.
fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).to_owned()
}

/// The folder with the sets: articles, answers and scorers.
fn bench() -> Result<PathBuf, String> {
    let shared = match std::env::var_os("VERBATIM_SHARED") {
        Some(folder) => PathBuf::from(folder),
        None => top().join("..").join("shared"),
    };
    let folder = shared.join("bench");
    if folder.is_dir() {
        return Ok(folder);
    }
    Err(format!(
        "NOTHING WAS SCORED: the articles and answers are not at {}.\n\
         They are third-party texts and no part of this repository. \
         Set VERBATIM_SHARED to the folder that holds bench/ and seeds/, \
         or name a set's folder.",
        folder.display()
    ))
}
