//! Whole-station tests: a text in, a readable line per quote out. People and
//! sentences are invented.

mod nested;
mod print;
mod statements;

use std::sync::LazyLock;

use super::QuoteKind;
use crate::{Input, Lexicons, Override, Report, analyze, document};

static LEXICONS: LazyLock<Lexicons> = LazyLock::new(Lexicons::load);

/// Analyses `text` with every line kept: these tests are about quotes, not cleaning.
fn report(text: &str) -> Report {
    let mut input = Input::text(text);
    let blocks = document::parse(&input).blocks;
    input.overrides = blocks.iter().map(|b| Override { span: b.span, keep: true }).collect();
    analyze(&input, &LEXICONS)
}

/// One line per quote: `kind | text | the speaker's words | cue`.
fn lines(text: &str, with_indirect: bool) -> Vec<String> {
    let report = report(text);
    report
        .quotes
        .iter()
        .filter(|q| with_indirect || q.kind != QuoteKind::Indirect)
        .map(|q| {
            let kind = format!("{:?}", q.kind).to_lowercase();
            let speaker =
                q.speaker.as_ref().and_then(|s| s.range()).map_or("-", |range| range.of(text));
            let cue = q.cue.as_ref().map_or("-", |c| c.text.as_str());
            format!("{kind} | {} | {speaker} | {cue}", q.text)
        })
        .collect()
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(lines(text, false), expected, "{text}");
}

fn check_indirect(text: &str, expected: &[&str]) {
    assert_eq!(lines(text, true), expected, "{text}");
}

#[test]
fn every_mark_system() {
    let said = |quote: &str| format!("{quote} said Maud Ekström.");
    for quote in [
        "“We are late,”",
        "\"We are late,\"",
        "‘We are late,’",
        "'We are late,'",
        "``We are late,''",
        "''We are late,''",
        "«We are late», ",
        "« We are late », ",
        "»We are late«, ",
        "„We are late“, ",
        "‚We are late‘, ",
        "”We are late,”",
    ] {
        let text = said(quote);
        let found = lines(&text, false);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert!(
            found.iter().all(|l| l.contains("We are late") && l.ends_with("| Maud Ekström | said")),
            "{found:?}"
        );
    }
}

#[test]
fn apostrophes_are_never_quotes() {
    check("The ministers’ meeting wasn’t in the ’90s, and the players’ bus didn't stop.", &[]);
    check("It was the '80s: rock 'n' roll, the girls' choir and 6'2\" drummers.", &[]);
    check(
        "‘The ministers’ meeting wasn’t long,’ said Ekström.",
        &["direct | The ministers’ meeting wasn’t long, | Ekström | said"],
    );
}

#[test]
fn the_report_stands_on_any_side() {
    check("“We leave now,” Ekström said.", &["direct | We leave now, | Ekström | said"]);
    check("Ekström said: “We leave now.”", &["direct | We leave now. | Ekström | said"]);
    check(
        "“We leave now,” said Ekström, who runs the port.",
        &["direct | We leave now, | Ekström | said"],
    );
    check("Ekström told reporters, “We leave now.”", &["direct | We leave now. | Ekström | told"]);
    check("“Who leaves?” Ekström asked.", &["direct | Who leaves? | Ekström | asked"]);
    check(
        "Maud Ekström, a pilot from Brest, said: “We leave now.”",
        &["direct | We leave now. | Maud Ekström | said"],
    );
    check(
        "The plan is “a gift to the sea,” according to Ekström.",
        &["partial | a gift to the sea, | Ekström | according to"],
    );
}

#[test]
fn broken_by_its_attribution() {
    let report = report("“We leave now,” Ekström said. “The tide will not wait for us.”");
    let direct: Vec<_> = report.quotes.iter().filter(|q| q.kind == QuoteKind::Direct).collect();
    assert_eq!(direct.len(), 2);
    assert_eq!(direct.get(1).and_then(|q| q.continues), Some(0));
    assert!(direct.iter().all(|q| q.speaker.as_ref().is_some_and(|s| s.name.contains("Ekström"))));
}

