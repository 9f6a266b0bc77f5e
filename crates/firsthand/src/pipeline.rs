//! In what order do the stages run? This module alone knows. Each function here is one step; a caller with threads
//! runs [`extract::passages`] and [`read`] on all documents at once.

use jiff::Timestamp;

use crate::attribute::attributions;
use crate::link::reuse::{Reuse, Text};
use crate::link::{Found, LinkedClaim, units};
use crate::model::{
    Attribution, ClaimRows, Document, DocumentNo, Finding, Findings, Force, How, Note, NoteCode, Outcome, Owed,
    Passage, Probability, Role, Span, TimeExpression, Trace,
};
use crate::outlets::Outlets;
use crate::publish::stages::Link;
use crate::{assess, extract, link, reading, times, trace};

/// What the stages that look at one document alone found in it.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Its passages.
    pub passages: Vec<Passage>,
    /// Its attributions, times and reports.
    pub found: Found,
}

/// Marks what outlets repeat under their articles; `passages` are those of [`extract::passages`].
pub fn mark_furniture(documents: &[Document], outlets: &Outlets, passages: &mut [Vec<Passage>]) {
    let of: Vec<_> = (0..documents.len()).map(|no| outlets.of_document(no)).collect();
    extract::mark_furniture(documents, &of, passages);
}

/// Reads the document at position `no` of the pile: attribute, times, reports.
pub fn read(document: &Document, no: usize, passages: Vec<Passage>, outlets: &Outlets) -> Reading {
    let article = reading::read(document, &passages, outlets, outlets.of_document(no));
    let found = Found {
        attributions: kept(attributions(&article), |force| force != Force::Holds),
        times: times(document, &passages, document.published.earliest),
        units: units::units(document, DocumentNo(no as u32), &article),
    };
    Reading { passages, found }
}

/// The attributions of the document at position `no` of the pile: everything ascribed to anybody by a cue, attitudes too.
pub fn attribute(document: &Document, no: usize, passages: &[Passage], outlets: &Outlets) -> Vec<Attribution> {
    let article = reading::read(document, passages, outlets, outlets.of_document(no));
    kept(attributions(&article), |force| force != Force::Names)
}

/// The attributions with a force that is wanted. What stands within one that is left out stands within the next one
/// around it that is not.
fn kept(all: Vec<Attribution>, wanted: impl Fn(Force) -> bool) -> Vec<Attribution> {
    let mut free = 0..;
    let number = |a: &Attribution| if wanted(a.force) { free.next() } else { None };
    let positions: Vec<Option<usize>> = all.iter().map(number).collect();
    let around: Vec<Option<usize>> = all.iter().map(|a| a.within).collect();
    let outer = |mut at: Option<usize>| {
        // As many steps as there are attributions: a circle of them would otherwise have no end.
        for _ in 0..around.len() {
            match at {
                Some(i) if positions[i].is_none() => at = around[i],
                found => return found.and_then(|i| positions[i]),
            }
        }
        None
    };
    let kept = all.into_iter().zip(&positions).filter(|(_, position)| position.is_some());
    kept.map(|(a, _)| Attribution { within: outer(a.within), ..a }).collect()
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
    let (passages, found): (Vec<_>, Vec<_>) = readings.into_iter().map(|r| (r.passages, r.found)).unzip();
    let claims = link::link(&documents, &found, outlets, reuse, question);
    let findings: Vec<Finding> = claims.into_iter().map(|claim| finding(claim, &documents, &passages)).collect();
    let notes = unanswered(question, &findings).into_iter().collect();
    Findings { documents, findings, notes }
}

/// A question that no claim of the pile answers gets no claim, and a note.
fn unanswered(question: Option<&str>, findings: &[Finding]) -> Option<Note> {
    let question = question.filter(|_| findings.is_empty())?;
    let text = format!("no claim of this pile matches “{question}”; ask in other words, or leave the question out");
    Some(Note { at: String::new(), offset: None, code: NoteCode(701), text })
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

fn finding(linked: LinkedClaim, documents: &[Document], passages: &[Vec<Passage>]) -> Finding {
    let rows = ClaimRows {
        documents: &linked.documents,
        sources: &linked.sources,
        relays: &linked.relays,
        rests_on: &linked.rests_on,
        share_wording: &linked.share_wording,
        ..ClaimRows::default()
    };
    let lineage = trace::trace(&rows);
    let assessment = assess::assess(&rows, &lineage);
    let owed = owed(&linked, documents, passages);
    let trace = Trace {
        origins: assessment.origins,
        loops: lineage.loops,
        first: lineage.first,
        bounds: assessment.bounds,
        standing: assessment.standing,
        drift: linked.drift,
        missing: trace::with_addresses(lineage.missing, documents),
        owed,
        relays: linked.relays,
        sources: linked.sources,
    };
    Finding { claim: linked.claim, trace }
}

/// Promises of the pile that nobody came back to: a deadline that passed in silence, and one that cannot be dated
/// because the article that makes it is not.
fn owed(linked: &LinkedClaim, documents: &[Document], passages: &[Vec<Passage>]) -> Vec<Owed> {
    let silent = linked.claim.due.iter().filter(|d| d.outcome == Outcome::NotReported).map(|due| Owed {
        kind: "deadline",
        text: format!("the deadline passed on {}, and nothing here reports the outcome", due.date),
        place: due.place,
    });
    let undated = linked.documents.iter().filter(|row| row.published.earliest.is_none());
    let undatable = undated.flat_map(|row| {
        let (document, passages) = (&documents[row.no.index()], &passages[row.no.index()]);
        let limits = times(document, passages, Some(Timestamp::UNIX_EPOCH)).into_iter().filter(|t| t.due.is_some());
        limits.take(1).map(|limit| Owed {
            kind: "deadline",
            text: "a deadline that cannot be dated, since the article is not".to_owned(),
            place: (row.no, limit.place),
        })
    });
    silent.chain(undatable).collect()
}

/// Time expressions of the article, each against `anchor`.
pub fn times(document: &Document, passages: &[Passage], anchor: Option<Timestamp>) -> Vec<TimeExpression> {
    let text = passages.iter().filter(|p| p.role != Role::Clutter);
    let of = |p: &Passage| {
        let (part, base) = (p.place.part, p.place.span.start as usize);
        times::expressions(document.slice(p.place), part, base, document.language, anchor, document.utc_offset_minutes)
    };
    text.flat_map(of).collect()
}
