//! The Verbatim page: a Yew app. The analysis lives in `crates/core` and runs
//! in a web worker (`crates/worker`), never on this thread.
//!
//! [`app`] puts the page together. [`state`] is what the page knows and the one
//! place where it changes; [`model`] is what the views show, worked out once
//! per report; `components` are the views; `hooks` tie the state to the worker,
//! the disk, the keys and the network.

mod app;
mod article;
mod bridge;
mod charsets;
mod components;
mod export;
mod highlight;
mod hooks;
mod ids;
mod intake;
mod model;
mod prefs;
mod samples;
mod state;
mod storage;
mod text;
mod timing;
mod trusted;

fn main() {
    // No article's text may open a connection that the policy does not see.
    forbid_peer_connections();
    prefs::Prefs::load().apply();
    yew::Renderer::<app::App>::new().render();
}

/// Removes WebRTC, which no content security policy covers.
fn forbid_peer_connections() {
    for name in ["RTCPeerConnection", "webkitRTCPeerConnection", "RTCDataChannel"] {
        // Fails only where the browser has none.
        let _ = js_sys::Reflect::delete_property(&js_sys::global(), &name.into());
    }
}
