//! Any corrections on any text: sound, the same twice, and none that is dropped
//! without a word.

use proptest::prelude::*;
use verbatim_core::{
    Correction, Input, NoticeCode, Override, Report, Span, Whose, correct::QuoteChange,
};

use super::{mutated_sample, quote_soup, sound};

/// A correction before its places are known.
#[derive(Debug, Clone)]
struct Draft {
    kind: u8,
    place: prop::sample::Index,
    other: prop::sample::Index,
    shift: (usize, usize),
    name: String,
    flag: bool,
}

fn drafts() -> impl Strategy<Value = Vec<Draft>> {
    let name =
        prop_oneof![Just("Ola Brandt".to_owned()), Just("Ellison".to_owned()), any::<String>(),];
    let shift = (0usize..6, 0usize..6);
    let index = any::<prop::sample::Index>;
    let draft = (0u8..9, index(), index(), shift, name, any::<bool>()).prop_map(
        |(kind, place, other, shift, name, flag)| Draft { kind, place, other, shift, name, flag },
    );
    prop::collection::vec(draft, 0..12)
}

/// A span that is, or is near, one of those that the report has for such a thing.
fn place(text: &str, spans: &[Span], index: prop::sample::Index, shift: (usize, usize)) -> Span {
    if spans.is_empty() {
        return Span::default();
    }
    let span = spans[index.index(spans.len())];
    let ceil = |at: usize| (at.min(text.len())..=text.len()).find(|&at| text.is_char_boundary(at));
    // Half of them are exact.
    let (left, right) = if shift.0 < 3 { (0, 0) } else { (shift.0 - 3, shift.1) };
    let start = ceil(span.start() + left).unwrap_or(text.len());
    let end = ceil(span.end() + right).unwrap_or(text.len());
    Span::new(text, start.min(end), end).unwrap_or_default()
}

fn corrections(report: &Report, drafts: &[Draft]) -> Vec<Correction> {
    let text = report.document.text.as_str();
    let span = |start: u32, end: u32| Span::new(text, start as usize, end as usize);
    let mut quotes: Vec<Span> = report.quotes.iter().filter_map(|q| span(q.start, q.end)).collect();
    let mut names: Vec<Span> = report
        .entities
        .iter()
        .flat_map(|e| &e.mentions)
        .filter_map(|m| span(m.start, m.end))
        .collect();
    let speakers = report.quotes.iter().filter_map(|q| q.speaker.as_ref()?.range());
    names.extend(speakers.filter_map(|r| span(r.start, r.end)));
    // Places that are neither.
    let blocks: Vec<Span> = report.blocks.iter().filter_map(|b| span(b.start, b.end)).collect();
    names.extend(&blocks);
    quotes.extend(&blocks);
    let of = |draft: &Draft| {
        let quote = place(text, &quotes, draft.place, draft.shift);
        let mention = place(text, &names, draft.place, draft.shift);
        let other = place(text, &names, draft.other, draft.shift);
        let whose = match draft.kind % 3 {
            0 => Whose::Mention(other),
            1 => Whose::Name(draft.name.clone()),
            _ => Whose::Unknown,
        };
        match draft.kind {
            0 => Correction::Merge { mention, with: other },
            1 => Correction::Split { mention, every: draft.flag },
            2 => Correction::Rename { mention, name: draft.name.clone() },
            3..=5 => Correction::Speaker { quote, speaker: whose },
            6 | 7 => Correction::Confirm { quote, speaker: whose },
            _ => Correction::Reject { quote },
        }
    };
    drafts.iter().map(of).collect()
}

fn check(source: String, drafts: &[Draft], cut: prop::sample::Index) {
    let input = Input::text(source);
    let plain = sound(&input);
    let corrections = corrections(&plain, drafts);
    let input = Input { corrections, ..input };
    let report = sound(&input);
    let same = |r: &Report| r.quotes.iter().map(|q| (q.start, q.end)).collect::<Vec<_>>();
    assert_eq!(same(&report), same(&plain), "a correction moved a quote");
    let unused = report.notices.iter().filter(|n| n.code == NoticeCode::CorrectionUnused).count();
    assert!(unused <= input.corrections.len());
    for quote in &report.quotes {
        let certain = quote.by_user.last().map(|change| *change != QuoteChange::Rejected);
        let sure = certain.map(|yes| if yes { 1.0 } else { 0.0 });
        assert!(sure.is_none_or(|s| quote.confidence == s), "not certain: {quote:?}");
    }
    if unused == input.corrections.len() {
        assert!(
            report.quotes == plain.quotes && report.entities == plain.entities,
            "unfit, yet done"
        );
    }
    // With a block cut, they hold on or are told.
    if !plain.blocks.is_empty() {
        let block = &plain.blocks[cut.index(plain.blocks.len())];
        let text = plain.document.text.as_str();
        let span = Span::new(text, block.start as usize, block.end as usize).unwrap();
        sound(&Input { overrides: vec![Override { span, keep: !block.kept }], ..input });
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 48,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_corrections_on_marks_and_words(
        source in quote_soup(),
        drafts in drafts(),
        cut in any::<prop::sample::Index>(),
    ) {
        check(source, &drafts, cut);
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 24,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_corrections_on_mutated_samples(
        source in mutated_sample(),
        drafts in drafts(),
        cut in any::<prop::sample::Index>(),
    ) {
        check(source, &drafts, cut);
    }
}
