//! The language of the article, and of a line against it.
//!
//! Function words tell both, with one table: of a hundred words of running
//! text forty are function words, and the languages that share some ("de",
//! "la", "in") differ in the rest. A trigram model for whole texts would be
//! another 58 KB to download and says nothing about a line of three words.
//! Where a script belongs to one language alone, the script tells.

use verbatim_lexicon::{
    FunctionWords, Language, Lexicon,
    function_words::{MOST, Told},
};

use super::line::{Line, Script};

/// The language of most sentence-like lines. Long lines count, menus hardly do.
pub(crate) fn of_article(lines: &[Line], words: &FunctionWords) -> Option<Language> {
    let mut function = [0u32; MOST];
    let mut counted = 0;
    let mut scripts = [0u32; 10];
    for line in lines {
        if let Some(letters) = scripts.get_mut(line.script as usize) {
            *letters += line.letters;
        }
        if line.words < 8 {
            continue;
        }
        counted += line.words;
        for (sum, count) in function.iter_mut().zip(line.function) {
            *sum += u32::from(count);
        }
    }
    if counted == 0 {
        counted = lines.iter().map(|l| l.words).sum();
        for line in lines {
            for (sum, count) in function.iter_mut().zip(line.function) {
                *sum += u32::from(count);
            }
        }
    }
    let letters = |script: Script| scripts.get(script as usize).copied().unwrap_or(0);
    let most = scripts.iter().copied().max().unwrap_or(0);
    if most == 0 {
        return None;
    }
    // Japanese is known by its syllables, of which Chinese has none.
    let kana = letters(Script::Kana);
    if kana * 5 > letters(Script::Han) && kana * 3 > most {
        return Language::of_script(Script::Kana.code());
    }
    for script in Script::ALL {
        let alone = letters(script) == most && script != Script::Kana;
        if let Some(language) =
            Some(script).filter(|_| alone).and_then(|s| Language::of_script(s.code()))
        {
            return Some(language);
        }
    }
    let best = function.iter().enumerate().max_by_key(|(at, sum)| (**sum, std::cmp::Reverse(*at)));
    let (at, sum) = best?;
    (*sum >= 2 && *sum * 8 >= counted).then(|| words.known().get(at).copied()).flatten()
}

/// What tells the lines of an article from those of other languages.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Own {
    language: Language,
    told: Told,
    english: Option<Told>,
    /// Whether it is written in Latin letters, and whether without accents.
    latin: bool,
    unaccented: bool,
}

impl Own {
    /// What tells an article of that language; nothing where no words are known of it.
    pub(crate) fn of(language: Language, lexicon: &Lexicon) -> Option<Self> {
        let words = &lexicon.function_words;
        Some(Self {
            language,
            told: words.told(language)?,
            english: words.told(Language::ENGLISH),
            latin: language.script() == Some(Script::Latin.code()),
            unaccented: lexicon.habits(Some(language)).unaccented,
        })
    }

    /// Whether a line speaks another language than the article: words or letters
    /// of another, and none of the article's.
    pub(crate) fn is_foreign(self, line: &Line) -> bool {
        if !self.latin {
            return line.script == Script::Latin
                && line.words >= 6
                && line.density(self.english) > 0.2;
        }
        if line.script != Script::Latin {
            return line.letters >= 2;
        }
        let own = line.function_words(Some(self.told));
        let other = line
            .function
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != self.told.index())
            .map(|(_, count)| u32::from(*count))
            .max()
            .unwrap_or(0);
        let prompt = line.prompt.is_some_and(|p| {
            p.language != self.language && line.letters >= 6 && u32::from(p.words) == line.words
        });
        prompt
            || own == 0 && (other >= 2 || other == 1 && line.words <= 6)
            || own == 0 && self.unaccented && line.accented > 0 && line.words <= 6
            || other >= 4 && other > own * 3
    }
}
