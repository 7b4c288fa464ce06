//! The page's end of the conversation with the worker: starts it, waits for its
//! ready, sends one request at a time, watches the clock, and starts another
//! worker where one crashed, hung or is not wanted any more.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use gloo::timers::callback::Timeout;
use js_sys::{Array, Function, Reflect};
use verbatim_core::{Report, Stage};
use verbatim_worker::{Reply, Request, VERSION};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::{article::Article, trusted};

/// How long a worker may take to load, in milliseconds.
const START_MS: u32 = 30_000;
/// How long any analysis may take, and how much more for each megabyte.
const WATCH_MS: u32 = 20_000;
const WATCH_MS_PER_MB: u32 = 2_000;
/// How long a new request waits for an old one before the worker is ended.
/// Most analyses end sooner, and a new worker costs some tens of milliseconds.
const PATIENCE_MS: u32 = 250;

/// What the page hears.
#[derive(Debug)]
pub enum Event {
    /// A station is about to start.
    Progress {
        /// The request.
        id: u32,
        /// The station.
        stage: Stage,
    },
    /// The report.
    Done {
        /// The request.
        id: u32,
        /// All that was found.
        report: Box<Report>,
        /// How long the analysis took.
        engine_ms: f64,
        /// What the worker has fetched from other origins.
        foreign_requests: u32,
    },
    /// No report will come. The worker has been replaced where it had to be.
    Failed {
        /// The request.
        id: u32,
        /// Why, as a sentence for the user.
        message: String,
    },
}

/// A request that has no answer yet.
struct Pending {
    id: u32,
    article: Article,
    sent: bool,
}

/// The handlers and the worker that they listen to.
struct Live {
    worker: Worker,
    _on_message: Closure<dyn Fn(MessageEvent)>,
    _on_error: Closure<dyn Fn(web_sys::Event)>,
}

/// The bridge. Cheap to clone; all clones are one.
#[derive(Clone)]
pub struct Bridge(Rc<Inner>);

struct Inner {
    tell: Box<dyn Fn(Event)>,
    /// No worker may start yet (see [`Bridge::allow`]).
    held: Cell<bool>,
    live: RefCell<Option<Live>>,
    ready: Cell<bool>,
    /// The request that the worker is at, or that waits for its ready.
    current: RefCell<Option<Pending>>,
    /// The request that waits for the current one; only the newest is worth doing.
    next: RefCell<Option<Pending>>,
    watch: RefCell<Option<Timeout>>,
    patience: RefCell<Option<Timeout>>,
}

impl Bridge {
    /// A bridge whose worker starts when it is allowed to; `tell` hears what
    /// comes of the requests.
    pub fn new(tell: impl Fn(Event) + 'static) -> Self {
        Self(Rc::new(Inner {
            tell: Box::new(tell),
            held: Cell::new(true),
            live: RefCell::default(),
            ready: Cell::new(false),
            current: RefCell::default(),
            next: RefCell::default(),
            watch: RefCell::default(),
            patience: RefCell::default(),
        }))
    }

    /// Lets the worker start: the page's policy is in force, or will never be.
    pub fn allow(&self) {
        if self.0.held.replace(false) {
            self.start();
        }
    }

    /// Asks for the report on `article`. An older request is given up.
    pub fn analyze(&self, id: u32, article: Article) {
        let pending = Pending { id, article, sent: false };
        if self.0.current.borrow().as_ref().is_some_and(|p| p.sent) {
            self.0.next.replace(Some(pending));
            let bridge = self.clone();
            let timeout = Timeout::new(PATIENCE_MS, move || {
                bridge.0.current.take();
                bridge.restart();
            });
            self.0.patience.borrow_mut().get_or_insert(timeout);
        } else {
            self.0.current.replace(Some(pending));
            self.send();
        }
    }

    /// Gives up whatever is asked. Wasm can't be interrupted, so a worker at
    /// work is ended and another one started.
    pub fn cancel(&self) {
        self.0.next.take();
        if self.0.current.take().is_some_and(|p| p.sent) {
            self.restart();
        }
    }

    fn restart(&self) {
        self.stop();
        self.start();
    }

    fn stop(&self) {
        if let Some(live) = self.0.live.take() {
            live.worker.set_onmessage(None);
            live.worker.set_onerror(None);
            live.worker.terminate();
        }
        self.0.ready.set(false);
        self.0.watch.take();
        self.0.patience.take();
    }

