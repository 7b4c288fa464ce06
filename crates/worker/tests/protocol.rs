//! Requests and replies cross from Rust to JavaScript and back unchanged, in a
//! real browser: native tests can't show that.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::panic, reason = "a test fails by it; clippy knows `#[test]` alone")]

use verbatim_core::{Correction, Format, Input, Lexicons, Override, Report, Span, Stage, Whose};
use verbatim_worker::{DocumentId, Reply, Request, VERSION, Without, World, answer, ready};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// A text with all that could go wrong on the way: astral and combining
/// characters, a NUL, a direction override.
const HARD: &str = "“Na\u{ef}ve”, said Zo\u{308}e 🛳 \u{0} \u{202e}txet.\n\nA second line.";

/// The largest: more bits than a JavaScript number holds would be rounded.
fn document() -> DocumentId {
    DocumentId::new(u64::MAX)
}

fn request_again(request: &Request) -> Request {
    let value = serde_wasm_bindgen::to_value(request).expect("requests serialise");
    serde_wasm_bindgen::from_value(value).expect("requests deserialise")
}

fn reply_again(reply: &Reply) -> Reply {
    let value = serde_wasm_bindgen::to_value(reply).expect("replies serialise");
    serde_wasm_bindgen::from_value(value).expect("replies deserialise")
}

#[wasm_bindgen_test]
fn requests_cross_unchanged() {
    let span = Span::new(HARD, 0, 3).expect("the opening mark");
    let input = Input {
        source: HARD.to_owned(),
        format: Format::Html,
        name: Some("page.html".to_owned()),
        overrides: vec![Override { span, keep: false }],
        corrections: vec![
            Correction::Merge { mention: span, with: span },
            Correction::Split { mention: span, every: true },
            Correction::Rename { mention: span, name: "Zo\u{308}e".to_owned() },
            Correction::Speaker { quote: span, speaker: Whose::Unknown },
            Correction::Speaker { quote: span, speaker: Whose::Mention(span) },
            Correction::Confirm { quote: span, speaker: Whose::Name("Zo\u{308}e".to_owned()) },
            Correction::Reject { quote: span },
        ],
        threshold: -10,
    };
    let request = Request::Analyze { document: document(), id: u32::MAX, version: VERSION, input };
    assert_eq!(request_again(&request), request);
}

#[wasm_bindgen_test]
fn replies_cross_unchanged() {
    for reply in [
        ready(),
        Reply::Progress { document: document(), id: 1, stage: Stage::Quotes },
        Reply::Fetching { document: document(), id: 1, language: "German".to_owned() },
        Reply::Failed { of: None, message: "out of memory".to_owned() },
        Reply::Failed { of: Some((document(), 1)), message: "another version".to_owned() },
        Reply::Done {
            document: document(),
            id: 2,
            report: Box::new(Report::default()),
            engine_ms: 1.5,
            stations_ms: vec![0.5, 1.0],
            foreign_requests: 0,
        },
    ] {
        assert_eq!(reply_again(&reply), reply);
    }
}

#[wasm_bindgen_test]
fn a_report_of_a_hard_text_crosses_unchanged() {
    let world = World { now: &|| 0.0, foreign_requests: &|| 0 };
    let quote = Span::new(HARD, 3, 9).expect("the quote");
    let name = Whose::Name("Zo\u{308}e".to_owned());
    let corrections = vec![Correction::Speaker { quote, speaker: name }];
    let input = Input { corrections, ..Input::text(HARD) };
    let request = Request::Analyze { document: document(), id: 3, version: VERSION, input };
    let request = request_again(&request);
    let reply = answer(&request, &Lexicons::load(), Without::GoOn, &world, |_| {});
    let reply = reply.expect("an answer that waits for nothing");
    assert_eq!(reply_again(&reply), reply);
    let Reply::Done { report, .. } = reply else { panic!("not done: {reply:?}") };
    assert_eq!(report.document.text, HARD);
    assert!(!report.blocks.is_empty());
}
