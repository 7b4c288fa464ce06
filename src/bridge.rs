//! The page's end of the conversation with the workers: a thin shell that does
//! what its [`queue`] says. It starts workers, gives them what is asked, watches
//! the clock, and ends the worker that hangs or is at the wrong thing.

mod queue;

use std::{cell::RefCell, rc::Rc};

use gloo::timers::callback::Timeout;
use js_sys::Reflect;
use verbatim_core::{Report, Stage};
use verbatim_worker::{DocumentId, Reply, Request, VERSION};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{MessageEvent, Worker};

use self::queue::{Failure, Job, Order, PATIENCE_MS, Queue};
use crate::{
    article::{Article, Source},
    trusted,
};

/// How many workers there are. One will do for one article on the desk.
const WORKERS: usize = 1;

/// What the page hears of a request about a document.
#[derive(Debug)]
pub struct Event {
    /// The document.
    pub document: DocumentId,
    /// Which request about it.
    pub id: u32,
    /// What happened.
    pub what: What,
}

/// What can happen to a request.
#[derive(Debug)]
pub enum What {
    /// A station is about to start.
    Progress(Stage),
    /// The word lists of this language are fetched first.
    Fetching(String),
    /// The report.
    Done {
        /// All that was found.
        report: Box<Report>,
        /// In what.
        source: Rc<Source>,
        /// How long the analysis took.
        engine_ms: f64,
        /// What the worker has fetched from other origins.
        foreign_requests: u32,
    },
    /// No report will come: why, as a sentence for the user. The worker has been
    /// replaced where it had to be.
    Failed(String),
}

/// A worker and the handlers that listen to it.
struct Live {
    worker: Worker,
    _on_message: Closure<dyn Fn(MessageEvent)>,
    _on_error: Closure<dyn Fn(web_sys::Event)>,
}

/// A worker's place: what lives there and what is timed.
#[derive(Default)]
struct Place {
    live: Option<Live>,
    watch: Option<Timeout>,
    patience: Option<Timeout>,
}

/// The bridge. Cheap to clone; all clones are one.
#[derive(Clone)]
pub struct Bridge(Rc<Inner>);

struct Inner {
    tell: Box<dyn Fn(Event)>,
    queue: RefCell<Queue>,
    /// The articles of what is wanted.
    articles: RefCell<Vec<(u32, Article)>>,
    places: RefCell<[Place; WORKERS]>,
}

impl Bridge {
    /// A bridge whose workers start when they are allowed to; `tell` hears what
    /// comes of the requests.
    pub fn new(tell: impl Fn(Event) + 'static) -> Self {
        Self(Rc::new(Inner {
            tell: Box::new(tell),
            queue: RefCell::new(Queue::new(WORKERS)),
            articles: RefCell::default(),
            places: RefCell::default(),
        }))
    }

    /// Lets the workers start: the page's policy is in force, or will never be.
    pub fn allow(&self) {
        self.with(Queue::allow);
    }

    /// Asks for the reports on these articles, the most urgent first, each under
    /// a number of its own. What was asked before and is not among them is given up.
    pub fn want(&self, articles: Vec<(u32, Article)>) {
        let job = |(id, article): &(u32, Article)| Job {
            document: article.document,
            id: *id,
            bytes: article.source.text.len(),
        };
        let jobs = articles.iter().map(job).collect();
        self.0.articles.replace(articles);
        self.with(|queue| queue.want(jobs));
    }

    /// Tells the queue something and does what it says, and what comes of that.
    fn with<T>(&self, tell: impl FnOnce(&mut Queue) -> T) -> T {
        let said = tell(&mut self.0.queue.borrow_mut());
        loop {
            // Taken out first: doing it may tell the queue more.
            let orders = self.0.queue.borrow_mut().orders();
            if orders.is_empty() {
                return said;
            }
            for order in orders {
                self.carry_out(order);
            }
        }
    }

    fn carry_out(&self, order: Order) {
        match order {
            Order::Start(worker) => match self.spawn(worker) {
                Ok(live) => self.place(worker, |place| place.live = Some(live)),
                Err(error) => self.0.queue.borrow_mut().not_started(worker, words(&error)),
            },
            Order::Stop(worker) => self.place(worker, |place| {
                if let Some(live) = std::mem::take(place).live {
                    live.worker.set_onmessage(None);
                    live.worker.set_onerror(None);
                    live.worker.terminate();
                }
            }),
            Order::Send(worker, job) => {
                if let Err(error) = self.send(worker, job) {
                    self.0.queue.borrow_mut().unsent(worker, words(&error));
                }
            }
            Order::Watch(worker, limit) => {
                let timeout = self.later(limit, move |queue| queue.expired(worker));
                self.place(worker, |place| place.watch = Some(timeout));
            }
            Order::Unwatch(worker) => self.place(worker, |place| {
                place.watch = None;
                place.patience = None;
            }),
            Order::Hurry(worker) => {
                let bridge = self.clone();
                self.place(worker, |place| {
                    place.patience.get_or_insert_with(|| {
                        bridge.later(PATIENCE_MS, move |queue| queue.patience_ended(worker))
                    });
                });
            }
            Order::Fail(Job { document, id, .. }, why) => {
                self.tell(document, id, What::Failed(sentence(&why)));
            }
        }
    }

