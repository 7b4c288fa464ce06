//! How files are decoded: tables of bytes and what is decided of them, and our
//! own articles in every encoding that can hold them, whole, cut and damaged.

#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::{fs, path::Path};

use encoding_rs::Encoding as Standard;
use verbatim_core::{Format, NoticeCode};
use verbatim_readers::{
    Charset, Charsets as _, Encoding, File, How, Reading, Wish,
    charset::{Group, Known, decide},
    read,
};

fn all() -> impl Iterator<Item = Encoding> {
    Group::all().flat_map(Group::encodings)
}

fn file(bytes: &[u8]) -> File {
    File { bytes: bytes.to_vec(), ..File::default() }
}

fn reading(bytes: &[u8]) -> Reading {
    read(file(bytes), &Known).unwrap()
}

fn codes(reading: &Reading) -> Vec<NoticeCode> {
    reading.notices.iter().map(|notice| notice.code).collect()
}

#[test]
fn a_mark_then_utf_8_then_what_the_page_declares_then_a_guess() {
    use Format::{Html, Text};
    use How::{Declared, Guessed, Mark, Mostly, Pairs, Valid};
    for (bytes, format, name, how) in [
        (&b""[..], Text, "UTF-8", Valid),
        (b"plain", Text, "UTF-8", Valid),
        ("Zoë".as_bytes(), Text, "UTF-8", Valid),
        (b"\xef\xbb\xbfabc", Text, "UTF-8", Mark),
        (b"\xff\xfea\0", Text, "UTF-16LE", Mark),
        (b"\xfe\xff\0a", Text, "UTF-16BE", Mark),
        // Valid UTF-8 is no other encoding, whatever it says.
        ("<meta charset=koi8-r>Zoë".as_bytes(), Html, "UTF-8", Valid),
        // A mark is no letter: here "ÿþ" begins a text of single bytes.
        (b"T\0h\0e\0 \0r\0a\0i\0n\0", Text, "UTF-16LE", Pairs),
        (b"\0T\0h\0e\0 \0r\0a\0i\0n", Text, "UTF-16BE", Pairs),
        // One bad byte, a bad byte to each letter, and a letter to each two bad bytes.
        ("Zoë\u{e9}".as_bytes(), Text, "UTF-8", Valid),
        (b"Zo\xc3\xab of Dunmarrow \xe9 said", Text, "UTF-8", Mostly),
        (b"Zo\xc3\xab of \xc3\xa9t\xe9 \xe8", Text, "UTF-8", Mostly),
        (b"Zo\xc3\xab of Dunmarrow \xe9t\xe9 said", Text, "windows-1252", Guessed),
        // Cut inside a letter: of the last of many, of the only one, and after its
        // first byte, which is what "é" is in windows-1252.
        ("Zoë said: “no”".as_bytes().split_last().unwrap().1, Text, "UTF-8", Mostly),
        (b"The mayor said: \xe2\x80", Text, "UTF-8", Mostly),
        (b"Le maire du caf\xe9", Text, "windows-1252", Guessed),
        // Only a page declares.
        (b"<meta charset='ISO-8859-2'>\xb1", Html, "ISO-8859-2", Declared),
        (b"<meta charset='ISO-8859-2'> dit le caf\xe9 de No\xebl", Text, "windows-1252", Guessed),
        (b"<meta content=\"text/html; charset=koi8-r\">\xe9", Html, "KOI8-R", Declared),
        // Labels are the standard's: Latin-1 is read as windows-1252.
        (b"<meta charset=latin1>\x93", Html, "windows-1252", Declared),
        // What says UTF-8 is believed with one bad byte, and not with many.
        (b"<meta charset=utf-8>caf\xe9", Html, "UTF-8", Mostly),
        (b"<meta charset=utf-8>Le caf\xe9 \xe0 No\xebl", Html, "windows-1252", Guessed),
        // Neither unknown labels nor UTF-16 in a page of single bytes are believed.
        (b"<meta charset=utf-16>Le caf\xe9 \xe0 No\xebl", Html, "windows-1252", Guessed),
        (b"<meta charset=klingon>Le caf\xe9 \xe0 No\xebl", Html, "windows-1252", Guessed),
    ] {
        let encoding = Encoding::of_name(name).unwrap();
        let decided = decide(bytes, format, &Known);
        assert_eq!(decided, Charset { encoding, how }, "{}", bytes.escape_ascii());
    }
}

