//! Shapes made to be slow or to fill memory: one thing again and again, never
//! closed, ever deeper, or ever another. Each is asked for at any size, so that
//! what a byte costs can be compared from size to size. Shared by the property
//! tests, by `cargo test --test linear` and by `cargo xtask bench --hostile`.

use verbatim_core::{Format, Input};

/// What a shape is made of.
#[derive(Clone, Copy)]
pub enum Made {
    /// The same words again and again.
    Of(&'static str),
    /// Head, words again and again, tail.
    Between(&'static str, &'static str, &'static str),
    /// Another piece each time, by its number.
    By(fn(usize, &mut String)),
    /// The first half and the second half, each of the same words again and again.
    Halves(&'static str, &'static str),
    /// Bytes without sense, decoded as the page decodes what is no UTF-8.
    Bytes(fn(u8) -> char),
}

/// One shape.
#[derive(Clone, Copy)]
pub struct Shape {
    pub name: &'static str,
    pub format: Format,
    pub made: Made,
}

impl Shape {
    /// An input of this shape, of about so many bytes.
    pub fn input(&self, bytes: usize) -> Input {
        let mut source = String::with_capacity(bytes + 256);
        match self.made {
            Made::Of(words) => repeat(&mut source, words, bytes),
            Made::Between(head, words, tail) => {
                source.push_str(head);
                repeat(&mut source, words, bytes);
                source.push_str(tail);
            }
            Made::By(piece) => {
                let mut number = 0;
                while source.len() < bytes {
                    piece(number, &mut source);
                    number += 1;
                }
            }
            Made::Halves(first, second) => {
                repeat(&mut source, first, bytes / 2);
                repeat(&mut source, second, bytes);
            }
            Made::Bytes(decode) => {
                // Numerical Recipes' generator: any bytes do, but the same each time.
                let mut seed = 0x1234_5678_u32;
                while source.len() < bytes {
                    seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    source.push(decode((seed >> 24) as u8));
                }
            }
        }
        Input { source, format: self.format, ..Input::default() }
    }
}

fn repeat(source: &mut String, words: &str, bytes: usize) {
    while source.len() < bytes {
        source.push_str(words);
    }
}

/// A name that no other number has: "Alobe Morika".
fn name(number: usize, out: &mut String) {
    const SYLLABLES: [&str; 16] = [
        "lo", "be", "mo", "ri", "ka", "tu", "ven", "sol", "dar", "fin", "gal", "hep", "jor", "nim",
        "pal", "wex",
    ];
    let mut word = |mut number: usize, first: char| {
        out.push(first);
        for _ in 0..4 {
            out.push_str(SYLLABLES[number % 16]);
            number /= 16;
        }
    };
    word(number, 'A');
    word(0, ' ');
    word(number / 7 + 3, 'M');
}

macro_rules! shapes {
    ($($format:ident { $($name:literal: $made:expr;)* })*) => {
        /// All shapes.
        pub const SHAPES: &[Shape] =
            &[$($(Shape { name: $name, format: Format::$format, made: $made },)*)*];
    };
}

use Made::{Between, By, Bytes, Halves, Of};

shapes! {
    Text {
        "one letter": Of("a");
        "one letter, accented": Of("é");
        "spaces": Of(" ");
        "line ends": Of("\n");
        "lone carriage returns": Of("a\r");
        "NUL": Of("\0");
        "combining marks": Of("e\u{301}\u{300}\u{302}");
        "emoji joined": Of("👩\u{200d}");
        "bidi controls": Of("\u{202e}a ");
        "replacement characters": Of("\u{fffd}");
        "random high bytes": Bytes(|byte| char::from(byte | 0x80));
        "random windows-1252": Bytes(|byte| match byte {
            0x80 => '€', 0x82 => '‚', 0x84 => '„', 0x85 => '…', 0x8b => '‹', 0x91 => '‘',
            0x92 => '’', 0x93 => '“', 0x94 => '”', 0x96 => '–', 0x97 => '—', 0x9b => '›',
            byte => char::from(byte),
        });
        "random bytes": Bytes(char::from);
        "UTF-16 read as bytes": Of("T\0h\0e\0 \0m\0a\0y\0o\0r\0 \0");
        "base64": Of("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk");
        "two-byte lines": Of("a\n");
        "bullets": Of("• a\n");
        "bullets alone": Of("•\n");
        "lines of three": Of("a\n\n");
        "short sentences, a line each": Of("He left.\n");
        "words, one line": Of("word ");
        "sentences, one line": Of("The mayor of the town left the hall. ");
        "a paragraph on one line": Of("“We leave,” said Mara Ellison, mayor of Dunmarrow, on Monday. Nobody knew why. ");
        "paragraphs": Of("“We leave,” said Mara Ellison, mayor of Dunmarrow, on Monday. Nobody knew why.\n\n");
        "curly openers": Of("“");
        "curly openers and letters": Of("“a ");
        "curly closers": Of("a” ");
        "straight marks": Of("\"");
        "straight marks and letters": Of("\"a ");
        "single marks": Of("‘a ");
        "apostrophes": Of("'a ");
        "low marks": Of("„a ");
        "guillemets": Of("«a ");
        "guillemets closed": Of("«a» ");
        "single guillemets": Of("‹a ");
        "corner marks": Of("「a」");
        "backticks": Of("``a'' ");
        "nested marks": Of("“a ‘b “c ‘d «e “f ");
        "marks opened, then closed": Halves("“a ", "b” ");
        "marks opened, then closed, two kinds": Halves("“a ‘b ", "c’ d” ");
        "crossing marks": Of("“a «b ”c »d ");
        "crossing marks, three kinds": Of("“a ‘b „c ”d ’e “f ");
        "quotes in quotes": Of("“a ‘b’ c” ");
        "quotes that say": Of("“We ‘leave’ now,” he said. ");
        "marks one a line": Of("“a\n");
        "dashes of dialogue": Of("— We leave, said Mara Ellison. — No.\n");
        "dashes": Of("— a ");
        "cues": Of("said ");
        "cues and commas": Of("he said, ");
        "statements in statements": Of("Ellison said that Varga said that ");
        "statements behind commas": Of("who said, as Ellison said, that ");
        "according to": Of("according to Mara Ellison, ");
        "acronyms in brackets": Of("The Xylon Agency (XA) ");
        "acronyms in brackets, one each": By(|number, out| {
            let letter = |shift: usize| char::from(b'A' + ((number / 26usize.pow(shift as u32)) % 26) as u8);
            let letters = [letter(0), letter(1), letter(2)];
            out.push_str("The");
            for first in letters {
                out.push_str(&format!(" {first}o{}", char::from(b'a' + (number % 26) as u8)));
            }
            out.push_str(" Agency (");
            out.extend(letters);
            out.push_str("A) met. ");
        });
        "known as": By(|number, out| {
            name(number, out);
            out.push_str(" deal, known as the ");
            name(number + 1, out);
            out.push_str(" plan. ");
        });
        "names": Of("Mara Ellison ");
        "names with roles": Of("Mara Ellison, mayor of Dunmarrow, ");
        "names, each another": By(|number, out| { name(number, out); out.push_str(". "); });
        "names, each another, on lines": By(|number, out| { name(number, out); out.push('\n'); });
        "names that speak": By(|number, out| {
            out.push_str("“We leave,” said ");
            name(number, out);
            out.push_str(".\n\n");
        });
        "names that speak, one paragraph": By(|number, out| {
            out.push_str("“We leave,” said ");
            name(number, out);
            out.push_str(". ");
        });
        "one surname, many given names": By(|number, out| {
            let mut given = String::new();
            name(number, &mut given);
            out.push_str(given.split(' ').next().unwrap_or_default());
            out.push_str(" Ellison met Ellison. ");
        });
        "one given name, many surnames": By(|number, out| {
            let mut given = String::new();
            name(number, &mut given);
            out.push_str("Mara ");
            out.push_str(given.split(' ').next_back().unwrap_or_default());
            out.push_str(" met Mara. ");
        });
        "initials": Of("A. B. C. ");
        "titles": Of("Mr. Dr. President ");
        "pronouns that speak": Of("She said he said they said. ");
        "capitals": Of("THE MAYOR LEFT ");
        "capital words": Of("The Big Red Plan Of Many Towns ");
        "possessives": Of("Ellison’s mayor’s ");
        "full stops": Of(".");
        "ellipses": Of("… ");
        "short forms": Of("U.S. ");
        "numbers": Of("1.5 ");
        "digits": Of("1");
        "hyphens": Of("a-");
        "addresses": Of("www.a.b/c ");
        "address without end": Of("a.b/");
        "mail address without end": Of("a@b.");
        "commas": Of("a, ");
        "brackets opened": Of("(a ");
        "square brackets": Of("[a] ");
        "colons": Of("a: ");
        "speaker labels": Of("ELLISON: We leave.\n");
        "questions and answers": Of("Q: Why?\nA: No.\n");
        "date lines": Of("20 Sep, 2017 00:19\n");
        "dates": Of("on 20 September 2017 ");
        "menus": Of("Home | News | Sport\n");
        "prompts": Of("READ MORE: The wall that fell down\n");
        "prompts, one line": Of("Read more about the wall. Sign up for our newsletter. ");
        "headlines again": Between("The wall that fell down at last\n\n", "The wall that fell down at last\nHe left.\n", "");
        "captions": Of("Mara Ellison, left, at the harbour on Monday. Photo: A. Brandt/Wire\n");
        "bylines": Of("By Mara Ellison and Ida Varga\n");
        "posts": Of("— A (@a) June 1, 2026\n");
        "post links": Of("https://t.co/a\n");
        "hashtags": Of("#a ");
        "wrapped lines": Of("The keeper of the old light at Harrow Bay has rowed out\nevery evening for thirty years, and on Friday he said\n\n");
        "indented lines": Of("  a\n\tb\n");
        "topic words": Of("election minister parliament football court ");
        "phrases": By(|number, out| {
            out.push_str(["the water ", "a plan ", "of the ", "tax "][number % 4]);
            let mut word = String::new();
            name(number / 3, &mut word);
            out.push_str(&word.to_lowercase());
            out.push(' ');
        });
        "words, each another": By(|number, out| {
            let mut word = String::new();
            name(number, &mut word);
            out.push_str(&word.to_lowercase());
            out.push_str(", ");
        });
        "lines twice": By(|number, out| {
            let mut word = String::new();
            name(number / 2, &mut word);
            out.push_str(&word);
            out.push_str(" left the hall on Monday with the mayor.\n");
        });
        "Chinese": Of("市长周一离开了大厅。");
        "Thai": Of("นายกเทศมนตรี");
        "Arabic": Of("قال رئيس البلدية ");
        "Russian": Of("Мэр сказал, что «город» живёт. ");
        "French asides": Of("« C’est une idée, explique Ekström, qui tient. » ");
        "German marks": Of("„Wir gehen“, sagte Ekström. ");
    }
    Html {
        "divs never closed": Of("<div>");
        "divs and letters": Of("<div>a");
        "divs opened, then closed": Halves("<div>", "</div>");
        "one-letter paragraphs": Of("<p>a");
        "one-letter paragraphs, closed": Of("<p>a</p>\n");
        "line breaks": Of("a<br>");
        "list items": Of("<li>a");
        "cells": Of("<td>a");
        "inline elements": Of("<b>a</i>");
        "inline elements, half closed": Of("<b><i>a</b>");
        "ampersands": Of("&amp;");
        "ampersands and letters": Of("&amp;a ");
        "numbered references": Of("&#65;");
        "broken references": Of("&a");
        "less-than signs": Of("<");
        "tags cut short": Of("<p ");
        "attribute never closed": Of("<p a=\"");
        "attributes": Of("<p a=b c=d class='nav menu' id=e>a");
        "many attributes of one tag": Between("<p ", "a=b ", ">text</p>");
        "one class name": Between("<p class='", "a ", "'>text</p>");
        "nested classes": Of("<div class='nav menu related'>a");
        "open comment": Between("<p>text</p><!--", "-- a ", "");
        "comments": Of("<!--a-->b");
        "open script": Between("<p>text</p><script>", "a<b ", "");
        "script ends": Of("</script>");
        "CDATA": Of("<![CDATA[a]]>");
        "open CDATA": Between("<p>text</p><svg><![CDATA[", "a] ", "");
        "templates": Of("<template>a");
        "foreign elements": Of("<svg><p>a");
        "open textarea": Between("<textarea>", "a<p>", "");
        "preformatted lines": Between("<pre>", "a\n", "");
        "deep JSON-LD": Between("<script type=\"application/ld+json\">", "{\"a\":[", "");
        "deep JSON-LD, closed": Of("<script type=\"application/ld+json\">{\"a\":[{\"author\":{\"name\":\"A B\"}}]}</script>");
        "JSON-LD of many authors": Between("<script type=\"application/ld+json\">{\"author\":[", "{\"name\":\"A B\"},", "{}]}</script>");
        "JSON-LD of one long body": Between("<p>The mayor left the hall.</p><script type=\"application/ld+json\">{\"articleBody\":\"", "The mayor left the hall. ", "\"}</script>");
        "state": Of("<script type=application/json>[{\"type\":\"paragraph\",\"content\":[{\"text\":\"\\u201c one two three four five six seven eight nine ten\"}]}]</script>");
        "one long state": Between("<script type=application/json>[", "{\"type\":\"paragraph\",\"content\":[{\"text\":\"We leave now, said Mara Ellison to those who had stood at the wall of the harbour with her since the storm of Monday night.\"}]},", "{}]</script>");
        "deep state": Between("<script type=application/json>", "{\"type\":\"paragraph\",\"content\":[", "");
        "escapes of state": Between("<script type=application/json>{\"text\":\"", "\\\\\\\"", "\"}</script>");
        "links": Of("<a href='/a'>one two three four</a> ");
        "links never closed": Of("<a href='/a'>a ");
        "links up": Between("<base href='https://a.example/b/'><a href='", "../", "'>one two three four</a>");
        "links over blocks": Of("<a href='/a'><p>one two three four</p></a>");
        "base again and again": Of("<base href='https://a.example/'><a href=b>one two three four</a>");
        "titles of the page": Of("<title>a</title>");
        "metadata": Of("<meta property=og:title content='a'><meta name=author content='A B'>");
        "times": Of("<time datetime=2026-03-04>a</time>");
        "authors": Of("<a rel=author>A B</a> ");
        "authors never closed": Of("<span itemprop=author>A ");
        "posts of a network": Of("<blockquote class=twitter-tweet>a");
        "figures": Of("<figure><figcaption>a</figcaption></figure>");
        "pull quotes": Of("<aside class=pullquote>one two three four five six</aside>");
        "sections": Of("<section><h2>a</h2><p>The mayor left the hall.</p></section>");
        "nested sections": Of("<section><h2>a</h2><p>The mayor left the hall.</p>");
        "comments of readers": Of("<div class=comment><b>Ann</b><p>I do not agree.</p></div>");
        "paragraphs of a page": Of("<p>“We leave,” said <b>Mara Ellison</b>, mayor of <a href=/d>Dunmarrow</a>, on Monday.</p>\n");
        "white space of a page": Of("<p>a</p>\n\n      \t    ");
        "soft hyphens": Of("a&shy;");
        "NUL of a page": Of("a\0");
        "hidden": Of("<p hidden>a</p>");
        "nested tables": Of("<table><tr><td>a");
        "nested lists": Of("<ul><li>a");
        "processing instructions": Of("<?php a ?>");
        "tags of any name": Of("<x-a>b</x-a>");
        "long tag name": Between("<", "a", ">text");
    }
}
