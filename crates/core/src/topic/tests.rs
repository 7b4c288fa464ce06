use super::Topics;
use crate::{Input, Lexicons, clean, document, entity, quote, segment};

fn topics(text: &str) -> Topics {
    let lexicons = Lexicons::load();
    let document = document::parse(&Input::text(text));
    let lines = clean::read(&document, lexicons.base());
    let lexicon = lexicons.or_base(clean::language(&document, &lines));
    let cleaned = clean::extract(&document, lines, &Input::default(), lexicon);
    let sentences = segment::split(&document, &cleaned, lexicon);
    let entities = entity::find(&sentences, lexicon);
    let quotes = quote::find(&sentences, &entities, lexicon);
    super::rank(&sentences, &entities, &quotes, lexicon)
}

/// The top topic of a text is the one at the end of its first topic's broader terms.
#[test]
fn the_first_topic_stands_under_the_right_one_of_the_seventeen() {
    let cases = [
        (
            "The county cup final went to a penalty shoot-out after the goalkeeper saved twice.",
            "15000000",
        ),
        (
            "Shares in the grocer fell after a profit warning, and analysts cut their forecasts.",
            "04000000",
        ),
        (
            "The astronomers pointed the telescope at a galaxy that no spacecraft will reach.",
            "13000000",
        ),
        (
            "A jury found the accountant guilty of fraud and the judge sent him to prison.",
            "02000000",
        ),
        (
            "Nurses on the ward said patients wait a week for cancer treatment and surgery.",
            "07000000",
        ),
        (
            "Voters go to polling stations on Sunday; the opposition leader wants a recount.",
            "11000000",
        ),
        (
            "Rebels broke the ceasefire at dawn, and shelling drove the last civilians out.",
            "16000000",
        ),
        (
            "The novelist read from her memoir while a jazz pianist played at the festival.",
            "01000000",
        ),
        (
            "The aftershock brought down more homes, and rescuers dug through the rubble.",
            "03000000",
        ),
        ("Forecasters expect heavy snow and gusts on the coast by the morning.", "17000000"),
        ("The archbishop gave a sermon on prayer to pilgrims at the shrine.", "12000000"),
        ("Pupils sat the exam in the classroom while teachers walked the corridor.", "05000000"),
    ];
    for (text, want) in cases {
        let found = topics(text);
        let top = found.list.first().map(|t| *t.broader.last().unwrap_or(&t.code));
        assert_eq!(top, Some(want), "{text}: {:?}", found.list);
    }
}

#[test]
fn a_topic_points_to_the_words_that_speak_for_it() {
    let text = "The central bank raised interest rates again.\nInflation, said the central \
                bank's governor, had not slowed.";
    let found = topics(text);
    let words: Vec<&str> = found.list[0].evidence.iter().map(|span| span.of(text)).collect();
    assert!(words.contains(&"central bank"), "{words:?}");
    assert_eq!(words.iter().filter(|word| **word == "central bank").count(), 2, "{words:?}");
}

#[test]
fn weights_fall_and_lie_between_0_and_1() {
    let found = topics(
        "The prime minister told parliament that the striker had been arrested for fraud after \
         the match. The court will hear the football club's lawyer on Monday.",
    );
    assert!(found.list.len() > 1, "{:?}", found.list);
    assert!(found.list.is_sorted_by(|a, b| a.weight >= b.weight));
    for topic in &found.list {
        assert!((0.0..=1.0).contains(&topic.weight) && (0.0..=1.0).contains(&topic.confidence));
    }
}

#[test]
fn text_without_a_term_has_no_topic() {
    for text in ["", "\n\n", "…", "Qwx zzt brl.", "He went there with her and then they left."] {
        assert!(topics(text).list.is_empty(), "{text:?}");
    }
}

#[test]
fn phrases_are_the_nouns_that_stand_out() {
    let found = topics(
        "Freight levy splits the island council\n\nThe island council argued over the freight \
         levy on Monday. Ferry owners say the freight levy will ruin them; the council wants to \
         fund harbour repairs with it.",
    );
    let phrases: Vec<&str> = found.phrases.iter().take(4).map(|p| p.text.as_str()).collect();
    assert!(phrases.contains(&"freight levy"), "{phrases:?}");
    assert!(phrases.contains(&"island council"), "{phrases:?}");
    assert!((found.phrases[0].weight - 1.0).abs() < f32::EPSILON);
    assert!(found.phrases[0].evidence.len() >= 2, "{:?}", found.phrases[0]);
}

