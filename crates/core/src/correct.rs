//! Station 7: the user's corrections, on top of what the other stations found.
//!
//! A [`Correction`] names its place by spans of the text, never by an id: a new
//! analysis of the same text (a line restored, the threshold moved, a newer
//! build) may number everything otherwise. They are applied in the order in
//! which they were made. One that fits nothing any more changes nothing and
//! yields a notice; none can fail.
//!
//! `#[inline]` stands at each function because of size, not speed: it lets the
//! calling program compile them, and the page's worker is compiled for size where
//! this crate is for speed. Nothing here runs before the user's first correction.

mod anchor;
mod finish;
#[cfg(test)]
mod tests;
mod wire;
mod words;

use serde::{Deserialize, Serialize};

use crate::{
    Notice, Span,
    clean::Cleaned,
    entity::{Entities, Entity, EntityId, EntityKind, Mention, MentionForm, add_role},
    index::{Index, Places},
    quote::{QuoteId, Quotes, Speaker},
    segment::SentenceId,
};

/// One thing that the user knows better than the analysis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "wire::Flat", into = "wire::Flat")]
pub enum Correction {
    /// Two mentions name one and the same.
    Merge {
        /// A mention of the one that is kept: its name is shown.
        mention: Span,
        /// A mention of the other.
        with: Span,
    },
    /// A mention names somebody other than the rest of its entity's.
    Split {
        /// The mention.
        mention: Span,
        /// Whether all mentions of the entity in the same words go with it.
        every: bool,
    },
    /// Another name to show.
    Rename {
        /// A mention of whom it is about.
        mention: Span,
        /// The name.
        name: String,
    },
    /// Who says a quote and those that go on with it.
    Speaker {
        /// The content of one of the quotes.
        quote: Span,
        /// Who says it.
        speaker: Whose,
    },
    /// A quote is one, and this is its speaker.
    Confirm {
        /// The content of the quote.
        quote: Span,
        /// Who says it.
        speaker: Whose,
    },
    /// A quote is none.
    Reject {
        /// The content of the quote.
        quote: Span,
    },
}

/// Whom the user says a quote is by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// Whoever is named by these words of the text.
    Mention(Span),
    /// Somebody of this name: one of the article's, or nobody whom it names.
    Name(String),
    /// The text does not tell.
    Unknown,
}

/// What of an entity is the user's word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntityChange {
    /// Its name.
    Renamed,
    /// That it is one.
    Merged,
    /// That it is apart from another.
    Split,
    /// That there is such a one: the analysis knows nobody of that name.
    Added,
}

/// What of a quote is the user's word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuoteChange {
    /// Its speaker.
    Speaker,
    /// That it is a quote, of this speaker.
    Confirmed,
    /// That it is none.
    Rejected,
}

/// Entities and quotes with the user's word on them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Corrected {
    /// Entities, numbered by first mention.
    pub entities: Entities,
    /// Quotes, as many and in the same order as they were found.
    pub quotes: Quotes,
    /// By entity: what of it is the user's word. Empty without corrections.
    pub of_entities: Vec<Vec<EntityChange>>,
    /// By quote, likewise.
    pub of_quotes: Vec<Vec<QuoteChange>>,
    /// Which corrections fit nothing any more.
    pub notices: Vec<Notice>,
}

/// More corrections than this are not applied: each may look at every mention.
const MOST: usize = 10_000;
/// No longer name is taken, in characters.
const LONGEST_NAME: usize = 200;

/// Applies `corrections`, in order.
#[must_use]
#[inline]
pub fn apply(
    text: &str,
    cleaned: &Cleaned,
    entities: Entities,
    quotes: Quotes,
    corrections: &[Correction],
) -> Corrected {
    if corrections.is_empty() {
        return Corrected { entities, quotes, ..Corrected::default() };
    }
    let mut desk = Desk::new(text, cleaned, entities, quotes);
    let mut notices = Vec::new();
    for (index, correction) in corrections.iter().enumerate().take(MOST) {
        if desk.apply(correction).is_none() {
            notices.push(words::unfit(index, correction, text));
        }
    }
    if corrections.len() > MOST {
        notices.push(words::too_many(MOST));
    }
    desk.finish(notices)
}

