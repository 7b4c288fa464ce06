//! Which characters of a paragraph are quote marks, and which way each can face.
//!
//! What: every mark system of the news in the languages that we read ("…", “…”,
//! „…“, ''…'', ``…'', «…», »…«, ‘…’, '…', ‚…‘, ‹…›). Why so careful: an
//! apostrophe read as a mark loses the quote around it, and people report this
//! of every tool. Source: Unicode 17 chapter 6.2 on quotation marks, and what
//! stands in print. Known miss: a plural possessive as the only closer after an
//! elision ("'cause the players' …") can still look like a pair.

use verbatim_lexicon::{Sets, TextSet};

/// Marks that open and close with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// “ ” „ ‟ " `` ''
    Double,
    /// ‘ ’ ‚ ‛ ' `
    Single,
    /// « »
    Guillemet,
    /// ‹ ›
    SingleGuillemet,
    /// A dash before what is spoken; no mark of itself.
    Dash,
}

/// One mark.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Mark {
    /// Byte offset of the mark in the document's text.
    pub start: usize,
    /// Byte offset after it.
    pub end: usize,
    pub family: Family,
    /// The character that was written; `"` for '' and `` too.
    pub glyph: char,
    /// Whether it can begin a quote here.
    pub opens: bool,
    /// Whether it can end a quote here.
    pub closes: bool,
    /// Whether it may as well be a plural possessive or an elision ("ministers’ meeting").
    pub doubtful: bool,
}

/// By byte: whether a mark can begin with it.
const BEGINS: [bool; 256] = {
    let mut table = [false; 256];
    table[b'"' as usize] = true;
    table[b'\'' as usize] = true;
    table[b'`' as usize] = true;
    table[0xC2] = true;
    table[0xE2] = true;
    table
};

/// Bytes that are looked at together.
const VECTOR: usize = 16;

/// Whether any of the bytes can begin a mark.
fn begins_any(bytes: &[u8; VECTOR]) -> bool {
    let found = bytes.iter().fold(0, |found, &byte| {
        found
            | u8::from(byte == b'"')
            | u8::from(byte == b'\'')
            | u8::from(byte == b'`')
            | u8::from(byte == 0xC2)
            | u8::from(byte == 0xE2)
    });
    found != 0
}

/// Collects the marks of `text[start..end]` into `out`, which is cleared first.
pub(super) fn scan(text: &str, start: usize, end: usize, sets: &Sets, out: &mut Vec<Mark>) {
    out.clear();
    let Some(paragraph) = text.get(start..end) else { return };
    let bytes = paragraph.as_bytes();
    let mut at = 0;
    // Whether the value of a tag's attribute waits for its closing mark.
    let mut value = false;
    while at < bytes.len() {
        // All marks begin with one of these bytes; the rest is skipped in vectors.
        while bytes.get(at..).and_then(<[u8]>::first_chunk).is_some_and(|next| !begins_any(next)) {
            at += VECTOR;
        }
        let begins = |byte: &u8| BEGINS[usize::from(*byte)];
        let Some(far) = bytes.get(at..).and_then(|rest| rest.iter().position(begins)) else {
            break;
        };
        at += far;
        let byte = bytes.get(at).copied().unwrap_or_default();
        let rest = paragraph.get(at..).unwrap_or_default();
        let Some(glyph) = rest.chars().next() else {
            at += 1;
            continue;
        };
        let mut len = glyph.len_utf8();
        let family = match glyph {
            '"' | '“' | '”' | '„' | '‟' => Some(Family::Double),
            // Of three at the end of a quote the first closes the quote inside: ''He said 'no.'''
            '\'' if rest.starts_with("'''")
                && paragraph
                    .get(..at)
                    .is_some_and(|b| !b.ends_with(char::is_whitespace) && !b.is_empty()) =>
            {
                Some(Family::Single)
            }
            '\'' | '`' if rest.as_bytes().get(1) == Some(&byte) => {
                len = 2;
                Some(Family::Double)
            }
            '\'' | '‘' | '’' | '‚' | '‛' | '`' => Some(Family::Single),
            '«' | '»' => Some(Family::Guillemet),
            '‹' | '›' => Some(Family::SingleGuillemet),
            _ => None,
        };
        if byte == b'"' {
            let opens = at > 0 && bytes.get(at - 1) == Some(&b'=');
            if value || opens && in_tag(paragraph.get(..at).unwrap_or_default()) {
                value = !value;
                at += len;
                continue;
            }
        }
        if let Some(family) = family {
            let before = paragraph.get(..at).unwrap_or_default();
            let after = paragraph.get(at + len..).unwrap_or_default();
            if let Some(mark) = judge((family, glyph, len), before, after, sets) {
                out.push(Mark { start: start + at, end: start + at + len, ..mark });
            }
        }
        at += len;
    }
}

