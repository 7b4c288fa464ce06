//! How the first bytes of a file tell what it is, after the `file` program's
//! magic and the WHATWG's MIME Sniffing. A signature of few letters that a text
//! may begin with ("BM", "MZ") asks for more of the structure behind it.

use crate::charset;

/// How far into a PDF its header may stand, as its readers look for it.
const PDF_HEADER: usize = 1024;
/// How much of each end of a container is searched for names. A ZIP's list of
/// entries stands at its end, an OLE file's usually in its first sectors.
const ENDS: usize = 64 << 10;
/// How much of a file is looked at to tell text from other bytes.
const HEAD: usize = 4096;
/// Text may have a stray control character; this many in [`HEAD`], and one in
/// a hundred, it has not. Set by hand: a program has one in three.
const CONTROLS: usize = 4;

/// How the bytes of a type of file are told.
#[derive(Debug)]
pub(crate) enum Signature {
    /// They begin with one of these.
    Begins(&'static [&'static [u8]]),
    /// One of these stands at this place.
    At(usize, &'static [&'static [u8]]),
    /// Markup whose first tag is one of these, lower case, behind comments and declarations.
    Opens(&'static [&'static str]),
    /// A ZIP with one of these names in it.
    ZipWith(&'static [&'static str]),
    /// A compound file of Microsoft's with this name in it.
    OleWith(&'static str),
    /// A RIFF file of one of these forms.
    Riff(&'static [&'static [u8]]),
    /// An ISO media file of one of these brands.
    Brand(&'static [&'static [u8]]),
    /// They have a structure that a function knows.
    Looks(fn(&[u8]) -> bool),
}