#[test]
fn what_was_decoded_is_said() {
    use NoticeCode::{ByteOrderMark, CutShort, Encoding, InvalidBytes};
    for (bytes, text, said) in [
        (&b"Zo\xc3\xab\r\n\0"[..], "Zoë\r\n\0", &[][..]),
        (b"\xef\xbb\xbfna", "na", &[ByteOrderMark]),
        (b"\xff\xfen\0a\0", "na", &[ByteOrderMark]),
        (b"\xff\xfen\0a", "n\u{fffd}", &[ByteOrderMark, InvalidBytes]),
        (b"\xff\xfen\0\x00\xd8a\0", "n\u{fffd}a", &[ByteOrderMark, InvalidBytes]),
        (b"\xef\xbb\xbfZo\xc3\xab\xff", "Zoë\u{fffd}", &[ByteOrderMark, InvalidBytes]),
        (b"Zo\xc3\xab\xff!", "Zoë\u{fffd}!", &[InvalidBytes]),
        (b"Zo\xc3\xab Zo\xc3", "Zoë Zo\u{fffd}", &[CutShort]),
        (
            b"Zo\xc3\xab\xff Zo\xc3\xab Zo\xc3",
            "Zoë\u{fffd} Zoë Zo\u{fffd}",
            &[InvalidBytes, CutShort],
        ),
        (b"Le caf\xe9 \xe0 No\xebl", "Le café à Noël", &[Encoding]),
    ] {
        let reading = reading(bytes);
        assert_eq!(reading.text, text);
        assert_eq!(codes(&reading), said, "{}", bytes.escape_ascii());
        let unsure = said.iter().any(|code| !matches!(code, ByteOrderMark));
        assert_eq!(reading.bytes.is_some(), unsure, "bytes are kept where they may be needed");
    }
}

#[test]
fn a_message_says_how_the_encoding_is_known() {
    let message = |bytes: &[u8]| reading(bytes).notices.remove(0).message;
    assert!(
        message(b"Le caf\xe9 \xe0 No\xebl")
            .contains("guess from its bytes it was read as windows-1252.")
    );
    assert!(
        message(b"<html><meta charset=iso-8859-2>\xb1")
            .contains("as the page declares, ISO-8859-2.")
    );
    assert!(message(b"\xfe\xff\0a").contains("UTF-16BE"));
    assert!(message(b"Zo\xc3\xab\xff").contains("1 place"));
}

#[test]
fn a_charset_is_kept_as_two_words() {
    let guessed = reading(b"Le caf\xe9 \xe0 No\xebl").charset;
    let json = serde_json::to_string(&guessed).unwrap();
    assert_eq!(json, "\"guessed windows-1252\"");
    assert_eq!(serde_json::from_str::<Charset>(&json).unwrap(), guessed);
    for unknown in ["\"guessed klingon\"", "\"hoped UTF-8\"", "\"UTF-8\"", "\"\""] {
        assert!(serde_json::from_str::<Charset>(unknown).is_err(), "{unknown}");
    }
}

#[test]
fn the_users_word_stands_above_the_bytes() {
    let bytes = "Мэр".as_bytes();
    for encoding in all() {
        let wish = Wish { encoding: Some(encoding), ..Wish::default() };
        let reading = read(File { wish, ..file(bytes) }, &Known).unwrap();
        assert_eq!(reading.charset, Charset { encoding, how: How::Chosen });
        assert_eq!(reading.text == "Мэр", encoding == Encoding::UTF_8, "{}", encoding.name());
        assert_eq!(reading.bytes.as_deref(), (encoding != Encoding::UTF_8).then_some(bytes));
    }
}

