//! What can a journalist say of a claim's way, in sentences to copy?
//!
//! Every sentence says who reports what, in which article; names and wordings are verbatim. None says in our voice
//! that anybody did anything but publish (safeguards, rule 6).

use std::collections::BTreeSet;

use super::wire::Pile;
use super::words::{
    clean, count, distinct_outlets, document_dated, document_name, iso_day, moment, period, quote, source_name,
};
use crate::model::{
    DocumentNo, Finding, How, LegalStatement, LegalStatus, Node, Of, Outcome, Reason, Relay, Stance, Trace,
};

/// More relays than this do not make a paragraph; the rest are counted. Chosen by hand.
const RELAYS_TOLD: usize = 8;

/// The reasons that count come first; what counts as nothing is told where there is room.
const REASONS_TOLD: usize = 4;

/// An address that is longer does not go into a sentence.
const LONGEST_ADDRESS: usize = 300;

/// As many names as a reader takes in.
const NAMES_TOLD: usize = 6;

/// Plain sentences, one paragraph an entry: where the claim stands, how it went, what the bounds are and why, what is
/// said against it and what is open, links. Cost: linear in the trace.
pub(super) fn account(pile: Pile<'_>, finding: &Finding) -> Vec<String> {
    let way = [size(pile, finding), first(pile, finding), way(pile, finding), loops(pile, &finding.trace)];
    let open = [disputes(pile, finding), legal(pile, finding), due(pile, finding), missing(&finding.trace)];
    let mut paragraphs = vec![joined(&way), bounds(&finding.trace)];
    paragraphs.extend([joined(&open), links(pile, finding)].into_iter().filter(|paragraph| !paragraph.is_empty()));
    paragraphs
}

