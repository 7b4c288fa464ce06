//! A button that opens a small panel. Escape and a click elsewhere close it.

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusEvent, HtmlElement, Node};
use yew::prelude::*;

/// What it shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The button's words.
    pub label: Html,
    /// The panel's id.
    pub id: AttrValue,
    /// What is in the panel.
    pub children: Html,
    /// Whether choosing a button in the panel closes it.
    #[prop_or_default]
    pub closes: bool,
}

/// A disclosure: its panel holds plain controls, so it is no ARIA menu.
#[component]
pub fn Menu(props: &Props) -> Html {
    let open = use_state(|| false);
    let root = use_node_ref();
    let button = use_node_ref();
    {
        let setter = open.setter();
        let root = root.clone();
        use_effect_with(*open, move |&open| {
            let document = web_sys::window().and_then(|w| w.document()).filter(|_| open);
            let listener = document.map(|document| {
                EventListener::new(&document, "pointerdown", move |event| {
                    let target = event.target().and_then(|t| t.dyn_into::<Node>().ok());
                    let inside = root.get().is_some_and(|root| root.contains(target.as_ref()));
                    if !inside {
                        setter.set(false);
                    }
                })
            });
            move || drop(listener)
        });
    }
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let onkeydown = {
        let setter = open.setter();
        let button = button.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                setter.set(false);
                if let Some(button) = button.cast::<HtmlElement>() {
                    // A button that is gone needs no focus.
                    let _ = button.focus();
                }
            }
        })
    };
    let onfocusout = {
        let setter = open.setter();
        let root = root.clone();
        Callback::from(move |event: FocusEvent| {
            let to = event.related_target().and_then(|t| t.dyn_into::<Node>().ok());
            let inside = root.get().is_some_and(|root| root.contains(to.as_ref()));
            if to.is_some() && !inside {
                setter.set(false);
            }
        })
    };
    let onclick = {
        let setter = open.setter();
        let closes = props.closes;
        Callback::from(move |event: MouseEvent| {
            let element = event.target().and_then(|t| t.dyn_into::<Element>().ok());
            if closes && element.is_some_and(|e| e.closest("button").ok().flatten().is_some()) {
                setter.set(false);
            }
        })
    };
    html! {
        <div class="menu" ref={root} {onkeydown} {onfocusout}>
            <button type="button" class="btn" ref={button} aria-expanded={open.to_string()}
                aria-controls={props.id.clone()} onclick={toggle}>
                { props.label.clone() }
            </button>
            <div class="sheet" id={props.id.clone()} hidden={!*open} {onclick}>
                { props.children.clone() }
            </div>
        </div>
    }
}
