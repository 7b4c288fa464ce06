//! `cargo xtask budget`: what a browser downloads, file by file, and whether a first
//! result stays within the limit.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde::Deserialize;

use crate::command::{self, say};
use crate::serve::Server;
use crate::setup::browser;
use crate::{Outcome, build, dist, paths, setup};

/// What a first visit may download until an English article is read: every file that it
/// asks for, compressed, in bytes.
const LIMIT: u64 = 900_000;

/// The article that the first visit reads.
const ARTICLE: &str = "src/samples/one.txt";

/// A file that the browser fetched.
#[derive(Debug, Deserialize)]
struct Fetched {
    name: String,
    /// Of its body, as sent.
    bytes: u64,
    /// Whether it was asked for before the first result.
    first: bool,
}

/// Builds the page and weighs it.
///
/// # Errors
/// When the build fails or the page is too heavy.
pub fn run() -> Outcome {
    let toolchain = setup::for_build()?;
    build::page(&toolchain)?;
    weigh(&paths::dist())
}

/// Has Chromium visit a finished page for the first time, prints what it fetched, and
/// holds what a first result needed against the limit.
///
/// # Errors
/// When the browser cannot be had or fails, or the sum is over the limit.
pub fn weigh(dist: &Path) -> Outcome {
    let fetched = first_visit(dist)?;
    let mut plain = BTreeMap::new();
    for name in dist::files(dist)? {
        plain.insert(name.clone(), size(&dist.join(&name))?);
    }
    say(&format!("{:>10}  {:>10}  {:<6}  file", "brotli", "plain", "when"));
    let mut rows: Vec<&Fetched> = fetched.iter().collect();
    rows.sort_by_key(|row| (!row.first, std::cmp::Reverse(row.bytes), &row.name));
    for Fetched { name, bytes, first } in rows {
        let plain = plain.get(name).map_or("–".to_owned(), u64::to_string);
        let when = if *first { "first" } else { "later" };
        say(&format!("{bytes:>10}  {plain:>10}  {when:<6}  {name}"));
    }
    let unasked: Vec<&str> = plain
        .keys()
        .filter(|name| fetched.iter().all(|row| row.name != **name))
        .map(String::as_str)
        .collect();
    if !unasked.is_empty() {
        return Err(format!("offline, yet never fetched: {}", unasked.join(", ")));
    }
    judge(&fetched)
}

/// Holds the sum of what came first against the limit.
fn judge(fetched: &[Fetched]) -> Outcome {
    let sum = |first: bool| -> u64 {
        fetched.iter().filter(|row| row.first == first).map(|row| row.bytes).sum()
    };
    let (first, later) = (sum(true), sum(false));
    say(&format!("{first:>10}  bytes until a first result; the limit is {LIMIT}"));
    say(&format!("{later:>10}  bytes after it, to be there offline"));
    if first > LIMIT {
        let over = first - LIMIT;
        return Err(format!("the first download is {over} bytes over its limit of {LIMIT}"));
    }
    Ok(())
}

fn first_visit(dist: &Path) -> Result<Vec<Fetched>, String> {
    let chromium = browser::ensure()?.chromium;
    let scripts = paths::root().join("xtask/bench");
    setup::npm_ci(&scripts)?;
    let server = Server::start(dist)?;
    let mut node = Command::new("node");
    node.arg(scripts.join("first.mjs"))
        .arg(chromium)
        .arg(server.url())
        .arg(paths::root().join(ARTICLE));
    serde_json::from_str(&command::output(&mut node)?)
        .map_err(|err| format!("the script's answer cannot be read: {err}"))
}

fn size(path: &Path) -> Result<u64, String> {
    fs::metadata(path).map(|meta| meta.len()).map_err(|err| paths::at(path, &err))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_after_the_first_result_does_not_count() {
        let row = |bytes, first| Fetched { name: "a".to_owned(), bytes, first };
        assert_eq!(judge(&[row(LIMIT, true), row(1, false)]), Ok(()));
        assert!(judge(&[row(LIMIT, true), row(1, true)]).is_err());
    }
}
