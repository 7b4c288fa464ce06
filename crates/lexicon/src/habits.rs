//! [`Habits`]: what the print of a language does beyond its words: how it sets
//! conversations, where it has capitals, which words it joins. Rules ask for a habit,
//! never for a language.
//!
//! To add a habit: a field here that says what it is, its key in [`Habits::note`],
//! and a line in `data/<language>/habits.tsv` of each language that has it.

use crate::{Language, Lists, rows::rows};

/// How conversations without marks are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialogue {
    /// Dashes before what is spoken, before the verb and behind who speaks.
    Dashes,
    /// A dash before what is spoken alone; the verb follows it behind a comma.
    OpeningDash,
}

/// The habits of one language's print. Without any: those of a language that nobody
/// has described.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Habits {
    /// How conversations without marks are printed, where they are.
    pub dialogue: Option<Dialogue>,
    /// Who speaks may stand between commas inside of the marks.
    pub asides: bool,
    /// Every noun has a capital.
    pub noun_capitals: bool,
    /// Small words are joined to others: "that" to the next word, a pronoun to its verb.
    pub joins_words: bool,
    /// Dates of digits alone have the day first or the month, and nothing tells which.
    pub mixed_dates: bool,
    /// Words are written without accents, but for foreign ones.
    pub unaccented: bool,
    /// A phrase's noun stands before its adjectives.
    pub noun_first: bool,
    /// Words are listed by class (verbs, adverbs, common nouns), so that classes tell
    /// phrases; elsewhere whatever stands between function words is one.
    pub classed_words: bool,
    /// Words that join two nouns into one phrase ("of").
    pub joints: Vec<&'static str>,
    /// Small words before an apostrophe that belong to the noun behind it ("l'accord").
    pub elided_articles: Vec<&'static str>,
    /// Those of them that join it to what stands before ("d'accord").
    pub elided_joints: Vec<&'static str>,
    /// Endings of verbs alone.
    pub verb_endings: Vec<&'static str>,
}

/// The habits of all languages.
#[derive(Debug, Default)]
pub struct AllHabits {
    list: Vec<(Language, Habits)>,
    none: Habits,
}

impl AllHabits {
    /// Reads the lists of the languages.
    pub(crate) fn load(lists: &Lists) -> Self {
        let mut all = Self::default();
        for (language, list) in lists.by_language("habits") {
            let mut habits = Habits::default();
            for [key, value] in rows(list.text()) {
                habits.note(key, value);
            }
            all.list.push((language, habits));
        }
        all
    }

    /// Those of a language.
    #[must_use]
    pub fn of(&self, language: Option<Language>) -> &Habits {
        let known = self.list.iter().find(|(code, _)| Some(*code) == language);
        known.map_or(&self.none, |(_, habits)| habits)
    }
}

impl Habits {
    /// Notes one line of a list; whether it says something.
    fn note(&mut self, key: &str, value: &'static str) -> bool {
        let words = || value.split('|').collect();
        match (key, value) {
            ("classed words", "yes") => self.classed_words = true,
            ("elided articles", _) => self.elided_articles = words(),
            ("elided joints", _) => self.elided_joints = words(),
            ("joints", _) => self.joints = words(),
            ("mixed dates", "yes") => self.mixed_dates = true,
            ("noun first", "yes") => self.noun_first = true,
            ("unaccented", "yes") => self.unaccented = true,
            ("verb endings", _) => self.verb_endings = words(),
            ("dialogue", "dashes") => self.dialogue = Some(Dialogue::Dashes),
            ("dialogue", "opening dash") => self.dialogue = Some(Dialogue::OpeningDash),
            ("asides", "yes") => self.asides = true,
            ("noun capitals", "yes") => self.noun_capitals = true,
            ("joins words", "yes") => self.joins_words = true,
            _ => return false,
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::{AllHabits, Dialogue, Habits};
    use crate::{Language, Lists, rows::rows};

    #[test]
    fn every_line_says_something() {
        for (language, list) in Lists::load().by_language("habits") {
            let rows: Vec<[&str; 2]> = rows(list.text()).collect();
            assert!(rows.is_sorted_by(|a, b| a[0] < b[0]), "{language}");
            for [key, value] in rows {
                assert!(Habits::default().note(key, value), "{language}: {key} {value}");
            }
        }
    }

    #[test]
    fn a_language_has_its_own_habits_and_an_unknown_one_has_none() {
        let all = AllHabits::load(&Lists::load());
        let of = |code: &str| all.of(Language::parse(code));
        assert_eq!(of("fr").dialogue, Some(Dialogue::OpeningDash));
        assert_eq!(of("es").dialogue, Some(Dialogue::Dashes));
        assert!(of("de").noun_capitals && !of("ru").noun_capitals);
        assert_eq!(all.of(None), &Habits::default());
        assert_eq!(of("xx"), &Habits::default());
    }
}
