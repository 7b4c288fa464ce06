//! Who speaks how much, in words.

use yew::prelude::*;

use crate::{
    model::{Reading, Shared, cards::Speaker, words},
    state::{Action, Send},
};

/// More speakers than this are only counted.
const SHOWN: usize = 6;

/// What it shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The article.
    pub reading: Shared<Reading>,
    /// The speaker that filters the quotes.
    pub chosen: Option<usize>,
    /// Where actions go.
    pub send: Send,
}

/// A bar of shares and a legend whose entries filter the quotes.
#[component]
pub fn Share(props: &Props) -> Html {
    let speakers = &props.reading.speakers;
    let said: Vec<_> = speakers.iter().enumerate().filter(|(_, s)| s.words > 0).collect();
    if said.is_empty() {
        return html! {};
    }
    let mut x = 0.0;
    let bars: Vec<Html> = said
        .iter()
        .map(|(_, speaker)| {
            let width = speaker.share * 1000.0;
            let bar = html! {
                <rect class={slot_class(speaker.slot.get())} x={x.to_string()} y="0"
                    width={(width - 4.0).max(1.0).to_string()} height="10" />
            };
            x += width;
            bar
        })
        .collect();
    let entry = |&(at, speaker): &(usize, &Speaker)| {
        let pressed = props.chosen == Some(at);
        let next = (!pressed).then_some(at);
        let onclick = props.send.reform(move |_: MouseEvent| Action::Speaker(next));
        let percent = (speaker.share * 100.0).round();
        let title = words::count(speaker.words, "quoted word", "quoted words");
        html! {
            <li>
                <button type="button" class={slot_class(speaker.slot.get())} aria-pressed={pressed.to_string()}
                    {title} {onclick}>
                    <span class="disc" aria-hidden="true">{ speaker.initials.clone() }</span>
                    <bdi>{ speaker.name.clone() }</bdi>
                    { format!(" {percent}%") }
                </button>
            </li>
        }
    };
    let more = said.len().saturating_sub(SHOWN);
    html! {
        <div class="share">
            <h2 class="unseen">{ "Share of quoted words" }</h2>
            <svg class="bars" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
                { for bars }
            </svg>
            <ul class="legend">
                { for said.iter().take(SHOWN).map(entry) }
                if more > 0 {
                    <li class="rest">{ words::count(more, "other speaker", "other speakers") }</li>
                }
            </ul>
        </div>
    }
}

/// A name with its speaker's initials before it and a role behind it.
pub fn who(speaker: Option<&Speaker>, name: &str, role: Option<&str>) -> Html {
    html! {
        <>
            if let Some(speaker) = speaker {
                <span class={classes!("disc", slot_class(speaker.slot.get()))} aria-hidden="true">
                    { speaker.initials.clone() }
                </span>
            }
            <b><bdi>{ name.to_owned() }</bdi></b>
            if let Some(role) = role {
                <small><bdi>{ role.to_owned() }</bdi></small>
            }
        </>
    }
}

/// The class that gives a speaker's colour.
pub fn slot_class(slot: usize) -> &'static str {
    match slot {
        1 => "c1",
        2 => "c2",
        3 => "c3",
        4 => "c4",
        5 => "c5",
        6 => "c6",
        _ => "cx",
    }
}
