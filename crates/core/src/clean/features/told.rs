//! What each statement is in words, for the reason that a reader is given where
//! the body model decides. A statement without words is never named.

use super::{
    ANCESTOR, BREAKS, CAPITALS, COUNT, DECLARED, DENSITY, END, END_OF_TEXT, FAR_HINT, GRANDPARENT,
    GROUP, Group, HEADLINE, INNER_ENDS, LENGTH, LIKE_HEADLINE, LINKS, MAIN, NEAR_HINT, NUMBERS,
    PAGE_WORDS, PARENT, REPEATS, RUN, SEEN, SENTENCE_AFTER, SENTENCE_BEFORE, SEPARATORS, SHAPE,
    SHOUTED, SINCE_LABEL, STRETCH, TAG, WORDS, WRITER,
    markup::{ANCESTORS, HINTS, TAGS},
};

/// A statement in words: what precedes the page's own word, that word, what follows.
pub(crate) type Words = [&'static str; 3];

/// Statements of which one holds, or each by itself may, and what they are called
/// where they speak against a block and where they speak for it.
pub(crate) struct Told {
    /// Their first number and how many there are.
    pub first: usize,
    pub size: usize,
    /// Of the statements exactly one holds for every block, so that each is
    /// measured against their mean.
    pub one: bool,
    pub against: fn(usize) -> Words,
    pub speaks_for: fn(usize) -> Words,
}

const NONE: Words = [""; 3];

const fn plain(words: &'static str) -> Words {
    [words, "", ""]
}

fn silent(_: usize) -> Words {
    NONE
}

const fn part(
    group: Group,
    (from, size): (usize, usize),
    one: bool,
    [against, speaks_for]: [fn(usize) -> Words; 2],
) -> Told {
    Told { first: group.first as usize + from, size, one, against, speaks_for }
}

const fn one(group: Group, words: [fn(usize) -> Words; 2]) -> Told {
    part(group, (0, group.size as usize), true, words)
}

const fn each(group: Group, words: [fn(usize) -> Words; 2]) -> Told {
    part(group, (0, group.size as usize), false, words)
}

/// All statements that have words, in the order of their numbers.
pub(crate) const TOLD: &[Told] = &[
    one(LENGTH, [few_words, many_words]),
    one(DENSITY, [label_like, prose_like]),
    one(END, [no_end, sentence_end]),
    one(CAPITALS, [|index| from(index % 6, 3, "most words capitalised"), silent]),
    one(SHOUTED, [|index| from(index, 2, "in capitals"), silent]),
    one(NUMBERS, [|index| from(index, 2, "many numbers"), silent]),
    one(SEPARATORS, [|index| from(index, 1, "bars or arrows between words"), silent]),
    one(INNER_ENDS, [silent, |index| from(index, 1, "several sentences")]),
    each(SHAPE, [shape_against, shape_for]),
    each(REPEATS, [|index| from(index, 1, "stands on the page more than once"), silent]),
    each(HEADLINE, [of_headline, silent]),
    one(
        RUN,
        [
            |index| from(index, 4, "among lines that are no sentences"),
            |index| upto(index, 1, "between sentences"),
        ],
    ),
    one(
        SENTENCE_BEFORE,
        [
            |index| from(index, 4, "far below the last sentence"),
            |index| upto(index, 0, "right after a sentence"),
        ],
    ),
    one(
        SENTENCE_AFTER,
        [
            |index| from(index, 4, "no sentence follows"),
            |index| upto(index, 0, "right before a sentence"),
        ],
    ),
    each(SINCE_LABEL, [since_label, silent]),
    each(SEEN, [seen, silent]),
    each(LIKE_HEADLINE, [silent, |index| from(index, 2, "shares words with the headline")]),
    part(STRETCH, (0, 1), false, [|_| plain("in no run of sentences"), silent]),
    part(STRETCH, (1, 5), true, [small_run, main_run]),
    part(STRETCH, (6, 5), true, [small_run, main_run]),
    part(STRETCH, (17, 1), false, [|_| plain("below the page's main text"), silent]),
    each(END_OF_TEXT, [end_of_text, silent]),
    one(TAG, [tag_against, tag_for]),
    one(
        LINKS,
        [
            |index| if index >= 3 { plain("mostly links") } else { from(index, 2, "many links") },
            |index| upto(index, 0, "no links"),
        ],
    ),
    each(ANCESTOR, [ancestor_against, ancestor_for]),
    part(GROUP, (0, 6), true, [sparse, dense]),
    part(GROUP, (6, 6), true, [sparse, dense]),
    each(NEAR_HINT, [named, named]),
    each(FAR_HINT, [within, within]),
    part(
        MAIN,
        (0, 7),
        true,
        [
            |index| from(index, 2, "outside of what holds the article"),
            |index| upto(index, 0, "inside of what holds the article"),
        ],
    ),
    part(PARENT, (0, 5), true, [among_links, silent]),
    part(PARENT, (5, 5), true, [sparse, dense]),
    part(GRANDPARENT, (0, 5), true, [among_links, silent]),
    part(GRANDPARENT, (5, 5), true, [sparse, dense]),
    each(
        DECLARED,
        [
            |index| if index == 1 { plain("not in the text that the page declares") } else { NONE },
            |index| from(index, 3, "in the text that the page declares"),
        ],
    ),
    each(PAGE_WORDS, [page_words, silent]),
    each(WRITER, [|_| plain("about the writer"), silent]),
    part(BREAKS, (33, 7), false, [|index| from(index, 4, "below a break in the text"), silent]),
    part(BREAKS, (46, 15), false, [|index| from(index % 5, 3, "in a long list"), silent]),
];

/// The place in [`TOLD`] of each statement, and one beyond where it has no words.
const PLACES: [u8; COUNT] = {
    let mut places = [TOLD.len() as u8; COUNT];
    let mut at = 0;
    while at < TOLD.len() {
        let mut id = TOLD[at].first;
        while id < TOLD[at].first + TOLD[at].size {
            places[id] = at as u8;
            id += 1;
        }
        at += 1;
    }
    places
};

/// The number of the listed word whose presence a statement says.
pub(crate) fn listed_word(id: u16) -> Option<usize> {
    id.checked_sub(WORDS.first).filter(|number| *number < WORDS.size).map(usize::from)
}

/// What the statement with this number is called.
pub(crate) fn of(id: u16) -> Option<&'static Told> {
    TOLD.get(usize::from(*PLACES.get(usize::from(id))?))
}

