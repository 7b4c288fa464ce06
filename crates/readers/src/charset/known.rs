//! Encodings by their tables: `encoding_rs`, and the guess of `chardetng`.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding as Standard;

use super::{Charsets, Encoding, telling};

/// Every encoding there is, for programs that can carry its tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known;

impl Charsets for Known {
    fn named(&self, label: &str) -> Option<Encoding> {
        Encoding::of_name(Standard::for_label(label.as_bytes())?.name())
    }

    fn guess(&self, bytes: &[u8]) -> Option<Encoding> {
        let telling = telling(bytes);
        if telling.is_empty() {
            return None;
        }
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        // Not the last: what ends in the middle of a letter speaks against no encoding.
        detector.feed(telling, false);
        // Whoever asks knows that it is not UTF-8.
        Encoding::of_name(detector.guess(None, Utf8Detection::Deny).name())
    }

    fn decode(&self, encoding: Encoding, bytes: &[u8]) -> Option<String> {
        let standard = Standard::for_label(encoding.name().as_bytes())?;
        Some(standard.decode_without_bom_handling(bytes).0.into_owned())
    }
}
