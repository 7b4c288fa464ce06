//! The bar at the top.

use yew::prelude::*;

use super::{badge::Badge, export_menu::ExportMenu, search::Search, settings::Settings};
use crate::{
    hooks::offline::Network,
    model::{Reading, Shared},
    prefs::Prefs,
    state::{Action, Pick, Send},
    storage::Saved,
};

/// What it shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The article on the desk.
    pub reading: Option<Shared<Reading>>,
    /// What is searched for.
    pub query: AttrValue,
    /// How often it was found.
    pub found: usize,
    /// What is picked out.
    pub pick: Pick,
    /// What was measured of the network.
    pub network: Network,
    /// Requests of the worker to other addresses.
    pub worker_requests: u32,
    /// What is on the disk.
    pub saved: Saved,
    /// How many articles are there beside this page's.
    pub others: usize,
    /// The settings.
    pub prefs: Prefs,
    /// New settings.
    pub on_prefs: Callback<Prefs>,
    /// Opens the help.
    pub on_help: Callback<()>,
    /// Where actions go.
    pub send: Send,
}

/// The bar at the top.
#[component]
pub fn Header(props: &Props) -> Html {
    let send = &props.send;
    let paste = send.reform(|_: MouseEvent| Action::Box(true));
    html! {
        <header class="bar">
            <span class="mark">{ "Verbatim" }</span>
            if props.reading.is_some() {
                <Search query={props.query.clone()} found={props.found} pick={props.pick.clone()}
                    send={send.clone()} />
            }
            <Badge network={props.network} worker_requests={props.worker_requests}
                saved={props.saved.clone()} others={props.others} />
            <div class="acts">
                if let Some(reading) = &props.reading {
                    <ExportMenu reading={reading.clone()} send={send.clone()} />
                }
                <Settings prefs={props.prefs.clone()} on_change={props.on_prefs.clone()}
                    on_help={props.on_help.clone()} has_article={props.reading.is_some()}
                    send={send.clone()} />
                if props.reading.is_some() {
                    <button type="button" class="btn primary" onclick={paste}>{ "Paste article" }</button>
                }
            </div>
        </header>
    }
}
