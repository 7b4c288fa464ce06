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
    assert_eq!(declared.author.as_deref(), Some("Odo Brandt, Ina Vesper"));
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

fn author(author: &str) -> (Option<String>, Option<String>) {
    let declared = declared(&format!(
        "<meta property=og:site_name content='Harbour Herald'><meta name=author content='{author}'>"
    ));
    (declared.author, declared.credited)
}

#[test]
fn authors_are_names_alone() {
    for (given, want) in [
        ("By Odo Brandt", "Odo Brandt"),
        ("Odo Brandt | obrandt@herald.example", "Odo Brandt"),
        ("Odo Brandt and Ina Vesper", "Odo Brandt, Ina Vesper"),
        ("Odo Brandt,Ina Vesper, Harbour Herald", "Odo Brandt, Ina Vesper"),
        ("Odo Brandt MD, RDN, herald.example", "Odo Brandt"),
        ("Odo Brandt, Senior Reporter", "Odo Brandt"),
        ("Odo Brandt -", "Odo Brandt"),
    ] {
        assert_eq!(author(given).0.as_deref(), Some(want), "{given}");
    }
    assert_eq!(author(", Harbour Herald"), (None, Some("Harbour Herald".to_owned())));
    assert_eq!(author("https://herald.example/odo"), (None, None));
    assert_eq!(author("odo.brandt.1232"), (None, Some("odo.brandt.1232".to_owned())));
}

#[test]
fn authors_in_the_pages_markup() {
    for page in [
        "<span itemprop=author><a rel=author><span itemprop=name>Odo Brandt</span></a></span>",
        "By <a rel=author href=x>Odo Brandt</a> <p>…</p><p>…</p><p>…</p><p>…</p><p>…</p><p>…</p><p>…</p><p>…</p><a rel=author>Ina Vesper</a>",
        "<div class=x-author__name>Odo Brandt</div>",
        "<a href=/odo data-testid=AuthorNameLink>Odo Brandt</a>",
        "<a rel=author>View all posts by Odo Brandt</a>",
    ] {
        assert_eq!(declared(page).author.as_deref(), Some("Odo Brandt"), "{page}");
    }
    let two = "By <a rel=author>Odo Brandt</a> and <a rel=author>Ina Vesper</a>";
    assert_eq!(declared(two).author.as_deref(), Some("Odo Brandt, Ina Vesper"));
}

#[test]
fn authors_in_nodes_of_their_own() {
    let page = r##"<script type="application/ld+json">{"@graph":[
        {"@type":"Article","author":{"@id":"#odo"}},{"@id":"#odo","name":"Odo Brandt"}]}</script>"##;
    assert_eq!(declared(page).author.as_deref(), Some("Odo Brandt"));
}

#[test]
fn dates_in_addresses_and_broken_stamps() {
    let page = "<link rel=canonical href='https://h.example/2021/05/03/wall.html'>
        <time datetime='2021-05-032021-05-04'>x</time>";
    let declared = declared(page);
    assert_eq!(declared.date, None);
    assert_eq!(declared.address_date.as_deref(), Some("2021-05-03"));
}
