//! What is true of every report, whatever the input. Shared by the property
//! tests beside it and the fuzz targets.

use verbatim_core::{
    Format, Input, Report,
    correct::{EntityChange, QuoteChange},
    report::{Range, ReportEntity, ReportQuote, ReportTopic, SCHEMA, words},
};

/// Panics, naming what is wrong, unless `report` is a sound report of `input`.
pub fn check(input: &Input, report: &Report) {
    assert_eq!(report.schema, SCHEMA);
    let sound = Sound { text: &report.document.text, report };
    if input.format == Format::Text {
        assert!(report.document.text == input.source, "plain text is not kept byte for byte");
        assert!(report.document.source_map.is_empty(), "plain text is its own source");
    } else {
        sound.source_map(&input.source);
    }
    sound.blocks(input);
    sound.cleaned();
    sound.links();
    sound.quotes();
    sound.entities();
    sound.topics();
    sound.rest();
    assert_eq!(report.corrections, input.corrections, "corrections are kept as they were given");
}

struct Sound<'a> {
    text: &'a str,
    report: &'a Report,
}

impl<'a> Sound<'a> {
    /// The words from `start` to `end`, which have to be a slice with ink at both ends.
    fn words(&self, start: u32, end: u32, what: &str) -> &'a str {
        let words = self.text.get(start as usize..end as usize);
        let Some(words) = words else { panic!("{what}: {start}..{end} is no slice of the text") };
        assert!(!words.is_empty(), "{what}: {start}..{end} is empty");
        let ink = words.trim().len() == words.len();
        assert!(ink, "{what}: {start}..{end} has white space at an end: {}", short(words));
        words
    }

    /// As `words`, and inside one kept block.
    fn kept(&self, range: Range, what: &str) -> &'a str {
        let words = self.words(range.start, range.end, what);
        let block =
            self.report.blocks.iter().find(|b| b.start <= range.start && range.end <= b.end);
        assert!(
            block.is_some_and(|b| b.kept),
            "{what}: {words:?} lies in no kept block: {block:?}"
        );
        words
    }

    fn blocks(&self, input: &Input) {
        let mut last = 0;
        for block in &self.report.blocks {
            assert!(last <= block.start, "blocks overlap or are out of order: {block:?}");
            self.white(last, block.start, "between blocks");
            self.words(block.start, block.end, "block");
            last = block.end;
            assert!(!block.reason.trim().is_empty(), "no reason: {block:?}");
            share(block.confidence, "block");
            let user = input.overrides.iter().rfind(|o| {
                (o.span.start(), o.span.end()) == (block.start as usize, block.end as usize)
            });
            let kept = user.map_or(block.verdict.is_kept(), |o| o.keep);
            assert_eq!(block.kept, kept, "kept against verdict and user: {block:?}");
        }
        self.white(last, self.text.len() as u32, "after the last block");
    }

    fn white(&self, start: u32, end: u32, what: &str) {
        let gap = self.text.get(start as usize..end as usize);
        let Some(gap) = gap else { panic!("{what}: {start}..{end} is no slice") };
        assert!(gap.trim().is_empty(), "{what}: bytes not accounted for: {}", short(gap));
    }

    /// The cleaned text is the kept blocks in order with white space between, and nothing else.
    fn cleaned(&self) {
        let mut rest = self.report.cleaned.text.as_str();
        for block in self.report.blocks.iter().filter(|block| block.kept) {
            let words = self.words(block.start, block.end, "block");
            rest = rest.trim_start();
            let after = rest.strip_prefix(words);
            let Some(after) = after else {
                panic!("cleaned.text lacks {} at {}", short(words), short(rest));
            };
            rest = after;
        }
        let rest = rest.trim();
        assert!(rest.is_empty(), "cleaned.text has more than the kept blocks: {}", short(rest));
    }

    /// Each stands in a block that was cut, once, and leads to nothing that could act.
    fn links(&self) {
        let mut known = std::collections::HashSet::new();
        for link in &self.report.links {
            let words = self.words(link.start, link.end, "link");
            assert!(words == link.title, "the title is not what stands there: {}", short(words));
            let block =
                self.report.blocks.iter().find(|b| b.start <= link.start && link.end <= b.end);
            assert!(block.is_some_and(|b| !b.kept), "{link:?} lies in no cut block: {block:?}");
            assert!(known.insert((&link.title, &link.target)), "a link twice: {link:?}");
            if let Some(target) = &link.target {
                let scheme = target.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
                let names = |s: &String| {
                    let signs = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
                    s.starts_with(|c: char| c.is_ascii_alphabetic()) && s.chars().all(signs)
                };
                let leads = scheme.filter(names).is_none_or(|s| s == "http" || s == "https");
                assert!(leads && !target.is_empty(), "no page: {link:?}");
                assert!(!target.contains(char::is_control), "signs unseen: {link:?}");
                assert_eq!(self.report.document.format, Format::Html, "{link:?}");
            }
        }
    }

    fn quotes(&self) {
        let quotes = &self.report.quotes;
        assert!(quotes.is_sorted_by_key(|quote| quote.start), "quotes are out of order");
        for (nth, quote) in quotes.iter().enumerate() {
            let content = Range { start: quote.start, end: quote.end };
            let stands = self.kept(content, "quote");
            assert!(stands == quote.text, "the quote is not what stands there: {}", short(stands));
            assert!(quote.text.chars().any(char::is_alphanumeric), "no words: {quote:?}");
            assert!(!quote.reason.trim().is_empty(), "no reason: {quote:?}");
            share(quote.confidence, "quote");
            if let Some(speaker) = &quote.speaker {
                match speaker.range() {
                    Some(range) => drop(self.kept(range, "speaker")),
                    None => assert!(
                        quote.by_user.contains(&QuoteChange::Speaker) && speaker.entity.is_some(),
                        "named nowhere, and not by the user: {quote:?}"
                    ),
                }
                assert!(!speaker.name.trim().is_empty(), "a speaker without a name: {quote:?}");
                if let Some(id) = speaker.entity {
                    let entity = self.report.entities.iter().find(|entity| entity.id == id);
                    assert_eq!(entity.map(|e| &e.name), Some(&speaker.name), "{quote:?}");
                }
            }
            if let Some(cue) = &quote.cue {
                let range = Range { start: cue.start, end: cue.end };
                assert_eq!(self.kept(range, "cue"), cue.text, "the cue is what stands there");
                self.apart(quote, range);
            }
            assert!(quote.topics.len() <= 3, "topics without end: {quote:?}");
            for (at, code) in quote.topics.iter().enumerate() {
                assert!(self.report.topic(code).is_some(), "of no section: {quote:?}");
                assert!(!quote.topics[..at].contains(code), "a topic twice: {quote:?}");
            }
            if let Some(earlier) = quote.continues {
                assert!((earlier as usize) < nth, "a quote goes on with a later one: {quote:?}");
            }
            if let Some(outer) = quote.inside {
                let outer = quotes.get(outer as usize).filter(|_| outer as usize != nth);
                let holds = outer.is_some_and(|o| o.start <= quote.start && quote.end <= o.end);
                assert!(holds, "inside a quote that does not hold it: {quote:?} in {outer:?}");
            }
        }
    }

    /// A cue stands outside of its own quote, or in an aside that one pair of marks holds
    /// (« C’est une idée, explique Ekström, qui tient. »): a comma, dash or stop sets it
    /// off, and words are said beside it and who speaks.
    fn apart(&self, quote: &ReportQuote, cue: Range) {
        if cue.end <= quote.start || quote.end <= cue.start {
            return;
        }
        let inside = quote.start <= cue.start && cue.end <= quote.end;
        assert!(inside, "a cue half inside its own quote: {quote:?}");
        let slice = |start: u32, end: u32| self.text.get(start as usize..end as usize);
        let before = slice(quote.start, cue.start).unwrap_or_default().trim_end();
        let marks = [',', '.', '!', '?', '…', '-', '–', '—', '―'];
        assert!(before.ends_with(marks), "a cue amid its own quote: {quote:?}");
        // Whom the user names instead may stand anywhere.
        let speaker = quote.speaker.as_ref().and_then(|s| s.range());
        let named = speaker
            .filter(|s| quote.start <= s.start && s.end <= quote.end && quote.by_user.is_empty());
        let aside =
            named.map_or(cue, |s| Range { start: cue.start.min(s.start), end: cue.end.max(s.end) });
        let said = [slice(quote.start, aside.start), slice(aside.end, quote.end)];
        let says = |words: &str| words.contains(char::is_alphanumeric);
        assert!(said.into_iter().flatten().any(says), "nothing but its cue: {quote:?}");
    }

    fn entities(&self) {
        let order = |range: &Range| (range.start, range.end);
        for (nth, entity) in self.report.entities.iter().enumerate() {
            assert_eq!(entity.id as usize, nth, "ids are places in the list");
            assert!(!entity.name.trim().is_empty(), "no name: {entity:?}");
            let added = entity.by_user.contains(&EntityChange::Added);
            assert!(added || !entity.mentions.is_empty(), "never mentioned: {entity:?}");
            self.counted(entity);
            if let Some(gender) = entity.gender {
                self.kept(Range { start: gender.start, end: gender.end }, "gender");
            }
            assert!(entity.roles.is_sorted_by_key(order), "roles out of order: {entity:?}");
            assert!(entity.mentions.is_sorted_by_key(order), "mentions out of order: {entity:?}");
            for mention in &entity.mentions {
                self.kept(*mention, "mention");
            }
            for role in &entity.roles {
                self.kept(*role, "role");
            }
            let mut aliases = entity.aliases.clone();
            aliases.sort();
            aliases.dedup();
            assert_eq!(aliases.len(), entity.aliases.len(), "an alias twice: {entity:?}");
            assert!(!entity.aliases.contains(&entity.name), "its own alias: {entity:?}");
        }
    }

    /// Quotes and words are those of the quotes that have it for a speaker.
    fn counted(&self, entity: &ReportEntity) {
        let says = |quote: &&ReportQuote| {
            quote.is_speech() && quote.speaker.as_ref().is_some_and(|s| s.entity == Some(entity.id))
        };
        let (mut quotes, mut count) = (0, 0);
        for quote in self.report.quotes.iter().filter(says) {
            quotes += u32::from(quote.continues.is_none());
            count += if quote.inside.is_none() { words(&quote.text) as u32 } else { 0 };
        }
        assert_eq!((entity.quotes, entity.words), (quotes, count), "{entity:?}");
    }

    fn topics(&self) {
        self.topic_list(&self.report.topics);
        let mut last = 0;
        for section in &self.report.sections {
            self.words(section.start, section.end, "section");
            assert!(last <= section.start, "sections overlap: {section:?}");
            last = section.end;
            self.topic_list(&section.topics);
        }
        let phrases = self.report.phrases.iter();
        for phrase in phrases.chain(self.report.sections.iter().flat_map(|s| &s.phrases)) {
            share(phrase.weight, "phrase");
            assert!(!phrase.evidence.is_empty(), "no evidence: {phrase:?}");
            for range in &phrase.evidence {
                self.kept(*range, "evidence of a phrase");
            }
        }
    }

    fn topic_list(&self, topics: &[ReportTopic]) {
        for topic in topics {
            let digits = topic.code.bytes().all(|byte| byte.is_ascii_digit());
            assert!(topic.code.len() == 8 && digits, "no Media Topic's code: {topic:?}");
            share(topic.weight, "topic");
            share(topic.confidence, "topic");
            assert!(!topic.evidence.is_empty(), "no evidence: {topic:?}");
            for range in &topic.evidence {
                self.kept(*range, "evidence of a topic");
            }
        }
        assert!(topics.is_sorted_by(|a, b| a.weight >= b.weight), "topics out of order");
    }

    fn rest(&self) {
        for evidence in &self.report.metadata.evidence {
            self.words(evidence.start, evidence.end, "metadata");
        }
        for notice in &self.report.notices {
            assert!(!notice.message.trim().is_empty(), "a notice without words: {notice:?}");
            if let (Some(start), Some(end)) = (notice.start, notice.end) {
                let range = self.text.get(start as usize..end as usize);
                assert!(range.is_some(), "a notice about no slice: {notice:?}");
            }
        }
    }

    /// Runs in order, on boundaries of both texts, and one for every byte with ink.
    fn source_map(&self, source: &str) {
        let (mut text_at, mut source_at) = (0, 0);
        for run in &self.report.document.source_map {
            assert!(text_at <= run.start && run.start < run.end, "runs overlap: {run:?}");
            assert!(source_at <= run.source_start, "runs overlap in the source: {run:?}");
            self.white(text_at, run.start, "text of no run");
            (text_at, source_at) = (run.end, run.source_end);
            let from = source.get(run.source_start as usize..run.source_end as usize);
            let Some(from) = from else { panic!("no slice of the source: {run:?}") };
            let to = self.text.get(run.start as usize..run.end as usize);
            let Some(to) = to else { panic!("no slice of the text: {run:?}") };
            assert!(!from.is_empty(), "text out of nothing: {run:?}");
            let changes = |c: char| matches!(c, '&' | '\\' | '\0') || c.is_whitespace();
            let same = from == to || from.contains(changes);
            assert!(same, "{} came from {}: {run:?}", short(to), short(from));
        }
        self.white(text_at, self.text.len() as u32, "text after the last run");
    }
}

/// The start of `words`: hostile inputs are long.
fn short(words: &str) -> String {
    format!("{:?}", words.chars().take(60).collect::<String>())
}

fn share(value: f32, what: &str) {
    assert!((0.0..=1.0).contains(&value), "{what}: {value} is not between 0 and 1");
}
