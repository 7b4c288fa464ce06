//! Inputs made to be slow: one thing again and again, never closed, ever deeper.

use std::time::{Duration, Instant};

use verbatim_core::{Correction, Format, Input, NoticeCode, Span, Whose};

use super::{sound, sound_once};

/// How much of each is given.
const SIZE: usize = 48 * 1024;
/// A linear analysis takes well under a second for this, unoptimised, twice, and
/// checked; one that is quadratic in lines, marks or tags takes minutes.
const BOUND: Duration = Duration::from_secs(30);

fn check(format: Format, unit: &str) {
    let input = Input { source: unit.repeat(SIZE / unit.len()), format, ..Input::default() };
    let start = Instant::now();
    sound(&input);
    let took = start.elapsed();
    assert!(took < BOUND, "{unit:?} as {format:?} took {took:?} for {SIZE} bytes");
}

macro_rules! hostile {
    ($($name:ident: $format:ident, $($unit:literal)+;)*) => {
        $(#[test]
        fn $name() {
            $(check(Format::$format, $unit);)+
        })*
    };
}

hostile! {
    one_letter: Text, "a" "A" "é";
    white_space: Text, " " "\n" "\r\n" "\u{a0}";
    marks_never_closed: Text, "“" "\"" "'" "«" "„" "“a " "‘A " "(" "[";
    marks_one_a_line: Text, "“\n" "\"a\n\n" "“a”\n";
    cues: Text, "said " "said, " "“a,” said " "he said " ", said A. B. C. ";
    names: Text, "Mara Ellison " "A. " "Mr. " "Ellison’s " "Mara Ellison, mayor of Dunmarrow, ";
    combining: Text, "e\u{301}" "\u{301}" "👩\u{200d}" "\u{202e}";
    lines: Text, "a\n" "READ MORE: a\n" "20 Sep, 2017 00:19\n" "Home | News | Sport\n" "a\n\n";
    full_stops: Text, "." "…" ". " "U.S. " "1.5 ";
    open_tags: Html, "<div>" "<p>" "<b>" "<table>" "<a href='x'>" "<ul><li>";
    broken_tags: Html, "<" "<p " "<p a=\"" "</" "<!--" "<!-- " "<![CDATA[" "<?";
    references: Html, "&" "&amp" "&#" "&#x41;" "&a";
    raw_text: Html, "<script>" "<style>" "<textarea>" "<title>" "</script>";
    closing_tags: Html, "</div>" "</p>" "<b></i>" "<p></div>";
    json_ld: Html, "<script type=\"application/ld+json\">{\"a\":[" "<script type=application/ld+json>[</script>";
    state: Html, "<script type=application/json>{\"type\":\"paragraph\",\"content\":[" "<script type=application/json>[{\"type\":\"paragraph\",\"content\":[{\"text\":\"\\u201c one two three four five six seven eight nine ten\"}]}]</script>" "<script type=application/json>{\"a\":\"\\\\";
    links: Html, "<a href='/a'>" "<a href='/a'>one two three four</a>" "<a href='../'>a<p>b" "<base href='x:'>";
    marked_elements: Html, "<blockquote class=twitter-tweet>a" "<aside class=pullquote>one two three four five six" "<figcaption>a" "<figure><blockquote>";
    attributes: Html, "<p a=b c=d>" "<p a a=a " "<p class='nav menu'>" "<meta property=og:title content=a>" "<time datetime=2026-03-04>";
    authors: Html, "<a rel=author>A B</a>" "<span itemprop=author>" "<meta name=author content='A, B and C'>";
    lists_and_tables: Html, "<li>" "<dt>" "<td>" "<tr>" "<select><option>" "<table></td>";
    lines_of_html: Html, "<br>" "a<br>b" "<pre>\n" "<hr>" "&#10;";
    foreign: Html, "<svg>" "<math><mi>" "<svg><p>" "<template>" "<noscript>";
    posts: Text, "— A (@a) June 1, 2026\n" "https://t.co/a\n" "(@a) " "READ MORE\none two three four\n";
    text_in_tags: Html, "<p>“Rain,” said Mara Ellison." "<div>a";
}

