//! Quotes as the reader counts them, and who speaks how much.

use std::{cell::Cell, collections::BTreeMap};

use verbatim_core::{
    Report,
    correct::QuoteChange,
    quote::QuoteKind,
    report::{Range, ReportEntity, ReportQuote},
};

use crate::text::words;

/// How many speakers have a colour of their own.
pub const SLOTS: usize = 6;

/// One card: a quote with those that go on with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Its quotes, as indices into the report's, in order.
    pub quotes: Vec<usize>,
    /// How it is quoted.
    pub kind: QuoteKind,
    /// Who speaks, as an index into the speakers; `None` where the text does not tell.
    pub speaker: Option<usize>,
    /// The words for a speaker who is no one to be counted: a pronoun, a place.
    pub called: Option<String>,
    /// How sure, 0 to 1: as sure as its least sure quote.
    pub confidence: f32,
    /// Whether it stands inside another quote.
    pub nested: bool,
    /// Whether the user set the speaker.
    pub set: bool,
    /// Whether the user says that it is right.
    pub confirmed: bool,
    /// Whether the user says that it is no quote.
    pub rejected: bool,
}

impl Card {
    /// Its words between the article's own marks, with an ellipsis where the text breaks
    /// off and goes on.
    pub fn text(&self, report: &Report) -> String {
        let mut out = String::new();
        let mut last: Option<&ReportQuote> = None;
        for quote in self.quotes.iter().filter_map(|&q| report.quotes.get(q)) {
            if let Some(last) = last {
                let gap = report.document.text.get(last.end as usize..quote.start as usize);
                // Nothing but marks and a line break between: the quote goes on in a new paragraph.
                let spoken = gap.is_some_and(|g| g.contains(char::is_alphanumeric));
                out.push_str(if spoken { " … " } else { "\n" });
            }
            out.push_str(quote.printed(&report.document.text));
            last = Some(quote);
        }
        out
    }

    /// How sure, as a word, or whose word it is.
    pub fn how_sure(&self) -> &'static str {
        match (self.confirmed, self.set) {
            (true, _) => "confirmed by you",
            (false, true) => "speaker set by you",
            (false, false) => super::words::confidence(self.confidence),
        }
    }

    /// Who says it, as far as that can be said: a name, else the article's own word
    /// for somebody who is nobody by name ("they").
    pub fn says<'a>(&'a self, speakers: &'a [Speaker]) -> Option<&'a str> {
        let speaker = self.speaker.and_then(|speaker| speakers.get(speaker));
        speaker.map(|speaker| speaker.name.as_str()).or(self.called.as_deref())
    }

    /// Its quotes' ranges.
    pub fn ranges<'a>(&'a self, report: &'a Report) -> impl Iterator<Item = Range> + 'a {
        let quotes = self.quotes.iter().filter_map(|&q| report.quotes.get(q));
        quotes.map(|q| Range { start: q.start, end: q.end })
    }
}

/// Someone who speaks.
#[derive(Debug, Clone, PartialEq)]
pub struct Speaker {
    /// The entity's id, where it is known.
    pub entity: Option<u32>,
    /// The full name, or the place with that it is its government.
    pub name: String,
    /// Their other names.
    pub aliases: Vec<String>,
    /// The words that first name them as a speaker, where there are some.
    pub named: Option<Range>,
    /// One or two letters.
    pub initials: String,
    /// The role that stands with the name, where one does.
    pub role: Option<String>,
    /// How many words are quoted.
    pub words: usize,
    /// Their part of all quoted words that have a speaker, 0 to 1.
    pub share: f32,
    /// 1 to 6 for a colour of their own, 0 for the others'. Given once, when the
    /// reading comes to its document.
    pub slot: Cell<usize>,
}

/// Who speaks, most words first.
pub fn speakers(report: &Report) -> Vec<Speaker> {
    let mut speakers: Vec<Speaker> = Vec::new();
    let mut known: BTreeMap<(Option<u32>, String), usize> = BTreeMap::new();
    for quote in report.quotes.iter().filter(|quote| !quote.is_rejected()) {
        let Some(speaker) = quote.speaker.as_ref().filter(|s| s.kind.is_someone()) else {
            continue;
        };
        let at = *known.entry(key(speaker.entity, &speaker.shown())).or_insert_with(|| {
            let entity = speaker
                .entity
                .and_then(|id| report.entities.get(id as usize).filter(|e| e.id == id));
            let role = entity.and_then(|e| e.roles.first());
            speakers.push(Speaker {
                entity: speaker.entity,
                name: speaker.shown().into_owned(),
                aliases: aliases(entity, &speaker.shown()),
                named: speaker.range(),
                initials: initials(&speaker.name),
                role: role.map(|r| r.of(&report.document.text).to_owned()),
                words: 0,
                share: 0.0,
                slot: Cell::new(0),
            });
            speakers.len() - 1
        });
        // Words inside another quote are counted there.
        if quote.is_speech() && quote.inside.is_none() {
            speakers[at].words += words(&quote.text);
        }
    }
    let all: usize = speakers.iter().map(|s| s.words).sum();
    speakers.sort_by_key(|s| std::cmp::Reverse(s.words));
    for speaker in &mut speakers {
        speaker.share = speaker.words as f32 / all.max(1) as f32;
    }
    speakers
}

/// The names of an entity but for the one that is shown.
fn aliases(entity: Option<&ReportEntity>, shown: &str) -> Vec<String> {
    let names = entity.into_iter().flat_map(|e| std::iter::once(&e.name).chain(&e.aliases));
    names.filter(|name| *name != shown).cloned().collect()
}

