//! Reports that open in the same words are compared as one, so that a claim costs what its wordings cost, however often
//! each of them is repeated.

use std::collections::BTreeMap;

use super::{LEAST_SHARED, Lead, Ties};
use crate::link::features::{Feature, Weights};
use crate::link::units::Unit;
use crate::model::Language;

/// The language and the features of a head, their weights as bits.
type Head = (Language, Vec<(Feature, u32)>);

/// Reports with equal heads and leads that do not contradict each other, by number and in order. Each node has one at
/// least, and the first stands for the others.
pub(super) fn nodes(units: &[Unit], leads: &[Lead], weights: &Weights) -> Vec<Vec<usize>> {
    let mut of_head: BTreeMap<Head, Vec<usize>> = BTreeMap::new();
    let mut nodes: Vec<Vec<usize>> = Vec::new();
    for (i, unit) in units.iter().enumerate() {
        let head = unit.head.iter().map(|(feature, weight)| (*feature, weight.to_bits())).collect();
        let alike = of_head.entry((unit.language, head)).or_default();
        // Two items of one page are two reports, and stand side by side in the pile.
        let fits = |node: &&usize| {
            let members = &nodes[**node];
            let last = members[members.len() - 1];
            units[last].document != unit.document && !leads[members[0]].contradicts(&leads[i])
        };
        if let Some(node) = alike.iter().find(fits).filter(|_| tells(unit, weights)) {
            nodes[*node].push(i);
        } else {
            alike.push(nodes.len());
            nodes.push(vec![i]);
        }
    }
    nodes
}

/// Whether a head says enough that an equal one is the same news.
fn tells(unit: &Unit, weights: &Weights) -> bool {
    unit.head.keys().map(|f| weights.weight(*f)).sum::<f32>() >= LEAST_SHARED
}

/// The ties between nodes: the strongest between any two of their reports, since each of them words what both do.
pub(super) fn between(nodes: &[Vec<usize>], ties: &Ties, units: usize) -> Ties {
    let mut node_of = vec![0; units];
    for (n, members) in nodes.iter().enumerate() {
        for &unit in members {
            node_of[unit] = n;
        }
    }
    let mut between = Ties::new();
    for (&(a, b), &value) in ties {
        let (a, b) = (node_of[a].min(node_of[b]), node_of[a].max(node_of[b]));
        if a != b {
            let tie = between.entry((a, b)).or_insert(0.0);
            *tie = f32::max(*tie, value);
        }
    }
    between
}
