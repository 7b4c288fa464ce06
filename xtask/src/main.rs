//! `cargo xtask`: everything that is done with this repository, one module per
//! command. `serve` and `test` set up what they need by themselves; see
//! [`setup`] for what that is and where it goes.

mod bench;
mod budget;
mod build;
mod check;
mod command;
mod dist;
mod eval;
mod fuzz;
mod headers;
mod lexicon;
mod licences;
mod paths;
mod rules;
mod serve;
mod setup;
mod test;
mod tidy;
mod train;

use std::ffi::OsString;
use std::process::ExitCode;

use lexopt::Parser;

/// What every command returns; the text of an error says what to do about it.
pub type Outcome = Result<(), String>;

/// What came of a command, unless its command line was not understood.
pub type Asked = Result<Outcome, lexopt::Error>;

/// A command.
struct Task {
    name: &'static str,
    /// What it is for, in one line.
    help: &'static str,
    /// What may stand after its name, and what that means.
    usage: &'static str,
    /// Reads all that stands after its name, then does it.
    run: fn(Parser) -> Asked,
}

/// Of a command that takes no arguments.
const NO_ARGUMENTS: &str = "";

/// Every command, in the order in which a newcomer meets them.
const TASKS: &[Task] = &[
    Task {
        name: "serve",
        help: "set up, build the page, serve it to this machine",
        usage: serve::USAGE,
        run: serve::run,
    },
    Task {
        name: "test",
        help: "set up, run every test, end with the count",
        usage: NO_ARGUMENTS,
        run: |args| without_arguments(args, test::run),
    },
    Task {
        name: "check",
        help: "format, lints, our own rules, documentation, licences, fuzz targets, size",
        usage: NO_ARGUMENTS,
        run: |args| without_arguments(args, check::run),
    },
    Task {
        name: "fuzz",
        help: "any bytes through the analysis, from our own articles on",
        usage: fuzz::USAGE,
        run: fuzz::run,
    },
    Task {
        name: "bench",
        help: "how fast it is, natively and in Chromium",
        usage: bench::USAGE,
        run: bench::run,
    },
    Task {
        name: "budget",
        help: "what the browser downloads, file by file",
        usage: NO_ARGUMENTS,
        run: |args| without_arguments(args, budget::run),
    },
    Task {
        name: "build",
        help: "build the page, release, into dist/",
        usage: NO_ARGUMENTS,
        run: |args| without_arguments(args, build::run),
    },
    Task {
        name: "eval",
        help: "score the analysis against answers made by hand",
        usage: eval::USAGE,
        run: eval::run,
    },
    Task {
        name: "train",
        help: "learn the cleaner's body model, or its words, from labelled pages",
        usage: train::USAGE,
        run: train::run,
    },
    Task {
        name: "lexicon",
        help: "make the word lists again from unpacked packages",
        usage: lexicon::USAGE,
        run: lexicon::run,
    },
];

fn main() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().skip(1).collect();
    let Some((name, rest)) = args.split_first() else {
        eprint!("{}", help());
        return ExitCode::from(2);
    };
    let name = name.to_string_lossy();
    if matches!(&*name, "help" | "--help" | "-h") {
        print!("{}", help());
        return ExitCode::SUCCESS;
    }
    let Some(task) = TASKS.iter().find(|task| task.name == name) else {
        eprint!("xtask: there is no command `{name}`\n\n{}", help());
        return ExitCode::from(2);
    };
    // Asked for anywhere, as one adds it to a line that was not understood.
    if rest.iter().any(|arg| arg == "--help" || arg == "-h") {
        print!("{}", usage(task));
        return ExitCode::SUCCESS;
    }
    match (task.run)(Parser::from_args(rest)) {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(message)) => {
            // Nothing is said where the command's own last line says it all.
            if !message.is_empty() {
                eprintln!("xtask {name}: {message}");
            }
            ExitCode::FAILURE
        }
        Err(error) => {
            eprint!("xtask {name}: {error}\n{}", usage(task));
            ExitCode::from(2)
        }
    }
}

/// Runs a command that takes no arguments.
fn without_arguments(mut args: Parser, run: fn() -> Outcome) -> Asked {
    match args.next()? {
        Some(arg) => Err(arg.unexpected()),
        None => Ok(run()),
    }
}

fn help() -> String {
    let lines = TASKS.iter().map(|task| format!("  {:<8} {}\n", task.name, task.help));
    let lines: String = lines.collect();
    format!("cargo xtask COMMAND\n\n{lines}\ncargo xtask COMMAND --help says what it takes.\n")
}

fn usage(task: &Task) -> String {
    let (arguments, meaning) = task.usage.split_once('\n').unwrap_or((task.usage, ""));
    let line = format!("usage: cargo xtask {} {arguments}", task.name);
    let mut text = format!("{}\n\n  {}\n", line.trim_end(), task.help);
    if !meaning.is_empty() {
        text.push_str(&format!("\n{}\n", meaning.trim_matches('\n')));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flag_that_no_command_knows_is_an_error_of_each() {
        for task in TASKS {
            let error = (task.run)(Parser::from_args(["--no-such-flag"])).err();
            let error = error.unwrap_or_else(|| panic!("{} takes any flag", task.name));
            assert!(error.to_string().contains("--no-such-flag"), "{}: {error}", task.name);
        }
    }

    #[test]
    fn a_command_without_arguments_refuses_one() {
        for task in TASKS.iter().filter(|task| task.usage == NO_ARGUMENTS) {
            assert!((task.run)(Parser::from_args(["twice"])).is_err(), "{}", task.name);
        }
    }

    #[test]
    fn usage_names_the_command_and_what_it_takes() {
        for task in TASKS {
            let usage = usage(task);
            let opening = format!("usage: cargo xtask {}", task.name);
            assert!(usage.starts_with(&opening), "{usage}");
            assert!(usage.contains(task.help), "{usage}");
        }
    }
}
