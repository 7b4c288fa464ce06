//! The desk: the document on it, those that were there before, and what is the
//! page's and no document's.

use std::rc::Rc;

use verbatim_core::{Correction, Override, Span, Stage};
use yew::Reducible;

use super::{Banner, Document, Editing, History, Offer, Pick, Tab, View, Work};
use crate::{
    article::{Article, Source},
    model::{
        Reading, Shared,
        corrections::{self, Change},
    },
    storage::Saved,
};

/// How callbacks of the views reach [`Desk::reduce`].
pub type Send = yew::Callback<Action>;

/// What the page knows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Desk {
    /// The document on the desk.
    pub document: Option<Document>,
    /// Those that stood here before it, and after.
    documents: History<Document>,
    /// What is shown until the document's first report is there.
    before: Option<Shared<Reading>>,
    /// How an empty desk is looked at, and the next document.
    view: View,
    /// Counts what is asked of the worker.
    pub requests: u32,
    /// Whether the paste box stands above the article.
    pub box_open: bool,
    /// What to tell the user.
    pub banners: Vec<Banner>,
    /// What is saved on the device.
    pub saved: Saved,
    /// Requests of the worker to other origins.
    pub worker_requests: u32,
}

/// What can happen.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    Open(Source),
    Typed(String),
    Restored(Article),
    Judge(Override),
    Threshold(i8),
    Correct(Correction),
    TakeBack(Vec<Correction>),
    Verdict { card: usize, rejects: bool },
    Edit(Option<Editing>),
    Undo,
    Redo,
    Retry,
    Cancel,
    Close,
    Progress { id: u32, stage: Stage },
    Done { id: u32, reading: Shared<Reading>, foreign_requests: u32 },
    Failed { id: u32, message: String },
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
    Saved(Saved),
}

impl Desk {
    /// What is shown: the document's last report, or the one before it while it
    /// has none.
    pub fn reading(&self) -> Option<&Shared<Reading>> {
        self.document.as_ref()?.reading.as_ref().or(self.before.as_ref())
    }

    /// How the document is looked at.
    pub fn view(&self) -> &View {
        self.document.as_ref().map_or(&self.view, |document| &document.view)
    }

    /// What the worker does for the document.
    pub fn work(&self) -> &Work {
        self.document.as_ref().map_or(&Work::Idle, |document| &document.work)
    }

    /// Whether there is a step to undo.
    pub fn can_undo(&self) -> bool {
        self.can_step(true)
    }

    /// Whether there is a step to redo.
    pub fn can_redo(&self) -> bool {
        self.can_step(false)
    }

    fn can_step(&self, back: bool) -> bool {
        let own = self.document.as_ref().is_some_and(|d| d.history.can_step(back));
        own || self.documents.can_step(back)
    }