/// What tells one speaker from another: the entity, else the words.
fn key(entity: Option<u32>, name: &str) -> (Option<u32>, String) {
    (entity, if entity.is_some() { String::new() } else { name.to_lowercase() })
}

/// The first letters of the first and last word of a name.
fn initials(name: &str) -> String {
    let words = name.split_whitespace().filter(|w| !matches!(*w, "the" | "The" | "a" | "A"));
    let mut letters = words.filter_map(|w| w.chars().find(|c| c.is_alphanumeric()));
    let first = letters.next();
    let last = letters.next_back();
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

/// All cards: speech, and the quiet ones.
pub fn cards(report: &Report, speakers: &[Speaker]) -> (Vec<Card>, Vec<Card>) {
    let by_key: BTreeMap<_, _> =
        speakers.iter().enumerate().map(|(at, s)| (key(s.entity, &s.name), at)).collect();
    let mut cards: Vec<Card> = Vec::new();
    let mut card_of: Vec<usize> = Vec::with_capacity(report.quotes.len());
    for (index, quote) in report.quotes.iter().enumerate() {
        let named = quote.speaker.as_ref();
        let someone = named.filter(|s| s.kind.is_someone());
        let speaker = someone.and_then(|s| by_key.get(&key(s.entity, &s.shown())).copied());
        let called = named.filter(|s| !s.kind.is_someone()).map(|s| s.name.clone());
        let earlier = quote.continues.and_then(|q| card_of.get(q as usize).copied());
        if let Some((at, card)) = earlier.and_then(|at| Some((at, cards.get_mut(at)?))) {
            card.quotes.push(index);
            card.speaker = card.speaker.or(speaker);
            card.called = card.called.take().or(called);
            card.confidence = card.confidence.min(quote.confidence);
            card_of.push(at);
        } else {
            card_of.push(cards.len());
            cards.push(Card {
                quotes: vec![index],
                kind: quote.kind,
                speaker,
                called,
                confidence: quote.confidence,
                nested: quote.inside.is_some(),
                set: quote.by_user.contains(&QuoteChange::Speaker),
                confirmed: quote.by_user.contains(&QuoteChange::Confirmed),
                rejected: quote.is_rejected(),
            });
        }
    }
    let quiet = |card: &Card| match card.kind {
        QuoteKind::Headline => true,
        QuoteKind::Scare => card.speaker.is_none() || !card.set,
        _ => false,
    };
    cards.into_iter().partition(|card| !quiet(card))
}

#[cfg(test)]
mod tests {
    use verbatim_core::{
        Report,
        quote::{QuoteKind, SpeakerKind},
        report::{ReportQuote, ReportSpeaker},
    };

    use super::{cards, initials, speakers};

    fn quote(text: &str, whole: &str, speaker: Option<&str>, kind: QuoteKind) -> ReportQuote {
        let start = whole.find(text).expect("the quote stands in the text") as u32;
        ReportQuote {
            start,
            end: start + text.len() as u32,
            text: text.to_owned(),
            kind,
            speaker: speaker.map(|name| ReportSpeaker {
                name: name.to_owned(),
                kind: SpeakerKind::Named,
                entity: None,
                start: None,
                end: None,
            }),
            cue: None,
            confidence: 0.9,
            reason: String::new(),
            by_user: Vec::new(),
            continues: None,
            inside: None,
            topics: Vec::new(),
        }
    }

    #[test]
    fn quotes_that_go_on_are_one_card_and_words_are_counted_once() {
        let text = "“One two,” said Ada. “Three.”\n“Four” and “so-called” five, said Bo.";
        let mut report = Report::default();
        report.document.text = text.to_owned();
        report.quotes = vec![
            quote("One two,", text, Some("Ada Roe"), QuoteKind::Direct),
            quote("Three.", text, Some("Ada Roe"), QuoteKind::Direct),
            quote("Four", text, None, QuoteKind::Direct),
            quote("so-called", text, None, QuoteKind::Scare),
        ];
        report.quotes[1].continues = Some(0);
        report.quotes[1].confidence = 0.5;
        let speakers = speakers(&report);
        assert_eq!(speakers.len(), 1);
        assert_eq!(speakers[0].words, 3);
        let (speech, quiet) = cards(&report, &speakers);
        assert_eq!(speech.len(), 2);
        assert_eq!(speech[0].text(&report), "“One two,” … “Three.”");
        assert!((speech[0].confidence - 0.5).abs() < 1e-6);
        assert_eq!(speech[1].speaker, None);
        assert_eq!(quiet.len(), 1);
    }

    #[test]
    fn a_quote_that_goes_on_in_a_new_paragraph_has_no_ellipsis() {
        let text = "“One.\n\n“Two,” said Ada.";
        let mut report = Report::default();
        report.document.text = text.to_owned();
        report.quotes = vec![
            quote("One.", text, Some("Ada"), QuoteKind::Direct),
            quote("Two,", text, Some("Ada"), QuoteKind::Direct),
        ];
        report.quotes[1].continues = Some(0);
        let (speech, _) = cards(&report, &speakers(&report));
        assert_eq!(speech[0].text(&report), "“One.\n“Two,”");
    }

    #[test]
    fn initials_are_of_the_first_and_last_word() {
        assert_eq!(initials("Maud van Ekström"), "ME");
        assert_eq!(initials("the ministry"), "M");
        assert_eq!(initials("“"), "");
    }
}
