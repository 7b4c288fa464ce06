//! No language's code stands in the code: what a language does is data of that language,
//! and which one it is is a `Language`, which the lexicon reads from a code in one place.

use super::source::{Kind, Source};

/// The languages that the lexicon knows by name: code, name and more, by tabs.
const LANGUAGES: &str = include_str!("../../../crates/lexicon/data/languages.tsv");

/// Strings that are codes, too, and no languages there: a row of a table in HTML, and the
/// page's word for a man.
const OTHERWISE: [(&str, &str); 2] = [("/document/html/", "tr"), ("src/model/words.rs", "he")];

/// What is wrong in a file, one line a fault.
///
/// Several codes are words, too ("de", "it"): in a row with strings that are no codes
/// they are that.
pub fn faults(file: &Source) -> Vec<String> {
    let is_code = |text: &str| {
        let is_other = |(place, word): &(&str, &str)| file.shown.contains(place) && text == *word;
        codes().any(|code| code == text) && !OTHERWISE.iter().any(is_other)
    };
    let mut rows = rows(file);
    rows.retain(|row| row.iter().all(|(text, _)| is_code(text)));
    let fault = |row: Vec<(&str, usize)>| {
        let shown: Vec<String> = row.iter().map(|(text, _)| format!("\"{text}\"")).collect();
        let line = row.first().map_or(0, |(_, line)| *line);
        format!("{}:{line}: {} where a Language belongs", file.shown, shown.join(", "))
    };
    rows.into_iter().map(fault).collect()
}

fn codes() -> impl Iterator<Item = &'static str> {
    let rows = LANGUAGES.lines().filter(|row| !row.starts_with('#'));
    rows.filter_map(|row| row.split('\t').next())
}

/// Strings that stand in a row, as `"a", "b"` or `"a" | "b"`, each with its line.
fn rows(file: &Source) -> Vec<Vec<(&str, usize)>> {
    let mut rows: Vec<Vec<(&str, usize)>> = Vec::new();
    // What divides the strings of the last row, and whether it stands before this token.
    let mut divider = None;
    let mut goes_on = false;
    for (at, token) in file.tokens.iter().enumerate() {
        match &token.kind {
            Kind::Text(text) => {
                match rows.last_mut() {
                    Some(row) if goes_on => row.push((text, token.line)),
                    _ => {
                        rows.push(vec![(text, token.line)]);
                        divider = None;
                    }
                }
                goes_on = false;
            }
            Kind::Sign(sign @ (',' | '|'))
                if at > 0 && matches!(file.tokens[at - 1].kind, Kind::Text(_)) =>
            {
                // `"x", "a" | "b"`: the last of one row is the first of the next.
                if divider.is_some_and(|known| known != *sign) {
                    let last = rows.last_mut().and_then(Vec::pop);
                    rows.push(last.into_iter().collect());
                }
                divider = Some(*sign);
                goes_on = true;
            }
            // `"a" => "x", "b" => "y"`: the pattern is no part of the row before it.
            Kind::Sign('=')
                if divider == Some(',')
                    && at > 0
                    && matches!(file.tokens[at - 1].kind, Kind::Text(_))
                    && rows.last().is_some_and(|row| row.len() > 1) =>
            {
                let last = rows.last_mut().and_then(Vec::pop);
                rows.push(last.into_iter().collect());
                divider = None;
                goes_on = false;
            }
            // `&["a"], &["b"]` are two rows, `"a", b"b"` is one.
            _ => goes_on = false,
        }
    }
    rows.retain(|row| !row.is_empty());
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(body: &str) -> usize {
        let text = format!("fn a() {{ {body} }}");
        faults(&Source::parse("a.rs", &text).expect("Rust")).len()
    }

    #[test]
    fn a_code_is_found_wherever_it_stands() {
        for (body, found) in [
            ("let french = language == Some(\"fr\");", 1),
            ("matches!(article.code, Some(\"ru\" | \"uk\"))", 1),
            ("const LANGUAGES: &[&str] = &[\"es\", \"fr\", \"it\"];", 1),
            ("&self.language == b\"en\"", 1),
            ("match code { \"en\" => \"English\", \"de\" => \"German\", _ => \"?\" }", 2),
            ("match code { \"other\" => 1, \"fr\" | \"ru\" => 2 }", 1),
            ("let all = [&[\"de\"], &[\"von\"]];", 1),
        ] {
            assert_eq!(count(body), found, "{body}");
        }
    }

    #[test]
    fn the_codes_are_the_lexicons() {
        assert!(
            codes().any(|code| code == "en") && codes().all(|code| (2..=3).contains(&code.len()))
        );
    }

    #[test]
    fn a_word_among_words_is_none() {
        for body in [
            "matches!(word, \"de\" | \"von\" | \"van\")",
            "const ASIDES: [&str; 3] = [\"it\", \"now\", \"here\"];",
            "let name = \"english\"; /* \"en\" */",
            "say(\"en route\")",
        ] {
            assert_eq!(count(body), 0, "{body}");
        }
    }
}
