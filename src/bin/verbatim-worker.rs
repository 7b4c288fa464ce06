//! The program of the web worker; what it does is in `crates/worker`.
//!
//! It is a program of this package and not of its own: cargo then builds what
//! the page and the worker share once, and links the two side by side.

fn main() {
    verbatim_worker::run();
}
