//! What hostile shapes cost, natively: a line of JSON a shape. `cargo xtask bench
//! --hostile` makes a table of the lines, and has Chromium read the same shapes.
//!
//! ```sh
//! hostile SMALLEST [WORDS…]    # measures at five sizes, each twice the one before
//! hostile --write FOLDER SIZE  # writes each shape as a file
//! ```

#[path = "../tests/shapes/cost.rs"]
mod cost;
#[path = "../tests/shapes/mod.rs"]
mod shapes;

use std::{process::ExitCode, time::Duration};

use verbatim_core::{Format, Lexicons, Stage};

/// Sizes from the smallest on, each twice as large.
const SIZES: u32 = 5;
/// Analyses of each.
const RUNS: usize = 3;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match args.as_slice() {
        ["--write", folder, size] => size
            .parse()
            .map_err(|_| format!("`{size}` is no size"))
            .and_then(|size| write(folder, size)),
        [smallest, names @ ..] => smallest
            .parse()
            .map_err(|_| format!("`{smallest}` is no size"))
            .map(|smallest| measure(smallest, names)),
        [] => Err("the smallest size in bytes is missing".to_owned()),
    };
    if let Err(message) = done {
        eprintln!("{message}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

fn write(folder: &str, size: usize) -> Result<(), String> {
    for (number, shape) in shapes::SHAPES.iter().enumerate() {
        let input = shape.input(size);
        let html = input.format == Format::Html;
        let path = format!("{folder}/{number}.{}", if html { "html" } else { "txt" });
        std::fs::write(&path, input.source).map_err(|err| format!("{path}: {err}"))?;
        println!("{}", serde_json::json!({ "name": shape.name, "path": path, "html": html }));
    }
    Ok(())
}

fn measure(smallest: usize, names: &[&str]) {
    let lexicons = Lexicons::load();
    let wanted = |name: &str| names.is_empty() || names.iter().any(|words| name.contains(words));
    for shape in shapes::SHAPES.iter().filter(|shape| wanted(shape.name)) {
        let sizes: Vec<serde_json::Value> =
            (0..SIZES).map(|doubling| at(shape, smallest << doubling, &lexicons)).collect();
        println!("{}", serde_json::json!({ "name": shape.name, "sizes": sizes }));
    }
}

fn at(shape: &shapes::Shape, size: usize, lexicons: &Lexicons) -> serde_json::Value {
    let input = shape.input(size);
    // The least of some is what it costs without what else the machine does.
    let mut least = cost::of(&input, lexicons);
    for _ in 1..RUNS {
        let cost = cost::of(&input, lexicons);
        if cost.time < least.time {
            least = cost;
        }
    }
    let stations = Stage::ALL.iter().zip(least.stations).map(|(stage, (time, memory))| {
        let name = format!("{stage:?}").to_lowercase();
        (name, serde_json::json!({ "ns": nanoseconds(time), "memory": memory }))
    });
    serde_json::json!({
        "bytes": input.source.len(),
        "ns": nanoseconds(least.time),
        "memory": least.memory,
        "stations": stations.collect::<serde_json::Map<_, _>>(),
    })
}

fn nanoseconds(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}
