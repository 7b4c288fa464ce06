//! Node.js: it runs `wasm-opt` and the browser tests.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::debian;
use crate::command;
use crate::paths;

/// Makes sure that `node` and `npm` can be started.
///
/// # Errors
/// When they are missing and cannot be installed.
pub fn ensure() -> Result<(), String> {
    if paths::on_path("node").is_some() && paths::on_path("npm").is_some() {
        return Ok(());
    }
    debian::install(&["nodejs", "npm"], "wasm-opt and the browser tests (Node.js and npm)")
}

/// Installs one package in a folder of its own.
///
/// # Errors
/// When npm fails.
pub fn install(folder: &Path, package: &str) -> Result<(), String> {
    ensure()?;
    let write = || -> std::io::Result<()> {
        fs::create_dir_all(folder)?;
        // Without it npm would look for a package in the folders above.
        fs::write(folder.join("package.json"), "{\"private\": true}\n")
    };
    write().map_err(|err| format!("cannot write to {}: {err}", folder.display()))?;
    let mut npm = Command::new("npm");
    npm.args(["install", "--ignore-scripts", "--no-audit", "--no-fund", "--save-exact", package]);
    command::output(npm.current_dir(folder)).map(drop)
}

/// Installs what a folder's lock file says, nothing else.
///
/// # Errors
/// When npm fails.
pub fn ci(folder: &Path) -> Result<(), String> {
    ensure()?;
    let mut npm = Command::new("npm");
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    command::output(npm.current_dir(folder)).map(drop)
}
