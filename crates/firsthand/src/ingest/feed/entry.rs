//! What an entry and its feed say, whichever format they have.

use url::Url;

/// What a feed says about all of its entries.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) title: String,
    pub(super) language: String,
    /// Where the feed's site is; relative links count from it unless `xml:base` says otherwise.
    pub(super) link: String,
    pub(super) base: String,
    /// Authors of every entry that names none; Atom and JSON Feed define them so.
    pub(super) authors: Vec<String>,
}

impl Head {
    pub(super) fn base(&self) -> Option<Url> {
        Url::parse(self.base.trim()).or_else(|_| Url::parse(self.link.trim())).ok()
    }
}

/// What one entry says.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// Byte offset of the entry in the feed.
    pub(super) offset: u64,
    pub(super) url: String,
    pub(super) title: String,
    /// The outlet that the entry was taken over from, where it names one.
    pub(super) outlet: String,
    pub(super) authors: Vec<String>,
    pub(super) published: String,
    pub(super) updated: String,
    pub(super) language: String,
    pub(super) summary: String,
    pub(super) content: String,
    /// Links as they are written.
    pub(super) links: Vec<String>,
}

impl Entry {
    /// The content, or where there is none the summary.
    pub(super) fn text(&self) -> &str {
        if self.content.trim().is_empty() { &self.summary } else { &self.content }
    }
}

/// A link as an absolute one; empty where that cannot be told, and for what is no page (`mailto:`, `javascript:`).
pub(super) fn absolute(link: &str, base: Option<&Url>) -> String {
    let link = link.trim();
    // Most links are absolute; they stay as they are written, because an URL is also an identity.
    if ["http://", "https://"]
        .iter()
        .any(|scheme| link.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme)))
    {
        return link.to_owned();
    }
    let joined = base.filter(|_| !link.is_empty()).and_then(|base| base.join(link).ok());
    joined.filter(|url| matches!(url.scheme(), "http" | "https")).map_or_else(String::new, String::from)
}

/// The name in the forms in which RSS gives an author: `desk@example.org (Ann Lee)`, `Ann Lee <desk@example.org>`.
pub(super) fn author(words: &str) -> Option<String> {
    let words = words.trim();
    let named = match (words.split_once('('), words.split_once('<')) {
        (Some((address, rest)), _) if address.contains('@') => rest.trim_end().trim_end_matches(')'),
        (_, Some((name, address))) if address.contains('@') && !name.trim().is_empty() => name,
        _ => words,
    };
    let named = named.trim().trim_matches('"').trim();
    (!named.is_empty()).then(|| named.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_become_absolute() {
        let base = Url::parse("https://example.org/news/feed.xml").unwrap();
        let check = |link: &str, expected: &str| assert_eq!(absolute(link, Some(&base)), expected);
        check(" HTTPS://a.example/x ", "HTTPS://a.example/x");
        check("/a", "https://example.org/a");
        check("b", "https://example.org/news/b");
        check("//c.example/d", "https://c.example/d");
        check("mailto:desk@example.org", "");
        check("javascript:alert(1)", "");
        check("", "");
        assert_eq!(absolute("/a", None), "");
    }

    #[test]
    fn an_author_is_a_name() {
        let check = |words: &str, expected: &str| assert_eq!(author(words).as_deref().unwrap_or(""), expected);
        check("desk@example.org (Ann Lee)", "Ann Lee");
        check("Ann Lee <desk@example.org>", "Ann Lee");
        check("Ann Lee (Harbour News)", "Ann Lee (Harbour News)");
        check("desk@example.org", "desk@example.org");
        check(" ", "");
    }
}
