//! What no compiler checks: files of a length that one can read, and nothing
//! of one machine in them.

use std::fs;
use std::process::Command;

use crate::command::{self, say};
use crate::{Outcome, paths};

/// The longest a file of code may be.
const LINES: usize = 600;

/// Kinds of files that are read as code.
const CODE: [&str; 6] = ["rs", "js", "mjs", "css", "html", "sh"];

/// Checks every file that git knows.
///
/// # Errors
/// When a file is too long or names a folder or registry of one machine.
pub fn check() -> Outcome {
    let mut git = Command::new("git");
    git.args(["ls-files", "-z"]).current_dir(paths::root());
    let names = command::output(&mut git)?;
    let mut faults = Vec::new();
    let mut count = 0;
    for name in names.split('\0').filter(|name| !name.is_empty()) {
        // What is no text, or was deleted and not yet said so, is not read.
        let Ok(text) = fs::read_to_string(paths::root().join(name)) else { continue };
        count += 1;
        faults.extend(faults_of(name, &text));
    }
    if !faults.is_empty() {
        return Err(format!("\n    {}", faults.join("\n    ")));
    }
    say(&format!("  {count} files of readable length, none tied to a machine"));
    Ok(())
}

fn faults_of(name: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let is_code = CODE.iter().any(|end| name.ends_with(&format!(".{end}")));
    let lines = text.lines().count();
    if is_code && lines > LINES {
        faults.push(format!("{name}: {lines} lines, more than {LINES}: split it by subject"));
    }
    for (number, line) in text.lines().enumerate() {
        if machine_bound(name, line) {
            faults.push(format!("{name}:{}: names a folder or registry of a machine", number + 1));
        }
    }
    faults
}

fn machine_bound(name: &str, line: &str) -> bool {
    // Written in parts, or this file would name them too.
    let folders = [["\"/ro", "ot/"], ["\"/ho", "me/"], ["\"/wo", "rk/"], [" /wo", "rk/"]];
    let folder = folders.iter().any(|parts| line.contains(&parts.concat()));
    let resolved = name.ends_with("package-lock.json") && line.contains("\"resolved\": \"http");
    folder || resolved
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_code_and_machine_paths_are_faults() {
        assert!(faults_of("a.rs", "fn a() {}\n").is_empty());
        assert_eq!(faults_of("a.rs", &"\n".repeat(LINES + 1)).len(), 1);
        assert!(faults_of("a.tsv", &"\n".repeat(LINES + 1)).is_empty());
        assert_eq!(faults_of("a.sh", &format!("cd \"/{}/x\"", "root")).len(), 1);
        let lock = "  \"resolved\": \"https://registry.example/a.tgz\",";
        assert_eq!(faults_of("tests/browser/package-lock.json", lock).len(), 1);
    }
}
