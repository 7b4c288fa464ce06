//! Inputs made to be slow: one thing again and again, never closed, ever deeper.

use std::time::{Duration, Instant};

use verbatim_core::{Format, Input};

use super::sound;

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
    text_in_tags: Html, "<p>“Rain,” said Mara Ellison." "<div>a";
}
