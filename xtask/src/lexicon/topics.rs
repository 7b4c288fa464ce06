//! The Media Topics: codes, broader terms and English names of the
//! topics that are not retired (IPTC Media Topics NewsCodes, CC BY 4.0).
//!
//! Read from `iptc/mediatopics.json`: `{"concepts": [{"id", "parent",
//! "retired", "label": {"en-US", …}}]}`. Definitions are left out.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Workshop;
use crate::Outcome;

pub(super) fn make(workshop: &Workshop) -> Outcome {
    let file = "iptc/mediatopics.json";
    let release: Value =
        serde_json::from_str(&workshop.read(file)?).map_err(|error| format!("{file}: {error}"))?;
    let concepts =
        release["concepts"].as_array().ok_or_else(|| format!("{file}: there are no concepts"))?;
    let rows: BTreeSet<String> = concepts
        .iter()
        .filter(|concept| concept["retired"].is_null())
        .filter_map(|concept| {
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            let code = concept["id"].as_str()?;
            let labels = &concept["label"];
            // One name of the release ends in a stray colon.
            let english = text(&labels["en-US"]).trim_end_matches(':').to_owned();
            Some(format!("{code}\t{}\t{english}", text(&concept["parent"])))
        })
        .collect();
    workshop.write("media_topics.tsv", "code\tbroader\tname", &rows)
}
