//! The ids of the page's elements: what one view names, another one finds.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::state::Tab;

/// The article's text.
pub const ARTICLE: &str = "article";
/// The right pane's content.
pub const FINDINGS: &str = "findings";
/// The list of encodings.
pub const READ_AS: &str = "read-as";
/// The search field.
pub const SEARCH: &str = "search";
/// How often the search words were found.
pub const SEARCH_COUNT: &str = "search-count";
/// The panels of the header's menus.
pub const BADGE: &str = "badge-sheet";
pub const EXPORT: &str = "export-sheet";
pub const SETTINGS: &str = "settings-sheet";
/// The heading of the list of keys.
pub const HELP: &str = "help-title";

const CARD: &str = "card-";
const LINE: &str = "line-";

/// A tab.
pub fn tab(tab: Tab) -> String {
    format!("tab-{}", tab.name().to_lowercase())
}

/// A line of the article. Its one child is the line's text node.
pub fn line(number: usize) -> String {
    numbered(LINE, number)
}

/// The number of the line that has this id.
pub fn line_number(id: &str) -> Option<usize> {
    id.strip_prefix(LINE)?.parse().ok()
}

/// A quote's card.
pub fn card(number: usize) -> String {
    numbered(CARD, number)
}

/// The number of the card that has this id.
pub fn card_number(id: &str) -> Option<usize> {
    id.strip_prefix(CARD)?.parse().ok()
}

/// Why a card says what it says.
pub fn why(card: usize) -> String {
    numbered("why-", card)
}

/// The button that opens the editor of a card's speaker.
pub fn change(card: usize) -> String {
    numbered("change-", card)
}

/// That editor's field.
pub fn speaker(card: usize) -> String {
    numbered("speaker-", card)
}

/// The button that opens the editor of an entity.
pub fn edit(entity: u32) -> String {
    numbered("edit-", entity as usize)
}

/// That editor's field for the name.
pub fn name(entity: u32) -> String {
    numbered("name-", entity as usize)
}

/// That editor's field for whom the entity is the same as.
pub fn same(entity: u32) -> String {
    numbered("same-", entity as usize)
}

fn numbered(of: &str, number: usize) -> String {
    format!("{of}{number}")
}

/// The element of that id, where there is one of this type.
pub fn element<T: JsCast>(id: &str) -> Option<T> {
    web_sys::window()?.document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Gives the focus to the element of that id, where there is one.
pub fn focus(id: &str) {
    if let Some(element) = element::<HtmlElement>(id) {
        // What can't take the focus leaves it where it is.
        let _ = element.focus();
    }
}

/// Whether no element has the focus, as when the one that had it went away.
pub fn is_focus_lost() -> bool {
    let document = web_sys::window().and_then(|w| w.document());
    document.is_some_and(|d| {
        d.active_element().is_none_or(|e| e.tag_name().eq_ignore_ascii_case("body"))
    })
}
