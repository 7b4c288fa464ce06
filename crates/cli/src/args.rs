//! What the command line asks for.

use std::{
    ffi::{OsStr, OsString},
    path::PathBuf,
};

use lexopt::{Arg, Parser, ValueExt};
use verbatim_core::Format;

/// What `verbatim --help` prints.
pub const HELP: &str = "\
verbatim: the clean text of a news article, its quotes with who said them, and
what it is about. Nothing leaves this machine.

Usage:
  verbatim [OPTIONS] FILE...     a readable report of each file
  verbatim --jsonl < LINES       one report a line, for many articles

A FILE named - is standard input. Files ending in .html, .htm or .xhtml are read
as HTML, all others as plain text.

Options:
      --json             print a report as JSON, one line a file
      --pretty           print it as indented JSON
      --cleaned          print the cleaned text alone
      --format FORMAT    read every FILE as 'text' or 'html', whatever its name
      --jsonl            read lines {\"id\": …, \"text\": …} or {\"id\": …, \"html\": …} on
                         standard input, print {\"id\": …, \"report\": …} as each is
                         done, or {\"id\": …, \"error\": …} for a line that is no good;
                         a line may have the \"corrections\" of a report again
  -h, --help             print this
  -V, --version          print the version

Reports are described by tests/report.schema.json. Offsets in them are UTF-8
bytes into document.text.

Exit codes:
  0  everything was analysed
  1  some file or line could not be read; the others were analysed
  2  the command line was not understood

Environment:
  NO_COLOR   set to anything: no colours (there are none outside a terminal)
";

/// What to do.
#[derive(Debug, PartialEq)]
pub enum Command {
    /// Print [`HELP`].
    Help,
    /// Print the version.
    Version,
    /// Answer lines of JSON.
    Jsonl,
    /// Analyse files.
    Files(Options),
}

/// How to analyse files.
#[derive(Debug, PartialEq)]
pub struct Options {
    /// Their paths; `-` is standard input.
    pub files: Vec<PathBuf>,
    /// What to print of each.
    pub output: Output,
    /// How to read them; `None` goes by the name.
    pub format: Option<Format>,
}

/// What to print of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Output {
    /// For people.
    Readable,
    /// The cleaned text alone.
    Cleaned,
    /// One line of JSON.
    Json,
    /// Indented JSON.
    PrettyJson,
}

/// Reads the command line; the first of `args` is the program's name.
pub fn parse<I>(args: I) -> Result<Command, lexopt::Error>
where
    I: IntoIterator,
    I::Item: Into<OsString>,
    I::IntoIter: 'static,
{
    let mut parser = Parser::from_iter(args);
    let mut files = Vec::new();
    let mut output = Output::Readable;
    let mut format = None;
    let mut jsonl = false;
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Ok(Command::Help),
            Arg::Short('V') | Arg::Long("version") => return Ok(Command::Version),
            Arg::Long("json") if output == Output::PrettyJson => {}
            Arg::Long("json") => output = Output::Json,
            Arg::Long("pretty") => output = Output::PrettyJson,
            Arg::Long("cleaned") => output = Output::Cleaned,
            Arg::Long("format") => format = Some(format_named(&parser.value()?)?),
            Arg::Long("jsonl") => jsonl = true,
            Arg::Value(path) => files.push(PathBuf::from(path)),
            other => return Err(other.unexpected()),
        }
    }
    match (jsonl, files.is_empty()) {
        (true, true) => Ok(Command::Jsonl),
        (true, false) => Err("--jsonl reads standard input and takes no FILE".into()),
        (false, true) => Err("no FILE given".into()),
        (false, false) => Ok(Command::Files(Options { files, output, format })),
    }
}

fn format_named(name: &OsStr) -> Result<Format, lexopt::Error> {
    name.to_owned().parse_with(|name| match name {
        "text" => Ok(Format::Text),
        "html" => Ok(Format::Html),
        _ => Err("the format is 'text' or 'html'"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(args: &[&str]) -> Result<Command, String> {
        let args: Vec<OsString> =
            std::iter::once("verbatim").chain(args.iter().copied()).map(Into::into).collect();
        parse(args).map_err(|error| error.to_string())
    }

    #[test]
    fn options_stand_anywhere() {
        let expected = Command::Files(Options {
            files: vec!["a.txt".into(), "-".into()],
            output: Output::PrettyJson,
            format: Some(Format::Html),
        });
        assert_eq!(parsed(&["a.txt", "--pretty", "-", "--json", "--format=html"]), Ok(expected));
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for args in [&[][..], &["--jsonl", "a.txt"], &["--colour", "a"], &["--format", "pdf", "a"]]
        {
            assert!(parsed(args).is_err(), "{args:?}");
        }
    }

    #[test]
    fn a_file_may_look_like_an_option() {
        let Ok(Command::Files(options)) = parsed(&["--", "--json"]) else { panic!("refused") };
        assert_eq!(options.files, [PathBuf::from("--json")]);
    }
}
