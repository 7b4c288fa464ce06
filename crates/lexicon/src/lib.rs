//! What the analysis knows about words: lists as sorted TSV in `data/`, loaded
//! once into tables. Where each list comes from, and under which licence, is in
//! `SOURCES.md`.

/// Every word list and model, loaded once and shared by all stations.
#[derive(Debug, Default)]
pub struct Lexicon {}

impl Lexicon {
    /// Builds the tables from the lists compiled into this crate.
    #[must_use]
    pub fn load() -> Self {
        Self::default()
    }
}
