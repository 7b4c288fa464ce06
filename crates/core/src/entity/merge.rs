//! From candidates to entities: each name's kind by the whole article's vote,
//! then one entity for all names of one bearer.
//!
//! The order, surest first: the same words; a listed organisation's or
//! country's other names; an acronym from "(XYZ)" or from initials; a surname
//! to the latest full name that has it; a given name spelt one letter
//! otherwise; last, descriptions ("the top Kenyan diplomat") by the roles that
//! names were given, where one person alone fits. Two full names with one
//! surname stay two people.

mod describe;
mod gender;
mod people;

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use verbatim_lexicon::{Classes, Country, Lexicon, OrganisationId, TextSet, hash::hash};

use super::{
    Entities, Entity, EntityId, EntityKind, Gender, Mention, MentionForm, add_role,
    candidate::{Candidate, Listed, Scores},
    gather_aliases,
    role::Role,
    scan::Scanned,
};
use crate::{
    Span,
    index::Places,
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
    /// Whether a title or a role stands before it somewhere.
    titled: bool,
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
    /// What the lists say of the fullest name's first word.
    given: Classes,
    /// The first words that say so of each.
    female_shown: Option<Span>,
    male_shown: Option<Span>,
    /// Hashes of the words of the fullest name.
    words: Vec<u64>,
    /// Where a full name of it last stood, while mentions are read in order.
    last_seen: usize,
    first_seen: usize,
}

impl Gathered {
    /// What titles and pronouns say, else the given name.
    fn gender(&self) -> Option<Gender> {
        if self.female > self.male {
            return Some(Gender::Female);
        }
        if self.male > self.female {
            return Some(Gender::Male);
        }
        if !self.given.any(Classes::GIVEN) {
            return None;
        }
        match (self.given.any(Classes::FEMALE), self.given.any(Classes::MALE)) {
            (true, false) => Some(Gender::Female),
            (false, true) => Some(Gender::Male),
            _ => None,
        }
    }

    fn is_female(&mut self, weight: f32, shown: Span) {
        self.female += weight;
        self.female_shown.get_or_insert(shown);
    }

    fn is_male(&mut self, weight: f32, shown: Span) {
        self.male += weight;
        self.male_shown.get_or_insert(shown);
    }

    /// The words that say so of that gender.
    fn shown(&self, gender: Gender) -> Option<Span> {
        match gender {
            Gender::Female => self.female_shown,
            Gender::Male => self.male_shown,
        }
    }
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
        names: Vec::with_capacity(scanned.candidates.len()),
        name_of: Vec::with_capacity(scanned.candidates.len()),
        list: Vec::new(),
        gathered: Vec::new(),
        bearers: FxHashMap::default(),
        mentions: Vec::with_capacity(scanned.candidates.len() + scanned.descriptions.len()),
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
    bearers: FxHashMap<u64, Vec<usize>>,
    mentions: Vec<Mention>,
}

