//! A language is a folder of lists and no line of code: one that is made up here is
//! packed as the build script packs, told by its words, and read with its own lists.

#[path = "../../lexicon/pack.rs"]
mod pack;
#[path = "../../lexicon/src/packed.rs"]
mod packed;

use std::{
    error::Error,
    fs,
    path::{Path, PathBuf},
};

use verbatim_core::{Input, Language, Lexicons, NoticeCode, analyze};

/// ISO 639 leaves it to everybody's own use.
const CODE: &str = "qaa";

/// Its lists, as in `crates/lexicon/data`.
const LISTS: &[(&str, &str)] = &[
    ("function_words", "e\nke\nlo\nmor\nne\nsu\nta\nvi\n"),
    ("line_words", "mor\tfirst\n"),
    ("closed", "shu\tpronoun\tfemale\nta\tdeterminer\n"),
    ("clause_words", "e\tconjunction\nke\tthat\nshu\tsubject\nta\tdeterminer\nvi\tpreposition\n"),
    ("cues", "dakit\tdakit\tsay\tpast\tstrong\n"),
    ("roles", "burma\tmayor\n"),
    ("sets", "she_pronouns\tshu\n"),
    ("page_prompts", "navigation\twhole\tserchu domo\n"),
    ("topic_terms", "15000000\t4\tvelanka\n"),
];

const ARTICLE: &str = "Serchu domo\n\n\
    Ta rad vi Lindholm ke ta porta su moro\n\n\
    Ta rad vi Lindholm ke lo porta vi ta velanka su moro, e ta manu ne lo porta vi su domo.\n\n\
    “Ta porta ne su moro vi ta velanka,” dakit Maud Ekström, ta burma vi Lindholm.\n\n\
    Ta velanka ne lo tarka, e ta manu ke su nara. “Lo nara ke ta manu,” dakit shu.\n";

type Outcome<T> = Result<T, Box<dyn Error>>;

fn copy(from: &Path, to: &Path) -> Outcome<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// The lists of the lexicon with a folder more, packed.
fn packed_with_one_more() -> Outcome<(&'static [u8], pack::Packs)> {
    let lists = Path::new(env!("CARGO_MANIFEST_DIR")).join("../lexicon/data");
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("made-up-language");
    // What a run before left; at first there is nothing.
    let _ = fs::remove_dir_all(&folder);
    copy(&lists, &folder)?;
    fs::create_dir(folder.join(CODE))?;
    for (name, rows) in LISTS {
        fs::write(folder.join(CODE).join(format!("{name}.tsv")), rows)?;
    }
    let (base, packs) = pack::folder(&folder)?;
    Ok((base.leak(), packs))
}

#[test]
fn a_folder_of_lists_is_a_language() {
    let language = Language::parse(CODE).unwrap();
    let before = analyze(&Input::text(ARTICLE), &Lexicons::load());
    assert_ne!(before.metadata.language, Some(language), "nobody knows it yet");

    let (base, packs) = packed_with_one_more().unwrap();
    let known = |code: &String| Language::parse(code).map(|language| (language, None));
    let mut lexicons = Lexicons::of(base, packs.keys().filter_map(known));
    let without = analyze(&Input::text(ARTICLE), &lexicons);
    assert_eq!(without.metadata.language, Some(language), "it is told before its pack is there");
    assert_eq!(without.notices.first().map(|n| n.code), Some(NoticeCode::LanguagePackMissing));
    assert!(without.quotes.iter().all(|quote| quote.cue.is_none()), "{:?}", without.quotes);

    assert!(lexicons.add(language, packs.get(CODE).unwrap().clone()));
    let report = analyze(&Input::text(ARTICLE), &lexicons);
    assert!(report.notices.is_empty(), "{:?}", report.notices);
    assert!(!report.cleaned.text.contains("Serchu domo"), "{}", report.cleaned.text);
    let said: Vec<(Option<&str>, Option<&str>)> = report
        .quotes
        .iter()
        .map(|quote| {
            let speaker = quote.speaker.as_ref().map(|speaker| speaker.name.as_str());
            (speaker, quote.cue.as_ref().map(|cue| cue.text.as_str()))
        })
        .collect();
    assert_eq!(said, [(Some("Maud Ekström"), Some("dakit")); 2], "{:?}", report.quotes);
    assert_eq!(report.topics.first().map(|topic| topic.code.as_ref()), Some("15000000"));
}