#[test]
fn over_paragraphs_with_the_mark_set_again() {
    let report = report("“We leave now.\n\n“The tide will not wait for us,” Ekström said.");
    let direct: Vec<_> = report.quotes.iter().filter(|q| q.kind == QuoteKind::Direct).collect();
    assert_eq!(direct.len(), 2);
    assert_eq!(direct.get(1).and_then(|q| q.continues), Some(0));
    assert!(direct.iter().all(|q| q.speaker.is_some()), "{direct:?}");
}

#[test]
fn unclosed_ends_at_its_paragraph_and_is_less_sure() {
    let report =
        report("Ekström said: “We leave now. The tide will not wait.\n\nThe port is closed.");
    let quote = report.quotes.iter().find(|q| q.kind == QuoteKind::Direct);
    assert_eq!(quote.map(|q| q.text.as_str()), Some("We leave now. The tide will not wait."));
    assert!(quote.is_some_and(|q| q.confidence < 0.75 && q.reason.contains("never closed")));
}

#[test]
fn brackets_ellipses_and_nested_marks_stay_inside() {
    check(
        "“We told them [the owners] … ‘go home’ and they did,” Ekström said.",
        &[
            "direct | We told them [the owners] … ‘go home’ and they did, | Ekström | said",
            "scare | go home | - | -",
        ],
    );
}

#[test]
fn words_that_nobody_says() {
    check("Edgar “Bud” Maddison walked in.", &["scare | Bud | - | -"]);
    check("The so-called “ghost fleet” left.", &["scare | ghost fleet | - | -"]);
    check("He saw the film “The Long Ebb” twice.", &["scare | The Long Ebb | - | -"]);
}

#[test]
fn participles_go_with_the_main_subject() {
    check_indirect(
        "Ekström said that the harbour was full, adding that boats must wait.",
        &[
            "indirect | the harbour was full | Ekström | said",
            "indirect | boats must wait | Ekström | adding",
        ],
    );
    check(
        "Calling the plan “remarkable,” Ekström left.",
        &["partial | remarkable, | Ekström | Calling"],
    );
}

#[test]
fn indirect_speech_without_that() {
    check_indirect("Ekström said it was late.", &["indirect | it was late | Ekström | said"]);
    check_indirect(
        "The harbour was full, Ekström said.",
        &["indirect | The harbour was full | Ekström | said"],
    );
    check_indirect(
        "According to Ekström, the harbour was full.",
        &["indirect | the harbour was full | Ekström | According to"],
    );
}

#[test]
fn a_thought_inside_of_speech_is_the_speakers() {
    check(
        "Maud Ekström said Bertrand Oyelaran expects “a long winter in the north.”",
        &["partial | a long winter in the north. | Maud Ekström | said"],
    );
    check(
        "Maud Ekström said that Bertrand Oyelaran had left, adding that she hopes “he will be back by spring.”",
        &["partial | he will be back by spring. | Maud Ekström | adding"],
    );
}

#[test]
fn signed_under_or_behind_a_dash() {
    check(
        "“We leave now and the tide goes with us.” — Maud Ekström",
        &["block | We leave now and the tide goes with us. | Maud Ekström | -"],
    );
}

#[test]
fn the_name_may_stand_in_the_insertion() {
    check(
        "The keeper of the light, Maud Ekström, called it “a gift.”",
        &["partial | a gift. | Maud Ekström | called"],
    );
    check(
        "“We leave now,” Maud Ekström, 61, a pilot from Brest, said.",
        &["direct | We leave now, | Maud Ekström | said"],
    );
}

#[test]
fn a_role_is_nobody_whom_the_reader_has_not_met() {
    check(
        "“We leave now,” said the harbour pilot, Maud Ekström.",
        &["direct | We leave now, | Maud Ekström | said"],
    );
    let report = report(
        "“We leave now,” said the captain.\n\nBertrand Oyelaran, a captain from Brest, came home later.",
    );
    let speaker = report.quotes.first().and_then(|q| q.speaker.as_ref());
    assert_eq!(speaker.map(|s| (s.name.as_str(), s.entity)), Some(("the captain", None)));
}

