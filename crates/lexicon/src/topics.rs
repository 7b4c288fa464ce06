//! Topics: the IPTC Media Topics ([`MediaTopics`]) and the words and phrases
//! that speak for them, per language ([`Terms`]).
//!
//! The terms of one language lie in a trie over stems, so that one pass over a
//! text's words meets terms of one word and of several alike.

use std::{
    collections::{HashMap, HashSet},
    hash::{BuildHasherDefault, Hasher},
    sync::OnceLock,
};

use crate::{Language, rows::rows, stem::stem};

/// A Media Topic's place in [`MediaTopics`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TopicId(pub u16);

impl TopicId {
    /// The place, for tables by topic.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// One IPTC Media Topic.
#[derive(Debug, Clone, Copy)]
pub struct MediaTopic {
    /// Its code, eight digits.
    pub code: &'static str,
    /// The topic above it; none for the seventeen at the top.
    pub parent: Option<TopicId>,
    /// The one of the seventeen above it, or itself.
    pub top: TopicId,
    /// How many topics are above it.
    pub depth: u8,
    /// Its English name.
    pub name: &'static str,
    /// Its German name; empty where there is none yet.
    pub german: &'static str,
}

/// The Media Topics, by code.
#[derive(Debug, Default)]
pub struct MediaTopics {
    /// Topics in the order of their codes, the seventeen at the top first.
    pub list: Vec<MediaTopic>,
    /// By topic: the topics right below it.
    below: Vec<Vec<TopicId>>,
}

impl MediaTopics {
    fn load(list: &'static str) -> Self {
        let columns: Vec<[&'static str; 4]> = rows(list).collect();
        let find = |code: &str| {
            let at = columns.binary_search_by(|row| row[0].cmp(code)).ok()?;
            Some(TopicId(at as u16))
        };
        let mut topics: Vec<MediaTopic> = columns
            .iter()
            .enumerate()
            .map(|(at, [code, parent, name, german])| MediaTopic {
                code,
                parent: find(parent),
                top: TopicId(at as u16),
                depth: 0,
                name,
                german,
            })
            .collect();
        for at in 0..topics.len() {
            let (mut top, mut depth) = (TopicId(at as u16), 0);
            while let Some(parent) = topics.get(top.index()).and_then(|t| t.parent)
                && usize::from(depth) < topics.len()
            {
                top = parent;
                depth += 1;
            }
            if let Some(topic) = topics.get_mut(at) {
                (topic.top, topic.depth) = (top, depth);
            }
        }
        let mut below = vec![Vec::new(); topics.len()];
        for (at, topic) in topics.iter().enumerate() {
            if let Some(above) = topic.parent.and_then(|id| below.get_mut(id.index())) {
                above.push(TopicId(at as u16));
            }
        }
        Self { list: topics, below }
    }

    /// The topics right below one.
    #[must_use]
    pub fn below(&self, id: TopicId) -> &[TopicId] {
        self.below.get(id.index()).map_or(&[], Vec::as_slice)
    }

    /// The topic of that id.
    #[must_use]
    pub fn get(&self, id: TopicId) -> Option<&MediaTopic> {
        self.list.get(id.index())
    }

    /// The id of a code.
    #[must_use]
    pub fn find(&self, code: &str) -> Option<TopicId> {
        let at = self.list.binary_search_by(|topic| topic.code.cmp(code)).ok()?;
        Some(TopicId(at as u16))
    }
}

/// A stem's number in one language's [`Terms`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct StemId(u32);

/// A place in the trie of one language's [`Terms`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Node(u32);

impl Node {
    /// Where every term begins.
    pub const ROOT: Self = Self(0);
}

/// A quick hash for the tables of terms. Their keys are the lists' own, so no
/// text that is read can make them collide.
#[derive(Default)]
struct QuickHasher(u64);

type Quick = BuildHasherDefault<QuickHasher>;

impl QuickHasher {
    fn mix(&mut self, value: u64) {
        self.0 = (self.0.rotate_left(5) ^ value).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for QuickHasher {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.mix(u64::from(byte));
        }
    }

