//! Three facts that are always true: works offline, has sent nothing, is saved.

use yew::prelude::*;

use super::menu::Menu;
use crate::{hooks::offline::Network, ids, model::words::count, storage::Saved};

/// The facts.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// As measured by the page.
    pub network: Network,
    /// Requests of the worker to other addresses.
    pub worker_requests: u32,
    /// What is on the disk.
    pub saved: Saved,
    /// How many articles are there beside this page's.
    pub others: usize,
}

/// The badge; opened, it says how each fact is known.
#[component]
pub fn Badge(props: &Props) -> Html {
    let requests = props.network.foreign + props.worker_requests;
    let (offline, why_offline) = if props.network.offline_ready {
        ("Offline ready", "All files of this page are on your device. It works without a network.")
    } else {
        (
            "Not yet offline",
            "The page's files are not on your device yet: it needs the network to load.",
        )
    };
    let (saved, why_saved) = match &props.saved {
        Saved::Nothing => (String::new(), "No article is saved on this device.".to_owned()),
        Saved::Saving => {
            ("saving…".to_owned(), "The article is being saved on this device.".to_owned())
        }
        Saved::At(time) => (
            format!("saved {time}"),
            "The article and your cuts are saved on this device, and only there.".to_owned(),
        ),
        Saved::Elsewhere => (
            "saved in another tab".to_owned(),
            "The article is open in another tab, which saves it.".to_owned(),
        ),
        Saved::Memory(reason) => ("in memory".to_owned(), format!("Only in this tab: {reason}.")),
    };
    let at_risk = matches!(props.saved, Saved::Memory(_));
    let label = html! {
        <>
            <span class={classes!("dot", props.network.offline_ready.then_some("on"))}></span>
            <span>{ offline }</span>
            <span class="more">{ " · " }{ count(requests as usize, "request", "requests") }</span>
            if !saved.is_empty() {
                // What is at risk is said on a narrow page, too.
                <span class={(!at_risk).then_some("more")}>{ " · " }{ saved }</span>
            }
        </>
    };
    html! {
        <div class="badge">
            <Menu {label} id={ids::BADGE}>
                <p>{ why_offline }</p>
                <p>
                    { "Requests to other addresses since the page was opened, as the browser counts them: " }
                    <b>{ requests }</b>{ "." }
                </p>
                <p>{ why_saved }</p>
                if props.others > 0 {
                    <p>{ count(props.others, "other article is", "other articles are") }{ " on this device." }</p>
                }
                if !props.network.policy {
                    <p>
                        { "The host did not send this page’s security policy, so the browser does not enforce it here." }
                    </p>
                }
            </Menu>
        </div>
    }
}
