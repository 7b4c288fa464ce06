//! Quotes inside of quotes, and who says them.

use super::{check, report};

/// Who says the quote whose words are `words`, and why.
fn told(text: &str, words: &str) -> (Option<String>, String) {
    let report = report(text);
    let quote = report.quotes.iter().find(|q| q.text == words && q.inside.is_some());
    let name = quote.and_then(|q| q.speaker.as_ref()).map(|s| s.name.clone());
    (name, quote.map(|q| q.reason.clone()).unwrap_or_default())
}

#[test]
fn the_words_around_name_who_says_the_inner_ones() {
    check(
        "“Then Peter Ruiz said: ‘Leave now.’ My mother always said, ‘Count the boats,’” Maud Ekström said.",
        &[
            "direct | Then Peter Ruiz said: ‘Leave now.’ My mother always said, ‘Count the boats,’ | Maud Ekström | said",
            "direct | Leave now. | Peter Ruiz | said",
            "direct | Count the boats, | My mother | said",
        ],
    );
    check(
        "Maud Ekström recalled: “‘Count the boats,’ my mother said.”",
        &[
            "direct | ‘Count the boats,’ my mother said. | Maud Ekström | recalled",
            "direct | Count the boats, | my mother | said",
        ],
    );
}

#[test]
fn i_is_who_says_the_words_around() {
    let (who, why) = told("“I said, ‘No way,’” Maud Ekström said.", "No way,");
    assert_eq!(who.as_deref(), Some("Maud Ekström"));
    assert!(why.contains("“I said”") && why.contains("who says the words around it"), "{why}");
}

#[test]
fn he_is_never_who_says_the_words_around() {
    // Nobody else is named: the words say "He" and no more.
    let (who, why) = told("“He told me, ‘You are fired,’” Ola Ekström said.", "You are fired,");
    assert_eq!(who.as_deref(), Some("He"));
    assert!(why.contains("does not tell who “He” is"), "{why}");
    // One man has been named.
    let text = "Peter Ruiz ran the port. “He told me, ‘You are fired,’” Ola Ekström said.";
    let (who, _) = told(text, "You are fired,");
    assert_eq!(who.as_deref(), Some("Peter Ruiz"));
    // Two have.
    let text = "Peter Ruiz met Karl Bauer. “He told me, ‘You are fired,’” Ola Ekström said.";
    let (who, _) = told(text, "You are fired,");
    assert_eq!(who.as_deref(), Some("He"));
}

#[test]
fn words_set_apart_inside_a_quote_are_nobodys() {
    check(
        "“We are ‘the keepers’ for a reason,” Maud Ekström said.",
        &[
            "direct | We are ‘the keepers’ for a reason, | Maud Ekström | said",
            "scare | the keepers | - | -",
        ],
    );
    let (who, why) = told(
        "“‘Not in my lifetime’: so much for that promise,” said Maud Ekström.",
        "Not in my lifetime",
    );
    assert_eq!(who, None, "{why}");
}

#[test]
fn quotes_inside_of_quotes_inside_of_quotes() {
    check(
        "« She said: “Ruiz told me: ‘Wait for the tide,’ and I did” », said Maud Ekström.",
        &[
            "direct | She said: “Ruiz told me: ‘Wait for the tide,’ and I did” | Maud Ekström | said",
            "direct | Ruiz told me: ‘Wait for the tide,’ and I did | She | said",
            "direct | Wait for the tide, | Ruiz | told",
        ],
    );
    // Known miss: double marks inside of single ones inside of double ones hide the single ones.
    check(
        "“She said, ‘Ruiz told me, “Wait for the tide,” and I did,’” Maud Ekström said.",
        &[
            "direct | She said, ‘Ruiz told me, “Wait for the tide,” and I did,’ | Maud Ekström | said",
            "direct | Wait for the tide, | Ruiz | told",
        ],
    );
}

#[test]
fn a_turn_holds_what_others_said() {
    let talk = "Bertrand Oyelaran: Is it true?\n\nMaud Ekström: The mayor said “there are none” last year. I said: “Count them.”\n\nOyelaran: And next year?";
    let (who, _) = told(&format!("Maud Ekström met Bertrand Oyelaran.\n\n{talk}"), "Count them.");
    assert_eq!(who.as_deref(), Some("Maud Ekström"));
}

#[test]
fn a_quote_behind_the_report_is_not_inside_the_quote_that_ends_there() {
    let report = report("“The wall will hold, said Mara Tolliver, and ‘it fell’ again.");
    let [wall, fell] = report.quotes.as_slice() else { panic!("{:?}", report.quotes) };
    assert_eq!((wall.text.as_str(), fell.text.as_str()), ("The wall will hold,", "it fell"));
    assert_eq!(fell.inside, None);
}
