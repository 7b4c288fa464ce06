//! What an analysis costs: the processor's time of its thread alone, which other
//! programs on the machine hardly change, and the most memory that it holds.

use std::time::Duration;

use peak_alloc::PeakAlloc;
use rustix::time::{ClockId, clock_gettime};
use verbatim_core::{Input, Lexicons, Stage, analyze_with};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// What one analysis cost.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    pub time: Duration,
    /// Bytes held at most beside the input and the lexicon.
    pub memory: usize,
    /// Of each station the time, and the most memory that was held in it.
    pub stations: [(Duration, usize); Stage::ALL.len()],
}

fn now() -> Duration {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(now.tv_sec.unsigned_abs(), u32::try_from(now.tv_nsec).unwrap_or_default())
}

/// Analyses `input` once.
pub fn of(input: &Input, lexicons: &Lexicons) -> Cost {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let mut marks = Vec::with_capacity(Stage::ALL.len() + 1);
    let mut mark = || {
        marks.push((now(), MEMORY.peak_usage().saturating_sub(before)));
        MEMORY.reset_peak_usage();
    };
    let report = analyze_with(input, lexicons, |_| mark());
    mark();
    drop(report);
    let mut stations = [(Duration::ZERO, 0); Stage::ALL.len()];
    for (station, pair) in stations.iter_mut().zip(marks.windows(2)) {
        *station = (pair[1].0 - pair[0].0, pair[1].1);
    }
    Cost {
        time: stations.iter().map(|(time, _)| *time).sum(),
        memory: stations.iter().map(|(_, memory)| *memory).max().unwrap_or_default(),
        stations,
    }
}