    /// What the request of this number is about, while its answer is wanted.
    fn source(&self, id: u32) -> Option<Rc<Source>> {
        let articles = self.0.articles.borrow();
        articles.iter().find(|(of, _)| *of == id).map(|(_, article)| Rc::clone(&article.source))
    }

    fn tell(&self, document: DocumentId, id: u32, what: What) {
        (self.0.tell)(Event { document, id, what });
    }

    fn place(&self, worker: usize, change: impl FnOnce(&mut Place)) {
        if let Some(place) = self.0.places.borrow_mut().get_mut(worker) {
            change(place);
        }
    }

    fn later(&self, after: u32, tell: impl FnOnce(&mut Queue) + 'static) -> Timeout {
        let weak = Rc::downgrade(&self.0);
        Timeout::new(after, move || {
            if let Some(inner) = weak.upgrade() {
                Self(inner).with(tell);
            }
        })
    }

    /// Starts a worker, with handlers that hold the bridge weakly: a worker must
    /// not keep its page alive.
    fn spawn(&self, number: usize) -> Result<Live, JsValue> {
        let worker = trusted::worker(trusted::WORKER, "verbatim")?;
        let weak = Rc::downgrade(&self.0);
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(inner) = weak.upgrade() {
                Self(inner).hear(number, event.data());
            }
        });
        let weak = Rc::downgrade(&self.0);
        let on_error = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
            event.prevent_default();
            if let Some(inner) = weak.upgrade() {
                Self(inner).with(|queue| queue.crashed(number, words(event.as_ref())));
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Ok(Live { worker, _on_message: on_message, _on_error: on_error })
    }

    fn send(&self, worker: usize, job: Job) -> Result<(), JsValue> {
        let articles = self.0.articles.borrow();
        let Some((_, article)) = articles.iter().find(|(id, _)| *id == job.id) else {
            return Ok(());
        };
        let Job { document, id, .. } = job;
        let request = Request::Analyze { document, id, version: VERSION, input: article.input() };
        let value = serde_wasm_bindgen::to_value(&request)?;
        let places = self.0.places.borrow();
        match places.get(worker).and_then(|place| place.live.as_ref()) {
            Some(live) => live.worker.post_message(&value),
            None => Ok(()),
        }
    }

    fn hear(&self, worker: usize, data: JsValue) {
        let reply = match serde_wasm_bindgen::from_value::<Reply>(data) {
            Ok(reply) => reply,
            Err(error) => return self.with(|queue| queue.crashed(worker, error.to_string())),
        };
        match reply {
            Reply::Ready { version } if version == VERSION => {
                self.with(|queue| queue.ready(worker));
            }
            Reply::Ready { version } => self.with(|queue| queue.other_build(worker, version)),
            Reply::Progress { document, id, stage } => {
                if self.with(|queue| queue.progress(worker, document, id)) {
                    self.tell(document, id, What::Progress(stage));
                }
            }
            Reply::Fetching { document, id, language } => {
                if self.with(|queue| queue.fetching(worker, document, id)) {
                    self.tell(document, id, What::Fetching(language));
                }
            }
            Reply::Done { document, id, report, engine_ms, foreign_requests, .. } => {
                if self.with(|queue| queue.ended(worker, document, id))
                    && let Some(source) = self.source(id)
                {
                    let what = What::Done { report, source, engine_ms, foreign_requests };
                    self.tell(document, id, what);
                }
            }
            Reply::Failed { of: Some((document, id)), message } => {
                if self.with(|queue| queue.ended(worker, document, id)) {
                    let why = sentence(&Failure::Analysis(message));
                    self.tell(document, id, What::Failed(why));
                }
            }
            Reply::Failed { of: None, message } => {
                self.with(|queue| queue.crashed(worker, message));
            }
        }
    }
}

/// A failure as a sentence for the user.
fn sentence(why: &Failure) -> String {
    match why {
        Failure::Start(why) => format!("The analyser could not be loaded ({why})."),
        Failure::SlowStart => "The analyser did not start in time.".to_owned(),
        Failure::TooLong => "The analysis took too long and was stopped.".to_owned(),
        Failure::Crash(why) => format!("The analyser crashed and was restarted ({why})."),
        Failure::OtherBuild(version) => format!(
            "The page (protocol {VERSION}) and its analyser (protocol {version}) are of different \
             builds. Reload the page."
        ),
        Failure::Unsent(why) => format!("The text could not be sent ({why})."),
        Failure::Analysis(why) => format!("The analysis failed ({why})."),
    }
}

/// What a JavaScript error or error event says.
fn words(error: &JsValue) -> String {
    Reflect::get(error, &"message".into())
        .ok()
        .and_then(|m| m.as_string())
        .filter(|m| !m.is_empty())
        .unwrap_or_else(|| "no reason given".to_owned())
}