/// The stations' findings while they are corrected.
struct Desk<'a> {
    text: &'a str,
    cleaned: &'a Cleaned,
    entities: Entities,
    quotes: Quotes,
    /// By entity: what the user said of it.
    of_entities: Vec<Vec<EntityChange>>,
    /// By entity of the analysis: the name that it gave.
    names: Vec<String>,
    /// By quote: what the user said of it.
    of_quotes: Vec<Vec<QuoteChange>>,
    /// By quote: the entity that the analysis found for its speaker.
    found: Vec<Option<EntityId>>,
    /// By quote: the first of those that go on with one another.
    chains: Vec<QuoteId>,
}

impl<'a> Desk<'a> {
    #[inline]
    fn new(text: &'a str, cleaned: &'a Cleaned, entities: Entities, quotes: Quotes) -> Self {
        let mut chains: Vec<QuoteId> = Vec::with_capacity(quotes.list.len());
        for (at, quote) in quotes.list.each() {
            let first = quote.continues.and_then(|earlier| chains.get(earlier.get()).copied());
            chains.push(first.unwrap_or(at));
        }
        Self {
            of_entities: vec![Vec::new(); entities.list.len()],
            names: entities.list.iter().map(|e| e.name.clone()).collect(),
            of_quotes: vec![Vec::new(); quotes.list.len()],
            found: quotes.list.iter().map(|q| q.speaker.as_ref()?.entity).collect(),
            chains,
            text,
            cleaned,
            entities,
            quotes,
        }
    }

    /// `None` where it does not fit.
    #[inline]
    fn apply(&mut self, correction: &Correction) -> Option<()> {
        match correction {
            Correction::Merge { mention, with } => {
                self.nameable(*with)?;
                let kept = self.entry(*mention)?;
                let other = self.entry(*with)?;
                self.merge(kept, other);
            }
            Correction::Split { mention, every } => self.split(*mention, *every)?,
            Correction::Rename { mention, name } => {
                let name = tidy(name)?;
                let entity = self.entry(*mention)?;
                self.entities.list.get_mut(entity.0 as usize)?.name = name;
                self.note(entity, EntityChange::Renamed);
            }
            Correction::Speaker { quote, speaker } => {
                let quote = self.quote_at(*quote)?;
                let speaker = self.speaker(quote, speaker)?;
                self.set_speaker(quote, speaker);
            }
            Correction::Confirm { quote, speaker } => {
                let quote = self.quote_at(*quote)?;
                let speaker = self.speaker(quote, speaker)?;
                if !self.has_speaker(quote, speaker.as_ref()) {
                    self.set_speaker(quote, speaker);
                }
                self.judge(quote, QuoteChange::Confirmed);
            }
            Correction::Reject { quote } => {
                let quote = self.quote_at(*quote)?;
                self.judge(quote, QuoteChange::Rejected);
            }
        }
        Some(())
    }

    #[inline]
    fn note(&mut self, entity: EntityId, change: EntityChange) {
        if let Some(changes) = self.of_entities.get_mut(entity.0 as usize)
            && !changes.contains(&change)
        {
            changes.push(change);
        }
    }

    /// Lets every mention and speaker point to the entity that `to` gives for theirs.
    #[inline]
    fn repoint(&mut self, to: &dyn Fn(EntityId) -> EntityId) {
        for mention in self.entities.mentions.iter_mut().chain(&mut self.quotes.pronouns) {
            mention.entity = to(mention.entity);
        }
        for speaker in self.quotes.list.iter_mut().filter_map(|q| q.speaker.as_mut()) {
            speaker.entity = speaker.entity.map(to);
        }
    }

    /// The entity that `anchor` names. A speaker whom the analysis knows by the
    /// words alone gets one, with all speakers in the same words.
    #[inline]
    fn entry(&mut self, anchor: Span) -> Option<EntityId> {
        let (span, known) = self.nameable(anchor)?;
        if known.is_some() {
            return known;
        }
        let (text, words) = (self.text, span.of(self.text));
        let entity = self.add(words.to_owned());
        for speaker in self.quotes.list.iter_mut().filter_map(|q| q.speaker.as_mut()) {
            if speaker.entity.is_some() || speaker.mention.of(text) != words {
                continue;
            }
            speaker.entity = Some(entity);
            let span = speaker.mention;
            let mentions = &mut self.entities.mentions;
            let at = mentions.partition_point(|m| m.span < span);
            if mentions.get(at).is_none_or(|m| m.span != span || m.entity != entity) {
                // No station reads the sentence from here on.
                let form = MentionForm::Name;
                mentions.insert(
                    at,
                    Mention { span, name: span, entity, form, sentence: SentenceId::FIRST },
                );
            }
        }
        Some(entity)
    }

