//! How do the rows of a trace look: sources, relays, origins, bounds, and what hangs on them?

use serde::Serialize;

use super::super::unnamed::why_unnamed;
use super::super::wire::{DocumentPlaceRow, NodeRow, Pile, PlaceRow, confidence, source_id};
use crate::model::{Drift, Evidence, Missing, Origin, Owed, Reason, Relay, ReviewedBounds, Source, Trace, WouldChange};

#[derive(Serialize)]
pub(super) struct SourceRow<'a> {
    id: String,
    name: &'a str,
    kind: &'static str,
    aliases: &'a [String],
    count: u32,
    or_more: bool,
    first_hand: bool,
    withdrawn: bool,
    only_part: Option<QuoteRow<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unnamed: Vec<UnnamedRow<'a>>,
}

/// Why the text says that it names nobody, with the words that say so.
#[derive(Serialize)]
struct UnnamedRow<'a> {
    why: &'static str,
    #[serde(flatten)]
    words: QuoteRow<'a>,
}

#[derive(Serialize)]
struct QuoteRow<'a> {
    #[serde(flatten)]
    at: DocumentPlaceRow<'a>,
    text: &'a str,
}

pub(super) fn source<'a>(pile: Pile<'a>, source: &'a Source) -> SourceRow<'a> {
    let quote = |(no, place)| QuoteRow {
        at: DocumentPlaceRow { document: pile.id(no), place: PlaceRow::from(place) },
        text: pile.words(no, place),
    };
    let unnamed = why_unnamed(pile.0, source).into_iter();
    SourceRow {
        id: source_id(source.id),
        name: &source.name,
        kind: source.kind.name(),
        aliases: &source.aliases,
        count: source.count,
        or_more: source.or_more,
        first_hand: source.first_hand,
        withdrawn: source.withdrawn,
        only_part: source.only_part.map(quote),
        unnamed: unnamed.map(|(no, place, why)| UnnamedRow { why: why.name(), words: quote((no, place)) }).collect(),
    }
}

#[derive(Serialize)]
pub(super) struct RelayRow<'a> {
    id: String,
    from: NodeRow<'a>,
    to: NodeRow<'a>,
    how: &'static str,
    of: &'static str,
    direction: &'static str,
    evidence: Vec<EvidenceRow<'a>>,
    confidence: f64,
    status: &'static str,
}

#[derive(Serialize)]
struct EvidenceRow<'a> {
    kind: &'static str,
    detail: &'a str,
    spans: Vec<DocumentPlaceRow<'a>>,
}

pub(super) fn relay<'a>(pile: Pile<'a>, relay: &'a Relay) -> RelayRow<'a> {
    RelayRow {
        id: relay.id(pile.0),
        from: pile.node(relay.from),
        to: pile.node(relay.to),
        how: relay.how.name(),
        of: relay.of.name(),
        direction: if relay.direction_known { "known" } else { "unknown" },
        evidence: relay.evidence.iter().map(|e| evidence(pile, e)).collect(),
        confidence: confidence(relay.confidence),
        status: relay.status.name(),
    }
}

fn evidence<'a>(pile: Pile<'a>, evidence: &'a Evidence) -> EvidenceRow<'a> {
    EvidenceRow { kind: evidence.kind.name(), detail: &evidence.detail, spans: pile.places(&evidence.places) }
}

#[derive(Serialize)]
pub(super) struct OriginRow<'a> {
    node: NodeRow<'a>,
    state: &'static str,
    because: &'a str,
}

pub(super) fn origin<'a>(pile: Pile<'a>, origin: &'a Origin) -> OriginRow<'a> {
    OriginRow { node: pile.node(origin.node), state: origin.state.name(), because: &origin.because }
}

#[derive(Serialize)]
pub(super) struct IndependentRow<'a> {
    at_least: u32,
    at_most: u32,
    or_more: bool,
    channels: u32,
    bottlenecks: Vec<NodeRow<'a>>,
    why: Vec<ReasonRow<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reviewed: Option<ReviewedRow>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    would_change: Vec<WouldChangeRow<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    if_doubtful: Option<DoubtRow>,
}

/// A finding, and the bounds, were it so.
#[derive(Serialize)]
struct WouldChangeRow<'a> {
    finding: &'static str,
    text: &'a str,
    nodes: Vec<NodeRow<'a>>,
    at_least: u32,
    at_most: u32,
}