    /// What `<main>` says in `data-state`.
    pub fn word(&self) -> &'static str {
        match (self.work(), self.reading()) {
            (Work::Busy(_), _) => "busy",
            (Work::Failed(_), _) => "failed",
            (Work::Idle, Some(_)) => "done",
            (Work::Idle, None) => "empty",
        }
    }

    fn view_mut(&mut self) -> &mut View {
        self.document.as_mut().map_or(&mut self.view, |document| &mut document.view)
    }

    fn tell(&mut self, banner: Banner) {
        self.dismiss(banner.key);
        self.banners.push(banner);
    }

    fn dismiss(&mut self, key: &str) {
        self.banners.retain(|b| b.key != key);
    }

    /// The document, if what is shown is its own: a click on what is left of the
    /// one before must not change it.
    fn shown(&self) -> Option<&Document> {
        self.document.as_ref().filter(|d| d.reading.is_some() || self.before.is_none())
    }

    /// Puts a document on the empty desk and asks the worker about it.
    fn put(&mut self, document: Document) {
        self.document = Some(document);
        self.ask();
    }

    /// Takes the document off the desk.
    fn clear(&mut self) -> Option<Document> {
        self.before = self.reading().cloned();
        self.view = self.view().next();
        self.document.take().map(Document::put_aside)
    }

    /// Clears the desk for something new; undo brings the document back.
    fn make_room(&mut self) {
        let mut cleared = self.clear();
        if let Some(document) = &mut cleared {
            document.history.forget_future();
        }
        self.documents.remember(cleared);
    }

    /// Asks the worker about the document, which has just changed.
    fn ask(&mut self) {
        self.requests += 1;
        self.dismiss("failed");
        self.dismiss("decoding");
        let Some(document) = &mut self.document else { return };
        document.work = Work::Busy(None);
        document.request = self.requests;
        document.view.corrected = None;
        if let Some(notice) = document.article.source.notice.clone() {
            self.tell(Banner::new("decoding", notice));
        }
    }

    /// What was said of something taken in goes away with the next thing.
    fn take_in(&mut self) {
        self.banners.retain(|banner| !Banner::OF_INTAKE.contains(&banner.key));
    }

    fn open(&mut self, source: Source) {
        self.take_in();
        let replaces = self.document.is_some();
        self.make_room();
        self.box_open = false;
        let view = View { panel: false, ..self.view.clone() };
        self.put(Document::new(Article::new(source), view));
        self.dismiss(Banner::STEP);
        if replaces {
            let text = "The article before this one can be brought back.";
            self.tell(Banner::new(Banner::STEP, text).offering(Offer::Undo));
        }
    }

    fn type_in(&mut self, text: String) {
        self.take_in();
        let article = Article::new(Source::text(text));
        self.box_open = true;
        match &mut self.document {
            Some(document) if document.typed => {
                document.article = article;
                document.history.forget_future();
                document.view = document.view.next();
                self.documents.forget_future();
                self.ask();
            }
            _ => {
                self.make_room();
                let document = Document::new(article, self.view.clone());
                self.put(Document { typed: true, ..document });
            }
        }
    }

    /// A step of the document's history.
    fn step_to(&mut self, next: Article) {
        self.documents.forget_future();
        if let Some(document) = &mut self.document {
            document.step_to(next);
        }
        self.ask();
    }

    fn judge(&mut self, verdict: Override) {
        let Some(next) = self.shown().map(|d| d.article.with(verdict)) else { return };
        self.step_to(next);
        // A cut or restore may renumber the cards.
        self.view_mut().pick = Pick::None;
        let text = if verdict.keep { "Restored to the text." } else { "Cut from the text." };
        self.tell(Banner::new(Banner::STEP, text).offering(Offer::Undo));
    }

    /// Moves the cleaner's threshold; a step of the history, as a verdict is.
    fn move_threshold(&mut self, threshold: i8) {
        let moved = self.shown().filter(|d| d.article.threshold != threshold);
        let Some(next) = moved.map(|d| Article { threshold, ..d.article.clone() }) else { return };
        self.step_to(next);
        self.view_mut().pick = Pick::None;
    }

    fn correct(&mut self, correction: Correction) {
        let Some(document) = self.shown() else { return };
        let text = format!("{}.", correction.describe(self.text()));
        let about = correction.anchor();
        self.revise(document.article.corrected(correction), about, text);
    }

    fn take_back(&mut self, corrections: &[Correction]) {
        let (Some(document), Some(first)) = (self.shown(), corrections.first()) else { return };
        let next = document.article.without(corrections);
        let text = format!("Taken back: {}.", first.describe(self.text()));
        self.revise(next, first.anchor(), text);
    }

    /// The text that spans point into.
    fn text(&self) -> &str {
        self.reading().map(|r| r.report.document.text.as_str()).unwrap_or_default()
    }

    /// Another list of corrections; a step of the history, as a verdict is.
    fn revise(&mut self, next: Article, about: Span, text: String) {
        let view = self.view_mut();
        view.editing = None;
        // Who speaks most, and so the speakers' numbers, may be others now.
        view.speaker = None;
        if matches!(view.pick, Pick::Mention(..)) {
            view.pick = Pick::None;
        }
        if self.document.as_ref().is_some_and(|d| d.article == next) {
            return;
        }
        self.step_to(next);
        self.view_mut().corrected = Some(about);
        self.tell(Banner::new(Banner::STEP, text).offering(Offer::Undo));
    }

    /// One step back or forward: in the document's own history, else from one
    /// document to another.
    fn step(&mut self, back: bool) {
        match &mut self.document {
            Some(document) if document.history.can_step(back) => {
                let present = document.article.clone();
                let Some(next) = document.history.step(back, [present]) else { return };
                if !Rc::ptr_eq(&next.source, &document.article.source) {
                    document.view = document.view.next();
                }
                document.article = next;
                document.typed = false;
                document.view.pick = Pick::None;
                document.view.editing = None;
                self.ask();
            }
            _ => {
                if !self.documents.can_step(back) {
                    return;
                }
                let present = self.clear();
                let Some(next) = self.documents.step(back, present) else { return };
                self.put(Document { view: self.view.clone(), ..next });
            }
        }
        let text = if back { "Undone." } else { "Done again." };
        self.tell(Banner::new(Banner::STEP, text));
    }

    /// Takes the document off the desk; undo brings it back.
    fn close(&mut self) {
        self.make_room();
        self.requests += 1;
        self.box_open = true;
    }

    fn cancel(&mut self) {
        self.requests += 1;
        let nothing = self.reading().is_none();
        if let Some(document) = &mut self.document {
            document.request = self.requests;
            document.work = Work::Idle;
        }
        if nothing {
            self.box_open = true;
            self.fail("Cancelled.".to_owned());
        }
    }

    fn fail(&mut self, message: String) {
        let text = format!("{message} Your text is kept.");
        if let Some(document) = &mut self.document {
            document.work = Work::Failed(message);
        }
        self.tell(Banner::new("failed", text).offering(Offer::Retry));
    }

    /// The document that asked this, unless it has asked something else since.
    fn asked(&mut self, id: u32) -> Option<&mut Document> {
        self.document.as_mut().filter(|document| document.request == id)
    }

    fn done(&mut self, id: u32, reading: Shared<Reading>, foreign_requests: u32) {
        let Some(document) = self.asked(id) else { return };
        document.work = Work::Idle;
        if let (Pick::Card(_), Some(about)) = (&document.view.pick, document.view.corrected) {
            // A correction may make speech of what was none, and number the cards anew.
            document.view.pick = reading.card_of(about).map_or(Pick::None, Pick::Card);
        }
        document.article.colours = Rc::new(document.article.colours.given(&reading.speakers));
        document.reading = Some(reading);
        self.before = None;
        self.worker_requests = foreign_requests;
    }

    pub(super) fn apply(&mut self, action: Action) {
        match action {
            Action::Open(source) => self.open(source),
            Action::Typed(text) => self.type_in(text),
            Action::Restored(article) => {
                // What the user has begun meanwhile stands above what was saved.
                if self.document.is_none() {
                    self.put(Document::new(article, self.view.clone()));
                }
            }
            Action::Judge(verdict) => self.judge(verdict),
            Action::Threshold(threshold) => self.move_threshold(threshold),
            Action::Correct(correction) => self.correct(correction),
            Action::TakeBack(corrections) => self.take_back(&corrections),
            Action::Verdict { card, rejects } => {
                let reading = self.reading();
                match reading.and_then(|r| corrections::verdict(r, r.card(card)?, rejects)) {
                    Some(Change::Add(correction)) => self.correct(correction),
                    Some(Change::TakeBack(corrections)) => self.take_back(&corrections),
                    None => {}
                }
            }
            Action::Edit(editing) => self.view_mut().edit(editing),
            Action::Undo => self.step(true),
            Action::Redo => self.step(false),
            Action::Retry => self.ask(),
            Action::Cancel => self.cancel(),
            Action::Close => self.close(),
            Action::Progress { id, stage } => {
                if let Some(document) = self.asked(id) {
                    document.work = Work::Busy(Some(stage));
                }
            }
            Action::Done { id, reading, foreign_requests } => {
                self.done(id, reading, foreign_requests);
            }
            Action::Failed { id, message } => {
                if self.asked(id).is_some() {
                    self.fail(message);
                }
            }
            Action::Tab(tab) => self.view_mut().open(tab),
            Action::Panel(panel) => self.view_mut().panel = panel,
            Action::Jump(pick) => self.view_mut().pick(pick, true),
            Action::Choose(card) => self.view_mut().choose(card),
            Action::Back => self.view_mut().go_back(),
            Action::Topic(topic) => {
                let view = self.view_mut();
                view.topic = topic;
                view.pick = Pick::None;
            }
            Action::Speaker(speaker) => self.view_mut().speaker = speaker,
            Action::Query(query) => {
                let view = self.view_mut();
                view.query = query;
                view.pick = Pick::None;
            }
            Action::Box(open) => self.box_open = open,
            Action::Tell(banner) => self.tell(banner),
            Action::Dismiss(key) => self.dismiss(key),
            Action::Saved(saved) => self.saved = saved,
        }
    }
}

impl Reducible for Desk {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = (*self).clone();
        next.apply(action);
        Rc::new(next)
    }
}
