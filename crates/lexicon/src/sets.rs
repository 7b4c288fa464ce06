//! [`WordSet`] and [`TextSet`]: the small groups of words that rules of the analysis
//! ask for, by what they have in common. The rules name a set; its words are data
//! of each language, in `data/<language>/sets.tsv`, and stand together whatever the
//! language of a text.
//!
//! To add a set: a line here that says what its words are, and its words in the
//! file of each language that has some. A line of a file that names no set, and a
//! set that no language fills, fail the tests below.

use std::sync::OnceLock;

use crate::{Lists, WordId, Words, hash::hash, phrase::phrase, rows::rows};

macro_rules! sets {
    ($(#[$doc:meta])* $type:ident: $($(#[$about:meta])* $set:ident = $name:literal,)*) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $type {
            $($(#[$about])* $set,)*
        }

        impl $type {
            const NAMES: &[&str] = &[$($name,)*];
            #[cfg(test)]
            const IN_CODE: &[&str] = &[$(concat!(stringify!($type), "::", stringify!($set)),)*];
        }
    };
}

sets! {
    /// Sets of single words, in any case.
    WordSet:
    // The article of what is known
    /// The definite article that names what the reader knows.
    The = "the",
    /// Joins two of a kind.
    And = "and",
    /// Turns against what stands before.
    But = "but",
    /// Joins a noun to what it is of.
    Of = "of",
    /// Stands between a share and its whole: "one in three".
    In = "in",
    /// Leads to who does what a passive tells, or who made a work.
    By = "by",
    /// Leads from words to whose they are.
    ByOrFrom = "by_or_from",
    /// Leads from a verb of naming to the name, and opens "as she said".
    As = "as",
    /// Opens a part of a sentence with a subject of its own: "with one user writing".
    With = "with",
    /// Leads to what is asked for.
    For = "for",
    /// Goes with verbs: "went on", "called on".
    On = "on",
    /// Denies the infinitive behind it.
    Not = "not",
    /// The pronoun of a thing.
    It = "it",
    /// The relative pronoun of a person.
    Who = "who",
    /// The relative pronoun of an owner.
    Whose = "whose",
    /// The relative pronoun of a thing.
    Which = "which",
    /// Opens a clause of time.
    When = "when",
    /// Opens a clause beside the main one.
    While = "while",
    /// Stands for a subject that comes later: "there was".
    There = "there",
    /// A noun whose "that" tells no words.
    Fact = "fact",
    /// Opens what is said, where a comma or a noun may stand before it.
    That = "that",
    /// Stands before an infinitive.
    InfinitiveMark = "infinitive_mark",
    /// Leads to whom something is said or belongs.
    Toward = "toward",
    // Who speaks
    /// A person as object.
    ObjectPronouns = "object_pronouns",
    /// Pronouns that only a verb has before it.
    VerbObjects = "verb_objects",
    /// Pronouns for what is named or judged: "calling it a gift".
    NamedPronouns = "named_pronouns",
    /// Pronouns for what cannot speak.
    SilentPronouns = "silent_pronouns",
    /// Pronouns of whose words a noun means: "her claim".
    OwnerPronouns = "owner_pronouns",
    /// Subjects that take a verb's plural.
    PluralSubjects = "plural_subjects",
    /// Words or figures that someone set down, besides the nouns of the cues.
    DocumentNouns = "document_nouns",
    /// Tells apart two of one name: "the younger".
    OfTwo = "of_two",
    /// Small words that alone name nobody.
    NoPhrase = "no_phrase",
    /// Prepositions that join what belongs to a noun.
    PhraseJoints = "phrase_joints",
    /// Prepositions that two names share: "of the Globe and Post".
    SharedPrepositions = "shared_prepositions",
    /// Leads from who has no name to whose they are: "an adviser to Ekström".
    Complements = "complements",
    /// Words that are said of somebody with "to": "close to the mayor".
    Beside = "beside",
    // Verbs that report
    /// Names a source together with "to".
    AccordingFirst = "according_first",
    /// Names a source only before a capital: "per Reuters".
    SourceBeforeName = "source_before_name",
    /// Stands behind the source that it names.
    SourceBehind = "source_behind",
    /// Auxiliaries of the perfect that are other words in English.
    PerfectForms = "perfect_forms",
    /// Auxiliaries of the passive.
    BeForms = "be_forms",
    /// Wants an infinitive told: "asked to explain".
    Asked = "asked",
    /// Narrows a time: "late on Tuesday".
    TimeDegrees = "time_degrees",
    /// Conjunctions before a participle that nobody here does: "when asked".
    NoSubjectBehind = "no_subject_behind",
    /// Opens a clause that is not the sentence's main one.
    Subordinating = "subordinating",
    /// Opens a clause before the main one.
    OpensFronted = "opens_fronted",
    /// Opens what tells when something was said: "asked about it, …".
    OpensSituation = "opens_situation",
    /// Verbs that report only with a pronoun: "as she put it".
    PutForms = "put_forms",
    /// Determiners behind which a verb may stand: "they all say".
    FloatingQuantifiers = "floating_quantifiers",
    /// Prepositions behind which a form in -ing is a thing.
    GerundPrepositions = "gerund_prepositions",
    /// Forms that are seldom a noun, so that anything may follow them.
    PlainVerbs = "plain_verbs",
    /// Verbs that move somebody to say something: "led her to declare".
    MovingVerbs = "moving_verbs",
    /// Articles of a thing that is given its name: "a company called …".
    NamingArticles = "naming_articles",
    /// The verb that takes no object but a clause.
    SayForms = "say_forms",
    /// Objects of that verb: "said nothing of it".
    NoClause = "no_clause",
    // Clauses
    /// Words that open what is said and are no part of it.
    ThatWords = "that_words",
    /// Words that open what is said or asked.
    ClauseOpeners = "clause_openers",
    /// Leads behind a comma to what the writer adds.
    AddingWords = "adding_words",
    /// Opens what was done while speaking: "she asked as …".
    AsWhen = "as_when",
    /// Nouns for words, which belong to who said them.
    SaidNouns = "said_nouns",
    /// Set before who says what stands beside it, without a verb: „…“, so Ekström.
    SpeakerAdverbs = "speaker_adverbs",
    /// Whoever speaks as subject.
    FirstPersonSubjects = "first_person_subjects",
    // Words between marks that nobody says
    /// Longer words that titles set small.
    TitleSmall = "title_small",
    /// Words beside the title of a work.
    WorkNouns = "work_nouns",
    /// Words before a word that is talked about, not said.
    TalkedAbout = "talked_about",
    /// Goes with "as" before a name.
    Known = "known",
    /// Verbs that give a name and nothing else.
    NamingVerbs = "naming_verbs",
    /// Verbs that give a name where nobody calls.
    CallingVerbs = "calling_verbs",
    // Names
    /// Stands beside people more than beside other names.
    PersonNeighbours = "person_neighbours",
    /// Tells of a woman behind her name.
    FemalePronouns = "female_pronouns",
    /// Tells of a man behind his name.
    MalePronouns = "male_pronouns",
    /// Stands for one woman.
    ShePronouns = "she_pronouns",
    /// Stands for one man.
    HePronouns = "he_pronouns",
    /// Stands for a woman, or with a verb's plural for several.
    SheOrThey = "she_or_they",
    /// A name behind one of these is no subject.
    HoldingPrepositions = "holding_prepositions",
    /// Determiners of what was named before.
    Pointing = "pointing",
    /// Papers that stand for who released them: "the statement said".
    ReleasedNouns = "released_nouns",
    /// Opens a role behind a name: "Ekström, the mayor".
    ApposedDeterminers = "apposed_determiners",
    /// Leads from a role behind a name to its place.
    RolePrepositions = "role_prepositions",
    /// Leads from a role without a name to its place.
    DescriptionPrepositions = "description_prepositions",
    /// Prepositions inside of names.
    NameLinks = "name_links",
    /// Nouns behind the name of who leads: "the Ekström administration".
    Administrations = "administrations",
    /// Nouns of areas that belong to the place's name even in lower case.
    Areas = "areas",
    // Dates of pages
    /// Words that stand beside dates and times.
    ClockWords = "clock_words",
    /// Small words inside of a date: "3 de mayo", "May 3rd".
    DateJoints = "date_joints",
    /// Words that count years, months and days.
    DateUnits = "date_units",
    /// Behind an hour of the first half of the day.
    ForenoonWords = "forenoon_words",
    /// Behind an hour of the second half of the day.
    AfternoonWords = "afternoon_words",
    /// The second letter of such a word, where full stops part them.
    HalfDayEnds = "half_day_ends",
    /// Weekdays as they stand beside dates, short ones too.
    DateWeekdays = "date_weekdays",
    // Phrases of topics
    /// Articles that may stand behind what joins two nouns: "de la".
    PhraseArticles = "phrase_articles",
    /// Determiners: a participle behind one belongs to the noun.
    NounDeterminers = "noun_determiners",
    /// A verb behind one of these has no ending.
    InfinitiveLeads = "infinitive_leads",
    /// May stand between an issue and the place that it is about.
    PlaceLeads = "place_leads",
    /// Leads to two places.
    Between = "between",
    /// Names of the relations between countries.
    Relations = "relations",
    /// Those of them before which an adjective can go.
    RelationNouns = "relation_nouns",
    /// What all relations between countries are.
    BilateralAdjectives = "bilateral_adjectives",
    /// Adjectives before their noun, where most stand behind it.
    LeadingAdjectives = "leading_adjectives",
    /// Articles before a name of a thing: "known as the Joint Plan".
    Articles = "articles",
    /// Says with "as" what a thing is called.
    KnownAs = "known_as",
    /// Says by itself what a thing is called.
    CalledNames = "called_names",
    /// May stand before that and name nothing else.
    KnownAsGap = "known_as_gap",
}

sets! {
    /// Sets of what is looked for in a text: phrases, words in the very case, and the
    /// beginnings (`…Stems`) and endings of words.
    TextSet:
    /// What names a source by its last word and has more before it.
    SourcePhrases = "source_phrases",
    /// Times between an auxiliary and its verb: "has in the past said".
    PastTimes = "past_times",
    /// Prepositions that lead to an object; with the beginning of the verb where not any verb does.
    ObjectLeads = "object_leads",
    /// Verbs that take no object but in idioms, or one that nobody says: "told reporters".
    NoObjectStems = "no_object_stems",
    /// The verb of saying itself.
    SayStems = "say_stems",
    /// A participle that gives a thing its name.
    CalledStems = "called_stems",
    /// A participle with "as" behind it.
    DescribedStems = "described_stems",
    /// A participle with "of" behind it.
    AccusedStems = "accused_stems",
    /// Verbs that a person seldom says something by.
    ShowStems = "show_stems",
    /// Verbs that what happened may do as well.
    ShowingStems = "showing_stems",
    /// Verbs that tell what a speaker offers or refuses to do.
    ToDoStems = "to_do_stems",
    /// "That" joined to the next word.
    ElidedThat = "elided_that",
    /// Endings of verbs that tell what was done.
    PastEndings = "past_endings",
    /// Endings of present participles.
    GoingEndings = "going_endings",
    /// Endings of adverbs of manner.
    MannerEndings = "manner_endings",
    /// Endings of verbs beside one subject.
    PresentEndings = "present_endings",
    /// Endings of verbs behind a relative pronoun.
    FiniteEndings = "finite_endings",
    /// Endings of plurals.
    PluralEndings = "plural_endings",
    /// Endings that look like those of plurals.
    SingularEndings = "singular_endings",
    /// Endings of reflexive pronouns.
    ReflexiveEndings = "reflexive_endings",
    /// Endings of verbs beside several subjects.
    PluralVerbEndings = "plural_verb_endings",
    /// Endings of weekdays that stand without a preposition behind who spoke.
    DayEndings = "day_endings",
    /// Pronouns that a hyphen joins to their verb: "conclut-elle".
    JoinedPronouns = "joined_pronouns",
    /// What stands between a verb and the pronoun joined to it: "a-t-elle".
    JoinedInfixes = "joined_infixes",
    /// Endings that print shortens by an apostrophe: "goin’".
    ClippedEndings = "clipped_endings",
    /// Endings behind which an apostrophe makes a possessive.
    PossessivePlurals = "possessive_plurals",
    /// Letters that stand between two apostrophes: "rock 'n' roll".
    LoneElisions = "lone_elisions",
    /// Words that begin with an apostrophe in print.
    Elisions = "elisions",
    /// Labels of who asks in a printed conversation.
    AskingLabels = "asking_labels",
    /// Labels of who answers.
    AnsweringLabels = "answering_labels",
    /// Stands behind a surname and is no part of it; without a full stop.
    NameSuffixes = "name_suffixes",
    /// Parties before a hyphen and the state of a seat: "R-Texas".
    SeatParties = "seat_parties",
    // Lines of pages
    /// Links a name with what somebody is.
    WriterLinks = "writer_links",
    /// What those are who write for a page.
    WriterNouns = "writer_nouns",
    /// What heads the two lists of a product's box.
    ProsAndCons = "pros_and_cons",
    /// What heads its list of measures.
    MeasureHeads = "measure_heads",
    /// What may stand before a price and between two.
    PriceNeighbours = "price_neighbours",
    /// Leads from a price to a shop.
    PriceLeads = "price_leads",
    /// Leads from a price to a shop, and from money to who gives it.
    PriceSources = "price_sources",
    /// What an invitation to buy opens with: the verb, and the word that leads from it to a shop. One may see an exhibition at a hall, and shop on a street.
    Invitations = "invitations",
    /// What may stand between that and the shop.
    InvitationAsides = "invitation_asides",
    /// Words that open a byline and, in prose, many another line.
    BylineOpeners = "byline_openers",
    /// Small words between a byline's first name and the rest.
    BylineParticles = "byline_particles",
    /// Labels of a byline that is one for certain.
    AuthorLabels = "author_labels",
    /// Leads from an author's name to what the author writes.
    AuthorStops = "author_stops",
    /// What a picture's credit opens with, behind the caption's last words.
    CreditOpeners = "credit_openers",
    /// Agencies, as they stand in brackets or behind a slash at a caption's end.
    NewsAgencies = "news_agencies",
    /// Those of them that sell nothing but pictures.
    PictureAgencies = "picture_agencies",
    /// Where in the picture somebody stands, in brackets behind the name.
    PicturePlaces = "picture_places",
    /// The same, in this case only: a Republican is "(R)".
    ShortPicturePlaces = "short_picture_places",
    /// The same between commas.
    PicturePlacesInCommas = "picture_places_in_commas",
    /// What opens a credit and no sentence.
    CourtesyWords = "courtesy_words",
    /// What may stand between the names of a credit.
    CreditJoints = "credit_joints",
    /// Stands behind who took a picture.
    PhotographedEndings = "photographed_endings",
    /// What announces a list at the end of a paragraph or by itself.
    Announcements = "announcements",
    /// Phrases of the lists that say who may read on.
    WallPhrases = "wall_phrases",
    /// The same where words are not set apart.
    WallParts = "wall_parts",
    /// Leads to another site's address at the start of a line.
    SiteLeads = "site_leads",
    /// Parts of what bars to share say.
    ShareParts = "share_parts",
    /// Parts of what lines about comments say.
    CommentParts = "comment_parts",
    /// An embedded post says of itself that it was shared.
    PostParts = "post_parts",
    /// Stands between a picture's number and how many there are.
    CounterJoints = "counter_joints",
    /// Says before a date that it is of a change.
    ChangeLabels = "change_labels",
    /// Words of one capital letter, which end a sentence as others do.
    LoneLetters = "lone_letters",
    /// Endings that look like those of past tenses: "agreed".
    NoPastEndings = "no_past_endings",
    // Authors that a page declares
    /// Words of a part that names a role or an organisation, not a person.
    NoPersonWords = "no_person_words",
    /// Words that open a declared author.
    DeclaredLabels = "declared_labels",
    /// Stands between two authors.
    NameJoints = "name_joints",
    /// Stands between what a link lists and the author: "view all posts by".
    ListedBy = "listed_by",
    /// Degrees behind an author's name.
    Degrees = "degrees",
    /// Titles and degrees that a comma or bar has parted from their name.
    LoneTitles = "lone_titles",
}

/// The sets that one word is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SetBits([u64; 2]);

const _: () = assert!(WordSet::NAMES.len() <= 128, "a bit for each set of words");
/// No acronym that is spelled like a word of a set is longer, in bytes.
const LONGEST_ACRONYM: usize = 4;

const _: () = assert!(TextSet::NAMES.len() <= 128, "and for each set of texts");

impl SetBits {
    /// Whether the word is in `set`.
    #[must_use]
    #[inline]
    pub fn has(self, set: WordSet) -> bool {
        let [low, high] = self.0;
        let bit = set as u32;
        (if bit < 64 { low >> bit } else { high >> (bit - 64) }) & 1 != 0
    }

    /// Whether the word is in no set.
    #[must_use]
    #[inline]
    pub fn is_none(self) -> bool {
        self.0 == [0, 0]
    }
}

/// What the sets hold.
#[derive(Debug, Default)]
pub struct Sets {
    /// By [`WordId::index`], where the word's sets stand in `bits`; zero for none.
    by_word: Vec<u16>,
    /// The sets of each word that is in any; the first of none.
    bits: Vec<SetBits>,
    /// What each [`TextSet`] holds, in the order of the languages and their lists.
    texts: Vec<Vec<&'static str>>,
    /// The same as numbers ([`phrase`]), in their order, made when first asked for.
    numbers: Vec<OnceLock<Vec<u64>>>,
    /// By byte, a bit for each [`TextSet`] of which a text begins with it, in any case of
    /// ASCII letters: most words are told apart by it.
    firsts: Vec<u128>,
    /// The same of what texts end with, in this case.
    lasts: Vec<u128>,
}

impl Sets {
    /// Reads the lists of the languages, and enters their words.
    pub(crate) fn load(words: &mut Words, lists: &Lists) -> Self {
        Self::read(words, lists.texts("sets"))
    }

    fn read(words: &mut Words, lists: impl IntoIterator<Item = &'static str>) -> Self {
        let mut sets = Self {
            by_word: Vec::new(),
            bits: vec![SetBits::default()],
            texts: vec![Vec::new(); TextSet::NAMES.len()],
            ..Self::default()
        };
        for list in lists {
            for [name, members] in rows(list) {
                let members = members.split('|');
                if let Some(set) = WordSet::NAMES.iter().position(|known| *known == name) {
                    members.for_each(|word| sets.add(words, word, set as u32));
                } else if let Some(set) = TextSet::NAMES.iter().position(|known| *known == name)
                    && let Some(texts) = sets.texts.get_mut(set)
                {
                    texts.extend(members);
                }
            }
        }
        sets.numbers.resize_with(sets.texts.len(), OnceLock::new);
        sets.note_bytes();
        sets
    }

    fn note_bytes(&mut self) {
        (self.firsts, self.lasts) = (vec![0; 256], vec![0; 256]);
        for (set, texts) in self.texts.iter().enumerate() {
            let note = |table: &mut Vec<u128>, byte: u8| {
                if let Some(sets) = table.get_mut(usize::from(byte)) {
                    *sets |= 1 << set;
                }
            };
            for bytes in texts.iter().map(|text| text.as_bytes()) {
                let (Some(&first), Some(&last)) = (bytes.first(), bytes.last()) else { continue };
                note(&mut self.firsts, first.to_ascii_lowercase());
                note(&mut self.firsts, first.to_ascii_uppercase());
                note(&mut self.lasts, last);
            }
        }
    }

    /// Whether a text of the set may begin with the byte; `false` is certain.
    #[must_use]
    #[inline]
    pub fn may_open(&self, set: TextSet, byte: u8) -> bool {
        self.firsts.get(usize::from(byte)).is_some_and(|sets| sets & (1 << set as u32) != 0)
    }

    #[inline]
    fn may_begin(&self, set: TextSet, text: &str) -> bool {
        text.as_bytes().first().is_some_and(|&byte| self.may_open(set, byte))
    }

    /// Whether a text of the set may end with the last byte of `text`; `false` is certain.
    #[must_use]
    #[inline]
    pub fn may_end(&self, set: TextSet, text: &str) -> bool {
        let last = text.as_bytes().last().copied().unwrap_or_default();
        self.lasts.get(usize::from(last)).is_some_and(|sets| sets & (1 << set as u32) != 0)
    }

    fn add(&mut self, words: &mut Words, word: &'static str, set: u32) {
        let small = words.enter(word);
        // A word that an acronym is listed beside ("US") is met in capitals as well.
        let mut capitals = [0; LONGEST_ACRONYM];
        let capitals = capitals.get_mut(..word.len()).map_or(WordId::UNKNOWN, |capitals| {
            capitals.copy_from_slice(word.as_bytes());
            capitals.make_ascii_uppercase();
            words.find(hash(capitals)).0
        });
        for id in [small, capitals].into_iter().filter(|id| id.is_known()) {
            if self.by_word.len() <= id.index() {
                self.by_word.resize(id.index() + 1, 0);
            }
            let Some(place) = self.by_word.get_mut(id.index()) else { continue };
            if *place == 0 {
                *place = self.bits.len() as u16;
                self.bits.push(SetBits::default());
            }
            if let Some(bits) = self.bits.get_mut(usize::from(*place)) {
                let [low, high] = &mut bits.0;
                *(if set < 64 { low } else { high }) |= 1 << (set % 64);
            }
        }
    }

    /// The sets that the word is in.
    #[must_use]
    #[inline]
    pub fn of(&self, word: WordId) -> SetBits {
        let place = self.by_word.get(word.index()).copied().unwrap_or_default();
        self.bits.get(usize::from(place)).copied().unwrap_or_default()
    }

    /// Whether the word is in `set`.
    #[must_use]
    #[inline]
    pub fn has(&self, set: WordSet, word: WordId) -> bool {
        self.of(word).has(set)
    }

    /// What the set holds.
    #[must_use]
    #[inline]
    pub fn texts(&self, set: TextSet) -> &[&'static str] {
        self.texts.get(set as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether the set holds the text, in this very case.
    #[must_use]
    pub fn holds(&self, set: TextSet, text: &str) -> bool {
        self.may_begin(set, text) && self.texts(set).contains(&text)
    }

    /// Whether the set holds the text, in any case of letters without marks.
    #[must_use]
    pub fn names(&self, set: TextSet, text: &str) -> bool {
        self.may_begin(set, text)
            && self.texts(set).iter().any(|one| one.eq_ignore_ascii_case(text))
    }

    /// Whether the set holds the phrase or word with that number ([`phrase`]).
    #[must_use]
    pub fn has_number(&self, set: TextSet, number: u64) -> bool {
        let numbers = || {
            let mut numbers: Vec<u64> = self.texts(set).iter().map(|text| phrase(text).0).collect();
            numbers.sort_unstable();
            numbers
        };
        let all = self.numbers.get(set as usize).map(|all| all.get_or_init(numbers));
        all.is_some_and(|all| all.binary_search(&number).is_ok())
    }

    /// The text of the set that `text` begins with, in any case of letters without marks.
    #[must_use]
    pub fn opening(&self, set: TextSet, text: &str) -> Option<&'static str> {
        if !self.may_begin(set, text) {
            return None;
        }
        let opens =
            |one: &&&str| text.get(..one.len()).is_some_and(|head| head.eq_ignore_ascii_case(one));
        self.texts(set).iter().find(opens).copied()
    }

    /// Whether a text of the set stands anywhere in `text`, in this very case.
    #[must_use]
    pub fn stands_in(&self, set: TextSet, text: &str) -> bool {
        self.texts(set).iter().any(|one| text.contains(one))
    }

    /// Whether the word begins as a text of the set does, in any case.
    #[must_use]
    pub fn begins(&self, set: TextSet, word: &str) -> bool {
        if !self.may_begin(set, word) {
            return false;
        }
        let word = word.as_bytes();
        self.texts(set).iter().any(|stem| {
            word.get(..stem.len()).is_some_and(|head| head.eq_ignore_ascii_case(stem.as_bytes()))
        })
    }

    /// Whether the word ends as a text of the set does, in this very case.
    #[must_use]
    #[inline]
    pub fn ends(&self, set: TextSet, word: &str) -> bool {
        self.may_end(set, word) && self.texts(set).iter().any(|ending| ends_with(word, ending))
    }
}

/// As `str::ends_with`, without a call: endings are short.
#[inline]
fn ends_with(word: &str, ending: &str) -> bool {
    let (word, ending) = (word.as_bytes(), ending.as_bytes());
    word.len() >= ending.len() && word.iter().rev().zip(ending.iter().rev()).all(|(a, b)| a == b)
}

#[cfg(test)]
mod tests {
    use super::{SetBits, Sets, TextSet, WordSet};
    use crate::{Classes, Lexicon, Lists, Words, rows::rows};

    fn lists() -> Vec<&'static str> {
        Lists::load().texts("sets").collect()
    }

    fn is_known(name: &str) -> bool {
        WordSet::NAMES.contains(&name) || TextSet::NAMES.contains(&name)
    }

    #[test]
    fn every_line_names_a_set_and_holds_words_in_order() {
        for list in lists() {
            let rows: Vec<[&str; 2]> = rows(list).collect();
            assert!(rows.is_sorted_by(|a, b| a[0] < b[0]), "a set stands once, in order");
            for [name, words] in rows {
                assert!(is_known(name), "no set is called {name}");
                let words: Vec<&str> = words.split('|').collect();
                assert!(words.is_sorted_by(|a, b| a < b), "{name}: {words:?}");
                assert!(words.iter().all(|word| !word.is_empty()), "{name}");
            }
        }
    }

    #[test]
    fn every_set_has_words_of_some_language() {
        let filled =
            |name: &&&str| !lists().into_iter().any(|list| rows(list).any(|[set]| set == **name));
        let empty: Vec<&&str> =
            WordSet::NAMES.iter().chain(TextSet::NAMES).filter(filled).collect();
        assert!(empty.is_empty(), "{empty:?}");
    }

    /// What English has no words for: its pronouns and articles stand apart from other
    /// words, its nouns behind their adjectives, its sources behind what names them.
    const NOT_IN_ENGLISH: &[&str] = &[
        "date_units",
        "elided_that",
        "joined_infixes",
        "joined_pronouns",
        "leading_adjectives",
        "perfect_forms",
        "photographed_endings",
        "phrase_articles",
        "plural_verb_endings",
        "she_or_they",
        "short_picture_places",
        "source_behind",
        "source_phrases",
        "speaker_adverbs",
        "wall_parts",
    ];

    #[test]
    fn every_set_has_english_words_or_is_known_to_have_none() {
        let lists = Lists::load();
        let (_, english) = lists.by_language("sets").next().unwrap();
        let filled: Vec<&str> = rows(english.text()).map(|[name]| name).collect();
        for name in WordSet::NAMES.iter().chain(TextSet::NAMES) {
            assert_ne!(filled.contains(name), NOT_IN_ENGLISH.contains(name), "{name}");
        }
    }

    #[test]
    fn every_set_is_asked_for() {
        let mut folders = vec![std::path::PathBuf::from("../core/src"), "src".into()];
        let mut code = String::new();
        while let Some(folder) = folders.pop() {
            for file in std::fs::read_dir(folder).unwrap() {
                let path = file.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if !path.ends_with("sets.rs") {
                    code += &std::fs::read_to_string(path).unwrap();
                }
            }
        }
        let asked = |set: &str| {
            let mut places = code.match_indices(set).map(|(at, _)| code[at + set.len()..].chars());
            places.any(|mut rest| !rest.next().is_some_and(char::is_alphanumeric))
        };
        let sets = WordSet::IN_CODE.iter().chain(TextSet::IN_CODE);
        let idle: Vec<&&str> = sets.filter(|set| !asked(set)).collect();
        assert!(idle.is_empty(), "{idle:?}");
    }

    #[test]
    fn sets_of_words_hold_single_words_as_tokens_have_them() {
        let words =
            lists().into_iter().flat_map(rows).filter(|[name, _]| WordSet::NAMES.contains(name));
        for [name, members] in words {
            for word in members.split('|') {
                assert!(
                    !word.contains([' ', '’']) && word == word.to_lowercase(),
                    "{name}: {word}"
                );
            }
        }
    }

    #[test]
    fn a_word_is_in_its_sets_in_any_language_and_in_capitals() {
        let lexicon = Lexicon::of(&Lists::load());
        let of = |word: &str| lexicon.sets.of(lexicon.words.get(word));
        assert!(of("und") == SetBits::default() && of("harbour") == SetBits::default());
        assert!(of("dass").has(WordSet::ThatWords) && of("that").has(WordSet::ThatWords));
        assert!(!of("dass").has(WordSet::That));
        // The country is listed in capitals.
        assert!(lexicon.words.get("US") != lexicon.words.get("us"));
        assert!(of("US").has(WordSet::VerbObjects) && of("us").has(WordSet::VerbObjects));
    }

    #[test]
    fn a_word_that_a_rule_alone_asks_for_is_not_listed() {
        let mut words = Words::default();
        words.add("said", Classes::CUE_VERB);
        let sets = Sets::read(&mut words, ["# set\twords\nsay_forms\tsaid|zaid\n"]);
        for (word, listed) in [("said", true), ("zaid", false)] {
            let id = words.get(word);
            assert!(sets.has(WordSet::SayForms, id));
            assert_eq!(words.classes(id).any(Classes::LISTED), listed, "{word}");
        }
    }

    #[test]
    fn texts_are_looked_for_where_they_can_stand() {
        let sets = Lexicon::of(&Lists::load()).sets;
        assert!(
            sets.begins(TextSet::NoObjectStems, "Telling")
                && !sets.begins(TextSet::NoObjectStems, "Te")
        );
        assert!(
            sets.ends(TextSet::GoingEndings, "saying")
                && !sets.ends(TextSet::GoingEndings, "SAYING")
        );
        assert!(sets.holds(TextSet::AskingLabels, "Q") && !sets.holds(TextSet::AskingLabels, "q"));
    }
}
