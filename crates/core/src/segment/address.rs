//! Web and mail addresses, each one token.

/// No longer run of labels is a domain; bounds what is read ahead.
const ADDRESS_LENGTH: usize = 253;

/// The length of the web or mail address that opens `text`, if one does.
pub(super) fn at_start(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let web = match *bytes.first()? {
        b'h' | b'H' => starts(bytes, b"http://") || starts(bytes, b"https://"),
        b'w' | b'W' => starts(bytes, b"www."),
        _ => false,
    };
    let length = if web {
        text.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”' | '»'))
            .unwrap_or(text.len())
    } else {
        domain(bytes)?
    };
    let kept = text.get(..length)?.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'', '’']);
    (!kept.is_empty()).then_some(kept.len())
}

fn starts(bytes: &[u8], prefix: &[u8]) -> bool {
    bytes.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
}

/// The length of the bare domain ("example.org/page") or mail address at the
/// start of `bytes`, if there is one: lower-case labels joined by full stops,
/// the last a usual top-level domain.
fn domain(bytes: &[u8]) -> Option<usize> {
    const TOPS: [&[u8]; 22] = [
        b"com", b"org", b"net", b"edu", b"gov", b"int", b"info", b"io", b"tv", b"eu", b"uk", b"de",
        b"fr", b"es", b"it", b"ru", b"ch", b"at", b"au", b"ca", b"co", b"me",
    ];
    let mut at = 0;
    let mut label = 0;
    let mut last_label: Option<usize> = None;
    while let Some(&byte) = bytes.get(at).filter(|_| at < ADDRESS_LENGTH) {
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
    let top = bytes.get(last_label?..at)?;
    if !TOPS.contains(&top) {
        return None;
    }
    if bytes.get(at) == Some(&b'/') {
        let path = bytes.get(at..)?;
        let tail = |b: &u8| b.is_ascii_alphanumeric() || b"/-_.~%?=&#+".contains(b);
        at += path.iter().take_while(|b| tail(b)).count();
    }
    Some(at)
}
