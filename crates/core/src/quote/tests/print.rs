//! Speech as it is printed elsewhere: dashes, reports inside the marks, marks that cross
//! or never close.

use super::{check, lines, report};

/// Enough French that the language is known.
const FRENCH: &str = "La mairie de Valmont a fermé la salle des fêtes pour les travaux de l’été, et les habitants ne sont pas contents.";

#[test]
fn a_dash_opens_speech_where_somebody_is_said_to_speak() {
    let text = format!(
        "{FRENCH}\n\n— Vous partez ? demande un pompier.\n\n— Oui, répond-elle, je pars.\n\n— Bien."
    );
    assert_eq!(
        lines(&text, false),
        [
            "direct | Vous partez ? | un pompier | demande",
            "direct | Oui, | répond-elle | répond-elle",
            "direct | Bien. | - | -",
        ],
    );
}

#[test]
fn marks_that_cross_a_dash_are_stronger() {
    let text = format!("{FRENCH}\n\n— Vous « partez ? — demande un pompier, oui » — Bien.");
    let found = lines(&text, false);
    assert!(found.iter().all(|l| !l.contains("Vous")), "{found:?}");
}

#[test]
fn a_list_with_dashes_is_no_speech() {
    let text = format!("{FRENCH}\n\n— le toit de la salle\n\n— les murs, et la porte\n\n— la cave");
    assert_eq!(lines(&text, true), [""; 0]);
}

#[test]
fn a_report_inside_the_marks() {
    let text = format!(
        "{FRENCH}\n\n« C’est une idée, explique la maire, Maud Ekström, qui nous plaît à tous. »"
    );
    assert_eq!(
        lines(&text, false),
        [
            "direct | C’est une idée, explique la maire, Maud Ekström, qui nous plaît à tous. | Maud Ekström | explique"
        ],
    );
}

#[test]
fn an_unclosed_quote_ends_before_its_report() {
    check(
        "“We leave now, Ekström said. “The tide will not wait.”",
        &[
            "direct | We leave now, | Ekström | said",
            "direct | The tide will not wait. | Ekström | -",
        ],
    );
    check(
        "“We leave now, said Ekström, who runs the port.",
        &["direct | We leave now, | Ekström | said"],
    );
}

#[test]
fn a_single_mark_that_a_double_one_closes() {
    check(
        "Ekström said the bell was ‘in good voice and better tune” again.",
        &["partial | in good voice and better tune | Ekström | said"],
    );
}

#[test]
fn who_answers_is_whom_alone_the_text_names() {
    let talk = "Q: How many boats?\n\nA: Eleven.\n\nI counted them myself.\n\nShe laughs.\n\nQ: And next year?\n\nA: Ten.";
    let text = format!("Maud Ekström spoke to us at the harbour.\n\n{talk}");
    assert_eq!(
        lines(&text, false),
        [
            "block | How many boats? | Q | -",
            "block | Eleven. | A | -",
            "block | I counted them myself. | A | -",
            "block | And next year? | Q | -",
            "block | Ten. | A | -",
        ],
    );
    let names = |text: &str| -> Vec<String> {
        let said = report(text).quotes.into_iter().filter_map(|q| q.speaker);
        said.map(|speaker| speaker.name).collect()
    };
    assert_eq!(names(&text), ["Q", "Maud Ekström", "Maud Ekström", "Q", "Maud Ekström"]);
    // Two are named: either may answer.
    let text = format!("Maud Ekström and Peter Ruiz met us at the harbour.\n\n{talk}");
    assert_eq!(names(&text), ["Q", "A", "A", "Q", "A"]);
}

#[test]
fn who_asked_does_not_answer() {
    let said = |between: &str| {
        let text = format!(
            "Maud Ekström met Peter Ruiz.\n\n“Is it closed?” Ekström {between}.\n\n“No, ma'am.”"
        );
        let speaker = report(&text).quotes.pop().and_then(|quote| quote.speaker);
        speaker.map(|speaker| speaker.name)
    };
    assert_eq!(said("asked"), None);
    // She may well answer a question that she only raised.
    assert_eq!(said("said").as_deref(), Some("Maud Ekström"));
}

#[test]
fn a_turn_without_words_is_none() {
    let text = "Maud Ekström spoke to us.\n\nQ: How many?\n\nA: …\n\nQ: None?\n\nA: None.";
    let found = lines(text, false);
    assert!(found.iter().all(|line| !line.contains("| … |")), "{found:?}");
}
