//! Station 4: people, places and organisations, each once, with every mention.
//!
//! Names are runs of capitalised words ([`scan`]), typed by the lists, their
//! neighbours and the vote of the whole article ([`evidence`]), and merged into
//! entities ([`merge`]). Roles before and after names ([`role`]) type them,
//! and let descriptions name them. Mentions may nest: "US President X" is a
//! mention of X and holds one of the country.

mod candidate;
mod evidence;
mod merge;
mod role;
mod scan;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::{
    Lexicon, Span,
    index::{Places, index},
    segment::{SentenceId, Sentences},
};

/// An entity's place in [`Entities::list`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntityId(pub u32);

/// What an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntityKind {
    /// A person.
    Person,
    /// A country, city, region, water…
    Place,
    /// A company, agency, party, court, team…
    Organisation,
}

/// Grammatical gender evidence for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gender {
    /// "she": title, given name or role says so.
    Female,
    /// "he": title, given name or role says so.
    Male,
}

/// How a mention names its entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MentionForm {
    /// The full name.
    Name,
    /// A part of it: surname, short form.
    Short,
    /// Initials or an acronym.
    Acronym,
    /// An adjective of a country ("Russian").
    Demonym,
    /// A role or description with "the" ("the foreign minister").
    Description,
    /// "he", "she", "they".
    Pronoun,
}

index! {
    /// A mention's place in [`Entities::mentions`].
    pub struct MentionId of Mention;
}

/// One place in the text where an entity is named.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mention {
    /// The whole mention with its title and role ("Russian Foreign Minister Sergey Lavrov" in the scorers' sense).
    pub span: Span,
    /// The name alone; equal to `span` where there is no title.
    pub name: Span,
    /// Whom it names.
    pub entity: EntityId,
    /// How it names it.
    pub form: MentionForm,
    /// Its sentence.
    pub sentence: SentenceId,
}

/// One person, place or organisation.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// Its place in the list.
    pub id: EntityId,
    /// What it is.
    pub kind: EntityKind,
    /// The fullest name that stands in the text.
    pub name: String,
    /// The other surface forms, in order of appearance, each once.
    pub aliases: Vec<String>,
    /// Roles and titles ("Foreign Minister"), in order of appearance, as spans.
    pub roles: Vec<Span>,
    /// Gender evidence, where there is some; a given name alone lets guess.
    pub gender: Option<Gender>,
    /// The words that say so: a title, a role or a pronoun. None for a guess.
    pub gender_shown: Option<Span>,
}

/// All entities and mentions.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Entities {
    /// Entities, by id.
    pub list: Vec<Entity>,
    /// Mentions, by start.
    pub mentions: Vec<Mention>,
}

impl Entities {
    /// The entity of that id.
    #[must_use]
    pub fn get(&self, id: EntityId) -> Option<&Entity> {
        self.list.get(id.0 as usize)
    }

    /// The mentions that start inside `span`.
    #[must_use]
    pub fn mentions_in(&self, span: Span) -> &[Mention] {
        let start = self.mentions.first_not(|m| m.span.start() < span.start());
        let end = self.mentions.first_not(|m| m.span.start() < span.end());
        self.mentions.part(start..end)
    }

    /// The mentions before `offset`, the nearest first.
    pub fn mentions_before(&self, offset: usize) -> impl Iterator<Item = &Mention> {
        let end = self.mentions.partition_point(|m| m.span.start() < offset);
        self.mentions.get(..end).unwrap_or_default().iter().rev()
    }

    /// Whether the mention names a person.
    #[must_use]
    pub fn is_person(&self, mention: &Mention) -> bool {
        self.get(mention.entity).is_some_and(|e| e.kind == EntityKind::Person)
    }

    /// Whether nothing speaks against calling the entity "he" or "she".
    #[must_use]
    pub fn may_be(&self, id: EntityId, gender: Gender) -> bool {
        self.get(id).is_some_and(|e| {
            e.kind == EntityKind::Person && e.gender.is_none_or(|known| known == gender)
        })
    }
}

/// No entity has more aliases.
const MOST_ALIASES: usize = 32;

/// Gathers each entity's aliases: the words of its mentions other than its name.
pub(crate) fn gather_aliases(text: &str, entities: &mut Entities) {
    for mention in &entities.mentions {
        let Some(entity) = entities.list.get_mut(mention.entity.0 as usize) else { continue };
        let words = mention.name.of(text);
        if words != entity.name
            && entity.aliases.len() < MOST_ALIASES
            && !entity.aliases.iter().any(|a| a == words)
        {
            entity.aliases.push(words.to_owned());
        }
    }
}

/// Adds a role to those of an entity, which stand in order of appearance, each once.
pub(crate) fn add_role(text: &str, roles: &mut Vec<Span>, role: Span) {
    let same = |other: &Span| other.of(text).eq_ignore_ascii_case(role.of(text));
    match roles.iter().position(same) {
        Some(at) if roles.get(at).is_some_and(|other| role < *other) => drop(roles.remove(at)),
        Some(_) => return,
        None => {}
    }
    roles.insert(roles.partition_point(|other| *other < role), role);
}

/// Finds entities and merges their aliases.
#[must_use]
pub fn find(sentences: &Sentences<'_>, lexicon: &Lexicon) -> Entities {
    let scanned = scan::run(sentences, lexicon);
    merge::run(sentences, &scanned, lexicon)
}
