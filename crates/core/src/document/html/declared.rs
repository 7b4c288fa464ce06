//! What the page declares about itself.
//!
//! Precedence, from what is written for the purpose to what is written for
//! the window's title: JSON-LD of an article type; meta elements (OpenGraph,
//! `article:`, Dublin Core, parsely and the like); `itemprop` and `<time>`;
//! `<title>`, whose outlet behind the last bar is left out.

use serde_json::Value;

use super::attributes::Attributes;
use crate::document::Declared;

/// What is being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Reading {
    #[default]
    Nothing,
    Title,
    Json,
}

/// A value and how much its source counts; smaller counts more.
type Ranked = Option<(u8, String)>;

/// Gathers declarations while the page is read.
#[derive(Debug, Default)]
pub(super) struct Declarations {
    reading: Reading,
    buffer: String,
    title: Option<String>,
    headline: Ranked,
    author: Ranked,
    date: Ranked,
    outlet: Ranked,
    language: Option<String>,
}

/// Names of meta elements, with the field they declare and their rank.
const META: [(&str, Field, u8); 34] = [
    ("og:title", Field::Headline, 20),
    ("twitter:title", Field::Headline, 22),
    ("parsely-title", Field::Headline, 21),
    ("sailthru.title", Field::Headline, 23),
    ("dc.title", Field::Headline, 24),
    ("headline", Field::Headline, 30),
    ("article:published_time", Field::Date, 20),
    ("og:published_time", Field::Date, 21),
    ("parsely-pub-date", Field::Date, 21),
    ("datepublished", Field::Date, 21),
    ("date", Field::Date, 24),
    ("pubdate", Field::Date, 22),
    ("publishdate", Field::Date, 22),
    ("publish-date", Field::Date, 22),
    ("sailthru.date", Field::Date, 23),
    ("dc.date", Field::Date, 24),
    ("dc.date.issued", Field::Date, 22),
    ("dcterms.created", Field::Date, 24),
    ("article.published", Field::Date, 22),
    ("cxenseparse:recs:publishtime", Field::Date, 23),
    ("originalpublicationdate", Field::Date, 21),
    ("displaydate", Field::Date, 23),
    ("datecreated", Field::Date, 26),
    ("author", Field::Author, 20),
    ("article:author", Field::Author, 24),
    ("article:author_name", Field::Author, 21),
    ("parsely-author", Field::Author, 21),
    ("sailthru.author", Field::Author, 22),
    ("dc.creator", Field::Author, 22),
    ("byl", Field::Author, 20),
    ("cxenseparse:author", Field::Author, 23),
    ("og:site_name", Field::Outlet, 15),
    ("application-name", Field::Outlet, 26),
    ("publisher", Field::Outlet, 24),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Headline,
    Author,
    Date,
    Outlet,
}

/// The most of a title or script that is kept, in bytes.
const LONGEST: usize = 1 << 20;

impl Declarations {
    pub(super) fn open(&mut self, name: &str, attributes: &Attributes) {
        match name {
            "html" => {
                let code = attributes.get("lang").and_then(|l| l.split(['-', '_']).next());
                if let Some(code) = code.filter(|c| (2..=3).contains(&c.len())) {
                    self.language = Some(code.to_ascii_lowercase());
                }
            }
            "title" if self.title.is_none() => self.start(Reading::Title),
            "script" if attributes.get("type").is_some_and(|t| t.contains("ld+json")) => {
                self.start(Reading::Json);
            }
            "meta" => self.meta(attributes),
            "time" => {
                let published =
                    attributes.get("itemprop").is_some_and(|p| p.contains("datePublished"));
                let rank = if published { 30 } else { 36 };
                self.set(Field::Date, attributes.get("datetime"), rank);
            }
            _ => {}
        }
        if name != "meta" && attributes.get("itemprop").is_some_and(|p| p.contains("datePublished"))
        {
            self.set(Field::Date, attributes.get("content").or(attributes.get("datetime")), 30);
        }
    }

