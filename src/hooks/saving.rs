//! Keeps the article on the desk on the disk, too.

use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::{
    article::Article,
    state::{Action, Banner, Desk, Send},
    storage::{self, Saved},
};

/// How long typing and the slider must be quiet before the desk is saved.
const PAUSE_MS: u32 = 300;

/// Brings back what was saved, then saves what changes.
#[hook]
pub fn use_saving(desk: &Desk, send: &Send) {
    let loaded = use_state(|| false);
    {
        let send = send.clone();
        let loaded = loaded.setter();
        use_effect_with((), move |()| {
            spawn_local(async move {
                match storage::load().await {
                    Ok(Some(article)) => send.emit(Action::Restored(article)),
                    Ok(None) => {}
                    Err(reason) => memory(&send, reason),
                }
                loaded.set(true);
            });
        });
    }
    {
        let send = send.clone();
        let last = use_mut_ref(|| None::<Article>);
        let typed = desk.document.as_ref().is_some_and(|document| document.typed);
        let article = desk.document.as_ref().map(|document| document.article.clone());
        let dependencies = (article, *loaded);
        use_effect_with(dependencies, move |(article, loaded)| {
            let before = last.replace(article.clone());
            let article = article.clone();
            let waits = typed || slid(before.as_ref(), article.as_ref());
            let wait = if waits { PAUSE_MS } else { 0 };
            // Saving before loading would overwrite what is to be brought back.
            let pause = loaded.then(|| Timeout::new(wait, move || save(article, send)));
            move || drop(pause)
        });
    }
}

/// Whether only the threshold has moved: the slider tells each step on its way.
fn slid(before: Option<&Article>, now: Option<&Article>) -> bool {
    before.zip(now).is_some_and(|(before, now)| {
        before.threshold != now.threshold
            && *before == Article { threshold: before.threshold, ..now.clone() }
    })
}

fn save(article: Option<Article>, send: Send) {
    if article.is_some() {
        send.emit(Action::Saved(Saved::Saving));
    }
    spawn_local(async move {
        match storage::save(article.as_ref()).await {
            Ok(()) if article.is_some() => send.emit(Action::Saved(Saved::At(clock()))),
            Ok(()) => send.emit(Action::Saved(Saved::Nothing)),
            Err(reason) if article.is_some() => memory(&send, reason),
            // There is nothing that could be lost.
            Err(_) => {}
        }
    });
}

fn memory(send: &Send, reason: String) {
    let text = format!(
        "Nothing can be saved on this device ({reason}). Your work is kept in this tab only: \
         export what you need before you close it."
    );
    send.emit(Action::Tell(Banner::new("memory", text)));
    send.emit(Action::Saved(Saved::Memory(reason)));
}

/// The local time, as on a clock.
fn clock() -> String {
    let now = js_sys::Date::new_0();
    format!("{:02}:{:02}", now.get_hours(), now.get_minutes())
}
