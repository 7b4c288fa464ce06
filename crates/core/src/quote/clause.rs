//! A paragraph as the quote station reads it: a row of [`Item`]s in which each
//! outermost quote is one item, cut into the writer's own sentences.
//!
//! What stands between marks has its own full stops and verbs; folding it into
//! one item leaves the sentence that reports it ("‹quote› , said Ekström , who …").

use std::{cmp::Reverse, ops::Range};

use verbatim_lexicon::{
    Classes, Cue, CuePart, Grammar, Lexicon, SetBits, Sets, TextSet, WordId, WordSet,
};

use super::spans::{Quoted, QuotedId};
use crate::{
    Span,
    entity::{Entities, MentionForm, MentionId},
    index::{Index, Places, index},
    segment::{Case, ParagraphId, Sentences, Token, TokenId, TokenKind},
};

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ItemKind {
    Word,
    Number,
    Comma,
    /// . ! ? and runs of full stops
    Stop,
    Colon,
    Semicolon,
    Dash,
    OpenBracket,
    CloseBracket,
    /// Any other mark.
    Mark,
    /// An outermost quote, as an index into the quoted spans.
    Quote(QuotedId),
}

index! {
    /// An item's place in its [`Paragraph`].
    pub(super) struct ItemId of Item;
}

/// One token outside of quotes, or one outermost quote.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    pub span: Span,
    pub kind: ItemKind,
    pub case: Case,
    pub grammar: Grammar,
    pub classes: Classes,
    pub sets: SetBits,
    pub cue: Option<Cue>,
    /// The name mention that it is part of, as an index into the mentions.
    pub mention: Option<MentionId>,
}

impl Item {
    pub fn is(&self, grammar: Grammar) -> bool {
        self.grammar.any(grammar)
    }

    pub fn is_word(&self) -> bool {
        matches!(self.kind, ItemKind::Word | ItemKind::Number)
    }

    pub fn is_capital(&self) -> bool {
        self.kind == ItemKind::Word && self.case != Case::Lower
    }

    pub fn quote(&self) -> Option<QuotedId> {
        match self.kind {
            ItemKind::Quote(index) => Some(index),
            _ => None,
        }
    }

    /// Whether the word is in the set, in any case.
    pub fn is_in(&self, set: WordSet) -> bool {
        self.sets.has(set)
    }

    /// Whether the word is in the set and has no capital.
    pub fn is_small(&self, set: WordSet) -> bool {
        self.sets.has(set) && self.case == Case::Lower
    }

    /// A cue that is a verb in some form.
    pub fn verb(&self) -> Option<Cue> {
        self.cue.filter(|c| !matches!(c.part, CuePart::Noun | CuePart::Preposition))
    }
}

/// What is read as one paragraph: the writer's own, or the words of a quote.
#[derive(Debug)]
pub(super) struct Part {
    /// The paragraph that it stands in.
    pub paragraph: ParagraphId,
    pub tokens: Range<TokenId>,
    /// The quoted span that it is the words of; its outermost quotes stand inside of that.
    pub inside: Option<QuotedId>,
    /// No quoted span before this one stands in it.
    pub first_quote: QuotedId,
}

/// One paragraph's items and the writer's sentences among them.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub items: Vec<Item>,
    pub units: Vec<Range<ItemId>>,
    /// The items that are quotes, in order.
    quotes: Vec<ItemId>,
    /// The items that are cues, in order.
    cues: Vec<ItemId>,
    /// Where sentences may begin, kept for its memory.
    starts: Vec<ItemId>,
}

impl Paragraph {
    pub fn get(&self, at: ItemId) -> Option<&Item> {
        self.items.at(at)
    }

    /// The quotes of a range, by item.
    pub fn quotes_in(&self, range: &Range<ItemId>) -> &[ItemId] {
        within(&self.quotes, range)
    }

    /// The cues of a range, by item.
    pub fn cues_in(&self, range: &Range<ItemId>) -> &[ItemId] {
        within(&self.cues, range)
    }

    /// The words from the first to the last item of a range.
    pub fn span(&self, range: &Range<ItemId>) -> Option<Span> {
        let first = self.items.at(range.start)?;
        let last = self.items.at(range.end.checked_sub(1)?)?;
        Some(first.span.cover(last.span))
    }

