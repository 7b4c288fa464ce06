//! The page's policy (see `xtask/src/headers.rs`) must stand before the engine
//! starts. Our server sends it. Where a host sends no headers the service worker
//! adds them, so the page is loaded once more through it. A policy in a `<meta>`
//! tag would not do: it does not cover workers.

use gloo::timers::future::TimeoutFuture;
use js_sys::Reflect;
use web_sys::{Storage, window};

use super::offline::container;

/// The mark of a page that was loaded anew for the policy, so that it happens once.
const KEY: &str = "verbatim.policy";
/// How long the service worker may take to install and take over, and how
/// often to look.
const WAIT_MS: u32 = 15_000;
const LOOK_MS: u32 = 200;
/// How long the page waits so that what was just pasted is saved first.
const SAVE_MS: u32 = 800;

/// Whether the headers came with the page: isolation can come from nowhere else.
pub fn is_isolated() -> bool {
    let isolated = Reflect::get(&js_sys::global(), &"crossOriginIsolated".into());
    isolated.is_ok_and(|value| value.as_bool() == Some(true))
}

/// Waits until the policy is in force, or until it is clear that it can't be:
/// a browser without service workers, or a host that is no secure origin.
pub async fn in_force() {
    let session = window().and_then(|w| w.session_storage().ok().flatten());
    let tried = |s: &Storage| s.get_item(KEY).ok().flatten().is_some();
    if is_isolated() || session.as_ref().is_none_or(tried) {
        return;
    }
    let Some(container) = container() else { return };
    for _ in 0..WAIT_MS / LOOK_MS {
        if container.controller().is_some() {
            let marked = session.as_ref().is_some_and(|s| s.set_item(KEY, "1").is_ok());
            TimeoutFuture::new(SAVE_MS).await;
            if marked && window().is_some_and(|w| w.location().reload().is_ok()) {
                // The page goes away; nothing may start on it.
                std::future::pending::<()>().await;
            }
            return;
        }
        TimeoutFuture::new(LOOK_MS).await;
    }
}