/// Where the marks around `text[start..end]`, the content of a quote, begin and end, with
/// the white space that print sets inside of them; `start` and `end` where none stand.
/// A dash that opens a paragraph of dialogue is an opening mark.
pub(super) fn around(text: &str, start: usize, end: usize) -> (usize, usize) {
    let before = text.get(..start).unwrap_or_default();
    let opens = before.trim_end_matches(is_space);
    let open = match opens.chars().next_back() {
        Some(dash @ ('—' | '–' | '―')) => {
            let line = opens.strip_suffix(dash).unwrap_or_default().trim_end_matches(is_space);
            (line.is_empty() || line.ends_with(['\n', '\r'])).then_some(dash.len_utf8())
        }
        Some(glyph) if is_glyph(glyph) => Some(glyph.len_utf8() * double(opens.chars().rev())),
        _ => None,
    };
    let after = text.get(end..).unwrap_or_default();
    let closes = after.trim_start_matches(is_space);
    let close = closes.chars().next().filter(|glyph| is_glyph(*glyph));
    let close = close.map(|glyph| glyph.len_utf8() * double(closes.chars()));
    (
        open.map_or(start, |len| opens.len() - len),
        close.map_or(end, |len| end + after.len() - closes.len() + len),
    )
}

/// Two for '' and ``, which are one mark; else one.
fn double(mut from_content: impl Iterator<Item = char>) -> usize {
    match (from_content.next(), from_content.next()) {
        (Some('\''), Some('\'')) | (Some('`'), Some('`')) => 2,
        _ => 1,
    }
}

fn is_glyph(c: char) -> bool {
    matches!(
        c,
        '"' | '“'
            | '”'
            | '„'
            | '‟'
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '\''
            | '`'
            | '«'
            | '»'
            | '‹'
            | '›'
    )
}

/// White space inside a line.
fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\n' | '\r')
}

/// What stands beside a mark.
struct Sides {
    prev: Option<char>,
    next: Option<char>,
    /// White space, an opening bracket or mark, or the edge stands before.
    free_left: bool,
    /// White space, punctuation, a closing bracket or mark, or the edge stands after.
    free_right: bool,
}

fn sides(before: &str, after: &str) -> Sides {
    let prev = before.chars().next_back();
    let next = after.chars().next();
    Sides {
        prev,
        next,
        free_left: prev.is_none_or(|c| {
            c.is_whitespace()
                || matches!(c, '(' | '[' | '{' | '-' | '–' | '—' | '―' | '/' | '…')
                || opening(c)
        }),
        free_right: next.is_none_or(|c| {
            !c.is_alphanumeric() && !matches!(c, '(' | '[' | '$' | '€' | '#' | '@' | '¿' | '¡')
        }),
    }
}

fn opening(c: char) -> bool {
    matches!(c, '"' | '“' | '„' | '‘' | '‚' | '«' | '‹' | '\'' | '`')
}

/// Bytes before a mark that are looked at for the tag it stands in.
const TAG: usize = 256;

/// `<post author="@maud"`: the marks of a tag that was pasted as text set off a value.
fn in_tag(before: &str) -> bool {
    let bytes = before.as_bytes();
    let near = bytes.get(bytes.len().saturating_sub(TAG)..).unwrap_or_default();
    let open = near.iter().rposition(|&byte| byte == b'<' || byte == b'>');
    open.is_some_and(|at| {
        near.get(at) == Some(&b'<') && near.get(at + 1).is_some_and(u8::is_ascii_alphabetic)
    })
}