    /// Fills itself from `part`; `mention_at` is where in the mentions to go on. Gives
    /// the first token that was not read: a part is read up to [`LONGEST`] tokens.
    pub fn read(
        &mut self,
        sentences: &Sentences<'_>,
        entities: &Entities,
        lexicon: &Lexicon,
        (all, part): (&[Quoted], &Part),
        mention_at: &mut MentionId,
    ) -> TokenId {
        self.items.clear();
        self.units.clear();
        self.quotes.clear();
        self.cues.clear();
        let text = sentences.text;
        let joins = lexicon.habits(sentences.language).joins_words;
        let mut at = part.tokens.start;
        let stop = part.tokens.end.min(at + LONGEST);
        self.items.reserve(stop.behind(at));
        let last = stop.checked_sub(1).and_then(|last| sentences.tokens.at(last));
        let end = last.map_or(0, |last| last.span.end());
        let mut quotes = QuoteWalk { all, part, next: part.first_quote, end, from: 0 };
        let mut mentions = MentionWalk { entities, next: mention_at, here: None, from: 0 };
        let mut sentence = sentences.sentences.first_not(|s| s.tokens.end <= part.tokens.start);
        let mut last_sentence = None;
        while at < stop {
            let Some(token) = sentences.tokens.at(at) else { break };
            while sentences.sentences.at(sentence).is_some_and(|s| s.tokens.end <= at) {
                sentence += 1;
            }
            if let Some((quote, outer)) = quotes.take(token) {
                self.push_quote(quote, outer);
                while sentences.tokens.at(at).is_some_and(|t| t.span.start() < outer.end()) {
                    at += 1;
                }
                last_sentence = None;
                continue;
            }
            let kind = match token.kind {
                TokenKind::Word => ItemKind::Word,
                TokenKind::Number => ItemKind::Number,
                TokenKind::Mark => mark_kind(token.span.of(text)),
            };
            let mention = mentions.of(token);
            // The writer's sentence ends where the splitter says so, or after a quote that ends one.
            let new_unit = match last_sentence {
                Some(last) => last != sentence,
                None => {
                    token.case != Case::Lower
                        && kind == ItemKind::Word
                        && self.ends_in_ended_quote(all, text)
                }
            };
            if new_unit && !self.items.is_empty() {
                self.starts.push(self.items.behind_last());
            }
            last_sentence = Some(sentence);
            let grammar = self.grammar(lexicon, token, text, joins);
            let word = if joins { said_by(lexicon, token, text) } else { token.word };
            let cue = lexicon.cues.get(word, sentences.language);
            if cue.is_some() {
                self.cues.push(self.items.behind_last());
            }
            self.items.push(Item {
                span: token.span,
                kind,
                case: token.case,
                grammar,
                classes: token.classes,
                sets: lexicon.sets.of(token.word),
                cue,
                mention,
            });
            at += 1;
        }
        self.cut(all, text, &lexicon.sets);
        at
    }

    /// Adds a quote, behind which a sentence may begin, as it may behind a full stop.
    fn push_quote(&mut self, quote: QuotedId, outer: Span) {
        let may_begin = |last: &Item| matches!(last.kind, ItemKind::Stop | ItemKind::Quote(_));
        if self.items.last().is_some_and(may_begin) {
            self.starts.push(self.items.behind_last());
        }
        self.quotes.push(self.items.behind_last());
        self.items.push(Item {
            span: outer,
            kind: ItemKind::Quote(quote),
            case: Case::Lower,
            grammar: Grammar::default(),
            classes: Classes::NONE,
            sets: SetBits::default(),
            cue: None,
            mention: None,
        });
    }

    /// Whether the last item is a quote that ends with a sentence's mark.
    fn ends_in_ended_quote(&self, all: &[Quoted], text: &str) -> bool {
        let last = self.items.last().and_then(Item::quote).and_then(|q| all.at(q));
        last.is_some_and(|q| q.content.of(text).ends_with(['.', '!', '?', '…']))
    }

    /// What the lists say that a word does in its clause. Inside a sentence a capital makes
    /// a name of "Will", "May" or "The".
    fn grammar(&self, lexicon: &Lexicon, token: &Token, text: &str, joins: bool) -> Grammar {
        let mut listed = lexicon.clause_words.get(token.word);
        if joins && joins_that(&lexicon.sets, token.span.of(text)) {
            listed = listed.or(Grammar::THAT);
        }
        let named = token.case == Case::Title
            && token.span.len() > 1
            && !listed.any(Grammar::SUBJECT)
            && (!listed.any(Grammar::TIME) || !token.is(Classes::MONTH | Classes::WEEKDAY))
            && !token.is(Classes::SENTENCE_INITIAL)
            && self.items.last().is_some_and(|i| i.is_word() || i.kind == ItemKind::Comma);
        if named { Grammar::default() } else { listed }
    }

