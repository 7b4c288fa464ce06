//! Marks become quoted spans: nested, unclosed, or going on over paragraphs.
//!
//! One pass over each paragraph with a short stack. The rules that need to look
//! ahead ("is there a closer left?") read tables made by one backward pass, so
//! a megabyte of quote marks costs a megabyte's time.

mod dialogue;

use verbatim_lexicon::{Lexicon, Sets};

use super::marks::{Family, Mark, scan};
use crate::{
    Span,
    index::{Index, Places, Steps, index},
    segment::{ParagraphId, Sentences},
};

/// Deeper nesting than any prose has is not followed.
const MAX_DEPTH: usize = 8;

index! {
    /// A quoted span's place among all of the article.
    pub(super) struct QuotedId of Quoted;
}

/// One quoted span.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Quoted {
    /// The words between the marks, trimmed.
    pub content: Span,
    /// The words with their marks.
    pub outer: Span,
    pub family: Family,
    pub paragraph: ParagraphId,
    /// The span that this one stands inside of.
    pub inside: Option<QuotedId>,
    /// No closing mark: it ends where its paragraph or the next opener is.
    pub unclosed: bool,
    /// The span of the paragraph before that this one goes on with.
    pub continues: Option<QuotedId>,
}

/// Finds the quoted spans of all paragraphs, by start, up to so many; and where the
/// first stands that is not read, where there are more.
pub(super) fn find(
    sentences: &Sentences<'_>,
    lexicon: &Lexicon,
    most: usize,
) -> (Vec<Quoted>, Option<Span>) {
    // One more, which shows that there is more.
    let marked = marked(sentences, &lexicon.sets, most + 1);
    let mut all = dialogue::merge(marked, dialogue::find(sentences, lexicon));
    let unread = all.get(most).map(|quoted| quoted.outer);
    // Links lead backwards: what is left leads to nothing that is not.
    all.truncate(most);
    (all, unread)
}

/// The spans between marks, up to so many.
fn marked(sentences: &Sentences<'_>, sets: &Sets, most: usize) -> Vec<Quoted> {
    let mut out: Vec<Quoted> = Vec::new();
    let mut matcher = Matcher::default();
    // The span that the paragraph before left open.
    let mut open: Option<QuotedId> = None;
    for (index, paragraph) in sentences.paragraphs.each() {
        if out.len() >= most {
            break;
        }
        let (start, end) = (paragraph.span.start(), paragraph.span.end());
        scan(sentences.text, start, end, sets, &mut matcher.marks);
        let first = out.behind_last();
        let next_opens_single = sentences
            .paragraphs
            .at(index + 1)
            .is_some_and(|next| next.span.of(sentences.text).starts_with(['‘', '\'']));
        let place = (index, (start, end));
        let orphan = matcher.run(sentences.text, place, next_opens_single, most, &mut out);
        if let Some(before) = open.take() {
            let family = out.at(before).map(|q| q.family);
            let opener = out.at(first).map(|q| (q.outer.start(), q.family));
            let begins = opener.is_some_and(|(at, f)| at == start && Some(f) == family);
            if begins {
                if let Some(quoted) = out.at_mut(first) {
                    quoted.continues = Some(before);
                }
            } else if let Some(close) = orphan.filter(|close| Some(close.family) == family) {
                // The mark was not set again, but this paragraph closes the quote.
                let content = Span::between(start, close.start).trim(sentences.text);
                if content.of(sentences.text).contains(char::is_alphanumeric) {
                    let quoted = Quoted {
                        content,
                        outer: Span::between(start, close.end),
                        family: close.family,
                        paragraph: index,
                        inside: None,
                        unclosed: false,
                        continues: Some(before),
                    };
                    insert(&mut out, first, quoted);
                }
            }
        }
        open = out
            .each_from(first)
            .rfind(|(_, q)| q.unclosed && q.inside.is_none() && q.outer.end() == end)
            .map(|(i, _)| i);
    }
    out
}

/// Puts a span before those of its paragraph and moves their links.
fn insert(out: &mut Vec<Quoted>, at: QuotedId, quoted: Quoted) {
    out.insert(at.get(), quoted);
    for later in out.iter_mut().skip(at.get() + 1) {
        later.inside = later.inside.map(|i| i + 1);
    }
}

/// The paragraph's marks and look-ahead tables, kept for their memory.
#[derive(Debug, Default)]
struct Matcher {
    marks: Vec<Mark>,
    /// Per mark: index of the next sure single closer from it on.
    next_single: Vec<usize>,
    /// Per mark: index of the next closing double mark from it on.
    next_double: Vec<usize>,
    /// Per mark: double closers minus double openers from it on.
    balance: Vec<i32>,
    stack: Vec<Open>,
}

/// A span that waits for its closer.
#[derive(Debug, Clone, Copy)]
struct Open {
    mark: Mark,
    /// Its place in the output.
    slot: QuotedId,
}

