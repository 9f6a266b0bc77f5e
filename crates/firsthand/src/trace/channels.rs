//! Through how many separate ways did the claim come, and what does everything pass through?

use std::collections::BTreeSet;

use petgraph::algo::dominators::{Dominators, simple_fast};
use petgraph::algo::maximum_flow::dinics;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

use super::graph::{Graph, bare, index};
use super::origins::Dependence;
use crate::model::{Node, Root};

/// More than any flow: there are fewer documents than this, since their numbers fit 32 bits.
const UNBOUNDED: u32 = u32::MAX / 2;

/// Largest number of vertex-disjoint paths from roots to asserting documents (Menger 1927, by max-flow with every
/// node split into two). A root is one node, whatever its members; a document that is itself a root's member is a
/// way to itself. Hubs of shared wording may be passed any number of times. Cost: Dinic's algorithm on unit
/// capacities, O(E √V), without the roots that are one document: each is a way, and no other need pass through it,
/// since what came to it by another way can be taken to have ended there.
pub(super) fn channels(graph: &Graph<'_>, dependence: &Dependence, roots: &[Root]) -> u32 {
    let (alone, others): (Vec<&Root>, Vec<&Root>) = roots.iter().partition(|root| sole_report(graph, root).is_some());
    let ends: BTreeSet<usize> = alone.iter().filter_map(|root| sole_report(graph, root)).collect();
    ends.len() as u32 + ways(graph, dependence, &others, &ends)
}

/// The asserting document that is all of a root.
fn sole_report(graph: &Graph<'_>, root: &Root) -> Option<usize> {
    let [document] = root.documents[..] else { return None };
    graph.position(Node::Document(document)).filter(|at| root.sources.is_empty() && graph.asserts(*at))
}

/// The ways from these roots past the documents at which others end.
fn ways(graph: &Graph<'_>, dependence: &Dependence, roots: &[&Root], ends: &BTreeSet<usize>) -> u32 {
    if roots.is_empty() {
        return 0;
    }
    let nodes = dependence.graph.node_count();
    // Node v enters at 2v and leaves at 2v + 1.
    let mut network: DiGraph<(), u32> = bare(2 * nodes);
    for at in (0..nodes).filter(|at| !ends.contains(at)) {
        let capacity = if graph.node(at).is_some() { 1 } else { UNBOUNDED };
        network.add_edge(index(2 * at), index(2 * at + 1), capacity);
    }
    for tie in dependence.graph.edge_references() {
        network.add_edge(index(2 * tie.target().index() + 1), index(2 * tie.source().index()), 1);
    }
    let (start, end) = (network.add_node(()), network.add_node(()));
    for root in roots {
        let single = network.add_node(());
        network.add_edge(start, single, 1);
        for at in members(graph, root) {
            network.add_edge(single, index(2 * at), 1);
        }
    }
    for at in (0..nodes).filter(|at| graph.asserts(*at)) {
        network.add_edge(index(2 * at + 1), end, 1);
    }
    dinics(&network, start, end).0
}

fn members<'a>(graph: &'a Graph<'_>, root: &'a Root) -> impl Iterator<Item = usize> {
    let sources = root.sources.iter().map(|id| Node::Source(*id));
    sources.chain(root.documents.iter().map(|no| Node::Document(*no))).filter_map(|node| graph.position(node))
}

/// Nodes, other than members of roots, without which no root reaches any asserting document but the node itself.
/// They are the common dominators of the asserting documents that a root reaches. Nearest to the roots first.
/// Cost: Cooper, Harvey and Kennedy's dominators, near linear on such graphs.
pub(super) fn bottlenecks(graph: &Graph<'_>, dependence: &Dependence, roots: &[Root]) -> Vec<Node> {
    let mut ways: DiGraph<(), ()> = bare(dependence.graph.node_count());
    for tie in dependence.graph.edge_references() {
        ways.add_edge(tie.target(), tie.source(), ());
    }
    let start = ways.add_node(());
    let origins: BTreeSet<usize> = roots.iter().flat_map(|root| members(graph, root)).collect();
    for at in &origins {
        ways.add_edge(start, index(*at), ());
    }
    let tree = simple_fast(&ways, start);
    let reached = |at: &usize| graph.asserts(*at) && tree.immediate_dominator(index(*at)).is_some();
    let targets: Vec<usize> = (0..graph.len()).filter(reached).collect();
    let mut shared = shared_dominators(&tree, &targets);
    if let [only] = targets[..] {
        shared.retain(|at| *at != only);
    }
    shared.retain(|at| !origins.contains(at));
    shared.into_iter().filter_map(|at| graph.node(at)).collect()
}

