//! [`Lexicons`]: a lexicon for each language, of the lists that every text is read with
//! and the language's own.

use std::sync::OnceLock;

use crate::{Language, Lexicon, Lists, packed::archived};

/// The lists that every text is read with: those that no language owns, English ones, and
/// of each language what it is told by.
const BASE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/base.pack"));
/// The languages that have a pack, with the rest of their lists where these are compiled in.
const PACKS: &[(&str, Option<&[u8]>)] = include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// A lexicon for each language. What is known of a text depends on its own language alone,
/// never on which packs other texts have needed.
#[derive(Debug)]
pub struct Lexicons {
    lists: Lists,
    base: Lexicon,
    packs: Vec<Pack>,
}

/// A language's own lists.
#[derive(Debug)]
struct Pack {
    language: Language,
    /// The lists; none as long as the pack is not at hand.
    archive: Option<&'static [u8]>,
    /// Made when a text first needs it.
    lexicon: OnceLock<Lexicon>,
}

impl Lexicons {
    /// Those of this crate: with the feature `packs` of all languages, else of English, to
    /// which packs can be added.
    #[must_use]
    pub fn load() -> Self {
        let packs =
            PACKS.iter().filter_map(|(code, archive)| Some((Language::parse(code)?, *archive)));
        Self::of(BASE, packs)
    }

    /// Those of English, to which packs can be added, whatever is compiled in.
    #[must_use]
    pub fn of_base() -> Self {
        let packs = PACKS.iter().filter_map(|(code, _)| Some((Language::parse(code)?, None)));
        Self::of(BASE, packs)
    }

    /// Those of a base and of packs, which may not be at hand yet.
    pub fn of(
        base: &'static [u8],
        packs: impl IntoIterator<Item = (Language, Option<&'static [u8]>)>,
    ) -> Self {
        let mut lists = Lists::default();
        // The build script writes the base whole; without it no word would be known.
        lists.add(base).unwrap_or_default();
        let packs = packs.into_iter().map(|(language, archive)| Pack {
            language,
            archive: archive.filter(|archive| archived(archive).is_some()),
            lexicon: OnceLock::new(),
        });
        Self { base: Lexicon::of(&lists), packs: packs.collect(), lists }
    }

    /// The lexicon that every text is read with before its language is known, and that of
    /// English and of languages without a pack.
    #[must_use]
    pub fn base(&self) -> &Lexicon {
        &self.base
    }

    /// The lexicon for a text of that language; none where its pack is not at hand.
    #[must_use]
    pub fn get(&self, language: Option<Language>) -> Option<&Lexicon> {
        let Some(pack) = self.packs.iter().find(|pack| Some(pack.language) == language) else {
            return Some(&self.base);
        };
        let archive = pack.archive?;
        Some(pack.lexicon.get_or_init(|| {
            let mut lists = self.lists.clone();
            // It was looked through when it came.
            lists.add(archive).unwrap_or_default();
            Lexicon::of(&lists)
        }))
    }

    /// As [`Self::get`]; the base where the pack is not at hand.
    #[must_use]
    pub fn or_base(&self, language: Option<Language>) -> &Lexicon {
        self.get(language).unwrap_or(&self.base)
    }

    /// Takes a language's pack in; false where that is no pack of this build's format.
    pub fn add(&mut self, language: Language, archive: Vec<u8>) -> bool {
        let pack = self.packs.iter_mut().find(|pack| pack.language == language);
        let Some(pack) = pack.filter(|_| archived(&archive).is_some()) else { return false };
        // Tables hold slices of it, as long as the program runs.
        pack.archive = Some(archive.leak());
        pack.lexicon = OnceLock::new();
        true
    }
}

/// The name of the file of a language's pack beside the page.
#[must_use]
pub fn pack_file(code: &str) -> String {
    format!("lexicon-{code}.bin")
}

/// The packs compiled into this crate, for who puts them beside the page.
pub fn packs() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    PACKS.iter().filter_map(|(code, archive)| Some((*code, (*archive)?)))
}

/// All lists of this crate, for tests of the lists themselves.
#[cfg(test)]
pub(crate) fn archives() -> impl Iterator<Item = &'static [u8]> {
    std::iter::once(BASE).chain(packs().map(|(_, archive)| archive))
}

#[cfg(test)]
mod tests {
    use super::{Lexicons, packs};
    use crate::Language;

    #[test]
    fn a_language_is_read_with_its_pack_alone_when_that_has_come() {
        let german = Language::parse("de");
        let mut lexicons = Lexicons::of_base();
        assert!(lexicons.get(german).is_none(), "the pack is not there");
        assert!(lexicons.get(None).is_some() && lexicons.get(Some(Language::ENGLISH)).is_some());
        let said = |lexicons: &Lexicons, word: &str| {
            let lexicon = lexicons.or_base(german);
            lexicon.cues.has(lexicon.words.get(word))
        };
        assert!(said(&lexicons, "said") && !said(&lexicons, "erklärte"));
        let (_, pack) = packs().find(|(code, _)| *code == "de").unwrap();
        assert!(lexicons.add(german.unwrap(), pack.to_vec()));
        assert!(said(&lexicons, "said") && said(&lexicons, "erklärte"));
        assert!(!said(&lexicons, "déclaré"), "French stays apart");
        assert!(!lexicons.base().cues.has(lexicons.base().words.get("erklärte")));
    }

    #[test]
    fn what_is_no_pack_is_not_taken_in() {
        let mut lexicons = Lexicons::of_base();
        let german = Language::parse("de").unwrap();
        let (_, pack) = packs().find(|(code, _)| *code == "de").unwrap();
        assert!(!lexicons.add(german, b"<!doctype html><title>404</title>".to_vec()));
        assert!(!lexicons.add(german, pack[..pack.len() - 1].to_vec()));
        assert!(!lexicons.add(Language::ENGLISH, pack.to_vec()), "English has none");
        assert!(lexicons.get(Some(german)).is_none());
    }

    #[test]
    fn all_lexicons_tell_languages_alike() {
        let lexicons = Lexicons::load();
        for (code, _) in packs() {
            let own = lexicons.get(Language::parse(code)).unwrap();
            assert_eq!(own.function_words.known(), lexicons.base().function_words.known());
        }
    }
}
