//! The program as a user of the terminal meets it: arguments in, text and exit
//! codes out.

#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use serde_json::Value;

fn verbatim(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_verbatim"));
    command.args(args).current_dir(top()).env_remove("NO_COLOR");
    command
}

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn run(args: &[&str], input: &[u8]) -> Output {
    let mut command = verbatim(args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

fn stdout(output: &Output) -> &str {
    str::from_utf8(&output.stdout).unwrap()
}

/// A file of this test alone, in the folder that cargo keeps for tests.
fn file(name: &str, bytes: &[u8]) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, bytes).unwrap();
    path.into_os_string().into_string().unwrap()
}

#[test]
fn help_and_version_go_to_standard_output() {
    let help = run(&["--help"], b"");
    assert_eq!(help.status.code(), Some(0));
    for promised in [
        "--jsonl",
        "--cleaned",
        "Exit codes",
        "tests/report.schema.json",
        ".xhtml",
        "a ZIP archive",
    ] {
        assert!(stdout(&help).contains(promised), "{promised}");
    }
    assert!(help.stderr.is_empty());
    assert_eq!(stdout(&run(&["-V"], b"")), concat!("verbatim ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn a_wrong_command_line_ends_with_2_and_says_why() {
    let output = run(&["--jsno", "a.txt"], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    assert!(String::from_utf8_lossy(&output.stderr).contains("--jsno"));
}

#[test]
fn a_missing_file_does_not_stop_the_others() {
    let good = file("good.txt", b"The rain fell on Dunmarrow.");
    let output = run(&["--json", "no-such-file.txt", &good], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no-such-file.txt"));
    let report: Value = serde_json::from_str(stdout(&output).trim_end()).unwrap();
    assert_eq!(report["document"]["text"], "The rain fell on Dunmarrow.");
    assert_eq!(report["document"]["name"], "good.txt");
}

#[test]
fn json_is_a_line_a_file_and_pretty_is_the_same() {
    let files = ["src/samples/one.txt", "src/samples/two.txt"];
    let lines = run(&["--json", files[0], files[1]], b"");
    let reports: Vec<Value> =
        stdout(&lines).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(reports.len(), 2);
    for (report, file) in reports.iter().zip(files) {
        let source = fs::read_to_string(top().join(file)).unwrap();
        assert_eq!(report["document"]["text"], source.as_str(), "byte for byte");
    }
    let pretty = run(&["--pretty", files[0]], b"");
    assert!(stdout(&pretty).lines().count() > 50);
    assert_eq!(serde_json::from_str::<Value>(stdout(&pretty)).unwrap(), reports[0]);
}

#[test]
fn names_and_the_format_option_tell_how_to_read() {
    let page = b"<p>The rain fell on <b>Dunmarrow</b>.</p>";
    let html = file("page.html", page);
    let cleaned = run(&["--cleaned", &html], b"");
    assert_eq!(stdout(&cleaned).trim_end(), "The rain fell on Dunmarrow.");
    let piped = run(&["--cleaned", "--format", "html", "-"], page);
    assert_eq!(piped.stdout, cleaned.stdout);
    let as_text = run(&["--json", "--format", "text", &html], b"");
    let report: Value = serde_json::from_str(stdout(&as_text)).unwrap();
    assert_eq!(report["document"]["text"], str::from_utf8(page).unwrap());
}

#[test]
fn another_encoding_is_read_and_owned_up_to() {
    // "Le café de Montclair rouvrira à Noël." in windows-1252.
    let path = file("latin.txt", b"Le caf\xe9 de Montclair rouvrira \xe0 No\xebl, a dit le maire.");
    let output = run(&["--json", &path], b"");
    let report: Value = serde_json::from_str(stdout(&output)).unwrap();
    let text = report["document"]["text"].as_str().unwrap();
    assert_eq!(text, "Le café de Montclair rouvrira à Noël, a dit le maire.");
    assert_eq!(report["notices"][0]["code"], "encoding");
}

#[test]
fn the_encoding_is_the_users_to_say() {
    let path = file("said.txt", b"Le caf\xe9 de Montclair.");
    let output = run(&["--json", "--encoding", "koi8-r", &path], b"");
    let report: Value = serde_json::from_str(stdout(&output)).unwrap();
    assert_eq!(report["document"]["text"], "Le cafИ de Montclair.");
    assert_eq!(report["notices"][0]["code"], "encoding");
    assert_eq!(run(&["--encoding", "klingon", &path], b"").status.code(), Some(2));
}

#[test]
fn utf_8_with_a_bad_byte_or_cut_stays_utf_8() {
    let text = "“Wir fürchten nichts”, sagte die Bürgermeisterin von Überlingen.";
    let cut = file("cut.txt", text.as_bytes().get(..text.len() - "berlingen.".len() - 1).unwrap());
    let mut bytes = text.as_bytes().to_vec();
    bytes[5] = 0xff;
    let bad = file("bad.txt", &bytes);
    let output = run(&["--json", &bad, &cut], b"");
    let reports: Vec<Value> =
        stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(reports[0]["notices"][0]["code"], "invalid_bytes");
    assert!(reports[0]["document"]["text"].as_str().unwrap().contains("Bürgermeisterin"));
    assert_eq!(reports[1]["notices"][0]["code"], "cut_short");
    assert!(reports[1]["document"]["text"].as_str().unwrap().ends_with("von \u{fffd}"));
}

#[test]
fn what_is_no_text_is_refused_by_what_it_is() {
    let pdf = file("article.txt", b"%PDF-1.4\n\xe2\x80\x9cNo,\xe2\x80\x9d said Ada Fairweather.");
    let good = file("beside.txt", b"The rain fell on Dunmarrow.");
    let output = run(&["--json", &pdf, &good], b"");
    assert_eq!(output.status.code(), Some(1), "one was not read");
    assert_eq!(stdout(&output).lines().count(), 1, "the other was");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        said.contains("article.txt: it is a PDF document. Open it and copy the text"),
        "{said}"
    );
}

#[test]
fn a_report_is_not_taken_for_an_article() {
    let report = run(&["--json", "src/samples/one.txt"], b"");
    let path = file("report.txt", &report.stdout);
    let again = run(&[&path], b"");
    assert_eq!(again.status.code(), Some(1));
    let said = String::from_utf8_lossy(&again.stderr);
    assert!(said.contains("Verbatim's own report of “Council keeps the night ferry"), "{said}");
}

#[test]
fn a_page_is_known_by_its_beginning_where_no_name_tells() {
    let page = b"<!doctype html><title>Rain</title><p>The rain fell on <b>Dunmarrow</b>.</p>";
    let output = run(&["--json", "-"], page);
    let report: Value = serde_json::from_str(stdout(&output)).unwrap();
    assert_eq!(report["document"]["format"], "html");
}

#[test]
fn words_for_the_user_cannot_steer_the_terminal() {
    let report = b"{\"schema\":\"verbatim-report/1\",\"headline\":\"a\\u001b[2Jb\\u202ec\"}";
    let path = file("steers.json", report);
    let output = run(&[&path, "no\u{1b}[2Jfile"], b"");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        said.contains("“a\u{fffd}[2Jb\u{fffd}c”") && said.contains("no\u{fffd}[2Jfile"),
        "{said:?}"
    );
}

#[test]
fn a_pipe_gets_neither_colours_nor_long_lines() {
    let output = run(&["src/samples/one.txt", "src/samples/three.txt"], b"");
    assert_eq!(output.status.code(), Some(0));
    assert!(!stdout(&output).contains('\x1b'));
    let longest = stdout(&output).lines().map(|line| line.chars().count()).max();
    assert!(longest.is_some_and(|columns| columns <= 80), "{longest:?}");
}

#[test]
fn the_readable_report_shows_what_was_found() {
    let output = run(&["src/samples/one.txt"], b"");
    for section in ["Council keeps the night ferry", "Quotes: ", "People: ", "Topics", "Removed: "]
    {
        assert!(stdout(&output).contains(section), "{section} in\n{}", stdout(&output));
    }
}

#[test]
fn jsonl_answers_each_line_before_the_next_is_given() {
    let mut command = verbatim(&["--jsonl"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut ask = |line: &str| {
        writeln!(input, "{line}").unwrap();
        let mut answer = String::new();
        output.read_line(&mut answer).unwrap();
        serde_json::from_str::<Value>(&answer).unwrap()
    };
    assert_eq!(ask(r#"{"id":1,"text":"One."}"#)["report"]["document"]["text"], "One.");
    assert!(ask("{broken")["error"].is_string());
    assert_eq!(ask(r#"{"id":3,"html":"<p>Three.</p>"}"#)["id"], 3);
    drop(input);
    assert_eq!(child.wait().unwrap().code(), Some(1), "one line was no good");
}

#[test]
fn jsonl_with_good_lines_ends_with_0() {
    let output = run(&["--jsonl"], b"{\"id\":1,\"text\":\"One.\"}\n");
    assert_eq!(output.status.code(), Some(0));
}
