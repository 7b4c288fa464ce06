//! The encoding that a file was read in, and every other one.

use std::rc::Rc;

use verbatim_readers::{Encoding, charset::Group};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::{
    article::Source,
    ids, intake,
    state::{Action, Send},
};

/// A list of encodings, where the file's bytes are kept to be read again. A
/// function: it stands in one place, and a component is two kilobytes of code.
pub fn read_as(source: &Rc<Source>, send: &Send) -> Html {
    let Some(charset) = source.charset.filter(|_| source.bytes.is_some()) else {
        return html! {};
    };
    let onchange = {
        let (source, send) = (source.clone(), send.clone());
        Callback::from(move |event: Event| {
            let select = event.target_dyn_into::<HtmlSelectElement>();
            let encoding = select.and_then(|select| Encoding::of_name(&select.value()));
            let again = encoding.and_then(|encoding| intake::read_as(&source, encoding));
            if let Some(source) = again {
                send.emit(Action::ReadAgain(source));
            }
        })
    };
    let option = |encoding: Encoding| {
        let name = encoding.name();
        html! { <option value={name} selected={encoding == charset.encoding}>{ name }</option> }
    };
    let group = |group: &'static Group| {
        html! { <optgroup label={group.name}>{ for group.encodings().map(option) }</optgroup> }
    };
    html! {
        <label class="read-as">
            { "Read as… " }
            <select id={ids::READ_AS} {onchange}>{ for Group::all().map(group) }</select>
        </label>
    }
}
