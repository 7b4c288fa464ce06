//! The one list of file types: what each is called, how it is told, and what
//! reads it or would work instead. File dialogs ([`accept`]), the terminal's
//! help and every refusal are made of it.

use verbatim_core::Format;

use crate::{
    Charsets, File, Reading, Refusal, charset, own,
    signature::{self, Signature},
};

/// A type of file.
#[derive(Debug)]
pub struct FileType {
    /// What people call one, with its article: "a PDF document".
    pub is: &'static str,
    /// How its names end, lower case and without the dot.
    pub extensions: &'static [&'static str],
    /// Its media types.
    pub media_types: &'static [&'static str],
    /// How its bytes tell it.
    signature: Signature,
    /// What is made of it.
    pub(crate) reader: Reader,
}

/// What is made of a file of some type.
#[derive(Debug)]
pub enum Reader {
    /// It is read.
    Reads {
        /// What this type is for the analysis.
        format: Format,
        /// Makes text or markup of a file.
        read: fn(File, &dyn Charsets) -> Result<Reading, Refusal>,
    },
    /// It is refused, with what would work, as sentences.
    Refuses(&'static str),
    /// A report of ours is refused with the name of its article.
    RefusesReports,
}

const COPY: &str = "Open it and copy the text, or save it as a web page or text.";
const UNPACK: &str = "Unpack it and open the article that is in it.";
const PICTURE: &str = "The words in a picture can't be read here. Copy them out of it with your \
     device's text recognition, or save the article's page.";
const LISTEN: &str = "What is said in it can't be read here. A transcript as text can.";
const EXPORT: &str = "Export the article from it as text or as a web page.";
const NOTHING: &str = "There is no article in it.";

/// What can be said of a file that looks like none of the others.
const UNKNOWN: &str = "If it holds an article, open it in the program that made it and copy the \
     text, or save it as a web page or text.";

/// Every type that is known. The bytes are asked in this order, those that are
/// refused first; where two fit, the narrower stands before the wider.
pub static TYPES: &[FileType] = &[
    refused(
        "a PDF document",
        &["pdf"],
        &["application/pdf"],
        Signature::Looks(signature::pdf),
        COPY,
    ),
    refused("a Word document", &["docx"], &[], Signature::ZipWith(&["word/"]), COPY),
    refused("an Excel workbook", &["xlsx"], &[], Signature::ZipWith(&["xl/"]), COPY),
    refused("a PowerPoint presentation", &["pptx"], &[], Signature::ZipWith(&["ppt/"]), COPY),
    refused(
        "an OpenDocument file",
        &["odt", "ods", "odp"],
        &[],
        Signature::ZipWith(&["mimetypeapplication/vnd.oasis.opendocument"]),
        COPY,
    ),
    refused(
        "an EPUB book",
        &["epub"],
        &[],
        Signature::ZipWith(&["mimetypeapplication/epub+zip"]),
        COPY,
    ),
    refused("a ZIP archive", &["zip"], &["application/zip"], Signature::ZipWith(&[""]), UNPACK),
    refused(
        "an encrypted Office document",
        &[],
        &[],
        Signature::OleWith("EncryptedPackage"),
        "Open it with its password and copy the text, or save it as a web page or text.",
    ),
    refused("an old Word document", &["doc"], &[], Signature::OleWith("WordDocument"), COPY),
    refused("an old Office document or a mail of Outlook", &[], &[], Signature::OleWith(""), COPY),
    refused(
        "a Rich Text document",
        &["rtf"],
        &["application/rtf", "text/rtf"],
        Signature::Begins(&[b"{\\rtf"]),
        COPY,
    ),
    refused("a PostScript document", &["ps", "eps"], &[], Signature::Begins(&[b"%!PS"]), COPY),
    refused("a DjVu document", &["djvu"], &[], Signature::Begins(&[b"AT&TFORM"]), COPY),
    refused("a Kindle book", &["mobi", "azw3"], &[], Signature::At(60, &[b"BOOKMOBI"]), COPY),
    refused(
        "a web archive of Safari or a property list",
        &["webarchive"],
        &[],
        Signature::Begins(&[b"bplist00"]),
        COPY,
    ),
    refused("a gzip archive", &["gz", "tgz"], &[], Signature::Begins(&[b"\x1f\x8b\x08"]), UNPACK),
    refused("a bzip2 archive", &["bz2"], &[], Signature::Looks(signature::bzip2), UNPACK),
    refused("an xz archive", &["xz"], &[], Signature::Begins(&[b"\xfd7zXZ\0"]), UNPACK),
    refused(
        "a Zstandard archive",
        &["zst"],
        &[],
        Signature::Begins(&[b"\x28\xb5\x2f\xfd"]),
        UNPACK,
    ),
    refused("a 7z archive", &["7z"], &[], Signature::Begins(&[b"7z\xbc\xaf\x27\x1c"]), UNPACK),
    refused("a RAR archive", &["rar"], &[], Signature::Begins(&[b"Rar!\x1a\x07"]), UNPACK),
    refused("a tar archive", &["tar"], &[], Signature::At(257, &[b"ustar"]), UNPACK),
    refused("a picture (PNG)", &["png"], &[], Signature::Begins(&[b"\x89PNG\r\n\x1a\n"]), PICTURE),
    refused(
        "a picture (JPEG)",
        &["jpg", "jpeg"],
        &[],
        Signature::Begins(&[b"\xff\xd8\xff"]),
        PICTURE,
    ),
    refused("a picture (GIF)", &["gif"], &[], Signature::Begins(&[b"GIF87a", b"GIF89a"]), PICTURE),
    refused("a picture (WebP)", &["webp"], &[], Signature::Riff(&[b"WEBP"]), PICTURE),
    refused(
        "a picture (TIFF)",
        &["tif", "tiff"],
        &[],
        Signature::Begins(&[b"II*\0", b"MM\0*"]),
        PICTURE,
    ),
    refused("a picture (BMP)", &["bmp"], &[], Signature::Looks(signature::bmp), PICTURE),
    refused("a picture (icon)", &["ico"], &[], Signature::Begins(&[b"\0\0\x01\0"]), PICTURE),
    refused(
        "a picture (HEIC or AVIF)",
        &["heic", "avif"],
        &[],
        Signature::Brand(&[b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif", b"avis"]),
        PICTURE,
    ),
    refused(
        "a picture (JPEG XL or JPEG 2000)",
        &["jxl", "jp2"],
        &[],
        Signature::Begins(&[b"\0\0\0\x0cJXL ", b"\0\0\0\x0cjP  "]),
        PICTURE,
    ),
    refused("a picture (Photoshop)", &["psd"], &[], Signature::Begins(&[b"8BPS\0"]), PICTURE),
    refused(
        "a picture (SVG)",
        &["svg"],
        &["image/svg+xml"],
        Signature::Opens(&["<svg", "<!doctype svg"]),
        PICTURE,
    ),
    refused("a sound or film file", &[], &[], Signature::Looks(signature::recording), LISTEN),
    refused(
        "an SQLite database",
        &["sqlite", "db"],
        &[],
        Signature::Begins(&[b"SQLite format 3\0"]),
        EXPORT,
    ),
    refused("a mailbox of Outlook", &["pst", "ost"], &[], Signature::Begins(&[b"!BDN"]), EXPORT),
    refused(
        "a program",
        &["exe", "dll", "so", "wasm"],
        &[],
        Signature::Looks(signature::program),
        NOTHING,
    ),
    refused(
        "a font",
        &["ttf", "otf", "woff", "woff2"],
        &[],
        Signature::Begins(&[b"wOFF", b"wOF2", b"OTTO\0", b"\0\x01\0\0"]),
        NOTHING,
    ),
    refused(
        "text in UTF-32",
        &[],
        &[],
        Signature::Begins(&[b"\xff\xfe\0\0", b"\0\0\xfe\xff"]),
        "Save it as UTF-8.",
    ),
    FileType {
        is: "a report of Verbatim",
        extensions: &[],
        media_types: &[],
        signature: Signature::Looks(own::is_report),
        reader: Reader::RefusesReports,
    },
    refused(
        "neither text nor a file that is known here",
        &[],
        &[],
        Signature::Looks(signature::binary),
        UNKNOWN,
    ),
    FileType {
        is: "a web page",
        extensions: &["html", "htm", "xhtml"],
        media_types: &["text/html", "application/xhtml+xml"],
        signature: Signature::Opens(&["<!doctype html", "<html", "<head", "<body"]),
        reader: Reader::Reads {
            format: Format::Html,
            read: |file, charsets| charset::read(file, Format::Html, charsets),
        },
    },
    // Whatever nothing else is.
    FileType {
        is: "plain text",
        extensions: &["txt"],
        media_types: &["text/plain"],
        signature: Signature::Begins(&[b""]),
        reader: Reader::Reads {
            format: Format::Text,
            read: |file, charsets| charset::read(file, Format::Text, charsets),
        },
    },
];

const fn refused(
    is: &'static str,
    extensions: &'static [&'static str],
    media_types: &'static [&'static str],
    signature: Signature,
    advice: &'static str,
) -> FileType {
    FileType { is, extensions, media_types, signature, reader: Reader::Refuses(advice) }
}

impl FileType {
    /// Whether files of this type are read.
    #[must_use]
    pub fn is_read(&self) -> bool {
        matches!(self.reader, Reader::Reads { .. })
    }
}

/// What a file is. Its bytes come first where they tell something that can't be
/// read, then the user's wish, the name, and at last what it begins like.
pub(crate) fn of(file: &File) -> &'static FileType {
    let (name, bytes) = (file.name.as_deref().unwrap_or_default(), file.bytes.as_slice());
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let wished = |kind: &&FileType| match (&kind.reader, file.wish.format) {
        (Reader::Reads { format, .. }, Some(wish)) => *format == wish,
        _ => false,
    };
    let named = |kind: &&FileType| {
        kind.extensions.iter().any(|known| known.eq_ignore_ascii_case(extension))
    };
    let refused = TYPES.iter().filter(|kind| !kind.is_read());
    let read = || TYPES.iter().filter(|kind| kind.is_read());
    refused
        .clone()
        .find(|kind| kind.signature.fits(bytes))
        .or_else(|| read().find(wished))
        .or_else(|| read().find(named))
        .or_else(|| read().find(|kind| kind.signature.fits(bytes)))
        // The last fits every file.
        .unwrap_or(&TYPES[TYPES.len() - 1])
}