    /// The words at `anchor` with the entity that they name, if one is known; none
    /// for words that name neither an entity nor a speaker.
    #[inline]
    fn nameable(&self, anchor: Span) -> Option<(Span, Option<EntityId>)> {
        let (span, known) = self.named_by(anchor)?;
        let words = span.of(self.text);
        let mut speakers = self.quotes.list.iter().filter_map(|q| q.speaker.as_ref());
        let speaks = |s: &Speaker| s.entity.is_none() && s.mention.of(self.text) == words;
        (known.is_some() || speakers.any(speaks)).then_some((span, known))
    }

    #[inline]
    fn merge(&mut self, kept: EntityId, other: EntityId) {
        if kept == other {
            return;
        }
        self.repoint(&|id| if id == other { kept } else { id });
        let Some(gone) = self.entities.list.get_mut(other.0 as usize) else { return };
        let (roles, gender, shown) =
            (std::mem::take(&mut gone.roles), gone.gender, gone.gender_shown);
        let Some(entity) = self.entities.list.get_mut(kept.0 as usize) else { return };
        for role in roles {
            add_role(self.text, &mut entity.roles, role);
        }
        if entity.gender.is_none() || entity.gender_shown.is_none() && shown.is_some() {
            (entity.gender, entity.gender_shown) = (gender, shown);
        }
        self.note(kept, EntityChange::Merged);
    }

    /// Moves a mention, or all of its entity in its words, to an entity of its own.
    #[inline]
    fn split(&mut self, anchor: Span, every: bool) -> Option<()> {
        let Mention { entity: from, name, span, .. } =
            *self.entities.mentions.get(self.mention_at(anchor)?)?;
        let words = name.of(self.text);
        let (text, new) = (self.text, EntityId(self.entities.list.len() as u32));
        let goes = |m: &Mention| {
            m.entity == from && if every { m.name.of(text) == words } else { m.span == span }
        };
        let stays = |m: &Mention| m.entity == from && !goes(m);
        if !self.entities.mentions.iter().any(stays) {
            return None;
        }
        let old = self.entities.list.get_mut(from.0 as usize)?;
        let mut split = Entity { id: new, name: words.to_owned(), ..old.clone() };
        let mut moved: Vec<Span> = Vec::new();
        for mention in self.entities.mentions.iter_mut().filter(|m| goes(m)) {
            mention.entity = new;
            moved.push(mention.span);
        }
        let with_it = |role: &Span| moved.iter().any(|span| span.contains(*role));
        old.roles.retain(|role| !with_it(role));
        split.roles.retain(with_it);
        // What is said of the one is not said of the other.
        if split.gender_shown.is_none_or(|shown| !with_it(&shown)) {
            (split.gender, split.gender_shown) = (None, None);
        } else {
            (old.gender, old.gender_shown) = (None, None);
        }
        self.entities.list.push(split);
        self.of_entities.push(vec![EntityChange::Split]);
        self.follow(from, new);
        self.rename_rest(from);
        Some(())
    }

    /// What is left of an entity whose name went with the split is called by the
    /// fullest name that is left.
    #[inline]
    fn rename_rest(&mut self, id: EntityId) {
        let renamed = self.of_entities.get(id.0 as usize);
        let Some(entity) = self.entities.list.get_mut(id.0 as usize) else { return };
        let text = self.text;
        let mut left = self.entities.mentions.iter().filter(|m| m.entity == id);
        if renamed.is_some_and(|c| c.contains(&EntityChange::Renamed))
            || left.clone().any(|m| m.name.of(text) == entity.name)
        {
            return;
        }
        let rank = |m: &&Mention| {
            let named = !matches!(m.form, MentionForm::Demonym | MentionForm::Description);
            (named, m.name.len(), usize::MAX - m.span.start())
        };
        if let Some(fullest) = left.by_ref().max_by_key(rank) {
            entity.name = fullest.name.of(text).to_owned();
        }
    }

    /// Pronouns and speakers of `from` go with the name that stands last before them.
    #[inline]
    fn follow(&mut self, from: EntityId, new: EntityId) {
        let mentions = &self.entities.mentions;
        let named = |at: Span| {
            let before = mentions.partition_point(|m| m.span.start() < at.end());
            let mut before = mentions.iter().take(before).rev();
            before.find(|m| m.entity == from || m.entity == new).is_some_and(|m| m.entity == new)
        };
        for pronoun in &mut self.quotes.pronouns {
            if pronoun.entity == from && named(pronoun.span) {
                pronoun.entity = new;
            }
        }
        for speaker in self.quotes.list.iter_mut().filter_map(|q| q.speaker.as_mut()) {
            if speaker.entity == Some(from) && named(speaker.mention) {
                speaker.entity = Some(new);
            }
        }
    }

