//! How words look in a terminal: width, wrapping and colour.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Lines longer than this are hard to read, however wide the terminal is.
const WIDEST: usize = 96;
/// The width where nothing is known, and for files and pipes.
const USUAL: usize = 80;
/// Narrower than this, indents would leave no room.
const NARROWEST: usize = 30;

/// What the terminal can show.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Whether somebody sees it at once, so that nothing may steer the terminal.
    terminal: bool,
    /// Whether there are colours.
    colours: bool,
    /// Columns in a line.
    width: usize,
}

/// A way to set words apart. Never the only sign of anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// As it is.
    Plain,
    /// Headings.
    Bold,
    /// What explains.
    Faint,
    /// What was cut.
    Red,
    /// Who speaks.
    Blue,
}

impl Look {
    /// Of standard output, which is a terminal or not.
    pub fn of_terminal(is_terminal: bool) -> Self {
        if !is_terminal {
            return Self { terminal: false, colours: false, width: USUAL };
        }
        let columns = terminal_size::terminal_size().map(|(columns, _)| usize::from(columns.0));
        Self {
            terminal: true,
            colours: std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
            width: columns.unwrap_or(USUAL).clamp(NARROWEST, WIDEST),
        }
    }

    /// Text as it is, for files and pipes; on a terminal without what steers it.
    pub fn shown(self, text: &str) -> Cow<'_, str> {
        if self.terminal { harmless(text).into() } else { text.into() }
    }

    /// JSON as it is, for files and pipes; on a terminal with the numbers of what
    /// steers it, which JSON takes for the same.
    pub fn json(self, json: String) -> String {
        if !self.terminal || !json.contains(|c| c != '\n' && steers(c)) {
            return json;
        }
        let mut out = String::with_capacity(json.len());
        for c in json.chars() {
            if c != '\n' && steers(c) {
                out.push_str(&format!("\\u{:04x}", c as u32));
            } else {
                out.push(c);
            }
        }
        out
    }

    /// Writes `words` folded into lines no wider than the look, each after
    /// `indent` columns. Runs of white space become one space, and characters
    /// that steer a terminal become U+FFFD: an article can't repaint it.
    pub fn wrapped(
        self,
        out: &mut impl Write,
        indent: usize,
        ink: Ink,
        words: &str,
    ) -> io::Result<()> {
        let room = self.width.saturating_sub(indent).max(1);
        let mut line = String::new();
        for word in words.split_whitespace() {
            let word = harmless(word);
            if !line.is_empty() && line.width() + 1 + word.width() > room {
                self.line(out, indent, ink, &line)?;
                line.clear();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(&word);
        }
        if line.is_empty() { Ok(()) } else { self.line(out, indent, ink, &line) }
    }

    fn line(self, out: &mut impl Write, indent: usize, ink: Ink, words: &str) -> io::Result<()> {
        let code = match ink {
            Ink::Plain => "",
            Ink::Bold => "1",
            Ink::Faint => "2",
            Ink::Red => "31",
            Ink::Blue => "34",
        };
        if !self.colours || code.is_empty() {
            return writeln!(out, "{:indent$}{words}", "");
        }
        writeln!(out, "{:indent$}\x1b[{code}m{words}\x1b[0m", "")
    }
}

/// `text` with U+FFFD for all that steers a terminal but line breaks and tabs.
pub fn harmless(text: &str) -> String {
    let shown = |c| if steers(c) && !matches!(c, '\n' | '\t') { '\u{fffd}' } else { c };
    text.chars().map(shown).collect()
}

/// Control characters, and the marks that turn the direction of text, which could
/// make a line read as another.
fn steers(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// `words` as one line of at most `columns`, with `…` where some were cut off.
pub fn shortened(words: &str, columns: usize) -> String {
    let mut out = String::new();
    let mut width = 0;
    for word in words.split_whitespace() {
        let space = usize::from(!out.is_empty());
        width += space + word.width();
        if width > columns && !out.is_empty() {
            out.push('…');
            return out;
        }
        if space == 1 {
            out.push(' ');
        }
        out.push_str(word);
    }
    if width <= columns {
        return out;
    }
    let mut left = columns;
    let fits = |c: &char| {
        let columns = c.width().unwrap_or(0);
        left = left.saturating_sub(columns);
        left > 0
    };
    let mut out: String = out.chars().take_while(fits).collect();
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrap(width: usize, colours: bool, words: &str) -> String {
        let mut out = Vec::new();
        let look = Look { terminal: colours, colours, width };
        look.wrapped(&mut out, 2, Ink::Red, words).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn lines_fold_at_the_width() {
        assert_eq!(wrap(12, false, "the river  rose\nagain"), "  the river\n  rose again\n");
        assert_eq!(
            wrap(9, false, "東京都 知事"),
            "  東京都\n  知事\n",
            "wide letters take two columns"
        );
    }

    #[test]
    fn colours_stand_where_they_are_shown_only() {
        assert_eq!(wrap(20, true, "cut"), "  \x1b[31mcut\x1b[0m\n");
        assert_eq!(wrap(20, false, "cut"), "  cut\n");
    }

    #[test]
    fn an_article_cannot_steer_the_terminal() {
        assert_eq!(
            wrap(40, true, "a\x1b[2Jb\u{202e}c"),
            "  \x1b[31ma\u{fffd}[2Jb\u{fffd}c\x1b[0m\n"
        );
        let text = "a\x1b[2J\x1b]0;title\x07\r\n\tb\u{9b}31m";
        let look = |terminal| Look { terminal, colours: false, width: 40 };
        assert_eq!(
            look(true).shown(text),
            "a\u{fffd}[2J\u{fffd}]0;title\u{fffd}\u{fffd}\n\tb\u{fffd}31m"
        );
        assert_eq!(look(false).shown(text), text, "a file gets it as it is");
        let json = "{\n  \"a\": \"\u{9b}2J\u{202e}é\"\n}".to_owned();
        assert_eq!(look(true).json(json.clone()), "{\n  \"a\": \"\\u009b2J\\u202eé\"\n}");
        assert_eq!(look(false).json(json.clone()), json);
    }

    #[test]
    fn long_words_are_cut_with_a_sign() {
        assert_eq!(shortened("one two three", 8), "one two…");
        assert_eq!(shortened("one two", 8), "one two");
        assert_eq!(shortened("antidisestablishment", 5), "anti…");
    }
}
