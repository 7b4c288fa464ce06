//! [`Page`]: all lines with what is known of the whole; what detectors see.

pub(super) mod figures;
pub(super) mod language;
pub(super) mod line;

use rustc_hash::FxHashSet;
use verbatim_lexicon::{
    Language,
    function_words::Told,
    prompts::{Place, PromptKind},
};

use self::line::{End, Hashes, Line};
use crate::{Lexicon, Span, document::Document};

/// The lines of a document, each read for itself, and the language that they tell.
#[derive(Debug)]
pub struct Lines {
    pub(super) lines: Vec<Line>,
    pub(super) hashes: Hashes,
    pub(super) told: Option<Language>,
}

impl Lines {
    /// Reads them with the lists that every text is read with.
    pub(super) fn read(document: &Document, lexicon: &Lexicon) -> Self {
        let text = document.text.as_str();
        // A word to some six bytes, and half of them say what the text is about.
        let mut hashes = Hashes {
            all: Vec::with_capacity(text.len() / 6),
            content: Vec::with_capacity(text.len() / 12),
        };
        let blocks = document.blocks.iter();
        let lines: Vec<Line> =
            blocks.map(|raw| Line::read(text, raw, lexicon, &mut hashes)).collect();
        let told = language::of_article(&lines, &lexicon.function_words);
        Self { lines, hashes, told }
    }

    /// Looks for the phrases of pages, of the article's language among them.
    pub(super) fn find_prompts(&mut self, text: &str, lexicon: &Lexicon) {
        for line in &mut self.lines {
            line.find_prompt(text, &self.hashes, lexicon);
        }
    }
}

/// All lines of a document with what is known of the whole.
#[derive(Debug)]
pub(crate) struct Page<'d> {
    pub document: &'d Document,
    pub lexicon: &'d Lexicon,
    pub text: &'d str,
    pub lines: Vec<Line>,
    hashes: Hashes,
    pub language: Option<Language>,
    /// That language, where it is told by its function words.
    pub told: Option<Told>,
    /// Where most of the article's sentences stand: first and last line, inclusive.
    pub core: Option<(usize, usize)>,
    /// The line of the headline.
    pub headline: Option<usize>,
    /// How many lines before have the same words, per line.
    pub repeats: Vec<u32>,
    /// How many lines have the same words, per line.
    pub totals: Vec<u32>,
    /// Whether a line before says the very same, its figures too, per line. To `repeats`
    /// and `totals` every number is one word, as counters and dates of a menu are told.
    pub again: Vec<bool>,
}

impl<'d> Page<'d> {
    /// The page of `rest`, its document without the lines of which `apart` holds.
    pub(crate) fn without<'r>(self, rest: &'r Document, apart: &dyn Fn(usize) -> bool) -> Page<'r>
    where
        'd: 'r,
    {
        let lines = self.lines.into_iter().enumerate().filter(|(at, _)| !apart(*at));
        let lines = lines.map(|(_, line)| line).collect();
        let lines = Lines { lines, hashes: self.hashes, told: self.language };
        Page::of_lines(rest, lines, self.lexicon)
    }

    /// The page of these lines, before it is known where its headline stands.
    pub(crate) fn of_lines(document: &'d Document, lines: Lines, lexicon: &'d Lexicon) -> Self {
        let Lines { mut lines, hashes, told: language } = lines;
        let words = &lexicon.function_words;
        let told = language.and_then(|language| words.told(language));
        let own = language.and_then(|language| language::Own::of(language, lexicon));
        for line in &mut lines {
            line.sentence = line.is_sentence(told);
            line.foreign = own.is_some_and(|own| own.is_foreign(line));
        }
        let core = find_core(&lines);
        let (repeats, totals) = count_repeats(&lines);
        let again = find_again(document.text.as_str(), &lines, &totals);
        Self {
            document,
            lexicon,
            text: document.text.as_str(),
            lines,
            hashes,
            language,
            told,
            core,
            headline: None,
            repeats,
            totals,
            again,
        }
    }

    pub(crate) fn line(&self, at: usize) -> Option<&Line> {
        self.lines.get(at)
    }

    /// The words of a line.
    pub(crate) fn words(&self, at: usize) -> &'d str {
        self.lines.get(at).map_or("", |line| line.span.of(self.text))
    }

    /// Whether two lines say the very same, figures too.
    pub(crate) fn say_the_same(&self, one: usize, other: usize) -> bool {
        let key = |at: usize| self.line(at).map(|line| line.key);
        key(one) == key(other) && figures::hash(self.words(one)) == figures::hash(self.words(other))
    }

    /// The numbers of the words of a line.
    pub(crate) fn hashes(&self, at: usize) -> &[u64] {
        let own = self.lines.get(at).map(|l| l.first_word..l.first_word + l.words as usize);
        own.and_then(|own| self.hashes.all.get(own)).unwrap_or_default()
    }

    /// The numbers of a line's first words that are no function words.
    pub(crate) fn content(&self, at: usize) -> &[u64] {
        let own =
            self.lines.get(at).map(|l| l.first_content..l.first_content + l.contents as usize);
        own.and_then(|own| self.hashes.content.get(own)).unwrap_or_default()
    }

    /// The numbers of up to `reach` words before and behind a line.
    pub(crate) fn hashes_around(&self, at: usize, reach: usize) -> (&[u64], &[u64]) {
        let Some(line) = self.lines.get(at) else { return (&[], &[]) };
        let (start, end) = (line.first_word, line.first_word + line.words as usize);
        let before = self.hashes.all.get(start.saturating_sub(reach)..start);
        let behind = self.hashes.all.get(end..(end + reach).min(self.hashes.all.len()));
        (before.unwrap_or_default(), behind.unwrap_or_default())
    }

    pub(crate) fn span(&self, at: usize) -> Span {
        self.lines.get(at).map_or(Span::default(), |line| line.span)
    }

    /// Whether a line reads as one sentence or several of the article's language.
    pub(crate) fn is_sentence(&self, at: usize) -> bool {
        self.lines.get(at).is_some_and(|line| line.sentence)
    }

    pub(crate) fn is_inside_core(&self, at: usize) -> bool {
        self.core.is_some_and(|(first, last)| (first..=last).contains(&at))
    }

    pub(crate) fn before_core(&self, at: usize) -> bool {
        self.core.is_some_and(|(first, _)| at < first)
    }

    pub(crate) fn after_core(&self, at: usize) -> bool {
        self.core.is_some_and(|(_, last)| at > last)
    }
}

