//! Chooses somebody of the article, or a name that is typed. A field that narrows
//! a list of buttons: plain controls, each reached by Tab, arrows as a short cut.

use verbatim_core::Whose;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, Node};
use yew::prelude::*;

use super::share::who;
use crate::{
    model::{Reading, Shared, corrections::Choice},
    text::find_all,
};

/// How many are shown before the field narrows them.
const SHOWN: usize = 5;

/// What it shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The article.
    pub reading: Shared<Reading>,
    /// The field's id.
    pub id: AttrValue,
    /// The field's label.
    pub label: AttrValue,
    /// Who can be chosen.
    pub choices: Vec<Choice>,
    /// Whether a name that none of them has can be given.
    #[prop_or_default]
    pub names: bool,
    /// What can be ticked beside: more that the choice is for.
    #[prop_or_default]
    pub also: Option<AttrValue>,
    /// Who was chosen, and whether it was ticked.
    pub on_pick: Callback<(Whose, bool)>,
}

/// The field and the list.
#[component]
pub fn Picker(props: &Props) -> Html {
    let query = use_state(String::new);
    let ticked = use_state(|| false);
    let root = use_node_ref();
    let pick = {
        let (on_pick, ticked) = (props.on_pick.clone(), *ticked);
        Callback::from(move |whose: Whose| on_pick.emit((whose, ticked)))
    };
    let typed = query.trim();
    let fits = |choice: &&Choice| typed.is_empty() || !find_all(&choice.name, typed, 1).is_empty();
    let fitting: Vec<&Choice> = props.choices.iter().filter(fits).collect();
    let lower = typed.to_lowercase();
    let exact = fitting.iter().find(|choice| choice.name.to_lowercase() == lower);
    let name = (props.names && !typed.is_empty() && exact.is_none())
        .then(|| Whose::Name(typed.to_owned()));
    // Whom Enter in the field chooses.
    let only = fitting.first().filter(|_| fitting.len() == 1);
    let meant = match exact {
        Some(choice) => Some(choice.whose.clone()),
        None => name.clone().or_else(|| only.map(|choice| choice.whose.clone())),
    };
    let oninput = {
        let query = query.clone();
        Callback::from(move |event: InputEvent| {
            let input = event.target_dyn_into::<HtmlInputElement>();
            query.set(input.map(|i| i.value()).unwrap_or_default());
        })
    };
    let onchange = {
        let ticked = ticked.clone();
        Callback::from(move |event: Event| {
            let input = event.target_dyn_into::<HtmlInputElement>();
            ticked.set(input.is_some_and(|input| input.checked()));
        })
    };
    let onkeydown = {
        let (root, pick) = (root.clone(), pick.clone());
        Callback::from(move |event: KeyboardEvent| {
            let input = event.target_dyn_into::<HtmlInputElement>();
            match event.key().as_str() {
                "Enter" if input.is_some_and(|input| input.type_() == "text") => {
                    event.prevent_default();
                    if let Some(whose) = &meant {
                        pick.emit(whose.clone());
                    }
                }
                "ArrowDown" => step(&event, &root, true),
                "ArrowUp" => step(&event, &root, false),
                _ => {}
            }
        })
    };
    let button = |whose: &Whose, words: Html| {
        let (pick, whose) = (pick.clone(), whose.clone());
        let onclick = Callback::from(move |_: MouseEvent| pick.emit(whose.clone()));
        html! { <li><button type="button" class="pick" {onclick}>{ words }</button></li> }
    };
    let entry = |choice: &&Choice| {
        let speaker = choice.speaker.and_then(|s| props.reading.speakers.get(s));
        button(&choice.whose, who(speaker, &choice.name, choice.role.as_deref()))
    };
    let more = fitting.len().saturating_sub(SHOWN);
    html! {
        <div class="picker" ref={root} {onkeydown}>
            <label for={props.id.clone()}>{ props.label.clone() }</label>
            <input type="text" id={props.id.clone()} class="field" dir="auto" autocomplete="off" spellcheck="false"
                maxlength="200" {oninput} />
            <ul>
                { for fitting.iter().take(SHOWN).map(entry) }
                if let Some(name) = &name {
                    { button(name, html! { <span>{ "Use “" }<bdi>{ typed.to_owned() }</bdi>{ "”" }</span> }) }
                }
            </ul>
            if more > 0 {
                <p class="hint">{ format!("{more} more: type to find them") }</p>
            }
            if let Some(also) = &props.also {
                <label class="also">
                    <input type="checkbox" checked={*ticked} {onchange} />
                    <bdi>{ also.clone() }</bdi>
                </label>
            }
        </div>
    }
}

/// Moves the focus to the next control of the picker, or the one before.
fn step(event: &KeyboardEvent, root: &NodeRef, forward: bool) {
    let Some(root) = root.cast::<Element>() else { return };
    let Ok(controls) = root.query_selector_all("input, button") else { return };
    let target = event.target().and_then(|t| t.dyn_into::<Node>().ok());
    let count = controls.length();
    let is_target = |at: &u32| controls.item(*at).is_some_and(|c| c.is_same_node(target.as_ref()));
    let Some(at) = (0..count).find(is_target) else { return };
    let next = controls.item((at + if forward { 1 } else { count - 1 }) % count);
    if let Some(element) = next.and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
        event.prevent_default();
        // A control of the picker takes the focus.
        let _ = element.focus();
    }
}
