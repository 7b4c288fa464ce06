//! The tables of issue 3: each figure beside the best public tool, the reference
//! model, the floor and the goal; and beside the tools that ran on the same pages.

use std::path::Path;

use serde_json::Value;

use crate::{
    Outcome,
    eval::bars::{self, Figure},
};

/// A figure of one set, as the issue asks for it.
struct Asked {
    /// The set's name up to its first full stop.
    set: &'static str,
    name: &'static str,
    /// What the scorer calls it.
    key: &'static str,
    best: Option<f64>,
    reference: Option<f64>,
    floor: Option<f64>,
    goal: Option<f64>,
}

const fn asked(
    set: &'static str,
    (name, key): (&'static str, &'static str),
    [best, reference]: [Option<f64>; 2],
    [floor, goal]: [Option<f64>; 2],
) -> Asked {
    Asked { set, name, key, best, reference, floor, goal }
}

const PAGE: (&str, &str) = ("page F1", "f1");
const PRECISION: (&str, &str) = ("page precision", "precision");
const RECALL: (&str, &str) = ("page recall", "recall");
const LINE: (&str, &str) = ("line F1", "line_f1");
const WORST: (&str, &str) = ("page F1, worst tenth", "worst10");
const NONE: [Option<f64>; 2] = [None, None];

const ASKED: [Asked; 18] = [
    asked("pasted", PAGE, [Some(0.815), Some(0.89)], [Some(0.89), Some(0.92)]),
    asked("pasted", LINE, [Some(0.559), Some(0.75)], [Some(0.77), Some(0.85)]),
    asked("pasted", WORST, NONE, [None, Some(0.45)]),
    asked("pasted_more", PAGE, [Some(0.867), Some(0.938)], [Some(0.94), Some(0.95)]),
    asked("pasted_more", LINE, [Some(0.726), Some(0.849)], [Some(0.86), Some(0.90)]),
    asked("pasted_more", WORST, NONE, NONE),
    asked("pasted_partial_aeb", PAGE, [Some(0.90), Some(0.928)], [Some(0.93), Some(0.95)]),
    asked("pasted_partial_aeb", RECALL, NONE, [None, Some(0.97)]),
    asked("pasted_partial_more", PAGE, [Some(0.91), Some(0.952)], [Some(0.955), Some(0.97)]),
    asked("pasted_partial_more", RECALL, NONE, [None, Some(0.97)]),
    asked("aeb", PAGE, [Some(0.964), None], [Some(0.962), Some(0.970)]),
    asked("aeb", PRECISION, NONE, [None, Some(0.96)]),
    asked("aeb", RECALL, NONE, [None, Some(0.975)]),
    asked("aed", PAGE, [Some(0.929), None], [Some(0.928), Some(0.935)]),
    asked("fundus_eval", PAGE, [Some(0.945), None], [Some(0.943), Some(0.955)]),
    asked("*", PAGE, NONE, NONE),
    asked("*", LINE, NONE, NONE),
    asked("*", WORST, NONE, NONE),
];

/// The share of titles, dates and authors that have to be right; the headlines of pages as
/// pasted have a bar of our own.
const FIELDS: [(&str, f64); 4] =
    [("title", 0.95), ("date", 0.90), ("author", 0.80), ("headline", 0.75)];

/// What another program got.
pub(super) struct Scored {
    pub name: String,
    /// As the scorer writes them.
    pub figures: Value,
}

/// Prints as it goes, and keeps what is below its floor or could not be scored.
pub(super) struct Table {
    missed: Vec<String>,
    absent: Vec<String>,
    taught: bool,
}

impl Table {
    pub(super) fn new(script: &Path) -> Self {
        println!(
            "Scored by {}: pages by runs of four words, lines by those that hold a word.\n\
             \n\
             Sets marked * taught the body model its weights, so their figures are NOT\n\
             cross-validated: they say whether something broke. How well pages of other\n\
             sites are cleaned is printed, five folds over sites, under \"the whole\n\
             cleaner\" by\n\
             \x20   cargo run --profile tool -p xtask -- train clean FOLDER… (an hour)\n\
             Headlines of pages as pasted are found by points that were weighed on them. Nothing\n\
             was learnt for titles, dates, authors of HTML and the seeds.\n",
            script.display()
        );
        println!(
            "{:<26} {:>4}  {:<22} {:>6} {:>6} {:>6} {:>7} {:>9}",
            "set", "n", "measure", "have", "floor", "goal", "public", "reference"
        );
        Self { missed: Vec::new(), absent: Vec::new(), taught: false }
    }

