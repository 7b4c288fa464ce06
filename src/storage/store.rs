//! The store: does what the ledger says, and tells the desk what came of it.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use gloo::{events::EventListener, timers::callback::Timeout};
use js_sys::Date;
use verbatim_worker::DocumentId;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::window;

use super::{
    Kept, Restored,
    database::{Database, Trouble},
    ledger::{Ledger, Writing},
    record::Record,
    tabs::{Ask, Channel, Lock, News, Turn, lock},
};
use crate::{
    model::words,
    state::{Action, Banner, Hold, Offer, Send},
};

/// How long the disk may take to answer before the page says that it doesn't, in
/// milliseconds. A later answer is taken all the same.
const ANSWER_MS: u32 = 3_000;
/// How long another tab may take to give a document up before it is taken from it.
const YIELD_MS: u32 = 1_000;
/// How long the word that a document was removed may be behind its lock.
const WORD_MS: u32 = 300;
/// Stands in local storage while the disk lacks what was done last. Its quota is
/// another one than the database's.
const UNSAVED: &str = "verbatim.unsaved";

/// The store. Cheap to clone; all clones are one.
#[derive(Clone)]
pub struct Store(Rc<Inner>);

impl PartialEq for Store {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

struct Inner {
    send: Send,
    database: RefCell<Option<Rc<Database>>>,
    /// The database is being opened.
    opens: Cell<bool>,
    ledger: RefCell<Ledger>,
    locks: RefCell<Vec<(DocumentId, Lock)>>,
    /// The document on the desk.
    shown: Cell<Option<(DocumentId, Hold)>>,
    /// The document whose lock is waited for, and which answer counts.
    awaited: Cell<Option<DocumentId>>,
    turn: Turn,
    /// Documents that another tab wants as soon as they are written.
    yielding: RefCell<Vec<DocumentId>>,
    due: RefCell<Option<Timeout>>,
    steal: RefCell<Option<Timeout>>,
    channel: RefCell<Option<Channel>>,
    listeners: RefCell<Vec<EventListener>>,
}

impl Store {
    /// Opens the store and brings back what is in it.
    pub fn open(send: Send) -> Self {
        let store = Self(Rc::new(Inner {
            send,
            database: RefCell::default(),
            opens: Cell::new(false),
            ledger: RefCell::default(),
            locks: RefCell::default(),
            shown: Cell::default(),
            awaited: Cell::default(),
            turn: Turn::default(),
            yielding: RefCell::default(),
            due: RefCell::default(),
            steal: RefCell::default(),
            channel: RefCell::default(),
            listeners: RefCell::default(),
        }));
        let heard = store.clone();
        store.0.channel.replace(Channel::open(move |news, id| heard.hear(news, id)));
        store.listen();
        store.connect(true);
        store
    }

    /// What is to be on the disk from now on, and the document on the desk.
    pub fn want(&self, kept: Vec<Kept>, shown: Option<(DocumentId, Hold)>) {
        self.0.ledger.borrow_mut().want(kept);
        for id in self.0.ledger.borrow_mut().release() {
            self.unlock(id);
        }
        self.show(shown);
        if self.0.database.borrow().is_none() {
            self.connect(false);
        }
        self.schedule();
    }

    /// All that could not be read, as one text.
    pub fn take_aside(&self, then: impl FnOnce(Option<String>) + 'static) {
        let database = self.0.database.borrow().clone();
        spawn_local(async move {
            then(match database {
                Some(database) => database.take_aside().await.ok(),
                None => None,
            });
        });
    }

    fn emit(&self, action: Action) {
        self.0.send.emit(action);
    }

    /// Opens the database; the first time, reads what is in it.
    fn connect(&self, first: bool) {
        if self.0.opens.replace(true) {
            return;
        }
        let store = self.clone();
        spawn_local(async move {
            let watch = store.watch();
            let opened = store.opened().await;
            store.emit(Action::Dismiss("blocked"));
            let loaded = match &opened {
                Ok(database) if first => store.load(database).await,
                Ok(_) => Ok(()),
                Err(why) => Err(why.clone()),
            };
            drop(watch);
            if let Err(why) = loaded {
                store.emit(Action::Unsaved(why));
                if first {
                    store.emit(Action::Restored(Box::default()));
                }
            }
            store.0.opens.set(false);
            store.schedule();
        });
    }

