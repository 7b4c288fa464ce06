//! What is said without marks: where a statement begins and ends, and what is none.

use super::{check_indirect, lines, report};

#[test]
fn nouns_and_names_given_are_no_statements() {
    check_indirect(
        "Ekström’s loud criticism of the plan and repeated threats to walk out are of concern to the town, Oyelaran said.",
        &[
            "indirect | Ekström’s loud criticism of the plan and repeated threats to walk out are of concern to the town | Oyelaran | said",
        ],
    );
    check_indirect("Ekström stressed the importance of continuing contacts with the town.", &[]);
    check_indirect(
        "Maud Ekström kept away from the town, calling it a “rogue harbour.”",
        &[
            "indirect | a “rogue harbour.” | Maud Ekström | calling",
            "partial | rogue harbour. | Maud Ekström | calling",
        ],
    );
}

#[test]
fn what_a_verb_of_words_is_about_is_said() {
    check_indirect(
        "Maud Ekström criticized the vote on the pier, saying it came too late.",
        &[
            "indirect | the vote on the pier | Maud Ekström | criticized",
            "indirect | it came too late | Maud Ekström | saying",
        ],
    );
    check_indirect(
        "Ekström called the plan for the pier a “farce,” and walked out.",
        &[
            "indirect | the plan for the pier a “farce,” | Ekström | called",
            "partial | farce, | Ekström | called",
        ],
    );
    check_indirect(
        "Maud Ekström called for a new pier.",
        &["indirect | a new pier | Maud Ekström | called"],
    );
    // Whom, when and what for are no words of hers.
    check_indirect("Ekström asked the floor.", &[]);
    check_indirect("Ekström spoke to the crowd on the pier.", &[]);
    check_indirect(
        "Ekström told the Gazette’s “Morning Tide” on Monday.",
        &["scare | Morning Tide | - | -"],
    );
    check_indirect("A pilot accused of the theft left the town.", &[]);
    check_indirect("The figures reported by the ministry were late.", &[]);
}

#[test]
fn what_is_asked_and_agreed_is_said() {
    check_indirect(
        "Maud Ekström urged the mayor to wait.",
        &["indirect | the mayor to wait | Maud Ekström | urged"],
    );
    check_indirect(
        "Maud Ekström refused to wait.",
        &["indirect | to wait | Maud Ekström | refused"],
    );
    check_indirect("A pilot, who asked not to be named, left.", &[]);
}

#[test]
fn words_around_a_few_marked_ones_are_said_too() {
    check_indirect(
        "Maud Ekström said “harbour fees” misled the town; the mayor left.",
        &[
            "indirect | “harbour fees” misled the town | Maud Ekström | said",
            "partial | harbour fees | Maud Ekström | said",
        ],
    );
    check_indirect(
        "The harbour, Maud Ekström said, “was full” of boats.",
        &[
            "indirect | The harbour | Maud Ekström | said",
            "indirect | “was full” of boats | Maud Ekström | said",
            "partial | was full | Maud Ekström | said",
        ],
    );
}

#[test]
fn what_is_said_ends_where_the_writer_adds_something() {
    check_indirect(
        "Maud Ekström said people have misread the plan, which has thirty pages.",
        &["indirect | people have misread the plan | Maud Ekström | said"],
    );
    check_indirect(
        "As the Gazette reported, the harbour was full.",
        &["indirect | the harbour was full | the Gazette | reported"],
    );
    check_indirect(
        "When Ola Ruiz complained, Maud Ekström left, saying it was late.",
        &["indirect | it was late | Maud Ekström | saying"],
    );
}

#[test]
fn a_statement_inside_of_a_statement_is_marked() {
    let report = report("Maud Ekström said that the mayor had criticized the vote.");
    let inside: Vec<_> = report.quotes.iter().map(|q| (q.text.as_str(), q.inside)).collect();
    assert_eq!(inside, [("the mayor had criticized the vote", None), ("the vote", Some(0))],);
}

#[test]
fn the_time_of_saying_is_no_part_of_who_says() {
    for time in ["on Tuesday", "late on Tuesday", "early in the evening", "late in the evening"] {
        let report = report(&format!("A council statement {time} said that the ferry had sunk."));
        let [quote] = report.quotes.as_slice() else { panic!("{:?}", report.quotes) };
        let speaker = quote.speaker.as_ref().map(|speaker| speaker.name.as_str());
        assert_eq!(speaker, Some("A council statement"), "{time}");
    }
}

