//! Where things are: the checkout, cargo's target folder and the user's cache.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The top of the checkout.
pub fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// The finished page: what a web host would be given.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Cargo's target folder, as cargo itself understands its configuration.
pub fn target() -> &'static Path {
    static TARGET: OnceLock<PathBuf> = OnceLock::new();
    TARGET.get_or_init(|| {
        let from_cargo = Command::new(cargo())
            .args(["metadata", "--no-deps", "--format-version=1", "--offline"])
            .current_dir(root())
            .output()
            .ok()
            .and_then(|out| serde_json::from_slice::<serde_json::Value>(&out.stdout).ok())
            .and_then(|meta| meta["target_directory"].as_str().map(PathBuf::from));
        from_cargo.unwrap_or_else(|| root().join("target"))
    })
}

/// The cargo that started this program, so that both use one toolchain.
pub fn cargo() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}

/// The folder that survives the clone: tools and the private sysroot.
///
/// # Errors
/// When neither `XDG_CACHE_HOME` nor `HOME` is set.
pub fn cache() -> Result<PathBuf, String> {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("XDG_CACHE_HOME")
        .or_else(|| set("HOME").map(|home| home.join(".cache")))
        .map(|base| base.join("verbatim"))
        .ok_or_else(|| "no HOME is set; name a cache folder: XDG_CACHE_HOME=FOLDER".to_owned())
}

/// The first file of this name on `PATH`.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// Every file below a folder, relative to it, with `/` between folders and in order.
///
/// # Errors
/// When a folder cannot be read.
pub fn files_below(top: &Path) -> Result<Vec<String>, String> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        let here = top.join(&folder);
        for entry in std::fs::read_dir(&here).map_err(|err| at(&here, &err))? {
            let entry = entry.map_err(|err| at(&here, &err))?;
            let name = folder.join(entry.file_name());
            if entry.path().is_dir() {
                folders.push(name);
            } else {
                found.push(name.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// An error of a file or folder, with its path.
pub fn at(path: &Path, err: &std::io::Error) -> String {
    format!("{}: {err}", path.display())
}
