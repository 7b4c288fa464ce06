//! Between the tabs of this page: a Web Lock for each document says which of them
//! writes it, and a broadcast tells the others what it did.

use std::cell::Cell;

use js_sys::{Array, Function, Object, Promise, Reflect};
use verbatim_worker::DocumentId;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{BroadcastChannel, MessageEvent};

const NAME: &str = "verbatim";

/// How a lock is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// Only if no tab has it.
    IfFree,
    /// When no tab has it any more.
    Wait,
    /// Whoever has it: that tab does not answer.
    Steal,
}

/// A lock that this tab has, until it is dropped.
pub struct Lock(Option<Function>);

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(release) = &self.0 {
            // Settling a promise does not fail.
            let _ = release.call0(&JsValue::NULL);
        }
    }
}

/// Asks for a document's lock. `then` gets it, or nothing where another tab has
/// it; `lost` is called when another tab has stolen it since. A browser without
/// locks gives each tab what it asks for: the store's own count of writings then
/// keeps one from writing over the other.
pub fn lock(
    id: DocumentId,
    ask: Ask,
    then: impl FnOnce(Option<Lock>) + 'static,
    lost: impl FnOnce() + 'static,
) {
    let granted = Closure::once_into_js(move |lock: JsValue| -> JsValue {
        if lock.is_null() {
            then(None);
            return JsValue::UNDEFINED;
        }
        let mut release = None;
        let held = Promise::new(&mut |resolve, _| release = Some(resolve));
        then(Some(Lock(release)));
        held.into()
    });
    match request(id, ask, &granted) {
        Some(ended) => spawn_local(async move {
            if JsFuture::from(ended).await.is_err() {
                lost();
            }
        }),
        None if ask == Ask::Wait => {}
        None => {
            // The closure takes any value but null for the lock.
            let _ = granted.unchecked_ref::<Function>().call1(&JsValue::NULL, &JsValue::TRUE);
        }
    }
}

/// `navigator.locks.request`, which web-sys does not know yet.
fn request(id: DocumentId, ask: Ask, granted: &JsValue) -> Option<Promise> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    let options = Object::new();
    let option = match ask {
        Ask::IfFree => "ifAvailable",
        Ask::Steal => "steal",
        Ask::Wait => "mode",
    };
    let value = if ask == Ask::Wait { "exclusive".into() } else { JsValue::TRUE };
    Reflect::set(&options, &option.into(), &value).ok()?;
    let name = format!("{NAME} {}", id.number());
    request.call3(&locks, &name.into(), &options, granted).ok()?.dyn_into().ok()
}

/// What one tab tells the others about a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// It was written.
    Written,
    /// Somebody wants to work on it elsewhere.
    Wanted,
    /// The user has removed it from the device.
    Removed,
}

impl News {
    const ALL: [Self; 3] = [Self::Written, Self::Wanted, Self::Removed];
}

/// The way to the other tabs.
pub struct Channel {
    channel: BroadcastChannel,
    _on_message: Closure<dyn Fn(MessageEvent)>,
}

impl Channel {
    /// Opens it; `hear` gets what other tabs tell. None in a browser that has none.
    pub fn open(hear: impl Fn(News, DocumentId) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(NAME).ok()?;
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            // Another build's tab may tell what this one does not know.
            let Ok(told) = event.data().dyn_into::<Array>() else { return };
            let news = told.get(0).as_f64().and_then(|at| News::ALL.get(at as usize).copied());
            let id = told.get(1).as_f64().and_then(DocumentId::from_number);
            if let (Some(news), Some(id)) = (news, id) {
                hear(news, id);
            }
        });
        channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        Some(Self { channel, _on_message: on_message })
    }

    /// Tells the other tabs.
    pub fn tell(&self, news: News, id: DocumentId) {
        let told = Array::of2(&JsValue::from_f64(f64::from(news as u8)), &id.number().into());
        // Fails only on a closed channel.
        let _ = self.channel.post_message(&told);
    }
}

/// Tells an answer that is still awaited from one that is not.
#[derive(Default)]
pub struct Turn(Cell<u32>);

impl Turn {
    /// Awaits another answer from now on; no earlier one.
    pub fn next(&self) -> u32 {
        self.0.set(self.0.get().wrapping_add(1));
        self.0.get()
    }

    /// Whether this is the one.
    pub fn is(&self, turn: u32) -> bool {
        self.0.get() == turn
    }
}
