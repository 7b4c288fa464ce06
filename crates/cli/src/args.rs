//! What the command line asks for.

use std::{
    ffi::{OsStr, OsString},
    path::PathBuf,
};

use lexopt::{Arg, Parser, ValueExt};
use verbatim_core::Format;
use verbatim_readers::{
    Charsets as _, Encoding, Wish,
    charset::Known,
    types::{extensions, refusals},
};

/// What `verbatim --help` prints.
pub fn help() -> String {
    let list = |all: Vec<String>| all.join(", ");
    HELP.replace("{PAGES}", &list(extensions(Format::Html).collect()))
        .replace("{TEXTS}", &list(extensions(Format::Text).collect()))
        .replace("{REFUSED}", &folded(refusals()))
}

/// Names in lines as wide as the others of the help.
fn folded(names: impl Iterator<Item = &'static str>) -> String {
    const WIDTH: usize = 78;
    let mut out = "  ".to_owned();
    let mut width = 2;
    for (at, name) in names.enumerate() {
        if at > 0 {
            let fits = width + 2 + name.len() < WIDTH;
            out.push_str(if fits { ", " } else { ",\n  " });
            width = if fits { width + 2 } else { 2 };
        }
        out.push_str(name);
        width += name.len();
    }
    out
}

/// [`help`] without what the list of file types says.
const HELP: &str = "\
verbatim: the clean text of a news article, its quotes with who said them, and
what it is about. Nothing leaves this machine.

Usage:
  verbatim [OPTIONS] FILE...     a readable report of each file
  verbatim --jsonl < LINES       one report a line, for many articles

A FILE named - is standard input. Files ending in {PAGES} are read
as HTML, and so are others that begin as a page does, unless they end in {TEXTS};
what else is text is read as plain text. How its letters are encoded is found out.

Options:
      --json             print a report as JSON, one line a file
      --pretty           print it as indented JSON
      --cleaned          print the cleaned text alone
      --format FORMAT    read every FILE as 'text' or 'html', whatever its name
      --encoding NAME    decode every FILE as NAME ('windows-1251', 'koi8-r', …)
                         rather than by what its bytes tell
      --jsonl            read lines {\"id\": …, \"text\": …} or {\"id\": …, \"html\": …} on
                         standard input, print {\"id\": …, \"report\": …} as each is
                         done, or {\"id\": …, \"error\": …} for a line that is no good;
                         a line may have the \"corrections\" of a report again
  -h, --help             print this
  -V, --version          print the version

Reports are described by tests/report.schema.json. Offsets in them are UTF-8
bytes into document.text.

Not read, whatever their names, but told by their first bytes, with a word on
what would work:
{REFUSED}.

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
    /// How to read them, where the user says so.
    pub wish: Wish,
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
    let mut wish = Wish::default();
    let mut jsonl = false;
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Ok(Command::Help),
            Arg::Short('V') | Arg::Long("version") => return Ok(Command::Version),
            Arg::Long("json") if output == Output::PrettyJson => {}
            Arg::Long("json") => output = Output::Json,
            Arg::Long("pretty") => output = Output::PrettyJson,
            Arg::Long("cleaned") => output = Output::Cleaned,
            Arg::Long("format") => wish.format = Some(format_named(&parser.value()?)?),
            Arg::Long("encoding") => wish.encoding = Some(encoding_named(&parser.value()?)?),
            Arg::Long("jsonl") => jsonl = true,
            Arg::Value(path) => files.push(PathBuf::from(path)),
            other => return Err(other.unexpected()),
        }
    }
    match (jsonl, files.is_empty()) {
        (true, true) => Ok(Command::Jsonl),
        (true, false) => Err("--jsonl reads standard input and takes no FILE".into()),
        (false, true) => Err("no FILE given".into()),
        (false, false) => Ok(Command::Files(Options { files, output, wish })),
    }
}

fn format_named(name: &OsStr) -> Result<Format, lexopt::Error> {
    name.to_owned().parse_with(|name| match name {
        "text" => Ok(Format::Text),
        "html" => Ok(Format::Html),
        _ => Err("the format is 'text' or 'html'"),
    })
}

fn encoding_named(name: &OsStr) -> Result<Encoding, lexopt::Error> {
    name.to_owned()
        .parse_with(|name| Known.named(name).ok_or("no encoding that browsers know has this name"))
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
            wish: Wish { format: Some(Format::Html), encoding: Encoding::of_name("windows-1252") },
        });
        let args = ["a.txt", "--pretty", "-", "--json", "--format=html", "--encoding", "latin1"];
        assert_eq!(parsed(&args), Ok(expected));
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for args in [
            &[][..],
            &["--jsonl", "a.txt"],
            &["--colour", "a"],
            &["--format", "pdf", "a"],
            &["--encoding", "klingon", "a"],
        ] {
            assert!(parsed(args).is_err(), "{args:?}");
        }
    }

    #[test]
    fn a_file_may_look_like_an_option() {
        let Ok(Command::Files(options)) = parsed(&["--", "--json"]) else { panic!("refused") };
        assert_eq!(options.files, [PathBuf::from("--json")]);
    }
}