    async fn opened(&self) -> Result<Rc<Database>, String> {
        let (blocked, outdated) = (self.clone(), self.clone());
        let blocked = move || {
            let text = "Another tab has an older version of this page open. Close it, so that \
                        your work can be saved here.";
            blocked.emit(Action::Tell(Banner::new("blocked", text)));
        };
        let outdated = move || {
            outdated.0.database.take();
            let why = "a newer version of this page is open in another tab: reload this one";
            outdated.emit(Action::Unsaved(why.to_owned()));
        };
        let database = Rc::new(Database::open(blocked, outdated).await?);
        self.0.database.replace(Some(Rc::clone(&database)));
        Ok(database)
    }

    /// Says that the disk does not answer, unless what is returned is dropped in time.
    fn watch(&self) -> Timeout {
        let store = self.clone();
        Timeout::new(ANSWER_MS, move || {
            let why = "the browser’s storage does not answer".to_owned();
            store.emit(Action::Unsaved(why));
        })
    }

    async fn load(&self, database: &Database) -> Result<(), String> {
        let found = database.read_all().await?;
        if found.aside > 0 {
            let text = format!(
                "{} saved here can’t be read by this version of the page. Nothing was thrown \
                 away, and what you do now is saved as ever.",
                words::count(found.aside, "article that was", "articles that were"),
            );
            let banner = Banner::new("aside", text).offering(Offer::Download);
            self.emit(Action::Tell(banner));
        }
        let mut documents = found.documents;
        let newest = documents.iter().map(|(_, record)| record.changed).reduce(f64::max);
        let all = documents.iter().filter(|(_, record)| !record.draft).count();
        let (mine, theirs) = self.newest_free(&mut documents, false).await;
        let (draft, _) = self.newest_free(&mut documents, true).await;
        let document = match mine {
            Some(kept) => Some((kept.article, Hold::Mine)),
            None => theirs.map(|kept| (kept.article, Hold::Theirs)),
        };
        let others = all.saturating_sub(usize::from(document.is_some()));
        self.tell_earlier(newest);
        let draft = draft.map(|kept| kept.article);
        self.emit(Action::Restored(Box::new(Restored { document, draft, others })));
        self.tell_stored(newest.unwrap_or_default());
        Ok(())
    }

    /// The newest draft, or document, that no other tab writes, and the newest that
    /// one does.
    async fn newest_free(
        &self,
        documents: &mut Vec<(DocumentId, Record)>,
        draft: bool,
    ) -> (Option<Kept>, Option<Kept>) {
        let mut theirs = None;
        while let Some((id, record)) = take_newest(documents, draft) {
            let (times, current) = (record.times, record.is_current());
            let kept = record.into_kept(id);
            if self.lock_if_free(id).await {
                let mut ledger = self.0.ledger.borrow_mut();
                if current {
                    ledger.found(kept.clone(), times);
                } else {
                    // An older build's is written anew, in this build's way.
                    ledger.answered(id, Some(times));
                }
                return (Some(kept), theirs);
            }
            theirs.get_or_insert(kept);
        }
        (None, theirs)
    }

    async fn lock_if_free(&self, id: DocumentId) -> bool {
        let mut resolve = None;
        let answer = js_sys::Promise::new(&mut |yes, _| resolve = Some(yes));
        let store = self.clone();
        self.ask(id, Ask::IfFree, move |lock| {
            let free = JsValue::from_bool(lock.is_some());
            store.0.locks.borrow_mut().extend(lock.map(|lock| (id, lock)));
            if let Some(resolve) = resolve {
                // Settling a promise does not fail.
                let _ = resolve.call1(&JsValue::NULL, &free);
            }
        });
        wasm_bindgen_futures::JsFuture::from(answer).await.is_ok_and(|free| free.is_truthy())
    }

    /// Says so where what is on the disk is not what was done last.
    fn tell_earlier(&self, newest: Option<f64>) {
        if !is_marked_unsaved() {
            return;
        }
        let text = match newest {
            Some(newest) => format!(
                "What you did last could not be saved. This is how it stood at {}.",
                clock(newest)
            ),
            None => "What you did last could not be saved, and is gone.".to_owned(),
        };
        self.emit(Action::Tell(Banner::new("earlier", text)));
    }

    fn tell_stored(&self, at: f64) {
        let kept = self.0.ledger.borrow().stored().to_vec();
        if !kept.is_empty() {
            self.emit(Action::Stored { kept, at: clock(at) });
        }
    }

    /// Asks for what may be written, and writes when it is time to.
    fn schedule(&self) {
        let unasked = self.0.ledger.borrow_mut().unasked();
        for id in unasked {
            let store = self.clone();
            self.ask(id, Ask::IfFree, move |lock| store.answered(id, lock));
        }
        let Some(wait) = self.0.ledger.borrow().wait(Date::now()) else { return };
        if wait < 1.0 {
            self.write(false);
        } else if self.0.due.borrow().is_none() {
            let store = self.clone();
            let due = Timeout::new(wait.ceil() as u32, move || {
                store.0.due.take();
                store.write(false);
            });
            self.0.due.replace(Some(due));
        }
    }

