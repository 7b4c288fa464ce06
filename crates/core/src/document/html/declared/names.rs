//! Authors: names out of what is declared, and elements marked as holding one.
//!
//! Declared authors come with roles, degrees, addresses and the outlet behind
//! a comma or bar; those are no names. Known miss: an agency behind a comma
//! that has no word by which it can be told from a second author.

use super::{CREDITED, fold};
use crate::document::html::attributes::Attributes;

/// Words of a part that names a role or an organisation, not a person.
const NO_PERSON: [&str; 40] = [
    "press",
    "times",
    "news",
    "post",
    "journal",
    "report",
    "staff",
    "editor",
    "editors",
    "reporter",
    "correspondent",
    "writer",
    "columnist",
    "contributor",
    "newsroom",
    "magazine",
    "media",
    "herald",
    "gazette",
    "tribune",
    "telegraph",
    "network",
    "agency",
    "agencies",
    "university",
    "senior",
    "special",
    "chief",
    "team",
    "desk",
    "admin",
    "contributing",
    "columnists",
    "producer",
    "redaktion",
    "rédaction",
    "redacción",
    "redazione",
    "today",
    "columns",
];

/// Words that open a byline.
const LABELS: [&str; 8] =
    ["by ", "written by ", "words by ", "story by ", "von ", "par ", "por ", "di "];

/// The authors: persons of the best rank, and who is named where no person is.
pub(super) fn choose(
    authors: &[(u8, String)],
    outlet: Option<&str>,
) -> (Option<String>, Option<String>) {
    let mut best: Option<(u8, Vec<&str>)> = None;
    let mut credited: Option<(u8, &str)> = None;
    for (rank, value) in authors {
        let named = persons(value, outlet);
        if *rank >= CREDITED || named.is_empty() {
            let value = value.trim_matches([',', ' ']);
            if credited.is_none_or(|(old, _)| rank < &old) && !value.is_empty() {
                credited = Some((*rank, value));
            }
            continue;
        }
        match &mut best {
            // Of several lists of one rank the longest; single names of one rank add up.
            Some((old, list)) if old == rank => {
                if named.len() > 1 && list.len() == 1 {
                    *list = named;
                } else {
                    for name in named {
                        if !list.iter().any(|known| known.eq_ignore_ascii_case(name)) {
                            list.push(name);
                        }
                    }
                }
            }
            Some((old, _)) if *old < *rank => {}
            _ => best = Some((*rank, named)),
        }
    }
    (best.map(|(_, names)| names.join(", ")), credited.map(|(_, name)| name.to_owned()))
}

