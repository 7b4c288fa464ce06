//! Figures beside the bars that they have to reach.

use crate::Outcome;

/// What a figure has to be.
#[derive(Debug, Clone, Copy)]
pub enum Bar {
    /// No less than this.
    AtLeast(usize),
    /// No more than this.
    AtMost(usize),
}

/// One figure.
#[derive(Debug)]
pub struct Figure {
    /// What was counted.
    pub name: &'static str,
    /// The count.
    pub have: usize,
    /// Out of how many, where that is known.
    pub of: Option<usize>,
    /// What it has to be.
    pub bar: Bar,
}

impl Figure {
    fn passes(&self) -> bool {
        match self.bar {
            Bar::AtLeast(bar) => self.have >= bar,
            Bar::AtMost(bar) => self.have <= bar,
        }
    }
}

/// Prints `figures` as a table. An error names those that miss their bar.
pub fn print(figures: &[Figure]) -> Outcome {
    println!("{:<46} {:>8}   {:<6} ", "figure", "have", "bar");
    let mut missed = Vec::new();
    for figure in figures {
        let have = match figure.of {
            Some(of) => format!("{}/{of}", figure.have),
            None => figure.have.to_string(),
        };
        let bar = match figure.bar {
            Bar::AtLeast(bar) => format!("≥ {bar}"),
            Bar::AtMost(bar) => format!("≤ {bar}"),
        };
        let verdict = if figure.passes() { "pass" } else { "MISS" };
        println!("{:<46} {have:>8}   {bar:<6} {verdict}", figure.name);
        if !figure.passes() {
            missed.push(figure.name);
        }
    }
    if missed.is_empty() {
        return Ok(());
    }
    Err(format!("{} of {} bars missed: {}", missed.len(), figures.len(), missed.join("; ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_hold_at_their_edge() {
        for (have, bar, passes) in [
            (20, Bar::AtLeast(20), true),
            (19, Bar::AtLeast(20), false),
            (1, Bar::AtMost(1), true),
            (2, Bar::AtMost(1), false),
        ] {
            let figure = Figure { name: "n", have, of: None, bar };
            assert_eq!(print(&[figure]).is_ok(), passes, "{have} {bar:?}");
        }
    }
}
