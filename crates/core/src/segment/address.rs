//! Web and mail addresses, each one token.

/// No longer run of labels is a domain.
const ADDRESS_LENGTH: usize = 253;

/// What opens a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Opens {
    /// A web or mail address of so many bytes.
    Address(usize),
    /// None; nor does a bare domain or mail address begin in so many bytes.
    Nothing(usize),
}

/// What opens `text`. That no bare domain begins before `known` was found out before.
pub(super) fn at_start(text: &str, known: usize) -> Opens {
    let bytes = text.as_bytes();
    let Some(&first) = bytes.first() else { return Opens::Nothing(0) };
    let web = match first {
        b'h' | b'H' => starts(bytes, b"http://") || starts(bytes, b"https://"),
        b'w' | b'W' => starts(bytes, b"www."),
        _ => false,
    };
    let length = if web {
        text.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”' | '»'))
            .unwrap_or(text.len())
    } else if known > 0 {
        return Opens::Nothing(known);
    } else {
        match domain(bytes) {
            Ok(length) => length,
            Err(read) => return Opens::Nothing(read),
        }
    };
    let words = text.get(..length).unwrap_or_default();
    let kept = words.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'', '’']);
    if kept.is_empty() { Opens::Nothing(0) } else { Opens::Address(kept.len()) }
}

fn starts(bytes: &[u8], prefix: &[u8]) -> bool {
    bytes.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
}

/// The length of the bare domain ("example.org/page") or mail address at the
/// start of `bytes`, if there is one: lower-case labels joined by full stops,
/// the last a usual top-level domain. If not, none begins in the bytes that were
/// read: it would have the same last label.
fn domain(bytes: &[u8]) -> Result<usize, usize> {
    const TOPS: [&[u8]; 22] = [
        b"com", b"org", b"net", b"edu", b"gov", b"int", b"info", b"io", b"tv", b"eu", b"uk", b"de",
        b"fr", b"es", b"it", b"ru", b"ch", b"at", b"au", b"ca", b"co", b"me",
    ];
    let mut at = 0;
    let mut label = 0;
    let mut last_label: Option<usize> = None;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' => at += 1,
            // A capital may open a mail address or a domain, nothing more.
            b'A'..=b'Z' if at == label => at += 1,
            b'.' | b'@' if at > label => {
                let next = bytes.get(at + 1).copied();
                if !next.is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
                    break;
                }
                at += 1;
                label = at;
                last_label = Some(at);
            }
            _ => break,
        }
    }
    let top = last_label.and_then(|last| bytes.get(last..at)).unwrap_or_default();
    if at > ADDRESS_LENGTH || !TOPS.contains(&top) {
        return Err(at);
    }
    if bytes.get(at) == Some(&b'/') {
        let path = bytes.get(at..).unwrap_or_default();
        let tail = |b: &u8| b.is_ascii_alphanumeric() || b"/-_.~%?=&#+".contains(b);
        at += path.iter().take_while(|b| tail(b)).count();
    }
    Ok(at)
}
