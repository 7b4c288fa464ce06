//! From what the user points at on the page to the corrections of the core,
//! which point at spans of the text.

use verbatim_core::{
    Correction, NoticeCode, Span, Whose,
    entity::EntityKind,
    report::{Range, ReportEntity, ReportSpeaker},
};

use super::{Reading, cards::Card};

/// Somebody whom a quote can be given to.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The name that is shown.
    pub name: String,
    /// The role that stands with it, where one does.
    pub role: Option<String>,
    /// Who it is, as an index into the speakers, where they speak.
    pub speaker: Option<usize>,
    /// The entity's id, where one is known.
    pub entity: Option<u32>,
    /// What it is, where it has an entity.
    pub kind: Option<EntityKind>,
    /// How a correction names them.
    pub whose: Whose,
}

/// Those who speak first, most words first; then people, organisations and places.
pub fn choices(reading: &Reading) -> Vec<Choice> {
    let entities = &reading.report.entities;
    let speaking = reading.speakers.iter().enumerate().map(|(at, speaker)| Choice {
        name: speaker.name.clone(),
        role: speaker.role.clone(),
        speaker: Some(at),
        entity: speaker.entity,
        kind: speaker.entity.and_then(|id| entities.get(id as usize)).map(|e| e.kind),
        whose: whose(reading, speaker.entity, speaker.named),
    });
    let mut choices: Vec<Choice> = speaking.collect();
    // By kind, then in order of appearance.
    for kind in [EntityKind::Person, EntityKind::Organisation, EntityKind::Place] {
        let speaks = |id: u32| reading.speakers.iter().any(|s| s.entity == Some(id));
        for entity in entities.iter().filter(|e| e.kind == kind && !speaks(e.id)) {
            choices.push(Choice {
                name: entity.name.clone(),
                role: entity.roles.first().map(|r| reading.of(*r).to_owned()),
                speaker: None,
                entity: Some(entity.id),
                kind: Some(kind),
                whose: whose(reading, Some(entity.id), None),
            });
        }
    }
    choices
}

/// The mention that stands for an entity: one by name, so that a new analysis finds
/// the same one again.
pub fn anchor(reading: &Reading, entity: &ReportEntity) -> Option<Span> {
    let named = |range: &&Range| is_named(reading, entity, **range);
    let range = entity.mentions.iter().find(named).or_else(|| entity.mentions.first())?;
    reading.span(*range)
}

/// The place of an alias in a mention that has it for a name: not in one by a longer
/// name that holds it.
pub fn alias_anchor(reading: &Reading, entity: &ReportEntity, alias: &str) -> Option<Span> {
    let at = |range: &Range| {
        let words = reading.of(*range);
        let names = std::iter::once(&entity.name).chain(&entity.aliases);
        let longest = names.filter(|n| words.contains(n.as_str())).max_by_key(|n| n.len())?;
        let start = words.rfind(alias).filter(|_| longest == alias)? as u32 + range.start;
        reading.span(Range { start, end: start + alias.len() as u32 })
    };
    entity.mentions.iter().find_map(at)
}

/// Whether a mention holds a name of its entity, rather than a pronoun.
pub fn is_named(reading: &Reading, entity: &ReportEntity, mention: Range) -> bool {
    let words = reading.of(mention);
    let mut names = std::iter::once(&entity.name).chain(&entity.aliases);
    names.any(|name| words.contains(name.as_str()))
}

/// How a correction names a speaker who has this entity, or these words alone.
fn whose(reading: &Reading, entity: Option<u32>, words: Option<Range>) -> Whose {
    let entity = entity.and_then(|id| reading.report.entities.get(id as usize));
    match (entity, entity.and_then(|e| anchor(reading, e)).or_else(|| reading.span(words?))) {
        (_, Some(span)) => Whose::Mention(span),
        (Some(entity), None) => Whose::Name(entity.name.clone()),
        (None, None) => Whose::Unknown,
    }
}

/// The mention that stands for the speaker of a card, whom a merge or a new name
/// is about; none where only the user names them.
pub fn speaker_anchor(reading: &Reading, card: &Card) -> Option<Span> {
    match speaker_of(reading, card) {
        Whose::Mention(span) => Some(span),
        _ => None,
    }
}

fn speaker_of(reading: &Reading, card: &Card) -> Whose {
    let mut quotes = card.quotes.iter().filter_map(|&q| reading.report.quotes.get(q));
    let speaker: Option<&ReportSpeaker> = quotes.find_map(|q| q.speaker.as_ref());
    speaker.map_or(Whose::Unknown, |s| whose(reading, s.entity, s.range()))
}

/// The card's first quote, which a correction of the card points at.
fn quote(reading: &Reading, card: &Card) -> Option<Span> {
    reading.span(card.ranges(&reading.report).next()?)
}

/// The correction that gives a card to somebody.
pub fn say(reading: &Reading, card: &Card, speaker: Whose) -> Option<Correction> {
    Some(Correction::Speaker { quote: quote(reading, card)?, speaker })
}

/// A change of the list of corrections.
#[derive(Debug, PartialEq)]
pub enum Change {
    /// One more.
    Add(Correction),
    /// Without these.
    TakeBack(Vec<Correction>),
}

