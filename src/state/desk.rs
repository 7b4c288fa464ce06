//! The desk: the document on it, those that were there before, and what is the
//! page's and no document's.

mod disk;

use std::rc::Rc;

use verbatim_core::{Correction, Override, Span};
use verbatim_worker::DocumentId;
use yew::Reducible;

use super::{Action, Banner, Document, History, Hold, Offer, Pick, View, Work};
use crate::{
    article::{Article, Source},
    model::{
        Reading, Shared,
        corrections::{self, Change},
    },
    storage::Kept,
};

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
    /// What stands in the paste box and is no document yet.
    pub draft: Option<Article>,
    /// Where the ids of new documents come from.
    seed: u64,
    /// Counts what is asked of the worker.
    pub requests: u32,
    /// Whether the paste box stands above the article.
    pub box_open: bool,
    /// What to tell the user.
    pub banners: Vec<Banner>,
    /// What is on the device's disk of what this page keeps there, and since when.
    stored: Vec<Kept>,
    stored_at: String,
    /// Why nothing can be saved.
    unsaved: Option<String>,
    /// The disk has been asked what is on it, and has answered.
    pub restored: bool,
    /// How many documents are on the disk beside those of this page.
    pub others: usize,
    /// Requests of the worker to other origins.
    pub worker_requests: u32,
}

impl Desk {
    /// An empty desk, whose new documents get ids out of this random seed.
    pub fn new(seed: u64) -> Self {
        Self { seed, ..Self::default() }
    }

    /// An id for a new document (splitmix64: each seed's numbers differ).
    fn fresh(&mut self) -> DocumentId {
        self.seed = self.seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.seed ^ (self.seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        DocumentId::new(z ^ (z >> 31))
    }

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
            (Work::Busy(_) | Work::Fetching(_), _) => "busy",
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
        // Now there is something to take away.
        let memory = self.banners.iter_mut().find(|banner| banner.key == Banner::MEMORY);
        if let Some(banner) = memory {
            banner.offer = Some(Offer::Export);
        }
        self.ask();
    }

    /// What is told of a document that is not on the desk any more.
    fn dismiss_told(&mut self) {
        self.dismiss(Banner::TABS);
        self.dismiss("earlier");
    }

    /// Takes the document off the desk.
    fn clear(&mut self) -> Option<Document> {
        self.before = self.reading().cloned();
        self.view = self.view().next();
        self.dismiss_told();
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
        let Some(document) = &mut self.document else { return };
        document.work = Work::Busy(None);
        document.request = self.requests;
        document.view.corrected = None;
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
        let article = Article::new(self.fresh(), source);
        self.put(Document::new(article, view));
        self.dismiss(Banner::STEP);
        if replaces {
            let text = "The article before this one can be brought back.";
            self.tell(Banner::new(Banner::STEP, text).offering(Offer::Undo));
        }
    }

    /// The document's file in another encoding; a step of its history.
    fn read_again(&mut self, source: Source) {
        let Some(article) = self.shown().map(|document| document.article.clone()) else { return };
        let name = source.charset.map_or("", |charset| charset.encoding.name());
        let lost = if article.overrides.is_empty() && article.corrections.is_empty() {
            ""
        } else {
            " What you cut, restored and corrected belongs to the reading before; undo brings it back."
        };
        let text = format!("Read as {name}.{lost}");
        self.step_to(article.read_again(source));
        let view = self.view().next();
        *self.view_mut() = view;
        self.tell(Banner::new(Banner::STEP, text).offering(Offer::Undo));
    }

    /// What stands in the paste box: the text of the document that is being typed,
    /// else of one to be. Nothing is asked yet.
    fn draft(&mut self, text: String) {
        match &mut self.document {
            Some(document) if document.is_typed() => document.retype(text),
            _ if text.is_empty() => self.draft = None,
            _ => {
                let known = self.draft.as_ref().map(|draft| draft.document);
                let id = known.unwrap_or_else(|| self.fresh());
                self.draft = Some(Article::new(id, Source::text(text)));
            }
        }
    }

