//! The features of a block, one definition for learning and for use.
//!
//! Each is a yes-or-no statement with a number, grouped by what it looks at;
//! the body model adds up a row of weights per statement that holds. Numbers
//! are stable only together with the weights that were learnt on them:
//! [`COUNT`] is checked when weights are loaded.

mod breaks;
mod containers;
mod declared;
mod hints;
mod kin;
mod lexical;
mod markup;
mod openers;
mod passed;
mod stretches;
pub(super) mod told;
mod vocabulary;

use verbatim_lexicon::{
    body_words,
    prompts::{Place, PromptKind},
};

use self::{
    breaks::Breaks,
    containers::Containers,
    declared::DeclaredBody,
    hints::{Hinted, Reader},
    kin::Kin,
    markup::{ANCESTORS, TAGS},
    openers::Openers,
    passed::Passed,
    stretches::Stretches,
    vocabulary::Writer,
};
use super::{
    detect::{Finding, SURE},
    page::{
        Page,
        line::{Line, Script},
    },
};
use crate::document::Markup;

/// A group of statements: its first number and how many there are.
#[derive(Debug, Clone, Copy)]
struct Group {
    first: u16,
    size: u16,
}

macro_rules! groups {
    ($($name:ident: $size:expr;)*) => { groups!(@ 0; $($name: $size;)*); };
    (@ $at:expr; $name:ident: $size:expr; $($rest:tt)*) => {
        const $name: Group = Group { first: $at, size: $size };
        groups!(@ $name.first + $name.size; $($rest)*);
    };
    (@ $at:expr;) => {
        /// How many statements there are.
        pub const COUNT: usize = $at as usize;
    };
}

groups! {
    ALWAYS: 2;
    LENGTH: 13;
    DENSITY: 21;
    END: 12;
    CAPITALS: 18;
    SHOUTED: 3;
    NUMBERS: 5;
    COMMAS: 4;
    SEPARATORS: 4;
    INNER_ENDS: 4;
    SHAPE: 14;
    PROMPT: 28;
    COVERED: 4;
    FINDING: 56;
    REPEATS: 4;
    GAP: 8;
    SCRIPT: 4;
    BEFORE_CORE: 8;
    AFTER_CORE: 8;
    IN_CORE: 4;
    HEADLINE: 10;
    RUN: 8;
    SENTENCE_BEFORE: 8;
    SENTENCE_AFTER: 8;
    SINCE_LABEL: 12;
    SEEN: 6;
    PAGE: 10;
    LIKE_HEADLINE: 5;
    STRETCH: 22;
    END_OF_TEXT: 6;
    TAG: 24;
    LINKS: 6;
    ANCESTOR: 16;
    GROUP: 12;
    NEAR_HINT: 72;
    FAR_HINT: 72;
    DEPTH: 6;
    MAIN: 16;
    PARENT: 20;
    GRANDPARENT: 20;
    DECLARED: 5;
    KIN: 24;
    PASSED: 44;
    EDGES: 60;
    SAME: 10;
    STYLE: 4;
    NAMED: 64;
    SIGNATURE: 20;
    OPENERS: 14;
    PAGE_WORDS: 36;
    WRITER: 6;
    BREAKS: 61;
    WORDS: body_words::COUNT as u16;
}

/// The statements that hold, block by block.
#[derive(Debug, Clone, Default)]
pub struct Features {
    ids: Vec<u16>,
    ends: Vec<u32>,
    groups: Vec<u32>,
}

impl Features {
    /// How many blocks there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no block.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The statements that hold for block `at`.
    #[must_use]
    pub fn of(&self, at: usize) -> &[u16] {
        let start = at.checked_sub(1).and_then(|b| self.ends.get(b)).map_or(0, |e| *e as usize);
        let end = self.ends.get(at).map_or(start, |e| *e as usize);
        self.ids.get(start..end).unwrap_or_default()
    }

    /// The group that block `at` stands in: what shares a container or a stretch.
    #[must_use]
    pub fn group(&self, at: usize) -> u32 {
        self.groups.get(at).copied().unwrap_or_default()
    }

    #[inline]
    fn add(&mut self, group: Group, index: usize) {
        self.ids.push(group.first + (index as u16).min(group.size - 1));
    }

