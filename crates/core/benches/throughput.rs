//! How fast the analysis runs natively. Names of files in, one line of JSON a
//! file out: its bytes, how much of it is kept, the median time, the runs, and
//! each station's share.
//!
//! `cargo xtask bench` chooses the files and makes tables of the lines. A
//! median over runs that fill some tenths of a second is steady enough to see
//! what changed; a framework would bring a hundred crates for the same number.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use verbatim_core::{Input, Lexicons, Stage, analyze, analyze_with};

/// Runs go on until this much time has gone by and there are a few.
const LONG_ENOUGH: Duration = Duration::from_millis(700);
const FEWEST: usize = 5;

/// The times of one run: of all, and of each station.
type Times = (Duration, [Duration; Stage::ALL.len()]);

fn main() -> ExitCode {
    let lexicons = Lexicons::load();
    // Cargo adds `--bench`; everything else names a file.
    for file in std::env::args().skip(1).filter(|arg| !arg.starts_with("--")) {
        match std::fs::read_to_string(&file) {
            Ok(source) => println!("{}", measure(&file, source, &lexicons)),
            Err(err) => {
                eprintln!("{file}: {err}");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}

fn measure(file: &str, source: String, lexicons: &Lexicons) -> serde_json::Value {
    let bytes = source.len();
    let input = if file.ends_with(".html") { Input::html(source) } else { Input::text(source) };
    // Once unmeasured: caches fill and memory is asked of the system.
    let report = analyze(&input, lexicons);
    let kept = report.cleaned.text.len() as f64 / report.document.text.len().max(1) as f64;
    let began = Instant::now();
    let mut runs = Vec::new();
    while runs.len() < FEWEST || began.elapsed() < LONG_ENOUGH {
        runs.push(run(&input, lexicons));
    }
    runs.sort_by_key(|(total, _)| *total);
    let (median, stations) = runs[runs.len() / 2];
    let stations: serde_json::Map<_, _> = Stage::ALL
        .iter()
        .zip(stations)
        .map(|(stage, time)| (format!("{stage:?}").to_lowercase(), milliseconds(time).into()))
        .collect();
    serde_json::json!({
        "name": file,
        "bytes": bytes,
        "kept": kept,
        "runs": runs.len(),
        "ms": milliseconds(median),
        "stations": stations,
    })
}

fn run(input: &Input, lexicons: &Lexicons) -> Times {
    let began = Instant::now();
    let mut marks = Vec::with_capacity(Stage::ALL.len() + 1);
    let report = analyze_with(input, lexicons, |_| marks.push(Instant::now()));
    let end = Instant::now();
    std::hint::black_box(report);
    marks.push(end);
    let mut stations = [Duration::ZERO; Stage::ALL.len()];
    for (station, pair) in stations.iter_mut().zip(marks.windows(2)) {
        *station = pair[1] - pair[0];
    }
    (end - began, stations)
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
