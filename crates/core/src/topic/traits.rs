//! [`Traits`]: what the spelling of a word says of it, as bits that are found
//! once for each distinct word, however often it stands.

use verbatim_lexicon::{Habits, SetBits, Sets, TextSet, WordSet};

/// A set of traits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Traits(u32);

macro_rules! traits {
    ($($(#[$doc:meta])* $name:ident = $bit:literal;)*) => {
        impl Traits {
            $($(#[$doc])* pub(super) const $name: Self = Self(1 << $bit);)*
        }
    };
}

traits! {
    /// A mark, no word.
    MARK = 0;
    /// A function word of the article's language.
    FUNCTION = 1;
    /// Can join two nouns into one phrase in the article's language ("of", "de").
    JOINT = 2;
    /// An article that may follow a joint ("de la").
    ARTICLE = 3;
    /// An English determiner: a participle after it belongs to the noun.
    DETERMINER = 4;
    /// A verb after it has no ending ("to", "will").
    BEFORE_INFINITIVE = 5;
    /// Can stand between an issue and the place that it is about ("against").
    BEFORE_PLACE = 6;
    /// "the".
    THE = 7;
    /// "and".
    AND = 8;
    /// "between".
    BETWEEN = 9;
    /// A name of the relations between countries ("ties").
    RELATIONS = 10;
    /// As [`Self::RELATIONS`], as which an adjective can go before it.
    RELATIONS_NOUN = 11;
    /// What all relations between countries are ("bilateral").
    BILATERAL = 12;
    /// Begins with an apostrophe.
    APOSTROPHE_FIRST = 13;
    /// Has an apostrophe.
    APOSTROPHE = 14;
    /// Has a hyphen.
    HYPHEN = 15;
    /// Ends in "ed".
    ENDS_ED = 16;
    /// Ends in "s".
    ENDS_S = 17;
    /// Has the ending of a past tense.
    PAST = 18;
    /// Has the ending of a present participle.
    GOING = 19;
    /// Has the ending of an adverb.
    LY = 20;
    /// Has an ending of verbs alone.
    VERB_ENDING = 21;
    /// A small word that belongs to the noun stands before its apostrophe ("l'accord").
    HAS_ARTICLE = 22;
    /// A phrase begins anew at it ("l'accord", not "d'accord").
    BEGINS = 23;
    /// A number in digits.
    NUMBER = 24;
    /// An adjective of the languages whose noun stands first that stands before it, and so
    /// looks like one.
    ADJECTIVE = 25;
}

impl Traits {
    pub(super) const NONE: Self = Self(0);

    /// Whether any of `other`'s traits is in the set.
    #[inline]
    pub(super) fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The set, with `other` where that `holds`.
    #[inline]
    pub(super) fn with(self, other: Self, holds: bool) -> Self {
        if holds { self.union(other) } else { self }
    }

    /// What a word (lower case, straight apostrophes) is by its sets, the habits of the
    /// language and its spelling.
    #[inline(always)]
    pub(super) fn of(word: &str, known: SetBits, sets: &Sets, habits: &Habits) -> Self {
        let joint = habits.joints.contains(&word);
        let verb = habits.verb_endings.iter().any(|ending| word.ends_with(ending));
        let known = if known.is_none() { Self::NONE } else { listed(known) };
        known.union(ending(word, sets)).with(Self::JOINT, joint).with(Self::VERB_ENDING, verb)
    }

    /// What the apostrophe in a word says.
    pub(super) fn of_apostrophe(word: &str, habits: &Habits) -> Self {
        let Some((article, noun)) = word.split_once('\'') else { return Self::NONE };
        let has_article = !noun.is_empty() && habits.elided_articles.contains(&article);
        Self::APOSTROPHE
            .with(Self::APOSTROPHE_FIRST, article.is_empty())
            .with(Self::HAS_ARTICLE, has_article)
            .with(Self::BEGINS, has_article && !habits.elided_joints.contains(&article))
    }
}

/// What the last letters of a word say.
#[inline]
fn ending(word: &str, sets: &Sets) -> Traits {
    let ends = |set| sets.ends(set, word);
    if ends(TextSet::PluralEndings) {
        return Traits::ENDS_S;
    }
    if ends(TextSet::PastEndings) {
        let past = word.len() > 4 && !ends(TextSet::NoPastEndings);
        return Traits::ENDS_ED.with(Traits::PAST, past);
    }
    let long = word.len() > 5;
    Traits::NONE
        .with(Traits::GOING, long && ends(TextSet::GoingEndings))
        .with(Traits::LY, long && ends(TextSet::MannerEndings))
}

/// What the sets of a word say.
fn listed(sets: SetBits) -> Traits {
    let all = [
        (WordSet::PhraseArticles, Traits::ARTICLE),
        (WordSet::NounDeterminers, Traits::DETERMINER),
        (WordSet::InfinitiveLeads, Traits::BEFORE_INFINITIVE),
        (WordSet::PlaceLeads, Traits::BEFORE_PLACE),
        (WordSet::The, Traits::THE),
        (WordSet::And, Traits::AND),
        (WordSet::Between, Traits::BETWEEN),
        (WordSet::Relations, Traits::RELATIONS),
        (WordSet::RelationNouns, Traits::RELATIONS_NOUN),
        (WordSet::BilateralAdjectives, Traits::BILATERAL),
        (WordSet::LeadingAdjectives, Traits::ADJECTIVE),
    ];
    all.into_iter().fold(Traits::NONE, |known, (set, one)| known.with(one, sets.has(set)))
}

#[cfg(test)]
mod tests {
    use verbatim_lexicon::{Language, Lexicons};

    use super::Traits;

    fn of(word: &str, language: Language) -> Traits {
        let lexicons = Lexicons::load();
        let lexicon = lexicons.or_base(Some(language));
        let sets = lexicon.sets.of(lexicon.words.get(word));
        Traits::of(word, sets, &lexicon.sets, lexicon.habits(Some(language)))
    }

    #[test]
    fn a_joint_joins_in_its_own_language() {
        assert!(of("de", Language::FRENCH).any(Traits::JOINT));
        assert!(!of("de", Language::ENGLISH).any(Traits::JOINT));
        assert!(of("of", Language::ENGLISH).any(Traits::JOINT));
    }

    #[test]
    fn the_sets_of_a_word_are_its_traits() {
        assert!(
            of("the", Language::ENGLISH).any(Traits::THE)
                && of("the", Language::ENGLISH).any(Traits::DETERMINER)
        );
        assert!(
            of("between", Language::ENGLISH).any(Traits::BETWEEN)
                && !of("of", Language::ENGLISH).any(Traits::BETWEEN)
        );
        assert!(of("relation", Language::ENGLISH).any(Traits::RELATIONS));
        assert!(!of("relation", Language::ENGLISH).any(Traits::RELATIONS_NOUN));
    }

    #[test]
    fn endings_tell_verbs_and_adverbs() {
        let english = |word| of(word, Language::ENGLISH);
        assert!(english("seized").any(Traits::PAST));
        assert!(!english("agreed").any(Traits::PAST) && english("agreed").any(Traits::ENDS_ED));
        assert!(english("seizing").any(Traits::GOING) && !english("bring").any(Traits::GOING));
        assert!(english("quickly").any(Traits::LY) && !english("early").any(Traits::LY));
        assert!(of("issaient", Language::FRENCH).any(Traits::VERB_ENDING));
    }

    #[test]
    fn an_article_before_an_apostrophe_begins_a_phrase() {
        let lexicons = Lexicons::load();
        let lexicon = lexicons.or_base(Some(Language::FRENCH));
        let french = |word| Traits::of_apostrophe(word, lexicon.habits(Some(Language::FRENCH)));
        assert!(french("l'accord").any(Traits::BEGINS));
        assert!(french("d'accord").any(Traits::HAS_ARTICLE));
        assert!(!french("d'accord").any(Traits::BEGINS));
        assert!(!french("qu'il").any(Traits::HAS_ARTICLE));
        assert!(french("'s").any(Traits::APOSTROPHE_FIRST));
    }
}
