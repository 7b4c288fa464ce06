//! Any bytes as pasted text, held to the invariants of the property tests.

#![no_main]

#[path = "../../crates/core/tests/invariants/holds.rs"]
mod holds;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use verbatim_core::{Input, Lexicons, analyze};

static LEXICONS: LazyLock<Lexicons> = LazyLock::new(Lexicons::load);

fuzz_target!(|bytes: &[u8]| {
    let input = Input::text(String::from_utf8_lossy(bytes));
    holds::check(&input, &analyze(&input, &LEXICONS));
});
