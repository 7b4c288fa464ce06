//! What the page declares about itself.
//!
//! Precedence, from what is written for the purpose to what is written for
//! the window's title: JSON-LD of an article type; meta elements (OpenGraph,
//! `article:`, Dublin Core, parsely and the like); `itemprop`, `rel=author`
//! and `<time>`, those below the heading first; `<title>`, whose outlet behind
//! the last bar is left out. What the page shows stands above all of these,
//! see `clean::metadata`.

mod byline;
mod date;
mod json_ld;

use self::byline::Byline;
use super::{attributes::Attributes, links};
use crate::{
    Language,
    document::{Declared, DeclaredAuthor},
};

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
    /// In order of the page.
    authors: Vec<DeclaredAuthor>,
    date: Ranked,
    modified: Ranked,
    address: Option<String>,
    host: Option<String>,
    /// The page's address, and what it says its links start from.
    place: Option<String>,
    base: Option<String>,
    outlet: Ranked,
    language: Option<Language>,
    body: Option<String>,
    byline: Byline,
    /// The page's first heading was read.
    headed: bool,
}

/// Names of meta elements, with the field they declare and their rank.
const META: [(&str, Field, u8); 46] = [
    ("og:title", Field::Headline, 20),
    ("twitter:title", Field::Headline, 22),
    ("parsely-title", Field::Headline, 21),
    ("sailthru.title", Field::Headline, 23),
    ("dc.title", Field::Headline, 24),
    ("headline", Field::Headline, 30),
    ("article:published_time", Field::Date, 20),
    ("og:article:published_time", Field::Date, 20),
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
    ("article:modified_time", Field::Modified, 20),
    ("og:updated_time", Field::Modified, 22),
    ("datemodified", Field::Modified, 21),
    ("last-modified", Field::Modified, 23),
    ("author", Field::Author, 20),
    ("article:author", Field::Author, 24),
    ("article:author_name", Field::Author, 21),
    ("article_author", Field::Author, 23),
    ("parsely-author", Field::Author, 21),
    ("sailthru.author", Field::Author, 22),
    ("dc.creator", Field::Author, 22),
    ("dcterms.creator", Field::Author, 22),
    ("dcsext.author", Field::Author, 23),
    ("byl", Field::Author, 20),
    ("byline", Field::Author, 21),
    ("cxenseparse:author", Field::Author, 23),
    ("og:site_name", Field::Outlet, 15),
    ("application-name", Field::Outlet, 26),
    ("apple-mobile-web-app-title", Field::Outlet, 28),
    ("publisher", Field::Outlet, 24),
    ("dc.publisher", Field::Outlet, 25),
    ("og:url", Field::Address, 20),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Headline,
    Author,
    Date,
    Modified,
    Outlet,
    Address,
}

/// The most of a title or script that is kept, in bytes.
const LONGEST: usize = 1 << 20;

/// The most names that are kept.
const NAMES: usize = 64;

impl Declarations {
    pub(super) fn open(&mut self, name: &str, attributes: &Attributes) {
        match name {
            "html" => {
                let declared = attributes.get("lang").and_then(Language::parse);
                self.language = declared.or(self.language);
            }
            "title" if self.title.is_none() => self.start(Reading::Title),
            "script" if attributes.get("type").is_some_and(|t| t.contains("ld+json")) => {
                self.start(Reading::Json);
            }
            "meta" => self.meta(attributes),
            "link" if attributes.get("rel") == Some("canonical") => {
                self.set(Field::Address, attributes.get("href"), 20);
            }
            "base" => {
                let base = attributes.get("href").map(str::trim);
                self.base = self.base.take().or_else(|| base.map(str::to_owned));
            }
            "h1" => self.headed = true,
            "time" => {
                let published =
                    attributes.get("itemprop").is_some_and(|p| p.contains("datePublished"));
                let rank = match (published, self.headed) {
                    (true, _) => 30,
                    (false, true) => 36,
                    (false, false) => 38,
                };
                self.set(Field::Date, attributes.get("datetime"), rank);
            }
            _ => {}
        }
        if name != "meta"
            && let Some(property) = attributes.get("itemprop")
        {
            let value = attributes.get("content").or(attributes.get("datetime"));
            if property.contains("datePublished") {
                self.set(Field::Date, value, 30);
            } else if property.contains("dateModified") {
                self.set(Field::Modified, value, 30);
            }
        }
        self.byline.open(name, attributes);
    }

