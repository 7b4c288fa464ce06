//! People: full names, and whom a name of one word means.

use verbatim_lexicon::Classes;

use super::{BEARERS, Merge};
use crate::entity::{EntityId, EntityKind, Gender, candidate::Candidate};

impl Merge<'_> {
    /// One person for each full name; other spellings of a bearer join.
    pub(super) fn full_names(&mut self) {
        for at in 0..self.names.len() {
            let Some(name) = self.names.get(at) else { continue };
            if name.kind != Some(EntityKind::Person) || name.length < 2 {
                continue;
            }
            let Some(candidate) = self.candidates.get(name.first) else { continue };
            let words: Vec<u64> = self.words(candidate).iter().map(|t| t.hash).collect();
            if words.len() < 2 {
                continue;
            }
            let id = match self.same_bearer(candidate, &words) {
                Some(id) => {
                    let given = self.given(candidate);
                    if let Some(gathered) = self.gathered.get_mut(id.0 as usize)
                        && words.len() > gathered.words.len()
                    {
                        gathered.words.clone_from(&words);
                        gathered.name = candidate.name;
                        gathered.given = given;
                        gathered.length = words.len();
                    }
                    id
                }
                None => self.new_entity(EntityKind::Person, candidate),
            };
            for word in words {
                let bearers = self.bearers.entry(word).or_default();
                if bearers.last() != Some(&(id.0 as usize)) {
                    bearers.push(id.0 as usize);
                }
            }
            if let Some(name) = self.names.get_mut(at) {
                name.entity = Some(id);
            }
        }
    }

    /// The person of that surname whose given name is the same, its initial, or
    /// one letter off.
    pub(super) fn same_bearer(&self, candidate: &Candidate, words: &[u64]) -> Option<EntityId> {
        let (first, last) = (*words.first()?, *words.last()?);
        let given = self.tokens(candidate).first()?.span.of(self.sentences.text);
        let bearers = self.bearers.get(&last)?;
        bearers.iter().rev().take(BEARERS).find_map(|&person| {
            let other = self.gathered.get(person)?;
            if other.words.last() != Some(&last) {
                return None;
            }
            let other_given = other.name.of(self.sentences.text).split_whitespace().next()?;
            let same = other.words.first() == Some(&first) || alike(given, other_given);
            same.then_some(EntityId(person as u32))
        })
    }

    /// Names of one word: a person's if one bears it, else what the vote says.
    pub(super) fn single_names(&mut self) {
        for at in 0..self.names.len() {
            let Some(name) = self.names.get(at) else { continue };
            if name.length > 1 || name.kind != Some(EntityKind::Person) || name.entity.is_some() {
                continue;
            }
            let Some(candidate) = self.candidates.get(name.first) else { continue };
            let Some(word) = self.first_word(candidate) else { continue };
            if self.bearers.contains_key(&word) {
                continue;
            }
            let id = match self.misspelt(candidate) {
                Some(id) => id,
                None => self.new_entity(EntityKind::Person, candidate),
            };
            self.bearers.entry(word).or_default().push(id.0 as usize);
            if let Some(name) = self.names.get_mut(at) {
                name.entity = Some(id);
            }
        }
    }

    /// "Ms Bjornstrand" for Ida Björnstrand: a surname that no list knows and nobody
    /// bears is the one bearer's whose surname is two letters off at most.
    fn misspelt(&self, candidate: &Candidate) -> Option<EntityId> {
        const LONG: usize = 7;
        let tokens = self.tokens(candidate);
        if tokens.iter().any(|t| t.is(Classes::SURNAME | Classes::GIVEN)) {
            return None;
        }
        let text = self.sentences.text;
        let word: Vec<char> = candidate.name.of(text).chars().collect();
        if word.len() < LONG {
            return None;
        }
        let mut found = None;
        for (id, gathered) in self.gathered.iter().enumerate().take(BEARERS * 4) {
            if gathered.length < 2 || self.list.get(id) != Some(&EntityKind::Person) {
                continue;
            }
            let surname = gathered.name.of(text).split_whitespace().next_back()?;
            let surname: Vec<char> = surname.chars().collect();
            if surname.len() >= LONG && is_near(&word, &surname) {
                if found.is_some() {
                    return None;
                }
                found = Some(EntityId(id as u32));
            }
        }
        found
    }

    /// The person whom a name of one word means here: of those who bear it, the
    /// one that no title speaks against and that was named last.
    pub(super) fn bearer(&self, candidate: &Candidate) -> Option<EntityId> {
        let word = self.first_word(candidate)?;
        let bearers = self.bearers.get(&word)?;
        let titled = candidate.female || candidate.male;
        let fits = |person: &&usize| {
            !titled
                || self.gathered.get(**person).is_some_and(|g| {
                    let gender = g.gender();
                    !(candidate.female && gender == Some(Gender::Male)
                        || candidate.male && gender == Some(Gender::Female))
                })
        };
        let surname = |person: &&usize| {
            self.gathered.get(**person).is_some_and(|g| g.words.last() == Some(&word))
        };
        let latest = |people: &mut dyn Iterator<Item = &usize>| {
            let mut best: Option<(bool, usize, usize)> = None;
            for &person in people {
                let gathered = self.gathered.get(person)?;
                let seen = gathered.last_seen != usize::MAX;
                let rank = if seen { gathered.last_seen } else { usize::MAX - gathered.first_seen };
                if best.is_none_or(|(was_seen, was, _)| (seen, rank) > (was_seen, was)) {
                    best = Some((seen, rank, person));
                }
            }
            best.map(|(_, _, person)| EntityId(person as u32))
        };
        let recent = || bearers.iter().rev().take(BEARERS).filter(fits);
        latest(&mut recent().filter(surname)).or_else(|| latest(&mut recent()))
    }

    /// Whether the candidate's one word ends the person's full name.
    pub(super) fn is_surname(&self, id: EntityId, candidate: &Candidate) -> bool {
        let word = self.first_word(candidate);
        self.gathered
            .get(id.0 as usize)
            .is_some_and(|g| g.words.len() > 1 && g.words.last().copied() == word)
    }
}

