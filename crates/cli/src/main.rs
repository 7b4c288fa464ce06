//! `verbatim` in a terminal: a thin caller of the core.

fn main() {}
