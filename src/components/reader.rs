//! The centre pane: what comes in, what is being done, and the article. Only a
//! window of a huge article is in the page.

use std::ops::Range as Lines;

use verbatim_core::report::Range;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};
use yew::prelude::*;

use super::{
    article_view::ArticleView, marks::Marks, minimap::Minimap, paste_box::PasteBox,
    progress::Progress, removed::judge,
};
use crate::{
    highlight, ids,
    model::{
        Reading, Shared,
        lines::{window, window_around},
        picks,
    },
    state::{Action, Pick, Send, Work},
};

/// What it shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The article on the desk.
    pub reading: Option<Shared<Reading>>,
    /// What the worker does.
    pub work: Work,
    /// Whether the paste box stands above the article.
    pub box_open: bool,
    /// What stands in it from before.
    pub draft: Option<AttrValue>,
    /// What is picked out.
    pub pick: Pick,
    /// Counts picks.
    pub picks: u32,
    /// Whether the pick is to be scrolled to.
    pub jump: bool,
    /// Whether there is a place to go back to.
    pub can_return: bool,
    /// Counts ways back.
    pub backs: u32,
    /// The chosen topic.
    pub topic: Option<String>,
    /// What the search found.
    pub found: Shared<Vec<Range>>,
    /// Where actions go.
    pub send: Send,
}

/// The centre pane.
#[component]
pub fn Reader(props: &Props) -> Html {
    let pane = use_node_ref();
    let busy = matches!(props.work, Work::Busy(_) | Work::Fetching(_));
    let first_run = props.reading.is_none();
    let back = props.send.reform(|_: MouseEvent| Action::Back);
    html! {
        <section class={classes!("reader", first_run.then_some("alone"))} aria-label="Article">
            <div class="pane" ref={pane.clone()}>
                if first_run {
                    <Progress work={props.work.clone()} send={props.send.clone()} />
                }
                if props.box_open || (first_run && !busy) {
                    <PasteBox has_article={!first_run} draft={props.draft.clone()} send={props.send.clone()} />
                }
                if let Some(reading) = &props.reading {
                    <Page reading={reading.clone()} pane={pane.clone()} pick={props.pick.clone()}
                        picks={props.picks} jump={props.jump} backs={props.backs} topic={props.topic.clone()}
                        found={props.found.clone()} send={props.send.clone()} />
                }
            </div>
            if props.can_return {
                <button type="button" class="btn return" onclick={back}>{ "Back " }<kbd aria-hidden="true">{ "u" }</kbd></button>
            }
        </section>
    }
}

/// What the page of an article shows.
#[derive(Properties, PartialEq)]
struct PageProps {
    reading: Shared<Reading>,
    pane: NodeRef,
    pick: Pick,
    picks: u32,
    jump: bool,
    backs: u32,
    topic: Option<String>,
    found: Shared<Vec<Range>>,
    send: Send,
}

#[component]
fn Page(props: &PageProps) -> Html {
    let reading = &props.reading;
    let shown = use_state_eq(|| window(&reading.lines, 0));
    let wanted = use_state_eq(|| None::<usize>);
    {
        // A new article starts at its top; a cut or restore leaves the place alone.
        let shown = shown.clone();
        let pane = props.pane.clone();
        let last = use_mut_ref(|| None::<Shared<Reading>>);
        use_effect_with(reading.clone(), move |reading| {
            let text = |r: &Shared<Reading>| r.report.document.text.len();
            let before = last.replace(Some(reading.clone()));
            let same = before.is_some_and(|b| {
                text(&b) == text(reading) && b.report.document.text == reading.report.document.text
            });
            if !same {
                shown.set(window(&reading.lines, 0));
                if let Some(pane) = pane.cast::<Element>() {
                    pane.set_scroll_top(0);
                }
            } else if shown.end > reading.lines.len() {
                shown.set(window(&reading.lines, shown.start.min(reading.lines.len())));
            }
        });
    }
    use_jump(props, &shown, &wanted);
    let onclick = use_clicks(props);
    let total = reading.lines.len();
    let earlier = {
        let (shown, reading) = (shown.clone(), reading.clone());
        Callback::from(move |_: MouseEvent| {
            shown.set(window_around(&reading.lines, shown.start.saturating_sub(1)));
        })
    };
    let later = {
        let (shown, reading) = (shown.clone(), reading.clone());
        Callback::from(move |_: MouseEvent| {
            shown.set(shown.start..window(&reading.lines, shown.end).end);
        })
    };
    html! {
        <>
            <article class="text" id={ids::ARTICLE} tabindex="-1" lang={reading.report.metadata.language.map(|language| language.to_string())} {onclick}>
                if shown.start > 0 {
                    <button type="button" class="btn more" onclick={earlier}>
                        { format!("Show earlier text ({} lines)", shown.start) }
                    </button>
                }
                <ArticleView reading={reading.clone()} window={(*shown).clone()} wanted={*wanted}
                    send={props.send.clone()} />
                if shown.end < total {
                    <button type="button" class="btn more" onclick={later}>
                        { format!("Show more text ({} lines left)", total - shown.end) }
                    </button>
                }
            </article>
            <Minimap reading={reading.clone()} window={(*shown).clone()} pane={props.pane.clone()} />
            <Marks reading={reading.clone()} window={(*shown).clone()} wanted={*wanted}
                pick={props.pick.clone()} topic={props.topic.clone()} found={props.found.clone()} />
        </>
    }
}

