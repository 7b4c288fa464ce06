//! Roles: nouns and phrases for what a person is, in groups of the same
//! meaning, and the words that narrow them.

use std::collections::BTreeMap;

use crate::{Classes, Lists, Phrases, Words, names::gender_of, rows::rows};

/// A group of roles that mean the same ("foreign minister", "top diplomat").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoleGroup(u8);

/// What is known of a listed role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Role {
    /// Its group.
    pub group: RoleGroup,
    /// [`Classes::FEMALE`], [`Classes::MALE`] or neither.
    pub gender: Classes,
}

/// Listed roles by their words.
#[derive(Debug, Default)]
pub struct Roles {
    /// Roles by their words.
    pub phrases: Phrases<Role>,
    /// Which groups' nouns may name a group too ("the minister" a foreign minister).
    broader: Vec<(RoleGroup, RoleGroup)>,
    /// Groups whose nouns name the holder of any office ("the official").
    wide: Vec<RoleGroup>,
}

impl Roles {
    /// Whether the group's nouns name the holder of any office ("the official").
    #[must_use]
    pub fn is_wide(&self, noun: RoleGroup) -> bool {
        self.wide.contains(&noun)
    }

    /// Whether a noun of `noun`'s group may name who holds a role of `role`'s group.
    #[must_use]
    pub fn may_name(&self, noun: RoleGroup, role: RoleGroup) -> bool {
        noun == role || self.broader.contains(&(role, noun))
    }
}

/// Enters the lists.
pub(crate) fn load(words: &mut Words, lists: &Lists) -> Roles {
    let mut roles = Roles::default();
    let mut groups: BTreeMap<&str, RoleGroup> = BTreeMap::new();
    let mut number = |name: &'static str| {
        let next = RoleGroup(groups.len() as u8);
        *groups.entry(name).or_insert(next)
    };
    for [role, group, gender] in lists.texts("roles").flat_map(rows) {
        let value = Role { group: number(group), gender: gender_of(gender) };
        roles.phrases.add(words, role, Classes::ROLE | value.gender, value);
    }
    for [group, broader] in lists.texts("role_groups").flat_map(rows) {
        let group = number(group);
        roles.broader.extend(broader.split(' ').map(|name| (group, number(name))));
    }
    // "the official" names a foreign minister, who is a minister, who is an official.
    let mut at = 0;
    while let Some(&(group, broader)) = roles.broader.get(at) {
        let wider: Vec<_> = roles
            .broader
            .iter()
            .filter(|(from, _)| *from == broader)
            .map(|&(_, to)| (group, to))
            .collect();
        for pair in wider {
            if !roles.broader.contains(&pair) {
                roles.broader.push(pair);
            }
        }
        at += 1;
    }
    roles.wide = ["official", "diplomat"].map(number).to_vec();
    for [word, kind] in lists.texts("role_modifiers").flat_map(rows) {
        let other = if kind == "other" { Classes::OTHER_OFFICE } else { Classes::NONE };
        let former = if kind == "former" { Classes::FORMER } else { Classes::NONE };
        words.add(word, Classes::ROLE_MODIFIER | other | former);
    }
    for [word] in lists.texts("role_topics").flat_map(rows) {
        words.add(word, Classes::ROLE_TOPIC);
    }
    roles
}
