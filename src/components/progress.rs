//! What the worker is doing, and the way to stop it.

use verbatim_core::Stage;
use yew::prelude::*;

use crate::{
    model::words,
    state::{Action, Send, Work},
};

/// What it shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What the worker does.
    pub work: Work,
    /// Where actions go.
    pub send: Send,
}

/// Shown only after a moment (by the style sheet): most analyses are over before.
#[component]
pub fn Progress(props: &Props) -> Html {
    let (stage, fetched) = match &props.work {
        Work::Busy(stage) => (*stage, None),
        Work::Fetching(language) => (None, Some(words::fetching(language))),
        Work::Idle | Work::Failed(_) => return html! {},
    };
    let stage_word = stage.map_or("Reading", words::stage);
    let step = stage.map_or(0, |s| s as usize + 1);
    let cancel = props.send.reform(|_: MouseEvent| Action::Cancel);
    html! {
        <div class="progress">
            <label>
                { fetched.unwrap_or_else(|| format!("{stage_word}…")) }
                <progress max={(Stage::ALL.len() + 1).to_string()} value={step.to_string()}></progress>
            </label>
            <button type="button" class="btn" onclick={cancel}>{ "Cancel" }</button>
        </div>
    }
}
