//! What does the page say of one claim?

use maud::{Markup, html};

use super::super::account::{account, bounds_in_words, reviewed_in_words};
use super::super::words::{count, distinct_outlets, document_dated, quote, quote_whole};
use super::marked::Class;
use super::story::{Story, lang, line};
use super::{articles, details, evidence, graph};
use crate::model::{Node, Outcome};

/// A claim in full.
pub(super) fn section(story: &Story<'_>) -> Markup {
    let heading = format!("{}-h", story.anchor());
    html! {
        section.claim id=(story.anchor()) aria-labelledby=(heading) {
            h2 id=(heading) { "Claim " (story.number()) }
            (statement(story))
            p.where { (standing(story)) }
            h3 { "Who got it from whom" }
            (graph::figure(story))
            (known(story))
            (parts(story))
        }
    }
}

/// A claim that one article has: closed, and without a graph.
pub(super) fn collapsed(story: &Story<'_>) -> Markup {
    html! {
        details.claim id=(story.anchor()) {
            summary {
                span lang=[story.language()] dir="auto" { (quote(story.statement())) }
                " " span.quiet { (bounds_in_words(story.trace())) (reviewed_in_words(story.trace())) "; " (story.trace().standing.name()) }
            }
            (statement(story))
            p.where { (standing(story)) }
            (parts(story))
        }
    }
}

fn parts(story: &Story<'_>) -> Markup {
    html! {
        (evidence::relays(story))
        (details::proof(story))
        (details::sources(story))
        (details::drift(story))
        (details::said_against(story))
        (details::open(story))
        (articles::list(story))
    }
}

fn statement(story: &Story<'_>) -> Markup {
    let (no, _) = story.finding.claim.statement;
    html! {
        blockquote.statement lang=[lang(story.finding.claim.language)] dir="auto" {
            (quote_whole(story.statement()))
        }
        p.quiet {
            "Verbatim (" (story.finding.claim.language.code()) "), as worded in "
            (story.node_link(Node::Document(no))) "."
        }
    }
}

/// Where it stands, in one line.
fn standing(story: &Story<'_>) -> Markup {
    let claim = &story.finding.claim;
    let outlets = distinct_outlets(claim.articles.iter().filter_map(|a| story.pile.0.get(a.document.index())));
    let outcome = claim.due.as_ref().map(|due| match due.outcome {
        Outcome::Reported => "; an outcome is reported here",
        Outcome::NotReported => "; nobody here reports that the deadline was met",
        Outcome::NotYetDue => "; this collection ends before the deadline",
    });
    html! {
        strong {
            (count(claim.articles.len(), "article", "articles")) ", " (count(outlets, "outlet", "outlets"))
            "; independent sources: " (bounds_in_words(story.trace()))
        }
        (reviewed_in_words(story.trace()))
        (outcome.unwrap_or_default()) "; "
        span.standing { (story.trace().standing.name()) } ". "
        @match story.trace().first {
            Some(no) => { "First in this collection: " (line(&document_dated(story.pile, no))) "." }
            None => { "Which was first in this collection cannot be established." }
        }
    }
}

fn known(story: &Story<'_>) -> Markup {
    let id = format!("{}-known", story.anchor());
    html! {
        h3 { "How we know" }
        div.known id=(id) {
            @for paragraph in account(story.pile, story.finding) { p { (paragraph) } }
        }
        button type="button" hidden data-copy=(id) { "Copy these sentences" }
    }
}

/// Words quoted in running text, the sentence around them behind a click.
pub(super) fn behind(
    story: &Story<'_>,
    no: crate::model::DocumentNo,
    place: crate::model::Place,
    class: Class,
) -> Markup {
    html! {
        details.inline {
            summary { "the sentence in " (line(&document_dated(story.pile, no))) }
            (evidence::sentence(story, no, place, class))
        }
    }
}
