//! On which words does a relay rest?

use maud::{Markup, html};

use super::marked::{Class, Mark, around, cut, marked};
use super::story::{Story, lang, line};
use crate::model::{DocumentNo, Evidence, EvidenceKind, Of, Part, Place, Relay, Span, Status};

/// Pieces of shared wording shown for a relay; the rest are counted.
const PASSAGES_SHOWN: usize = 6;

/// Every relay of a claim, each closed until a reader opens it.
pub(super) fn relays(story: &Story<'_>) -> Markup {
    let relays = &story.trace().relays;
    html! {
        @if !relays.is_empty() {
            h3 { "Each relay and what it rests on" }
            p.legend {
                "In the sentences: " mark.source { "who is credited" } ", " mark.cue { "the words that credit" } ", "
                mark.content { "the claim" } ", " mark.shared { "wording in common" } "."
            }
            @for (at, relay) in relays.iter().enumerate() { (one(story, at, relay)) }
        }
    }
}

fn one(story: &Story<'_>, at: usize, relay: &Relay) -> Markup {
    html! {
        details.relay id=(story.relay_anchor(at)) {
            summary {
                (name(story, relay.to)) " ← " (name(story, relay.from)) ": " strong { (how(relay)) }
            }
            p.quiet {
                "From " (story.node_link(relay.from)) " to " (story.node_link(relay.to)) ". " (certainty(relay)) "."
            }
            (pieces(story, relay))
        }
    }
}

/// What a relay rests on, piece by piece.
pub(super) fn pieces(story: &Story<'_>, relay: &Relay) -> Markup {
    html! { @for evidence in &relay.evidence { (piece(story, evidence)) } }
}

/// A summary is a control of its own and holds no links.
fn name(story: &Story<'_>, node: crate::model::Node) -> Markup {
    html! { bdi { (story.node_words(node)) } }
}

/// "cited", "copied, the denial", "copied, direction unknown".
pub(super) fn how(relay: &Relay) -> String {
    let denial = if relay.of == Of::Denial { ", the denial" } else { "" };
    let direction = if relay.direction_known { "" } else { ", direction unknown" };
    format!("{}{denial}{direction}", relay.how.name())
}

/// "suggested, confidence 0.9" or "confirmed by a reviewer".
pub(super) fn certainty(relay: &Relay) -> String {
    match relay.status {
        Status::Suggested => format!("Suggested, confidence {:.2}", relay.confidence.get()),
        Status::Confirmed => "Confirmed by a reviewer".to_owned(),
    }
}

fn piece(story: &Story<'_>, evidence: &Evidence) -> Markup {
    let kind = evidence.kind.name().replace('-', " ");
    let sentences = in_sentences(story, evidence);
    let more = sentences.len().saturating_sub(PASSAGES_SHOWN);
    html! {
        p.evidence { strong { (kind) } ": " (line(&evidence.detail)) }
        @for (no, part, span, marks) in sentences.iter().take(PASSAGES_SHOWN) {
            (passage(story, *no, *part, *span, marks))
        }
        @if more > 0 { p.quiet { "… and " (more) " more" } }
    }
}

/// The stretches of text that evidence points into, each once, with the evidence's marks.
fn in_sentences(story: &Story<'_>, evidence: &Evidence) -> Vec<(DocumentNo, Part, Span, Vec<Mark>)> {
    let mut found: Vec<(DocumentNo, Part, Span, Vec<Mark>)> = Vec::new();
    for (at, &(no, place)) in evidence.places.iter().enumerate() {
        let Some(document) = story.pile.0.get(no.index()) else { continue };
        let class = class(evidence.kind, at);
        let span = if class == Class::Shared { place.span } else { around(document, place) };
        let mark = Mark { place, class };
        match found.last_mut() {
            Some((last, part, seen, marks)) if *last == no && *part == place.part && seen.overlaps(span) => {
                *seen = seen.cover(span);
                marks.push(mark);
            }
            _ => found.push((no, place.part, span, vec![mark])),
        }
    }
    found
}

/// Of a credit the first place is who is credited and the others are the words that credit.
fn class(kind: EvidenceKind, at: usize) -> Class {
    match kind {
        EvidenceKind::TextReuse | EvidenceKind::SharedFacts => Class::Shared,
        _ if at == 0 => Class::Source,
        _ => Class::Cue,
    }
}

/// A stretch of an article as a quotation, with the claim's own marks besides those given.
pub(super) fn passage(story: &Story<'_>, no: DocumentNo, part: Part, span: Span, own: &[Mark]) -> Markup {
    let Some(document) = story.pile.0.get(no.index()) else { return html! {} };
    let (span, is_cut) = cut(document.part(part), span);
    let marks: Vec<Mark> = story.marks(no).iter().chain(own).copied().collect();
    html! {
        figure {
            blockquote lang=[lang(document.language)] dir="auto" {
                (marked(document, part, span, &marks)) @if is_cut { " […]" }
            }
            figcaption {
                (story.node_link(crate::model::Node::Document(no))) @if part == Part::Title { ", title" }
            }
        }
    }
}

/// The sentence around some words, the words marked.
pub(super) fn sentence(story: &Story<'_>, no: DocumentNo, place: Place, class: Class) -> Markup {
    let Some(document) = story.pile.0.get(no.index()) else { return html! {} };
    passage(story, no, place.part, around(document, place), &[Mark { place, class }])
}
