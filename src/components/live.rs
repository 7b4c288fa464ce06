//! What screen readers are told: politely, and at most once in two seconds.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

/// The least time between two messages, in milliseconds.
const GAP_MS: f64 = 2_000.0;

/// What it says.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The newest message. One that is replaced within the gap is never said.
    pub message: AttrValue,
}

/// The page's one live region.
#[component]
pub fn Live(props: &Props) -> Html {
    let said = use_state(AttrValue::default);
    let last = use_mut_ref(|| f64::MIN);
    {
        let setter = said.setter();
        use_effect_with(props.message.clone(), move |message| {
            let message = message.clone();
            let wait = (*last.borrow() + GAP_MS - js_sys::Date::now()).max(0.0);
            // A message said in the moment of a change is lost by some readers.
            let timeout = Timeout::new(wait as u32 + 50, move || {
                last.replace(js_sys::Date::now());
                setter.set(message);
            });
            move || drop(timeout)
        });
    }
    html! { <div class="unseen" role="status" aria-live="polite">{ (*said).clone() }</div> }
}
