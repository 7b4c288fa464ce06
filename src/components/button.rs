//! Buttons that look like links. Functions rather than markup in each view: a
//! button costs half a kilobyte of code wherever it is written out.

use yew::prelude::*;

use crate::state::{Action, Send};

/// A button. `label` is what screen readers say where its words alone say too little.
pub fn plain(words: &'static str, label: Option<String>, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" class="plain" aria-label={label} {onclick}>{ words }</button> }
}

/// A button that sends an action.
pub fn act(words: &'static str, label: Option<String>, send: &Send, action: Action) -> Html {
    plain(words, label, sends(send, action))
}

/// A button that opens and closes something.
pub fn fold(
    words: &'static str,
    label: Option<String>,
    id: String,
    open: bool,
    onclick: Callback<MouseEvent>,
) -> Html {
    html! {
        <button type="button" class="plain" {id} aria-label={label} aria-expanded={open.to_string()} {onclick}>
            { words }
        </button>
    }
}

/// A click that sends an action.
pub fn sends(send: &Send, action: Action) -> Callback<MouseEvent> {
    let send = send.clone();
    Callback::from(move |_: MouseEvent| send.emit(action.clone()))
}