#[test]
fn hostile_marks_end_well() {
    for glyph in ["“", "\"", "'", "»", "«", "„", "‘", "’", "``", "”"] {
        let text = glyph.repeat(4_000);
        let report = report(&text);
        assert!(report.quotes.is_empty(), "{glyph}");
        let words = format!("{glyph}a ").repeat(1_000);
        for quote in &self::report(&words).quotes {
            assert!(words.get(quote.start as usize..quote.end as usize).is_some());
        }
    }
}

/// The entity's name that the quote with these words was given, or "-".
fn given_to(text: &str, words: &str) -> String {
    let report = report(text);
    let quote = report.quotes.iter().find(|q| q.text.contains(words));
    let speaker = quote.and_then(|q| q.speaker.as_ref());
    let entity = speaker.and_then(|s| s.entity).and_then(|id| report.entities.get(id as usize));
    entity.map_or("-", |e| e.name.as_str()).to_owned()
}

#[test]
fn a_minister_is_no_presidents_aide() {
    let start =
        "Foreign Minister Bertrand Oyelaran met Maud Ekström, the harbour pilot, on Monday.";
    let aide = "They spoke of the meeting with Aide to the Norwegian President Tomas Lindqvist.";
    let said = "The Norwegian Minister noted that the boats were late.";
    assert_eq!(given_to(&format!("{start} {said} {aide}"), "boats"), "Bertrand Oyelaran");
    assert_eq!(given_to(&format!("{aide} {said}"), "boats"), "-");
}

#[test]
fn a_thought_in_speech_goes_on_over_paragraphs() {
    let text = "Ekström, for her part, said the Norwegian President Tomas Lindqvist expects that “we will have a better harbour.\n\n“And I think that our talks were a good step,” she said.";
    let text = format!("Maud Ekström came from Brest with Ms. Ekström’s crew.\n\n{text}");
    assert_eq!(given_to(&text, "better harbour"), "Maud Ekström");
    assert_eq!(given_to(&text, "And I think"), "Maud Ekström");
}

#[test]
fn an_adjective_of_a_country_says_nothing() {
    check("Norwegian talks ‘important’ for the harbour.", &["scare | important | - | -"]);
    check_indirect("Norwegian will reiterate its support for the harbour.", &[]);
    check_indirect(
        "The Norwegians said it was late.",
        &["indirect | it was late | The Norwegians | said"],
    );
}

#[test]
fn turns_of_a_conversation() {
    let start = "Maud Ekström spoke to Bertrand Oyelaran at the harbour.";
    let talk = "Bertrand Oyelaran: How many boats are left?\n\nMaud Ekström: Eleven. He said “none” last year.\n\nOyelaran: And next year?";
    assert_eq!(
        lines(&format!("{start}\n\n{talk}"), true),
        [
            "block | How many boats are left? | Bertrand Oyelaran | -",
            "block | Eleven. He said “none” last year. | Maud Ekström | -",
            "partial | none | He | said",
            "block | And next year? | Oyelaran | -",
        ]
    );
    check_indirect(
        "Q: How many boats are left?\n\nA: Eleven, and one that leaks.",
        &[
            "block | How many boats are left? | Q | -",
            "block | Eleven, and one that leaks. | A | -",
        ],
    );
    // One turn, or a list of people, is no conversation.
    check_indirect("Maud Ekström: How many boats are left?", &[]);
    check_indirect(
        "Maud Ekström: A pilot from Brest.\n\nBertrand Oyelaran: Her mate on the long trip.",
        &[],
    );
}

#[test]
fn the_name_behind_a_role_holds_it() {
    let text = "“We leave now,” said the head coach, Maud Ekström. The goalkeeper and bell-ringer, Bertrand Oyelaran, laughed. Captain Tomas Lindqvist did not.\n\n“We stay,” the head coach said.";
    assert_eq!(given_to(text, "We leave"), "Maud Ekström");
    assert_ne!(given_to(text, "We stay"), "Tomas Lindqvist");
    assert_ne!(given_to(text, "We stay"), "Bertrand Oyelaran");
}

#[test]
fn a_role_with_its_name_behind_a_comma_speaks_by_that_name() {
    let text = "The club’s chairman, Maud Ekström, said there would be “no harbour”.";
    assert_eq!(given_to(text, "no harbour"), "Maud Ekström");
}

