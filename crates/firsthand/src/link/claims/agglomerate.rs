//! Average-link agglomeration over sparse similarities.

use std::collections::{BTreeMap, BinaryHeap};

use super::SAME_CLAIM;
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

/// `near[a][b]` is the sum of the similarities between the members of groups `a` and `b`, below nought where they
/// contradict each other; pairs that are not listed count as nought. `said` has one entry a report: groups that say
/// different things are not merged.
pub(super) fn agglomerate(
    mut near: Vec<BTreeMap<usize, f32>>,
    mut said: Vec<Said>,
    weights: &Weights,
) -> Vec<Vec<usize>> {
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
        let stale = sizes != (members[a].len(), members[b].len());
        if stale || said[a].differs(&said[b], weights) {
            continue;
        }
        let taken = std::mem::take(&mut said[b]);
        said[a].join(taken);
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

    fn merged(pairs: &[(usize, usize, f32)], n: usize) -> Vec<Vec<usize>> {
        let mut near = vec![BTreeMap::new(); n];
        for &(a, b, s) in pairs {
            near[a].insert(b, s);
            near[b].insert(a, s);
        }
        agglomerate(near, vec![Said::default(); n], &Weights::default())
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
