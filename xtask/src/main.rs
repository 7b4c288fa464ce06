//! `cargo xtask`: everything a founder does with this repository.

fn main() {}
