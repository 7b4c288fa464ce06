//! One article on the desk, with all that is done with it.

use verbatim_core::Stage;
use verbatim_worker::DocumentId;

use super::{History, View};
use crate::{
    article::{Article, Source},
    model::{Reading, Shared},
};

/// What the worker does for a document.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Work {
    /// Nothing.
    #[default]
    Idle,
    /// It analyses; the stage once it has said one.
    Busy(Option<Stage>),
    /// It fetches the word lists of this language first.
    Fetching(String),
    /// It could not: why, in words for the user.
    Failed(String),
}

/// Which tab may change a document, and saves it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Hold {
    /// This one.
    #[default]
    Mine,
    /// Another one: here it is only shown.
    Theirs,
    /// Another one, which was asked to give it up.
    Taking,
}

/// One article on the desk.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// As it is now.
    pub article: Article,
    /// Its last report, made ready for the views.
    pub reading: Option<Shared<Reading>>,
    /// What the worker does for it.
    pub work: Work,
    /// The number of what was last asked of the worker; a reply to another is late.
    pub request: u32,
    /// How it is looked at.
    pub view: View,
    /// Its steps.
    pub history: History<Article>,
    /// Whether it is being typed, so that what is typed next replaces it.
    pub typed: bool,
    /// Which tab it is with.
    pub hold: Hold,
}

impl Document {
    /// A document nothing was asked about yet.
    pub fn new(article: Article, view: View) -> Self {
        Self {
            article,
            reading: None,
            work: Work::Idle,
            request: 0,
            view,
            history: History::default(),
            typed: false,
            hold: Hold::Mine,
        }
    }

    /// Whether what is typed in the paste box is this document's text.
    pub fn is_typed(&self) -> bool {
        self.typed && self.hold == Hold::Mine
    }

    /// Another text of the document that is being typed.
    pub fn retype(&mut self, text: String) {
        if self.article.source.text != text {
            self.article = Article::new(self.article.document, Source::text(text));
        }
    }

    /// Makes a document of its own of it.
    pub fn rename(&mut self, id: DocumentId) {
        self.article.document = id;
        self.history.each(|article| article.document = id);
    }

    /// Makes a step to what `next` is.
    pub fn step_to(&mut self, next: Article) {
        self.history.remember([std::mem::replace(&mut self.article, next)]);
    }

    /// What it is once it lies aside: the report is made anew when it comes back,
    /// and nothing is picked in it.
    pub fn put_aside(self) -> Self {
        Self { reading: None, work: Work::Idle, view: self.view.next(), typed: false, ..self }
    }
}
