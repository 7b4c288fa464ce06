//! What the badge may say of the network, as measured: whether the page's files
//! are on this device, how many requests went to other addresses, and whether a
//! new version waits.

use std::{cell::Cell, rc::Rc};

use gloo::events::EventListener;
use gloo::timers::callback::Interval;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    PerformanceEntry, PerformanceObserver, PerformanceObserverEntryList, ServiceWorkerContainer,
    ServiceWorkerRegistration, window,
};
use yew::prelude::*;

use super::policy;
use crate::{
    state::{Action, Banner, Offer, Send},
    trusted,
};

/// How often the measures are taken anew, in milliseconds.
const EVERY_MS: u32 = 2_000;
/// The service worker's caches begin with this.
const CACHE: &str = "verbatim-";

/// What was measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Network {
    /// A service worker controls the page and its files are in its cache.
    pub offline_ready: bool,
    /// Requests of this page to other addresses than its own.
    pub foreign: u32,
    /// Whether the page came with its policy's headers.
    pub policy: bool,
}

/// Registers the service worker and measures.
#[hook]
pub fn use_network(send: &Send) -> Network {
    let network = use_state(Network::default);
    let newest = use_mut_ref(Network::default);
    let foreign = use_memo((), |()| Cell::new(0));
    let setter = network.setter();
    let send = send.clone();
    use_effect_with((), move |()| {
        // A browser that can't observe has fetched nothing that it tells of.
        let _ = observe(Rc::clone(&foreign));
        let measure = move || {
            let setter = setter.clone();
            let newest = newest.clone();
            let foreign = Rc::clone(&foreign);
            spawn_local(async move {
                let measured = Network {
                    offline_ready: is_ready().await,
                    foreign: foreign.get(),
                    policy: policy::is_isolated(),
                };
                if newest.replace(measured) != measured {
                    setter.set(measured);
                }
            });
        };
        let reload = container().map(|container| {
            let had = container.controller().is_some();
            EventListener::new(&container, "controllerchange", move |_| {
                // The first worker takes over a page of its own build; a later
                // one is here because the user asked for it.
                if had && let Some(window) = window() {
                    let _ = window.location().reload();
                }
            })
        });
        register(send);
        measure();
        let interval = Interval::new(EVERY_MS, measure);
        move || drop((interval, reload))
    });
    *network
}

/// Tells the waiting worker to take over; the page reloads when it has.
pub fn activate_waiting() {
    spawn_local(async {
        if let Some(waiting) = registration().await.and_then(|r| r.waiting()) {
            let message = Object::new();
            if Reflect::set(&message, &"type".into(), &"activate".into()).is_ok() {
                let _ = waiting.post_message(&message);
            }
        }
    });
}

/// The browser's service workers; absent on insecure addresses.
pub fn container() -> Option<ServiceWorkerContainer> {
    let navigator = window()?.navigator();
    let value = Reflect::get(&navigator, &"serviceWorker".into()).ok()?;
    value.dyn_into().ok()
}

async fn registration() -> Option<ServiceWorkerRegistration> {
    let promise = container()?.get_registration();
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

/// `navigator.serviceWorker.register` with a trusted address, which web-sys can't say.
fn register(send: Send) {
    let Some(container) = container() else { return };
    spawn_local(async move {
        let register = Reflect::get(&container, &"register".into()).ok();
        let Some(register) = register.and_then(|f| f.dyn_into::<Function>().ok()) else { return };
        let promise = register.call1(&container, &trusted::script_url(trusted::SERVICE_WORKER));
        let Ok(promise) = promise.map(JsCast::unchecked_into::<Promise>) else { return };
        let Ok(registration) = JsFuture::from(promise).await else { return };
        if let Ok(registration) = registration.dyn_into() {
            watch(registration, &send);
        }
    });
}

/// Tells the user when a new version waits, now or later.
fn watch(registration: ServiceWorkerRegistration, send: &Send) {
    if registration.waiting().is_some() {
        tell(send);
    }
    let send = send.clone();
    let found = registration.clone();
    EventListener::new(&registration, "updatefound", move |_| {
        let Some(installing) = found.installing() else { return };
        let send = send.clone();
        let worker = installing.clone();
        EventListener::new(&installing, "statechange", move |_| {
            let controlled = container().is_some_and(|c| c.controller().is_some());
            if worker.state() == web_sys::ServiceWorkerState::Installed && controlled {
                tell(&send);
            }
        })
        .forget();
    })
    // Listens as long as the page is open.
    .forget();
}

fn tell(send: &Send) {
    let banner = Banner::new("update", "A new version is ready.").offering(Offer::Reload);
    send.emit(Action::Tell(banner));
}

async fn is_ready() -> bool {
    if container().is_none_or(|c| c.controller().is_none()) {
        return false;
    }
    let Ok(caches) = Reflect::get(&js_sys::global(), &"caches".into()) else { return false };
    let keys = Reflect::get(&caches, &"keys".into()).ok();
    let keys = keys.and_then(|f| f.dyn_into::<Function>().ok()).and_then(|f| f.call0(&caches).ok());
    let Some(promise) = keys.map(JsCast::unchecked_into::<Promise>) else { return false };
    let names = JsFuture::from(promise).await.unwrap_or(JsValue::NULL);
    let names = names.dyn_into::<Array>().unwrap_or_default();
    names.iter().any(|name| name.as_string().is_some_and(|n| n.starts_with(CACHE)))
}

/// Counts in `count` what the browser says the page has fetched elsewhere, from
/// the page's start on. An observer misses nothing; the time line's buffer fills.
fn observe(count: Rc<Cell<u32>>) -> Option<()> {
    let origin = window()?.location().origin().ok()?;
    let hear = Closure::<dyn Fn(PerformanceObserverEntryList)>::new(
        move |list: PerformanceObserverEntryList| {
            let own = [origin.as_str(), "data:", "blob:"];
            let entries = list.get_entries();
            let foreign = entries.iter().filter(|entry| {
                let name = entry.unchecked_ref::<PerformanceEntry>().name();
                !own.iter().any(|prefix| name.starts_with(prefix))
            });
            count.set(count.get() + foreign.count() as u32);
        },
    );
    let observer = PerformanceObserver::new(hear.as_ref().unchecked_ref()).ok()?;
    let options = Object::new();
    Reflect::set(&options, &"type".into(), &"resource".into()).ok()?;
    Reflect::set(&options, &"buffered".into(), &true.into()).ok()?;
    observer.observe(options.unchecked_ref());
    // It counts as long as the page is open.
    hear.forget();
    Some(())
}
