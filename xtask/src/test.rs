//! `cargo xtask test`: every test there is, natively, in wasm, and as journeys
//! through the page in a real browser. The last line is the count of all.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::command::{lasted, say, shown};
use crate::setup::browser::{self, Browser};
use crate::setup::{self, Toolchain};
use crate::{Outcome, build, paths};

/// What the runners counted.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
struct Count {
    passed: usize,
    failed: usize,
    skipped: usize,
}

impl Count {
    fn add(&mut self, other: Count) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

/// Sets up what is missing and runs everything.
///
/// # Errors
/// When set-up fails or a test does; the text is empty in the latter case.
pub fn run() -> Outcome {
    let start = Instant::now();
    // Asked now: once cargo has built this program again, its old file is gone.
    let server = std::env::current_exe().map_err(|err| format!("where is xtask? {err}"))?;
    let toolchain = setup::for_build()?;
    let browser = browser::ensure()?;

    let mut total = Count::default();
    let mut unfinished = Vec::new();
    let mut stage = |number: usize, name: &str, run: &dyn Fn() -> Result<Count, String>| {
        say(&format!("\n[{number}/4] {name}"));
        let start = Instant::now();
        match run() {
            Ok(count) => {
                say(&format!("[{number}/4] {name}: {} ({})", said(count), lasted(start.elapsed())));
                total.add(count);
            }
            Err(err) => {
                say(&format!("[{number}/4] {name}: did not finish: {err}"));
                unfinished.push(name.to_owned());
                // What did not run cannot have passed.
                total.failed += 1;
            }
        }
    };
    stage(1, "native tests", &native);
    stage(2, "wasm tests in Chromium", &|| wasm(&toolchain, &browser));
    stage(3, "page", &|| build::page(&toolchain).map(|()| Count::default()));
    stage(4, "journeys in Chromium", &|| journeys(&browser, &server));

    say(&format!("\nall tests took {}", lasted(start.elapsed())));
    if total.skipped > 0 {
        say(&format!("SKIPPED: {} tests, named above with their reasons", total.skipped));
    }
    if !unfinished.is_empty() {
        say(&format!("UNFINISHED (each counted as one failure): {}", unfinished.join(", ")));
    }
    // Alone on the last line, for machines: no word of an error after it.
    say(&said(total));
    if total.failed > 0 { Err(String::new()) } else { Ok(()) }
}

/// The count as the closing line has it.
fn said(count: Count) -> String {
    let Count { passed, failed, skipped } = count;
    let skipped = if skipped > 0 { format!(", {skipped} skipped") } else { String::new() };
    format!("{passed} passed, {failed} failed{skipped}")
}

fn native() -> Result<Count, String> {
    let mut cargo = Command::new(paths::cargo());
    cargo.args(["test", "--locked", "--workspace", "--no-fail-fast"]);
    counted(&mut cargo, cargo_count)
}

fn wasm(toolchain: &Toolchain, browser: &Browser) -> Result<Count, String> {
    let mut cargo = Command::new(paths::cargo());
    cargo
        .args(["test", "--locked", "--target", "wasm32-unknown-unknown", "--no-fail-fast"])
        .args(["--package", "verbatim-worker", "--package", "verbatim-app"])
        // No documentation tests: rustdoc may be of another version than the compiler
        // for wasm32, and the native tests run them.
        .args(["--lib", "--bins", "--tests"])
        .env("CHROMEDRIVER", &browser.driver)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
        // A machine under load starts its browser slowly.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    counted(toolchain.apply(&mut cargo), cargo_count)
}

fn journeys(browser: &Browser, server: &Path) -> Result<Count, String> {
    let folder = paths::root().join("tests/browser");
    say("installing the journeys' npm packages (npm ci)");
    setup::npm_ci(&folder)?;
    let files = journey_files(&folder)?;
    if files.is_empty() {
        return Err(format!("{} holds no journey (*.test.mjs)", folder.display()));
    }
    let mut node = Command::new("node");
    node.args(["--test", "--test-reporter=spec"])
        .args(files)
        .env("VERBATIM_DIST", paths::dist())
        .env("VERBATIM_SERVE", server)
        .env("VERBATIM_CHROMIUM", &browser.chromium);
    counted(&mut node, node_count)
}

/// The journeys by name; node's own search differs between its versions.
fn journey_files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|err| format!("{}: {err}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        [".test.mjs", ".test.js"].iter().any(|end| name.ends_with(end))
    });
    files.sort();
    Ok(files)
}

