//! Real reports against `tests/report.schema.json`, the one description of the
//! report that other programs are written to.

#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::{fs, path::Path};

use jsonschema::Validator;
use serde_json::{Value, json};
use verbatim_core::{Correction, Input, Lexicons, Span, Whose, analyze, clean::Verdict};

fn written() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/report.schema.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn schema() -> Validator {
    jsonschema::draft202012::new(&written()).unwrap()
}

fn report(input: &Input) -> Value {
    serde_json::to_value(analyze(input, &Lexicons::load())).unwrap()
}

fn samples() -> Vec<Input> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src/samples");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| Input::text(fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn reports_fit_the_schema() {
    let schema = schema();
    let samples = samples();
    assert!(samples.len() >= 3);
    let odd = ["", "\0", "\u{202e}“nested <b>", "<p>&eacute;<script>1</script><p>“Oui”, dit-il."];
    let odd = odd.iter().flat_map(|source| [Input::text(*source), Input::html(*source)]);
    for input in samples.into_iter().chain(odd).chain([corrected()]) {
        let report = report(&input);
        let errors: Vec<String> =
            schema.iter_errors(&report).map(|e| format!("{e} at {}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{:.60}: {errors:#?}", input.source);
    }
}

#[test]
fn the_schema_knows_every_verdict() {
    let verdicts = &written()["$defs"]["block"]["properties"]["verdict"]["enum"];
    assert_eq!(*verdicts, serde_json::to_value(Verdict::ALL).unwrap());
}

/// An article with a correction of every kind.
fn corrected() -> Input {
    let text = "“We will rebuild the mill,” said Mayor Odile Fenwick. “Soon,” said Fenwick. \
                “Never,” said Peter Aldous.";
    let at = |words: &str, nth: usize| {
        let start = text.match_indices(words).nth(nth).unwrap().0;
        Span::new(text, start, start + words.len()).unwrap()
    };
    let (odile, soon) = (at("Odile Fenwick", 0), at("Soon,", 0));
    let corrections = vec![
        Correction::Split { mention: at("Fenwick", 1), every: true },
        Correction::Merge { mention: odile, with: at("Fenwick", 1) },
        Correction::Rename { mention: odile, name: "O. Fenwick".to_owned() },
        Correction::Speaker { quote: soon, speaker: Whose::Name("Ola Brandt".to_owned()) },
        Correction::Speaker { quote: at("Never,", 0), speaker: Whose::Unknown },
        Correction::Confirm { quote: soon, speaker: Whose::Mention(odile) },
        Correction::Reject { quote: at("We will rebuild the mill,", 0) },
        Correction::Reject { quote: Span::default() },
    ];
    Input { corrections, ..Input::text(text) }
}

#[test]
fn the_schema_refuses_what_is_no_report() {
    let schema = schema();
    let good = report(&Input::text("Mayor Odile Fenwick said: “We will rebuild the mill.”"));
    assert!(schema.is_valid(&good));
    let broken: &[fn(&mut Value)] = &[
        |report| report["schema"] = json!("verbatim-report/2"),
        |report| report["undocumented"] = json!(1),
        |report| report["document"]["text"] = Value::Null,
        |report| report["blocks"][0]["reason"] = json!(""),
        |report| report["quotes"][0]["by_user"] = json!(["somebody"]),
        |report| report["corrections"] = json!([{"kind": "merge", "place": {}}]),
        |report| report["blocks"][0]["confidence"] = json!(1.5),
        |report| report["blocks"][0]["verdict"] = json!("rubbish"),
        |report| report["metadata"]["date"] = json!("yesterday"),
        |report| drop(report.as_object_mut().unwrap().remove("notices")),
    ];
    for (nth, break_it) in broken.iter().enumerate() {
        let mut report = good.clone();
        break_it(&mut report);
        assert!(!schema.is_valid(&report), "change {nth} went unseen");
    }
}
