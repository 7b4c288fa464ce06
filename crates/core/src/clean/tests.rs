//! The cleaner on small pages written for the purpose.

use super::{Cleaned, Verdict};
use crate::{Input, Language, Override, Span, document};

fn clean(source: &str) -> (document::Document, Cleaned) {
    let document = document::parse(&Input::text(source));
    let cleaned = super::cleaned(&document, &Input::default());
    (document, cleaned)
}

/// Each block as `verdict: first words`.
fn check(source: &str, want: &[(Verdict, &str)]) {
    let (document, cleaned) = clean(source);
    let got: Vec<(Verdict, &str)> =
        cleaned.blocks.iter().map(|b| (b.verdict, b.span.of(&document.text))).collect();
    assert_eq!(got.len(), want.len(), "{got:#?}");
    for ((verdict, words), (want, start)) in got.iter().zip(want) {
        assert!(
            verdict == want && words.starts_with(start),
            "want {want:?} {start}, got {verdict:?} {words}"
        );
    }
}

const BODY: &str = "The council of Harrow Bay voted on Tuesday to rebuild the old harbour wall, \
    which was damaged in the storms of last winter and has been closed ever since.\n\n\
    “We have waited long enough,” the mayor said after the vote, and thanked the people who had \
    written to her in the past months.\n\n";

#[test]
fn a_moved_threshold_keeps_or_cuts_more() {
    let text = "Harbour fee falls\n\nThe harbour board cut its fee on Monday, said a spokesman for \
        the town.\n\nBoats and people\n\nThe fee had stood for nine years and paid for the lamps.\n\n\
        More from the harbour\n\nFerry timetable\n";
    let kept = |threshold: i8| {
        let input = Input { threshold, ..Input::text(text) };
        let cleaned = super::cleaned(&document::parse(&input), &input);
        cleaned.blocks.iter().filter(|block| block.kept).count()
    };
    assert!(kept(-100) >= kept(0) && kept(0) >= kept(100));
    assert!(kept(-100) > kept(100));
}

/// Where the body model takes a post for body it stays, with its signature; else it stands apart.
#[test]
fn a_post_is_kept_or_set_apart_whole() {
    let text = format!(
        "Council votes to rebuild the harbour wall\n\n{BODY}The ferry is back on Monday. Bring \
         bread for the swans, and mind the second step.\n— Harbour Board (@harbour) May 3, 2021\n\n\
         The board did not say who had broken the step, or when it would be mended.\n"
    );
    for (threshold, want) in [(-100, Verdict::EmbeddedPost), (100, Verdict::PostApart)] {
        let input = Input { threshold, ..Input::text(text.as_str()) };
        let cleaned = super::cleaned(&document::parse(&input), &input);
        let posts = cleaned.blocks.iter().filter(|b| {
            ["The ferry", "— Harbour"].iter().any(|start| b.span.of(&text).starts_with(start))
        });
        let verdicts: Vec<Verdict> = posts.map(|b| b.verdict).collect();
        assert_eq!(verdicts, [want; 2]);
    }
}

#[test]
fn a_page_around_an_article() {
    let source = format!(
        "Harbour Herald\n\nCouncil votes to rebuild the harbour wall\n\n3 May, 2021 08:15\n\n\
         Council votes to rebuild the harbour wall\n\nBy Odo Brandt\n\n{BODY}\
         READ MORE: Storm closes the harbour for a second week\n\n\
         What it will cost\n\nThe wall will cost nine million, of which the state pays the larger part.\n\n\
         Share this story!\n\nLeave a Reply\n\nYour email address will not be published."
    );
    check(
        &source,
        &[
            (Verdict::SiteName, "Harbour Herald"),
            (Verdict::Headline, "Council votes"),
            (Verdict::DateLine, "3 May"),
            (Verdict::RepeatedHeadline, "Council votes"),
            (Verdict::Byline, "By Odo"),
            (Verdict::Content, "The council"),
            (Verdict::Content, "“We have"),
            (Verdict::RelatedLink, "READ MORE"),
            (Verdict::Heading, "What it will cost"),
            (Verdict::Content, "The wall"),
            (Verdict::ShareBar, "Share"),
            (Verdict::CommentForm, "Leave"),
            (Verdict::CommentForm, "Your email"),
        ],
    );
    let (_, cleaned) = clean(&source);
    let metadata = cleaned.metadata;
    assert_eq!(metadata.headline.as_deref(), Some("Council votes to rebuild the harbour wall"));
    assert_eq!(metadata.date.as_deref(), Some("2021-05-03T08:15"));
    assert_eq!(metadata.author.as_deref(), Some("Odo Brandt"));
    assert_eq!(metadata.outlet.as_deref(), Some("Harbour Herald"));
    assert_eq!(metadata.language, Some(Language::ENGLISH));
}

