//! Any bytes as a file: read or refused, the same twice, and only valid UTF-8 is
//! kept as it is.

#![no_main]

use libfuzzer_sys::fuzz_target;
use verbatim_core::Format;
use verbatim_readers::{File, How, Wish, charset::Known, read};

fuzz_target!(|bytes: &[u8]| {
    for format in [None, Some(Format::Text), Some(Format::Html)] {
        let wish = Wish { format, encoding: None };
        let file = File { name: Some("file".to_owned()), bytes: bytes.to_vec(), wish };
        let answer = read(file.clone(), &Known);
        assert_eq!(read(file, &Known), answer);
        let Ok(reading) = answer else { continue };
        let is_plain = reading.charset.how == How::Valid;
        assert!(!is_plain || reading.text.as_bytes() == bytes);
        assert!(!is_plain || (reading.notices.is_empty() && reading.bytes.is_none()));
        assert!(is_plain || !reading.notices.is_empty());
        if let Some(kept) = reading.bytes {
            assert_eq!(kept, bytes);
        }
    }
});