impl Matcher {
    fn look_ahead(&mut self) {
        let len = self.marks.len();
        self.next_single.clear();
        self.next_single.resize(len + 1, usize::MAX);
        self.next_double.clear();
        self.next_double.resize(len + 1, usize::MAX);
        self.balance.clear();
        self.balance.resize(len + 1, 0);
        let (mut single, mut double, mut balance) = (usize::MAX, usize::MAX, 0);
        for (i, mark) in self.marks.iter().enumerate().rev() {
            match mark.family {
                Family::Single if mark.closes && !mark.doubtful => single = i,
                Family::Double => {
                    if mark.closes {
                        double = i;
                    }
                    balance += i32::from(mark.closes && !mark.opens)
                        - i32::from(mark.opens && !mark.closes);
                    // “ closes only what „ opened, so it counts as an opener.
                    if mark.glyph == '“' && mark.closes {
                        balance -= 1;
                    }
                }
                _ => {}
            }
            for (table, value) in [(&mut self.next_single, single), (&mut self.next_double, double)]
            {
                if let Some(slot) = table.get_mut(i) {
                    *slot = value;
                }
            }
            if let Some(slot) = self.balance.get_mut(i) {
                *slot = balance;
            }
        }
    }

    /// Matches the marks of one paragraph. Gives the first closer that nothing
    /// before it in the paragraph opened.
    fn run(
        &mut self,
        text: &str,
        (paragraph, (start, end)): (ParagraphId, (usize, usize)),
        next_opens_single: bool,
        most: usize,
        out: &mut Vec<Quoted>,
    ) -> Option<Mark> {
        if self.marks.is_empty() {
            return None;
        }
        self.look_ahead();
        self.stack.clear();
        let first = out.behind_last();
        let mut orphan = None;
        for i in 0..self.marks.len() {
            let Some(&mark) = self.marks.get(i) else { break };
            let open = self.stack.iter().rposition(|o| o.mark.family == mark.family);
            match self.decide(i, mark, open, start, next_opens_single) {
                Turn::Open(family) => {
                    let mark = Mark { family, ..mark };
                    let around = open.and_then(|level| self.stack.get(level)).map(|o| o.mark.glyph);
                    if let Some(level) = open.filter(|_| self.is_reopening(i, mark, around)) {
                        self.close(text, level, mark.start, None, out);
                    }
                    if out.len() >= most {
                        // What is open here has no end that is known.
                        self.stack.clear();
                        break;
                    }
                    if self.stack.len() < MAX_DEPTH {
                        self.push(mark, paragraph, out);
                    }
                }
                Turn::Close(level) => self.close(text, level, mark.start, Some(mark), out),
                Turn::Orphan => {
                    if out.behind_last() == first && orphan.is_none() {
                        orphan = Some(mark);
                    }
                }
                Turn::Ignore => {}
            }
        }
        // What is still open at the end of the paragraph stays only at the outermost level.
        if let Some(outermost) = self.stack.first().copied() {
            let keeps = outermost.mark.family != Family::Single || next_opens_single;
            if keeps {
                self.close(text, 0, end, None, out);
            }
        }
        compact(text, out, first);
        orphan
    }

    fn decide(
        &self,
        i: usize,
        mark: Mark,
        open: Option<usize>,
        start: usize,
        next_opens_single: bool,
    ) -> Turn {
        let opener = open.and_then(|level| self.stack.get(level)).map(|o| o.mark.glyph);
        match mark.family {
            Family::Double => match (open, mark.glyph) {
                (Some(level), '“') if opener == Some('„') => Turn::Close(level),
                (Some(level), '“') if mark.closes && !mark.opens => Turn::Close(level),
                (None, '“') if !mark.opens => Turn::Orphan,
                (_, '“') => Turn::Open(mark.family),
                (Some(level), _) if mark.closes => Turn::Close(level),
                (_, _) if mark.opens => Turn::Open(mark.family),
                _ => Turn::Orphan,
            },
            Family::Single => match open {
                Some(level) if mark.glyph == '‘' && opener == Some('‚') => Turn::Close(level),
                Some(level) if mark.closes => {
                    if mark.doubtful && self.single_closer_after(i + 1) {
                        Turn::Ignore
                    } else {
                        Turn::Close(level)
                    }
                }
                None if mark.opens => {
                    let waits = next_opens_single && mark.start == start;
                    if waits
                        || mark.glyph == '‚'
                        || self.single_closer_after(i + 1)
                        || self.doubtful_closer_after(i + 1)
                    {
                        Turn::Open(mark.family)
                    } else if mark.glyph == '‘' && !self.in_double() && self.lacks_opener(i + 1) {
                        Turn::Open(Family::Double)
                    } else {
                        Turn::Ignore
                    }
                }
                _ => Turn::Ignore,
            },
            Family::Guillemet | Family::SingleGuillemet | Family::Dash => {
                let left = matches!(mark.glyph, '«' | '‹');
                match (open, opener) {
                    (Some(level), Some('»' | '›')) => Turn::Close(level),
                    (Some(level), _) if !left => Turn::Close(level),
                    (None, _) if !left && mark.start > start && !self.guillemets_point_in(i) => {
                        Turn::Orphan
                    }
                    _ => Turn::Open(mark.family),
                }
            }
        }
    }

