//! How sure: a word and a bar.

use yew::prelude::*;

use crate::model::words;

/// What it shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// 0 to 1.
    pub value: f32,
}

/// The word says it; the bar says it finer, for the eye only.
#[component]
pub fn Confidence(props: &Props) -> Html {
    let word = words::confidence(props.value);
    html! {
        <span class={classes!("conf", word)}>
            <Bar value={props.value} />
            { word }
        </span>
    }
}

/// A small bar, drawn so that no style attribute is needed.
#[component]
pub fn Bar(props: &Props) -> Html {
    let width = (props.value.clamp(0.0, 1.0) * 100.0).round();
    html! {
        <svg class="meter" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
            <rect class="track" width="100" height="10" />
            <rect class="fill" width={width.to_string()} height="10" />
        </svg>
    }
}
