//! Whom a speaker's words name.
//!
//! A name is its entity. A pronoun is the person of fitting gender who last
//! spoke, or was last the subject; a description ("the minister") is the person
//! to whom the article gave that role, where only one fits; "the statement" is
//! whoever released it. Where two people fit nobody is named.

use verbatim_lexicon::{Lexicon, SetBits, TextSet, WordSet};

use super::{phrase::Phrase, spans::Quoted};
use crate::{
    Span,
    entity::{Entities, EntityId, EntityKind, Gender, MentionForm},
    index::{Index, Places},
    segment::{ParagraphId, Sentences},
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
    /// "I", for who says the quote around.
    SpeaksAround,
}

/// What the paragraphs so far tell of who is being talked about.
#[derive(Debug, Default)]
pub(super) struct Salience {
    /// Subjects of reports, latest last, with the paragraph.
    pub spoke: Vec<(EntityId, ParagraphId)>,
    /// Who released a statement or other document, latest last.
    pub released: Vec<(EntityId, ParagraphId)>,
    /// Whom a pronoun has stood for, and which: who was "he" is not "she" later.
    pub called: Vec<(EntityId, Gender)>,
}

/// One answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Resolved {
    pub entity: EntityId,
    pub way: Way,
    /// How sure, 0 to 1.
    pub sure: f32,
}

/// Titles are looked for in the first mentions only; bounds the work on long texts.
const MOST_MENTIONS: usize = 400;

/// Pronouns are remembered for so long; bounds the work on long texts.
const MOST_CALLED: usize = 32;

pub(super) struct Resolver<'a> {
    pub text: &'a str,
    pub lexicon: &'a Lexicon,
    pub entities: &'a Entities,
    pub sentences: &'a Sentences<'a>,
    pub quoted: &'a [Quoted],
    pub salience: Salience,
}

