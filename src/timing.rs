//! Two measures in the browser's own performance time line, read by
//! `cargo xtask bench`: `verbatim.paste-to-paint` and `verbatim.engine`.

use std::cell::Cell;

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::Window;

thread_local! {
    static PASTED: Cell<Option<f64>> = const { Cell::new(None) };
}

/// Remembers the moment at which an article came in.
pub fn pasted() {
    PASTED.set(now());
}

/// To be called when the result is in the DOM: measures up to the frame after
/// the next, which is when the user can see it.
pub fn rendered(engine_ms: f64) {
    let Some(began) = PASTED.take() else { return };
    after_paint(move || {
        let Some(end) = now() else { return };
        measure("verbatim.paste-to-paint", began, end);
        measure("verbatim.engine", end - engine_ms, end);
    });
}

/// Calls `then` once what is in the DOM now has been painted.
pub fn after_paint(then: impl FnOnce() + 'static) {
    next_frame(move || next_frame(then));
}

fn next_frame(then: impl FnOnce() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let callback = Closure::once_into_js(then);
    // Fails only where there is no frame to come.
    let _ = window.request_animation_frame(callback.unchecked_ref());
}

fn now() -> Option<f64> {
    web_sys::window().as_ref().and_then(Window::performance).map(|p| p.now())
}

/// `performance.measure(name, {start, end})`, which web-sys can't say.
fn measure(name: &str, start: f64, end: f64) {
    let Some(performance) = web_sys::window().and_then(|w| w.performance()) else { return };
    let options = Object::new();
    let set = |key: &str, value: f64| Reflect::set(&options, &key.into(), &value.into());
    if set("start", start).is_err() || set("end", end).is_err() {
        return;
    }
    let function = Reflect::get(&performance, &"measure".into());
    if let Ok(Ok(function)) = function.map(JsCast::dyn_into::<js_sys::Function>) {
        let name: JsValue = name.into();
        // A browser that can't measure still shows the article.
        let _ = function.call2(&performance, &name, &options);
    }
}
