//! Corrections of small articles. All people are invented.

use super::{EntityChange, QuoteChange};
use crate::{Correction, Input, Lexicons, NoticeCode, Override, Report, Span, Whose, analyze};

const ARTICLE: &str = "\
The harbour commissioner Maud Ekström spoke first; she was brief. “The boats are ready,” Ekström said. \
She smiled.

Mayor Peter Aldous was less certain. “Nobody has shown me a charger,” Aldous said.

“We wait,” said a voice from the back of the hall.
";

fn span(text: &str, words: &str, nth: usize) -> Span {
    let (start, _) = text.match_indices(words).nth(nth).expect("the words stand in the text");
    Span::new(text, start, start + words.len()).expect("a slice")
}

fn at(words: &str) -> Span {
    span(ARTICLE, words, 0)
}

fn corrected(corrections: Vec<Correction>) -> Report {
    analyze(&Input { corrections, ..Input::text(ARTICLE) }, &Lexicons::load())
}

/// The speaker of the quote with these words.
fn speaker<'r>(report: &'r Report, words: &str) -> Option<&'r str> {
    let quote = report.quotes.iter().find(|q| q.text.contains(words)).expect("a quote");
    quote.speaker.as_ref().map(|s| s.name.as_str())
}

fn reason<'r>(report: &'r Report, words: &str) -> &'r str {
    &report.quotes.iter().find(|q| q.text.contains(words)).expect("a quote").reason
}

fn codes(report: &Report) -> Vec<NoticeCode> {
    report.notices.iter().map(|n| n.code).collect()
}

fn entity<'r>(report: &'r Report, name: &str) -> &'r crate::report::ReportEntity {
    report.entities.iter().find(|e| e.name == name).expect("an entity of that name")
}

#[test]
fn without_corrections_nothing_is_the_users_word() {
    let report = corrected(Vec::new());
    assert_eq!(speaker(&report, "The boats"), Some("Maud Ekström"));
    assert_eq!(speaker(&report, "Nobody has"), Some("Peter Aldous"));
    assert!(report.quotes.iter().all(|q| q.by_user.is_empty()));
    assert!(report.entities.iter().all(|e| e.by_user.is_empty()));
}

#[test]
fn an_entry_tells_quotes_words_roles_and_gender_with_its_evidence() {
    let report = corrected(Vec::new());
    let maud = entity(&report, "Maud Ekström");
    assert_eq!((maud.quotes, maud.words), (1, 4));
    assert_eq!(maud.aliases, ["Ekström"]);
    let gender = maud.gender.expect("“she” says it");
    let shown = Span::new(ARTICLE, gender.start as usize, gender.end as usize);
    assert_eq!(shown.map(|s| s.of(ARTICLE)), Some("she"));
    let roles: Vec<&str> = maud.roles.iter().map(|r| r.of(ARTICLE)).collect();
    assert!(roles.iter().any(|r| r.contains("commissioner")), "{roles:?}");
}

#[test]
fn a_merge_makes_one_of_two_and_says_so() {
    let merge = Correction::Merge { mention: at("Maud Ekström"), with: at("Peter Aldous") };
    let report = corrected(vec![merge]);
    assert!(codes(&report).is_empty(), "{:?}", report.notices);
    assert_eq!(speaker(&report, "Nobody has"), Some("Maud Ekström"));
    assert!(reason(&report, "Nobody has").ends_with("“Peter Aldous” is Maud Ekström."));
    assert!(!reason(&report, "The boats").contains("You said"));
    let maud = entity(&report, "Maud Ekström");
    assert_eq!(maud.aliases, ["Ekström", "Peter Aldous", "Aldous"]);
    assert_eq!(maud.by_user, [EntityChange::Merged]);
    assert_eq!((maud.quotes, maud.words), (2, 10));
    let places: Vec<u32> = maud.roles.iter().map(|r| r.start).collect();
    assert!(places.len() > 1 && places.is_sorted(), "{places:?}");
    let ids: Vec<u32> = report.entities.iter().map(|e| e.id).collect();
    assert!(ids.iter().enumerate().all(|(at, id)| at == *id as usize), "{ids:?}");
    assert!(report.entities.iter().all(|e| e.name != "Peter Aldous"));
}

