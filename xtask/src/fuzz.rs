//! `cargo xtask fuzz`: any bytes through the analysis, held to the invariants of
//! the property tests, with the articles of `tests/articles` to begin from.
//!
//! Needs the nightly compiler and cargo-fuzz: `cargo install cargo-fuzz`.

use std::fs;
use std::process::{Command, Stdio};

use lexopt::{Arg, Parser, ValueExt as _};

use crate::command::{self, say, shown};
use crate::{Asked, Outcome, paths};

/// What the command takes.
pub const USAGE: &str = "[SECONDS]

  SECONDS  how long each target runs (60); all run at once";

/// The fuzz targets: `fuzz/fuzz_targets/NAME.rs`.
const TARGETS: [&str; 3] = ["analyze_text", "analyze_html", "read_file"];

/// Runs all targets at once and says how many executions each had.
///
/// # Errors
/// When the command line is not understood; the outcome is one when a target cannot
/// be started, or found an input that breaks an invariant, which is then under
/// `fuzz/artifacts`.
pub fn run(mut args: Parser) -> Asked {
    let mut seconds: u32 = 60;
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Value(value) => seconds = value.parse()?,
            other => return Err(other.unexpected()),
        }
    }
    Ok(run_for(seconds))
}

fn run_for(seconds: u32) -> Outcome {
    for target in TARGETS {
        let count = seed(target)?;
        say(&format!("{target}: {count} articles to begin from"));
        command::run(&mut fuzz(&["build", target]))?;
    }
    let log = |target: &str| paths::root().join(format!("fuzz/{target}.log"));
    let mut running = Vec::new();
    for target in TARGETS {
        let time = format!("-max_total_time={seconds}");
        let mut fuzz = fuzz(&["run", target, "--", &time, "-print_final_stats=1", "-timeout=20"]);
        let log = fs::File::create(log(target)).map_err(|err| format!("{target}.log: {err}"))?;
        let child = fuzz.stdout(Stdio::null()).stderr(log).spawn();
        running.push((target, child.map_err(|err| format!("`{}`: {err}", shown(&fuzz)))?));
    }
    let mut failed = Vec::new();
    for (target, mut child) in running {
        let status = child.wait().map_err(|err| format!("{target}: {err}"))?;
        let said = fs::read_to_string(log(target)).map_err(|err| format!("{target}: {err}"))?;
        say(&format!("{target}: {} executions", executions(&said).unwrap_or("no")));
        if !status.success() {
            failed.push(format!("{target} failed, see {}", log(target).display()));
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(failed.join("; ")) }
}

fn fuzz(args: &[&str]) -> Command {
    let mut cargo = Command::new("cargo");
    // xtask's own cargo names its toolchain, which would stand above `+nightly`.
    cargo.env_remove("RUSTUP_TOOLCHAIN").env_remove("CARGO").args(["+nightly", "fuzz"]);
    cargo.args(args).current_dir(paths::root());
    cargo
}

/// Copies each article into the target's corpus, and says how many.
fn seed(target: &str) -> Result<usize, String> {
    let corpus = paths::root().join("fuzz/corpus").join(target);
    fs::create_dir_all(&corpus).map_err(|err| format!("{}: {err}", corpus.display()))?;
    let folder = paths::root().join("tests/articles");
    let mut count = 0;
    for entry in fs::read_dir(&folder).map_err(|err| format!("{}: {err}", folder.display()))? {
        let article = entry.map_err(|err| format!("{}: {err}", folder.display()))?;
        for input in ["input.txt", "input.html"] {
            let from = article.path().join(input);
            if from.is_file() {
                let name = format!("{}-{input}", article.file_name().to_string_lossy());
                fs::copy(&from, corpus.join(name))
                    .map_err(|err| format!("{}: {err}", from.display()))?;
                count += 1;
            }
        }
    }
    Ok(count)
}

/// What libFuzzer's last lines say of how often the target was called.
fn executions(log: &str) -> Option<&str> {
    let line = log.lines().rev().find_map(|l| l.strip_prefix("stat::number_of_executed_units:"));
    line.map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::executions;

    #[test]
    fn executions_are_read_from_the_last_lines() {
        let log = "#2 INITED\nstat::number_of_executed_units: 5120\nstat::new_units_added: 3\n";
        assert_eq!(executions(log), Some("5120"));
        assert_eq!(executions("killed"), None);
    }
}
