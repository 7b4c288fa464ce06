//! The search field: finds words in the article, and narrows quotes and people.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::ids;
use crate::state::{Action, Pick, Send};

/// What it shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is searched for.
    pub query: AttrValue,
    /// How often it was found.
    pub found: usize,
    /// What is picked out.
    pub pick: Pick,
    /// Where actions go.
    pub send: Send,
}

/// More places than this are not counted.
pub const LIMIT: usize = 1_000;

/// The search field. Enter goes to the next place, Shift+Enter to the one before.
#[component]
pub fn Search(props: &Props) -> Html {
    let oninput = props.send.reform(|event: InputEvent| {
        let input = event.target_dyn_into::<HtmlInputElement>();
        Action::Query(input.map(|i| i.value()).unwrap_or_default())
    });
    let onkeydown = {
        let (send, found, pick) = (props.send.clone(), props.found, props.pick.clone());
        Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
            "Enter" if found > 0 => {
                event.prevent_default();
                let step = if event.shift_key() { found - 1 } else { 1 };
                let next = match pick {
                    Pick::Found(at) => (at + step) % found,
                    _ if event.shift_key() => found - 1,
                    _ => 0,
                };
                send.emit(Action::Jump(Pick::Found(next)));
            }
            "Escape" => send.emit(Action::Query(String::new())),
            _ => {}
        })
    };
    let count = match (&props.pick, props.found) {
        _ if props.query.trim().is_empty() => None,
        (Pick::Found(at), found) => Some(format!("{} of {found}", at + 1)),
        (_, LIMIT) => Some(format!("{LIMIT} or more")),
        (_, found) => Some(format!("{found} found")),
    };
    html! {
        <div class="search" role="search">
            <input id={ids::SEARCH} type="search" aria-label="Search text, quotes and people" autocomplete="off"
                placeholder="Search text, quotes, people" value={props.query.clone()}
                aria-describedby={ids::SEARCH_COUNT} {oninput} {onkeydown} />
            <span id={ids::SEARCH_COUNT} class="count">{ count.clone() }</span>
            if count.is_none() {
                <kbd aria-hidden="true">{ "/" }</kbd>
            }
        </div>
    }
}
