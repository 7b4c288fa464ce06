//! Rows of a list: tab-separated lines, `#` opens a comment line.

/// The list's rows in order, each as its columns. Missing columns are empty.
pub fn rows<const N: usize>(list: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| {
        let mut columns = line.split('\t');
        [(); N].map(|()| columns.next().unwrap_or_default())
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn comments_and_missing_columns() {
        let rows: Vec<[&str; 2]> = super::rows("# word\tclass\na\tb\n\nc\n").collect();
        assert_eq!(rows, [["a", "b"], ["c", ""]]);
    }
}
