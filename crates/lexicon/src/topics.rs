//! Topics: the IPTC Media Topics ([`MediaTopics`]) and the words and phrases
//! that speak for them, per language ([`Terms`]).
//!
//! The terms of one language lie in a trie over stems, so that one pass over a
//! text's words meets terms of one word and of several alike.

use std::sync::OnceLock;

use crate::{
    AllHabits, Language, List, Lists,
    hash::{EMPTY, number},
    packed::unpack,
    phrase::Table,
    rows::rows,
    slots::Slots,
    stem::Stemming,
};

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
}

/// The Media Topics, by code.
#[derive(Debug, Default)]
pub struct MediaTopics {
    /// Topics in the order of their codes, the seventeen at the top first.
    pub list: Vec<MediaTopic>,
    /// Their codes as numbers, in the same order.
    codes: Vec<u32>,
    /// The topics below each, one topic after the other.
    below: Vec<TopicId>,
    /// By topic: where the topics right below it begin and end in `below`.
    children: Vec<(u16, u16)>,
}

impl MediaTopics {
    fn load(list: &'static str) -> Self {
        let columns: Vec<[&'static str; 3]> = rows(list).collect();
        let codes = columns.iter().map(|[code, ..]| code.parse().unwrap_or(u32::MAX)).collect();
        let mut topics = Self { codes, ..Self::default() };
        topics.list = columns
            .iter()
            .enumerate()
            .map(|(at, [code, parent, name])| MediaTopic {
                code,
                parent: topics.find(parent),
                top: TopicId(at as u16),
                depth: 0,
                name,
            })
            .collect();
        for at in 0..topics.list.len() {
            let (mut top, mut depth) = (TopicId(at as u16), 0);
            while let Some(parent) = topics.get(top).and_then(|topic| topic.parent)
                && usize::from(depth) < topics.list.len()
            {
                top = parent;
                depth += 1;
            }
            if let Some(topic) = topics.list.get_mut(at) {
                (topic.top, topic.depth) = (top, depth);
            }
        }
        topics.note_children();
        topics
    }

    /// Lists the topics below each topic.
    fn note_children(&mut self) {
        let mut below: Vec<(TopicId, TopicId)> = Vec::with_capacity(self.list.len());
        for (at, topic) in self.list.iter().enumerate() {
            below.extend(topic.parent.map(|above| (above, TopicId(at as u16))));
        }
        below.sort_unstable();
        self.children = vec![(0, 0); self.list.len()];
        for (at, (above, _)) in below.iter().enumerate() {
            if let Some((start, end)) = self.children.get_mut(above.index()) {
                if start == end {
                    *start = at as u16;
                }
                *end = at as u16 + 1;
            }
        }
        self.below = below.into_iter().map(|(_, topic)| topic).collect();
    }

    /// The topics right below one.
    #[must_use]
    pub fn below(&self, id: TopicId) -> &[TopicId] {
        let (start, end) = self.children.get(id.index()).copied().unwrap_or_default();
        self.below.get(usize::from(start)..usize::from(end)).unwrap_or_default()
    }

    /// The topic of that id.
    #[must_use]
    #[inline]
    pub fn get(&self, id: TopicId) -> Option<&MediaTopic> {
        self.list.get(id.index())
    }

    /// The id of a code.
    #[must_use]
    pub fn find(&self, code: &str) -> Option<TopicId> {
        let at = self.codes.binary_search(&code.parse().ok()?).ok()?;
        Some(TopicId(at as u16))
    }
}

/// A stem's number in one language's [`Terms`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct StemId(u32);

impl StemId {
    /// The number of every stem that no term has.
    pub const NONE: Self = Self(0);
}

/// A place in the trie of one language's [`Terms`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Node(u32);

impl Node {
    /// Where every term begins.
    pub const ROOT: Self = Self(0);
}

/// The terms of one language.
#[derive(Debug, Default)]
pub struct Terms {
    /// Stems by their numbers ([`crate::stem::Stem::number`]).
    stems: Slots,
    /// By stem, from [`StemId::NONE`] on: the node of the terms that begin with it;
    /// the root where none does.
    first: Vec<Node>,
    /// Nodes by the node before and the stem between, see [`edge`].
    edges: Slots,
    /// What ends at each node, one node after the other: topics and how much
    /// the term says for each, 1 to 4.
    ends: Vec<(TopicId, u8)>,
    /// By node.
    places: Vec<Place>,
    /// How words lose their endings.
    pub stemming: Stemming,
    /// Whether an article before an apostrophe is no part of its word.
    elides: bool,
}

/// What there is at a node.
#[derive(Debug, Clone, Copy, Default)]
pub struct Place {
    /// Where its ends begin in [`Terms::ends`].
    start: u32,
    /// How many there are; none where no term ends.
    pub ends: u16,
    /// Whether a longer term goes on from it.
    pub goes_on: bool,
}

/// What a step in the trie is entered by: no two steps have the same number.
fn edge(node: Node, stem: StemId) -> u64 {
    let both = u64::from(node.0) << 32 | u64::from(stem.0);
    let mixed = both.wrapping_mul(0x517c_c1b7_2722_0a95);
    mixed ^ (mixed >> 32)
}

/// A term that was read: where it ends and what it says.
struct End {
    node: Node,
    topic: TopicId,
    weight: u8,
}

impl Terms {
    fn load(list: &str, stemming: Stemming, elides: bool, topics: &MediaTopics) -> Self {
        // The lists hold about one stem to twenty bytes, and two terms.
        let stems = list.len() / 20;
        let mut terms = Self {
            stems: Slots::with_capacity(stems),
            first: Vec::with_capacity(stems),
            edges: Slots::with_capacity(stems / 2),
            places: Vec::with_capacity(stems * 2),
            ends: Vec::new(),
            stemming,
            elides,
        };
        terms.first.push(Node::ROOT);
        terms.places.push(Place::default());
        let mut ends = Vec::with_capacity(stems * 2);
        for [code, weight, words] in rows(list) {
            let (Some(topic), Ok(weight)) = (topics.find(code), weight.parse()) else { continue };
            let mut rest = words;
            while !rest.is_empty() {
                let term = until_comma(rest);
                rest = rest.get(term.len() + 2..).unwrap_or_default();
                let node = terms.enter(term);
                if node != Node::ROOT {
                    ends.push(End { node, topic, weight });
                }
            }
        }
        terms.note(&ends);
        terms
    }

