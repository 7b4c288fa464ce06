//! Whether a block speaks of what the article speaks of: how many of its words
//! the article's first sentences have, and how many stand elsewhere on the page.
//! Another article below the first one reads like a part of it but for this.
//!
//! Words are kept as bits of a set that is large enough for the page; two words
//! on one bit make a block a little too like.

use super::{Features, KIN, Stretches, bin};
use crate::clean::page::Page;

/// Words of the first sentences that are taken for the article's subject.
const LEAD: usize = 150;
/// Bits for each word, so that hardly two words share one.
const ROOM: usize = 128;

/// The page's words, as far as they are no function words.
pub(super) struct Kin {
    /// A bit per word of the headline and the article's first sentences.
    lead: Vec<u64>,
    /// Lines of the lead.
    first: usize,
    last: usize,
    /// Per stretch how many of its words the lead has, and how many there are.
    stretches: Vec<(u32, u32)>,
    /// Per line the same.
    lines: Vec<(u16, u16)>,
}

impl Kin {
    pub(super) fn read(page: &Page<'_>, stretches: &Stretches) -> Self {
        let words: usize = page.lines.iter().map(|line| line.words as usize).sum();
        let size = (words.min(LEAD * 2) * ROOM).next_power_of_two().max(64) / 64;
        let mut lead = vec![0u64; size];
        let mut kept = 0;
        let (first, mut last) = (page.core.map_or(0, |core| core.0), 0);
        let mut set = |at: usize| {
            for &word in page.content(at) {
                let (slot, bit) = place(word, size);
                if let Some(slot) = lead.get_mut(slot) {
                    *slot |= bit;
                }
            }
        };
        if let Some(headline) = page.headline {
            set(headline);
        }
        for at in first..page.lines.len() {
            if kept >= LEAD {
                break;
            }
            if page.is_sentence(at) {
                set(at);
                kept += page.hashes(at).len().min(40);
                last = at;
            }
        }
        let mut kin = Self {
            lead,
            first,
            last,
            stretches: Vec::new(),
            lines: vec![(0, 0); page.lines.len()],
        };
        for at in 0..page.lines.len() {
            if page.line(at).is_none_or(|line| line.words < 4) {
                continue;
            }
            let (mut shared, mut all) = (0, 0);
            for &word in page.content(at) {
                let (slot, bit) = place(word, size);
                all += 1;
                shared += u16::from(kin.lead.get(slot).is_some_and(|slot| slot & bit != 0));
            }
            if let Some(line) = kin.lines.get_mut(at) {
                *line = (shared, all);
            }
            let own = stretches.of(at) as usize;
            if kin.stretches.len() <= own {
                kin.stretches.resize(own + 1, (0, 0));
            }
            if (first..=last).contains(&at) {
                continue;
            }
            if let Some(stretch) = kin.stretches.get_mut(own) {
                stretch.0 += u32::from(shared);
                stretch.1 += u32::from(all);
            }
        }
        kin
    }

    pub(super) fn add(&self, out: &mut Features, page: &Page<'_>, at: usize, stretch: u32) {
        if (self.first..=self.last).contains(&at) {
            out.add(KIN, 0);
        } else if let Some((shared, all)) = self.lines.get(at).filter(|(_, all)| *all > 0) {
            let long = usize::from(page.line(at).is_some_and(|line| line.words >= 15));
            let share = u32::from(*shared) * 100 / u32::from(*all);
            out.add(KIN, 1 + long * 7 + bin(share, &[0, 7, 15, 25, 40, 60]));
        }
        let own = self.stretches.get(stretch as usize).filter(|_| stretch > 0);
        let share = own.filter(|(_, all)| *all > 8).map(|(shared, all)| shared * 100 / all);
        if let Some(share) = share {
            out.add(KIN, 15 + bin(share, &[5, 9, 14, 20, 27, 35, 45]));
        }
    }
}

fn place(word: u64, size: usize) -> (usize, u64) {
    let mixed = word.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((mixed >> 32) as usize & (size - 1), 1 << (mixed >> 58))
}
