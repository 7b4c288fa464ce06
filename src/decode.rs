//! A file's bytes become a [`Source`]: byte order marks, UTF-8, a declared
//! charset, else windows-1252 with a notice. Nothing is thrown away unsaid.

use verbatim_core::Format;
use web_sys::TextDecoder;

use crate::article::Source;

/// How far into a page its charset may be declared, as browsers read it.
const SNIFF: usize = 1024;

/// The charset of `bytes`, and whether it was guessed.
fn charset(bytes: &[u8]) -> (String, bool) {
    match bytes {
        [0xef, 0xbb, 0xbf, ..] => return ("utf-8".to_owned(), false),
        [0xff, 0xfe, ..] => return ("utf-16le".to_owned(), false),
        [0xfe, 0xff, ..] => return ("utf-16be".to_owned(), false),
        _ => {}
    }
    if std::str::from_utf8(bytes).is_ok() {
        return ("utf-8".to_owned(), false);
    }
    match declared(bytes) {
        // It says UTF-8 and is not: a broken byte somewhere, not another charset.
        Some(label) => (label, false),
        None => ("windows-1252".to_owned(), true),
    }
}

/// The charset that a page declares in a `<meta>` tag.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..SNIFF.min(bytes.len()))?.to_ascii_lowercase();
    let key = b"charset=";
    let at = head.windows(key.len()).position(|w| w == key)? + key.len();
    let label: String = head
        .get(at..)?
        .iter()
        .map(|&b| char::from(b))
        .skip_while(|c| matches!(c, '"' | '\'' | ' '))
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))
        .collect();
    (!label.is_empty()).then_some(label)
}

/// Whether a file is a page: by its name, else by its first characters.
fn format(name: &str, text: &str) -> Format {
    let name = name.to_ascii_lowercase();
    let page = [".html", ".htm", ".xhtml"].iter().any(|end| name.ends_with(end));
    if page || (!name.ends_with(".txt") && looks_like_html(text)) {
        Format::Html
    } else {
        Format::Text
    }
}

/// Whether a text begins as a page does.
pub fn looks_like_html(text: &str) -> bool {
    let head: String = text.trim_start().chars().take(15).collect();
    let head = head.to_ascii_lowercase();
    ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| head.starts_with(tag))
}

/// Reads a file. Never fails: what had to be guessed or replaced is in the notice.
pub fn file(name: &str, bytes: &mut [u8]) -> Source {
    let (label, guessed) = charset(bytes);
    let (text, notice) = match TextDecoder::new_with_label(&label) {
        Ok(decoder) => {
            let text = decoder.decode_with_u8_array(bytes).unwrap_or_default();
            let notice = if guessed {
                Some(format!(
                    "“{name}” does not say how it is encoded and is not UTF-8. It was read as \
                     windows-1252; odd letters mean that this guess is wrong."
                ))
            } else if text.contains('\u{fffd}')
                && !bytes.windows(3).any(|w| w == [0xef, 0xbf, 0xbd])
            {
                Some(format!(
                    "Some bytes of “{name}” are not valid {label}. They are shown as “\u{fffd}”."
                ))
            } else {
                None
            };
            (text, notice)
        }
        Err(_) => (
            String::from_utf8_lossy(bytes).into_owned(),
            Some(format!(
                "“{name}” declares the unknown encoding “{label}”. It was read as UTF-8; what is \
                 not is shown as “\u{fffd}”."
            )),
        ),
    };
    let format = format(name, &text);
    Source { text, format, name: Some(name.to_owned()), notice }
}

#[cfg(test)]
mod tests {
    use verbatim_core::Format;

    use super::{charset, format};

    #[test]
    fn marks_then_utf_8_then_what_is_declared_then_a_guess() {
        for (bytes, label, guessed) in [
            (&b"\xef\xbb\xbfabc"[..], "utf-8", false),
            (b"\xff\xfea\0", "utf-16le", false),
            (b"\xfe\xff\0a", "utf-16be", false),
            ("é".as_bytes(), "utf-8", false),
            (b"<meta charset='ISO-8859-2'>\xe9", "iso-8859-2", false),
            (b"<meta content=\"text/html; charset=koi8-r\">\xe9", "koi8-r", false),
            (b"caf\xe9", "windows-1252", true),
            (b"", "utf-8", false),
        ] {
            assert_eq!(charset(bytes), (label.to_owned(), guessed), "{bytes:?}");
        }
    }

    #[test]
    fn a_page_is_known_by_name_or_beginning() {
        assert_eq!(format("a.HTM", ""), Format::Html);
        assert_eq!(format("a.txt", "<html>"), Format::Text);
        assert_eq!(format("a", "\n<!DOCTYPE html><p>"), Format::Html);
        assert_eq!(format("a", "The <b> tag"), Format::Text);
    }
}