fn joined(sentences: &[String]) -> String {
    sentences.iter().filter(|s| !s.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ")
}

fn size(pile: Pile<'_>, finding: &Finding) -> String {
    let articles = &finding.claim.articles;
    let outlets = distinct_outlets(articles.iter().filter_map(|a| pile.0.get(a.document.index())));
    let (no, place) = finding.claim.statement;
    format!(
        "In a collection of {} from {}{}, {} of {} deal with the claim {} ({}, as worded in {}).",
        count(pile.0.len(), "document", "documents"),
        count(distinct_outlets(pile.0.iter()), "outlet", "outlets"),
        period(pile.0),
        count(articles.len(), "article", "articles"),
        count(outlets, "outlet", "outlets"),
        quote(pile.words(no, place)),
        finding.claim.language.code(),
        document_dated(pile, no),
    )
}

fn first(pile: Pile<'_>, finding: &Finding) -> String {
    match finding.trace.first {
        Some(no) => format!("First in this collection: {}.", document_dated(pile, no)),
        None if finding.claim.articles.len() < 2 => String::new(),
        None => "Which of them was first in this collection cannot be established.".to_owned(),
    }
}

fn way(pile: Pile<'_>, finding: &Finding) -> String {
    let trace = &finding.trace;
    let mut relays: Vec<&Relay> = trace.relays.iter().filter(|r| !within_a_loop(trace, r)).collect();
    relays.sort_by_key(|relay| (start(pile, relay.to), relay.to, relay.from));
    let mut told: Vec<String> = relays.iter().take(RELAYS_TOLD).map(|r| relayed(pile, trace, r)).collect();
    let more = relays.len().saturating_sub(RELAYS_TOLD);
    if more > 0 {
        told.push(format!("The trace has {}.", count(more, "more relay", "more relays")));
    }
    told.join(" ")
}

/// Sources before documents, documents by time, undated ones last.
fn start(pile: Pile<'_>, node: Node) -> Option<jiff::Timestamp> {
    let Node::Document(no) = node else { return None };
    let time = pile.0.get(no.index()).and_then(|d| d.published.earliest.or(d.published.latest));
    Some(time.unwrap_or(jiff::Timestamp::MAX))
}

/// Whether both ends lie on one loop.
pub(super) fn within_a_loop(trace: &Trace, relay: &Relay) -> bool {
    let (Node::Document(from), Node::Document(to)) = (relay.from, relay.to) else { return false };
    trace.loops.iter().any(|ring| ring.contains(&from) && ring.contains(&to))
}

fn relayed(pile: Pile<'_>, trace: &Trace, relay: &Relay) -> String {
    let (from, to) = (name(pile, trace, relay.from), name(pile, trace, relay.to));
    if !relay.direction_known {
        return format!("{to} and {from} share wording or credits; which came first is not known.");
    }
    let what = if relay.of == Of::Denial { "the denial" } else { "it" };
    match relay.how {
        How::Told => format!("{to} has {what} from {from}, as told to it."),
        How::Cited => format!("{to} has {what} with reference to {from}."),
        How::Copied => format!("{to} has {what} in wording that it shares with {from}, which had it earlier."),
        How::Translated => format!("{to} has {what} after {from}, in another language."),
    }
}

fn name(pile: Pile<'_>, trace: &Trace, node: Node) -> String {
    match node {
        Node::Document(no) => document_name(pile, no),
        Node::Source(id) => trace.sources.get(id.0 as usize).map_or_else(|| "a source".to_owned(), source_name),
    }
}

fn loops(pile: Pile<'_>, trace: &Trace) -> String {
    let told = trace.loops.iter().map(|ring| {
        let names: Vec<String> = ring.iter().take(NAMES_TOLD).map(|&no| document_name(pile, no)).collect();
        format!("The reports of {} lead back to each other, and that counts as nothing.", names.join(", "))
    });
    told.collect::<Vec<_>>().join(" ")
}

/// ` (as reviewed: at least 0, at most 2; 1 of 5 relays confirmed)`; nothing where nobody has reviewed anything, or
/// there is nothing to review.
pub(super) fn reviewed_in_words(trace: &Trace) -> String {
    let Some((bounds, confirmed)) = reviewed(trace) else { return String::new() };
    format!(" (as reviewed: {bounds}; {confirmed})")
}

/// `at least 0, at most 2` and `1 of 5 relays confirmed`.
fn reviewed(trace: &Trace) -> Option<(String, String)> {
    let reviewed = trace.reviewed.filter(|r| r.begun && r.confirmed + r.unreviewed > 0)?;
    let (low, high, all) = (reviewed.at_least, reviewed.at_most, reviewed.confirmed + reviewed.unreviewed);
    let relays = if all == 1 { "relay" } else { "relays" };
    Some((format!("at least {low}, at most {high}"), format!("{} of {all} {relays} confirmed", reviewed.confirmed)))
}

/// `at least 0, at most 1`, with "or more" where the upper bound is open.
pub(super) fn bounds_in_words(trace: &Trace) -> String {
    let or_more = if trace.bounds.or_more { " or more" } else { "" };
    format!("at least {}, at most {}{or_more}", trace.bounds.at_least, trace.bounds.at_most)
}

fn bounds(trace: &Trace) -> String {
    let counted = |r: &&Reason| r.at_least + r.at_most > 0;
    let mut why: Vec<String> = Vec::new();
    let rules = trace.bounds.why.iter().filter(counted).chain(trace.bounds.why.iter().filter(|r| !counted(r)));
    for reason in rules {
        let words = format!("{} (+{} / +{})", clean(&reason.text), reason.at_least, reason.at_most);
        if why.len() < REASONS_TOLD && !why.contains(&words) {
            why.push(words);
        }
    }
    let because = if why.is_empty() { String::new() } else { format!(" This is why: {}.", why.join("; ")) };
    let channels = match trace.bounds.channels {
        0 => "",
        1 => " It reaches the articles by one channel.",
        _ => " It reaches the articles by more than one channel.",
    };
    let limits = "“First” is first in this collection, and whether the claim is true is not weighed here.";
    let reviewed = reviewed(trace).map_or_else(String::new, |(bounds, confirmed)| {
        format!(" Whatever the relays are worth that no reviewer has confirmed: {bounds} ({confirmed}).")
    });
    format!(
        "Independent sources, as far as this collection shows: {}.{because}{reviewed}{channels} {limits}",
        bounds_in_words(trace)
    )
}

fn disputes(pile: Pile<'_>, finding: &Finding) -> String {
    let claim = &finding.claim;
    let who = claim.disputed_by.iter().take(NAMES_TOLD);
    let mut told: Vec<String> = who
        .map(|&(no, place)| {
            format!("{} disputes it, as reported by {}.", quote(pile.words(no, place)), document_dated(pile, no))
        })
        .collect();
    let denying = claim.articles.iter().filter(|a| a.stance == Stance::Denies).map(|a| document_name(pile, a.document));
    let denying: Vec<String> = denying.take(NAMES_TOLD).collect();
    if !denying.is_empty() {
        told.push(format!("A denial is the news in {}.", denying.join(", ")));
    }
    told.join(" ")
}

fn legal(pile: Pile<'_>, finding: &Finding) -> String {
    let stated = finding.claim.legal.iter().filter(|l| l.status != LegalStatus::Unknown).take(NAMES_TOLD);
    stated.map(|legal| legal_in_words(pile, legal) + ".").collect::<Vec<_>>().join(" ")
}

/// A status is never ours: whose it is and of which day is said in the same breath (safeguards, rules 5 and 6).
pub(super) fn legal_in_words(pile: Pile<'_>, legal: &LegalStatement) -> String {
    let as_of = legal.as_of.as_deref().map_or_else(|| "an unknown date".to_owned(), iso_day);
    let words = quote(pile.words(legal.document, legal.place));
    let of = legal.who.map(|place| format!(" of {}", quote(pile.words(legal.document, place)))).unwrap_or_default();
    let status = legal.status.name().replace('-', " ");
    let name = document_name(pile, legal.document);
    format!("Status{of} as stated by {name}, as of {as_of}: {status}, in its words {words}")
}

fn due(pile: Pile<'_>, finding: &Finding) -> String {
    let Some(due) = &finding.claim.due else { return String::new() };
    let outcome = match due.outcome {
        Outcome::Reported => "a later document of the collection reports an outcome",
        Outcome::NotReported => "no document of the collection reports an outcome",
        Outcome::NotYetDue => "the collection ends before that day",
    };
    format!("{} names a deadline, {}; {outcome}.", document_name(pile, due.place.0), iso_day(&due.date))
}

fn missing(trace: &Trace) -> String {
    let names: Vec<String> = trace.missing.iter().take(NAMES_TOLD).map(|m| quote(&m.name)).collect();
    if names.is_empty() { String::new() } else { format!("Cited, and not in this collection: {}.", names.join(", ")) }
}

/// Where the articles named above can be read.
fn links(pile: Pile<'_>, finding: &Finding) -> String {
    let first = finding.trace.first.into_iter();
    let all: Vec<DocumentNo> = first.chain(finding.claim.articles.iter().map(|a| a.document)).collect();
    let mut seen = BTreeSet::new();
    let mut links = Vec::new();
    for no in all {
        let url = pile.0.get(no.index()).map_or("", |d| d.url.as_str());
        if !url.is_empty() && url.len() <= LONGEST_ADDRESS && seen.insert(no) && links.len() < RELAYS_TOLD {
            let time = pile.0.get(no.index()).and_then(|d| d.published.earliest).map(moment);
            let time = time.map(|t| format!(", {t}")).unwrap_or_default();
            links.push(format!("{}{time}: {}", document_name(pile, no), clean(url)));
        }
    }
    if links.is_empty() { String::new() } else { format!("Articles: {}.", links.join("; ")) }
}
