//! The body model while it learns: the forward pass of `verbatim_core` with
//! the derivatives behind it, and Adam.
//!
//! Three layers over the sequence of blocks, see `clean::body_model` in the
//! core for what they are and why. The loss is logistic, per block.

use std::collections::HashMap;

use verbatim_core::clean::body_model::{HIDDEN, Known, NEAR, Pooled, Shape, WIDE};

use super::data::Page;

/// How learning goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Settings {
    pub epochs: usize,
    /// A page of those that are [`Page::seldom`] is learnt from once in so many epochs.
    pub every: usize,
    pub rate: f32,
    pub decay: f32,
    /// Share of statements that are hidden in a step.
    pub drop: f32,
    /// How many networks are learnt and their scores averaged, to see what chance does.
    pub seeds: usize,
    /// So many words count as much as being a block at all,
    pub long: f32,
    /// up to so many.
    pub cap: f32,
    /// How a page's weight grows with its blocks': 0 not at all, 1 in proportion.
    pub power: f32,
    /// How much less a label counts that the network finds unlikely.
    pub trust: f32,
    /// How many networks are learnt first, to teach the one that is kept.
    pub teachers: usize,
    /// How much their word counts against the labels'.
    pub teaching: f32,
    /// How much more the word of a teacher counts that did not learn from the page's site;
    /// with nought all learn from all.
    pub unseen: f32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            epochs: 18,
            every: 3,
            rate: 0.004,
            decay: 0.02,
            drop: 0.3,
            seeds: 1,
            long: 10.0,
            cap: 120.0,
            power: 0.5,
            trust: 0.0,
            teachers: 5,
            teaching: 0.8,
            unseen: 4.0,
        }
    }
}

/// Weights with Adam's moments.
pub(super) struct Network {
    shape: Shape,
    weights: Vec<f32>,
    first: Vec<f32>,
    second: Vec<f32>,
    steps: i32,
}

/// What the forward pass leaves for the backward pass.
#[derive(Default)]
struct Pass {
    ids: Vec<Vec<u16>>,
    h0: Vec<[f32; HIDDEN]>,
    h1: Vec<[f32; HIDDEN]>,
    h2: Vec<[f32; HIDDEN]>,
    pooled: Option<Pooled>,
    scores: Vec<f32>,
}

impl Network {
    pub(super) fn new(seed: u64) -> Self {
        let shape = Shape::default();
        let mut random = Random(seed.wrapping_mul(0x9E37_79B9).wrapping_add(12345));
        let mut weights = vec![0.0; shape.len()];
        for (at, weight) in weights.iter_mut().enumerate() {
            *weight = (random.next() - 0.5) * 2.0 * shape.spread(at);
        }
        let len = weights.len();
        Self { shape, weights, first: vec![0.0; len], second: vec![0.0; len], steps: 0 }
    }

    /// The score of every block of a page; above 0 it is body.
    pub(super) fn scores(&self, page: &Page) -> Vec<f32> {
        let ids = (0..page.features.len()).map(|at| page.features.of(at).to_vec()).collect();
        self.forward(ids, page).scores
    }

    /// The weights as they come out of the lexicon's bytes.
    pub(super) fn packed(&self) -> Vec<f32> {
        self.shape.unpack(&self.bytes()).unwrap_or_default()
    }

    /// The weights as the lexicon stores them.
    pub(super) fn bytes(&self) -> Vec<u8> {
        self.shape.pack(&self.weights)
    }