fn from(index: usize, least: usize, words: &'static str) -> Words {
    if index >= least { plain(words) } else { NONE }
}

fn upto(index: usize, most: usize, words: &'static str) -> Words {
    if index <= most { plain(words) } else { NONE }
}

fn few_words(index: usize) -> Words {
    match index {
        0 => plain("no words"),
        1 => plain("one word"),
        2..=5 => plain("few words"),
        6 | 7 => plain("a short line"),
        _ => NONE,
    }
}

fn many_words(index: usize) -> Words {
    from(index, 9, "a long paragraph")
}

fn label_like(index: usize) -> Words {
    upto(index % 7, 1, "words as in a label, not a sentence")
}

fn prose_like(index: usize) -> Words {
    from(index % 7, 3, "words as in running text")
}

fn no_end(index: usize) -> Words {
    match index % 4 {
        0 => plain("no full stop"),
        3 => plain("cut short at its end"),
        _ => NONE,
    }
}

fn sentence_end(index: usize) -> Words {
    if index % 4 == 1 { plain("ends as a sentence") } else { NONE }
}

fn shape_against(index: usize) -> Words {
    plain(match index {
        0 => "a bullet before it",
        3 => "an address in it",
        5 => "begins in lower case",
        6 => "another language than the article's",
        9 | 10 => "speaks to the reader",
        12 => "no letters",
        _ => "",
    })
}

fn shape_for(index: usize) -> Words {
    plain(match index {
        0 => "an item of a list",
        1 => "opens with a quote mark",
        2 => "quote marks in it",
        11 => "reads as a sentence",
        _ => "",
    })
}

