//! Reading a file and decoding its bytes. The core takes Unicode only, so this
//! is the one place where encodings exist: a byte order mark, UTF-8, what an
//! HTML page declares of itself, and at last a guess that the report owns up to.

use std::{
    ffi::OsStr,
    fs,
    io::{self, Read},
    path::Path,
};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};
use verbatim_core::{Format, Input, Notice, NoticeCode};

/// One file's text, and what had to be done to get at it.
#[derive(Debug)]
pub struct Source {
    /// The article.
    pub input: Input,
    /// How it was decoded, where that was no plain UTF-8.
    pub notice: Option<Notice>,
}

/// Reads the file at `path`, or standard input where that is `-`.
pub fn read(path: &Path, format: Option<Format>) -> io::Result<Source> {
    let standard_input = path == Path::new("-");
    let bytes = if standard_input {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes)?;
        bytes
    } else {
        fs::read(path)?
    };
    // Spans are 32 bits wide, and decoding may make three bytes of one.
    if bytes.len() > u32::MAX as usize / 3 {
        return Err(io::Error::other("the file is larger than 1.4 GB"));
    }
    let format = format.unwrap_or_else(|| format_of(path));
    let (text, notice) = decode(bytes, format);
    let name = path.file_name().filter(|_| !standard_input);
    let name = name.map(|name| name.to_string_lossy().into_owned());
    Ok(Source { input: Input { source: text, format, name, ..Input::default() }, notice })
}

fn format_of(path: &Path) -> Format {
    let extension = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    let html = ["html", "htm", "xhtml"].iter().any(|known| extension.eq_ignore_ascii_case(known));
    if html { Format::Html } else { Format::Text }
}

/// The text of `bytes`, and a notice unless they were plain UTF-8.
fn decode(bytes: Vec<u8>, format: Format) -> (String, Option<Notice>) {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        let (text, _) = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or(&[]));
        let message = format!(
            "The file began with a byte order mark and was read as {}. Offsets count from after the mark.",
            encoding.name()
        );
        return (text.into_owned(), Some(Notice::new(NoticeCode::ByteOrderMark, message)));
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return (text, None),
        Err(error) => error.into_bytes(),
    };
    let declared = declared_encoding(&bytes).filter(|_| format == Format::Html);
    let (encoding, how) = match declared {
        Some(encoding) => (encoding, "as the page declares"),
        None => (guess(&bytes), "a guess from its bytes"),
    };
    let (text, _) = encoding.decode_without_bom_handling(&bytes);
    let message = format!(
        "The file is not UTF-8. It was read as {}, {how}. If letters look wrong, convert it to UTF-8 first.",
        encoding.name()
    );
    (text.into_owned(), Some(Notice::new(NoticeCode::Encoding, message)))
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// The `charset` that a page names in its first kilobyte, as the HTML standard
/// looks for it. One that names UTF-8 is wrong here: the bytes are none.
fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..1024).unwrap_or(bytes).to_ascii_lowercase();
    let at = head.windows(7).position(|window| window == b"charset")? + 7;
    let label: Vec<u8> = head
        .get(at..)?
        .iter()
        .copied()
        .skip_while(|byte| byte.is_ascii_whitespace() || b"=\"'".contains(byte))
        .take_while(|byte| byte.is_ascii_alphanumeric() || b"-_:.".contains(byte))
        .collect();
    Encoding::for_label(&label).filter(|encoding| *encoding != UTF_8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf8_is_kept_byte_for_byte() {
        let text = "Zoë said: “no”.\r\n\0";
        let (decoded, notice) = decode(text.into(), Format::Text);
        assert_eq!(decoded, text);
        assert!(notice.is_none());
    }

    #[test]
    fn a_byte_order_mark_is_no_text() {
        for bytes in [&b"\xef\xbb\xbfna"[..], b"\xff\xfen\0a\0", b"\xfe\xff\0n\0a"] {
            let (text, notice) = decode(bytes.to_vec(), Format::Text);
            assert_eq!(text, "na");
            assert_eq!(notice.map(|n| n.code), Some(NoticeCode::ByteOrderMark));
        }
    }

    #[test]
    fn other_encodings_are_guessed_and_said() {
        let (cyrillic, _, _) = encoding_rs::WINDOWS_1251
            .encode("Мэр города сказала, что мост откроют весной, и поблагодарила рабочих.");
        let (text, notice) = decode(cyrillic.into_owned(), Format::Text);
        assert!(text.starts_with("Мэр города"));
        assert!(
            notice.is_some_and(
                |n| n.code == NoticeCode::Encoding && n.message.contains("windows-1251")
            )
        );
    }

    #[test]
    fn a_page_may_name_its_encoding() {
        let (text, notice) = decode(b"<meta charset=\"iso-8859-2\"><p>\xb1".to_vec(), Format::Html);
        assert!(text.ends_with('ą'));
        assert!(notice.is_some_and(|n| n.message.contains("as the page declares")));
    }

    #[test]
    fn names_tell_the_format() {
        assert_eq!(format_of(Path::new("a/b.HTM")), Format::Html);
        assert_eq!(format_of(Path::new("html")), Format::Text);
    }
}
