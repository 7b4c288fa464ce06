//! Keeps what is on the desk on the disk, too.

use yew::prelude::*;

use crate::{
    state::{Desk, Send},
    storage::Store,
};

/// Brings back what was saved, then saves what changes.
#[hook]
pub fn use_saving(desk: &Desk, send: &Send) -> Store {
    let store = {
        let send = send.clone();
        use_memo((), move |()| Store::open(send))
    };
    let store = (*store).clone();
    {
        let store = store.clone();
        let shown = desk.document.as_ref().map(|d| (d.article.document, d.hold));
        use_effect_with((desk.kept(), shown, desk.restored), move |(kept, shown, restored)| {
            // Saving before loading would overwrite what is to be brought back.
            if *restored {
                store.want(kept.clone(), *shown);
            }
        });
    }
    store
}
