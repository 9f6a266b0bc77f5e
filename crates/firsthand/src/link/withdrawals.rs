//! Who took the claim back, and which reports still rest on what was taken back?

use std::collections::{BTreeMap, BTreeSet};

use super::build::LinkedClaim;
use super::credits::line_of;
use super::sources::{Report, Sources};
use super::units::Line;
use crate::lexicon::List;
use crate::model::{Document, DocumentNo, Node, Of, OutletNo, Owed, Place};
use crate::walk::Ways;

/// A report or source that was taken back, and the first sentence of the collection that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    /// What was taken back.
    pub node: Node,
    /// Where it stands.
    pub told: (DocumentNo, Place),
}

/// Everything that a text of the claim says was withdrawn, disowned or deleted: sources that it credits, and earlier
/// reports of an outlet, its own or one that it names; by node. Cost: linear in the sentences, and in the reports for each that
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
        for &(outlet, place) in &report.taken_back {
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
        let own = line.names_own || line.has(List::OwnEarlier);
        let here = report.attributions.iter().filter(|a| line_of(report.unit, a.sentence) == Some(at));
        let named = here.filter_map(|a| a.outlet);
        found.extend(named.chain(report.outlet.filter(|_| own)).map(|outlet| (outlet, line.place)));
    }
    found
}

/// A correction for each report that has the claim, by whatever way, from what was withdrawn, and does not say so
/// itself. Cost: O(n log n) in the relays, and for each withdrawal the relays that lead on from it.
pub(crate) fn owed_after_withdrawals(claim: &LinkedClaim, documents: &[Document]) -> Vec<Owed> {
    let onwards = claim.relays.iter().filter(|r| r.of == Of::Assertion && r.direction_known).map(|r| (r.from, r.to));
    let onwards = Ways::of(onwards);
    let known: BTreeSet<Node> = claim.withdrawals.iter().flat_map(|w| [w.node, Node::Document(w.told.0)]).collect();
    let mut owed: BTreeMap<DocumentNo, Owed> = BTreeMap::new();
    for withdrawal in &claim.withdrawals {
        for node in onwards.reached(BTreeSet::from([withdrawal.node])).difference(&known) {
            let Node::Document(no) = *node else { continue };
            let Some(mention) = claim.claim.mentions.iter().find(|m| m.document == no) else { continue };
            owed.entry(no).or_insert_with(|| correction(withdrawal, (no, mention.place), documents));
        }
    }
    owed.into_values().collect()
}

/// The day, and no id, tells where it is told: what an id is made of can be a name.
fn correction(withdrawal: &Withdrawal, place: (DocumentNo, Place), documents: &[Document]) -> Owed {
    let day = documents[withdrawal.told.0.index()].published.day();
    let day = day.map(|day| format!(", as reported on {day}")).unwrap_or_default();
    Owed { kind: "correction", text: format!("a correction, since what it rests on was withdrawn{day}"), place }
}
