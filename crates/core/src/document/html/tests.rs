//! Pages written for the purpose.

use crate::{
    Input, NoticeCode,
    document::{Document, parse},
};

fn read(page: &str) -> Document {
    let document = parse(&Input::html(page));
    // Every run holds what it says: literal stretches are the source's bytes.
    for run in &document.source_map {
        let (start, end) = (run.source.0 as usize, run.source.1 as usize);
        let given = page.get(start..end).expect("a slice of the source");
        let words = run.text.of(&document.text);
        if words.len() == given.len() {
            let same = words.split_whitespace().eq(given.split_whitespace());
            assert!(same || given.contains(['&', '\\']), "{words:?} {given:?}");
        }
    }
    let mut at = 0;
    for block in &document.blocks {
        assert!(block.span.start() >= at && !block.span.is_empty());
        assert!(document.text.get(at..block.span.start()).is_some_and(|t| t.trim().is_empty()));
        at = block.span.end();
    }
    document
}

fn check(page: &str, want: &[&str]) {
    let document = read(page);
    let got: Vec<&str> = document.blocks.iter().map(|b| b.span.of(&document.text)).collect();
    assert_eq!(got, want);
}

#[test]
fn blocks_are_block_elements() {
    check("<h1>One</h1><p>Two <b>three</b>\n  four<p>Five</p>", &["One", "Two three four", "Five"]);
    check("<div>a<div>b</div>c</div>", &["a", "b", "c"]);
    check("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", &["a", "b", "c", "d"]);
    check("<table><tr><td>a<td>b<tr><td>c</table>d", &["a", "b", "c", "d"]);
    check("<pre>one\ntwo</pre>", &["one", "two"]);
}

#[test]
fn what_no_reader_sees_is_skipped() {
    check(
        "<head><title>T</title><style>x{}</style></head><p>a<script>if(a<b){}</script> b</p>",
        &["a", "b"],
    );
    check("<p>a</p><svg><title>icon</title></svg><template><p>no</p></template><p>b", &["a", "b"]);
    check("<svg><g><p>text after an open drawing", &["text after an open drawing"]);
}

#[test]
fn line_breaks_end_lines_but_not_sentences() {
    check("<p>First line.<br>Second line.<br><br>Third", &["First line.", "Second line.", "Third"]);
    check("<p>the wall that<br>fell</p>", &["the wall that\nfell"]);
}

#[test]
fn references_are_decoded_and_mapped() {
    let page = "<p>Caf&eacute; &amp; bar&nbsp;&#8220;x&#8221; &zzzz; a&copy2020\r\nb</p>";
    let document = read(page);
    let words = document.blocks.first().map(|b| b.span.of(&document.text));
    assert_eq!(words, Some("Café & bar\u{a0}“x” &zzzz; a©2020 b"));
    let run = document.source_map.iter().find(|r| r.text.of(&document.text) == "é").expect("a run");
    assert_eq!(&page[run.source.0 as usize..run.source.1 as usize], "&eacute;");
}

#[test]
fn an_end_tag_without_a_name_is_nothing() {
    let page = "<p>one</>two three</>four";
    let document = read(page);
    assert_eq!(document.text.trim(), "onetwo threefour");
    for run in &document.source_map {
        let given = &page[run.source.0 as usize..run.source.1 as usize];
        assert_eq!(run.text.of(&document.text), given);
    }
}

#[test]
fn markup_tells_where_a_block_stands() {
    let document = read(
        "<main><article class='Story'><p id=lead>Text</p></article></main><nav><a href=x>Home</a></nav>",
    );
    let markup: Vec<_> = document.blocks.iter().filter_map(|b| b.markup.as_ref()).collect();
    assert_eq!(markup[0].tag, "p");
    assert_eq!(markup[0].ancestors, ["main", "article"]);
    assert_eq!(markup[0].hints, "lead | story");
    assert!(markup[0].link_density < 0.1 && markup[1].link_density > 0.9);
}

#[test]
fn hostile_nesting_is_flattened_with_a_notice() {
    for tag in ["div", "ul><li", "table><tr><td", "p", "svg", "a", "b"] {
        let page = format!("<{tag}>").repeat(20_000) + "deep";
        let document = read(&page);
        assert!(document.text.len() <= 5, "{tag}");
        if tag == "div" {
            assert!(document.notices.iter().any(|n| n.code == NoticeCode::DeepNesting));
            assert_eq!(document.blocks.len(), 1);
        }
    }
    let page = "<div>".repeat(600) + "a" + &"</div>".repeat(600) + "<p>b</p>";
    check(&page, &["a", "b"]);
}

