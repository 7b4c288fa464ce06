//! `cargo xtask eval clean [FOLDER] [--peers]`: cleaned text of pages as pasted
//! and as HTML, titles, dates and authors of HTML, and the lines of the seeds,
//! each figure beside the floor and the goal of issue 3, and beside the public
//! tools where they are asked for.
//!
//! The weights that are scored were learnt on the development sets, whose names
//! end in `.dev`. What is printed of those says whether something broke, not how
//! well other pages are cleaned; the cross-validation of `train clean` says that.

mod peers;
mod table;

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::{Value, json};
use verbatim_core::{
    Report,
    report::{Range, ReportBlock},
};

use self::{
    peers::{Kind, Peers},
    table::{Scored, Table},
};
use super::{
    analysed::{self, Article, Source},
    scorer, seeds,
    sets::{articles, each_set, id_of, list, shown},
};
use crate::{Outcome, paths};

/// Scores pasted pages, pages as HTML and the seeds.
pub fn score(folder: &Path) -> Outcome {
    score_beside(folder, &Peers::none())
}

/// As [`score`], with the public tools on the same pages.
pub fn score_with_peers(folder: &Path) -> Outcome {
    score_beside(folder, &Peers::install())
}

fn score_beside(folder: &Path, peers: &Peers) -> Outcome {
    let script = folder.join("score.py");
    if !script.is_file() {
        return Err(format!("NOTHING WAS SCORED: {} is missing", script.display()));
    }
    let mut table = Table::new(&script);
    pasted(folder, &script, peers, &mut table)?;
    let packed = folder.join("html.tar.xz");
    let unpacked = if packed.is_file() { unpack(&packed)? } else { folder.to_owned() };
    if unpacked.join("html").is_dir() {
        html(&unpacked, &script, peers, &mut table)?;
    } else {
        table.absent(&format!("pages as HTML: {} is missing", packed.display()));
    }
    let answers = folder.join("..").join("seeds");
    if answers.join("gold.json").is_file() {
        println!("\nseeds, with answers made by hand");
        table.counts(&seeds::cleaning_figures(&answers)?);
    } else {
        table.absent(&format!("the seeds: no gold.json at {}", answers.display()));
    }
    table.finish(peers.faults())
}

fn pasted(folder: &Path, script: &Path, peers: &Peers, table: &mut Table) -> Outcome {
    each_set(folder, |name, _, rows| {
        let reports = analysed::reports(&articles(rows))?;
        for (set, rows) in groups(name, rows) {
            let answer = |row: &&Value| {
                let keep = reports.get(&id_of(row)).map(|report| kept_lines(report, row));
                json!({ "id": row["id"], "keep": keep })
            };
            let data = scorer::lines(&format!("{set}-gold"), rows.iter().map(|r| (*r).clone()))?;
            let answers = scorer::lines(&format!("{set}-ours"), rows.iter().map(answer))?;
            let ours = figures(script, &data, &answers)?;
            let mut beside = Vec::new();
            for (peer, answers) in peers.answers(Kind::Text, &set, &data, script) {
                beside.push(Scored { name: peer, figures: figures(script, &data, &answers)? });
            }
            table.set(&set, &ours, &beside, peers.cannot(Kind::Text));
            let headlines = headlines(&rows, &reports);
            if headlines.1 > 0 {
                table.field(&set, "headline", &[("ours".to_owned(), headlines)]);
            }
        }
        Ok(())
    })
}

/// How many headlines are right, of the pages that have their title as a line.
fn headlines(rows: &[&Value], reports: &HashMap<String, Report>) -> (usize, usize) {
    let (mut right, mut all) = (0, 0);
    for row in rows {
        let Some(title) = row["title"].as_str().filter(|title| !title.trim().is_empty()) else {
            continue;
        };
        let same = |text: Option<&str>| text.is_some_and(|text| is_same("title", title, text));
        let stands = row["lines"]
            .as_array()
            .is_some_and(|lines| lines.iter().any(|line| same(line["text"].as_str())));
        if stands {
            all += 1;
            let report = reports.get(&id_of(row));
            right += usize::from(same(report.and_then(|r| r.metadata.headline.as_deref())));
        }
    }
    (right, all)
}