/// Confirms or rejects a card, or takes that back where it is so already.
pub fn verdict(reading: &Reading, card: &Card, rejects: bool) -> Option<Change> {
    if if rejects { card.rejected } else { card.confirmed } {
        return Some(Change::TakeBack(about(reading, card, is_verdict)));
    }
    let quote = quote(reading, card)?;
    Some(Change::Add(if rejects {
        Correction::Reject { quote }
    } else {
        Correction::Confirm { quote, speaker: speaker_of(reading, card) }
    }))
}

/// The corrections in force that are about a card and that `which` picks.
pub fn about(reading: &Reading, card: &Card, which: fn(&Correction) -> bool) -> Vec<Correction> {
    let spans: Vec<Span> =
        card.ranges(&reading.report).filter_map(|range| reading.span(range)).collect();
    let near =
        |it: &&Correction| which(it) && spans.iter().any(|span| span.mostly(it.anchor()).is_some());
    reading.report.corrections.iter().filter(near).cloned().collect()
}

/// Whether a correction sets a speaker.
pub fn is_speaker(correction: &Correction) -> bool {
    matches!(correction, Correction::Speaker { .. })
}

/// Whether a correction confirms or rejects.
fn is_verdict(correction: &Correction) -> bool {
    matches!(correction, Correction::Confirm { .. } | Correction::Reject { .. })
}

/// Whether the analysis had no place for a correction, by its index in the report.
pub fn is_unused(reading: &Reading, correction: usize) -> bool {
    let about = Some(correction as u32);
    let mut notices = reading.report.notices.iter();
    notices.any(|n| n.code == NoticeCode::CorrectionUnused && n.correction == about)
}

#[cfg(test)]
mod tests {
    use verbatim_core::{Correction, Input, Lexicons, Span, Whose, analyze};

    use super::{Change, Reading, about, alias_anchor, anchor, choices, is_unused, say, verdict};

    const TEXT: &str = "“We start,” said Mayor Ilse Branagh. “It is late,” said Peter Aldous. \
                        Branagh smiled. She left. Aldous stayed with Anna Lindqvist in Geneva.";

    fn reading(corrections: Vec<Correction>) -> Reading {
        let input = Input { corrections, ..Input::text(TEXT) };
        Reading::new(analyze(&input, &Lexicons::load()), std::rc::Rc::default(), 1.0)
    }

    #[test]
    fn who_speaks_can_be_chosen_first_and_places_last() {
        let reading = reading(Vec::new());
        let choices = choices(&reading);
        let names: Vec<&str> = choices.iter().map(|c| c.name.as_str()).collect();
        assert_eq!(names, ["Peter Aldous", "Ilse Branagh", "Anna Lindqvist", "Geneva"]);
        assert!(choices.iter().all(|c| matches!(c.whose, Whose::Mention(_))), "{choices:?}");
    }

    #[test]
    fn an_alias_is_anchored_where_it_stands_alone() {
        let reading = reading(Vec::new());
        let ilse = reading.report.entities.iter().find(|e| e.name == "Ilse Branagh");
        let ilse = ilse.expect("the mayor is found");
        let alias = alias_anchor(&reading, ilse, "Branagh").expect("it stands alone once");
        assert!(TEXT[alias.start()..].starts_with("Branagh smiled"));
        let place = anchor(&reading, ilse).expect("a mention by name");
        assert!(place.of(TEXT).contains("Ilse Branagh"));
        assert_eq!(alias_anchor(&reading, ilse, "Ilse"), None, "no name of hers");
    }

    #[test]
    fn corrections_of_a_card_come_back_as_being_about_it() {
        let plain = reading(Vec::new());
        let correction = say(&plain, &plain.cards[0], Whose::Name("Ola Brandt".to_owned()));
        let set = reading(vec![correction.expect("a card has a quote")]);
        assert!(set.cards[0].set);
        // Nobody of that name stands in the text: confirming pins the name.
        let confirmed = verdict(&set, &set.cards[0], false);
        let Some(Change::Add(confirmed)) = confirmed else { panic!("{confirmed:?}") };
        let Correction::Confirm { speaker, .. } = &confirmed else { panic!("{confirmed:?}") };
        assert_eq!(*speaker, Whose::Name("Ola Brandt".to_owned()));
        let both = reading([set.report.corrections, vec![confirmed.clone()]].concat());
        assert!(both.cards[0].confirmed && both.cards[0].set && !both.cards[1].confirmed);
        let back = verdict(&both, &both.cards[0], false);
        assert_eq!(back, Some(Change::TakeBack(vec![confirmed])));
        assert!(about(&both, &both.cards[1], |_| true).is_empty());
    }

    #[test]
    fn of_two_corrections_in_the_same_words_one_may_fit_nothing() {
        let text = "“We start,” said Mayor Ilse Branagh. The banner behind her said We start, too.";
        let reject = |(start, words): (usize, &str)| Correction::Reject {
            quote: Span::new(text, start, start + words.len()).expect("a slice"),
        };
        let corrections: Vec<Correction> = text.match_indices("We start,").map(reject).collect();
        let described: Vec<String> = corrections.iter().map(|c| c.describe(text)).collect();
        assert_eq!(described[0], described[1]);
        let input = Input { corrections, ..Input::text(text) };
        let reading = Reading::new(analyze(&input, &Lexicons::load()), std::rc::Rc::default(), 1.0);
        assert!(!is_unused(&reading, 0) && is_unused(&reading, 1));
    }
}
