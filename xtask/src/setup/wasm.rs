//! The compiler for wasm32.
//!
//! rustup's target is the first choice. Where its server cannot be reached,
//! Debian's own compiler with a standard library built here does as well: its
//! packages come over the system's mirror, and cargo stays the user's own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use super::debian;
use crate::command::{self, lasted, say};
use crate::paths;

const TARGET: &str = "wasm32-unknown-unknown";

/// Debian's compiler, used only when rustup's has no wasm32.
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";

/// The linker that rustc calls for wasm32. In Debian it is a link to a package
/// that may not be installed; the link's target names it.
const DEBIAN_LINKER: &str = "/usr/bin/rust-lld";

/// Makes sure that something compiles for wasm32, and returns the compiler to
/// name in `RUSTC`, or nothing when cargo's own does.
///
/// # Errors
/// When neither way is open; the text names the commands that mend it.
pub fn ensure() -> Result<Option<PathBuf>, String> {
    if own_target_is_here() {
        return Ok(None);
    }
    if paths::on_path("rustup").is_some() {
        say(&format!("installing the wasm target (rustup target add {TARGET})"));
        let mut rustup = Command::new("rustup");
        rustup.args(["target", "add", TARGET]);
        // Its words are kept back: they hold addresses, and whoever reads this
        // log looks for ours. What counts is whether the library is there now.
        let added = command::output_within(&mut rustup, Duration::from_secs(300));
        if own_target_is_here() {
            return Ok(None);
        }
        let why = if added.is_ok() { "it changed nothing" } else { "its server was not reached" };
        say(&format!("  rustup could not install it ({why}); using Debian's compiler instead"));
    }
    debian_compiler().map(Some).map_err(|err| {
        format!(
            "no compiler for {TARGET}. Either of these mends it:\n  \
             rustup target add {TARGET}\n  or, on Debian: {err}"
        )
    })
}

/// Whether the standard library of the target is really there: rustup's own
/// list can say so when the files are gone.
fn own_target_is_here() -> bool {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let mut command = Command::new(rustc);
    command.args(["--print", "target-libdir", "--target", TARGET]);
    command::output(command.current_dir(paths::root()))
        .is_ok_and(|folder| holds_std(Path::new(folder.trim())))
}

fn holds_std(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|files| {
        files.flatten().any(|file| {
            let name = file.file_name();
            let name = name.to_string_lossy();
            name.starts_with("libstd-") && name.ends_with(".rlib")
        })
    })
}

/// Debian's compiler behind a wrapper that names a private sysroot.
fn debian_compiler() -> Result<PathBuf, String> {
    ensure_packages()?;
    let version = debian_version()?;
    // cargo does not notice that a sysroot changed; a new path it does.
    let sysroot = paths::cache()?.join(format!("sysroot-{version}"));
    let wrapper = sysroot.join("rustc");
    let library = sysroot.join("lib/rustlib").join(TARGET).join("lib");
    if wrapper.is_file() && holds_std(&library) {
        return Ok(wrapper);
    }
    say("building the standard library for wasm32 (about a minute)");
    let start = Instant::now();
    build_sysroot(&sysroot).map_err(|err| format!("building the standard library: {err}"))?;
    say(&format!("  standard library built in {}", lasted(start.elapsed())));
    Ok(wrapper)
}

fn debian_version() -> Result<String, String> {
    let line = command::output(Command::new(DEBIAN_RUSTC).arg("--version"))?;
    let version = line.split_whitespace().nth(1);
    version.map(str::to_owned).ok_or_else(|| format!("{DEBIAN_RUSTC} has no version: {line}"))
}