fn judge(
    (family, glyph, len): (Family, char, usize),
    before: &str,
    after: &str,
    sets: &Sets,
) -> Option<Mark> {
    let sides = sides(before, after);
    let glyph = if family == Family::Double && len == 2 && glyph == '\'' { '"' } else { glyph };
    let mut mark =
        Mark { start: 0, end: 0, family, glyph, opens: false, closes: false, doubtful: false };
    let spaced = |c: Option<char>| c.is_none_or(char::is_whitespace);
    match family {
        Family::Double => match glyph {
            '„' | '‟' | '`' => mark.opens = true,
            '“' => {
                mark.opens = !spaced(sides.next) || spaced(sides.prev);
                mark.closes = !spaced(sides.prev);
            }
            '”' => {
                mark.closes = !spaced(sides.prev) || spaced(sides.next);
                mark.opens = sides.free_left && !sides.free_right;
            }
            _ => {
                if is_inches(before) {
                    return None;
                }
                mark.opens = (sides.free_left || sides.prev == Some(':')) && !spaced(sides.next);
                mark.closes = !spaced(sides.prev)
                    && (sides.free_right || sides.prev.is_some_and(|c| !c.is_alphanumeric()));
                if !mark.opens && !mark.closes {
                    mark.opens = true;
                    mark.closes = true;
                }
                // A dash or bracket may stand on either side of either mark.
                if mark.opens && mark.closes && sides.free_right && !sides.free_left {
                    mark.opens = false;
                }
            }
        },
        Family::Single => return single(mark, &sides, before, after, sets),
        Family::Guillemet | Family::SingleGuillemet | Family::Dash => {
            mark.opens = true;
            mark.closes = true;
        }
    }
    Some(mark)
}

fn single(mut mark: Mark, sides: &Sides, before: &str, after: &str, sets: &Sets) -> Option<Mark> {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    // Inside a word: contraction or possessive.
    if letter(sides.prev) && letter(sides.next) {
        return None;
    }
    match mark.glyph {
        '‚' => {
            mark.opens = letter(sides.next) || sides.next.is_some_and(opening);
            return mark.opens.then_some(mark);
        }
        '`' => {
            mark.opens = sides.free_left && letter(sides.next);
            return mark.opens.then_some(mark);
        }
        _ => {}
    }
    let begins = sides.free_left && !sides.next.is_none_or(char::is_whitespace);
    if begins && !sides.free_right && is_elision(after, sets) {
        return None;
    }
    // "rock 'n' roll": the mark behind the letter.
    let lone = |letter: &&str| {
        let cut = before.len().checked_sub(letter.len())?;
        let (rest, last) = before.split_at_checked(cut)?;
        last.eq_ignore_ascii_case(letter).then(|| rest.strip_suffix(['\'', '’', '‘'])).flatten()
    };
    let lone = sets.texts(TextSet::LoneElisions).iter().find_map(lone);
    if lone.is_some_and(|rest| rest.ends_with(char::is_alphanumeric) || rest.ends_with(' '))
        && after.starts_with(|c: char| c == ' ' || c.is_alphanumeric())
    {
        return None;
    }
    mark.opens = match mark.glyph {
        '’' => false,
        // After a digit a straight mark means feet or minutes.
        _ => begins,
    };
    mark.closes = sides.prev.is_some_and(|c| !c.is_whitespace())
        && !letter(sides.next)
        && !(mark.glyph == '\''
            && sides.prev.is_some_and(|c| c.is_ascii_digit())
            && is_feet(after));
    if mark.closes {
        let word_goes_on = after
            .strip_prefix(' ')
            .and_then(|rest| rest.chars().next())
            .is_some_and(char::is_alphanumeric);
        mark.doubtful = word_goes_on
            && (sets.ends(TextSet::PossessivePlurals, before)
                || sets.ends(TextSet::ClippedEndings, before));
    }
    (mark.opens || mark.closes).then_some(mark)
}

