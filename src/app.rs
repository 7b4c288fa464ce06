//! The page put together.

use verbatim_core::report::Range;
use verbatim_readers::{Charset, How};
use web_sys::{HtmlElement, HtmlSelectElement, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

use crate::{
    components::{
        banners::Banners,
        documents::Documents,
        header::Header,
        help::Help,
        live::Live,
        panel::{Panel, count},
        progress::Progress,
        quotes::filtered,
        reader::Reader,
        search,
    },
    export,
    hooks::{
        engine::use_engine,
        intake::use_intake,
        keys::{Key, use_keys},
        offline::{activate_waiting, use_network},
        packs::use_packs,
        saving::use_saving,
    },
    ids,
    model::{Reading, Shared, words},
    prefs::Prefs,
    state::{Action, Banner, Desk, Editing, Offer, Pick, Send, Tab, Work},
    storage::Store,
    text::find_all,
};

/// The page.
#[component]
pub fn App() -> Html {
    let state = use_reducer(|| Desk::new(js_sys::Math::random().to_bits() << 12));
    let send: Send = {
        let dispatcher = state.dispatcher();
        (*use_memo((), |()| Callback::from(move |action| dispatcher.dispatch(action)))).clone()
    };
    let prefs = use_state(Prefs::load);
    let help = use_state(|| false);
    use_engine(&state, &send);
    let store = use_saving(&state, &send);
    let dragging = use_intake(&send);
    let network = use_network(&send, state.reading().is_some());
    use_packs(&state, &send, network.offline_ready);
    let found = use_found(&state);
    let on_prefs = {
        let setter = prefs.setter();
        use_callback((), move |new: Prefs, ()| {
            new.save();
            new.apply();
            setter.set(new);
        })
    };
    let on_help = {
        let setter = help.setter();
        use_callback((), move |(), ()| setter.set(true))
    };
    let on_help_closed = {
        let setter = help.setter();
        use_callback((), move |(), ()| setter.set(false))
    };
    let on_offer = {
        let (state, send) = (state.clone(), send.clone());
        Callback::from(move |offer| take_offer(offer, &state, &send, &store))
    };
    use_keys(prefs.single_keys, {
        let (state, send, on_help) = (state.clone(), send.clone(), on_help.clone());
        Callback::from(move |key| press(key, &state, &send, &on_help))
    });
    use_card_in_view(&state);
    use_focus_on_result(&state);
    use_focus_on_correction(&state);
    use_focus_on_editor(&state);
    use_encoding_shown(&state);
    let reading = state.reading().cloned();
    let article = state.document.as_ref().map(|document| &document.article);
    let view = state.view();
    html! {
        <div class={classes!("app", if view.panel { "on-panel" } else { "on-text" },
            reading.is_none().then_some("blank"), dragging.then_some("dragging"))}>
            if reading.is_some() {
                <a class="skip" href={format!("#{}", ids::FINDINGS)}>{ "Skip to the findings" }</a>
            }
            <Header reading={reading.clone()} query={view.query.clone()} found={found.len()}
                pick={view.pick.clone()} {network} worker_requests={state.worker_requests}
                saved={state.saved()} others={state.others} prefs={(*prefs).clone()} {on_prefs}
                on_help={on_help.clone()} send={send.clone()} />
            <main data-state={state.word()}>
                <div class="desk">
                    if let Some(reading) = &reading {
                        <Documents reading={reading.clone()} send={send.clone()} />
                    }
                    <Reader reading={reading.clone()} work={state.work().clone()} box_open={state.box_open}
                        draft={state.draft.as_ref().map(|draft| AttrValue::from(draft.source.text.clone()))}
                        pick={view.pick.clone()} picks={view.picks} jump={view.jump}
                        can_return={view.came_from.is_some()} backs={view.backs}
                        topic={view.topic.clone()} {found} send={send.clone()} />
                    if let Some(reading) = &reading {
                        <Panel reading={reading.clone()} tab={view.tab} pick={view.pick.clone()}
                            overrides={article.map(|a| a.overrides.clone()).unwrap_or_default()}
                            threshold={article.map_or(0, |a| a.threshold)}
                            topic={view.topic.clone()} speaker={view.speaker}
                            query={view.query.clone()} editing={view.editing} can_undo={state.can_undo()}
                            can_redo={state.can_redo()} send={send.clone()} />
                    }
                </div>
                <div class="foot">
                    if reading.is_some() {
                        <Progress work={state.work().clone()} send={send.clone()} />
                    }
                    <Banners banners={state.banners.clone()} {on_offer} send={send.clone()} />
                </div>
            </main>
            if let Some(reading) = &reading {
                { bottom(&state, reading, &send) }
            }
            <Help open={*help} on_close={on_help_closed} single_keys={prefs.single_keys} />
            <Live message={message(&state)} />
            if dragging {
                <div class="drop-here" aria-hidden="true">{ "Drop it anywhere" }</div>
            }
        </div>
    }
}

/// On narrow pages: one view at a time.
fn bottom(state: &Desk, reading: &Reading, send: &Send) -> Html {
    let text = send.reform(|_: MouseEvent| Action::Panel(false));
    let entry = |tab: Tab| {
        let current = state.view().panel && state.view().tab == tab;
        let onclick = send.reform(move |_: MouseEvent| Action::Tab(tab));
        html! {
            <button type="button" aria-current={current.then_some("true")} {onclick}>
                <b>{ count(reading, tab) }</b>{ tab.name() }
            </button>
        }
    };
    html! {
        <nav class="bottom" aria-label="Views">
            <button type="button" aria-current={(!state.view().panel).then_some("true")} onclick={text}>
                <b>{ reading.words }</b>{ "Text" }
            </button>
            { for Tab::ALL.into_iter().map(entry) }
        </nav>
    }
}

/// Where the search words stand.
#[hook]
fn use_found(state: &Desk) -> Shared<Vec<Range>> {
    let found =
        use_memo((state.reading().cloned(), state.view().query.clone()), |(reading, query)| {
            let text = reading.as_ref().map(|r| r.report.document.text.as_str());
            let found = find_all(text.unwrap_or_default(), query.trim(), search::LIMIT);
            let range =
                |(start, end): (usize, usize)| Range { start: start as u32, end: end as u32 };
            Shared::new(found.into_iter().map(range).collect::<Vec<_>>())
        });
    (*found).clone()
}

/// Does what a banner offers.
fn take_offer(offer: Offer, desk: &Desk, send: &Send, store: &Store) {
    match offer {
        Offer::Undo => send.emit(Action::Undo),
        Offer::Retry => send.emit(Action::Retry),
        Offer::Reload => activate_waiting(),
        Offer::Take => {
            send.emit(Action::Take);
            // The banner goes away under the focus.
            ids::focus(ids::ARTICLE);
        }
        Offer::Export => {
            let source = desk.document.as_ref().map(|document| &document.article.source);
            let done = match (desk.reading(), source) {
                (Some(reading), _) => export::save_json(reading),
                (None, Some(source)) => export::save_source(source),
                (None, None) => None,
            };
            if done.is_none() {
                send.emit(Action::Tell(Banner::not_made()));
            }
        }
        Offer::Download => {
            let send = send.clone();
            store.take_aside(move |text| {
                let done = text.and_then(|text| export::save_aside(&text));
                send.emit(match done {
                    Some(()) => Action::Dismiss("aside"),
                    None => Action::Tell(Banner::not_made()),
                });
            });
        }
    }
}

/// Does what a key asks for.
fn press(key: Key, state: &Desk, send: &Send, on_help: &Callback<()>) {
    match key {
        Key::Help => on_help.emit(()),
        Key::Undo if state.can_undo() => send.emit(Action::Undo),
        Key::Redo if state.can_redo() => send.emit(Action::Redo),
        Key::Removed if state.reading().is_some() => send.emit(Action::Tab(Tab::Removed)),
        Key::Back => send.emit(Action::Back),
        Key::Search => ids::focus(ids::SEARCH),
        Key::Jump => {
            if let Pick::Card(card) = state.view().pick {
                send.emit(Action::Jump(Pick::Card(card)));
            }
        }
        Key::Edit | Key::Confirm | Key::Reject => {
            if let Some(action) = on_card(key, state) {
                send.emit(action);
            }
        }
        Key::Next | Key::Previous => {
            if let Some(card) = next_card(state, key == Key::Next) {
                send.emit(Action::Choose(card));
            }
        }
        Key::Undo | Key::Redo | Key::Removed => {}
    }
}

/// What a key does to the card that is picked, or has the focus in it.
fn on_card(key: Key, state: &Desk) -> Option<Action> {
    let reading = state.reading()?;
    let number = match state.view().pick {
        Pick::Card(number) => number,
        _ => {
            let active = web_sys::window()?.document()?.active_element()?;
            ids::card_number(&active.closest(".card").ok()??.id())?
        }
    };
    match key {
        Key::Edit => {
            (!reading.card(number)?.rejected).then_some(Action::Edit(Some(Editing::Card(number))))
        }
        // Words at arm's length are no quotes to be judged.
        _ if number >= reading.cards.len() => None,
        _ => Some(Action::Verdict { card: number, rejects: key == Key::Reject }),
    }
}

/// The card after or before the picked one, among those that the filters show.
fn next_card(state: &Desk, forward: bool) -> Option<usize> {
    let reading = state.reading()?;
    let view = state.view();
    let shown = filtered(reading, view.topic.as_deref(), view.speaker, &view.query);
    let speech = shown.range(..reading.cards.len()).copied();
    match view.pick {
        Pick::Card(at) if forward => shown.range(at + 1..).next().copied(),
        Pick::Card(at) => shown.range(..at).next_back().copied(),
        _ if forward => speech.min(),
        _ => speech.max(),
    }
}

/// Brings the card that was chosen in the text or by key into view.
#[hook]
fn use_card_in_view(state: &Desk) {
    let view = state.view();
    let chosen = match view.pick {
        Pick::Card(card) if !view.jump => Some(card),
        _ => None,
    };
    use_effect_with((view.picks, chosen), |&(_, chosen)| {
        let Some(card) = chosen else { return };
        if let Some(element) = ids::element::<HtmlElement>(&ids::card(card)) {
            // A card always takes the focus.
            let _ = element.focus();
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Nearest);
            element.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
}

/// When the paste box goes away under the caret, the focus goes to the article
/// rather than nowhere. Who types on keeps it.
#[hook]
fn use_focus_on_result(state: &Desk) {
    use_effect_with(state.reading().is_some() && !state.box_open, |&shown| {
        if shown && ids::is_focus_lost() {
            ids::focus(ids::ARTICLE);
        }
    });
}

/// The field of an editor that opens takes the focus.
#[hook]
fn use_focus_on_editor(state: &Desk) {
    use_effect_with(state.view().editing, |editing| match editing {
        Some(Editing::Card(card)) => ids::focus(&ids::speaker(*card)),
        Some(Editing::Entity(entity)) => ids::focus(&ids::name(*entity)),
        None => {}
    });
}

/// The list of encodings says how the file is read. Once somebody has chosen from
/// a list, browsers take no word from its markup any more. Another reading may
/// have another headline, too, which the list moves with.
#[hook]
fn use_encoding_shown(state: &Desk) {
    let source = state.reading().map(|reading| reading.source.clone());
    use_effect_with(source, |source| {
        let Some(charset) = source.as_ref().and_then(|source| source.charset) else { return };
        let Some(list) = ids::element::<HtmlSelectElement>(ids::READ_AS) else { return };
        list.set_value(charset.encoding.name());
        if charset.how == How::Chosen && ids::is_focus_lost() {
            ids::focus(ids::READ_AS);
        }
    });
}

/// When what was corrected goes away under the focus, the focus goes to what the
/// correction was about.
#[hook]
fn use_focus_on_correction(state: &Desk) {
    let (about, tab) = (state.view().corrected, state.view().tab);
    use_effect_with(state.reading().cloned(), move |reading| {
        let (Some(reading), Some(about)) = (reading, about) else { return };
        if !ids::is_focus_lost() {
            return;
        }
        match tab {
            Tab::Quotes => {
                if let Some(number) = reading.card_of(about) {
                    ids::focus(&ids::card(number));
                    ids::focus(&ids::change(number));
                }
            }
            Tab::People => {
                let holds = |range: &&Range| {
                    reading.span(**range).is_some_and(|span| span.mostly(about).is_some())
                };
                let entities = reading.report.entities.iter();
                let named = entities.filter_map(|e| Some((e, e.mentions.iter().find(holds)?)));
                match named.min_by_key(|(_, range)| range.end - range.start) {
                    Some((entity, _)) => ids::focus(&ids::edit(entity.id)),
                    None => ids::focus(ids::FINDINGS),
                }
            }
            Tab::Topics | Tab::Removed => {}
        }
    });
}

/// What screen readers are told.
fn message(state: &Desk) -> String {
    match state.work() {
        Work::Busy(Some(stage)) => format!("{}…", words::stage(*stage)),
        Work::Busy(None) => String::new(),
        Work::Fetching(language) => words::fetching(language),
        Work::Failed(_) => state.banners.last().map(|b| b.text.clone()).unwrap_or_default(),
        Work::Idle => {
            let told = state.banners.last().map(|b| b.text.as_str()).unwrap_or_default();
            // A correction is a small step: what it did is enough.
            if state.view().corrected.is_some() {
                return told.to_owned();
            }
            let result = state.reading().map(|reading| summary(reading)).unwrap_or_default();
            format!("{told} {result}").trim().to_owned()
        }
    }
}

/// What was found, and before it what makes the text itself doubtful.
fn summary(reading: &Reading) -> String {
    let unsure = reading.source.charset.is_some_and(Charset::is_unsure);
    let doubt = reading.report.notices.first().filter(|_| unsure);
    let speakers = reading.speakers.len();
    format!(
        "{}{}{} by {}, {}, {}.",
        doubt.map_or("", |notice| &notice.message),
        if doubt.is_some() { " " } else { "" },
        words::count(reading.quotes(), "quote", "quotes"),
        words::count(speakers, "named speaker", "named speakers"),
        words::count(reading.report.topics.len(), "topic", "topics"),
        words::count(reading.removed, "line removed", "lines removed"),
    )
}
