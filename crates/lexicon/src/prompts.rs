//! Phrases by which pages address their readers: menus, share bars, notices.
//!
//! A language's `page_prompts.tsv` names for each phrase what it is and where in a line
//! it must stand. Numbers in a phrase are written `#`.

use crate::{
    Language, Lists,
    phrase::{Filter, Table, phrase},
    rows,
};

/// The longest phrase that is looked for inside a line, in words.
pub const LONGEST: usize = 12;

/// What a phrase gives away about its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PromptKind {
    /// Menus and links of the site.
    Navigation,
    /// A teaser of another article.
    Related,
    /// Buttons to share or follow.
    Share,
    /// Comment forms and notices.
    Comments,
    /// Cookie and consent notices.
    Cookies,
    /// Newsletters, subscriptions, apps, donations.
    Promotion,
    /// Advertisements and their labels.
    Advertisement,
    /// Copyright and legal notices.
    Legal,
    /// Topic tags.
    Tags,
    /// Numbers of photos, shares, minutes.
    Counter,
    /// Source labels.
    Source,
    /// Words under a picture, credits.
    Caption,
    /// Who wrote it.
    Byline,
    /// When it was published.
    Dateline,
}

/// Where in a line a phrase must stand to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// It is the whole line.
    Whole,
    /// It opens the line and is set off from what follows (colon, dash, capitals), or is the whole line.
    Label,
    /// It opens the line.
    Start,
    /// It stands anywhere in the line.
    Part,
}

/// One phrase's meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Prompt {
    /// What it gives away.
    pub kind: PromptKind,
    /// Where it must stand.
    pub place: Place,
    /// The language it is written in.
    pub language: Language,
    /// How many words it has.
    pub words: u8,
    /// The phrase as listed.
    pub phrase: &'static str,
}

/// All phrases, by the number of the phrase.
#[derive(Debug, Default)]
pub struct Prompts {
    by_phrase: Table<Vec<Prompt>>,
    part_openers: Table<()>,
    /// Most runs of words are no phrase, and most words open none.
    listed: Filter,
    openers: Filter,
}

impl Prompts {
    /// Reads the lists. Other languages borrow English words ("menu", "video"), which
    /// make no page foreign: of equal phrases the English one stands first.
    #[must_use]
    pub(crate) fn load(lists: &Lists) -> Self {
        let mut prompts = Self::default();
        let languages = lists.by_language("page_prompts");
        let rows = languages.flat_map(|(language, list)| {
            rows::words(list.text()).map(move |row: [&'static str; 3]| (language, row))
        });
        for (language, [kind, place, text]) in rows {
            let (Some(kind), Some(place)) = (kind_named(kind), place_named(place)) else {
                continue;
            };
            let (all, first) = phrase(text);
            let words = crate::phrase::words(text).count() as u8;
            if place == Place::Part {
                prompts.part_openers.insert(first, ());
                prompts.openers.insert(first);
            }
            let prompt = Prompt { kind, place, language, words, phrase: text };
            prompts.listed.insert(all);
            let same = prompts.by_phrase.entry(all).or_default();
            // Of equal English phrases the last row tells most: kinds are in the order of the alphabet.
            let at = if language == Language::ENGLISH { 0 } else { same.len() };
            same.insert(at, prompt);
        }
        prompts
    }

    /// The meanings of the phrase with this number.
    #[must_use]
    #[inline]
    pub fn get(&self, phrase: u64) -> &[Prompt] {
        if !self.listed.may_have(phrase) {
            return &[];
        }
        self.by_phrase.get(&phrase).map_or(&[], Vec::as_slice)
    }

    /// Whether a phrase that may stand anywhere starts with this word.
    #[must_use]
    pub fn opens_part(&self, word: u64) -> bool {
        self.openers.may_have(word) && self.part_openers.contains_key(&word)
    }
}

fn kind_named(name: &str) -> Option<PromptKind> {
    Some(match name {
        "navigation" => PromptKind::Navigation,
        "related" => PromptKind::Related,
        "share" => PromptKind::Share,
        "comments" => PromptKind::Comments,
        "cookies" => PromptKind::Cookies,
        "promotion" => PromptKind::Promotion,
        "advertisement" => PromptKind::Advertisement,
        "legal" => PromptKind::Legal,
        "tags" => PromptKind::Tags,
        "counter" => PromptKind::Counter,
        "source" => PromptKind::Source,
        "caption" => PromptKind::Caption,
        "byline" => PromptKind::Byline,
        "dateline" => PromptKind::Dateline,
        _ => return None,
    })
}

fn place_named(name: &str) -> Option<Place> {
    Some(match name {
        "whole" => Place::Whole,
        "label" => Place::Label,
        "start" => Place::Start,
        "part" => Place::Part,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        for list in Lists::load().texts("page_prompts") {
            let bad: Vec<[&str; 3]> = rows::words(list)
                .filter(|[kind, place, text]| {
                    kind_named(kind).is_none()
                        || place_named(place).is_none()
                        || phrase(text).0 == 0
                })
                .collect();
            assert!(bad.is_empty(), "{bad:?}");
            assert!(list.lines().is_sorted(), "the lists are kept sorted");
        }
    }

    #[test]
    fn a_phrase_is_found_in_any_case() {
        let prompts = Prompts::load(&Lists::load());
        let found = prompts.get(phrase("LEAVE A REPLY").0);
        assert_eq!(found.first().map(|p| p.kind), Some(PromptKind::Comments));
    }
}
