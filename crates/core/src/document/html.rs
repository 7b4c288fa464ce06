//! HTML: the page's decoded text, each block element a block, with a map from
//! the text back to the source's bytes.
//!
//! html5gum tokenises after the WHATWG standard and tells where each token
//! stands, which a map to the bytes needs; html5ever builds a better tree but
//! tells line numbers alone. No tree is built: blocks come out of one pass
//! over the tokens with a stack of open elements ([`Stack`]), so that time is
//! linear whatever is nested or left unclosed. What a tree would add (foster
//! parenting, adoption of formatting elements) moves no text between blocks
//! in the pages that were looked at.

mod attributes;
mod declared;
mod elements;
mod links;
mod source;
mod stack;
mod state;
mod tokens;

use std::ops::Range;

use html5gum::{Span as TokenSpan, emitters::callback::CallbackEvent};

use self::{
    attributes::Attributes, declared::Declarations, elements::Kind, links::Links, source::Decoder,
    stack::Stack, state::Paragraph,
};
use super::{Document, Markup, RawBlock, SourceRun, most_blocks};
use crate::{Input, Notice, NoticeCode, Span};

/// Reads a page.
pub(super) fn parse(input: &Input, source: &str) -> Document {
    let read = |hidden: Vec<Paragraph>| {
        let mut builder = Builder::new(source, hidden);
        tokens::page(source, |event, span| builder.take(event, span));
        builder
    };
    let page = read(Vec::new());
    // What a page hides is known at its end, and stands in the text where it stands in the source.
    let hidden = page.hidden();
    if hidden.is_empty() { page.finish(input) } else { read(hidden).finish(input) }
}

/// Blocks and text as they come out of the tokens.
struct Builder<'s> {
    source: &'s str,
    decoder: Decoder<'s>,
    text: String,
    /// One more of them than are read one by one is the rest.
    blocks: Vec<RawBlock>,
    most: usize,
    runs: Vec<SourceRun>,
    declarations: Declarations,
    stack: Stack,
    attributes: Attributes,
    links: Links,
    tag: Vec<u8>,
    /// Where the block that is being read starts in the text.
    block_start: usize,
    block_chars: u32,
    link_chars: u32,
    /// White space was read and not yet written.
    space: bool,
    /// Line breaks since the last word.
    breaks: u8,
    flattened: bool,
    /// Where the JSON begins that is being passed over, and the paragraphs in what was.
    json: Option<usize>,
    state: Vec<Paragraph>,
    /// Those of the paragraphs that are to be read, and where in the text they are.
    wanted: Vec<Paragraph>,
    added: Option<Span>,
}

impl<'s> Builder<'s> {
    fn new(source: &'s str, wanted: Vec<Paragraph>) -> Self {
        Self {
            source,
            decoder: Decoder::new(source),
            text: String::with_capacity(source.len() / 8),
            blocks: Vec::new(),
            most: most_blocks(source),
            runs: Vec::new(),
            declarations: Declarations::default(),
            stack: Stack::default(),
            attributes: Attributes::default(),
            links: Links::default(),
            tag: Vec::new(),
            block_start: 0,
            block_chars: 0,
            link_chars: 0,
            space: false,
            breaks: 0,
            flattened: false,
            json: None,
            state: Vec::new(),
            wanted,
            added: None,
        }
    }

