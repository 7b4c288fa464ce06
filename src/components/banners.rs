//! What happened, what was kept and what to do, until it is dismissed. They stand in a
//! row of their own at the foot of the page: nothing is covered, and nothing moves.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::button::act;
use crate::state::{Action, Banner, Offer, Send};

/// What it shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The banners, oldest first.
    pub banners: Vec<Banner>,
    /// What is offered and taken.
    pub on_offer: Callback<Offer>,
    /// Where actions go.
    pub send: Send,
}

/// How long the word on the last step stays, in milliseconds.
const STEP_MS: u32 = 8_000;

/// The banners. Spoken by the page's live region, so no role of their own.
#[component]
pub fn Banners(props: &Props) -> Html {
    {
        let step = props.banners.iter().find(|b| b.key == Banner::STEP).cloned();
        let send = props.send.clone();
        use_effect_with(step, move |step| {
            let timeout = step
                .as_ref()
                .map(|_| Timeout::new(STEP_MS, move || send.emit(Action::Dismiss(Banner::STEP))));
            move || drop(timeout)
        });
    }
    if props.banners.is_empty() {
        return html! {};
    }
    let banner = |banner: &Banner| {
        let key = banner.key;
        html! {
            <li key={key} class="banner" data-about={key}>
                <span>{ banner.text.clone() }</span>
                { banner.offer.map_or_else(Html::default, |offer| button(offer, &props.on_offer)) }
                { act("Dismiss", None, &props.send, Action::Dismiss(key)) }
            </li>
        }
    };
    html! { <ul class="banners" aria-label="Notices">{ for props.banners.iter().map(banner) }</ul> }
}

fn button(offer: Offer, on_offer: &Callback<Offer>) -> Html {
    let label = match offer {
        Offer::Undo => "Undo",
        Offer::Retry => "Retry",
        Offer::Reload => "Reload",
        Offer::Export => "Export it",
        Offer::Download => "Download",
        Offer::Take => "Work on it here",
    };
    let onclick = on_offer.reform(move |_: MouseEvent| offer);
    html! { <button type="button" class="plain strong" {onclick}>{ label }</button> }
}
