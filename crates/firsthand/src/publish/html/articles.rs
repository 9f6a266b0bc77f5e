//! Which articles has a claim, and what do they say word for word?

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::super::wire::Pile;
use super::super::words::{clean, cut_at_space, document_dated, document_name, when};
use super::marked::{Mark, marked};
use super::story::{Story, lang, line};
use crate::model::{Document, DocumentNo, Node, Part, Span, Stance, TimeInterval};

/// Provenance is a word or two.
const LONGEST_PROVENANCE: usize = 80;

/// A longer address is shown cut; the link has all of it.
const LONGEST_ADDRESS: usize = 160;

/// The articles of a claim, with what each does with it.
pub(super) fn list(story: &Story<'_>) -> Markup {
    html! {
        h3 { "Articles" }
        ol.articles { @for no in story.documents() { (row(story, no)) } }
    }
}

fn row(story: &Story<'_>, no: DocumentNo) -> Markup {
    let article = story.finding.claim.articles.iter().find(|a| a.document == no);
    let name = document_name(story.pile, no);
    html! {
        li id=(story.node_anchor(Node::Document(no))) value=[story.article_number(no)] {
            strong { (line(&name)) }
            @if let Some(document) = story.pile.0.get(no.index()) {
                @if !document.title.is_empty() {
                    " — " span lang=[lang(document.language)] { (line(&document.title)) }
                }
                br;
                span.quiet { (time(&document.published)) "; " (stance(article.map(|a| a.stance))) }
                " " a href={ "#" (text_anchor(no)) } { "full text" span.sr { " of " (name) } }
                @if !document.url.is_empty() { br; (outside(&document.url)) }
            }
        }
    }
}

fn stance(stance: Option<Stance>) -> &'static str {
    match stance {
        Some(Stance::Asserts) => "passes it on",
        Some(Stance::Denies) => "reports a denial",
        Some(Stance::Discusses) => "discusses it",
        None => "takes no stance of its own",
    }
}

/// "2 Sep 2031 07:10, known from field".
fn time(published: &TimeInterval) -> String {
    let from = cut_at_space(&clean(&published.from), LONGEST_PROVENANCE);
    let from = if from.is_empty() { from } else { format!(", known from {from}") };
    format!("{}{from}", when(published))
}

/// An address of the world: a link only where it is one of the web, otherwise bare words.
pub(super) fn outside(url: &str) -> Markup {
    let url = clean(url);
    let lower = url.to_ascii_lowercase();
    let shown = cut_at_space(&url, LONGEST_ADDRESS);
    html! {
        @if lower.starts_with("https://") || lower.starts_with("http://") {
            a.outside href=(url) rel="noreferrer nofollow noopener" { bdi { (shown) } }
        } @else { bdi.outside { (shown) } }
    }
}

fn text_anchor(no: DocumentNo) -> String {
    format!("d{}", u64::from(no.0) + 1)
}

/// The texts of all articles that some claim shows: each once, with the marks of every claim.
pub(super) fn texts(pile: Pile<'_>, stories: &[Story<'_>]) -> Markup {
    let mut marks: BTreeMap<DocumentNo, Vec<Mark>> = BTreeMap::new();
    for story in stories {
        for no in story.documents() {
            marks.entry(no).or_default().extend(story.marks(no));
        }
    }
    html! {
        @if !marks.is_empty() {
            section #texts aria-labelledby="texts-h" {
                h2 #texts-h { "Texts" }
                p.quiet { "Word for word, with every claim and credit marked." }
                @for (&no, marks) in &marks {
                    @if let Some(document) = pile.0.get(no.index()) { (text(pile, no, document, marks)) }
                }
            }
        }
    }
}

fn text(pile: Pile<'_>, no: DocumentNo, document: &Document, marks: &[Mark]) -> Markup {
    let whole = |part| Span { start: 0, end: document.part(part).len() as u32 };
    html! {
        details.text id=(text_anchor(no)) {
            summary { (line(&document_dated(pile, no))) @if !document.title.is_empty() { " — " (line(&document.title)) } }
            div lang=[lang(document.language)] dir="auto" {
                @if !document.title.is_empty() {
                    p.title { (marked(document, Part::Title, whole(Part::Title), marks)) }
                }
                div.body { (marked(document, Part::Text, whole(Part::Text), marks)) }
            }
            @if !document.url.is_empty() { p { (outside(&document.url)) } }
        }
    }
}
