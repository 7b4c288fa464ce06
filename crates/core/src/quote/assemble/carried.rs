//! Who speaks where no report is in the quote's own sentence: whoever spoke or was
//! the subject last, near by, and less surely so the further away.

use crate::{index::Steps, segment::ParagraphId};
use std::ops::Range;

use super::{
    super::{
        attribution::Place,
        clause::{ItemId, ItemKind},
        kind::Shape,
        reader::Reader,
        reason::Because,
        report::How,
    },
    Station, Voice,
};

impl Station<'_> {
    /// Whether the quote is its whole sentence, insertions in brackets aside.
    pub(super) fn stands_alone(
        &self,
        reader: &Reader<'_>,
        unit: &Range<ItemId>,
        at: ItemId,
    ) -> bool {
        let mut depth = 0usize;
        unit.clone().steps().all(|i| {
            let Some(item) = reader.paragraph.get(i) else { return true };
            match item.kind {
                ItemKind::OpenBracket => depth += 1,
                ItemKind::CloseBracket => depth = depth.saturating_sub(1),
                _ => {}
            }
            i == at || depth > 0 || !item.is_word()
        })
    }

    /// Who speaks where no report is in the sentence and the quote is all of it.
    pub(super) fn carried(
        &self,
        reader: &Reader<'_>,
        nth: usize,
        index: ParagraphId,
    ) -> Option<(Voice, Because, f32)> {
        if let Some(voice) = &self.here {
            return Some((voice.clone(), Because::SameParagraph, 0.9));
        }
        let before = nth.checked_sub(1).and_then(|n| reader.paragraph.units.get(n));
        if let Some(before) = before {
            let phrase = reader
                .reports(before)
                .into_iter()
                .rfind(|r| r.subject.is_some() && !matches!(r.how, How::Source | How::Participle))
                .and_then(|r| r.subject)
                .or_else(|| reader.clause_subject(before, before.end))?;
            let voice = self.voice_of(&phrase, None, phrase.span, index);
            return Some((voice, Because::SentenceBefore, 0.65)).filter(|_| phrase.able);
        }
        if let Some(voice) = &self.colon {
            return Some((voice.clone(), Because::ColonBefore, 0.85));
        }
        let before = self.before.clone().filter(|voice| voice.able);
        before.map(|voice| (voice, Because::ParagraphBefore, 0.5))
    }

    /// Words between marks in a sentence without a report: its subject may say them.
    pub(super) fn of_subject(
        &self,
        reader: &Reader<'_>,
        unit: &Range<ItemId>,
        at: ItemId,
        shape: Shape,
        index: ParagraphId,
    ) -> Option<(Voice, Because, f32)> {
        if shape.words < 3 {
            return None;
        }
        if let Some(phrase) = reader.clause_subject(unit, at) {
            let voice = self.voice_of(&phrase, None, phrase.span, index);
            return Some((voice, Because::Report(Place::Subject, How::Before), 0.55))
                .filter(|_| phrase.able);
        }
        let voice = self.here.clone().or_else(|| self.reported.clone())?;
        Some((voice, Because::SameParagraph, 0.5))
    }
}
