//! The language of the article, and of a line against it.
//!
//! Function words tell both, with one table: of a hundred words of running
//! text forty are function words, and the languages that share some ("de",
//! "la", "in") differ in the rest. A trigram model for whole texts would be
//! another 58 KB to download and says nothing about a line of three words.
//! Where a script belongs to one language alone, the script tells.

use verbatim_lexicon::function_words::LANGUAGES;

use super::line::{Line, Script};

/// What the text is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Language {
    /// BCP 47 primary subtag, where it is known.
    pub code: Option<&'static str>,
    /// Its place in [`LANGUAGES`], where its function words are known.
    pub index: Option<usize>,
}

/// The language of most sentence-like lines. Long lines count, menus hardly do.
pub(crate) fn of_article(lines: &[Line]) -> Language {
    let mut function = [0u32; LANGUAGES.len()];
    let mut words = 0;
    let mut scripts = [0u32; 10];
    for line in lines {
        if let Some(letters) = scripts.get_mut(line.script as usize) {
            *letters += line.letters;
        }
        if line.words < 8 {
            continue;
        }
        words += line.words;
        for (sum, count) in function.iter_mut().zip(line.function) {
            *sum += u32::from(count);
        }
    }
    if words == 0 {
        words = lines.iter().map(|l| l.words).sum();
        for line in lines {
            for (sum, count) in function.iter_mut().zip(line.function) {
                *sum += u32::from(count);
            }
        }
    }
    let letters = |script: Script| scripts.get(script as usize).copied().unwrap_or(0);
    let most = scripts.iter().copied().max().unwrap_or(0);
    if most == 0 {
        return Language::default();
    }
    let script_only = |code| Language { code: Some(code), index: None };
    if letters(Script::Kana) * 5 > letters(Script::Han) && letters(Script::Kana) * 3 > most {
        return script_only("ja");
    }
    for (script, code) in [
        (Script::Hangul, "ko"),
        (Script::Han, "zh"),
        (Script::Greek, "el"),
        (Script::Hebrew, "he"),
        (Script::Arabic, "ar"),
        (Script::Devanagari, "hi"),
    ] {
        if letters(script) == most {
            return script_only(code);
        }
    }
    let best = function.iter().enumerate().max_by_key(|(at, sum)| (**sum, std::cmp::Reverse(*at)));
    match best {
        Some((at, sum)) if *sum >= 2 && *sum * 8 >= words => {
            Language { code: LANGUAGES.get(at).copied(), index: Some(at) }
        }
        _ => Language::default(),
    }
}

/// Whether a line speaks another language than the article: words or letters
/// of another, and none of the article's.
pub(crate) fn is_foreign(line: &Line, article: Language) -> bool {
    let Some(index) = article.index else { return false };
    if matches!(article.code, Some("ru" | "uk")) {
        return line.script == Script::Latin && line.words >= 6 && line.density(Some(0)) > 0.2;
    }
    if line.script != Script::Latin {
        return line.letters >= 2;
    }
    let own = line.function_words(Some(index));
    let other = line
        .function
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != index)
        .map(|(_, count)| u32::from(*count))
        .max()
        .unwrap_or(0);
    let prompt = line.prompt.is_some_and(|p| {
        Some(p.language) != article.code && line.letters >= 6 && u32::from(p.words) == line.words
    });
    prompt
        || own == 0 && (other >= 2 || other == 1 && line.words <= 6)
        || own == 0 && article.code == Some("en") && line.accented > 0 && line.words <= 6
        || other >= 4 && other > own * 3
}