    /// Whom the user means, as a speaker of that quote.
    #[inline]
    fn speaker(&mut self, quote: QuoteId, whose: &Whose) -> Option<Option<Speaker>> {
        match whose {
            Whose::Unknown => Some(None),
            Whose::Mention(anchor) => {
                let (mention, entity) = self.named_by(*anchor)?;
                // The quote's own words for that person are nearer than the anchor.
                let own = self.quotes.list.at(quote)?.speaker.as_ref();
                let own = own.filter(|s| entity.is_some() && s.entity == entity).cloned();
                Some(Some(own.unwrap_or(Speaker { mention, entity })))
            }
            Whose::Name(name) => {
                let name = tidy(name)?;
                let entity = self.called(&name).unwrap_or_else(|| self.add(name));
                Some(Some(Speaker { mention: Span::default(), entity: Some(entity) }))
            }
        }
    }

    /// The entity that is shown by this name, letter case aside.
    #[inline]
    fn called(&self, name: &str) -> Option<EntityId> {
        let wanted = name.to_lowercase();
        let mut used = self.entities.list.iter().filter(|e| self.is_used(e.id));
        used.find(|e| e.name.to_lowercase() == wanted).map(|e| e.id)
    }

    /// Whether it has a mention or was added by the user; false for what was merged away.
    #[inline]
    fn is_used(&self, entity: EntityId) -> bool {
        let changes = self.of_entities.get(entity.0 as usize);
        changes.is_some_and(|c| c.contains(&EntityChange::Added))
            || self.entities.mentions.iter().any(|m| m.entity == entity)
    }

    #[inline]
    fn add(&mut self, name: String) -> EntityId {
        let id = EntityId(self.entities.list.len() as u32);
        self.of_entities.push(vec![EntityChange::Added]);
        self.entities.list.push(Entity {
            id,
            kind: EntityKind::Person,
            name,
            aliases: Vec::new(),
            roles: Vec::new(),
            gender: None,
            gender_shown: None,
        });
        id
    }

    #[inline]
    fn has_speaker(&self, quote: QuoteId, speaker: Option<&Speaker>) -> bool {
        let now = self.quotes.list.at(quote).and_then(|q| q.speaker.as_ref());
        match (now, speaker) {
            (None, None) => true,
            (Some(now), Some(wanted)) if wanted.entity.is_some() => now.entity == wanted.entity,
            (Some(now), Some(wanted)) => now.mention == wanted.mention,
            _ => false,
        }
    }

    /// The quotes that are one with `quote`.
    #[inline]
    fn chain(&self, quote: QuoteId) -> Vec<QuoteId> {
        let first = self.chains.get(quote.get()).copied();
        let of_chain = |(_, chain): &(usize, &QuoteId)| Some(**chain) == first;
        let chain = self.chains.iter().enumerate().filter(of_chain);
        chain.map(|(at, _)| QuoteId::new(at)).collect()
    }

    /// Who has a speaker is a quote: a rejection before it falls.
    #[inline]
    fn set_speaker(&mut self, quote: QuoteId, speaker: Option<Speaker>) {
        for at in self.chain(quote) {
            let Some(it) = self.quotes.list.at_mut(at) else { continue };
            it.speaker.clone_from(&speaker);
            it.confidence = 1.0;
            it.reason = words::set_speaker(speaker.is_some());
            if let Some(changes) = self.of_quotes.get_mut(at.get()) {
                *changes = vec![QuoteChange::Speaker];
            }
        }
    }

    /// Confirms or rejects; the later word stands.
    #[inline]
    fn judge(&mut self, quote: QuoteId, verdict: QuoteChange) {
        for at in self.chain(quote) {
            if let Some(changes) = self.of_quotes.get_mut(at.get()) {
                changes.retain(|c| *c == QuoteChange::Speaker);
                changes.push(verdict);
            }
        }
    }
}

/// A name as it is shown: trimmed, with at least one letter or digit.
#[inline]
fn tidy(name: &str) -> Option<String> {
    let name = name.trim();
    let fits = name.contains(char::is_alphanumeric)
        && !name.contains(char::is_control)
        && name.chars().nth(LONGEST_NAME).is_none();
    fits.then(|| name.to_owned())
}