    /// Learns from the pages' labels, or from what teachers make of them: each block's
    /// likelihood of being body.
    pub(super) fn train(
        &mut self,
        pages: &[&Page],
        taught: Option<&[Vec<f32>]>,
        settings: Settings,
        seed: u64,
    ) {
        let mut random = Random(seed.wrapping_add(99));
        let mut order: Vec<usize> = (0..pages.len()).collect();
        let mut gradient = vec![0.0; self.weights.len()];
        let seldom = pages.iter().filter(|page| page.seldom).count();
        let total = settings.epochs * (pages.len() - seldom + seldom / settings.every);
        let mut done = 0;
        // The mean of the last third's weights, which generalises better than the last ones.
        let mut mean = vec![0.0f32; self.weights.len()];
        let mut taken = 0.0;
        for epoch in 0..settings.epochs {
            for at in (1..order.len()).rev() {
                order.swap(at, (random.next() * (at + 1) as f32) as usize);
            }
            let mut loss = 0.0;
            let turn =
                |at: &usize| !pages[*at].seldom || (at + epoch).is_multiple_of(settings.every);
            let shown: Vec<usize> = order.iter().copied().filter(turn).collect();
            for batch in shown.chunks(4) {
                gradient.fill(0.0);
                for at in batch {
                    let taught = taught.map(|all| all[*at].as_slice());
                    loss += self.backward(pages[*at], taught, &mut gradient, settings, &mut random);
                }
                done += batch.len();
                let rate = settings.rate * (1.0 - done as f32 / total as f32).max(0.1);
                self.step(&gradient, rate, settings.decay);
                if done * 3 > total * 2 {
                    taken += 1.0;
                    for (mean, weight) in mean.iter_mut().zip(&self.weights) {
                        *mean += (weight - *mean) / taken;
                    }
                }
            }
            if seed == 0 || seed == 1 {
                eprintln!("seed {seed} epoch {epoch} loss {:.4}", loss / pages.len() as f32);
            }
        }
        if taken > 0.0 {
            self.weights = mean;
        }
    }

    fn forward(&self, ids: Vec<Vec<u16>>, page: &Page) -> Pass {
        let (s, w) = (&self.shape, &self.weights);
        let n = ids.len();
        let mut pass = Pass { ids, ..Pass::default() };
        pass.h0 = pass
            .ids
            .iter()
            .map(|ids| {
                let mut sum = row(w, s.bias0);
                for id in ids {
                    add(&mut sum, &row(w, s.embed + *id as usize * HIDDEN));
                }
                relu(sum)
            })
            .collect();
        let bias = row(w, s.bias1);
        pass.h1 = convolve(w, s.near, &NEAR, &pass.h0, |_| bias);
        let pooled = Pooled::of(&pass.h1, |at| page.features.group(at));
        let known = Known::of(w, s, &pooled);
        pass.h2 = convolve(w, s.wide, &WIDE, &pass.h1, |at| known.at(page.features.group(at)));
        pass.pooled = Some(pooled);
        pass.scores = (0..n)
            .map(|at| {
                let direct: f32 = pass.ids[at].iter().map(|id| w[s.direct + *id as usize]).sum();
                direct + dot(&row(w, s.out1), &pass.h1[at]) + dot(&row(w, s.out2), &pass.h2[at])
            })
            .collect();
        pass
    }

