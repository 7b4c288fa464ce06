//! Tables of articles and the entities in them. All people are invented.

use super::{Entities, EntityKind, Gender, MentionForm, find};
use crate::{Input, Lexicons, clean, document, segment};

fn with_entities<T>(text: &str, look: impl FnOnce(&Entities) -> T) -> T {
    let lexicons = Lexicons::load();
    let lexicon = lexicons.base();
    let document = document::parse(&Input::text(text));
    let blocks = document.blocks.iter().map(|raw| clean::Block {
        span: raw.span,
        verdict: clean::Verdict::Content,
        kept: true,
        confidence: 1.0,
        reason: String::new(),
    });
    let cleaned = clean::Cleaned { blocks: blocks.collect(), ..clean::Cleaned::default() };
    let sentences = segment::split(&document, &cleaned, lexicon);
    look(&find(&sentences, lexicon))
}

/// The text's entities are `expected`, by first mention: kind letter, name, and
/// the words of every mention's name after a colon.
fn check(text: &str, expected: &[&str]) {
    let found = with_entities(text, |entities| {
        let lines = entities.list.iter().map(|entity| {
            let kind = match entity.kind {
                EntityKind::Person => 'P',
                EntityKind::Place => 'L',
                EntityKind::Organisation => 'O',
            };
            let mentions = entities.mentions.iter().filter(|m| m.entity == entity.id);
            let mentions: Vec<&str> = mentions.map(|m| m.name.of(text)).collect();
            format!("{kind} {}: {}", entity.name, mentions.join(", "))
        });
        lines.collect::<Vec<_>>()
    });
    assert_eq!(found, expected, "{text}");
}

#[test]
fn a_surname_names_the_latest_full_name() {
    check(
        "Ida Varga met Tom Oduya. Varga spoke. Oduya, 34, did not.",
        &["P Ida Varga: Ida Varga, Varga", "P Tom Oduya: Tom Oduya, Oduya"],
    );
    check(
        "Anna Lindqvist spoke. Later Maria Lindqvist came, and Lindqvist left.",
        &["P Anna Lindqvist: Anna Lindqvist", "P Maria Lindqvist: Maria Lindqvist, Lindqvist"],
    );
}

#[test]
fn a_title_tells_two_people_of_one_surname_apart() {
    check(
        "Anna Lindqvist and Peter Lindqvist came. Ms. Lindqvist spoke. Mr. Lindqvist left.",
        &[
            "P Anna Lindqvist: Anna Lindqvist, Lindqvist",
            "P Peter Lindqvist: Peter Lindqvist, Lindqvist",
        ],
    );
}

#[test]
fn a_given_name_one_letter_off_is_the_same_person() {
    check(
        "Antony Varga spoke. “I know Anthony Varga,” he said.",
        &["P Antony Varga: Antony Varga, Anthony Varga"],
    );
    check(
        "Mario Varga and Maria Varga came.",
        &["P Mario Varga: Mario Varga", "P Maria Varga: Maria Varga"],
    );
}

#[test]
fn roles_before_and_after_names() {
    let text = "Kenyan Foreign Minister Ida Varga met Tom Oduya, the mayor of Lodz. \
                Deputy Foreign Minister Jan Brandl and Aide to the Kenyan President Olga Sorel \
                came with spokeswoman Mia Falk.";
    let roles = with_entities(text, |entities| {
        let people = entities.list.iter().filter(|e| e.kind == EntityKind::Person);
        let lines = people.map(|p| {
            let roles: Vec<&str> = p.roles.iter().map(|r| r.of(text)).collect();
            format!("{}: {}", p.name, roles.join(", "))
        });
        lines.collect::<Vec<_>>()
    });
    assert_eq!(
        roles,
        [
            "Ida Varga: Kenyan Foreign Minister",
            "Tom Oduya: mayor",
            "Jan Brandl: Deputy Foreign Minister",
            "Olga Sorel: Aide to the Kenyan President",
            "Mia Falk: spokeswoman",
        ]
    );
}

#[test]
fn a_description_names_the_one_person_who_fits() {
    check(
        "Kenyan Foreign Minister Ida Varga met Peruvian Foreign Minister Tom Oduya. The top Kenyan \
         diplomat smiled. The Peruvian minister did not. The foreign minister left.",
        &[
            "L Kenyan: Kenyan, Kenyan",
            "P Ida Varga: Ida Varga, The top Kenyan diplomat",
            "L Peruvian: Peruvian, Peruvian",
            "P Tom Oduya: Tom Oduya, The Peruvian minister",
        ],
    );
    check(
        "Foreign Minister Ida Varga sent Deputy Foreign Minister Tom Oduya. The minister stayed.",
        &["P Ida Varga: Ida Varga, The minister", "P Tom Oduya: Tom Oduya"],
    );
}

#[test]
fn countries_are_one_under_all_their_names() {
    check(
        "The U.S. and Kenya met. US officials came to the US-Kenyan talks with American aid.",
        &["L U.S.: U.S., US, US, American", "L Kenya: Kenya, Kenyan"],
    );
    check(
        "Kenya-backed and anti-Peruvian forces met in Korbach, Germany.",
        &["L Kenya: Kenya", "L Peruvian: Peruvian", "L Korbach: Korbach", "L Germany: Germany"],
    );
}

