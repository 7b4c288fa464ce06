//! The pinned build tools, each in a folder of the cache that its version
//! names: Trunk, wasm-bindgen and wasm-opt.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use super::node;
use crate::command::{self, lasted, say};
use crate::paths;

const TRUNK: &str = "0.22.1";
/// Also in Trunk.toml, which refuses any other.
const BINARYEN: &str = "132";

/// These programs run for seconds and are built for minutes: four times
/// quicker to build, as quick to use.
const QUICK_BUILD: [(&str, &str); 2] =
    [("CARGO_PROFILE_RELEASE_LTO", "off"), ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")];

/// A tool that cargo builds.
struct Tool {
    name: &'static str,
    version: String,
    program: &'static str,
    options: &'static [&'static str],
    /// How far it is optimised. Trunk only calls the others and copies files;
    /// wasm-bindgen reads megabytes of wasm and is unbearable without.
    opt_level: &'static str,
    /// How many crates it is made of, for the progress.
    crates: usize,
}

/// The folders to look in, and what has to be installed into them.
pub struct Missing {
    cache: PathBuf,
    folders: Vec<PathBuf>,
    tools: Vec<Tool>,
}

impl Missing {
    /// Whether every tool is there that cargo would have to build.
    pub fn is_empty(&self) -> bool {
        self.tools.is_empty()
    }
}

/// Looks which tools are on `PATH` or in the cache.
///
/// # Errors
/// When there is no cache folder or the lock file cannot be read.
pub fn missing() -> Result<Missing, String> {
    let cache = paths::cache()?.join("tools");
    let tools = [
        Tool {
            name: "trunk",
            version: TRUNK.to_owned(),
            program: "trunk",
            options: &[
                "--locked",
                "--ignore-rust-version",
                "--no-default-features",
                "--features=rustls",
            ],
            opt_level: "0",
            crates: 490,
        },
        Tool {
            name: "wasm-bindgen-cli",
            version: locked_version("wasm-bindgen")?,
            program: "wasm-bindgen",
            // Its lock file names a crate that some mirrors do not serve.
            options: &[],
            opt_level: "1",
            crates: 150,
        },
    ];
    let mut missing = Missing { cache, folders: Vec::new(), tools: Vec::new() };
    for tool in tools {
        let wanted = format!("{} {}", tool.program, tool.version);
        let folder = missing.cache.join(format!("{}-{}", tool.name, tool.version)).join("bin");
        if says_version(&folder.join(tool.program), &wanted) {
            missing.folders.push(folder);
        } else if !says_version(Path::new(tool.program), &wanted) {
            missing.folders.push(folder);
            missing.tools.push(tool);
        }
    }
    Ok(missing)
}

/// Installs what is missing and returns the folders of all tools that are not
/// on `PATH`.
///
/// # Errors
/// When one cannot be had; the text names the command that mends it.
pub fn ensure(missing: &Missing) -> Result<Vec<PathBuf>, String> {
    let mut folders = missing.folders.clone();
    folders.extend(wasm_opt(&missing.cache)?);
    install_all(&missing.tools, &missing.cache)?;
    Ok(folders)
}

/// The version of a package in Cargo.lock: wasm-bindgen's program must match
/// the library to the last number.
fn locked_version(package: &str) -> Result<String, String> {
    let lock = paths::root().join("Cargo.lock");
    let text = fs::read_to_string(&lock).map_err(|err| format!("{}: {err}", lock.display()))?;
    version_in_lock(&text, package).ok_or_else(|| format!("Cargo.lock holds no {package}"))
}

fn version_in_lock(text: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = text.lines().skip_while(|line| *line != name).skip(1);
    let version = lines.next()?.strip_prefix("version = \"")?;
    version.strip_suffix('"').map(str::to_owned)
}

fn says_version(program: &Path, wanted: &str) -> bool {
    command::output(Command::new(program).arg("--version"))
        .is_ok_and(|line| line.trim() == wanted || line.starts_with(&format!("{wanted} ")))
}

