//! `cargo xtask bench --against REV`: this tree beside another commit, in turn, as ratios.
//!
//! A time says little on a machine that does other things as well. Two programs that run
//! in turn, each pair at nearly one moment, have the same noise, and the median of their
//! ratios has little of it. Instructions have none, but don't see what memory costs.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde_json::json;

use super::browser::{self, Paste};
use super::documents::{self, Document};
use super::quantile;
use crate::command::{self, say, shown};
use crate::serve::Server;
use crate::{Outcome, build, paths, setup};

/// How often the two run, one after the other.
const PAIRS: usize = 15;

/// A run reads its texts so often that it takes this long: a hundred times of what it
/// takes to start a program.
const LONG_ENOUGH: Duration = Duration::from_millis(700);

/// How often the two pages are opened, each for all the pastes.
const ROUNDS: usize = 4;

/// The terminal programs of two commits.
pub struct Pair {
    /// The other commit's checkout.
    checkout: PathBuf,
    then: PathBuf,
    now: PathBuf,
}

impl Pair {
    /// Builds another commit, once, and this tree.
    ///
    /// # Errors
    /// When git knows no such commit, or one of the two does not build.
    pub fn build(rev: &str) -> Result<Self, String> {
        let mut git = git();
        git.args(["rev-parse", "--verify", "--quiet", "--end-of-options"]);
        git.arg(format!("{rev}^{{commit}}"));
        let commit =
            command::output(&mut git).map_err(|_| format!("git knows no commit `{rev}`"))?;
        let commit = commit.trim();
        say(&format!("\nAGAINST {}", commit.get(..12).unwrap_or(commit)));
        let folder = paths::target().join("against").join(commit);
        let checkout = folder.join("checkout");
        if !checkout.join("Cargo.toml").is_file() {
            say(&format!("  checking it out: {}", checkout.display()));
            let mut git = self::git();
            // Forced where a worktree was there that has been deleted.
            git.args(["worktree", "add", "--force", "--detach", "--quiet"]);
            command::output(git.arg(&checkout).arg(commit))?;
        }
        let then = folder.join("verbatim");
        if !then.is_file() {
            say("  building its terminal program");
            program(&checkout, &checkout.join("target"), &then)?;
        }
        say("  building this tree's terminal program");
        let now = paths::target().join("against").join("verbatim");
        program(paths::root(), paths::target(), &now)?;
        let read = |path: &Path| fs::read(path).map_err(|err| paths::at(path, &err));
        if read(&then)? == read(&now)? {
            say("  THE SAME PROGRAM, byte for byte: what differs below is noise");
        }
        Ok(Self { checkout, then, now })
    }

    /// Runs the two in turn; the times of the other commit and of this tree.
    fn run_in_turn(&self, input: &Path) -> Result<Vec<(f64, f64)>, String> {
        let pair = |number: usize| {
            let first_now = number % 2 == 1;
            let early = run(if first_now { &self.now } else { &self.then }, input)?;
            let late = run(if first_now { &self.then } else { &self.now }, input)?;
            Ok(if first_now { (late, early) } else { (early, late) })
        };
        (0..PAIRS).map(pair).collect()
    }
}

fn git() -> Command {
    let mut git = Command::new("git");
    git.current_dir(paths::root());
    git
}

/// Builds the terminal program of a checkout in `target` and puts it to `to`. In one
/// target folder cargo would take two checkouts' crates for the same.
fn program(checkout: &Path, target: &Path, to: &Path) -> Outcome {
    let mut cargo = Command::new(paths::cargo());
    cargo
        .args(["build", "--quiet", "--locked", "--profile", "tool", "--package", "verbatim-cli"])
        .env("CARGO_TARGET_DIR", target)
        .current_dir(checkout);
    command::run(&mut cargo)?;
    let built = target.join("tool").join("verbatim");
    fs::copy(&built, to).map(drop).map_err(|err| paths::at(&built, &err))
}