/// The pages of a set that are scored together: those copied from near the
/// article come from two sources, which differ too much for one figure.
fn groups<'r>(name: &str, rows: &'r [Value]) -> Vec<(String, Vec<&'r Value>)> {
    let (partial, end) = name.split_once('.').map_or((name, ""), |(set, end)| (set, end));
    if partial != "pasted_partial" {
        return vec![(name.to_owned(), rows.iter().collect())];
    }
    let (first, second): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row["ds"] == "aeb");
    let named = |group: &str| format!("{partial}_{group}.{end}");
    let all = [(named("aeb"), first), (named("more"), second)];
    all.into_iter().filter(|(_, rows)| !rows.is_empty()).collect()
}

fn html(unpacked: &Path, script: &Path, peers: &Peers, table: &mut Table) -> Outcome {
    each_set(&unpacked.join("html"), |name, path, rows| {
        let reports = analysed::reports(&pages(rows, unpacked)?)?;
        // The scorer wants labelled lines, which pages as HTML don't have.
        let labelled =
            |row: &Value| json!({ "id": row["id"], "gold": row["gold"], "lines": [], "ds": name });
        let data = scorer::lines(&format!("html-{name}-gold"), rows.iter().map(labelled))?;
        let answer = |row: &Value| {
            let report = reports.get(&id_of(row));
            let about = report.map(|report| &report.metadata);
            json!({
                "id": row["id"],
                "text": report.map(body),
                "title": about.and_then(|about| about.headline.as_deref()),
                "date": about.and_then(|about| about.date.as_deref()),
                "author": about.and_then(|about| about.author.as_deref()),
            })
        };
        let answers = scorer::lines(&format!("html-{name}-ours"), rows.iter().map(answer))?;
        let ours = figures(script, &data, &answers)?;
        let mut known = vec![("ours".to_owned(), answers)];
        let mut beside = Vec::new();
        for (peer, answers) in peers.answers(Kind::Html, name, path, unpacked) {
            beside.push(Scored { name: peer.clone(), figures: figures(script, &data, &answers)? });
            known.push((peer, answers));
        }
        table.set(name, &ours, &beside, peers.cannot(Kind::Html));
        let mut answered = false;
        for (field, gold) in FIELDS {
            if rows.iter().all(|row| field_of(row, gold).is_none()) {
                continue;
            }
            answered = true;
            let rights = known.iter().map(|(who, answers)| {
                Ok::<_, String>((who.clone(), right(rows, &read_answers(answers)?, field, gold)))
            });
            table.field(name, field, &rights.collect::<Result<Vec<_>, _>>()?);
        }
        if !answered {
            table.absent(&format!("titles, dates, authors of {name}: the set has no answers"));
        }
        Ok(())
    })
}

/// Has the scorer score `answers`.
fn figures(script: &Path, data: &Path, answers: &Path) -> Result<Value, String> {
    let out = scorer::file("clean-figures.json", &json!(null))?;
    let (data, answers, place) = (shown(data), shown(answers), shown(&out));
    let args = ["--data", &data, "--split", "all", "--pred", &answers, "--json", &place];
    scorer::run(script, &args)?;
    Ok(scorer::answers(&out)?["pred"].clone())
}

fn read_answers(path: &Path) -> Result<HashMap<String, Value>, String> {
    let lines = fs::read_to_string(path).map_err(|err| format!("{}: {err}", path.display()))?;
    let answers = lines.lines().map(|line| {
        let answer: Value = serde_json::from_str(line).map_err(|err| err.to_string())?;
        Ok((id_of(&answer), answer))
    });
    answers.collect()
}

/// Fields of the metadata: what they are called, and what the answers call them.
const FIELDS: [(&str, &str); 3] = [("title", "title"), ("date", "date"), ("author", "authors")];

/// How often a field is right, out of how many pages whose field is known.
fn right(
    rows: &[Value],
    answers: &HashMap<String, Value>,
    field: &str,
    gold: &str,
) -> (usize, usize) {
    let (mut right, mut all) = (0, 0);
    for row in rows {
        let Some(gold) = field_of(row, gold) else { continue };
        all += 1;
        let found = answers.get(&id_of(row)).and_then(|answer| answer[field].as_str());
        right += usize::from(found.is_some_and(|found| is_same(field, gold, found)));
    }
    (right, all)
}

