//! Debian's packages: installed only when root runs this, never in silence.

use std::process::Command;

use crate::command::{self, say};
use crate::paths;

/// Whether this machine has Debian's package manager.
pub fn is_here() -> bool {
    paths::on_path("apt-get").is_some()
}

/// Installs packages, or says the command with which the user can.
///
/// # Errors
/// When this is not Debian, the user is not root, or apt-get fails.
pub fn install(packages: &[&str], needed_for: &str) -> Result<(), String> {
    let names = packages.join(" ");
    if !is_here() {
        return Err(format!(
            "{needed_for} needs what Debian calls `{names}`: install it with your system's \
             package manager and run this again"
        ));
    }
    if !is_root() {
        return Err(format!(
            "{needed_for} needs system packages. Run this, then try again:\n    \
             sudo apt-get update && sudo apt-get install -y --no-install-recommends {names}"
        ));
    }
    say(&format!("installing Debian packages {names}: needed for {needed_for}"));
    if apt_get(&["install", "-y", "--no-install-recommends"], packages).is_ok() {
        return Ok(());
    }
    // A new machine has no package lists, an old one lists of packages gone.
    say("  reading Debian's package lists (apt-get update)");
    apt_get(&["update"], &[])?;
    apt_get(&["install", "-y", "--no-install-recommends"], packages)
}

fn apt_get(action: &[&str], packages: &[&str]) -> Result<(), String> {
    let mut command = Command::new("apt-get");
    // Another apt-get may be at work: wait for it instead of failing.
    command.env("DEBIAN_FRONTEND", "noninteractive").args(["-q", "-o", "DPkg::Lock::Timeout=300"]);
    command::output(command.args(action).args(packages)).map(drop)
}

fn is_root() -> bool {
    command::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
