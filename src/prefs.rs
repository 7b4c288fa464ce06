//! The user's settings, kept in local storage: small, and needed before the first paint.

use serde::{Deserialize, Serialize};
use web_sys::{Storage, window};

const KEY: &str = "verbatim.settings";

/// Which colours the page has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Ink on paper.
    Light,
    /// The other way round.
    Dark,
}

impl Theme {
    /// All of them, with their names on the page.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::System, "System"), (Self::Light, "Light"), (Self::Dark, "Dark")];
}

/// The user's settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Prefs {
    /// Which colours.
    pub theme: Theme,
    /// Whether keys such as `j` act without a modifier (WCAG 2.1.4).
    pub single_keys: bool,
}

impl Default for Prefs {
    fn default() -> Self {
        Self { theme: Theme::System, single_keys: true }
    }
}

impl Prefs {
    /// What was set before; the defaults where nothing was or nothing can be kept.
    pub fn load() -> Self {
        let text = storage().and_then(|s| s.get_item(KEY).ok().flatten());
        text.and_then(|t| serde_json::from_str(&t).ok()).unwrap_or_default()
    }

    /// Keeps the settings, where the browser lets us.
    pub fn save(&self) {
        if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(self)) {
            // Without storage the settings hold until the page is closed.
            let _ = storage.set_item(KEY, &text);
        }
    }

    /// Sets the page's colours.
    pub fn apply(&self) {
        let root = window().and_then(|w| w.document()).and_then(|d| d.document_element());
        let Some(root) = root else { return };
        // Neither call can fail: the attribute's name is valid.
        let _ = match self.theme {
            Theme::System => root.remove_attribute("data-theme"),
            Theme::Light => root.set_attribute("data-theme", "light"),
            Theme::Dark => root.set_attribute("data-theme", "dark"),
        };
    }
}

fn storage() -> Option<Storage> {
    window()?.local_storage().ok()?
}
