//! The reasons on the cards, in words a reader understands.

use super::{attribution::Place, reports::How, resolve::Way};

/// Why a quote has its speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Because {
    /// A report of the same sentence.
    Report(Place, How),
    /// A whole-sentence quote after a report of its paragraph.
    SameParagraph,
    /// The words before the quote have this subject.
    SentenceBefore,
    /// The paragraph before ends with a colon.
    ColonBefore,
    /// The paragraph before left the quote open.
    OpenQuote,
    /// The quote goes on in the next paragraph, where its speaker stands.
    NextParagraph,
    /// The speaker of the paragraph before; nobody else is named.
    ParagraphBefore,
    /// The one speaker of the quotes around a pull quote.
    Neighbours,
    /// A name beside the quote in a headline.
    Headline,
}

/// Writes the reason. `report` is the reporting words as they stand.
pub(super) fn write(
    because: Because,
    report: &str,
    mention: &str,
    name: Option<&str>,
    way: Option<Way>,
) -> String {
    let mut out = match because {
        Because::Report(Place::After, _) => format!("Named right after the quote: “{report}”."),
        Because::Report(Place::Before, _) => format!("Named right before the quote: “{report}”."),
        Because::Report(Place::Around, How::Participle) => {
            format!("“{report}” goes with the sentence’s subject, “{mention}”.")
        }
        Because::Report(Place::Around, _) => format!("The sentence reports it: “{report}”."),
        Because::Report(Place::Trailing, _) => {
            format!("The sentence ends with who said it: “{report}”.")
        }
        Because::Report(Place::Colon, _) => format!("Named before the colon: “{mention}”."),
        Because::Report(Place::Signature, _) => format!("Signed: “{mention}”."),
        Because::Report(Place::Subject, _) => {
            format!("The sentence is about “{mention}”; no word says who speaks.")
        }
        Because::SameParagraph => format!("Goes on after “{report}” in the same paragraph."),
        Because::SentenceBefore => format!("The sentence before it is about “{mention}”."),
        Because::ColonBefore => format!("The paragraph before it leads to it: “{report}”."),
        Because::OpenQuote => "The paragraph before left the quote open.".to_owned(),
        Because::NextParagraph => {
            "The quote goes on in the next paragraph, which names the speaker.".to_owned()
        }
        Because::ParagraphBefore => {
            "Nobody is named here; the paragraph before quotes this speaker.".to_owned()
        }
        Because::Neighbours => {
            "A pull quote in the first person; all quotes near it are by one speaker.".to_owned()
        }
        Because::Headline => format!("Named beside the quote in the headline: “{mention}”."),
    };
    if let Some(name) = name.filter(|name| !mention.contains(*name) && !mention.is_empty()) {
        let how = match way {
            Some(Way::Role) => "by that role here",
            Some(Way::LastSpeaker) => "who spoke last",
            Some(Way::LastNamed) => "who was named last",
            Some(Way::Document) => "who released it",
            _ => "",
        };
        if how.is_empty() {
            out.push_str(&format!(" “{mention}” is {name}."));
        } else {
            out.push_str(&format!(" “{mention}” is {name}, {how}."));
        }
    }
    out
}