/// Whether pasted text is a page's source.
#[must_use]
pub fn is_page(text: &str) -> bool {
    TYPES.iter().any(|kind| match kind.reader {
        Reader::Reads { format: Format::Html, .. } => kind.signature.fits(text.as_bytes()),
        _ => false,
    })
}

/// What a file dialog offers, as HTML's `accept` has it.
#[must_use]
pub fn accept() -> String {
    let mut all = Vec::new();
    for kind in TYPES.iter().filter(|kind| kind.is_read()) {
        all.extend(kind.extensions.iter().map(|extension| format!(".{extension}")));
        all.extend(kind.media_types.iter().map(|media_type| (*media_type).to_owned()));
    }
    all.join(",")
}

/// The extensions of the types that are read as `format`, each with its dot.
pub fn extensions(format: Format) -> impl Iterator<Item = String> {
    TYPES
        .iter()
        .flat_map(move |kind| match kind.reader {
            Reader::Reads { format: reads, .. } if reads == format => kind.extensions,
            _ => &[],
        })
        .map(|extension| format!(".{extension}"))
}

/// The types that are known and refused, by what they are called.
pub fn refusals() -> impl Iterator<Item = &'static str> {
    let known =
        |kind: &&FileType| matches!(kind.reader, Reader::Refuses(advice) if advice != UNKNOWN);
    TYPES.iter().filter(known).map(|kind| kind.is)
}
