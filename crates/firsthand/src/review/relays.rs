use std::collections::BTreeSet;

use super::correct::{correct, document};
use super::{End, ReviewedRelay, SameSource, Verdict};
use crate::model::{
    Document, DocumentNo, DocumentRow, Evidence, EvidenceKind, Node, Probability, Relay, Same, Source, Status,
};
use crate::text::fold;

/// One claim's nodes and relays.
pub struct Edges<'a> {
    /// Its documents.
    pub documents: &'a [DocumentRow],
    /// Its sources; a correction may name one that is not among them.
    pub sources: &'a mut Vec<Source>,
    /// Its relays, to be reviewed.
    pub relays: &'a mut Vec<Relay>,
}

/// Has the relays of all claims follow what people said of them.
///
/// A review is of the relay with its id; where no relay has it any more, of the relays between the same two documents.
/// What is confirmed and is not found at all is put back into the first claim that has both of its ends.
/// Cost: linear in relays, times the reviews that match none by id.
pub fn apply(reviewed: &[ReviewedRelay], documents: &[Document], claims: &mut [Edges<'_>]) {
    let present: BTreeSet<String> =
        claims.iter().flat_map(|c| c.relays.iter()).map(|relay| relay.id(documents)).collect();
    for review in reviewed {
        let by_id = present.contains(&review.id);
        let means =
            |relay: &Relay| if by_id { relay.id(documents) == review.id } else { same_ends(review, relay, documents) };
        let mut met = false;
        for claim in claims.iter_mut() {
            met |= claim.relays.iter().any(means);
            follow(review, documents, claim, means);
        }
        if !met && matches!(review.verdict, Verdict::Confirmed | Verdict::Corrected(_)) {
            put_back(review, documents, claims);
        }
    }
}

/// Whether a relay brings a source to a document, and not one text to another or one source to another.
pub(super) fn is_support(relay: &Relay) -> bool {
    matches!((relay.from, relay.to), (Node::Source(_), Node::Document(_)))
}

fn same_ends(review: &ReviewedRelay, relay: &Relay, documents: &[Document]) -> bool {
    let is = |node: Node, end: &End| match (node, end) {
        (Node::Document(no), End::Document(id)) => documents[no.index()].id == *id,
        _ => false,
    };
    is(relay.from, &review.from) && is(relay.to, &review.to) && relay.of == review.of
}

fn follow(review: &ReviewedRelay, documents: &[Document], claim: &mut Edges<'_>, means: impl Fn(&Relay) -> bool) {
    if review.verdict == Verdict::Rejected {
        claim.relays.retain(|relay| !means(relay));
        return;
    }
    let at: Vec<usize> = (0..claim.relays.len()).filter(|&at| means(&claim.relays[at])).collect();
    for at in at {
        let mut relay = claim.relays[at].clone();
        settle(review, documents, claim, &mut relay);
        claim.relays[at] = relay;
    }
}

fn settle(review: &ReviewedRelay, documents: &[Document], claim: &mut Edges<'_>, relay: &mut Relay) {
    match &review.verdict {
        Verdict::Confirmed => relay.status = Status::Confirmed,
        Verdict::Corrected(correction) => correct(correction, documents, claim.documents, claim.sources, relay),
        Verdict::Rejected | Verdict::Disputed => {}
    }
}

fn put_back(review: &ReviewedRelay, documents: &[Document], claims: &mut [Edges<'_>]) {
    for claim in claims {
        let node = |end: &End| match end {
            End::Document(id) => document(id, documents, claim.documents),
            End::Source => source(review, documents, claim.sources),
        };
        let (Some(from), Some(to)) = (node(&review.from), node(&review.to)) else { continue };
        let mut relay = remembered(review, from, to, documents);
        settle(review, documents, claim, &mut relay);
        claim.relays.push(relay);
        return;
    }
}

/// The source that is credited at the place of the review.
fn source(review: &ReviewedRelay, documents: &[Document], sources: &[Source]) -> Option<Node> {
    let (id, place) = review.place.as_ref()?;
    let here = |&(no, p): &(DocumentNo, _)| documents[no.index()].id == *id && p == *place;
    sources.iter().find(|source| source.places.iter().any(here)).map(|source| Node::Source(source.id))
}

fn remembered(review: &ReviewedRelay, from: Node, to: Node, documents: &[Document]) -> Relay {
    let no = |id: &str| documents.iter().position(|d| d.id == id).map(|at| DocumentNo(at as u32));
    let place = review.place.as_ref().and_then(|(id, place)| Some((no(id)?, *place)));
    let detail = "confirmed by a reviewer, and no longer found by the rules".to_owned();
    Relay {
        from,
        to,
        how: review.how,
        of: review.of,
        direction_known: true,
        evidence: vec![Evidence { kind: EvidenceKind::Credit, detail, places: place.into_iter().collect() }],
        confidence: Probability::new(1.0),
        status: Status::Confirmed,
    }
}

/// The pairs of a claim's sources that a person says are one.
pub(crate) fn same(said: &[SameSource], documents: &[Document], sources: &[Source]) -> Vec<Same> {
    let credited = |(document, words): &(String, String)| {
        let here = |&(no, place): &(DocumentNo, _)| {
            let d = &documents[no.index()];
            (d.id == *document || d.url == *document) && fold(d.slice(place)).contains(&fold(words))
        };
        sources.iter().find(|source| source.places.iter().any(here)).map(|source| source.id)
    };
    let because = "a reviewer says that the two are one";
    let pair = |s: &SameSource| Some(Same { a: credited(&s.a)?, b: credited(&s.b)?, because: because.to_owned() });
    said.iter().filter_map(pair).filter(|same| same.a != same.b).collect()
}
