//! JSON-LD: the article nodes of a page's script, wherever they lie.

use std::collections::HashMap;

use serde_json::Value;

use super::{Declarations, Field};
use crate::document::{DeclaredAuthor, html::tokens};

/// Reads one script.
pub(super) fn read(json: &str, out: &mut Declarations) {
    let Ok(value) = serde_json::from_str::<Value>(json.trim()) else { return };
    // The reader caps its own depth, and this list is walked breadth first.
    let mut queue = vec![&value];
    let mut articles = Vec::new();
    let mut nodes: HashMap<&str, &Value> = HashMap::new();
    let mut at = 0;
    while let Some(node) = queue.get(at).copied() {
        at += 1;
        match node {
            Value::Array(items) => queue.extend(items),
            Value::Object(fields) => {
                if let Some(id) = fields.get("@id").and_then(Value::as_str)
                    && fields.contains_key("name")
                {
                    nodes.entry(id).or_insert(node);
                }
                if is_article(node) {
                    articles.push(node);
                }
                queue.extend(
                    ["@graph", "mainEntity", "mainEntityOfPage"]
                        .iter()
                        .filter_map(|k| fields.get(*k)),
                );
            }
            _ => {}
        }
    }
    for article in articles {
        out.set(Field::Headline, text_of(article.get("headline")).as_deref(), 10);
        out.set(Field::Date, text_of(article.get("datePublished")).as_deref(), 10);
        out.set(Field::Modified, text_of(article.get("dateModified")).as_deref(), 10);
        if let Some(body) = text_of(article.get("articleBody"))
            && out.body.as_ref().is_none_or(|old| old.len() < body.len())
        {
            out.body = Some(body);
        }
        authors(article.get("author"), 10, &nodes, out);
        authors(article.get("creator"), 12, &nodes, out);
        let publisher = article.get("publisher");
        let name = items(publisher).find_map(|one| name_of(one, &nodes));
        out.set(Field::Outlet, name.as_deref(), 20);
    }
}

fn authors(value: Option<&Value>, rank: u8, nodes: &HashMap<&str, &Value>, out: &mut Declarations) {
    for one in items(value) {
        let organisation = one.get("@type").and_then(Value::as_str).is_some_and(|kind| {
            matches!(kind, "Organization" | "NewsMediaOrganization" | "Corporation")
        });
        let rank = if organisation { DeclaredAuthor::CREDITED + rank } else { rank };
        out.set(Field::Author, name_of(one, nodes).as_deref(), rank);
    }
}

/// The value's items, or itself.
fn items(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    let (list, one) = match value {
        Some(Value::Array(list)) => (list.as_slice(), None),
        other => (&[][..], other),
    };
    list.iter().chain(one)
}

/// The name of a person or organisation, which may stand in a node of its own.
fn name_of(value: &Value, nodes: &HashMap<&str, &Value>) -> Option<String> {
    let fields = match value {
        Value::String(name) => return Some(unescape(name)),
        Value::Object(fields) => fields,
        _ => return None,
    };
    let referred = || nodes.get(fields.get("@id")?.as_str()?)?.get("name");
    match fields.get("name").or_else(referred)? {
        Value::String(name) => Some(unescape(name)),
        Value::Array(names) => {
            let names: Vec<String> = names.iter().filter_map(Value::as_str).map(unescape).collect();
            Some(names.join(", "))
        }
        _ => None,
    }
}

fn is_article(node: &Value) -> bool {
    let named = |value: &Value| {
        value
            .as_str()
            .is_some_and(|t| t.ends_with("Article") || t.ends_with("Posting") || t == "Report")
    };
    match node.get("@type") {
        Some(Value::Array(types)) => types.iter().any(named),
        Some(one) => named(one),
        None => false,
    }
}

fn text_of(value: Option<&Value>) -> Option<String> {
    value?.as_str().map(unescape)
}

/// JSON strings often hold character references that the page would decode.
fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    tokens::decoded(text)
}
