//! An article for tests, and what stays of a pasted text.

use crate::{Input, document};

/// Four paragraphs of one article.
pub(super) const PARAGRAPHS: [&str; 4] = [
    "The council voted on Tuesday to rebuild the harbour wall, which the storms of last \
     winter had damaged, and thanked all who had written to it about the boats.",
    "The mayor said that the work would begin in May and that the ferry would sail from the \
     old quay until the autumn, when the new one is to be opened to everybody.",
    "Fishermen had asked for a higher wall since the flood of three years ago, in which two \
     sheds and a crane were lost, and the insurers had refused to pay for either.",
    "The wall is to stand a metre higher than before, and its stones come from the old quay, \
     which nobody has used since the last herring boat was sold, the engineer said.",
];

/// The lines that stay of a pasted text.
pub(super) fn kept(text: &str) -> Vec<String> {
    let document = document::parse(&Input::text(text));
    let cleaned = super::cleaned(&document, &Input::default());
    let kept = cleaned.blocks.iter().filter(|block| block.kept);
    kept.map(|block| block.span.of(&document.text).to_owned()).collect()
}
