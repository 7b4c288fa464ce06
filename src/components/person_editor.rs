//! Says who is who: another name, two entries that are one, an alias or a mention
//! that is someone else's.

use verbatim_core::{Correction, Whose, report::ReportEntity};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{
    button::plain,
    picker::Picker,
    speaker_editor::{cancel, close, escape},
};
use crate::{
    ids,
    model::{
        Reading, Shared,
        corrections::{self, Choice, alias_anchor, anchor},
    },
    state::{Action, Send},
};

/// The editor of an entry, inside it. `mention` is the one that is shown in the
/// text, if one is.
pub fn view(
    reading: &Shared<Reading>,
    entity: &ReportEntity,
    mention: Option<usize>,
    send: &Send,
) -> Html {
    let Some(place) = anchor(reading, entity) else { return html! {} };
    let on_close = close(send, ids::edit(entity.id));
    let correct = send.reform(Action::Correct);
    let id = ids::name(entity.id);
    let onsubmit = {
        let (correct, on_close) = (correct.clone(), on_close.clone());
        let (before, id) = (entity.name.clone(), id.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let name = ids::element::<HtmlInputElement>(&id).map(|field| field.value());
            match name.as_deref().map(str::trim) {
                Some(name) if !name.is_empty() && name != before => {
                    correct.emit(Correction::Rename { mention: place, name: name.to_owned() });
                }
                _ => on_close.emit(()),
            }
        })
    };
    let on_pick = {
        let correct = correct.clone();
        Callback::from(move |(whose, _): (Whose, bool)| {
            if let Whose::Mention(with) = whose {
                correct.emit(Correction::Merge { mention: place, with });
            }
        })
    };
    let others = corrections::choices(reading).into_iter();
    let others =
        others.filter(|c| c.entity != Some(entity.id) && matches!(c.whose, Whose::Mention(_)));
    let (mut choices, unlike): (Vec<Choice>, Vec<Choice>) =
        others.partition(|c| c.kind.is_none_or(|kind| kind == entity.kind));
    choices.extend(unlike);
    html! {
        <div class="editor" role="group" aria-label={format!("Edit {}", entity.name)} onkeydown={escape(&on_close)}>
            <form class="rename" {onsubmit}>
                <label for={id.clone()}>{ "Name" }</label>
                <input type="text" class="field" {id} dir="auto" autocomplete="off" spellcheck="false" maxlength="200"
                    value={entity.name.clone()} />
                <button type="submit" class="plain strong">{ "Save" }</button>
            </form>
            if !choices.is_empty() {
                <Picker reading={reading.clone()} id={ids::same(entity.id)} label="Is the same as" {choices}
                    {on_pick} />
            }
            { apart(reading, entity, mention, &correct) }
            <div class="does">
                { cancel(&on_close) }
            </div>
        </div>
    }
}

/// Names and the shown mention, each of which can be someone else's.
fn apart(
    reading: &Reading,
    entity: &ReportEntity,
    mention: Option<usize>,
    correct: &Callback<Correction>,
) -> Html {
    let names = std::iter::once(&entity.name).chain(&entity.aliases);
    let by_name = names.filter_map(|name| {
        let mention = alias_anchor(reading, entity, name)?;
        Some((format!("“{name}”"), Correction::Split { mention, every: true }))
    });
    let mut parts: Vec<(String, Correction)> = by_name.collect();
    if parts.len() < 2 {
        // All mentions are by one name: there is nothing to tell apart by name.
        parts.clear();
    }
    let is_named = |range| corrections::is_named(reading, entity, range);
    let named = entity.mentions.iter().filter(|range| is_named(**range)).count();
    let shown = mention.and_then(|at| Some((at, *entity.mentions.get(at)?)));
    if let Some((at, range)) = shown.filter(|&(_, range)| named > 1 && is_named(range))
        && let Some(mention) = reading.span(range)
    {
        let (of, words) = (entity.mentions.len(), reading.of(range));
        let place = format!("mention {} of {of}, “{words}”", at + 1);
        parts.push((place, Correction::Split { mention, every: false }));
    }
    if parts.is_empty() {
        return html! {};
    }
    let part = |(words, correction): &(String, Correction)| {
        let correction = correction.clone();
        let onclick = correct.reform(move |_: MouseEvent| correction.clone());
        html! {
            <li>
                <bdi>{ words.clone() }</bdi>
                { plain("Is someone else", Some(format!("Is someone else: {words}")), onclick) }
            </li>
        }
    };
    html! {
        <>
            <p class="hint">{ "Names" }</p>
            <ul class="apart">{ for parts.iter().map(part) }</ul>
        </>
    }
}
