//! The web worker's life: loads the lexicon once, then answers requests one by one.
//!
//! A panic in wasm leaves an instance that can't be called again, so the panic
//! hook sends its text to the page, which ends this worker and starts another.

use std::rc::Rc;

use js_sys::global;
use verbatim_core::{Input, Lexicon, analyze_with};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Performance, PerformanceEntry};

use crate::{Reply, Request, World, answer, ready};

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
    let lexicon = Rc::new(Lexicon::load());
    let warm = Rc::clone(&lexicon);
    let listener_scope = scope.clone();
    // Asked of the scope at each look at the clock, it took a tenth of a short analysis.
    let performance = scope.performance();
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let reply = match serde_wasm_bindgen::from_value::<Request>(event.data()) {
            Ok(request) => {
                let world = World {
                    now: &|| performance.as_ref().map_or(0.0, Performance::now),
                    foreign_requests: &|| foreign_requests(&listener_scope),
                };
                answer(request, &lexicon, &world, |progress| post(&listener_scope, &progress))
            }
            Err(error) => Reply::Failed { of: None, message: error.to_string() },
        };
        post(&listener_scope, &reply);
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The worker listens as long as it lives.
    on_message.forget();
    post(&scope, &ready());
    warm_up(&warm);
}

/// Analyses a few words. Browsers compile wasm functions when they are first
/// called, so the first article would pay for all of them.
fn warm_up(lexicon: &Lexicon) {
    const WORDS: &str = "Menu  News\nOne word first\n“It is warm,” said Anna Berg, the mayor of \
        Northfield. She told the council that it was “a start”.\nShare this\n";
    let report = analyze_with(&Input::text(WORDS), lexicon, |_| {});
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
