//! The body model: how surely each block is of the article's body, learnt from
//! labelled pages.
//!
//! Three layers over the sequence of blocks. The first adds up a short row of
//! weights per statement that holds of the block ([`mod@super::features`]); the
//! second looks at three blocks to either side, the third at blocks up to
//! twelve away, so that a heading is judged by the paragraphs around it and a
//! teaser by the list it stands in; the third also starts from what its
//! surroundings are like as a whole (`pooled.rs`). A chain of plain linear scores with
//! transitions cannot say "short, between long ones"; this can, with 38,000
//! weights of a byte each, most of them for single words, and runs in a microsecond a block.
//!
//! Known misses: comments of readers that read like paragraphs; live blogs.

mod pooled;
mod reason;

use std::sync::LazyLock;

use verbatim_lexicon::BODY_MODEL;
use wide::f32x4;

pub use self::pooled::{Known, Pooled};
pub(super) use self::reason::Scored;
use super::features::{self, Features};
use crate::Lexicon;

/// How wide a layer is.
pub const HIDDEN: usize = 12;
/// The neighbours that the second layer sees.
pub const NEAR: [i32; 7] = [-3, -2, -1, 0, 1, 2, 3];
/// The neighbours that the third layer sees.
pub const WIDE: [i32; 9] = [-12, -8, -4, -1, 0, 1, 4, 8, 12];

/// The largest number a weight is stored as. A byte has room for twice as much, but finer
/// steps are noise, which doesn't compress: with these the five-fold figures stay within
/// what another seed changes, and the weights take 2.5 KB less of the download.
const LEVELS: f32 = 63.0;

/// One layer's numbers for one block.
pub type Row = [f32; HIDDEN];

/// Where each layer's weights start.
#[derive(Debug, Clone, Copy)]
#[expect(
    missing_docs,
    reason = "the type's doc says what they are; `embed` to `direct` in order of use"
)]
pub struct Shape {
    pub embed: usize,
    pub bias0: usize,
    pub near: usize,
    pub bias1: usize,
    pub wide: usize,
    pub bias2: usize,
    pub group: usize,
    pub page: usize,
    pub out1: usize,
    pub out2: usize,
    pub direct: usize,
    len: usize,
}

impl Default for Shape {
    fn default() -> Self {
        let embed = 0;
        let bias0 = embed + features::COUNT * HIDDEN;
        let near = bias0 + HIDDEN;
        let bias1 = near + NEAR.len() * HIDDEN * HIDDEN;
        let wide = bias1 + HIDDEN;
        let bias2 = wide + WIDE.len() * HIDDEN * HIDDEN;
        let group = bias2 + HIDDEN;
        let page = group + HIDDEN * HIDDEN;
        let out1 = page + HIDDEN * HIDDEN;
        let out2 = out1 + HIDDEN;
        let direct = out2 + HIDDEN;
        let len = direct + features::COUNT;
        Self { embed, bias0, near, bias1, wide, bias2, group, page, out1, out2, direct, len }
    }
}

impl Shape {
    /// How many weights there are.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "a shape is never empty")]
    pub fn len(&self) -> usize {
        self.len
    }

    /// How far from nought a weight starts when learning begins.
    #[must_use]
    pub fn spread(&self, at: usize) -> f32 {
        match at {
            _ if at < self.bias0 => 0.15,
            _ if at < self.near => 0.0,
            _ if at < self.direct => 0.12,
            _ => 0.0,
        }
    }

    /// The layers as `(start, end)`, each of which is stored with a scale of its own.
    fn layers(&self) -> [(usize, usize); 4] {
        [(0, self.near), (self.near, self.wide), (self.wide, self.direct), (self.direct, self.len)]
    }

    /// Weights as they are stored: per layer a scale, and a signed byte each up to [`LEVELS`].
    #[must_use]
    pub fn pack(&self, weights: &[f32]) -> Vec<u8> {
        let mut out = Vec::with_capacity(weights.len() + 16);
        for (start, end) in self.layers() {
            let layer = weights.get(start..end).unwrap_or_default();
            let most = layer.iter().fold(1e-6f32, |m, w| m.max(w.abs()));
            let scale = most / LEVELS;
            out.extend(scale.to_le_bytes());
            out.extend(layer.iter().map(|w| (w / scale).round() as i8 as u8));
        }
        out
    }

    /// The weights in what [`Shape::pack`] made; nothing where it was made for another shape.
    #[must_use]
    pub fn unpack(&self, bytes: &[u8]) -> Option<Vec<f32>> {
        let mut out = Vec::with_capacity(self.len);
        let mut at = 0;
        for (start, end) in self.layers() {
            let scale = f32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?);
            let layer = bytes.get(at + 4..at + 4 + (end - start))?;
            out.extend(layer.iter().map(|b| f32::from(*b as i8) * scale));
            at += 4 + (end - start);
        }
        (at == bytes.len()).then_some(out)
    }
}

/// The shipped weights, unpacked once. Weights that were learnt on other features are passed
/// over, which leaves every score at 0; a test sees to it that the shipped ones fit.
static SHIPPED: LazyLock<Weights> =
    LazyLock::new(|| Weights::new(Shape::default().unpack(BODY_MODEL).unwrap_or_default()));

/// The weights of a model.
#[derive(Debug)]
pub struct Weights {
    of_layers: Vec<f32>,
    /// The weights of each statement as a reason weighs them.
    told: Vec<f32>,
}

impl Weights {
    /// Those of the layers, in the order of [`Shape`].
    #[must_use]
    pub fn new(of_layers: Vec<f32>) -> Self {
        let told = reason::told_weights(&Shape::default(), &of_layers);
        Self { of_layers, told }
    }

    /// Those that are shipped.
    #[must_use]
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }
}

