//! Files of Rust as tokens: no comments, no attributes, no tests.

use std::fs;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::paths;

/// One file.
pub struct Source {
    /// The path as people are told it.
    pub shown: String,
    /// The path below the folder that was read.
    name: String,
    /// All that stands in it and is no test.
    pub tokens: Vec<Token>,
    /// The modules that it declares for tests alone.
    test_modules: Vec<String>,
}

/// A token and the line that it stands on, from 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Where.
    pub line: usize,
}

/// What a token is. A group is its opening, what it holds and its closing.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A name or a keyword.
    Word(String),
    /// What stands between the marks of a string, of bytes too, as it is written.
    Text(String),
    /// Any other literal.
    Value,
    /// One sign of an operator.
    Sign(char),
    /// An opening bracket.
    Open(char),
    /// A closing one.
    Close(char),
}

impl Token {
    /// Whether it is this word.
    pub fn is_word(&self, word: &str) -> bool {
        matches!(&self.kind, Kind::Word(known) if known == word)
    }

    /// Whether it is this sign.
    pub fn is_sign(&self, sign: char) -> bool {
        self.kind == Kind::Sign(sign)
    }

    /// The word, where it is one.
    pub fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }
}

/// Reads every file of Rust in a folder of the checkout that is no test.
///
/// # Errors
/// When one cannot be read or is no Rust.
pub fn read(folder: &str) -> Result<Vec<Source>, String> {
    let top = paths::root().join(folder);
    let mut files = Vec::new();
    for name in paths::files_below(&top)?.iter().filter(|name| name.ends_with(".rs")) {
        let path = top.join(name);
        let text = fs::read_to_string(&path).map_err(|err| paths::at(&path, &err))?;
        let source = Source::parse(name, &text)?;
        files.push(Source { shown: format!("{folder}/{name}"), ..source });
    }
    Ok(without_tests(files))
}

/// A file is a test where its folder says so or another declares it for tests alone.
fn without_tests(mut files: Vec<Source>) -> Vec<Source> {
    let of = |file: &Source| {
        let module = file.module();
        let below = |name: &String| [module.as_slice(), std::slice::from_ref(name)].concat();
        file.test_modules.iter().map(below).collect::<Vec<_>>()
    };
    let declared: Vec<Vec<String>> = files.iter().flat_map(of).collect();
    files.retain(|file| {
        let module = file.module();
        let folders = file.name.split('/').rev().skip(1);
        let is_named = folders.into_iter().any(|folder| folder == "tests" || folder == "benches");
        !is_named && !declared.iter().any(|test| module.starts_with(test))
    });
    files
}

impl Source {
    /// Reads one file's text.
    ///
    /// # Errors
    /// When it is no Rust.
    pub fn parse(name: &str, text: &str) -> Result<Self, String> {
        let stream: TokenStream =
            text.parse().map_err(|err| format!("{name} cannot be read as Rust: {err}"))?;
        let mut source = Self {
            shown: name.to_owned(),
            name: name.to_owned(),
            tokens: Vec::new(),
            test_modules: Vec::new(),
        };
        source.add(stream);
        Ok(source)
    }

    /// The module that the file is, as a path from its crate's top.
    pub fn module(&self) -> Vec<String> {
        let path = self.name.strip_suffix(".rs").unwrap_or(&self.name);
        let mut module: Vec<String> = path.split('/').map(str::to_owned).collect();
        if module.last().is_some_and(|last| ["lib", "main", "mod"].contains(&last.as_str())) {
            module.pop();
        }
        module
    }

