//! `cargo xtask lexicon FOLDER`: makes the word lists that come from packages.
//!
//! Run at development time, by hand, when a package has a new version; the
//! lists it writes are part of the repository. FOLDER holds each package
//! unpacked under its own name, as `SOURCES.md` in the lexicon says. The same
//! packages give the same bytes.

mod names;
mod places;
mod topics;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
};

use lexopt::{Arg, Parser};

use crate::{Asked, Outcome, paths};

/// Where packages are read and lists are written.
pub(crate) struct Workshop {
    packages: PathBuf,
    lists: PathBuf,
}

/// What the command takes.
pub const USAGE: &str = "FOLDER

  FOLDER  the packages, each unpacked under its own name; crates/lexicon/SOURCES.md
          says which";

/// Makes every list.
///
/// # Errors
/// When the command line is not understood; the outcome is one when a package cannot
/// be read or a list not be written.
pub fn run(mut args: Parser) -> Asked {
    let mut folder = None;
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Value(path) if folder.is_none() => folder = Some(PathBuf::from(path)),
            other => return Err(other.unexpected()),
        }
    }
    Ok(make(folder.ok_or("give the folder of unpacked packages")?))
}

fn make(packages: PathBuf) -> Outcome {
    let lists = paths::root().join("crates/lexicon/data");
    let workshop = Workshop { packages, lists };
    topics::make(&workshop)?;
    names::make(&workshop)?;
    places::make(&workshop)
}

impl Workshop {
    fn read(&self, file: &str) -> Result<String, String> {
        let path = self.packages.join(file);
        fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
    }

    /// Writes a list: its comment line, then its rows, sorted.
    fn write(&self, list: &str, comment: &str, rows: &BTreeSet<String>) -> Outcome {
        let mut text = format!("# {comment}\n");
        for row in rows {
            text.push_str(row);
            text.push('\n');
        }
        let path = self.lists.join(list);
        fs::write(&path, &text).map_err(|error| format!("{}: {error}", path.display()))?;
        println!("{list}: {} rows, {} bytes", rows.len(), text.len());
        Ok(())
    }

    /// Writes a list whose words share their columns: each row's words are divided
    /// by `|`, and begin with one letter where asked for, as a row of thousands is
    /// read by nobody.
    fn write_shared(
        &self,
        list: &str,
        comment: &str,
        words: impl Iterator<Item = (String, String)>,
        by_letter: bool,
    ) -> Outcome {
        let mut shared: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
        for (columns, word) in words {
            let letter = word.chars().next().filter(|_| by_letter);
            shared.entry((columns, letter)).or_default().insert(word);
        }
        let rows = shared
            .into_iter()
            .map(|((columns, _), words)| format!("{columns}\t{}", Vec::from_iter(words).join("|")));
        self.write(list, comment, &rows.collect())
    }

    /// The words of the closed classes: no name or city is entered under one.
    fn closed_words(&self) -> Result<BTreeSet<String>, String> {
        let path = self.lists.join("en/closed.tsv");
        let list =
            fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let words = list.lines().filter(|line| !line.starts_with('#'));
        Ok(words.filter_map(|line| line.split('\t').next()).map(str::to_owned).collect())
    }
}

/// The form in which the lexicon keeps a word: lower case, straight apostrophes.
fn key(word: &str) -> String {
    word.trim().to_lowercase().replace(['’', 'ʼ', '‘'], "'")
}
