//! Where does a chain come back to an outlet or a publisher family that it passed before?

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use petgraph::algo::kosaraju_scc;
use petgraph::graph::DiGraph;

use super::graph::{Graph, bare, index};
use crate::model::DocumentNo;

/// How many loops of each kind are listed, chosen by hand: more than a reader looks at, and few enough that a pile
/// built of loops costs no more than others. `Loops::documents` knows every document on any loop.
const MOST_LISTED: usize = 200;

/// Circular reporting.
pub(super) struct Loops {
    /// Documents in the order of the chain.
    pub(super) chains: Vec<Vec<DocumentNo>>,
    /// Every document on some loop.
    pub(super) documents: BTreeSet<DocumentNo>,
}

/// Every loop as its documents in the order of the chain: first those that come back to a document, then those that
/// leave a document of a family, pass at least one other family and come back to another document of it. A loop of
/// documents starts at the lowest in `order`. At most [`MOST_LISTED`] of each kind are listed. Cost: linear where nothing loops; otherwise each document on a loop
/// costs one search of the loops it is on.
pub(super) fn loops(graph: &Graph<'_>, order: &[usize]) -> Loops {
    let relays = Relays::new(graph);
    let looping = looping_families(graph, &relays);
    let mut found = closed(graph, &relays, order);
    found.extend(through_families(graph, &relays, &looping));
    let number = |at: usize| Some(graph.document(at)?.no);
    let chains = found.into_iter().map(|chain| chain.into_iter().filter_map(number).collect()).collect();
    Loops { chains, documents: on_loops(graph, &relays, &looping).into_iter().filter_map(number).collect() }
}

/// Relays of the claim with a known direction, both ways round.
struct Relays {
    from: Vec<Vec<usize>>,
    to: Vec<Vec<usize>>,
    /// Number of the strongly connected group of each node, and how many nodes are in it.
    group: Vec<(usize, usize)>,
}

impl Relays {
    fn new(graph: &Graph<'_>) -> Self {
        let mut relays =
            Self { from: vec![Vec::new(); graph.len()], to: vec![Vec::new(); graph.len()], group: Vec::new() };
        let mut directed: DiGraph<(), ()> = bare(graph.len());
        for edge in graph.support().filter(|edge| edge.direction_known) {
            relays.from[edge.to].push(edge.from);
            relays.to[edge.from].push(edge.to);
            directed.add_edge(index(edge.from), index(edge.to), ());
        }
        relays.from.iter_mut().chain(&mut relays.to).for_each(|list| list.sort_unstable());
        relays.group = groups(&directed);
        relays
    }
}

fn groups(directed: &DiGraph<(), ()>) -> Vec<(usize, usize)> {
    let mut group = vec![(0, 0); directed.node_count()];
    for (number, members) in kosaraju_scc(directed).iter().enumerate() {
        for node in members {
            group[node.index()] = (number, members.len());
        }
    }
    group
}

/// One shortest loop through each document that can reach itself and is on no loop listed before it.
fn closed(graph: &Graph<'_>, relays: &Relays, order: &[usize]) -> Vec<Vec<usize>> {
    let mut listed = BTreeSet::new();
    let mut found = Vec::new();
    for &start in order.iter().filter(|at| relays.group[**at].1 > 1) {
        let inside = |at: usize| relays.group[at].0 == relays.group[start].0;
        let chain = if listed.contains(&start) { None } else { search(start, &relays.to, inside, |at| at == start) };
        if let Some(mut chain) = chain {
            chain.pop();
            chain.retain(|at| graph.is_document(*at));
            listed.extend(chain.iter().copied());
            found.push(chain);
        }
        if found.len() == MOST_LISTED {
            break;
        }
    }
    found
}

/// For each document of a family that a chain left and came back to: the shortest such chain, start first.
fn through_families(graph: &Graph<'_>, relays: &Relays, looping: &BTreeSet<u32>) -> Vec<Vec<usize>> {
    let family = |at: usize| graph.document(at).map(|row| row.family);
    let mut found = Vec::new();
    for (end, row) in graph.rows.documents.iter().enumerate().filter(|(_, row)| looping.contains(&row.family)) {
        let own = |at: usize| family(at) == Some(row.family);
        // A document straight from its own family is a follow-up and no loop, so such a step is not taken.
        let step = |at: usize, next: usize| !(at == end && own(next));
        let chain = search_steps(end, &relays.from, step, |at| at != end && own(at));
        if let Some(mut chain) = chain.filter(|chain| relays.group[chain[chain.len() - 1]].0 != relays.group[end].0) {
            chain.reverse();
            chain.retain(|at| graph.is_document(*at));
            found.push(chain);
        }
        if found.len() == MOST_LISTED {
            break;
        }
    }
    found
}

