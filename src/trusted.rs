//! The page's one Trusted Types policy, `app-worker`: it vouches for the
//! workers' loaders and the service worker, and for nothing else.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Worker, WorkerOptions, WorkerType};

/// The loader that Trunk writes for the worker; of a stable name, beside the page.
pub const WORKER: &str = "./verbatim-worker_loader.js";
/// The loader of the worker that guesses encodings.
pub const CHARSETS: &str = "./verbatim-charsets_loader.js";
/// The service worker, beside the page.
pub const SERVICE_WORKER: &str = "./sw.js";

thread_local! {
    // A second policy of one name is refused, so the first is kept.
    static POLICY: Option<JsValue> = create_policy();
}

/// `url` as a script address that Trusted Types let through: one of those above.
pub fn script_url(url: &'static str) -> JsValue {
    POLICY.with(|policy| {
        let Some(policy) = policy else { return url.into() };
        method(policy, "createScriptURL")
            .and_then(|create| create.call1(policy, &url.into()).ok())
            .unwrap_or_else(|| url.into())
    })
}

/// Starts a worker: `new Worker(url, {type: "module"})` with a trusted address,
/// which web-sys can't say.
///
/// # Errors
/// Where the browser refuses.
pub fn worker(url: &'static str, name: &str) -> Result<Worker, JsValue> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    options.set_name(name);
    let constructor: Function = Reflect::get(&js_sys::global(), &"Worker".into())?.dyn_into()?;
    let arguments = Array::of2(&script_url(url), &options);
    Reflect::construct(&constructor, &arguments)?.dyn_into()
}

/// The policy; `None` in a browser without Trusted Types.
fn create_policy() -> Option<JsValue> {
    let types = Reflect::get(&js_sys::global(), &"trustedTypes".into()).ok()?;
    let create = method(&types, "createPolicy")?;
    let rules = Object::new();
    let vouch = Closure::<dyn Fn(String) -> JsValue>::new(|url: String| {
        let ours = [WORKER, CHARSETS, SERVICE_WORKER].contains(&url.as_str());
        if ours { url.into() } else { JsValue::NULL }
    });
    Reflect::set(&rules, &"createScriptURL".into(), vouch.as_ref()).ok()?;
    // The policy lives as long as the page.
    vouch.forget();
    create.call2(&types, &"app-worker".into(), &rules).ok()
}

fn method(of: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}
