//! In what order do the stages run? This module alone knows. Each function here is one step; a caller with threads
//! runs [`read`] on all documents at once.

use crate::attribute::attributions;
use crate::extract::passages;
use crate::link::reuse::{Reuse, Text};
use crate::link::{Found, LinkedClaim, units};
use crate::model::{
    ClaimRows, Document, DocumentNo, Finding, Findings, How, Node, Origin, OriginState, Owed, Passage, Probability,
    Role, Span, Trace,
};
use crate::outlets::Outlets;
use crate::publish::stages::Link;
use crate::{assess, link, trace};

/// What the stages that look at one document alone found in it.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Its passages.
    pub passages: Vec<Passage>,
    /// Its attributions, times and reports.
    pub found: Found,
}

/// Reads the document at position `no` of the pile: extract, attribute, times, reports.
pub fn read(document: &Document, no: usize, outlets: &Outlets) -> Reading {
    let passages = passages(document);
    let own = outlets.of_document(no);
    let found = Found {
        attributions: attributions(document, &passages, outlets, own),
        times: times(document, &passages),
        units: units::units(document, DocumentNo(no as u32), &passages, outlets),
    };
    Reading { passages, found }
}

/// The parts of a document whose wording can be reused: all but titles, credits and clutter.
pub fn body(passages: &[Passage]) -> Vec<Span> {
    let counts = |p: &&Passage| !matches!(p.role, Role::Clutter | Role::Credit | Role::Title);
    passages.iter().filter(counts).map(|p| p.place.span).collect()
}

/// Texts for the search for reuse, one a document; `bodies` are those of [`body`].
pub fn texts<'a>(documents: &'a [Document], bodies: &'a [Vec<Span>], outlets: &Outlets) -> Vec<Text<'a>> {
    let text = |(i, (document, body)): (usize, (&'a Document, &'a Vec<Span>))| Text {
        text: &document.text,
        body,
        outlet: outlets.of_document(i).map(|o| o.0),
    };
    documents.iter().zip(bodies).enumerate().map(text).collect()
}

/// Links, traces and assesses what was read. With a question only the claims that it means, best first.
pub fn conclude(
    documents: Vec<Document>,
    readings: Vec<Reading>,
    outlets: &Outlets,
    reuse: &[Reuse],
    question: Option<&str>,
) -> Findings {
    let found: Vec<Found> = readings.into_iter().map(|r| r.found).collect();
    let claims = link::link(&documents, &found, outlets, reuse, question);
    let findings = claims.into_iter().map(|claim| finding(claim, &documents)).collect();
    Findings { documents, findings, notes: Vec::new() }
}

/// The pairs of documents that share wording, as the `link` stage prints them.
pub fn links(documents: &[Document], reuse: &[Reuse]) -> Vec<Link> {
    reuse.iter().filter(|r| r.copied).map(|r| pair(documents, r)).collect()
}

fn pair(documents: &[Document], reuse: &Reuse) -> Link {
    let (a, b) = (DocumentNo(reuse.a as u32), DocumentNo(reuse.b as u32));
    let (first, second) = (&documents[reuse.a], &documents[reuse.b]);
    let earlier = if first.published.before(&second.published) {
        Some(a)
    } else {
        second.published.before(&first.published).then_some(b)
    };
    let place = |span| crate::model::Place::text(span);
    Link {
        a,
        b,
        how: if first.language == second.language { How::Copied } else { How::Translated },
        spans: reuse.spans.iter().map(|s| (place(s.a), place(s.b))).collect(),
        containment: Probability::new(reuse.containment_a),
        similarity: Probability::new(reuse.similarity),
        earlier,
    }
}

fn finding(linked: LinkedClaim, documents: &[Document]) -> Finding {
    let rows = ClaimRows {
        documents: &linked.documents,
        sources: &linked.sources,
        relays: &linked.relays,
        same: &linked.same,
        rests_on: &linked.rests_on,
        share_wording: &linked.share_wording,
        ..ClaimRows::default()
    };
    let lineage = trace::trace(&rows);
    let assessment = assess::assess(&rows, &lineage);
    let owed = owed(&linked, documents);
    let trace = Trace {
        origins: assessment.origins,
        loops: lineage.loops,
        first: lineage.first,
        bounds: assessment.bounds,
        standing: assessment.standing,
        drift: Vec::new(),
        missing: lineage.missing,
        owed,
        relays: linked.relays,
        sources: linked.sources,
    };
    Finding { claim: linked.claim, trace }
}

fn owed(linked: &LinkedClaim, documents: &[Document]) -> Vec<Owed> {
    let _ = (linked, documents, Node::Document(DocumentNo(0)), OriginState::SameOrigin, None::<Origin>);
    Vec::new()
}

fn times(_document: &Document, _passages: &[Passage]) -> Vec<crate::model::TimeExpression> {
    Vec::new()
}
