//! Station 2: each block gets a [`Verdict`], and the article is told from the page around it.

use serde::{Deserialize, Serialize};

use crate::{Lexicon, Override, Span, document::Document, report::Metadata};

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// A paragraph of the article's body.
    Content,
    /// A list item of the article's body.
    ListItem,
    /// A section heading.
    Heading,
    /// The headline, once.
    Headline,
    /// A quote set apart, with or without marks.
    PullQuote,
    /// The place that opens a report ("GENEVA (Wire) —"); kept, part of the first paragraph's line.
    DatelinePlace,
    /// Who wrote it.
    Byline,
    /// A date or time of publication.
    DateLine,
    /// A document or registration number.
    DocumentNumber,
    /// The outlet's or blog's name.
    SiteName,
    /// The words under a picture.
    Caption,
    /// Menus and links of the site.
    Navigation,
    /// Names of an icon font that leaked into the text.
    IconMenu,
    /// Buttons and prompts to share or follow.
    ShareBar,
    /// A teaser of another article.
    RelatedLink,
    /// A comment form, comments or a notice about them.
    CommentForm,
    /// A notice about cookies or consent.
    CookieNotice,
    /// A newsletter, subscription, donation or app prompt.
    Promotion,
    /// An advertisement or its label.
    Advertisement,
    /// The headline again.
    RepeatedHeadline,
    /// A number of photos, views, shares or minutes.
    Counter,
    /// A bare "Source" or "Via" label.
    SourceLabel,
    /// Topic tags or categories.
    Tags,
    /// Copyright and legal notices.
    Legal,
    /// The page's furniture in another language than the article's.
    ForeignChrome,
    /// A line that stands more than once.
    Repeated,
}

impl Verdict {
    /// Whether a block of this kind stays in the cleaned text.
    #[must_use]
    pub fn is_kept(self) -> bool {
        matches!(
            self,
            Self::Content
                | Self::ListItem
                | Self::Heading
                | Self::Headline
                | Self::PullQuote
                | Self::DatelinePlace
        )
    }
}

/// One block of the document with what the cleaner made of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Where it stands, without white space at its ends.
    pub span: Span,
    /// What it is.
    pub verdict: Verdict,
    /// Whether it stays; the verdict's [`Verdict::is_kept`] unless the user said otherwise.
    pub kept: bool,
    /// How sure the cleaner is, 0 to 1.
    pub confidence: f32,
    /// Why, in words a reader understands.
    pub reason: String,
}

/// The document's blocks with their verdicts, in order, and its metadata.
/// Only white space lies between blocks, so every other byte is in one block.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cleaned {
    /// The blocks in reading order.
    pub blocks: Vec<Block>,
    /// What is known about the article.
    pub metadata: Metadata,
}

/// Gives each block its verdict. `overrides` stand above every rule.
#[must_use]
pub fn extract(document: &Document, overrides: &[Override], _lexicon: &Lexicon) -> Cleaned {
    let blocks = document
        .blocks
        .iter()
        .map(|raw| {
            let user = overrides.iter().find(|o| o.span == raw.span);
            Block {
                span: raw.span,
                verdict: Verdict::Content,
                kept: user.is_none_or(|o| o.keep),
                confidence: 0.5,
                reason: String::from("no rule spoke against it"),
            }
        })
        .collect();
    Cleaned { blocks, metadata: Metadata::default() }
}