impl<'a> Merge<'a> {
    fn tokens(&self, candidate: &Candidate) -> &'a [Token] {
        self.sentences.tokens.part(candidate.start..candidate.end)
    }

    /// A name's words, without "Jr." and numerals behind it.
    fn words(&self, candidate: &Candidate) -> &'a [Token] {
        let tokens = self.tokens(candidate);
        let text = self.sentences.text;
        let suffix = |t: &Token| {
            t.span.len() <= 3
                && self
                    .lexicon
                    .sets
                    .holds(TextSet::NameSuffixes, t.span.of(text).trim_end_matches('.'))
        };
        let kept = tokens.iter().rposition(|t| !suffix(t)).map_or(0, |at| at + 1);
        tokens.get(..kept).unwrap_or_default()
    }

    /// What the lists say of its first word.
    fn given(&self, candidate: &Candidate) -> Classes {
        self.tokens(candidate).first().map_or(Classes::NONE, |t| t.classes)
    }

    /// The hash of its first word.
    fn first_word(&self, candidate: &Candidate) -> Option<u64> {
        self.words(candidate).first().map(|t| t.hash)
    }

    fn gather_names(&mut self) {
        let mut known: FxHashMap<u64, usize> = FxHashMap::default();
        known.reserve(self.candidates.len());
        for (index, candidate) in self.candidates.iter().enumerate() {
            let inside = self.tokens(candidate).first().is_some_and(|t| t.span != candidate.name)
                && candidate.end - candidate.start == 1;
            let key = match candidate.listed {
                // A part of a token has no hash of its own.
                Some(Listed::Country(c) | Listed::Demonym(c)) if inside => key_of_listed(1, c),
                _ if inside => {
                    let name = candidate.name.of(self.sentences.text);
                    hash(name.as_bytes()) | 1 << 40
                }
                _ => self.words(candidate).iter().fold(0, |key: u64, word| {
                    (key.rotate_left(5) ^ word.hash).wrapping_mul(0x517c_c1b7_2722_0a95)
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
                    titled: false,
                    kind: None,
                    entity: None,
                });
            }
            if let Some(name) = self.names.get_mut(at) {
                name.scores.add(candidate.scores);
                name.certain = name.certain.or(candidate.certain);
                name.listed = name.listed.or(candidate.listed);
                name.strong |= !candidate.weak;
                name.titled |= candidate.female || candidate.male || candidate.role.is_some();
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
                self.sentences.tokens.at(candidate.end + n).map_or("", |t| t.span.of(text))
            };
            let acronym = self.sentences.tokens.at(candidate.end + 1);
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
            let tokens = self.sentences.tokens.part(candidate.start..candidate.end);
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
            given: self.given(candidate),
            words: self.words(candidate).iter().map(|t| t.hash).collect(),
            first_seen: candidate.name.start(),
            last_seen: usize::MAX,
            ..Gathered::default()
        });
        id
    }

    fn organisations_and_places(&mut self) {
        let candidates = self.candidates;
        let mut countries: BTreeMap<Country, EntityId> = BTreeMap::new();
        let mut listed: BTreeMap<OrganisationId, EntityId> = BTreeMap::new();
        let mut initials: FxHashMap<String, EntityId> = FxHashMap::default();
        let mut leads: FxHashMap<u64, EntityId> = FxHashMap::default();
        // Names of several words first: acronyms and short forms join them.
        let mut order: Vec<usize> = (0..self.names.len()).collect();
        order.sort_by_key(|&at| self.names.get(at).is_some_and(|n| n.length < 2));
        for at in order {
            let Some(&Name { first, length, kind, listed: known, titled, .. }) = self.names.get(at)
            else {
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
                (None | Some(EntityKind::Organisation), None) if length == 1 => {
                    let word = candidate.name.of(self.sentences.text);
                    let first = self.tokens(candidate).first().map_or(0, |t| t.hash);
                    let longer = initials.get(word).or_else(|| leads.get(&first)).copied();
                    match (longer, kind) {
                        (None, Some(kind)) => Some(self.new_entity(kind, candidate)),
                        _ => longer,
                    }
                }
                (Some(EntityKind::Organisation), _) => {
                    Some(self.new_entity(EntityKind::Organisation, candidate))
                }
                // "Tidewell Labs", and then "Tidewell said": a company speaks like a person.
                (Some(EntityKind::Person), None) if length == 1 && !titled => {
                    let first = self.tokens(candidate).first().map_or(0, |t| t.hash);
                    leads.get(&first).copied().filter(|_| !self.bearers.contains_key(&first))
                }
                _ => None,
            };
            let Some(id) = entity else { continue };
            self.prefer_name(id, candidate);
            if length > 1 && self.list.get(id.0 as usize) == Some(&EntityKind::Organisation) {
                for form in self.initials_of(candidate) {
                    initials.entry(form).or_insert(id);
                }
                // Of "the Tidewell campaign" Tidewell may well be the candidate.
                if let [first, .., last] = self.tokens(candidate)
                    && !first.is(Classes::LISTED)
                    && last.case != Case::Lower
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
        let next = self.sentences.tokens.at(candidate.end);
        let mut forms = Vec::new();
        if letters.chars().count() > 1 {
            forms.push(letters);
        }
        if next.is_some_and(|t| t.span.of(text) == "(")
            && let Some(acronym) = self.sentences.tokens.at(candidate.end + 1)
        {
            forms.push(acronym.span.of(text).to_owned());
        }
        forms
    }

    /// One mention for each candidate whose entity is known, in order.
    fn mention_all(&mut self) {
        for (index, candidate) in self.candidates.iter().enumerate() {
            let Some(name) = self.name_of.get(index).and_then(|&n| self.names.get(n)) else {
                continue;
            };
            let single = candidate.end - candidate.start == 1;
            let mut entity = name.entity;
            let country = matches!(candidate.listed, Some(Listed::Country(_) | Listed::Demonym(_)));
            let title_case = self.tokens(candidate).first().is_some_and(|t| t.case == Case::Title);
            let named_otherwise = match candidate.listed {
                Some(Listed::Organisation(_)) => !title_case,
                _ => name.certain.is_some(),
            };
            // A city's or company's name is a person's here if the article
            // knows a full name with that surname.
            if single && !country && !named_otherwise {
                let person = self.bearer(candidate);
                let listed = candidate.listed.is_some();
                let surname = person.is_some_and(|id| self.is_surname(id, candidate));
                if person.is_some() && (!listed || surname && !candidate.located) {
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
                    if role.marks.any(Classes::FEMALE) {
                        gathered.is_female(3.0, role.span);
                    }
                    if role.marks.any(Classes::MALE) {
                        gathered.is_male(3.0, role.span);
                    }
                }
                let title = Span::between(candidate.span.start(), candidate.name.start());
                if candidate.female {
                    gathered.is_female(5.0, title.trim(self.sentences.text));
                }
                if candidate.male {
                    gathered.is_male(5.0, title.trim(self.sentences.text));
                }
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

    /// Numbers entities by first mention and writes them out.
    fn finish(mut self) -> Entities {
        let text = self.sentences.text;
        self.mentions.sort_by_key(|m| (m.span.start(), m.span.end(), m.name.start()));
        self.hear_pronouns();
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
                    gender_shown: None,
                });
            }
            mention.entity = EntityId(id);
        }
        for (old, new) in renumbered.iter().enumerate() {
            let (Some(new), Some(gathered)) = (new, self.gathered.get(old)) else { continue };
            let Some(entity) = list.get_mut(*new as usize) else { continue };
            if entity.kind == EntityKind::Person {
                entity.gender = gathered.gender();
                entity.gender_shown = entity.gender.and_then(|g| gathered.shown(g));
            }
            for role in &gathered.roles {
                add_role(text, &mut entity.roles, role.span);
            }
        }
        let mut entities = Entities { list, mentions: self.mentions };
        gather_aliases(text, &mut entities);
        entities
    }
}

fn key_of_listed(kind: u64, country: Country) -> u64 {
    let mut letters = 0_u64;
    for byte in country.code().bytes() {
        letters = letters << 8 | u64::from(byte);
    }
    kind << 48 | letters
}