    fn write_u32(&mut self, value: u32) {
        self.mix(u64::from(value));
    }
}

/// The terms of one language.
#[derive(Debug, Default)]
pub struct Terms {
    stems: HashMap<Box<str>, StemId, Quick>,
    edges: HashMap<(Node, StemId), Node, Quick>,
    /// What ends at each node: topics and how much the term says for each, 1 to 4.
    ends: Vec<Vec<(TopicId, u8)>>,
}

impl Terms {
    fn load(list: &'static str, language: Language, topics: &MediaTopics) -> Self {
        let mut terms = Self { ends: vec![Vec::new()], ..Self::default() };
        let mut scratch = String::new();
        for [code, weight, words] in rows(list) {
            let (Some(topic), Ok(weight)) = (topics.find(code), weight.parse()) else { continue };
            for term in words.split(", ") {
                terms.add(term, topic, weight, language, &mut scratch);
            }
        }
        terms
    }

    fn add(&mut self, term: &str, id: TopicId, weight: u8, language: Language, buf: &mut String) {
        let mut node = Node::ROOT;
        for word in split(term, language) {
            buf.clear();
            stem(word, language, buf);
            let next_stem = StemId(self.stems.len() as u32);
            let stem = match self.stems.get(buf.as_str()) {
                Some(&known) => known,
                None => *self.stems.entry(buf.as_str().into()).or_insert(next_stem),
            };
            let next_node = Node(self.ends.len() as u32);
            node = *self.edges.entry((node, stem)).or_insert(next_node);
            if node == next_node {
                self.ends.push(Vec::new());
            }
        }
        if let Some(ends) = self.ends.get_mut(node.0 as usize).filter(|_| node != Node::ROOT) {
            match ends.iter_mut().find(|(topic, _)| *topic == id) {
                Some((_, known)) => *known = weight.max(*known),
                None => ends.push((id, weight)),
            }
        }
    }

    /// The number of a stem, where some term has it.
    #[must_use]
    pub fn stem(&self, stem: &str) -> Option<StemId> {
        self.stems.get(stem).copied()
    }

    /// The node after `node` along `stem`.
    #[must_use]
    #[inline]
    pub fn step(&self, node: Node, stem: StemId) -> Option<Node> {
        self.edges.get(&(node, stem)).copied()
    }

    /// The topics of the term that ends at `node`, with weights 1 to 4; none
    /// where no term ends.
    #[must_use]
    #[inline]
    pub fn ends(&self, node: Node) -> &[(TopicId, u8)] {
        self.ends.get(node.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// How many nodes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no term.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.stems.is_empty()
    }
}

/// The words of a term or token (lower case, straight apostrophes) as the trie
/// counts them: hyphens part words, full stops of acronyms and a final "'s" go,
/// and so does the French or Italian article before an apostrophe.
pub fn split(term: &str, language: Language) -> impl Iterator<Item = &str> {
    let elides = matches!(language, Language::French | Language::Italian);
    term.split(['-', ' ', '/', '\u{2011}', '\u{2010}']).filter_map(move |word| {
        let word = word.trim_matches(['\'', '.', '#', '’']);
        let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
        let elided = word.split_once(['\'', '’']).filter(|_| elides).map(|(_, noun)| noun);
        Some(elided.unwrap_or(word)).filter(|word| !word.is_empty())
    })
}

/// The lists of terms, a language each, in the order of [`Language`].
const LISTS: [(Language, &str); 7] = [
    (Language::English, include_str!("../data/topic_terms.tsv")),
    (Language::German, include_str!("../data/topic_terms_de.tsv")),
    (Language::French, include_str!("../data/topic_terms_fr.tsv")),
    (Language::Spanish, include_str!("../data/topic_terms_es.tsv")),
    (Language::Italian, include_str!("../data/topic_terms_it.tsv")),
    (Language::Portuguese, include_str!("../data/topic_terms_pt.tsv")),
    (Language::Russian, include_str!("../data/topic_terms_ru.tsv")),
];

/// Media Topics and the terms of every language.
#[derive(Debug)]
pub struct Topics {
    /// The Media Topics.
    pub media: MediaTopics,
    /// In the order of [`LISTS`]; each is built when a text first needs it.
    terms: [OnceLock<Terms>; LISTS.len()],
    /// French words that no key phrase holds.
    french: OnceLock<HashSet<&'static str>>,
}

impl Default for Topics {
    fn default() -> Self {
        let terms = [const { OnceLock::new() }; LISTS.len()];
        Self { media: MediaTopics::default(), terms, french: OnceLock::new() }
    }
}

impl Topics {
    /// Builds the tables.
    #[must_use]
    pub(crate) fn load() -> Self {
        let media = MediaTopics::load(include_str!("../data/media_topics.tsv"));
        Self { media, ..Self::default() }
    }

