//! [`Cues`]: words that report speech ("said", "adding", "statement",
//! "according to"), each with what it reports and in which form it stands.
//!
//! The list names inflected forms, not stems: a look-up is by the word's number,
//! and a reader of the list sees what the program sees.

use crate::{Classes, Language, Lists, WordId, Words, rows::rows};

/// What a cue reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CueClass {
    /// Speaks: "said", "added", "explained".
    Saying,
    /// Asks: "asked", "wondered".
    Asking,
    /// Writes: "wrote", "tweeted".
    Writing,
    /// Asserts what may be contested: "claimed", "warned", "predicted".
    Claiming,
    /// Says no: "denied", "rejected".
    Denying,
    /// Holds in mind: "thinks", "hopes".
    Thinking,
    /// Binds the speaker: "promised", "vowed".
    Promising,
    /// Wants something done: "urged", "called for".
    Demanding,
    /// Praises or blames: "condemned", "hailed".
    Judging,
    /// Gives a name: "called", "dubbed".
    Naming,
    /// A document or study tells: "shows", "reads".
    Showing,
    /// A noun for words: "statement", "remarks".
    Noun,
    /// Names a source: "according to", "per".
    Source,
}

/// In which form a cue stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CuePart {
    /// "say"
    Base,
    /// "says"
    Present,
    /// "said"
    Past,
    /// "written"
    Participle,
    /// "saying"
    Gerund,
    /// "statement"
    Noun,
    /// "according"
    Preposition,
}

/// One cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cue {
    /// What it reports.
    pub class: CueClass,
    /// In which form it stands.
    pub part: CuePart,
    /// Whether it seldom means anything but words ("said"), rather than often ("found").
    pub strong: bool,
    /// Whether it is "tell" or another verb that takes its hearer as object.
    pub takes_hearer: bool,
    /// The language that it is a word of.
    pub language: Language,
}

/// All cues, by word.
#[derive(Debug, Default)]
pub struct Cues {
    /// Index into `list` plus one, by [`WordId::index`]; zero for no cue.
    by_word: Vec<u16>,
    /// Cues; those of one word stand together, ended by the next word's.
    list: Vec<(WordId, Cue)>,
}

impl Cues {
    /// Whether the word is a cue of any language.
    #[must_use]
    #[inline]
    pub fn has(&self, word: WordId) -> bool {
        self.by_word.get(word.index()).is_some_and(|&at| at != 0)
    }

    /// The word as a cue of `language` (of English where that is unknown), else of any language.
    #[must_use]
    #[inline]
    pub fn get(&self, word: WordId, language: Option<Language>) -> Option<Cue> {
        let at = usize::from(*self.by_word.get(word.index())?).checked_sub(1)?;
        let of_word = || self.list.iter().skip(at).take_while(|(w, _)| *w == word).map(|(_, c)| *c);
        let language = language.unwrap_or(Language::ENGLISH);
        of_word().find(|c| c.language == language).or_else(|| of_word().next())
    }
}

/// Verbs whose object is the hearer, so that a name after them is no speaker.
const TAKES_HEARER: &[&str] =
    &["tell", "remind", "warn", "assure", "reassure", "urge", "ask", "inform", "thank", "advise"];

fn class(name: &str) -> Option<CueClass> {
    Some(match name {
        "say" => CueClass::Saying,
        "ask" => CueClass::Asking,
        "write" => CueClass::Writing,
        "claim" => CueClass::Claiming,
        "deny" => CueClass::Denying,
        "think" => CueClass::Thinking,
        "promise" => CueClass::Promising,
        "demand" => CueClass::Demanding,
        "judge" => CueClass::Judging,
        "call" => CueClass::Naming,
        "show" => CueClass::Showing,
        "noun" => CueClass::Noun,
        "source" => CueClass::Source,
        _ => return None,
    })
}

fn part(name: &str) -> Option<CuePart> {
    Some(match name {
        "base" => CuePart::Base,
        "present" => CuePart::Present,
        "past" => CuePart::Past,
        "participle" => CuePart::Participle,
        "gerund" => CuePart::Gerund,
        "noun" => CuePart::Noun,
        "preposition" => CuePart::Preposition,
        _ => return None,
    })
}

/// Enters the lists' words and keeps what they say of each.
pub(crate) fn load(words: &mut Words, lists: &Lists) -> Cues {
    let mut cues = Cues::default();
    let rows = lists.by_language("cues").flat_map(|(language, list)| {
        rows(list.text()).map(move |row: [&'static str; 5]| (language, row))
    });
    for (language, [form, lemma, class_name, part_name, strength]) in rows {
        let (Some(class), Some(part)) = (class(class_name), part(part_name)) else { continue };
        let bit = if class == CueClass::Noun { Classes::CUE_NOUN } else { Classes::CUE_VERB };
        let word = words.add(form, if class == CueClass::Source { Classes::NONE } else { bit });
        let takes_hearer = TAKES_HEARER.contains(&lemma);
        cues.list.push((
            word,
            Cue { class, part, strong: strength == "strong", takes_hearer, language },
        ));
    }
    cues.list.sort_by_key(|(word, _)| *word);
    let last = cues.list.last().map_or(0, |(word, _)| word.index());
    cues.by_word = vec![0; last + 1];
    for (at, (word, _)) in cues.list.iter().enumerate().rev() {
        if let Some(slot) = cues.by_word.get_mut(word.index()) {
            *slot = at as u16 + 1;
        }
    }
    cues
}

#[cfg(test)]
mod tests {
    use super::{CueClass, CuePart, load};
    use crate::{Language, Lists, Words, rows::rows};

    #[test]
    fn every_row_is_read_and_the_lists_are_sorted() {
        let lists = Lists::load();
        let cues = load(&mut Words::default(), &lists);
        assert_eq!(cues.list.len(), lists.texts("cues").flat_map(rows::<5>).count());
        assert!(lists.texts("cues").all(|list| rows::<5>(list).is_sorted_by_key(|row| row[0])));
    }

    #[test]
    fn a_word_of_two_languages_follows_the_article() {
        let mut words = Words::default();
        let cues = load(&mut words, &Lists::load());
        let note = words.get("note");
        let english = |word| cues.get(words.get(word), None);
        assert_eq!(english("note").map(|c| c.part), Some(CuePart::Base));
        assert_eq!(cues.get(note, Some(Language::FRENCH)).map(|c| c.part), Some(CuePart::Past));
        assert_eq!(english("according").map(|c| c.class), Some(CueClass::Source));
        assert!(english("told").is_some_and(|c| c.takes_hearer));
        assert_eq!(english("elephant"), None);
    }
}