impl Resolver<'_> {
    /// Resolves `phrase`, which stands in paragraph `index`.
    pub fn resolve(&self, phrase: &Phrase, index: ParagraphId) -> Option<Resolved> {
        if phrase.joint {
            return None;
        }
        if phrase.pronoun {
            return self.pronoun(phrase.span, index);
        }
        if let Some(mention) = phrase.mention.and_then(|m| self.entities.mentions.at(m)) {
            if mention.form == MentionForm::Description
                && !self.is_introduced(mention.entity, mention.span.start())
            {
                return None;
            }
            if mention.form == MentionForm::Description
                && self.of_country(mention.span) == Some(mention.entity)
            {
                return Some(Resolved { entity: mention.entity, way: Way::Role, sure: 0.9 });
            }
            let (way, sure) = match mention.form {
                MentionForm::Description => (Way::Role, 0.85),
                MentionForm::Pronoun => (Way::LastNamed, 0.6),
                _ => (Way::Name, 0.97),
            };
            return Some(Resolved { entity: mention.entity, way, sure });
        }
        self.description(phrase.span)
    }

    /// Remembers whom a pronoun stands for.
    pub fn note(&mut self, phrase: &Phrase, entity: EntityId) {
        let gender = self.meaning(phrase.span).and_then(|(gender, _)| gender);
        self.salience.called.extend(gender.filter(|_| phrase.pronoun).map(|g| (entity, g)));
    }

    /// The sets of the word at `span`.
    fn sets(&self, span: Span) -> SetBits {
        self.sets_of(span.of(self.text))
    }

    fn sets_of(&self, word: &str) -> SetBits {
        self.lexicon.sets.of(self.lexicon.words.get_folded(word))
    }

    /// "sagten sie": the German word for "she" and "they", beside a verb in the plural.
    fn is_plural(&self, span: Span) -> bool {
        if !self.sets(span).has(WordSet::SheOrThey) {
            return false;
        }
        let before = self.text.get(..span.start()).unwrap_or_default().trim_end();
        let after = self.text.get(span.end()..).unwrap_or_default().trim_start();
        let plural = |word: &str| self.lexicon.sets.ends(TextSet::PluralVerbEndings, word);
        plural(before) || after.split(|c: char| !c.is_alphabetic()).next().is_some_and(plural)
    }

    /// Gender of a third-person pronoun, and whether it stands for a person.
    fn meaning(&self, pronoun: Span) -> Option<(Option<Gender>, bool)> {
        // French sets it behind its verb: "a-t-il".
        let pronoun = pronoun.of(self.text);
        let sets = self.sets_of(pronoun.rsplit('-').next().unwrap_or(pronoun));
        if sets.has(WordSet::HePronouns) {
            return Some((Some(Gender::Male), true));
        }
        if sets.has(WordSet::ShePronouns) {
            return Some((Some(Gender::Female), true));
        }
        sets.has(WordSet::It).then_some((None, false))
    }

    /// Whether a pronoun can stand for the entity; false for what is no pronoun.
    pub fn fits(&self, phrase: &Phrase, entity: EntityId) -> bool {
        phrase.pronoun
            && self
                .meaning(phrase.span)
                .is_some_and(|(gender, person)| self.may_be(entity, gender, person))
    }

    fn may_be(&self, id: EntityId, gender: Option<Gender>, person: bool) -> bool {
        match (person, gender) {
            (true, Some(gender)) => {
                let mut called = self.salience.called.iter().rev().take(MOST_CALLED);
                self.entities.may_be(id, gender)
                    && called.all(|&(other, was)| other != id || was == gender)
            }
            _ => self.entities.get(id).is_some_and(|e| e.kind == EntityKind::Organisation),
        }
    }

    fn pronoun(&self, span: Span, index: ParagraphId) -> Option<Resolved> {
        let (gender, person) = self.meaning(span).filter(|_| !self.is_plural(span))?;
        let fits = |id: EntityId| self.may_be(id, gender, person);
        let paragraph = self.sentences.paragraphs.at(index).map_or(0, |p| p.span.start());
        // A subject of this paragraph, unless the last speaker has been here too.
        let spoke_here =
            self.salience.spoke.last().is_some_and(|&(id, at)| at == index && fits(id));
        if let Some(gender) = gender.filter(|_| person && !spoke_here)
            && let Some(entity) = self.subject_here(paragraph, span.start(), gender)
        {
            return Some(Resolved { entity, way: Way::LastNamed, sure: 0.75 });
        }
        // Who last spoke, in this paragraph or the few before it.
        let spoke = self.salience.spoke.iter().rev().find(|(id, _)| fits(*id)).copied();
        // The nearest name before it.
        let end = self.entities.mentions.partition_point(|m| m.span.start() < span.start());
        let before = self.entities.mentions.get(..end).unwrap_or_default();
        let at = before
            .iter()
            .rev()
            .take(60)
            .position(|m| m.form != MentionForm::Demonym && fits(m.entity));
        let at = at.map(|back| before.len() - 1 - back);
        // "Zaleski and Vass inspected it. He said": either of the two.
        let pair = at.and_then(|at| before.get(at.checked_sub(1)?..=at)).is_some_and(|pair| {
            let [first, second] = pair else { return false };
            first.entity != second.entity
                && fits(first.entity)
                && self.text.get(first.span.end()..second.span.start()).is_some_and(|gap| {
                    let and = gap.strip_prefix(' ').and_then(|rest| rest.strip_suffix(' '));
                    and.is_some_and(|and| self.sets_of(and).has(WordSet::And))
                })
        });
        if pair && spoke.is_none_or(|(_, at)| at + 1 < index) {
            return None;
        }
        let nearest = at.and_then(|at| before.get(at));
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

    /// The one person for whom a pronoun in a quote of paragraph `index` can stand, of
    /// those named since the paragraph before began; `not` is who says the quote.
    pub fn only_one(
        &self,
        phrase: &Phrase,
        index: ParagraphId,
        not: Option<EntityId>,
    ) -> Option<Resolved> {
        let (gender, _) = self.meaning(phrase.span)?;
        let gender = gender?;
        let start = self.sentences.paragraphs.at(index.saturating_sub(1))?.span.start();
        let near = self.entities.mentions_before(phrase.span.start()).take(60);
        let mut fitting = near
            .take_while(|m| m.span.start() >= start)
            .map(|m| m.entity)
            .filter(|&id| Some(id) != not && self.entities.may_be(id, gender));
        let entity = fitting.next()?;
        fitting.all(|other| other == entity).then_some(Resolved {
            entity,
            way: Way::LastNamed,
            sure: 0.65,
        })
    }

    /// Whether the entity has been named before `offset`: a role stands for nobody
    /// whom the reader has not met.
    fn is_introduced(&self, entity: EntityId, offset: usize) -> bool {
        self.entities.mentions_before(offset).take(MOST_MENTIONS).any(|m| {
            m.entity == entity && !matches!(m.form, MentionForm::Description | MentionForm::Pronoun)
        })
    }

    /// The one person of that gender who is a subject in this paragraph before `offset`.
    fn subject_here(&self, start: usize, offset: usize, gender: Gender) -> Option<EntityId> {
        let mut found = None;
        let here = self.entities.mentions_before(offset).take(40);
        for mention in here.take_while(|m| m.span.start() >= start) {
            let before = self.text.get(start..mention.span.start()).unwrap_or_default();
            let word = before.split_whitespace().next_back().unwrap_or_default();
            // "For Ekström, the pilot, it was late. She said": whom it is about.
            if word.starts_with(char::is_uppercase)
                && self.sets_of(word).has(WordSet::For)
                && self.entities.may_be(mention.entity, gender)
                && before.trim_end().len() == word.len()
            {
                return Some(mention.entity);
            }
            let owner = self
                .text
                .get(mention.span.end()..)
                .is_some_and(|rest| rest.starts_with("’s") || rest.starts_with("'s"));
            let subject = self.entities.may_be(mention.entity, gender)
                && !matches!(mention.form, MentionForm::Demonym | MentionForm::Pronoun)
                && !self.holds(before, word)
                && !owner
                && !self.is_quoted(mention.span);
            if subject && found.is_none_or(|f| f == mention.entity) {
                found = Some(mention.entity);
            } else if subject {
                return None;
            }
        }
        found
    }

    /// Whether the `word` that ends `before` makes what follows no subject.
    fn holds(&self, before: &str, word: &str) -> bool {
        let sets = self.sets_of(word);
        !word.contains(char::is_uppercase)
            && (sets.has(WordSet::HoldingPrepositions)
                || sets.has(WordSet::And) && !follows_comma(before, word))
    }

    fn is_quoted(&self, span: Span) -> bool {
        let end = self.quoted.partition_point(|q| q.outer.start() <= span.start());
        let mut near = self.quoted.get(..end).unwrap_or_default().iter().rev().take(8);
        near.any(|q| q.outer.contains(span))
    }

    /// "the Norwegian official": the one person here whose title names that country.
    fn of_country(&self, span: Span) -> Option<EntityId> {
        let demonym = self
            .entities
            .mentions_in(span)
            .iter()
            .find(|m| m.form == MentionForm::Demonym && span.contains(m.span))?;
        let word = demonym.span.of(self.text);
        let mut found = None;
        for mention in self.entities.mentions.iter().take(MOST_MENTIONS) {
            let title =
                Span::between(mention.span.start(), mention.name.start().max(mention.span.start()));
            let named = self.entities.is_person(mention)
                && !matches!(mention.form, MentionForm::Description | MentionForm::Pronoun)
                && title.of(self.text).contains(word);
            if named && found.is_none_or(|f| f == mention.entity) {
                found = Some(mention.entity);
            } else if named {
                return None;
            }
        }
        found
    }

    /// "the Russian foreign minister": the one person whose roles hold these words.
    fn description(&self, span: Span) -> Option<Resolved> {
        let words = span.of(self.text).to_lowercase();
        let mut parts = words.split_whitespace();
        let determiner = parts.next()?;
        let rest: Vec<&str> = parts.collect();
        let determiner = self.sets_of(determiner);
        if determiner.has(WordSet::Pointing)
            && rest.len() <= 2
            && rest.last().is_some_and(|w| self.sets_of(w).has(WordSet::ReleasedNouns))
        {
            let (entity, _) = *self.salience.released.last()?;
            return Some(Resolved { entity, way: Way::Document, sure: 0.7 });
        }
        if !determiner.has(WordSet::The) || rest.is_empty() || rest.len() > 5 {
            return None;
        }
        let mut fitting = self.entities.list.iter().take(MOST_MENTIONS).filter(|e| {
            e.kind == EntityKind::Person
                && e.roles.iter().any(|role| {
                    let role = role.of(self.text).to_lowercase();
                    rest.iter().all(|w| role.split_whitespace().any(|r| r == *w))
                })
        });
        let one = fitting.next().filter(|e| self.is_introduced(e.id, span.start()))?;
        fitting.next().is_none().then_some(Resolved { entity: one.id, way: Way::Role, sure: 0.75 })
    }
}

/// Whether a comma stands before the `word` that ends `text`, and white space behind it.
fn follows_comma(text: &str, word: &str) -> bool {
    let head = text.strip_suffix(' ').and_then(|head| head.strip_suffix(word));
    head.is_some_and(|head| head.ends_with(", "))
}