    fn start(&self) {
        let worker = match spawn() {
            Ok(worker) => worker,
            Err(error) => {
                self.fail(&format!("The analyser could not be started ({}).", words(&error)));
                return;
            }
        };
        // Handlers hold the bridge weakly: a worker must not keep its page alive.
        let weak = Rc::downgrade(&self.0);
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(inner) = weak.upgrade() {
                Self(inner).hear(event.data());
            }
        });
        let weak = Rc::downgrade(&self.0);
        let on_error = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
            event.prevent_default();
            if let Some(inner) = weak.upgrade() {
                Self(inner).crash(&words(event.as_ref()));
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        self.0.live.replace(Some(Live { worker, _on_message: on_message, _on_error: on_error }));
        if self.0.current.borrow().is_none() {
            let next = self.0.next.take();
            self.0.current.replace(next);
        }
        self.watch(START_MS, "The analyser did not start in time.");
    }

    /// Sends the current request if the worker is ready for it.
    fn send(&self) {
        if self.0.held.get() {
            return;
        }
        if self.0.live.borrow().is_none() {
            // The last start failed; this request is reason to try once more.
            self.start();
        }
        if !self.0.ready.get() {
            return;
        }
        let (id, size, request) = {
            let mut current = self.0.current.borrow_mut();
            let Some(pending) = current.as_mut().filter(|p| !p.sent) else { return };
            pending.sent = true;
            let input = pending.article.input();
            let size = input.source.len();
            (pending.id, size, Request::Analyze { id: pending.id, version: VERSION, input })
        };
        let sent =
            serde_wasm_bindgen::to_value(&request).map_err(JsValue::from).and_then(|value| {
                match &*self.0.live.borrow() {
                    Some(live) => live.worker.post_message(&value),
                    None => Ok(()),
                }
            });
        match sent {
            Ok(()) => {
                let extra = u32::try_from(size >> 20).unwrap_or(u32::MAX);
                let limit = WATCH_MS.saturating_add(extra.saturating_mul(WATCH_MS_PER_MB));
                self.watch(limit, "The analysis took too long and was stopped.");
            }
            Err(error) => {
                self.0.current.take();
                let message = format!("The text could not be sent ({}).", words(&error));
                (self.0.tell)(Event::Failed { id, message });
            }
        }
    }

    fn watch(&self, limit: u32, message: &'static str) {
        let weak = Rc::downgrade(&self.0);
        self.0.watch.replace(Some(Timeout::new(limit, move || {
            if let Some(inner) = weak.upgrade() {
                let bridge = Self(inner);
                bridge.stop();
                bridge.fail(message);
                bridge.start();
            }
        })));
    }

    fn hear(&self, data: JsValue) {
        let reply = match serde_wasm_bindgen::from_value::<Reply>(data) {
            Ok(reply) => reply,
            Err(error) => return self.crash(&error.to_string()),
        };
        match reply {
            Reply::Ready { version } if version == VERSION => {
                self.0.ready.set(true);
                self.0.watch.take();
                self.send();
            }
            Reply::Ready { version } => {
                self.stop();
                self.fail(&format!(
                    "The page (protocol {VERSION}) and its analyser (protocol {version}) are of \
                     different builds. Reload the page."
                ));
            }
            Reply::Progress { id, stage } => {
                if self.is_current(id) {
                    (self.0.tell)(Event::Progress { id, stage });
                }
            }
            Reply::Done { id, report, engine_ms, foreign_requests, .. } => {
                if self.finish(id) {
                    (self.0.tell)(Event::Done { id, report, engine_ms, foreign_requests });
                }
                self.advance();
            }
            Reply::Failed { id: Some(id), message } => {
                if self.finish(id) {
                    let message = format!("The analysis failed ({message}).");
                    (self.0.tell)(Event::Failed { id, message });
                }
                self.advance();
            }
            Reply::Failed { id: None, message } => self.crash(&message),
        }
    }

    fn is_current(&self, id: u32) -> bool {
        self.0.current.borrow().as_ref().is_some_and(|p| p.id == id)
    }

    /// Ends the current request. Whether its answer is still wanted.
    fn finish(&self, id: u32) -> bool {
        if !self.is_current(id) {
            return false;
        }
        self.0.current.take();
        self.0.watch.take();
        self.0.next.borrow().is_none()
    }

    /// Goes on to the request that waits.
    fn advance(&self) {
        self.0.patience.take();
        if let Some(next) = self.0.next.take() {
            self.0.current.replace(Some(next));
            self.send();
        }
    }

    /// The worker is lost: tells it, and starts another.
    fn crash(&self, message: &str) {
        let loaded = self.0.ready.get();
        self.stop();
        if loaded {
            self.fail(&format!("The analyser crashed and was restarted ({message})."));
            self.start();
        } else {
            // Starting again would fail again; the next request tries it.
            self.fail(&format!("The analyser could not be loaded ({message})."));
        }
    }

    fn fail(&self, message: &str) {
        if let Some(pending) = self.0.current.take() {
            (self.0.tell)(Event::Failed { id: pending.id, message: message.to_owned() });
        }
    }
}

/// `new Worker(url, {type: "module"})` with a trusted address, which web-sys can't say.
fn spawn() -> Result<Worker, JsValue> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    options.set_name("verbatim");
    let constructor: Function = Reflect::get(&js_sys::global(), &"Worker".into())?.dyn_into()?;
    let arguments = Array::of2(&trusted::script_url(trusted::WORKER), &options);
    Reflect::construct(&constructor, &arguments)?.dyn_into()
}

/// What a JavaScript error or error event says.
fn words(error: &JsValue) -> String {
    Reflect::get(error, &"message".into())
        .ok()
        .and_then(|m| m.as_string())
        .filter(|m| !m.is_empty())
        .unwrap_or_else(|| "no reason given".to_owned())
}