#[test]
fn a_verb_that_no_list_knows() {
    check(
        "“Leave the quay,” Maud Ekström growled.",
        &["direct | Leave the quay, | Maud Ekström | growled"],
    );
    check(
        "“Leave the quay,” growled Maud Ekström.",
        &["direct | Leave the quay, | Maud Ekström | growled"],
    );
    check("“Leave the quay,” Ekström notes.", &["direct | Leave the quay, | Ekström | notes"]);
    check(
        "“Who leaves?” Ekström asks as the gate falls.",
        &["direct | Who leaves? | Ekström | asks"],
    );
}

#[test]
fn a_name_before_a_noun_is_not_the_head() {
    let start = "Maud Ekström came back to Brest.";
    for (said, who) in [
        ("wrote one Ekström supporter", "one Ekström supporter"),
        ("said a 2008 Ekström veteran", "a 2008 Ekström veteran"),
        ("said a longtime adviser to Maud Ekström", "a longtime adviser to Maud Ekström"),
        ("said Ekström spokesman Bertrand Oyelaran", "Bertrand Oyelaran"),
    ] {
        let report = report(&format!("{start}\n\n“We leave now,” {said}."));
        let speaker = report.quotes.first().and_then(|q| q.speaker.as_ref());
        assert_eq!(speaker.map(|s| s.name.as_str()), Some(who), "{said}");
    }
}

#[test]
fn words_belong_to_who_said_them() {
    let start = "Maud Ekström met Bertrand Oyelaran.";
    let check = |text: &str, words, who| {
        assert_eq!(given_to(&format!("{start} {text}"), words), who, "{text}");
    };
    check("There was Ekström’s claim that the port was “a second sea.”", "second", "Maud Ekström");
    check("Ekström’s answer was: “We leave now.”", "We leave", "Maud Ekström");
}

#[test]
fn what_cannot_speak_has_said_nothing() {
    for text in [
        "A few days later came the laugh line: “We leave now, and nobody else does.”",
        "Her recovered emails “significant and disturbing for the harbour” were found.",
    ] {
        let report = report(text);
        assert!(report.quotes.iter().all(|q| q.speaker.is_none()), "{text} {:?}", report.quotes);
    }
}

#[test]
fn titles_and_given_names() {
    check(
        "“We leave now,” Ekström told the Gazette’s “Morning Tide.”",
        &["direct | We leave now, | Ekström | told", "scare | Morning Tide. | - | -"],
    );
    check("The crew named its boat “Robogull.”", &["scare | Robogull. | - | -"]);
    check("Ekström called the plan “a gift.”", &["partial | a gift. | Ekström | called"]);
}

#[test]
fn names_with_initials_and_names_like_words() {
    for name in ["Maud P. Ekström", "Larry Sabato", "Al From", "Kristen Day"] {
        check(
            &format!("“We leave now,” said {name}, who runs the port."),
            &[&format!("direct | We leave now, | {name} | said")],
        );
    }
}

#[test]
fn signed_in_the_paragraph_below() {
    let text = "The town was asked about the plan of Maud Ekström.\n\n“We leave now, and the tide goes with us.”\n\n- Maud Ekström, pilot.";
    assert_eq!(given_to(text, "We leave"), "Maud Ekström");
}

#[test]
fn a_surname_spelt_otherwise_once() {
    let text = "Maud Bjornstrand runs the port of Brest.\n\n“We leave now,” Ms. Bjoernstrand said.";
    assert_eq!(given_to(text, "We leave"), "Maud Bjornstrand");
}

/// A headline's speaker is whoever says its words in the article.
#[test]
fn words_taken_from_the_article_have_their_speaker() {
    let text = "‘The harbour will reopen in spring’\n\n\
        The port of Tolby was full on Monday, and the council met in the old customs house.\n\n\
        “I promise that the harbour will reopen in the spring,” said Maud Ekström, the mayor.\n\n\
        ‘Reckless’ plan\n\n\
        Her rival Jonas Wedel called the plan “reckless” at a meeting with the fishermen.\n\n\
        ‘Nobody asked the boats’\n\n\
        The council votes on the plan in June, and the port stays closed until then.\n";
    let report = analyze(&Input::text(text), &LEXICONS);
    let headlines: Vec<_> = report
        .quotes
        .iter()
        .filter(|q| q.kind == QuoteKind::Headline)
        .map(|q| (q.text.as_str(), q.speaker.as_ref().map(|s| s.name.as_str())))
        .collect();
    assert_eq!(
        headlines,
        [
            ("The harbour will reopen in spring", Some("Maud Ekström")),
            ("Reckless", Some("Jonas Wedel")),
            ("Nobody asked the boats", None),
        ]
    );
}

