//! What does a case still owe its readers? A reply that nobody sought, an outcome that nobody reported, a correction that
//! was not carried on.

use super::newest;
use crate::model::{Claim, Document, DocumentNo, LegalStatement, LegalStatus, Owed};

/// What the reports of an accusing claim still owe; nothing of other claims. Cost: linear in the claim.
pub(crate) fn owed_by_case(claim: &Claim, documents: &[Document]) -> Vec<Owed> {
    if claim.accusation.is_none() {
        return Vec::new();
    }
    reply(claim).into_iter().chain(outcome(claim)).chain(corrections(claim, documents)).collect()
}

fn reply(claim: &Claim) -> Option<Owed> {
    let silent = claim.replies.is_empty() && claim.disputed_by.is_empty();
    let text = "a reply, since no article here gives one of those concerned or says that one was sought".to_owned();
    silent.then_some(Owed { kind: "reply", text, place: claim.statement })
}

fn is_end(status: LegalStatus) -> bool {
    matches!(
        status,
        LegalStatus::Acquitted | LegalStatus::Dropped | LegalStatus::Overturned | LegalStatus::ConvictedFinal
    )
}

/// Proceedings that the collection leaves in the middle.
fn outcome(claim: &Claim) -> Option<Owed> {
    let last = newest(&claim.legal).filter(|l| !is_end(l.status) && l.status > LegalStatus::Alleged)?;
    let day = last.as_of.as_deref().unwrap_or("an unknown date");
    let text = format!(
        "an outcome, since none is reported after the status as of {day}, {}",
        last.status.name().replace('-', " ")
    );
    Some(Owed { kind: "outcome", text, place: (last.document, last.place) })
}

/// Reports from after an acquittal, a dropped charge or an overturned verdict that still have what was before.
fn corrections(claim: &Claim, documents: &[Document]) -> Vec<Owed> {
    let Some(end) = newest(&claim.legal).filter(|l| is_end(l.status) && l.status != LegalStatus::ConvictedFinal) else {
        return Vec::new();
    };
    let day = |no: DocumentNo| documents.get(no.index())?.published.day();
    let late = |l: &&LegalStatement| l.stale && day(l.document) > end.as_of;
    let owed = claim.legal.iter().filter(late).map(|l| Owed {
        kind: "correction",
        text: format!(
            "a correction, since it still has the status {} after a later one, {}, was reported on {}",
            l.status.name().replace('-', " "),
            end.status.name(),
            end.as_of.as_deref().unwrap_or("an unknown date")
        ),
        place: (l.document, l.place),
    });
    owed.collect()
}
