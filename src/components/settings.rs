//! Theme, single keys, help, and forgetting what is saved.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::menu::Menu;
use crate::{
    ids,
    prefs::{Prefs, Theme},
    state::{Action, Send},
};

/// What it sets.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// As they are.
    pub prefs: Prefs,
    /// As they shall be.
    pub on_change: Callback<Prefs>,
    /// Opens the help.
    pub on_help: Callback<()>,
    /// Whether there is an article that could be taken away.
    pub has_article: bool,
    /// Where actions go.
    pub send: Send,
}

/// The settings menu.
#[component]
pub fn Settings(props: &Props) -> Html {
    let theme = |(theme, name): (Theme, &'static str)| {
        let (prefs, on_change) = (props.prefs.clone(), props.on_change.clone());
        let onchange =
            Callback::from(move |_: Event| on_change.emit(Prefs { theme, ..prefs.clone() }));
        html! {
            <label>
                <input type="radio" name="theme" checked={props.prefs.theme == theme} {onchange} />
                { name }
            </label>
        }
    };
    let single_keys = {
        let (prefs, on_change) = (props.prefs.clone(), props.on_change.clone());
        Callback::from(move |event: Event| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                on_change.emit(Prefs { single_keys: input.checked(), ..prefs.clone() });
            }
        })
    };
    let help = props.on_help.reform(|_: MouseEvent| ());
    let close = props.send.reform(|_: MouseEvent| Action::Close);
    html! {
        <Menu label={html! { "Settings" }} id={ids::SETTINGS}>
            <fieldset>
                <legend>{ "Theme" }</legend>
                <div class="choices">{ for Theme::ALL.into_iter().map(theme) }</div>
            </fieldset>
            <label>
                <input type="checkbox" checked={props.prefs.single_keys} onchange={single_keys} />
                { "Single-key shortcuts" }
            </label>
            <button type="button" onclick={help}>{ "Keyboard help" }</button>
            if props.has_article {
                <button type="button" onclick={close}>
                    { "Remove this article from the device" }
                </button>
            }
        </Menu>
    }
}