#[test]
fn foreign_furniture_after_the_article() {
    let source = format!(
        "19:54\n\nStatement on the harbour wall of Harrow Bay\n\n12-03-05-2021\n\n{BODY}\n\
         Weitere Unterlagen\n\n  • Foto\n\n2 von 7 Fotos im Album\n\nUngültige Eingabe\nÄltere Beiträge"
    );
    let (_, cleaned) = clean(&source);
    let cut: Vec<Verdict> = cleaned.blocks.iter().filter(|b| !b.kept).map(|b| b.verdict).collect();
    assert_eq!(cut.first(), Some(&Verdict::DateLine));
    assert_eq!(cut.get(1), Some(&Verdict::DocumentNumber));
    // What German furniture is, German lists know; here it is foreign.
    assert_eq!(cut.len(), 6, "{cut:?}");
    assert_eq!(cut.iter().filter(|verdict| **verdict == Verdict::ForeignChrome).count(), 4);
    assert_eq!(cleaned.metadata.date.as_deref(), Some("2021-05-03T19:54"));
}

#[test]
fn a_dateline_is_split_off() {
    let source = format!("Wall to be rebuilt in Harrow Bay\n\nHARROW BAY (Wire) — {BODY}");
    let (document, cleaned) = clean(&source);
    let place = cleaned.blocks.iter().find(|b| b.verdict == Verdict::DatelinePlace).unwrap();
    assert_eq!(place.span.of(&document.text), "HARROW BAY (Wire) —");
    assert!(place.kept);
}

#[test]
fn the_users_word_stands_above() {
    let source = format!("Wall to be rebuilt in Harrow Bay\n\n{BODY}Share this story!");
    let document = document::parse(&Input::text(source.as_str()));
    let at = source.find("Share").unwrap();
    let span = Span::new(&source, at, source.len()).unwrap();
    let user = Override { span, keep: true };
    let cleaned = super::cleaned(&document, &Input { overrides: vec![user], ..Input::default() });
    let last = cleaned.blocks.last().unwrap();
    assert!(last.kept && last.verdict == Verdict::ShareBar && last.reason == "you restored it");
}

#[test]
fn a_list_under_a_heading_stays_and_so_does_a_second_article() {
    let source = format!(
        "Wall to be rebuilt in Harrow Bay\n\n{BODY}How the wall was measured\n\
         • Two divers on the sea side of the wall\n\
         • A rope with a knot at every metre and a half\n\n\
         Share this story!\n\nLeave a Reply\n\n"
    );
    let two = format!(
        "{source}{BODY}The harbour has been closed since the autumn, and the boats lie in the river \
         where the tide leaves them on the mud for half of each day.\n\n\
         The owners of the boats have asked the council for money, but the council says that it \
         has none until the state has paid its part of the cost.\n\n\
         The vote on the money will be held in the summer, when the members who are now away \
         on the islands have come back to the town and can be asked.\n\n"
    );
    let (document, cleaned) = clean(&two);
    let kept: Vec<&str> =
        cleaned.blocks.iter().filter(|b| b.kept).map(|b| b.span.of(&document.text)).collect();
    for start in ["How the wall", "• Two", "• A rope", "The harbour has", "The vote on the money"]
    {
        assert!(kept.iter().any(|words| words.starts_with(start)), "{start}: {kept:#?}");
    }
    assert!(!kept.iter().any(|words| words.starts_with("Leave")));
}

