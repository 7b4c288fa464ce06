//! [`Lists`]: the lists at hand, by name.

use std::sync::{Arc, OnceLock};

use crate::{
    Language,
    packed::{archived, unpack},
};

/// The lists at hand. Those of one name stand together: first the one that no language
/// owns, then those of the languages, the commonest first.
#[derive(Debug, Clone, Default)]
pub struct Lists {
    lists: Vec<Arc<List>>,
}

/// One list.
#[derive(Debug)]
pub struct List {
    /// The language that owns it.
    pub language: Option<Language>,
    name: &'static str,
    packed: &'static [u8],
    text: OnceLock<&'static str>,
}

impl List {
    /// Its text for good: tables hold slices of it, as long as the program runs.
    #[must_use]
    pub fn text(&self) -> &'static str {
        self.text.get_or_init(|| self.unpacked().leak())
    }

    /// Its text, for a table that keeps nothing of it.
    #[must_use]
    pub fn unpacked(&self) -> String {
        unpack(self.packed)
    }

    /// As downloaded, to be read when it is first needed.
    #[must_use]
    pub fn packed(&self) -> &'static [u8] {
        self.packed
    }
}

impl Lists {
    /// Adds the lists of an archive; none where it is no archive or not whole.
    pub fn add(&mut self, archive: &'static [u8]) -> Option<()> {
        self.lists.extend(archived(archive)?.into_iter().map(|list| {
            Arc::new(List {
                language: Language::parse(list.language),
                name: list.name,
                packed: list.packed,
                text: OnceLock::new(),
            })
        }));
        self.lists.sort_by_cached_key(|list| (list.language.map(Language::place), list.language));
        Some(())
    }

    /// The lists of that name, the languages' behind the one that none owns.
    pub fn named(&self, name: &str) -> impl Iterator<Item = &List> {
        self.lists.iter().map(Arc::as_ref).filter(move |list| list.name == name)
    }

    /// The texts of the lists of that name, for tables that ask for no language.
    pub fn texts(&self, name: &str) -> impl Iterator<Item = &'static str> {
        self.named(name).map(List::text)
    }

    /// As [`Self::named`], with the language that owns each list; without the one that none owns.
    pub fn by_language(&self, name: &str) -> impl Iterator<Item = (Language, &List)> {
        self.named(name).filter_map(|list| Some((list.language?, list)))
    }
}

#[cfg(test)]
impl Lists {
    /// Those of all languages together, for tests of the lists themselves.
    pub(crate) fn load() -> Self {
        let mut lists = Self::default();
        for archive in crate::lexicons::archives() {
            lists.add(archive).unwrap();
        }
        lists
    }
}

#[cfg(test)]
mod tests {
    use super::Lists;
    use crate::Language;

    #[test]
    fn lists_of_one_name_stand_in_the_order_of_their_languages() {
        let lists = Lists::load();
        let owners: Vec<Language> = lists.by_language("cues").map(|(owner, _)| owner).collect();
        assert_eq!(owners.first(), Some(&Language::ENGLISH));
        assert!(owners.is_sorted_by_key(|language| language.place()));
        assert!(lists.named("cities").all(|list| list.language.is_none()));
        assert_eq!(lists.named("no such list").count(), 0);
    }
}
