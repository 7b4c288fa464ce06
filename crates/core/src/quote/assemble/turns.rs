//! Turns of a printed conversation: paragraphs of the form "Name: words".
//!
//! What: paragraphs that open with a person's name, "Q" or "A" and a colon, where
//! at least two do and they read as a talk: one speaker has two turns, or someone
//! asks. Why so strict: cast lists and marks for players look the same. Known
//! miss: a turn's second paragraph, which repeats no name.

use std::collections::BTreeMap;

use verbatim_lexicon::Lexicon;

use super::{
    super::{
        Quote, QuoteKind, Speaker,
        clause::{Paragraph, Part},
    },
    Draft, Station,
};
use crate::{
    Span,
    clean::Verdict,
    entity::{EntityId, EntityKind, MentionForm},
};

/// A name before a colon is no longer, in bytes.
const LONGEST_LABEL: usize = 64;
/// A label in capitals is looked for among the first so many entities.
const MOST_PEOPLE: usize = 200;

/// One turn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Turn {
    /// The words before the colon.
    label: Span,
    entity: Option<EntityId>,
    content: Span,
}

/// Who speaks, for counting: a person, or "Q" and "A" by their letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Voice {
    Person(u32),
    Letter(u8),
}

impl Station<'_> {
    /// The article's turns, by paragraph; empty where it is no conversation.
    pub(super) fn turns(&self) -> BTreeMap<usize, Turn> {
        let mut turns = BTreeMap::new();
        let mut counts: BTreeMap<Voice, usize> = BTreeMap::new();
        let mut asks = false;
        for index in 0..self.sentences.paragraphs.len() {
            let Some((voice, turn)) = self.turn(index) else { continue };
            asks |= turn.content.of(self.sentences.text).contains('?');
            *counts.entry(voice).or_default() += 1;
            turns.insert(index, turn);
        }
        let talk = turns.len() > 1 && (asks || counts.values().any(|&count| count > 1));
        if talk { turns } else { BTreeMap::new() }
    }

    fn turn(&self, index: usize) -> Option<(Voice, Turn)> {
        let text = self.sentences.text;
        let block = self.sentences.paragraphs.get(index)?;
        if matches!(block.verdict, Verdict::Headline | Verdict::Heading | Verdict::PullQuote) {
            return None;
        }
        // A conversation that is quoted as a whole has a mark before each turn.
        let marks = ['"', '“', '«', '„'];
        let whole = block.span.of(text);
        let mark = whole.len() - whole.trim_start_matches(marks).len();
        let start = block.span.start() + mark;
        let words = whole.get(mark..)?;
        let head = words.as_bytes().get(..LONGEST_LABEL.min(words.len()))?;
        if !head.iter().fold(false, |found, &byte| found | (byte == b':')) {
            return None;
        }
        let colon = head.iter().position(|&byte| byte == b':')?;
        let label = Span::between(start, start + colon).trim(text);
        let said = words.get(colon + 1..)?.trim();
        let said = if mark > 0 { said.trim_end_matches(['"', '”', '»']) } else { said };
        let from = start + colon + 1;
        let from =
            from + words.get(colon + 1..)?.len() - words.get(colon + 1..)?.trim_start().len();
        let content = Span::between(from, from + said.len());
        if !words.get(colon + 1..)?.starts_with(char::is_whitespace)
            || !said.ends_with(['.', '?', '!', '…', ')', '—', '–', '-', '”', '"'])
            || said.starts_with(['“', '"', '«', '„', '‘', '\''])
        {
            return None;
        }
        if let letter @ ("Q" | "A") = label.of(text) {
            let voice = Voice::Letter(letter.bytes().next()?);
            return Some((voice, Turn { label, entity: None, content }));
        }
        let named =
            self.entities.mentions.get(self.entities.mentions_in(label))?.iter().find(|m| {
                m.span == label
                    && self.entities.is_person(m)
                    && !matches!(m.form, MentionForm::Description | MentionForm::Pronoun)
            });
        let entity = named.map(|m| m.entity).or_else(|| self.in_capitals(label.of(text)))?;
        Some((Voice::Person(entity.0), Turn { label, entity: Some(entity), content }))
    }

    /// "EKSTRÖM": the one person of that surname.
    fn in_capitals(&self, label: &str) -> Option<EntityId> {
        let surname = label.split_whitespace().next_back()?;
        if surname.chars().count() < 3 || label.chars().any(char::is_lowercase) {
            return None;
        }
        let surname = surname.to_lowercase();
        let mut people = self.entities.list.iter().take(MOST_PEOPLE).filter(|e| {
            e.kind == EntityKind::Person
                && e.name
                    .split_whitespace()
                    .next_back()
                    .is_some_and(|w| w.to_lowercase() == surname)
        });
        let one = people.next()?;
        people.next().is_none().then_some(one.id)
    }

    /// Enters a turn, with what stands between marks in it.
    pub(super) fn push_turn(
        &mut self,
        turn: Turn,
        index: usize,
        lexicon: &Lexicon,
        words: &mut Paragraph,
    ) {
        let text = self.sentences.text;
        let label = turn.label.of(text);
        let mut reason = format!("A turn of a conversation: “{label}” stands before it.");
        if let Some(entity) = turn.entity {
            if let Some(name) = self.entities.get(entity).map(|e| e.name.as_str())
                && !label.contains(name)
            {
                reason.push_str(&format!(" “{label}” is {name}."));
            }
            self.resolver.salience.spoke.push((entity, index));
        }
        self.before = turn.entity.map(|entity| Station::voice_named(turn.label, entity));
        let draft = self.out.list.len();
        self.out.list.push(Draft {
            quote: Quote {
                content: turn.content,
                kind: QuoteKind::Block,
                cue: None,
                speaker: Some(Speaker { mention: turn.label, entity: turn.entity }),
                confidence: if turn.entity.is_some() { 0.9 } else { 0.6 },
                reason,
                continues: None,
                inside: None,
            },
            paragraph: index,
            quoted: None,
        });
        let first_quote = self.quoted.partition_point(|q| q.paragraph < index);
        if self.quoted.get(first_quote).is_some_and(|q| q.paragraph == index) {
            let tokens = self.sentences.tokens_in(turn.content);
            let part = Part { paragraph: index, tokens, inside: None, first_quote };
            self.inner_quotes(lexicon, words, &part, Some(draft));
        }
    }
}