#[test]
fn odd_input_is_covered_and_in_order() {
    for source in [
        "",
        "\n\n",
        "a",
        "\u{feff}x\r\ny",
        "“",
        "©",
        "1-2-3-4",
        "\u{0}\u{0}\nAlso on \n",
        "—",
        "– –",
    ] {
        let (document, cleaned) = clean(source);
        let mut at = 0;
        for block in &cleaned.blocks {
            assert!(block.span.start() >= at && !block.span.is_empty());
            let between = document.text.get(at..block.span.start()).unwrap();
            assert!(between.trim().is_empty(), "{source:?}");
            at = block.span.end();
        }
        assert!(document.text.get(at..).unwrap().trim().is_empty(), "{source:?}");
    }
}

#[test]
fn the_headline_is_what_the_body_speaks_of_however_far_it_stands() {
    let menu = "Home\nNews\nSport\nThe ten best walks of the county this autumn\nTides\nShop\n\n";
    let headline = |lines: &str| clean(&format!("{lines}{BODY}")).1.metadata.headline;
    for below in [
        "",
        "Odo Brandt\nHarbour correspondent\n3 May 2021\n0 Shares\n",
        "By Odo Brandt and Ida Varga\n",
        "Somebody had to pay for it in the end\nBy Odo Brandt\n3 May 2021\n",
    ] {
        let found = headline(&format!("{menu}Council votes to rebuild harbour wall\n{below}\n"));
        assert_eq!(found.as_deref(), Some("Council votes to rebuild harbour wall"), "{below}");
    }
    // Where nothing speaks for a line there is no headline, and a byline is none.
    assert_eq!(headline(&format!("{menu}By Odo Brandt\n\n")), None);
    // Alone above the body, a line may be short or play with words.
    assert_eq!(headline("Wall to wall\n\n").as_deref(), Some("Wall to wall"));
    assert_eq!(headline(""), None);
    // A first paragraph of one sentence is the body's, not its headline.
    let lead = "The old harbour wall of Harrow Bay will be rebuilt, the council voted on Tuesday.";
    assert_eq!(headline(&format!("{lead}\n\n")), None);
}

#[test]
fn a_place_in_a_picture_is_no_party_and_no_whole_text() {
    let verdict = |source: &str, start: &str| {
        let (document, cleaned) = clean(source);
        let block = cleaned.blocks.iter().find(|b| b.span.of(&document.text).starts_with(start));
        block.map(|block| block.verdict)
    };
    let caption = "Ada Lind (left) and Jonas Weir look at the old harbour wall on Monday.";
    let news =
        "Gov. Mike Arden (R) and Sen. Ada Lind (D) said on Monday that they would stay away.";
    let said = "“So I told Jonas, right, that he would have to paint a bolder picture: a wall of \
        glass in the rain.”";
    let page = format!("{BODY}{caption}\n\n{news}\n\n{said}\n\n{BODY}");
    assert_eq!(verdict(&page, "Ada Lind"), Some(Verdict::Caption));
    assert_eq!(verdict(&page, "Gov. Mike"), Some(Verdict::Content));
    assert_eq!(verdict(&page, "“So I told"), Some(Verdict::Content));
    assert_eq!(verdict(caption, "Ada Lind"), Some(Verdict::Content));
}

#[test]
fn a_line_that_breaks_off_behind_a_name_is_no_caption() {
    let wrapped = format!(
        "{BODY}The wall was rebuilt by the men of the harbour. Ada Lind\nand her sister had asked for it.\n\n{BODY}"
    );
    let (document, cleaned) = clean(&wrapped);
    let captions = cleaned.blocks.iter().filter(|block| block.verdict == Verdict::Caption);
    assert_eq!(captions.map(|block| block.span.of(&document.text)).collect::<Vec<_>>(), [""; 0]);
}
