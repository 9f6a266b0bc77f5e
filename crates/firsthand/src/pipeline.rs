//! In what order do the stages run? This module alone knows. Each function here is one step; a caller with threads
//! runs [`extract::passages`] and [`read`] on all documents at once.

use std::collections::BTreeSet;
use std::fmt::Write;

use jiff::Timestamp;
use xxhash_rust::xxh3::xxh3_64;

use crate::attribute::{View, attributions};
use crate::link::reuse::{Reuse, Text};
use crate::link::same::Wording;
use crate::link::{Found, LinkedClaim, units};
use crate::model::{
    Attribution, Bounds, ClaimRows, Document, DocumentNo, Finding, Findings, Force, How, Language, Node, Note,
    NoteCode, Outcome, Owed, Part, Passage, Probability, Proposal, Relay, ReviewedBounds, Role, Same, Span,
    TimeExpression, Trace,
};
use crate::outlets::Outlets;
use crate::publish::stages::Link;
use crate::review::{self, Reviews};
use crate::{assess, extract, link, reading, times, trace, what_if};

/// A number for the rules of the stage `attribute`, code and word lists: it changes when they do.
pub const ATTRIBUTE_RULES: &str = env!("FIRSTHAND_RULES_ATTRIBUTE");
/// The same for the stage `times`.
pub const TIMES_RULES: &str = env!("FIRSTHAND_RULES_TIMES");
/// The same for all rules there are.
pub const TRACE_RULES: &str = env!("FIRSTHAND_RULES_TRACE");

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

/// Reads the document at position `no` of the pile: attribute, times, reports. `proposals` are those of a model, if one
/// read the document.
pub fn read(
    document: &Document,
    no: usize,
    passages: Vec<Passage>,
    outlets: &Outlets,
    proposals: Option<&[Proposal]>,
) -> Reading {
    let article = Article::of(document, no, &passages, outlets);
    let found = Found { attributions: article.attributions(proposals), times: article.times(), units: article.units() };
    Reading { passages, found }
}

/// One document made ready for the stages that look at it alone. Each of them is a function of its own, for a caller
/// that has kept what one of them found before.
pub struct Article<'a> {
    document: &'a Document,
    no: DocumentNo,
    passages: &'a [Passage],
    readings: Vec<reading::Reading<'a>>,
}

impl<'a> Article<'a> {
    /// Makes the document at position `no` of the pile ready.
    pub fn of(document: &'a Document, no: usize, passages: &'a [Passage], outlets: &Outlets) -> Self {
        let readings = reading::read(document, passages, outlets, outlets.of_document(no));
        Self { document, no: DocumentNo(no as u32), passages, readings }
    }

    /// The document and its passages.
    pub fn parts(&self) -> (&'a Document, &'a [Passage]) {
        (self.document, self.passages)
    }

    /// Who is said to have said what, and who is named where a source may be.
    pub fn attributions(&self, proposals: Option<&[Proposal]>) -> Vec<Attribution> {
        kept(attributions(&self.readings, proposals, View::Sources), |force| force != Force::Holds)
    }

    /// Everything that is ascribed to anybody by a cue, attitudes too.
    pub fn ascriptions(&self, proposals: Option<&[Proposal]>) -> Vec<Attribution> {
        kept(attributions(&self.readings, proposals, View::Ascriptions), |force| force != Force::Names)
    }

    /// What [`Self::attributions`] depends on beside the document's own text: which part of it is what, and which
    /// outlets of the pile it names. Equal inputs under equal rules give equal attributions, but for the numbers of outlets.
    pub fn attributions_input(&self, outlets: &Outlets) -> u64 {
        reading::fingerprint(&self.readings, outlets)
    }

    /// Its time expressions.
    pub fn times(&self) -> Vec<TimeExpression> {
        times(self.document, self.passages, self.document.published.earliest)
    }

    /// What [`Self::times`] depends on beside the document's own text: its time, and which part of it is what.
    pub fn times_input(&self) -> u64 {
        let anchor = self.document.published.earliest.map(|t| t.to_string()).unwrap_or_default();
        let mut input = format!("{anchor} {} {}", self.document.utc_offset_minutes, self.document.language.code());
        for passage in self.passages.iter().filter(|p| p.role != Role::Clutter) {
            let _ = write!(input, " {:?}", passage.place);
        }
        xxh3_64(input.as_bytes())
    }

