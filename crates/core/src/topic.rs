//! Station 6: what the article and each of its sections are about.

mod chunk;
mod concept;
mod heard;
mod meaning;
mod media;
mod numbering;
mod phrase;
mod quoted;
mod reading;
mod section;
mod shift;
#[cfg(test)]
mod tests;
mod traits;

use crate::{Lexicon, Span, entity::Entities, quote::Quotes, segment::Sentences};
use concept::Concepts;
use heard::Heard;
use meaning::Meanings;
use media::Tagger;
use phrase::{Ground, Ranker};
use reading::Reading;

/// One IPTC Media Topic.
#[derive(Debug, Clone, PartialEq)]
pub struct Topic {
    /// The Media Topic's code, eight digits.
    pub code: &'static str,
    /// Its English name.
    pub name: &'static str,
    /// Codes of the broader terms, nearest first.
    pub broader: Vec<&'static str>,
    /// How much of the article it carries, 0 to 1.
    pub weight: f32,
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// The words that speak for it.
    pub evidence: Vec<Span>,
}

/// One key phrase.
#[derive(Debug, Clone, PartialEq)]
pub struct Phrase {
    /// Its best surface form.
    pub text: String,
    /// How much it stands out, 0 to 1, the first having 1.
    pub weight: f32,
    /// Where it stands.
    pub evidence: Vec<Span>,
}

/// One stretch of the article under a heading (or before the first).
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Where it stands, heading and all.
    pub span: Span,
    /// Its heading, where it has one.
    pub heading: Option<Span>,
    /// Its topics, most weight first.
    pub topics: Vec<Topic>,
    /// Its key phrases, most weight first.
    pub phrases: Vec<Phrase>,
}

/// What the article is about.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Topics {
    /// Topics, most weight first.
    pub list: Vec<Topic>,
    /// Key phrases, most weight first.
    pub phrases: Vec<Phrase>,
    /// Sections, in order.
    pub sections: Vec<Section>,
    /// By quote: the codes of its topics, most telling first, all of them among
    /// those of the article or of the quote's section.
    pub of_quotes: Vec<Vec<&'static str>>,
}

/// Ranks topics and phrases, of the article and of each section, and says which
/// topics each quote has.
#[must_use]
pub fn rank(
    sentences: &Sentences<'_>,
    entities: &Entities,
    quotes: &Quotes,
    lexicon: &Lexicon,
) -> Topics {
    let reading = Reading::new(sentences, lexicon);
    let media = &lexicon.topics.media;
    let heard = Heard::new(&reading, media);
    let mut tagger = Tagger::new(&heard);
    let ranked = tagger.rank(&heard.hits);
    let named = chunk::named(&reading, entities);
    let chunks = chunk::chunks(&reading, &named);
    let concepts = Concepts::new(&reading, lexicon, &chunks);
    let ground = Ground {
        lexicon,
        reading: &reading,
        named: &named,
        concepts: &concepts,
        chunks: &chunks,
        meanings: &Meanings::new(&concepts, &chunks),
        names: &media::names(media, &ranked),
        relevant: &heard.relevant(media::main_tops(media, &ranked)),
    };
    let mut ranker = Ranker::new(&ground);
    let phrases = ranker.rank(0..chunks.len(), phrase::MOST);
    let list: Vec<Topic> = ranked.into_iter().filter_map(|topic| topic.topic(media)).collect();
    let whole = (list.as_slice(), phrases.as_slice());
    let sections = section::sections(whole, &heard, &ground, &mut tagger, &mut ranker);
    let of_quotes = quoted::topics(&heard, &quotes.list, &list, &sections);
    Topics { list, phrases, sections, of_quotes }
}
