//! What the page knows, and the one place where it changes.

use std::rc::Rc;

use verbatim_core::{Override, Stage};
use yew::Reducible;

use crate::{
    article::{Article, Source},
    model::{Reading, Shared},
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
    /// Take back the last cut, restore or paste.
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
                self.reading = Some(reading);
                self.worker_requests = foreign_requests;
            }
            Action::Failed { id, message } if id == self.request => self.fail(message),
            Action::Progress { .. } | Action::Done { .. } | Action::Failed { .. } => {}
            Action::Tab(tab) => {
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

#[cfg(test)]
mod tests {
    use verbatim_core::{Override, Span};

    use super::{Action, Article, Offer, Source, State, Work};

    fn text(words: &str) -> Source {
        Source::text(words.to_owned())
    }

    fn on_desk(state: &State) -> Option<&str> {
        state.article.as_ref().map(|a| a.source.text.as_str())
    }

    #[test]
    fn undo_goes_back_through_verdicts_and_articles_and_redo_forward() {
        let mut state = State::default();
        state.apply(Action::Open(text("one")));
        let span = Span::new("one", 0, 3).expect("a slice");
        state.apply(Action::Judge(Override { span, keep: false }));
        state.apply(Action::Open(text("two")));
        assert_eq!(on_desk(&state), Some("two"));
        state.apply(Action::Undo);
        assert_eq!(on_desk(&state), Some("one"));
        assert_eq!(state.article.as_ref().map(|a| a.overrides.len()), Some(1));
        state.apply(Action::Undo);
        assert_eq!(state.article.as_ref().map(|a| a.overrides.len()), Some(0));
        assert!(!state.can_undo());
        state.apply(Action::Redo);
        state.apply(Action::Redo);
        assert_eq!(on_desk(&state), Some("two"));
        assert!(!state.can_redo());
    }

    #[test]
    fn a_moved_threshold_is_a_step_that_can_be_undone() {
        let threshold = |state: &State| state.article.as_ref().map(|a| a.threshold);
        let mut state = State::default();
        state.apply(Action::Open(text("one")));
        state.apply(Action::Threshold(10));
        state.apply(Action::Threshold(10));
        assert_eq!(threshold(&state), Some(10));
        state.apply(Action::Undo);
        assert_eq!(threshold(&state), Some(0));
        assert!(!state.can_undo());
    }

    #[test]
    fn closing_can_be_undone() {
        let mut state = State::default();
        state.apply(Action::Open(text("one")));
        state.apply(Action::Close);
        assert_eq!((on_desk(&state), state.word()), (None, "empty"));
        state.apply(Action::Undo);
        assert_eq!(on_desk(&state), Some("one"));
    }

    #[test]
    fn a_late_reply_changes_nothing() {
        let mut state = State::default();
        state.apply(Action::Open(text("one")));
        let old = state.request;
        state.apply(Action::Open(text("two")));
        state.apply(Action::Failed { id: old, message: "late".to_owned() });
        assert_eq!(state.work, Work::Busy(None));
        state.apply(Action::Failed { id: state.request, message: "It broke.".to_owned() });
        assert_eq!(state.word(), "failed");
        assert_eq!(state.banners.last().and_then(|b| b.offer), Some(Offer::Retry));
        state.apply(Action::Retry);
        assert!(state.banners.iter().all(|b| b.key != "failed"));
    }

    #[test]
    fn typing_on_is_one_step_and_what_was_saved_never_replaces_it() {
        let mut state = State::default();
        state.apply(Action::Typed("a".to_owned()));
        state.apply(Action::Typed("ab".to_owned()));
        state.apply(Action::Restored(Article::new(text("saved"))));
        assert_eq!(on_desk(&state), Some("ab"));
        assert!(!state.can_undo());
    }
}
