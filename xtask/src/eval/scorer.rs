//! The scorers in `../shared`: small Python programs that define what counts.

use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde::Serialize;
use serde_json::Value;

/// Writes `value` where a scorer can read it, and returns the place.
pub fn file(name: &str, value: &impl Serialize) -> Result<PathBuf, String> {
    let json = serde_json::to_string(value).map_err(|error| error.to_string())?;
    write(name, &json)
}

/// As [`file()`], a line for each of `values`.
pub fn lines(name: &str, values: impl Iterator<Item = Value>) -> Result<PathBuf, String> {
    let lines: Vec<String> = values.map(|value| value.to_string()).collect();
    write(&format!("{name}.jsonl"), &lines.join("\n"))
}

fn write(name: &str, json: &str) -> Result<PathBuf, String> {
    let folder = crate::paths::target().join("eval");
    let path = folder.join(name);
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(&path, json))
        .map_err(|error| format!("could not write {}: {error}", path.display()))?;
    Ok(path)
}

/// Reads and parses a file of answers.
pub fn answers(path: &Path) -> Result<Value, String> {
    let json = fs::read_to_string(path)
        .map_err(|error| format!("could not read {}: {error}", path.display()))?;
    serde_json::from_str(&json).map_err(|error| format!("{}: {error}", path.display()))
}

/// Runs a scorer and returns what it prints.
pub fn run<A: AsRef<OsStr>>(script: &Path, args: &[A]) -> Result<String, String> {
    let output = Command::new("python3").arg(script).args(args).output().map_err(|error| {
        format!("could not start python3, which the scorers need: {error}. Install python3.")
    })?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("{} failed: {said}", script.display()))
}

/// `NAME=PATH`, as the seeds' scorers take their input.
pub fn named(path: &Path) -> String {
    format!("verbatim={}", path.display())
}