/// Texts that are read one after the other, a line each.
struct Texts {
    name: String,
    lines: String,
}

/// None, to see what it takes to start; then the articles, then the fixtures.
fn texts(documents: &[Document]) -> Vec<Texts> {
    let mut all = vec![Texts { name: "start".to_owned(), lines: String::new() }];
    for (fixture, name) in [(false, "articles"), (true, "short fixtures")] {
        let group = documents.iter().filter(|document| document.fixture == fixture);
        let line = |document: &Document| {
            let format = if document.html { "html" } else { "text" };
            format!("{}\n", json!({ "id": 0, format: document.source }))
        };
        let lines: Vec<String> = group.map(line).collect();
        if !lines.is_empty() {
            all.push(Texts { name: format!("{} {name}", lines.len()), lines: lines.concat() });
        }
    }
    all
}

impl Texts {
    /// Writes them as the terminal program reads them, so many times.
    fn write(&self, times: usize) -> Result<PathBuf, String> {
        let folder = paths::target().join("bench");
        let path = folder.join("against.jsonl");
        fs::create_dir_all(&folder)
            .and_then(|()| fs::write(&path, self.lines.repeat(times)))
            .map_err(|err| paths::at(&path, &err))?;
        Ok(path)
    }
}

/// Has a program read the texts; milliseconds.
fn run(program: &Path, input: &Path) -> Result<f64, String> {
    let mut command = reading(Command::new(program), input)?;
    let start = Instant::now();
    command::run(&mut command)?;
    Ok(start.elapsed().as_secs_f64() * 1e3)
}

fn reading(mut command: Command, input: &Path) -> Result<Command, String> {
    let file = File::open(input).map_err(|err| paths::at(input, &err))?;
    command.arg("--jsonl").stdin(file).stdout(Stdio::null());
    Ok(command)
}

/// Takes the times of both and prints their ratios.
///
/// # Errors
/// When a program fails.
pub fn time(pair: &Pair, documents: &[Document]) -> Outcome {
    say(&format!(
        "\nNATIVE, {PAIRS} pairs in turn; a ratio below 1 is faster now, in brackets its middle half"
    ));
    for texts in texts(documents) {
        // The first run only says how long one takes.
        let once = run(&pair.then, &texts.write(1)?)?;
        let times = (LONG_ENOUGH.as_secs_f64() * 1e3 / once).ceil() as usize;
        let input = texts.write(times)?;
        print_ratios(&texts.name, "ms", &pair.run_in_turn(&input)?, times as f64);
    }
    Ok(())
}

/// Counts the instructions of both and prints their ratios.
///
/// # Errors
/// When valgrind cannot be had or a program fails.
pub fn count(pair: &Pair, documents: &[Document]) -> Outcome {
    let valgrind = setup::valgrind()?;
    say("\nINSTRUCTIONS, in millions, each text read once, without what it takes to start");
    let mut start = (0.0, 0.0);
    for texts in texts(documents) {
        let input = texts.write(1)?;
        let then = instructions(&valgrind, &pair.then, &input)? - start.0;
        let now = instructions(&valgrind, &pair.now, &input)? - start.1;
        say(&format!(
            "  {:<20} then {then:>9.1}, now {now:>9.1}; now to then {:.4}",
            texts.name,
            now / then
        ));
        if texts.lines.is_empty() {
            start = (then, now);
        }
    }
    Ok(())
}

/// How many million instructions a program takes to read the texts.
fn instructions(valgrind: &Path, program: &Path, input: &Path) -> Result<f64, String> {
    let mut command = Command::new(valgrind);
    command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(program);
    let mut command = reading(command, input)?;
    let said = command::told(&mut command)?;
    collected(&said).ok_or_else(|| format!("`{}` gave no count: {said}", shown(&command)))
}

/// `==123== Collected : 4567000000`, in millions.
fn collected(said: &str) -> Option<f64> {
    let line = said.lines().find_map(|line| line.split_once("Collected :"))?.1;
    line.split_whitespace().next()?.parse::<f64>().ok().map(|count| count / 1e6)
}

