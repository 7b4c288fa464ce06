//! What a pick means in the text: which bytes are marked, and where to scroll.

use verbatim_core::report::Range;

use super::{Reading, cards::Card};
use crate::state::Pick;

/// The byte ranges that a pick stands for; the first is where to scroll to.
pub fn ranges(reading: &Reading, pick: &Pick, found: &[Range]) -> Vec<Range> {
    let report = &reading.report;
    let one = match pick {
        Pick::None => None,
        Pick::Card(card) => {
            return reading.card(*card).map(|c| c.ranges(report).collect()).unwrap_or_default();
        }
        Pick::Mention(id, at) => {
            report.entities.iter().find(|e| e.id == *id).and_then(|e| e.mentions.get(*at)).copied()
        }
        Pick::Phrase(phrase, at) => {
            report.phrases.get(*phrase).and_then(|p| p.evidence.get(*at)).copied()
        }
        Pick::Topic(code, at) => evidence(reading, code).get(*at).copied(),
        Pick::Found(at) => found.get(*at).copied(),
        Pick::Words(start, end) => Some(Range { start: *start, end: *end }),
        Pick::Block(block) => {
            report.blocks.get(*block).map(|b| Range { start: b.start, end: b.end })
        }
    };
    one.into_iter().collect()
}

/// Other places of the same thing, marked more quietly.
pub fn others(reading: &Reading, pick: &Pick, topic: Option<&str>) -> Vec<Range> {
    match (pick, topic) {
        (Pick::Mention(id, _), _) => reading
            .report
            .entities
            .iter()
            .find(|e| e.id == *id)
            .map(|e| e.mentions.clone())
            .unwrap_or_default(),
        (Pick::Phrase(phrase, _), _) => {
            reading.report.phrases.get(*phrase).map(|p| p.evidence.clone()).unwrap_or_default()
        }
        (_, Some(code)) => evidence(reading, code).to_vec(),
        _ => Vec::new(),
    }
}

/// The words that speak for a topic.
fn evidence<'a>(reading: &'a Reading, code: &str) -> &'a [Range] {
    let topic = reading.report.topics.iter().find(|t| t.code == code);
    topic.map(|t| t.evidence.as_slice()).unwrap_or_default()
}

/// Whether a card stands in a block that speaks for the topic.
pub fn card_has_topic(reading: &Reading, card: &Card, code: &str) -> bool {
    let blocks = &reading.report.blocks;
    card.ranges(&reading.report).any(|quote| {
        let first = blocks.partition_point(|b| b.end <= quote.start);
        let held = blocks.iter().skip(first).take_while(|b| b.start < quote.end);
        let mut held = held.map(|b| b.start..b.end);
        held.any(|block| evidence(reading, code).iter().any(|e| block.contains(&e.start)))
    })
}
