//! Says who says a quote: somebody of the article, a name, or nobody named.

use verbatim_core::{Correction, Whose, entity::EntityKind};
use yew::prelude::*;

use super::{
    button::{act, plain},
    picker::Picker,
};
use crate::{
    ids,
    model::{
        Reading, Shared,
        corrections::{self, Choice},
        words,
    },
    state::{Action, Send},
};

/// The editor of a card's speaker, inside the card.
pub fn view(reading: &Shared<Reading>, number: usize, send: &Send) -> Html {
    let Some(card) = reading.card(number) else { return html! {} };
    let speaker = card.speaker.and_then(|s| reading.speakers.get(s));
    let by_same = reading.cards.iter().filter(|c| !c.rejected && c.speaker == card.speaker);
    let others = by_same.count().saturating_sub(1);
    let also = speaker.filter(|_| others > 0).map(|speaker| {
        let quotes = words::count(others, "other quote", "other quotes");
        AttrValue::from(format!("Also the {quotes} by {}", speaker.name))
    });
    let on_pick = {
        let (reading, send) = (reading.clone(), send.clone());
        Callback::from(move |(whose, everywhere): (Whose, bool)| {
            let Some(card) = reading.card(number) else { return };
            let anchor = corrections::speaker_anchor(&reading, card).filter(|_| everywhere);
            let correction = match (anchor, whose) {
                // All that the speaker says: the two are one, or have another name.
                (Some(with), Whose::Mention(mention)) => Some(Correction::Merge { mention, with }),
                (Some(mention), Whose::Name(name)) => Some(Correction::Rename { mention, name }),
                (_, whose) => corrections::say(&reading, card, whose),
            };
            if let Some(correction) = correction {
                send.emit(Action::Correct(correction));
            }
        })
    };
    let on_close = close(send, ids::change(number));
    let unknown = on_pick.reform(|_: MouseEvent| (Whose::Unknown, false));
    let set = corrections::about(reading, card, corrections::is_speaker);
    let others = |choice: &Choice| {
        let place = choice.kind == Some(EntityKind::Place) && choice.speaker.is_none();
        !place && (speaker.is_none() || choice.speaker != card.speaker)
    };
    let mut choices = corrections::choices(reading);
    choices.retain(others);
    html! {
        <div class="editor" role="group" aria-label={format!("Speaker of quote {}", number + 1)}
            onkeydown={escape(&on_close)}>
            <Picker reading={reading.clone()} id={ids::speaker(number)} label="Who says it?" names=true
                {choices} {also} {on_pick} />
            <div class="does">
                if speaker.is_some() {
                    { plain("Nobody named", None, unknown) }
                }
                if card.set {
                    { act("As found in the text", None, send, Action::TakeBack(set)) }
                }
                { cancel(&on_close) }
            </div>
        </div>
    }
}

/// Closes the editor that is open; the focus goes back to what opened it.
pub fn close(send: &Send, opener: String) -> Callback<()> {
    let send = send.clone();
    Callback::from(move |()| {
        ids::focus(&opener);
        send.emit(Action::Edit(None));
    })
}

/// The button that closes an editor without a change.
pub fn cancel(on_close: &Callback<()>) -> Html {
    plain("Cancel", None, on_close.reform(|_: MouseEvent| ()))
}

/// Escape closes an editor.
pub fn escape(on_close: &Callback<()>) -> Callback<KeyboardEvent> {
    let on_close = on_close.clone();
    Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            on_close.emit(());
        }
    })
}
