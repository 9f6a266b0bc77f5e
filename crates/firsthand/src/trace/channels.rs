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
/// capacities, O(E √V).
pub(super) fn channels(graph: &Graph<'_>, dependence: &Dependence, roots: &[Root]) -> u32 {
    let nodes = dependence.graph.node_count();
    // Node v enters at 2v and leaves at 2v + 1.
    let mut network: DiGraph<(), u32> = bare(2 * nodes);
    for at in 0..nodes {
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