    /// Cuts the items into the writer's sentences.
    fn cut(&mut self, all: &[Quoted], text: &str, sets: &Sets) {
        let mut starts = std::mem::take(&mut self.starts);
        let mut from = ItemId::FIRST;
        for &start in &starts {
            if start > from && !self.attribution_follows(start, text, all, sets) {
                self.unit(from..start);
                from = start;
            }
        }
        self.unit(from..self.items.behind_last());
        starts.clear();
        self.starts = starts;
    }

    /// Adds a sentence, in pieces where it is longer than any writer's.
    fn unit(&mut self, range: Range<ItemId>) {
        let mut from = range.start;
        while from < range.end {
            let to = range.end.min(from + MAX_UNIT);
            self.units.push(from..to);
            from = to;
        }
    }

    /// `“Why?” Ekström asked.`: a short clause that reports the quote before it,
    /// although that quote ended its own sentence. After a full stop the clause has
    /// to end with its report; after ? and ! it may go on.
    fn attribution_follows(&self, start: ItemId, text: &str, all: &[Quoted], sets: &Sets) -> bool {
        let before = start.checked_sub(1).and_then(|i| self.items.at(i));
        let Some(q) = before.and_then(Item::quote).and_then(|q| all.at(q)) else { return false };
        let asks = q.content.of(text).ends_with(['?', '!']);
        let mut verb: Option<(usize, bool)> = None;
        let mut inserted = false;
        let furthest = if asks { 20 } else { 9 };
        for (offset, item) in self.items.iter().skip(start.get()).take(furthest).enumerate() {
            match (item.kind, verb) {
                (ItemKind::Word | ItemKind::Number, None) => {
                    let cue = item.verb().filter(|c| {
                        offset > 0
                            && (c.strong || asks)
                            && (c.part == CuePart::Past || asks && c.part == CuePart::Present)
                    });
                    // "Ekström went on".
                    let goes_on = asks
                        && offset > 0
                        && item.is(Grammar::VERB)
                        && self
                            .items
                            .at(start + offset + 1)
                            .is_some_and(|i| i.is_small(WordSet::On));
                    if let Some(cue) = cue {
                        verb = Some((offset, cue.strong));
                    } else if goes_on {
                        verb = Some((offset, true));
                    } else if item.is(Grammar::THAT) {
                        return false;
                    }
                }
                (ItemKind::Word | ItemKind::Number, Some((_, strong))) => {
                    let manner = asks && sets.ends(TextSet::MannerEndings, item.span.of(text));
                    // "Ekström told the harbour's paper": whom, not what.
                    let hearer = asks
                        && (item.mention.is_some() || item.is_capital())
                        && self
                            .items
                            .at(start + offset - 1)
                            .is_some_and(|i| i.verb().is_some_and(|c| c.takes_hearer));
                    let time = asks && item.is_small(WordSet::AsWhen);
                    if item.is(Grammar::THAT) || !(item.is(TAIL) || manner || hearer || time) {
                        return false;
                    }
                    if asks && strong {
                        return true;
                    }
                }
                // "Ekström, R-Pa., said": the full stop is the short form's.
                (ItemKind::Stop, None)
                    if self
                        .items
                        .at(start + offset + 1)
                        .is_some_and(|i| i.kind == ItemKind::Comma) => {}
                (ItemKind::Stop, verb) => return verb.is_some(),
                (ItemKind::Comma, Some((at, _))) => return asks && at + 1 == offset,
                // "Maud Ekström, a pilot, asked".
                (ItemKind::Comma, None) if asks && offset > 0 => {
                    let name = self.items.at(start + offset - 1);
                    if !inserted && !name.is_some_and(|i| i.mention.is_some() || i.is_capital()) {
                        return false;
                    }
                    inserted = true;
                }
                _ => return false,
            }
        }
        false
    }
}

/// The quotes of a part, met token by token.
struct QuoteWalk<'q> {
    all: &'q [Quoted],
    part: &'q Part,
    /// The next that may begin.
    next: QuotedId,
    /// Where what is read ends: what begins behind it is not looked at, or each quote would
    /// look at all others.
    end: usize,
    /// No quote begins before this offset.
    from: usize,
}

impl QuoteWalk<'_> {
    /// The quote that begins in a token, with its marks, if one does; it is met once.
    fn take(&mut self, token: &Token) -> Option<(QuotedId, Span)> {
        if token.span.end() <= self.from {
            return None;
        }
        while self.all.at(self.next).is_some_and(|q| {
            q.paragraph == self.part.paragraph
                && q.outer.start() < self.end
                && (q.inside != self.part.inside || q.outer.end() <= token.span.start())
        }) {
            // A quote that no token began in (marks of a stray kind) is passed over.
            self.next += 1;
        }
        let next = self.all.at(self.next).filter(|q| q.paragraph == self.part.paragraph);
        self.from = next.map_or(usize::MAX, |q| q.outer.start());
        let quote = next.filter(|_| self.from < token.span.end())?;
        self.next += 1;
        Some((self.next - 1, quote.outer))
    }
}

