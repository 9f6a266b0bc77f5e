//! Texts share their wording, nobody knows which came first, and each credits somebody nameless: who is that?
//!
//! A copied passage keeps its parent's source, whatever the copy calls it. Without a direction any of the texts may be
//! the parent, so the nameless sources that only such texts credit are labels of one start. Where one of the texts has
//! it from somebody with a name, from an outlet or from another document, that stands behind all of them: nobody
//! who copies puts a name in place of none.
//!
//! Everything here hangs on support, which more evidence of dependence leaves alone, and on groups of texts, which it
//! only makes larger. So it only adds ties, and the first law of the design holds as it does without.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::unionfind::UnionFind;

use super::graph::Graph;
use super::origins::{Dependence, Tie};
use crate::model::SourceKind;

/// Nameless sources and the texts of shared wording that credit them.
#[derive(Default)]
pub(super) struct Labels {
    /// By text: the nameless sources that it credits and no text of another wording does.
    pub(super) of_text: BTreeMap<usize, BTreeSet<usize>>,
    /// By such a source: the texts that credit it.
    pub(super) texts: BTreeMap<usize, BTreeSet<usize>>,
    /// By group of texts, in the order of their lowest text: its nameless sources, and the texts that name somebody.
    groups: BTreeMap<usize, Group>,
}

#[derive(Default)]
struct Group {
    labels: BTreeSet<usize>,
    named: BTreeSet<usize>,
}

/// Reads them off the relays. Cost: near linear in rows and relays.
pub(super) fn labels(graph: &Graph<'_>) -> Labels {
    let wording = wording(graph);
    let mut receivers: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    let mut groups: BTreeMap<usize, Group> = BTreeMap::new();
    for edge in graph.support().filter(|edge| edge.direction_known) {
        if is_nameless(graph, edge.from) {
            receivers.entry(edge.from).or_default().insert(edge.to);
        } else if let Some(group) = wording.get(&edge.to).filter(|_| !is_vague(graph, edge.from)) {
            groups.entry(*group).or_default().named.insert(edge.to);
        }
    }
    let mut labels = Labels { groups, ..Labels::default() };
    for (source, texts) in receivers {
        let around: BTreeSet<Option<&usize>> = texts.iter().map(|text| wording.get(text)).collect();
        if let [Some(group)] = around.into_iter().collect::<Vec<_>>()[..] {
            labels.add(source, texts, *group);
        }
    }
    labels
}

impl Labels {
    fn add(&mut self, source: usize, texts: BTreeSet<usize>, group: usize) {
        self.groups.entry(group).or_default().labels.insert(source);
        for text in &texts {
            self.of_text.entry(*text).or_default().insert(source);
        }
        self.texts.insert(source, texts);
    }
}

/// Ties the labels of each group of texts to one hub, and the hub to the texts that name somebody.
pub(super) fn tie_labels(labels: &Labels, found: &mut Dependence) {
    for group in labels.groups.values().filter(|group| !group.labels.is_empty()) {
        let hub = found.graph.add_node(()).index();
        group.labels.iter().for_each(|label| found.tie(*label, hub, Tie::Label));
        group.named.iter().for_each(|text| found.tie(hub, *text, Tie::Named));
    }
}

/// Texts that share wording with another without a known direction, each with the number of its group.
fn wording(graph: &Graph<'_>) -> BTreeMap<usize, usize> {
    let mut union = UnionFind::new(graph.rows.documents.len());
    let mut pairs: Vec<(usize, usize)> =
        graph.support().filter(|edge| !edge.direction_known).map(|edge| (edge.from, edge.to)).collect();
    for texts in graph.rows.share_wording {
        let known: Vec<usize> = texts.iter().filter_map(|no| graph.document_position(*no)).collect();
        pairs.extend(known.windows(2).map(|pair| (pair[0], pair[1])));
    }
    pairs.retain(|(a, b)| a != b);
    for (a, b) in &pairs {
        union.union(*a, *b);
    }
    let texts: BTreeSet<usize> = pairs.iter().flat_map(|(a, b)| [*a, *b]).collect();
    let mut lowest: BTreeMap<usize, usize> = BTreeMap::new();
    texts.into_iter().map(|text| (text, *lowest.entry(union.find(text)).or_insert(text))).collect()
}

fn is_nameless(graph: &Graph<'_>, at: usize) -> bool {
    let nameless = |kind| matches!(kind, SourceKind::Anonymous | SourceKind::WitnessReporter);
    graph.source(at).is_some_and(|source| nameless(source.kind))
}

/// "Media" are no name.
fn is_vague(graph: &Graph<'_>, at: usize) -> bool {
    graph.source(at).is_some_and(|source| source.kind == SourceKind::Collective)
}