    fn start(&mut self, reading: Reading) {
        self.reading = reading;
        self.buffer.clear();
    }

    pub(super) fn wants_text(&self) -> bool {
        self.reading != Reading::Nothing
    }

    pub(super) fn text(&mut self, words: &str) {
        if self.buffer.len() + words.len() <= LONGEST {
            self.buffer.push_str(words);
        }
    }

    pub(super) fn close(&mut self, name: &str) {
        match (self.reading, name) {
            (Reading::Title, "title") => self.title = Some(fold(&self.buffer)),
            (Reading::Json, "script") => self.json(),
            _ => return,
        }
        self.reading = Reading::Nothing;
    }

    fn meta(&mut self, attributes: &Attributes) {
        let content = attributes.get("content");
        for key in ["property", "name", "itemprop"] {
            let Some(name) = attributes.get(key).map(str::to_ascii_lowercase) else { continue };
            if let Some((_, field, rank)) = META.iter().find(|(known, _, _)| *known == name) {
                self.set(*field, content, *rank);
            }
        }
    }

    fn set(&mut self, field: Field, value: Option<&str>, rank: u8) {
        let Some(value) = value.map(fold).filter(|v| !v.is_empty()) else { return };
        let value = match field {
            Field::Date => match iso(&value) {
                Some(date) => date,
                None => return,
            },
            // A link to the author's page is no name.
            Field::Author if value.contains("://") || value.starts_with('@') => return,
            _ => value,
        };
        let slot = match field {
            Field::Headline => &mut self.headline,
            Field::Author => &mut self.author,
            Field::Date => &mut self.date,
            Field::Outlet => &mut self.outlet,
        };
        if slot.as_ref().is_none_or(|(old, _)| rank < *old) {
            *slot = Some((rank, value));
        }
    }

    fn json(&mut self) {
        let Ok(value) = serde_json::from_str::<Value>(self.buffer.trim()) else { return };
        // The reader caps its own depth, and this list is walked breadth first.
        let mut queue = vec![&value];
        let mut articles = Vec::new();
        let mut at = 0;
        while let Some(node) = queue.get(at).copied() {
            at += 1;
            match node {
                Value::Array(items) => queue.extend(items),
                Value::Object(fields) => {
                    if is_article(node) {
                        articles.push(node.clone());
                    }
                    queue.extend(
                        ["@graph", "mainEntity", "mainEntityOfPage"]
                            .iter()
                            .filter_map(|k| fields.get(*k)),
                    );
                }
                _ => {}
            }
        }
        for article in &articles {
            self.set(Field::Headline, text_of(article.get("headline")).as_deref(), 10);
            self.set(Field::Date, text_of(article.get("datePublished")).as_deref(), 10);
            self.set(Field::Author, names_of(article.get("author")).as_deref(), 10);
            self.set(Field::Outlet, names_of(article.get("publisher")).as_deref(), 20);
        }
    }

    pub(super) fn finish(self) -> Declared {
        let value = |ranked: Ranked| ranked.map(|(_, value)| value);
        let outlet = value(self.outlet);
        let title = self.title.filter(|t| !t.is_empty());
        let headline =
            value(self.headline).or(title).map(|h| without_outlet(&h, outlet.as_deref()));
        Declared {
            headline,
            author: value(self.author),
            date: value(self.date),
            outlet,
            language: self.language,
        }
    }
}

fn is_article(node: &Value) -> bool {
    let named = |value: &Value| {
        value
            .as_str()
            .is_some_and(|t| t.ends_with("Article") || t.ends_with("Posting") || t == "Report")
    };
    match node.get("@type") {
        Some(Value::Array(types)) => types.iter().any(named),
        Some(one) => named(one),
        None => false,
    }
}

fn text_of(value: Option<&Value>) -> Option<String> {
    value?.as_str().map(unescape)
}