    /// Whether a » with nothing open is an opener: another guillemet follows.
    fn guillemets_point_in(&self, i: usize) -> bool {
        let glyph = self.marks.get(i).map(|m| m.glyph);
        let next = self
            .marks
            .iter()
            .skip(i + 1)
            .take(4)
            .find(|m| matches!(m.family, Family::Guillemet | Family::SingleGuillemet));
        next.is_some_and(|next| {
            matches!((glyph, next.glyph), (Some('»'), '«' | '»') | (Some('›'), '‹' | '›'))
        })
    }

    /// Whether a single closer follows before the double quote around it ends.
    fn single_closer_after(&self, i: usize) -> bool {
        let at = self.next_single.get(i).copied().unwrap_or(usize::MAX);
        at != usize::MAX && !(self.in_double() && self.double_before(i, at))
    }

    /// As [`Self::single_closer_after`], for a closer that may be a possessive, a few marks on.
    fn doubtful_closer_after(&self, i: usize) -> bool {
        let at = self
            .marks
            .iter()
            .skip(i)
            .take(4)
            .position(|m| m.family == Family::Single && m.closes)
            .map(|offset| i + offset);
        at.is_some_and(|at| !(self.in_double() && self.double_before(i, at)))
    }

    /// Whether more double marks close than open from here on: ‘…” crosses its marks.
    fn lacks_opener(&self, i: usize) -> bool {
        self.balance.get(i).is_some_and(|&left| left > 0)
    }

    fn in_double(&self) -> bool {
        self.stack.iter().any(|o| o.mark.family == Family::Double)
    }

    fn double_before(&self, i: usize, at: usize) -> bool {
        self.next_double.get(i).is_some_and(|&double| double < at)
    }

    /// A double opener inside an open double quote: either a quote in a quote, or
    /// the sign that the first was never closed.
    fn is_reopening(&self, i: usize, mark: Mark, around: Option<char>) -> bool {
        // "…“…”…": marks of another shape that are closed stand inside.
        let closed = self.next_double.get(i + 1).and_then(|&n| self.marks.get(n));
        if around == Some('"') && mark.glyph == '“' && closed.is_some_and(|m| m.glyph == '”') {
            return false;
        }
        mark.family == Family::Double && self.balance.get(i + 1).is_none_or(|&left| left < 2)
    }

    fn push(&mut self, mark: Mark, paragraph: ParagraphId, out: &mut Vec<Quoted>) {
        let inside = self.stack.last().map(|o| o.slot);
        self.stack.push(Open { mark, slot: out.behind_last() });
        let nowhere = Span::between(mark.start, mark.start);
        out.push(Quoted {
            content: nowhere,
            outer: nowhere,
            family: mark.family,
            paragraph,
            inside,
            unclosed: true,
            continues: None,
        });
    }

    /// Ends the span at `level` of the stack; those above it were no quotes.
    fn close(
        &mut self,
        text: &str,
        level: usize,
        at: usize,
        mark: Option<Mark>,
        out: &mut [Quoted],
    ) {
        if let Some(open) = self.stack.get(level).copied()
            && let Some(quoted) = out.at_mut(open.slot)
        {
            quoted.content = Span::between(open.mark.end, at.max(open.mark.end)).trim(text);
            let end = mark.map_or_else(|| quoted.content.end(), |mark| mark.end);
            quoted.outer = Span::between(open.mark.start, end);
            quoted.unclosed = mark.is_none();
        }
        self.stack.truncate(level);
    }
}

/// What to do with a mark.
enum Turn {
    /// As a mark of this family: a double mark may close a single one.
    Open(Family),
    Close(usize),
    Orphan,
    Ignore,
}

/// Drops the spans from `first` on that hold no word, and moves links.
fn compact(text: &str, out: &mut Vec<Quoted>, first: QuotedId) {
    let mut moved: Vec<Option<QuotedId>> = Vec::with_capacity(out.behind_last() - first);
    let mut kept = first;
    for i in (first..out.behind_last()).steps() {
        let Some(mut quoted) = out.at(i).cloned() else { break };
        if !quoted.content.of(text).contains(char::is_alphanumeric) {
            // What stood inside now stands in what was around.
            let around = quoted.inside.and_then(|p| moved.get(p - first).copied().flatten());
            moved.push(around);
            continue;
        }
        quoted.inside = quoted
            .inside
            .filter(|&p| p >= first)
            .and_then(|p| moved.get(p - first).copied().flatten());
        moved.push(Some(kept));
        if let Some(slot) = out.at_mut(kept) {
            *slot = quoted;
        }
        kept += 1;
    }
    out.truncate(kept.get());
}
