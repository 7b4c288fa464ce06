//! A colour belongs to a person, for as long as the document lives: what another line, a
//! correction or a new analysis makes of somebody's rank or of anybody else changes no colour.
//!
//! Who has one keeps it by name: by the name that is shown, else by any name that was ever
//! theirs. A new person gets the colour that the name asks for, so that somebody looks the
//! same in most articles, else the next one that is free; when none is, none.

use serde::{Deserialize, Serialize};

use super::cards::{SLOTS, Speaker};

/// No more names of one person are remembered: the shown one and the first aliases.
const NAMES: usize = 16;

/// Who has which colour.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Colours(Vec<Owner>);

/// One person with a colour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Owner {
    /// 1 to [`SLOTS`].
    slot: usize,
    /// Their names in lower case, the shown one first.
    names: Vec<String>,
}

impl Owner {
    fn is_shown_as(&self, names: &[String]) -> bool {
        self.names.first() == names.first()
    }

    fn was_ever(&self, names: &[String]) -> bool {
        self.names.iter().any(|name| names.contains(name))
    }
}

impl Colours {
    /// Gives every speaker their colour. The colours with those that were given now.
    pub fn given(&self, speakers: &[Speaker]) -> Self {
        let mut next = self.clone();
        let names: Vec<Vec<String>> = speakers.iter().map(names).collect();
        let mut taken = vec![false; next.0.len()];
        let mut owners: Vec<Option<usize>> = vec![None; speakers.len()];
        for fits in [Owner::is_shown_as, Owner::was_ever] {
            for (owner, own) in owners.iter_mut().zip(&names).filter(|(o, _)| o.is_none()) {
                let mut all = next.0.iter().enumerate();
                let found = all.find(|(at, it)| taken.get(*at) == Some(&false) && fits(it, own));
                *owner = found.map(|(at, _)| at);
                if let Some(taken) = owner.and_then(|at| taken.get_mut(at)) {
                    *taken = true;
                }
            }
        }
        for ((owner, own), speaker) in owners.into_iter().zip(names).zip(speakers) {
            let at = owner.or_else(|| {
                let slot = next.free(&own)?;
                next.0.push(Owner { slot, names: Vec::new() });
                Some(next.0.len() - 1)
            });
            let Some(owner) = at.and_then(|at| next.0.get_mut(at)) else { continue };
            let before = std::mem::replace(&mut owner.names, own);
            owner.names.extend(before.into_iter().take(NAMES));
            let mut seen = Vec::new();
            owner.names.retain(|name| {
                let new = !seen.contains(name);
                seen.push(name.clone());
                new
            });
            owner.names.truncate(NAMES);
            speaker.slot.set(owner.slot);
        }
        next
    }

    /// The colour that a name asks for, or the next one that nobody has.
    fn free(&self, names: &[String]) -> Option<usize> {
        let name = names.first().map(String::as_str).unwrap_or_default();
        // FNV: a few lines that give the same number in every build.
        let number = name
            .bytes()
            .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        let first = number as usize % SLOTS;
        let mut slots = (0..SLOTS).map(|step| (first + step) % SLOTS + 1);
        slots.find(|slot| self.0.iter().all(|owner| owner.slot != *slot))
    }
}

/// What somebody is called, the shown name first.
fn names(speaker: &Speaker) -> Vec<String> {
    let all = std::iter::once(&speaker.name).chain(&speaker.aliases);
    all.take(NAMES).map(|name| name.to_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::{Colours, SLOTS, Speaker};

    fn speaker(name: &str, aliases: &[&str]) -> Speaker {
        Speaker {
            entity: None,
            name: name.to_owned(),
            aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
            named: None,
            initials: String::new(),
            role: None,
            words: 1,
            share: 0.0,
            slot: Cell::new(0),
        }
    }

    /// The colours after these speakers, and who has which.
    fn given(colours: &Colours, speakers: &[Speaker]) -> (Colours, Vec<usize>) {
        let next = colours.given(speakers);
        (next, speakers.iter().map(|speaker| speaker.slot.get()).collect())
    }

    #[test]
    fn colours_follow_people_not_ranks() {
        let all = [speaker("Ada Lind", &["Lind"]), speaker("Bo Weir", &[]), speaker("Cy", &[])];
        let (colours, first) = given(&Colours::default(), &all);
        assert!(first.iter().all(|slot| (1..=SLOTS).contains(slot)));
        assert!(first[0] != first[1] && first[1] != first[2] && first[0] != first[2]);
        // Another order, one renamed, one merged into another, one who is new.
        let again = [speaker("Bo Weir", &[]), speaker("Cy", &[]), speaker("Ada Lind", &["Lind"])];
        assert_eq!(given(&colours, &again).1, [first[1], first[2], first[0]]);
        let renamed = [speaker("Dame Ada", &["Ada Lind", "Lind"]), speaker("Bo Weir", &[])];
        assert_eq!(given(&colours, &renamed).1, first[..2]);
        let merged = [speaker("Bo Weir", &["Cy"]), speaker("Ada Lind", &["Lind"])];
        assert_eq!(given(&colours, &merged).1, [first[1], first[0]]);
        let (more, slots) = given(&colours, &[speaker("New", &[]), speaker("Bo Weir", &[])]);
        assert_eq!(slots[1], first[1]);
        assert!(!first.contains(&slots[0]), "{slots:?}");
        // Back again: nobody has another one.
        assert_eq!(given(&more, &all).1, first);
    }

    #[test]
    fn two_of_one_name_have_two_colours_and_a_split_takes_none_away() {
        let (colours, first) =
            given(&Colours::default(), &[speaker("Ada Lind", &["Lind"]), speaker("Lind", &[])]);
        assert_ne!(first[0], first[1]);
        let one = given(&Colours::default(), &[speaker("Ada Lind", &["Lind"])]);
        let split = given(&one.0, &[speaker("Lind", &[]), speaker("Ada Lind", &[])]);
        assert_eq!(split.1[1], one.1[0]);
        assert_ne!(split.1[0], one.1[0]);
        // The longer name was cut from the text: still the same person.
        assert_eq!(given(&one.0, &[speaker("Lind", &[])]).1, one.1);
        let twins = given(&colours, &[speaker("Lind", &[]), speaker("Lind", &[])]);
        assert_ne!(twins.1[0], twins.1[1]);
    }

    #[test]
    fn when_no_colour_is_left_nobody_loses_theirs() {
        let many: Vec<Speaker> = (0..9).map(|n| speaker(&format!("P{n}"), &[])).collect();
        let (colours, slots) = given(&Colours::default(), &many);
        assert_eq!(slots.iter().filter(|slot| **slot == 0).count(), 9 - SLOTS);
        assert_eq!(given(&colours, &many).1, slots);
    }
}
