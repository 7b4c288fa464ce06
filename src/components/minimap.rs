//! Twelve pixels that show where quotes and cut lines sit, and what is in view.
//! For the eye and the pointer only: the lists say the same in words.

use std::ops::Range as Lines;

use gloo::events::EventListener;
use verbatim_core::report::Range;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::share::slot_class;
use crate::{
    ids,
    model::{Reading, Shared, lines::Look},
};

/// What it shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The article.
    pub reading: Shared<Reading>,
    /// The lines in the page.
    pub window: Lines<usize>,
    /// The element that scrolls.
    pub pane: NodeRef,
}

/// A mark: its class, and its place from 0 to 1000.
type Mark = (&'static str, f64, f64);

/// The minimap.
#[component]
pub fn Minimap(props: &Props) -> Html {
    let marks = use_state(Vec::<Mark>::new);
    let view = use_state(|| (0.0, 1000.0));
    {
        let (pane, setter) = (props.pane.clone(), view.setter());
        let marks = marks.setter();
        use_effect_with((props.reading.clone(), props.window.clone()), move |(reading, window)| {
            let listeners = pane.cast::<HtmlElement>().map(|pane| {
                marks.set(places(reading, window, &pane));
                let look = {
                    let (pane, setter) = (pane.clone(), setter.clone());
                    move |_: &Event| setter.set(in_view(&pane))
                };
                setter.set(in_view(&pane));
                let resized = {
                    let (reading, window) = (reading.clone(), window.clone());
                    let (pane, look) = (pane.clone(), look.clone());
                    move |event: &Event| {
                        marks.set(places(&reading, &window, &pane));
                        look(event);
                    }
                };
                let window = web_sys::window();
                (
                    EventListener::new(&pane, "scroll", look),
                    window.map(|window| EventListener::new(&window, "resize", resized)),
                )
            });
            move || drop(listeners)
        });
    }
    let onclick = {
        let pane = props.pane.clone();
        Callback::from(move |event: MouseEvent| {
            let map = event.current_target().map(wasm_bindgen::JsCast::unchecked_into::<Element>);
            if let (Some(map), Some(pane)) = (map, pane.cast::<HtmlElement>()) {
                let at = f64::from(event.offset_y()) / f64::from(map.client_height().max(1));
                let to =
                    at * f64::from(pane.scroll_height()) - f64::from(pane.client_height()) / 2.0;
                pane.set_scroll_top(to as i32);
            }
        })
    };
    let mark = |&(class, y, height): &Mark| {
        html! { <rect {class} x="2" width="8" y={y.to_string()} height={height.to_string()} rx="1" /> }
    };
    html! {
        <svg class="map" viewBox="0 0 12 1000" preserveAspectRatio="none" aria-hidden="true" {onclick}>
            { for marks.iter().map(mark) }
            <rect class="view" x="0.5" width="11" y={view.0.to_string()} height={view.1.to_string()} />
        </svg>
    }
}

/// What is in view, from 0 to 1000.
fn in_view(pane: &HtmlElement) -> (f64, f64) {
    let whole = f64::from(pane.scroll_height().max(1));
    let top = f64::from(pane.scroll_top()) / whole * 1000.0;
    (top, f64::from(pane.client_height()) / whole * 1000.0)
}

/// Where each quote and cut line stands, by the page's own layout.
fn places(reading: &Reading, window: &Lines<usize>, pane: &HtmlElement) -> Vec<Mark> {
    let whole = f64::from(pane.scroll_height().max(1));
    let top = pane.get_bounding_client_rect().top() - f64::from(pane.scroll_top());
    let boxes: Vec<Option<(f64, f64)>> = window
        .clone()
        .map(|line| {
            let rect = ids::element::<Element>(&ids::line(line))?.get_bounding_client_rect();
            Some(((rect.top() - top) / whole * 1000.0, rect.height() / whole * 1000.0))
        })
        .collect();
    let place = |line: usize| boxes.get(line.checked_sub(window.start)?).copied().flatten();
    let quote = |class: &'static str, range: Range| {
        let number = reading.line_at(range.start);
        let line = reading.lines.get(number)?.range;
        let (y, height) = place(number)?;
        let part = |at: u32| {
            let within = f64::from(at.clamp(line.start, line.end) - line.start);
            y + height * within / f64::from((line.end - line.start).max(1))
        };
        let (from, to) = (part(range.start), part(range.end));
        Some((class, from, (to - from).max(4.0)))
    };
    let cut = window.clone().filter_map(|number| {
        let ghost = reading.lines.get(number)?.look == Look::Ghost;
        let (y, height) = place(number).filter(|_| ghost)?;
        Some(("cut", y + height / 2.0, 3.0))
    });
    let quotes = reading.cards.iter().filter(|card| !card.rejected).flat_map(|card| {
        let speaker = card.speaker.and_then(|s| reading.speakers.get(s));
        let class = speaker.map_or("cu", |s| slot_class(s.slot.get()));
        card.ranges(&reading.report).filter_map(move |range| quote(class, range))
    });
    cut.chain(quotes).collect()
}
