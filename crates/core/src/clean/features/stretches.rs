//! Stretches of sentences, with no more than a few other lines between two: an
//! article is one, another article below it is the next.

use super::{Features, STRETCH, bin};
use crate::clean::page::Page;

/// The stretches of a page.
pub(super) struct Stretches {
    /// The stretch of each line that lies in one.
    of_line: Vec<Option<u32>>,
    /// Words in sentences, per stretch.
    mass: Vec<u32>,
    /// The most words of any stretch before, per stretch.
    passed: Vec<u32>,
    most: u32,
    /// The first stretch that ends behind the headline.
    first: u32,
}

impl Stretches {
    /// More lines than this between two sentences part two stretches.
    const APART: u32 = 4;

    pub(super) fn read(page: &Page<'_>) -> Self {
        let mut mass: Vec<u32> = Vec::new();
        let mut of_line: Vec<Option<u32>> = vec![None; page.lines.len()];
        let mut last: Option<usize> = None;
        let mut first = None;
        for (at, line) in page.lines.iter().enumerate() {
            if !page.is_sentence(at) {
                continue;
            }
            let near = last.is_some_and(|l| at - l <= Self::APART as usize);
            if !near {
                mass.push(0);
            }
            let own = mass.len() as u32 - 1;
            let from = if near { last.map_or(at, |l| l + 1) } else { at };
            for slot in of_line.iter_mut().take(at + 1).skip(from) {
                *slot = Some(own);
            }
            if let Some(mass) = mass.last_mut() {
                *mass += line.length();
            }
            if page.headline.is_some_and(|h| at > h) {
                first.get_or_insert(own);
            }
            last = Some(at);
        }
        let mut most = 0;
        let mut passed = Vec::with_capacity(mass.len());
        for mass in &mass {
            passed.push(most);
            most = most.max(*mass);
        }
        Self { of_line, mass, passed, most, first: first.unwrap_or(0) }
    }

    /// The number of the line's stretch; nought for lines in none.
    pub(super) fn of(&self, at: usize) -> u32 {
        self.of_line.get(at).copied().flatten().map_or(0, |own| own + 1)
    }

    pub(super) fn add(&self, out: &mut Features, page: &Page<'_>, at: usize) {
        let Some(own) = self.of_line.get(at).copied().flatten() else {
            out.add(STRETCH, 0);
            return;
        };
        let mass = self.mass.get(own as usize).copied().unwrap_or(0);
        out.add(STRETCH, 1 + bin(mass * 100 / self.most.max(1), &[5, 15, 40, 99]));
        out.add(STRETCH, 6 + bin(mass, &[20, 50, 120, 300]));
        let order = if own < self.first { 0 } else { 1 + bin(own - self.first, &[0, 1, 3]) };
        out.add(STRETCH, 11 + order);
        let larger_before = self.passed.get(own as usize).is_some_and(|p| *p > mass);
        out.add(STRETCH, 16 + usize::from(larger_before));
        let edge = |other: Option<usize>| {
            other.is_none_or(|o| self.of_line.get(o).copied().flatten() != Some(own))
        };
        out.add_if(edge(at.checked_sub(1)), STRETCH, 18);
        out.add_if(edge(Some(at + 1)), STRETCH, 19);
        out.add(STRETCH, 20 + usize::from(page.headline.is_some()));
    }
}