    /// The node at which a term ends; makes those that are not there yet.
    fn enter(&mut self, term: &str) -> Node {
        let mut node = Node::ROOT;
        for word in self.split(term) {
            let number = self.stemming.stem(word).number(EMPTY);
            let next = self.first.len() as u32;
            let stem = self.stems.enter(number, next);
            if stem == next {
                self.first.push(Node::ROOT);
            }
            let new = Node(self.places.len() as u32);
            if node == Node::ROOT {
                let Some(first) = self.first.get_mut(stem as usize) else { continue };
                if *first == Node::ROOT {
                    *first = new;
                }
                node = *first;
            } else {
                if let Some(place) = self.places.get_mut(node.0 as usize) {
                    place.goes_on = true;
                }
                node = Node(self.edges.enter(edge(node, StemId(stem)), new.0));
            }
            if node == new {
                self.places.push(Place::default());
            }
        }
        node
    }

    /// Notes what ends at each node, each topic once, with its largest weight.
    fn note(&mut self, ends: &[End]) {
        for end in ends {
            if let Some(place) = self.places.get_mut(end.node.0 as usize) {
                place.ends += 1;
            }
        }
        let mut next = 0;
        for place in &mut self.places {
            place.start = next;
            next += u32::from(place.ends);
            place.ends = 0;
        }
        self.ends = vec![(TopicId(0), 0); ends.len()];
        for &End { node, topic, weight } in ends {
            let Some(place) = self.places.get_mut(node.0 as usize) else { continue };
            let start = place.start as usize;
            let known = self.ends.get_mut(start..=start + usize::from(place.ends));
            let Some((free, known)) = known.and_then(<[_]>::split_last_mut) else { continue };
            match known.iter_mut().find(|(known, _)| *known == topic) {
                Some((_, known)) => *known = weight.max(*known),
                None => {
                    *free = (topic, weight);
                    place.ends += 1;
                }
            }
        }
    }

