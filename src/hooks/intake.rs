//! Paste and drop, anywhere on the page.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DragEvent};
use yew::prelude::*;

use crate::{intake, state::Send};

/// Listens to the whole page. Whether something is being dragged over it.
#[hook]
pub fn use_intake(send: &Send) -> bool {
    let over = use_state(|| false);
    let setter = over.setter();
    let send = send.clone();
    use_effect_with((), move |()| {
        let document = web_sys::window().and_then(|w| w.document());
        let listeners = document.map(|document| {
            let active = EventListenerOptions::enable_prevent_default();
            let on = |name: &'static str, hear: Box<dyn Fn(&Event)>| {
                EventListener::new_with_options(&document, name, active, hear)
            };
            let pasted = send.clone();
            let (enter, leave) = (setter.clone(), setter.clone());
            [
                on(
                    "paste",
                    Box::new(move |event| {
                        if let Some(event) = event.dyn_ref::<ClipboardEvent>() {
                            intake::paste(event, &pasted);
                        }
                    }),
                ),
                // Without this the browser would leave the page for the file.
                on(
                    "dragover",
                    Box::new(move |event| {
                        event.prevent_default();
                        enter.set(true);
                    }),
                ),
                on(
                    "dragleave",
                    Box::new(move |event| {
                        let inside = event
                            .dyn_ref::<DragEvent>()
                            .is_some_and(|event| event.related_target().is_some());
                        if !inside {
                            leave.set(false);
                        }
                    }),
                ),
                on(
                    "drop",
                    Box::new(move |event| {
                        event.prevent_default();
                        setter.set(false);
                        if let Some(data) =
                            event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer)
                        {
                            intake::drop(&data, &send);
                        }
                    }),
                ),
            ]
        });
        move || drop(listeners)
    });
    *over
}
