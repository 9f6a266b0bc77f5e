//! What is around the claims? Head, policy, banner, index, and what the words mean.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::super::account::{bounds_in_words, reviewed_in_words};
use super::super::wire::Pile;
use super::super::words::{count, distinct_outlets, period, quote};
use super::articles;
use super::claim;
use super::story::Story;
use crate::model::Findings;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = concat!(include_str!("graph.js"), include_str!("page.js"));

/// More notes than this are counted: they are in the JSON.
const NOTES_SHOWN: usize = 20;

pub(super) fn page(findings: &Findings, banner: &str) -> String {
    let pile = Pile(&findings.documents);
    let stories: Vec<Story<'_>> =
        findings.findings.iter().enumerate().map(|(at, finding)| Story::new(pile, at, finding)).collect();
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy());
                meta name="robots" content="noindex";
                meta name="referrer" content="no-referrer";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { "Firsthand: where the claims started" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                aside.banner aria-label="Status of this copy" { (banner) }
                header { (head(findings)) }
                main { (body(&stories)) (articles::texts(pile, &stories)) }
                footer { (foot(findings)) }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    page.into_string() + "\n"
}

/// Nothing may load, and nothing may run but the one script that came with the page.
fn policy() -> String {
    let hash = |code: &str| STANDARD.encode(Sha256::digest(code));
    format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        hash(SCRIPT),
        hash(STYLE)
    )
}

fn head(findings: &Findings) -> Markup {
    let documents = &findings.documents;
    html! {
        h1 { "Where the claims started" }
        p {
            "A collection of " (count(documents.len(), "document", "documents")) " from "
            (count(distinct_outlets(documents.iter()), "outlet", "outlets")) (period(documents)) ". Times are in UTC."
        }
    }
}

fn body(stories: &[Story<'_>]) -> Markup {
    let (alone, several): (Vec<&Story<'_>>, Vec<&Story<'_>>) = stories.iter().partition(|s| s.is_alone());
    // A page that is about one article only shows it in full.
    let (alone, several) = if several.is_empty() && alone.len() == 1 { (several, alone) } else { (alone, several) };
    html! {
        @if stories.is_empty() { p { "No claim to show." } }
        @if stories.len() > 1 { (index(&several, alone.len())) }
        @for story in &several { (claim::section(story)) }
        @if !alone.is_empty() {
            section #alone aria-labelledby="alone-h" {
                h2 #alone-h { "Claims with one article" }
                p.quiet { "Nobody else in this collection deals with them." }
                @for story in &alone { (claim::collapsed(story)) }
            }
        }
    }
}

fn index(several: &[&Story<'_>], alone: usize) -> Markup {
    html! {
        nav aria-labelledby="index-h" {
            h2 #index-h { "Claims" }
            ol.index {
                @for story in several {
                    li value=(story.number()) {
                        a href={ "#" (story.anchor()) } lang=[story.language()] dir="auto" { (quote(story.statement())) }
                        " " span.quiet {
                            (count(story.articles(), "article", "articles")) "; independent sources: "
                            (bounds_in_words(story.trace())) (reviewed_in_words(story.trace())) "; "
                            (story.trace().standing.name())
                        }
                    }
                }
                @if alone > 0 {
                    li.unnumbered { a href="#alone" { (count(alone, "claim", "claims")) " with one article" } }
                }
            }
        }
    }
}

fn foot(findings: &Findings) -> Markup {
    html! {
        @if !findings.notes.is_empty() {
            details {
                summary { (count(findings.notes.len(), "note", "notes")) " on the collection" }
                ul {
                    @for note in findings.notes.iter().take(NOTES_SHOWN) { li { (super::story::line(&note.to_string())) } }
                    @if findings.notes.len() > NOTES_SHOWN { li { "More are in the JSON." } }
                }
            }
        }
        p {
            "“First” is first in this collection, and the bounds hold as far as this collection shows. Independent "
            "sources count who stands behind a claim, not articles or outlets: at least those whom the texts show to "
            "speak from their own act, sight or reading, and at most those that there may be if all that is not "
            "recorded turned out well. Whether a claim is true is not weighed here. Every relay is a suggestion of a "
            "program until a reviewer has confirmed it: read the sentence behind it."
        }
    }
}