/// ’90s, ’em, 'til: a word or decade that is printed with an apostrophe before it.
fn is_elision(after: &str, sets: &Sets) -> bool {
    let word_end = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
    let word = after.get(..word_end).unwrap_or_default();
    let decade = word.len() <= 3
        && word.bytes().take(2).filter(u8::is_ascii_digit).count() == 2
        && word.bytes().skip(2).all(|b| b == b's');
    decade || sets.texts(TextSet::Elisions).iter().any(|e| word.eq_ignore_ascii_case(e))
}

/// `6'2"` and `a 12" pipe`: a straight double mark after a digit that follows feet.
fn is_inches(before: &str) -> bool {
    let mut rest = before.as_bytes();
    let mut digits = 0;
    while let Some((b'0'..=b'9', head)) = rest.split_last() {
        rest = head;
        digits += 1;
        if digits > 2 {
            return false;
        }
    }
    digits > 0
        && (rest.ends_with(b"'")
            || rest.ends_with("’".as_bytes())
            || rest.ends_with("′".as_bytes()))
}

/// `6' 2"` or `6'2`: digits go on after the mark.
fn is_feet(after: &str) -> bool {
    after.trim_start_matches(' ').starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use verbatim_lexicon::Lexicons;

    use super::{Mark, around, scan};

    /// Draws the marks: `<` opens, `>` closes, `|` can do both.
    fn check(text: &str, expected: &[&str]) {
        let mut marks = Vec::new();
        scan(text, 0, text.len(), &Lexicons::load().base().sets, &mut marks);
        let drawn: Vec<String> = marks
            .iter()
            .map(|m: &Mark| {
                let way = match (m.opens, m.closes) {
                    (true, true) => '|',
                    (true, false) => '<',
                    _ => '>',
                };
                format!("{way}{}", m.start)
            })
            .collect();
        assert_eq!(drawn, expected, "{text}");
    }

    #[test]
    fn marks_around_a_content_are_the_ones_that_are_printed() {
        for (text, content, printed) in [
            ("He said “no” twice.", "no", "“no”"),
            ("Er sagte „nein“.", "nein", "„nein“"),
            ("Il a dit «\u{a0}non\u{a0}» hier.", "non", "«\u{a0}non\u{a0}»"),
            ("She said ''no'' and ``yes''.", "no", "''no''"),
            ("She said ''no'' and ``yes''.", "yes", "``yes''"),
            ("It's \"no\"", "no", "\"no\""),
            ("Vor.\n— Нет, — сказал он.", "Нет,", "— Нет,"),
            ("“Never closed\nsaid he", "Never closed", "“Never closed"),
            ("goes on here,” he said", "goes on here,", "goes on here,”"),
            ("\nA pull quote\n", "A pull quote", "A pull quote"),
            ("the mayor – no friend", "no friend", "no friend"),
        ] {
            let start = text.find(content).expect("it stands in the text");
            let (from, to) = around(text, start, start + content.len());
            assert_eq!(text.get(from..to), Some(printed), "{text}");
        }
    }

    #[test]
    fn apostrophes_are_no_marks() {
        check("Don't, the town’s, in the ’90s and '80s, get ’em, rock 'n' roll", &[]);
        check("He is 6'2\" tall", &[]);
    }

    #[test]
    fn marks_of_a_pasted_tag_are_none() {
        let text = "<post author=\"@maud\" date=\"May 9\"> \"Yes,\" she said.</post>";
        let yes = text.find("\"Yes").unwrap_or_default();
        check(text, &[&format!("<{yes}"), &format!(">{}", yes + 5)]);
    }

    #[test]
    fn straight_marks_face_by_their_sides() {
        check("\"Yes,\" she said.", &["<0", ">5"]);
        check("He said: \"No.\"", &["<9", ">13"]);
        check("ideas—\"big\"—came", &["|8", ">12"]);
        check("'Yes,' she said", &["<0", ">5"]);
    }

    #[test]
    fn plural_possessives_are_doubtful() {
        let mut marks = Vec::new();
        let text = "the ministers’ meeting";
        scan(text, 0, text.len(), &Lexicons::load().base().sets, &mut marks);
        assert!(marks.iter().all(|m| m.doubtful && !m.opens));
    }
}