    fn add_if(&mut self, holds: bool, group: Group, index: usize) {
        if holds {
            self.add(group, index);
        }
    }
}

/// What is known from walking the lines in one direction.
#[derive(Debug, Clone, Copy, Default)]
struct Around {
    sentence_before: u32,
    sentence_after: u32,
    run: u32,
    since_label: u32,
    label: usize,
    seen: u32,
}

/// Reads the features of every block.
pub(super) fn read(page: &Page<'_>, findings: &[Option<Finding>]) -> Features {
    let around = walk(page);
    let groups = Groups::read(page);
    let mut out = Features {
        // Of an article's line some 50 to 60 hold.
        ids: Vec::with_capacity(page.lines.len() * 64),
        ends: Vec::with_capacity(page.lines.len()),
        groups: Vec::with_capacity(page.lines.len()),
    };
    let containers = Containers::read(page);
    let declared = DeclaredBody::read(page);
    let page_class = page_class(page);
    let stretches = Stretches::read(page);
    let kin = Kin::read(page, &stretches);
    let mut passed = Passed::read(page);
    let mut breaks = Breaks::read(page);
    let style = style(page);
    let openers = Openers::read(page);
    let writer = Writer::read(page, findings);
    let headline = page.headline.map_or(&[][..], |at| page.content(at));
    for (at, line) in page.lines.iter().enumerate() {
        let markup = page.document.blocks.get(at).and_then(|b| b.markup.as_ref());
        out.add(ALWAYS, usize::from(markup.is_some()));
        of_line(&mut out, line, page);
        of_prompt(&mut out, line, findings.get(at).and_then(Option::as_ref));
        of_place(&mut out, page, at, around.get(at).copied().unwrap_or_default());
        for class in page_class {
            out.add(PAGE, class);
        }
        of_headline(&mut out, page, at, headline);
        stretches.add(&mut out, page, at);
        kin.add(&mut out, page, at, stretches.of(at));
        passed.add(&mut out, page, at, findings.get(at).and_then(Option::as_ref));
        of_edges(&mut out, line, page.words(at));
        out.add(STYLE, style);
        openers.add(&mut out, page, at);
        vocabulary::add(&mut out, page, at);
        writer.add(&mut out, page, at);
        breaks.add(&mut out, page, at);
        out.add_if(at < 3, END_OF_TEXT, at);
        let left = page.lines.len() - 1 - at;
        out.add_if(left < 3, END_OF_TEXT, 3 + left);
        if let Some(markup) = markup {
            of_markup(&mut out, markup, groups.hinted(at));
            groups.add(&mut out, at);
            containers.add(&mut out, markup.container);
            declared.add(&mut out, page, at);
            of_neighbours(&mut out, page, at, markup.container, &containers);
            out.groups.push(containers.group(markup.container));
        } else {
            lexical::add(&mut out, page, at);
            out.groups.push(stretches.of(at));
        }
        out.ends.push(out.ids.len() as u32);
    }
    out
}

fn bin(value: u32, edges: &[u32]) -> usize {
    edges.iter().position(|edge| value <= *edge).unwrap_or(edges.len())
}

fn of_line(out: &mut Features, line: &Line, page: &Page<'_>) {
    let length = line.length();
    let class = bin(length, &[5, 14]);
    out.add(LENGTH, bin(length, &[0, 1, 2, 3, 4, 6, 9, 14, 24, 39, 69, 120]));
    let density = (line.density(page.told) * 100.0) as u32;
    out.add(DENSITY, class * 7 + bin(density, &[0, 10, 20, 30, 40, 50]));
    out.add(END, class * 4 + line.end as usize);
    let share = |part: u32| part * 100 / line.words.max(1);
    out.add(CAPITALS, class * 6 + bin(share(line.capitals), &[0, 25, 50, 75, 99]));
    out.add(SHOUTED, bin(share(line.shouted), &[0, 60]));
    out.add(NUMBERS, bin(share(line.numbers), &[0, 15, 40, 70]));
    out.add(COMMAS, bin(line.commas, &[0, 1, 2]));
    out.add(SEPARATORS, bin(line.separators, &[0, 1, 2]));
    out.add(INNER_ENDS, bin(line.inner_ends, &[0, 1, 2]));
    for (index, holds) in [
        line.bullet,
        line.opens_quote,
        line.has_quote,
        line.has_address,
        line.starts_upper,
        !line.starts_upper && line.script == Script::Latin && line.digits == 0,
        line.foreign,
        line.accented > 0,
        line.first_person > 0,
        line.second_person > 0,
        line.second_person > 1,
        line.sentence,
        line.letters == 0,
        page.told.is_none(),
    ]
    .into_iter()
    .enumerate()
    {
        out.add_if(holds, SHAPE, index);
    }
    out.add(
        SCRIPT,
        match line.script {
            Script::Latin => 0,
            Script::Cyrillic | Script::Greek => 1,
            Script::Han | Script::Kana | Script::Hangul => 2,
            _ => 3,
        },
    );
}