/// The persons named in a declared author.
fn persons<'v>(value: &'v str, outlet: Option<&str>) -> Vec<&'v str> {
    let mut value = without_label(value);
    for bar in [" | ", " • ", " · ", " – ", " — ", " - ", " (", " / "] {
        value = value.split(bar).next().unwrap_or(value);
    }
    let mut names: Vec<&str> = Vec::new();
    for part in value.split([',', ';']).flat_map(|part| part.split(" and ")) {
        for name in part.split(" & ") {
            let name = name.trim().trim_start_matches("and ");
            let name = without_degrees(name.trim_matches([' ', '-', '–', '—', '|']));
            let outlet = outlet.is_some_and(|o| o.eq_ignore_ascii_case(name));
            if !outlet && is_person(name) && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

fn without_label(value: &str) -> &str {
    let value = value.trim();
    let label = LABELS.iter().find(|label| {
        value.get(..label.len()).is_some_and(|head| head.eq_ignore_ascii_case(label))
    });
    label.and_then(|label| value.get(label.len()..)).unwrap_or(value).trim()
}

/// A name without the degrees behind it.
fn without_degrees(name: &str) -> &str {
    const DEGREES: [&str; 16] = [
        "MD", "MS", "MA", "MPH", "MBA", "RD", "RDN", "LD", "RN", "DO", "DDS", "CPA", "JD", "PhD",
        "MSc", "LMFT",
    ];
    let mut name = name;
    while let Some((head, last)) = name.rsplit_once(' ')
        && head.contains(' ')
        && DEGREES.contains(&last)
    {
        name = head.trim_end();
    }
    name
}

/// Whether the words may be a person's name: no address, degree, role or organisation.
fn is_person(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let count = name.split_whitespace().count();
    // A name with digits is a reader's or an account's.
    if letters < 3 || count > 6 || name.contains(['@', ':', '/']) || name.contains(is_digit) {
        return false;
    }
    let domain = !name.contains(' ') && name.trim_end_matches('.').contains(['.', '_']);
    let degree = letters <= 5 && count == 1 && !name.contains(char::is_lowercase);
    let honour = matches!(name, "PhD" | "Ph.D." | "Ph.D" | "Dr." | "Jr." | "Esq.");
    let lower = name.starts_with(char::is_lowercase) && count > 1;
    let no_person = name
        .split_whitespace()
        .any(|word| NO_PERSON.iter().any(|known| known.eq_ignore_ascii_case(word)));
    !domain && !degree && !honour && !lower && !no_person
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// How far apart two elements with a name may stand, in tags, to be one byline.
const APART: u32 = 8;

/// Names in elements that are marked as holding an author.
#[derive(Debug, Default)]
pub(super) struct Byline {
    /// The element that is being read: its name, how many of that name are open in it, its rank.
    open: Option<(String, u32, u8)>,
    buffer: String,
    found: Vec<(u8, String)>,
    /// Tags since the last name.
    since: u32,
}

impl Byline {
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    pub(super) fn open(&mut self, name: &str, attributes: &Attributes) {
        self.since = self.since.saturating_add(1);
        if let Some((tag, depth, _)) = &mut self.open {
            *depth += u32::from(tag == name);
            return;
        }
        if !matches!(name, "a" | "span" | "div" | "p" | "address" | "li") {
            return;
        }
        let rank = match () {
            () if attributes.get("itemprop").is_some_and(|p| p.contains("author")) => 30,
            () if attributes.get("rel").is_some_and(|p| p.contains("author")) => 31,
            () if attributes.get("class").is_some_and(names_an_author) => 33,
            () if attributes.get("data-testid").is_some_and(names_an_author) => 33,
            () => return,
        };
        self.buffer.clear();
        self.open = Some((name.to_owned(), 1, rank));
    }

    pub(super) fn text(&mut self, words: &str) {
        if self.buffer.len() + words.len() <= 400 {
            self.buffer.push_str(words);
        }
    }

    pub(super) fn close(&mut self, name: &str) {
        let Some((tag, depth, rank)) = &mut self.open else { return };
        if tag != name {
            return;
        }
        *depth -= 1;
        if *depth > 0 {
            return;
        }
        let rank = *rank;
        self.open = None;
        let words = fold(&self.buffer);
        let words = match words.split_once(" by ") {
            // "View all posts by …"
            Some((head, name)) if head.split(' ').count() <= 4 => name.to_owned(),
            _ => words,
        };
        let first = !self.found.iter().any(|(old, _)| *old == rank);
        let near = self.since <= APART && self.found.last().is_some_and(|(old, _)| *old == rank);
        if (first || near) && words.len() <= 120 && !persons(&words, None).is_empty() {
            self.found.push((rank, words));
            self.since = 0;
        }
    }

    pub(super) fn finish(self) -> Vec<(u8, String)> {
        self.found
    }
}

/// Whether a class says that its element holds an author's name.
fn names_an_author(class: &str) -> bool {
    class.split_whitespace().any(|class| {
        let class = class.to_ascii_lowercase();
        [
            "author-name",
            "author__name",
            "authorname",
            "author_name",
            "byline-name",
            "byline__name",
            "byline__author",
            "byline-author",
            "bylineauthor",
        ]
        .iter()
        .any(|known| class.contains(known))
    })
}
