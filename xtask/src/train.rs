//! `cargo xtask train clean FOLDER…`: learns the cleaner's body model.
//!
//! Each folder holds `pasted*.jsonl` (pages as pasted, a label per line),
//! `*.jsonl` with pages as HTML and the article's text, or is one of the two parts
//! of WCXB with its pages unpacked (`gunzip html/*.gz`). Prints five-fold
//! cross-validation over sites, then learns on all and writes the weights.
//! Run it with `cargo run --profile tool -p xtask -- train clean …`; a debug
//! build takes an hour.

mod data;
mod network;
mod score;
mod wcxb;
mod words;

use std::{num::NonZeroUsize, path::PathBuf};

use lexopt::{Arg, Parser, ValueExt as _};
use verbatim_core::{
    Input, Lexicons,
    clean::{self, body_model::Weights},
    document::RawBlock,
};

use self::{
    data::Page,
    network::{Network, Settings},
};
use crate::{Asked, Outcome, eval};

const FOLDS: usize = 5;

/// What the command takes.
pub const USAGE: &str = "clean|words FOLDER... [OPTIONS]

  clean  cross-validate the cleaner's body model and print how well it does
  words  print the words that lines of pages begin and end with on many sites

  --out FILE    also learn on all folders and write the weights there
  --no-folds    no cross-validation
  --worst N     show the wrong lines of the N worst pages of each set
  --seed N      the network that is kept; without it the one of the validated that does best
                on the sites it has not learnt from
  --seeds N     how many networks are validated

How learning goes; what each means is said in xtask/src/train/network.rs:
  --epochs N  --every N  --rate X  --decay X  --drop X  --long X  --cap X
  --power X  --trust X  --teachers N  --teaching X  --unseen X";

/// What is learnt.
#[derive(Debug, Clone, Copy, PartialEq)]
enum What {
    /// The body model.
    Clean,
    /// The words that it weighs.
    Words,
}

/// What the command line asks for.
struct Options {
    what: What,
    folders: Vec<PathBuf>,
    settings: Settings,
    out: Option<PathBuf>,
    kept: Option<u64>,
    validate: bool,
    worst: usize,
}

/// Learns, and prints how well.
///
/// # Errors
/// When the command line is not understood; the outcome is one when a folder cannot
/// be read or the weights not be written.
pub fn run(args: Parser) -> Asked {
    parse(args).map(learn_from)
}

fn parse(mut args: Parser) -> Result<Options, lexopt::Error> {
    let mut what = None;
    let mut folders = Vec::new();
    let mut settings = Settings::default();
    let (mut out, mut kept, mut validate, mut worst) = (None, None, true, 0);
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Long("out") => out = Some(args.value()?.into()),
            Arg::Long("no-folds") => validate = false,
            Arg::Long("worst") => worst = args.value()?.parse()?,
            Arg::Long("seed") => kept = Some(args.value()?.parse()?),
            Arg::Long("seeds") => settings.seeds = args.value()?.parse()?,
            Arg::Long("epochs") => settings.epochs = args.value()?.parse()?,
            Arg::Long("every") => settings.every = args.value()?.parse::<NonZeroUsize>()?.get(),
            Arg::Long("rate") => settings.rate = args.value()?.parse()?,
            Arg::Long("decay") => settings.decay = args.value()?.parse()?,
            Arg::Long("drop") => settings.drop = args.value()?.parse()?,
            Arg::Long("long") => settings.long = args.value()?.parse()?,
            Arg::Long("cap") => settings.cap = args.value()?.parse()?,
            Arg::Long("power") => settings.power = args.value()?.parse()?,
            Arg::Long("trust") => settings.trust = args.value()?.parse()?,
            Arg::Long("teachers") => settings.teachers = args.value()?.parse()?,
            Arg::Long("teaching") => settings.teaching = args.value()?.parse()?,
            Arg::Long("unseen") => settings.unseen = args.value()?.parse()?,
            Arg::Value(word) if what.is_none() => {
                what = Some(word.parse_with(|word| match word {
                    "clean" => Ok(What::Clean),
                    "words" => Ok(What::Words),
                    _ => Err("'clean' or 'words' is learnt"),
                })?);
            }
            Arg::Value(folder) => folders.push(folder.into()),
            other => return Err(other.unexpected()),
        }
    }
    let what = what.ok_or("say what to learn")?;
    if folders.is_empty() {
        return Err("name a folder of labelled pages".into());
    }
    if out.is_some() && kept.is_none() && !validate {
        return Err("--no-folds leaves the seed open: name it by --seed".into());
    }
    Ok(Options { what, folders, settings, out, kept, validate, worst })
}

