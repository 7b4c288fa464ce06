//! All set-up, so that nobody has to follow a list: the wasm target, the
//! pinned build tools, and the browser for the tests.
//!
//! Everything goes to the user's cache folder ([`crate::paths::cache`]), which
//! outlives the clone. What is already on `PATH` in a fitting version is used
//! as it is. System packages are installed only by root, and always announced.

pub mod browser;
mod debian;
mod node;
mod tools;
mod wasm;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::Instant;

use crate::command::{lasted, say};
use crate::{build, paths};

/// What building for wasm32 needs: where the tools are and which compiler.
pub struct Toolchain {
    /// Folders put in front of `PATH`.
    folders: Vec<PathBuf>,
    /// The compiler to use in place of cargo's own, when that one cannot build
    /// for wasm32.
    rustc: Option<PathBuf>,
}

impl Toolchain {
    /// Makes a command find the tools and the compiler.
    pub fn apply<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        if let Some(rustc) = &self.rustc {
            command.env("RUSTC", rustc);
        }
        command.env("PATH", self.path())
    }

    /// Whether cargo's own compiler builds for wasm32, so that the tools that
    /// belong to it (clippy) can be used for that target too.
    pub fn is_own_compiler(&self) -> bool {
        self.rustc.is_none()
    }

    fn path(&self) -> OsString {
        let old = std::env::var_os("PATH").unwrap_or_default();
        let folders = self.folders.iter().cloned().chain(std::env::split_paths(&old));
        // Folders of PATH hold no separator, so joining them again succeeds.
        std::env::join_paths(folders).unwrap_or(old)
    }
}

/// Sets up only the compiler for wasm32.
///
/// # Errors
/// When the target cannot be had; the text names the command that mends it.
pub fn wasm_compiler() -> Result<Toolchain, String> {
    Ok(Toolchain { folders: Vec::new(), rustc: wasm::ensure()? })
}

/// Sets up all that building the page needs. While cargo builds tools that are
/// missing, it builds the page's programs, too: each of these has long stretches
/// on one core.
///
/// # Errors
/// When something cannot be had; the text names the command that mends it.
pub fn for_build() -> Result<Toolchain, String> {
    let start = Instant::now();
    let missing = tools::missing()?;
    let (toolchain, folders) = thread::scope(|scope| {
        let tools = scope.spawn(|| tools::ensure(&missing));
        let toolchain = wasm_compiler().and_then(|toolchain| {
            if !missing.is_empty() {
                build::programs(&toolchain)?;
            }
            Ok(toolchain)
        });
        let tools = tools.join().unwrap_or_else(|_| Err("setting up the tools failed".to_owned()));
        (toolchain, tools)
    });
    let toolchain = Toolchain { folders: folders?, ..toolchain? };
    say(&format!("set-up is complete ({})", lasted(start.elapsed())));
    Ok(toolchain)
}

/// Finds valgrind, which counts instructions, or installs it.
///
/// # Errors
/// When it is missing and cannot be installed; the text names the command that does.
pub fn valgrind() -> Result<PathBuf, String> {
    if let Some(program) = paths::on_path("valgrind") {
        return Ok(program);
    }
    debian::install(&["valgrind"], "counting instructions (bench --instructions)")?;
    paths::on_path("valgrind").ok_or_else(|| "valgrind is not on PATH: install it".to_owned())
}

/// Installs a folder's npm packages from its lock file.
///
/// # Errors
/// When node is missing or npm fails.
pub fn npm_ci(folder: &Path) -> Result<(), String> {
    node::ci(folder)
}