/// The text of every article of ours.
fn articles() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/articles");
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let input = ["input.txt", "input.html"].map(|name| entry.path().join(name));
        let Some(text) = input.iter().find_map(|path| fs::read_to_string(path).ok()) else {
            continue;
        };
        all.push((entry.file_name().into_string().unwrap(), text));
    }
    assert!(all.len() > 20, "our own articles are there");
    all
}

/// `text` in an encoding; what that has no letter for becomes a question mark.
fn encoded(text: &str, encoding: Encoding) -> Vec<u8> {
    let standard = Standard::for_label(encoding.name().as_bytes()).unwrap();
    let mut bytes = Vec::new();
    let mut letter = [0; 4];
    for c in text.chars() {
        let (one, _, lost) = standard.encode(c.encode_utf8(&mut letter));
        if lost { bytes.push(b'?') } else { bytes.extend_from_slice(&one) }
    }
    bytes
}

/// News in the scripts that we have no article in, written for this test.
const OTHERS: [(&str, &[&str], &str); 6] = [
    (
        "Chinese",
        &["gb18030", "GBK"],
        "市长星期二在码头对记者说：“夜间渡轮将继续运行到明年春天。”她感谢工人们，并表示新的桥梁要到后年\
         才能开放。市议会以九票对四票通过了这项计划，反对者认为费用过高，而居民们在会议厅外等候消息。",
    ),
    (
        "Chinese of Taiwan",
        &["Big5"],
        "市長星期二在碼頭對記者說：「夜間渡輪將繼續行駛到明年春天。」她感謝工人們，並表示新的橋樑要到後年\
         才能開放。市議會以九票對四票通過了這項計畫，反對者認為費用過高，而居民們在會議廳外等候消息。",
    ),
    (
        "Japanese",
        &["Shift_JIS", "EUC-JP"],
        "市長は火曜日、埠頭で記者団に「夜のフェリーは来年の春まで運航を続ける」と述べた。作業員に感謝し、\
         新しい橋は再来年まで開通しないと説明した。市議会は九対四でこの計画を可決し、反対派は費用が高すぎると批判した。",
    ),
    (
        "Korean",
        &["EUC-KR"],
        "시장은 화요일 부두에서 기자들에게 “야간 여객선은 내년 봄까지 계속 운항한다”고 말했다. 그는 \
         노동자들에게 감사를 전하고 새 다리는 내후년에야 열릴 것이라고 밝혔다. 시의회는 아홉 대 넷으로 이 계획을 통과시켰다.",
    ),
    (
        "Greek",
        &["windows-1253", "ISO-8859-7"],
        "Η δήμαρχος είπε την Τρίτη στους δημοσιογράφους στο λιμάνι: «Το νυχτερινό πλοίο θα συνεχίσει ως \
         την άνοιξη.» Ευχαρίστησε τους εργάτες και πρόσθεσε ότι η νέα γέφυρα δεν θα ανοίξει πριν από δύο χρόνια.",
    ),
    (
        "Hebrew",
        &["windows-1255", "ISO-8859-8"],
        "ראש העירייה אמרה ביום שלישי לעיתונאים בנמל כי המעבורת הלילית תמשיך לפעול עד האביב הבא. \
         היא הודתה לעובדים והוסיפה כי הגשר החדש לא ייפתח לפני עוד שנתיים.",
    ),
];

/// Encodings with more than one byte to a letter.
const SEVERAL_BYTES: [&str; 10] = [
    "UTF-8",
    "UTF-16LE",
    "UTF-16BE",
    "gb18030",
    "GBK",
    "Big5",
    "Shift_JIS",
    "EUC-JP",
    "ISO-2022-JP",
    "EUC-KR",
];

