//! [`Slots`]: numbers from 1 on by hash, in a table that is filled once and asked
//! for every word of a text. Open addressing; half of it stays free, so that a
//! key that is not there is mostly told by one look.

/// The table.
#[derive(Debug, Default)]
pub(crate) struct Slots {
    /// Keys with their numbers, zero where free. The length is a power of two, or
    /// nothing before the first key.
    list: Vec<(u64, u32)>,
    taken: usize,
}

impl Slots {
    pub(crate) fn with_capacity(keys: usize) -> Self {
        Self { list: vec![(0, 0); (keys * 2).next_power_of_two()], taken: 0 }
    }

    /// The number of a key; zero for one that has none.
    #[inline]
    pub(crate) fn find(&self, key: u64) -> u32 {
        let mask = self.list.len().wrapping_sub(1);
        let mut at = key as usize & mask;
        while let Some(&(known, number)) = self.list.get(at)
            && number != 0
        {
            if known == key {
                return number;
            }
            at = (at + 1) & mask;
        }
        0
    }

    /// The number of a key, which gets `new` where it has none.
    pub(crate) fn enter(&mut self, key: u64, new: u32) -> u32 {
        // A table without a free place would be searched for ever.
        if (self.taken + 1) * 2 > self.list.len() {
            let old = std::mem::replace(self, Self::with_capacity(self.taken.max(8) * 2));
            for (key, number) in old.list.into_iter().filter(|(_, number)| *number != 0) {
                self.enter(key, number);
            }
        }
        let mask = self.list.len() - 1;
        let mut at = key as usize & mask;
        while let Some(slot) = self.list.get_mut(at) {
            if slot.1 == 0 {
                *slot = (key, new);
                self.taken += 1;
                return new;
            }
            if slot.0 == key {
                return slot.1;
            }
            at = (at + 1) & mask;
        }
        new
    }
}

#[cfg(test)]
mod tests {
    use super::Slots;

    #[test]
    fn a_table_made_for_no_key_tells_that_it_lacks_one() {
        let mut slots = Slots::with_capacity(0);
        assert_eq!(slots.enter(3, 1), 1);
        assert_eq!((slots.find(3), slots.find(4)), (1, 0));
    }

    #[test]
    fn keys_keep_their_first_number_while_the_table_grows() {
        let mut slots = Slots::default();
        assert_eq!(slots.find(7), 0);
        for key in 0..1000_u32 {
            assert_eq!(slots.enter(u64::from(key) << 20, key + 1), key + 1);
        }
        for key in 0..1000_u32 {
            assert_eq!(slots.enter(u64::from(key) << 20, 5000), key + 1);
            assert_eq!(slots.find(u64::from(key) << 20), key + 1);
        }
        assert_eq!(slots.find(1), 0);
    }
}
