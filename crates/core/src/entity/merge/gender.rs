//! Gender that pronouns tell, for people whose given name and titles don't; and the
//! pronouns that bear a given name out, which alone lets guess.
//!
//! "Sanja Vukovic opened ‹her› shop": the first person whom a paragraph names,
//! and the pronoun before anyone else is named. Why so narrow: behind a second
//! name a pronoun may mean either; between marks others speak.

use verbatim_lexicon::WordSet;

use super::Merge;
use crate::{
    Span,
    entity::{EntityKind, Gender, Mention, MentionForm},
    index::{Index, Places},
    segment::{ParagraphId, TokenKind},
};

/// A pronoun is looked for among so many tokens.
const NEAR: usize = 40;
/// What one pronoun counts; a title counts more. Set by hand.
const VOTE: f32 = 0.5;

impl Merge<'_> {
    /// Adds what pronouns tell to what is known of each person's gender.
    pub(super) fn hear_pronouns(&mut self) {
        let mut paragraph = ParagraphId::END;
        for at in 0..self.mentions.len() {
            let Some(mention) = self.mentions.get(at).copied() else { break };
            let here = self.sentences.sentences.at(mention.sentence).map(|s| s.paragraph);
            let Some(here) = here.filter(|here| *here != paragraph && self.names_person(&mention))
            else {
                continue;
            };
            paragraph = here;
            let Some(gathered) = self.gathered.get(mention.entity.0 as usize) else { continue };
            let guess = gathered.gender();
            if guess.is_some_and(|guess| gathered.shown(guess).is_some()) {
                continue;
            }
            let Some((gender, pronoun)) = self.pronoun_behind(at, &mention, here) else {
                continue;
            };
            let Some(gathered) = self.gathered.get_mut(mention.entity.0 as usize) else { continue };
            // What contradicts a given name may as well be of somebody else.
            let vote = if guess.is_none() { VOTE } else { 0.0 };
            if guess.is_none_or(|guess| guess == gender) {
                match gender {
                    Gender::Female => gathered.is_female(vote, pronoun),
                    Gender::Male => gathered.is_male(vote, pronoun),
                }
            }
        }
    }

    fn names_person(&self, mention: &Mention) -> bool {
        matches!(mention.form, MentionForm::Name | MentionForm::Short)
            && self.list.get(mention.entity.0 as usize) == Some(&EntityKind::Person)
    }

    /// The "she" or "he" that follows in the paragraph before anyone else is named.
    fn pronoun_behind(
        &self,
        at: usize,
        mention: &Mention,
        paragraph: ParagraphId,
    ) -> Option<(Gender, Span)> {
        let others = self.mentions.iter().skip(at + 1).take(NEAR);
        let other = others
            .filter(|m| {
                m.entity != mention.entity
                    && self.list.get(m.entity.0 as usize) == Some(&EntityKind::Person)
            })
            .map(|m| m.span.start())
            .next()
            .unwrap_or(usize::MAX);
        let end = self.sentences.paragraphs.at(paragraph)?.span.end().min(other);
        let sentence = self.sentences.sentences.at(mention.sentence)?;
        let tokens = self.sentences.tokens.get(sentence.tokens.start.get()..)?.iter();
        let behind = tokens.skip_while(|t| t.span.start() < mention.span.end());
        for token in behind.take(NEAR).take_while(|t| t.span.start() < end) {
            let word = token.span.of(self.sentences.text);
            if token.kind == TokenKind::Mark && word.starts_with(['“', '"', '„', '«', '‘', '`'])
            {
                return None;
            }
            let sets = self.lexicon.sets.of(token.word);
            if sets.has(WordSet::FemalePronouns) {
                return Some((Gender::Female, token.span));
            }
            if sets.has(WordSet::MalePronouns) {
                return Some((Gender::Male, token.span));
            }
        }
        None
    }
}
