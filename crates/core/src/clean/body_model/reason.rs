//! Why the body model judges a block as it does: the statements about the block
//! that moved its score most, in words.
//!
//! The layers are linear between their kinks, so that near a block each of its
//! statements adds a share that can be told: its weights times the slope of the
//! score. Of statements of which one always holds, the share is what it adds
//! beyond their mean. What the neighbours' statements add is not told.

use verbatim_lexicon::phrase::hash;

use super::{BodyModel, HIDDEN, NEAR, Row, Shape, WIDE, dot, row, rows};
use crate::clean::features::{
    COUNT, Features,
    told::{self, TOLD, Words},
};

/// A statement that moves the score by less decides nothing. Set by hand: with less the
/// reasons name what a reader does not see.
const LEAST: f32 = 0.08;

/// How many statements are named.
const NAMED: usize = 2;

/// The scores of all blocks, with what a reason needs of the layers.
#[derive(Debug, Default)]
pub(crate) struct Scored {
    pub(super) h0: Vec<Row>,
    pub(super) h1: Vec<Row>,
    pub(super) h2: Vec<Row>,
    /// Above 0 a block is body, and the further the surer.
    pub(crate) scores: Vec<f32>,
}

impl BodyModel<'_> {
    /// The statements that speak most for block `at`, or most against it; empty
    /// where none that has words decides anything.
    pub(crate) fn reason(
        &self,
        features: &Features,
        scored: &Scored,
        at: usize,
        for_it: bool,
    ) -> String {
        let slope = self.slope(scored, at);
        let mut best: [(f32, Words); NAMED] = [(LEAST, [""; 3]); NAMED];
        for &id in features.of(at) {
            let share = if for_it { self.share(id, &slope) } else { -self.share(id, &slope) };
            if share <= best[NAMED - 1].0 {
                continue;
            }
            let Some(words) = self.words_of(id, for_it) else { continue };
            // What is told in the same words is told once.
            let same = best.iter().position(|(_, known)| known[0] == words[0]);
            let slot = best.get_mut(same.unwrap_or(NAMED - 1)).filter(|slot| share > slot.0);
            if let Some(slot) = slot {
                *slot = (share, words);
                best.sort_by(|a, b| b.0.total_cmp(&a.0));
            }
        }
        let mut out = String::new();
        for (_, words) in best.iter().filter(|(_, words)| !words[0].is_empty()) {
            if !out.is_empty() {
                out.push_str(", ");
            }
            out.extend(*words);
        }
        out
    }

    /// What a statement is called where it speaks for a block or against one, if it is told.
    fn words_of(&self, id: u16, for_it: bool) -> Option<Words> {
        if let Some(number) = told::listed_word(id) {
            let word = self.lexicon.body_words.word(number);
            // "The" decides now and then, but tells nobody anything.
            let empty = self.lexicon.function_words.languages(hash(word)) != 0;
            return (!empty).then_some(["the word “", word, "”"]);
        }
        let told = told::of(id)?;
        let index = usize::from(id) - told.first;
        let words = if for_it { (told.speaks_for)(index) } else { (told.against)(index) };
        (!words[0].is_empty()).then_some(words)
    }

    /// How the block's score grows with each of its own first layer's values.
    fn slope(&self, scored: &Scored, at: usize) -> Row {
        let (s, w) = (&self.shape, self.weights);
        let zero = [0.0; HIDDEN];
        let value = |layer: &[Row], at: usize| layer.get(at).copied().unwrap_or(zero);
        let of_third = where_open(&value(&scored.h2, at), |nth| row(w, s.out2)[nth]);
        let (near, wide) = (rows(w, s.near, s.bias1), rows(w, s.wide, s.bias2));
        let open = value(&scored.h0, at);
        let mut slope = zero;
        for (offset, near) in NEAR.iter().zip(near.as_chunks::<HIDDEN>().0) {
            // The second layer's block that sees this one at `offset`; the third sees it in turn.
            let seen = WIDE.iter().zip(wide.as_chunks::<HIDDEN>().0).find(|(o, _)| **o == -offset);
            let Some((_, wide)) = seen else { continue };
            let Some(other) = at.checked_add_signed(-*offset as isize) else { continue };
            let out1 = if *offset == 0 { row(w, s.out1) } else { zero };
            let of_second =
                where_open(&value(&scored.h1, other), |nth| out1[nth] + dot(&wide[nth], &of_third));
            let of_first = where_open(&open, |nth| slope[nth] + dot(&near[nth], &of_second));
            slope = of_first;
        }
        slope
    }

    /// What a statement adds to a score that grows so, beyond the mean of its group.
    fn share(&self, id: u16, slope: &Row) -> f32 {
        let from = usize::from(id) * (HIDDEN + 1);
        let direct = self.told.get(from + HIDDEN).copied().unwrap_or_default();
        direct + dot(&row(self.told, from), slope)
    }
}