/// The mentions of the article, met token by token.
struct MentionWalk<'m> {
    entities: &'m Entities,
    /// The next that may reach a token.
    next: &'m mut MentionId,
    /// The one that was met last, with its end.
    here: Option<(MentionId, usize)>,
    /// No mention begins before this offset.
    from: usize,
}

impl MentionWalk<'_> {
    /// The mention that a token is part of.
    fn of(&mut self, token: &Token) -> Option<MentionId> {
        if token.span.end() <= self.from {
            return None;
        }
        if self.here.is_none_or(|(_, end)| end <= token.span.start()) {
            self.here = outermost(self.entities, token.span, self.next);
            if self.here.is_none() {
                let next = self.entities.mentions.at(*self.next);
                self.from = next.map_or(usize::MAX, |m| m.span.start());
            }
        }
        self.here.filter(|(_, end)| token.span.start() < *end).map(|(mention, _)| mention)
    }
}

/// The verb of "conclut-elle" and "explique-t-il", which French joins with its
/// subject; else the word itself.
pub(super) fn said_by(lexicon: &Lexicon, token: &Token, text: &str) -> WordId {
    let Some((verb, pronoun)) = token.span.of(text).rsplit_once('-') else { return token.word };
    if !lexicon.sets.holds(TextSet::JoinedPronouns, pronoun) {
        return token.word;
    }
    let infixes = lexicon.sets.texts(TextSet::JoinedInfixes);
    let bare = infixes.iter().find_map(|infix| verb.strip_suffix(infix));
    lexicon.words.get_folded(bare.unwrap_or(verb))
}

/// "qu’une salle": French joins its "that" to the next word.
pub(super) fn joins_that(sets: &Sets, word: &str) -> bool {
    sets.texts(TextSet::ElidedThat).iter().any(|that| word.starts_with(that))
}

/// Those of the places, which are in order, that lie in the range.
fn within<'a>(places: &'a [ItemId], range: &Range<ItemId>) -> &'a [ItemId] {
    let from = places.partition_point(|&at| at < range.start);
    let to = places.partition_point(|&at| at < range.end);
    places.get(from..to).unwrap_or_default()
}

/// No paragraph of the news is longer, in tokens; bounds the memory of endless lines.
const LONGEST: usize = 1 << 14;

/// No sentence of the news is longer; bounds the work on text without full stops.
const MAX_UNIT: usize = 400;

/// The longest mention that begins at or before `token` and reaches it, with its
/// end. Mentions may nest: the country inside a role inside a name.
fn outermost(entities: &Entities, token: Span, at: &mut MentionId) -> Option<(MentionId, usize)> {
    while entities.mentions.at(*at).is_some_and(|m| m.span.end() <= token.start()) {
        *at += 1;
    }
    // Most words stand in no mention, and the next one tells.
    entities.mentions.at(*at).filter(|m| m.span.start() < token.end())?;
    let here = entities.mentions.each_from(*at);
    here.take(8)
        .take_while(|(_, m)| m.span.start() < token.end())
        .filter(|(_, m)| m.span.overlaps(token) && m.form != MentionForm::Pronoun)
        .map(|(i, m)| (i, m.span.end()))
        .max_by_key(|&(i, end)| (end, Reverse(i)))
}

/// What may follow the verb of a short attribution: "said on Monday", "told reporters".
const TAIL: Grammar = Grammar::PREPOSITION
    .or(Grammar::TIME)
    .or(Grammar::ADVERB)
    .or(Grammar::HEARER)
    .or(Grammar::DETERMINER);

fn mark_kind(words: &str) -> ItemKind {
    match words.as_bytes().first() {
        Some(b',') => ItemKind::Comma,
        Some(b'.' | b'!' | b'?') => ItemKind::Stop,
        Some(b':') => ItemKind::Colon,
        Some(b';') => ItemKind::Semicolon,
        Some(b'-') => ItemKind::Dash,
        Some(b'(' | b'[') => ItemKind::OpenBracket,
        Some(b')' | b']') => ItemKind::CloseBracket,
        _ => match words {
            "–" | "—" | "―" => ItemKind::Dash,
            "…" => ItemKind::Stop,
            _ => ItemKind::Mark,
        },
    }
}
