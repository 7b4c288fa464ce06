//! [`Traits`]: what the spelling of a word says of it, as bits that are found
//! once for each distinct word, however often it stands.

use verbatim_lexicon::{
    Language,
    hash::{EMPTY, number},
};

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
    /// Has an ending of French verbs alone.
    FRENCH_VERB = 21;
    /// A small French or Italian word stands before its apostrophe ("l'accord").
    HAS_ARTICLE = 22;
    /// A phrase begins anew at it ("l'accord", not "d'accord").
    BEGINS = 23;
    // Joints by language: JOINT where the article's language is one of these.
    OF_ENGLISH = 24;
    OF_FRENCH = 25;
    OF_SPANISH = 26;
    OF_PORTUGUESE = 27;
    OF_ITALIAN = 28;
    /// A number in digits.
    NUMBER = 29;
    /// An adjective of the languages whose noun stands first that stands before it, and so
    /// looks like one.
    ADJECTIVE = 30;
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

    /// What a word must be to join two nouns in a language.
    pub(super) fn joints(language: Language) -> Self {
        match language {
            Language::ENGLISH => Self::OF_ENGLISH,
            Language::FRENCH => Self::OF_FRENCH,
            Language::SPANISH => Self::OF_SPANISH,
            Language::PORTUGUESE => Self::OF_PORTUGUESE,
            Language::ITALIAN => Self::OF_ITALIAN,
            _ => Self::NONE,
        }
    }

    /// What the spelling of a word (lower case, straight apostrophes) says; its
    /// `number` is [`verbatim_lexicon::hash::number`], `joints` the language's.
    #[inline(always)]
    pub(super) fn of(word: &str, number: u64, joints: Self, language: Language) -> Self {
        let listed = listed(number);
        let traits = listed.with(Self::JOINT, listed.any(joints)).union(ending(word));
        let endings = ["aient", "èrent", "eront", "erait", "issent", "issait"];
        let french = language == Language::FRENCH && endings.iter().any(|end| word.ends_with(end));
        traits.with(Self::FRENCH_VERB, french)
    }

    /// What the apostrophe in a word says.
    pub(super) fn of_apostrophe(word: &str, language: Language) -> Self {
        let Some((article, noun)) = word.split_once('\'') else { return Self::NONE };
        let elides = matches!(language, Language::FRENCH | Language::ITALIAN);
        let articles = ["l", "d", "un", "all", "dell", "nell", "dall", "sull"];
        let has_article = elides && !noun.is_empty() && articles.contains(&article);
        Self::APOSTROPHE
            .with(Self::APOSTROPHE_FIRST, article.is_empty())
            .with(Self::HAS_ARTICLE, has_article)
            .with(Self::BEGINS, has_article && article != "d")
    }
}

/// What the last letters of a word say.
#[inline]
fn ending(word: &str) -> Traits {
    let length = word.len();
    match word.as_bytes() {
        [.., b's'] => Traits::ENDS_S,
        [.., b'e', b'e', b'd'] => Traits::ENDS_ED,
        [.., b'e', b'd'] => Traits::ENDS_ED.with(Traits::PAST, length > 4),
        [.., b'i', b'n', b'g'] if length > 5 => Traits::GOING,
        [.., b'l', b'y'] if length > 5 => Traits::LY,
        _ => Traits::NONE,
    }
}

/// Small words and what they are.
const WORDS: [(&[&str], Traits); 24] = [
    (&["of"], Traits::OF_ENGLISH.union(Traits::BEFORE_PLACE)),
    (&["de"], Traits::OF_FRENCH.union(Traits::OF_SPANISH).union(Traits::OF_PORTUGUESE)),
    (&["du", "des"], Traits::OF_FRENCH),
    (&["del"], Traits::OF_SPANISH.union(Traits::OF_ITALIAN)),
    (&["do", "da", "dos", "das"], Traits::OF_PORTUGUESE),
    (&["di", "della", "dei", "delle", "degli"], Traits::OF_ITALIAN),
    (&["la", "le", "les", "el", "los", "las"], Traits::ARTICLE),
    (&["the"], Traits::DETERMINER.union(Traits::THE)),
    (&["a", "an", "this", "these", "those", "some", "any", "no"], Traits::DETERMINER),
    (&["its", "their", "his", "her", "our", "my", "your", "'s"], Traits::DETERMINER),
    (&["all", "each", "every"], Traits::DETERMINER),
    (&["to", "will", "would", "can", "could", "may", "might"], Traits::BEFORE_INFINITIVE),
    (&["must", "should", "shall", "not", "cannot"], Traits::BEFORE_INFINITIVE),
    (&["can't", "won't", "didn't", "don't"], Traits::BEFORE_INFINITIVE),
    (&["in", "with", "against", "on", "over"], Traits::BEFORE_PLACE),
    (&["between"], Traits::BEFORE_PLACE.union(Traits::BETWEEN)),
    (&["and"], Traits::AND),
    (&["relations", "ties", "relationship"], Traits::RELATIONS.union(Traits::RELATIONS_NOUN)),
    (&["relation"], Traits::RELATIONS),
    (&["bilateral", "diplomatic", "mutual"], Traits::BILATERAL),
    (&FRENCH_ADJECTIVES, Traits::ADJECTIVE),
    (&SPANISH_ADJECTIVES, Traits::ADJECTIVE),
    (&PORTUGUESE_ADJECTIVES, Traits::ADJECTIVE),
    (&ITALIAN_ADJECTIVES, Traits::ADJECTIVE),
];

