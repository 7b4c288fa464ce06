//! The left pane: the article on the desk, another one, the samples.

use yew::prelude::*;

use super::paste_box::{FileButton, Samples};
use crate::{
    model::{Reading, Shared, words},
    state::Send,
    text::{shortened, visible},
};

/// What it shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The article on the desk.
    pub reading: Shared<Reading>,
    /// Where actions go.
    pub send: Send,
}

/// The left pane.
#[component]
pub fn Documents(props: &Props) -> Html {
    let reading = &props.reading;
    let metadata = &reading.report.metadata;
    let name = metadata.headline.as_deref().or(reading.report.document.name.as_deref());
    let name = match name {
        Some(name) => shortened(name, 160),
        None => shortened(reading.report.cleaned.text.trim(), 60),
    };
    let name = visible(&name).into_owned();
    let quotes = words::count(reading.quotes(), "quote", "quotes");
    let facts: Vec<String> = [
        metadata.outlet.clone(),
        metadata.date.as_deref().map(|d| words::date(d.get(..10).unwrap_or(d))),
        Some(quotes),
    ]
    .into_iter()
    .flatten()
    .collect();
    html! {
        <nav class="docs" aria-label="Documents">
            <div class="drop">
                <p>{ "Drop a file here, or paste anywhere" }</p>
                <FileButton send={props.send.clone()} />
            </div>
            <h2>{ "On the desk" }</h2>
            <ul>
                <li class="doc" aria-current="true">
                    <bdi class="name">{ name }</bdi>
                    <bdi class="facts">{ facts.join(" · ") }</bdi>
                </li>
            </ul>
            <div class="samples">
                <h2>{ "Samples" }</h2>
                <Samples send={props.send.clone()} />
            </div>
        </nav>
    }
}
