//! The article in a page's state. Pages that a program draws carry what they
//! show as JSON; saved, some show an article's first paragraphs alone and hold
//! the others there. Read is the tree that text editors write (Contentful,
//! ProseMirror, Lexical, Slate): objects whose `type` is a paragraph or a
//! heading, around objects with text.
//!
//! One pass over the script; where it is no JSON, the reading ends. Known miss:
//! articles that are HTML inside of a string.

use std::{cmp::Reverse, collections::HashMap, ops::Range};

/// Deeper trees are not read.
const DEEPEST: usize = 512;

/// A shorter paragraph says nothing of whether the page shows the article.
const TELLING: usize = 8;

/// So many words are worth to be read from the state.
const WORTH: usize = 60;

/// One paragraph of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub is_heading: bool,
    /// The same for all paragraphs of one text.
    group: usize,
    /// How much text the page has before its script.
    before: usize,
    /// Its strings in the source, without their quotes.
    pub strings: Vec<Range<usize>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Unnamed,
    Text,
    Paragraph,
    Heading,
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Type,
    Text,
    Value,
    Other,
}

/// An open object or list.
struct Open {
    at: usize,
    is_object: bool,
    wants_key: bool,
    key: Key,
    kind: Kind,
    words: Option<(Key, Range<usize>)>,
    /// How many strings were read before it.
    before: usize,
}

impl Paragraph {
    /// What it says.
    fn text(&self, source: &str) -> String {
        let mut text = String::new();
        for string in &self.strings {
            stretches(source, string.clone(), |words, _, _| text.push_str(words));
        }
        text
    }

    /// Whether it stands in this script.
    pub(super) fn is_in(&self, script: &Range<usize>) -> bool {
        self.strings.iter().all(|string| script.start <= string.start && string.end <= script.end)
    }
}

/// The paragraphs of the JSON in `source[script]`, behind `before` bytes of the page's
/// text, in order. Of one inside of another the inner one alone is read, so that none
/// stands before what precedes it in the source.
pub(super) fn paragraphs(source: &str, script: Range<usize>, before: usize) -> Vec<Paragraph> {
    let mut all = read(source, script, before);
    let mut end = 0;
    all.retain(|paragraph| {
        let strings = (paragraph.strings.first(), paragraph.strings.last());
        let (Some(first), Some(last)) = strings else { return false };
        let follows = first.start >= end;
        end = end.max(last.end);
        follows
    });
    all
}

fn read(source: &str, script: Range<usize>, before: usize) -> Vec<Paragraph> {
    let mut all = Vec::new();
    let bytes = source.as_bytes().get(..script.end).unwrap_or_default();
    let mut open: Vec<Open> = Vec::new();
    let mut strings: Vec<Range<usize>> = Vec::new();
    let mut at = script.start;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'{' | b'[' if open.len() < DEEPEST => open.push(Open {
                at,
                is_object: *byte == b'{',
                wants_key: *byte == b'{',
                key: Key::Other,
                kind: Kind::Unnamed,
                words: None,
                before: strings.len(),
            }),
            b'{' | b'[' => return all,
            b'}' | b']' => {
                let Some(closed) = open.pop() else { return all };
                let is_text = |key: &Key| match closed.kind {
                    Kind::Text => true,
                    Kind::Unnamed => *key == Key::Text,
                    _ => false,
                };
                strings
                    .extend(closed.words.filter(|(key, _)| is_text(key)).map(|(_, words)| words));
                if matches!(closed.kind, Kind::Paragraph | Kind::Heading) {
                    all.push(Paragraph {
                        is_heading: closed.kind == Kind::Heading,
                        group: open.last().map_or(0, |around| around.at),
                        before,
                        strings: strings.split_off(closed.before.min(strings.len())),
                    });
                }
            }
            b',' => {
                if let Some(top) = open.last_mut() {
                    top.wants_key = top.is_object;
                }
            }
            b'"' => {
                let Some(end) = end_of_string(bytes, at + 1) else { return all };
                let words = at + 1..end;
                at = end;
                if let Some(top) = open.last_mut().filter(|top| top.is_object) {
                    top.take(source.get(words.clone()).unwrap_or_default(), words);
                }
            }
            _ => {}
        }
        at += 1;
    }
    all
}

impl Open {
    /// Takes a string, which is a key or the last key's value.
    fn take(&mut self, string: &str, place: Range<usize>) {
        if self.wants_key {
            self.wants_key = false;
            self.key = match string {
                "type" | "nodeType" => Key::Type,
                "text" => Key::Text,
                "value" => Key::Value,
                _ => Key::Other,
            };
            return;
        }
        match self.key {
            Key::Type => {
                self.kind = match string {
                    "text" => Kind::Text,
                    "paragraph" => Kind::Paragraph,
                    "heading" => Kind::Heading,
                    _ => Kind::Other,
                }
            }
            Key::Text | Key::Value => self.words = Some((self.key, place)),
            Key::Other => {}
        }
    }
}