    fn write(&self, urgent: bool) {
        let Some(database) = self.0.database.borrow().clone() else { return };
        let now = Date::now();
        let Some(writing) = self.0.ledger.borrow_mut().begin(now, urgent) else { return };
        let record = |(kept, times): &(Kept, u32)| {
            (kept.id(), Record::new(kept, times.saturating_add(1), now))
        };
        let puts: Vec<_> = writing.puts.iter().map(record).collect();
        let store = self.clone();
        match database.write(&puts, &writing.deletes, urgent) {
            Ok(end) => spawn_local(async move {
                let watch = store.watch();
                let end = end.await;
                drop(watch);
                store.ended(&writing, end, now);
            }),
            Err(why) => {
                // The browser has closed the connection; the next change opens another.
                self.0.database.take();
                self.ended(&writing, Err(Trouble::Failed(why)), now);
            }
        }
    }

    fn ended(&self, writing: &Writing, end: Result<(), Trouble>, at: f64) {
        match end {
            Ok(()) => {
                mark_unsaved(false);
                for id in &writing.deletes {
                    // With another document in its place, who shows this one may keep it.
                    if !self.0.ledger.borrow().wants_a_document() {
                        self.tell(News::Removed, *id);
                    }
                    self.unlock(*id);
                }
                let kept = self.0.ledger.borrow_mut().complete(writing).to_vec();
                self.emit(Action::Stored { kept, at: clock(at) });
                for (kept, _) in &writing.puts {
                    self.tell(News::Written, kept.id());
                }
                let yielding = self.0.yielding.take();
                for id in yielding {
                    self.give_up(id);
                }
            }
            // An urgent one has taken its place.
            Err(_) if !self.0.ledger.borrow().waits_for(writing) => {}
            Err(Trouble::Failed(why)) => {
                mark_unsaved(true);
                self.0.ledger.borrow_mut().fail(writing);
                self.emit(Action::Unsaved(why));
            }
            Err(Trouble::Overtaken(id)) => {
                self.0.ledger.borrow_mut().overtaken(writing);
                self.lose(id);
            }
        }
        self.schedule();
    }

    fn tell(&self, news: News, id: DocumentId) {
        if let Some(channel) = &*self.0.channel.borrow() {
            channel.tell(news, id);
        }
    }

    /// Asks for a document's lock; where another tab steals it later, it is lost.
    fn ask(&self, id: DocumentId, ask: Ask, then: impl FnOnce(Option<Lock>) + 'static) {
        let store = self.clone();
        lock(id, ask, then, move || {
            if store.0.ledger.borrow().holds(id) {
                store.lose(id);
            }
        });
    }

    /// Whether this tab may write a document that is new here.
    fn answered(&self, id: DocumentId, lock: Option<Lock>) {
        match lock {
            Some(lock) => {
                self.0.locks.borrow_mut().push((id, lock));
                self.0.ledger.borrow_mut().answered(id, Some(0));
                self.schedule();
            }
            None => {
                self.0.ledger.borrow_mut().answered(id, None);
                self.emit(Action::Lost(id));
            }
        }
    }

    fn unlock(&self, id: DocumentId) {
        self.0.locks.borrow_mut().retain(|(locked, _)| *locked != id);
    }

    fn lose(&self, id: DocumentId) {
        self.unlock(id);
        self.0.ledger.borrow_mut().yielded(id);
        self.emit(Action::Lost(id));
    }

    /// Gives a document to the tab that wants it, once it is written.
    fn give_up(&self, id: DocumentId) {
        if !self.0.ledger.borrow().holds(id) {
            return;
        }
        if self.0.ledger.borrow().is_stored(id) {
            self.lose(id);
        } else {
            self.0.yielding.borrow_mut().push(id);
            self.schedule();
        }
    }

    fn hear(&self, news: News, id: DocumentId) {
        let theirs = self.shows_theirs(id);
        match news {
            News::Wanted => self.give_up(id),
            News::Removed if theirs => self.emit(Action::Gone(id)),
            News::Written if theirs => {
                let store = self.clone();
                spawn_local(async move {
                    if let Some((kept, _)) = store.read(id).await {
                        store.emit(Action::Changed(kept.article));
                    }
                });
            }
            News::Removed | News::Written => {}
        }
    }

