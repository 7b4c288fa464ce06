//! [`Candidate`]: a stretch of capitalised words that may be a name, and the
//! evidence at that place for what it names.

use verbatim_lexicon::{Country, OrganisationId};

use super::{EntityKind, role::Role};
use crate::{
    Span,
    segment::{SentenceId, TokenId},
};

/// What the lists know of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listed {
    /// A country by name.
    Country(Country),
    /// Its people or adjective.
    Demonym(Country),
    /// A city or region.
    Place,
    /// A well-known organisation.
    Organisation(OrganisationId),
}

/// How much speaks for each kind.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Scores {
    pub person: f32,
    pub place: f32,
    pub organisation: f32,
}

impl Scores {
    pub(super) fn add(&mut self, other: Self) {
        self.person += other.person;
        self.place += other.place;
        self.organisation += other.organisation;
    }

    /// The kind that most speaks for, where enough does and clearly.
    pub(super) fn decide(self) -> Option<EntityKind> {
        // Set by hand: with less, more names get a kind and more of them a wrong one.
        const ENOUGH: f32 = 2.5;
        const CLEAR: f32 = 0.5;
        let mut ranked = [
            (self.person, EntityKind::Person),
            (self.place, EntityKind::Place),
            (self.organisation, EntityKind::Organisation),
        ];
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        let [(best, kind), (second, _), _] = ranked;
        (best >= ENOUGH && best >= second + CLEAR).then_some(kind)
    }
}

/// A stretch of capitalised words that may be a name.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// First token of the name.
    pub start: TokenId,
    /// The token after its last.
    pub end: TokenId,
    /// The name alone. Lies inside a hyphenated token for "US-backed".
    pub name: Span,
    /// The name with its title.
    pub span: Span,
    pub sentence: SentenceId,
    /// What the lists know.
    pub listed: Option<Listed>,
    /// What the words themselves leave no doubt of.
    pub certain: Option<EntityKind>,
    /// Evidence at this place.
    pub scores: Scores,
    /// A role right before or behind the name.
    pub role: Option<Role>,
    /// Gender that a title before the name tells.
    pub female: bool,
    pub male: bool,
    /// Capitalised perhaps only because it opens a sentence or stands in a headline.
    pub weak: bool,
    /// A preposition of place stands before it.
    pub located: bool,
}