impl Signature {
    /// Whether `bytes` bear it.
    pub(crate) fn fits(&self, bytes: &[u8]) -> bool {
        let at = |place: usize, one: &[u8]| bytes.get(place..).is_some_and(|b| b.starts_with(one));
        match self {
            Self::Begins(all) => all.iter().any(|one| at(0, one)),
            Self::At(place, all) => all.iter().any(|one| at(*place, one)),
            Self::Opens(tags) => tags.iter().any(|tag| first_tag(bytes).starts_with(tag)),
            Self::ZipWith(names) => {
                // Of an entry, of an empty archive, of one in several parts.
                [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"].iter().any(|one| at(0, *one))
                    && names.iter().any(|name| has_at_ends(bytes, name.as_bytes()))
            }
            Self::OleWith(name) => {
                let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
                at(0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") && has_at_ends(bytes, &wide)
            }
            Self::Riff(forms) => at(0, b"RIFF") && forms.iter().any(|form| at(8, form)),
            Self::Brand(brands) => at(4, b"ftyp") && brands.iter().any(|brand| at(8, brand)),
            Self::Looks(look) => look(bytes),
        }
    }
}

fn head(bytes: &[u8], length: usize) -> &[u8] {
    bytes.get(..length).unwrap_or(bytes)
}

fn has(bytes: &[u8], name: &[u8]) -> bool {
    name.is_empty() || bytes.windows(name.len()).any(|window| window == name)
}

fn has_at_ends(bytes: &[u8], name: &[u8]) -> bool {
    let tail = bytes.get(bytes.len().saturating_sub(ENDS)..).unwrap_or_default();
    has(head(bytes, ENDS), name) || has(tail, name)
}

/// The first tag of markup, lower case and cut short: behind a byte order mark,
/// white space, comments and an XML declaration. Empty where no tag comes first.
fn first_tag(bytes: &[u8]) -> String {
    // In UTF-16 every other byte of markup is NUL.
    let letters = head(bytes, HEAD).iter().filter(|&&b| b != 0).map(|&b| b.to_ascii_lowercase());
    let letters: Vec<u8> = letters.collect();
    let mut rest = charset::without_mark(&letters);
    loop {
        rest = rest.trim_ascii_start();
        let end: &[u8] = match rest {
            [b'<', b'!', b'-', b'-', ..] => b"-->",
            [b'<', b'?', ..] => b"?>",
            _ => break,
        };
        let Some(at) = rest.windows(end.len()).position(|window| window == end) else {
            return String::new();
        };
        rest = rest.get(at + end.len()..).unwrap_or_default();
    }
    head(rest, 16).iter().map(|&b| char::from(b)).collect()
}

/// `%PDF-1.` at the start of a line: readers of PDF pass over what stands before.
pub(crate) fn pdf(bytes: &[u8]) -> bool {
    let head = head(bytes, PDF_HEADER);
    let header = |at: usize| match head.get(at..) {
        Some([b'%', b'P', b'D', b'F', b'-', major, b'.', ..]) => major.is_ascii_digit(),
        _ => false,
    };
    (0..head.len()).filter(|&at| header(at)).any(|at| {
        let before = head.get(..at).unwrap_or_default();
        charset::without_mark(before).iter().all(u8::is_ascii_whitespace)
            || matches!(before, [.., b'\n' | b'\r' | 0])
    })
}

/// `BZh`, a size, and the number that every block begins with.
pub(crate) fn bzip2(bytes: &[u8]) -> bool {
    matches!(bytes, [b'B', b'Z', b'h', b'1'..=b'9', 0x31, 0x41, 0x59, 0x26, 0x53, 0x59, ..])
}

/// "BM", four bytes of size, four of zero, and a header of a known length.
pub(crate) fn bmp(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [
            b'B',
            b'M',
            _,
            _,
            _,
            _,
            0,
            0,
            0,
            0,
            _,
            _,
            _,
            _,
            12 | 40 | 52 | 56 | 64 | 108 | 124,
            0,
            0,
            0,
            ..
        ]
    )
}

/// Sound and film in their usual containers, and bare MP3 and AAC.
pub(crate) fn recording(bytes: &[u8]) -> bool {
    let begins: [&[u8]; 10] = [
        b"ID3",
        b"OggS\0",
        b"fLaC\0",
        b"\x1a\x45\xdf\xa3",
        b"FLV\x01",
        b"\0\0\x01\xba",
        b"\0\0\x01\xb3",
        b"#!AMR",
        b"MThd\0",
        b"\x30\x26\xb2\x75\x8e\x66\xcf\x11",
    ];
    let id3 = matches!(bytes, [b'I', b'D', b'3', version, ..] if *version < 16);
    let frame = matches!(bytes, [0xff, 0xfa | 0xfb | 0xf2 | 0xf3 | 0xf1 | 0xf9, third, ..] if *third < 0xf0);
    id3 || frame
        || begins.iter().skip(1).any(|one| bytes.starts_with(one))
        || Signature::Riff(&[b"WAVE", b"AVI "]).fits(bytes)
        // Whatever brand: pictures were asked for before.
        || Signature::Brand(&[b""]).fits(bytes)
}

/// Programs of Windows, Linux, macOS, Java, Android and WebAssembly.
pub(crate) fn program(bytes: &[u8]) -> bool {
    let begins: [&[u8]; 8] = [
        b"\x7fELF",
        b"\xfe\xed\xfa\xce",
        b"\xfe\xed\xfa\xcf",
        b"\xce\xfa\xed\xfe",
        b"\xcf\xfa\xed\xfe",
        b"\xca\xfe\xba\xbe",
        b"\0asm",
        b"dex\n03",
    ];
    let windows = bytes.starts_with(b"MZ") && head(bytes, 64).contains(&0);
    windows || begins.iter().any(|one| bytes.starts_with(one))
}

/// Bytes that are no text: too many controls among the first. Text in UTF-16 is
/// told before, since every other byte of it is NUL.
pub(crate) fn binary(bytes: &[u8]) -> bool {
    if charset::is_utf_16(bytes) {
        return false;
    }
    let head = head(bytes, HEAD);
    // Escape is how ISO-2022-JP changes its letters.
    let control = |b: &&u8| matches!(b, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f);
    let controls = head.iter().filter(control).count();
    controls >= CONTROLS && controls * 100 > head.len()
}
