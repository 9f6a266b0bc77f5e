//! What changed on the way from one report to the next? `credits` asks who fell away or is called something else,
//! `wording` what is said.

mod credits;
mod wording;

use super::mentions::{Core, shares, wording as wording_of};
use super::sources::Report;
use super::units::Line;
use crate::model::{Drift, DriftKind, LegalStatement, Node, Of, Relay, Stance, TimeExpression};

/// What a report says of the claim: the sentences that word so much of it.
const LEAST_SHARE: f32 = 0.25;

/// One step of the claim, with what a comparison needs.
struct Step<'r, 'a> {
    parent: &'r Report<'a>,
    child: &'r Report<'a>,
    core: &'r Core,
}

/// The drift along every relay of the claim between two reports, in order of the relays. `times` gives the time
/// expressions of a report's document. Cost: linear in relays and in what the reports say of the claim.
pub(super) fn drift<'t>(
    reports: &[Report<'_>],
    relays: &[Relay],
    legal: &[LegalStatement],
    core: &Core,
    times: impl Fn(&Report<'_>) -> &'t [TimeExpression],
) -> Vec<Drift> {
    let numbers: std::collections::BTreeMap<Node, usize> =
        reports.iter().enumerate().map(|(at, r)| (Node::Document(r.unit.document), at)).collect();
    let between = relays.iter().filter(|r| r.of == Of::Assertion && r.direction_known);
    let mut found = Vec::new();
    for relay in between {
        let (Some(&parent), Some(&child)) = (numbers.get(&relay.from), numbers.get(&relay.to)) else { continue };
        let step = Step { parent: &reports[parent], child: &reports[child], core };
        // Whoever denies a claim turns its words round, and does not pass them on changed.
        if step.child.stance == Stance::Denies {
            continue;
        }
        found.extend(credits::dropped(&step));
        found.extend(credits::actor(&step));
        found.extend(wording::hedge(&step));
        found.extend(wording::number(&step));
        found.extend(wording::negation(&step));
        found.extend(wording::scope(&step));
        found.extend(wording::time(&step, times(step.parent), times(step.child)));
        found.extend(status(&step, legal));
    }
    found
}

impl<'r> Step<'r, '_> {
    fn change(&self, kind: DriftKind, was: String, became: String) -> Drift {
        Drift { from: Node::Document(self.parent.unit.document), to: self.child.unit.document, kind, was, became }
    }

    /// The sentences of a report that word the claim best, in order.
    fn best(&self, report: &'r Report<'_>) -> Vec<&'r Line> {
        let shares = shares(report.unit, self.core);
        wording_of(report.unit, &shares).into_iter().map(|at| &report.unit.lines[at]).collect()
    }

    /// The sentences of a report that word the claim, in order; its first one where none words much of it.
    fn lines(&self, report: &'r Report<'_>) -> Vec<&'r Line> {
        let shares = shares(report.unit, self.core);
        let found: Vec<&Line> =
            report.unit.lines.iter().zip(&shares).filter(|(_, share)| **share >= LEAST_SHARE).map(|(l, _)| l).collect();
        if found.is_empty() { report.unit.lines.first().into_iter().collect() } else { found }
    }
}

fn words(report: &Report<'_>, line: &Line) -> String {
    report.document.slice(line.place).to_owned()
}

/// A status that goes further than the parent's, in a report that has nothing beside what others reported: who has news
/// of their own of the proceedings tells what happened since.
fn status(step: &Step<'_, '_>, legal: &[LegalStatement]) -> Option<Drift> {
    if !credits::only_relays(step.child) {
        return None;
    }
    let of = |report: &Report<'_>| {
        let own = legal.iter().filter(move |s| s.document == report.unit.document);
        own.max_by_key(|s| s.status).cloned()
    };
    let (was, became) = (of(step.parent)?, of(step.child)?);
    let further = became.status > was.status;
    let words = |report: &Report<'_>, s: &LegalStatement| report.document.slice(s.place).to_owned();
    further.then(|| step.change(DriftKind::LegalStatus, words(step.parent, &was), words(step.child, &became)))
}