/// The two pages' times of one round.
#[derive(Deserialize)]
struct Round {
    then: Paste,
    now: Paste,
}

/// Builds both pages, pastes into them in turn and prints the ratios.
///
/// # Errors
/// When a page does not build, or the browser fails.
pub fn paste(pair: &Pair, documents: &[Document]) -> Outcome {
    let built = pair.checkout.join("dist");
    if !built.join("index.html").is_file() {
        say("\nbuilding the other commit's page");
        let mut cargo = Command::new(paths::cargo());
        cargo
            .args(["xtask", "build"])
            .env("CARGO_TARGET_DIR", pair.checkout.join("target"))
            .current_dir(&pair.checkout);
        command::run(&mut cargo)?;
    }
    build::page(&setup::for_build()?)?;
    let chromium = setup::browser::ensure()?.chromium;
    browser::install_scripts()?;
    let (then, now) = (Server::start(&built)?, Server::start(&paths::dist())?);
    let ask = json!({
        "chromium": chromium,
        "then": then.url(),
        "now": now.url(),
        "pastes": browser::pastes(&documents::paragraphs(documents)),
        "rounds": ROUNDS,
    });
    let rounds: Vec<Round> = browser::answer_of("against.mjs", &ask)?;
    say(&format!("\nIN CHROMIUM, {ROUNDS} rounds in turn; the same texts are pasted into both"));
    let pairs = |times: fn(&Paste) -> &Vec<f64>| -> Vec<(f64, f64)> {
        let pair = |round: &Round| {
            let (then, now) = (times(&round.then), times(&round.now));
            (quantile(then, 0.5), quantile(now, 0.5))
        };
        rounds.iter().map(pair).collect()
    };
    print_ratios("paste to paint", "ms", &pairs(|paste| &paste.to_paint), 1.0);
    print_ratios("of it the engine", "ms", &pairs(|paste| &paste.engine), 1.0);
    Ok(())
}

/// One row: medians, the median ratio with its middle half, and the ratio of the least.
fn print_ratios(name: &str, unit: &str, pairs: &[(f64, f64)], each: f64) {
    let ratios: Vec<f64> = pairs.iter().map(|(then, now)| now / then).collect();
    let then: Vec<f64> = pairs.iter().map(|pair| pair.0 / each).collect();
    let now: Vec<f64> = pairs.iter().map(|pair| pair.1 / each).collect();
    say(&format!(
        "  {name:<20} then {:>8.2} {unit}, now {:>8.2} {unit}; now to then {:.3} ({:.3} to {:.3}), \
         of the fastest {:.3}",
        quantile(&then, 0.5),
        quantile(&now, 0.5),
        quantile(&ratios, 0.5),
        quantile(&ratios, 0.25),
        quantile(&ratios, 0.75),
        quantile(&now, 0.0) / quantile(&then, 0.0),
    ));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_read_out_of_what_callgrind_says() {
        let said = "==7== Events    : Ir\n==7== Collected : 2500000\n==7== \n";
        assert_eq!(collected(said), Some(2.5));
        assert_eq!(collected("valgrind: not found"), None);
    }

    #[test]
    fn texts_are_lines_by_kind() {
        let document =
            |source: &str, html, fixture| Document { source: source.to_owned(), html, fixture };
        let all = texts(&[document("a\nb", false, false), document("<p>c", true, true)]);
        let shown: Vec<_> = all.iter().map(|t| (t.name.as_str(), t.lines.as_str())).collect();
        assert_eq!(shown[0], ("start", ""));
        assert_eq!(shown[1], ("1 articles", "{\"id\":0,\"text\":\"a\\nb\"}\n"));
        assert_eq!(shown[2], ("1 short fixtures", "{\"html\":\"<p>c\",\"id\":0}\n"));
    }
}