fn wasm_opt(cache: &Path) -> Result<Option<PathBuf>, String> {
    let wanted = format!("wasm-opt version {BINARYEN}");
    let folder = cache.join(format!("binaryen-{BINARYEN}.0.0"));
    let bin = folder.join("node_modules/.bin");
    if says_version(&bin.join("wasm-opt"), &wanted) {
        return Ok(Some(bin));
    }
    if says_version(Path::new("wasm-opt"), &wanted) {
        return Ok(None);
    }
    let package = format!("binaryen@{BINARYEN}.0.0");
    say(&format!("installing wasm-opt (npm {package})"));
    node::install(&folder, &package)?;
    if says_version(&bin.join("wasm-opt"), &wanted) {
        return Ok(Some(bin));
    }
    Err(format!("npm {package} brought no wasm-opt {BINARYEN}; remove {}", folder.display()))
}

/// Builds the tools side by side: each has a long last stretch on one core.
fn install_all(tools: &[Tool], cache: &Path) -> Result<(), String> {
    if tools.is_empty() {
        return Ok(());
    }
    let start = Instant::now();
    let (send, done) = mpsc::channel();
    let mut logs = Vec::new();
    for tool in tools {
        let root = cache.join(format!("{}-{}", tool.name, tool.version));
        let log = cache.join(format!("{}-{}.log", tool.name, tool.version));
        let mut cargo = install_command(tool, &root);
        say(&format!(
            "building {} {} (once; some minutes): {}",
            tool.name,
            tool.version,
            command::shown(&cargo)
        ));
        fs::create_dir_all(cache).map_err(|err| format!("{}: {err}", cache.display()))?;
        let file = fs::File::create(&log).map_err(|err| format!("{}: {err}", log.display()))?;
        cargo.stdin(Stdio::null()).stdout(Stdio::null()).stderr(file);
        logs.push((tool, log.clone()));
        let (send, name) = (send.clone(), tool.name);
        thread::spawn(move || {
            let result = command::run(&mut cargo);
            let _ = send.send((name, log, result));
        });
    }
    drop(send);
    let mut running = logs.len();
    let mut failure = None;
    while running > 0 {
        match done.recv_timeout(Duration::from_secs(20)) {
            Ok((name, log, Ok(()))) => {
                running -= 1;
                logs.retain(|(tool, _)| tool.name != name);
                let _ = fs::remove_file(log);
                say(&format!("  {name} is ready ({})", lasted(start.elapsed())));
            }
            Ok((name, log, Err(err))) => {
                running -= 1;
                logs.retain(|(tool, _)| tool.name != name);
                failure.get_or_insert(format!("{err}\n{}", end_of(&log)));
            }
            Err(mpsc::RecvTimeoutError::Timeout) => {
                let parts: Vec<String> =
                    logs.iter().map(|(tool, log)| progress(tool, log)).collect();
                say(&format!("  {} ({})", parts.join(", "), lasted(start.elapsed())));
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => break,
        }
    }
    failure.map_or(Ok(()), Err)
}

fn install_command(tool: &Tool, root: &Path) -> Command {
    let mut cargo = Command::new(paths::cargo());
    cargo
        .args(["install", tool.name, "--version", &format!("={}", tool.version)])
        .args(tool.options)
        .arg("--root")
        .arg(root)
        .envs(QUICK_BUILD)
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", tool.opt_level)
        // The tools run on this machine, whatever is asked of our own code.
        .env_remove("RUSTC")
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_BUILD_TARGET")
        .env_remove("CARGO_TARGET_DIR");
    cargo
}

fn progress(tool: &Tool, log: &Path) -> String {
    let text = fs::read_to_string(log).unwrap_or_default();
    let compiled = text.lines().filter(|line| line.trim_start().starts_with("Compiling")).count();
    format!("{}: {compiled} of about {} crates", tool.name, tool.crates)
}

fn end_of(log: &Path) -> String {
    let text = fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    lines.split_at(lines.len().saturating_sub(25)).1.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_a_package_is_read_from_the_lock_file() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.1.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_in_lock(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in_lock(lock, "wasm"), None);
    }
}