#[test]
fn who_speaks_is_the_one_who_acts() {
    check(
        "After Governor Ola Ruiz criticized Maud Ekström, Piet Aldous shot back, “Nobody was asked.”",
        &["direct | Nobody was asked. | Piet Aldous | shot"],
    );
    check(
        "Protesters marching through the streets chanted “No fees.”",
        &["direct | No fees. | Protesters | chanted"],
    );
    check(
        "“No more fees!” Senator Maud Ekström, R-Pa., said.",
        &["direct | No more fees! | Senator Maud Ekström | said"],
    );
    check_indirect(
        "According to the Gazette, Maud Ekström won by eleven votes.",
        &["indirect | Maud Ekström won by eleven votes | the Gazette | According to"],
    );
    check("— “Night on the Quay,” by Maud Ekström.", &["scare | Night on the Quay, | - | -"]);
}

#[test]
fn a_post_is_signed_at_its_end_and_its_tags_are_no_words() {
    let post = "<tweet author=\"@maud\" date=\"May 9\">We leave now. https://t.co/abc — Maud Ekström (@maud) May 9, 2026</tweet>";
    let text = format!(
        "The keeper of the pier told the town on Monday what she thinks.\n\n{post}\n\n\
        Nobody in the town answered her before the evening, and the pier stayed closed."
    );
    check(&text, &["block | We leave now. https://t.co/abc | Maud Ekström | -"]);
}

#[test]
fn relative_clauses_and_things_that_speak() {
    check(
        "The blast, which Mayor Maud Ekström described as “an accident,” shook the pier.",
        &["partial | an accident, | Mayor Maud Ekström | described"],
    );
    check(
        "Ruiz had seen a blast that Mayor Maud Ekström described as “an accident.”",
        &["partial | an accident. | Mayor Maud Ekström | described"],
    );
    check(
        "The ad claims “We are the captains you can trust.”",
        &["direct | We are the captains you can trust. | The ad | claims"],
    );
}

#[test]
fn who_stands_before_the_colon_or_the_mark() {
    check("From the report: “Boats need water.”", &["direct | Boats need water. | the report | -"]);
    check(
        "Too early - Maud Ekström and Ola Ruiz: “Boats need water.”",
        &["direct | Boats need water. | Maud Ekström and Ola Ruiz | -"],
    );
    check(
        "In a song that Peter Ruiz called “dull,” Maud Ekström praised the sea.",
        &["partial | dull, | Peter Ruiz | called"],
    );
    check(
        "As Maud Ekström, the pilot of “Long Ebb,” put it, “Boats need water.”",
        &["scare | Long Ebb, | - | -", "direct | Boats need water. | Maud Ekström | put"],
    );
}

#[test]
fn titles_of_books_and_broadcasts() {
    check(
        "In her autobiography, “The Long Ebb,” Maud Ekström told all.",
        &["scare | The Long Ebb, | - | -"],
    );
    check(
        "Maud Ekström told the harbour’s “Morning with Ola Ruiz” all.",
        &["scare | Morning with Ola Ruiz | - | -"],
    );
}

#[test]
fn a_pronoun_for_two_people_is_nobody_and_he_is_not_she() {
    let name = |text: &str, words: &str| {
        let report = report(text);
        let quote = report.quotes.iter().find(|q| q.text == words);
        quote.and_then(|q| q.speaker.as_ref()).map(|s| s.name.clone())
    };
    let text = "Engineers Peter Ruiz and Paul Brandt saw the bridge.\n\n“It was late,” he said.";
    assert_eq!(name(text, "It was late,").as_deref(), Some("he"));
    let text = "Aurel Ekström met Ilmar Brandt, the lawyer. He warned that it was late.\n\n“I laughed,” she said.";
    assert_ne!(name(text, "it was late"), name(text, "I laughed,"));
}
