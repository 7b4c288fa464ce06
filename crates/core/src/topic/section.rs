//! Sections: the article cut at its headings and where its matter changes, each
//! part with its own topics and phrases, so that an article on two matters is
//! tagged as such.

use super::{
    Phrase, Section, Topic,
    heard::Heard,
    media::Tagger,
    phrase::{Ground, Ranker},
    shift,
};
use crate::{
    clean::Verdict,
    index::{Index, Places, Steps},
    segment::ParagraphId,
};

/// Sections given, at most; the last one holds the rest. Bounds the work on a
/// text that is all headings.
const MOST: usize = 64;
/// Phrases given for one section.
const MOST_PHRASES: usize = 6;

/// The sections in order, where `whole` is what the article has; one where it has no
/// heading and keeps to its matter.
pub(super) fn sections(
    whole: (&[Topic], &[Phrase]),
    heard: &Heard<'_>,
    ground: &Ground<'_>,
    tagger: &mut Tagger<'_>,
    ranker: &mut Ranker<'_>,
) -> Vec<Section> {
    let reading = ground.reading;
    let paragraphs = &reading.sentences.paragraphs;
    let headings: Vec<ParagraphId> = (ParagraphId::FIRST..paragraphs.behind_last())
        .steps()
        .filter(|&at| {
            // A heading under a heading opens no section of its own.
            let is =
                |at: ParagraphId| paragraphs.at(at).is_some_and(|p| p.verdict == Verdict::Heading);
            at == ParagraphId::FIRST || is(at) && !is(at - 1)
        })
        .take(MOST)
        .collect();
    let mut starts = Vec::with_capacity(headings.len() + 1);
    let may_change = tagger.may_change();
    for (at, &start) in headings.iter().enumerate() {
        let end = headings.get(at + 1).copied().unwrap_or(paragraphs.behind_last());
        starts.push(start);
        if may_change {
            starts.extend(shift::shifts(reading, tagger, start..end));
        }
    }
    starts.truncate(MOST);
    let parted = starts.len() > 1;
    starts.push(paragraphs.behind_last());
    starts
        .windows(2)
        .filter_map(|pair| {
            let [start, end] = *pair else { return None };
            let (first, last) = (paragraphs.at(start)?, paragraphs.at(end.checked_sub(1)?)?);
            let tokens = first.tokens.start..last.tokens.end;
            let from = ground.chunks.partition_point(|chunk| chunk.paragraph < start);
            let to = ground.chunks.partition_point(|chunk| chunk.paragraph < end);
            // An article in one piece has been ranked already.
            let (topics, phrases) = if parted {
                let ranked = tagger.rank(heard.within(&tokens)).into_iter();
                let topics = ranked.filter_map(|topic| topic.topic(heard.media)).collect();
                (topics, ranker.rank(from..to, MOST_PHRASES))
            } else {
                let phrases = whole.1.get(..MOST_PHRASES).unwrap_or(whole.1);
                (whole.0.to_vec(), phrases.to_vec())
            };
            Some(Section {
                span: first.span.cover(last.span),
                heading: (first.verdict == Verdict::Heading).then_some(first.span),
                topics,
                phrases,
            })
        })
        .collect()
}
