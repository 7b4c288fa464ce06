//! [`Verdict`]: what a block is. One list, of which everything follows that is said of a
//! verdict: its name in JSON, its words for a reader, and what becomes of its blocks.

use serde::{Deserialize, Serialize};

/// What becomes of a block, unless the user says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fate {
    /// It stays in the cleaned text.
    Kept,
    /// It is read into the metadata, or stands beside the text.
    Apart,
    /// It is no part of the article.
    Cut,
}

/// One entry a verdict: its doc, its name, its words for a reader and its [`Fate`].
macro_rules! verdicts {
    ($($(#[$doc:meta])* $name:ident: $words:literal, $fate:ident;)*) => {
        /// What a block is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Verdict {
            $($(#[$doc])* $name,)*
        }

        impl Verdict {
            /// All verdicts.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// What such a block is called, for a reader.
            #[must_use]
            pub fn words(self) -> &'static str {
                match self {
                    $(Self::$name => $words,)*
                }
            }

            /// What becomes of such a block.
            #[must_use]
            pub fn fate(self) -> Fate {
                match self {
                    $(Self::$name => Fate::$fate,)*
                }
            }
        }
    };
}

verdicts! {
    /// A paragraph of the article's body.
    Content: "paragraph", Kept;
    /// A list item of the article's body.
    ListItem: "list item", Kept;
    /// A section heading.
    Heading: "heading", Kept;
    /// The headline, once.
    Headline: "headline", Kept;
    /// A quote set apart, with or without marks.
    PullQuote: "pull quote", Kept;
    /// The place that opens a report ("GENEVA (Wire) —"); kept, part of the first paragraph's line.
    DatelinePlace: "place", Kept;
    /// Who wrote it.
    Byline: "byline", Apart;
    /// A date or time of publication.
    DateLine: "date", Apart;
    /// A document or registration number.
    DocumentNumber: "document number", Apart;
    /// The outlet's or blog's name.
    SiteName: "site name", Apart;
    /// The words under a picture.
    Caption: "caption", Apart;
    /// Menus and links of the site.
    Navigation: "navigation", Cut;
    /// Names of an icon font that leaked into the text.
    IconMenu: "icon menu", Cut;
    /// Buttons and prompts to share or follow.
    ShareBar: "share bar", Cut;
    /// A teaser of another article.
    RelatedLink: "related link", Cut;
    /// A comment form, comments or a notice about them.
    CommentForm: "comment form", Cut;
    /// A notice about cookies or consent.
    CookieNotice: "cookie notice", Cut;
    /// A newsletter, subscription, donation or app prompt.
    Promotion: "promotion", Cut;
    /// An advertisement or its label.
    Advertisement: "advertisement", Cut;
    /// The headline again.
    RepeatedHeadline: "repeated headline", Cut;
    /// A number of photos, views, shares or minutes.
    Counter: "counter", Cut;
    /// A bare "Source" or "Via" label.
    SourceLabel: "source label", Cut;
    /// Topic tags or categories.
    Tags: "tags", Cut;
    /// Copyright and legal notices.
    Legal: "legal notice", Cut;
    /// The page's furniture in another language than the article's.
    ForeignChrome: "foreign-language chrome", Cut;
    /// A line that stands more than once.
    Repeated: "repeated line", Cut;
    /// A post of a social network among the article's paragraphs.
    EmbeddedPost: "embedded post", Kept;
    /// One that is no part of the text; it stands beside it, as a caption does.
    PostApart: "post beside the text", Apart;
}

impl Verdict {
    /// Whether a block of this kind stays in the cleaned text.
    #[must_use]
    pub fn is_kept(self) -> bool {
        self.fate() == Fate::Kept
    }

    /// Whether a block that is not kept went to the metadata or beside the text rather
    /// than away.
    #[must_use]
    pub fn is_set_apart(self) -> bool {
        self.fate() == Fate::Apart
    }
}
