//! The program of the worker that guesses encodings: it has the tables of the
//! Encoding Standard, which are too large to come with the page. It says `true`
//! once it listens, then answers bytes with an encoding's name or with `null`.

use js_sys::{Uint8Array, global};
use verbatim_readers::{Charsets as _, charset::Known};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

fn main() {
    let Ok(scope) = global().dyn_into::<DedicatedWorkerGlobalScope>() else {
        // Not a worker: the program was loaded by something else than the page.
        return;
    };
    let answers = scope.clone();
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let bytes = event.data().dyn_into::<Uint8Array>().map(|bytes| bytes.to_vec());
        let guess = bytes.ok().and_then(|bytes| Known.guess(&bytes));
        let name = guess.map_or(JsValue::NULL, |encoding| encoding.name().into());
        // The page may have gone; there is no one left to tell.
        let _ = answers.post_message(&name);
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The worker listens as long as it lives.
    on_message.forget();
    // As above.
    let _ = scope.post_message(&JsValue::TRUE);
}
