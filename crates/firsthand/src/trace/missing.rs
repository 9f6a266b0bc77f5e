//! What should be fetched next?

use std::collections::BTreeSet;

use super::graph::Graph;
use super::origins::Dependence;
use crate::model::{Document, DocumentNo, Missing, Node, Root, SourceKind};
use crate::text::skeleton;

/// Outlets outside the pile with the documents that cite them, first those whose own source is unknown, since
/// each may turn out to be a source or a copy; then by how many documents have the claim from them, by whatever way;
/// then by source number. What each could change is tried once the bounds are known (`what_if`). Cost: one walk an
/// outlet, as far as its chain reaches.
pub(super) fn missing(graph: &Graph<'_>, dependence: &Dependence, roots: &[Root]) -> Vec<Missing> {
    let starts: BTreeSet<Node> = roots.iter().flat_map(|root| &root.sources).map(|id| Node::Source(*id)).collect();
    let mut receivers = vec![Vec::new(); graph.len()];
    graph.edges.iter().for_each(|edge| receivers[edge.from].push(edge.to));
    let mut found = Vec::new();
    for (position, source) in graph.rows.sources.iter().enumerate() {
        let at = position + graph.rows.documents.len();
        if source.kind != SourceKind::Outlet || receivers[at].is_empty() {
            continue;
        }
        let known = !starts.contains(&Node::Source(source.id)) || !dependence.supported.contains(&at);
        let (name, cited_by) = (source.name.clone(), cited_by(graph, &receivers, at));
        let missing = Missing { source: source.id, name, url: None, cited_by, could_be: None };
        found.push(((known, std::cmp::Reverse(reach(&receivers, at)), source.id), missing));
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, missing)| missing).collect()
}

/// Fills in where to fetch: the first link in an article citing it that leads to a host called after it, in whatever
/// alphabet, and to no page of the pile. Cost: the links of those articles for each outlet missing.
pub fn with_addresses(mut missing: Vec<Missing>, documents: &[Document]) -> Vec<Missing> {
    let here: BTreeSet<&str> = documents.iter().map(|document| document.url.as_str()).collect();
    for outlet in &mut missing {
        let citing = outlet.cited_by.iter().filter_map(|no| documents.get(no.index()));
        let mut links = citing.flat_map(|document| &document.links);
        outlet.url = links.find(|link| !here.contains(link.as_str()) && is_of(&outlet.name, link)).cloned();
    }
    missing
}

/// Whether a part of the link's host is the name, with or without the article before it.
fn is_of(name: &str, link: &str) -> bool {
    // Chosen by hand: shorter than "BBC", a part of a host is a country or a kind of server.
    const FEWEST_LETTERS: usize = 3;
    // "The", "Die", "Las".
    const LONGEST_ARTICLE: usize = 3;
    let whole = skeleton(name);
    let rest =
        name.trim().split_once(char::is_whitespace).filter(|(first, _)| first.chars().count() <= LONGEST_ARTICLE);
    let rest = rest.map_or_else(String::new, |(_, rest)| skeleton(rest));
    let host = link.split_once("://").map_or("", |(_, rest)| rest).split(['/', '?', '#']).next().unwrap_or("");
    let (labels, _) = host.rsplit_once('.').unwrap_or_default();
    let mut parts = labels.split('.').map(skeleton).chain([skeleton(host.trim_start_matches("www."))]);
    parts.any(|part| part.len() >= FEWEST_LETTERS && (part == whole || part == rest))
}

/// Documents that cite it, straight or through other outlets outside the pile.
fn cited_by(graph: &Graph<'_>, receivers: &[Vec<usize>], outlet: usize) -> Vec<DocumentNo> {
    let (mut open, mut seen, mut documents) = (vec![outlet], BTreeSet::from([outlet]), BTreeSet::new());
    while let Some(at) = open.pop() {
        for &to in &receivers[at] {
            match graph.document(to) {
                Some(row) => drop(documents.insert(row.no)),
                None if seen.insert(to) => open.push(to),
                None => {}
            }
        }
    }
    documents.into_iter().collect()
}

fn reach(receivers: &[Vec<usize>], outlet: usize) -> usize {
    let (mut open, mut seen) = (vec![outlet], BTreeSet::from([outlet]));
    while let Some(at) = open.pop() {
        open.extend(receivers[at].iter().filter(|to| seen.insert(**to)));
    }
    seen.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_called_after_an_outlet_in_any_alphabet() {
        for (name, link) in [
            ("The Harbour Courier", "https://www.harbour-courier.example/a?b#c"),
            ("Harbour Courier", "https://news.harbourcourier.co.example"),
            ("Гавань", "http://gavan.example/1"),
            ("gavan.example", "http://gavan.example/1"),
        ] {
            assert!(is_of(name, link), "{name} {link}");
        }
        for (name, link) in [
            ("Harbour Courier", "https://courier.example/harbour-courier"),
            ("Harbour Courier", "https://bay.example/?u=harbourcourier.example"),
            ("Co", "https://bay.co.example/"),
            ("", "https://bay.example/"),
            ("Bay", "bay"),
        ] {
            assert!(!is_of(name, link), "{name} {link}");
        }
    }
}