#[test]
fn a_text_without_headings_is_one_section() {
    let found = topics("Rain fell all day.\n\nThe harbour wall held.");
    assert_eq!(found.sections.len(), 1);
    assert_eq!(found.sections[0].heading, None);
}

#[test]
fn odd_text_is_no_trouble() {
    for text in ["2024", "5", "of", "of Europe", "'s", "’s", "(JP)", "the the the", "a-b-c-", "İ"]
    {
        let _ = topics(text);
    }
}

fn all_phrases(text: &str) -> Vec<String> {
    topics(text).phrases.into_iter().map(|phrase| phrase.text).collect()
}

/// The first few phrases of a text.
fn phrases(text: &str) -> Vec<String> {
    let mut found = all_phrases(text);
    found.truncate(5);
    found
}

#[test]
fn relations_of_two_countries_are_one_phrase_by_any_name() {
    let found = phrases(
        "Chad and Niger mend ties\n\nEnvoys met in Oslo to speak of Chad-Niger relations. \
         Nigerien-Chadian ties had soured over grazing land. Chad wants better relations.",
    );
    let relations = found.iter().filter(|p| p.contains("relations") || p.contains("ties"));
    assert_eq!(relations.count(), 1, "{found:?}");
    assert!(!found.iter().any(|p| p == "Chad" || p == "Niger"), "{found:?}");
}

#[test]
fn a_country_that_is_a_small_word_in_lower_case_is_still_one() {
    let found = phrases("It was time to bring US-Kenyan relations to a better level, envoys said.");
    assert!(found.iter().any(|p| p == "US-Kenyan relations"), "{found:?}");
}

#[test]
fn an_issue_keeps_the_place_it_is_about() {
    let found = phrases(
        "The council extended its sanctions against Paraguay on Monday. The sanctions against \
         Paraguay hit timber.",
    );
    assert!(found.iter().any(|p| p == "sanctions against Paraguay"), "{found:?}");
}

#[test]
fn titles_and_names_of_people_are_no_phrases() {
    let found = phrases(
        "Deputy Minister Orla Fenwick opened the tidal barrage on Friday. Ms Fenwick said the \
         tidal barrage had cost less than planned. The minister thanked the builders.",
    );
    assert!(found.iter().any(|p| p == "tidal barrage"), "{found:?}");
    assert!(!found.iter().any(|p| p.contains("Fenwick") || p.contains("inister")), "{found:?}");
}

#[test]
fn letters_in_brackets_are_folded_into_what_they_stand_for() {
    let found = phrases(
        "The Northern Herring Accord (NHA) expires in May. Skippers want the NHA renewed, and \
         the Northern Herring Accord has no other friends. The NHA limits nets.",
    );
    assert!(found.iter().any(|p| p == "Northern Herring Accord"), "{found:?}");
    assert!(!found.iter().any(|p| p == "NHA"), "{found:?}");
}

#[test]
fn what_the_text_says_a_thing_is_known_as_is_one_phrase_with_it() {
    let found = phrases(
        "Skippers miss the herring deal\n\nThe North Sea herring deal, formally known as the Northern \
         Catch Accord (NCA), expires in May. Nobody mourns the NCA, but skippers want the North Sea \
         herring deal renewed. The Northern Catch Accord has no other friends.",
    );
    let names = ["herring deal", "Northern Catch Accord", "NCA"];
    let said: Vec<&String> = found.iter().filter(|p| names.iter().any(|n| p.contains(n))).collect();
    assert_eq!(said.len(), 1, "{found:?}");
    // What is known as something else is not the neighbour's name.
    let found = phrases(
        "The herring deal pleased a cook who is known as the Soup Baron. The herring deal is old, \
         and the Soup Baron is older.",
    );
    assert!(found.iter().any(|p| p == "herring deal"), "{found:?}");
}

#[test]
fn a_noun_stands_for_itself_where_nouns_stand_first() {
    let found = all_phrases(
        "Le port de Valmont ferme\n\nLe projet de fermeture a surpris les marins. La fermeture \
         du port est prévue en mai, et les marins du vieux quai préparent la fusée Kestrel 7. \
         Le vieux quai sera vendu avec le port, dit le maire, et la fusée Kestrel 7 aussi.",
    );
    for phrase in ["port", "fermeture", "fusée Kestrel 7"] {
        assert!(found.iter().any(|p| p == phrase), "{phrase} in {found:?}");
    }
    assert!(!found.iter().any(|p| p == "vieux"), "{found:?}");
    let distinct: std::collections::HashSet<&String> = found.iter().collect();
    assert_eq!(distinct.len(), found.len(), "{found:?}");
}