/// How much a line speaks for standing in the article's body; negative for furniture.
fn body_score(line: &Line) -> i32 {
    if line.sentence {
        let spoilt = line.prompt.is_some_and(|p| {
            p.kind != PromptKind::Related
                && p.place != Place::Part
                && p.kind != PromptKind::Caption
                && p.words >= 3
        });
        if spoilt {
            return -12;
        }
        // Three sentences of terms at a page's foot are no article, however long they are.
        let speaks_of_the_page = line.prompt.is_some_and(|p| {
            matches!(
                p.kind,
                PromptKind::Legal
                    | PromptKind::Cookies
                    | PromptKind::Promotion
                    | PromptKind::Comments
            )
        });
        if speaks_of_the_page {
            return 0;
        }
        return 4 + line.length().min(60) as i32;
    }
    match line.length() {
        0..=3 => -3,
        4..=12 => -4,
        _ if line.end == End::Sentence => 6,
        _ => -2,
    }
}

/// The run of lines with the highest sum of scores, from a sentence to a sentence.
fn find_core(lines: &[Line]) -> Option<(usize, usize)> {
    let mut best: Option<(i32, usize, usize)> = None;
    let mut sum = 0;
    let mut start = 0;
    for (at, line) in lines.iter().enumerate() {
        let score = body_score(line);
        if sum <= 0 {
            if score <= 0 {
                continue;
            }
            sum = 0;
            start = at;
        }
        // However long a paragraph, a long menu ends the run.
        sum = (sum + score).min(400);
        if score > 0 && best.is_none_or(|(top, _, _)| sum >= top) {
            best = Some((sum, start, at));
        }
    }
    best.map(|(_, start, end)| (start, end))
}

/// How often each line's words stood before, and how often in all.
fn count_repeats(lines: &[Line]) -> (Vec<u32>, Vec<u32>) {
    let mut seen = verbatim_lexicon::phrase::Table::<u32>::default();
    let before = lines
        .iter()
        .map(|line| {
            if line.words == 0 {
                return 0;
            }
            let count = seen.entry(line.key).or_default();
            *count += 1;
            *count - 1
        })
        .collect();
    let totals = lines.iter().map(|line| seen.get(&line.key).copied().unwrap_or(0)).collect();
    (before, totals)
}

/// Which lines say what one before says, word for word and figure for figure.
fn find_again(text: &str, lines: &[Line], totals: &[u32]) -> Vec<bool> {
    let mut seen = FxHashSet::default();
    let with_totals = lines.iter().zip(totals);
    with_totals
        .map(|(line, total)| {
            *total > 1 && !seen.insert((line.key, figures::hash(line.span.of(text))))
        })
        .collect()
}
