//! Where decoded text stands in the source.
//!
//! The tokenizer hands over text with character references decoded and line
//! ends normalised. Walking it along the source finds each literal stretch and
//! each reference again.

use super::tokens;

/// One stretch of a text token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    /// In the token's value.
    pub value: (usize, usize),
    /// In the source.
    pub source: (usize, usize),
    /// Byte for byte the same.
    pub literal: bool,
}

/// Finds decoded text in the source, token by token.
#[derive(Debug)]
pub(super) struct Decoder<'s> {
    source: &'s str,
    at: usize,
    /// A buffer that the caller lends and takes back.
    pub pieces: Vec<Piece>,
}

impl<'s> Decoder<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        Self { source, at: 0, pieces: Vec::new() }
    }

    /// Goes on behind a token that ends here.
    pub(super) fn seek(&mut self, at: usize) {
        self.at = self.at.max(at.min(self.source.len()));
    }

    /// Cuts `value`, which starts at or after the cursor, into pieces.
    pub(super) fn decode(&mut self, value: &str, hint: usize, pieces: &mut Vec<Piece>) {
        if self.walk(value, self.at, pieces) {
            return;
        }
        pieces.clear();
        let hint = hint.min(self.source.len());
        if self.walk(value, hint, pieces) {
            return;
        }
        // Not found again: the whole token points at where it must be.
        pieces.clear();
        let end = (hint + value.len()).min(self.source.len()).max(self.at);
        let source = (self.at.min(hint), end);
        pieces.push(Piece { value: (0, value.len()), source, literal: false });
        self.at = end;
    }

    fn walk(&mut self, value: &str, from: usize, pieces: &mut Vec<Piece>) -> bool {
        let (wanted, given) = (value.as_bytes(), self.source.as_bytes());
        let (mut to, mut at) = (0, from);
        while to < wanted.len() {
            let (value_start, source_start) = (to, at);
            while let (Some(want), Some(have)) = (wanted.get(to), given.get(at)) {
                if want != have || *have == b'&' || *have == b'\r' {
                    break;
                }
                to += 1;
                at += 1;
            }
            if to > value_start {
                pieces.push(Piece {
                    value: (value_start, to),
                    source: (source_start, at),
                    literal: true,
                });
                continue;
            }
            // An end tag without a name is dropped inside of a text.
            if given.get(at..).is_some_and(|rest| rest.starts_with(b"</>")) {
                at += 3;
                continue;
            }
            let Some((used, made)) = self.reference(at, value.get(to..).unwrap_or_default()) else {
                return false;
            };
            pieces.push(Piece { value: (to, to + made), source: (at, at + used), literal: false });
            to += made;
            at += used;
        }
        self.at = at;
        true
    }

    /// The source bytes used and value bytes made by the reference or line end at `at`.
    fn reference(&self, at: usize, value: &str) -> Option<(usize, usize)> {
        let rest = self.source.get(at..)?;
        if rest.starts_with('\r') && value.starts_with('\n') {
            return Some((if rest.starts_with("\r\n") { 2 } else { 1 }, 1));
        }
        if !rest.starts_with('&') {
            return None;
        }
        let name =
            rest.bytes().skip(1).take(40).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#');
        let mut used = 1 + name.count();
        if rest.as_bytes().get(used) == Some(&b';') {
            used += 1;
        }
        let made = match rest.get(..used)? {
            "&amp;" => "&".to_owned(),
            "&nbsp;" | "&#160;" | "&#xa0;" => "\u{a0}".to_owned(),
            "&quot;" => "\"".to_owned(),
            "&#39;" | "&#x27;" => "'".to_owned(),
            other => tokens::decoded(other),
        };
        value.starts_with(&made).then_some((used, made.len()))
    }
}