/// Input far beyond what a page has, once, since it is long: no panic, and in time.
fn check_long(what: &str, page: String) {
    let length = page.len();
    let start = Instant::now();
    sound_once(&Input::html(page));
    let took = start.elapsed();
    assert!(took < BOUND, "{what} took {took:?} for {length} bytes");
}

#[test]
fn forty_thousand_nested_elements() {
    let (open, close) = ("<div>".repeat(40_000), "</div>".repeat(40_000));
    check_long("nesting", format!("{open}<p>deep</p>{close}<p>behind</p>"));
    check_long("nesting, never closed", format!("{open}<p>deep"));
    check_long("closing, never opened", format!("{close}<p>behind"));
}

#[test]
fn an_attribute_of_ten_megabytes() {
    let long = "a ".repeat(5 << 20);
    check_long("a class", format!("<p class=\"{long}\">text</p>"));
}

#[test]
fn attributes_of_a_megabyte_that_are_read() {
    let long = "a/".repeat(1 << 19);
    check_long("an address", format!("<a href=\"/{long}\">one two three four five</a>"));
    check_long("a title", format!("<meta property=og:title content=\"{long}\"><p>text</p>"));
    check_long("an attribute's name", format!("<p {long}=x>text</p>"));
    check_long("an element's name", format!("<{long}>text</p>"));
    check_long("an open quote", format!("<p title=\"{long}"));
}

/// Far more lines than an article: the first are read one by one, the rest is kept.
#[test]
fn the_rest_of_too_many_lines_is_kept_as_one() {
    for (format, unit) in [(Format::Text, "a\n"), (Format::Html, "<p>a")] {
        let input = Input { source: unit.repeat(20_000), format, ..Input::default() };
        let report = sound(&input);
        let told = report.notices.iter().filter(|n| n.code == NoticeCode::TooManyLines);
        assert_eq!(told.count(), 1, "{format:?}: {:?}", report.notices);
        assert!(report.blocks.len() < 10_000, "{format:?}: {} blocks", report.blocks.len());
        let rest = report.blocks.last().unwrap();
        assert!(rest.kept && rest.end - rest.start > 20_000, "{format:?}: {rest:?}");
    }
}

/// Far more marks than an article: the first quotes are read, and a notice says so.
#[test]
fn the_rest_of_too_many_quotes_is_told_of() {
    let report = sound(&Input::text("“We leave,” he said. ".repeat(10_000)));
    let told = report.notices.iter().filter(|n| n.code == NoticeCode::TooManyQuotes);
    assert_eq!(told.count(), 1, "{:?}", report.notices);
    assert!((2_000..10_000).contains(&report.quotes.len()), "{}", report.quotes.len());
}

/// More lines than lists of all that is known of each have room for.
#[test]
fn millions_of_lines() {
    let start = Instant::now();
    let report = sound_once(&Input::text("\n".repeat(3) + &"a\n".repeat(1 << 20)));
    let took = start.elapsed();
    assert!(took < BOUND, "{took:?} for {} bytes", report.document.text.len());
}

/// Thousands of corrections of thousands of quotes: each looks at every mention
/// once at most.
#[test]
fn many_corrections() {
    let unit = "“Rain,” said Mara Ellison. “Wind,” said Ida Varga. ";
    let plain = Input::text(unit.repeat(SIZE / 4 / unit.len()));
    let report = sound(&plain);
    let span = |range: (u32, u32)| {
        Span::new(&plain.source, range.0 as usize, range.1 as usize).unwrap_or_default()
    };
    let mut corrections = Vec::new();
    for quote in &report.quotes {
        let quote = span((quote.start, quote.end));
        corrections.push(Correction::Speaker { quote, speaker: Whose::Name("A. B.".to_owned()) });
    }
    for mention in report.entities.iter().flat_map(|e| &e.mentions) {
        let mention = span((mention.start, mention.end));
        corrections.push(Correction::Split { mention, every: false });
        corrections.push(Correction::Merge { mention: span((7, 11)), with: mention });
    }
    let start = Instant::now();
    sound(&Input { corrections, ..plain.clone() });
    let took = start.elapsed();
    assert!(took < BOUND, "{took:?}");
}
