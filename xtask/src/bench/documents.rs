//! The texts that are measured: our own articles, or those of a folder that
//! the caller names, and longer ones made of them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::paths;

/// One text to measure.
pub struct Document {
    /// As it would be given: text, or a page's source.
    pub source: String,
    /// Whether it is to be read as HTML.
    pub html: bool,
}

/// The sizes of the scaling table, in bytes.
pub const SIZES: [usize; 4] = [10_000, 100_000, 1_000_000, 10_000_000];

/// Syllables that make a new name of an old one.
const SYLLABLES: [&str; 16] = [
    "ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va",
];

/// Reads the articles of a folder, or our own.
///
/// # Errors
/// When there are none, or one cannot be read.
pub fn load(folder: Option<&Path>) -> Result<Vec<Document>, String> {
    let mut files = Vec::new();
    match folder {
        Some(folder) => collect(folder, &mut files)?,
        None => {
            for folder in ["src/samples", "tests/articles"] {
                let folder = paths::root().join(folder);
                if folder.is_dir() {
                    collect(&folder, &mut files)?;
                }
            }
        }
    }
    // Beside an input lie files that say what should come of it.
    let inputs = paths::root().join("tests");
    files.retain(|file| {
        !file.starts_with(&inputs) || file.file_stem().is_some_and(|stem| stem == "input")
    });
    files.sort();
    let read = |path: PathBuf| {
        let source = fs::read(&path).map_err(|err| format!("{}: {err}", path.display()))?;
        Ok(Document {
            source: String::from_utf8_lossy(&source).into_owned(),
            html: path.extension().is_some_and(|end| end == "html"),
        })
    };
    let documents = files.into_iter().map(read).collect::<Result<Vec<_>, String>>()?;
    if documents.iter().all(|document| document.html) {
        return Err("no article as text (*.txt) to measure; name a folder: --documents".to_owned());
    }
    Ok(documents)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    let entries = fs::read_dir(folder).map_err(|err| format!("{}: {err}", folder.display()))?;
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|end| end == "txt" || end == "html") {
            files.push(path);
        }
    }
    Ok(())
}

/// A text of about this many bytes, made of the articles one after the other.
///
/// Each round through them gives the names in them another ending. A text that
/// only repeats itself would hide what grows with the number of people.
pub fn long_text(documents: &[Document], bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 100_000);
    let mut round = 0;
    while text.len() < bytes {
        for document in documents.iter().filter(|document| !document.html) {
            for paragraph in document.source.lines() {
                if text.len() >= bytes {
                    break;
                }
                add_varied(&mut text, paragraph, round);
                text.push('\n');
            }
        }
        round += 1;
    }
    text
}

/// Adds a paragraph whose names have the ending of this round.
fn add_varied(text: &mut String, paragraph: &str, round: usize) {
    let ending = ending(round);
    let mut may_be_name = false;
    for piece in paragraph.split_inclusive(' ') {
        let word = piece.trim_end_matches(' ');
        let letters = word.trim_end_matches(|c: char| !c.is_alphabetic());
        let is_name = may_be_name
            && letters.len() > 3
            && letters.starts_with(|c: char| c.is_ascii_uppercase())
            && letters.bytes().all(|byte| byte.is_ascii_alphabetic());
        if is_name {
            text.push_str(letters);
            text.push_str(&ending);
            text.push_str(piece.strip_prefix(letters).unwrap_or_default());
        } else {
            text.push_str(piece);
        }
        // After the end of a sentence any word is a capital one.
        may_be_name = word.ends_with(|c: char| c.is_alphanumeric() || c == ',');
    }
}

/// The ending of a round: none for the first, then ever other syllables.
fn ending(mut round: usize) -> String {
    let mut ending = String::new();
    while round > 0 {
        ending.push_str(SYLLABLES[round % SYLLABLES.len()]);
        round /= SYLLABLES.len();
    }
    ending
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_change_from_round_to_round_and_nothing_else() {
        let vary = |round| {
            let mut text = String::new();
            add_varied(&mut text, "Yesterday Mara Tolliver, of Quenby, left. Nobody knew.", round);
            text
        };
        assert_eq!(vary(0), "Yesterday Mara Tolliver, of Quenby, left. Nobody knew.");
        assert_eq!(vary(1), "Yesterday Marace Tolliverce, of Quenbyce, left. Nobody knew.");
        assert_ne!(vary(1), vary(17));
    }

    #[test]
    fn a_long_text_has_the_size_asked_for() {
        let document = |source: &str| Document { source: source.to_owned(), html: false };
        let documents = [document("One line of text.\nAnother line.\n"), document("A third.\n")];
        let text = long_text(&documents, 1000);
        assert!((1000..1020).contains(&text.len()), "{}", text.len());
    }
}
