//! How near is what was found to the truth?

use std::collections::BTreeSet;

use firsthand::eval::{Count, Figure};

use super::truth::{Start, Truth};
use super::world::World;

/// What was found in one pile, by articles and starts of its story.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    pub(super) at_least: u32,
    pub(super) at_most: u32,
    /// From and to.
    pub(super) edges: Vec<(usize, usize)>,
    pub(super) loops: Vec<Vec<usize>>,
    /// Those that are no start of the story are its own numbers beyond all articles.
    pub(super) origins: Vec<Start>,
}

/// Counts over many piles.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    piles: u32,
    overstated: u32,
    contained: u32,
    exact: u32,
    edges: Count,
    loops: Count,
    origins: Count,
}

impl Tally {
    pub(super) fn add(&mut self, world: &World, truth: &Truth, found: &Found) {
        self.piles += 1;
        self.overstated += u32::from(found.at_least > truth.at_least);
        self.contained += u32::from(contains(truth, found));
        self.exact += u32::from((found.at_least, found.at_most) == (truth.at_least, truth.at_most));
        add(&mut self.edges, edges(truth, found));
        add(&mut self.loops, loops(world, truth, found));
        let origins: BTreeSet<&Start> = found.origins.iter().collect();
        let hits = truth.starts.iter().filter(|start| origins.contains(start)).count();
        add(&mut self.origins, Count { hits, found: origins.len(), wanted: truth.starts.len() });
    }

    /// The figures of one setting, each name after a prefix. `at_least` is only counted where it is not above the truth,
    /// so that more is better for every figure and a gate can tell a fall.
    pub(super) fn figures(&self, prefix: &str, with_edges: bool) -> Vec<Figure> {
        let share = |count: u32| f64::from(count) / f64::from(self.piles.max(1));
        let ratio = |part: usize, of: usize| if of == 0 { 1.0 } else { part as f64 / of as f64 };
        let edges = [
            ("edges P", ratio(self.edges.hits, self.edges.found)),
            ("edges R", ratio(self.edges.hits, self.edges.wanted)),
            ("edges F1", self.edges.f1()),
        ];
        let bounds = [
            ("at_least not above truth", share(self.piles - self.overstated)),
            ("bounds contain truth", share(self.contained)),
            ("bounds exact", share(self.exact)),
        ];
        let others = [("loops F1", self.loops.f1()), ("origins F1", self.origins.f1())];
        let edges = edges.into_iter().filter(|_| with_edges);
        let all = bounds.into_iter().chain(edges).chain(others);
        all.map(|(name, value)| Figure { name: format!("{prefix}{name}"), value }).collect()
    }
}

fn add(count: &mut Count, more: Count) {
    count.hits += more.hits;
    count.found += more.found;
    count.wanted += more.wanted;
}

/// The bounds that were found lie around those that the pile shows.
fn contains(truth: &Truth, found: &Found) -> bool {
    found.at_least <= truth.at_least && truth.at_most <= found.at_most
}

/// An edge is right where it comes from the parent, or from what nobody can tell from it; each counts once.
pub(super) fn edges(truth: &Truth, found: &Found) -> Count {
    let right = |edge: &super::truth::Edge| {
        let mut ends = found.edges.iter().filter(|(_, to)| *to == edge.to);
        ends.any(|(from, _)| edge.from.contains(from))
    };
    let hits = truth.edges.iter().filter(|edge| right(edge)).count();
    let allowed = |pair: &&(usize, usize)| {
        let wanted = truth.edges.iter().any(|edge| edge.to == pair.1 && edge.from.contains(&pair.0));
        !wanted && !truth.maybe.contains(pair)
    };
    let wrong = found.edges.iter().filter(allowed).count();
    Count { hits, found: hits + wrong, wanted: truth.edges.len() }
}

/// Loops are compared by the outlets that they pass: which of an outlet's articles it is, undated piles do not show.
/// A loop of which an article is outside the pile is neither wanted nor wrong.
pub(super) fn loops(world: &World, truth: &Truth, found: &Found) -> Count {
    let outlets =
        |chain: &Vec<usize>| -> BTreeSet<usize> { chain.iter().map(|at| world.articles[*at].outlet).collect() };
    let wanted: BTreeSet<BTreeSet<usize>> = truth.loops.iter().map(outlets).collect();
    let twice = |outlet: &usize| world.articles.iter().filter(|a| a.outlet == *outlet).count() > 1;
    let hidden = |chain: &BTreeSet<usize>| wanted.is_empty() && chain.iter().any(twice);
    let all: BTreeSet<BTreeSet<usize>> = found.loops.iter().map(outlets).filter(|chain| !hidden(chain)).collect();
    Count { hits: all.intersection(&wanted).count(), found: all.len(), wanted: wanted.len() }
}