    fn take(&mut self, event: &CallbackEvent<'_>, span: TokenSpan<usize>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag.clear();
                self.tag.extend_from_slice(name);
                self.attributes.clear();
            }
            CallbackEvent::AttributeName { name } => self.attributes.name(name),
            CallbackEvent::AttributeValue { value } => self.attributes.value(value),
            CallbackEvent::CloseStartTag { .. } => {
                let tag = std::mem::take(&mut self.tag);
                self.open(&tag);
                let kind = self.attributes.get("type").filter(|_| tag == b"script");
                self.json = kind.is_some_and(|kind| kind == "application/json").then_some(span.end);
                self.tag = tag;
                self.decoder.seek(span.end);
            }
            CallbackEvent::EndTag { name } => {
                self.close(name);
                if let Some(start) = self.json.take() {
                    self.end_json(start..span.start);
                }
                self.decoder.seek(span.end);
            }
            CallbackEvent::String { value } => self.string(value, span),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } => {
                self.decoder.seek(span.end);
            }
            CallbackEvent::Error(_) => {}
        }
    }

    fn open(&mut self, tag: &[u8]) {
        let element = elements::of(tag);
        self.declarations.open(element.name, &self.attributes);
        match element.kind {
            Kind::Break => self.line_break(),
            Kind::Void => {}
            Kind::Link => {
                self.links.open(self.text.len(), &self.text, self.attributes.get("href"));
                self.stack.open_link();
            }
            Kind::Inline => {}
            Kind::Rule => self.flush(),
            Kind::Block | Kind::Skip => {
                self.flush();
                if self.stack.is_full() {
                    self.flattened = true;
                    self.stack.overflow(element);
                } else {
                    self.stack.open(element, &self.attributes);
                }
                self.end_link();
            }
        }
    }

    fn close(&mut self, tag: &[u8]) {
        let element = elements::of(tag);
        self.declarations.close(element.name);
        match element.kind {
            Kind::Link => {
                self.stack.close_link();
                self.end_link();
            }
            Kind::Break if tag == b"br" => self.line_break(),
            Kind::Block | Kind::Skip => {
                self.flush();
                self.stack.close(element);
                self.end_link();
            }
            _ => {}
        }
    }

    /// Ends the open link where its end tag was read, or the element that it was left open in.
    fn end_link(&mut self) {
        if !self.stack.in_link() {
            self.links.close(self.text.len(), &self.text);
        }
    }

    /// A lone `<br>` inside a sentence joins its lines; others end the block.
    fn line_break(&mut self) {
        self.breaks = self.breaks.saturating_add(1);
        self.space = true;
    }

    fn string(&mut self, value: &[u8], span: TokenSpan<usize>) {
        let Ok(value) = std::str::from_utf8(value) else { return };
        if self.declarations.wants_text() {
            self.declarations.text(value);
        }
        if self.stack.is_skipping() {
            self.decoder.seek(span.end);
            return;
        }
        let keeps_lines = self.stack.keeps_lines();
        let mut pieces = std::mem::take(&mut self.decoder.pieces);
        self.decoder.decode(value, span.start, &mut pieces);
        for piece in &pieces {
            let words = value.get(piece.value.0..piece.value.1).unwrap_or_default();
            self.write(words, piece.source, piece.literal, keeps_lines);
        }
        pieces.clear();
        self.decoder.pieces = pieces;
    }

    /// Writes one piece of text with white space folded.
    fn write(&mut self, words: &str, source: (usize, usize), literal: bool, keeps_lines: bool) {
        let mut at = 0;
        while at < words.len() {
            let rest = words.get(at..).unwrap_or_default();
            let spaces = rest.len() - rest.trim_start_matches(is_space).len();
            if spaces > 0 {
                let folded = rest.get(..spaces).unwrap_or_default();
                if keeps_lines && folded.contains('\n') {
                    self.flush();
                }
                self.space = true;
                at += spaces;
                continue;
            }
            let word = rest.find(is_space).unwrap_or(rest.len());
            let run = rest.get(..word).unwrap_or_default();
            self.before_word(run);
            let start = self.text.len();
            self.text.push_str(run);
            let chars = run.chars().count() as u32;
            self.block_chars += chars;
            if self.stack.in_link() {
                self.link_chars += chars;
            }
            let from = if literal { (source.0 + at, source.0 + at + word) } else { source };
            self.map(start, self.text.len(), from);
            at += word;
        }
    }

    /// Writes what stands between the last word and this one.
    fn before_word(&mut self, word: &str) {
        if self.breaks > 0 {
            let so_far = self.text.get(self.block_start..).unwrap_or_default();
            let goes_on = self.breaks == 1
                && word.starts_with(char::is_lowercase)
                && so_far.ends_with(|c: char| c.is_alphanumeric() || c == ',');
            if goes_on {
                self.text.push('\n');
            } else {
                self.flush();
            }
            self.breaks = 0;
            self.space = false;
        }
        if self.block_start == self.text.len() {
            self.space = false;
        }
        if self.space {
            self.text.push(' ');
            self.space = false;
        }
    }

    /// Notes where `text[start..end]` came from, joining what stands unbroken.
    fn map(&mut self, start: usize, end: usize, source: (usize, usize)) {
        if let Some(last) = self.runs.last_mut() {
            // Text that was not found again points at where it must be as a whole.
            if last.source == (source.0 as u32, source.1 as u32) {
                last.text = Span::between(last.text.start(), end);
                return;
            }
            let (text_gap, source_gap) =
                (start.checked_sub(last.text.end()), source.0.checked_sub(last.source.1 as usize));
            let exact = last.text.len() == (last.source.1 - last.source.0) as usize
                && end - start == source.1 - source.0;
            // One space between two words of one text is one byte on both sides.
            if exact
                && text_gap == source_gap
                && matches!(text_gap, Some(0 | 1))
                && last.text.start() >= self.block_start
            {
                last.text = Span::between(last.text.start(), end);
                last.source.1 = source.1 as u32;
                return;
            }
        }
        self.runs.push(SourceRun {
            text: Span::between(start, end),
            source: (source.0 as u32, source.1 as u32),
        });
    }

    /// Ends the block that is being read, if it has a word.
    fn flush(&mut self) {
        self.space = false;
        self.breaks = 0;
        let span = Span::between(self.block_start, self.text.len()).trim(&self.text);
        if !span.is_empty() {
            if self.blocks.len() > self.most {
                if let Some(rest) = self.blocks.last_mut() {
                    rest.span = rest.span.cover(span);
                }
            } else {
                let markup = Markup {
                    link_density: self.link_chars as f32 / self.block_chars.max(1) as f32,
                    ..self.stack.markup()
                };
                self.blocks.push(RawBlock { span, gap: 0, markup: Some(Box::new(markup)) });
            }
            self.text.push('\n');
        }
        self.block_start = self.text.len();
        self.block_chars = 0;
        self.link_chars = 0;
    }

    /// Notes the paragraphs in a script, or writes those of them that are to be read.
    fn end_json(&mut self, script: Range<usize>) {
        if self.added.is_some() {
            return;
        }
        if self.wanted.is_empty() {
            self.state.extend(state::paragraphs(self.source, script, self.text.len()));
            return;
        }
        if self.wanted.iter().any(|paragraph| !paragraph.is_in(&script)) {
            return;
        }
        self.flush();
        let start = self.text.len();
        self.attributes.clear();
        self.stack.open(elements::of(b"article"), &self.attributes);
        for paragraph in std::mem::take(&mut self.wanted) {
            let element = elements::of(if paragraph.is_heading { b"h2" } else { b"p" });
            self.stack.open(element, &self.attributes);
            for string in &paragraph.strings {
                state::stretches(self.source, string.clone(), |words, place, literal| {
                    self.write(words, place, literal, false);
                });
            }
            self.flush();
            self.stack.close(element);
        }
        self.stack.close(elements::of(b"article"));
        self.added = Some(Span::between(start, self.text.len()));
    }

    /// The article's paragraphs that the page holds without showing them.
    fn hidden(&self) -> Vec<Paragraph> {
        let last = Span::between(self.block_start, self.text.len());
        let blocks = self.blocks.iter().map(|block| block.span).chain([last]);
        let shown = blocks.map(|span| (span.of(&self.text), span.start()));
        state::hidden(self.source, &self.state, shown)
    }

    fn finish(mut self, input: &Input) -> Document {
        self.flush();
        self.links.close(self.text.len(), &self.text);
        let (declared, place) = self.declarations.finish();
        let rest = self.blocks.get(self.most).map(|block| block.span);
        let mut document = Document {
            name: input.name.clone(),
            text: self.text,
            format: input.format,
            rest,
            blocks: self.blocks,
            source_map: self.runs,
            containers: self.stack.containers(),
            links: self.links.finish(place.as_deref()),
            declared,
            notices: Vec::new(),
        };
        if let Some(added) = self.added {
            let message = "The page shows only a part of the article. The rest was read from data that the file holds.";
            document.notices.push(Notice::new(NoticeCode::ArticleInState, message).at(added));
        }
        if self.flattened {
            let message = "The page nests elements deeper than 512 levels. Deeper ones are read as if they stood at that level.";
            document.notices.push(Notice::new(NoticeCode::DeepNesting, message));
        }
        document
    }
}

/// White space that HTML folds, and zero-width marks that only markup uses.
fn is_space(ch: char) -> bool {
    matches!(ch, ' ' | '\n' | '\t' | '\r' | '\x0c')
}

#[cfg(test)]
mod tests;
