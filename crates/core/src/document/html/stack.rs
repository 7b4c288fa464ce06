//! The open elements, with what they say of the text inside.
//!
//! Depth is capped, so every walk over the stack is bounded and the whole is
//! linear: elements beyond the cap are not entered, and as many end tags of
//! their names are passed over.

use std::collections::HashMap;

use super::{
    attributes::Attributes,
    elements::{Element, Kind},
};
use crate::document::Markup;

/// How deep elements are entered.
const DEEPEST: usize = 512;

/// How many ancestors lend their hints to a block.
const HINTED: usize = 6;

#[derive(Debug)]
struct Open {
    element: Element,
    hints: String,
    /// Its number among all elements that were entered.
    number: u32,
    /// Links that were open when it was opened.
    in_link: bool,
}

/// The open elements.
#[derive(Debug, Default)]
pub(super) struct Stack {
    open: Vec<Open>,
    /// The number of the element around each that was entered; nought is the page.
    around: Vec<u32>,
    /// How many of each name are open, and how many were not entered.
    entered: HashMap<&'static str, u32>,
    passed: HashMap<&'static str, u32>,
    skipping: u32,
    in_link: bool,
}

impl Stack {
    pub(super) fn is_full(&self) -> bool {
        self.open.len() >= DEEPEST
    }

    /// Notes an element that is not entered.
    pub(super) fn overflow(&mut self, element: Element) {
        *self.passed.entry(element.name).or_default() += 1;
    }

    pub(super) fn open(&mut self, element: Element, attributes: &Attributes) {
        self.close_implied(element);
        *self.entered.entry(element.name).or_default() += 1;
        if element.kind == Kind::Skip {
            self.skipping += 1;
        }
        let number = self.around.len() as u32 + 1;
        self.around.push(self.open.last().map_or(0, |open| open.number));
        let hints = attributes.hints();
        self.open.push(Open { element, hints, number, in_link: self.in_link });
    }

    pub(super) fn close(&mut self, element: Element) {
        if let Some(passed) = self.passed.get_mut(element.name).filter(|n| **n > 0) {
            *passed -= 1;
            return;
        }
        if self.entered.get(element.name).is_none_or(|n| *n == 0) {
            return;
        }
        // An end tag inside a table cell does not close what the table stands in.
        if !matches!(element.name, "table" | "body" | "html")
            && self.stops_before("table", element.name)
        {
            return;
        }
        while let Some(top) = self.pop() {
            if top.element.name == element.name {
                break;
            }
        }
    }

    /// Whether `barrier` is open inside of the innermost `name`.
    fn stops_before(&self, barrier: &str, name: &str) -> bool {
        if self.entered.get(barrier).is_none_or(|n| *n == 0) {
            return false;
        }
        self.open
            .iter()
            .rev()
            .map(|open| open.element.name)
            .find(|open| *open == barrier || *open == name)
            .is_some_and(|open| open == barrier)
    }

    fn pop(&mut self) -> Option<Open> {
        let top = self.open.pop()?;
        if let Some(count) = self.entered.get_mut(top.element.name) {
            *count = count.saturating_sub(1);
        }
        if top.element.kind == Kind::Skip {
            self.skipping = self.skipping.saturating_sub(1);
        }
        // A link left open inside an element ends with it.
        self.in_link &= top.in_link;
        Some(top)
    }

    /// Closes what the standard closes when `element` opens.
    fn close_implied(&mut self, element: Element) {
        let name = element.name;
        if self.top_is("p") && element.kind == Kind::Block && name != "button" && name != "label" {
            self.pop();
        }
        match name {
            "li" if self.top_is("li") => {
                self.pop();
            }
            "dt" | "dd" if self.top_is("dt") || self.top_is("dd") => {
                self.pop();
            }
            "td" | "th" if self.top_is("td") || self.top_is("th") => {
                self.pop();
            }
            "tr" => {
                while self.top_is("td") || self.top_is("th") || self.top_is("tr") {
                    self.pop();
                }
            }
            "tbody" | "tfoot" | "thead" => {
                while ["td", "th", "tr", "tbody", "thead"].iter().any(|n| self.top_is(n)) {
                    self.pop();
                }
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
                if ["h1", "h2", "h3", "h4", "h5", "h6"].iter().any(|n| self.top_is(n)) =>
            {
                self.pop();
            }
            "option" if self.top_is("option") => {
                self.pop();
            }
            "body" if self.top_is("head") => {
                self.pop();
            }
            _ => {}
        }
        // Block elements of HTML end a drawing or a formula that was left open,
        // and a head that no body tag ended.
        let breaks_out = element.kind == Kind::Block;
        while breaks_out && ["svg", "math", "head"].iter().any(|n| self.top_is(n)) {
            self.pop();
        }
    }

    fn top_is(&self, name: &str) -> bool {
        self.open.last().is_some_and(|top| top.element.name == name)
    }

    pub(super) fn open_link(&mut self) {
        self.in_link = true;
    }

    pub(super) fn close_link(&mut self) {
        self.in_link = false;
    }

    pub(super) fn in_link(&self) -> bool {
        self.in_link
    }

    pub(super) fn is_skipping(&self) -> bool {
        self.skipping > 0
    }

    /// Whether line ends in the source are line ends of the page.
    pub(super) fn keeps_lines(&self) -> bool {
        ["pre", "listing", "xmp", "plaintext"]
            .iter()
            .any(|name| self.entered.get(name).is_some_and(|n| *n > 0))
    }

    /// For each element that was entered the one around it, behind the page itself.
    pub(super) fn containers(&mut self) -> Vec<u32> {
        let mut all = std::mem::take(&mut self.around);
        all.insert(0, 0);
        all
    }

    /// What the open elements say of the text inside.
    pub(super) fn markup(&self) -> Markup {
        let tag = self.open.last().map_or("body", |open| open.element.name);
        let telling = self.open.iter().filter(|open| open.element.telling);
        let mut ancestors: Vec<String> =
            telling.rev().take(12).map(|open| open.element.name.to_owned()).collect();
        ancestors.reverse();
        let mut hints = String::new();
        for open in self.open.iter().rev().filter(|o| !o.hints.is_empty()).take(HINTED) {
            // Nearest first; a bar parts one element's words from the next one's.
            if !hints.is_empty() {
                hints.push_str(" | ");
            }
            hints.push_str(&open.hints);
        }
        Markup {
            tag: tag.to_owned(),
            ancestors,
            hints,
            link_density: 0.0,
            depth: self.open.len() as u16,
            container: self.open.last().map_or(0, |open| open.number),
        }
    }
}
