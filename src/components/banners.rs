//! What happened, what was kept and what to do, until it is dismissed.

use yew::prelude::*;

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

/// The banners. Spoken by the page's live region, so no role of their own.
#[component]
pub fn Banners(props: &Props) -> Html {
    if props.banners.is_empty() {
        return html! {};
    }
    let banner = |banner: &Banner| {
        let key = banner.key;
        let dismiss = props.send.reform(move |_: MouseEvent| Action::Dismiss(key));
        html! {
            <li key={key} class={classes!("banner", key)}>
                <span>{ banner.text.clone() }</span>
                { banner.offer.map_or_else(Html::default, |offer| button(offer, &props.send)) }
                <button type="button" class="plain" onclick={dismiss}>{ "Dismiss" }</button>
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