/// The answer to a field; answers are missing in three ways.
fn field_of<'r>(row: &'r Value, gold: &str) -> Option<&'r str> {
    row["meta"][gold].as_str().filter(|gold| !matches!(gold.trim(), "" | "NaT" | "nan"))
}

/// Whether a field is right: a date by its day, words without regard to case and signs.
fn is_same(field: &str, gold: &str, found: &str) -> bool {
    if field == "date" {
        return gold.get(..10) == found.get(..10);
    }
    let words = |text: &str| -> Vec<String> {
        let parts = text.split(|c: char| !c.is_alphanumeric());
        parts.filter(|part| !part.is_empty()).map(str::to_lowercase).collect()
    };
    words(gold) == words(found)
}

/// The body text.
fn body(report: &Report) -> String {
    let blocks = report.blocks.iter().filter(|block| is_body(block));
    let text = |block: &ReportBlock| {
        Range { start: block.start, end: block.end }.of(&report.document.text)
    };
    blocks.map(text).collect::<Vec<_>>().join("\n")
}

fn is_body(block: &ReportBlock) -> bool {
    super::is_body(block.kept, block.verdict)
}

/// For each labelled line whether any of it is body text.
fn kept_lines(report: &Report, row: &Value) -> Vec<bool> {
    let mut at = 0;
    let line = |line: &Value| {
        let start = at;
        let end = start + line["text"].as_str().map_or(0, str::len);
        at = end + 1;
        let meets = |b: &ReportBlock| (b.start as usize) < end && start < b.end as usize;
        report.blocks.iter().any(|block| is_body(block) && meets(block))
    };
    list(&row["lines"]).iter().map(line).collect()
}

fn pages(rows: &[Value], folder: &Path) -> Result<Vec<Article>, String> {
    let page = |row: &Value| {
        let file = folder.join(row["html"].as_str().unwrap_or_default());
        let bytes = fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        let source = Source::Html(String::from_utf8_lossy(&bytes).into_owned());
        Ok(Article { id: id_of(row), source })
    };
    rows.iter().map(page).collect()
}

/// Unpacks the pages beside what is built, once for an archive of one length.
fn unpack(archive: &Path) -> Result<PathBuf, String> {
    let length =
        fs::metadata(archive).map_err(|error| format!("{}: {error}", archive.display()))?;
    let folder = paths::target().join("eval").join(format!("clean-{}", length.len()));
    if folder.join("html").is_dir() {
        return Ok(folder);
    }
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let status = Command::new("tar").arg("xf").arg(archive).arg("-C").arg(&folder).status();
    match status {
        Ok(status) if status.success() => Ok(folder),
        Ok(_) => Err(format!("tar could not unpack {}", archive.display())),
        Err(error) => Err(format!("could not start tar: {error}. Install tar and xz-utils.")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{groups, is_same};

    #[test]
    fn fields_are_compared_by_words_and_days() {
        assert!(is_same("title", "Harbour wall: rebuilt!", "harbour wall rebuilt"));
        assert!(!is_same("title", "Harbour wall rebuilt", "Harbour wall"));
        assert!(is_same("date", "2021-05-03", "2021-05-03T08:00"));
        assert!(!is_same("date", "2021-05-03", "2021-05-04"));
    }

    #[test]
    fn pages_near_the_article_are_scored_in_two_groups() {
        let rows = [json!({ "ds": "aeb" }), json!({ "ds": "aed" }), json!({ "ds": "fundus" })];
        let sizes = |name| groups(name, &rows).into_iter().map(|(name, rows)| (name, rows.len()));
        let partial: Vec<_> = sizes("pasted_partial.dev").collect();
        let named = |name: &str, count| (name.to_owned(), count);
        assert_eq!(
            partial,
            [named("pasted_partial_aeb.dev", 1), named("pasted_partial_more.dev", 2)]
        );
        assert_eq!(sizes("pasted.dev").collect::<Vec<_>>(), [named("pasted.dev", 3)]);
    }
}
