//! What changed on the way from one report to the next?
//!
//! First version: sources that fell away, hedges that came or went, a number at the same word that differs, and a
//! stated status that goes further. Who acts, how far the claim reaches and when are not compared yet.

use super::features::Feature;
use super::mentions::{Core, shares, wording};
use super::sources::Report;
use super::units::Line;
use crate::lexicon::List;
use crate::model::{Attribution, Drift, DriftKind, LegalStatement, Node, Of, Relay, SourceKind};

/// The drift along every relay of the claim between two reports, in order of the relays.
pub(super) fn drift(reports: &[Report<'_>], relays: &[Relay], legal: &[LegalStatement], core: &Core) -> Vec<Drift> {
    let report = |node| reports.iter().find(|r| Node::Document(r.unit.document) == node);
    let between = relays.iter().filter(|r| r.of == Of::Assertion && r.direction_known);
    let mut found = Vec::new();
    for relay in between {
        let (Some(parent), Some(child)) = (report(relay.from), report(relay.to)) else { continue };
        found.extend(attribution_dropped(parent, child));
        found.extend(hedge(parent, child, core));
        found.extend(number(parent, child, core));
        found.extend(status(parent, child, legal));
    }
    found
}

fn change(parent: &Report<'_>, child: &Report<'_>, kind: DriftKind, was: String, became: String) -> Drift {
    Drift { from: Node::Document(parent.unit.document), to: child.unit.document, kind, was, became }
}

fn words(report: &Report<'_>, line: &Line) -> String {
    report.document.slice(line.place).to_owned()
}

/// The hops of a report's chains, outermost first.
fn hops<'r>(report: &'r Report<'_>) -> impl Iterator<Item = &'r Attribution> {
    report.chains.iter().flat_map(|c| std::iter::once(&c.head).chain(&c.via)).map(|&at| &report.attributions[at])
}

/// A hop that the parent names and the child passes over: no hop of its class is left in the child, beside the one
/// that names the parent itself.
fn attribution_dropped(parent: &Report<'_>, child: &Report<'_>) -> Option<Drift> {
    let left: Vec<&Attribution> = hops(child).filter(|a| a.outlet.is_none() || a.outlet != parent.outlet).collect();
    let kept = |hop: &Attribution| left.iter().any(|a| class(a) == class(hop) && (a.named || !hop.named));
    let gone = hops(parent).find(|hop| class(hop) != Class::Crowd && !kept(hop))?;
    let source = |a: &Attribution| a.source.first().copied();
    let was = source(gone).map_or(String::new(), |p| parent.document.slice(p).to_owned());
    let became = hops(child).find_map(source).map_or(String::new(), |p| child.document.slice(p).to_owned());
    Some(change(parent, child, DriftKind::AttributionDropped, was, became))
}

#[derive(PartialEq)]
enum Class {
    Outlet,
    Paper,
    Speaker,
    Crowd,
}

fn class(attribution: &Attribution) -> Class {
    match attribution.source_kind {
        SourceKind::Outlet => Class::Outlet,
        SourceKind::Document => Class::Paper,
        SourceKind::Person | SourceKind::Institution | SourceKind::Anonymous | SourceKind::WitnessReporter => {
            Class::Speaker
        }
        SourceKind::Collective => Class::Crowd,
    }
}

/// The sentences in which a report words the claim first: the best of its head.
fn first_wording<'r>(report: &'r Report<'_>, core: &Core) -> Option<&'r Line> {
    let shares = shares(report.unit, core);
    let lines = wording(report.unit, &shares);
    lines
        .iter()
        .map(|&l| &report.unit.lines[l])
        .find(|l| l.role != crate::model::Role::Title)
        .or_else(|| lines.first().map(|&l| &report.unit.lines[l]))
}

fn hedge(parent: &Report<'_>, child: &Report<'_>, core: &Core) -> Option<Drift> {
    let (was, became) = (first_wording(parent, core)?, first_wording(child, core)?);
    let kind = match (was.has(List::Hedge), became.has(List::Hedge)) {
        (true, false) => DriftKind::HedgeDropped,
        (false, true) => DriftKind::HedgeAdded,
        _ => return None,
    };
    Some(change(parent, child, kind, words(parent, was), words(child, became)))
}

/// Numbers with the word that they count.
fn counts<'r>(report: &'r Report<'_>) -> impl Iterator<Item = (u64, Feature, &'r Line)> {
    report.unit.lines.iter().flat_map(|line| {
        line.features.windows(2).filter_map(move |pair| match pair {
            [Feature::Number(n), counted @ (Feature::Concept(_) | Feature::Word(_))] => Some((*n, *counted, line)),
            _ => None,
        })
    })
}

/// The same word with a number that the parent does not have, where the parent's is gone.
fn number(parent: &Report<'_>, child: &Report<'_>, core: &Core) -> Option<Drift> {
    let has = |report: &Report<'_>, n: u64| report.unit.full.contains_key(&Feature::Number(n));
    for (n, counted, line) in counts(child).filter(|(_, f, _)| core.features().contains_key(f)) {
        if has(parent, n) {
            continue;
        }
        let was = counts(parent).find(|(m, f, _)| *f == counted && !has(child, *m));
        if let Some((_, _, was)) = was {
            return Some(change(parent, child, DriftKind::Number, words(parent, was), words(child, line)));
        }
    }
    None
}

fn status(parent: &Report<'_>, child: &Report<'_>, legal: &[LegalStatement]) -> Option<Drift> {
    let of = |report: &Report<'_>| {
        let own = legal.iter().filter(move |s| s.document == report.unit.document);
        own.max_by_key(|s| s.status).cloned()
    };
    let (was, became) = (of(parent)?, of(child)?);
    let further = became.status > was.status;
    let words = |report: &Report<'_>, s: &LegalStatement| report.document.slice(s.place).to_owned();
    further.then(|| change(parent, child, DriftKind::LegalStatus, words(parent, &was), words(child, &became)))
}
