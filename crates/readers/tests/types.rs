//! What a file is told to be by its first bytes, whatever its name.

#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

use verbatim_core::{Format, Input, Lexicons, analyze};
use verbatim_readers::{File, Wish, charset::Known, read, types};

fn file(name: &str, bytes: &[u8]) -> File {
    File { name: Some(name.to_owned()), bytes: bytes.to_vec(), wish: Wish::default() }
}

/// What a file is said to be; `None` where it is read.
fn refused(name: &str, bytes: &[u8]) -> Option<String> {
    read(file(name, bytes), &Known).err().map(|refusal| refusal.is)
}

/// A ZIP as programs write one: each entry's header and content, then the list.
fn zip(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut list = Vec::new();
    for (name, content) in entries {
        let length = u16::try_from(name.len()).unwrap().to_le_bytes();
        let size = u32::try_from(content.len()).unwrap().to_le_bytes();
        list.extend_from_slice(b"PK\x01\x02\x14\0\x14\0\0\0\0\0\0\0\0\0\0\0\0\0");
        list.extend_from_slice(&[size, size].concat());
        list.extend_from_slice(&length);
        list.extend_from_slice(&[0; 16]);
        list.extend_from_slice(name.as_bytes());
        bytes.extend_from_slice(b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0");
        bytes.extend_from_slice(&[size, size].concat());
        bytes.extend_from_slice(&length);
        bytes.extend_from_slice(&[0; 2]);
        bytes.extend_from_slice(name.as_bytes());
        bytes.extend_from_slice(content.as_bytes());
    }
    bytes.extend(list);
    bytes.extend_from_slice(b"PK\x05\x06");
    bytes.extend_from_slice(&[0; 18]);
    bytes
}

/// A compound file with a stream of this name.
fn ole(stream: &str) -> Vec<u8> {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.resize(1024, 0);
    bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
    bytes
}

#[test]
fn every_type_is_told_by_its_bytes_under_any_name() {
    let long =
        |words: &str| [b"The rain fell.\n".repeat(20_000).as_slice(), words.as_bytes()].concat();
    let mut tar = b"article.txt".to_vec();
    tar.resize(257, 0);
    tar.extend_from_slice(b"ustar\x0000");
    let mut kindle = b"A novel".to_vec();
    kindle.resize(60, 0);
    kindle.extend_from_slice(b"BOOKMOBI");
    let bmp = b"BM\x36\x84\x03\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x80\x02\0\0".to_vec();
    let mut program = b"MZ\x90\0\x03\0\0\0\x04\0".to_vec();
    program.resize(200, 0);
    for (bytes, is) in [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj".to_vec(), "a PDF document"),
        (b"%PDF-2.0\nno byte that is not text".to_vec(), "a PDF document"),
        (b"\xef\xbb\xbf\r\n%PDF-1.4\n".to_vec(), "a PDF document"),
        (b"HTTP junk\n%PDF-1.4\n".to_vec(), "a PDF document"),
        (zip(&[("[Content_Types].xml", "<x/>"), ("word/document.xml", "<w/>")]), "a Word document"),
        (
            zip(&[("a.bin", "x".repeat(200_000).as_str()), ("word/document.xml", "")]),
            "a Word document",
        ),
        (zip(&[("xl/workbook.xml", "")]), "an Excel workbook"),
        (zip(&[("ppt/presentation.xml", "")]), "a PowerPoint presentation"),
        (zip(&[("mimetype", "application/vnd.oasis.opendocument.text")]), "an OpenDocument file"),
        (zip(&[("mimetype", "application/epub+zip")]), "an EPUB book"),
        (zip(&[("article.txt", "The rain fell.")]), "a ZIP archive"),
        (zip(&[]), "a ZIP archive"),
        (ole("WordDocument"), "an old Word document"),
        (ole("EncryptedPackage"), "an encrypted Office document"),
        (ole("Workbook"), "an old Office document or a mail of Outlook"),
        (br"{\rtf1\ansi The rain fell.}".to_vec(), "a Rich Text document"),
        (b"%!PS-Adobe-3.0\n".to_vec(), "a PostScript document"),
        (b"AT&TFORM\0\0\0\0DJVU".to_vec(), "a DjVu document"),
        (kindle, "a Kindle book"),
        (b"bplist00\xd1\x01\x02".to_vec(), "a web archive of Safari or a property list"),
        (b"\x1f\x8b\x08\0\0\0".to_vec(), "a gzip archive"),
        (b"BZh91AY&SY\x01".to_vec(), "a bzip2 archive"),
        (b"\xfd7zXZ\0\0".to_vec(), "an xz archive"),
        (b"\x28\xb5\x2f\xfd\x04".to_vec(), "a Zstandard archive"),
        (b"7z\xbc\xaf\x27\x1c\0\x04".to_vec(), "a 7z archive"),
        (b"Rar!\x1a\x07\x01\0".to_vec(), "a RAR archive"),
        (tar, "a tar archive"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec(), "a picture (PNG)"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF".to_vec(), "a picture (JPEG)"),
        (b"GIF89a\x01\0".to_vec(), "a picture (GIF)"),
        (b"RIFF\x24\0\0\0WEBPVP8 ".to_vec(), "a picture (WebP)"),
        (b"II*\0\x08\0\0\0".to_vec(), "a picture (TIFF)"),
        (bmp, "a picture (BMP)"),
        (b"\0\0\x01\0\x01\0\x10\x10".to_vec(), "a picture (icon)"),
        (b"\0\0\0\x1cftypheic\0\0".to_vec(), "a picture (HEIC or AVIF)"),
        (b"\0\0\0\x0cJXL \r\n\x87\n".to_vec(), "a picture (JPEG XL or JPEG 2000)"),
        (b"8BPS\0\x01".to_vec(), "a picture (Photoshop)"),
        (
            b"<?xml version='1.0'?>\n<!-- drawn by hand -->\n<svg xmlns='x'>".to_vec(),
            "a picture (SVG)",
        ),
        (b"ID3\x04\0\0".to_vec(), "a sound or film file"),
        (b"\xff\xfb\x90\x64\0".to_vec(), "a sound or film file"),
        (b"OggS\0\x02".to_vec(), "a sound or film file"),
        (b"RIFF\x24\0\0\0WAVEfmt ".to_vec(), "a sound or film file"),
        (b"\0\0\0\x20ftypisom\0\0".to_vec(), "a sound or film file"),
        (b"\x1a\x45\xdf\xa3\x01\0".to_vec(), "a sound or film file"),
        (b"SQLite format 3\0\x10\0".to_vec(), "an SQLite database"),
        (b"!BDN\x01\x02".to_vec(), "a mailbox of Outlook"),
        (b"\x7fELF\x02\x01\x01\0".to_vec(), "a program"),
        (program, "a program"),
        (b"\0asm\x01\0\0\0".to_vec(), "a program"),
        (b"wOF2\0\x01\0\0".to_vec(), "a font"),
        (b"\xff\xfe\0\0T\0\0\0".to_vec(), "text in UTF-32"),
        (
            b"\x01\x02\x03\x04 some bytes \0\0\0\0".to_vec(),
            "neither text nor a file that is known here",
        ),
    ] {
        for name in ["article.txt", "article.html", "article.pdf", "article"] {
            assert_eq!(
                refused(name, &bytes).as_deref(),
                Some(is),
                "{name}: {}",
                bytes.escape_ascii()
            );
        }
        // Another way of reading does not make it text.
        let wish = Wish { format: Some(Format::Text), encoding: None };
        assert!(read(File { wish, ..file("article", &bytes) }, &Known).is_err(), "{is}");
    }
    assert_eq!(refused("a.txt", &long("word/document.xml")), None);
}

#[test]
fn text_that_only_begins_alike_is_read() {
    for text in [
        "",
        "%PDF is what the files begin with, the engineer said.",
        "The header “%PDF-1.7” stands first, she wrote.\n",
        "PK is short for Park Keeper.",
        "BM has the biggest collection, the curator said.",
        "MZ, as friends call her, won on Sunday.",
        "GIF is pronounced with a soft g, he said. GIF89a is its last version.",
        "ID3 tags were invented in 1996.",
        "Rar is a rare word.",
        "RIFF is a container, the archivist said.",
        "{“schema”: a plan}",
        "{\"schema\": \"another-report/1\"}",
        "{\"text\": \"the key \\\"schema\\\": \\\"verbatim-report/1\\\" stands in a string\"}",
        "A stray \0 and a bell \x07 are shown, not refused.",
        "A file of ISO-2022-JP has \x1b$B in it, \x1b(B and \x1b$B again, \x1b(B always.",
    ] {
        assert_eq!(refused("article", text.as_bytes()), None, "{text}");
    }
}

#[test]
fn names_then_beginnings_tell_pages_from_text() {
    let format = |name: &str, text: &str| read(file(name, text.as_bytes()), &Known).unwrap().format;
    for (name, text, wanted) in [
        ("a.html", "The rain fell.", Format::Html),
        ("a.HTM", "", Format::Html),
        ("a.xhtml", "", Format::Html),
        ("a.txt", "<html><p>The rain fell.", Format::Text),
        ("a", "\n<!DOCTYPE html><p>", Format::Html),
        ("a.article", "<html lang=en>", Format::Html),
        ("-", "<!-- saved from url --><!-- twice --><head>", Format::Html),
        ("a", "\u{feff}<?xml version='1.0'?><!doctype html>", Format::Html),
        ("a", "The <b> tag", Format::Text),
        ("a", "<p>A paragraph alone may be text about markup.", Format::Text),
        ("html", "The rain fell.", Format::Text),
        ("a", "<!-- <html> is never closed", Format::Text),
    ] {
        assert_eq!(format(name, text), wanted, "{name}: {text}");
    }
    let wide: Vec<u8> =
        "\u{feff}<html><p>The rain".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let reading = read(file("a", &wide), &Known).unwrap();
    assert_eq!((reading.format, reading.text.as_str()), (Format::Html, "<html><p>The rain"));
    let wish = Wish { format: Some(Format::Html), encoding: None };
    let reading = read(File { wish, ..file("a.txt", b"The rain") }, &Known).unwrap();
    assert_eq!(reading.format, Format::Html, "the user's word stands above the name");
    assert!(types::is_page(" <HTML>") && !types::is_page("The <html> tag"));
}

#[test]
fn our_own_reports_are_known_and_named() {
    let lexicons = Lexicons::load();
    let article = "Council keeps the night ferry\n\n“It stays,” said \"Ada\" Fairweather of Sorrel. The night ferry will run until spring, the council decided on Tuesday.";
    for (name, of) in [(Some("ferry.txt"), "ferry.txt"), (None, "an article")] {
        let input = Input { name: name.map(str::to_owned), ..Input::text(article) };
        let report = analyze(&input, &lexicons);
        let of = match &report.metadata.headline {
            Some(headline) => format!("“{headline}”"),
            None if name.is_some() => format!("“{of}”"),
            None => of.to_owned(),
        };
        let line = serde_json::to_string(&report).unwrap();
        let pretty = serde_json::to_string_pretty(&report).unwrap();
        let answer = format!("{{\"id\":7,\"report\":{line}}}\n");
        for json in [line, pretty, answer] {
            assert_eq!(
                refused("ferry.json", json.as_bytes()),
                Some(format!("Verbatim's own report of {of}"))
            );
        }
    }
    let old = "{\"schema\":\"verbatim-report/0\"}";
    assert_eq!(
        refused("a.txt", old.as_bytes()).as_deref(),
        Some("Verbatim's own report of an article")
    );
}

#[test]
fn what_is_said_of_a_refused_file_helps() {
    let refusal = read(file("a.txt", b"%PDF-1.7"), &Known).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "it is a PDF document. Open it and copy the text, or save it as a web page or text."
    );
    for kind in types::TYPES {
        assert!(kind.is.starts_with(char::is_lowercase) || kind.is_read(), "{}", kind.is);
    }
    assert_eq!(
        types::accept(),
        ".html,.htm,.xhtml,text/html,application/xhtml+xml,.txt,text/plain"
    );
}

#[test]
fn the_list_names_each_extension_once() {
    let mut extensions: Vec<&str> =
        types::TYPES.iter().flat_map(|kind| kind.extensions.iter().copied()).collect();
    let all = extensions.len();
    extensions.sort_unstable();
    extensions.dedup();
    assert_eq!(extensions.len(), all);
}
