//! `cargo xtask build`: the page as a web host would be given it, in `dist/`.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use crate::command::{self, lasted, say};
use crate::setup::{self, Toolchain};
use crate::{Outcome, dist, paths};

/// Sets up what is missing and builds the page.
///
/// # Errors
/// When set-up or the build fails.
pub fn run() -> Outcome {
    let toolchain = setup::for_build()?;
    page(&toolchain)
}

/// Builds the page with tools that are there.
///
/// # Errors
/// When cargo, Trunk or the finishing fails.
pub fn page(toolchain: &Toolchain) -> Outcome {
    let start = Instant::now();
    programs(toolchain)?;
    say("building the page (trunk build --release)");
    let made = paths::target().join("trunk");
    let mut trunk = Command::new("trunk");
    trunk
        .args(["build", "--release", "--skip-version-check", "--dist"])
        .arg(&made)
        // Trunk reads this as yes or no; many shells set it to 1.
        .env_remove("NO_COLOR")
        // Its own errors are enough; they need no trace of its functions.
        .env("RUST_BACKTRACE", "0")
        .current_dir(paths::root());
    command::run(toolchain.apply(&mut trunk))?;
    dist::finish(&made, &paths::dist())?;
    let size = size_of(&paths::dist());
    say(&format!(
        "page built in {} ({} KB in {} files, before compression)",
        lasted(start.elapsed()),
        size.1.div_ceil(1000),
        size.0
    ));
    Ok(())
}

/// Builds the programs of the page, side by side. Trunk asks cargo for one after
/// the other and finds all fresh.
///
/// # Errors
/// When cargo fails.
pub fn programs(toolchain: &Toolchain) -> Outcome {
    // Trunk builds offline, so all crates must be there before it starts.
    let mut fetch = Command::new(paths::cargo());
    fetch.args(["fetch", "--locked"]).current_dir(paths::root());
    command::output(toolchain.apply(&mut fetch))?;
    let mut cargo = Command::new(paths::cargo());
    // What Trunk asks for, to the letter: another profile or selection of
    // packages would be another build.
    cargo
        .args(["build", "--release", "--locked", "--target=wasm32-unknown-unknown"])
        .args(["--bin", "verbatim-app", "--bin", "verbatim-worker", "--bin", "verbatim-charsets"])
        .current_dir(paths::root());
    say(&format!("building the page's programs: {}", command::shown(&cargo)));
    command::run(toolchain.apply(&mut cargo))
}

/// How many files a folder holds, and their bytes, without compressed copies.
fn size_of(folder: &Path) -> (usize, u64) {
    let files = dist::files(folder).unwrap_or_default();
    let sizes = files.iter().filter_map(|name| fs::metadata(folder.join(name)).ok());
    (files.len(), sizes.map(|meta| meta.len()).sum())
}
