//! The attributes of the tag that is being read, as far as they are of use.

/// Names of the attributes that are read.
const NAMES: [&str; 17] = [
    "class",
    "id",
    "role",
    "itemprop",
    "aria-label",
    "hidden",
    "style",
    "name",
    "property",
    "content",
    "datetime",
    "lang",
    "type",
    "rel",
    "itemtype",
    "data-testid",
    "href",
];

/// The longest value that is read, in bytes; contents of meta elements are longer than classes.
const LONGEST: usize = 600;

/// Attributes of one tag.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    values: [String; NAMES.len()],
    present: u32,
    current: Option<usize>,
}

impl Attributes {
    pub(super) fn clear(&mut self) {
        for (at, value) in self.values.iter_mut().enumerate() {
            if self.present & (1 << at) != 0 {
                value.clear();
            }
        }
        self.present = 0;
        self.current = None;
    }

    pub(super) fn name(&mut self, name: &[u8]) {
        // The first of two attributes of one name counts.
        self.current = NAMES
            .iter()
            .position(|known| known.as_bytes() == name)
            .filter(|at| self.present & (1 << at) == 0);
        if let Some(at) = self.current {
            self.present |= 1 << at;
        }
    }

    pub(super) fn value(&mut self, value: &[u8]) {
        let Some(at) = self.current else { return };
        // An address that is cut short leads elsewhere.
        if value.len() > LONGEST && NAMES.get(at) == Some(&"href") {
            return;
        }
        let words = String::from_utf8_lossy(value.get(..LONGEST).unwrap_or(value));
        if let Some(slot) = self.values.get_mut(at) {
            slot.push_str(&words);
        }
    }

    /// The value of an attribute; empty where it has none.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let at = NAMES.iter().position(|known| *known == name)?;
        (self.present & (1 << at) != 0).then(|| self.values.get(at).map_or("", String::as_str))
    }

    /// The words by which authors name the element's purpose, lower case.
    pub(super) fn hints(&self) -> String {
        let mut out = String::new();
        for name in ["class", "id", "role", "itemprop", "aria-label", "data-testid"] {
            let Some(value) = self.get(name).filter(|v| !v.is_empty()) else { continue };
            if !out.is_empty() {
                out.push(' ');
            }
            let mut end = value.len().min(200);
            while !value.is_char_boundary(end) {
                end -= 1;
            }
            out.push_str(&value.get(..end).unwrap_or_default().to_lowercase());
        }
        let hidden = self.get("hidden").is_some()
            || self.get("style").is_some_and(|style| {
                let style = style.to_ascii_lowercase();
                style.contains("display:none") || style.contains("display: none")
            });
        if hidden {
            out.push_str(" -hidden-");
        }
        out
    }
}