#[test]
fn many_sources_say_something() {
    for (text, said) in [
        ("Friends say the keeper has left.", "the keeper has left | Friends | say"),
        ("47% say the keeper has left.", "the keeper has left | 47% | say"),
        ("Some critics said they’re late.", "they’re late | Some critics | said"),
        (
            "Sources close to the mayor say there was no need.",
            "there was no need | Sources close to the mayor | say",
        ),
    ] {
        check_indirect(text, &[&format!("indirect | {said}")]);
    }
}

#[test]
fn a_report_inside_of_a_relative_clause() {
    check_indirect(
        "The pier, which Maud Ekström said had closed in May, is for sale.",
        &["indirect | had closed in May | Maud Ekström | said"],
    );
    check_indirect(
        "Maud Ekström, who praised the plan, said it was late.",
        &[
            "indirect | the plan | Maud Ekström, who | praised",
            "indirect | it was late | Maud Ekström | said",
        ],
    );
}

#[test]
fn what_a_name_is_given_to_is_no_part_of_it() {
    check_indirect(
        "Maud Ekström rejected the plan, calling it a gift to the sea.",
        &[
            "indirect | the plan | Maud Ekström | rejected",
            "indirect | a gift to the sea | Maud Ekström | calling",
        ],
    );
    check_indirect(
        "Maud Ekström described them as a danger to boats.",
        &["indirect | a danger to boats | Maud Ekström | described"],
    );
}

#[test]
fn what_someone_speaks_about_is_not_what_they_say() {
    for about in [
        "Commenting on the fees by the mayor",
        "Speaking of the strike",
        "Referring to the “ghost fleet”",
    ] {
        let text = format!("{about}, Maud Ekström said the pier was shut.");
        let mut said = lines(&text, true);
        said.retain(|line| line.starts_with("indirect"));
        assert_eq!(said, ["indirect | the pier was shut | Maud Ekström | said"], "{text}");
    }
}

#[test]
fn what_happened_says_nothing() {
    for text in [
        "The vote has shown that the pier is old.",
        "History shows that talks fail.",
        "Maud Ekström showed that she could win.",
        "A vote won by Maud Ekström has shown that the pier is old.",
        "The haste of Ekström indicates that the pier is old.",
    ] {
        check_indirect(text, &[]);
    }
    check_indirect(
        "A study by Maud Ekström has shown that the pier is old.",
        &["indirect | the pier is old | A study by Maud Ekström | shown"],
    );
    check_indirect(
        "The poll indicates that the mayor leads.",
        &["indirect | the mayor leads | The poll | indicates"],
    );
}

#[test]
fn a_statement_ends_before_words_with_a_report_of_their_own() {
    check_indirect(
        "Maud Ekström said that the plan was strong, to which Peter Ruiz replied: “It is not.”",
        &[
            "indirect | the plan was strong | Maud Ekström | said",
            "direct | It is not. | Peter Ruiz | replied",
        ],
    );
    check_indirect(
        "She said it was late, and when asked about the pier, she said, “I hope not.”",
        &["indirect | it was late | She | said", "direct | I hope not. | she | said"],
    );
}

#[test]
fn a_quote_that_stands_apart_is_no_statement() {
    // Whom, when and where are no words of hers.
    check_indirect(
        "Maud Ekström walked out, telling the crowd, “Boats will come.”",
        &["direct | Boats will come. | Maud Ekström | telling"],
    );
    check_indirect(
        "Maud Ekström said last week in Brest, “Boats will come.”",
        &["direct | Boats will come. | Maud Ekström | said"],
    );
    check_indirect(
        "A vote was due. Her verdict: “Too late,” Ekström said.",
        &["direct | Too late, | Ekström | said"],
    );
    check_indirect(
        "Ruiz said that the plan was weak: “Boats need water,” Maud Ekström wrote.",
        &[
            "indirect | the plan was weak | Ruiz | said",
            "direct | Boats need water, | Maud Ekström | wrote",
        ],
    );
    check_indirect(
        "“Boats will come,” the port’s spokesman, Ola Ekström, said.",
        &["direct | Boats will come, | Ola Ekström | said"],
    );
}
