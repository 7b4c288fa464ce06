//! What the words for a speaker name: a person, words alone, a pronoun, a government.
//!
//! Why: "They" is nobody, and "Moscow" says nothing unless it is the government there.
//! Who speaks how much, and whose quotes these are, can be said of the others alone.
//! A country, a state of one or a capital that reports something is its government
//! ("Moscow said"); in an article on sport it is a team. Known misses: a capital's
//! city council; a team in an article on something else.

use serde::{Deserialize, Serialize};
use verbatim_lexicon::{Classes, Grammar, Language, PlaceKind, TextSet, WordId, phrase};

use super::Speaker;
use crate::{
    Lexicon,
    entity::{Entities, EntityKind},
};

/// What the words for a speaker name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpeakerKind {
    /// A person or an organisation that the article names, or whom the user names.
    #[default]
    Named,
    /// Somebody without a name: "a spokesman", "the ministry".
    Described,
    /// A pronoun that stands for nobody whom the article names: "they".
    Pronoun,
    /// A country, a state of one or a capital: its government.
    Government,
    /// Another place.
    Place,
}

impl SpeakerKind {
    /// Whether it is somebody whose words can be counted.
    #[must_use]
    pub fn is_someone(self) -> bool {
        !matches!(self, Self::Pronoun | Self::Place)
    }
}

/// What is known of the article and the quote beside the speaker's words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Around<'a> {
    pub text: &'a str,
    pub entities: &'a Entities,
    pub lexicon: &'a Lexicon,
    /// The article's language, where it is known.
    pub language: Option<Language>,
    /// Whether the article is on sport.
    pub sport: bool,
    /// Whether a word reports the quote.
    pub reported: bool,
}

/// What the words for `speaker` name.
pub(crate) fn kind(speaker: &Speaker, around: Around<'_>) -> SpeakerKind {
    let Around { text, entities, sport, reported, .. } = around;
    let words = speaker.mention.of(text);
    match speaker.entity.and_then(|id| entities.get(id)).map(|entity| entity.kind) {
        Some(EntityKind::Person | EntityKind::Organisation) => SpeakerKind::Named,
        None if is_pronoun(words, &around) => SpeakerKind::Pronoun,
        None => SpeakerKind::Described,
        Some(EntityKind::Place) => {
            let before = text.get(..speaker.mention.start()).unwrap_or_default();
            let after = text.get(speaker.mention.end()..).unwrap_or_default();
            let alone = || is_subject(before, &around) && !goes_on(after, &around);
            if reported && !sport && governs(words, &around) && alone() {
                SpeakerKind::Government
            } else {
                SpeakerKind::Place
            }
        }
    }
}

impl Around<'_> {
    /// Whether `word` is one of the small words of the article's language, or of any
    /// where that is unknown.
    fn is_small(&self, word: &str) -> bool {
        let lists = &self.lexicon.function_words;
        let told = self.language.and_then(|language| lists.told(language));
        let listed = lists.languages(phrase::hash(word));
        listed & told.map_or(u32::MAX, |told| told.bit()) != 0
            || self.classes(word).any(Classes::FUNCTION)
    }

    fn classes(&self, word: &str) -> Classes {
        self.lexicon.words.classes(self.lexicon.words.get_folded(word))
    }

    /// Whether a word is the part of a name.
    fn is_name(&self, word: &str) -> bool {
        word.starts_with(char::is_uppercase)
            && !self.is_small(word)
            && !self.classes(word).any(Classes::WEEKDAY | Classes::MONTH)
    }
}

/// Whether all words are small ones: "they", "some of them", "I’m", "dit-elle".
fn is_pronoun(words: &str, around: &Around<'_>) -> bool {
    // "WHO" is an organisation, the "A" of an interview answers; "I" is neither.
    let shouted = !around.lexicon.sets.holds(TextSet::LoneLetters, words)
        && !words.contains(char::is_lowercase);
    let small = |word: &str| {
        let (own, behind) = word.split_once(['\'', '’']).unwrap_or((word, ""));
        let joined = word.rsplit_once('-').map(|(_, last)| last);
        around.is_small(own) && behind.len() <= LONGEST_ENDING
            || joined.is_some_and(|last| around.is_small(last) && last.len() <= LONGEST_JOINED)
    };
    let mut all = words.split_whitespace().peekable();
    all.peek().is_some() && words.contains(char::is_alphabetic) && !shouted && all.all(small)
}

/// The longest ending that an apostrophe joins to a pronoun: "they’ve".
const LONGEST_ENDING: usize = 2;

/// The longest pronoun that French joins to a verb: "disent-elles".
const LONGEST_JOINED: usize = 5;

