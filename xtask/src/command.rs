//! Running other programs, and saying so: what starts, how long it took, and
//! what to do when it failed.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Prints a line of progress.
///
/// Progress goes to standard output, flushed, so that a log shows it at once.
pub fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    // A closed pipe must not end a build that is under way.
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// The command as one would type it.
pub fn shown(command: &Command) -> String {
    let mut line = command.get_program().to_string_lossy().into_owned();
    for arg in command.get_args() {
        line.push(' ');
        line.push_str(&arg.to_string_lossy());
    }
    line
}

/// Runs a command whose output the reader should see.
///
/// # Errors
/// When it cannot be started or ends with a failure.
pub fn run(command: &mut Command) -> Result<(), String> {
    let status = command.status().map_err(|err| cannot_start(command, &err))?;
    if status.success() { Ok(()) } else { Err(format!("`{}` failed ({status})", shown(command))) }
}

/// Runs a command in silence and returns what it printed on standard output.
///
/// # Errors
/// When it cannot be started or ends with a failure; the text then holds the
/// end of what it said.
pub fn output(command: &mut Command) -> Result<String, String> {
    let out = command.output().map_err(|err| cannot_start(command, &err))?;
    if out.status.success() {
        Ok(String::from_utf8_lossy(&out.stdout).into_owned())
    } else {
        Err(format!("`{}` failed ({}){}", shown(command), out.status, last_lines(&out)))
    }
}

/// As [`output`], but returns what it said on standard error.
///
/// # Errors
/// As [`output`].
pub fn told(command: &mut Command) -> Result<String, String> {
    let out = command.output().map_err(|err| cannot_start(command, &err))?;
    if out.status.success() {
        Ok(String::from_utf8_lossy(&out.stderr).into_owned())
    } else {
        Err(format!("`{}` failed ({}){}", shown(command), out.status, last_lines(&out)))
    }
}

/// Runs a command in silence for at most `limit`, then ends it.
///
/// # Errors
/// As [`output`], and when the time is over.
pub fn output_within(command: &mut Command, limit: Duration) -> Result<String, String> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|err| cannot_start(command, &err))?;
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(_)) => break,
            Ok(None) if start.elapsed() > limit => {
                let _ = child.kill();
                let _ = child.wait();
                return Err(format!("`{}` took longer than {limit:?}", shown(command)));
            }
            Ok(None) => thread::sleep(Duration::from_millis(50)),
            Err(err) => return Err(cannot_start(command, &err)),
        }
    }
    let out = child.wait_with_output().map_err(|err| cannot_start(command, &err))?;
    if out.status.success() {
        Ok(String::from_utf8_lossy(&out.stdout).into_owned())
    } else {
        Err(format!("`{}` failed{}", shown(command), last_lines(&out)))
    }
}

fn cannot_start(command: &Command, err: &std::io::Error) -> String {
    format!("cannot start `{}`: {err}", command.get_program().to_string_lossy())
}

/// The end of a failed command's output, indented, or nothing.
fn last_lines(out: &Output) -> String {
    let mut text = String::from_utf8_lossy(&out.stdout).into_owned();
    text.push_str(&String::from_utf8_lossy(&out.stderr));
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let start = lines.len().saturating_sub(15);
    lines.iter().skip(start).map(|line| format!("\n    {line}")).collect()
}

/// A duration as people say it: `4.2 s`, `3 min 20 s`.
pub fn lasted(duration: Duration) -> String {
    let seconds = duration.as_secs();
    if seconds < 60 {
        format!("{:.1} s", duration.as_secs_f64())
    } else {
        format!("{} min {} s", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_as_people_say_them() {
        assert_eq!(lasted(Duration::from_millis(4230)), "4.2 s");
        assert_eq!(lasted(Duration::from_secs(200)), "3 min 20 s");
    }

    #[test]
    fn a_command_that_takes_too_long_is_ended() {
        let start = Instant::now();
        let ended = output_within(Command::new("sleep").arg("20"), Duration::from_millis(100));
        assert!(ended.is_err_and(|err| err.contains("longer")));
        assert!(start.elapsed() < Duration::from_secs(5));
    }
}