#[test]
fn other_languages_have_their_own_terms() {
    let cases = [
        (
            "Der Trainer lobte die Mannschaft nach dem Sieg im Finale der Meisterschaft, das \
          Stadion war voll und die Spieler haben gefeiert.",
            "15000000",
        ),
        (
            "Le tribunal a condamné le policier à deux ans de prison, et son avocat a dit que \
          le procès était injuste pour la défense.",
            "02000000",
        ),
        (
            "El banco central subió los tipos de interés y la bolsa cayó, porque la inflación \
          no se ha frenado en lo que va de año.",
            "04000000",
        ),
    ];
    for (text, want) in cases {
        let found = topics(text);
        let top = found.list.first().map(|t| *t.broader.last().unwrap_or(&t.code));
        assert_eq!(top, Some(want), "{text}: {:?}", found.list);
    }
}

#[test]
fn each_section_has_its_own_topics() {
    let found = topics(
        "Two matters before the assembly\n\nMembers of the assembly met for a long day on \
         Tuesday and spoke of two matters in turn.\n\nNew wards for the hospital\n\nPatients \
         wait weeks for surgery, the nurses said, and the hospital needs vaccines and doctors \
         before the flu season begins.\n\nA stadium by the river\n\nThe football club wants a \
         new stadium for its fans; the coach and the players said the league would move the \
         cup final there once the pitch is laid.",
    );
    let tops: Vec<_> = found
        .sections
        .iter()
        .filter(|section| section.heading.is_some())
        .map(|section| section.topics.first().map(|t| *t.broader.last().unwrap_or(&t.code)))
        .collect();
    assert_eq!(tops, [Some("07000000"), Some("15000000")]);
}

#[test]
fn a_change_of_matter_begins_a_section_without_a_heading() {
    let found = topics(
        "The striker scored twice before the break and the goalkeeper saved a penalty.\n\n\
         The coach praised his midfielders for the way they had pressed their opponents.\n\n\
         A late equaliser by the visitors was ruled offside after a long look at the pictures.\n\n\
         The league leaders have won nine matches in a row and lead the table by seven points.\n\n\
         Elsewhere, nurses at the county hospital began a trial of a new vaccine for measles.\n\n\
         Doctors hope that fewer patients will need surgery once the infection is contained.\n\n\
         A clinic by the harbour offers the jab to children whose parents sign a form.\n\n\
         Health officials counted forty cases of the disease in May, most of them mild.",
    );
    let tops: Vec<_> = found
        .sections
        .iter()
        .map(|section| section.topics.first().map(|t| *t.broader.last().unwrap_or(&t.code)))
        .collect();
    assert_eq!(tops, [Some("15000000"), Some("07000000")], "{:?}", found.sections);
}

#[test]
fn known_miss_a_figure_of_speech_counts_for_its_literal_sense() {
    let found = topics("The two bakers are at war over buns, and a truce is not in sight.");
    assert!(found.list.iter().any(|t| t.broader.contains(&"16000000")), "{found:?}");
}

/// A quote's words decide where they say something; its place does where they don't.
#[test]
fn a_quote_has_the_topics_of_its_words_and_its_place() {
    let text = "Strike halts the trains as hospital waits grow\n\n\
        Train drivers walked out on Monday after pay talks with the operator broke down. The \
        trade union has rejected a pay offer of two per cent.\n\n\
        \"We will stay on the picket line until the wages are right,\" union leader Joan Parwick \
        said at the station.\n\n\
        Patients wait at the county hospital, where surgery was put off and cancer treatment \
        delayed.\n\n\
        \"No patient should wait a month for a diagnosis,\" said Dr Ivo Lennart, a surgeon at the \
        hospital.\n\n\
        \"We have heard it all before,\" Parwick said of the union's talks on pay.";
    let found = topics(text);
    let top = |code: &&str| {
        let topic = found.list.iter().find(|topic| topic.code == *code);
        topic.map(|topic| *topic.broader.last().unwrap_or(&topic.code))
    };
    let tops: Vec<_> = found.of_quotes.iter().map(|codes| codes.first().and_then(top)).collect();
    let (labor, health) = (Some("09000000"), Some("07000000"));
    // The first is what the union rejected.
    assert_eq!(tops, [labor, labor, health, labor], "{:?} of {:?}", found.of_quotes, found.list);
    assert!(found.of_quotes.iter().all(|codes| codes.len() <= 3));
}