    /// Adds the gradient of one page's loss; returns the loss.
    fn backward(
        &self,
        page: &Page,
        taught: Option<&[f32]>,
        gradient: &mut [f32],
        settings: Settings,
        random: &mut Random,
    ) -> f32 {
        let ids = (0..page.features.len())
            .map(|at| {
                let all = page.features.of(at).iter().copied();
                all.filter(|_| random.next() >= settings.drop).collect()
            })
            .collect();
        let pass = self.forward(ids, page);
        let (s, w) = (&self.shape, &self.weights);
        let n = pass.scores.len();
        let weight: Vec<f32> = page.blocks.iter().map(|b| weight_of(b, settings)).collect();
        let sum: f32 = weight.iter().sum::<f32>().max(1.0);
        // A long page counts more than a short one, but not in proportion.
        let scale = 8.0 * (sum / 64.0).powf(settings.power) / sum;
        let (mut d1, mut d2) = (vec![[0.0; HIDDEN]; n], vec![[0.0; HIDDEN]; n]);
        let mut loss = 0.0;
        for at in 0..n {
            let Some(label) = page.blocks[at].label else { continue };
            let p = 1.0 / (1.0 + (-pass.scores[at]).exp());
            let known = if label { 1.0 } else { 0.0 };
            let y = taught.map_or(known, |taught| known + settings.teaching * (taught[at] - known));
            loss -=
                weight[at] * scale * (y * p.max(1e-6).ln() + (1.0 - y) * (1.0 - p).max(1e-6).ln());
            let likely = if label { p } else { 1.0 - p };
            let d = (p - y) * likely.powf(settings.trust) * weight[at] * scale;
            for id in &pass.ids[at] {
                gradient[s.direct + *id as usize] += d;
            }
            for k in 0..HIDDEN {
                gradient[s.out1 + k] += d * pass.h1[at][k];
                gradient[s.out2 + k] += d * pass.h2[at][k];
                d1[at][k] += d * w[s.out1 + k];
                d2[at][k] += d * w[s.out2 + k];
            }
        }
        back_pool(w, gradient, s, page, &pass, &d2, &mut d1);
        back_convolve(w, gradient, (s.wide, s.bias2), &WIDE, (&pass.h1, &pass.h2), &d2, &mut d1);
        let mut d0 = vec![[0.0; HIDDEN]; n];
        back_convolve(w, gradient, (s.near, s.bias1), &NEAR, (&pass.h0, &pass.h1), &d1, &mut d0);
        for ((d0, h0), ids) in d0.iter_mut().zip(&pass.h0).zip(&pass.ids) {
            for k in 0..HIDDEN {
                if h0[k] <= 0.0 {
                    d0[k] = 0.0;
                }
                gradient[s.bias0 + k] += d0[k];
            }
            for id in ids {
                let from = s.embed + *id as usize * HIDDEN;
                for (slot, d) in gradient[from..from + HIDDEN].iter_mut().zip(d0.iter()) {
                    *slot += d;
                }
            }
        }
        loss
    }

    fn step(&mut self, gradient: &[f32], rate: f32, decay: f32) {
        self.steps += 1;
        let (b1, b2) = (0.9f32, 0.98f32);
        let (c1, c2) = (1.0 - b1.powi(self.steps), 1.0 - b2.powi(self.steps));
        for (at, g) in gradient.iter().enumerate() {
            self.first[at] = b1 * self.first[at] + (1.0 - b1) * g;
            self.second[at] = b2 * self.second[at] + (1.0 - b2) * g * g;
            let update = (self.first[at] / c1) / ((self.second[at] / c2).sqrt() + 1e-6);
            self.weights[at] -= rate * (update + decay * self.weights[at]);
        }
    }
}

/// Longer blocks count more, as they do for a reader.
fn weight_of(block: &super::data::Block, settings: Settings) -> f32 {
    match block.label {
        None => 0.0,
        Some(_) => 1.0 + (block.words as f32).min(settings.cap) / settings.long,
    }
}

#[inline]
fn row(weights: &[f32], from: usize) -> [f32; HIDDEN] {
    let mut out = [0.0; HIDDEN];
    out.copy_from_slice(&weights[from..from + HIDDEN]);
    out
}

#[inline]
fn add(sum: &mut [f32; HIDDEN], other: &[f32; HIDDEN]) {
    for (a, b) in sum.iter_mut().zip(other) {
        *a += b;
    }
}

#[inline]
fn dot(a: &[f32; HIDDEN], b: &[f32; HIDDEN]) -> f32 {
    let mut lanes = [0.0; 4];
    for (a, b) in a.as_chunks::<4>().0.iter().zip(b.as_chunks::<4>().0) {
        for (lane, (x, y)) in lanes.iter_mut().zip(a.iter().zip(b)) {
            *lane += x * y;
        }
    }
    (lanes[0] + lanes[1]) + (lanes[2] + lanes[3])
}

#[inline]
fn relu(mut values: [f32; HIDDEN]) -> [f32; HIDDEN] {
    for value in &mut values {
        *value = value.max(0.0);
    }
    values
}

