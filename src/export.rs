//! What leaves the page by the user's own hand: the report as JSON, the article
//! as Markdown, one quote with its citation.

use std::fmt::Write as _;

use js_sys::{Array, Uint8Array};
use verbatim_core::clean::Metadata;
use verbatim_core::quote::QuoteKind;
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url, window};

use crate::{
    article::Source,
    model::{
        Reading,
        cards::Card,
        lines::{self, Item, Look},
        words,
    },
    text::is_bidi_control,
};

/// A quote's words between the article's own marks, who said them and where they stand:
/// “…” — Speaker, “headline”, outlet, date.
pub fn citation(reading: &Reading, card: &Card) -> String {
    let words = card.text(&reading.report).replace('\n', " ");
    let speaker = card.says(&reading.speakers).unwrap_or("speaker not named");
    let mut out = if card.kind == QuoteKind::Indirect {
        format!("{speaker}, indirectly: {words}")
    } else {
        format!("{words} — {speaker}")
    };
    let Metadata { headline, outlet, date, .. } = &reading.report.metadata;
    if let Some(headline) = headline {
        // The name of a work takes marks of its own; a headline that begins with marks has them.
        let _ = write!(out, ", “{headline}”");
    }
    for part in [outlet.clone(), date.as_deref().map(words::date)].into_iter().flatten() {
        let _ = write!(out, ", {part}");
    }
    out
}

/// The report as it is. Marks that turn the direction of text are written as
/// their numbers, which JSON takes for the same: an editor would obey them.
pub fn json(reading: &Reading) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&reading.report).map(|json| numbered(&json))
}

fn numbered(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if is_bidi_control(c) {
            let _ = write!(out, "\\u{:04x}", c as u32);
        } else {
            out.push(c);
        }
    }
    out
}

/// The article, its quotes, people and topics as Markdown. Nothing in the text
/// can act as markup.
pub fn markdown(reading: &Reading) -> String {
    let report = &reading.report;
    let mut out = String::new();
    let headline = report.metadata.headline.as_deref().unwrap_or("Article without a headline");
    let _ = writeln!(out, "# {}\n", escape(headline));
    let facts = [
        report.metadata.outlet.clone(),
        report.metadata.author.clone(),
        report.metadata.date.as_deref().map(words::date),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().map(|f| escape(&f)).collect();
    if !facts.is_empty() {
        let _ = writeln!(out, "{}\n", facts.join(" · "));
    }
    body(reading, &mut out);
    if reading.quotes() > 0 {
        out.push_str("## Quotes\n\n");
        for card in reading.cards.iter().filter(|card| !card.rejected) {
            let quoted = escape(&card.text(report)).replace('\n', "  \n> ");
            let speaker = card.says(&reading.speakers).map_or("Speaker not named".into(), escape);
            let _ = writeln!(
                out,
                "> {quoted}\n>\n> — {speaker} ({}, {})\n",
                card.kind.words(),
                card.how_sure()
            );
        }
    }
    list(&mut out, "Topics", report.topics.iter().map(|t| format!("{} ({})", t.name, t.code)));
    list(&mut out, "Key phrases", report.phrases.iter().map(|p| p.text.clone()));
    let links = report.links.iter().map(|link| match &link.target {
        Some(target) => format!("{}: {target}", link.title),
        None => link.title.clone(),
    });
    list(&mut out, "Related links", links.map(|link| link.replace(['\n', '\r'], " ")));
    let names = report.entities.iter().map(|e| match e.aliases.as_slice() {
        [] => e.name.clone(),
        aliases => format!("{} (also {})", e.name, aliases.join(", ")),
    });
    list(&mut out, "People, organisations and places", names);
    let text = &report.document.text;
    list(&mut out, "Corrected by hand", report.corrections.iter().map(|c| c.describe(text)));
    out
}

fn body(reading: &Reading, out: &mut String) {
    let words = |run: &std::ops::Range<usize>| -> String {
        let mut all = String::new();
        let mut end = None;
        for line in reading.lines.get(run.clone()).unwrap_or_default() {
            if end.is_some_and(|end| end < line.range.start) {
                all.push(' ');
            }
            all.push_str(reading.of(line.range));
            end = Some(line.range.end);
        }
        escape(&all).replace(['\n', '\r'], " ")
    };
    for item in lines::items(&reading.lines, &(0..reading.lines.len())) {
        match item {
            Item::Ghosts(_) => {}
            Item::List(entries) => {
                for entry in &entries {
                    let _ = writeln!(out, "- {}", words(entry));
                }
                out.push('\n');
            }
            Item::Paragraph(run) => {
                let look = reading.lines.get(run.start).map_or(Look::Paragraph, |l| l.look);
                let words = words(&run);
                let _ = match look {
                    Look::Headline | Look::Caption | Look::Ghost => Ok(()),
                    Look::Heading => writeln!(out, "## {words}\n"),
                    Look::Pull => writeln!(out, "> {words}\n"),
                    Look::Paragraph | Look::Item => writeln!(out, "{words}\n"),
                };
            }
        }
    }
}

fn list(out: &mut String, title: &str, entries: impl Iterator<Item = String>) {
    let mut entries = entries.peekable();
    if entries.peek().is_none() {
        return;
    }
    let _ = writeln!(out, "## {title}\n");
    for entry in entries {
        let _ = writeln!(out, "- {}", escape(&entry));
    }
    out.push('\n');
}

/// `text` as Markdown that shows exactly these characters: markup is escaped,
/// and so are control characters that would act unseen.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut line_start = true;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let at_start = line_start && !c.is_whitespace();
        line_start = c == '\n' || (line_start && c.is_whitespace());
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '!' | '$' => {
                out.push('\\');
                out.push(c);
            }
            '#' | '+' | '=' | ':' if at_start => {
                out.push('\\');
                out.push(c);
            }
            '-' if at_start => out.push_str("\\-"),
            '.' | ')' if ends_in_list_number(&out) => {
                out.push('\\');
                out.push(c);
            }
            '\n' | '\t' | '\r' => out.push(c),
            c if c.is_control() || is_bidi_control(c) => {
                let _ = write!(out, "\\<U+{:04X}\\>", c as u32);
            }
            // A bare address would become a link.
            ':' if chars.peek() == Some(&'/') => out.push_str("\\:"),
            '.' if out.ends_with("www") => out.push_str("\\."),
            '@' => out.push_str("\\@"),
            c => out.push(c),
        }
    }
    out
}

