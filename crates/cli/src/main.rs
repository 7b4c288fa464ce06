//! `verbatim` in a terminal: a thin caller of the core. The analysis lives in
//! `crates/core` and files are told and decoded in `crates/readers`; here they
//! are opened, and reports are written.

mod args;
mod jsonl;
mod paint;
mod readable;
mod source;

use std::{
    io::{self, BufWriter, IsTerminal, Write},
    process::ExitCode,
};

use verbatim_core::{Lexicons, Report};

use args::{Command, Options, Output};

/// Every input was analysed.
const DONE: u8 = 0;
/// Some input could not be read; the others were analysed.
const SOME_FAILED: u8 = 1;
/// The command line was not understood; nothing was analysed.
const USAGE: u8 = 2;

fn main() -> ExitCode {
    let command = match args::parse(std::env::args_os()) {
        Ok(command) => command,
        Err(error) => {
            eprintln!("verbatim: {error}\nTry 'verbatim --help'.");
            return ExitCode::from(USAGE);
        }
    };
    let out = BufWriter::new(io::stdout().lock());
    match run(command, out) {
        Ok(code) => ExitCode::from(code),
        // Whoever reads has seen enough (`verbatim … | head`): no failure of ours.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(DONE),
        Err(error) => {
            eprintln!("verbatim: could not write: {error}");
            ExitCode::from(SOME_FAILED)
        }
    }
}

fn run(command: Command, mut out: impl Write) -> io::Result<u8> {
    let code = match command {
        Command::Help => {
            out.write_all(args::help().as_bytes())?;
            DONE
        }
        Command::Version => {
            writeln!(out, "verbatim {}", env!("CARGO_PKG_VERSION"))?;
            DONE
        }
        Command::Jsonl => {
            let all_good = jsonl::answer(io::stdin().lock(), &mut out, &look(), &Lexicons::load())?;
            if all_good { DONE } else { SOME_FAILED }
        }
        Command::Files(options) => analyse_files(&options, &mut out)?,
    };
    out.flush()?;
    Ok(code)
}

fn analyse_files(options: &Options, out: &mut impl Write) -> io::Result<u8> {
    let lexicons = Lexicons::load();
    let look = look();
    let mut code = DONE;
    for (nth, path) in options.files.iter().enumerate() {
        let source = match source::read(path, options.wish) {
            Ok(source) => source,
            Err(error) => {
                out.flush()?;
                let said = format!("{}: {error}", path.to_string_lossy());
                eprintln!("verbatim: {}", paint::harmless(&said));
                code = SOME_FAILED;
                continue;
            }
        };
        let mut report = verbatim_core::analyze(&source.input, &lexicons);
        report.notices.splice(0..0, source.notices);
        if nth > 0 && options.output == Output::Readable {
            writeln!(out, "\n")?;
        }
        write_report(&report, options.output, &look, out)?;
        out.flush()?;
    }
    Ok(code)
}

fn look() -> paint::Look {
    paint::Look::of_terminal(io::stdout().is_terminal())
}

fn write_report(
    report: &Report,
    output: Output,
    look: &paint::Look,
    out: &mut impl Write,
) -> io::Result<()> {
    match output {
        Output::Readable => readable::write(report, look, out),
        Output::Cleaned => writeln!(out, "{}", look.shown(&report.cleaned.text)),
        Output::Json => writeln!(out, "{}", look.json(serde_json::to_string(report)?)),
        Output::PrettyJson => {
            writeln!(out, "{}", look.json(serde_json::to_string_pretty(report)?))
        }
    }
}
