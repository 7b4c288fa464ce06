//! What a block's surroundings are like as a whole: the second layer's mean
//! over the blocks that share its container (in pasted text, its stretch of
//! sentences) and over the page. A list inside an article is told by it from a
//! list of teasers, however far its paragraphs are.

use std::collections::BTreeMap;

use super::{HIDDEN, Row, Shape, row};

/// The second layer's mean over each group and over the page.
#[derive(Debug)]
pub struct Pooled {
    groups: BTreeMap<u32, (Row, f32)>,
    page: Row,
}

impl Pooled {
    /// Takes the means of `rows`, whose groups `group` tells.
    pub fn of(rows: &[Row], group: impl Fn(usize) -> u32) -> Self {
        let mut groups = BTreeMap::<u32, (Row, f32)>::new();
        let mut page = [0.0; HIDDEN];
        for (at, row) in rows.iter().enumerate() {
            let (sum, count) = groups.entry(group(at)).or_insert(([0.0; HIDDEN], 0.0));
            *count += 1.0;
            for ((sum, all), value) in sum.iter_mut().zip(&mut page).zip(row) {
                *sum += value;
                *all += value;
            }
        }
        for (sum, count) in groups.values_mut() {
            *sum = sum.map(|v| v / *count);
        }
        Self { groups, page: page.map(|v| v / rows.len().max(1) as f32) }
    }

    /// Each group with its mean and how many blocks it has.
    pub fn groups(&self) -> impl Iterator<Item = (u32, &Row, f32)> {
        self.groups.iter().map(|(group, (mean, count))| (*group, mean, *count))
    }

    /// The page's mean.
    #[must_use]
    pub fn page(&self) -> &Row {
        &self.page
    }
}

/// What the third layer starts from, per group: its bias and the weighed means.
#[derive(Debug)]
pub struct Known(BTreeMap<u32, Row>);

impl Known {
    /// Weighs the means.
    #[must_use]
    pub fn of(weights: &[f32], shape: &Shape, pooled: &Pooled) -> Self {
        let of_page = weigh(weights, shape.page, &pooled.page, row(weights, shape.bias2));
        let groups = pooled.groups.iter();
        Self(
            groups
                .map(|(group, (mean, _))| (*group, weigh(weights, shape.group, mean, of_page)))
                .collect(),
        )
    }

    /// What group `group` starts from.
    #[must_use]
    pub fn at(&self, group: u32) -> Row {
        self.0.get(&group).copied().unwrap_or_default()
    }
}

fn weigh(weights: &[f32], from: usize, input: &Row, start: Row) -> Row {
    let mut sum = start;
    for (j, value) in input.iter().enumerate() {
        for (s, w) in sum.iter_mut().zip(row(weights, from + j * HIDDEN)) {
            *s += w * value;
        }
    }
    sum
}