#[test]
fn an_alias_is_split_off_with_its_quotes() {
    let mention = span(ARTICLE, "Ekström", 1);
    let report = corrected(vec![Correction::Split { mention, every: true }]);
    assert!(codes(&report).is_empty(), "{:?}", report.notices);
    assert_eq!(speaker(&report, "The boats"), Some("Ekström"));
    assert!(reason(&report, "The boats").ends_with("this is Ekström, not Maud Ekström."));
    assert_eq!(entity(&report, "Ekström").by_user, [EntityChange::Split]);
    assert!(entity(&report, "Maud Ekström").aliases.is_empty());
}

#[test]
fn what_is_left_of_a_split_has_a_name() {
    let mention = at("Maud Ekström");
    let report = corrected(vec![Correction::Split { mention, every: true }]);
    assert_eq!(speaker(&report, "The boats"), Some("Ekström"));
    assert_eq!(entity(&report, "Maud Ekström").by_user, [EntityChange::Split]);
    // Nothing is left to split off.
    let again = Correction::Split { mention, every: false };
    let report = corrected(vec![Correction::Split { mention, every: true }, again]);
    assert_eq!(codes(&report), [NoticeCode::CorrectionUnused]);
}

#[test]
fn a_split_and_a_merge_give_back_what_was() {
    let (full, short) = (at("Maud Ekström"), span(ARTICLE, "Ekström", 1));
    let report = corrected(vec![
        Correction::Split { mention: short, every: true },
        Correction::Merge { mention: full, with: short },
    ]);
    let plain = corrected(Vec::new());
    assert_eq!(speaker(&report, "The boats"), Some("Maud Ekström"));
    assert_eq!(reason(&report, "The boats"), reason(&plain, "The boats"));
    assert_eq!(report.entities.len(), plain.entities.len());
    assert_eq!(entity(&report, "Maud Ekström").mentions, entity(&plain, "Maud Ekström").mentions);
}

#[test]
fn a_rename_shows_the_new_name_everywhere_and_keeps_the_old_as_alias() {
    let rename = |name: &str| Correction::Rename { mention: at("Aldous"), name: name.to_owned() };
    let report = corrected(vec![rename("  Peter J. Aldous ")]);
    assert_eq!(speaker(&report, "Nobody has"), Some("Peter J. Aldous"));
    assert!(reason(&report, "Nobody has").ends_with("“Peter Aldous” is Peter J. Aldous."));
    assert_eq!(entity(&report, "Peter J. Aldous").aliases, ["Peter Aldous", "Aldous"]);
    for name in ["", " \n", "…", "a\u{0}b", &"x".repeat(201)] {
        assert_eq!(
            codes(&corrected(vec![rename(name)])),
            [NoticeCode::CorrectionUnused],
            "{name:?}"
        );
    }
}

#[test]
fn a_speaker_is_set_to_a_mention_a_name_or_nobody() {
    let quote = at("The boats are ready,");
    let set = |speaker| corrected(vec![Correction::Speaker { quote, speaker }]);
    let report = set(Whose::Mention(at("Peter Aldous")));
    let found = &report.quotes[0];
    assert_eq!(speaker(&report, "The boats"), Some("Peter Aldous"));
    assert_eq!(found.by_user, [QuoteChange::Speaker]);
    assert_eq!(found.reason, "You set this speaker.");
    assert!((found.confidence - 1.0).abs() < f32::EPSILON);
    assert_eq!(
        (entity(&report, "Peter Aldous").quotes, entity(&report, "Peter Aldous").words),
        (2, 10)
    );

    let report = set(Whose::Name("peter aldous".to_owned()));
    assert_eq!(speaker(&report, "The boats"), Some("Peter Aldous"), "one who is in the article");

    let report = set(Whose::Name("Ola Brandt".to_owned()));
    assert_eq!(speaker(&report, "The boats"), Some("Ola Brandt"));
    let ola = entity(&report, "Ola Brandt");
    assert_eq!(ola.by_user, [EntityChange::Added]);
    assert!(ola.mentions.is_empty());
    assert_eq!(report.quotes[0].speaker.as_ref().and_then(|s| s.start), None);

    let report = set(Whose::Unknown);
    assert_eq!(speaker(&report, "The boats"), None);
    assert!(report.quotes[0].reason.contains("does not tell"));
}