    fn add(&mut self, stream: TokenStream) {
        let mut trees = stream.into_iter().peekable();
        while let Some(tree) = trees.next() {
            let line = tree.span().start().line;
            let kind = match tree {
                TokenTree::Punct(sign) if sign.as_char() == '#' => {
                    if matches!(trees.peek(), Some(TokenTree::Punct(sign)) if sign.as_char() == '!')
                    {
                        trees.next();
                    }
                    match trees.next() {
                        Some(TokenTree::Group(attribute)) if is_for_tests(&attribute.stream()) => {
                            self.skip_item(&mut trees);
                        }
                        _ => {}
                    }
                    continue;
                }
                TokenTree::Group(group) => {
                    let (open, close) = match group.delimiter() {
                        Delimiter::Brace => ('{', '}'),
                        Delimiter::Bracket => ('[', ']'),
                        _ => ('(', ')'),
                    };
                    self.tokens.push(Token { kind: Kind::Open(open), line });
                    self.add(group.stream());
                    let line = group.span_close().start().line;
                    self.tokens.push(Token { kind: Kind::Close(close), line });
                    continue;
                }
                TokenTree::Ident(word) => Kind::Word(word.to_string()),
                TokenTree::Punct(sign) => Kind::Sign(sign.as_char()),
                TokenTree::Literal(literal) => text_of(&literal.to_string()),
            };
            self.tokens.push(Token { kind, line });
        }
    }

    /// Passes over an item: to its block or its semicolon.
    fn skip_item(&mut self, trees: &mut impl Iterator<Item = TokenTree>) {
        let mut after_mod = false;
        for tree in trees {
            match tree {
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => return,
                TokenTree::Punct(sign) if sign.as_char() == ';' => return,
                TokenTree::Ident(name) if after_mod => self.test_modules.push(name.to_string()),
                TokenTree::Ident(word) => after_mod = word == "mod",
                _ => {}
            }
        }
    }
}

/// Whether an attribute keeps its item for tests: `cfg(test)`, `cfg(all(test, …))`.
fn is_for_tests(attribute: &TokenStream) -> bool {
    let words = attribute.to_string();
    let words: Vec<&str> = words.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    words.first() == Some(&"cfg") && words.contains(&"test") && !words.contains(&"not")
}

/// `"a"`, `b"a"`, `r#"a"#` as what they hold; no other literal ends with a mark.
fn text_of(literal: &str) -> Kind {
    let inner = literal.trim_end_matches('#').strip_suffix('"');
    match inner.and_then(|inner| inner.split_once('"')) {
        Some((_, text)) => Kind::Text(text.to_owned()),
        None => Kind::Value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(name: &str, text: &str) -> Source {
        Source::parse(name, text).expect("the test's own Rust")
    }

    #[test]
    fn comments_attributes_and_tests_are_no_tokens() {
        let source = parsed(
            "a.rs",
            "//! \"en\"\n/// \"en\"\n#[derive(Debug)]\n#[cfg(test)]\nmod tests { fn a() { \"en\"; } }\n\
             #[cfg(all(test, unix))]\nuse b::c;\n#[cfg(not(test))]\nfn kept() {} // \"en\"",
        );
        let words: Vec<_> = source.tokens.iter().filter_map(Token::word).collect();
        assert_eq!(words, ["fn", "kept"]);
        assert_eq!(source.tokens[0].line, 9);
    }

    #[test]
    fn strings_are_told_from_other_literals() {
        let source = parsed("a.rs", "(\"en\", b\"de\", r#\"a \"b\" c\"#, 'x', 1.5, c\"fr\")");
        let texts = source.tokens.iter().filter_map(|token| match &token.kind {
            Kind::Text(text) => Some(text.as_str()),
            _ => None,
        });
        assert_eq!(texts.collect::<Vec<_>>(), ["en", "de", "a \"b\" c", "fr"]);
    }

    #[test]
    fn files_that_are_tests_are_left_out() {
        let kept = without_tests(vec![
            parsed("clean.rs", "#[cfg(test)] mod samples;\nmod detect;"),
            parsed("clean/samples.rs", "fn a() {}"),
            parsed("clean/samples/more.rs", "fn a() {}"),
            parsed("clean/detect.rs", "fn a() {}"),
            parsed("tests/holds.rs", "fn a() {}"),
        ]);
        let names: Vec<&str> = kept.iter().map(|source| source.name.as_str()).collect();
        assert_eq!(names, ["clean.rs", "clean/detect.rs"]);
    }
}