fn learn_from(options: Options) -> Outcome {
    let Options { what, folders, settings, out, kept, validate, worst } = options;
    let mut pages = Vec::new();
    for folder in &folders {
        pages.extend(data::read(folder)?);
    }
    if what == What::Words {
        words::print(&pages);
        return Ok(());
    }
    println!(
        "{} pages, {} blocks",
        pages.len(),
        pages.iter().map(|p| p.blocks.len()).sum::<usize>()
    );
    let best = validate.then(|| cross_validate(&pages, settings, worst));
    if let Some((out, seed)) = out.zip(kept.or(best)) {
        println!("seed {seed} is kept");
        let network = learn(&pages, None, settings, seed);
        std::fs::write(&out, network.bytes())
            .map_err(|e| format!("cannot write {}: {e}", out.display()))?;
        println!("wrote {}", out.display());
    }
    Ok(())
}

/// Learns on four fifths of the sites and scores the last, five times. The seed with which
/// the cleaner keeps what is most like the labelled text of all pages; our own articles
/// have no say.
fn cross_validate(pages: &[Page], settings: Settings, worst: usize) -> u64 {
    let mut kept: Vec<Vec<f32>> = vec![Vec::new(); pages.len()];
    let mut cleaned: Vec<Vec<Vec<f32>>> = vec![Vec::new(); pages.len()];
    let lexicons = Lexicons::load();
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..2)
            .map(|worker| {
                scope.spawn(move || {
                    let folds = (0..FOLDS).filter(|fold| fold % 2 == worker);
                    folds
                        .map(|fold| (fold, learn_several(pages, fold, settings)))
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        for (fold, networks) in workers.into_iter().filter_map(|w| w.join().ok()).flatten() {
            // As they will be shipped: what packing loses is part of what is measured.
            let weights: Vec<Weights> =
                networks.iter().map(|network| Weights::new(network.packed())).collect();
            for ((page, kept), cleaned) in pages.iter().zip(&mut kept).zip(&mut cleaned) {
                if page.fold == fold {
                    *cleaned =
                        weights.iter().map(|weights| clean(page, weights, &lexicons)).collect();
                    *kept = vec![0.0; page.blocks.len()];
                    for network in &networks {
                        for (sum, score) in kept.iter_mut().zip(network.scores(page)) {
                            *sum += score / networks.len() as f32;
                        }
                    }
                }
            }
        }
    });
    let label = |block: &data::Block| if block.label == Some(true) { 1.0 } else { -1.0 };
    let labels: Vec<Vec<f32>> =
        pages.iter().map(|page| page.blocks.iter().map(label).collect()).collect();
    for threshold in [-1.0f32, -0.5, 0.0] {
        println!("threshold {threshold}");
        for set in data::sets(pages) {
            let of_set = pages.iter().zip(&kept).filter(|(page, _)| page.set == set);
            println!("  {set:<16} {}", score::of(of_set, threshold));
        }
    }
    println!("labels as scores");
    for set in data::sets(pages) {
        let of_set = pages.iter().zip(&labels).filter(|(page, _)| page.set == set);
        println!("  {set:<16} {}", score::of(of_set, 0.0));
    }
    println!("the whole cleaner, each network by itself");
    for set in data::sets(pages) {
        let of_set = pages.iter().zip(&cleaned).filter(|(page, _)| page.set == set);
        let whole: Vec<_> = of_set.filter(|(page, _)| page.document.is_some()).collect();
        if whole.is_empty() {
            continue;
        }
        let each = (0..settings.seeds).map(|seed| {
            score::of(whole.iter().filter_map(|(page, all)| Some((*page, all.get(seed)?))), 0.0)
        });
        println!("  {set:<16} {}", score::Scores::mean(each));
    }
    let of_seed = |seed: usize| {
        let whole = pages.iter().zip(&cleaned).filter(|(page, _)| page.document.is_some());
        score::of(whole.filter_map(|(page, all)| Some((page, all.get(seed)?))), 0.0).page_f1()
    };
    let best = (0..settings.seeds).max_by(|a, b| of_seed(*a).total_cmp(&of_seed(*b)));
    let first: Vec<Vec<f32>> =
        cleaned.iter().map(|all| all.first().cloned().unwrap_or_default()).collect();
    for set in data::sets(pages).iter().filter(|_| worst > 0) {
        let chosen = pages.iter().zip(&first).filter(|(page, _)| page.document.is_some());
        let of_set = chosen.filter(|(page, _)| page.set == *set);
        score::show_worst(of_set, worst);
    }
    best.unwrap_or_default() as u64
}

/// What the cleaner makes of a page: 1 for each block it takes for body text, else -1.
fn clean(page: &Page, weights: &Weights, lexicons: &Lexicons) -> Vec<f32> {
    let Some(document) = &page.document else { return Vec::new() };
    let lines = clean::read(document, lexicons.base());
    let lexicon = lexicons.or_base(clean::language(document, &lines));
    let cleaned = clean::extract_by(weights, document, lines, &Input::default(), lexicon);
    let body = |block: &clean::Block| eval::is_body(block.kept, block.verdict);
    // A block may have been cut in two; what is kept of it counts for the whole.
    let raw = |raw: &RawBlock| {
        let from = cleaned.blocks.partition_point(|b| b.span.start() < raw.span.start());
        let own = cleaned.blocks.iter().skip(from).take_while(|b| b.span.start() < raw.span.end());
        if own.into_iter().any(body) { 1.0 } else { -1.0 }
    };
    document.blocks.iter().map(raw).collect()
}

fn learn_several(pages: &[Page], fold: usize, settings: Settings) -> Vec<Network> {
    let seeds = (0..settings.seeds).map(|seed| (seed * 100 + fold) as u64);
    seeds.map(|seed| learn(pages, Some(fold), settings, seed)).collect()
}

fn learn(pages: &[Page], without: Option<usize>, settings: Settings, seed: u64) -> Network {
    let chosen: Vec<&Page> = pages.iter().filter(|page| Some(page.fold) != without).collect();
    // Labels are in part mistaken, and one network's mistakes are chance: what several
    // networks make of a page, most of all the one that did not learn from its site, is
    // a better lesson than the labels alone.
    let mut taught: Option<Vec<Vec<f32>>> = None;
    for teacher in 0..settings.teachers {
        let apart = if settings.unseen > 0.0 { teacher % FOLDS } else { FOLDS };
        if Some(apart) == without {
            continue;
        }
        let own_seed = seed + 1000 * (teacher as u64 + 1);
        let mut network = Network::new(own_seed);
        let shown: Vec<&Page> = chosen.iter().copied().filter(|page| page.fold != apart).collect();
        network.train(&shown, None, settings, own_seed);
        let all = taught
            .get_or_insert_with(|| chosen.iter().map(|p| vec![0.0; p.blocks.len() + 1]).collect());
        for (page, taught) in chosen.iter().zip(all) {
            let says = if page.fold == apart { settings.unseen } else { 1.0 };
            let Some((sum, taught)) = taught.split_last_mut() else { continue };
            *sum += says;
            for (taught, score) in taught.iter_mut().zip(network.scores(page)) {
                *taught += says / (1.0 + (-score).exp());
            }
        }
    }
    for taught in taught.iter_mut().flatten() {
        let sum = taught.pop().unwrap_or(1.0);
        taught.iter_mut().for_each(|likely| *likely /= sum);
    }
    let mut network = Network::new(seed);
    network.train(&chosen, taught.as_deref(), settings, seed);
    network
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_stand_anywhere_and_only_known_ones() {
        let parsed = |line: &str| parse(Parser::from_args(line.split_whitespace()));
        let options = parsed("clean --epochs 2 a --no-folds b").unwrap();
        assert_eq!((options.what, options.folders.len()), (What::Clean, 2));
        assert!(options.settings.epochs == 2 && !options.validate);
        for wrong in ["clean", "lines a", "clean a --epoch 2", "clean a --every 0", "words"] {
            assert!(parsed(wrong).is_err(), "{wrong}");
        }
    }
}
