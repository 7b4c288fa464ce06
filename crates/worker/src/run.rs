//! The web worker's life: loads the lexicon once, then answers requests one by one.
//!
//! A panic in wasm leaves an instance that can't be called again, so the panic
//! hook sends its text to the page, which ends this worker and starts another.

use std::{cell::RefCell, rc::Rc};

use js_sys::global;
use verbatim_core::{Input, Language, Lexicons, analyze_with};
use verbatim_lexicon::pack_file;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    AbortSignal, DedicatedWorkerGlobalScope, MessageEvent, Performance, PerformanceEntry,
    RequestInit, Response,
};

use crate::{Reply, Request, Without, World, answer, fetching, ready};

/// How long an article waits for the lists of its language, in milliseconds: the page
/// gives an analysis that many more.
const PATIENCE_MS: u32 = 10_000;

/// Answers whoever started this worker, as long as it lives. Outside of a web
/// worker it does nothing.
pub fn run() {
    let Ok(scope) = global().dyn_into::<DedicatedWorkerGlobalScope>() else {
        // Not a worker: the program was loaded by something else than the page.
        return;
    };
    let hook_scope = scope.clone();
    std::panic::set_hook(Box::new(move |info| {
        let message = info.to_string();
        post(&hook_scope, &Reply::Failed { of: None, message });
    }));
    let worker = Rc::new(Worker {
        scope: scope.clone(),
        // Asked of the scope at each look at the clock, it took a tenth of a short analysis.
        performance: scope.performance(),
        lexicons: RefCell::new(Lexicons::load()),
    });
    let hearing = Rc::clone(&worker);
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        match serde_wasm_bindgen::from_value::<Request>(event.data()) {
            Ok(request) => hearing.hear(request),
            Err(error) => {
                post(&hearing.scope, &Reply::Failed { of: None, message: error.to_string() });
            }
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The worker listens as long as it lives.
    on_message.forget();
    post(&scope, &ready());
    warm_up(&worker.lexicons.borrow());
}

struct Worker {
    scope: DedicatedWorkerGlobalScope,
    performance: Option<Performance>,
    lexicons: RefCell<Lexicons>,
}

impl Worker {
    /// Answers a request; one whose article waits for lists, when they are there or were
    /// waited for long enough.
    fn hear(self: &Rc<Self>, request: Request) {
        let language = match self.answer(&request, Without::Wait) {
            Ok(reply) => return post(&self.scope, &reply),
            Err(language) => language,
        };
        post(&self.scope, &fetching(&request, language));
        let worker = Rc::clone(self);
        spawn_local(async move {
            if let Some(pack) = fetch_pack(&worker.scope, language).await {
                // What is no pack of this build leaves the article without.
                worker.lexicons.borrow_mut().add(language, pack);
            }
            if let Ok(reply) = worker.answer(&request, Without::GoOn) {
                post(&worker.scope, &reply);
            }
        });
    }

    fn answer(&self, request: &Request, without: Without) -> Result<Reply, Language> {
        let world = World {
            now: &|| self.performance.as_ref().map_or(0.0, Performance::now),
            foreign_requests: &|| foreign_requests(&self.scope),
        };
        let lexicons = self.lexicons.borrow();
        answer(request, &lexicons, without, &world, |progress| post(&self.scope, &progress))
    }
}

/// A language's pack: out of the service worker's cache, which may not answer for a web worker
/// that started before it, or else from the page's own origin.
async fn fetch_pack(scope: &DedicatedWorkerGlobalScope, language: Language) -> Option<Vec<u8>> {
    let file = pack_file(language.code());
    let has_caches = js_sys::Reflect::has(scope, &"caches".into()).unwrap_or(false);
    let kept = match scope.caches() {
        Ok(caches) if has_caches => JsFuture::from(caches.match_with_str(&file)).await.ok(),
        _ => None,
    };
    let response = match kept.and_then(|kept| kept.dyn_into::<Response>().ok()) {
        Some(kept) => kept,
        None => {
            let options = RequestInit::new();
            options.set_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE_MS)));
            let fetched = scope.fetch_with_str_and_init(&file, &options);
            JsFuture::from(fetched).await.ok()?.dyn_into::<Response>().ok()?
        }
    };
    if !response.ok() {
        return None;
    }
    let bytes = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    Some(js_sys::Uint8Array::new(&bytes).to_vec())
}

/// Analyses a few words. Browsers compile wasm functions when they are first
/// called, so the first article would pay for all of them.
fn warm_up(lexicons: &Lexicons) {
    const WORDS: &str = "Menu  News\nOne word first\n“It is warm,” said Anna Berg, the mayor of \
        Northfield. She told the council that it was “a start”.\nShare this\n";
    let report = analyze_with(&Input::text(WORDS), lexicons, |_| {});
    debug_assert!(!report.blocks.is_empty(), "there are words");
}

/// Sends a reply. What can't be sent is told as a failure, in plain words.
fn post(scope: &DedicatedWorkerGlobalScope, reply: &Reply) {
    let value = serde_wasm_bindgen::to_value(reply).unwrap_or_else(|error| {
        let failed = Reply::Failed { of: None, message: error.to_string() };
        serde_wasm_bindgen::to_value(&failed).unwrap_or(JsValue::NULL)
    });
    // The page may have gone; there is no one left to tell.
    let _ = scope.post_message(&value);
}

fn foreign_requests(scope: &DedicatedWorkerGlobalScope) -> u32 {
    let origin = scope.location().origin();
    let Some(performance) = scope.performance() else { return 0 };
    let entries = performance.get_entries_by_type("resource");
    let foreign = entries.iter().filter(|entry| {
        let name = entry.unchecked_ref::<PerformanceEntry>().name();
        !name.starts_with(&origin) && !name.starts_with("data:") && !name.starts_with("blob:")
    });
    foreign.count() as u32
}
