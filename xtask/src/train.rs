//! `cargo xtask train clean FOLDER…`: learns the cleaner's body model.
//!
//! Each folder holds `pasted*.jsonl` (pages as pasted, a label per line) or
//! `*.jsonl` with pages as HTML and the article's text. Prints five-fold
//! cross-validation over sites, then learns on all and writes the weights.
//! Run it with `cargo run --profile tool -p xtask -- train clean …`; a debug
//! build takes an hour.

mod data;
mod network;
mod score;

use std::path::Path;

use self::{
    data::Page,
    network::{Network, Settings},
};
use crate::Outcome;

const FOLDS: usize = 5;

/// `cargo xtask train clean FOLDER… [--out FILE] [--epochs N] [--worst N] [--no-folds]`,
/// where `--worst` shows the wrong lines of the N worst pages of each set.
pub fn run(args: &[String]) -> Outcome {
    let usage = "say what to train on: cargo xtask train clean FOLDER… [--out FILE] [--epochs N] [--worst N]";
    let Some(("clean", rest)) = args.split_first().map(|(name, rest)| (name.as_str(), rest)) else {
        return Err(usage.to_owned());
    };
    let mut settings = Settings::default();
    let mut out = None;
    let mut validate = true;
    let mut worst = 0;
    let mut folders = Vec::new();
    let mut rest = rest.iter();
    while let Some(arg) = rest.next() {
        let mut number = || rest.next().and_then(|n| n.parse::<f32>().ok()).ok_or(usage);
        match arg.as_str() {
            "--out" => out = rest.next(),
            "--epochs" => settings.epochs = number()? as usize,
            "--rate" => settings.rate = number()?,
            "--decay" => settings.decay = number()?,
            "--drop" => settings.drop = number()?,
            "--worst" => worst = number()? as usize,
            "--no-folds" => validate = false,
            folder => folders.push(folder.to_owned()),
        }
    }
    if folders.is_empty() {
        return Err(usage.to_owned());
    }
    let mut pages = Vec::new();
    for folder in &folders {
        pages.extend(data::read(Path::new(folder))?);
    }
    println!(
        "{} pages, {} blocks",
        pages.len(),
        pages.iter().map(|p| p.blocks.len()).sum::<usize>()
    );
    if validate {
        cross_validate(&pages, settings, worst);
    }
    if let Some(out) = out {
        let network = learn(&pages, None, settings, 1);
        std::fs::write(out, network.bytes()).map_err(|e| format!("cannot write {out}: {e}"))?;
        println!("wrote {out}");
    }
    Ok(())
}

/// Learns on four fifths of the sites and scores the last, five times.
fn cross_validate(pages: &[Page], settings: Settings, worst: usize) {
    let mut kept: Vec<Vec<f32>> = vec![Vec::new(); pages.len()];
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..FOLDS)
            .map(|fold| {
                scope.spawn(move || (fold, learn(pages, Some(fold), settings, fold as u64)))
            })
            .collect();
        for worker in workers {
            let Ok((fold, network)) = worker.join() else { continue };
            for (page, kept) in pages.iter().zip(&mut kept) {
                if page.fold == fold {
                    *kept = network.scores(page);
                }
            }
        }
    });
    for threshold in [-1.0f32, -0.5, 0.0] {
        println!("threshold {threshold}");
        for set in data::sets(pages) {
            let of_set = pages.iter().zip(&kept).filter(|(page, _)| page.set == set);
            println!("  {set:<16} {}", score::of(of_set, threshold));
        }
    }
    for set in data::sets(pages).iter().filter(|_| worst > 0) {
        let of_set = pages.iter().zip(&kept).filter(|(page, _)| page.set == *set);
        score::show_worst(of_set, worst);
    }
}

fn learn(pages: &[Page], without: Option<usize>, settings: Settings, seed: u64) -> Network {
    let mut network = Network::new(seed);
    let chosen: Vec<&Page> = pages.iter().filter(|page| Some(page.fold) != without).collect();
    network.train(&chosen, settings, seed);
    network
}