    /// The words of a term or token (lower case, straight apostrophes) as the trie
    /// counts them: hyphens part words, full stops of acronyms and a final "'s" go,
    /// and so does an article before an apostrophe where the language elides.
    #[must_use]
    pub fn split<'t>(&self, term: &'t str) -> Split<'t> {
        Split { rest: term, elides: self.elides }
    }

    /// The stem with that number ([`crate::stem::Stem::number`]); none where no term has it.
    #[must_use]
    #[inline]
    pub fn stem(&self, number: u64) -> StemId {
        StemId(self.stems.find(number))
    }

    /// The node of the terms that begin with `stem`.
    #[must_use]
    #[inline]
    pub fn first(&self, stem: StemId) -> Option<Node> {
        self.first.get(stem.0 as usize).copied().filter(|next| *next != Node::ROOT)
    }

    /// The node after `node`, which is not the root, along `stem`.
    #[must_use]
    #[inline]
    pub fn step(&self, node: Node, stem: StemId) -> Option<Node> {
        if stem == StemId::NONE {
            return None;
        }
        Some(Node(self.edges.find(edge(node, stem)))).filter(|next| *next != Node::ROOT)
    }

    /// What there is at `node`.
    #[must_use]
    #[inline]
    pub fn place(&self, node: Node) -> Place {
        self.places.get(node.0 as usize).copied().unwrap_or_default()
    }

    /// The topics of the term that ends at `node`, with weights 1 to 4; none
    /// where no term ends.
    #[must_use]
    #[inline]
    pub fn ends(&self, node: Node) -> &[(TopicId, u8)] {
        let place = self.place(node);
        let start = place.start as usize;
        self.ends.get(start..start + usize::from(place.ends)).unwrap_or_default()
    }
}

/// The term that a row's `terms` begin with: what stands before a comma and a space.
fn until_comma(terms: &str) -> &str {
    let bytes = terms.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte == b',' && bytes.get(at + 1) == Some(&b' ') {
            break;
        }
        at += 1;
    }
    terms.get(..at).unwrap_or(terms)
}

/// The words that [`Terms::split`] finds.
#[derive(Debug, Clone)]
pub struct Split<'t> {
    rest: &'t str,
    elides: bool,
}

impl<'t> Iterator for Split<'t> {
    type Item = &'t str;

    #[inline]
    fn next(&mut self) -> Option<&'t str> {
        while !self.rest.is_empty() {
            let bytes = self.rest.as_bytes();
            let (mut end, mut mark, mut plain) = (0, 0, true);
            while let Some(&byte) = bytes.get(end) {
                match byte {
                    b'-' | b' ' | b'/' => mark = 1,
                    // U+2010 and U+2011 are hyphens, too.
                    0xe2 if matches!(bytes.get(end + 1..end + 3), Some([0x80, 0x90 | 0x91])) => {
                        mark = 3;
                    }
                    b'\'' | b'.' | b'#' | 0xe2 => plain = false,
                    _ => {}
                }
                if mark > 0 {
                    break;
                }
                end += 1;
            }
            let word = self.rest.get(..end).unwrap_or_default();
            self.rest = self.rest.get(end + mark..).unwrap_or_default();
            let word = if plain { word } else { self.bare(word) };
            if !word.is_empty() {
                return Some(word);
            }
        }
        None
    }
}

impl<'t> Split<'t> {
    /// The word without marks at its ends, a final "'s" and an elided article.
    #[cold]
    fn bare(&self, word: &'t str) -> &'t str {
        let word = word.trim_matches(['\'', '.', '#', '’']);
        let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
        let elided = word.split_once(['\'', '’']).filter(|_| self.elides).map(|(_, noun)| noun);
        elided.unwrap_or(word)
    }
}

/// Media Topics and the terms of every language.
#[derive(Debug, Default)]
pub struct Topics {
    /// The Media Topics.
    pub media: MediaTopics,
    terms: Vec<Late<Terms>>,
    /// Words that no key phrase holds, by their numbers.
    stops: Vec<Late<Table<()>>>,
}

/// What is made of a language's list when a text first needs it.
#[derive(Debug)]
struct Late<T> {
    language: Language,
    packed: &'static [u8],
    /// The endings of the language's words, where they are listed.
    stems: Option<&'static [u8]>,
    elides: bool,
    made: OnceLock<T>,
}

/// A list by language.
fn late<T>(lists: &Lists, name: &str, habits: &AllHabits) -> Vec<Late<T>> {
    let late = |(language, list): (Language, &List)| {
        let stems = lists.by_language("stems").find(|(owner, _)| *owner == language);
        let elides = !habits.of(Some(language)).elided_articles.is_empty();
        let stems = stems.map(|(_, list)| list.packed());
        Late { language, packed: list.packed(), stems, elides, made: OnceLock::new() }
    };
    lists.by_language(name).map(late).collect()
}

impl Topics {
    /// Builds the tables.
    #[must_use]
    pub(crate) fn load(lists: &Lists, habits: &AllHabits) -> Self {
        let media = lists.texts("media_topics").next().map(MediaTopics::load);
        Self {
            media: media.unwrap_or_default(),
            terms: late(lists, "topic_terms", habits),
            stops: late(lists, "phrase_stops", habits),
        }
    }

