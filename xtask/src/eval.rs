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

use lexopt::{Arg, Parser, ValueExt as _};
use verbatim_core::clean::Verdict;

use crate::{Asked, Outcome, paths};

/// What the command takes.
pub const USAGE: &str = "seeds|clean|quotes|topics [FOLDER] [--peers]

  FOLDER   the set's folder (without it: the one in ../shared/bench, or in the
           bench folder below $VERBATIM_SHARED)
  --peers  eval clean: have public tools clean the same pages";

/// Prints the figures of the sets in one folder; an error names the bars missed.
type Score = fn(&Path) -> Outcome;

/// What can be scored.
const SETS: &[(&str, Score)] = &[
    ("seeds", seeds::score),
    ("clean", clean::score),
    ("quotes", quotes::score),
    ("topics", topics::score),
];

/// What the command line asks for.
#[derive(Debug)]
struct Options {
    /// One of [`SETS`].
    set: (&'static str, Score),
    folder: Option<PathBuf>,
    peers: bool,
}

/// Prints the figures of one kind of set.
///
/// # Errors
/// When the command line is not understood; the outcome is one when nothing could be
/// scored or a figure misses its bar.
pub fn run(args: Parser) -> Asked {
    parse(args).map(score)
}

fn parse(mut args: Parser) -> Result<Options, lexopt::Error> {
    let mut set = None;
    let mut folder = None;
    let mut peers = false;
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Long("peers") => peers = true,
            Arg::Value(name) if set.is_none() => {
                let known = |name: &str| SETS.iter().find(|(known, _)| *known == name).copied();
                set = Some(name.parse_with(|name| known(name).ok_or("no set has this name"))?);
            }
            Arg::Value(path) if folder.is_none() => folder = Some(path.into()),
            other => return Err(other.unexpected()),
        }
    }
    let set = set.ok_or("say what to score")?;
    if peers && set.0 != "clean" {
        return Err("only `eval clean` takes --peers".into());
    }
    Ok(Options { set, folder, peers })
}

fn score(Options { set: (name, score), folder, peers }: Options) -> Outcome {
    let score = if peers { clean::score_with_peers } else { score };
    let folder = match folder {
        Some(folder) => folder,
        // Our own articles are scored wherever the program is.
        None => match (bench(), name) {
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

/// Whether a block is body text, which alone is labelled.
pub fn is_body(kept: bool, verdict: Verdict) -> bool {
    const APART: [Verdict; 4] =
        [Verdict::Headline, Verdict::Byline, Verdict::DateLine, Verdict::Caption];
    kept && !APART.contains(&verdict)
}

/// The folder with the sets: articles, answers and scorers.
fn bench() -> Result<PathBuf, String> {
    let shared = match std::env::var_os("VERBATIM_SHARED") {
        Some(folder) => PathBuf::from(folder),
        None => paths::root().join("..").join("shared"),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Options, String> {
        parse(Parser::from_args(line.split_whitespace())).map_err(|error| error.to_string())
    }

    #[test]
    fn one_set_one_folder_and_peers_where_there_are_some() {
        let options = parsed("--peers clean pages").unwrap();
        assert_eq!(options.set.0, "clean");
        assert!(options.peers && options.folder == Some("pages".into()));
        for wrong in ["", "seeds --peers", "noise", "topics a b", "quotes --quiet"] {
            assert!(parsed(wrong).is_err(), "{wrong}");
        }
    }
}
