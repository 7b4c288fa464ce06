//! The report as a person reads it in a terminal.

use std::io::{self, Write};

use verbatim_core::{
    Report,
    entity::{EntityKind, Gender},
    report::{Range, ReportEntity, ReportQuote},
};

use crate::paint::{Ink, Look, shortened};

/// How much of an article's start is shown before `--cleaned` is named.
const OPENING: usize = 320;
/// Columns of the longest bar.
const BAR: usize = 16;

/// Writes all of `report` that a reader of the terminal wants to know.
pub fn write(report: &Report, look: &Look, out: &mut impl Write) -> io::Result<()> {
    let mut page = Page { report, look: *look, out };
    page.head()?;
    page.text()?;
    page.quotes()?;
    page.entities(EntityKind::Person, "People")?;
    page.entities(EntityKind::Place, "Places")?;
    page.entities(EntityKind::Organisation, "Organisations")?;
    page.topics()?;
    page.sections()?;
    page.removed()?;
    page.links()?;
    page.notices()
}

struct Page<'a, W> {
    report: &'a Report,
    look: Look,
    out: &'a mut W,
}

impl<W: Write> Page<'_, W> {
    fn head(&mut self) -> io::Result<()> {
        let metadata = &self.report.metadata;
        let name = self.report.document.name.as_deref();
        let title = metadata.headline.as_deref().or(name).unwrap_or("Without a headline");
        self.put(0, Ink::Bold, title)?;
        let language = metadata.language.map(|language| language.to_string());
        let parts = [&metadata.author, &metadata.date, &metadata.outlet, &language];
        let known: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        self.put(0, Ink::Faint, &known.join(" · "))
    }

    fn text(&mut self) -> io::Result<()> {
        let kept = self.report.blocks.iter().filter(|block| block.kept).count();
        let words = self.report.cleaned.text.split_whitespace().count();
        let all = self.report.blocks.len();
        self.heading(&format!("Text: {words} words, {kept} of {all} blocks kept"))?;
        let opening = shortened(&self.report.cleaned.text, OPENING);
        self.put(2, Ink::Plain, &opening)
    }

    fn quotes(&mut self) -> io::Result<()> {
        self.heading(&format!("Quotes: {}", self.report.quotes.len()))?;
        for quote in &self.report.quotes {
            self.quote(quote)?;
        }
        Ok(())
    }

    fn quote(&mut self, quote: &ReportQuote) -> io::Result<()> {
        self.put(2, Ink::Plain, quote.printed(&self.report.document.text))?;
        let speaker = quote.speaker.as_ref().map_or("unknown speaker".into(), |s| s.shown());
        let kind = quote.kind.words();
        let cue = quote.cue.as_ref().map_or(String::new(), |cue| format!(" · “{}”", cue.text));
        let sure = sureness(quote.confidence);
        self.put(4, Ink::Blue, &format!("— {speaker} · {kind}{cue} · {sure}"))?;
        self.put(4, Ink::Faint, &quote.reason)?;
        let topics: Vec<&str> = self.report.topic_names(quote).collect();
        if !topics.is_empty() {
            self.put(4, Ink::Faint, &format!("about {}", topics.join(" · ")))?;
        }
        writeln!(self.out)
    }

    fn entities(&mut self, kind: EntityKind, title: &str) -> io::Result<()> {
        let of_kind: Vec<&ReportEntity> =
            self.report.entities.iter().filter(|entity| entity.kind == kind).collect();
        if of_kind.is_empty() {
            return Ok(());
        }
        self.heading(&format!("{title}: {}", of_kind.len()))?;
        for entity in of_kind {
            let times = match entity.mentions.len() {
                1 => "once".to_owned(),
                n => format!("{n} times"),
            };
            self.put(2, Ink::Plain, &format!("{}, {times}", entity.name))?;
            if !entity.aliases.is_empty() {
                self.put(4, Ink::Faint, &format!("also {}", entity.aliases.join(" · ")))?;
            }
            self.put(4, Ink::Faint, &self.known_of(entity))?;
        }
        Ok(())
    }

    /// Roles, gender and how much is quoted, as far as the text tells.
    fn known_of(&self, entity: &ReportEntity) -> String {
        let text = &self.report.document.text;
        let roles = entity.roles.iter().map(|role| role.of(text).to_owned());
        let gender = entity.gender.map(|gender| {
            let pronoun = match gender.value {
                Gender::Female => "she",
                Gender::Male => "he",
            };
            let shown = Range { start: gender.start, end: gender.end };
            format!("{pronoun}, from “{}”", shown.of(text))
        });
        let counted = |n: u32, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
        let said = (entity.quotes > 0).then(|| {
            format!("{}, {}", counted(entity.quotes, "quote"), counted(entity.words, "word"))
        });
        roles.chain(gender).chain(said).collect::<Vec<_>>().join(" · ")
    }

    fn topics(&mut self) -> io::Result<()> {
        if !self.report.topics.is_empty() {
            self.heading("Topics")?;
        }
        for topic in &self.report.topics {
            let bar = bar(topic.weight);
            self.put(2, Ink::Plain, &format!("{bar} {} ({})", topic.name, topic.code))?;
            self.put(4, Ink::Faint, &self.evidence(&topic.evidence))?;
        }
        if self.report.phrases.is_empty() {
            return Ok(());
        }
        self.heading("Key phrases")?;
        let phrases: Vec<&str> = self.report.phrases.iter().map(|p| p.text.as_str()).collect();
        self.put(2, Ink::Plain, &phrases.join(" · "))
    }

    fn sections(&mut self) -> io::Result<()> {
        if self.report.sections.len() < 2 {
            return Ok(());
        }
        self.heading("Sections")?;
        for section in &self.report.sections {
            self.put(2, Ink::Plain, section.heading.as_deref().unwrap_or("(opening)"))?;
            let topics = section.topics.iter().map(|topic| &*topic.name);
            let phrases = section.phrases.iter().map(|phrase| phrase.text.as_str());
            let about: Vec<&str> = topics.chain(phrases).collect();
            self.put(4, Ink::Faint, &about.join(" · "))?;
        }
        Ok(())
    }

    fn removed(&mut self) -> io::Result<()> {
        let removed: Vec<_> = self.report.blocks.iter().filter(|block| !block.kept).collect();
        if removed.is_empty() {
            return Ok(());
        }
        self.heading(&format!("Removed: {}", removed.len()))?;
        for block in removed {
            let words = Range { start: block.start, end: block.end }.of(&self.report.document.text);
            self.put(2, Ink::Red, &shortened(words, OPENING / 2))?;
            let kind = block.verdict.words();
            let sure = sureness(block.confidence);
            self.put(4, Ink::Faint, &format!("{kind}: {} · {sure}", block.reason))?;
        }
        Ok(())
    }

    fn links(&mut self) -> io::Result<()> {
        if self.report.links.is_empty() {
            return Ok(());
        }
        self.heading(&format!("Related links: {}", self.report.links.len()))?;
        for link in &self.report.links {
            self.put(2, Ink::Plain, &shortened(&link.title, OPENING / 2))?;
            self.put(4, Ink::Faint, link.target.as_deref().unwrap_or_default())?;
        }
        Ok(())
    }

    fn notices(&mut self) -> io::Result<()> {
        if self.report.notices.is_empty() {
            return Ok(());
        }
        self.heading("Notices")?;
        for notice in &self.report.notices {
            self.put(2, Ink::Plain, &notice.message)?;
        }
        Ok(())
    }

    /// The different words of `ranges`, in order of appearance.
    fn evidence(&self, ranges: &[Range]) -> String {
        let mut words: Vec<&str> = Vec::new();
        for range in ranges {
            let word = range.of(&self.report.document.text);
            if words.len() < 8 && !words.iter().any(|known| known.eq_ignore_ascii_case(word)) {
                words.push(word);
            }
        }
        words.join(" · ")
    }

    fn heading(&mut self, words: &str) -> io::Result<()> {
        writeln!(self.out)?;
        self.put(0, Ink::Bold, words)
    }

    fn put(&mut self, indent: usize, ink: Ink, words: &str) -> io::Result<()> {
        self.look.wrapped(self.out, indent, ink, words)
    }
}

/// How sure, as a word: a number with two digits would claim too much.
pub fn sureness(confidence: f32) -> &'static str {
    match confidence {
        c if c >= 0.85 => "very sure",
        c if c >= 0.65 => "fairly sure",
        c if c >= 0.4 => "unsure",
        _ => "a guess",
    }
}

/// A bar of `weight`, 0 to 1, always [`BAR`] columns.
fn bar(weight: f32) -> String {
    let filled = (weight.clamp(0.0, 1.0) * BAR as f32).round() as usize;
    "█".repeat(filled) + &"░".repeat(BAR - filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_wide_as_each_other() {
        for weight in [-1.0, 0.0, 0.3, 1.0, 7.0, f32::NAN] {
            assert_eq!(bar(weight).chars().count(), BAR, "{weight}");
        }
    }

    #[test]
    fn verdicts_read_as_words() {}
}
