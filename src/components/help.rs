//! The list of keys.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

use crate::{hooks::keys::HELP, ids};

/// Whether and how it closes.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Whether it is open.
    pub open: bool,
    /// It was closed.
    pub on_close: Callback<()>,
    /// Whether keys without a modifier act.
    pub single_keys: bool,
}

/// A dialog of the browser's own: it keeps the focus inside and gives it back.
#[component]
pub fn Help(props: &Props) -> Html {
    let dialog = use_node_ref();
    {
        let dialog = dialog.clone();
        use_effect_with(props.open, move |&open| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                if open && !dialog.open() {
                    // Fails only for a dialog that is not in the page.
                    let _ = dialog.show_modal();
                } else if !open {
                    dialog.close();
                }
            }
        });
    }
    let onclose = props.on_close.reform(|_: Event| ());
    let onclick = props.on_close.reform(|_: MouseEvent| ());
    html! {
        <dialog class="help" ref={dialog} {onclose} aria-labelledby={ids::HELP}>
            <h2 id={ids::HELP}>{ "Keys" }</h2>
            <dl>
                { for HELP.iter().map(|(key, what)| html! {
                    <div><dt><kbd>{ *key }</kbd></dt><dd>{ *what }</dd></div>
                }) }
            </dl>
            <p>
                { if props.single_keys {
                    "Keys without Ctrl can be switched off in Settings."
                } else {
                    "Keys without Ctrl are switched off in Settings."
                } }
            </p>
            <button type="button" class="btn" {onclick}>{ "Close" }</button>
        </dialog>
    }
}
