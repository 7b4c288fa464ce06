//! The reasons on the cards, in words a reader understands.

use super::{attribution::Place, report::How, resolve::Way};

/// Why a quote has its speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Because {
    /// A report of the same sentence.
    Report(Place, How),
    /// A report inside of the marks.
    Aside,
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
    /// The same words are quoted in the article.
    SaidAgain,
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
        Because::Report(Place::After, _) => {
            ["Named right after the quote: “", report, "”."].concat()
        }
        Because::Report(Place::Before, _) => {
            ["Named right before the quote: “", report, "”."].concat()
        }
        Because::Report(Place::Around, How::Participle) => {
            ["“", report, "” goes with the sentence’s subject, “", mention, "”."].concat()
        }
        Because::Report(Place::Around, _) => ["The sentence reports it: “", report, "”."].concat(),
        Because::Report(Place::Trailing, _) => {
            ["The sentence ends with who said it: “", report, "”."].concat()
        }
        Because::Report(Place::Colon, _) => ["Named before the colon: “", mention, "”."].concat(),
        Because::Report(Place::Signature, _) => ["Signed: “", mention, "”."].concat(),
        Because::Report(Place::Owner, _) => {
            ["Words that belong to who said them: “", report, "”."].concat()
        }
        Because::Report(Place::Subject, _) => {
            ["The sentence is about “", mention, "”; no word says who speaks."].concat()
        }
        Because::Aside => ["Named inside the marks: “", report, "”."].concat(),
        Because::SameParagraph => ["Goes on after “", report, "” in the same paragraph."].concat(),
        Because::SentenceBefore => ["The sentence before it is about “", mention, "”."].concat(),
        Because::ColonBefore => ["The paragraph before it leads to it: “", report, "”."].concat(),
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
        Because::SaidAgain => ["The article gives the same words to “", mention, "”."].concat(),
        Because::Headline => ["Named beside the quote in the headline: “", mention, "”."].concat(),
    };
    if let Some(name) = name.filter(|name| !mention.contains(*name) && !mention.is_empty()) {
        let how = match way {
            Some(Way::Role) => ", by that role here",
            Some(Way::LastSpeaker) => ", who spoke last",
            Some(Way::LastNamed) => ", who was named last",
            Some(Way::Document) => ", who released it",
            Some(Way::SpeaksAround) => ", who says the words around it",
            _ => "",
        };
        out.extend([" “", mention, "” is ", name, how, "."]);
    }
    out
}
