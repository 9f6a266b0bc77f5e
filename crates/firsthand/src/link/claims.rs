//! Which reports are of the same claim?
//!
//! Average-link agglomeration over sparse similarities: a report joins a group when it is like the group as a
//! whole, so that a chain of half-alike reports does not grow together. Input order has no say: reports come in the
//! canonical order of the pile, and ties fall to the earlier.

use std::collections::{BTreeMap, BinaryHeap};

use super::features::{Feature, Weights, cosine};
use super::units::Unit;

/// Two reports with this average similarity are of one claim. Chosen by hand on fiction of our own in six languages.
pub const SAME_CLAIM: f32 = 0.20;
/// Features in more documents than this share of the pile find no candidates: too many pairs, and nothing told.
const COMMON_SHARE: f32 = 0.25;
/// Candidate pairs share this much weight at least; below it their cosine cannot reach [`SAME_CLAIM`] by far.
const LEAST_SHARED: f32 = 6.0;
/// How much the head counts against the whole text.
const HEAD_SHARE: f32 = 0.7;

/// A reason beside wording to put two reports together: a credit, reused text. Value is added to their similarity.
pub type Ties = BTreeMap<(usize, usize), f32>;

/// Groups of unit numbers, each sorted, in order of their first.
pub fn group(units: &[Unit], weights: &Weights, ties: &Ties) -> Vec<Vec<usize>> {
    let mut near = vec![BTreeMap::<usize, f32>::new(); units.len()];
    for (a, b) in candidates(units, weights, ties) {
        let tie = ties.get(&(a, b)).copied().unwrap_or(0.0);
        let similarity = similarity(&units[a], &units[b], weights) + tie;
        if similarity > 0.0 && units[a].document != units[b].document {
            near[a].insert(b, similarity);
            near[b].insert(a, similarity);
        }
    }
    let alone = near.clone();
    join_tied(agglomerate(near), &alone, ties)
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
    groups.retain(|g| !g.is_empty());
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.sort();
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

/// How alike two reports are, 0..=1: their heads above all.
pub fn similarity(a: &Unit, b: &Unit, weights: &Weights) -> f32 {
    let same_language = a.language == b.language;
    let head = cosine(&a.head, &b.head, weights, same_language);
    let full = cosine(&a.full, &b.full, weights, same_language);
    HEAD_SHARE * head + (1.0 - HEAD_SHARE) * full
}

/// Pairs that share enough rare features in their heads, or are tied.
fn candidates(units: &[Unit], weights: &Weights, ties: &Ties) -> Vec<(usize, usize)> {
    let common = ((units.len() as f32 * COMMON_SHARE) as usize).max(12);
    let mut holders: BTreeMap<Feature, Vec<usize>> = BTreeMap::new();
    for (i, unit) in units.iter().enumerate() {
        for &feature in unit.head.keys().filter(|f| f.crosses_languages()) {
            holders.entry(feature).or_default().push(i);
        }
    }
    holders.retain(|_, units| units.len() <= common);
    let mut pairs: Vec<(usize, usize)> = ties.keys().copied().collect();
    for (a, unit) in units.iter().enumerate() {
        let mut shared: BTreeMap<usize, f32> = BTreeMap::new();
        for feature in unit.head.keys() {
            let weight = weights.weight(*feature);
            let later = holders.get(feature).into_iter().flatten().filter(|b| **b > a);
            later.for_each(|b| *shared.entry(*b).or_default() += weight);
        }
        pairs.extend(shared.into_iter().filter(|(_, w)| *w >= LEAST_SHARED).map(|(b, _)| (a, b)));
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// A possible merge; the heap gives the most alike first, and of equals the earliest.
#[derive(PartialEq)]
struct Merge {
    average: f32,
    a: usize,
    b: usize,
    sizes: (usize, usize),
}

impl Eq for Merge {}

impl Ord for Merge {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.average.total_cmp(&other.average).then_with(|| (other.a, other.b).cmp(&(self.a, self.b)))
    }
}

impl PartialOrd for Merge {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// `near[a][b]` is the sum of the similarities between the members of groups `a` and `b`; pairs that are not listed
/// count as nought.
fn agglomerate(mut near: Vec<BTreeMap<usize, f32>>) -> Vec<Vec<usize>> {
    let mut members: Vec<Vec<usize>> = (0..near.len()).map(|i| vec![i]).collect();
    let mut heap: BinaryHeap<Merge> = BinaryHeap::new();
    let push = |heap: &mut BinaryHeap<Merge>, members: &[Vec<usize>], a: usize, b: usize, sum: f32| {
        let sizes = (members[a].len(), members[b].len());
        let average = sum / (sizes.0 * sizes.1) as f32;
        if average >= SAME_CLAIM {
            heap.push(Merge { average, a, b, sizes });
        }
    };
    for (a, others) in near.iter().enumerate() {
        for (&b, &sum) in others.range(a + 1..) {
            push(&mut heap, &members, a, b, sum);
        }
    }
    while let Some(Merge { a, b, sizes, .. }) = heap.pop() {
        if sizes != (members[a].len(), members[b].len()) {
            continue;
        }
        let moved = std::mem::take(&mut members[b]);
        members[a].extend(moved);
        for (c, sum) in std::mem::take(&mut near[b]) {
            near[c].remove(&b);
            if c != a {
                *near[a].entry(c).or_default() += sum;
                let total = near[a][&c];
                near[c].insert(a, total);
            }
        }
        let edges: Vec<(usize, f32)> = near[a].iter().map(|(c, s)| (*c, *s)).collect();
        for (c, sum) in edges {
            push(&mut heap, &members, a.min(c), a.max(c), sum);
        }
    }
    let mut groups: Vec<Vec<usize>> = members.into_iter().filter(|m| !m.is_empty()).collect();
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.sort();
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(pairs: &[(usize, usize, f32)], n: usize) -> Vec<BTreeMap<usize, f32>> {
        let mut near = vec![BTreeMap::new(); n];
        for &(a, b, s) in pairs {
            near[a].insert(b, s);
            near[b].insert(a, s);
        }
        near
    }

    #[test]
    fn a_chain_of_half_alike_reports_does_not_grow_together() {
        let groups = agglomerate(near(&[(0, 1, 0.5), (1, 2, 0.3), (2, 3, 0.5)], 4));
        assert_eq!(groups, [vec![0, 1], vec![2, 3]]);
    }

    #[test]
    fn reports_that_are_all_alike_are_one_group() {
        let groups = agglomerate(near(&[(0, 1, 0.5), (1, 2, 0.4), (0, 2, 0.3)], 3));
        assert_eq!(groups, [vec![0, 1, 2]]);
    }
}
