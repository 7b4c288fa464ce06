//! What the page knows, and the one place where it changes.

#[cfg(test)]
mod tests;

use std::rc::Rc;

use verbatim_core::{Correction, Override, Span, Stage};
use yew::Reducible;

use crate::{
    article::{Article, Source},
    model::{Reading, Shared, corrections},
    storage::Saved,
};

/// How callbacks of the views reach [`State::reduce`].
pub type Send = yew::Callback<Action>;

/// What the worker does for the page.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Work {
    /// Nothing.
    #[default]
    Idle,
    /// It analyses; the stage once it has said one.
    Busy(Option<Stage>),
    /// It could not: why, in words for the user.
    Failed(String),
}

/// A tab of the right pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    #[default]
    Quotes,
    People,
    Topics,
    Removed,
}

impl Tab {
    /// All tabs, in order.
    pub const ALL: [Self; 4] = [Self::Quotes, Self::People, Self::Topics, Self::Removed];

    /// Its name on the page.
    pub fn name(self) -> &'static str {
        match self {
            Self::Quotes => "Quotes",
            Self::People => "People",
            Self::Topics => "Topics",
            Self::Removed => "Removed",
        }
    }

    /// Its place in [`Tab::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }
}

/// What is picked out in the text on top of the quotes.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Pick {
    /// Nothing.
    #[default]
    None,
    /// The quotes of one card.
    Card(usize),
    /// One mention of an entity: its id, and which mention.
    Mention(u32, usize),
    /// One place of a phrase: which phrase, and which place.
    Phrase(usize, usize),
    /// One place of a topic: its code, and which place.
    Topic(String, usize),
    /// One found place of the search.
    Found(usize),
    /// One block.
    Block(usize),
    /// Any words, by their bytes.
    Words(u32, u32),
}

/// Whose editor is open; one at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Editing {
    /// A card's: its speaker.
    Card(usize),
    /// An entity's, by its id.
    Entity(u32),
}

/// Something to tell the user at the top of the page until it is dismissed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Banner {
    /// Tells one banner from another; a new one of the same key replaces the old.
    pub key: &'static str,
    /// What happened, what was kept, what to do.
    pub text: String,
    /// What a button in it does.
    pub offer: Option<Offer>,
}

impl Banner {
    /// The key of what the last step did. It goes away by itself: the step can
    /// still be undone by key and in the Removed tab.
    pub const STEP: &'static str = "step";
}

/// What a banner offers to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offer {
    /// Take back the last step.
    Undo,
    /// Activate the waiting service worker and load the page anew.
    Reload,
    /// Analyse again.
    Retry,
}

/// What the page knows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct State {
    /// The article on the desk.
    pub article: Option<Article>,
    /// Its last report, made ready for the views.
    pub reading: Option<Shared<Reading>>,
    /// What the worker does.
    pub work: Work,
    /// Counts what is asked of the worker; a reply to an older number is late.
    pub request: u32,
    /// Articles and verdicts before this one.
    past: Vec<Article>,
    /// What was undone.
    future: Vec<Article>,
    /// The open tab.
    pub tab: Tab,
    /// On a narrow page: whether the findings are shown rather than the text.
    pub panel: bool,
    /// What is picked out.
    pub pick: Pick,
    /// Counts picks, so that picking the same thing twice scrolls twice.
    pub picks: u32,
    /// Whether the pick is to be scrolled to in the text.
    pub jump: bool,
    /// Where a jump came from: whether the findings were shown (narrow pages).
    pub came_from: Option<bool>,
    /// Counts ways back.
    pub backs: u32,
    /// The topic that filters the quotes.
    pub topic: Option<String>,
    /// The speaker that filters the quotes.
    pub speaker: Option<usize>,
    /// What is searched for.
    pub query: String,
    /// Whose editor is open.
    pub editing: Option<Editing>,
    /// What the last correction was about; gets the focus where it is lost.
    pub corrected: Option<Span>,
    /// Whether the paste box stands above the article.
    pub box_open: bool,
    /// Whether the article came from typing, so that the next typing replaces it.
    typed: bool,
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

impl State {
    /// Whether there is a step to undo.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is a step to redo.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// Whether the article on the desk is being typed.
    pub fn typed(&self) -> bool {
        self.typed
    }