const FRENCH_ADJECTIVES: [&str; 27] = [
    "nouveau",
    "nouvel",
    "nouvelle",
    "nouveaux",
    "nouvelles",
    "vieux",
    "vieil",
    "vieille",
    "vieilles",
    "grand",
    "grande",
    "grands",
    "grandes",
    "petit",
    "petite",
    "petits",
    "petites",
    "premier",
    "première",
    "dernier",
    "dernière",
    "derniers",
    "dernières",
    "même",
    "mêmes",
    "propre",
    "principal",
];
const SPANISH_ADJECTIVES: [&str; 23] = [
    "nuevo", "nueva", "nuevos", "nuevas", "gran", "mismo", "misma", "mismos", "mismas", "propio",
    "propia", "propios", "propias", "último", "última", "últimos", "últimas", "primer", "primero",
    "primera", "primeros", "mayor", "mejor",
];
const PORTUGUESE_ADJECTIVES: [&str; 13] = [
    "novo", "nova", "novos", "novas", "mesmo", "mesma", "próprio", "própria", "primeiro",
    "primeira", "maior", "melhor", "outro",
];
const ITALIAN_ADJECTIVES: [&str; 18] = [
    "nuovo", "nuova", "nuovi", "nuove", "primo", "prima", "primi", "prime", "ultimo", "ultima",
    "ultimi", "ultime", "stesso", "stessa", "proprio", "propria", "nessun", "nessuna",
];

/// A power of two, more than twice as many as there are words.
const SLOTS: usize = 512;

/// [`WORDS`] by their numbers, made when this is compiled: the lower half of a number
/// chooses the slot, the upper half is compared.
static TABLE: [(u32, Traits); SLOTS] = table();

const fn table() -> [(u32, Traits); SLOTS] {
    let mut table = [(0, Traits::NONE); SLOTS];
    let mut rows = WORDS.as_slice();
    while let [(words, traits), more @ ..] = rows {
        let mut words = *words;
        while let [word, others @ ..] = words {
            let number = number(EMPTY, word.as_bytes());
            let mut slot = number as usize % SLOTS;
            while table[slot].0 != 0 {
                slot = (slot + 1) % SLOTS;
            }
            table[slot] = ((number >> 32) as u32, *traits);
            words = others;
        }
        rows = more;
    }
    table
}

/// What [`WORDS`] says of the word with that number.
#[inline]
fn listed(number: u64) -> Traits {
    let mut slot = number as usize % SLOTS;
    while let Some(&(known, traits)) = TABLE.get(slot)
        && known != 0
    {
        if u64::from(known) == number >> 32 {
            return traits;
        }
        slot = (slot + 1) % SLOTS;
    }
    Traits::NONE
}

#[cfg(test)]
mod tests {
    use verbatim_lexicon::{
        Language,
        hash::{EMPTY, number},
    };

    use super::{SLOTS, Traits, WORDS, listed};

    fn of(word: &str, language: Language) -> Traits {
        Traits::of(word, number(EMPTY, word.as_bytes()), Traits::joints(language), language)
    }

    #[test]
    fn every_word_is_found_and_stands_once() {
        let mut words: Vec<&str> = WORDS.iter().flat_map(|(words, _)| *words).copied().collect();
        for (list, traits) in WORDS {
            for word in list {
                assert_eq!(listed(number(EMPTY, word.as_bytes())), traits, "{word}");
            }
        }
        assert!(words.len() * 2 < SLOTS);
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all);
    }

    #[test]
    fn a_joint_joins_in_its_own_language() {
        assert!(of("de", Language::FRENCH).any(Traits::JOINT));
        assert!(!of("de", Language::ENGLISH).any(Traits::JOINT));
        assert!(of("of", Language::ENGLISH).any(Traits::JOINT));
    }

    #[test]
    fn endings_tell_verbs_and_adverbs() {
        let english = |word| of(word, Language::ENGLISH);
        assert!(english("seized").any(Traits::PAST));
        assert!(!english("agreed").any(Traits::PAST) && english("agreed").any(Traits::ENDS_ED));
        assert!(english("seizing").any(Traits::GOING) && !english("bring").any(Traits::GOING));
        assert!(english("quickly").any(Traits::LY) && !english("early").any(Traits::LY));
        assert!(of("issaient", Language::FRENCH).any(Traits::FRENCH_VERB));
    }

    #[test]
    fn an_article_before_an_apostrophe_begins_a_phrase() {
        let french = |word| Traits::of_apostrophe(word, Language::FRENCH);
        assert!(french("l'accord").any(Traits::BEGINS));
        assert!(french("d'accord").any(Traits::HAS_ARTICLE));
        assert!(!french("d'accord").any(Traits::BEGINS));
        assert!(!french("qu'il").any(Traits::HAS_ARTICLE));
        assert!(french("'s").any(Traits::APOSTROPHE_FIRST));
    }
}