fn of_prompt(out: &mut Features, line: &Line, finding: Option<&Finding>) {
    if let Some(prompt) = line.prompt {
        let part = usize::from(prompt.place == Place::Part);
        out.add(PROMPT, prompt.kind as usize * 2 + part);
        out.add(COVERED, bin(u32::from(prompt.words) * 100 / line.words.max(1), &[20, 50, 99]));
    }
    if let Some(finding) = finding {
        let sure = usize::from(finding.confidence >= SURE);
        out.add(FINDING, finding.verdict as usize * 2 + sure);
    }
}

fn of_place(out: &mut Features, page: &Page<'_>, at: usize, around: Around) {
    let repeats = page.repeats.get(at).copied().unwrap_or(0);
    let total = page.totals.get(at).copied().unwrap_or(0);
    out.add(REPEATS, usize::from(repeats > 0) * 2 + usize::from(total > 1));
    if let Some(raw) = page.document.blocks.get(at).filter(|raw| raw.markup.is_none()) {
        let next = page.document.blocks.get(at + 1).map_or(0, |b| b.gap);
        out.add(GAP, bin(u32::from(raw.gap), &[0, 1, 2]));
        out.add(GAP, 4 + bin(u32::from(next), &[0, 1, 2]));
    }
    match page.core {
        Some((first, _)) if at < first => {
            out.add(BEFORE_CORE, bin((first - at) as u32, &[1, 2, 3, 5, 8, 15, 30]));
        }
        Some((_, last)) if at > last => {
            out.add(AFTER_CORE, bin((at - last) as u32, &[1, 2, 3, 5, 8, 15, 30]));
        }
        Some((first, last)) => {
            let through = (at - first) * 100 / (last - first).max(1);
            out.add(IN_CORE, bin(through as u32, &[0, 49, 99]));
        }
        None => {}
    }
    match page.headline {
        Some(headline) if at < headline => {
            out.add(HEADLINE, bin((headline - at) as u32, &[1, 3]));
        }
        Some(headline) if at == headline => out.add(HEADLINE, 3),
        Some(headline) => out.add(HEADLINE, 4 + bin((at - headline) as u32, &[1, 2, 3, 5, 10])),
        None => {}
    }
    out.add(RUN, bin(around.run, &[0, 1, 2, 3, 5, 8, 15]));
    out.add(SENTENCE_BEFORE, bin(around.sentence_before, &[1, 2, 3, 4, 7, 12, 25]));
    out.add(SENTENCE_AFTER, bin(around.sentence_after, &[1, 2, 3, 4, 7, 12, 25]));
    if around.since_label > 0 {
        out.add(SINCE_LABEL, around.label * 4 + bin(around.since_label, &[1, 3, 8]));
    }
    for bit in 0..6 {
        out.add_if(around.seen & (1 << bit) != 0, SEEN, bit);
    }
}

