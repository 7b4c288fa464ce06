//! Where an article comes in: paste, type, choose a file, take a sample.

use gloo::timers::callback::Timeout;
use verbatim_readers::types::accept;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::{
    article::Source,
    intake,
    samples::{SAMPLES, Sample},
    state::{Action, Send},
    timing,
};

/// How long typing must rest before it is analysed, in milliseconds.
const PAUSE_MS: u32 = 700;
/// Fewer letters than this are no article yet.
const LEAST: usize = 20;

/// What it shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Whether an article is on the desk, so that the box can be closed again.
    pub has_article: bool,
    /// What was typed before and is no article yet.
    pub draft: Option<AttrValue>,
    /// Where actions go.
    pub send: Send,
}

/// The paste box. Pasting works anywhere on the page (see [`crate::intake`]);
/// the box shows where, and takes what is typed.
#[component]
pub fn PasteBox(props: &Props) -> Html {
    let area = use_node_ref();
    let pause = use_mut_ref(|| None::<Timeout>);
    {
        let area = area.clone();
        use_effect_with((), move |()| {
            if let Some(area) = area.cast::<HtmlTextAreaElement>() {
                // The caret stands in the box from the start.
                let _ = area.focus();
            }
        });
    }
    {
        let area = area.clone();
        use_effect_with(props.draft.clone(), move |draft| {
            // What stands in the box is the newest there is.
            if let (Some(area), Some(draft)) = (area.cast::<HtmlTextAreaElement>(), draft)
                && area.value().is_empty()
            {
                area.set_value(draft);
            }
        });
    }
    let oninput = {
        let send = props.send.clone();
        let area = area.clone();
        Callback::from(move |_: InputEvent| {
            let Some(area) = area.cast::<HtmlTextAreaElement>() else { return };
            send.emit(Action::Draft(area.value()));
            let send = send.clone();
            let timeout = Timeout::new(PAUSE_MS, move || {
                let text = area.value();
                if text.trim().len() >= LEAST {
                    send.emit(Action::Typed(text));
                }
            });
            // Dropping the one before cancels it.
            pause.replace(Some(timeout));
        })
    };
    let close = props.send.reform(|_: MouseEvent| Action::Box(false));
    let heading = if props.has_article {
        html! { <h2>{ "Another article" }</h2> }
    } else {
        html! { <h1>{ "Paste a news article." }</h1> }
    };
    html! {
        <section class={classes!("intake", (!props.has_article).then_some("first"))} aria-label="Paste an article">
            { heading }
            if !props.has_article {
            <p class="lead">
                { "See its clean text, every quote with who said it, and what it is about. Everything stays on this device." }
            </p>
            }
            <textarea ref={area} {oninput} aria-label="Article text" spellcheck="false" dir="auto"
                placeholder="Paste here, or anywhere on the page. Menus, share buttons and cookie notices may come along: they are cut, and shown." />
            <div class="ways">
                <FileButton send={props.send.clone()} />
                <span>{ "or drop one anywhere" }</span>
                if props.has_article {
                    <button type="button" class="btn" onclick={close}>{ "Close" }</button>
                }
            </div>
            <div class="samples">
                <h2>{ "Try the samples" }</h2>
                <Samples send={props.send.clone()} />
            </div>
        </section>
    }
}

/// What a button that brings an article needs.
#[derive(Properties, PartialEq)]
pub struct SendProps {
    /// Where actions go.
    pub send: Send,
}

/// A button that opens the browser's file chooser.
#[component]
pub fn FileButton(props: &SendProps) -> Html {
    let input = use_node_ref();
    let onchange = {
        let send = props.send.clone();
        Callback::from(move |event: Event| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
            if let Some(file) = input.files().and_then(|files| files.get(0)) {
                timing::pasted();
                intake::open_file(file, send.clone());
            }
            // So that the same file can be chosen again.
            input.set_value("");
        })
    };
    html! {
        <label class="btn file">
            { "Choose a file" }
            <input ref={input} type="file" accept={accept()} {onchange} />
        </label>
    }
}

/// One button for each sample.
#[component]
pub fn Samples(props: &SendProps) -> Html {
    let sample = |sample: &'static Sample| {
        let onclick = props.send.reform(move |_: MouseEvent| {
            timing::pasted();
            Action::Open(Source::text(sample.text.to_owned()))
        });
        html! {
            <li>
                <button type="button" class="sample" {onclick}>
                    <b>{ sample.title }</b>
                    <span>{ sample.shows }</span>
                </button>
            </li>
        }
    };
    html! { <ul>{ for SAMPLES.iter().map(sample) }</ul> }
}
