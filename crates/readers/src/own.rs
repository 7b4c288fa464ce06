//! Reports of our own, which are no articles: the JSON that the page exports and
//! the terminal prints.

use verbatim_core::report::SCHEMA;

use crate::Refusal;

/// How much of a file is searched for the report's schema. It stands first;
/// before it may stand the id of a line of `verbatim --jsonl`.
const HEAD: usize = 4096;

/// Whether `bytes` are a report of ours, or lines of them. What stands behind the
/// name in the schema is not looked at: what another build made is as little an
/// article.
pub(crate) fn is_report(bytes: &[u8]) -> bool {
    let json = crate::charset::without_mark(bytes).trim_ascii_start();
    let name = SCHEMA.split_inclusive('-').next().unwrap_or(SCHEMA);
    let begins = [b'{', b'['].iter().any(|open| json.first() == Some(open));
    let head = json.get(..HEAD).unwrap_or(json);
    begins && value(head, "schema").is_some_and(|schema| schema.starts_with(name))
}

/// Says of a report what it is and of which article.
pub(crate) fn refusal(bytes: &[u8]) -> Refusal {
    let of = value(bytes, "headline").or_else(|| value(bytes, "name"));
    let is = match of {
        Some(article) => format!("Verbatim's own report of “{article}”"),
        None => "Verbatim's own report of an article".to_owned(),
    };
    Refusal { is, advice: "Open the article itself." }
}

/// The first string that stands under `key` in JSON. Nothing in a string looks
/// like a key: its marks are escaped.
fn value(json: &[u8], key: &str) -> Option<String> {
    let key = format!("\"{key}\"");
    let mut rest = json;
    loop {
        let at = rest.windows(key.len()).position(|window| window == key.as_bytes())?;
        let is_key = at == 0 || rest.get(at - 1) != Some(&b'\\');
        rest = rest.get(at + key.len()..)?;
        let Some(after) = rest.trim_ascii_start().strip_prefix(b":").filter(|_| is_key) else {
            continue;
        };
        let string = after.trim_ascii_start();
        let mut escaped = true;
        let end = string.iter().position(|&byte| {
            let ends = byte == b'"' && !escaped;
            escaped = byte == b'\\' && !escaped;
            ends
        });
        return serde_json::from_str(str::from_utf8(string.get(..=end?)?).ok()?).ok();
    }
}