/// Whether `words`, an article before them aside, are a listed country, state or capital.
fn governs(words: &str, around: &Around<'_>) -> bool {
    let lexicon = around.lexicon;
    // Acronyms are listed as they are written ("US"), with their stops ("u.s.").
    let id = |word: &str| {
        let listed = lexicon.words.get(word);
        let folded = lexicon.words.get_folded(word);
        if listed.is_known() { listed } else { folded }
    };
    let ids: Vec<WordId> = words.split_whitespace().map(id).collect();
    let is_listed = |ids: &[WordId]| {
        let first = ids.first().copied()?;
        let word = |n: usize| ids.get(n).copied().unwrap_or(WordId::UNKNOWN);
        let (length, place) = lexicon.places.longest(first, word)?;
        let rules = match place.kind {
            PlaceKind::Country | PlaceKind::Capital => true,
            PlaceKind::Region => place.country.is_some(),
            PlaceKind::Demonym | PlaceKind::City => false,
        };
        Some(length == ids.len() && rules)
    };
    let article = words.split_whitespace().next().is_some_and(|first| around.is_small(first));
    is_listed(&ids) == Some(true) || article && ids.get(1..).and_then(is_listed) == Some(true)
}

/// Whether what stands behind `before` can be the subject: no preposition and no comma
/// holds it ("in China", "from Englewood, New Jersey"), and it ends no longer name
/// ("Air Canada"). Behind its verb it is a surname ("said Holland").
fn is_subject(before: &str, around: &Around<'_>) -> bool {
    let gap = before.trim_end_matches([' ', '\u{a0}']);
    let Some(word) = gap.rsplit(char::is_whitespace).next().filter(|_| gap.len() < before.len())
    else {
        // A line begins, or a mark or a hyphen stands before.
        return gap.is_empty() || gap.ends_with(['\n', '\r', '"', '“', '«', '(', '—', '–']);
    };
    let bare = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let stopped = word.ends_with(['.', '!', '?', '”', '"', '»', ':', ';', '—', '–', '-']);
    let by = around.lexicon.clause_words.get(around.lexicon.words.get_folded(bare));
    let held = by.any(Grammar::PREPOSITION) || around.classes(bare).any(Classes::LOCATIVE);
    let cue = around.classes(bare).any(Classes::CUE_VERB);
    let listing = word.ends_with(',') && around.is_name(word.trim_end_matches(','));
    stopped || !(held || cue || listing || around.is_name(bare))
}

/// Whether the words behind belong to the name: "‹Kansas› City", "‹South Dakota›’s slogan".
fn goes_on(after: &str, around: &Around<'_>) -> bool {
    let next = after.trim_start_matches(' ');
    let word = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    after.starts_with(['-', '/', '&', '‑', '\'', '’'])
        || next.starts_with('&')
        || after.len() > next.len() && around.is_name(word)
        // "New York, NY"
        || after.strip_prefix(", ").is_some_and(|next| {
            let word = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            word.len() > 1 && !word.contains(char::is_lowercase)
        })
}

#[cfg(test)]
mod tests {
    use super::SpeakerKind::{self, Described, Government, Named, Place, Pronoun};
    use crate::{Input, Lexicons, analyze};

    /// What the speaker of the first quote is that holds `words`.
    fn kind(lexicons: &Lexicons, text: &str, words: &str) -> Option<SpeakerKind> {
        let report = analyze(&Input::text(text.to_owned()), lexicons);
        let quote = report.quotes.iter().find(|quote| quote.text.contains(words));
        quote.unwrap_or_else(|| panic!("a quote in {text:?}")).speaker.as_ref().map(|s| s.kind)
    }

    #[test]
    fn whom_the_words_name() {
        let lexicons = Lexicons::load();
        for (text, words, wanted) in [
            ("“We will not sign,” said Maud Ekström, the mayor.", "not sign", Named),
            ("“We will not sign,” a spokesman said on Tuesday.", "not sign", Described),
            ("“We will not sign,” they said on Tuesday.", "not sign", Pronoun),
            ("They said that the treaty would not be signed.", "treaty", Pronoun),
            ("Some of them said that the treaty would not be signed.", "treaty", Pronoun),
            ("Moscow said the treaty would not be signed this year.", "treaty", Government),
            ("The United Kingdom said the treaty would not be signed.", "treaty", Government),
            (
                "La Russie a affirmé que le traité « ne sera pas signé » cette année.",
                "ne sera",
                Government,
            ),
            ("On Tuesday Moscow said the treaty would not be signed.", "treaty", Government),
            ("The U.S. said the treaty would not be signed this year.", "treaty", Government),
            ("Air Canada said the treaty would not be signed this year.", "treaty", Place),
        ] {
            assert_eq!(kind(&lexicons, text, words), Some(wanted), "{text}");
        }
        let team = "Norway won the cup final on Sunday after their goalkeeper saved two penalties \
            in front of the fans, and the coach praised the striker.\n\n\
            Norway said the midfielder would miss the next match with a hamstring injury.";
        assert_ne!(kind(&lexicons, team, "midfielder"), Some(Government));
        assert!(Government.is_someone() && !Place.is_someone() && !Pronoun.is_someone());
    }
}
