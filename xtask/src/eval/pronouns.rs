//! Pronouns that say who speaks, in short articles of our own, each with the
//! name that a reader would give: `tests/pronouns.txt`.
//!
//! Articles stand between lines of `---`. In them `{she=Maud Ekström}` is the
//! pronoun "she" that means Maud Ekström, and `{he=}` one that could be several
//! people, so that nobody should be named.

use std::fs;

use verbatim_core::Report;

use super::analysed::{self, Article, Source};
use crate::{Outcome, paths};

/// Percent; the share that issue 4 asks for.
const FLOOR: f64 = 75.0;

/// One pronoun with its answer.
struct Marked {
    article: usize,
    start: usize,
    word: String,
    name: String,
}

/// Counts the pronouns that are resolved to the right name.
pub fn score() -> Outcome {
    let path = paths::root().join("tests").join("pronouns.txt");
    let marked = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut articles = Vec::new();
    let mut pronouns = Vec::new();
    for (article, text) in marked.split("\n---\n").enumerate() {
        let text = unmark(text, article, &mut pronouns)?;
        articles.push(Article { id: article.to_string(), source: Source::Text(text) });
    }
    let reports = analysed::reports(&articles)?;
    let (mut right, mut wrong) = (0, 0);
    for pronoun in &pronouns {
        let report = reports.get(&pronoun.article.to_string()).ok_or("an article was lost")?;
        let given = name_at(report, pronoun);
        if given.as_deref() == Some(pronoun.name.as_str()) {
            right += 1;
            continue;
        }
        let named = given.as_ref().is_some_and(|given| !given.is_empty());
        wrong += usize::from(named);
        let given = given.unwrap_or_else(|| "no quote has it as its speaker".to_owned());
        println!(
            "   article {}, “{}” at {}: {:?}, not {given:?}",
            pronoun.article + 1,
            pronoun.word,
            pronoun.start,
            pronoun.name
        );
    }
    let share = 100.0 * f64::from(right) / pronouns.len() as f64;
    println!(
        "{:<20} {:<36} {share:>6.1} {FLOOR:>6.1} {:>6.1}  {right} of {}, {wrong} to a wrong name",
        "own articles",
        "pronouns to the right name",
        85.0,
        pronouns.len()
    );
    if share < FLOOR { Err("own articles: pronouns".to_owned()) } else { Ok(()) }
}

/// The article without marks; each is added to `pronouns`.
fn unmark(text: &str, article: usize, pronouns: &mut Vec<Marked>) -> Result<String, String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let marked = after
            .split_once('}')
            .and_then(|(mark, rest)| mark.split_once('=').map(|(word, name)| (word, name, rest)));
        let Some((word, name, behind)) = marked else {
            return Err(format!("article {} of the pronouns: a mark is not closed", article + 1));
        };
        let (word, name) = (word.to_owned(), name.to_owned());
        pronouns.push(Marked { article, start: out.len(), word: word.clone(), name });
        out.push_str(&word);
        rest = behind;
    }
    out.push_str(rest);
    Ok(out)
}

/// The name given to a pronoun: empty where it stays a pronoun, `None` where no
/// quote is its.
fn name_at(report: &Report, pronoun: &Marked) -> Option<String> {
    let speaker = report
        .quotes
        .iter()
        .filter_map(|quote| quote.speaker.as_ref())
        .find(|speaker| speaker.start == Some(pronoun.start as u32))?;
    let unresolved = speaker.name.eq_ignore_ascii_case(&pronoun.word);
    Some(if unresolved { String::new() } else { speaker.name.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_places() {
        let mut pronouns = Vec::new();
        let text = unmark("“No,” {she=Maud Ekström} said, and {he=} left.", 0, &mut pronouns);
        assert_eq!(text.as_deref(), Ok("“No,” she said, and he left."));
        let found: Vec<_> = pronouns.iter().map(|p| (p.start, p.name.as_str())).collect();
        assert_eq!(found, [(10, "Maud Ekström"), (24, "")]);
        assert!(unmark("{she", 0, &mut pronouns).is_err());
    }
}
