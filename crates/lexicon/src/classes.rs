//! [`Classes`]: what the lists say of one word, as a set of bits, so that a
//! token is looked up once and every later station tests bits.

use std::ops::{BitAnd, BitOr, BitOrAssign};

/// A set of word classes. A bit says what the word *can* be; case and
/// neighbours decide ("May" is a month, a verb and a given name).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Classes(u64);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:literal;)*) => {
        impl Classes {
            $($(#[$doc])* pub const $name: Self = Self(1 << $bit);)*
        }
    };
}

classes! {
    /// A function word of the languages that the lists cover.
    FUNCTION = 0;
    /// A given name; see also [`Self::FEMALE`] and [`Self::MALE`].
    GIVEN = 1;
    /// A surname.
    SURNAME = 2;
    /// The word speaks of a woman (given name, title, role noun, pronoun).
    FEMALE = 3;
    /// The word speaks of a man.
    MALE = 4;
    /// A title that stands before a name ("Mr", "Dr", "Frau").
    HONORIFIC = 5;
    /// A noun for what a person is ("minister", "spokesman", "coach").
    ROLE = 6;
    /// A word that narrows a role ("deputy", "former", "acting").
    ROLE_MODIFIER = 7;
    /// A noun or adjective that a role is about ("foreign", "prime", "finance").
    ROLE_TOPIC = 8;
    /// A small word inside names ("de", "van", "al", "bin").
    PARTICLE = 9;
    /// A country.
    COUNTRY = 10;
    /// An adjective or noun of a country's people ("Russian").
    DEMONYM = 11;
    /// A city.
    CITY = 12;
    /// A region, water, continent or other place that is no country or city.
    REGION = 13;
    /// A noun that ends or heads place names ("Peninsula", "River", "province").
    PLACE_HEAD = 14;
    /// A well-known organisation.
    ORGANISATION = 15;
    /// A noun that ends or heads organisation names ("Ministry", "Party", "Inc").
    ORGANISATION_HEAD = 16;
    /// A month.
    MONTH = 17;
    /// A day of the week.
    WEEKDAY = 18;
    /// A personal pronoun.
    PRONOUN = 19;
    /// A verb that reports words ("said", "asked", "denied").
    CUE_VERB = 20;
    /// A noun that reports words ("statement", "remarks").
    CUE_NOUN = 21;
    /// A preposition that often stands before places ("in", "at", "near").
    LOCATIVE = 22;
    /// An abbreviation that never ends a sentence ("Gen.", "Mr.").
    ABBREVIATION = 23;
    /// An abbreviation that may end a sentence ("Inc.", "etc.").
    ABBREVIATION_FINAL = 24;
    /// An abbreviation before a number ("No. 5").
    ABBREVIATION_NUMBER = 25;
    /// An abbreviation that counts in lower case too ("etc.", "vs.").
    ABBREVIATION_ANY_CASE = 37;
    /// A web or mail address.
    LINK = 26;
    /// The first word of its sentence, marks aside. Set by the splitter.
    SENTENCE_INITIAL = 27;
    /// The first part of a possessive: an "'s" or "'" follows. Set by the splitter.
    POSSESSIVE = 28;
    /// An everyday word that is capitalised at the start of a sentence only.
    COMMON = 29;
    /// A capital city, which also stands for its government.
    CAPITAL = 30;
    /// Part of a listed phrase of two or more words.
    IN_PHRASE = 31;
    /// A nation, people, language or faith that is capitalised but no entity ("Muslim").
    GROUP = 32;
    /// A noun for an event or document whose capitalised name is no person, place or organisation ("War", "Act", "Treaty").
    WORK_HEAD = 33;
    /// The word is plural ("ministers", "officials", "they").
    PLURAL = 34;
    /// A word of the page's furniture ("share", "subscribe", "cookies").
    CHROME = 35;
    /// A word that speaks for a topic.
    TOPIC_TERM = 36;
    /// An organisation noun that stands for the whole name behind "the".
    ORGANISATION_SHORT = 41;
    /// A noun that opens place names ("Mount", "Lake").
    PLACE_HEAD_BEFORE = 38;
    /// A word that makes another office of a role ("deputy", "vice").
    OTHER_OFFICE = 39;
    /// A word for a role that is held no more ("former").
    FORMER = 40;
    /// A word of who speaks of themselves ("I", "our").
    FIRST_PERSON = 42;
    /// A hyphen stands in the word. Set by the splitter.
    HYPHEN = 43;
    /// Some list says what the word is; a rule's own word ([`crate::sets`]) need not be listed.
    LISTED = 44;
    /// A form that is a verb and hardly anything else ("announced").
    VERB = 50;
    /// An adverb.
    ADVERB = 51;
    /// An adjective or number that says little of a thing ("recent", "several").
    PLAIN = 52;
    /// A noun that says little by itself ("decision", "week").
    COMMON_NOUN = 53;
    /// A noun that heads what an article is about ("crisis", "talks", "deal").
    ISSUE = 54;
}

impl Classes {
    /// No class.
    pub const NONE: Self = Self(0);

    /// Whether all of `other`'s classes are in the set.
    #[must_use]
    #[inline]
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether any of `other`'s classes is in the set.
    #[must_use]
    #[inline]
    pub fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether the set is empty.
    #[must_use]
    #[inline]
    pub fn is_none(self) -> bool {
        self.0 == 0
    }

    /// The set without `other`'s classes.
    #[must_use]
    #[inline]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// As [`BitOr`], for constants.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOr for Classes {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        self.union(other)
    }
}

impl BitOrAssign for Classes {
    fn bitor_assign(&mut self, other: Self) {
        *self = self.union(other);
    }
}

impl BitAnd for Classes {
    type Output = Self;
    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}