#[test]
fn the_later_word_stands() {
    let quote = at("The boats are ready,");
    let name = |name: &str| Whose::Name(name.to_owned());
    let report = corrected(vec![
        Correction::Speaker { quote, speaker: name("Ola Brandt") },
        Correction::Reject { quote },
        Correction::Confirm { quote, speaker: name("Maud Ekström") },
    ]);
    assert_eq!(speaker(&report, "The boats"), Some("Maud Ekström"));
    assert_eq!(report.quotes[0].by_user, [QuoteChange::Speaker, QuoteChange::Confirmed]);
    assert!(report.entities.iter().all(|e| e.name != "Ola Brandt"), "nobody's speaker any more");
}

#[test]
fn a_confirmed_quote_keeps_its_reason_and_a_rejected_one_counts_for_nobody() {
    let quote = at("The boats are ready,");
    let plain = corrected(Vec::new());
    let maud = Whose::Mention(at("Maud Ekström"));
    let report = corrected(vec![Correction::Confirm { quote, speaker: maud }]);
    assert_eq!(report.quotes[0].by_user, [QuoteChange::Confirmed]);
    let expected = format!("{} You confirmed it.", reason(&plain, "The boats"));
    assert_eq!(reason(&report, "The boats"), expected);
    let report = corrected(vec![Correction::Reject { quote }]);
    assert!(report.quotes[0].is_rejected() && !report.quotes[0].is_speech());
    assert_eq!(entity(&report, "Maud Ekström").words, 0);
}

#[test]
fn one_word_holds_for_quotes_that_go_on_with_one_another() {
    let text = "“We start,” said Maud Ekström. “We do not stop.” Peter Aldous listened.";
    let quote = span(text, "We do not stop.", 0);
    let speaker = Whose::Mention(span(text, "Peter Aldous", 0));
    let corrections = vec![Correction::Speaker { quote, speaker }];
    let report = analyze(&Input { corrections, ..Input::text(text) }, &Lexicons::load());
    assert_eq!(report.quotes[1].continues, Some(0), "the article is meant to show this");
    let names: Vec<_> = report.quotes.iter().map(|q| q.speaker.as_ref().map(|s| &s.name)).collect();
    assert_eq!(names, [Some(&"Peter Aldous".to_owned()), Some(&"Peter Aldous".to_owned())]);
}

#[test]
fn corrections_hold_when_lines_are_cut_and_restored() {
    let quote = at("Nobody has shown me a charger,");
    let corrections = vec![
        Correction::Merge { mention: at("Maud Ekström"), with: at("Peter Aldous") },
        Correction::Speaker { quote, speaker: Whose::Name("Ola Brandt".to_owned()) },
    ];
    let first = analyze(&Input::text(ARTICLE), &Lexicons::load()).blocks[0].clone();
    let span = Span::new(ARTICLE, first.start as usize, first.end as usize).expect("a block");
    let cut = Input {
        corrections: corrections.clone(),
        overrides: vec![Override { span, keep: false }],
        ..Input::text(ARTICLE)
    };
    let report = analyze(&cut, &Lexicons::load());
    assert_eq!(speaker(&report, "Nobody has"), Some("Ola Brandt"));
    assert_eq!(codes(&report), [NoticeCode::CorrectionUnused], "whom to merge with is cut");
    assert_eq!(report.corrections, corrections, "kept for when the line comes back");
    let back = Input { overrides: Vec::new(), ..cut };
    assert!(codes(&analyze(&back, &Lexicons::load())).is_empty());
}

