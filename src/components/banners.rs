//! What happened, what was kept and what to do, until it is dismissed. They stand in a
//! row of their own at the foot of the page: nothing is covered, and nothing moves.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::button::act;
use crate::{
    hooks::offline,
    state::{Action, Banner, Offer, Send},
};

/// What it shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The banners, oldest first.
    pub banners: Vec<Banner>,
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
                { banner.offer.map_or_else(Html::default, |offer| button(offer, &props.send)) }
                { act("Dismiss", None, &props.send, Action::Dismiss(key)) }
            </li>
        }
    };
    html! { <ul class="banners" aria-label="Notices">{ for props.banners.iter().map(banner) }</ul> }
}

fn button(offer: Offer, send: &Send) -> Html {
    let (label, onclick) = match offer {
        Offer::Undo => ("Undo", send.reform(|_: MouseEvent| Action::Undo)),
        Offer::Retry => ("Retry", send.reform(|_: MouseEvent| Action::Retry)),
        Offer::Reload => ("Reload", Callback::from(|_: MouseEvent| offline::activate_waiting())),
    };
    html! { <button type="button" class="plain strong" {onclick}>{ label }</button> }
}