/// Runs a command, lets its output through, and sums what its lines count.
fn counted(command: &mut Command, count: fn(&str) -> Option<Count>) -> Result<Count, String> {
    command.current_dir(paths::root()).stdin(Stdio::null()).stdout(Stdio::piped());
    let line = shown(command);
    let mut child = command.spawn().map_err(|err| format!("cannot start `{line}`: {err}"))?;
    say(&format!("  {line}"));
    let mut total = Count::default();
    if let Some(out) = child.stdout.take() {
        for said in BufReader::new(out).split(b'\n') {
            let Ok(said) = said else { break };
            let said = String::from_utf8_lossy(&said);
            say(&said);
            if let Some(count) = count(&said) {
                total.add(count);
            }
        }
    }
    let status = child.wait().map_err(|err| err.to_string())?;
    if !status.success() && total.failed == 0 {
        return Err(format!("`{line}` ended with {status}"));
    }
    Ok(total)
}

/// `test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; …`
fn cargo_count(line: &str) -> Option<Count> {
    let (_, counts) = line.trim().strip_prefix("test result: ")?.split_once(". ")?;
    let mut count = Count::default();
    for part in counts.split(';') {
        let Some((number, what)) = part.trim().split_once(' ') else { continue };
        let Ok(number) = number.parse() else { continue };
        match what {
            "passed" => count.passed = number,
            "failed" => count.failed = number,
            "ignored" => count.skipped = number,
            _ => {}
        }
    }
    Some(count)
}

/// `ℹ pass 12`, one line a kind, at the end of node's report.
fn node_count(line: &str) -> Option<Count> {
    let (what, number) = line.strip_prefix("ℹ ")?.trim().split_once(' ')?;
    let number = number.parse().ok()?;
    let none = Count::default();
    match what {
        "pass" => Some(Count { passed: number, ..none }),
        "fail" | "cancelled" => Some(Count { failed: number, ..none }),
        "skipped" | "todo" => Some(Count { skipped: number, ..none }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_runner_is_counted_in_its_own_words() {
        let line =
            "test result: FAILED. 12 passed; 2 failed; 1 ignored; 0 measured; 3 filtered out";
        assert_eq!(cargo_count(line), Some(Count { passed: 12, failed: 2, skipped: 1 }));
        assert_eq!(cargo_count("test a::b ... ok"), None);
        let passed = Count { passed: 7, ..Count::default() };
        assert_eq!(node_count("ℹ pass 7"), Some(passed));
        assert_eq!(node_count("ℹ duration_ms 71.5"), None);
        assert_eq!(node_count("✔ pass 7 (3ms)"), None);
    }

    #[test]
    fn the_closing_line_names_skips_only_where_there_are_some() {
        assert_eq!(said(Count { passed: 3, failed: 0, skipped: 0 }), "3 passed, 0 failed");
        assert_eq!(
            said(Count { passed: 3, failed: 1, skipped: 2 }),
            "3 passed, 1 failed, 2 skipped"
        );
    }

    #[test]
    fn a_command_that_fails_without_a_count_is_an_error() {
        let failed = counted(Command::new("sh").args(["-c", "echo nothing; exit 3"]), cargo_count);
        assert!(failed.is_err_and(|err| err.contains("exit status: 3")));
    }
}
