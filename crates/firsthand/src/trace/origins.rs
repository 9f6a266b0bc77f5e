//! Which starts stand behind the claim, and which of them are the same?
//!
//! Everything that says "this is from there, or is the same as that" becomes an edge of one graph, from what
//! depends to what it depends on. The *elements* are the nodes that can be a start at all: sources that a document
//! has the claim from, collective ones, and documents that assert in their own voice. Which nodes are elements
//! depends on support alone. A *root* is a strongly connected group of elements from which no other element can be
//! reached. More evidence of dependence only adds edges, and every new root then contains an old one, so roots
//! never become more: the first law of the design holds by construction.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::graph::DiGraph;

use super::graph::{Edge, Graph, bare, index};
use super::relabelled::{self, Labels};
use crate::model::{How, Node, Source, SourceId, SourceKind};

/// Why a node depends on another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tie {
    /// The two are one, or share their words: holds both ways.
    Same,
    /// It has the claim from there.
    From,
    /// What a text of shared wording calls its source: holds both ways.
    Label,
    /// A text of shared wording that names somebody stands behind what the others call their source.
    Named,
}

impl Tie {
    /// Whether it holds whichever of several texts of shared wording was the first.
    pub(super) fn is_certain(self) -> bool {
        matches!(self, Self::Same | Self::From)
    }
}

/// The dependence graph and what was read off the relays on the way.
pub(super) struct Dependence {
    /// From what depends to what it depends on; positions beyond the rows are hubs of shared wording and families.
    pub(super) graph: DiGraph<(), Tie>,
    pub(super) supported: BTreeSet<usize>,
    pub(super) renamed: BTreeSet<usize>,
    pub(super) repeats: BTreeSet<usize>,
    pub(super) labels: Labels,
}

/// Builds the dependence graph. Cost: near linear in rows and relays.
pub(super) fn dependence(graph: &Graph<'_>) -> Dependence {
    let supported = supported(graph);
    let (renamed, repeats, labels) = (BTreeSet::new(), repeats(graph), relabelled::labels(graph));
    let mut found = Dependence { graph: bare(graph.len()), supported, renamed, repeats, labels };
    for edge in graph.support() {
        let tie = if edge.direction_known { Tie::From } else { Tie::Same };
        found.tie(edge.to, edge.from, tie);
    }
    tie_sources(graph, &mut found);
    tie_renamed(graph, &mut found);
    tie_shared_wording(graph, &mut found);
    tie_families(graph, &mut found);
    let labels = std::mem::take(&mut found.labels);
    relabelled::tie_labels(&labels, &mut found);
    Dependence { labels, ..found }
}

impl Dependence {
    pub(super) fn tie(&mut self, who: usize, on: usize, tie: Tie) {
        self.graph.add_edge(index(who), index(on), tie);
        if matches!(tie, Tie::Same | Tie::Label) {
            self.graph.add_edge(index(on), index(who), tie);
        }
    }

    pub(super) fn is_element(&self, graph: &Graph<'_>, position: usize) -> bool {
        let collective = graph.source(position).is_some_and(|source| source.kind == SourceKind::Collective);
        collective || self.supported.contains(&position) || graph.own_voice(position)
    }
}

/// Sources that some document of the claim has it from, directly or through other sources. Documents pass no support
/// on: otherwise a new credit between two documents could connect a source that was not counted before.
fn supported(graph: &Graph<'_>) -> BTreeSet<usize> {
    let mut behind: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut open = Vec::new();
    for edge in graph.support().filter(|edge| !graph.is_document(edge.from)) {
        if graph.is_document(edge.to) {
            open.push(edge.from);
        } else {
            behind.entry(edge.to).or_default().push(edge.from);
        }
    }
    let mut found = BTreeSet::new();
    while let Some(source) = open.pop() {
        if found.insert(source) {
            open.extend(behind.get(&source).into_iter().flatten());
        }
    }
    found
}

/// Sources that have it from somebody else. Outlets outside the pile always do, and are left out.
fn repeats(graph: &Graph<'_>) -> BTreeSet<usize> {
    let is_outlet = |at: usize| graph.source(at).is_none_or(|source| source.kind == SourceKind::Outlet);
    let told = graph.support().map(|edge| edge.to).filter(|to| !is_outlet(*to));
    let rests = graph.rows.rests_on.iter().filter_map(|(who, _)| graph.source_position(*who));
    told.chain(rests).collect()
}

fn tie_sources(graph: &Graph<'_>, found: &mut Dependence) {
    let pair = |a: SourceId, b: SourceId| Some((graph.source_position(a)?, graph.source_position(b)?));
    for (a, b) in graph.rows.same.iter().filter_map(|same| pair(same.a, same.b)) {
        found.tie(a, b, Tie::Same);
    }
    for (who, whose) in graph.rows.rests_on.iter().filter_map(|(who, whose)| pair(*who, *whose)) {
        found.tie(who, whose, Tie::From);
    }
}