#[test]
fn organisations_end_in_their_nouns_and_have_acronyms() {
    check(
        "The World Weaving Council (WWC) met the Ministry of Fisheries. WWC said no. The ministry agreed.",
        &[
            "O World Weaving Council: World Weaving Council, WWC, WWC",
            "O Ministry of Fisheries: Ministry of Fisheries, The ministry",
        ],
    );
    check(
        "Shares of Orvexa Inc. fell. Orvexa said so. The UN General Assembly met.",
        &["O Orvexa Inc.: Orvexa Inc., Orvexa", "O UN General Assembly: UN General Assembly"],
    );
}

#[test]
fn a_company_that_speaks_is_no_person() {
    check(
        "Orvexa Labs grew. “We sold it,” Orvexa said. Orvexa, who told nobody, denied it.",
        &["O Orvexa Labs: Orvexa Labs, Orvexa, Orvexa"],
    );
    // A title makes it a person's name.
    check(
        "Orvexa Labs grew. “We sold it,” Mr. Orvexa said.",
        &["O Orvexa Labs: Orvexa Labs", "P Orvexa: Orvexa"],
    );
}

#[test]
fn an_administration_is_not_the_person() {
    check(
        "The Orvexa campaign grew. “We won it,” Orvexa said. Orvexa, who won, laughed.",
        &["O Orvexa campaign: Orvexa campaign", "P Orvexa: Orvexa, Orvexa"],
    );
    check(
        "Tom Oduya won. The Oduya administration said no.",
        &["P Tom Oduya: Tom Oduya", "O Oduya administration: Oduya administration"],
    );
}

#[test]
fn capitals_of_headlines_and_sentences_are_not_names() {
    check("Officials said no. Yesterday Ida Varga came. Police left.", &["P Ida Varga: Ida Varga"]);
    check(
        "Varga Wins Big Battle Over Long Way\n\nIda Varga won on Tuesday in the long battle, a big way.",
        &["P Ida Varga: Varga, Ida Varga"],
    );
    check("They met on May 3, in March and on Friday.", &[]);
}

#[test]
fn names_with_small_words_initials_and_hyphens() {
    check(
        "J. K. Sorel, Ursula van der Brandl, Omar al-Haddad and Jean-Luc d’Orval came. Al-Haddad spoke.",
        &[
            "P J. K. Sorel: J. K. Sorel",
            "P Ursula van der Brandl: Ursula van der Brandl",
            "P Omar al-Haddad: Omar al-Haddad, Al-Haddad",
            "P Jean-Luc d’Orval: Jean-Luc d’Orval",
        ],
    );
}

#[test]
fn gender_comes_from_titles_roles_and_given_names() {
    let text = "Ida Varga, Mr. Sorel and spokeswoman Kim Falk came with Lumi Tarn.";
    let genders =
        with_entities(text, |entities| entities.list.iter().map(|e| e.gender).collect::<Vec<_>>());
    assert_eq!(genders, [Some(Gender::Female), Some(Gender::Male), Some(Gender::Female), None]);
}

#[test]
fn what_a_given_name_lets_guess_is_said_by_nobody_but_a_pronoun_bears_it_out() {
    let shown = |text: &str| {
        with_entities(text, |entities| {
            let first = entities.list.first().expect("a person");
            (first.gender, first.gender_shown.map(|span| span.of(text).to_owned()))
        })
    };
    let (she, he) = (Some(Gender::Female), Some(Gender::Male));
    assert_eq!(shown("Andrea Rossi, the coach, spoke on Monday."), (she, None));
    assert_eq!(shown("Andrea Rossi spoke. Then she left."), (she, Some("she".to_owned())));
    // The pronoun may be somebody else's; neither is said.
    assert_eq!(shown("Andrea Rossi spoke. Then he left."), (she, None));
    assert_eq!(shown("Mr. Andrea Rossi spoke."), (he, Some("Mr.".to_owned())));
}

#[test]
fn mentions_hold_their_title_and_say_their_form() {
    let text = "US President Ida Varga spoke. Varga left. The president smiled.";
    let mentions = with_entities(text, |entities| {
        let of_person = entities.mentions.iter().filter(|m| entities.is_person(m));
        of_person.map(|m| (m.span.of(text).to_owned(), m.form)).collect::<Vec<_>>()
    });
    assert_eq!(
        mentions,
        [
            (String::from("US President Ida Varga"), MentionForm::Name),
            (String::from("Varga"), MentionForm::Short),
            (String::from("The president"), MentionForm::Description),
        ]
    );
}

#[test]
fn a_country_is_named_by_its_noun() {
    check("Norwegian boats left. Norway said nothing.", &["L Norway: Norwegian, Norway"]);
}

#[test]
fn an_organisations_noun_opens_a_club() {
    check(
        "The harbour club beat Union Dorn, who lost for Union Dorn before.",
        &["O Union Dorn: Union Dorn, Union Dorn"],
    );
}

#[test]
fn known_misses() {
    // A name that no list knows and nothing near it explains is left out.
    check("They saw Zorvex often.", &[]);
}
