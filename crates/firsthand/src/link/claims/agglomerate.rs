//! Average-link agglomeration over sparse similarities.

use std::collections::{BTreeMap, BinaryHeap};

use super::SAME_CLAIM;
use super::gather::Group;
use super::said::Said;
use crate::link::features::Weights;

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

/// `near[a][b]` is the similarity of nodes `a` and `b`, below nought where they contradict each other; pairs that are
/// not listed count as nought. `nodes` has the reports of each, `said` what their leads say: groups that say different
/// things are not merged.
pub(super) fn agglomerate(
    near: &[BTreeMap<usize, f32>],
    nodes: &[Vec<usize>],
    mut said: Vec<Said>,
    weights: &Weights,
) -> Vec<Group> {
    let mut sizes: Vec<usize> = nodes.iter().map(Vec::len).collect();
    let mut members: Vec<Vec<usize>> = (0..near.len()).map(|i| vec![i]).collect();
    let mut sums = sums(near, &sizes);
    let mut heap: BinaryHeap<Merge> = BinaryHeap::new();
    for (a, others) in sums.iter().enumerate() {
        heap.extend(others.range(a + 1..).filter_map(|(&b, &sum)| merge(&sizes, a, b, sum)));
    }
    while let Some(Merge { a, b, sizes: then, .. }) = heap.pop() {
        let stale = then != (sizes[a], sizes[b]);
        if stale || said[a].differs(&said[b], weights) {
            continue;
        }
        let taken = std::mem::take(&mut said[b]);
        said[a].join(taken);
        let moved = std::mem::take(&mut members[b]);
        members[a].extend(moved);
        sizes[a] += std::mem::take(&mut sizes[b]);
        for (c, sum) in std::mem::take(&mut sums[b]) {
            sums[c].remove(&b);
            if c != a {
                *sums[a].entry(c).or_default() += sum;
                let total = sums[a][&c];
                sums[c].insert(a, total);
            }
        }
        heap.extend(sums[a].iter().filter_map(|(&c, &sum)| merge(&sizes, a.min(c), a.max(c), sum)));
    }
    let groups = members.into_iter().zip(said).filter(|(nodes, _)| !nodes.is_empty());
    groups.map(|(nodes, said)| Group { nodes, said }).collect()
}

/// The sums of the similarities between the reports of two nodes.
fn sums(near: &[BTreeMap<usize, f32>], sizes: &[usize]) -> Vec<BTreeMap<usize, f32>> {
    let pairs = |a: usize, b: usize| (sizes[a] * sizes[b]) as f32;
    let row = |(a, others): (usize, &BTreeMap<usize, f32>)| others.iter().map(|(&b, s)| (b, s * pairs(a, b))).collect();
    near.iter().enumerate().map(row).collect()
}

fn merge(sizes: &[usize], a: usize, b: usize, sum: f32) -> Option<Merge> {
    let sizes = (sizes[a], sizes[b]);
    let average = sum / (sizes.0 * sizes.1) as f32;
    (average >= SAME_CLAIM).then_some(Merge { average, a, b, sizes })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(pairs: &[(usize, usize, f32)], n: usize) -> Vec<Vec<usize>> {
        let mut near = vec![BTreeMap::new(); n];
        for &(a, b, s) in pairs {
            near[a].insert(b, s);
            near[b].insert(a, s);
        }
        let nodes: Vec<Vec<usize>> = (0..n).map(|i| vec![i]).collect();
        let groups = agglomerate(&near, &nodes, vec![Said::default(); n], &Weights::default());
        crate::link::claims::in_order(groups.into_iter().map(|g| g.nodes).collect())
    }

    #[test]
    fn a_chain_of_half_alike_reports_does_not_grow_together() {
        let groups = merged(&[(0, 1, 0.5), (1, 2, 0.3), (2, 3, 0.5)], 4);
        assert_eq!(groups, [vec![0, 1], vec![2, 3]]);
    }

    #[test]
    fn what_contradicts_counts_against() {
        let groups = merged(&[(0, 1, 0.5), (2, 3, 0.5), (0, 2, -0.4), (1, 3, 0.4), (0, 3, 0.4), (1, 2, 0.3)], 4);
        assert_eq!(groups, [vec![0, 1], vec![2, 3]]);
    }

    #[test]
    fn reports_that_are_all_alike_are_one_group() {
        let groups = merged(&[(0, 1, 0.5), (1, 2, 0.4), (0, 2, 0.3)], 3);
        assert_eq!(groups, [vec![0, 1, 2]]);
    }
}
