//! Whether bytes that are not all valid UTF-8 are UTF-8 all the same.

/// What speaks for and against UTF-8 in bytes that are not valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Evidence {
    /// Letters outside of ASCII that are written as UTF-8 writes them.
    pub(super) letters: usize,
    /// Places where it breaks: bytes that UTF-8 has one U+FFFD for.
    pub(super) broken: usize,
    /// Whether the bytes end in the middle of a letter, which says that they were cut.
    pub(super) cut: bool,
}

impl Evidence {
    /// The evidence; `None` where all bytes are valid.
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        let mut evidence = Self { letters: 0, broken: 0, cut: false };
        let mut last: &[u8] = &[];
        for chunk in bytes.utf8_chunks() {
            let starts = chunk.valid().bytes().filter(|byte| *byte >= 0xc0);
            evidence.letters += starts.count();
            evidence.broken += usize::from(!chunk.invalid().is_empty());
            last = chunk.invalid();
        }
        if evidence.broken == 0 {
            return None;
        }
        evidence.cut = str::from_utf8(last).is_err_and(|error| error.error_len().is_none());
        evidence.broken -= usize::from(evidence.cut);
        // Two bytes or three of a letter that is cut are as good as a letter. One
        // is nothing: "caf\xe9" ends like that in windows-1252.
        evidence.letters += usize::from(evidence.cut && last.len() > 1);
        Some(evidence)
    }

    /// Whether this is UTF-8 in which some bytes are broken or missing. `declared`:
    /// whether the page says that it is, which counts as one letter more.
    ///
    /// Bytes in another encoding look like a letter of UTF-8 now and then and are
    /// broken more often: of our own articles and of stretches of 120 bytes of them,
    /// in all encodings of one byte, and of news in six other scripts, the nearest
    /// has 27 letters to 61 broken places (`tests/charsets.rs`). UTF-8 that was cut
    /// or damaged has the letters of its text to one broken place or a few. So it is
    /// UTF-8 where at least as many letters stand as places are broken.
    pub(super) fn speaks_for_utf_8(self, declared: bool) -> bool {
        let letters = self.letters + usize::from(declared);
        letters > 0 && letters >= self.broken
    }
}