/// Whether two given names are one: an initial of the other, or one letter off.
fn alike(a: &str, b: &str) -> bool {
    let initial = |short: &str, long: &str| {
        short.ends_with('.')
            && short.chars().next().is_some()
            && short.chars().next() == long.chars().next()
            && short.chars().count() == 2
    };
    if initial(a, b) || initial(b, a) {
        return true;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().min(b.len()) < 4 || a.len().abs_diff(b.len()) > 1 || a.first() != b.first() {
        return false;
    }
    let shared = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (rest_a, rest_b) =
        (a.get(shared..).unwrap_or_default(), b.get(shared..).unwrap_or_default());
    let skip = |s: &[char]| s.get(1..).unwrap_or_default().to_vec();
    // The last letter tells Mario from Maria.
    let inner = !rest_a.is_empty() && !rest_b.is_empty() && rest_a.len().min(rest_b.len()) > 1
        || rest_a.len() != rest_b.len() && shared + 1 < a.len().max(b.len());
    inner && (skip(rest_a) == skip(rest_b) || skip(rest_a) == rest_b || rest_a == skip(rest_b))
}

/// Whether two words that begin alike are at most two letters added, left out or
/// changed from each other, and the length differs by one at most.
fn is_near(a: &[char], b: &[char]) -> bool {
    const MOST: usize = 2;
    if a.first() != b.first() || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = i;
        let mut left = i + 1;
        for (j, y) in b.iter().enumerate() {
            let above = row.get(j + 1).copied().unwrap_or(MOST + 1);
            let cost = (corner + usize::from(x != y)).min(above + 1).min(left + 1);
            corner = above;
            if let Some(slot) = row.get_mut(j) {
                *slot = left;
            }
            left = cost;
        }
        if let Some(slot) = row.last_mut() {
            *slot = left;
        }
    }
    row.last().is_some_and(|&cost| cost <= MOST)
}
