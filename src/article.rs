//! The article the user works on: what was given and what the user decided
//! about it. Both are kept for undo and on the device's disk.

use std::rc::Rc;

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;
use verbatim_core::{Correction, Format, Input, Notice, Override};
use verbatim_readers::{Charset, Reading, charset};
use verbatim_worker::DocumentId;

use crate::model::colours::Colours;

/// What was given, decoded and otherwise untouched.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Source {
    /// The text or markup.
    pub text: String,
    /// How it is to be read.
    pub format: Format,
    /// The file's name, where there is one.
    pub name: Option<String>,
    /// How its bytes were decoded, where it came as a file.
    #[serde(default)]
    pub charset: Option<Charset>,
    /// The file's bytes, where they may be read in another encoding. Plain UTF-8 is
    /// not kept twice.
    #[serde(default)]
    pub bytes: Option<ByteBuf>,
}

impl Source {
    /// Plain text, as pasted or typed.
    pub fn text(text: String) -> Self {
        Self { text, ..Self::default() }
    }

    /// What was read out of a file.
    pub fn file(name: Option<String>, reading: Reading) -> Self {
        let Reading { text, format, charset, bytes, .. } = reading;
        Self { text, format, name, charset: Some(charset), bytes: bytes.map(ByteBuf::from) }
    }

    /// What had to be guessed or replaced in the file.
    pub fn notices(&self) -> Vec<Notice> {
        let bytes = self.bytes.as_ref().map(|bytes| bytes.as_slice());
        let notices = |charset| charset::notices(charset, bytes, &self.text);
        self.charset.map(notices).unwrap_or_default()
    }
}

/// A source with what the user decided about it: a document as it stands at one
/// step of its history.
#[derive(Debug, Clone)]
pub struct Article {
    /// The document.
    pub document: DocumentId,
    /// What was given. Shared by all steps of the history.
    pub source: Rc<Source>,
    /// The user's verdicts.
    pub overrides: Vec<Override>,
    /// What the user knows better of its people and quotes.
    pub corrections: Vec<Correction>,
    /// How much surer than usual the cleaner must be of a line, as in [`Input::threshold`].
    pub threshold: i8,
    /// Who has which colour. No step: the last analysis gave them.
    pub colours: Rc<Colours>,
}

impl PartialEq for Article {
    fn eq(&self, other: &Self) -> bool {
        self.document == other.document
            && Rc::ptr_eq(&self.source, &other.source)
            && self.overrides == other.overrides
            && self.corrections == other.corrections
            && self.threshold == other.threshold
    }
}

impl Article {
    /// A source nobody has decided anything about.
    pub fn new(document: DocumentId, source: Source) -> Self {
        Self {
            document,
            source: Rc::new(source),
            overrides: Vec::new(),
            corrections: Vec::new(),
            threshold: 0,
            colours: Rc::default(),
        }
    }

    /// The same file as it reads in another encoding, without what pointed into the
    /// text as it was.
    pub fn read_again(&self, source: Source) -> Self {
        let (overrides, corrections) = (Vec::new(), Vec::new());
        Self { source: Rc::new(source), overrides, corrections, ..self.clone() }
    }

    /// The article with one more verdict; a later one stands above an earlier one.
    pub fn with(&self, verdict: Override) -> Self {
        let mut next = self.clone();
        next.overrides.retain(|o| o.span != verdict.span);
        next.overrides.push(verdict);
        next
    }

    /// The article with one more correction. One on the same quote or name in the
    /// same matter is replaced.
    pub fn corrected(&self, correction: Correction) -> Self {
        let mut next = self.clone();
        next.corrections.retain(|old| !replaces(&correction, old));
        next.corrections.push(correction);
        next
    }

    /// The article without these corrections.
    pub fn without(&self, corrections: &[Correction]) -> Self {
        let mut next = self.clone();
        next.corrections.retain(|it| !corrections.contains(it));
        next
    }

    /// Whether another article has the same text and the same decisions, though
    /// it may have been read from the disk since.
    pub fn says_the_same(&self, other: &Self) -> bool {
        *self.source == *other.source
            && *self == Self { source: self.source.clone(), ..other.clone() }
    }

    /// What the core is asked.
    pub fn input(&self) -> Input {
        Input {
            source: self.source.text.clone(),
            format: self.source.format,
            name: self.source.name.clone(),
            overrides: self.overrides.clone(),
            corrections: self.corrections.clone(),
            threshold: self.threshold,
        }
    }
}

/// Whether a correction says anew what an old one said.
fn replaces(new: &Correction, old: &Correction) -> bool {
    use Correction::{Confirm, Reject, Rename, Speaker};
    let same_place = new.anchor() == old.anchor();
    match (new, old) {
        (Speaker { .. }, Speaker { .. } | Confirm { .. } | Reject { .. })
        | (Confirm { .. } | Reject { .. }, Confirm { .. } | Reject { .. })
        | (Rename { .. }, Rename { .. }) => same_place,
        _ => new == old,
    }
}

#[cfg(test)]
mod tests {
    use verbatim_core::{Correction, Span, Whose};

    use super::{Article, DocumentId, Source};

    #[test]
    fn a_later_correction_replaces_an_earlier_one_in_the_same_matter() {
        let text = "“Yes,” said Ada. “No,” said Bo.";
        let span = |start, end| Span::new(text, start, end).expect("a slice");
        let (yes, no) = (span(3, 7), span(24, 27));
        let speaker = |quote| Correction::Speaker { quote, speaker: Whose::Unknown };
        let confirm = Correction::Confirm { quote: yes, speaker: Whose::Unknown };
        let article = Article::new(DocumentId::new(1), Source::text(text.to_owned()))
            .corrected(speaker(yes))
            .corrected(confirm.clone())
            .corrected(Correction::Reject { quote: yes })
            .corrected(speaker(no));
        assert_eq!(
            article.corrections,
            [speaker(yes), Correction::Reject { quote: yes }, speaker(no)]
        );
        let article = article.corrected(confirm.clone());
        assert_eq!(article.corrections, [speaker(yes), speaker(no), confirm.clone()]);
        let article = article.corrected(speaker(yes));
        assert_eq!(article.corrections, [speaker(no), speaker(yes)]);
        assert_eq!(article.without(&[speaker(no), confirm]).corrections, [speaker(yes)]);
    }
}