/// Every position on some loop, whichever of several equally short chains is listed.
fn on_loops(graph: &Graph<'_>, relays: &Relays, looping: &BTreeSet<u32>) -> Vec<usize> {
    let mut found: Vec<bool> = relays.group.iter().map(|(_, size)| *size > 1).collect();
    let mut members: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, row) in graph.rows.documents.iter().enumerate().filter(|(_, row)| looping.contains(&row.family)) {
        members.entry(row.family).or_default().push(at);
    }
    let (mut ahead, mut behind) = (Marks::new(graph.len()), Marks::new(graph.len()));
    for (family, documents) in &members {
        let outside = |at: usize| graph.document(at).is_none_or(|row| row.family != *family);
        ahead.spread(documents, &relays.to, outside);
        let between = behind.spread(documents, &relays.from, |at| outside(at) && ahead.contains(at));
        for at in between {
            found[at] = true;
        }
        let between = |at: &usize| outside(*at) && behind.contains(*at);
        for &at in documents {
            found[at] |= relays.to[at].iter().chain(&relays.from[at]).any(between);
        }
    }
    (0..graph.len()).filter(|at| found[*at]).collect()
}

/// A set of positions that is emptied at no cost, for one search after the other.
struct Marks {
    round: usize,
    seen: Vec<usize>,
}

impl Marks {
    fn new(len: usize) -> Self {
        Self { round: 0, seen: vec![0; len] }
    }

    fn contains(&self, at: usize) -> bool {
        self.seen[at] == self.round
    }

    fn mark(&mut self, at: usize) -> bool {
        std::mem::replace(&mut self.seen[at], self.round) != self.round
    }

    /// Forgets the last search and marks and returns what can be reached through allowed nodes only.
    fn spread(&mut self, start: &[usize], next: &[Vec<usize>], allowed: impl Fn(usize) -> bool) -> Vec<usize> {
        self.round += 1;
        let mut reached = Vec::new();
        let mut open = start.to_vec();
        while let Some(at) = open.pop() {
            for &to in next[at].iter().filter(|to| allowed(**to)) {
                if self.mark(to) {
                    reached.push(to);
                    open.push(to);
                }
            }
        }
        reached
    }
}

/// Families that a chain may leave and come back to; some only seem to, through different documents of another family.
fn looping_families(graph: &Graph<'_>, relays: &Relays) -> BTreeSet<u32> {
    let mut numbers: BTreeMap<u32, usize> = BTreeMap::new();
    let mut quotient: DiGraph<(), ()> = bare(graph.len());
    let mut place = |at: usize| graph.document(at).map_or(at, |row| *numbers.entry(row.family).or_insert(at));
    let places: Vec<usize> = (0..graph.len()).map(&mut place).collect();
    for (from, receivers) in relays.to.iter().enumerate() {
        for to in receivers.iter().filter(|to| places[**to] != places[from]) {
            quotient.add_edge(index(places[from]), index(places[*to]), ());
        }
    }
    let group = groups(&quotient);
    graph.rows.documents.iter().zip(&places).filter(|(_, at)| group[**at].1 > 1).map(|(row, _)| row.family).collect()
}

/// Shortest chain of at least one step from `start` to a node that `is_end`, both included, inside a set of nodes.
fn search(
    start: usize,
    next: &[Vec<usize>],
    inside: impl Fn(usize) -> bool,
    is_end: impl Fn(usize) -> bool,
) -> Option<Vec<usize>> {
    search_steps(start, next, |_, to| inside(to), is_end)
}

fn search_steps(
    start: usize,
    next: &[Vec<usize>],
    allowed: impl Fn(usize, usize) -> bool,
    is_end: impl Fn(usize) -> bool,
) -> Option<Vec<usize>> {
    let mut came_from: BTreeMap<usize, usize> = BTreeMap::new();
    let mut open = VecDeque::from([start]);
    while let Some(at) = open.pop_front() {
        for &to in next[at].iter().filter(|to| allowed(at, **to)) {
            if is_end(to) {
                return Some(walk_back(start, at, to, &came_from));
            }
            if to != start && !came_from.contains_key(&to) {
                came_from.insert(to, at);
                open.push_back(to);
            }
        }
    }
    None
}

fn walk_back(start: usize, last: usize, end: usize, came_from: &BTreeMap<usize, usize>) -> Vec<usize> {
    let mut chain = vec![end, last];
    let mut at = last;
    while let Some(&before) = came_from.get(&at).filter(|_| at != start) {
        chain.push(before);
        at = before;
    }
    chain.reverse();
    chain
}
