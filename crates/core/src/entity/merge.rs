//! From candidates to entities: each name's kind by the whole article's vote,
//! then one entity for all names of one bearer.
//!
//! The order, surest first: the same words; a listed organisation's or
//! country's other names; an acronym from "(XYZ)" or from initials; a surname
//! to the latest full name that has it; a given name spelt one letter
//! otherwise; last, descriptions ("the top Kenyan diplomat") by the roles that
//! names were given, where one person alone fits. Two full names with one
//! surname stay two people.

use std::collections::{BTreeMap, HashMap};

use verbatim_lexicon::{Classes, Country, Lexicon, OrganisationId};

use super::{
    Entities, Entity, EntityId, EntityKind, Gender, Mention, MentionForm,
    candidate::{Candidate, Listed, Scores},
    role::{Description, Role},
    scan::Scanned,
};
use crate::{
    Span,
    segment::{Case, Sentences, Token, TokenKind},
};

/// One distinct name: the same words, in any case.
struct Name {
    /// A candidate that bears it, for its words.
    first: usize,
    /// How many words it has.
    length: usize,
    scores: Scores,
    certain: Option<EntityKind>,
    listed: Option<Listed>,
    /// Whether it stands somewhere where its capital says something.
    strong: bool,
    kind: Option<EntityKind>,
    entity: Option<EntityId>,
}

/// What is gathered for one entity beside what is published.
#[derive(Default)]
struct Gathered {
    /// Name with the most words, and how many.
    name: Span,
    length: usize,
    /// Whether `name` is of a country's people.
    people: bool,
    roles: Vec<Role>,
    female: f32,
    male: f32,
    /// Hashes of the words of the fullest name.
    words: Vec<u32>,
    /// Where a full name of it last stood, while mentions are read in order.
    last_seen: usize,
    first_seen: usize,
}

/// No name is looked for among more bearers: the latest count.
const BEARERS: usize = 16;
/// No description is compared with more people: the first of each role count.
const HOLDERS: usize = 48;

/// Makes entities and mentions out of what the scan found.
pub(super) fn run(sentences: &Sentences<'_>, scanned: &Scanned, lexicon: &Lexicon) -> Entities {
    let mut merge = Merge {
        sentences,
        lexicon,
        candidates: &scanned.candidates,
        names: Vec::new(),
        name_of: Vec::with_capacity(scanned.candidates.len()),
        list: Vec::new(),
        gathered: Vec::new(),
        bearers: HashMap::new(),
        mentions: Vec::new(),
    };
    merge.gather_names();
    merge.expand_acronyms();
    merge.decide();
    merge.full_names();
    merge.organisations_and_places();
    merge.single_names();
    merge.mention_all();
    merge.describe(&scanned.descriptions);
    merge.organisation_heads(scanned);
    merge.finish()
}

struct Merge<'a> {
    sentences: &'a Sentences<'a>,
    lexicon: &'a Lexicon,
    candidates: &'a [Candidate],
    names: Vec<Name>,
    /// By candidate: its name.
    name_of: Vec<usize>,
    list: Vec<EntityKind>,
    gathered: Vec<Gathered>,
    /// By word: the people in whose full name it stands.
    bearers: HashMap<u32, Vec<usize>>,
    mentions: Vec<Mention>,
}

