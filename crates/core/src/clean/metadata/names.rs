//! Authors: names out of what is declared, and of elements marked as holding one.
//!
//! Declared authors come with roles, degrees, addresses and the outlet behind
//! a comma or bar; those are no names. Known miss: an agency behind a comma
//! that has no word by which it can be told from a second author.

use verbatim_lexicon::{Sets, TextSet};

use crate::document::{Declared, DeclaredAuthor};

/// How far apart two elements with a name may stand, in tags, to be one byline.
const APART: u32 = 8;

/// An element with more bytes holds more than a name.
const LONGEST: usize = 120;

/// The authors: persons of the best rank, and who is named where no person is.
pub(super) fn choose(declared: &Declared, sets: &Sets) -> (Option<String>, Option<String>) {
    let outlet = declared.outlet.as_deref();
    let mut best: Option<(u8, Vec<&str>)> = None;
    let mut credited: Option<(u8, &str)> = None;
    for (rank, value) in considered(&declared.authors, sets) {
        let named = persons(value, outlet, sets);
        if rank >= DeclaredAuthor::CREDITED || named.is_empty() {
            let value = value.trim_matches([',', ' ']);
            if credited.is_none_or(|(old, _)| rank < old) && !value.is_empty() {
                credited = Some((rank, value));
            }
            continue;
        }
        match &mut best {
            // Of several lists of one rank the longest; single names of one rank add up.
            Some((old, list)) if *old == rank => {
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
            Some((old, _)) if *old < rank => {}
            _ => best = Some((rank, named)),
        }
    }
    (best.map(|(_, names)| names.join(", ")), credited.map(|(_, name)| name.to_owned()))
}

/// What is declared in an author's place, with its rank. Of the marked elements those
/// that name a person: the first of each rank, and what follows close behind another.
fn considered<'d>(authors: &'d [DeclaredAuthor], sets: &Sets) -> Vec<(u8, &'d str)> {
    let mut all = Vec::with_capacity(authors.len());
    // Where the last name of a marked element stands, and the ranks of all of them.
    let (mut last, mut found) = (0, Vec::new());
    for author in authors {
        let Some(at) = author.marked else {
            all.push((author.rank, author.words.as_str()));
            continue;
        };
        let words = behind_listing(&author.words, sets);
        let near = at - last <= APART && found.last() == Some(&author.rank);
        let first = !found.contains(&author.rank);
        if (first || near) && words.len() <= LONGEST && !persons(words, None, sets).is_empty() {
            all.push((author.rank, words));
            found.push(author.rank);
            last = at;
        }
    }
    all
}

/// "View all posts by …": the name behind it.
fn behind_listing<'w>(words: &'w str, sets: &Sets) -> &'w str {
    let behind = sets.texts(TextSet::ListedBy).iter().find_map(|by| {
        let by = [" ", by, " "].concat();
        words.split_once(by.as_str()).filter(|(head, _)| head.split(' ').count() <= 4)
    });
    behind.map_or(words, |(_, name)| name)
}

/// The persons named in a declared author.
fn persons<'v>(value: &'v str, outlet: Option<&str>, sets: &Sets) -> Vec<&'v str> {
    let mut value = without_label(value, sets);
    for bar in [" | ", " • ", " · ", " – ", " — ", " - ", " (", " / "] {
        value = value.split(bar).next().unwrap_or(value);
    }
    let mut parts: Vec<&str> = value.split([',', ';']).collect();
    for joint in sets.texts(TextSet::NameJoints) {
        let between = [" ", joint, " "].concat();
        parts = parts.iter().flat_map(|part| part.split(between.as_str())).collect();
    }
    let mut names: Vec<&str> = Vec::new();
    for mut name in parts.into_iter().flat_map(|part| part.split(" & ")).map(str::trim) {
        for joint in sets.texts(TextSet::NameJoints) {
            name = name.trim_start_matches([joint, " "].concat().as_str());
        }
        let name = without_degrees(name.trim_matches([' ', '-', '–', '—', '|']), sets);
        let outlet = outlet.is_some_and(|o| o.eq_ignore_ascii_case(name));
        if !outlet && is_person(name, sets) && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn without_label<'v>(value: &'v str, sets: &Sets) -> &'v str {
    let value = value.trim();
    let behind = sets.texts(TextSet::DeclaredLabels).iter().find_map(|label| {
        let (head, rest) = value.split_at_checked(label.len())?;
        rest.strip_prefix(' ').filter(|_| head.eq_ignore_ascii_case(label))
    });
    behind.unwrap_or(value).trim()
}

