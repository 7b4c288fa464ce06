//! [`Span`]: where something stands in the document's text.

use serde::{Deserialize, Serialize};

/// A half-open range of UTF-8 byte offsets into `Document::text`, always on
/// char boundaries. UTF-16 offsets exist only at the JavaScript edge.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The span of `text[start..end]`, or `None` where that is no valid slice.
    #[must_use]
    pub fn new(text: &str, start: usize, end: usize) -> Option<Self> {
        text.get(start..end)?;
        Some(Self::between(start, end))
    }

    /// A span whose offsets are known to be boundaries of the document's text.
    #[must_use]
    pub(crate) fn between(start: usize, end: usize) -> Self {
        debug_assert!(start <= end && end <= u32::MAX as usize);
        Self { start: start as u32, end: end as u32 }
    }

    /// The offset of the first byte.
    #[must_use]
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// The offset after the last byte.
    #[must_use]
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// The length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.end() - self.start()
    }

    /// Whether the span has no byte.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The words of the span. Empty for a span of another text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start()..self.end()).unwrap_or_default()
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The span without white space at either end.
    #[must_use]
    pub fn trim(self, text: &str) -> Self {
        let words = self.of(text);
        let lead = words.len() - words.trim_start().len();
        let kept = words.trim().len();
        Self::between(self.start() + lead, self.start() + lead + kept)
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn new_refuses_what_is_no_slice() {
        assert!(Span::new("né", 0, 2).is_none(), "inside a char");
        assert!(Span::new("né", 0, 9).is_none(), "past the end");
        assert_eq!(Span::new("né", 1, 3).map(|s| s.of("né")), Some("é"));
    }

    #[test]
    fn trim_keeps_boundaries() {
        let text = "\u{a0} né \n";
        let span = Span::between(0, text.len()).trim(text);
        assert_eq!(span.of(text), "né");
    }
}