fn convolve(
    weights: &[f32],
    from: usize,
    offsets: &[i32],
    input: &[[f32; HIDDEN]],
    start: impl Fn(usize) -> [f32; HIDDEN],
) -> Vec<[f32; HIDDEN]> {
    (0..input.len())
        .map(|at| {
            let mut sum = start(at);
            for (k, offset) in offsets.iter().enumerate() {
                let Some(other) =
                    at.checked_add_signed(*offset as isize).and_then(|o| input.get(o))
                else {
                    continue;
                };
                for (j, value) in other.iter().enumerate() {
                    if *value != 0.0 {
                        let start = from + (k * HIDDEN + j) * HIDDEN;
                        for (s, w) in sum.iter_mut().zip(&weights[start..start + HIDDEN]) {
                            *s += w * value;
                        }
                    }
                }
            }
            relu(sum)
        })
        .collect()
}

/// The third layer's derivatives through the means over groups and over the page.
fn back_pool(
    weights: &[f32],
    gradient: &mut [f32],
    shape: &Shape,
    page: &Page,
    pass: &Pass,
    d2: &[[f32; HIDDEN]],
    d1: &mut [[f32; HIDDEN]],
) {
    let Some(pooled) = &pass.pooled else { return };
    let mut of_group: HashMap<u32, [f32; HIDDEN]> = HashMap::new();
    let mut of_page = [0.0; HIDDEN];
    for (at, d) in d2.iter().enumerate() {
        let mut d = *d;
        for (d, h) in d.iter_mut().zip(&pass.h2[at]) {
            if *h <= 0.0 {
                *d = 0.0;
            }
        }
        add(of_group.entry(page.features.group(at)).or_default(), &d);
        add(&mut of_page, &d);
    }
    let mut back = |from: usize, mean: &[f32; HIDDEN], d: &[f32; HIDDEN], count: f32| {
        let mut out = [0.0; HIDDEN];
        for j in 0..HIDDEN {
            let start = from + j * HIDDEN;
            for i in 0..HIDDEN {
                gradient[start + i] += d[i] * mean[j];
                out[j] += d[i] * weights[start + i] / count;
            }
        }
        out
    };
    let n = d1.len().max(1) as f32;
    let page_back = back(shape.page, pooled.page(), &of_page, n);
    let groups: HashMap<u32, [f32; HIDDEN]> = pooled
        .groups()
        .map(|(group, mean, count)| (group, back(shape.group, mean, &of_group[&group], count)))
        .collect();
    for (at, d) in d1.iter_mut().enumerate() {
        add(d, &page_back);
        add(d, &groups[&page.features.group(at)]);
    }
}

fn back_convolve(
    weights: &[f32],
    gradient: &mut [f32],
    (from, bias): (usize, usize),
    offsets: &[i32],
    (input, output): (&[[f32; HIDDEN]], &[[f32; HIDDEN]]),
    d_output: &[[f32; HIDDEN]],
    d_input: &mut [[f32; HIDDEN]],
) {
    for at in 0..input.len() {
        let mut d = d_output[at];
        for k in 0..HIDDEN {
            if output[at][k] <= 0.0 {
                d[k] = 0.0;
            }
            gradient[bias + k] += d[k];
        }
        for (k, offset) in offsets.iter().enumerate() {
            let Some(other) = at.checked_add_signed(*offset as isize).filter(|o| *o < input.len())
            else {
                continue;
            };
            for j in 0..HIDDEN {
                let value = input[other][j];
                // Where the layer below is shut, nothing goes through it either way.
                if value == 0.0 {
                    continue;
                }
                let start = from + (k * HIDDEN + j) * HIDDEN;
                let slots = gradient[start..start + HIDDEN].iter_mut();
                for (slot, d) in slots.zip(&d) {
                    *slot += d * value;
                }
                d_input[other][j] += dot(&d, &row(weights, start));
            }
        }
    }
}

/// A small generator of numbers between 0 and 1; learning must be repeatable.
struct Random(u64);

impl Random {
    fn next(&mut self) -> f32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 40) as f32 / (1u64 << 24) as f32
    }
}
