//! What should a person look at first? By doubt and by consequence.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use firsthand::model::{Document, Finding, Node, Status};
use firsthand::pipeline::Linked;
use firsthand::review::{End, ReviewedRelay, Reviews, Verdict};

/// Relays that are kept in the queue: more than a desk reviews in a week. Chosen by hand.
const LONGEST: usize = 500;

/// A relay whose direction is not known is looked at as if half of it were in doubt.
const DOUBT_OF_DIRECTION: f32 = 0.5;

/// A claim that speaks of somebody's standing before the law weighs as much as three that do not. Chosen by hand.
const WEIGHT_OF_ACCUSATION: f32 = 3.0;

/// A relay that nobody has reviewed.
#[derive(Clone, Debug)]
pub(crate) struct Doubt {
    pub(crate) claim: usize,
    pub(crate) relay: usize,
    pub(crate) id: String,
    /// How many articles have the claim through this relay.
    pub(crate) behind: usize,
    weight: f32,
}

/// The relays that nobody has reviewed, those first that are most in doubt and on which most rests: doubt times the
/// articles behind it, claims that accuse before others.
pub(super) fn queue<'a>(documents: &[Document], findings: impl Iterator<Item = &'a Finding>) -> Vec<Doubt> {
    sorted(findings.enumerate().flat_map(|(at, finding)| of_claim(documents, at, finding)).collect())
}

/// The same queue after some claims were traced again.
pub(super) fn after(
    queue: &[Doubt],
    documents: &[Document],
    findings: &[Arc<Finding>],
    touched: &[usize],
) -> Vec<Doubt> {
    let others = queue.iter().filter(|doubt| !touched.contains(&doubt.claim)).cloned();
    let anew = touched.iter().flat_map(|&at| of_claim(documents, at, &findings[at]));
    sorted(others.chain(anew).collect())
}

fn sorted(mut all: Vec<Doubt>) -> Vec<Doubt> {
    all.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| (a.claim, a.relay).cmp(&(b.claim, b.relay))));
    all.truncate(LONGEST);
    all
}

fn of_claim(documents: &[Document], claim: usize, finding: &Finding) -> Vec<Doubt> {
    let relays = &finding.trace.relays;
    let accuses = if finding.claim.legal.is_empty() { 1.0 } else { WEIGHT_OF_ACCUSATION };
    let mut onward: BTreeMap<Node, Vec<Node>> = BTreeMap::new();
    for relay in relays {
        onward.entry(relay.from).or_default().push(relay.to);
    }
    let open = relays.iter().enumerate().filter(|(_, relay)| relay.status == Status::Suggested);
    let doubt = open.map(|(at, relay)| {
        let behind = behind(&onward, relay.to);
        let of_direction = if relay.direction_known { 0.0 } else { DOUBT_OF_DIRECTION };
        let doubt = (1.0 - relay.confidence.get()).max(of_direction);
        let weight = doubt * (behind as f32) * accuses;
        Doubt { claim, relay: at, id: relay.id(documents), behind, weight }
    });
    doubt.collect()
}

/// Articles that have it from this node, itself included.
fn behind(onward: &BTreeMap<Node, Vec<Node>>, node: Node) -> usize {
    let (mut seen, mut open) = (BTreeSet::from([node]), vec![node]);
    while let Some(node) = open.pop() {
        open.extend(onward.get(&node).into_iter().flatten().filter(|&&next| seen.insert(next)));
    }
    seen.iter().filter(|node| matches!(node, Node::Document(_))).count()
}

/// The bounds of a claim if one of its relays were rejected. Cost: that of tracing one claim.
pub(super) fn bounds_without(
    linked: &Linked,
    documents: &[Document],
    at: usize,
    mut reviews: Reviews,
    relay: &firsthand::model::Relay,
) -> (u32, u32) {
    let id = relay.id(documents);
    reviews.relays.retain(|review| review.id != id);
    let end = |node: Node| match node {
        Node::Document(no) => End::Document(documents[no.index()].id.clone()),
        Node::Source(_) => End::Source,
    };
    let rejected = ReviewedRelay {
        id,
        from: end(relay.from),
        to: end(relay.to),
        of: relay.of,
        how: relay.how,
        place: None,
        verdict: Verdict::Rejected,
    };
    reviews.relays.push(rejected);
    let bounds = linked.bounds(at, documents, &reviews);
    (bounds.at_least, bounds.at_most)
}