/// Where the bounds lie in nine of ten draws over the doubtful relays.
#[derive(Serialize)]
struct DoubtRow {
    draws: u32,
    at_least: (u32, u32),
    at_most: (u32, u32),
}

/// Bounds that hold whichever of the unreviewed relays are right.
#[derive(Serialize)]
struct ReviewedRow {
    at_least: u32,
    at_most: u32,
    confirmed: u32,
    unreviewed: u32,
}

impl From<&ReviewedBounds> for ReviewedRow {
    fn from(bounds: &ReviewedBounds) -> Self {
        let &ReviewedBounds { at_least, at_most, confirmed, unreviewed, begun: _ } = bounds;
        Self { at_least, at_most, confirmed, unreviewed }
    }
}

#[derive(Serialize)]
struct ReasonRow<'a> {
    rule: &'static str,
    text: &'a str,
    nodes: Vec<NodeRow<'a>>,
    at_least: u32,
    at_most: u32,
    spans: Vec<DocumentPlaceRow<'a>>,
}

pub(super) fn independent<'a>(pile: Pile<'a>, trace: &'a Trace) -> IndependentRow<'a> {
    let bounds = &trace.bounds;
    IndependentRow {
        reviewed: trace.reviewed.as_ref().map(ReviewedRow::from),
        at_least: bounds.at_least,
        at_most: bounds.at_most,
        or_more: bounds.or_more,
        channels: bounds.channels,
        bottlenecks: bounds.bottlenecks.iter().map(|&n| pile.node(n)).collect(),
        why: bounds.why.iter().map(|r| reason(pile, r)).collect(),
        would_change: trace.would_change.iter().map(|c| would_change(pile, c)).collect(),
        if_doubtful: trace.doubt.map(|d| DoubtRow { draws: d.draws, at_least: d.at_least, at_most: d.at_most }),
    }
}

fn would_change<'a>(pile: Pile<'a>, change: &'a WouldChange) -> WouldChangeRow<'a> {
    WouldChangeRow {
        finding: change.finding,
        text: &change.text,
        nodes: change.nodes.iter().map(|&n| pile.node(n)).collect(),
        at_least: change.at_least,
        at_most: change.at_most,
    }
}

fn reason<'a>(pile: Pile<'a>, reason: &'a Reason) -> ReasonRow<'a> {
    ReasonRow {
        rule: reason.rule,
        text: &reason.text,
        nodes: reason.nodes.iter().map(|&n| pile.node(n)).collect(),
        at_least: reason.at_least,
        at_most: reason.at_most,
        spans: pile.places(&reason.places),
    }
}

pub(super) fn loops<'a>(pile: Pile<'a>, trace: &Trace) -> Vec<Vec<&'a str>> {
    trace.loops.iter().map(|ring| ring.iter().map(|&no| pile.id(no)).collect()).collect()
}

#[derive(Serialize)]
pub(super) struct DriftRow<'a> {
    from: String,
    to: &'a str,
    kind: &'static str,
    was: &'a str,
    became: &'a str,
}

pub(super) fn drift<'a>(pile: Pile<'a>, drift: &'a Drift) -> DriftRow<'a> {
    DriftRow {
        from: pile.node_id(drift.from),
        to: pile.id(drift.to),
        kind: drift.kind.name(),
        was: &drift.was,
        became: &drift.became,
    }
}

#[derive(Serialize)]
pub(super) struct OwedRow<'a> {
    kind: &'static str,
    text: &'a str,
    #[serde(flatten)]
    at: DocumentPlaceRow<'a>,
}

pub(super) fn owed<'a>(pile: Pile<'a>, owed: &'a Owed) -> OwedRow<'a> {
    let (no, place) = owed.place;
    OwedRow { kind: owed.kind, text: &owed.text, at: DocumentPlaceRow { document: pile.id(no), place: place.into() } }
}

#[derive(Serialize)]
pub(super) struct MissingRow<'a> {
    name: &'a str,
    url: Option<&'a str>,
    cited_by: Vec<&'a str>,
    could_be: Option<CouldBe>,
}

#[derive(Serialize)]
struct CouldBe {
    at_least: u32,
    at_most: u32,
}

pub(super) fn missing<'a>(pile: Pile<'a>, missing: &'a Missing) -> MissingRow<'a> {
    let cited_by = missing.cited_by.iter().map(|&no| pile.id(no)).collect();
    let could_be = missing.could_be.map(|(at_least, at_most)| CouldBe { at_least, at_most });
    MissingRow { name: &missing.name, url: missing.url.as_deref(), cited_by, could_be }
}
