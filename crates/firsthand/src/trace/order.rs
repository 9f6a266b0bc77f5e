//! In what order were the documents published, as far as stated times and credits show?

use petgraph::algo::kosaraju_scc;
use petgraph::graph::DiGraph;

use super::graph::{Edge, Graph, bare, index};
use crate::model::{DocumentNo, Note, NoteCode, TimeInterval};

/// A text credits a document that by its stated time came later.
const CREDIT_BEATS_TIME: NoteCode = NoteCode(601);

/// What credits and copies show about the times of publication.
pub(super) struct Times {
    /// One interval a row.
    pub(super) published: Vec<TimeInterval>,
    /// Who credits whom against the stated times.
    pub(super) out_of_order: Vec<(DocumentNo, DocumentNo)>,
    /// Position of the document that came before all others, where that can be told.
    pub(super) first: Option<usize>,
}

/// Narrows each interval: who cites or copies a document is not earlier than it. Where an explicit credit contradicts
/// the stated times the credit wins and the receiver's end is opened; a copy whose direction contradicts them
/// narrows nothing, and neither do documents that cite each other in a loop. Cost: linear.
pub(super) fn narrow(graph: &Graph<'_>) -> Times {
    let published = graph.rows.documents.iter().map(|row| row.published.clone()).collect();
    let mut times = Times { published, out_of_order: Vec::new(), first: None };
    let chains = Chains::new(graph);
    for child in chains.parents_first.iter().copied() {
        let stated = times.published[child].clone();
        chains.into[child].iter().for_each(|edge| times.start_after(graph, edge, &stated));
    }
    for child in chains.parents_first.iter().rev().copied() {
        chains.into[child].iter().for_each(|edge| times.end_before(edge));
    }
    times.out_of_order.sort_unstable();
    times.out_of_order.dedup();
    times.first = first(&times.published, &chains);
    times
}

impl Times {
    /// Contradictions are judged by the time that was stated, so that the order of the relays plays no part.
    fn start_after(&mut self, graph: &Graph<'_>, edge: &Edge, stated: &TimeInterval) {
        let parent = self.published[edge.from].clone();
        let contradicts = stated.before(&parent);
        if contradicts && !edge.explicit {
            return;
        }
        let child = &mut self.published[edge.to];
        if contradicts {
            child.latest = None;
            let number = |at| graph.document(at).map(|row| row.no);
            self.out_of_order.extend(number(edge.to).zip(number(edge.from)));
        }
        if parent.earliest > child.earliest {
            child.earliest = parent.earliest;
            edge.how.name().clone_into(&mut child.from);
        }
    }

    fn end_before(&mut self, edge: &Edge) {
        let child = self.published[edge.to].latest;
        let parent = &mut self.published[edge.from];
        let Some(end) = child.filter(|end| parent.latest.is_none_or(|latest| *end < latest)) else {
            return;
        };
        if parent.earliest.is_none_or(|start| start < end) {
            parent.latest = Some(end);
        }
    }
}

/// Relays between documents, outside loops, by receiver.
struct Chains {
    into: Vec<Vec<Edge>>,
    parents_first: Vec<usize>,
}

impl Chains {
    fn new(graph: &Graph<'_>) -> Self {
        let documents = graph.rows.documents.len();
        let between = |edge: &&Edge| edge.direction_known && graph.is_document(edge.from) && graph.is_document(edge.to);
        let mut directed: DiGraph<(), ()> = bare(documents);
        for edge in graph.edges.iter().filter(between) {
            directed.add_edge(index(edge.from), index(edge.to), ());
        }
        let groups = kosaraju_scc(&directed);
        let mut group_of = vec![0; documents];
        for (number, group) in groups.iter().enumerate() {
            for node in group {
                group_of[node.index()] = number;
            }
        }
        let mut into = vec![Vec::new(); documents];
        for edge in graph.edges.iter().filter(between).filter(|edge| group_of[edge.from] != group_of[edge.to]) {
            into[edge.to].push(*edge);
        }
        // Groups come children first.
        let parents_first = groups.iter().rev().flatten().map(|node| node.index()).collect();
        Self { into, parents_first }
    }
}

/// Position of the document that was there before every other: its interval ends before the other's begins, or the
/// other has the claim from it, at first or at last hand. Cost: linear.
fn first(published: &[TimeInterval], chains: &Chains) -> Option<usize> {
    // A copy that by the stated times came before its parent shows no order.
    let shows = |edge: &&Edge| edge.explicit || !published[edge.to].before(&published[edge.from]);
    let parents = |child: usize| chains.into[child].iter().filter(shows);
    let by_end = |at: &usize| (published[*at].latest.is_none(), published[*at].latest);
    let candidate = (0..published.len()).filter(|at| parents(*at).next().is_none()).min_by_key(by_end)?;
    let mut descends = vec![false; published.len()];
    for child in chains.parents_first.iter().copied() {
        descends[child] = child == candidate || parents(child).any(|edge| descends[edge.from]);
    }
    let is_later = |other: usize| descends[other] || published[candidate].before(&published[other]);
    (0..published.len()).all(is_later).then_some(candidate)
}

/// Positions by earliest time, undated last, then by number.
pub(super) fn by_time(graph: &Graph<'_>, published: &[TimeInterval]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..published.len()).collect();
    order.sort_by_key(|at| {
        let earliest = published[*at].earliest;
        (earliest.is_none(), earliest, graph.document(*at).map(|row| row.no))
    });
    order
}

/// The note for a document that credits one which, by the stated times, came later; ids as users know them.
pub fn out_of_order_note(document: &str, credits: &str) -> Note {
    let text = format!("credits {credits}, which states a later time; the credit was believed and the time was not");
    Note { at: document.to_owned(), offset: None, code: CREDIT_BEATS_TIME, text }
}