/// For each statement its weights, first layer and direct; less their mean where one
/// statement of its group always holds.
pub(super) fn told_weights(shape: &Shape, weights: &[f32]) -> Vec<f32> {
    let mut all = Vec::with_capacity(COUNT * (HIDDEN + 1));
    for id in 0..COUNT {
        all.extend(row(weights, shape.embed + id * HIDDEN));
        all.push(weights.get(shape.direct + id).copied().unwrap_or_default());
    }
    let (each, _) = all.as_chunks_mut::<{ HIDDEN + 1 }>();
    for told in TOLD.iter().filter(|told| told.one) {
        let Some(group) = each.get_mut(told.first..told.first + told.size) else { continue };
        for nth in 0..=HIDDEN {
            let mean = group.iter().map(|weights| weights[nth]).sum::<f32>() / told.size as f32;
            for weights in group.iter_mut() {
                weights[nth] -= mean;
            }
        }
    }
    all
}

/// A layer's slope where its value is above nought, and nought elsewhere.
fn where_open(value: &Row, slope: impl Fn(usize) -> f32) -> Row {
    std::array::from_fn(|nth| if value[nth] > 0.0 { slope(nth) } else { 0.0 })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::{BodyModel, HIDDEN, Weights};
    use crate::{Input, Lexicons, clean, document};

    const PAGE: &str = "Home\nHarbour wall is rebuilt\n\nThe council voted on Tuesday to rebuild it.\n\
        It has been closed since the storms of last winter, and nobody likes that.\n\
        www.harbour.example\nRead our newsletter\n";

    /// The slope is what a small change of a statement's weights does to the score of
    /// the one block that it holds for.
    #[test]
    fn the_slope_is_that_of_the_score() {
        let lexicons = Lexicons::load();
        let lexicon = lexicons.base();
        let features = clean::features(&document::parse(&Input::text(PAGE)), &lexicons);
        let model = BodyModel::of(lexicon, Weights::shipped());
        let shape = model.shape;
        // Means over groups and the page see every block, and are not told.
        let mut weights = model.weights.to_vec();
        weights[shape.group..shape.out1].fill(0.0);
        let mut holds: BTreeMap<u16, Vec<usize>> = BTreeMap::new();
        for at in 0..features.len() {
            for id in features.of(at) {
                holds.entry(*id).or_default().push(at);
            }
        }
        let scored =
            |weights: &[f32]| BodyModel { lexicon, shape, weights, told: &[] }.score(&features);
        let mut compared = 0;
        for (id, blocks) in holds {
            let [at] = blocks.as_slice() else { continue };
            let before = scored(&weights);
            let slope =
                BodyModel { lexicon, shape, weights: &weights, told: &[] }.slope(&before, *at);
            for (nth, slope) in slope.iter().enumerate() {
                let rise = |step: f32| {
                    let mut changed = weights.clone();
                    changed[shape.embed + usize::from(id) * HIDDEN + nth] += step;
                    (scored(&changed).scores[*at] - before.scores[*at]) / step
                };
                // At a kink the two differ, and the slope is one of them.
                let rises = [rise(1e-3), rise(-1e-3)];
                let is_one = rises.iter().any(|rise| (rise - slope).abs() < 0.02);
                assert!(is_one, "{id} {nth}: {rises:?}, not {slope}");
                compared += 1;
            }
        }
        assert!(compared > 20);
    }

    #[test]
    fn reasons_name_what_decided() {
        let lexicons = Lexicons::load();
        let lexicon = lexicons.base();
        let features = clean::features(&document::parse(&Input::text(PAGE)), &lexicons);
        let model = BodyModel::of(lexicon, Weights::shipped());
        let scored = model.score(&features);
        assert!(!model.reason(&features, &scored, 0, false).is_empty());
        assert!(!model.reason(&features, &scored, 3, true).is_empty());
    }
}
