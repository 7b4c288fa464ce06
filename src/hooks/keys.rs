//! The keyboard. Keys without a modifier can be switched off (WCAG 2.1.4).

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};
use yew::prelude::*;

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// The search field.
    Search,
    /// The next quote.
    Next,
    /// The quote before.
    Previous,
    /// The picked quote in the text.
    Jump,
    /// The picked quote's speaker.
    Edit,
    /// The picked quote is right.
    Confirm,
    /// The picked quote is none.
    Reject,
    /// Back to where a jump started.
    Back,
    /// What was removed.
    Removed,
    /// The list of keys.
    Help,
    /// Take the last step back.
    Undo,
    /// Do it again.
    Redo,
}

/// The keys as the help lists them.
pub const HELP: [(&str, &str); 12] = [
    ("/", "Search"),
    ("j", "Next quote"),
    ("k", "Previous quote"),
    ("Enter", "Show the chosen quote in the text"),
    ("e", "Change the chosen quote’s speaker"),
    ("c", "Confirm the chosen quote"),
    ("x", "Reject the chosen quote"),
    ("u", "Back to where you came from"),
    ("r", "What was removed"),
    ("Ctrl+Z", "Undo a cut, a correction or a paste"),
    ("Ctrl+Shift+Z", "Redo"),
    ("?", "This help"),
];

fn key(event: &KeyboardEvent, single: bool) -> Option<Key> {
    let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
    let tag = target.as_ref().map(Element::tag_name).unwrap_or_default();
    let types = tag == "TEXTAREA"
        || (tag == "INPUT"
            && target.as_ref().is_some_and(|t| {
                !matches!(t.get_attribute("type").as_deref(), Some("checkbox" | "radio" | "file"))
            }));
    if types || event.alt_key() || event.is_composing() {
        return None;
    }
    let name = event.key();
    if event.ctrl_key() || event.meta_key() {
        return match (name.as_str(), event.shift_key()) {
            ("z", false) => Some(Key::Undo),
            ("Z" | "z", true) | ("y", false) => Some(Key::Redo),
            _ => None,
        };
    }
    // A list takes letters, and has no step of its own to undo.
    if tag == "SELECT" {
        return None;
    }
    // Enter on a button or a link is the button's.
    if name == "Enter" {
        let card = target.as_ref().is_some_and(|t| t.class_list().contains("card"));
        return card.then_some(Key::Jump);
    }
    if !single {
        return None;
    }
    match name.as_str() {
        "/" => Some(Key::Search),
        "j" => Some(Key::Next),
        "k" => Some(Key::Previous),
        "e" => Some(Key::Edit),
        "c" => Some(Key::Confirm),
        "x" => Some(Key::Reject),
        "u" => Some(Key::Back),
        "r" => Some(Key::Removed),
        "?" => Some(Key::Help),
        _ => None,
    }
}

/// Calls `on_key` for each key that means something; it gets the newest closure.
#[hook]
pub fn use_keys(single: bool, on_key: Callback<Key>) {
    let newest = use_mut_ref(|| (single, on_key.clone()));
    newest.replace((single, on_key));
    use_effect_with((), move |()| {
        let document = web_sys::window().and_then(|w| w.document());
        let listener = document.map(|document| {
            let active = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&document, "keydown", active, move |event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
                // A dialog has the keyboard to itself.
                let dialog = web_sys::window()
                    .and_then(|w| w.document())
                    .and_then(|d| d.query_selector("dialog[open]").ok().flatten());
                let (single, on_key) = newest.borrow().clone();
                if dialog.is_none()
                    && let Some(key) = key(event, single)
                {
                    event.prevent_default();
                    on_key.emit(key);
                }
            })
        });
        move || drop(listener)
    });
}
