//! `cargo xtask check`: all that must hold beside the tests. Every check runs,
//! also after one has failed.

use std::process::Command;
use std::time::Instant;

use crate::command::{self, lasted, say};
use crate::setup::Toolchain;
use crate::{Outcome, budget, build, licences, paths, rules, setup, tidy};

/// Runs every check.
///
/// # Errors
/// When one fails; the text names all that did.
pub fn run() -> Outcome {
    let toolchain = setup::for_build()?;
    let checks: [(&str, &dyn Fn() -> Outcome); 11] = [
        ("format", &format),
        ("tidiness", &tidy::check),
        ("one road", &rules::road),
        ("notices", &rules::prose),
        ("languages", &rules::codes),
        ("licences", &licences::check),
        ("lints, native", &|| clippy(None, &["--workspace", "--all-targets"])),
        ("lints, wasm32", &|| wasm_lints(&toolchain)),
        ("documentation", &documentation),
        ("fuzz targets compile", &fuzz),
        ("size", &|| build::page(&toolchain).and_then(|()| budget::weigh(&paths::dist()))),
    ];
    let mut failed = Vec::new();
    let count = checks.len();
    for (number, (name, check)) in checks.into_iter().enumerate() {
        say(&format!("\n[{}/{count}] {name}", number + 1));
        let start = Instant::now();
        match check() {
            Ok(()) => say(&format!("  {name}: good ({})", lasted(start.elapsed()))),
            Err(err) => {
                say(&format!("  {name}: FAILED: {err}"));
                failed.push(name);
            }
        }
    }
    if failed.is_empty() {
        say("\nall checks are good");
        return Ok(());
    }
    Err(format!("{} of {count} checks failed: {}", failed.len(), failed.join("; ")))
}

fn cargo(args: &[&str]) -> Command {
    let mut cargo = Command::new(paths::cargo());
    cargo.args(args).current_dir(paths::root());
    cargo
}

fn format() -> Outcome {
    component("rustfmt", &["fmt", "--version"])?;
    command::run(&mut cargo(&["fmt", "--all", "--", "--check"]))
}

fn clippy(target: Option<&str>, what: &[&str]) -> Outcome {
    component("clippy", &["clippy", "--version"])?;
    let mut clippy = cargo(&["clippy", "--locked"]);
    if let Some(target) = target {
        clippy.args(["--target", target]);
    }
    command::run(clippy.args(what).args(["--", "-D", "warnings"]))
}

/// Everything that ends in the browser, linted as the browser's compiler sees
/// it. clippy belongs to one compiler and reads no other's library.
fn wasm_lints(toolchain: &Toolchain) -> Outcome {
    if !toolchain.is_own_compiler() {
        say("  SKIPPED: the wasm target comes from Debian's compiler, which has no clippy of \
             this version; `rustup target add wasm32-unknown-unknown` brings it");
        return Ok(());
    }
    let packages = ["--package", "verbatim-app", "--package", "verbatim-worker"];
    let packages = [packages.as_slice(), &["--all-targets"]].concat();
    clippy(Some("wasm32-unknown-unknown"), &packages)
}

fn documentation() -> Outcome {
    // No crate is published: the readers are those who build it, private items and all.
    let mut doc =
        cargo(&["doc", "--locked", "--workspace", "--no-deps", "--document-private-items"]);
    command::run(doc.env("RUSTDOCFLAGS", "-D warnings -A rustdoc::private_intra_doc_links"))
}

fn fuzz() -> Outcome {
    command::run(&mut cargo(&["check", "--locked", "--manifest-path", "fuzz/Cargo.toml"]))
}

/// Tells a missing part of the toolchain from a failed check.
fn component(name: &str, version: &[&str]) -> Outcome {
    command::output(&mut cargo(version))
        .map(drop)
        .map_err(|_| format!("{name} is missing: rustup component add {name}"))
}
