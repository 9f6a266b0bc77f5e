use std::collections::BTreeMap;

use petgraph::graph::{DiGraph, NodeIndex};

use crate::model::{ClaimRows, DocumentNo, DocumentRow, EvidenceKind, How, Node, Of, Relay, Source, SourceId, Stance};

/// A relay between two rows that exist, by position.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) how: How,
    pub(super) of: Of,
    pub(super) direction_known: bool,
    /// Whether the receiving text itself says so, in words or by a link.
    pub(super) explicit: bool,
}

/// One claim's nodes by position, documents first and then sources, and the relays between them.
pub(super) struct Graph<'a> {
    pub(super) rows: ClaimRows<'a>,
    at: BTreeMap<Node, usize>,
    pub(super) edges: Vec<Edge>,
}

impl<'a> Graph<'a> {
    /// Relays from a node to itself and those of unknown nodes are passed over. Cost: O(n log n).
    pub(super) fn new(rows: ClaimRows<'a>) -> Self {
        let documents = rows.documents.iter().map(|row| Node::Document(row.no));
        let sources = rows.sources.iter().map(|source| Node::Source(source.id));
        let mut at = BTreeMap::new();
        for (position, node) in documents.chain(sources).enumerate() {
            at.entry(node).or_insert(position);
        }
        let mut graph = Self { rows, at, edges: Vec::new() };
        graph.edges = rows.relays.iter().filter_map(|relay| graph.edge(relay)).collect();
        graph
    }

    fn edge(&self, relay: &Relay) -> Option<Edge> {
        let (from, to) = (self.position(relay.from)?, self.position(relay.to)?);
        let says_so = |kind| matches!(kind, EvidenceKind::Credit | EvidenceKind::Link | EvidenceKind::AgencyCredit);
        let explicit = relay.how == How::Cited || relay.evidence.iter().any(|evidence| says_so(evidence.kind));
        let direction_known = relay.direction_known || !(self.is_document(from) && self.is_document(to));
        let edge = Edge { from, to, how: relay.how, of: relay.of, direction_known, explicit };
        (from != to).then_some(edge)
    }

    pub(super) fn len(&self) -> usize {
        self.rows.documents.len() + self.rows.sources.len()
    }

    pub(super) fn position(&self, node: Node) -> Option<usize> {
        self.at.get(&node).copied()
    }

    pub(super) fn source_position(&self, id: SourceId) -> Option<usize> {
        self.position(Node::Source(id))
    }

    pub(super) fn document_position(&self, no: DocumentNo) -> Option<usize> {
        self.position(Node::Document(no))
    }

    pub(super) fn is_document(&self, position: usize) -> bool {
        position < self.rows.documents.len()
    }

    pub(super) fn document(&self, position: usize) -> Option<&'a DocumentRow> {
        self.rows.documents.get(position)
    }

    pub(super) fn source(&self, position: usize) -> Option<&'a Source> {
        self.rows.sources.get(position.checked_sub(self.rows.documents.len())?)
    }

    /// The node at a position; `None` beyond the rows, where other modules put hubs.
    pub(super) fn node(&self, position: usize) -> Option<Node> {
        let document = self.document(position).map(|row| Node::Document(row.no));
        document.or_else(|| self.source(position).map(|source| Node::Source(source.id)))
    }

    pub(super) fn asserts(&self, position: usize) -> bool {
        self.document(position).is_some_and(|row| row.stance == Stance::Asserts)
    }

    pub(super) fn own_voice(&self, position: usize) -> bool {
        self.asserts(position) && self.document(position).is_some_and(|row| row.reads_like_own_voice)
    }

    /// Relays that carry support: those of the claim, not of its denial.
    pub(super) fn support(&self) -> impl Iterator<Item = &Edge> {
        self.edges.iter().filter(|edge| edge.of == Of::Assertion)
    }
}

/// A petgraph graph of `len` bare nodes, so that a position is a node index.
pub(super) fn bare<E>(len: usize) -> DiGraph<(), E> {
    let mut graph = DiGraph::new();
    for _ in 0..len {
        graph.add_node(());
    }
    graph
}

/// The node index of a position.
pub(super) fn index(position: usize) -> NodeIndex {
    NodeIndex::new(position)
}
