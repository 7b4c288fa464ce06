//! Speech that a dash opens, without marks: "— Qui paie ? demande le maire."
//!
//! What: paragraphs that begin with a long dash, in the languages whose print sets
//! conversations so ([`verbatim_lexicon::Habits::dialogue`]). The next dash ends the words where a verb of saying follows it
//! ("—Nadie —respondió Ferreruela—. Por eso", "— Я, — ответила она. — Каждый день"); in
//! French the verb follows them without one ("— Je viens, répond-elle. Le reste…"). Why
//! so strict: lists begin with dashes too, so somebody has to be said to speak in the
//! run of such paragraphs. Source: the typographic rules of the languages. Known miss: a
//! conversation in which nobody is named.

use verbatim_lexicon::{Cue, CuePart, Dialogue as Print, Lexicon};

use super::super::{clause::said_by, marks::Family};
use super::Quoted;
use crate::{
    Language, Span,
    index::{Index, Places},
    quote::spans::QuotedId,
    segment::{ParagraphId, Sentences, Token, TokenKind},
};

/// So many words behind a dash may be the verb's: "— тихо сказал он".
const NEAR: usize = 3;

/// The spoken words of the article's paragraphs that dashes open, by start.
pub(super) fn find(sentences: &Sentences<'_>, lexicon: &Lexicon) -> Vec<Quoted> {
    let mut out: Vec<Quoted> = Vec::new();
    let habits = lexicon.habits(sentences.language);
    let Some(print) = habits.dialogue else { return out };
    let reader = Dialogue {
        sentences,
        lexicon,
        verb_alone: print == Print::OpeningDash,
        joins_words: habits.joins_words,
    };
    // Where the run of paragraphs begins in `out`, and whether anybody is said to speak in it.
    let (mut first, mut told) = (0, false);
    for (index, _) in sentences.paragraphs.each() {
        if let Some(tells) = reader.paragraph(index, &mut out) {
            told |= tells;
            continue;
        }
        if !told {
            out.truncate(first);
        }
        (first, told) = (out.len(), false);
    }
    if !told {
        out.truncate(first);
    }
    out
}

struct Dialogue<'a> {
    sentences: &'a Sentences<'a>,
    lexicon: &'a Lexicon,
    /// Whether no dash stands between the words and the verb.
    verb_alone: bool,
    joins_words: bool,
}

impl Dialogue<'_> {
    /// Adds the spoken words of a paragraph. `None` where no dash opens it, else
    /// whether it says that somebody speaks.
    fn paragraph(&self, index: ParagraphId, out: &mut Vec<Quoted>) -> Option<bool> {
        let block = self.sentences.paragraphs.at(index)?;
        let tokens = self.sentences.tokens.part(block.tokens.clone());
        let dash = tokens.first().filter(|token| self.is_dash(token))?;
        let mut speech = |start: usize, from: usize, to: usize| {
            let words = Span::between(from, to.max(from)).trim(self.sentences.text);
            if words.of(self.sentences.text).contains(char::is_alphanumeric) {
                out.push(Quoted {
                    content: words,
                    outer: Span::between(start, words.end()),
                    family: Family::Dash,
                    paragraph: index,
                    inside: None,
                    unclosed: false,
                    continues: None,
                });
            }
        };
        let mut tells = false;
        // Where the words that are being spoken begin: with their dash, and without.
        let mut open = Some((dash.span.start(), dash.span.end()));
        for (at, token) in tokens.iter().enumerate().skip(1) {
            let end = token.span.end();
            match open {
                Some((start, from)) => {
                    let verb = if self.is_dash(token) {
                        self.tells_soon(tokens, at + 1)
                    } else {
                        self.verb_alone && self.is_aside(tokens, at)
                    };
                    if verb {
                        speech(start, from, token.span.start());
                        open = None;
                        tells = true;
                    }
                }
                // "—respondió ella—. Por eso": the stop belongs to the words before.
                None if self.is_dash(token) => {
                    let rest = self.sentences.text.get(end..block.span.end()).unwrap_or_default();
                    let stop = rest.len() - rest.trim_start_matches(['.', ',', ':', ';']).len();
                    open = Some((token.span.start(), end + stop));
                }
                None if self.verb_alone && token.span.of(self.sentences.text) == "." => {
                    open = Some((end, end));
                }
                None => {}
            }
        }
        if let Some((start, from)) = open {
            speech(start, from, block.span.end());
        }
        Some(tells)
    }

    fn is_dash(&self, token: &Token) -> bool {
        token.kind == TokenKind::Mark
            && matches!(token.span.of(self.sentences.text), "—" | "–" | "―")
    }

    /// Whether one of the next words is a verb of saying.
    fn tells_soon(&self, tokens: &[Token], from: usize) -> bool {
        let next = tokens.get(from..).unwrap_or_default().iter();
        next.take(NEAR).take_while(|t| t.is_wordlike()).any(|t| self.cue(t).is_some())
    }

    /// "…, répond Ekström": a verb of saying right behind a mark, and who speaks behind it.
    fn is_aside(&self, tokens: &[Token], at: usize) -> bool {
        let mark = at.checked_sub(1).and_then(|i| tokens.get(i));
        let behind = mark
            .is_some_and(|mark| matches!(mark.span.of(self.sentences.text), "," | "?" | "!" | "…"));
        behind && tokens.get(at).is_some_and(|token| self.cue(token).is_some())
    }

    fn cue(&self, token: &Token) -> Option<Cue> {
        let word = if self.joins_words {
            said_by(self.lexicon, token, self.sentences.text)
        } else {
            token.word
        };
        let cue = self.lexicon.cues.get(word, self.sentences.language)?;
        Some(cue).filter(|cue| {
            cue.strong && cue.part == CuePart::Past && cue.language != Language::ENGLISH
        })
    }
}

/// Puts `dialogue` into the spans between marks, where those stand inside of it.
pub(super) fn merge(marked: Vec<Quoted>, dialogue: Vec<Quoted>) -> Vec<Quoted> {
    if dialogue.is_empty() {
        return marked;
    }
    let mut out: Vec<Quoted> = Vec::with_capacity(marked.len() + dialogue.len());
    // Where each marked span has gone.
    let mut moved: Vec<QuotedId> = Vec::with_capacity(marked.len());
    let whole: Vec<Quoted> = dialogue.into_iter().filter(|s| !is_cut(&marked, s)).collect();
    let mut spoken = whole.into_iter().peekable();
    let mut around: Option<QuotedId> = None;
    for mut quoted in marked {
        while let Some(next) = spoken.next_if(|s| s.outer.start() <= quoted.outer.start()) {
            around = Some(out.behind_last());
            out.push(next);
        }
        let held = around.filter(|&a| out.at(a).is_some_and(|s| s.outer.contains(quoted.outer)));
        let place = |at: QuotedId| moved.get(at.get()).copied();
        quoted.inside = quoted.inside.and_then(place).or(held);
        quoted.continues = quoted.continues.and_then(place);
        moved.push(out.behind_last());
        out.push(quoted);
    }
    out.extend(spoken);
    out
}

/// Whether a span between marks crosses an edge of the spoken words.
fn is_cut(marked: &[Quoted], spoken: &Quoted) -> bool {
    [spoken.outer.start(), spoken.outer.end()].into_iter().any(|edge| {
        let mut last = marked.first_not(|m| m.outer.start() < edge).checked_sub(1);
        while let Some(around) = last.and_then(|at| marked.at(at)).and_then(|m| m.inside) {
            last = Some(around);
        }
        last.and_then(|at| marked.at(at)).is_some_and(|m| m.outer.end() > edge)
    })
}