    /// What `<main>` says in `data-state`.
    pub fn word(&self) -> &'static str {
        match (&self.work, &self.reading) {
            (Work::Busy(_), _) => "busy",
            (Work::Failed(_), _) => "failed",
            (Work::Idle, Some(_)) => "done",
            (Work::Idle, None) => "empty",
        }
    }

    fn tell(&mut self, banner: Banner) {
        self.dismiss(banner.key);
        self.banners.push(banner);
    }

    fn dismiss(&mut self, key: &str) {
        self.banners.retain(|b| b.key != key);
    }

    /// Puts an article on the desk and asks the worker about it.
    fn put(&mut self, article: Article) {
        if let Some(notice) = article.source.notice.clone() {
            self.tell(Banner { key: "decoding", text: notice, offer: None });
        } else {
            self.dismiss("decoding");
        }
        self.article = Some(article);
        self.corrected = None;
        self.ask();
    }

    /// Asks the worker about the article on the desk.
    fn ask(&mut self) {
        self.request += 1;
        self.work = Work::Busy(None);
        self.dismiss("failed");
    }

    /// Forgets what was picked in an article that is not on the desk any more.
    fn unpick(&mut self) {
        self.pick = Pick::None;
        self.jump = false;
        self.came_from = None;
        self.topic = None;
        self.speaker = None;
        self.query = String::new();
        self.editing = None;
    }

    /// Remembers the article on the desk for undo.
    fn remember(&mut self) {
        self.past.extend(self.article.take());
        self.future.clear();
    }

    fn open(&mut self, source: Source) {
        let replaces = self.article.is_some();
        self.remember();
        self.unpick();
        self.typed = false;
        self.box_open = false;
        self.panel = false;
        self.put(Article::new(source));
        self.dismiss(Banner::STEP);
        if replaces {
            let text = "The article before this one can be brought back.".to_owned();
            self.tell(Banner { key: Banner::STEP, text, offer: Some(Offer::Undo) });
        }
    }

    fn type_in(&mut self, text: String) {
        if self.typed {
            self.future.clear();
        } else {
            self.remember();
        }
        self.unpick();
        self.typed = true;
        self.box_open = true;
        self.put(Article::new(Source::text(text)));
    }

    fn judge(&mut self, verdict: Override) {
        let Some(article) = &self.article else { return };
        let next = article.with(verdict);
        self.remember();
        self.put(next);
        // A cut or restore may renumber the cards.
        self.pick = Pick::None;
        let text = if verdict.keep { "Restored to the text." } else { "Cut from the text." };
        self.tell(Banner { key: Banner::STEP, text: text.to_owned(), offer: Some(Offer::Undo) });
    }

    /// Moves the cleaner's threshold; a step of the history, as a verdict is.
    fn move_threshold(&mut self, threshold: i8) {
        let Some(article) = &self.article else { return };
        if article.threshold == threshold {
            return;
        }
        let next = Article { threshold, ..article.clone() };
        self.remember();
        self.put(next);
        self.pick = Pick::None;
    }

    fn correct(&mut self, correction: Correction) {
        let Some(article) = &self.article else { return };
        let text = format!("{}.", correction.describe(self.text()));
        let (next, about) = (article.corrected(correction.clone()), correction.anchor());
        self.revise(next, about, text);
    }

    fn take_back(&mut self, corrections: &[Correction]) {
        let (Some(article), Some(first)) = (&self.article, corrections.first()) else { return };
        let next = article.without(corrections);
        let text = format!("Taken back: {}.", first.describe(self.text()));
        self.revise(next, first.anchor(), text);
    }

    /// The text that spans point into.
    fn text(&self) -> &str {
        self.reading.as_ref().map(|r| r.report.document.text.as_str()).unwrap_or_default()
    }

    /// Another list of corrections; a step of the history, as a verdict is.
    fn revise(&mut self, next: Article, about: Span, text: String) {
        self.editing = None;
        // Who speaks most, and so the speakers' numbers, may be others now.
        self.speaker = None;
        if matches!(self.pick, Pick::Mention(..)) {
            self.pick = Pick::None;
        }
        if self.article.as_ref() == Some(&next) {
            return;
        }
        self.remember();
        self.put(next);
        self.corrected = Some(about);
        self.tell(Banner { key: Banner::STEP, text, offer: Some(Offer::Undo) });
    }

    fn step(&mut self, back: bool) {
        let (from, to) = if back {
            (&mut self.past, &mut self.future)
        } else {
            (&mut self.future, &mut self.past)
        };
        let Some(next) = from.pop() else { return };
        let other = self.article.as_ref().is_none_or(|a| !Rc::ptr_eq(&a.source, &next.source));
        to.extend(self.article.take());
        if other {
            self.unpick();
        }
        self.pick = Pick::None;
        self.editing = None;
        self.typed = false;
        self.put(next);
        let text = if back { "Undone." } else { "Done again." };
        self.tell(Banner { key: Banner::STEP, text: text.to_owned(), offer: None });
    }

    /// Takes the article off the desk; undo brings it back.
    fn close(&mut self) {
        self.remember();
        self.unpick();
        self.reading = None;
        self.work = Work::Idle;
        self.request += 1;
        self.box_open = true;
        self.typed = false;
    }

    fn fail(&mut self, message: String) {
        self.work = Work::Failed(message.clone());
        let text = format!("{message} Your text is kept.");
        self.tell(Banner { key: "failed", text, offer: Some(Offer::Retry) });
    }

    fn pick(&mut self, pick: Pick, jump: bool) {
        self.pick = pick;
        self.picks += 1;
        self.jump = jump;
        if jump {
            self.came_from = Some(self.panel);
            self.panel = false;
        }
    }

    /// Back to where a jump started.
    fn go_back(&mut self) {
        if let Some(panel) = self.came_from.take() {
            self.panel = panel;
            self.backs += 1;
            self.jump = false;
        }
    }

    /// Shows a quote's card.
    fn choose(&mut self, card: usize) {
        self.pick(Pick::Card(card), false);
        self.tab = Tab::Quotes;
        self.panel = true;
    }

    /// Opens an editor, or closes the one that is open.
    fn edit(&mut self, editing: Option<Editing>) {
        match editing {
            Some(Editing::Card(card)) if self.pick != Pick::Card(card) => self.choose(card),
            _ => {}
        }
        self.editing = editing;
    }

    fn apply(&mut self, action: Action) {
        match action {
            Action::Open(source) => self.open(source),
            Action::Typed(text) => self.type_in(text),
            Action::Restored(article) => {
                // What the user has begun meanwhile stands above what was saved.
                if self.article.is_none() {
                    self.put(article);
                }
            }
            Action::Judge(verdict) => self.judge(verdict),
            Action::Threshold(threshold) => self.move_threshold(threshold),
            Action::Correct(correction) => self.correct(correction),
            Action::TakeBack(corrections) => self.take_back(&corrections),
            Action::Verdict { card, rejects } => {
                let reading = self.reading.as_ref();
                let action = reading.and_then(|r| corrections::verdict(r, r.card(card)?, rejects));
                if let Some(action) = action {
                    self.apply(action);
                }
            }
            Action::Edit(editing) => self.edit(editing),
            Action::Undo => self.step(true),
            Action::Redo => self.step(false),
            Action::Retry => self.ask(),
            Action::Cancel => {
                self.request += 1;
                self.work = Work::Idle;
                if self.reading.is_none() {
                    self.box_open = true;
                    let message = "Cancelled.".to_owned();
                    self.fail(message);
                }
            }
            Action::Close => self.close(),
            Action::Progress { id, stage } if id == self.request => {
                self.work = Work::Busy(Some(stage));
            }
            Action::Done { id, reading, foreign_requests } if id == self.request => {
                self.work = Work::Idle;
                if let (Pick::Card(_), Some(about)) = (&self.pick, self.corrected) {
                    // A correction may make speech of what was none, and number the cards anew.
                    self.pick = reading.card_of(about).map_or(Pick::None, Pick::Card);
                }
                self.reading = Some(reading);
                self.worker_requests = foreign_requests;
            }
            Action::Failed { id, message } if id == self.request => self.fail(message),
            Action::Progress { .. } | Action::Done { .. } | Action::Failed { .. } => {}
            Action::Tab(tab) => {
                self.editing = None;
                self.tab = tab;
                self.panel = true;
            }
            Action::Panel(panel) => self.panel = panel,
            Action::Jump(pick) => self.pick(pick, true),
            Action::Choose(card) => self.choose(card),
            Action::Back => self.go_back(),
            Action::Topic(topic) => {
                self.topic = topic;
                self.pick = Pick::None;
            }
            Action::Speaker(speaker) => self.speaker = speaker,
            Action::Query(query) => {
                self.query = query;
                self.pick = Pick::None;
            }
            Action::Box(open) => self.box_open = open,
            Action::Tell(banner) => self.tell(banner),
            Action::Dismiss(key) => self.dismiss(key),
            Action::Saved(saved) => self.saved = saved,
        }
    }
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = (*self).clone();
        next.apply(action);
        Rc::new(next)
    }
}
