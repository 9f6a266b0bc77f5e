//! Which outlet has which lane, and where in it does each article stand?

use std::collections::BTreeSet;

use super::super::super::words::document_name;
use super::super::story::Story;
use crate::model::{DocumentNo, Node};

/// More lanes than this do not fit a screen: outlets with least to tell share the last one. Chosen by hand.
const LANES_SHOWN: usize = 14;

/// A lane: an outlet, or all that share one.
pub(super) struct Lane {
    pub(super) label: String,
    /// Ordered by x.
    pub(super) documents: Vec<(DocumentNo, i32)>,
}

/// The lanes, those that had it first on top; the shared lane last.
pub(super) fn lanes(story: &Story<'_>, placed: &[(DocumentNo, i32)]) -> Vec<Lane> {
    let mut lanes = by_outlet(story, placed);
    lanes.sort_by_key(|lane| lane.documents.first().map(|&(no, x)| (x, no)));
    if lanes.len() <= LANES_SHOWN {
        return lanes;
    }
    let passed_on = passed_on(story);
    let weight = |lane: &Lane| {
        let leads = lane.documents.iter().filter(|(no, _)| passed_on.contains(no)).count();
        (leads > 0, lane.documents.len() + leads)
    };
    let mut weights: Vec<(bool, usize)> = lanes.iter().map(weight).collect();
    weights.sort_unstable_by(|a, b| b.cmp(a));
    let least = weights[LANES_SHOWN - 2];
    let mut room = LANES_SHOWN - 1;
    let (kept, rest): (Vec<Lane>, Vec<Lane>) = lanes.into_iter().partition(|lane| {
        let keeps = room > 0 && weight(lane) >= least;
        room -= usize::from(keeps);
        keeps
    });
    kept.into_iter().chain([shared(rest)]).collect()
}

fn shared(lanes: Vec<Lane>) -> Lane {
    let label = format!("{} more outlets", lanes.len());
    let mut documents: Vec<(DocumentNo, i32)> = lanes.into_iter().flat_map(|lane| lane.documents).collect();
    documents.sort_by_key(|&(no, x)| (x, no));
    Lane { label, documents }
}

fn by_outlet(story: &Story<'_>, placed: &[(DocumentNo, i32)]) -> Vec<Lane> {
    let mut named: Vec<(String, i32, DocumentNo)> =
        placed.iter().map(|&(no, x)| (document_name(story.pile, no), x, no)).collect();
    named.sort();
    let mut lanes: Vec<Lane> = Vec::new();
    for (label, x, no) in named {
        match lanes.last_mut() {
            Some(lane) if lane.label == label => lane.documents.push((no, x)),
            _ => lanes.push(Lane { label, documents: vec![(no, x)] }),
        }
    }
    lanes
}

fn passed_on(story: &Story<'_>) -> BTreeSet<DocumentNo> {
    let starts = story.trace().relays.iter().map(|r| r.from);
    starts.filter_map(|node| if let Node::Document(no) = node { Some(no) } else { None }).collect()
}

/// Row within the lane for each of its documents, so that no two circles touch, and how many rows there are.
pub(super) fn rows(lane: &Lane, room: i32) -> (Vec<i32>, i32) {
    let mut ends: Vec<i32> = Vec::new();
    let mut rows = Vec::new();
    for &(_, x) in &lane.documents {
        let row = ends.iter().position(|&end| end + room <= x).unwrap_or(ends.len());
        if row == ends.len() {
            ends.push(x);
        } else {
            ends[row] = x;
        }
        rows.push(row_number(row));
    }
    (rows, row_number(ends.len().max(1)))
}

/// A drawing has at most a thousand nodes.
fn row_number(row: usize) -> i32 {
    i32::try_from(row).unwrap_or(i32::MAX)
}
