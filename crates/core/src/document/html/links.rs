//! The page's links: where each stands in the text and where it leads.
//!
//! An address is resolved against the page's own by its letters alone and kept
//! as text; nothing is ever fetched. What leads to no other page (a script, a
//! mail address, a place on the same page) has no target.

use crate::{Span, document::Link};

/// Gathers links while the page is read.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// Where the open link starts in the text, and its address as written.
    open: Option<(usize, String)>,
    all: Vec<(Span, String)>,
}

impl Links {
    /// A link opens where the text is so long; an open one ends, since links don't nest.
    pub(super) fn open(&mut self, at: usize, text: &str, address: Option<&str>) {
        self.close(at, text);
        self.open = Some((at, address.unwrap_or_default().to_owned()));
    }

    pub(super) fn close(&mut self, at: usize, text: &str) {
        let Some((start, address)) = self.open.take() else { return };
        let span = Span::between(start, at).trim(text);
        if !span.is_empty() {
            self.all.push((span, address));
        }
    }

    /// The links in order, resolved against the page's own address where that is known.
    pub(super) fn finish(self, base: Option<&str>) -> Vec<Link> {
        let link = |(span, address): (Span, String)| Link { span, target: resolve(base, &address) };
        self.all.into_iter().map(link).collect()
    }
}

/// The address of the page that `address` leads to.
pub(super) fn resolve(base: Option<&str>, address: &str) -> Option<String> {
    // White space around and line ends inside are passed over, as browsers do.
    let address: String =
        address.trim().chars().filter(|c| !matches!(c, '\n' | '\r' | '\t')).collect();
    let whole = || address.clone();
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    let scheme = address.split_once(':').map(|(scheme, _)| scheme);
    let scheme = scheme
        .filter(|s| s.starts_with(|c: char| c.is_ascii_alphabetic()) && s.chars().all(is_name));
    let target = match scheme {
        Some(scheme) => {
            let leads = ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
            leads.then(whole)?
        }
        None if address.is_empty() || address.starts_with('#') => return None,
        None => base.and_then(|base| joined(base, &address)).unwrap_or_else(whole),
    };
    (!target.contains(char::is_control)).then_some(target)
}

/// An address without scheme behind the address of the page it stands on.
fn joined(base: &str, address: &str) -> Option<String> {
    let base = base.split(['?', '#']).next()?;
    let (scheme, rest) = base.split_once("://")?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    if let Some(other) = address.strip_prefix("//") {
        return Some(format!("{scheme}://{other}"));
    }
    if address.starts_with('/') {
        return Some(format!("{scheme}://{host}{address}"));
    }
    if address.starts_with('?') {
        return Some(format!("{scheme}://{host}/{path}{address}"));
    }
    let mut folders: Vec<&str> = path.split('/').collect();
    folders.pop();
    let mut rest = address;
    loop {
        if let Some(inner) = rest.strip_prefix("./") {
            rest = inner;
        } else if let Some(outer) = rest.strip_prefix("../") {
            folders.pop();
            rest = outer;
        } else {
            break;
        }
    }
    folders.push(rest);
    Some(format!("{scheme}://{host}/{}", folders.join("/")))
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn addresses_are_resolved_by_their_letters() {
        let base = Some("https://herald.example/city/2021/wall.html?print=1#top");
        for (address, want) in [
            ("https://other.example/a?b=c", "https://other.example/a?b=c"),
            ("//other.example/a", "https://other.example/a"),
            ("/sport", "https://herald.example/sport"),
            ("bridge.html", "https://herald.example/city/2021/bridge.html"),
            ("../2020/./bridge", "https://herald.example/city/2020/./bridge"),
            ("../../../../up", "https://herald.example/up"),
            ("?page=2", "https://herald.example/city/2021/wall.html?page=2"),
            (" /a\n/b ", "https://herald.example/a/b"),
            ("10:30-news", "https://herald.example/city/2021/10:30-news"),
        ] {
            assert_eq!(resolve(base, address).as_deref(), Some(want), "{address}");
        }
        assert_eq!(resolve(None, "/sport").as_deref(), Some("/sport"));
    }

    #[test]
    fn what_leads_to_no_page_has_no_target() {
        for address in [
            "",
            " ",
            "#top",
            "javascript:alert(1)",
            "JAVASCRIPT:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "mailto:odo@herald.example",
            "tel:1",
            "/a\u{0}b",
        ] {
            assert_eq!(resolve(Some("https://herald.example/"), address), None, "{address:?}");
        }
    }
}
