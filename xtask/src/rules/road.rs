//! Nothing flows backwards: files of the core import each other in no circle of more
//! than two, and none below the report imports it. A circle of two is a function cut in
//! half; one of three is a part that can neither be read nor changed by itself.
//!
//! A file may use what its parent holds: the parent is the public face of its folder.

use std::collections::BTreeSet;

use super::source::{Kind, Source, Token};

/// How many files may import each other in a circle.
const CIRCLE: usize = 2;

/// What stands above the report; everything else is below. The crate's top has no name.
const ABOVE: [&str; 2] = ["", "report"];

/// What is wrong, one line a fault.
pub fn faults(core: &[Source]) -> Vec<String> {
    let names: Vec<Vec<String>> = core.iter().map(Source::module).collect();
    let arrows: Vec<BTreeSet<usize>> = core.iter().map(|file| imports(file, &names)).collect();
    let mut faults: Vec<String> = circles(&arrows)
        .into_iter()
        .filter(|circle| circle.len() > CIRCLE)
        .map(|circle| {
            let mut shown: Vec<String> = circle.iter().map(|&at| names[at].join("::")).collect();
            shown.sort();
            format!("{} files import each other in a circle: {}", shown.len(), shown.join(", "))
        })
        .collect();
    let station = |at: usize| names[at].first().map_or("", String::as_str);
    for (at, arrows) in arrows.iter().enumerate() {
        let imported = arrows.iter().any(|&to| station(to) == "report");
        if imported && !ABOVE.contains(&station(at)) {
            faults.push(format!("{}: below the report, yet imports it", core[at].shown));
        }
    }
    faults
}

/// The files that one imports, but for its parents.
fn imports(file: &Source, names: &[Vec<String>]) -> BTreeSet<usize> {
    let here = file.module();
    let paths = paths(&file.tokens).into_iter().map(|path| from_top(&here, path));
    let files = paths.filter_map(|path| holder(&path, names));
    files.filter(|&to| !here.starts_with(&names[to])).collect()
}

/// The file that holds what a path leads to: the longest part of it that is one.
fn holder(path: &[String], names: &[Vec<String>]) -> Option<usize> {
    let parts = (1..=path.len()).rev();
    parts.into_iter().find_map(|length| names.iter().position(|name| *name == path[..length]))
}

/// A path as seen from the crate's top.
fn from_top(here: &[String], path: Vec<String>) -> Vec<String> {
    let up = path.iter().take_while(|part| *part == "super").count();
    match path.first().map(String::as_str) {
        Some("crate") => path[1..].to_vec(),
        Some("self") => [here, &path[1..]].concat(),
        Some("super") => [&here[..here.len().saturating_sub(up)], &path[up..]].concat(),
        _ => [here, &path].concat(),
    }
}

/// Every path that a file names in a `use`, or that begins with `crate` or `super`.
fn paths(tokens: &[Token]) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if token.is_word("use") {
            at = tree(tokens, at + 1, &[], &mut found);
        } else if token.is_word("crate") || token.is_word("super") {
            at = tree(tokens, at, &[], &mut found);
        } else {
            at += 1;
        }
    }
    found
}

/// Reads `a::b`, `a::{b, c::d}`, `a::*`, `a as b`; returns where it ends.
fn tree(tokens: &[Token], start: usize, prefix: &[String], found: &mut Vec<Vec<String>>) -> usize {
    let mut path = prefix.to_vec();
    let mut at = start;
    loop {
        match tokens.get(at).map(|token| &token.kind) {
            Some(Kind::Word(word)) if word == "as" => at += 2,
            Some(Kind::Word(word)) => {
                path.push(word.clone());
                at += 1;
            }
            Some(Kind::Sign('*')) => at += 1,
            Some(Kind::Open('{')) if at > start || !prefix.is_empty() => {
                at += 1;
                while !matches!(
                    tokens.get(at).map(|token| &token.kind),
                    Some(Kind::Close('}')) | None
                ) {
                    at = tree(tokens, at, &path, found);
                    at += usize::from(tokens.get(at).is_some_and(|token| token.is_sign(',')));
                }
                return at + 1;
            }
            _ => break,
        }
        let is_longer =
            tokens.get(at..at + 2).is_some_and(|next| next.iter().all(|t| t.is_sign(':')));
        if !is_longer {
            if tokens.get(at).is_some_and(|token| token.is_word("as")) {
                at += 2;
            }
            break;
        }
        at += 2;
    }
    if path.len() > prefix.len() || at > start {
        found.push(path);
    }
    at.max(start + 1)
}

/// Files that reach each other, each set once; a file by itself is a set of one.
fn circles(arrows: &[BTreeSet<usize>]) -> Vec<Vec<usize>> {
    let reached: Vec<BTreeSet<usize>> = (0..arrows.len())
        .map(|from| {
            let mut seen = BTreeSet::from([from]);
            let mut open = vec![from];
            while let Some(at) = open.pop() {
                open.extend(arrows[at].iter().filter(|&&to| seen.insert(to)));
            }
            seen
        })
        .collect();
    let circle = |at: usize| -> Vec<usize> {
        reached[at].iter().copied().filter(|&to| reached[to].contains(&at)).collect()
    };
    let all = (0..arrows.len()).map(|at| (at, circle(at)));
    all.filter(|(at, circle)| circle.first() == Some(at)).map(|(_, circle)| circle).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults_of(files: &[(&str, &str)]) -> Vec<String> {
        let parse = |(name, text): &(&str, &str)| Source::parse(name, text).expect("Rust");
        faults(&files.iter().map(parse).collect::<Vec<_>>())
    }

    #[test]
    fn a_circle_of_three_is_a_fault_and_one_of_two_is_none() {
        let two = [("a.rs", "use crate::b::B;"), ("b.rs", "fn b() { crate::a::a() }")];
        assert_eq!(faults_of(&two), [""; 0]);
        let three = [
            ("a.rs", "use crate::{b::{self, B as C}, d};"),
            ("b.rs", "use super::c::*;"),
            ("c.rs", "fn c(_: super::a::A) {}"),
            ("d.rs", "use std::fmt;"),
        ];
        assert_eq!(faults_of(&three), ["3 files import each other in a circle: a, b, c"]);
    }

    #[test]
    fn a_child_may_use_its_parent_and_tests_may_use_anything() {
        let files = [
            ("a.rs", "mod b; mod c; use b::B; use self::c::C;"),
            ("a/b.rs", "use super::A; #[cfg(test)] mod tests { use crate::a::c::C; }"),
            ("a/c.rs", "use crate::a::{A, b::B}; // use crate::report::Report;"),
        ];
        assert_eq!(faults_of(&files), [""; 0]);
    }

    #[test]
    fn a_station_that_imports_the_report_is_a_fault() {
        let files = [
            ("lib.rs", "pub use report::Report; pub mod report;"),
            ("report.rs", "use crate::quote::Quote;"),
            ("report/assemble.rs", "use super::Report;"),
            ("quote.rs", "pub(crate) struct Quote;"),
            ("quote/kind.rs", "fn kind() -> crate::report::Report {}"),
        ];
        let faults = faults_of(&files);
        assert!(faults.contains(&"quote/kind.rs: below the report, yet imports it".to_owned()));
        assert_eq!(faults.len(), 1, "{faults:?}");
    }
}
