//! Which field does an element hold?

use std::collections::BTreeMap;

/// Prefixes that a feed may declare at most; real ones declare ten.
const MOST_PREFIXES: usize = 64;

/// Addresses of namespaces, by a part that all versions of one share, and what they are to us.
const NAMESPACES: [(&str, Space); 8] = [
    ("purl.org/rss/1.0/modules/content", Space::Content),
    ("purl.org/dc/elements/", Space::Dublin),
    ("purl.org/dc/terms/", Space::Dublin),
    ("w3.org/2005/Atom", Space::Own),
    ("purl.org/atom/ns", Space::Own),
    ("purl.org/net/rss1.1", Space::Own),
    ("my.netscape.com/rdf/simple", Space::Own),
    ("backend.userland.com/rss", Space::Own),
];

/// The vocabulary that an element is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// RSS and Atom, which share no name with different meanings.
    Own,
    /// Dublin Core.
    Dublin,
    /// The content module of RSS.
    Content,
    Other,
}

/// What an element of an entry or a feed holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Link,
    Guid,
    Published,
    Updated,
    Author,
    Language,
    Summary,
    Content,
    Source,
}

/// Which prefix stands for which vocabulary. A feed that declares none is read by the prefixes in common use.
pub(super) struct Prefixes(BTreeMap<String, Space>);

impl Prefixes {
    pub(super) fn new() -> Self {
        let common = [("content", Space::Content), ("dc", Space::Dublin), ("dcterms", Space::Dublin)];
        let own = [("", Space::Own), ("atom", Space::Own), ("a10", Space::Own), ("rss", Space::Own)];
        Self(common.into_iter().chain(own).map(|(prefix, space)| (prefix.to_owned(), space)).collect())
    }

    /// Takes note of an attribute, if it declares a prefix.
    pub(super) fn declare(&mut self, attribute: &str, address: &str) {
        let Some(prefix) = attribute.strip_prefix("xmlns:") else { return };
        if self.0.len() < MOST_PREFIXES {
            let known = NAMESPACES.iter().find(|(part, _)| address.contains(part));
            let common = address.trim_end_matches('/').ends_with("purl.org/rss/1.0").then_some(Space::Own);
            let space = known.map(|(_, space)| *space).or(common);
            self.0.insert(prefix.to_owned(), space.unwrap_or(Space::Other));
        }
    }

    /// The vocabulary of an element, and its name without prefix in lower case.
    pub(super) fn resolve(&self, name: &str) -> (Space, String) {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        (self.0.get(prefix).copied().unwrap_or(Space::Other), local.to_ascii_lowercase())
    }
}

/// The field that an element holds.
pub(super) fn field(space: Space, local: &str) -> Option<Field> {
    let field = match (space, local) {
        (Space::Own | Space::Dublin, "title") => Field::Title,
        (Space::Own, "link") => Field::Link,
        (Space::Own, "guid" | "id") => Field::Guid,
        (Space::Own, "published" | "pubdate" | "issued") | (Space::Dublin, "date" | "issued") => Field::Published,
        (Space::Own, "updated" | "modified") | (Space::Dublin, "modified") => Field::Updated,
        (Space::Own, "author") | (Space::Dublin, "creator") => Field::Author,
        (Space::Own | Space::Dublin, "language") => Field::Language,
        (Space::Own, "description" | "summary") | (Space::Dublin, "description") => Field::Summary,
        (Space::Content, "encoded") | (Space::Own, "content" | "body") => Field::Content,
        (Space::Own, "source") => Field::Source,
        _ => return None,
    };
    Some(field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_means_what_the_feed_declares() {
        let mut prefixes = Prefixes::new();
        assert_eq!(prefixes.resolve("dc:Date"), (Space::Dublin, "date".to_owned()));
        assert_eq!(prefixes.resolve("x:encoded").0, Space::Other);
        prefixes.declare("xmlns:x", "http://purl.org/rss/1.0/modules/content/");
        prefixes.declare("xmlns:r", "http://purl.org/rss/1.0/");
        prefixes.declare("xmlns:dc", "http://example.org/dangerous-cargo");
        assert_eq!(prefixes.resolve("x:encoded").0, Space::Content);
        assert_eq!(prefixes.resolve("r:item").0, Space::Own);
        assert_eq!(prefixes.resolve("dc:date").0, Space::Other);
        assert_eq!(prefixes.resolve("pubDate"), (Space::Own, "pubdate".to_owned()));
    }

    #[test]
    fn prefixes_without_end_are_not_kept() {
        let mut prefixes = Prefixes::new();
        (0..1000).for_each(|i| prefixes.declare(&format!("xmlns:p{i}"), "x"));
        assert_eq!(prefixes.0.len(), MOST_PREFIXES);
    }
}
