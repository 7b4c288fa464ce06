//! Rows of a list: tab-separated lines, `#` opens a comment line.

/// The list's rows in order, each as its columns. Missing columns are empty.
pub fn rows<const N: usize>(list: &str) -> impl Iterator<Item = [&str; N]> {
    let mut rest = list;
    std::iter::from_fn(move || {
        while !rest.is_empty() {
            let mut row = [""; N];
            let length = columns(rest, &mut row);
            let kept = length > 0 && !rest.starts_with('#');
            rest = rest.get(length + 1..).unwrap_or_default();
            if kept {
                return Some(row);
            }
        }
        None
    })
}

/// The words of a list whose last column holds several, divided by `|`: for
/// each, the columns that it shares and the word. What thousands of words
/// share is then downloaded once.
pub fn words<const N: usize>(list: &str) -> impl Iterator<Item = [&str; N]> {
    rows(list).flat_map(|row: [&str; N]| {
        let words = row.last().copied().unwrap_or_default();
        words.split('|').map(move |word| {
            let mut one = row;
            if let Some(last) = one.last_mut() {
                *last = word;
            }
            one
        })
    })
}

/// Fills `row` from the line that `list` begins with; the line's length. All
/// lists are read at start, so each byte is looked at once.
fn columns<'l>(list: &'l str, row: &mut [&'l str]) -> usize {
    let (mut column, mut start) = (0, 0);
    for (at, byte) in list.bytes().enumerate() {
        if byte == b'\t' || byte == b'\n' {
            if let Some(cell) = row.get_mut(column) {
                *cell = list.get(start..at).unwrap_or_default();
            }
            if byte == b'\n' {
                return at;
            }
            column += 1;
            start = at + 1;
        }
    }
    if let Some(cell) = row.get_mut(column) {
        *cell = list.get(start..).unwrap_or_default();
    }
    list.len()
}

#[cfg(test)]
mod tests {
    use super::{rows, words};

    #[test]
    fn comments_and_missing_columns() {
        let read: Vec<[&str; 2]> = rows("# word\tclass\na\tb\n\nc\n").collect();
        assert_eq!(read, [["a", "b"], ["c", ""]]);
    }

    #[test]
    fn columns_beyond_those_asked_for_and_a_last_line_without_end() {
        let read: Vec<[&str; 2]> = rows("a\tb\tc\n\td\ne\tf").collect();
        assert_eq!(read, [["a", "b"], ["", "d"], ["e", "f"]]);
        assert_eq!(rows::<1>("").count(), 0);
    }

    #[test]
    fn words_that_share_their_columns() {
        let read: Vec<[&str; 2]> = words("# class\twords\na\tb|c d\ne\tf\n").collect();
        assert_eq!(read, [["a", "b"], ["a", "c d"], ["e", "f"]]);
    }
}