/// Scrolls to the pick when a jump asks for it, once its line is in the page. A card that
/// is chosen brings its words into view as well, and keeps the focus.
#[hook]
fn use_jump(
    props: &PageProps,
    shown: &UseStateHandle<Lines<usize>>,
    wanted: &UseStateHandle<Option<usize>>,
) {
    let arrived = use_mut_ref(|| 0_u32);
    let left = use_mut_ref(|| None::<Place>);
    {
        let left = left.clone();
        use_effect_with(props.backs, move |_| {
            if let Some(place) = left.take() {
                place.restore();
            }
        });
    }
    let (reading, pick, found) = (props.reading.clone(), props.pick.clone(), props.found.clone());
    let (jump, shown, wanted) = (props.jump, shown.clone(), wanted.clone());
    use_effect_with((props.picks, (*shown).clone(), *wanted), move |&(picks, ..)| {
        let follows = !jump && matches!(pick, Pick::Card(_));
        if !(jump || follows) || *arrived.borrow() == picks {
            return;
        }
        let Some(&target) = picks::ranges(&reading, &pick, &found).first() else { return };
        let line = reading.line_at(target.start);
        if !shown.contains(&line) {
            shown.set(window_around(&reading.lines, line));
            return;
        }
        let Some(element) = ids::element::<HtmlElement>(&ids::line(line)) else {
            // In a folded run of cut lines.
            wanted.set(Some(line));
            return;
        };
        arrived.replace(picks);
        if follows {
            show(&reading, target, &element, false);
            return;
        }
        left.replace(Place::now(&element));
        go(&reading, target, &element);
    });
}

/// Where a jump started: what had the focus, and how far the text was scrolled.
struct Place {
    focus: Option<HtmlElement>,
    pane: Element,
    top: i32,
}

impl Place {
    fn now(in_pane: &Element) -> Option<Self> {
        let pane = in_pane.closest(".pane").ok().flatten()?;
        let focus = web_sys::window()?.document()?.active_element();
        let focus = focus.and_then(|e| e.dyn_into().ok());
        Some(Self { focus, top: pane.scroll_top(), pane })
    }

    fn restore(&self) {
        self.pane.set_scroll_top(self.top);
        if let Some(focus) = &self.focus {
            // An element that is gone takes no focus, and none is lost.
            let _ = focus.focus();
        }
    }
}

/// Scrolls a range into the middle of the pane and gives its line the focus.
fn go(reading: &Reading, target: Range, element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // The line has a tabindex, so it takes the focus.
    let _ = element.focus_with_options(&options);
    show(reading, target, element, true);
}

/// Scrolls a range into the middle of the pane: always, or if it is not in view.
fn show(reading: &Reading, target: Range, element: &HtmlElement, always: bool) {
    let ranges = highlight::dom_ranges(reading, target);
    let Some(range) = ranges.first() else { return };
    if !highlight::is_supported() {
        highlight::select(range);
    }
    let Ok(Some(pane)) = element.closest(".pane") else { return };
    let (at, view) = (range.get_bounding_client_rect(), pane.get_bounding_client_rect());
    if !always && view.top() <= at.top() && at.bottom() <= view.bottom() {
        return;
    }
    let middle = at.top() - view.top() - (view.height() - at.height().min(view.height())) / 2.0;
    pane.set_scroll_top(pane.scroll_top() + middle as i32);
}

/// Cut, Restore, and a click on a quote, which picks its card.
#[hook]
fn use_clicks(props: &PageProps) -> Callback<MouseEvent> {
    let (reading, send) = (props.reading.clone(), props.send.clone());
    Callback::from(move |event: MouseEvent| {
        let Some(element) = event.target().and_then(|t| t.dyn_into::<Element>().ok()) else {
            return;
        };
        for (attribute, keep) in [("data-cut", false), ("data-restore", true)] {
            let block = element.get_attribute(attribute).and_then(|b| b.parse().ok());
            if let Some(action) = block.and_then(|block| judge(&reading, block, keep)) {
                send.emit(action);
                return;
            }
        }
        let selects = web_sys::window()
            .and_then(|w| w.get_selection().ok().flatten())
            .is_some_and(|s| !s.is_collapsed());
        if selects {
            return;
        }
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        let byte = highlight::byte_at_point(&reading, x, y);
        if let Some(card) = byte.and_then(|byte| reading.card_at(byte)) {
            send.emit(Action::Choose(card));
        }
    })
}