/// What stands around each line, in one walk down and one up.
fn walk(page: &Page<'_>) -> Vec<Around> {
    let mut all = vec![Around::default(); page.lines.len()];
    let (mut since, mut label, mut label_since, mut seen, mut run) = (99, 0, 0u32, 0u32, 0u32);
    for (at, around) in all.iter_mut().enumerate() {
        let Some(line) = page.line(at) else { continue };
        around.sentence_before = since;
        around.since_label = label_since;
        around.label = label;
        around.seen = seen;
        let sentence = page.is_sentence(at);
        since = if sentence { 1 } else { since + 1 };
        run = if sentence { 0 } else { run + 1 };
        around.run = run;
        if label_since > 0 {
            label_since += 1;
        }
        let inside = page.core.is_some_and(|(first, _)| at >= first);
        if let Some(prompt) = line.prompt
            && prompt.place != Place::Part
            && u32::from(prompt.words) * 2 >= line.words
        {
            let kind = match prompt.kind {
                PromptKind::Related => Some(0),
                PromptKind::Comments => Some(1),
                PromptKind::Promotion => Some(2),
                _ => None,
            };
            if let Some(kind) = kind {
                (label, label_since) = (kind, 1);
            }
            if inside {
                seen |= match prompt.kind {
                    PromptKind::Related => 1,
                    PromptKind::Comments => 2,
                    PromptKind::Legal => 4,
                    PromptKind::Tags => 8,
                    PromptKind::Promotion => 16,
                    PromptKind::Share => 32,
                    _ => 0,
                };
            }
        }
    }
    let (mut since, mut run) = (99, 0u32);
    for (at, around) in all.iter_mut().enumerate().rev() {
        around.sentence_after = since;
        let sentence = page.is_sentence(at);
        since = if sentence { 1 } else { since + 1 };
        if sentence {
            run = 0;
        } else {
            // The whole run's length: what came down, and what is still below.
            let below = run;
            run += 1;
            around.run += below;
        }
    }
    all
}

/// How a pasted text parts its paragraphs: the share of lines with an empty one before.
fn style(page: &Page<'_>) -> usize {
    let blocks = &page.document.blocks;
    if blocks.first().is_none_or(|block| block.markup.is_some()) {
        return 3;
    }
    let gaps = blocks.iter().filter(|block| block.gap > 0).count();
    bin((gaps * 100 / blocks.len().max(1)) as u32, &[10, 70])
}

/// The kind of a line's first and last sign, with the line's length.
fn of_edges(out: &mut Features, line: &Line, words: &str) {
    let class = bin(line.length(), &[5, 14]);
    let bytes = words.as_bytes();
    let first = match bytes.first().copied().unwrap_or_default() {
        b'A'..=b'Z' => 0,
        b'a'..=b'z' => 1,
        b'0'..=b'9' => 2,
        b'"' | b'\'' => 3,
        b'(' | b'[' => 4,
        b'#' | b'@' => 5,
        0..0x80 => 6,
        _ if line.opens_quote => 3,
        _ if line.starts_upper => 7,
        _ => 8,
    };
    out.add(EDGES, class * 9 + first);
    let last = match bytes.last().copied().unwrap_or_default() {
        b'.' => 0,
        b'!' | b'?' => 1,
        b')' | b']' => 2,
        b'"' | b'\'' => 3,
        b',' | b'-' => 4,
        b':' | b';' => 5,
        b'0'..=b'9' => 6,
        b'A'..=b'Z' | b'a'..=b'z' => 7,
        0..0x80 => 8,
        _ if words.ends_with(['”', '’', '»', '“']) => 3,
        _ if words.ends_with(char::is_alphabetic) => 9,
        _ => 10,
    };
    out.add(EDGES, 27 + class * 11 + last);
}

/// Whether the blocks before and after share the block's container or parent.
fn of_neighbours(
    out: &mut Features,
    page: &Page<'_>,
    at: usize,
    container: u32,
    containers: &Containers<'_>,
) {
    let own = containers.group(container);
    for (other, first) in [(at.checked_sub(1), 0), (Some(at + 1), 4)] {
        let markup = other
            .and_then(|other| page.document.blocks.get(other))
            .and_then(|raw| raw.markup.as_ref());
        let Some(markup) = markup else { continue };
        let same = if markup.container == container {
            0
        } else if containers.group(markup.container) == own {
            1
        } else if containers.group(own) == containers.group(containers.group(markup.container)) {
            2
        } else {
            3
        };
        out.add(SAME, first + same);
    }
}

/// What kind of page it is: how many sentences, and how many lines a sentence.
fn page_class(page: &Page<'_>) -> [usize; 2] {
    let sentences = (0..page.lines.len()).filter(|at| page.is_sentence(*at)).count() as u32;
    let share = sentences * 100 / (page.lines.len() as u32).max(1);
    [bin(sentences, &[2, 6, 14, 40]), 5 + bin(share, &[5, 15, 35, 65])]
}