/// The model, ready for use.
#[derive(Debug)]
pub(crate) struct BodyModel<'l> {
    lexicon: &'l Lexicon,
    shape: Shape,
    weights: &'l [f32],
    told: &'l [f32],
}

impl<'l> BodyModel<'l> {
    pub(crate) fn of(lexicon: &'l Lexicon, weights: &'l Weights) -> Self {
        let shape = Shape::default();
        Self { lexicon, shape, weights: &weights.of_layers, told: &weights.told }
    }

    /// The score of every block, and why.
    pub(crate) fn score(&self, features: &Features) -> Scored {
        let (s, w) = (&self.shape, self.weights);
        let (bias0, embed) = (row(w, s.bias0), rows(w, s.embed, s.bias0));
        let direct = w.get(s.direct..).unwrap_or_default();
        let mut scores = Vec::with_capacity(features.len());
        let h0: Vec<Row> = (0..features.len())
            .map(|at| {
                let (mut sum, mut score) = (quads(&bias0), 0.0);
                for (weights, direct) in features.of(at).iter().filter_map(|id| {
                    Some((embed.get(usize::from(*id))?, direct.get(usize::from(*id))?))
                }) {
                    for (sum, weights) in sum.iter_mut().zip(quads(weights)) {
                        *sum += weights;
                    }
                    score += direct;
                }
                scores.push(score);
                open(sum)
            })
            .collect();
        let bias = row(w, s.bias1);
        let h1 = convolve(rows(w, s.near, s.bias1), |_| bias, &NEAR, &h0);
        let pooled = Pooled::of(&h1, |at| features.group(at));
        let known = Known::of(w, s, &pooled);
        let wide = rows(w, s.wide, s.bias2);
        let h2 = convolve(wide, |at| known.at(features.group(at)), &WIDE, &h1);
        let (out1, out2) = (row(w, s.out1), row(w, s.out2));
        for ((score, h1), h2) in scores.iter_mut().zip(&h1).zip(&h2) {
            *score += dot(&out1, h1) + dot(&out2, h2);
        }
        Scored { h0, h1, h2, scores }
    }
}

fn row(weights: &[f32], from: usize) -> Row {
    weights.get(from..from + HIDDEN).and_then(|r| r.try_into().ok()).unwrap_or_default()
}

/// The rows from one place to another; none where weights are missing.
fn rows(weights: &[f32], from: usize, to: usize) -> &[Row] {
    weights.get(from..to).map_or(&[], |part| part.as_chunks().0)
}

/// A row as vectors of four. Written out, since the compiler, asked for a small
/// program, makes none of itself.
fn quads(row: &Row) -> [f32x4; HIDDEN / 4] {
    let (quads, _) = row.as_chunks::<4>();
    std::array::from_fn(|nth| f32x4::new(quads[nth]))
}

/// What of a layer's sums is above nought.
fn open(sum: [f32x4; HIDDEN / 4]) -> Row {
    let mut row = [0.0; HIDDEN];
    let (quads, _) = row.as_chunks_mut::<4>();
    for (quad, sum) in quads.iter_mut().zip(sum) {
        *quad = sum.fast_max(f32x4::ZERO).to_array();
    }
    row
}

fn dot(a: &Row, b: &Row) -> f32 {
    let mut sum = f32x4::ZERO;
    for (a, b) in quads(a).into_iter().zip(quads(b)) {
        sum += a * b;
    }
    let lanes = sum.to_array();
    (lanes[0] + lanes[1]) + (lanes[2] + lanes[3])
}

/// One layer: `start` is what a block's sum starts from, `weights` has a row per offset and input value.
fn convolve(
    weights: &[Row],
    start: impl Fn(usize) -> Row,
    offsets: &[i32],
    input: &[Row],
) -> Vec<Row> {
    // About half the values are 0. Each row is read by several blocks, so which are not is noted once.
    let open_ones: Vec<u32> = input.iter().map(open_ones).collect();
    (0..input.len())
        .map(|at| {
            let mut sum = quads(&start(at));
            for (offset, weights) in offsets.iter().zip(weights.as_chunks::<HIDDEN>().0) {
                let Some(other) = at.checked_add_signed(*offset as isize) else { continue };
                let (Some(row), Some(&ones)) = (input.get(other), open_ones.get(other)) else {
                    continue;
                };
                let mut left = ones;
                while left != 0 {
                    let nth = left.trailing_zeros() as usize % HIDDEN;
                    left &= left - 1;
                    let value = f32x4::splat(row[nth]);
                    for (sum, weights) in sum.iter_mut().zip(quads(&weights[nth])) {
                        *sum += weights * value;
                    }
                }
            }
            open(sum)
        })
        .collect()
}

/// A bit for each value of a row that is not 0.
fn open_ones(row: &Row) -> u32 {
    row.iter().enumerate().fold(0, |ones, (nth, value)| ones | u32::from(*value != 0.0) << nth)
}

#[cfg(test)]
mod tests {
    use super::{BodyModel, Shape, Weights};

    #[test]
    fn the_lexicons_weights_were_learnt_on_these_features() {
        let lexicons = verbatim_lexicon::Lexicons::load();
        let model = BodyModel::of(lexicons.base(), Weights::shipped());
        assert_eq!(model.weights.len(), Shape::default().len());
    }

    #[test]
    fn packing_keeps_weights_to_a_part_in_a_hundred() {
        let shape = Shape::default();
        let weights: Vec<f32> = (0..shape.len()).map(|at| (at as f32 * 0.37).sin()).collect();
        let again = shape.unpack(&shape.pack(&weights)).unwrap();
        assert!(weights.iter().zip(&again).all(|(a, b)| (a - b).abs() < 0.01));
    }
}
