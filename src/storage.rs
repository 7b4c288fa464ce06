//! What stands on the desk, kept on the device's disk, so that a reload, a crash
//! or a closed tab loses nothing. Where there is no disk to be had the page goes
//! on in memory and says so.
//!
//! [`ledger`] knows what is to be written and what is; [`database`] writes it,
//! and is the one place that knows the database's versions; [`record`] is what is
//! written; [`tabs`] sees to it that one tab at a time writes a document. The
//! [`Store`] ties them together and tells the desk what came of it.

mod database;
mod ledger;
mod record;
mod store;
mod tabs;

use verbatim_worker::DocumentId;

pub use self::store::Store;
use crate::{article::Article, state::Hold};

/// What the badge says of the device's disk.
#[derive(Debug, Clone, PartialEq)]
pub enum Saved {
    /// Nothing of this page's is there, or is to be.
    Nothing,
    /// What is on the desk is on the disk as it stands; the local time of it.
    At(String),
    /// It is being written.
    Saving,
    /// Another tab saves it.
    Elsewhere,
    /// It is in memory only: why.
    Memory(String),
}

/// Something that is to be on the disk.
#[derive(Debug, Clone)]
pub struct Kept {
    /// As it stands.
    pub article: Article,
    /// Whether it stands in the paste box and not on the desk yet.
    pub draft: bool,
}

impl PartialEq for Kept {
    fn eq(&self, other: &Self) -> bool {
        // Colours are no step, but are kept.
        self.draft == other.draft
            && self.article == other.article
            && self.article.colours == other.article.colours
    }
}

impl Kept {
    /// Which document it is.
    pub fn id(&self) -> DocumentId {
        self.article.document
    }
}

/// What was on the disk when the page was opened.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Restored {
    /// What was changed last, and who may change it now.
    pub document: Option<(Article, Hold)>,
    /// What stood in the paste box.
    pub draft: Option<Article>,
    /// How many documents more there are.
    pub others: usize,
}
