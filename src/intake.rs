//! How an article comes in: paste anywhere, drop anywhere, a chosen file.

use js_sys::Uint8Array;
use verbatim_core::Format;
use verbatim_readers::{Encoding, File, Refusal, Wish, types::is_page};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ClipboardEvent, DataTransfer, Element};

use crate::{
    article::Source,
    charsets::{self, Browser},
    state::{Action, Banner, Send},
    timing,
};

/// Larger files are refused: the browser would run out of memory.
const LARGEST: f64 = 256.0 * 1024.0 * 1024.0;

/// Takes what was pasted, wherever on the page. What is pasted into a field
/// with words of its own in it is the field's.
pub fn paste(event: &ClipboardEvent, send: &Send) {
    let field = event.target().and_then(|t| t.dyn_into::<Element>().ok());
    if field.is_some_and(|field| keeps_paste(&field)) {
        return;
    }
    let Some(data) = event.clipboard_data() else { return };
    timing::pasted();
    if take(&data, send) {
        event.prevent_default();
    }
}

/// Takes what was dropped.
pub fn drop(data: &DataTransfer, send: &Send) {
    timing::pasted();
    if !take(data, send) {
        let text = "There was no text and no file in what was dropped.".to_owned();
        send.emit(Action::Tell(Banner::new(Banner::INTAKE, text)));
    }
}

/// Whether a paste into this element belongs to it: a search field always, the
/// paste box once something was typed in it.
fn keeps_paste(element: &Element) -> bool {
    if let Some(input) = element.dyn_ref::<web_sys::HtmlInputElement>() {
        return matches!(input.type_().as_str(), "text" | "search");
    }
    element.dyn_ref::<web_sys::HtmlTextAreaElement>().is_some_and(|area| !area.value().is_empty())
}

/// Takes a file, else plain text, else markup. Plain text comes before markup
/// because it is what the user saw; markup is all that some programs give.
fn take(data: &DataTransfer, send: &Send) -> bool {
    if let Some(files) = data.files()
        && let Some(file) = files.get(0)
    {
        let several = (files.length() > 1).then(|| {
            let text = format!(
                "{} files were given; one article is read at a time. This is “{}”.",
                files.length(),
                file.name()
            );
            Action::Tell(Banner::new(Banner::INTAKE, text))
        });
        open_files(file, several, send.clone());
        return true;
    }
    let text = data.get_data("text/plain").unwrap_or_default();
    if !text.trim().is_empty() {
        send.emit(Action::Open(pasted(text)));
        return true;
    }
    let html = data.get_data("text/html").unwrap_or_default();
    if !html.trim().is_empty() {
        let source = Source { text: html, format: Format::Html, ..Source::default() };
        send.emit(Action::Open(source));
        return true;
    }
    false
}

/// Pasted text: a page's source is read as a page.
pub fn pasted(text: String) -> Source {
    let format = if is_page(&text) { Format::Html } else { Format::Text };
    Source { text, format, ..Source::default() }
}

/// Reads a file and puts it on the desk. What is refused changes nothing there.
pub fn open_file(file: web_sys::File, send: Send) {
    open_files(file, None, send);
}

/// The same for one of several files: `several` tells of the others once it is there.
fn open_files(file: web_sys::File, several: Option<Action>, send: Send) {
    let refuse = |text: String| Action::Tell(Banner::new(Banner::INTAKE, text));
    if file.size() > LARGEST {
        let text = format!("“{}” is larger than 256 MB and was not read.", file.name());
        send.emit(refuse(text));
        return;
    }
    spawn_local(async move {
        let name = file.name();
        let action = match read(&file).await {
            Ok(bytes) => match source(name.clone(), bytes).await {
                Ok(source) => Action::Open(source),
                Err(Refusal { is, advice }) => {
                    refuse(format!("“{name}” is {is}. Nothing was changed. {advice}"))
                }
            },
            Err(_) => refuse(format!("“{name}” could not be read. Nothing was changed.")),
        };
        let opened = matches!(action, Action::Open(_));
        send.emit(action);
        if let Some(several) = several.filter(|_| opened) {
            send.emit(several);
        }
    });
}

/// What a file's bytes are, decoded.
async fn source(name: String, bytes: Vec<u8>) -> Result<Source, Refusal> {
    let file = File { name: Some(name.clone()), bytes, wish: Wish::default() };
    let mut browser = Browser::default();
    if verbatim_readers::needs_guess(&file, &browser) {
        browser.guess = charsets::guess(&file.bytes).await;
    }
    verbatim_readers::read(file, &browser).map(|reading| Source::file(Some(name), reading))
}

/// The same file in another encoding, which the user says; `None` where its bytes
/// are not kept.
pub fn read_as(source: &Source, encoding: Encoding) -> Option<Source> {
    let wish = Wish { format: Some(source.format), encoding: Some(encoding) };
    let bytes = source.bytes.as_ref()?.to_vec();
    let file = File { name: source.name.clone(), bytes, wish };
    let reading = verbatim_readers::read(file, &Browser::default()).ok()?;
    // Which encoding is the right one may be asked again.
    let bytes = source.bytes.clone();
    Some(Source { bytes, ..Source::file(source.name.clone(), reading) })
}

async fn read(file: &web_sys::File) -> Result<Vec<u8>, JsValue> {
    let buffer = JsFuture::from(file.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
