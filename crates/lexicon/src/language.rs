//! [`Language`]: the languages that topic lists are written in.

/// A language with a list of topic terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English; also what an unknown language is read as.
    #[default]
    English,
    /// German.
    German,
    /// French.
    French,
    /// Spanish.
    Spanish,
    /// Italian.
    Italian,
    /// Portuguese.
    Portuguese,
    /// Russian.
    Russian,
}

impl Language {
    /// The language of a BCP 47 primary subtag, where it has lists.
    #[must_use]
    pub fn of(subtag: &str) -> Option<Self> {
        Some(match subtag {
            "en" => Self::English,
            "de" => Self::German,
            "fr" => Self::French,
            "es" => Self::Spanish,
            "it" => Self::Italian,
            "pt" => Self::Portuguese,
            "ru" => Self::Russian,
            _ => return None,
        })
    }
}
