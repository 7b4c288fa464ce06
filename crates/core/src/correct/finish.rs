//! Putting the corrected findings in order: who is left is numbered by first
//! mention, and reasons say what is the user's word.

use super::{Corrected, Desk, EntityChange, QuoteChange, words};
use crate::{
    Notice, Span,
    entity::{Entity, EntityId, gather_aliases},
};

impl Desk<'_> {
    #[inline]
    pub(super) fn finish(mut self, notices: Vec<Notice>) -> Corrected {
        let numbers = self.numbers();
        let number = |id: EntityId| numbers.get(id.0 as usize).copied().flatten();
        self.write_reasons(number);
        self.repoint(&|id| number(id).map_or(id, EntityId));
        let mut left: Vec<Option<(Entity, Vec<EntityChange>)>> = Vec::new();
        left.resize_with(numbers.len(), || None);
        for (entity, changes) in self.entities.list.into_iter().zip(self.of_entities) {
            let Some(new) = number(entity.id) else { continue };
            if let Some(slot) = left.get_mut(new as usize) {
                *slot =
                    Some((Entity { id: EntityId(new), aliases: Vec::new(), ..entity }, changes));
            }
        }
        let of_entities;
        (self.entities.list, of_entities) = left.into_iter().flatten().unzip();
        gather_aliases(self.text, &mut self.entities);
        Corrected {
            entities: self.entities,
            quotes: self.quotes,
            of_entities,
            of_quotes: self.of_quotes,
            notices,
        }
    }

    /// By old id: the new one, by first mention. Whom only a typed name knows come
    /// last; who was merged away or is nobody's speaker any more has none.
    #[inline]
    fn numbers(&self) -> Vec<Option<u32>> {
        let mut numbers = vec![None; self.entities.list.len()];
        let mut next = 0;
        let mentioned = self.entities.mentions.iter().map(|m| m.entity);
        let speaking = self.quotes.list.iter().filter_map(|q| q.speaker.as_ref()?.entity);
        for id in mentioned.chain(speaking) {
            if let Some(slot) = numbers.get_mut(id.0 as usize).filter(|slot| slot.is_none()) {
                *slot = Some(next);
                next += 1;
            }
        }
        numbers
    }

    /// What the analysis said stays where it is still so; what the user said is added.
    #[inline]
    fn write_reasons(&mut self, number: impl Fn(EntityId) -> Option<u32>) {
        for (at, quote) in self.quotes.list.iter_mut().enumerate() {
            let changes = self.of_quotes.get(at).map(Vec::as_slice).unwrap_or_default();
            if !changes.contains(&QuoteChange::Speaker)
                && let Some(speaker) = &quote.speaker
                && let Some(now) = speaker.entity.and_then(|id| self.entities.get(id))
            {
                let found = self.found.get(at).copied().flatten();
                let named = found.and_then(|id| self.names.get(id.0 as usize));
                let before = named.map_or_else(|| speaker.mention.of(self.text), String::as_str);
                let apart = found.is_some_and(|id| id != now.id && number(id).is_some());
                if apart || before != now.name {
                    quote.reason.push_str(&words::other_name(before, &now.name, apart));
                }
            }
            if changes.contains(&QuoteChange::Confirmed) {
                quote.confidence = 1.0;
                quote.reason.push_str(words::CONFIRMED);
            }
            if changes.contains(&QuoteChange::Rejected) {
                quote.confidence = 0.0;
                quote.reason = words::REJECTED.to_owned();
            }
            // A typed name stands nowhere: an empty span, at the quote.
            if let Some(speaker) = quote.speaker.as_mut().filter(|s| s.mention.is_empty()) {
                speaker.mention = Span::between(quote.content.start(), quote.content.start());
            }
        }
    }
}