    /// Its reports: itself, or the items of a page of briefs.
    pub fn units(&self) -> Vec<units::Unit> {
        units::units(self.document, self.no, &self.readings)
    }
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
    conclude_reviewed(documents, readings, outlets, reuse, question, &Reviews::default())
}

/// [`conclude`] with what people said of relays and sources.
pub fn conclude_reviewed(
    documents: Vec<Document>,
    readings: Vec<Reading>,
    outlets: &Outlets,
    reuse: &[Reuse],
    question: Option<&str>,
    reviews: &Reviews,
) -> Findings {
    let linked = Linked::of(&documents, readings, outlets, reuse, question, reviews);
    let (findings, out_of_order) = linked.into_findings(&documents, reviews);
    let notes = unanswered(question, findings.is_empty()).into_iter().chain(out_of_order).collect();
    Findings { documents, findings, notes }
}

/// The claims as linking left them, before anybody's review: kept by who wants to trace one of them again when a
/// reviewer has said something, without linking the pile anew.
#[derive(Clone, Debug, Default)]
pub struct Linked {
    claims: Vec<LinkedClaim>,
    passages: Vec<Vec<Passage>>,
}

impl Linked {
    /// Links what was read, as far as people said which reports are of one claim; with a question only the claims that
    /// it means, best first.
    pub fn of(
        documents: &[Document],
        readings: Vec<Reading>,
        outlets: &Outlets,
        reuse: &[Reuse],
        question: Option<&str>,
        reviews: &Reviews,
    ) -> Self {
        let (passages, found): (Vec<_>, Vec<_>) = readings.into_iter().map(|r| (r.passages, r.found)).unzip();
        let said = review::grouping(&reviews.grouping, documents);
        Self { claims: link::link(documents, &found, outlets, reuse, &said, question), passages }
    }

    /// Whether there is no claim.
    pub fn is_empty(&self) -> bool {
        self.claims.is_empty()
    }

    /// The relays of each claim as they were found, those that a reviewer rejects among them.
    pub fn relays(&self) -> impl Iterator<Item = &[Relay]> {
        self.claims.iter().map(|claim| claim.relays.as_slice())
    }

    /// Traces and assesses all claims, which follow the reviews; with notes on who credits a report that states a later
    /// time.
    pub fn into_findings(mut self, documents: &[Document], reviews: &Reviews) -> (Vec<Finding>, Vec<Note>) {
        follow_reviews(&mut self.claims, documents, reviews);
        let finding = |claim| finding(claim, documents, &self.passages, reviews);
        let (findings, against_time): (Vec<Finding>, Vec<_>) = self.claims.into_iter().map(finding).unzip();
        let against_time: BTreeSet<(DocumentNo, DocumentNo)> = against_time.into_iter().flatten().collect();
        let id = |no: DocumentNo| documents[no.index()].id.as_str();
        let note = |(child, parent)| trace::out_of_order_note(id(child), id(parent));
        (findings, against_time.into_iter().map(note).collect())
    }

    /// Traces and assesses one claim. `reviews` hold what was said of its own relays and no others: a confirmed relay
    /// that is not found would be put into the claim. Cost: that of one claim.
    ///
    /// # Panics
    /// Where there is no claim of this number.
    pub fn finding(&self, at: usize, documents: &[Document], reviews: &Reviews) -> Finding {
        finding(self.followed(at, documents, reviews), documents, &self.passages, reviews).0
    }

    /// The bounds of one claim, and nothing else of it: a trace of [`Linked::finding`]'s hundred and more. `reviews` as
    /// there.
    ///
    /// # Panics
    /// Where there is no claim of this number.
    pub fn bounds(&self, at: usize, documents: &[Document], reviews: &Reviews) -> Bounds {
        let claim = self.followed(at, documents, reviews);
        let same = same(&claim, documents, reviews);
        let rows = rows(&claim, &same);
        assess::assess(&rows, &trace::trace(&rows)).bounds
    }

    fn followed(&self, at: usize, documents: &[Document], reviews: &Reviews) -> LinkedClaim {
        let mut claim = vec![self.claims[at].clone()];
        follow_reviews(&mut claim, documents, reviews);
        claim.remove(0)
    }
}