/// Positions that dominate every target, nearest to the start first.
fn shared_dominators(tree: &Dominators<NodeIndex>, targets: &[usize]) -> Vec<usize> {
    let above = |at: usize| tree.dominators(index(at)).into_iter().flatten().map(NodeIndex::index);
    let Some((first, rest)) = targets.split_first() else {
        return Vec::new();
    };
    let mut shared: Vec<usize> = above(*first).collect();
    shared.reverse();
    for target in rest {
        // Dominators of a node form a chain, so what two nodes share is a prefix of both.
        let kept: BTreeSet<usize> = shared.iter().copied().collect();
        let Some(meet) = above(*target).find(|at| kept.contains(at)) else {
            return Vec::new();
        };
        shared.truncate(shared.iter().position(|at| *at == meet).map_or(0, |at| at + 1));
    }
    shared
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{
        ClaimRows, DocumentNo, DocumentRow, How, Of, Probability, Relay, Source, SourceId, SourceKind, Stance, Status,
        TimeInterval,
    };
    use crate::trace::{origins, roots};

    fn article(no: u32, [asserts, own_voice]: [bool; 2]) -> DocumentRow {
        let stance = if asserts { Stance::Asserts } else { Stance::Discusses };
        let published = TimeInterval::default();
        DocumentRow {
            no: DocumentNo(no),
            stance,
            published,
            family: no,
            reads_like_own_voice: own_voice,
            withdrawn: false,
        }
    }

    fn person(id: u32) -> Source {
        Source {
            id: SourceId(id),
            kind: SourceKind::Person,
            name: String::new(),
            aliases: Vec::new(),
            places: Vec::new(),
            count: 1,
            or_more: false,
            first_hand: true,
            withdrawn: false,
            only_part: None,
        }
    }

    fn relay(from: Node, to: Node) -> Relay {
        let (confidence, status) = (Probability::new(1.0), Status::Suggested);
        let (how, of) = (How::Cited, Of::Assertion);
        Relay { from, to, how, of, direction_known: true, evidence: Vec::new(), confidence, status }
    }

    /// Nodes reached from the roots when the nodes and roots of a set are taken away; roots follow nodes in the set.
    fn reached(graph: &Graph<'_>, found: &Dependence, roots: &[Root], gone: u32) -> BTreeSet<usize> {
        let is_gone = |bit: usize| gone >> bit & 1 == 1;
        let rooted = roots.iter().enumerate().filter(|(number, _)| !is_gone(graph.len() + number));
        let mut open: Vec<usize> = rooted.flat_map(|(_, root)| members(graph, root)).collect();
        let mut seen = BTreeSet::new();
        while let Some(at) = open.pop() {
            if (at >= graph.len() || !is_gone(at)) && seen.insert(at) {
                let incoming = petgraph::Direction::Incoming;
                open.extend(found.graph.neighbors_directed(index(at), incoming).map(NodeIndex::index));
            }
        }
        seen
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn flow_and_dominators_agree_with_taking_nodes_away(
            documents in prop::collection::vec(any::<[bool; 2]>(), 1..6),
            sources in 0..3_u32,
            pairs in prop::collection::vec((0..64_usize, 0..64_usize), 0..10),
        ) {
            let documents: Vec<_> = documents.into_iter().enumerate().map(|(no, facts)| article(no as u32, facts)).collect();
            let sources: Vec<_> = (0..sources).map(person).collect();
            let nodes: Vec<Node> = documents.iter().map(|row| Node::Document(row.no))
                .chain(sources.iter().map(|source| Node::Source(source.id))).collect();
            let pick = |at: usize| nodes[at % nodes.len()];
            let receiver = |at: usize| Node::Document(documents[at % documents.len()].no);
            let relays: Vec<_> = pairs.into_iter().map(|(from, to)| relay(pick(from), receiver(to))).collect();
            let rows = ClaimRows { documents: &documents, sources: &sources, relays: &relays, ..ClaimRows::default() };
            let graph = Graph::new(rows);
            let found = origins::dependence(&graph);
            let roots = roots::roots(&graph, &found);

            let targets = |gone: u32| -> Vec<usize> {
                reached(&graph, &found, &roots, gone).into_iter().filter(|at| graph.asserts(*at)).collect()
            };
            let cut = (0..1_u32 << (graph.len() + roots.len())).filter(|gone| targets(*gone).is_empty());
            let smallest = cut.map(u32::count_ones).min();
            prop_assert_eq!(Some(channels(&graph, &found, &roots)), smallest, "Menger: paths are as many as the smallest cut");

            let all = targets(0);
            let starts: BTreeSet<usize> = roots.iter().flat_map(|root| members(&graph, root)).collect();
            let every_way_passes = |at: &usize| {
                let others = all.iter().filter(|target| *target != at).count();
                !starts.contains(at) && others > 0 && targets(1 << at).is_empty()
            };
            let expected: BTreeSet<Node> = (0..graph.len()).filter(every_way_passes).filter_map(|at| graph.node(at)).collect();
            let listed: BTreeSet<Node> = bottlenecks(&graph, &found, &roots).into_iter().collect();
            prop_assert_eq!(listed, expected);
        }
    }
}
