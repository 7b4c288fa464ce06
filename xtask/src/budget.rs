//! `cargo xtask budget`: what a browser downloads for a first result, file by
//! file, and whether it stays within the limit.

use std::fs;
use std::path::Path;

use crate::command::say;
use crate::{Outcome, build, dist, paths, setup};

/// For everything together, compressed, in bytes.
const LIMIT: u64 = 900_000;

/// Builds the page and weighs it.
///
/// # Errors
/// When the build fails or the page is too heavy.
pub fn run() -> Outcome {
    let toolchain = setup::for_build()?;
    build::page(&toolchain)?;
    weigh(&paths::dist())
}

/// Prints the table of a finished page and holds it against the limit.
///
/// The service worker fetches every file of the build once, so every file
/// counts, also those of which a first result makes no use.
///
/// # Errors
/// When a file cannot be read or the sum is over the limit.
pub fn weigh(dist: &Path) -> Outcome {
    let mut rows = Vec::new();
    for name in dist::files(dist)? {
        let plain = size(&dist.join(&name))?;
        let packed = dist.join(format!("{name}.br"));
        let sent = if packed.is_file() { size(&packed)? } else { plain };
        rows.push((name, plain, sent));
    }
    rows.sort_by_key(|(name, _, sent)| (std::cmp::Reverse(*sent), name.clone()));
    let plain: u64 = rows.iter().map(|row| row.1).sum();
    let sent: u64 = rows.iter().map(|row| row.2).sum();

    say(&format!("{:>10}  {:>10}  file", "brotli", "plain"));
    for (name, plain, sent) in &rows {
        say(&format!("{sent:>10}  {plain:>10}  {name}"));
    }
    say(&format!("{sent:>10}  {plain:>10}  in all, bytes; the limit is {LIMIT}"));
    if sent > LIMIT {
        return Err(format!("the page is {} bytes over its limit of {LIMIT}", sent - LIMIT));
    }
    Ok(())
}

fn size(path: &Path) -> Result<u64, String> {
    fs::metadata(path).map(|meta| meta.len()).map_err(|err| format!("{}: {err}", path.display()))
}
