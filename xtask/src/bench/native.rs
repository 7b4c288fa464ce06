//! The native half: the core alone, without a browser.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde::Deserialize;

use crate::command::shown;
use crate::paths;

/// What was measured of one file.
#[derive(Debug, Deserialize)]
pub struct Measured {
    /// The file.
    pub name: String,
    /// Its size.
    pub bytes: usize,
    /// The median time of an analysis.
    pub ms: f64,
    /// The share of the text's bytes that is kept as the article.
    #[serde(default)]
    pub kept: f64,
    /// In the browser, the median time of the topics in it.
    #[serde(default)]
    pub topics_ms: f64,
    /// Each station's part of that run.
    #[serde(default)]
    pub stations: serde_json::Map<String, serde_json::Value>,
}

impl Measured {
    /// Throughput, in millions of bytes a second.
    pub fn megabytes_per_second(&self) -> f64 {
        self.bytes as f64 / 1e6 / (self.ms / 1e3)
    }

    /// Nanoseconds that one byte takes.
    pub fn nanoseconds_per_byte(&self) -> f64 {
        self.ms * 1e6 / self.bytes as f64
    }
}

/// Measures files with the core's own bench, built to run fast.
///
/// # Errors
/// When it cannot be built or a file cannot be read.
pub fn measure(files: &[PathBuf]) -> Result<Vec<Measured>, String> {
    let mut cargo = Command::new(paths::cargo());
    cargo
        .args(["bench", "--locked", "--quiet", "--profile", "tool", "--package", "verbatim-core"])
        .args(["--bench", "throughput", "--"])
        .args(files)
        .current_dir(paths::root())
        .stderr(Stdio::inherit());
    let out = cargo.output().map_err(|err| format!("cannot start `{}`: {err}", shown(&cargo)))?;
    if !out.status.success() {
        return Err(format!("`{}` failed ({})", shown(&cargo), out.status));
    }
    String::from_utf8_lossy(&out.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).map_err(|err| format!("`{line}`: {err}")))
        .collect()
}
