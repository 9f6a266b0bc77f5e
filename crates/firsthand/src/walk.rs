//! What can be reached along relays?

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Node;

/// Ways from node to node.
#[derive(Default)]
pub(crate) struct Ways(BTreeMap<Node, Vec<Node>>);

impl Ways {
    /// The ways from the first of each pair to the second. Cost: O(n log n).
    pub(crate) fn of(pairs: impl Iterator<Item = (Node, Node)>) -> Self {
        let mut all = Self::default();
        pairs.for_each(|(from, to)| all.0.entry(from).or_default().push(to));
        all
    }

    /// The start and everything that can be reached from it. Cost: the ways gone.
    pub(crate) fn reached(&self, start: BTreeSet<Node>) -> BTreeSet<Node> {
        let mut open: Vec<Node> = start.iter().copied().collect();
        let mut all = start;
        while let Some(node) = open.pop() {
            open.extend(self.0.get(&node).into_iter().flatten().filter(|next| all.insert(**next)));
        }
        all
    }
}