/// A name without the degrees behind it.
fn without_degrees<'n>(name: &'n str, sets: &Sets) -> &'n str {
    let mut name = name;
    while let Some((head, last)) = name.rsplit_once(' ')
        && head.contains(' ')
        && sets.holds(TextSet::Degrees, last)
    {
        name = head.trim_end();
    }
    name
}

/// Whether the words may be a person's name: no address, degree, role or organisation.
fn is_person(name: &str, sets: &Sets) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let count = name.split_whitespace().count();
    // A name with digits is a reader's or an account's.
    if letters < 3
        || count > 6
        || name.contains(['@', ':', '/'])
        || name.contains(|c: char| c.is_ascii_digit())
    {
        return false;
    }
    let domain = !name.contains(' ') && name.trim_end_matches('.').contains(['.', '_']);
    let degree = letters <= 5 && count == 1 && !name.contains(char::is_lowercase);
    let honour = sets.holds(TextSet::LoneTitles, name);
    let lower = name.starts_with(char::is_lowercase) && count > 1;
    let no_person = name.split_whitespace().any(|word| sets.names(TextSet::NoPersonWords, word));
    !domain && !degree && !honour && !lower && !no_person
}

#[cfg(test)]
mod tests {
    use super::choose;
    use crate::{
        Input, Lexicons,
        document::{Declared, parse},
    };

    fn declared(page: &str) -> Declared {
        parse(&Input::html(page)).declared
    }

    fn author_of(page: &str) -> Option<String> {
        choose(&declared(page), &Lexicons::load().base().sets).0
    }

    fn author(author: &str) -> (Option<String>, Option<String>) {
        let declared = declared(&format!(
            "<meta property=og:site_name content='Harbour Herald'><meta name=author content='{author}'>"
        ));
        choose(&declared, &Lexicons::load().base().sets)
    }

    #[test]
    fn authors_are_names_alone() {
        for (given, want) in [
            ("By Odo Brandt", "Odo Brandt"),
            ("Odo Brandt | obrandt@herald.example", "Odo Brandt"),
            ("Odo Brandt and Ina Vesper", "Odo Brandt, Ina Vesper"),
            ("Odo Brandt,Ina Vesper, Harbour Herald", "Odo Brandt, Ina Vesper"),
            ("Odo Brandt MD, RDN, herald.example", "Odo Brandt"),
            ("Odo Brandt, Senior Reporter", "Odo Brandt"),
            ("Odo Brandt -", "Odo Brandt"),
        ] {
            assert_eq!(author(given).0.as_deref(), Some(want), "{given}");
        }
        assert_eq!(author(", Harbour Herald"), (None, Some("Harbour Herald".to_owned())));
        assert_eq!(author("https://herald.example/odo"), (None, None));
        assert_eq!(author("odo.brandt.1232"), (None, Some("odo.brandt.1232".to_owned())));
    }

    #[test]
    fn authors_in_the_pages_markup() {
        for page in [
            "<span itemprop=author><a rel=author><span itemprop=name>Odo Brandt</span></a></span>",
            "By <a rel=author href=x>Odo Brandt</a> <p>…</p><p>…</p><p>…</p><p>…</p><p>…</p><p>…</p><p>…</p><p>…</p><a rel=author>Ina Vesper</a>",
            "<div class=x-author__name>Odo Brandt</div>",
            "<a href=/odo data-testid=AuthorNameLink>Odo Brandt</a>",
            "<a rel=author>View all posts by Odo Brandt</a>",
        ] {
            assert_eq!(author_of(page).as_deref(), Some("Odo Brandt"), "{page}");
        }
        let two = "By <a rel=author>Odo Brandt</a> and <a rel=author>Ina Vesper</a>";
        assert_eq!(author_of(two).as_deref(), Some("Odo Brandt, Ina Vesper"));
    }

    #[test]
    fn authors_in_nodes_of_their_own() {
        let page = r##"<script type="application/ld+json">{"@graph":[
            {"@type":"Article","author":{"@id":"#odo"}},{"@id":"#odo","name":"Odo Brandt"}]}</script>"##;
        assert_eq!(author_of(page).as_deref(), Some("Odo Brandt"));
    }
}
