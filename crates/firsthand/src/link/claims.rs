//! Which reports are of the same claim?
//!
//! Average-link agglomeration over sparse similarities: a report joins a group when it is like the group as a
//! whole, so that a chain of half-alike reports does not grow together. Where two reports are worded alike and
//! contradict each other, and neither has it from the other, their likeness counts against one claim: seven hurt and
//! 39 hurt are two claims. Two groups that speak of one topic and say different things of it stay apart (`said`),
//! whatever their likeness: it may all be the topic's. Input order has no say: reports come in the canonical order of
//! the pile, and ties fall to the earlier.

mod agglomerate;
mod gather;
mod lead;
mod nodes;
mod said;

use std::collections::BTreeMap;

use super::features::{Feature, Scaled, Vector, Weights, cosine};
use super::units::Unit;
use crate::model::Language;
use agglomerate::agglomerate;
use gather::gather;
pub use lead::Lead;
use nodes::{between, nodes};
use said::Said;

/// Two reports with this average similarity are of one claim. Chosen by hand on fiction of our own in six languages.
pub const SAME_CLAIM: f32 = 0.20;
/// Features in the heads of more wordings than this find no candidates, so that a large pile stays cheap; `gather` then
/// compares by samples. A claim of so many is still compared pair by pair: a list must not be cut before it is too long
/// to be walked, for what is not compared counts as unlike. 1,024: half a million pairs, a second.
const LONGEST_LIST: usize = 1_024;
/// Candidate pairs share this much weight at least; below it their cosine cannot reach [`SAME_CLAIM`] by far.
const LEAST_SHARED: f32 = 6.0;
/// How much the head counts against the whole text.
const HEAD_SHARE: f32 = 0.7;

/// A reason beside wording to put two reports together: a credit, reused text. Value is added to their similarity.
pub type Ties = BTreeMap<(usize, usize), f32>;

/// What comparing a report with others takes.
#[derive(Clone, Debug)]
pub struct Profile {
    language: Language,
    head: Scaled,
    full: Scaled,
}

impl Profile {
    /// Of a report, under the weights of its pile.
    pub fn of(unit: &Unit, weights: &Weights) -> Self {
        let [head, full] = [&unit.head, &unit.full].map(|v| Scaled::of(v, weights));
        Self { language: unit.language, head, full }
    }
}

/// How alike two reports are, 0..=1: their heads above all.
pub fn similarity(a: &Profile, b: &Profile) -> f32 {
    let same_language = a.language == b.language;
    HEAD_SHARE * cosine(&a.head, &b.head, same_language) + (1.0 - HEAD_SHARE) * cosine(&a.full, &b.full, same_language)
}

/// Groups of unit numbers, each sorted, in order of their first. `profiles` and `leads` have one entry a unit.
/// Cost: the candidate pairs, times their logarithm.
pub fn group(units: &[Unit], profiles: &[Profile], leads: &[Lead], weights: &Weights, ties: &Ties) -> Vec<Vec<usize>> {
    let nodes = nodes(units, leads, weights);
    let ties = between(&nodes, ties, units.len());
    let alike = |a: usize, b: usize| {
        let tie = ties.get(&(a.min(b), a.max(b))).copied().unwrap_or(0.0);
        let (a, b) = (nodes[a][0], nodes[b][0]);
        let similarity = similarity(&profiles[a], &profiles[b]) + tie;
        // Along a credit or a copy it is drift, and stays with the claim that drifted.
        let apart = tie == 0.0 && similarity >= SAME_CLAIM && leads[a].contradicts(&leads[b]);
        if apart { -similarity } else { similarity }
    };
    let heads: Vec<&Vector> = nodes.iter().map(|members| &units[members[0]].head).collect();
    let holders = Holders::of(&heads);
    let mut near = vec![BTreeMap::<usize, f32>::new(); nodes.len()];
    for (a, b) in holders.candidates(&heads, weights, &ties) {
        let alone = nodes[a].len() * nodes[b].len() == 1;
        let same_document = alone && units[nodes[a][0]].document == units[nodes[b][0]].document;
        let similarity = if same_document { 0.0 } else { alike(a, b) };
        if similarity != 0.0 {
            near[a].insert(b, similarity);
            near[b].insert(a, similarity);
        }
    }
    let said = |members: &Vec<usize>| Said::of(&units[members[0]], members.len());
    let groups = agglomerate(&near, &nodes, nodes.iter().map(said).collect(), weights);
    let common: Vec<Vec<Feature>> = heads.iter().map(|head| holders.common(head)).collect();
    let groups = gather(groups, |node| &common[node], alike, weights);
    let groups = groups.into_iter().map(|g| g.nodes).collect();
    let of_units = |group: Vec<usize>| group.into_iter().flat_map(|n| nodes[n].iter().copied()).collect();
    in_order(join_tied(groups, &near, &ties).into_iter().map(of_units).collect())
}

