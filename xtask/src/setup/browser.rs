//! The browser in which the tests run.

use std::path::PathBuf;

use super::debian;
use crate::paths;

/// Chromium and the driver of the same version.
pub struct Browser {
    /// The browser itself.
    pub chromium: PathBuf,
    /// What `wasm-bindgen-test-runner` steers it with.
    pub driver: PathBuf,
}

/// Finds the browser, or installs it.
///
/// # Errors
/// When it is missing and cannot be installed.
pub fn ensure() -> Result<Browser, String> {
    if let Some(browser) = find() {
        return Ok(browser);
    }
    debian::install(&["chromium", "chromium-driver"], "the tests in a real browser")?;
    find().ok_or_else(|| {
        "chromium and chromedriver are not on PATH: install both, in one version".to_owned()
    })
}

fn find() -> Option<Browser> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let chromium = names.into_iter().find_map(paths::on_path)?;
    Some(Browser { chromium, driver: paths::on_path("chromedriver")? })
}
