//! A report as a person reads it, without the figures that change with every
//! tuning: how sure something is stands as a word.

use std::fmt::{self, Write};

use verbatim_core::{
    Report,
    entity::EntityKind,
    report::{Range, ReportQuote},
};

use crate::words;

/// The whole report in words.
pub fn of(report: &Report) -> String {
    let mut out = String::new();
    write_all(report, &mut out).unwrap_or_else(|_| unreachable!("a String takes all words"));
    out
}

fn write_all(report: &Report, out: &mut String) -> fmt::Result {
    let metadata = &report.metadata;
    let or_none = |field: &Option<String>| field.clone().unwrap_or_else(|| "(none)".to_owned());
    writeln!(out, "headline: {}", or_none(&metadata.headline))?;
    writeln!(out, "author: {}", or_none(&metadata.author))?;
    writeln!(out, "date: {}", or_none(&metadata.date))?;
    writeln!(out, "outlet: {}", or_none(&metadata.outlet))?;
    writeln!(
        out,
        "language: {}",
        or_none(&metadata.language.map(|language| language.to_string()))
    )?;

    writeln!(out, "\n# Blocks\n")?;
    for block in &report.blocks {
        let mark = if block.kept { ' ' } else { '-' };
        let kind = format!("{:?}", block.verdict);
        let sure = sureness(block.confidence);
        let start = start_of(words(report, block.start, block.end));
        writeln!(out, "{mark} {kind}, {sure}: {start}\n      {}", block.reason)?;
    }

    writeln!(out, "\n# Quotes\n")?;
    for (nth, quote) in report.quotes.iter().enumerate() {
        write_quote(report, nth, quote, out)?;
    }

    for (kind, title) in [
        (EntityKind::Person, "People"),
        (EntityKind::Place, "Places"),
        (EntityKind::Organisation, "Organisations"),
    ] {
        writeln!(out, "\n# {title}\n")?;
        for entity in report.entities.iter().filter(|entity| entity.kind == kind) {
            write!(out, "{}", entity.name)?;
            if !entity.aliases.is_empty() {
                write!(out, " = {}", entity.aliases.join(" = "))?;
            }
            writeln!(out, " ({})", distinct(report, &entity.mentions))?;
        }
    }

    writeln!(out, "\n# Topics\n")?;
    for topic in &report.topics {
        writeln!(out, "{} {} ({})", topic.code, topic.name, distinct(report, &topic.evidence))?;
    }
    writeln!(out, "\n# Phrases\n")?;
    for phrase in &report.phrases {
        writeln!(out, "{}", phrase.text)?;
    }
    writeln!(out, "\n# Sections\n")?;
    for section in &report.sections {
        let heading = section.heading.as_deref().unwrap_or("(opening)");
        let topics: Vec<&str> = section.topics.iter().map(|topic| &*topic.name).collect();
        writeln!(out, "{heading}: {}", topics.join(", "))?;
    }
    if !report.links.is_empty() {
        writeln!(out, "\n# Related links\n")?;
    }
    for link in &report.links {
        writeln!(out, "{} -> {}", link.title, link.target.as_deref().unwrap_or("-"))?;
    }
    if !report.notices.is_empty() {
        writeln!(out, "\n# Notices\n")?;
    }
    for notice in &report.notices {
        writeln!(out, "{}: {}", notice.code, notice.message)?;
    }
    Ok(())
}

fn write_quote(report: &Report, nth: usize, quote: &ReportQuote, out: &mut String) -> fmt::Result {
    writeln!(out, "{nth}. {:?}, {}: {}", quote.kind, sureness(quote.confidence), quote.text)?;
    match &quote.speaker {
        Some(speaker) => {
            let mention = speaker.range().map_or("", |range| range.of(&report.document.text));
            write!(out, "      {} (\"{mention}\")", speaker.name)?;
        }
        None => write!(out, "      unknown speaker")?,
    }
    if let Some(cue) = &quote.cue {
        write!(out, ", cue \"{}\"", cue.text)?;
    }
    if let Some(earlier) = quote.continues {
        write!(out, ", goes on from {earlier}")?;
    }
    if let Some(outer) = quote.inside {
        write!(out, ", inside {outer}")?;
    }
    writeln!(out, "\n      {}", quote.reason)
}

/// How sure, as the page and the terminal say it.
fn sureness(confidence: f32) -> &'static str {
    match confidence {
        c if c >= 0.85 => "very sure",
        c if c >= 0.65 => "fairly sure",
        c if c >= 0.4 => "unsure",
        _ => "a guess",
    }
}

/// The first words of a block, on one line.
fn start_of(words: &str) -> String {
    let line: Vec<&str> = words.split_whitespace().collect();
    let line = line.join(" ");
    match line.char_indices().nth(70) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}

/// The different words of `ranges`, each with its count.
fn distinct(report: &Report, ranges: &[Range]) -> String {
    let mut seen: Vec<(&str, usize)> = Vec::new();
    for range in ranges {
        let word = words(report, range.start, range.end);
        match seen.iter_mut().find(|(known, _)| *known == word) {
            Some((_, times)) => *times += 1,
            None => seen.push((word, 1)),
        }
    }
    let times = |(word, times): &(&str, usize)| format!("{word} ×{times}");
    seen.iter().map(times).collect::<Vec<_>>().join(", ")
}