fn end_of_string(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

/// Calls `each` for every stretch of a string's raw text: what it says, where that
/// stands, and whether it stands there byte for byte.
pub(super) fn stretches(
    source: &str,
    string: Range<usize>,
    mut each: impl FnMut(&str, (usize, usize), bool),
) {
    let mut at = string.start;
    while at < string.end {
        let rest = source.get(at..string.end).unwrap_or_default();
        let literal = rest.find('\\').unwrap_or(rest.len());
        if literal > 0 {
            each(rest.get(..literal).unwrap_or_default(), (at, at + literal), true);
            at += literal;
            continue;
        }
        let Some((ch, used)) = escape(rest) else { return };
        each(ch.encode_utf8(&mut [0; 4]), (at, at + used), false);
        at += used;
    }
}

/// The character that an escape stands for, and the escape's length (RFC 8259, section 7).
fn escape(rest: &str) -> Option<(char, usize)> {
    let unit = |at: usize| {
        let digits = rest.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    match rest.as_bytes().get(1)? {
        b'n' | b't' | b'r' | b'b' | b'f' => Some((' ', 2)),
        b'u' => {
            let first = unit(0)?;
            let pair = [first, unit(6).unwrap_or_default()];
            let ch = char::decode_utf16(pair).next()?.unwrap_or(char::REPLACEMENT_CHARACTER);
            Some((ch, if ch.len_utf16() == 2 { 12 } else { 6 }))
        }
        _ => {
            let ch = rest.chars().nth(1)?;
            Some((ch, 1 + ch.len_utf8()))
        }
    }
}

/// The paragraphs that the page does not show, of the longest text of which it shows
/// something but less than half; of the longest one at all where it shows no paragraph.
/// A text that stands in the source before what is shown of it is not read: its
/// paragraphs would be in the wrong order.
pub(super) fn hidden<'t>(
    source: &str,
    all: &[Paragraph],
    shown: impl Iterator<Item = (&'t str, usize)>,
) -> Vec<Paragraph> {
    if all.is_empty() {
        return Vec::new();
    }
    let mut bare = true;
    let mut known = HashMap::new();
    for (block, at) in shown {
        let (key, words) = key_of(block);
        bare &= words < TELLING * 3;
        known.insert(key, at);
    }
    let mut groups: HashMap<usize, Group<'_>> = HashMap::new();
    for paragraph in all {
        let (key, words) = key_of(&paragraph.text(source));
        let group = groups.entry(paragraph.group).or_default();
        let tells = words >= TELLING;
        if let Some(at) = known.get(&key) {
            group.shown += usize::from(tells);
            group.is_first |= tells && *at >= paragraph.before;
        } else if words > 0 {
            group.telling += usize::from(tells);
            group.words += words;
            group.hidden.push(paragraph);
        }
    }
    let lacking = |(_, group): &(&usize, &Group<'_>)| {
        (bare || group.shown > 0)
            && !group.is_first
            && group.shown < group.telling
            && group.words >= WORTH
    };
    let lacking = groups.iter().filter(lacking);
    let longest = lacking.max_by_key(|(at, group)| (group.words, group.shown, Reverse(**at)));
    longest.map(|(_, group)| group.hidden.iter().copied().cloned().collect()).unwrap_or_default()
}

/// The paragraphs of one text.
#[derive(Default)]
struct Group<'p> {
    hidden: Vec<&'p Paragraph>,
    /// How many of some length are hidden, how many the page shows.
    telling: usize,
    shown: usize,
    /// Whether it stands before what the page shows of it.
    is_first: bool,
    /// The words of those that are hidden.
    words: usize,
}

/// What two copies of a text have in common, and how many words it has.
fn key_of(text: &str) -> (String, usize) {
    (text.chars().filter(|ch| ch.is_alphanumeric()).collect(), text.split_whitespace().count())
}

#[cfg(test)]
mod tests {
    use super::{escape, paragraphs};

    fn texts(json: &str) -> Vec<String> {
        paragraphs(json, 0..json.len(), 0).iter().map(|paragraph| paragraph.text(json)).collect()
    }

    #[test]
    fn paragraphs_of_several_editors_are_read() {
        let contentful = r#"{"nodeType":"paragraph","content":[{"nodeType":"text","value":"It "},
            {"nodeType":"hyperlink","data":{"uri":"x"},"content":[{"nodeType":"text","value":"rained"}]}]}"#;
        assert_eq!(texts(contentful), ["It rained"]);
        let lexical = r#"{"children":[{"children":[{"type":"text","text":"Rain"}],"type":"heading"},
            {"type":"paragraph","children":[{"text":"All day"}]}]}"#;
        assert_eq!(texts(lexical), ["Rain", "All day"]);
    }

    #[test]
    fn other_strings_are_no_text() {
        let json = r#"{"type":"paragraph","attrs":{"value":"left"},"content":[
            {"type":"image","text":"alt"},{"type":"text","value":"Rain"}]}"#;
        assert_eq!(texts(json), ["Rain"]);
    }

    #[test]
    fn paragraphs_follow_each_other() {
        let nested = r#"[{"type":"paragraph","content":[{"text":"a"},
            {"type":"paragraph","content":[{"text":"b"}]},{"text":"c"}]},
            {"type":"paragraph","content":[{"text":"d"}]},{"type":"paragraph","content":[]}]"#;
        assert_eq!(texts(nested), ["b", "d"]);
    }

    #[test]
    fn what_is_no_json_ends_the_reading() {
        for broken in ["", "}", "[\"", "{\"type\":\"paragraph", "window.x = {\"type\":", "\\"] {
            assert_eq!(texts(broken), Vec::<String>::new(), "{broken}");
        }
        assert_eq!(texts(&"[".repeat(100_000)), Vec::<String>::new());
    }

    #[test]
    fn escapes_are_read() {
        assert_eq!(escape(r"\u201cx"), Some(('“', 6)));
        assert_eq!(escape(r"\ud83d\ude00"), Some(('😀', 12)));
        assert_eq!(escape(r"\ud83d!"), Some(('\u{FFFD}', 6)));
        assert_eq!(escape(r#"\""#), Some(('"', 2)));
        assert_eq!(escape(r"\n"), Some((' ', 2)));
        assert_eq!(escape(r"\u12"), None);
    }
}
