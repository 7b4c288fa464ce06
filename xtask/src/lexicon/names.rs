//! Given names with gender, and surnames: the 1990 census of the United States
//! (PyPI `names`) and the locales of PyPI `Faker`.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use super::{Workshop, key};
use crate::Outcome;

/// How many census surnames are kept, commonest first.
const CENSUS_SURNAMES: usize = 3000;
/// A census name borne this many times as often by one sex counts as that sex's.
const CLEAR_MAJORITY: f64 = 8.0;

/// Locales all of whose given names are kept; a name of the others counts
/// where two locales have it.
const MAIN_LOCALES: &[&str] = &[
    "da_DK", "de_DE", "en_IN", "es_ES", "fi_FI", "fr_FR", "it_IT", "nl_NL", "no_NO", "pl_PL",
    "pt_BR", "ru_RU", "sv_SE", "uk_UA",
];

/// How often each sex bears a name, in the source's own measure.
#[derive(Default, Clone, Copy)]
struct Bearers {
    female: f64,
    male: f64,
    /// In how many lists it stands; those of the main sources count double.
    lists: u32,
}

pub(super) fn make(workshop: &Workshop) -> Outcome {
    let closed = workshop.closed_words()?;
    let mut given: BTreeMap<String, Bearers> = BTreeMap::new();
    let mut surnames: BTreeMap<String, u32> = BTreeMap::new();

    for (file, female) in [("dist.female.first", true), ("dist.male.first", false)] {
        for (name, share) in census(&workshop.read(&format!("names/names/{file}"))?) {
            let bearers = given.entry(key(&name)).or_default();
            *(if female { &mut bearers.female } else { &mut bearers.male }) += share;
            bearers.lists += 2;
        }
    }
    let census_surnames = census(&workshop.read("names/names/dist.all.last")?);
    surnames
        .extend(census_surnames.into_iter().take(CENSUS_SURNAMES).map(|(name, _)| (key(&name), 2)));

    let folder = workshop.packages.join("faker/faker/providers/person");
    let mut locales: Vec<_> = fs::read_dir(&folder)
        .map_err(|error| format!("{}: {error}", folder.display()))?
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .filter(|name| name.len() == 5 && name.get(2..3) == Some("_"))
        .collect();
    locales.sort();
    for locale in locales {
        let source =
            workshop.read(&format!("faker/faker/providers/person/{locale}/__init__.py"))?;
        let weight = if MAIN_LOCALES.contains(&locale.as_str()) { 2 } else { 1 };
        let names = literals(&source).into_iter().flat_map(|(variable, name)| {
            spellings(&name).into_iter().map(move |name| (variable.clone(), name))
        });
        for (variable, name) in names.collect::<BTreeSet<_>>() {
            // A locale's list has no shares: one sighting weighs as a rare census name.
            match variable.as_str() {
                "first_names_female" | "first_names_male" => {
                    let bearers = given.entry(name).or_default();
                    bearers.lists += weight;
                    if variable == "first_names_female" {
                        bearers.female += 0.002;
                    } else {
                        bearers.male += 0.002;
                    }
                }
                "last_names" | "last_names_male" | "last_names_female" => {
                    *surnames.entry(name).or_default() += 1;
                }
                _ => {}
            }
        }
    }

    let fits = |name: &str| {
        name.chars().count() > 1
            && name.chars().all(|c| c.is_alphabetic() || c == '-' || c == '\'')
            && !closed.contains(name)
    };
    let names =
        given.iter().filter(|(name, b)| fits(name) && b.lists > 1).map(|(name, bearers)| {
            let gender = if bearers.female > CLEAR_MAJORITY * bearers.male {
                "f"
            } else if bearers.male > CLEAR_MAJORITY * bearers.female {
                "m"
            } else {
                "b"
            };
            (gender.to_owned(), name.clone())
        });
    workshop.write_shared("given_names.tsv", "f, m or b (both)\tgiven names", names, true)?;
    let kept = surnames.into_iter().filter(|(name, lists)| fits(name) && *lists > 1);
    workshop.write("surnames.tsv", "surname", &kept.map(|(name, _)| name).collect())
}

/// The names of a census file with their share, commonest first.
fn census(list: &str) -> Vec<(String, f64)> {
    let lines = list.lines().filter_map(|line| {
        let mut columns = line.split_whitespace();
        Some((columns.next()?.to_owned(), columns.next()?.parse().ok()?))
    });
    lines.collect()
}

/// The string literals of a Python module, each with the class variable that
/// the list it stands in is assigned to.
fn literals(source: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut variable = String::new();
    for line in source.lines() {
        let indent = line.len() - line.trim_start().len();
        if indent == 4 {
            let name = line.trim().split([':', '=', ' ']).next().unwrap_or_default();
            variable = if line.contains('=') { name.to_owned() } else { String::new() };
        }
        if !variable.is_empty() {
            let strings = line.split('"').skip(1).step_by(2);
            out.extend(strings.map(|string| (variable.clone(), string.to_owned())));
        }
    }
    out
}

/// The keys of a name: itself, and a Cyrillic one as the English press writes it.
fn spellings(name: &str) -> Vec<String> {
    let name = key(name);
    if name
        .chars()
        .all(|c| c.is_ascii_alphabetic() || "-'".contains(c) || ('\u{c0}'..='\u{24f}').contains(&c))
    {
        return vec![name];
    }
    if name.chars().all(|c| ('\u{400}'..='\u{45f}').contains(&c)) {
        let roman = romanize(&name);
        let other = if let Some(stem) = roman.strip_suffix("ey") {
            format!("{stem}ei")
        } else {
            roman.clone()
        };
        return vec![name, roman, other];
    }
    Vec::new()
}

fn romanize(name: &str) -> String {
    let name = name
        .strip_suffix("ий")
        .or_else(|| name.strip_suffix("ый"))
        .map_or_else(|| name.to_owned(), |stem| format!("{stem}ы"));
    let letters = name.chars().map(|c| match c {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' => "g",
        'д' => "d",
        'е' | 'э' | 'ё' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' | 'і' => "i",
        'й' | 'ы' => "y",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ю' => "yu",
        'я' => "ya",
        'є' => "ye",
        'ї' => "yi",
        _ => "",
    });
    letters.collect()
}
