//! Why are the bounds what they are, what changed on the way, what is said against it, and what is open?

use maud::{Markup, html};

use super::super::account::{bounds_in_words, legal_in_words};
use super::super::words::{
    clean, count, document_dated, document_name, drift_in_words, if_it_shows, iso_day, kind_in_words, quote,
};
use super::articles::outside;
use super::claim::behind;
use super::marked::Class;
use super::story::{Story, line};
use crate::model::{Drift, LegalStatus, Missing, Node, Outcome, Reason, Source};

/// The steps whose sums are the bounds, and the ways by which the claim reached the articles.
pub(super) fn proof(story: &Story<'_>) -> Markup {
    let bounds = &story.trace().bounds;
    html! {
        @if !bounds.why.is_empty() {
            h3 { "Why " (bounds_in_words(story.trace())) }
            div.scroll tabindex="0" role="region" aria-label={ "The proof of the bounds of claim " (story.number()) } {
                table {
                    thead { tr {
                        th scope="col" { "At least" } th scope="col" { "At most" } th scope="col" { "Because" }
                    } }
                    tbody { @for reason in &bounds.why { (step(story, reason)) } }
                    tfoot { tr {
                        td.n { (bounds.at_least) } td.n { (bounds.at_most) @if bounds.or_more { " or more" } }
                        td { "sum" }
                    } }
                }
            }
        }
        (channels(story))
    }
}

fn step(story: &Story<'_>, reason: &Reason) -> Markup {
    html! {
        tr {
            td.n { "+" (reason.at_least) }
            td.n { "+" (reason.at_most) }
            td {
                (line(&reason.text)) " " code { (reason.rule) }
                @if !reason.nodes.is_empty() {
                    " — "
                    @for (at, &node) in reason.nodes.iter().enumerate() {
                        @if at > 0 { ", " }
                        (story.node_link(node))
                    }
                }
                @for &(no, place) in &reason.places {
                    div { q { (line(story.pile.words(no, place))) } (behind(story, no, place, Class::Source)) }
                }
            }
        }
    }
}

fn channels(story: &Story<'_>) -> Markup {
    let bounds = &story.trace().bounds;
    html! {
        @if bounds.channels > 0 {
            p {
                "It reaches the articles by "
                (count(bounds.channels as usize, "channel", "separate channels")) "."
                @if !bounds.bottlenecks.is_empty() {
                    " Every path passes "
                    @for (at, &node) in bounds.bottlenecks.iter().enumerate() {
                        @if at > 0 { ", " }
                        (story.node_link(node))
                    }
                    "."
                }
            }
        }
    }
}

/// Who is credited, with the words that say how they can know.
pub(super) fn sources(story: &Story<'_>) -> Markup {
    let sources = &story.trace().sources;
    html! {
        @if !sources.is_empty() {
            h3 { "Sources of this claim" }
            p.quiet { "Numbered anew in every claim." }
            ul.plain { @for source in sources { (one_source(story, source)) } }
        }
    }
}

fn one_source(story: &Story<'_>, source: &Source) -> Markup {
    let node = Node::Source(source.id);
    let origin = story.trace().origins.iter().find(|o| o.node == node);
    let or_more = if source.or_more { " or more" } else { "" };
    html! {
        li id=(story.node_anchor(node)) {
            strong { (line(&quote(&source.name))) } ", " (kind_in_words(source.kind))
            @if source.count > 1 || source.or_more { "; " (source.count) (or_more) " people" }
            @if source.first_hand { "; own act, sight or reading" }
            @if source.withdrawn { "; withdrawn or disowned" }
            @if !source.aliases.is_empty() {
                "; also worded " (line(&source.aliases.iter().map(|a| quote(a)).collect::<Vec<_>>().join(", ")))
            }
            @if let Some(origin) = origin { "; " (origin.state.name()) ": " (line(&origin.because)) }
            @if let Some((no, place)) = source.only_part {
                "; bears out only: " q { (line(story.pile.words(no, place))) }
            }
            @if let Some(&(no, place)) = source.places.first() { (behind(story, no, place, Class::Source)) }
        }
    }
}

