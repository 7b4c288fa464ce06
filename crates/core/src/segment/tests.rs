//! Tables of texts and how they are cut.

use super::{Sentences, split};
use crate::{Input, Lexicons, clean, document};

fn with_split<T>(text: &str, look: impl FnOnce(&Sentences<'_>) -> T) -> T {
    let lexicons = Lexicons::load();
    let document = document::parse(&Input::text(text));
    let lines = clean::read(&document, lexicons.base());
    let lexicon = lexicons.or_base(clean::language(&document, &lines));
    // Every line is kept: the cleaner has its own tests.
    let blocks = document.blocks.iter().map(|raw| clean::Block {
        span: raw.span,
        verdict: clean::Verdict::Content,
        kept: true,
        confidence: 1.0,
        reason: String::new(),
    });
    let cleaned = clean::Cleaned { blocks: blocks.collect(), ..clean::Cleaned::default() };
    look(&split(&document, &cleaned, lexicon))
}

/// The tokens of `text`, joined by a bar, are `expected`.
fn check_tokens(text: &str, expected: &str) {
    let tokens = with_split(text, |s| {
        s.tokens.iter().map(|t| t.span.of(text).to_owned()).collect::<Vec<_>>().join("|")
    });
    assert_eq!(tokens, expected, "{text}");
}

/// `text`, in which every sentence's end but the last is marked by `¶`, is cut there.
fn check_sentences(text: &str) {
    let plain = text.replace(" ¶ ", " ").replace('¶', "");
    let found = with_split(&plain, |s| {
        s.sentences.iter().map(|t| t.span.of(&plain).to_owned()).collect::<Vec<_>>()
    });
    let expected: Vec<&str> = text.split('¶').map(str::trim).collect();
    assert_eq!(found, expected);
}

#[test]
fn words_keep_hyphens_and_apostrophes_and_give_up_the_possessive() {
    check_tokens("Ida O’Neil’s war-torn Deir ez-Ubayd", "Ida|O’Neil|’s|war-torn|Deir|ez-Ubayd");
    check_tokens("Don't. The Novaks' dog; it's", "Don't|.|The|Novaks|'|dog|;|it|'s");
    check_tokens("rock 'n' roll in the 1990's", "rock|'|n|'|roll|in|the|1990's");
    check_tokens("L’Écho d'hier", "L’Écho|d'hier");
}

#[test]
fn full_stops_of_abbreviations_belong_to_their_word() {
    check_tokens("the U.S.-led U.N. at 5 a.m. today", "the|U.S.-led|U.N.|at|5|a.m.|today");
    check_tokens("Mr. J. K. Varga, Gen. Oduya", "Mr.|J.|K.|Varga|,|Gen.|Oduya");
    check_tokens("No. 5, no. Vitamin C. end", "No.|5|,|no|.|Vitamin|C|.|end");
    check_tokens("So did I. We", "So|did|I|.|We");
}

#[test]
fn numbers_addresses_and_marks() {
    check_tokens("180,000 or 3.5% at 19:54, $2bn", "180,000|or|3.5|%|at|19:54|,|$|2bn");
    check_tokens(
        "See www.example.org/a?b=1, example.com.",
        "See|www.example.org/a?b=1|,|example.com|.",
    );
    check_tokens("mail ida@example.org (now)", "mail|ida@example.org|(|now|)");
    check_tokens("the P5+1 and AT&T… so... “yes”", "the|P5+1|and|AT&T|…|so|...|“|yes|”");
    check_tokens("the deal.Potential", "the|deal|.|Potential");
}

#[test]
fn other_scripts_are_cut_by_the_unicode_rules() {
    check_tokens("Привет, мир", "Привет|,|мир");
    check_tokens("नमस्ते दुनिया।", "नमस्ते|दुनिया|।");
    check_sentences("これは本です。¶それは犬です。");
    check_sentences("वह गया।¶ वह आया।");
}

#[test]
fn sentences_end_where_a_reader_ends_them() {
    for text in [
        "He left. ¶ She stayed.",
        "Talks in the U.S. Senate failed. ¶ They go on.",
        "He lives in the U.S. ¶ The rest do not.",
        "They met at 5 p.m. Tuesday. ¶ All came.",
        "Gen. Oduya met Sen. Varga of St. Aldhelm. ¶ Both left.",
        "J. K. Varga wrote No. 5 of it. ¶ It sold.",
        "Growth was 3.5 percent. ¶ It was 2.1 before.",
        "“We wait.” ¶ He said so.",
        "“We wait,” he said. ¶ “We do.”",
        "“Why?” he asked. ¶ “Go!” they cried.",
        "We waited… and left. ¶ They… ¶ Nobody knows.",
        "“We met. ¶ […] We spoke,” she said. ¶ It ended.",
        "Shares of Orvex Inc. rose. ¶ It is based in Lodz.",
        "It ended (badly.) ¶ Then came rain.",
        "Visit example.org. ¶ It is free.",
        "to review the deal.¶Potential remains.",
        "Am 3. Oktober kam er. ¶ Dann ging er.",
        "« Nous partons. » ¶ Elle part.",
        "1. Stay calm. ¶ 2. Leave.",
        "He asked: “What now?!” ¶ Nobody spoke.",
    ] {
        check_sentences(text);
    }
}

#[test]
fn known_misses() {
    // A sentence that ends in an initial or a title is run into the next.
    check_sentences("It was plan B. Anna knew.");
    check_sentences("He spoke to the Gen. Nobody heard.");
}

#[test]
fn the_first_word_of_a_sentence_is_marked() {
    use verbatim_lexicon::Classes;
    let firsts = with_split("“Go,” he said. “Stay.”\n\nWho? We.", |s| {
        let firsts = s.tokens.iter().filter(|t| t.is(Classes::SENTENCE_INITIAL));
        firsts.map(|t| t.span.of(s.text).to_owned()).collect::<Vec<_>>()
    });
    assert_eq!(firsts, ["Go", "Stay", "Who", "We"]);
}