/// How much of a short line's words the headline has.
fn of_headline(out: &mut Features, page: &Page<'_>, at: usize, headline: &[u64]) {
    let Some(line) = page.line(at) else { return };
    if headline.is_empty() || page.headline == Some(at) || line.words > 40 || line.words < 3 {
        return;
    }
    let words = page.content(at);
    let shared = words.iter().filter(|word| headline.contains(word)).count();
    out.add(LIKE_HEADLINE, bin((shared * 100 / words.len().max(1)) as u32, &[0, 20, 50, 80]));
}

fn of_markup(out: &mut Features, markup: &Markup, hinted: Hinted) {
    let tag = TAGS.iter().position(|tag| *tag == markup.tag).unwrap_or(TAGS.len());
    out.add(TAG, tag);
    out.add(LINKS, bin((markup.link_density * 100.0) as u32, &[0, 10, 30, 60, 90]));
    for ancestor in &markup.ancestors {
        if let Some(index) = ANCESTORS.iter().position(|known| known == ancestor) {
            out.add(ANCESTOR, index);
        }
    }
    out.add(DEPTH, bin(u32::from(markup.depth), &[4, 8, 12, 17, 23]));
    let mut either = hinted.near | hinted.far;
    while either != 0 {
        let index = either.trailing_zeros();
        out.add_if(hinted.near >> index & 1 == 1, NEAR_HINT, index as usize);
        out.add_if(hinted.far >> index & 1 == 1, FAR_HINT, index as usize);
        either &= either - 1;
    }
    let mut names = hinted.names;
    while names != 0 {
        out.add(NAMED, names.trailing_zeros() as usize);
        names &= names - 1;
    }
}

/// Blocks with the same surroundings, and how much of the page's sentences they hold.
struct Groups {
    hinted: Vec<Hinted>,
    own: Vec<u64>,
    mass: verbatim_lexicon::phrase::Table<u32>,
    outer_mass: verbatim_lexicon::phrase::Table<u32>,
    /// Blocks with the same signature, and those that are sentences, as two halves of a number.
    counts: verbatim_lexicon::phrase::Table<(u32, u32)>,
    most: u32,
    outer_most: u32,
}

impl Groups {
    fn read(page: &Page<'_>) -> Self {
        let mut groups = Self {
            hinted: Vec::new(),
            own: Vec::new(),
            mass: Default::default(),
            outer_mass: Default::default(),
            counts: Default::default(),
            most: 0,
            outer_most: 0,
        };
        let mut reader = Reader::default();
        for (at, raw) in page.document.blocks.iter().enumerate() {
            let Some(markup) = raw.markup.as_ref() else { return groups };
            let hinted = reader.read(&markup.hints);
            let outer = hinted.around;
            let own = hinted.all ^ verbatim_lexicon::phrase::hash(&markup.tag);
            groups.hinted.push(hinted);
            groups.own.push(own);
            let counts = groups.counts.entry(own).or_default();
            counts.0 += 1;
            if page.is_sentence(at) {
                counts.1 += 1;
                let words = page.line(at).map_or(0, Line::length);
                let mass = groups.mass.entry(own).or_default();
                *mass += words;
                groups.most = groups.most.max(*mass);
                let mass = groups.outer_mass.entry(outer).or_default();
                *mass += words;
                groups.outer_most = groups.outer_most.max(*mass);
            }
        }
        groups
    }

    fn add(&self, out: &mut Features, at: usize) {
        let share = |key: Option<&u64>, table: &verbatim_lexicon::phrase::Table<u32>, most: u32| {
            let mass = key.and_then(|key| table.get(key)).copied().unwrap_or(0);
            bin(mass * 100 / most.max(1), &[0, 5, 20, 60, 99])
        };
        out.add(GROUP, share(self.own.get(at), &self.mass, self.most));
        let outer = self.hinted.get(at).map(|hinted| &hinted.around);
        out.add(GROUP, 6 + share(outer, &self.outer_mass, self.outer_most));
        let counts = self.own.get(at).and_then(|own| self.counts.get(own)).copied();
        let (all, sentences) = counts.unwrap_or_default();
        let class = bin(all, &[1, 4, 12]);
        out.add(SIGNATURE, class * 5 + bin(sentences * 100 / all.max(1), &[0, 25, 60, 90]));
    }

    fn hinted(&self, at: usize) -> Hinted {
        self.hinted.get(at).copied().unwrap_or_default()
    }
}