    /// One set: what is asked of it, then what everybody got.
    pub(super) fn set(&mut self, set: &str, ours: &Value, beside: &[Scored], cannot: &str) {
        let taught = set.contains(".dev");
        self.taught |= taught;
        let shown = format!("{set}{}", if taught { " *" } else { "" });
        let stem = set.split('.').next().unwrap_or(set);
        let known = ASKED.iter().any(|asked| asked.set == stem);
        let wanted = if known { stem } else { "*" };
        for asked in ASKED.iter().filter(|asked| asked.set == wanted) {
            // A set without labelled lines has no figure for them.
            let have = ours[asked.key].as_f64();
            let below = asked.floor.is_some_and(|floor| have.is_none_or(|have| have < floor));
            let short = asked.goal.is_some_and(|goal| have.is_none_or(|have| have < goal));
            let verdict = if below {
                self.missed.push(format!("{set} {}", asked.name));
                "BELOW THE FLOOR"
            } else if short {
                "short of the goal"
            } else {
                ""
            };
            println!(
                "{shown:<26} {:>4}  {:<22} {:>6} {:>6} {:>6} {:>7} {:>9}  {verdict}",
                ours["n"],
                asked.name,
                share(have),
                share(asked.floor),
                share(asked.goal),
                share(asked.best),
                share(asked.reference),
            );
        }
        if beside.is_empty() {
            return;
        }
        println!("    {:<36} {:>6} {:>6} {:>6} {:>6} {:>6}", "", "F1", "P", "R", "worst", "line");
        row("Verbatim", ours);
        for peer in beside {
            row(&peer.name, &peer.figures);
        }
        if !cannot.is_empty() {
            println!("    cannot read plain text: {cannot}");
        }
    }

    /// One field of the metadata: who has it right how often, ours first.
    pub(super) fn field(&mut self, set: &str, field: &str, rights: &[(String, (usize, usize))]) {
        let Some((_, (right, all))) = rights.first() else { return };
        let have = *right as f64 / (*all).max(1) as f64;
        let bar = FIELDS.iter().find(|(name, _)| *name == field).map(|(_, bar)| *bar);
        let below = bar.is_some_and(|bar| have < bar);
        if below {
            self.missed.push(format!("{set} {field}"));
        }
        let beside = rights.iter().skip(1).map(|(who, (right, all))| {
            format!("{who} {:.3}", *right as f64 / (*all).max(1) as f64)
        });
        println!(
            "{set:<26} {all:>4}  {field:<22} {:>6} {:>6} {:>6}  {}{}",
            share(Some(have)),
            share(bar),
            share(bar),
            beside.collect::<Vec<_>>().join(", "),
            if below { "  BELOW THE FLOOR" } else { "" },
        );
    }

    /// Counts, each with its bar.
    pub(super) fn counts(&mut self, figures: &[Figure]) {
        if let Err(missed) = bars::print(figures) {
            self.missed.push(missed);
        }
    }

    /// What was not scored, and why.
    pub(super) fn absent(&mut self, what: &str) {
        println!("NOT SCORED: {what}");
        self.absent.push(what.to_owned());
    }

    /// An error names what is below its floor, and which peer did not run.
    pub(super) fn finish(self, faults: Vec<String>) -> Outcome {
        println!();
        for absent in &self.absent {
            println!("NOT SCORED: {absent}");
        }
        if self.taught {
            println!("* taught the body model: not cross-validated.");
        }
        let mut wrong = Vec::new();
        if !self.missed.is_empty() {
            wrong.push(format!("below the floor: {}", self.missed.join("; ")));
        }
        wrong.extend(faults.into_iter().map(|fault| format!("NOT COMPARED WITH {fault}")));
        if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
    }
}

fn row(name: &str, figures: &Value) {
    let of = |key: &str| share(figures[key].as_f64());
    // Pages as HTML have no labelled lines.
    let lines = if figures["line_p"].as_f64().unwrap_or_default() > 0.0 {
        of("line_f1")
    } else {
        share(None)
    };
    println!(
        "    {name:<36} {:>6} {:>6} {:>6} {:>6} {lines:>6}",
        of("f1"),
        of("precision"),
        of("recall"),
        of("worst10"),
    );
}

/// A share as the issue writes it.
fn share(value: Option<f64>) -> String {
    value.map_or_else(
        || "–".to_owned(),
        |value| format!("{value:.3}").trim_start_matches('0').to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use serde_json::json;

    use super::Table;

    #[test]
    fn a_figure_below_its_floor_is_an_error_and_one_short_of_its_goal_is_none() {
        for (f1, fine) in [(0.961, false), (0.965, true), (0.975, true)] {
            let mut table = Table::new(Path::new("score.py"));
            let figures = json!({ "n": 1, "f1": f1, "precision": 0.9, "recall": 0.9 });
            table.set("aeb.dev", &figures, &[], "");
            assert_eq!(table.finish(Vec::new()).is_ok(), fine, "{f1}");
        }
    }

    #[test]
    fn a_peer_that_did_not_run_is_an_error() {
        let table = Table::new(Path::new("score.py"));
        assert!(table.finish(vec!["jusText: no network".to_owned()]).is_err());
    }
}
