//! [`Numbering`]: dense numbers for hashes, so that what is told apart by a hash
//! is kept in plain lists.

/// Spreads the bits of a key to the top ones.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// Numbers hashes in the order of their first appearance, from 0.
pub(super) struct Numbering {
    /// By the key's top bits: its number plus one, in the first free slot from there; zero where free.
    slots: Vec<u32>,
    /// Keys by number.
    keys: Vec<u64>,
    /// How far a spread key is shifted to give its slot.
    shift: u32,
}

impl Numbering {
    /// With room for about so many keys.
    pub(super) fn with_capacity(keys: usize) -> Self {
        let slots = (keys * 2).next_power_of_two().max(16);
        let shift = u64::BITS - slots.trailing_zeros();
        Self { slots: vec![0; slots], keys: Vec::with_capacity(keys), shift }
    }

    /// The key's number, and whether it is new.
    #[inline]
    pub(super) fn number(&mut self, key: u64) -> (u32, bool) {
        let mut slot = self.slot(key);
        while let Some(&taken) = self.slots.get(slot)
            && let Some(number) = taken.checked_sub(1)
        {
            if self.keys.get(number as usize) == Some(&key) {
                return (number, false);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        let number = self.keys.len() as u32;
        self.keys.push(key);
        if let Some(free) = self.slots.get_mut(slot) {
            *free = number + 1;
        }
        if self.keys.len() * 2 > self.slots.len() {
            self.grow();
        }
        (number, true)
    }

    /// How many keys have a number.
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    fn slot(&self, key: u64) -> usize {
        (key.wrapping_mul(SPREAD) >> self.shift) as usize
    }

    #[cold]
    fn grow(&mut self) {
        self.slots = vec![0; self.slots.len() * 2];
        self.shift -= 1;
        for number in 0..self.keys.len() {
            let Some(mut slot) = self.keys.get(number).map(|&key| self.slot(key)) else { continue };
            while self.slots.get(slot).is_some_and(|&taken| taken != 0) {
                slot = (slot + 1) & (self.slots.len() - 1);
            }
            if let Some(free) = self.slots.get_mut(slot) {
                *free = number as u32 + 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Numbering;

    #[test]
    fn keys_are_numbered_as_they_come() {
        let mut numbering = Numbering::with_capacity(0);
        for at in 0..1000_u32 {
            assert_eq!(numbering.number(u64::from(at) << 40), (at, true));
        }
        for at in 0..1000_u32 {
            assert_eq!(numbering.number(u64::from(at) << 40), (at, false));
        }
        assert_eq!(numbering.len(), 1000);
    }
}