fn ensure_packages() -> Result<(), String> {
    const NEEDED_FOR: &str = "compiling to wasm32";
    let compiler = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm"];
    let is_here = |name: &&str| {
        let mut query = Command::new("dpkg-query");
        query.args(["--show", "--showformat=${db:Status-Status}", name]);
        command::output(&mut query).is_ok_and(|status| status == "installed")
    };
    let missing: Vec<&str> = compiler.into_iter().filter(|name| !is_here(name)).collect();
    if !missing.is_empty() {
        debian::install(&missing, NEEDED_FOR)?;
    }
    let linker = Path::new(DEBIAN_LINKER);
    if !linker.exists()
        && let Ok(package) = fs::read_link(linker)
        && let Some(package) = package.file_name()
    {
        debian::install(&[&package.to_string_lossy()], NEEDED_FOR)?;
    }
    Ok(())
}

/// Builds the standard library with Debian's compiler and lays it out as a
/// sysroot that compiles for wasm32 and, for build scripts, for this machine.
fn build_sysroot(sysroot: &Path) -> Result<(), String> {
    let io = |err: std::io::Error| format!("{}: {err}", sysroot.display());
    let scratch = sysroot.with_extension("build");
    let _ = fs::remove_dir_all(&scratch);
    let _ = fs::remove_dir_all(sysroot);
    fs::create_dir_all(scratch.join("src")).map_err(io)?;
    let manifest = "[package]\nname = \"sysroot\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
                    [workspace]\n[profile.release]\npanic = \"unwind\"\n";
    fs::write(scratch.join("Cargo.toml"), manifest).map_err(io)?;
    fs::write(scratch.join("src/lib.rs"), "#![no_std]\n").map_err(io)?;

    let mut cargo = Command::new(DEBIAN_CARGO);
    // A clean environment: this cargo and the one that runs us must not mix.
    cargo.env_clear();
    for name in ["HOME", "CARGO_HOME", "http_proxy", "https_proxy", "no_proxy"] {
        if let Some(value) = std::env::var_os(name) {
            cargo.env(name, value);
        }
    }
    cargo
        .env("PATH", "/usr/bin:/bin")
        .env("RUSTC", DEBIAN_RUSTC)
        .env("RUSTC_BOOTSTRAP", "1")
        // Fat link-time optimisation reads the bitcode.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .args(["build", "--release", "--target", TARGET])
        .arg("-Zbuild-std=std,panic_abort,panic_unwind,test")
        .current_dir(&scratch);
    command::output(&mut cargo)?;

    let built = scratch.join("target").join(TARGET).join("release/deps");
    let library = sysroot.join("lib/rustlib").join(TARGET).join("lib");
    fs::create_dir_all(&library).map_err(io)?;
    for file in fs::read_dir(&built).map_err(io)?.flatten() {
        if file.path().extension().is_some_and(|end| end == "rlib") {
            fs::copy(file.path(), library.join(file.file_name())).map_err(io)?;
        }
    }
    if !holds_std(&library) {
        return Err("the build made no libstd".to_owned());
    }
    link_host(sysroot)?;
    write_wrapper(sysroot).map_err(io)?;
    fs::remove_dir_all(&scratch).map_err(io)
}

/// Build scripts and macros run on this machine: its library is linked in.
fn link_host(sysroot: &Path) -> Result<(), String> {
    let own = command::output(Command::new(DEBIAN_RUSTC).args(["--print", "sysroot"]))?;
    let rustlib = Path::new(own.trim()).join("lib/rustlib");
    let hosts = fs::read_dir(&rustlib).map_err(|err| format!("{}: {err}", rustlib.display()))?;
    for host in hosts.flatten() {
        let name = host.file_name();
        if name.to_string_lossy().contains("-linux-") {
            let link = sysroot.join("lib/rustlib").join(&name);
            std::os::unix::fs::symlink(host.path(), &link)
                .map_err(|err| format!("{}: {err}", link.display()))?;
        }
    }
    Ok(())
}

fn write_wrapper(sysroot: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let wrapper = sysroot.join("rustc");
    // `cargo run` puts the other toolchain's libraries in the way.
    let script = format!(
        "#!/bin/sh\nunset LD_LIBRARY_PATH\nexec {DEBIAN_RUSTC} --sysroot '{}' \"$@\"\n",
        sysroot.display()
    );
    fs::write(&wrapper, script)?;
    fs::set_permissions(&wrapper, fs::Permissions::from_mode(0o755))
}