fn of_headline(index: usize) -> Words {
    plain(match index {
        0..=2 => "above the headline",
        4 | 5 => "right below the headline",
        _ => "",
    })
}

fn since_label(index: usize) -> Words {
    plain(match index / 4 {
        0 => "below a heading for related articles",
        1 => "below a heading for comments",
        _ => "below a prompt to sign up",
    })
}

fn seen(index: usize) -> Words {
    plain(match index {
        0 => "after a prompt to read other articles",
        1 => "after the heading of the comments",
        2 => "after a legal notice",
        3 => "after the topic tags",
        4 => "after a prompt to subscribe",
        _ => "after the share buttons",
    })
}

fn page_words(index: usize) -> Words {
    plain(match index / 6 {
        0 => "words of newsletters and subscriptions",
        1 => "words about a writer",
        2 => "words of terms and notices",
        3 => "words of pictures",
        4 => "words of teasers",
        _ => "tells the reader what to do",
    })
}

fn small_run(index: usize) -> Words {
    upto(index, 1, "in a small group of sentences")
}

fn main_run(index: usize) -> Words {
    from(index, 3, "in a long run of sentences")
}

fn end_of_text(index: usize) -> Words {
    plain(if index < 3 { "among the first lines" } else { "among the last lines" })
}

fn tag_against(index: usize) -> Words {
    plain(match TAGS.get(index).copied().unwrap_or_default() {
        "li" | "dt" | "dd" => "an item of a list",
        "td" | "th" => "a table cell",
        "button" | "label" => "a button or label",
        _ => "",
    })
}

fn tag_for(index: usize) -> Words {
    plain(match TAGS.get(index).copied().unwrap_or_default() {
        "p" => "a paragraph element",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "a heading element",
        "blockquote" => "a quotation element",
        _ => "",
    })
}

fn ancestor_against(index: usize) -> Words {
    plain(match ANCESTORS.get(index).copied().unwrap_or_default() {
        "nav" | "menu" => "in a menu",
        "aside" => "in an element beside the text",
        "footer" => "in a footer",
        "header" => "in a header",
        "figure" => "in a figure",
        "form" | "button" => "in a form",
        "ul" | "ol" => "in a list",
        "table" => "in a table",
        _ => "",
    })
}

fn ancestor_for(index: usize) -> Words {
    plain(match ANCESTORS.get(index).copied().unwrap_or_default() {
        "main" => "in the page's main element",
        "article" => "in an article element",
        "blockquote" => "in a quotation",
        _ => "",
    })
}

fn sparse(index: usize) -> Words {
    upto(index, 1, "hardly a sentence around it")
}

fn dense(index: usize) -> Words {
    from(index, 4, "most sentences of the page around it")
}

fn among_links(index: usize) -> Words {
    from(index, 3, "among links")
}

fn named(index: usize) -> Words {
    HINTS.get(index).map_or(NONE, |name| ["an element named “", bare(name), "”"])
}

fn within(index: usize) -> Words {
    HINTS.get(index).map_or(NONE, |name| ["inside of “", bare(name), "”"])
}

/// A stem without the signs that keep it from other words.
fn bare(stem: &'static str) -> &'static str {
    stem.trim_matches('-')
}

#[cfg(test)]
mod tests {
    use super::{COUNT, TOLD, of};

    #[test]
    fn told_statements_are_in_order_and_among_all() {
        let mut end = 0;
        for told in TOLD {
            assert!(told.first >= end, "{} is out of order", told.first);
            end = told.first + told.size;
            for index in 0..told.size {
                for words in [(told.against)(index), (told.speaks_for)(index)] {
                    let words = words.concat();
                    assert!(words.trim() == words && !words.ends_with('.'), "{words:?}");
                }
            }
        }
        assert!(end <= COUNT);
        for id in 0..COUNT {
            let holds = of(id as u16).is_none_or(|t| (t.first..t.first + t.size).contains(&id));
            assert!(holds, "{id}");
        }
    }
}
