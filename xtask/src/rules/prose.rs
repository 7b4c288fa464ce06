//! No program reads prose: the words of a notice are for people, and what decides goes
//! by its code. Two notices can say the same, and the words change with the language.
//!
//! So a `message`, field or method, is only handed on, whole: shown, copied, put into
//! another. Asking what it holds, comparing it or taking it apart is a fault, and so is
//! to give a field another name, under which that could be done unseen.

use super::source::{Kind, Source, Token};

/// Methods that hand the words on as they are.
const HANDS_ON: [&str; 8] =
    ["as_str", "as_deref", "as_ref", "clone", "cloned", "into", "to_owned", "to_string"];

/// Functions and macros that decide by what they are given.
const DECIDES: [&str; 9] = [
    "contains",
    "ends_with",
    "eq",
    "eq_ignore_ascii_case",
    "find",
    "matches",
    "position",
    "split",
    "starts_with",
];

/// What is wrong in a file, one line a fault.
pub fn faults(file: &Source) -> Vec<String> {
    let tokens = &file.tokens;
    let places = (1..tokens.len()).filter(|&at| tokens[at].is_word("message"));
    let reads = places.filter(|&at| match is_field(tokens, at) {
        true => decides(tokens, at),
        false => is_taken_out(tokens, at),
    });
    reads
        .map(|at| {
            let line = tokens[at].line;
            format!("{}:{line}: decides by the words of a message; go by its code", file.shown)
        })
        .collect()
}

fn is_field(tokens: &[Token], at: usize) -> bool {
    tokens[at - 1].is_sign('.')
}

/// Whether the words at a place are more than handed on.
fn decides(tokens: &[Token], at: usize) -> bool {
    let mut end = at + 1;
    // A method of that name.
    if is_call(tokens, end) {
        end += 2;
    }
    while tokens.get(end).is_some_and(|token| token.is_sign('.')) {
        let method = tokens.get(end + 1).and_then(Token::word).unwrap_or_default();
        if !HANDS_ON.contains(&method) || !is_call(tokens, end + 2) {
            return true;
        }
        end += 4;
    }
    let after = tokens.get(end).map(|token| &token.kind);
    let is_whole = matches!(after, None | Some(Kind::Close(_) | Kind::Sign(',' | ';' | '?')));
    let is_method = is_call(tokens, at + 1);
    let before = start_of(tokens, at).checked_sub(1);
    !is_whole || before.is_some_and(|before| is_compared(tokens, before, is_method))
}

/// Whether `()` stands here.
fn is_call(tokens: &[Token], at: usize) -> bool {
    let kinds = tokens.get(at..at + 2).map(|next| (&next[0].kind, &next[1].kind));
    kinds == Some((&Kind::Open('('), &Kind::Close(')')))
}

/// Where the chain begins that ends in a field: `&self.notices[0].message` at its `&`.
fn start_of(tokens: &[Token], field: usize) -> usize {
    let mut at = field;
    while let Some(before) = at.checked_sub(1) {
        match &tokens[before].kind {
            Kind::Close(_) => at = opening(tokens, before),
            Kind::Word(word) if word != "in" && word != "match" && word != "return" => at = before,
            Kind::Sign('.' | '&' | '*' | '?' | ':') => at = before,
            _ => break,
        }
    }
    at
}

fn opening(tokens: &[Token], close: usize) -> usize {
    let mut depth = 0;
    for at in (0..=close).rev() {
        match tokens[at].kind {
            Kind::Close(_) => depth += 1,
            Kind::Open(_) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    0
}

/// Whether what follows a place is compared with something, given to who decides or,
/// where it is no method, given a name.
fn is_compared(tokens: &[Token], before: usize, is_method: bool) -> bool {
    let sign = |back: usize| before.checked_sub(back).map(|at| &tokens[at]);
    match &tokens[before].kind {
        Kind::Sign('=') => !is_method || sign(1).is_some_and(|t| t.is_sign('=') || t.is_sign('!')),
        Kind::Word(word) => word == "match",
        Kind::Open('(') => {
            let called = sign(1).filter(|t| !t.is_sign('!')).or_else(|| sign(2));
            called.and_then(Token::word).is_some_and(|name| DECIDES.contains(&name))
        }
        _ => false,
    }
}

/// Whether a pattern takes the words out of a notice, `Notice { message, .. }`, so that
/// they could be read without being called so.
fn is_taken_out(tokens: &[Token], at: usize) -> bool {
    let mut depth = 0;
    let open = (0..at).rev().find(|&before| {
        match tokens[before].kind {
            Kind::Close(_) => depth += 1,
            Kind::Open(_) if depth > 0 => depth -= 1,
            Kind::Open(_) => return true,
            _ => {}
        }
        false
    });
    let Some(open) = open.filter(|&open| open > 0) else { return false };
    if tokens[open].kind != Kind::Open('{') || !tokens[open - 1].is_word("Notice") {
        return false;
    }
    let close = (open + 1..tokens.len()).find(|&at| opening(tokens, at) == open && at != open);
    let after = close.and_then(|close| tokens.get(close + 1..close + 3)).unwrap_or_default();
    match after {
        [first, second] if first.is_sign('=') => !second.is_sign('='),
        [first, ..] => first.is_sign('|') || first.is_word("if"),
        [] => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(body: &str) -> usize {
        let text = format!("fn a() {{ {body} }}");
        faults(&Source::parse("a.rs", &text).expect("Rust")).len()
    }

    #[test]
    fn whoever_asks_what_a_message_says_is_found() {
        for body in [
            "notices.any(|n| n.code == \"unused\" && n.message.contains(&said))",
            "let known = notice.message == said;",
            "if said != notices[0].message { a() }",
            "match notice.message.as_str() { _ => {} }",
            "said.starts_with(&notice.message)",
            "matches!(notice.message, ref said)",
            "let first = notice.message.split(' ').next();",
            "if event.message().is_empty() { a() }",
            "let Notice { message, .. } = notice;",
            "let said = &notice.message; if said.is_empty() { a() }",
            "match notice { Notice { code, message } => a(message) }",
        ] {
            assert_eq!(count(body), 1, "{body}");
        }
    }

    #[test]
    fn who_hands_it_on_may_have_it() {
        for body in [
            "html! { <li>{ notice.message.clone() }</li> }",
            "self.put(2, Ink::Plain, &notice.message)?;",
            "writeln!(out, \"{}: {}\", notice.code, notice.message)?;",
            "let error = Error::new(event.message());",
            "let message = event.message(); say(message)",
            "Notice { code, message: said.to_owned(), start: None }",
            "live(props.message.as_deref(), 1)",
            "let show = |n: &Notice| n.message.clone();",
        ] {
            assert_eq!(count(body), 0, "{body}");
        }
    }
}
