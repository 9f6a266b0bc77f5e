//! Which sources stand on reports alone that their outlets took back?

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{ClaimRows, How, Node, Of, Relay, SourceId};

/// Sources that no document has the claim from but withdrawn ones and their copies: a copied passage keeps its parent's
/// source, and with it what became of the parent. Empty where nothing was withdrawn. Cost: O(n log n) in the relays.
pub(super) fn by_outlet(rows: &ClaimRows<'_>) -> BTreeSet<SourceId> {
    let documents = |withdrawn: bool| {
        let rows = rows.documents.iter().filter(move |row| row.withdrawn == withdrawn);
        rows.map(|row| Node::Document(row.no)).collect::<BTreeSet<Node>>()
    };
    if documents(true).is_empty() {
        return BTreeSet::new();
    }
    let is_document = |node: Node| matches!(node, Node::Document(_));
    let copied = |r: &&Relay| {
        matches!(r.how, How::Copied | How::Translated) && r.direction_known && is_document(r.from) && is_document(r.to)
    };
    let copies = neighbours(rows.relays.iter().filter(copied).map(|r| (r.from, r.to)));
    let tainted = reached(documents(true), &copies);
    let from_source = |r: &&Relay| r.of == Of::Assertion && !is_document(r.from);
    let behind = neighbours(rows.relays.iter().filter(from_source).map(|r| (r.to, r.from)));
    let sound = documents(false).difference(&tainted).copied().collect();
    let borne_out = reached(sound, &behind);
    rows.sources.iter().map(|source| source.id).filter(|id| !borne_out.contains(&Node::Source(*id))).collect()
}

fn neighbours(pairs: impl Iterator<Item = (Node, Node)>) -> BTreeMap<Node, Vec<Node>> {
    let mut all: BTreeMap<Node, Vec<Node>> = BTreeMap::new();
    pairs.for_each(|(from, to)| all.entry(from).or_default().push(to));
    all
}

/// The start and everything that can be reached from it.
fn reached(start: BTreeSet<Node>, neighbours: &BTreeMap<Node, Vec<Node>>) -> BTreeSet<Node> {
    let mut open: Vec<Node> = start.iter().copied().collect();
    let mut all = start;
    while let Some(node) = open.pop() {
        open.extend(neighbours.get(&node).into_iter().flatten().filter(|next| all.insert(**next)));
    }
    all
}