/// A copied passage keeps its parent's source, whatever the copy calls it: a source without a name of its own
/// (anonymous, "our reporter", another outlet) that only copies credit depends on the parents of those copies.
/// A named source is not tied: the parent cannot have hidden a name behind a name, and `link` says who is the same.
fn tie_renamed(graph: &Graph<'_>, found: &mut Dependence) {
    let mut parents: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut unnamed: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let between = graph.support().filter(|edge| edge.direction_known && graph.is_document(edge.from));
    for edge in between.filter(|edge| matches!(edge.how, How::Copied | How::Translated)) {
        parents.entry(edge.to).or_default().push(edge.from);
        if edge.how == How::Copied || !edge.explicit {
            unnamed.entry(edge.to).or_default().push(edge.from);
        }
    }
    let mut told: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for edge in graph.support().filter(|edge| graph.source(edge.from).is_some_and(|source| nameless(source.kind))) {
        told.entry(edge.from).or_default().push(edge.to);
    }
    for (source, receivers) in told {
        // Who names the other outlet does not pass its eyes off as their own, nor one outlet for another.
        let own = |s: &Source| matches!(s.kind, SourceKind::WitnessReporter | SourceKind::Outlet);
        let parents = if graph.source(source).is_some_and(own) { &unnamed } else { &parents };
        if receivers.iter().all(|to| parents.contains_key(to)) {
            found.renamed.insert(source);
            let parents: BTreeSet<usize> = receivers.iter().flat_map(|to| &parents[to]).copied().collect();
            for parent in parents {
                found.tie(source, parent, Tie::From);
            }
        }
    }
}

fn nameless(kind: SourceKind) -> bool {
    matches!(kind, SourceKind::Anonymous | SourceKind::WitnessReporter | SourceKind::Outlet)
}

fn tie_shared_wording(graph: &Graph<'_>, found: &mut Dependence) {
    for texts in graph.rows.share_wording {
        let hub = found.graph.add_node(()).index();
        for text in texts.iter().filter_map(|no| graph.document_position(*no)) {
            found.tie(text, hub, Tie::Same);
        }
    }
}

/// Several reports of one publisher family add nothing: its sourceless reports are one, and where another report of
/// the family names where it is from, they are taken to be from there. A report that names only "media" explains
/// nothing and is left out.
fn tie_families(graph: &Graph<'_>, found: &mut Dependence) {
    let vague = |at: usize| graph.source(at).is_some_and(|source| source.kind == SourceKind::Collective);
    let explained: BTreeSet<usize> = graph.support().filter(|edge| !vague(edge.from)).map(|edge| edge.to).collect();
    let mut hubs: BTreeMap<u32, usize> = BTreeMap::new();
    for (position, row) in graph.rows.documents.iter().enumerate().filter(|(at, _)| graph.own_voice(*at)) {
        let hub = *hubs.entry(row.family).or_insert_with(|| found.graph.add_node(()).index());
        found.tie(position, hub, Tie::Same);
    }
    for (position, row) in graph.rows.documents.iter().enumerate() {
        let names_its_source = explained.contains(&position) && !graph.own_voice(position);
        if let Some(hub) = hubs.get(&row.family).filter(|_| names_its_source) {
            found.tie(*hub, position, Tie::From);
        }
    }
}

/// Nodes that nobody is said to have got it from: supported sources, and documents that assert or are passed on.
pub(super) fn ends(graph: &Graph<'_>, dependence: &Dependence) -> Vec<Node> {
    let receives: BTreeSet<usize> = graph.support().filter(|edge| edge.direction_known).map(|edge| edge.to).collect();
    let between = graph.support().filter(|edge| edge.direction_known && graph.is_document(edge.from));
    let from_document: BTreeSet<usize> = between.map(|edge| edge.to).collect();
    let gives: BTreeSet<usize> = graph.support().map(|edge| edge.from).collect();
    let starts = |at: &usize| {
        let carries = graph.asserts(*at) || (graph.is_document(*at) && gives.contains(at));
        let told = |edge: &&Edge| edge.from == *at;
        // "Media" are no start where it is known which report stands behind the word.
        let vague = graph.source(*at).is_some_and(|source| source.kind == SourceKind::Collective);
        let explained = vague && graph.support().filter(told).all(|edge| from_document.contains(&edge.to));
        !explained && !receives.contains(at) && (carries || dependence.supported.contains(at))
    };
    (0..graph.len()).filter(starts).filter_map(|at| graph.node(at)).collect()
}
