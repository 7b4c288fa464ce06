//! The Verbatim page: a Yew app. The analysis lives in `crates/core` and runs
//! in a web worker (`crates/worker`), never on this thread.

fn main() {}
