//! Who took the claim back, and which reports still rest on what was taken back?

use std::collections::{BTreeMap, BTreeSet};

use super::build::LinkedClaim;
use super::credits::line_of;
use super::sources::{Report, Sources};
use super::units::Line;
use crate::lexicon::List;
use crate::model::{Document, DocumentNo, Node, Of, OutletNo, Owed, Place};

/// A report or source that was taken back, and the first sentence of the collection that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    /// What was taken back.
    pub node: Node,
    /// Where it stands.
    pub told: (DocumentNo, Place),
}

/// Everything that a text of the claim says was withdrawn, disowned or deleted: sources that it credits, and earlier
/// reports of an outlet, its own or one that it names. Cost: linear in the sentences, and in the reports for each that
/// speaks of it.
pub(super) fn withdrawals(reports: &[Report<'_>], sources: &Sources) -> Vec<Withdrawal> {
    let mut first: BTreeMap<Node, (DocumentNo, Place)> = BTreeMap::new();
    for (number, report) in reports.iter().enumerate() {
        let here = |place| (report.unit.document, place);
        for (chain, credit) in report.chains.iter().zip(&sources.credits[number]) {
            let attribution = &report.attributions[chain.head];
            if attribution.grounds.withdrawn && sources.all[credit.source.0 as usize].withdrawn {
                first.entry(Node::Source(credit.source)).or_insert(here(attribution.sentence));
            }
        }
        for (outlet, place) in taken_back(report) {
            let earlier = reports
                .iter()
                .filter(|r| r.outlet == Some(outlet) && r.document.published.before(&report.document.published));
            for earlier in earlier {
                first.entry(Node::Document(earlier.unit.document)).or_insert(here(place));
            }
        }
    }
    first.into_iter().map(|(node, told)| Withdrawal { node, told }).collect()
}

/// The outlets that take a report back in this text, with the sentences that say so: sentences that speak of a
/// withdrawal and of the text's own outlet, or name another and pass nothing on from it.
pub(super) fn taken_back(report: &Report<'_>) -> Vec<(OutletNo, Place)> {
    let heads =
        |line: usize| report.chains.iter().filter(move |c| c.line == line).map(|c| &report.attributions[c.head]);
    let passes_on = |line: usize| heads(line).any(|head| !head.content.is_empty());
    let speaks = |(at, line): &(usize, &Line)| line.has(List::Withdrawn) && !passes_on(*at);
    let mut found = Vec::new();
    for (at, line) in report.unit.lines.iter().enumerate().filter(speaks) {
        let own = line.names_own || line.has(List::OwnOutlet) || line.has(List::OwnEarlier);
        let here = report.attributions.iter().filter(|a| line_of(report.unit, a.sentence) == Some(at));
        let named = here.filter_map(|a| a.outlet);
        found.extend(named.chain(report.outlet.filter(|_| own)).map(|outlet| (outlet, line.place)));
    }
    found
}

/// A correction for each report that has the claim, by whatever way, from what was withdrawn, and does not say so
/// itself. Cost: linear in the relays for each withdrawal.
pub(crate) fn owed_after_withdrawals(claim: &LinkedClaim, documents: &[Document]) -> Vec<Owed> {
    let taken: BTreeSet<Node> = claim.withdrawals.iter().map(|w| w.node).collect();
    let knows =
        |no: DocumentNo| taken.contains(&Node::Document(no)) || claim.withdrawals.iter().any(|w| w.told.0 == no);
    let mut owed: BTreeMap<DocumentNo, Owed> = BTreeMap::new();
    for withdrawal in &claim.withdrawals {
        let told = &documents[withdrawal.told.0.index()].id;
        for no in resting_on(claim, withdrawal.node).into_iter().filter(|no| !knows(*no)) {
            let text = format!("a correction, since what it rests on was withdrawn, as {told} tells");
            let mention = claim.claim.mentions.iter().find(|m| m.document == no);
            if let Some(mention) = mention {
                owed.entry(no).or_insert(Owed { kind: "correction", text, place: (no, mention.place) });
            }
        }
    }
    owed.into_values().collect()
}

/// Documents that have the claim from a node, straight or through others.
fn resting_on(claim: &LinkedClaim, node: Node) -> Vec<DocumentNo> {
    let (mut open, mut seen, mut documents) = (vec![node], BTreeSet::from([node]), Vec::new());
    while let Some(from) = open.pop() {
        let onwards = claim.relays.iter().filter(|r| r.from == from && r.of == Of::Assertion && r.direction_known);
        for to in onwards.map(|r| r.to).filter(|to| seen.insert(*to)) {
            open.push(to);
            documents.extend(if let Node::Document(no) = to { Some(no) } else { None });
        }
    }
    documents
}
