//! Joins groups that only very common features could have brought together.
//!
//! Where a pile tells one thing ten thousand times, what its reports share stands on lists too long to be walked pair
//! by pair. So each group, the largest first, is compared by a few of its reports with the groups before it.

use std::collections::BTreeMap;

use super::said::Said;
use super::{LEAST_SHARED, SAME_CLAIM};
use crate::link::features::{Feature, Weights};

/// Reports by which a group is compared. Sixteen a side are 256 pairs, and an average of so many no longer moves
/// much with the choice of reports.
const SAMPLE: usize = 16;
/// Groups that a common feature leads to: the largest that have it.
const LARGEST: usize = 64;

/// A group, by the numbers of its nodes, and what its leads say.
pub(super) struct Group {
    pub(super) nodes: Vec<usize>,
    pub(super) said: Said,
}

/// `common(node)` are the features of a node's head that found no candidates; `alike` compares two nodes. Groups come
/// back in no particular order. Cost: linear in the groups.
pub(super) fn gather<'a>(
    mut groups: Vec<Group>,
    common: impl Fn(usize) -> &'a [Feature],
    alike: impl Fn(usize, usize) -> f32,
    weights: &Weights,
) -> Vec<Group> {
    groups.sort_by_key(|g| (std::cmp::Reverse(g.nodes.len()), g.nodes[0]));
    let mut gathered: Vec<Group> = Vec::new();
    let mut having: BTreeMap<Feature, Vec<usize>> = BTreeMap::new();
    for group in groups {
        let features = common(group.nodes[0]);
        let near = sharing(features, &having, weights).map(|g| (average(&gathered[g], &group, &alike), g));
        let best =
            near.filter(|(average, g)| *average >= SAME_CLAIM && !gathered[*g].said.differs(&group.said, weights));
        if let Some((_, g)) = best.max_by(|x, y| x.0.total_cmp(&y.0).then(y.1.cmp(&x.1))) {
            gathered[g].said.join(group.said);
            gathered[g].nodes.extend(group.nodes);
            continue;
        }
        for feature in features {
            let largest = having.entry(*feature).or_default();
            if largest.len() < LARGEST {
                largest.push(gathered.len());
            }
        }
        gathered.push(group);
    }
    gathered
}

/// The groups that share enough of the features to be compared.
fn sharing(
    features: &[Feature],
    having: &BTreeMap<Feature, Vec<usize>>,
    weights: &Weights,
) -> impl Iterator<Item = usize> {
    let mut shared: BTreeMap<usize, f32> = BTreeMap::new();
    for feature in features {
        let weight = weights.weight(*feature);
        having.get(feature).into_iter().flatten().for_each(|g| *shared.entry(*g).or_default() += weight);
    }
    shared.into_iter().filter(|(_, weight)| *weight >= LEAST_SHARED).map(|(g, _)| g)
}

/// Average likeness of two groups, by the first reports of each.
fn average(a: &Group, b: &Group, alike: impl Fn(usize, usize) -> f32) -> f32 {
    let [left, right] = [a, b].map(|g| &g.nodes[..g.nodes.len().min(SAMPLE)]);
    let sum: f32 = left.iter().flat_map(|x| right.iter().map(|y| alike(*x, *y))).sum();
    sum / (left.len() * right.len()) as f32
}
