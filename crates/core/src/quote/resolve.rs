//! Whom a speaker's words name.
//!
//! A name is its entity. A pronoun is the person of fitting gender who last
//! spoke, or was last the subject; a description ("the minister") is the person
//! to whom the article gave that role, where only one fits; "the statement" is
//! whoever released it. Where two people fit nobody is named.

use super::phrases::Phrase;
use crate::{
    Span,
    entity::{Entities, EntityId, EntityKind, Gender, MentionForm},
};

/// How a phrase was resolved; what the reader is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// It is a name.
    Name,
    /// A description of one person here.
    Role,
    /// A pronoun, for who last spoke.
    LastSpeaker,
    /// A pronoun, for who was named last.
    LastNamed,
    /// "the statement", for who released it.
    Document,
}

/// What the paragraphs so far tell of who is being talked about.
#[derive(Debug, Default)]
pub(super) struct Salience {
    /// Subjects of reports, latest last, with the paragraph.
    pub spoke: Vec<(EntityId, usize)>,
    /// Who released a statement or other document, latest last.
    pub released: Vec<(EntityId, usize)>,
}

/// One answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Resolved {
    pub entity: EntityId,
    pub way: Way,
    /// How sure, 0 to 1.
    pub sure: f32,
}

pub(super) struct Resolver<'a> {
    pub text: &'a str,
    pub entities: &'a Entities,
    pub salience: Salience,
}

impl Resolver<'_> {
    /// Resolves `phrase`, which stands in paragraph `index`.
    pub fn resolve(&self, phrase: &Phrase, index: usize) -> Option<Resolved> {
        if phrase.joint {
            return None;
        }
        if phrase.pronoun {
            return self.pronoun(phrase.span, index);
        }
        if let Some(mention) = phrase.mention.and_then(|m| self.entities.mentions.get(m)) {
            let (way, sure) = match mention.form {
                MentionForm::Description => (Way::Role, 0.85),
                MentionForm::Pronoun => (Way::LastNamed, 0.6),
                _ => (Way::Name, 0.97),
            };
            return Some(Resolved { entity: mention.entity, way, sure });
        }
        self.description(phrase.span)
    }

    fn pronoun(&self, span: Span, index: usize) -> Option<Resolved> {
        let word = span.of(self.text).to_lowercase();
        let (gender, person) = match word.as_str() {
            "he" | "er" | "il" | "él" | "lui" | "egli" | "ele" | "он" => {
                (Some(Gender::Male), true)
            }
            "she" | "elle" | "ella" | "lei" | "ela" | "она" => (Some(Gender::Female), true),
            "it" => (None, false),
            _ => return None,
        };
        let fits = |id: EntityId| {
            self.entities.get(id).is_some_and(|e| {
                if person {
                    e.kind == EntityKind::Person && (e.gender.is_none() || e.gender == gender)
                } else {
                    e.kind == EntityKind::Organisation
                }
            })
        };
        // Who last spoke, in this paragraph or the few before it.
        let spoke = self.salience.spoke.iter().rev().find(|(id, _)| fits(*id)).copied();
        // The nearest name before it.
        let end = self.entities.mentions.partition_point(|m| m.span.start() < span.start());
        let nearest = self
            .entities
            .mentions
            .get(..end)
            .unwrap_or_default()
            .iter()
            .rev()
            .take(60)
            .find(|m| m.form != MentionForm::Demonym && fits(m.entity));
        match (spoke, nearest) {
            (Some((id, at)), Some(m)) if m.entity == id => {
                let sure = if at + 1 >= index { 0.92 } else { 0.8 };
                Some(Resolved { entity: id, way: Way::LastSpeaker, sure })
            }
            (Some((id, at)), _) if at + 2 >= index => Some(Resolved {
                entity: id,
                way: Way::LastSpeaker,
                sure: if at == index { 0.85 } else { 0.75 },
            }),
            (_, Some(m)) => Some(Resolved { entity: m.entity, way: Way::LastNamed, sure: 0.6 }),
            (Some((id, _)), None) => {
                Some(Resolved { entity: id, way: Way::LastSpeaker, sure: 0.5 })
            }
            (None, None) => None,
        }
    }

    /// "the Russian foreign minister": the one person whose roles hold these words.
    fn description(&self, span: Span) -> Option<Resolved> {
        let words = span.of(self.text).to_lowercase();
        let mut parts = words.split_whitespace();
        let determiner = parts.next()?;
        let rest: Vec<&str> = parts.collect();
        if matches!(determiner, "the" | "this" | "that")
            && rest.len() <= 2
            && rest.last().is_some_and(|w| {
                matches!(
                    *w,
                    "statement"
                        | "letter"
                        | "report"
                        | "document"
                        | "memo"
                        | "release"
                        | "communique"
                        | "communiqué"
                        | "email"
                        | "tweet"
                        | "post"
                        | "message"
                )
            })
        {
            let (entity, _) = *self.salience.released.last()?;
            return Some(Resolved { entity, way: Way::Document, sure: 0.7 });
        }
        if determiner != "the" || rest.is_empty() || rest.len() > 5 {
            return None;
        }
        let mut fitting = self.entities.list.iter().filter(|e| {
            e.kind == EntityKind::Person
                && e.roles.iter().any(|role| {
                    let role = role.of(self.text).to_lowercase();
                    rest.iter().all(|w| role.split_whitespace().any(|r| r == *w))
                })
        });
        let one = fitting.next()?;
        fitting.next().is_none().then_some(Resolved { entity: one.id, way: Way::Role, sure: 0.75 })
    }
}