    /// Whether no key phrase of that language holds the word with that number
    /// ([`number`], of lower case and straight apostrophes). English has
    /// classes for that.
    #[must_use]
    pub fn ends_phrase(&self, word: u64, language: Language) -> bool {
        let list = self.stops.iter().find(|list| list.language == language);
        list.is_some_and(|list| {
            list.made.get_or_init(|| stops(&unpack(list.packed))).contains_key(&word)
        })
    }

    /// Whether there are terms of that language.
    #[must_use]
    pub fn has(&self, language: Language) -> bool {
        self.terms.iter().any(|list| list.language == language)
    }

    /// The terms of a language; none where it has no list.
    #[must_use]
    pub fn terms(&self, language: Language) -> &Terms {
        static NONE: OnceLock<Terms> = OnceLock::new();
        let list = self.terms.iter().find(|list| list.language == language);
        list.map_or_else(
            || NONE.get_or_init(Terms::default),
            |list| {
                list.made.get_or_init(|| {
                    let stems = list.stems.map(|packed| Stemming::read(unpack(packed).leak()));
                    let stemming = stems.unwrap_or_default();
                    Terms::load(&unpack(list.packed), stemming, list.elides, &self.media)
                })
            },
        )
    }
}

fn stops(list: &str) -> Table<()> {
    let mut stops = Table::default();
    // About one word to ten bytes.
    stops.reserve(list.len() / 10);
    stops.extend(rows(list).map(|[word]| (number(EMPTY, word.as_bytes()), ())));
    stops
}

#[cfg(test)]
mod tests {
    use super::{Node, Topics};
    use crate::{Language, Lexicon, Lists, hash::EMPTY};

    fn topics() -> Topics {
        Lexicon::of(&Lists::load()).topics
    }

    /// The codes of the topics that `term` speaks for.
    fn codes(topics: &Topics, term: &str) -> Vec<&'static str> {
        let terms = topics.terms(Language::ENGLISH);
        let mut node = Node::ROOT;
        for word in terms.split(term) {
            let stem = terms.stem(terms.stemming.stem(word).number(EMPTY));
            let next = if node == Node::ROOT { terms.first(stem) } else { terms.step(node, stem) };
            let Some(next) = next else { return Vec::new() };
            node = next;
        }
        terms.ends(node).iter().filter_map(|&(id, _)| Some(topics.media.get(id)?.code)).collect()
    }

    #[test]
    fn every_row_of_the_terms_has_a_known_code_and_weight() {
        let topics = topics();
        for list in Lists::load().texts("topic_terms") {
            for [code, weight, terms] in crate::rows::rows::<3>(list) {
                assert!(topics.media.find(code).is_some(), "{code} is no Media Topic");
                assert!(matches!(weight, "1" | "2" | "3" | "4"), "{code}: {weight}");
                assert!(terms.split(", ").is_sorted(), "{code} {weight} is not sorted");
            }
        }
    }

    #[test]
    fn seventeen_topics_are_at_the_top() {
        let media = topics().media;
        let tops: Vec<_> = media.list.iter().filter(|topic| topic.parent.is_none()).collect();
        assert_eq!(tops.len(), 17);
        assert!(tops.iter().all(|topic| topic.depth == 0 && topic.code.ends_with("000000")));
        let deep = media.find("20000060").and_then(|id| media.get(id));
        let top = deep.and_then(|topic| media.get(topic.top));
        assert_eq!(top.map(|topic| topic.name), Some("conflict, war and peace"));
    }

    #[test]
    fn terms_of_several_words_are_met_in_any_number_and_hyphenation() {
        let topics = topics();
        assert_eq!(codes(&topics, "interest rates"), ["20000379"]);
        assert_eq!(codes(&topics, "cease-fires"), codes(&topics, "cease fire"));
        assert!(codes(&topics, "interest").is_empty(), "the first word of a term is no term");
    }
}