#[test]
fn other_encodings_are_not_taken_for_utf_8() {
    let single: Vec<Encoding> = all().filter(|e| !SEVERAL_BYTES.contains(&e.name())).collect();
    let ours = articles().into_iter().map(|(name, text)| (name, text, single.clone()));
    let others = OTHERS.map(|(name, encodings, text)| {
        let encodings = encodings.iter().filter_map(|name| Encoding::of_name(name)).collect();
        (name.to_owned(), text.to_owned(), encodings)
    });
    let mut asked = 0;
    for (name, text, encodings) in ours.chain(others) {
        for encoding in encodings {
            // Whole, and short stretches of it: those have least to tell by.
            let bytes = encoded(&text, encoding);
            for part in std::iter::once(bytes.as_slice()).chain(bytes.chunks(120)) {
                if str::from_utf8(part).is_ok() {
                    continue;
                }
                asked += 1;
                let decided = decide(part, Format::Text, &Known);
                assert_eq!(
                    decided.how,
                    How::Guessed,
                    "{name} in {}: {}",
                    encoding.name(),
                    part.escape_ascii()
                );
            }
        }
    }
    assert!(asked > 3_000, "{asked}");
}

#[test]
fn our_articles_stay_utf_8_with_a_bad_byte_or_cut_anywhere() {
    for (name, text) in articles() {
        let letters = text.chars().filter(|c| !c.is_ascii()).count();
        if letters < 3 {
            continue;
        }
        for bad in [0x80, 0x93, 0xe9, 0xff] {
            for at in (0..text.len()).step_by(1 + text.len() / 50) {
                let mut bytes = text.clone().into_bytes();
                bytes[at] = bad;
                let decided = decide(&bytes, Format::Text, &Known);
                assert_eq!(decided.encoding, Encoding::UTF_8, "{name}, {bad:x} at {at}");
            }
        }
        let first = text.find(|c: char| !c.is_ascii()).unwrap();
        // Cut where two letters stand at least, and where one and a half do.
        for end in (first + 5..text.len()).filter(|&end| !text.is_char_boundary(end)).take(200) {
            let bytes = text.as_bytes().get(..end).unwrap();
            let reading = reading(bytes);
            assert_eq!(
                reading.charset,
                Charset { encoding: Encoding::UTF_8, how: How::Mostly },
                "{name} to {end}"
            );
            assert_eq!(codes(&reading), [NoticeCode::CutShort]);
            assert!(text.starts_with(reading.text.trim_end_matches('\u{fffd}')));
        }
    }
}

#[test]
fn articles_of_one_script_are_guessed_right() {
    for (article, encoding) in [
        ("print-russian", "windows-1251"),
        // Which is KOI8-R but for four letters of Ukrainian.
        ("print-russian", "KOI8-U"),
        ("french", "windows-1252"),
        ("print-german", "windows-1252"),
    ] {
        let (_, text) = articles().into_iter().find(|(name, _)| name == article).unwrap();
        let encoding = Encoding::of_name(encoding).unwrap();
        let guess = Known.guess(&encoded(&text, encoding));
        assert_eq!(guess, Some(encoding), "{article}");
    }
}

#[test]
fn no_bytes_make_it_panic_and_no_text_is_lost() {
    // The bytes that decisions turn on, in every order up to a length; then noise.
    let telling = [b'a', 0, 0x80, 0xbf, 0xc3, 0xe2, 0xef, 0xbb, 0xfe, 0xff, b'<', 0x1b];
    let mut all = vec![Vec::new()];
    for at in 0.. {
        let Some(bytes): Option<Vec<u8>> = all.get(at).cloned() else { break };
        if bytes.len() < 4 {
            all.extend(telling.iter().map(|byte| [bytes.as_slice(), &[*byte]].concat()));
        }
    }
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    for length in 0..400 {
        all.push(
            std::iter::repeat_with(|| {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                state as u8
            })
            .take(length)
            .collect(),
        );
    }
    for bytes in all {
        for format in [Format::Text, Format::Html] {
            let wish = Wish { format: Some(format), encoding: None };
            let Ok(reading) = read(File { wish, ..file(&bytes) }, &Known) else { continue };
            assert_eq!(reading.charset, decide(&bytes, format, &Known));
            let empty =
                matches!(bytes.as_slice(), [] | [0xff, 0xfe] | [0xfe, 0xff] | [0xef, 0xbb, 0xbf]);
            assert_eq!(reading.text.is_empty(), empty, "{}", bytes.escape_ascii());
        }
    }
}
