//! The tokenizer, as everything that reads HTML here uses it.
//!
//! html5gum's states are generic over who listens, and a second listener would
//! be all of them a second time in the download. So there is one, which calls
//! a function that it does not know, and it does not listen to errors: the
//! checks that would find them then are no part of the program.

use std::convert::Infallible;

use html5gum::{
    Emitter, Error, ForwardingEmitter, Span, Tokenizer,
    emitters::callback::{CallbackEmitter, CallbackEvent},
};

/// What is called with each event and where it stands in the source. It
/// yields nothing, as [`Emitter`] wants it said.
type Listener<'l> = &'l mut dyn FnMut(CallbackEvent<'_>, Span<usize>) -> Option<Infallible>;

/// Reads a page: what a script, a style or a title holds is no markup.
pub(super) fn page(source: &str, mut take: impl FnMut(&CallbackEvent<'_>, Span<usize>)) {
    read(source, true, &mut |event, span| {
        take(&event, span);
        None
    });
}

/// Decodes the character references of a text; tags in it are left out.
pub(super) fn decoded(text: &str) -> String {
    let mut out = String::new();
    read(text, false, &mut |event, _| {
        if let CallbackEvent::String { value } = event {
            out.push_str(&String::from_utf8_lossy(value));
        }
        None
    });
    out
}

fn read(source: &str, follow_tags: bool, listener: Listener<'_>) {
    let mut inner = CallbackEmitter::new(listener);
    inner.naively_switch_states(follow_tags);
    let Ok(()) = Tokenizer::new_with_emitter(source, Quiet(inner)).finish();
}

/// An emitter without errors.
struct Quiet<'l>(CallbackEmitter<Listener<'l>, Infallible, usize>);

impl ForwardingEmitter for Quiet<'_> {
    type Token = Infallible;

    #[inline]
    fn inner(&mut self) -> &mut impl Emitter<Token = Infallible> {
        &mut self.0
    }

    #[inline]
    fn emit_error(&mut self, _: Error) {}

    #[inline]
    fn should_emit_errors(&mut self) -> bool {
        false
    }
}
