//! Whether every crate that is built may be used under terms that fit ours.

use std::process::Command;

use serde_json::Value;

use crate::command::{self, say};
use crate::{Outcome, paths};

/// Licences that ask for nothing but their notice.
const ALLOWED: [&str; 11] = [
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "0BSD",
    "Unlicense",
    "Unicode-3.0",
];

/// Reads the licence of every crate in Cargo.lock.
///
/// # Errors
/// When a crate names none, or none that is allowed.
pub fn check() -> Outcome {
    let mut cargo = Command::new(paths::cargo());
    cargo.args(["metadata", "--locked", "--format-version=1"]).current_dir(paths::root());
    let metadata: Value = serde_json::from_str(&command::output(&mut cargo)?)
        .map_err(|err| format!("cargo metadata: {err}"))?;
    let packages = metadata["packages"].as_array().ok_or("cargo metadata names no packages")?;
    let refused: Vec<String> = packages
        .iter()
        .filter_map(|package| {
            let licence = package["license"].as_str().unwrap_or("none named");
            let name = package["name"].as_str().unwrap_or("?");
            (!is_allowed(licence)).then(|| format!("{name}: {licence}"))
        })
        .collect();
    if !refused.is_empty() {
        return Err(format!("not on the list in licences.rs:\n    {}", refused.join("\n    ")));
    }
    say(&format!("  {} crates, each under a licence of the list", packages.len()));
    Ok(())
}

/// Whether one may choose allowed licences: any side of an `OR`, each of an
/// `AND`. The slash is an old way of writing `OR`.
fn is_allowed(expression: &str) -> bool {
    let expression = expression.replace('/', " OR ");
    let tokens: Vec<String> = expression
        .replace('(', " ( ")
        .replace(')', " ) ")
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    let mut rest = tokens.as_slice();
    any(&mut rest) && rest.is_empty()
}

fn any(rest: &mut &[String]) -> bool {
    let mut good = all(rest);
    while take(rest, "OR") {
        good |= all(rest);
    }
    good
}

fn all(rest: &mut &[String]) -> bool {
    let mut good = one(rest);
    while take(rest, "AND") {
        good &= one(rest);
    }
    good
}

fn one(rest: &mut &[String]) -> bool {
    if take(rest, "(") {
        return any(rest) & take(rest, ")");
    }
    let Some((name, after)) = rest.split_first() else { return false };
    *rest = after;
    let mut licence = name.clone();
    if take(rest, "WITH")
        && let Some((exception, after)) = rest.split_first()
    {
        *rest = after;
        licence = format!("{licence} WITH {exception}");
    }
    ALLOWED.contains(&licence.as_str())
}

fn take(rest: &mut &[String], word: &str) -> bool {
    match rest.split_first() {
        Some((first, after)) if first == word => {
            *rest = after;
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_side_of_a_choice_and_each_of_a_sum_must_be_allowed() {
        for good in [
            "MIT",
            "MIT OR Apache-2.0",
            "MIT/Apache-2.0",
            "GPL-3.0 OR ISC",
            "(MIT OR Apache-2.0) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception OR MIT",
        ] {
            assert!(is_allowed(good), "{good}");
        }
        for bad in ["GPL-3.0", "MIT AND GPL-3.0", "", "none named", "(MIT", "MIT MIT"] {
            assert!(!is_allowed(bad), "{bad}");
        }
    }
}