#[test]
fn broken_pages_are_read() {
    for page in [
        "",
        "<",
        "</",
        "<!--",
        "<p",
        "<p class=",
        "&",
        "&#x",
        "</p></div>x",
        "<![CDATA[x]]>",
        "\0<p>\0",
        "plain text, no markup",
        "<p>a & b < c",
    ] {
        read(page);
    }
    check("plain text", &["plain text"]);
    check("<p>a & b < c", &["a & b < c"]);
}

/// A page that shows the first of three paragraphs and holds all of them, and `others` before.
fn page_with_state(shown: &str, others: &str) -> String {
    let text = |text: &str| {
        format!(r#"{{"type":"paragraph","content":[{{"type":"text","value":"{text}"}}]}}"#)
    };
    let second = "\\u201cIt rained all day,\\u201d the mayor said, and thanked everybody who had \
        stood at the wall with sacks of sand from the early morning until late at night.";
    let third = "Nobody was hurt when the wall broke at nine in the evening, the harbour board said \
        on Tuesday, but the ferry will not sail before the weekend, and the road to the north \
        stays closed until the council has looked at it again.";
    let first = "The wall of the harbour broke in the storm of Monday night.";
    format!(
        r#"<h1>Wall breaks</h1>{shown}<script type="application/json">{{"a":[{others}],"body":{{"content":[{},{},{}]}}}}</script><footer>About us</footer>"#,
        text(first),
        text(second),
        text(third),
    )
}

#[test]
fn paragraphs_that_the_page_holds_without_showing_them_are_read() {
    let page =
        page_with_state("<p>The wall of the harbour broke in the storm of Monday night.", "");
    // What is empty or short stands anywhere on a page.
    let small = r#",{"type":"paragraph","content":[{"text":" "}]},{"type":"heading","content":[{"text":"About us"}]}]}}</script>"#;
    let page = page.replace("]}}</script>", small);
    let document = read(&page);
    let blocks: Vec<&str> = document.blocks.iter().map(|b| b.span.of(&document.text)).collect();
    assert_eq!(blocks.len(), 5, "{blocks:#?}");
    assert!(blocks[2].starts_with("“It rained all day,” the mayor said"), "{blocks:#?}");
    assert!(blocks[3].starts_with("Nobody was hurt"), "{blocks:#?}");
    assert_eq!(blocks[4], "About us");
    let codes: Vec<NoticeCode> = document.notices.iter().map(|n| n.code).collect();
    assert_eq!(codes, [NoticeCode::ArticleInState]);
}

#[test]
fn a_page_without_any_paragraph_has_the_longest_text_of_its_state() {
    let teaser = r#"{"type":"paragraph","content":[{"type":"text","value":"Another day."}]}"#;
    let document = read(&page_with_state("", teaser));
    let blocks: Vec<&str> = document.blocks.iter().map(|b| b.span.of(&document.text)).collect();
    assert_eq!(blocks.len(), 5, "{blocks:#?}");
    assert!(blocks[1].starts_with("The wall of the harbour broke"), "{blocks:#?}");
}

#[test]
fn paragraphs_before_what_the_page_shows_of_them_are_left() {
    let page = page_with_state("", "");
    let (head, foot) = page.split_once("<footer>").expect("a footer");
    let shown = "<p>The wall of the harbour broke in the storm of Monday night.";
    let document = read(&format!("{head}{shown}<footer>{foot}"));
    assert_eq!(document.blocks.len(), 3);
}

#[test]
fn what_the_page_shows_is_not_read_twice() {
    let lines = "<p>The wall of the harbour broke in the storm of Monday night.</p>\
        <p>“It rained all day,” the mayor said, and thanked everybody who had stood at the wall \
        with sacks of sand from the early morning until late at night.</p>";
    let document = read(&page_with_state(lines, ""));
    assert_eq!(document.blocks.len(), 4);
    assert!(document.notices.is_empty());
    let foreign = "<p>The weather of next week will be as dull as the weather of the last one was, \
        says everybody who has looked at the sky from the old harbour this morning.</p>";
    assert_eq!(read(&page_with_state(foreign, "")).blocks.len(), 3);
}