    /// Whether no key phrase of that language holds the word (lower case,
    /// straight apostrophes). English has classes for that.
    #[must_use]
    pub fn ends_phrase(&self, word: &str, language: Language) -> bool {
        let list = include_str!("../data/phrase_stops_fr.tsv");
        language == Language::French
            && self
                .french
                .get_or_init(|| rows::<1>(list).map(|[word]| word).collect())
                .contains(word)
    }

    /// The terms of a language.
    #[must_use]
    pub fn terms(&self, language: Language) -> &Terms {
        static NONE: OnceLock<Terms> = OnceLock::new();
        let lists = LISTS.iter().zip(&self.terms);
        let slot = lists
            .filter(|((of, _), _)| *of == language)
            .map(|((_, list), slot)| slot.get_or_init(|| Terms::load(list, language, &self.media)));
        slot.last().unwrap_or_else(|| NONE.get_or_init(Terms::default))
    }
}

#[cfg(test)]
mod tests {
    use super::{LISTS, Node, Topics, split};
    use crate::{Language, stem};

    /// The codes of the topics that `term` speaks for.
    fn codes(topics: &Topics, term: &str) -> Vec<&'static str> {
        let terms = topics.terms(Language::English);
        let mut node = Node::ROOT;
        for word in split(term, Language::English) {
            let mut out = String::new();
            stem(word, Language::English, &mut out);
            let Some(next) = terms.stem(&out).and_then(|stem| terms.step(node, stem)) else {
                return Vec::new();
            };
            node = next;
        }
        terms.ends(node).iter().filter_map(|&(id, _)| Some(topics.media.get(id)?.code)).collect()
    }

    #[test]
    fn every_row_of_the_terms_has_a_known_code_and_weight() {
        let topics = Topics::load();
        let rows = LISTS.iter().flat_map(|(_, list)| crate::rows::rows::<3>(list));
        for [code, weight, terms] in rows {
            assert!(topics.media.find(code).is_some(), "{code} is no Media Topic");
            assert!(matches!(weight, "1" | "2" | "3" | "4"), "{code}: {weight}");
            assert!(terms.split(", ").is_sorted(), "{code} {weight} is not sorted");
        }
    }

    #[test]
    fn seventeen_topics_are_at_the_top() {
        let media = Topics::load().media;
        let tops: Vec<_> = media.list.iter().filter(|topic| topic.parent.is_none()).collect();
        assert_eq!(tops.len(), 17);
        assert!(tops.iter().all(|topic| topic.depth == 0 && topic.code.ends_with("000000")));
        let deep = media.find("20000060").and_then(|id| media.get(id));
        let top = deep.and_then(|topic| media.get(topic.top));
        assert_eq!(top.map(|topic| topic.name), Some("conflict, war and peace"));
    }

    #[test]
    fn terms_of_several_words_are_met_in_any_number_and_hyphenation() {
        let topics = Topics::load();
        assert_eq!(codes(&topics, "interest rates"), ["20000379"]);
        assert_eq!(codes(&topics, "cease-fires"), codes(&topics, "cease fire"));
        assert!(codes(&topics, "interest").is_empty(), "the first word of a term is no term");
    }
}
