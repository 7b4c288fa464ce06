//! Everything leaves as a file or on paper.

use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::prelude::*;

use super::menu::Menu;
use crate::{
    export, ids,
    model::{Reading, Shared},
    state::{Action, Banner, Send},
};

/// What it exports.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The article.
    pub reading: Shared<Reading>,
    /// Where actions go.
    pub send: Send,
}

/// The export menu.
#[component]
pub fn ExportMenu(props: &Props) -> Html {
    let failed = props.send.reform(|()| Action::Tell(Banner::not_made()));
    let json = {
        let (reading, failed) = (props.reading.clone(), failed.clone());
        Callback::from(move |_: MouseEvent| {
            if export::save_json(&reading).is_none() {
                failed.emit(());
            }
        })
    };
    let markdown = {
        let (reading, failed) = (props.reading.clone(), failed);
        Callback::from(move |_: MouseEvent| {
            let name = export::file_name(&reading, "md");
            let text = export::markdown(&reading);
            if export::download(&name, "text/markdown", &text).is_none() {
                failed.emit(());
            }
        })
    };
    let copy = {
        let (reading, send) = (props.reading.clone(), props.send.clone());
        Callback::from(move |_: MouseEvent| copy(reading.report.cleaned.text.clone(), &send))
    };
    let print = Callback::from(|_: MouseEvent| {
        if let Some(window) = web_sys::window() {
            // The user sees whether there is a print dialog.
            let _ = window.print();
        }
    });
    html! {
        <Menu label={html! { "Export" }} id={ids::EXPORT} closes=true>
            <button type="button" onclick={json}>
                <b>{ "JSON" }</b>{ " the whole report, with offsets" }
            </button>
            <button type="button" onclick={markdown}>
                <b>{ "Markdown" }</b>{ " article, quotes, topics" }
            </button>
            <button type="button" onclick={copy}>
                <b>{ "Copy" }</b>{ " the clean text" }
            </button>
            <button type="button" onclick={print}>
                <b>{ "Print" }</b>{ " the article" }
            </button>
        </Menu>
    }
}

/// Puts words on the clipboard; says so where the browser refuses.
pub fn copy(text: String, send: &Send) {
    let Some(window) = web_sys::window() else { return };
    let promise = window.navigator().clipboard().write_text(&text);
    let send = send.clone();
    spawn_local(async move {
        let banner = if JsFuture::from(promise).await.is_ok() {
            Banner::new(Banner::STEP, "Copied.")
        } else {
            let text = format!("The browser refused to copy. Here it is: {text}");
            Banner::new(Banner::COPY, text)
        };
        send.emit(Action::Tell(banner));
    });
}