    fn start(&mut self, reading: Reading) {
        self.reading = reading;
        self.buffer.clear();
    }

    pub(super) fn wants_text(&self) -> bool {
        self.reading != Reading::Nothing || self.byline.is_open()
    }

    pub(super) fn text(&mut self, words: &str) {
        if self.reading == Reading::Nothing {
            self.byline.text(words);
        } else if self.buffer.len() + words.len() <= LONGEST {
            self.buffer.push_str(words);
        }
    }

    pub(super) fn close(&mut self, name: &str) {
        self.byline.close(name);
        match (self.reading, name) {
            (Reading::Title, "title") => self.title = Some(fold(&self.buffer)),
            (Reading::Json, "script") => {
                let json = std::mem::take(&mut self.buffer);
                json_ld::read(&json, self);
            }
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
        let slot = match field {
            Field::Headline => &mut self.headline,
            Field::Date => &mut self.date,
            Field::Modified => &mut self.modified,
            Field::Outlet => &mut self.outlet,
            Field::Author => {
                // A link to the author's page is no name.
                let named = !value.contains("://") && !value.starts_with('@');
                if named && self.authors.len() < NAMES {
                    self.authors.push(DeclaredAuthor { rank, words: value, marked: None });
                }
                return;
            }
            Field::Address => {
                let host = value.split("//").nth(1).and_then(|rest| rest.split('/').next());
                self.host = self.host.take().or_else(|| host.map(str::to_ascii_lowercase));
                self.address = self.address.take().or_else(|| date::in_address(&value));
                self.place = self.place.take().or_else(|| value.contains("://").then_some(value));
                return;
            }
        };
        let value = match field {
            Field::Date | Field::Modified => match date::iso(&value) {
                Some(date) => date,
                None => return,
            },
            _ => value,
        };
        if slot.as_ref().is_none_or(|(old, _)| rank < *old) {
            *slot = Some((rank, value));
        }
    }

    /// What is declared, and the address that the page's links start from.
    pub(super) fn finish(mut self) -> (Declared, Option<String>) {
        let place = match (self.place.take(), self.base.take()) {
            (place, Some(base)) => links::resolve(place.as_deref(), &base).or(place),
            (place, None) => place,
        };
        let value = |ranked: Ranked| ranked.map(|(_, value)| value);
        let outlet = value(self.outlet);
        let title = self.title.filter(|t| !t.is_empty());
        let headline = value(self.headline)
            .or(title)
            .map(|h| without_outlet(&h, outlet.as_deref(), self.host.as_deref()));
        self.authors.extend(self.byline.finish());
        let declared = Declared {
            headline,
            authors: self.authors,
            date: value(self.date),
            modified: value(self.modified),
            address_date: self.address,
            outlet,
            language: self.language,
            body: self.body,
        };
        (declared, place)
    }
}

/// A title without the outlet's name or address before its first or behind its last bar or dash.
fn without_outlet(title: &str, outlet: Option<&str>, host: Option<&str>) -> String {
    let is_outlet = |part: &str| {
        let part = part.trim();
        let domain = part.contains('.') && !part.contains(' ') && !part.ends_with('.');
        let squeezed: String =
            part.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        domain
            || outlet.is_some_and(|o| o.eq_ignore_ascii_case(part))
            || host.is_some_and(|h| h.split('.').any(|label| label == squeezed))
    };
    for bar in [" | ", " - ", " – ", " — ", " :: ", " » ", " · "] {
        if let Some((head, tail)) = title.rsplit_once(bar) {
            let short = bar == " | " && tail.split_whitespace().count() <= 4;
            if (short || is_outlet(tail)) && head.split_whitespace().count() >= 3 {
                return head.trim().to_owned();
            }
        }
        if let Some((head, tail)) = title.split_once(bar)
            && is_outlet(head)
            && tail.split_whitespace().count() >= 3
        {
            return tail.trim().to_owned();
        }
    }
    title.to_owned()
}

fn fold(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
