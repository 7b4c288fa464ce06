//! What the analysis knows about words: lists as sorted TSV in `data/`, loaded
//! once into tables. Where each list comes from, and under which licence, is in
//! `SOURCES.md`.
//!
//! Every word of every list is entered in one table, [`Words`], with a bit per
//! class ([`Classes`]); the splitter looks each token up once and later
//! stations test bits. What a list knows beyond bits lies in that list's own
//! type, by [`WordId`].
//!
//! A list lies in `data/<code>/<list>.tsv` where a language owns it, else in
//! `data/<list>.tsv`; both may stand side by side. To add a language, add a folder: the
//! build script finds it, and every loader reads the lists of its name in all folders
//! ([`Lists::named`], [`Lists::by_language`]). A language that a page should be told by
//! needs `function_words.tsv` and a row in `data/languages.tsv`, which says its name and script.
//!
//! To add a list: `<list>.tsv` with a comment line that names its columns,
//! `src/<list>.rs` with a `load(&mut Words, &Lists)`, one line in [`Lexicon::of`],
//! one row in `SOURCES.md`. The build script packs it ([`packed`]); the table in `pack.rs`
//! says which lists are packed better in another way than most.
//!
//! What a rule of the analysis asks of words that no other list knows ("that opens
//! what is said", "nouns for works") is a set of [`sets`], what print does is a habit
//! of [`Habits`]; both say how one is added.

mod abbreviations;
pub mod body_words;
mod calendar;
mod classes;
mod clause_words;
mod closed;
mod cues;
pub mod function_words;
mod habits;
pub mod hash;
mod language;
mod lexicons;
mod lists;
mod names;
mod organisations;
mod packed;
pub mod page_words;
pub mod phrase;
mod phrase_words;
mod phrases;
mod places;
pub mod prompts;
mod roles;
mod rows;
pub mod sets;
mod slots;
pub mod stem;
pub mod topics;
mod words;

pub use body_words::BodyWords;
pub use classes::Classes;
pub use clause_words::{ClauseWords, Grammar};
pub use cues::{Cue, CueClass, CuePart, Cues};
pub use function_words::FunctionWords;
pub use habits::{AllHabits, Dialogue, Habits};
pub use language::Language;
pub use lexicons::{Lexicons, pack_file, packs};
pub use lists::{List, Lists};
pub use organisations::{OrganisationId, Organisations};
pub use page_words::PageWords;
pub use phrases::Phrases;
pub use places::{Country, Place, PlaceKind, Places, StateAbbreviations};
pub use prompts::Prompts;
pub use roles::{Role, RoleGroup, Roles};
pub use sets::{SetBits, Sets, TextSet, WordSet};
pub use words::{WordId, Words};

/// Weights of the cleaner's body model, learnt by `cargo xtask train clean` and packed by
/// the cleaner, which knows the layers.
pub const BODY_MODEL: &[u8] = include_bytes!("../data/body_model.bin");

/// The word lists for texts of one language, loaded once and shared by all stations.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Every word of every list.
    pub words: Words,
    /// Function words by language, month names.
    pub function_words: FunctionWords,
    /// Words that the body model weighs.
    pub body_words: BodyWords,
    /// Phrases of pages, not of articles.
    pub prompts: Prompts,
    /// Words that pages use of themselves.
    pub page_words: PageWords,
    /// Countries, cities and regions.
    pub places: Places,
    /// States by the abbreviations of the press ("Tex.").
    pub states: StateAbbreviations,
    /// What a person can be.
    pub roles: Roles,
    /// Well-known organisations.
    pub organisations: Organisations,
    /// The Media Topics and the terms that speak for them.
    pub topics: topics::Topics,
    /// Words that report speech.
    pub cues: Cues,
    /// Small words that bound clauses and phrases.
    pub clause_words: ClauseWords,
    /// The words that rules ask for.
    pub sets: Sets,
    /// What the print of each language does.
    pub habits: AllHabits,
}

impl Lexicon {
    /// Builds the tables from the lists at hand.
    #[must_use]
    pub fn of(lists: &Lists) -> Self {
        let mut words = Words::default();
        abbreviations::load(&mut words, lists);
        calendar::load(&mut words, lists);
        closed::load(&mut words, lists);
        phrase_words::load(&mut words, lists);
        names::load(&mut words, lists);
        let places = places::load(&mut words, lists);
        let roles = roles::load(&mut words, lists);
        let organisations = organisations::load(&mut words, lists);
        let cues = cues::load(&mut words, lists);
        let clause_words = clause_words::load(&mut words, lists);
        let sets = Sets::load(&mut words, lists);
        let habits = AllHabits::load(lists);
        Self {
            words,
            function_words: FunctionWords::load(lists),
            prompts: Prompts::load(lists),
            page_words: PageWords::load(lists),
            body_words: BodyWords::load(lists),
            places,
            states: StateAbbreviations::load(lists),
            roles,
            organisations,
            topics: topics::Topics::load(lists, &habits),
            cues,
            clause_words,
            sets,
            habits,
        }
    }

    /// What the print of a language does.
    #[must_use]
    pub fn habits(&self, language: Option<Language>) -> &Habits {
        self.habits.of(language)
    }
}
