//! Reads an article again that was read without the word lists of its language, once these
//! are on the device.

use verbatim_core::NoticeCode;
use yew::prelude::*;

use crate::state::{Action, Desk, Send};

/// Watches the document on the desk; `whole` says whether every file of the build is here.
#[hook]
pub fn use_packs(desk: &Desk, send: &Send, whole: bool) {
    let reading = desk.document.as_ref().and_then(|document| document.reading.as_ref());
    let without = reading.is_some_and(|reading| {
        reading.report.notices.iter().any(|n| n.code == NoticeCode::LanguagePackMissing)
    });
    let send = send.clone();
    // Asked once: a second try in the same state would end like the first.
    use_effect_with((whole, without), move |&(whole, without)| {
        if whole && without {
            send.emit(Action::Retry);
        }
    });
}
