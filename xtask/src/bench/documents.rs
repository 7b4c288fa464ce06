//! The texts that are measured: our own articles and test fixtures, or the
//! articles of a folder that the caller names, and longer ones made of them.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use verbatim_core::{Input, Language, Lexicons, analyze, clean::Verdict, report::Range};

use crate::paths;

/// One text to measure.
pub struct Document {
    /// As it would be given: text, or a page's source.
    pub source: String,
    /// Whether it is to be read as HTML.
    pub html: bool,
    /// Whether it is a test's: no longer than what it shows needs, often in another language.
    pub fixture: bool,
}

/// A shorter line of an article may be one that only its neighbours explain.
const PARAGRAPH: usize = 80;

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
            for folder in ["src/samples", "xtask/bench/articles", "tests/articles"] {
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
            fixture: path.starts_with(&inputs),
        })
    };
    let mut documents = files.into_iter().map(read).collect::<Result<Vec<_>, String>>()?;
    // The page's samples are fixtures, too; they count as articles.
    documents.sort_by_key(|document| document.fixture);
    let mut known = HashSet::new();
    documents.retain(|document| known.insert(document.source.clone()));
    if documents.iter().all(|document| document.html) {
        return Err("no article as text (*.txt) to measure; name a folder: --documents".to_owned());
    }
    Ok(documents)
}

/// The articles of a folder, and of those below it.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    let all = paths::files_below(folder)?.into_iter().map(|name| folder.join(name));
    let is_article =
        |path: &PathBuf| path.extension().is_some_and(|end| end == "txt" || end == "html");
    files.extend(all.filter(is_article));
    Ok(())
}

/// An article of about this many bytes, made of [`paragraphs`] one after the other;
/// empty where there are none.
///
/// Each round through them gives the names in them another ending. A text that
/// only repeats itself would hide what grows with the number of people.
pub fn long_text(paragraphs: &[String], bytes: usize) -> String {
    if paragraphs.is_empty() {
        return String::new();
    }
    let mut text = String::with_capacity(bytes + 100_000);
    let rounds = (0..).flat_map(|round| paragraphs.iter().map(move |one| (round, one)));
    for (round, paragraph) in rounds {
        if text.len() >= bytes {
            break;
        }
        add_varied(&mut text, paragraph, round);
        text.push_str("\n\n");
    }
    text
}

/// What the core keeps of the English documents, paragraph by paragraph. With
/// headlines and menus a long text would be many articles, and all but the first
/// be cut.
pub fn paragraphs(documents: &[Document]) -> Vec<String> {
    let lexicons = Lexicons::load();
    let mut paragraphs = Vec::new();
    for document in documents.iter().filter(|document| !document.html) {
        let report = analyze(&Input::text(document.source.clone()), &lexicons);
        if report.metadata.language == Some(Language::ENGLISH) {
            let body = report.blocks.iter().filter(|block| block.verdict == Verdict::Content);
            let texts = body.map(|block| {
                Range { start: block.start, end: block.end }.of(&report.document.text)
            });
            paragraphs.extend(texts.filter(|text| text.len() >= PARAGRAPH).map(str::to_owned));
        }
    }
    paragraphs
}

/// Adds a paragraph whose names have the ending of this round; where it names
/// nobody, its first long word has it. Word for word repeated, it would be cut.
fn add_varied(text: &mut String, paragraph: &str, round: usize) {
    let ending = ending(round);
    let mut may_be_name = false;
    let mut varied = false;
    let words = || paragraph.split_inclusive(' ').map(|piece| (piece, letters_of(piece)));
    for (piece, letters) in words() {
        let is_name = may_be_name
            && letters.len() > 3
            && letters.starts_with(|c: char| c.is_ascii_uppercase())
            && letters.bytes().all(|byte| byte.is_ascii_alphabetic());
        text.push_str(if is_name { letters } else { piece });
        if is_name {
            text.push_str(&ending);
            text.push_str(piece.strip_prefix(letters).unwrap_or_default());
        }
        varied |= is_name;
        // After the end of a sentence any word is a capital one.
        let word = piece.trim_end_matches(' ');
        may_be_name = word.ends_with(|c: char| c.is_alphanumeric() || c == ',');
    }
    if !varied && let Some((_, long)) = words().find(|(_, letters)| letters.len() > 5) {
        let at = text.len() - paragraph.len();
        let place = text.get(at..).and_then(|added| added.find(long)).unwrap_or_default();
        text.insert_str(at + place + long.len(), &ending);
    }
}

/// A piece without what follows its letters.
fn letters_of(piece: &str) -> &str {
    piece.trim_end_matches(|c: char| !c.is_alphabetic())
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
        let paragraphs = ["One paragraph.".to_owned(), "Another.".to_owned()];
        let text = long_text(&paragraphs, 1000);
        assert!((1000..1020).contains(&text.len()), "{}", text.len());
        assert_eq!(long_text(&[], 1000), "");
    }

    #[test]
    fn long_texts_are_made_of_one_article() {
        let documents = load(None).expect("the articles of this repository");
        let text = long_text(&paragraphs(&documents), 100_000);
        let report = analyze(&Input::text(text.clone()), &Lexicons::load());
        assert!(report.cleaned.text.len() * 100 > text.len() * 95, "{}", report.cleaned.text.len());
    }
}
