//! What each element does to the flow of text.

/// What an element does to the flow of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Starts and ends a block.
    Block,
    /// Holds nothing a reader sees.
    Skip,
    /// Ends a line.
    Break,
    /// Ends a block and holds nothing.
    Rule,
    /// Holds nothing.
    Void,
    /// Is a link.
    Link,
    /// Stands inside a line.
    Inline,
}

/// A known element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Element {
    pub name: &'static str,
    pub kind: Kind,
    /// Says by its name what its text is.
    pub telling: bool,
}

macro_rules! elements {
    ($($kind:ident $telling:literal: $($name:literal)*;)*) => {
        /// The element with this name; unknown ones stand inside a line.
        pub(super) fn of(name: &[u8]) -> Element {
            match name {
                $($($name => Element {
                    name: const { as_str($name) },
                    kind: Kind::$kind,
                    telling: $telling,
                },)*)*
                _ => Element { name: "", kind: Kind::Inline, telling: false },
            }
        }
    };
}

const fn as_str(name: &'static [u8]) -> &'static str {
    match std::str::from_utf8(name) {
        Ok(name) => name,
        Err(_) => "",
    }
}

elements! {
    Block true: b"address" b"article" b"aside" b"blockquote" b"button" b"caption" b"details"
        b"dialog" b"figcaption" b"figure" b"footer" b"form" b"header" b"main" b"menu" b"nav"
        b"ol" b"section" b"summary" b"table" b"ul" b"li" b"h1" b"h2" b"h3" b"h4" b"h5" b"h6"
        b"label" b"pre";
    Block false: b"body" b"center" b"dd" b"dir" b"div" b"dl" b"dt" b"fieldset" b"hgroup"
        b"html" b"legend" b"listing" b"p" b"search" b"tbody" b"td" b"tfoot" b"th"
        b"thead" b"tr" b"xmp" b"plaintext";
    Skip false: b"script" b"style" b"template" b"noscript" b"svg" b"math" b"iframe" b"head"
        b"select" b"datalist" b"textarea" b"noembed" b"noframes" b"audio" b"video" b"canvas"
        b"object" b"title" b"option" b"optgroup";
    Break false: b"br";
    Rule false: b"hr";
    Void false: b"area" b"base" b"col" b"embed" b"img" b"input" b"link" b"meta" b"param"
        b"source" b"track" b"wbr";
    Link false: b"a";
    Inline false: b"time" b"span";
}
