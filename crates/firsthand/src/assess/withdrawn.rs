//! Which sources stand on reports alone that their outlets took back?

use std::collections::BTreeSet;

use crate::model::{ClaimRows, How, Node, Of, Relay, SourceId};
use crate::walk::Ways;

/// Sources that no document has the claim from but withdrawn ones and their copies: a copied passage keeps its parent's
/// source, and with it what became of the parent. Empty where nothing was withdrawn. Cost: O(n log n) in the relays.
pub(super) fn by_outlet(rows: &ClaimRows<'_>) -> BTreeSet<SourceId> {
    let documents = |withdrawn: bool| {
        let rows = rows.documents.iter().filter(move |row| row.withdrawn == withdrawn);
        rows.map(|row| Node::Document(row.no)).collect::<BTreeSet<Node>>()
    };
    let withdrawn = documents(true);
    if withdrawn.is_empty() {
        return BTreeSet::new();
    }
    let is_document = |node: Node| matches!(node, Node::Document(_));
    let copied = |r: &&Relay| {
        matches!(r.how, How::Copied | How::Translated) && r.direction_known && is_document(r.from) && is_document(r.to)
    };
    let tainted = Ways::of(rows.relays.iter().filter(copied).map(|r| (r.from, r.to))).reached(withdrawn);
    let from_source = |r: &&Relay| r.of == Of::Assertion && !is_document(r.from);
    let sound = documents(false).difference(&tainted).copied().collect();
    let borne_out = Ways::of(rows.relays.iter().filter(from_source).map(|r| (r.to, r.from))).reached(sound);
    rows.sources.iter().map(|source| source.id).filter(|id| !borne_out.contains(&Node::Source(*id))).collect()
}
