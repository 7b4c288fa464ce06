//! The encoding that a page declares of itself, as the HTML standard's prescan
//! looks for it: a `<meta>` in the first kilobyte, or an XML declaration.

/// How far into a page its encoding may be declared, as browsers read it.
const HEAD: usize = 1024;

/// The label of the encoding that the page declares, lower case.
pub(super) fn label(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..HEAD).unwrap_or(bytes).to_ascii_lowercase();
    let mut rest = head.as_slice();
    if let Some(xml) = rest.trim_ascii_start().strip_prefix(b"<?xml") {
        let end = find(xml, b"?>")?;
        if let Some(label) = value(xml.get(..end)?, b"encoding") {
            return Some(label);
        }
    }
    loop {
        rest = rest.get(find(rest, b"<")?..)?;
        if let Some(comment) = rest.strip_prefix(b"<!--") {
            rest = comment.get(find(comment, b"-->")?..)?;
            continue;
        }
        let end = find(rest, b">").unwrap_or(rest.len());
        let tag = rest.get(..end)?;
        if let Some([b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' | b'/', ..]) =
            tag.strip_prefix(b"<meta")
            && let Some(label) = value(tag, b"charset")
        {
            return Some(label);
        }
        rest = rest.get(1..)?;
    }
}

/// What stands behind `name` and `=`, with marks around it or without.
fn value(tag: &[u8], name: &[u8]) -> Option<String> {
    let mut rest = tag;
    loop {
        let at = find(rest, name)?;
        let begins = at > 0 && rest.get(at - 1).is_some_and(|byte| !byte.is_ascii_alphanumeric());
        rest = rest.get(at + name.len()..)?;
        let Some(value) = rest.trim_ascii_start().strip_prefix(b"=").filter(|_| begins) else {
            continue;
        };
        let value = value.trim_ascii_start();
        let value = value.strip_prefix(b"\"").or(value.strip_prefix(b"'")).unwrap_or(value);
        let label = value.trim_ascii_start().iter();
        let ends = |byte: u8| byte.is_ascii_whitespace() || b"\"';/>?".contains(&byte);
        let label: String = label.take_while(|b| !ends(**b)).map(|&b| char::from(b)).collect();
        return (!label.is_empty()).then_some(label);
    }
}

fn find(bytes: &[u8], words: &[u8]) -> Option<usize> {
    bytes.windows(words.len()).position(|window| window == words)
}

#[cfg(test)]
mod tests {
    use super::label;

    #[test]
    fn a_page_declares_its_encoding_in_several_ways() {
        for (page, declared) in [
            ("<meta charset=koi8-r>", Some("koi8-r")),
            ("<META CHARSET = 'ISO-8859-2' >", Some("iso-8859-2")),
            ("<meta\nhttp-equiv=content-type content=\"text/html; charset=Big5\">", Some("big5")),
            ("<?xml version='1.0' encoding='windows-1251'?><html>", Some("windows-1251")),
            ("<?xml version='1.0'?><meta charset=gbk>", Some("gbk")),
            ("<!-- <meta charset=big5> --><meta charset=gbk>", Some("gbk")),
            ("<meta charset=\"\"><meta charset=gbk>", Some("gbk")),
            ("<meta name=description content=x><meta charset=gbk/>", Some("gbk")),
            ("<metadata charset=gbk>", None),
            ("<p data-charset=gbk>charset=gbk", None),
            ("<meta charset", None),
            ("<!-- <meta charset=big5>", None),
            ("", None),
        ] {
            assert_eq!(label(page.as_bytes()).as_deref(), declared, "{page}");
        }
    }

    #[test]
    fn only_the_first_kilobyte_may_declare_it() {
        let late = format!("{}<meta charset=gbk>", " ".repeat(1024));
        assert_eq!(label(late.as_bytes()), None);
    }
}
