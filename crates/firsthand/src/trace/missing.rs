//! What should be fetched next?

use std::collections::BTreeSet;

use super::graph::Graph;
use super::origins::Dependence;
use crate::model::{DocumentNo, Missing, Node, Root, SourceKind};

/// Outlets outside the pile with the documents that cite them, those first that could move the bounds most: first
/// outlets whose own source is unknown, since each may turn out to be a source or a copy; then by how many documents
/// have the claim from them, by whatever way; then by source number. Cost: one walk an outlet, as far as its chain
/// reaches.
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
        let missing = Missing { name: source.name.clone(), url: None, cited_by: cited_by(graph, &receivers, at) };
        found.push(((known, std::cmp::Reverse(reach(&receivers, at)), source.id), missing));
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, missing)| missing).collect()
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
