//! Time stamps as markup has them, and dates in addresses.

/// `2021-05-03` or `2021-05-03T08:00` out of a longer time stamp.
pub(super) fn iso(value: &str) -> Option<String> {
    let bytes = value.as_bytes();
    let digits = |range: std::ops::Range<usize>| {
        bytes.get(range).is_some_and(|part| part.iter().all(u8::is_ascii_digit))
    };
    let dated = digits(0..4) && digits(5..7) && digits(8..10);
    let goes_on = bytes.get(10).is_some_and(u8::is_ascii_digit);
    if !dated
        || goes_on
        || !matches!(bytes.get(4), Some(b'-' | b'/'))
        || bytes.get(4) != bytes.get(7)
    {
        return None;
    }
    let mut out = value.get(..10)?.replace('/', "-");
    if !is_day(&out) {
        return None;
    }
    if matches!(bytes.get(10), Some(b'T' | b' ')) && digits(11..13) && digits(14..16) {
        out.push('T');
        out.push_str(value.get(11..16)?);
    }
    Some(out)
}

/// The day in an address such as `…/2021/05/03/harbour-wall` or `…/2021-05-03-wall`.
pub(super) fn in_address(address: &str) -> Option<String> {
    let bytes = address.as_bytes();
    (1..bytes.len().saturating_sub(9)).find_map(|at| {
        let opens = bytes.get(at - 1) == Some(&b'/');
        let part = address.get(at..at + 10).filter(|_| opens)?;
        iso(part).filter(|_| bytes.get(at + 10).is_none_or(|b| !b.is_ascii_alphanumeric()))
    })
}

fn is_day(date: &str) -> bool {
    let part = |range| date.get(range).and_then(|p: &str| p.parse::<u32>().ok()).unwrap_or(0);
    (1800..2200).contains(&part(0..4))
        && (1..=12).contains(&part(5..7))
        && (1..=31).contains(&part(8..10))
}
