//! Heads of pages written for the purpose.

use crate::{Input, Language, document::Declared, document::parse};

fn declared(page: &str) -> Declared {
    parse(&Input::html(page)).declared
}

#[test]
fn json_ld_before_meta_before_title() {
    let declared = declared(
        r#"<html lang="en-GB"><head><title>Wall rebuilt | Harbour Herald</title>
        <meta property="og:title" content="Harbour wall to be rebuilt">
        <meta property="og:site_name" content="Harbour Herald">
        <script type="application/ld+json">{"@graph":[{"@type":"NewsArticle",
        "headline":"Wall &amp; harbour","datePublished":"2021-05-03T08:15:00Z",
        "author":[{"@type":"Person","name":"Odo Brandt"},{"name":"Ina Vesper"}]}]}</script></head>
        <body><p>Text.</p></body>"#,
    );
    assert_eq!(declared.headline.as_deref(), Some("Wall & harbour"));
    assert_eq!(declared.date.as_deref(), Some("2021-05-03T08:15"));
    let authors: Vec<&str> = declared.authors.iter().map(|one| one.words.as_str()).collect();
    assert_eq!(authors, ["Odo Brandt", "Ina Vesper"]);
    assert_eq!(declared.outlet.as_deref(), Some("Harbour Herald"));
    assert_eq!(declared.language, Some(Language::ENGLISH));
}

#[test]
fn a_title_loses_the_outlet() {
    for title in [
        "Harbour wall is rebuilt | Harbour Herald",
        "harbourherald.example - Harbour wall is rebuilt",
        "Harbour wall is rebuilt – harbourherald.example",
        "Harbour Herald - Harbour wall is rebuilt",
    ] {
        let link = "<link rel=canonical href='https://www.harbourherald.example/wall'>";
        let declared = declared(&format!("<title>{title}</title>{link}<p>Text.</p>"));
        assert_eq!(declared.headline.as_deref(), Some("Harbour wall is rebuilt"));
    }
}

#[test]
fn dates_in_addresses_and_broken_stamps() {
    let page = "<link rel=canonical href='https://h.example/2021/05/03/wall.html'>
        <time datetime='2021-05-032021-05-04'>x</time>";
    let declared = declared(page);
    assert_eq!(declared.date, None);
    assert_eq!(declared.address_date.as_deref(), Some("2021-05-03"));
}
