//! What can happen to the desk.

use verbatim_core::{Correction, Override, Stage};
use verbatim_worker::DocumentId;

use super::{Banner, Editing, Pick, Tab};
use crate::{
    article::{Article, Source},
    model::{Reading, Shared},
    storage::{Kept, Restored},
};

/// How callbacks of the views reach the desk.
pub type Send = yew::Callback<Action>;

/// What can happen. What the user does is about the document on the desk; what
/// comes from elsewhere names its document.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    Open(Source),
    /// The text in the paste box, at every key.
    Draft(String),
    /// The same once it has rested.
    Typed(String),
    Restored(Box<Restored>),
    /// The document's file in another encoding.
    ReadAgain(Source),
    Judge(Override),
    Threshold(i8),
    Correct(Correction),
    TakeBack(Vec<Correction>),
    Verdict {
        card: usize,
        rejects: bool,
    },
    Edit(Option<Editing>),
    Undo,
    Redo,
    Retry,
    Cancel,
    Close,
    /// The worker's answers.
    Progress {
        document: DocumentId,
        id: u32,
        stage: Stage,
    },
    Fetching {
        document: DocumentId,
        id: u32,
        language: String,
    },
    Done {
        document: DocumentId,
        id: u32,
        reading: Shared<Reading>,
        foreign_requests: u32,
    },
    Failed {
        document: DocumentId,
        id: u32,
        message: String,
    },
    Tab(Tab),
    Panel(bool),
    Jump(Pick),
    Choose(usize),
    Back,
    Topic(Option<String>),
    Speaker(Option<usize>),
    Query(String),
    Box(bool),
    Tell(Banner),
    Dismiss(&'static str),
    /// The disk's answers: all of this is there, at this local time; it could
    /// not be written.
    Stored {
        kept: Vec<Kept>,
        at: String,
    },
    Unsaved(String),
    /// Another tab's doings: it has written, taken, or removed a document.
    Changed(Article),
    Lost(DocumentId),
    Gone(DocumentId),
    /// The user wants to work here on what another tab holds; this tab holds it.
    Take,
    Taken(DocumentId),
}
