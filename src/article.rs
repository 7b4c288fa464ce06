//! The article the user works on: what was given and what the user decided
//! about it. Both are kept for undo and on the device's disk.

use std::rc::Rc;

use serde::{Deserialize, Serialize};
use verbatim_core::{Format, Input, Override};

/// What was given, decoded and otherwise untouched.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Source {
    /// The text or markup.
    pub text: String,
    /// How it is to be read.
    pub format: Format,
    /// The file's name, where there is one.
    pub name: Option<String>,
    /// What the decoder had to guess, in words for the user.
    pub notice: Option<String>,
}

impl Source {
    /// Plain text, as pasted or typed.
    pub fn text(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}

/// A source with the user's verdicts on its blocks.
#[derive(Debug, Clone)]
pub struct Article {
    /// What was given. Shared by all steps of the history.
    pub source: Rc<Source>,
    /// The user's verdicts.
    pub overrides: Vec<Override>,
    /// How much surer than usual the cleaner must be of a line, as in [`Input::threshold`].
    pub threshold: i8,
}

impl PartialEq for Article {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.source, &other.source)
            && self.overrides == other.overrides
            && self.threshold == other.threshold
    }
}

impl Article {
    /// A source nobody has decided anything about.
    pub fn new(source: Source) -> Self {
        Self { source: Rc::new(source), overrides: Vec::new(), threshold: 0 }
    }

    /// The article with one more verdict; a later one stands above an earlier one.
    pub fn with(&self, verdict: Override) -> Self {
        let mut next = self.clone();
        next.overrides.retain(|o| o.span != verdict.span);
        next.overrides.push(verdict);
        next
    }

    /// What the core is asked.
    pub fn input(&self) -> Input {
        Input {
            source: self.source.text.clone(),
            format: self.source.format,
            name: self.source.name.clone(),
            overrides: self.overrides.clone(),
            threshold: self.threshold,
        }
    }
}
