//! What the badge may say of the network, as measured: whether the page's files
//! are on this device, how many requests went to other addresses, and whether a
//! new version waits.

use std::{cell::Cell, rc::Rc};

use gloo::events::EventListener;
use gloo::timers::callback::Interval;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    PerformanceEntry, PerformanceObserver, PerformanceObserverEntryList, ServiceWorker,
    ServiceWorkerContainer, ServiceWorkerRegistration, window,
};
use yew::prelude::*;

use super::policy;
use crate::{
    state::{Action, Banner, Offer, Send},
    trusted,
};

/// How often the measures are taken anew, in milliseconds.
const EVERY_MS: u32 = 2_000;
/// After so many measures the service worker is asked again for the rest of the build.
const ASK_EVERY: u32 = 10;
/// The mark of the service worker that every file of the build is in its cache (`WHOLE` in
/// `sw.js`).
const WHOLE: &str = "offline-ready";

/// What was measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Network {
    /// A service worker controls the page and every file of the build is in its cache.
    pub offline_ready: bool,
    /// Requests of this page to other addresses than its own.
    pub foreign: u32,
    /// Whether the page came with its policy's headers.
    pub policy: bool,
}

/// Registers the service worker and measures. Once there is a first result (`read`), the
/// service worker is asked for the rest of the build.
#[hook]
pub fn use_network(send: &Send, read: bool) -> Network {
    let network = use_state(Network::default);
    let newest = use_mut_ref(Network::default);
    let foreign = use_memo((), |()| Cell::new(0));
    let wants_rest = use_memo((), |()| Cell::new(false));
    {
        let wants_rest = Rc::clone(&wants_rest);
        use_effect_with(read, move |&read| {
            wants_rest.set(read || wants_rest.get());
            if read {
                ask_for_rest();
            }
        });
    }
    let setter = network.setter();
    let send = send.clone();
    use_effect_with((), move |()| {
        // A browser that can't observe has fetched nothing that it tells of.
        let _ = observe(Rc::clone(&foreign));
        let measures = Cell::new(0);
        let measure = move || {
            measures.set(measures.get() + 1);
            let asks = wants_rest.get() && measures.get() % ASK_EVERY == 1;
            let setter = setter.clone();
            let newest = newest.clone();
            let foreign = Rc::clone(&foreign);
            spawn_local(async move {
                let measured = Network {
                    offline_ready: is_ready().await,
                    foreign: foreign.get(),
                    policy: policy::is_isolated(),
                };
                if asks && !measured.offline_ready {
                    ask_for_rest();
                }
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
            post(&waiting, "activate");
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
    let find = Reflect::get(&caches, &"match".into()).ok();
    let found = find.and_then(|f| f.dyn_into::<Function>().ok());
    let found = found.and_then(|f| f.call1(&caches, &WHOLE.into()).ok());
    let Some(promise) = found.map(JsCast::unchecked_into::<Promise>) else { return false };
    JsFuture::from(promise).await.is_ok_and(|found| !found.is_undefined())
}

/// Has the service worker fetch the rest of the build, once it controls the page.
fn ask_for_rest() {
    spawn_local(async {
        if let Some(container) = container()
            && let Ok(ready) = container.ready()
            && let Ok(registration) = JsFuture::from(ready).await
            && let Some(worker) =
                registration.unchecked_into::<ServiceWorkerRegistration>().active()
        {
            post(&worker, "rest");
        }
    });
}

/// Sends the service worker a message without content.
fn post(worker: &ServiceWorker, kind: &str) {
    let message = Object::new();
    if Reflect::set(&message, &"type".into(), &kind.into()).is_ok() {
        // Where it is gone, the next one is asked.
        let _ = worker.post_message(&message);
    }
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
