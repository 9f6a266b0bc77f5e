//! Which groups of starts has nothing behind them, and what can each of them stand for?

use std::collections::{BTreeMap, BTreeSet};

use petgraph::algo::kosaraju_scc;
use petgraph::graph::NodeIndex;
use petgraph::visit::{EdgeFiltered, EdgeRef};

use super::graph::Graph;
use super::origins::{Dependence, Tie};
use crate::model::{Node, Root, SourceId};

/// Every root, sources first, by lowest member. Cost: near linear in the dependence graph.
pub(super) fn roots(graph: &Graph<'_>, dependence: &Dependence) -> Vec<Root> {
    let groups = kosaraju_scc(&dependence.graph);
    let group_of = numbers(&groups, dependence.graph.node_count());
    let certain = Certain::new(dependence);
    let mut leads_to_element = vec![false; groups.len()];
    let mut roots = Vec::new();
    // The groups come in reverse topological order: what a group depends on was seen before it.
    for (number, group) in groups.iter().enumerate() {
        let beyond = group.iter().flat_map(|node| dependence.graph.neighbors(*node));
        let onwards = beyond.map(|node| group_of[node.index()]).any(|other| other != number && leads_to_element[other]);
        let elements: Vec<usize> =
            group.iter().map(|node| node.index()).filter(|at| dependence.is_element(graph, *at)).collect();
        leads_to_element[number] = onwards || !elements.is_empty();
        if !onwards && !elements.is_empty() {
            let one_way = |tie: Tie| matches!(tie, Tie::From | Tie::Named);
            let one_at_most = comes_back(dependence, group, &group_of, one_way);
            let on_loop = comes_back(dependence, group, &certain.group_of, |tie| tie == Tie::From);
            roots.push(certain.root(graph, dependence, &elements, on_loop, one_at_most));
        }
    }
    roots.sort_by(|a, b| {
        (a.sources.is_empty(), &a.sources, &a.documents).cmp(&(b.sources.is_empty(), &b.sources, &b.documents))
    });
    roots
}

fn numbers(groups: &[Vec<NodeIndex>], nodes: usize) -> Vec<usize> {
    let mut group_of = vec![0; nodes];
    for (number, group) in groups.iter().enumerate() {
        for node in group {
            group_of[node.index()] = number;
        }
    }
    group_of
}

/// Whether a tie of this kind has both ends in one group.
fn comes_back(dependence: &Dependence, nodes: &[NodeIndex], group_of: &[usize], kind: impl Fn(Tie) -> bool) -> bool {
    nodes.iter().any(|node| {
        let mut edges = dependence.graph.edges(*node);
        edges.any(|edge| kind(*edge.weight()) && group_of[edge.target().index()] == group_of[node.index()])
    })
}

/// The groups that are one whichever of several texts of shared wording was the first.
struct Certain {
    group_of: Vec<usize>,
}

impl Certain {
    fn new(dependence: &Dependence) -> Self {
        let certain = EdgeFiltered::from_fn(&dependence.graph, |edge| edge.weight().is_certain());
        Self { group_of: numbers(&kosaraju_scc(&certain), dependence.graph.node_count()) }
    }

    fn root(
        &self,
        graph: &Graph<'_>,
        dependence: &Dependence,
        elements: &[usize],
        on_loop: bool,
        one_at_most: bool,
    ) -> Root {
        let (mut sources, mut documents) = (Vec::new(), Vec::new());
        for node in elements.iter().filter_map(|at| graph.node(*at)) {
            match node {
                Node::Document(no) => documents.push(no),
                Node::Source(id) => sources.push(id),
            }
        }
        sources.sort_unstable();
        documents.sort_unstable();
        let readings = self.readings(graph, dependence, elements);
        Root { sources, documents, on_loop, one_at_most, readings }
    }

    /// One reading for each text that may be the first, with all that it credits; groups that no such text credits are
    /// one reading each.
    fn readings(&self, graph: &Graph<'_>, dependence: &Dependence, elements: &[usize]) -> Vec<Vec<Vec<SourceId>>> {
        let mut groups: BTreeMap<usize, Vec<SourceId>> = BTreeMap::new();
        for (at, source) in elements.iter().filter_map(|at| Some((at, graph.source(*at)?))) {
            groups.entry(self.group_of[*at]).or_default().push(source.id);
        }
        for group in groups.values_mut() {
            group.sort_unstable();
        }
        let members: BTreeSet<&usize> = elements.iter().collect();
        let labels = |text: &usize| dependence.labels.of_text[text].iter().filter(|at| members.contains(at));
        let texts: BTreeSet<usize> =
            elements.iter().filter_map(|at| dependence.labels.texts.get(at)).flatten().copied().collect();
        let credited: BTreeSet<BTreeSet<usize>> =
            texts.iter().map(|text| labels(text).map(|at| self.group_of[*at]).collect()).collect();
        let alone = groups.keys().filter(|group| !credited.iter().any(|text| text.contains(group)));
        let all = credited.iter().cloned().chain(alone.map(|group| BTreeSet::from([*group])));
        let mut readings: Vec<Vec<Vec<SourceId>>> =
            all.map(|reading| reading.iter().map(|group| groups[group].clone()).collect()).collect();
        for reading in &mut readings {
            reading.sort_unstable();
        }
        readings.sort_unstable();
        readings
    }
}
