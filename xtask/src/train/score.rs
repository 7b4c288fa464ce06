//! Page and line F1, as the benchmarks count them: four-word shingles, true
//! and false shares of each page averaged; lines over all pages together.

use std::{
    collections::HashMap,
    fmt::{self, Display, Formatter},
};

use super::data::{Page, tokens};

/// What the benchmarks count on some pages.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Scores {
    pages: usize,
    /// F1, precision, recall and the mean F1 of the worst tenth, of pages; the first three of lines.
    each: [f64; 7],
}

impl Scores {
    /// The mean F1 of the pages.
    pub(super) fn page_f1(&self) -> f64 {
        let [f1, ..] = self.each;
        f1
    }

    /// The mean of several networks' scores.
    pub(super) fn mean(all: impl Iterator<Item = Self>) -> Self {
        let mut mean = Self::default();
        let mut count = 0.0;
        for one in all {
            count += 1.0;
            mean.pages = one.pages;
            for (mean, value) in mean.each.iter_mut().zip(one.each) {
                *mean += (value - *mean) / count;
            }
        }
        mean
    }
}

impl Display for Scores {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        let [f1, p, r, worst, line, line_p, line_r] = self.each;
        write!(
            out,
            "n={:<4} page F1 {f1:.4} P {p:.3} R {r:.3} worst10% {worst:.3} | line F1 {line:.3} P {line_p:.3} R {line_r:.3}",
            self.pages
        )
    }
}

/// The scores of some pages at a threshold.
pub(super) fn of<'p>(
    pages: impl Iterator<Item = (&'p Page, &'p Vec<f32>)>,
    threshold: f32,
) -> Scores {
    let (mut precision, mut recall) = (Vec::new(), Vec::new());
    let mut each = Vec::new();
    let (mut tp, mut fp, mut fn_) = (0usize, 0usize, 0usize);
    let mut count = 0;
    for (page, scores) in pages {
        count += 1;
        let mut text = String::new();
        let mut line_kept = vec![false; page.lines.len()];
        for (block, score) in page.blocks.iter().zip(scores) {
            let kept = *score > threshold;
            if kept {
                text.push_str(&block.text);
                text.push('\n');
            }
            if page.lines.is_empty() {
                match (block.label, kept) {
                    (Some(true), true) => tp += 1,
                    (Some(true), false) => fn_ += 1,
                    (Some(false), true) => fp += 1,
                    _ => {}
                }
            } else if kept && let Some(line) = line_kept.get_mut(block.line) {
                *line = true;
            }
        }
        for (label, kept) in page.lines.iter().zip(&line_kept) {
            match (label, kept) {
                (Some(true), true) => tp += 1,
                (Some(true), false) => fn_ += 1,
                (Some(false), true) => fp += 1,
                _ => {}
            }
        }
        let (a, b, c) = shares(&page.gold, &tokens(&text));
        if a + b > 0.0 {
            precision.push(ratio(a, b, c));
        }
        if a + c > 0.0 {
            recall.push(ratio(a, c, b));
        }
        let (p, r) = (ratio(a, b, c), ratio(a, c, b));
        each.push(if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 });
    }
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len().max(1) as f64;
    let (p, r) = (mean(&precision), mean(&recall));
    each.sort_by(f64::total_cmp);
    let worst = mean(each.get(..(each.len() / 10).max(1)).unwrap_or_default());
    let (tp, fp, fn_) = (tp as f64, fp as f64, fn_ as f64);
    let page = 2.0 * p * r / (p + r).max(1e-9);
    let line = 2.0 * tp / (2.0 * tp + fp + fn_).max(1.0);
    let (line_p, line_r) = (tp / (tp + fp).max(1.0), tp / (tp + fn_).max(1.0));
    Scores { pages: count, each: [page, p, r, worst, line, line_p, line_r] }
}

/// Shows what went wrong on the worst pages.
pub(super) fn show_worst<'p>(pages: impl Iterator<Item = (&'p Page, &'p Vec<f32>)>, count: usize) {
    let mut ranked: Vec<(f64, &Page, &Vec<f32>)> = pages
        .map(|(page, scores)| {
            let kept = page.blocks.iter().zip(scores).filter(|(_, s)| **s > 0.0);
            let text: String = kept.map(|(b, _)| format!("{}\n", b.text)).collect();
            let (tp, fp, fn_) = shares(&page.gold, &tokens(&text));
            (2.0 * tp / (2.0 * tp + fp + fn_).max(1e-9), page, scores)
        })
        .collect();
    ranked.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (f1, page, scores) in ranked.iter().take(count) {
        println!("== {} {} F1 {f1:.2}", page.set, page.id);
        let all: usize =
            page.blocks.iter().filter(|b| b.label == Some(true)).map(|b| b.words).sum();
        let first = page.blocks.iter().position(|b| b.label == Some(true)).unwrap_or(0);
        let last = page.blocks.iter().rposition(|b| b.label == Some(true)).unwrap_or(0);
        for (at, (block, score)) in page.blocks.iter().zip(scores.iter()).enumerate() {
            let mark = match (block.label, *score > 0.0) {
                (Some(true), false) => "missed",
                (Some(false), true) => "wrong ",
                _ => continue,
            };
            let words: String = block.text.chars().take(160).collect();
            let place = if at < first {
                "before"
            } else if at > last {
                "after"
            } else {
                "inside"
            };
            println!(
                "  {mark}\t{}\t{place}\t{at}/{}\t{}\t{all}\t{words}",
                page.features.len(),
                first,
                block.words
            );
        }
    }
}

fn ratio(hit: f64, miss: f64, other: f64) -> f64 {
    if miss == 0.0 && other == 0.0 {
        1.0
    } else if hit == 0.0 && miss == 0.0 {
        0.0
    } else {
        hit / (hit + miss)
    }
}

/// Shares of shingles found, found wrongly and missed.
fn shares(gold: &[String], found: &[String]) -> (f64, f64, f64) {
    let mut counts: HashMap<&[String], (i64, i64)> = HashMap::new();
    for run in shingles(gold) {
        counts.entry(run).or_default().0 += 1;
    }
    for run in shingles(found) {
        counts.entry(run).or_default().1 += 1;
    }
    let (mut tp, mut fp, mut fn_) = (0, 0, 0);
    for (wanted, got) in counts.values() {
        tp += wanted.min(got);
        fp += (got - wanted).max(0);
        fn_ += (wanted - got).max(0);
    }
    let sum = (tp + fp + fn_) as f64;
    if sum == 0.0 { (0.0, 0.0, 0.0) } else { (tp as f64 / sum, fp as f64 / sum, fn_ as f64 / sum) }
}

fn shingles(tokens: &[String]) -> impl Iterator<Item = &[String]> {
    let size = tokens.len().clamp(1, 4);
    tokens.windows(size)
}