/// The name of a person or organisation, or of several.
fn names_of(value: Option<&Value>) -> Option<String> {
    let one = |value: &Value| match value {
        Value::String(name) => Some(unescape(name)),
        Value::Object(fields) => match fields.get("name") {
            Some(Value::String(name)) => Some(unescape(name)),
            Some(Value::Array(names)) => names.first().and_then(Value::as_str).map(unescape),
            _ => None,
        },
        _ => None,
    };
    match value? {
        Value::Array(items) => {
            let names: Vec<String> =
                items.iter().filter_map(one).filter(|n| !n.is_empty()).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        other => one(other),
    }
}

/// JSON strings often hold character references that the page would decode.
fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut out = String::new();
    for token in html5gum::Tokenizer::new(text) {
        let Ok(token) = token;
        if let html5gum::Token::String(words) = token {
            out.push_str(&String::from_utf8_lossy(&words.value.0));
        }
    }
    out
}

/// A title without the outlet's name behind its last bar or dash.
fn without_outlet(title: &str, outlet: Option<&str>) -> String {
    for bar in [" | ", " - ", " – ", " — ", " :: ", " » ", " · "] {
        if let Some((head, tail)) = title.rsplit_once(bar) {
            let named = outlet.is_some_and(|o| o.eq_ignore_ascii_case(tail.trim()));
            let short = bar == " | " && tail.split_whitespace().count() <= 4;
            if (named || short) && head.split_whitespace().count() >= 3 {
                return head.trim().to_owned();
            }
        }
    }
    title.to_owned()
}

/// `2021-05-03` or `2021-05-03T08:00` out of a longer time stamp.
fn iso(value: &str) -> Option<String> {
    let bytes = value.as_bytes();
    let digits = |range: std::ops::Range<usize>| {
        bytes.get(range).is_some_and(|part| part.iter().all(u8::is_ascii_digit))
    };
    let dated = digits(0..4) && digits(5..7) && digits(8..10);
    if !dated || !matches!(bytes.get(4), Some(b'-' | b'/')) || bytes.get(4) != bytes.get(7) {
        return None;
    }
    let mut out = value.get(..10)?.replace('/', "-");
    if matches!(bytes.get(10), Some(b'T' | b' ')) && digits(11..13) && digits(14..16) {
        out.push('T');
        out.push_str(value.get(11..16)?);
    }
    Some(out)
}

fn fold(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use crate::{Input, document::parse};

    #[test]
    fn json_ld_before_meta_before_title() {
        let page = r#"<html lang="en-GB"><head><title>Wall rebuilt | Harbour Herald</title>
            <meta property="og:title" content="Harbour wall to be rebuilt">
            <meta property="og:site_name" content="Harbour Herald">
            <script type="application/ld+json">{"@graph":[{"@type":"NewsArticle",
            "headline":"Wall &amp; harbour","datePublished":"2021-05-03T08:15:00Z",
            "author":[{"@type":"Person","name":"Odo Brandt"},{"name":"Ina Vesper"}]}]}</script></head>
            <body><p>Text.</p></body>"#;
        let declared = parse(&Input::html(page)).declared;
        assert_eq!(declared.headline.as_deref(), Some("Wall & harbour"));
        assert_eq!(declared.date.as_deref(), Some("2021-05-03T08:15"));
        assert_eq!(declared.author.as_deref(), Some("Odo Brandt, Ina Vesper"));
        assert_eq!(declared.outlet.as_deref(), Some("Harbour Herald"));
        assert_eq!(declared.language.as_deref(), Some("en"));
    }

    #[test]
    fn a_bare_title_loses_the_outlet() {
        let page = "<title>Harbour wall is rebuilt | Harbour Herald</title><p>Text.</p>";
        let declared = parse(&Input::html(page)).declared;
        assert_eq!(declared.headline.as_deref(), Some("Harbour wall is rebuilt"));
    }
}