/// Whether what stands so far on the line is only a number, as in "1." of a list.
fn ends_in_list_number(out: &str) -> bool {
    let line = out.rsplit('\n').next().unwrap_or_default().trim_start();
    !line.is_empty() && line.len() < 10 && line.bytes().all(|b| b.is_ascii_digit())
}

/// The report as a file of JSON.
pub fn save_json(reading: &Reading) -> Option<()> {
    download(&file_name(reading, "json"), JSON, &json(reading).ok()?)
}

/// What was given, as a file, where there is no report on it.
pub fn save_source(source: &Source) -> Option<()> {
    download("article.txt", "text/plain", &source.text)
}

/// What lay in the store and could not be read, as a file of JSON.
pub fn save_aside(text: &str) -> Option<()> {
    download("verbatim-unread.json", JSON, text)
}

const JSON: &str = "application/json";

/// Hands a file to the browser's downloads.
pub fn download(name: &str, kind: &str, content: &str) -> Option<()> {
    let parts = Array::of1(&Uint8Array::from(content.as_bytes()));
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let document = window()?.document()?;
    let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The download has its own hold on the blob by the next minute.
    gloo::timers::callback::Timeout::new(60_000, move || {
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
    Some(())
}

/// A file name made of the headline: letters, digits and hyphens.
pub fn file_name(reading: &Reading, extension: &str) -> String {
    let headline = reading.report.metadata.headline.as_deref().unwrap_or("article");
    let mut name = String::new();
    for c in headline.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            name.push(c);
        } else if !name.is_empty() && !name.ends_with('-') && !matches!(c, '’' | '\'') {
            name.push('-');
        }
        if name.len() >= 60 {
            break;
        }
    }
    let name = name.trim_matches('-');
    format!("{}.{extension}", if name.is_empty() { "article" } else { name })
}

#[cfg(test)]
mod tests {
    use super::{escape, numbered};

    #[test]
    fn marks_of_direction_are_numbers_in_json() {
        let json = serde_json::to_string("a\u{202e}b").unwrap_or_default();
        assert_eq!(numbered(&json), r#""a\u202eb""#);
        assert_eq!(
            serde_json::from_str::<String>(&numbered(&json)).ok().as_deref(),
            Some("a\u{202e}b")
        );
    }

    #[test]
    fn no_markup_in_the_text_can_act() {
        for (text, shown) in [
            ("<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>"),
            ("[a](javascript:b)", "\\[a\\](javascript:b)"),
            ("# not a heading", "\\# not a heading"),
            ("- not a list", "\\- not a list"),
            ("12. not a list", "12\\. not a list"),
            ("at 12.5 per cent", "at 12.5 per cent"),
            ("a*b*_c_ `d` &amp;", "a\\*b\\*\\_c\\_ \\`d\\` \\&amp;"),
            (
                "see https://example.org or www.example.org",
                "see https\\://example.org or www\\.example.org",
            ),
            ("plain – text, “quoted”.", "plain – text, “quoted”."),
            ("x\u{202e}y\u{0}", "x\\<U+202E\\>y\\<U+0000\\>"),
        ] {
            assert_eq!(escape(text), shown);
        }
    }
}