/// Has the relays follow what people said of them; what changed along a relay that is gone goes with it.
fn follow_reviews(claims: &mut [LinkedClaim], documents: &[Document], reviews: &Reviews) {
    if reviews.relays.is_empty() {
        return;
    }
    let mut edges = Vec::with_capacity(claims.len());
    for LinkedClaim { documents, sources, relays, .. } in claims.iter_mut() {
        edges.push(review::Edges { documents, sources, relays });
    }
    review::apply(&reviews.relays, documents, &mut edges);
    for claim in claims {
        let relays = &claim.relays;
        claim.drift.retain(|d| relays.iter().any(|r| r.from == d.from && r.to == Node::Document(d.to)));
    }
}

/// A question that no claim of the pile answers gets no claim, and a note.
pub fn unanswered(question: Option<&str>, found_nothing: bool) -> Option<Note> {
    let question = question.filter(|_| found_nothing)?;
    let text = format!("no claim of this pile matches “{question}”; ask in other words, or leave the question out");
    Some(Note { at: String::new(), offset: None, code: NoteCode(701), text })
}

/// The pairs of documents that share wording, as the `link` stage prints them.
pub fn links(documents: &[Document], reuse: Vec<Reuse>) -> impl Iterator<Item = Link> {
    reuse.into_iter().filter(|r| r.copied).map(|r| pair(documents, &r))
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

/// Sources that are one, by the texts and by what people said.
fn same(linked: &LinkedClaim, documents: &[Document], reviews: &Reviews) -> Vec<Same> {
    let said = review::same(&reviews.same_sources, documents, &linked.sources);
    linked.same.iter().cloned().chain(said).collect()
}

fn rows<'a>(linked: &'a LinkedClaim, same: &'a [Same]) -> ClaimRows<'a> {
    ClaimRows {
        same,
        documents: &linked.documents,
        sources: &linked.sources,
        relays: &linked.relays,
        rests_on: &linked.rests_on,
        perhaps_one: &linked.perhaps_one,
        share_wording: &linked.share_wording,
        ..ClaimRows::default()
    }
}

/// A claim traced and assessed, and who credits whom in it against the stated times.
fn finding(
    linked: LinkedClaim,
    documents: &[Document],
    passages: &[Vec<Passage>],
    reviews: &Reviews,
) -> (Finding, Vec<(DocumentNo, DocumentNo)>) {
    let same = same(&linked, documents, reviews);
    let rows = rows(&linked, &same);
    let lineage = trace::trace(&rows);
    let assessment = assess::assess(&rows, &lineage);
    let of_relays = |relays: &[Relay]| {
        let rows = ClaimRows { relays, ..rows };
        assess::assess(&rows, &trace::trace(&rows)).bounds
    };
    let apart = reviews.count_apart.then(|| review::bounds(&linked.relays, &assessment.bounds, of_relays));
    let reviewed = apart.map(|apart| ReviewedBounds { begun: reviews.begun, ..apart });
    let owed = owed(&linked, documents, passages);
    let (would_change, doubt) = (what_if::would_change(&rows, &assessment.bounds), what_if::doubt(&rows));
    let missing = trace::with_addresses(what_if::fetch_next(&rows, &assessment.bounds, lineage.missing), documents);
    let trace = Trace {
        would_change,
        doubt,
        origins: assessment.origins,
        loops: lineage.loops,
        first: lineage.first,
        bounds: assessment.bounds,
        reviewed,
        standing: assessment.standing,
        drift: linked.drift,
        missing,
        owed,
        relays: linked.relays,
        sources: linked.sources,
    };
    (Finding { claim: linked.claim, trace }, lineage.out_of_order)
}

/// Promises of the pile that nobody came back to: a deadline that passed in silence, and one that cannot be dated
/// because the article that makes it is not. What is still owed after an accusation, and after a withdrawal.
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
    let by_case = link::owed_by_case(&linked.claim, documents);
    silent.chain(undatable).chain(by_case).chain(link::owed_after_withdrawals(linked, documents)).collect()
}

/// A sentence made ready to be compared with other wordings of its claim. Without a time of publication, weekdays and days
/// without a year are compared by name.
pub fn wording(sentence: &str, language: Language) -> Wording {
    let times = times::expressions(sentence, Part::Text, 0, language, None, 0);
    Wording::of(sentence, language, &times)
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
