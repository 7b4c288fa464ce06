//! What is written of a document, and what earlier builds wrote.

use std::rc::Rc;

use serde::{Deserialize, Serialize};
use verbatim_core::{Correction, Override};
use verbatim_worker::DocumentId;
use wasm_bindgen::JsValue;

use super::Kept;
use crate::{
    article::{Article, Source},
    model::colours::Colours,
};

/// The version of [`Record`]. One of a newer build is put aside, not read.
///
/// 1: without draft, times and changed; earlier ones also without colours,
/// corrections and threshold.
const VERSION: u32 = 2;

/// What is written.
#[derive(Serialize, Deserialize)]
pub struct Record {
    version: u32,
    source: Source,
    overrides: Vec<Override>,
    #[serde(default)]
    corrections: Vec<Correction>,
    #[serde(default)]
    threshold: i8,
    #[serde(default)]
    colours: Colours,
    /// Whether it stands in the paste box and not on the desk yet.
    #[serde(default)]
    pub draft: bool,
    /// How often the document was written: a tab that knows of fewer times must
    /// not write over it.
    #[serde(default)]
    pub times: u32,
    /// When it was written, in milliseconds since 1970.
    #[serde(default)]
    pub changed: f64,
}

impl Record {
    /// What is written of `kept` at the time `changed`.
    pub fn new(kept: &Kept, times: u32, changed: f64) -> Self {
        let Article { source, overrides, corrections, threshold, colours, .. } = &kept.article;
        Self {
            version: VERSION,
            source: (**source).clone(),
            overrides: overrides.clone(),
            corrections: corrections.clone(),
            threshold: *threshold,
            colours: (**colours).clone(),
            draft: kept.draft,
            times,
            changed,
        }
    }

    /// As it lies in the store.
    ///
    /// # Errors
    /// With a value that JavaScript can't hold.
    pub fn to_value(&self) -> Result<JsValue, serde_wasm_bindgen::Error> {
        serde_wasm_bindgen::to_value(self)
    }

    /// Reads what lies in the store; none where it is broken or of a newer build.
    pub fn from_value(value: JsValue) -> Option<Self> {
        let record = serde_wasm_bindgen::from_value::<Self>(value).ok();
        record.filter(|record| (1..=VERSION).contains(&record.version))
    }

    /// Whether this build wrote it.
    pub fn is_current(&self) -> bool {
        self.version == VERSION
    }

    /// What was kept, under the id that it lies under.
    pub fn into_kept(self, document: DocumentId) -> Kept {
        let Self { source, overrides, corrections, threshold, colours, draft, .. } = self;
        let (source, colours) = (Rc::new(source), Rc::new(colours));
        let article = Article { document, source, overrides, corrections, threshold, colours };
        Kept { article, draft }
    }
}
