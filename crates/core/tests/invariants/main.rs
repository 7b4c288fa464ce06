//! Invariants on any input: no panic, sound spans, every byte accounted for,
//! the same report twice, the user's word above the rules, linear time.

#![cfg(not(target_family = "wasm"))]
#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by a panic")]

mod corrections;
mod holds;
mod hostile;

use std::{path::Path, sync::LazyLock};

use proptest::prelude::*;
use verbatim_core::{Format, Input, Lexicons, Override, Report, Span, analyze, report::ReportCue};

static LEXICONS: LazyLock<Lexicons> = LazyLock::new(Lexicons::load);

const SAMPLES: [&str; 3] = [
    include_str!("../../../../src/samples/one.txt"),
    include_str!("../../../../src/samples/two.txt"),
    include_str!("../../../../src/samples/three.txt"),
];

/// Analyses `input` and checks what is true of any report, but not that another is the same.
fn sound_once(input: &Input) -> Report {
    let report = analyze(input, &LEXICONS);
    holds::check(input, &report);
    report
}

/// Analyses `input` and checks all that is true of any report.
fn sound(input: &Input) -> Report {
    let report = sound_once(input);
    assert!(report == analyze(input, &LEXICONS), "two analyses, two reports");
    report
}

/// As `sound`, then again with the verdict on one block turned over.
fn sound_and_turned(input: &Input, pick: prop::sample::Index) {
    let report = sound(input);
    if report.blocks.is_empty() {
        return;
    }
    let block = &report.blocks[pick.index(report.blocks.len())];
    let span = Span::new(&report.document.text, block.start as usize, block.end as usize).unwrap();
    let turned = Override { span, keep: !block.kept };
    let again = Input { overrides: vec![turned], ..input.clone() };
    let after = sound(&again);
    let spans = |r: &Report| r.blocks.iter().map(|b| (b.start, b.end)).collect::<Vec<_>>();
    assert!(spans(&report) == spans(&after), "the user's verdict moved a block");
    let same = |b: &&verbatim_core::report::ReportBlock| b.start == block.start;
    assert_eq!(after.blocks.iter().find(same).map(|b| b.kept), Some(turned.keep));
}

fn format() -> impl Strategy<Value = Format> {
    prop_oneof![Just(Format::Text), Just(Format::Html)]
}

/// Words, marks and line ends of articles, in any order.
fn quote_soup() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "“",
        "”",
        "‘",
        "’",
        "\"",
        "'",
        "„",
        "‟",
        "«",
        "»",
        "‹",
        "›",
        "``",
        "''",
        "—",
        "– ",
        "- ",
        " ",
        " ",
        " ",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "\u{a0}",
        "\u{200b}",
        "\u{feff}",
        ", ",
        ". ",
        "?",
        "!",
        "…",
        "...",
        ": ",
        "(",
        ")",
        "[",
        "]",
        "said ",
        "says",
        " told reporters",
        "according to ",
        "added",
        "he ",
        "she ",
        "they ",
        "Mara Ellison",
        "Ellison",
        "Mr. ",
        "Dr ",
        "U.S. ",
        "the mayor ",
        "President ",
        "Café",
        "it’s",
        "rock 'n' roll",
        "the ’90s",
        "don't",
        "READ MORE: ",
        "READ MORE: The wall that fell down\n",
        "Related articles\n",
        "— M. Ellison (@me) March 4, 2026\n",
        "By ",
        "20 Sep, 2017 00:19",
        "Q: ",
        "A: ",
        "LONDON (Wire) — ",
        "сказал",
        "sagte ",
        "a déclaré ",
        "dijo ",
        "Ω",
        "👩‍👩‍👧",
        "e\u{301}",
        "\u{202e}",
        "\0",
    ]);
    prop::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

/// Tags, comments, references and text in any order.
fn tag_soup() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<p>",
        "</p>",
        "<div class=\"nav menu\">",
        "</div>",
        "<article>",
        "</article>",
        "<nav>",
        "</nav>",
        "<h1>",
        "</h1>",
        "<br>",
        "<br/>",
        "<ul><li>",
        "</li></ul>",
        "<a href='x'>",
        "<a href=//h.example/a>",
        "<a href='javascript:x'>",
        "</a>",
        "<base href='https://h.example/b/'>",
        "<aside class=related>",
        "READ MORE: The wall that fell down",
        "<blockquote class=\"twitter-tweet\">",
        "— M. Ellison (@me) March 4, 2026",
        "<p class=pullquote>",
        "<b>",
        "</i>",
        "<script>",
        "</script>",
        "<style>p{}</style>",
        "<!--",
        "-->",
        "<!doctype html>",
        "<title>",
        "</title>",
        "<textarea>",
        "</textarea>",
        "<table><tr><td>",
        "</table>",
        "<svg><title>",
        "</svg>",
        "<q>",
        "</q>",
        "<blockquote>",
        "</blockquote>",
        "<figure><figcaption>",
        "</figure>",
        "<meta property=og:title content='Rain &amp; wind'>",
        "<script type=\"application/ld+json\">{\"headline\":\"Rain\",\"author\":[{\"name\":\"M. Ellison\"}]}</script>",
        "<script type=\"application/json\">[{\"type\":\"paragraph\",\"content\":[{\"text\":\"We \\u201cleave\\u201d now, said Mara Ellison to those who had stood at the wall of the harbour with her since the storm of Monday night, and nobody answered her\\n.\"}]},\
            {\"type\":\"paragraph\",\"content\":[{\"text\":\"We \\u201cleave\\u201d now, said Mara Ellison to those who had stood at the wall of the harbour with her since the storm of Monday night, and nobody heard her\\n.\"}]},\
            {\"type\":\"paragraph\",\"content\":[{\"text\":\"We \\u201cleave\\u201d now, said Mara Ellison to those who had stood at the wall of the harbour with her since the storm of Monday night, and nobody saw her\\n.\"}]}]</script>",
        "<script type=\"application/json\">[{\"type\":\"paragraph\",\"content\":[{\"text\":\"",
        "\"}]}",
        "<time datetime=\"2026-03-04\">",
        "<html lang=de>",
        "<body>",
        "</body></html>",
        "<",
        ">",
        "</",
        "<p",
        "=\"",
        "'",
        "&amp;",
        "&",
        "&#x41;",
        "&#0;",
        "&#xFFFFFFFF;",
        "&notit;",
        "&eacute",
        "&nbsp;",
        "<![CDATA[",
        "]]>",
        "<?php",
        "<template>",
        "<p hidden>",
        "<img alt='a “b”'>",
        "“Rain,” said Mara Ellison.",
        "Ellison ",
        " \n",
        "\t",
        "é",
        "👩‍👩‍👧",
        "\0",
        "\u{202e}",
        "\r",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// A sample with stretches taken out, doubled, moved or strewn with noise.
