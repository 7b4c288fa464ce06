//! What holds of our own code and no compiler checks: `ARCHITECTURE.md` says it in
//! words, these rules hold it. Each reads the files as tokens, so that neither a
//! comment nor a test counts.

mod codes;
mod prose;
mod road;
mod source;

use crate::Outcome;
use crate::command::say;

/// Holds the core to its one road.
///
/// # Errors
/// When files import each other in a circle, or one below the report imports it.
pub fn road() -> Outcome {
    let core = source::read("crates/core/src")?;
    let faults = road::faults(&core);
    told(faults, &format!("{} files of the core, nothing flows backwards", core.len()))
}

/// Holds every program to codes where it decides, not to what people are told.
///
/// # Errors
/// When one decides by the words of a message.
pub fn prose() -> Outcome {
    let mut programs = source::read("src")?;
    programs.extend(source::read("crates")?);
    let faults = programs.iter().flat_map(prose::faults).collect();
    told(faults, &format!("{} files, none decides by the words of a message", programs.len()))
}

/// Holds the core and the page to [`Language`](verbatim_lexicon::Language).
///
/// # Errors
/// When a language's code stands in their code.
pub fn codes() -> Outcome {
    let mut files = source::read("crates/core/src")?;
    files.extend(source::read("src")?);
    let faults = files.iter().flat_map(codes::faults).collect();
    told(faults, &format!("{} files, no language's code among them", files.len()))
}

fn told(faults: Vec<String>, good: &str) -> Outcome {
    if !faults.is_empty() {
        return Err(format!("\n    {}", faults.join("\n    ")));
    }
    say(&format!("  {good}"));
    Ok(())
}
