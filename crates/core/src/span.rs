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

    /// How many bytes the two share, where that is at least half of either: they are
    /// the same place, read a little otherwise.
    #[must_use]
    pub fn mostly(self, other: Self) -> Option<usize> {
        let shared = self.end().min(other.end()).checked_sub(self.start().max(other.start()))?;
        let half = self.len().max(other.len()).div_ceil(2);
        (shared > 0 && shared >= half).then_some(shared)
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
    fn most_of_a_span_is_half_of_either_or_more() {
        let shared = |a: (usize, usize), b: (usize, usize)| {
            Span::between(a.0, a.1).mostly(Span::between(b.0, b.1))
        };
        assert_eq!(shared((0, 4), (0, 4)), Some(4));
        assert_eq!(shared((0, 4), (2, 6)), Some(2));
        assert_eq!(shared((0, 4), (0, 9)), None, "less than half of the longer");
        assert_eq!(shared((0, 4), (4, 8)), None);
        assert_eq!(shared((3, 3), (3, 3)), None, "nothing is no place");
    }

    #[test]
    fn trim_keeps_boundaries() {
        let text = "\u{a0} né \n";
        let span = Span::between(0, text.len()).trim(text);
        assert_eq!(span.of(text), "né");
    }
}