fn mutated_sample() -> impl Strategy<Value = String> {
    let change = (any::<prop::sample::Index>(), 0usize..200, 0u8..4, quote_soup());
    let changes = prop::collection::vec(change, 0..6);
    (prop::sample::select(&SAMPLES[..]), changes).prop_map(|(sample, changes)| {
        let mut text = sample.to_owned();
        for (at, length, kind, soup) in changes {
            let boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            if boundaries.is_empty() {
                break;
            }
            let first = at.index(boundaries.len());
            let start = boundaries[first];
            let end = boundaries.get(first + length).copied().unwrap_or(text.len());
            let cut = text[start..end].to_owned();
            match kind {
                0 => text.replace_range(start..end, ""),
                1 => text.insert_str(start, &cut),
                2 => text.insert_str(start, &soup),
                _ => {
                    text.replace_range(start..end, "");
                    text.push_str(&cut);
                }
            }
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 96,
        // A failure is kept by naming it in a test of its own, not in a file of seeds.
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_string(source in any::<String>(), format in format(), pick in any::<prop::sample::Index>()) {
        let input = Input { source, format, ..Input::default() };
        sound_and_turned(&input, pick);
    }

    #[test]
    fn any_quote_soup(source in quote_soup(), format in format(), pick in any::<prop::sample::Index>()) {
        let input = Input { source, format, ..Input::default() };
        sound_and_turned(&input, pick);
    }

    #[test]
    fn any_tag_soup(source in tag_soup(), format in format(), pick in any::<prop::sample::Index>()) {
        let input = Input { source, format, ..Input::default() };
        sound_and_turned(&input, pick);
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 24,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_mutated_sample(source in mutated_sample(), pick in any::<prop::sample::Index>()) {
        sound_and_turned(&Input::text(source), pick);
    }

    #[test]
    fn any_sample_as_paragraphs_of_html(source in mutated_sample(), pick in any::<prop::sample::Index>()) {
        let page = format!("<html><body><article><p>{}</article>", source.replace("\n\n", "<p>"));
        sound_and_turned(&Input::html(page), pick);
    }
}

#[test]
fn the_samples_are_sound() {
    for sample in SAMPLES {
        sound(&Input::text(sample));
    }
}

/// The articles, which are the fuzz targets' first corpus too.
#[test]
fn the_articles_are_sound() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/articles");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let article = entry.unwrap().path();
        for (name, format) in [("input.txt", Format::Text), ("input.html", Format::Html)] {
            let Ok(source) = std::fs::read_to_string(article.join(name)) else { continue };
            sound(&Input { source, format, ..Input::default() });
            count += 1;
        }
    }
    assert!(count > 30, "{count} articles");
}

#[test]
fn an_aside_is_no_quote_by_itself() {
    for quote in ["« , dit Rose Ekström »", "« , dit Rose Ekström, »", "« — dit-elle »"] {
        let said = "Le maire de la ville a dit que la tour était à vendre.";
        sound(&Input::text(format!("{said}\n\n{quote}, {said}\n\n{quote}\n")));
    }
}

#[test]
fn a_paragraph_without_a_word_closes_no_quote() {
    sound(&Input::text("«\t““said \n\u{200b}»“"));
}

#[test]
fn the_check_sees_what_is_wrong() {
    let input = Input::text(SAMPLES[0]);
    let report = analyze(&input, &LEXICONS);
    let breaks: &[fn(&mut Report)] = &[
        |report| report.document.text.push('x'),
        |report| report.blocks[1].start += 1,
        |report| drop(report.blocks.remove(2)),
        |report| report.blocks[0].kept = !report.blocks[0].kept,
        |report| report.blocks[0].reason.clear(),
        |report| report.cleaned.text.push_str(" more"),
        |report| report.blocks[0].confidence = f32::NAN,
        // Amid what is said, where nothing sets it off.
        |report| {
            let quote = report.quotes.iter_mut().find(|q| q.text.contains(' ')).unwrap();
            let start = quote.start + quote.text.find(' ').unwrap() as u32 + 1;
            let text = quote.text.split(' ').nth(1).unwrap().to_owned();
            let end = start + text.len() as u32;
            quote.cue = Some(ReportCue { text, start, end });
        },
    ];
    for (nth, break_it) in breaks.iter().enumerate() {
        let mut broken = report.clone();
        break_it(&mut broken);
        let seen = std::panic::catch_unwind(|| holds::check(&input, &broken)).is_err();
        assert!(seen, "change {nth} went unseen");
    }
}
