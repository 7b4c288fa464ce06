//! Asks the worker whenever the state asks, and feeds what it says back.

use std::{cell::Cell, rc::Rc};

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::policy;
use crate::{
    bridge::{Bridge, Event, What},
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
        let busy = matches!(desk.work(), Work::Busy(_) | Work::Fetching(_));
        let document = desk.document.as_ref().filter(|_| busy);
        // What is looked at; with more documents on the desk, the rest comes after it.
        let wanted: Vec<_> = document.map(|d| (d.request, d.article.clone())).into_iter().collect();
        use_effect_with(desk.requests, move |_| {
            asked.set(js_sys::Date::now());
            bridge.want(wanted);
        });
    }
    use_effect_with(desk.reading().cloned(), |reading| {
        if let Some(reading) = reading {
            timing::rendered(reading.engine_ms);
        }
    });
}

fn hear(event: Event, send: &Send, asked: f64) {
    let Event { document, id, what } = event;
    send.emit(match what {
        What::Progress(_) if js_sys::Date::now() - asked <= QUIET_MS => return,
        What::Progress(stage) => Action::Progress { document, id, stage },
        What::Fetching(language) => Action::Fetching { document, id, language },
        What::Done { report, source, engine_ms, foreign_requests } => {
            let reading = Shared::new(Reading::new(*report, source, engine_ms));
            Action::Done { document, id, reading, foreign_requests }
        }
        What::Failed(message) => Action::Failed { document, id, message },
    });
}