impl<'a> Merge<'a> {
    fn tokens(&self, candidate: &Candidate) -> &'a [Token] {
        self.sentences.tokens.get(candidate.start..candidate.end).unwrap_or_default()
    }

    /// The hashes of a name's words, without "Jr." and numerals behind it.
    fn words(&self, candidate: &Candidate) -> Vec<u32> {
        let tokens = self.tokens(candidate);
        let text = self.sentences.text;
        let suffix = |t: &Token| {
            matches!(t.span.of(text), "Jr." | "Jr" | "Sr." | "Sr" | "II" | "III" | "IV")
        };
        let kept = tokens.iter().rposition(|t| !suffix(t)).map_or(0, |at| at + 1);
        tokens.iter().take(kept).map(|t| t.hash).collect()
    }

    fn gather_names(&mut self) {
        let mut known: HashMap<u64, usize> = HashMap::new();
        for (index, candidate) in self.candidates.iter().enumerate() {
            let inside = self.tokens(candidate).first().is_some_and(|t| t.span != candidate.name)
                && candidate.end - candidate.start == 1;
            let key = match candidate.listed {
                // A part of a token has no hash of its own.
                Some(Listed::Country(c) | Listed::Demonym(c)) if inside => key_of_listed(1, c),
                _ if inside => {
                    u64::from(verbatim_lexicon::hash(
                        candidate.name.of(self.sentences.text).as_bytes(),
                    )) | 1 << 40
                }
                _ => self.words(candidate).iter().fold(0, |key: u64, &hash| {
                    (key.rotate_left(5) ^ u64::from(hash)).wrapping_mul(0x517c_c1b7_2722_0a95)
                }),
            };
            let at = *known.entry(key).or_insert(self.names.len());
            if at == self.names.len() {
                self.names.push(Name {
                    first: index,
                    length: candidate.end - candidate.start,
                    scores: Scores::default(),
                    certain: None,
                    listed: None,
                    strong: false,
                    kind: None,
                    entity: None,
                });
            }
            if let Some(name) = self.names.get_mut(at) {
                name.scores.add(candidate.scores);
                name.certain = name.certain.or(candidate.certain);
                name.listed = name.listed.or(candidate.listed);
                name.strong |= !candidate.weak;
            }
            self.name_of.push(at);
        }
    }

    /// "World Weaving Council (WWC)": the long form is an organisation, and the
    /// acronym its other name.
    fn expand_acronyms(&mut self) {
        let text = self.sentences.text;
        for index in 0..self.candidates.len() {
            let Some(candidate) = self.candidates.get(index) else { continue };
            let word = |n: usize| {
                self.sentences.tokens.get(candidate.end + n).map_or("", |t| t.span.of(text))
            };
            let acronym = self.sentences.tokens.get(candidate.end + 1);
            let defines = candidate.end - candidate.start > 1
                && word(0) == "("
                && matches!(word(2), ")" | "," | ";")
                && acronym.is_some_and(|t| {
                    t.kind == TokenKind::Word
                        && matches!(t.case, Case::Upper | Case::Mixed)
                        && t.span.len() <= 8
                });
            if defines
                && candidate.role.is_none()
                && let Some(name) = self.name_of.get(index).and_then(|&n| self.names.get_mut(n))
                && name.certain.is_none()
            {
                name.scores.organisation += 4.0;
            }
        }
    }

    fn decide(&mut self) {
        for name in &mut self.names {
            name.kind = name.certain.or_else(|| name.scores.decide());
            let Some(candidate) = self.candidates.get(name.first) else { continue };
            let tokens =
                self.sentences.tokens.get(candidate.start..candidate.end).unwrap_or_default();
            // A capital that only opens sentences names nobody the lists don't know.
            let known = Classes::GIVEN | Classes::SURNAME;
            if !name.strong && name.length == 1 && !tokens.iter().any(|t| t.is(known)) {
                name.kind = None;
            }
            if name.length == 1
                && name.kind == Some(EntityKind::Person)
                && tokens.iter().any(|t| t.case == Case::Upper && t.span.len() <= 3)
            {
                name.kind = None;
            }
        }
    }

    fn new_entity(&mut self, kind: EntityKind, candidate: &Candidate) -> EntityId {
        let id = EntityId(self.list.len() as u32);
        self.list.push(kind);
        self.gathered.push(Gathered {
            name: candidate.name,
            people: matches!(candidate.listed, Some(Listed::Demonym(_))),
            length: candidate.end - candidate.start,
            words: self.words(candidate),
            first_seen: candidate.name.start(),
            last_seen: usize::MAX,
            ..Gathered::default()
        });
        id
    }

    /// One person for each full name; other spellings of a bearer join.
    fn full_names(&mut self) {
        for at in 0..self.names.len() {
            let Some(name) = self.names.get(at) else { continue };
            if name.kind != Some(EntityKind::Person) || name.length < 2 {
                continue;
            }
            let Some(candidate) = self.candidates.get(name.first) else { continue };
            let words = self.words(candidate);
            if words.len() < 2 {
                continue;
            }
            let id = match self.same_bearer(candidate, &words) {
                Some(id) => {
                    if let Some(gathered) = self.gathered.get_mut(id.0 as usize)
                        && words.len() > gathered.words.len()
                    {
                        gathered.words.clone_from(&words);
                        gathered.name = candidate.name;
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
    fn same_bearer(&self, candidate: &Candidate, words: &[u32]) -> Option<EntityId> {
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

    fn organisations_and_places(&mut self) {
        let candidates = self.candidates;
        let mut countries: BTreeMap<Country, EntityId> = BTreeMap::new();
        let mut listed: BTreeMap<OrganisationId, EntityId> = BTreeMap::new();
        let mut initials: HashMap<String, EntityId> = HashMap::new();
        let mut leads: HashMap<u32, EntityId> = HashMap::new();
        // Names of several words first: acronyms and short forms join them.
        let mut order: Vec<usize> = (0..self.names.len()).collect();
        order.sort_by_key(|&at| self.names.get(at).is_some_and(|n| n.length < 2));
        for at in order {
            let Some(&Name { first, length, kind, listed: known, .. }) = self.names.get(at) else {
                continue;
            };
            let Some(candidate) = candidates.get(first) else { continue };
            let entity = match (kind, known) {
                (Some(EntityKind::Place), Some(Listed::Country(c) | Listed::Demonym(c))) => {
                    Some(match countries.get(&c) {
                        Some(&id) => id,
                        None => {
                            let id = self.new_entity(EntityKind::Place, candidate);
                            countries.insert(c, id);
                            id
                        }
                    })
                }
                (Some(EntityKind::Organisation), Some(Listed::Organisation(o))) => {
                    Some(match listed.get(&o) {
                        Some(&id) => id,
                        None => {
                            let id = self.new_entity(EntityKind::Organisation, candidate);
                            listed.insert(o, id);
                            id
                        }
                    })
                }
                (Some(EntityKind::Place), _) => Some(self.new_entity(EntityKind::Place, candidate)),
                (Some(EntityKind::Organisation), _) => {
                    let id = self.new_entity(EntityKind::Organisation, candidate);
                    Some(id)
                }
                (None, None) if length == 1 => {
                    let word = candidate.name.of(self.sentences.text);
                    let first = self.tokens(candidate).first().map_or(0, |t| t.hash);
                    initials.get(word).or_else(|| leads.get(&first)).copied()
                }
                _ => None,
            };
            let Some(id) = entity else { continue };
            self.prefer_name(id, candidate);
            if length > 1 && self.list.get(id.0 as usize) == Some(&EntityKind::Organisation) {
                for form in self.initials_of(candidate) {
                    initials.entry(form).or_insert(id);
                }
                if let Some(first) = self.tokens(candidate).first()
                    && first.word == verbatim_lexicon::WordId::UNKNOWN
                {
                    leads.entry(first.hash).or_insert(id);
                }
            }
            if let Some(name) = self.names.get_mut(at) {
                name.entity = Some(id);
                name.kind = self.list.get(id.0 as usize).copied();
            }
        }
    }

    /// Keeps the fuller name: a country's before its people's, then the one of
    /// more letters.
    fn prefer_name(&mut self, id: EntityId, candidate: &Candidate) {
        let text = self.sentences.text;
        let Some(gathered) = self.gathered.get_mut(id.0 as usize) else { return };
        let rank = |span: Span, people: bool| (!people, span.of(text).len());
        let people = matches!(candidate.listed, Some(Listed::Demonym(_)));
        if rank(candidate.name, people) > rank(gathered.name, gathered.people) {
            gathered.name = candidate.name;
            gathered.people = people;
            gathered.length = candidate.end - candidate.start;
        }
    }

    /// Acronyms that a name of several words can have.
    fn initials_of(&self, candidate: &Candidate) -> Vec<String> {
        let text = self.sentences.text;
        let capital = |t: &&Token| t.case.is_capital();
        let letters: String = self
            .tokens(candidate)
            .iter()
            .filter(capital)
            .filter_map(|t| t.span.of(text).chars().next())
            .collect();
        let next = self.sentences.tokens.get(candidate.end);
        let mut forms = Vec::new();
        if letters.chars().count() > 1 {
            forms.push(letters);
        }
        if next.is_some_and(|t| t.span.of(text) == "(")
            && let Some(acronym) = self.sentences.tokens.get(candidate.end + 1)
        {
            forms.push(acronym.span.of(text).to_owned());
        }
        forms
    }

    /// Names of one word: a person's if one bears it, else what the vote says.
    fn single_names(&mut self) {
        for at in 0..self.names.len() {
            let Some(name) = self.names.get(at) else { continue };
            if name.length > 1 || name.kind != Some(EntityKind::Person) || name.entity.is_some() {
                continue;
            }
            let Some(candidate) = self.candidates.get(name.first) else { continue };
            let Some(&word) = self.words(candidate).first() else { continue };
            if self.bearers.contains_key(&word) {
                continue;
            }
            let id = self.new_entity(EntityKind::Person, candidate);
            self.bearers.entry(word).or_default().push(id.0 as usize);
            if let Some(name) = self.names.get_mut(at) {
                name.entity = Some(id);
            }
        }
    }

    /// One mention for each candidate whose entity is known, in order.
    fn mention_all(&mut self) {
        for (index, candidate) in self.candidates.iter().enumerate() {
            let Some(name) = self.name_of.get(index).and_then(|&n| self.names.get(n)) else {
                continue;
            };
            let single = candidate.end - candidate.start == 1;
            let mut entity = name.entity;
            if single
                && !matches!(candidate.listed, Some(Listed::Country(_) | Listed::Demonym(_)))
                && name.certain.is_none()
            {
                let person = self.bearer(candidate);
                let place = candidate.scores.place > candidate.scores.person;
                if person.is_some() && !(place && candidate.listed.is_some()) {
                    entity = person;
                }
            }
            let Some(id) = entity else { continue };
            let kind = self.list.get(id.0 as usize).copied();
            let person = kind == Some(EntityKind::Person);
            let Some(gathered) = self.gathered.get_mut(id.0 as usize) else { continue };
            gathered.last_seen = candidate.name.start();
            let form = match candidate.listed {
                Some(Listed::Demonym(_)) => MentionForm::Demonym,
                _ if single
                    && candidate
                        .name
                        .of(self.sentences.text)
                        .chars()
                        .filter(|c| c.is_uppercase())
                        .count()
                        > 1
                    && !person =>
                {
                    MentionForm::Acronym
                }
                _ if candidate.end - candidate.start < gathered.length => MentionForm::Short,
                _ => MentionForm::Name,
            };
            if person {
                if let Some(role) = candidate.role {
                    gathered.roles.push(role);
                    gathered.female += f32::from(u8::from(role.marks.any(Classes::FEMALE))) * 3.0;
                    gathered.male += f32::from(u8::from(role.marks.any(Classes::MALE))) * 3.0;
                }
                gathered.female += if candidate.female { 5.0 } else { 0.0 };
                gathered.male += if candidate.male { 5.0 } else { 0.0 };
            }
            let span = if person || kind == Some(EntityKind::Place) {
                candidate.span
            } else {
                candidate.name
            };
            self.mentions.push(Mention {
                span,
                name: candidate.name,
                entity: id,
                form,
                sentence: candidate.sentence,
            });
        }
    }

    /// The person whom a name of one word means here: of those who bear it, the
    /// one that no title speaks against and that was named last.
    fn bearer(&self, candidate: &Candidate) -> Option<EntityId> {
        let word = *self.words(candidate).first()?;
        let bearers = self.bearers.get(&word)?;
        let fits = |person: &&usize| {
            self.gathered.get(**person).is_some_and(|g| {
                let gender = self.given_gender(g);
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

    fn given_gender(&self, gathered: &Gathered) -> Option<Gender> {
        if gathered.female > gathered.male {
            return Some(Gender::Female);
        }
        if gathered.male > gathered.female {
            return Some(Gender::Male);
        }
        let given = gathered.name.of(self.sentences.text).split_whitespace().next()?;
        let words = &self.lexicon.words;
        let classes = words.classes(words.get(&given.to_lowercase().replace('’', "'")));
        if !classes.any(Classes::GIVEN) {
            return None;
        }
        match (classes.any(Classes::FEMALE), classes.any(Classes::MALE)) {
            (true, false) => Some(Gender::Female),
            (false, true) => Some(Gender::Male),
            _ => None,
        }
    }

    /// Descriptions, each to the one person who holds the role.
    fn describe(&mut self, descriptions: &[Description]) {
        let holders: Vec<(usize, Role)> = self
            .gathered
            .iter()
            .enumerate()
            .flat_map(|(person, g)| g.roles.iter().map(move |&role| (person, role)))
            .take(HOLDERS * 8)
            .collect();
        for found in descriptions {
            let wanted = found.role;
            // The best fit so far, and whether another person fits as well.
            let mut best: Option<(u32, usize)> = None;
            let mut tie = false;
            for &(person, role) in &holders {
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
                self.mentions.push(Mention {
                    span: found.span,
                    name: found.span,
                    entity: EntityId(person as u32),
                    form: MentionForm::Description,
                    sentence: found.sentence,
                });
            }
        }
    }

    /// How well a description fits who holds `role`; `None` where it doesn't.
    fn fit(&self, wanted: Role, person: usize, role: Role) -> Option<u32> {
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
        let country = match (wanted.country, role.country) {
            (Some(a), Some(b)) if a != b => return None,
            (Some(_), Some(_)) => 2,
            (None, _) => 1,
            // "The Kenyan official" needs a Kenyan; "the Kenyan minister" may be
            // the one minister whose country was not said.
            (Some(_), None) if is_wide(self.lexicon, wanted) => return None,
            (Some(_), None) => 0,
        };
        let gender = self.gathered.get(person).and_then(|g| self.given_gender(g));
        if wanted.marks.any(Classes::FEMALE) && gender == Some(Gender::Male)
            || wanted.marks.any(Classes::MALE) && gender == Some(Gender::Female)
        {
            return None;
        }
        Some(country * 2 + u32::from(same))
    }

    /// "the ministry" to the one organisation whose name ends or begins so.
    fn organisation_heads(&mut self, scanned: &Scanned) {
        let mut by_head: HashMap<usize, Option<EntityId>> = HashMap::new();
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

    /// Numbers entities by first mention and writes them out.
    fn finish(mut self) -> Entities {
        let text = self.sentences.text;
        self.mentions.sort_by_key(|m| (m.span.start(), m.span.end(), m.name.start()));
        let mut renumbered: Vec<Option<u32>> = vec![None; self.list.len()];
        let mut list: Vec<Entity> = Vec::new();
        for mention in &mut self.mentions {
            let old = mention.entity.0 as usize;
            let (Some(new), Some(gathered), Some(&kind)) =
                (renumbered.get_mut(old), self.gathered.get(old), self.list.get(old))
            else {
                continue;
            };
            let id = *new.get_or_insert(list.len() as u32);
            if id as usize == list.len() {
                list.push(Entity {
                    id: EntityId(id),
                    kind,
                    name: gathered.name.of(text).to_owned(),
                    aliases: Vec::new(),
                    roles: Vec::new(),
                    gender: None,
                });
            }
            mention.entity = EntityId(id);
        }
        for (old, new) in renumbered.iter().enumerate() {
            let (Some(new), Some(gathered)) = (new, self.gathered.get(old)) else { continue };
            let Some(entity) = list.get_mut(*new as usize) else { continue };
            if entity.kind == EntityKind::Person {
                entity.gender = self.given_gender(gathered);
            }
            for role in &gathered.roles {
                let words = role.span.of(text);
                if !entity.roles.iter().any(|r| r.of(text).eq_ignore_ascii_case(words)) {
                    entity.roles.push(role.span);
                }
            }
        }
        for mention in &self.mentions {
            let Some(entity) = list.get_mut(mention.entity.0 as usize) else { continue };
            let words = mention.name.of(text);
            if words != entity.name
                && entity.aliases.len() < 32
                && !entity.aliases.iter().any(|a| a == words)
            {
                entity.aliases.push(words.to_owned());
            }
        }
        Entities { list, mentions: self.mentions }
    }
}

fn key_of_listed(kind: u64, country: Country) -> u64 {
    let mut letters = 0_u64;
    for byte in country.code().bytes() {
        letters = letters << 8 | u64::from(byte);
    }
    kind << 48 | letters
}

/// Whether a description is so wide that it may name the holder of an office
/// made of another ("the official" a deputy minister).
fn is_wide(lexicon: &Lexicon, wanted: Role) -> bool {
    lexicon.roles.is_wide(wanted.group)
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
