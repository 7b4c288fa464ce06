//! Time and memory are linear in the input, whatever its shape: what a byte costs at
//! two sizes, four doublings apart. Only optimised:
//!
//! ```sh
//! cargo test --profile tool -p verbatim-core --test linear
//! ```
//!
//! Its bar for time only tells linear from quadratic, which would be sixteen: a machine
//! that does other things at once has slower memory for large inputs than for small
//! ones. `cargo xtask bench --hostile` prints every figure, beside the narrow bars.

#![cfg(not(target_family = "wasm"))]
#![expect(clippy::panic, reason = "a test fails by a panic")]

#[path = "shapes/cost.rs"]
mod cost;
#[path = "shapes/mod.rs"]
mod shapes;

use shapes::{SHAPES, Shape};
use verbatim_core::Lexicons;

const SMALL: usize = 64 << 10;
const LARGE: usize = SMALL << 4;
/// How many times as long a byte may take in the large input as in the small one.
const GROWTH: f64 = 2.5;
/// The bytes of memory that a byte holds at most while it is analysed.
const MEMORY: f64 = 64.0;
/// What takes so long is measured again before it is called slow.
const TRIES: usize = 4;

/// What is wrong with a shape, if anything is.
fn fault(shape: &Shape, lexicons: &Lexicons) -> Option<String> {
    let (small, large) = (shape.input(SMALL), shape.input(LARGE));
    let per_byte = |cost: cost::Cost, bytes: usize| cost.time.as_secs_f64() / bytes as f64;
    let (mut few, mut many) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..TRIES {
        for _ in 0..3 {
            few = few.min(per_byte(cost::of(&small, lexicons), small.source.len()));
        }
        let cost = cost::of(&large, lexicons);
        many = many.min(per_byte(cost, large.source.len()));
        let memory = cost.memory as f64 / large.source.len() as f64;
        if memory > MEMORY {
            return Some(format!("{memory:.0} bytes a byte (at most {MEMORY})"));
        }
        if many <= few * GROWTH {
            return None;
        }
    }
    Some(format!("a byte takes {:.1} times as long (at most {GROWTH})", many / few))
}

#[test]
fn what_a_byte_costs_does_not_grow() {
    let lexicons = Lexicons::load();
    let faults = SHAPES.iter().filter_map(|shape| Some((shape.name, fault(shape, &lexicons)?)));
    let faults: Vec<String> = faults.map(|(name, fault)| format!("{name}: {fault}")).collect();
    assert!(faults.is_empty(), "of {} shapes:\n{}", SHAPES.len(), faults.join("\n"));
}
