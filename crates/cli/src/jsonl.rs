//! `verbatim --jsonl`: lines of JSON in, a report a line out, each as soon as it
//! is done, so that a pipe sees progress and a crash loses one line only.

use std::{
    io::{self, BufRead, Write},
    panic::{AssertUnwindSafe, catch_unwind},
};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use verbatim_core::{Correction, Input, Lexicons, Report};

use crate::paint::Look;

/// One line of input.
#[derive(Deserialize)]
struct Question {
    id: Value,
    text: Option<String>,
    html: Option<String>,
    name: Option<String>,
    /// As a report has them.
    #[serde(default)]
    corrections: Vec<Correction>,
}

/// One line of output.
#[derive(Serialize)]
struct Answer<'a> {
    id: &'a Value,
    #[serde(flatten)]
    outcome: Outcome,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Outcome {
    Report(Box<Report>),
    Error(String),
}

/// Answers every line of `input` on `out`. Returns whether all lines were good;
/// a line that is no good gets an error for an answer, and the next is read.
pub fn answer(
    mut input: impl BufRead,
    mut out: impl Write,
    look: &Look,
    lexicons: &Lexicons,
) -> io::Result<bool> {
    let mut all_good = true;
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            return Ok(all_good);
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let (id, outcome) = answer_line(&line, lexicons);
        all_good &= matches!(outcome, Outcome::Report(_));
        let answer = serde_json::to_string(&Answer { id: &id, outcome })?;
        writeln!(out, "{}", look.json(answer))?;
        out.flush()?;
    }
}

fn answer_line(line: &[u8], lexicons: &Lexicons) -> (Value, Outcome) {
    let question: Question = match serde_json::from_slice(line) {
        Ok(question) => question,
        Err(error) => return (id_of(line), Outcome::Error(error.to_string())),
    };
    let input = match (question.text, question.html) {
        (Some(text), None) => Input::text(text),
        (None, Some(html)) => Input::html(html),
        (Some(_), Some(_)) => return (question.id, error("both \"text\" and \"html\" are given")),
        (None, None) => return (question.id, error("neither \"text\" nor \"html\" is given")),
    };
    let input = Input { name: question.name, corrections: question.corrections, ..input };
    // A panic is a defect of the core. The other lines shall not pay for it.
    let outcome = match catch_unwind(AssertUnwindSafe(|| verbatim_core::analyze(&input, lexicons)))
    {
        Ok(report) => Outcome::Report(Box::new(report)),
        Err(_) => error("the analyser crashed on this article"),
    };
    (question.id, outcome)
}

fn error(what: &str) -> Outcome {
    Outcome::Error(what.to_owned())
}

/// The id of a line that is no question, where it has one all the same.
fn id_of(line: &[u8]) -> Value {
    let value: Option<Value> = serde_json::from_slice(line).ok();
    value.and_then(|mut value| value.get_mut("id").map(Value::take)).unwrap_or(Value::Null)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(input: &str) -> (bool, Vec<Value>) {
        let mut out = Vec::new();
        let good = answer(input.as_bytes(), &mut out, &Look::of_terminal(false), &Lexicons::load())
            .unwrap();
        let lines = String::from_utf8(out).unwrap();
        (good, lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
    }

    #[test]
    fn ids_come_back_as_they_were() {
        let (good, lines) =
            answers("{\"id\":7,\"text\":\"Rain fell.\"}\n\n{\"id\":\"b\",\"html\":\"<p>Sun.\"}\n");
        assert!(good);
        assert_eq!(lines[0]["id"], 7);
        assert_eq!(lines[0]["report"]["document"]["text"], "Rain fell.");
        assert_eq!(lines[1]["id"], "b");
        assert_eq!(lines[1]["report"]["document"]["format"], "html");
    }

    #[test]
    fn corrections_of_a_report_can_be_given_again() {
        let text = "“Rain,” said Mara Ellison.";
        let quote = serde_json::json!({"start": 3, "end": 8});
        let wanted = serde_json::json!([
            {"kind": "speaker", "place": quote, "with": null, "name": "Ola Brandt", "every": false},
            {"kind": "confirm", "place": quote, "with": null, "name": "Ola Brandt", "every": false},
        ]);
        let ask = |corrections: &Value| {
            let line = serde_json::json!({"id": 1, "text": text, "corrections": corrections});
            let (good, mut lines) = answers(&line.to_string());
            assert!(good, "{lines:?}");
            lines.remove(0)["report"].take()
        };
        let report = ask(&wanted);
        assert_eq!(report["quotes"][0]["speaker"]["name"], "Ola Brandt");
        assert_eq!(report["corrections"], wanted);
        assert_eq!(ask(&report["corrections"]), report);
    }

    #[test]
    fn a_bad_line_does_not_stop_the_next() {
        let input = "no json\n{\"id\":1}\n{\"id\":2,\"text\":3}\n{\"text\":\"a\"}\n\
                     {\"id\":4,\"text\":\"a\",\"html\":\"b\"}\n{\"id\":5,\"text\":\"Rain.\"}";
        let (good, lines) = answers(input);
        assert!(!good);
        let ids: Vec<&Value> = lines.iter().map(|line| &line["id"]).collect();
        assert_eq!(ids, [&Value::Null, &1.into(), &2.into(), &Value::Null, &4.into(), &5.into()]);
        assert!(lines[..5].iter().all(|line| line["error"].is_string()), "{lines:?}");
        assert_eq!(lines[5]["report"]["document"]["text"], "Rain.");
    }
}
