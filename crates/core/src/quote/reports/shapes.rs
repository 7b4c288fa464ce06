//! How a verb and its subject are built: passives without their auxiliary, plurals.

use verbatim_lexicon::{Classes, CueClass, Grammar, TextSet, WordSet};

use super::{Reader, Report};
use crate::{
    entity::{EntityKind, MentionForm, MentionId},
    index::{Index, Places, Steps},
    quote::{
        clause::{Item, ItemId},
        phrase::Phrase,
    },
};

impl Reader<'_> {
    /// Whether a form in -ed tells what is said of the noun before it, as a passive
    /// without its auxiliary: "reported by", "described as", "accused of".
    pub(super) fn is_reduced(&self, index: ItemId, ceiling: ItemId) -> bool {
        let Some(next) = self.item(index + 1).filter(|_| index + 1 < ceiling) else {
            return false;
        };
        if !next.is(Grammar::PREPOSITION) {
            // "a company called Tidewater"
            return next.is_capital()
                && self.begins(index, TextSet::CalledStems)
                && self.names_thing(index);
        }
        if next.is_small(WordSet::By) {
            self.phrase_after(index + 2, ceiling).is_some_and(|p| p.able)
        } else if next.is_small(WordSet::As) {
            self.begins(index, TextSet::DescribedStems)
        } else {
            next.is_small(WordSet::Of) && self.begins(index, TextSet::AccusedStems)
        }
    }

    /// "a company ‹called› Tidewater", "the pier, now ‹called› “Long Ebb”": a thing that
    /// nobody has named before is given its name.
    fn names_thing(&self, index: ItemId) -> bool {
        let article = (index.saturating_sub(4)..index)
            .steps()
            .rev()
            .find(|&i| self.item(i).is_none_or(|i| i.is(Grammar::DETERMINER) || !i.is_word()));
        article.is_some_and(|at| {
            at + 1 < index
                && self.is_in(at, WordSet::NamingArticles)
                && (at + 1..index)
                    .steps()
                    .all(|i| self.item(i).is_some_and(|i| i.mention.is_none()))
        })
    }

    /// Whether the subject tells what the verb reports. "Show" and "indicate" are as
    /// often said of what happened, which nobody says: "the vote showed".
    pub(super) fn may_tell(&self, report: &Report) -> bool {
        let Some(subject) = &report.subject else { return true };
        let doubtful = if subject.able { TextSet::ShowStems } else { TextSet::ShowingStems };
        !self.begins(report.cue.start, doubtful) || self.is_document(subject)
    }

    /// "the report", "a poll of sailors": words or figures that someone set down.
    pub(in crate::quote) fn is_document(&self, phrase: &Phrase) -> bool {
        phrase.items.clone().steps().any(|i| {
            self.item(i).is_some_and(|i| i.cue.is_some_and(|c| c.class == CueClass::Noun))
                || self.is_in(i, WordSet::DocumentNouns)
        })
    }

    pub(super) fn may_be_plural(&self, subject: &Phrase) -> bool {
        let plural = |item: &Item| {
            let words = self.words(item);
            item.is_in(WordSet::PluralSubjects)
                || words == "%"
                || item.classes.any(Classes::PLURAL)
                || (words.len() > "’s".len()
                    && self.ends(item, TextSet::PluralEndings)
                    && !self.ends(item, TextSet::SingularEndings)
                    // "Friends say": the capital is the sentence's.
                    && (!item.is_capital()
                        || item.mention.is_none() && item.classes.any(Classes::SENTENCE_INITIAL)
                        || item.mention.is_some_and(|m| self.is_group(m))))
        };
        // The last word, or that before "close to the mayor", "of the town".
        let last = subject.items.end.checked_sub(1);
        let head = subject.items.clone().steps().find(|&i| self.item(i).is_some_and(plural));
        subject.joint
            || last.is_some_and(|i| self.item(i).is_some_and(plural))
            || head.is_some_and(|i| {
                self.item(i + 1).is_some_and(|i| {
                    i.is(Grammar::PREPOSITION) || !i.is_capital() && i.mention.is_none()
                })
            })
    }

    /// Whether the mention is a people or party, which has a plural: "Democrats".
    fn is_group(&self, mention: MentionId) -> bool {
        self.entities.mentions.at(mention).is_some_and(|m| {
            m.form == MentionForm::Demonym
                || self.entities.get(m.entity).is_some_and(|e| e.kind == EntityKind::Organisation)
        })
    }
}
