//! Asks the worker whenever the state asks, and feeds what it says back.

use std::{cell::Cell, rc::Rc};

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::policy;
use crate::{
    bridge::{Bridge, Event},
    model::{Reading, Shared},
    state::{Action, Desk, Send, Work},
    timing,
};

/// Stages of a quick analysis are not worth a render each.
const QUIET_MS: f64 = 250.0;

/// Keeps the worker at what the state asks for.
#[hook]
pub fn use_engine(desk: &Desk, send: &Send) {
    let asked = use_memo((), |()| Cell::new(0.0));
    let bridge = {
        let send = send.clone();
        let asked = Rc::clone(&asked);
        use_memo((), move |()| Bridge::new(move |event| hear(event, &send, asked.get())))
    };
    {
        let bridge = bridge.clone();
        use_effect_with((), move |()| {
            spawn_local(async move {
                policy::in_force().await;
                bridge.allow();
            });
        });
    }
    {
        let article = desk.document.as_ref().map(|document| document.article.clone());
        let busy = matches!(desk.work(), Work::Busy(_));
        use_effect_with(desk.requests, move |&id| match article {
            Some(article) if busy => {
                asked.set(js_sys::Date::now());
                bridge.analyze(id, article);
            }
            _ => bridge.cancel(),
        });
    }
    use_effect_with(desk.reading().cloned(), |reading| {
        if let Some(reading) = reading {
            timing::rendered(reading.engine_ms);
        }
    });
}

fn hear(event: Event, send: &Send, asked: f64) {
    match event {
        Event::Progress { id, stage } => {
            if js_sys::Date::now() - asked > QUIET_MS {
                send.emit(Action::Progress { id, stage });
            }
        }
        Event::Done { id, report, engine_ms, foreign_requests } => {
            let reading = Shared::new(Reading::new(*report, engine_ms));
            send.emit(Action::Done { id, reading, foreign_requests });
        }
        Event::Failed { id, message } => send.emit(Action::Failed { id, message }),
    }
}
