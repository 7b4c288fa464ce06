//! Turns of a printed conversation: paragraphs of the form "Name: words".
//!
//! What: paragraphs that open with a person's name, "Q", "QUESTION" or the like and a
//! colon, where at least two do and they read as a talk: one speaker has two turns,
//! or someone asks. A paragraph between two turns goes on with the one before it
//! where it says "I" or "we", which the writer does not. Why so strict: cast lists
//! and marks for players look the same. Known miss: a turn's second paragraph without
//! such a word; what stands there may be the writer's own ("She laughs.").

use std::collections::BTreeMap;

use verbatim_lexicon::{Classes, TextSet};

use super::{
    super::{Quote, QuoteKind, Speaker, clause::Part},
    Draft, NEAR, Station,
};
use crate::{
    Span,
    clean::Verdict,
    entity::{EntityId, EntityKind, MentionForm},
    index::{Index, Places},
    segment::ParagraphId,
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
    /// It is a further paragraph of the turn before it.
    goes_on: bool,
}

/// Who speaks, for counting: a person, or a label that names nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Voice {
    Person(u32),
    Label(usize),
}

impl Station<'_> {
    /// The article's turns, by paragraph; empty where it is no conversation.
    pub(super) fn turns(&self) -> BTreeMap<ParagraphId, Turn> {
        let mut turns = BTreeMap::new();
        let mut counts: BTreeMap<Voice, usize> = BTreeMap::new();
        let mut asks = false;
        // Paragraphs that go on with the last turn, if another one follows.
        let mut further = Vec::new();
        let mut last: Option<Turn> = None;
        for (index, _) in self.sentences.paragraphs.each() {
            let Some((voice, turn)) = self.turn(index) else {
                last = last.and_then(|turn| {
                    self.further(index).map(|content| Turn { content, goes_on: true, ..turn })
                });
                further.extend(last.map(|turn| (index, turn)));
                continue;
            };
            asks |= turn.content.of(self.sentences.text).contains('?');
            *counts.entry(voice).or_default() += 1;
            further.push((index, turn));
            turns.extend(further.drain(..));
            last = Some(turn);
        }
        let talk = turns.len() > 1 && (asks || counts.values().any(|&count| count > 1));
        if !talk {
            return BTreeMap::new();
        }
        if let Some(one) = self.interviewed(&turns, &counts) {
            for turn in turns.values_mut() {
                let label = turn.label.of(self.sentences.text);
                if self.lexicon.sets.holds(TextSet::AnsweringLabels, label) {
                    turn.entity = Some(one);
                }
            }
        }
        turns
    }

    /// The words of a paragraph without a label, where the writer cannot have said them.
    fn further(&self, index: ParagraphId) -> Option<Span> {
        let block = self.sentences.paragraphs.at(index)?;
        let first = self.quoted.first_not(|q| q.paragraph < index);
        let here = self.quoted.iter().skip(first.get()).take_while(|q| q.paragraph == index);
        let mut quotes = here.filter(|q| q.inside.is_none()).peekable();
        let tokens = self.sentences.tokens.part(block.tokens.clone());
        let says = tokens.iter().any(|token| {
            while quotes.next_if(|q| q.outer.end() <= token.span.start()).is_some() {}
            let quoted = quotes.peek().is_some_and(|q| q.outer.contains(token.span));
            token.is(Classes::FIRST_PERSON) && !quoted
        });
        let apart = matches!(
            block.verdict,
            Verdict::Headline | Verdict::Heading | Verdict::PullQuote | Verdict::EmbeddedPost
        );
        (says && !apart).then(|| block.span.trim(self.sentences.text))
    }

    /// Who answers where the turns name nobody: the one person named before them.
    fn interviewed(
        &self,
        turns: &BTreeMap<ParagraphId, Turn>,
        counts: &BTreeMap<Voice, usize>,
    ) -> Option<EntityId> {
        if counts.keys().any(|voice| matches!(voice, Voice::Person(_))) {
            return None;
        }
        let start = turns.values().next()?.label.start();
        let mut named = self
            .entities
            .mentions_before(start)
            .take(MOST_PEOPLE)
            .filter(|m| self.entities.is_person(m) && m.form != MentionForm::Description)
            .map(|m| m.entity);
        let one = named.next()?;
        named.all(|other| other == one).then_some(one)
    }

    fn turn(&self, index: ParagraphId) -> Option<(Voice, Turn)> {
        let text = self.sentences.text;
        let block = self.sentences.paragraphs.at(index)?;
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
            || !said.contains(char::is_alphanumeric)
        {
            return None;
        }
        let turn = Turn { label, entity: None, content, goes_on: false };
        let words = label.of(text);
        let labels = |set| self.lexicon.sets.texts(set).iter();
        let mut nobody = labels(TextSet::AskingLabels).chain(labels(TextSet::AnsweringLabels));
        if let Some(label) = nobody.position(|label| *label == words) {
            return Some((Voice::Label(label), turn));
        }
        let named = self.entities.mentions_in(label).iter().find(|m| {
            m.span == label
                && self.entities.is_person(m)
                && !matches!(m.form, MentionForm::Description | MentionForm::Pronoun)
        });
        let entity = named.map(|m| m.entity).or_else(|| self.in_capitals(label.of(text)))?;
        Some((Voice::Person(entity.0), Turn { entity: Some(entity), ..turn }))
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
    pub(super) fn push_turn(&mut self, turn: Turn, index: ParagraphId) {
        let text = self.sentences.text;
        let label = turn.label.of(text);
        let mut reason = if turn.goes_on {
            format!("Goes on with the turn that “{label}” stands before: it says “I” or “we”.")
        } else {
            format!("A turn of a conversation: “{label}” stands before it.")
        };
        if let Some(entity) = turn.entity {
            if let Some(name) = self.entities.get(entity).map(|e| e.name.as_str())
                && !label.contains(name)
            {
                reason.push_str(&format!(" “{label}” is {name}"));
                let only = self.lexicon.sets.holds(TextSet::AnsweringLabels, label);
                reason.push_str(if only { ", whom alone the text names before." } else { "." });
            }
            self.resolver.salience.spoke.push((entity, index));
        }
        self.before = turn.entity.map(|entity| Station::voice_named(turn.label, entity));
        let draft = self.out.list.behind_last();
        let is_turn = |d: &Draft| d.quote.kind == QuoteKind::Block && d.quoted.is_none();
        let before = self.out.list.each().rev().take(NEAR).find(|(_, d)| is_turn(d));
        let continues = before.map(|(at, _)| at).filter(|_| turn.goes_on);
        self.out.list.push(Draft {
            quote: Quote {
                content: turn.content,
                kind: QuoteKind::Block,
                cue: None,
                speaker: Some(Speaker { mention: turn.label, entity: turn.entity }),
                confidence: if turn.entity.is_some() { 0.9 } else { 0.6 },
                reason,
                continues,
                inside: None,
            },
            paragraph: index,
            quoted: None,
        });
        // The mark before the label of a conversation that is quoted as a whole is passed over.
        let start = turn.content.start();
        let first_quote = self.quoted.first_not(|q| q.outer.start() < start);
        if self.quoted.at(first_quote).is_some_and(|q| q.paragraph == index) {
            let tokens = self.sentences.tokens_in(turn.content);
            let part = Part { paragraph: index, tokens, inside: None, first_quote };
            self.inner_quotes(&part, Some(draft));
        }
    }
}
