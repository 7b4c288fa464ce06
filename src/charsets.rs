//! Encodings in the page: the browser decodes, and a program of its own, fetched
//! when a file needs it, guesses what the file does not say.

use gloo::timers::callback::Timeout;
use js_sys::{Promise, Uint8Array};
use verbatim_readers::{Charsets, Encoding, charset};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, TextDecoder};

use crate::{hooks::policy, trusted};

/// How long the guess may take, with fetching its program, in milliseconds.
const LONGEST_MS: u32 = 15_000;

/// The browser's decoders. They follow the Encoding Standard, as the tables of
/// the other programs do.
#[derive(Debug, Default)]
pub struct Browser {
    /// What [`guess`] said of the file.
    pub guess: Option<Encoding>,
}

impl Charsets for Browser {
    fn named(&self, label: &str) -> Option<Encoding> {
        Encoding::of_name(&TextDecoder::new_with_label(label).ok()?.encoding())
    }

    fn guess(&self, _: &[u8]) -> Option<Encoding> {
        self.guess
    }

    fn decode(&self, encoding: Encoding, bytes: &[u8]) -> Option<String> {
        let decoder = TextDecoder::new_with_label(encoding.name()).ok()?;
        decoder.decode_with_js_u8_array(&Uint8Array::from(bytes)).ok()
    }
}

/// The likeliest encoding of bytes that are not UTF-8. `None` where the program
/// that knows can't be had, as offline before it was ever fetched.
pub async fn guess(bytes: &[u8]) -> Option<Encoding> {
    policy::in_force().await;
    let telling = Uint8Array::from(charset::telling(bytes));
    let worker = trusted::worker(trusted::CHARSETS, "verbatim charsets").ok()?;
    let mut held = None;
    let answer = Promise::new(&mut |resolve, reject| {
        let (to, telling) = (worker.clone(), telling.clone());
        let hear = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            // Its first word is that it listens, the next its answer.
            let asked = event.data() == JsValue::TRUE && to.post_message(&telling).is_ok();
            if !asked {
                // What a promise gives to call does not throw.
                let _ = resolve.call1(&JsValue::NULL, &event.data());
            }
        });
        worker.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        worker.set_onerror(Some(&reject));
        // As above.
        let late = Timeout::new(LONGEST_MS, move || drop(reject.call0(&JsValue::NULL)));
        held = Some((hear, late));
    });
    let name = JsFuture::from(answer).await.ok();
    worker.terminate();
    drop(held);
    Encoding::of_name(&name?.as_string()?)
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use verbatim_readers::{
        Charsets as _, Encoding,
        charset::{Group, Known},
    };
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    use super::Browser;

    wasm_bindgen_test_configure!(run_in_browser);

    /// Each byte alone and each pair with a high byte first, a line each.
    fn bytes() -> Vec<u8> {
        let mut all: Vec<u8> = (0..=255).flat_map(|byte| [byte, b'\n']).collect();
        all.extend(
            (0x80..=255).flat_map(|lead| (0x30..=255).flat_map(move |trail| [lead, trail, b'\n'])),
        );
        all
    }

    #[wasm_bindgen_test]
    fn the_browser_decodes_as_the_tables_do() {
        let (browser, bytes) = (Browser::default(), bytes());
        for encoding in Group::all().flat_map(Group::encodings) {
            let (ours, theirs) = (Known.decode(encoding, &bytes), browser.decode(encoding, &bytes));
            let (ours, theirs) = (ours.unwrap_or_default(), theirs.unwrap_or_default());
            assert_eq!(ours.lines().count(), theirs.lines().count(), "{}", encoding.name());
            // Of a pair that means nothing browsers make one U+FFFD or two.
            let means = |line: &str| !line.contains('\u{fffd}');
            // Chromium 156 has none for EUC-JP's wide space (A1 A1), the first of its table.
            let known = |pair: &(&str, &str)| {
                encoding.name() == "EUC-JP" && *pair == ("\u{3000}", "\u{fffd}")
            };
            let pairs = ours.lines().zip(theirs.lines());
            let differ: Vec<(&str, &str)> =
                pairs.filter(|(a, b)| a != b && means(a)).filter(|pair| !known(pair)).collect();
            assert!(differ.is_empty(), "{}: {differ:?}", encoding.name());
        }
    }

    #[wasm_bindgen_test]
    fn the_browser_knows_labels_as_the_tables_do() {
        for label in [
            "latin1",
            "UTF8",
            "x-sjis",
            "cp1251",
            " koi8-r ",
            "klingon",
            "iso-2022-kr",
            "x-user-defined",
            "",
        ] {
            assert_eq!(Browser::default().named(label), Known.named(label), "{label}");
        }
        assert_eq!(Known.named("latin1"), Some(Encoding::WINDOWS_1252));
    }
}