/// What a document words otherwise than the one it was relayed from.
pub(super) fn drift(story: &Story<'_>) -> Markup {
    let drift = &story.trace().drift;
    html! {
        @if !drift.is_empty() {
            h3 { "What changed on the way" }
            ul.plain { @for change in drift { (one_drift(story, change)) } }
        }
    }
}

fn one_drift(story: &Story<'_>, drift: &Drift) -> Markup {
    html! {
        li {
            strong { (drift_in_words(drift.kind)) } " in " (story.node_link(Node::Document(drift.to))) ", from "
            (story.node_link(drift.from)) ": "
            del dir="auto" { span.sr { "was: " } (clean(&drift.was)) } " "
            @if drift.became.is_empty() { ins.gone { "gone" } }
            @else { ins dir="auto" { span.sr { "became: " } (clean(&drift.became)) } }
        }
    }
}

/// Disputes, and statuses as somebody states them.
pub(super) fn said_against(story: &Story<'_>) -> Markup {
    let claim = &story.finding.claim;
    let stated = claim.legal.iter().filter(|l| l.status != LegalStatus::Unknown);
    html! {
        @if !claim.disputed_by.is_empty() {
            h3 { "Disputed by" }
            ul.plain {
                @for &(no, place) in &claim.disputed_by {
                    li {
                        (line(&quote(story.pile.words(no, place)))) ", as reported by "
                        (line(&document_dated(story.pile, no))) (behind(story, no, place, Class::Source))
                    }
                }
            }
        }
        @if claim.legal.iter().any(|l| l.status != LegalStatus::Unknown) {
            h3 { "Legal status, as stated" }
            ul.plain {
                @for legal in stated {
                    li {
                        (line(&legal_in_words(story.pile, legal)))
                        (behind(story, legal.document, legal.place, Class::Cue))
                    }
                }
            }
        }
    }
}

/// Deadline and outcome, what is owed, and what to fetch next.
pub(super) fn open(story: &Story<'_>) -> Markup {
    let trace = story.trace();
    html! {
        (due(story))
        @if !trace.owed.is_empty() {
            h3 { "Owed" }
            ul.plain {
                @for owed in &trace.owed {
                    li {
                        strong { (owed.kind) } ": " (line(&owed.text))
                        (behind(story, owed.place.0, owed.place.1, Class::Content))
                    }
                }
            }
        }
        @if !trace.missing.is_empty() {
            h3 { "Missing here: fetch next" }
            ol { @for missing in &trace.missing { (one_missing(story, missing)) } }
        }
    }
}

fn due(story: &Story<'_>) -> Markup {
    let Some(due) = &story.finding.claim.due else { return html! {} };
    let outcome = match due.outcome {
        Outcome::Reported => "An outcome is reported in this collection.",
        Outcome::NotReported => "No outcome is reported in this collection.",
        Outcome::NotYetDue => "This collection ends before that day.",
    };
    html! {
        h3 { "Due" }
        p {
            strong { (line(&iso_day(&due.date))) } ", as worded in " (line(&document_name(story.pile, due.place.0))) ". "
            (outcome)
        }
        (behind(story, due.place.0, due.place.1, Class::Content))
    }
}

fn one_missing(story: &Story<'_>, missing: &Missing) -> Markup {
    let mut citing = missing.cited_by.clone();
    citing.dedup();
    html! {
        li {
            (line(&quote(&missing.name)))
            @if let Some(url) = &missing.url { " " (outside(url)) }
            @if !citing.is_empty() {
                ", cited by "
                @for (at, &no) in citing.iter().enumerate() {
                    @if at > 0 { ", " }
                    (story.node_link(Node::Document(no)))
                }
            }
            @if let Some(bounds) = missing.could_be { "; " (if_it_shows(bounds)) }
        }
    }
}