/// Groups without those that are empty, each sorted, in order of their first.
fn in_order(mut groups: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
    groups.retain(|g| !g.is_empty());
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.sort();
    groups
}

/// A group with a report that is so like one of another group, and tied to it by a credit, joins it: denials and
/// translations word the claim in ways of their own, and are unlike most of the others.
const LIKE_ONE_MEMBER: f32 = 0.24;
/// But not where the groups on the whole have less in common than this.
const LIKE_ON_THE_WHOLE: f32 = 0.08;

/// Joins groups that credits tie, the most alike first.
fn join_tied(groups: Vec<Vec<usize>>, near: &[BTreeMap<usize, f32>], ties: &Ties) -> Vec<Vec<usize>> {
    let mut of = vec![0; near.len()];
    for (g, group) in groups.iter().enumerate() {
        for &u in group {
            of[u] = g;
        }
    }
    let tied = |a: usize, b: usize| near[a].get(&b).copied().filter(|s| *s >= LIKE_ONE_MEMBER && of[a] != of[b]);
    let mut bridges: Vec<(f32, usize, usize)> =
        ties.keys().filter_map(|&(a, b)| Some((tied(a, b)?, of[a], of[b]))).collect();
    bridges.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut groups: Vec<Vec<usize>> = groups;
    let mut moved: Vec<usize> = (0..groups.len()).collect();
    for (_, a, b) in bridges {
        let (a, b) = (follow(&moved, a), follow(&moved, b));
        if a != b && whole(&groups[a], &groups[b], near) >= LIKE_ON_THE_WHOLE {
            let members = std::mem::take(&mut groups[b]);
            groups[a].extend(members);
            moved[b] = a;
        }
    }
    groups
}

fn follow(moved: &[usize], mut group: usize) -> usize {
    while moved[group] != group {
        group = moved[group];
    }
    group
}

/// Average similarity between the members of two groups.
fn whole(a: &[usize], b: &[usize], near: &[BTreeMap<usize, f32>]) -> f32 {
    let sum: f32 = a.iter().flat_map(|x| b.iter().filter_map(|y| near[*x].get(y))).sum();
    sum / (a.len() * b.len()) as f32
}

/// Which nodes have a feature in their heads.
struct Holders(BTreeMap<Feature, Vec<usize>>);

impl Holders {
    fn of(heads: &[&Vector]) -> Self {
        let mut holders: BTreeMap<Feature, Vec<usize>> = BTreeMap::new();
        for (i, head) in heads.iter().enumerate() {
            for &feature in head.keys().filter(|f| f.crosses_languages()) {
                holders.entry(feature).or_default().push(i);
            }
        }
        Self(holders)
    }

    /// Pairs that share enough features of lists that can be walked, or are tied.
    fn candidates(&self, heads: &[&Vector], weights: &Weights, ties: &Ties) -> Vec<(usize, usize)> {
        let mut pairs: Vec<(usize, usize)> = ties.keys().copied().collect();
        for (a, head) in heads.iter().enumerate() {
            let mut shared: BTreeMap<usize, f32> = BTreeMap::new();
            for feature in head.keys() {
                let weight = weights.weight(*feature);
                let holders = self.0.get(feature).filter(|nodes| nodes.len() <= LONGEST_LIST);
                let later = holders.into_iter().flatten().filter(|b| **b > a);
                later.for_each(|b| *shared.entry(*b).or_default() += weight);
            }
            pairs.extend(shared.into_iter().filter(|(_, w)| *w >= LEAST_SHARED).map(|(b, _)| (a, b)));
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// The features of a head whose lists are too long to be walked.
    fn common(&self, head: &Vector) -> Vec<Feature> {
        let long = |f: &&Feature| self.0.get(f).is_some_and(|nodes| nodes.len() > LONGEST_LIST);
        head.keys().filter(long).copied().collect()
    }
}
