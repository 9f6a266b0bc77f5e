//! What is known of each start of a claim?

use std::collections::{BTreeMap, BTreeSet};

use super::bounds::Proof;
use super::rules::{self, Rule};
use crate::model::{ClaimRows, DocumentNo, Lineage, Node, Origin, OriginState, Reason, Root, SourceId, SourceKind};

const NO_SOURCE_READ: &str = "where this document has it from is not recorded";
const SAME_START: &str = "the same start as another document: shared wording, one publisher family, or one loop";

/// Every chain's end and, where a loop has none, its members, with state and reason; in the order of
/// [`Lineage::ends`], then loops. Cost: near linear.
pub(super) fn origins(rows: &ClaimRows<'_>, lineage: &Lineage, proof: &Proof<'_>, why: &[Reason]) -> Vec<Origin> {
    let starts = Starts::new(rows, lineage, proof, why);
    let ends: BTreeSet<&Node> = lineage.ends.iter().collect();
    let mut looping: Vec<Node> = starts.leads.iter().copied().filter(|node| !ends.contains(node)).collect();
    looping.retain(|node| starts.looping.contains(node));
    lineage.ends.iter().copied().chain(looping).map(|node| starts.origin(node, proof)).collect()
}

struct Starts<'a> {
    kinds: BTreeMap<SourceId, SourceKind>,
    /// Nodes that stand for a root.
    leads: BTreeSet<Node>,
    /// Members of roots that come back to themselves.
    looping: BTreeSet<Node>,
    members: BTreeSet<Node>,
    own_voice: BTreeSet<DocumentNo>,
    rules: BTreeMap<Node, &'a Reason>,
}

impl<'a> Starts<'a> {
    fn new(rows: &ClaimRows<'_>, lineage: &Lineage, proof: &Proof<'_>, why: &'a [Reason]) -> Self {
        let mut rules = BTreeMap::new();
        for reason in why {
            for node in &reason.nodes {
                rules.entry(*node).or_insert(reason);
            }
        }
        let own_voice = rows.documents.iter().filter(|row| row.reads_like_own_voice).map(|row| row.no).collect();
        Self {
            kinds: rows.sources.iter().map(|source| (source.id, source.kind)).collect(),
            leads: lineage.roots.iter().flat_map(|root| proof.stand_for(root)).collect(),
            looping: lineage.roots.iter().filter(|root| root.on_loop).flat_map(members).collect(),
            members: lineage.roots.iter().flat_map(members).collect(),
            own_voice,
            rules,
        }
    }

    fn origin(&self, node: Node, proof: &Proof<'_>) -> Origin {
        let reason = self.rules.get(&node).map(|reason| reason.text.as_str());
        let (state, because) = match node {
            Node::Source(id) => (self.state_of_source(id, proof), reason.unwrap_or_default()),
            Node::Document(no) => self.state_of_document(no, reason),
        };
        Origin { node, state, because: because.to_owned() }
    }

    fn state_of_source(&self, id: SourceId, proof: &Proof<'_>) -> OriginState {
        let node = Node::Source(id);
        let is = |rule: Rule| self.rules.get(&node).is_some_and(|reason| reason.rule == rule.name);
        if proof.counts_least(id) {
            OriginState::ShownIndependent
        } else if is(rules::ONE_CHAIN_OF_COMMAND) || is(rules::PAPER_COULD_BE_COUNTED) {
            OriginState::SameOrigin
        } else if self.leads.contains(&node) || self.kinds.get(&id) == Some(&SourceKind::Collective) {
            OriginState::LineageNotRecorded
        } else {
            OriginState::SameOrigin
        }
    }

    fn state_of_document<'r>(&self, no: DocumentNo, reason: Option<&'r str>) -> (OriginState, &'r str) {
        let node = Node::Document(no);
        if self.leads.contains(&node) {
            (OriginState::LineageNotRecorded, reason.unwrap_or(NO_SOURCE_READ))
        } else if self.members.contains(&node) {
            (OriginState::SameOrigin, SAME_START)
        } else if self.own_voice.contains(&no) && reason == Some(rules::FAMILY_EXPLAINED.text) {
            (OriginState::SameOrigin, rules::FAMILY_EXPLAINED.text)
        } else {
            (OriginState::LineageNotRecorded, NO_SOURCE_READ)
        }
    }
}

fn members(root: &Root) -> impl Iterator<Item = Node> {
    let sources = root.sources.iter().map(|id| Node::Source(*id));
    sources.chain(root.documents.iter().map(|no| Node::Document(*no)))
}
