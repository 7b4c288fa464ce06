//! `cargo xtask bench --hostile`: what the shapes of `crates/core/tests/shapes` cost,
//! natively at five sizes and in Chromium at ten megabytes, against the bars.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::json;

use super::browser;
use crate::command::{say, shown};
use crate::serve::Server;
use crate::{Outcome, build, paths, setup};

/// The smallest native size, in bytes; the largest is sixteen times this.
const SMALLEST: usize = 640 << 10;
/// A byte takes at most so many times as long in the largest as in the smallest.
const GROWTH: f64 = 1.3;
/// A byte holds at most so many bytes of memory.
const MEMORY: f64 = 64.0;
/// What Chromium reads, in bytes, and for how long at most, in milliseconds.
const BROWSER_SIZE: usize = 10_000_000;
const BROWSER_MS: f64 = 3_000.0;

#[derive(Deserialize)]
struct Native {
    name: String,
    sizes: Vec<Size>,
}

#[derive(Deserialize)]
struct Size {
    bytes: usize,
    ns: f64,
    memory: f64,
}

impl Size {
    fn ns_per_byte(&self) -> f64 {
        self.ns / self.bytes as f64
    }

    fn memory_per_byte(&self) -> f64 {
        self.memory / self.bytes as f64
    }
}

/// One shape as a file.
#[derive(Deserialize, serde::Serialize)]
struct File {
    name: String,
    path: PathBuf,
    html: bool,
}

#[derive(Deserialize)]
struct InBrowser {
    name: String,
    bytes: usize,
    #[serde(default)]
    ms: f64,
    failed: Option<String>,
}

/// Measures all shapes and prints a table of each half.
///
/// # Errors
/// When something cannot be built or started, or a shape is beyond a bar.
pub fn run(native_alone: bool) -> Outcome {
    let mut beyond = Vec::new();
    say("\nHOSTILE SHAPES, natively: nanoseconds and bytes of memory a byte of input");
    native(&mut beyond)?;
    if !native_alone {
        in_browser(&mut beyond)?;
    }
    if beyond.is_empty() { Ok(()) } else { Err(format!("beyond a bar: {}", beyond.join("; "))) }
}

fn native(beyond: &mut Vec<String>) -> Outcome {
    let rows: Vec<Native> = bench(&[&SMALLEST.to_string()])?;
    say(&format!(
        "  {:<40} {:>7} {:>7} {:>7} {:>7} {:>7}  {:>6}  {:>6}",
        "", "640 KB", "1.3 MB", "2.6 MB", "5.2 MB", "10 MB", "growth", "memory"
    ));
    for Native { name, sizes } in &rows {
        let times: Vec<String> =
            sizes.iter().map(|size| format!("{:>7.1}", size.ns_per_byte())).collect();
        let (Some(first), Some(last)) = (sizes.first(), sizes.last()) else { continue };
        let growth = last.ns_per_byte() / first.ns_per_byte();
        let memory = sizes.iter().map(Size::memory_per_byte).fold(0.0, f64::max);
        let verdict = match (growth <= GROWTH, memory <= MEMORY) {
            (true, true) => "",
            (false, _) => "  GROWS",
            (_, false) => "  HOLDS MUCH",
        };
        say(&format!("  {name:<40} {}  {growth:>6.2}  {memory:>6.1}{verdict}", times.join(" ")));
        if !verdict.is_empty() {
            beyond.push(format!("{name}: {growth:.2} times, {memory:.0} bytes a byte"));
        }
    }
    Ok(())
}

fn in_browser(beyond: &mut Vec<String>) -> Outcome {
    let toolchain = setup::for_build()?;
    build::page(&toolchain)?;
    let chromium = setup::browser::ensure()?.chromium;
    browser::install_scripts()?;
    let folder = paths::target().join("bench").join("hostile");
    fs::create_dir_all(&folder).map_err(|err| paths::at(&folder, &err))?;
    let write = ["--write", &folder.to_string_lossy(), &BROWSER_SIZE.to_string()];
    let files: Vec<File> = bench(&write)?;
    let server = Server::start(&paths::dist())?;
    let ask = json!({ "chromium": chromium, "url": server.url(), "shapes": files });
    let answer: Vec<InBrowser> = browser::answer_of("hostile.mjs", &ask)?;
    // They fill a gigabyte and more.
    fs::remove_dir_all(&folder).map_err(|err| paths::at(&folder, &err))?;
    say("\nHOSTILE SHAPES, in the worker in Chromium: seconds for 10 MB, by a new worker");
    for InBrowser { name, bytes, ms, failed } in &answer {
        let ms = ms * BROWSER_SIZE as f64 / *bytes as f64;
        let slow = if ms <= BROWSER_MS { "" } else { "  SLOW" };
        match failed {
            Some(why) => say(&format!("  {name:<40} FAILED: {why}")),
            None => say(&format!("  {name:<40} {:>6.2}{slow}", ms / 1e3)),
        }
        if failed.is_some() || ms > BROWSER_MS {
            beyond.push(format!("{name}: {:.1} s in Chromium", ms / 1e3));
        }
    }
    Ok(())
}

/// Has the core's bench measure or write; a line of JSON each.
fn bench<A: DeserializeOwned>(args: &[&str]) -> Result<Vec<A>, String> {
    let mut cargo = Command::new(paths::cargo());
    cargo
        .args(["bench", "--locked", "--quiet", "--profile", "tool", "--package", "verbatim-core"])
        .args(["--bench", "hostile", "--"])
        .args(args)
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
