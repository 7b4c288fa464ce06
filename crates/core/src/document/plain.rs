//! Printable ASCII, which most text is made of: it holds no line end and no odd
//! character, so it is passed over eight bytes at a time.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x80 * ONES;
const SPACES: u64 = b' ' as u64 * ONES;

/// The offset of the first byte at or after `at` that is not printable ASCII,
/// or the length of `bytes` (DEL counts as printable: nothing looks for it).
#[inline]
pub(super) fn skip(bytes: &[u8], mut at: usize) -> usize {
    while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let word = u64::from_le_bytes(*eight);
        // A byte's high bit is set by itself where it is no ASCII, and by a
        // borrow where it is below the space. A borrow can run on into the
        // bytes above, so only the lowest mark is sure, and only it is asked.
        let marks = (word.wrapping_sub(SPACES) | word) & HIGH;
        if marks != 0 {
            return at + (marks.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    while bytes.get(at).is_some_and(|byte| matches!(byte, b' '..=0x7f)) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::skip;

    #[test]
    fn it_stops_at_the_first_byte_that_is_not_printable_ascii() {
        for byte in 0..=255u8 {
            for place in 0..20 {
                let mut text = [b'~'; 20];
                text[place] = byte;
                let odd = byte < b' ' || !byte.is_ascii();
                for start in 0..=place {
                    assert_eq!(skip(&text, start), if odd { place } else { 20 }, "{byte:#x}");
                }
            }
        }
        assert_eq!(skip("naïve\n".as_bytes(), 0), 2);
        assert_eq!(skip(b"", 0), 0);
    }
}