#[test]
fn what_fits_nothing_is_told_and_changes_nothing() {
    let beyond = Span::new(&"x".repeat(9_999), 9_000, 9_001).expect("a slice of another text");
    let (white, pronoun) = (span(ARTICLE, "\n\n", 0), at("She"));
    let name = || "Ola Brandt".to_owned();
    for odd in [beyond, white, Span::default()] {
        for correction in [
            Correction::Merge { mention: odd, with: at("Maud Ekström") },
            Correction::Merge { mention: at("Maud Ekström"), with: odd },
            Correction::Split { mention: odd, every: true },
            Correction::Rename { mention: odd, name: name() },
            Correction::Speaker { quote: odd, speaker: Whose::Unknown },
            Correction::Speaker { quote: at("We wait,"), speaker: Whose::Mention(odd) },
            Correction::Confirm { quote: odd, speaker: Whose::Name(name()) },
            Correction::Reject { quote: odd },
            Correction::Split { mention: pronoun, every: false },
        ] {
            let report = corrected(vec![correction.clone()]);
            assert_eq!(codes(&report), [NoticeCode::CorrectionUnused], "{correction:?}");
            assert_eq!(report.quotes, corrected(Vec::new()).quotes, "{correction:?}");
        }
    }
}

#[test]
fn a_speaker_without_an_entry_gets_one() {
    let voice = at("a voice");
    let rename = Correction::Rename { mention: voice, name: "Ola Brandt".to_owned() };
    let report = corrected(vec![rename]);
    assert_eq!(speaker(&report, "We wait"), Some("Ola Brandt"));
    assert!(reason(&report, "We wait").ends_with("You said that “a voice” is Ola Brandt."));
    assert_eq!(entity(&report, "Ola Brandt").aliases, ["a voice"]);
    let odd = Correction::Merge { mention: voice, with: at("less certain") };
    let report = corrected(vec![odd]);
    assert_eq!(codes(&report), [NoticeCode::CorrectionUnused]);
    assert_eq!(report.entities, corrected(Vec::new()).entities, "half a merge is none");
    let report = corrected(vec![Correction::Merge { mention: at("Maud Ekström"), with: voice }]);
    assert_eq!(speaker(&report, "We wait"), Some("Maud Ekström"));
    let maud = entity(&report, "Maud Ekström");
    assert_eq!((maud.quotes, maud.by_user.as_slice()), (2, &[EntityChange::Merged][..]));
}

#[test]
fn a_span_that_grew_or_shrank_still_fits() {
    let near = at("harbour commissioner Maud Ekström");
    let report = corrected(vec![Correction::Rename { mention: near, name: "M. E.".to_owned() }]);
    assert_eq!(speaker(&report, "The boats"), Some("M. E."));
    let quote = at("boats are ready");
    let report = corrected(vec![Correction::Reject { quote }]);
    assert!(report.quotes[0].is_rejected());
}

#[test]
fn corrections_are_plain_data() {
    let quote = at("We wait,");
    let corrections = [
        Correction::Split { mention: quote, every: true },
        Correction::Speaker { quote, speaker: Whose::Unknown },
        Correction::Confirm { quote, speaker: Whose::Name("Ola".to_owned()) },
    ];
    let json = serde_json::to_string(&corrections).expect("plain data");
    let (start, end) = (quote.start(), quote.end());
    let of = |kind: &str, name: &str, every: bool| {
        format!(
            "{{\"kind\":\"{kind}\",\"place\":{{\"start\":{start},\"end\":{end}}},\"with\":null,\
             \"name\":{name},\"every\":{every}}}"
        )
    };
    let (split, speaker) = (of("split", "null", true), of("speaker", "null", false));
    let expected = format!("[{split},{speaker},{}]", of("confirm", "\"Ola\"", false));
    assert_eq!(json, expected);
    let back: Vec<Correction> = serde_json::from_str(&json).expect("what was written");
    assert_eq!(back, corrections);
    let short = format!("{{\"kind\":\"merge\",\"place\":{{\"start\":{start},\"end\":{end}}}}}");
    let half: Correction = serde_json::from_str(&short).expect("what is missing is empty");
    assert_eq!(half, Correction::Merge { mention: quote, with: Span::default() });
}