    async fn read(&self, id: DocumentId) -> Option<(Kept, u32)> {
        let database = self.0.database.borrow().clone()?;
        let record = database.read(id).await.ok()??;
        let times = record.times;
        Some((record.into_kept(id), times))
    }

    fn shows_theirs(&self, id: DocumentId) -> bool {
        self.0.shown.get().is_some_and(|(shown, hold)| shown == id && hold != Hold::Mine)
    }

    /// Waits for the lock of what another tab writes, and asks for it where the
    /// user does.
    fn show(&self, shown: Option<(DocumentId, Hold)>) {
        let before = self.0.shown.replace(shown);
        let theirs = shown.filter(|(_, hold)| *hold != Hold::Mine);
        if self.0.awaited.get() != theirs.map(|(id, _)| id) {
            self.0.awaited.set(theirs.map(|(id, _)| id));
            self.0.turn.next();
            self.0.steal.take();
            if let Some((id, _)) = theirs {
                self.wait_for(id, Ask::Wait);
            }
        }
        if let Some((id, Hold::Taking)) = shown
            && before != shown
        {
            self.tell(News::Wanted, id);
            let store = self.clone();
            let steal = Timeout::new(YIELD_MS, move || store.wait_for(id, Ask::Steal));
            self.0.steal.replace(Some(steal));
        }
    }

    fn wait_for(&self, id: DocumentId, ask: Ask) {
        let turn = self.0.turn.next();
        let store = self.clone();
        self.ask(id, ask, move |lock| {
            // One that is not awaited any more is dropped, and so given back.
            if let Some(lock) = lock.filter(|_| store.0.turn.is(turn) && store.shows_theirs(id)) {
                store.0.steal.take();
                spawn_local(async move { store.take(id, lock).await });
            }
        });
    }

    /// Works on from what the other tab has written.
    async fn take(&self, id: DocumentId, lock: Lock) {
        match self.read(id).await {
            Some((kept, times)) => {
                self.emit(Action::Changed(kept.article.clone()));
                self.0.ledger.borrow_mut().found(kept, times);
            }
            // It was removed, which is about to be told, or made room for another.
            None => gloo::timers::future::TimeoutFuture::new(WORD_MS).await,
        }
        if self.shows_theirs(id) {
            self.0.locks.borrow_mut().push((id, lock));
            if !self.0.ledger.borrow().holds(id) {
                self.0.ledger.borrow_mut().answered(id, Some(0));
            }
            self.tell_stored(Date::now());
            self.emit(Action::Taken(id));
        } else {
            self.0.ledger.borrow_mut().yielded(id);
        }
    }

    /// Writes at once when the page may go away.
    fn listen(&self) {
        let Some(window) = window() else { return };
        let Some(document) = window.document() else { return };
        let (hides, leaves) = (self.clone(), self.clone());
        let seen = document.clone();
        self.0.listeners.replace(vec![
            EventListener::new(&document, "visibilitychange", move |_| {
                if seen.hidden() {
                    hides.write(true);
                }
            }),
            EventListener::new(&window, "pagehide", move |_| leaves.write(true)),
        ]);
    }
}

fn take_newest(
    documents: &mut Vec<(DocumentId, Record)>,
    draft: bool,
) -> Option<(DocumentId, Record)> {
    let of_kind = documents.iter().enumerate().filter(|(_, (_, record))| record.draft == draft);
    let newest = of_kind.max_by(|(_, (_, a)), (_, (_, b))| a.changed.total_cmp(&b.changed));
    let at = newest.map(|(at, _)| at)?;
    Some(documents.swap_remove(at))
}

fn mark_unsaved(unsaved: bool) {
    let storage = window().and_then(|window| window.local_storage().ok().flatten());
    if let Some(storage) = storage {
        // Where this can't be kept, nothing else can be, and the page has said so.
        let _ = if unsaved { storage.set_item(UNSAVED, "1") } else { storage.remove_item(UNSAVED) };
    }
}

fn is_marked_unsaved() -> bool {
    let storage = window().and_then(|window| window.local_storage().ok().flatten());
    storage.is_some_and(|storage| storage.get_item(UNSAVED).ok().flatten().is_some())
}

/// A moment as on a clock, with its day where that is not today. In local time.
fn clock(at: f64) -> String {
    let (at, now) = (Date::new(&at.into()), Date::new_0());
    let time = format!("{:02}:{:02}", at.get_hours(), at.get_minutes());
    let day = |date: &Date| (date.get_full_year(), date.get_month(), date.get_date());
    let (year, month, date) = day(&at);
    if (year, month, date) == day(&now) {
        time
    } else {
        words::date(&format!("{year}-{:02}-{date:02}T{time}", month + 1))
    }
}