    /// What was typed has rested: it is a document.
    fn type_in(&mut self, text: String) {
        self.take_in();
        self.box_open = true;
        self.draft(text);
        match &mut self.document {
            Some(document) if document.is_typed() => {
                document.history.forget_future();
                document.view = document.view.next();
                self.documents.forget_future();
                self.ask();
            }
            _ => {
                let Some(article) = self.draft.take() else { return };
                self.make_room();
                let document = Document::new(article, self.view.clone());
                self.put(Document { typed: true, ..document });
            }
        }
    }

    /// The document, if it is this one.
    fn of(&mut self, id: DocumentId) -> Option<&mut Document> {
        self.document.as_mut().filter(|document| document.article.document == id)
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
        let own = self.document.as_ref().is_some_and(|d| d.history.can_step(back));
        if own && !self.may_change() {
            return;
        }
        match &mut self.document {
            Some(document) if own => {
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
                // Who holds it now is seen when it is saved.
                self.put(Document { view: self.view.clone(), hold: Hold::Mine, ..next });
            }
        }
        let text = if back { "Undone." } else { "Done again." };
        self.tell(Banner::new(Banner::STEP, text));
    }

    /// Takes the document off the desk; undo brings it back.
    fn close(&mut self) {
        let theirs = self.document.as_ref().is_some_and(|d| d.hold != Hold::Mine);
        self.make_room();
        if theirs {
            let text = "The article stays on this device: another tab works on it.";
            self.tell(Banner::new(Banner::TABS, text));
        }
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
    fn asked(&mut self, document: DocumentId, id: u32) -> Option<&mut Document> {
        self.of(document).filter(|document| document.request == id)
    }

    fn done(&mut self, document: DocumentId, id: u32, reading: Shared<Reading>) {
        let Some(document) = self.asked(document, id) else { return };
        document.work = Work::Idle;
        if let (Pick::Card(_), Some(about)) = (&document.view.pick, document.view.corrected) {
            // A correction may make speech of what was none, and number the cards anew.
            document.view.pick = reading.card_of(about).map_or(Pick::None, Pick::Card);
        }
        document.article.colours = Rc::new(document.article.colours.given(&reading.speakers));
        document.reading = Some(reading);
        self.before = None;
    }

    pub(super) fn apply(&mut self, action: Action) {
        match action {
            Action::Open(source) => self.open(source),
            Action::Typed(text) => self.type_in(text),
            Action::Draft(text) => self.draft(text),
            Action::Restored(restored) => self.restore(*restored),
            Action::Judge(_)
            | Action::Threshold(_)
            | Action::Correct(_)
            | Action::TakeBack(_)
            | Action::ReadAgain(_)
            | Action::Verdict { .. }
                if !self.may_change() => {}
            Action::ReadAgain(source) => self.read_again(source),
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
            Action::Progress { document, id, stage } => {
                if let Some(document) = self.asked(document, id) {
                    document.work = Work::Busy(Some(stage));
                }
            }
            Action::Fetching { document, id, language } => {
                if let Some(document) = self.asked(document, id) {
                    document.work = Work::Fetching(language);
                }
            }
            Action::Done { document, id, reading, foreign_requests } => {
                self.worker_requests = foreign_requests;
                self.done(document, id, reading);
            }
            Action::Failed { document, id, message } => {
                if self.asked(document, id).is_some() {
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
            Action::Box(open) => {
                self.box_open = open;
                // What is typed when it is opened again is another article.
                if let Some(document) = self.document.as_mut().filter(|_| !open) {
                    document.typed = false;
                }
            }
            Action::Tell(banner) => self.tell(banner),
            Action::Dismiss(key) => self.dismiss(key),
            Action::Stored { kept, at } => self.stored(kept, at),
            Action::Unsaved(why) => self.unsaved(why),
            Action::Changed(article) => self.change(article),
            Action::Lost(document) => self.lose(document),
            Action::Gone(document) => self.drop_removed(document),
            Action::Take => {
                if let Some(document) = &mut self.document {
                    document.hold = Hold::Taking;
                }
            }
            Action::Taken(document) => self.taken(document),
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
