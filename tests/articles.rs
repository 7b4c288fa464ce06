//! Whole articles through the whole analysis: each folder of `tests/articles`
//! is one trial.
//!
//! `input.txt` or `input.html` is the article, all of them invented. `truth.txt`
//! says what a reader of it knows to be so, statement by statement (see
//! [`truth`]); it is written by hand, before the program is asked. `expected.md`
//! is the report as a person reads it, so that a change of the program shows as
//! a change of words. `VERBATIM_BLESS=1` writes `expected.md` anew, and strikes
//! the `miss` from statements that have come true; it never adds one.

#![expect(clippy::panic, reason = "a test fails by a panic")]

#[path = "articles/harness/picture.rs"]
mod picture;
#[path = "articles/harness/truth.rs"]
mod truth;

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use libtest_mimic::{Arguments, Failed, Trial};
use verbatim_core::{Input, Lexicons, Report, analyze};

static LEXICONS: LazyLock<Lexicons> = LazyLock::new(Lexicons::load);

fn main() -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/articles");
    let mut folders: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    folders.retain(|folder| folder.is_dir() && !folder.ends_with("harness"));
    folders.sort();
    let bless = std::env::var_os("VERBATIM_BLESS").is_some();
    let trial = |folder: PathBuf| {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Trial::test(name, move || check(&folder, bless))
    };
    let trials = folders.into_iter().map(trial).collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn check(folder: &Path, bless: bool) -> Result<(), Failed> {
    let input = input(folder)?;
    let report = analyze(&input, &LEXICONS);
    let truth_path = folder.join("truth.txt");
    let statements = fs::read_to_string(&truth_path)?;
    if bless {
        fs::write(&truth_path, truth::without_mended_misses(&statements, &report))?;
        fs::write(folder.join("expected.md"), picture::of(&report))?;
        return Ok(());
    }
    let mut wrong = truth::violations(&statements, &report);
    let expected = fs::read_to_string(folder.join("expected.md")).unwrap_or_default();
    wrong.extend(difference(&expected, &picture::of(&report)));
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}

fn input(folder: &Path) -> io::Result<Input> {
    let html = folder.join("input.html");
    if html.exists() {
        return fs::read_to_string(html).map(Input::html);
    }
    fs::read_to_string(folder.join("input.txt")).map(Input::text)
}

/// The lines that stand in only one of two pictures; none where they are the same.
fn difference(expected: &str, found: &str) -> Option<String> {
    if expected == found {
        return None;
    }
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    let mut out = String::from("expected.md differs (VERBATIM_BLESS=1 writes it anew):");
    let mut at = 0;
    for line in &old {
        match new.get(at..).unwrap_or_default().iter().position(|other| other == line) {
            Some(skipped) => {
                for added in &new[at..at + skipped] {
                    out.push_str("\n  + ");
                    out.push_str(added);
                }
                at += skipped + 1;
            }
            None => {
                out.push_str("\n  - ");
                out.push_str(line);
            }
        }
    }
    for added in new.get(at..).unwrap_or_default() {
        out.push_str("\n  + ");
        out.push_str(added);
    }
    Some(out)
}

/// The words of a range of the report.
fn words(report: &Report, start: u32, end: u32) -> &str {
    report.document.text.get(start as usize..end as usize).unwrap_or_default()
}
