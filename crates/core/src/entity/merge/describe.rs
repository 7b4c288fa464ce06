//! Descriptions: "the Kenyan diplomat" and "the ministry", each to the one
//! entity of the article that it fits.

use rustc_hash::FxHashMap;

use verbatim_lexicon::{Classes, Lexicon, RoleGroup, WordSet};

use super::{Gathered, HOLDERS, Merge};
use crate::{
    entity::{
        EntityId, EntityKind, Gender, Mention, MentionForm,
        role::{Description, Role},
        scan::Scanned,
    },
    index::Places,
};

/// A second noun between a description and its name is no longer, in bytes.
const LONGEST_GAP: usize = 32;

impl Merge<'_> {
    /// Descriptions, each to the one person who holds the role.
    pub(super) fn describe(&mut self, descriptions: &[Description]) {
        let named = self.named_behind(descriptions);
        for (found, person) in descriptions.iter().zip(&named) {
            if let Some(gathered) = person.and_then(|id| self.gathered.get_mut(id.0 as usize)) {
                gathered.roles.push(found.role);
            }
        }
        let holders: Vec<(usize, Role)> = self
            .gathered
            .iter()
            .enumerate()
            .flat_map(|(person, g)| g.roles.iter().map(move |&role| (person, role)))
            .take(HOLDERS * 8)
            .collect();
        let mut fitting: FxHashMap<RoleGroup, Vec<(usize, Role)>> = FxHashMap::default();
        for (found, person) in descriptions.iter().zip(&named) {
            if let Some(entity) = *person {
                self.mention_described(found, entity);
                continue;
            }
            let wanted = found.role;
            // The best fit so far, and whether another person fits as well.
            let mut best: Option<(u32, usize)> = None;
            let mut tie = false;
            // Most descriptions use one of a few nouns.
            let fitting = fitting.entry(wanted.group).or_insert_with(|| {
                let roles = &self.lexicon.roles;
                let holders = holders.iter().copied();
                holders.filter(|(_, role)| roles.may_name(wanted.group, role.group)).collect()
            });
            for &(person, role) in &*fitting {
                let Some(rank) = self.fit(wanted, person, role) else { continue };
                match best {
                    Some((was, who)) if who == person => best = Some((was.max(rank), who)),
                    Some((was, _)) if was == rank => tie = true,
                    Some((was, _)) if was > rank => {}
                    _ => {
                        best = Some((rank, person));
                        tie = false;
                    }
                }
            }
            if let Some((_, person)) = best.filter(|_| !tie) {
                self.mention_described(found, EntityId(person as u32));
            }
        }
    }

    fn mention_described(&mut self, found: &Description, entity: EntityId) {
        self.mentions.push(Mention {
            span: found.span,
            name: found.span,
            entity,
            form: MentionForm::Description,
            sentence: found.sentence,
        });
    }

    /// "the head coach, X,", "the keeper and pilot, X": the person behind the comma
    /// holds the role. One answer per description.
    fn named_behind(&self, descriptions: &[Description]) -> Vec<Option<EntityId>> {
        let text = self.sentences.text;
        let at_name = |found: &Description| {
            let rest = text.get(found.span.end()..)?;
            let comma = rest.bytes().take(LONGEST_GAP).position(|b| b == b',')?;
            let gap = rest.get(..comma)?;
            let and = gap.strip_prefix(' ').and_then(|gap| gap.split_once(' '));
            let second = and.filter(|(and, _)| self.is_and(and)).is_some_and(|(_, noun)| {
                noun.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') && !noun.is_empty()
            });
            let name = found.span.end() + comma + 2;
            if !(gap.is_empty() || second) || rest.as_bytes().get(comma + 1) != Some(&b' ') {
                return None;
            }
            let at = self.mentions.partition_point(|m| m.span.start() < name);
            let mention = self.mentions.get(at).filter(|m| {
                m.span.start() == name
                    && m.span == m.name
                    && m.form != MentionForm::Demonym
                    && self.list.get(m.entity.0 as usize) == Some(&EntityKind::Person)
            })?;
            // Set off on both sides: "the coach, X, said", not "the coach, X and Y".
            let behind = text.get(mention.span.end()..)?;
            behind.starts_with([',', '.', ';', ':', '!', '?']).then_some(mention.entity)
        };
        descriptions.iter().map(at_name).collect()
    }

    fn is_and(&self, word: &str) -> bool {
        self.lexicon.sets.has(WordSet::And, self.lexicon.words.get(word))
    }

    /// How well a description fits who holds `role`; `None` where it doesn't.
    pub(super) fn fit(&self, wanted: Role, person: usize, role: Role) -> Option<u32> {
        let other = Classes::OTHER_OFFICE;
        let same_office = wanted.marks.any(other) == role.marks.any(other);
        let same = wanted.group == role.group && same_office;
        let broader = self.lexicon.roles.may_name(wanted.group, role.group)
            && !wanted.marks.any(other)
            && (same_office
                || !self.lexicon.roles.may_name(wanted.group, wanted.group)
                || wanted.group != role.group);
        if !same && !broader {
            return None;
        }
        // "the minister" is no deputy.
        if role.marks.any(other) && !same && !is_wide(self.lexicon, wanted) {
            return None;
        }
        // "the Texas senator" is not Ohio's.
        if wanted.region.is_some() && wanted.region != role.region {
            return None;
        }
        // "the Democratic nominee" is no Republican's, and needs one whose party is told.
        if let Some(party) = self.party(wanted)
            && self.party(role) != Some(party)
        {
            return None;
        }
        let country = match (wanted.country, role.country) {
            (Some(a), Some(b)) if a != b => return None,
            (Some(_), Some(_)) => 2,
            (None, _) => 1,
            // "The Kenyan official" needs a Kenyan; "the Kenyan minister" may be
            // the one minister whose country was not said.
            (Some(_), None) if is_wide(self.lexicon, wanted) => return None,
            (Some(_), None) => 0,
        };
        let gender = self.gathered.get(person).and_then(Gathered::gender);
        if wanted.marks.any(Classes::FEMALE) && gender == Some(Gender::Male)
            || wanted.marks.any(Classes::MALE) && gender == Some(Gender::Female)
        {
            return None;
        }
        Some(country * 2 + u32::from(same))
    }

    /// The hash of a role's party or group ("Democratic"), where it names one.
    fn party(&self, role: Role) -> Option<u64> {
        let tokens = self.sentences.tokens.part(role.start..role.end);
        tokens.iter().find(|t| t.is(Classes::GROUP)).map(|t| t.hash)
    }

    /// "the ministry" to the one organisation whose name ends or begins so.
    pub(super) fn organisation_heads(&mut self, scanned: &Scanned) {
        let mut by_head: FxHashMap<usize, Option<EntityId>> = FxHashMap::default();
        for name in &self.names {
            let (Some(id), Some(candidate)) = (name.entity, self.candidates.get(name.first)) else {
                continue;
            };
            if name.length < 2 || self.list.get(id.0 as usize) != Some(&EntityKind::Organisation) {
                continue;
            }
            for token in self.tokens(candidate).iter().filter(|t| t.is(Classes::ORGANISATION_HEAD))
            {
                by_head
                    .entry(token.word.index())
                    .and_modify(|held| {
                        if *held != Some(id) {
                            *held = None;
                        }
                    })
                    .or_insert(Some(id));
            }
        }
        for head in &scanned.heads {
            if let Some(&Some(entity)) = by_head.get(&head.word.index()) {
                self.mentions.push(Mention {
                    span: head.span,
                    name: head.span,
                    entity,
                    form: MentionForm::Description,
                    sentence: head.sentence,
                });
            }
        }
    }
}

/// Whether a description is so wide that it may name the holder of an office
/// made of another ("the official" a deputy minister).
fn is_wide(lexicon: &Lexicon, wanted: Role) -> bool {
    lexicon.roles.is_wide(wanted.group)
}
