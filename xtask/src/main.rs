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
mod headers;
mod lexicon;
mod licences;
mod paths;
mod serve;
mod setup;
mod test;
mod tidy;
mod train;

use std::process::ExitCode;

/// What every command returns; the text of an error says what to do about it.
pub type Outcome = Result<(), String>;

/// A command: its name, its arguments and meaning for the help, and its code.
struct Task {
    name: &'static str,
    help: &'static str,
    run: fn(&[String]) -> Outcome,
}

/// Every command, in the order in which a newcomer meets them.
const TASKS: &[Task] = &[
    Task {
        name: "serve",
        help: "set up, build the page, serve it to this machine",
        run: serve::run,
    },
    Task { name: "test", help: "set up, run every test, end with the count", run: test::run },
    Task {
        name: "check",
        help: "format, lints, documentation, licences, fuzz targets, size",
        run: check::run,
    },
    Task { name: "bench", help: "how fast it is, natively and in Chromium", run: bench::run },
    Task { name: "budget", help: "what the browser downloads, file by file", run: budget::run },
    Task { name: "build", help: "build the page, release, into dist/", run: build::run },
    Task {
        name: "eval",
        help: "eval seeds|clean|quotes|topics [FOLDER]: score the analysis against answers made by hand",
        run: eval::run,
    },
    Task {
        name: "train",
        help: "train clean|words FOLDER: learn the cleaner's body model, or its words, from labelled pages",
        run: train::run,
    },
    Task {
        name: "lexicon",
        help: "lexicon FOLDER: make the word lists again from unpacked packages",
        run: lexicon::run,
    },
];

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some((name, rest)) = args.split_first() else {
        print_help();
        return ExitCode::from(2);
    };
    if matches!(name.as_str(), "help" | "--help" | "-h") {
        print_help();
        return ExitCode::SUCCESS;
    }
    let Some(task) = TASKS.iter().find(|task| task.name == name) else {
        eprintln!("xtask: there is no command `{name}`\n");
        print_help();
        return ExitCode::from(2);
    };
    match (task.run)(rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            // Nothing is said where the command's own last line says it all.
            if !message.is_empty() {
                eprintln!("xtask {name}: {message}");
            }
            ExitCode::FAILURE
        }
    }
}

fn print_help() {
    eprintln!("cargo xtask COMMAND\n");
    for task in TASKS {
        eprintln!("  {:<8} {}", task.name, task.help);
    }
}
