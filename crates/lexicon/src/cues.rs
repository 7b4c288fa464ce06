//! [`Cues`]: words that report speech ("said", "adding", "statement",
//! "according to"), each with what it reports and in which form it stands.
//!
//! The list names inflected forms, not stems: a look-up is by the word's number,
//! and a reader of the list sees what the program sees.

use crate::{
    Classes, WordId, Words,
    rows::{list, rows},
};

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
    language: [u8; 2],
}

impl Cue {
    /// Whether it is an English word.
    #[must_use]
    pub fn is_english(self) -> bool {
        &self.language == b"en"
    }
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

    /// The word as a cue of `language` (BCP 47), else of any language.
    #[must_use]
    #[inline]
    pub fn get(&self, word: WordId, language: Option<&str>) -> Option<Cue> {
        let at = usize::from(*self.by_word.get(word.index())?).checked_sub(1)?;
        let of_word = || self.list.iter().skip(at).take_while(|(w, _)| *w == word).map(|(_, c)| *c);
        let language = language.map_or(&b"en"[..], str::as_bytes);
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

/// Enters the list's words and keeps what it says of each.
pub(crate) fn load(words: &mut Words) -> Cues {
    let mut cues = Cues::default();
    for [form, lemma, class_name, part_name, language, strength] in rows(list!("cues.tsv")) {
        let (Some(class), Some(part)) = (class(class_name), part(part_name)) else { continue };
        let bit = if class == CueClass::Noun { Classes::CUE_NOUN } else { Classes::CUE_VERB };
        let word = words.add(form, if class == CueClass::Source { Classes::NONE } else { bit });
        let language = language.as_bytes().first_chunk().copied().unwrap_or_default();
        let takes_hearer = TAKES_HEARER.contains(&lemma);
        cues.list.push((
            word,
            Cue { class, part, strong: strength == "strong", takes_hearer, language },
        ));
        if cues.by_word.len() <= word.index() {
            cues.by_word.resize(word.index() + 1, 0);
        }
        if let Some(slot) = cues.by_word.get_mut(word.index())
            && *slot == 0
        {
            *slot = cues.list.len() as u16;
        }
    }
    cues
}

#[cfg(test)]
mod tests {
    use super::{CueClass, CuePart, load};
    use crate::{
        Words,
        rows::{list, rows},
    };

    #[test]
    fn every_row_is_read_and_the_list_is_sorted() {
        let list = list!("cues.tsv");
        let cues = load(&mut Words::default());
        assert_eq!(cues.list.len(), rows::<6>(list).count());
        let forms: Vec<&str> = rows::<6>(list).map(|row| row[0]).collect();
        assert!(forms.is_sorted());
    }

    #[test]
    fn a_word_of_two_languages_follows_the_article() {
        let mut words = Words::default();
        let cues = load(&mut words);
        let note = words.get("note");
        assert_eq!(cues.get(note, Some("en")).map(|c| c.part), Some(CuePart::Base));
        assert_eq!(cues.get(note, Some("fr")).map(|c| c.part), Some(CuePart::Past));
        assert_eq!(cues.get(words.get("according"), None).map(|c| c.class), Some(CueClass::Source));
        assert!(cues.get(words.get("told"), None).is_some_and(|c| c.takes_hearer));
        assert_eq!(cues.get(words.get("elephant"), None), None);
    }
}
