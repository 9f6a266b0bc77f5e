//! How does another page show a claim piece by piece? The workbench asks for the pieces that the report has too, so that
//! a relay is drawn, marked and proved in the same way in both.

use maud::{Markup, html};

use super::super::account::account;
use super::super::wire::Pile;
use super::super::words;
use super::marked::{Class, Mark, marked};
use super::story::Story;
use super::{details, evidence, graph};
use crate::model::{Document, Finding, Part, Place, Span, TimeInterval};

/// The style sheet of the report, which the pieces need.
pub const STYLE: &str = include_str!("page.css");

/// What a drawing does, for the script of a page.
pub const GRAPH_SCRIPT: &str = include_str!("graph.js");

/// One claim, ready to be shown in pieces. Each piece is HTML in which every word of an article is escaped; its links
/// lead to anchors (`#c1-a2`) of the page at `base`.
pub struct Pieces<'a>(Story<'a>);

impl<'a> Pieces<'a> {
    /// `base`: address of the page that has the claim's anchors, empty for the same page.
    pub fn of(documents: &'a [Document], finding: &'a Finding, base: &'a str) -> Self {
        let mut story = Story::new(Pile(documents), 0, finding);
        story.base = base;
        Self(story)
    }

    /// The drawing, its loops, its legend, and the same as a table.
    pub fn graph(&self) -> String {
        graph::figure(&self.0).into_string()
    }

    /// The steps whose sums are the bounds, and the channels.
    pub fn proof(&self) -> String {
        details::proof(&self.0).into_string()
    }

    /// Who is credited.
    pub fn sources(&self) -> String {
        details::sources(&self.0).into_string()
    }

    /// What is disputed, and statuses as somebody states them.
    pub fn said_against(&self) -> String {
        details::said_against(&self.0).into_string()
    }

    /// The sentences that relay number `at` rests on; empty where there is none.
    pub fn evidence(&self, at: usize) -> String {
        let relay = self.0.trace().relays.get(at);
        relay.map(|relay| evidence::pieces(&self.0, relay).into_string()).unwrap_or_default()
    }

    /// Anchor of relay number `at`.
    pub fn relay_anchor(&self, at: usize) -> String {
        self.0.relay_anchor(at)
    }

    /// Every article of the claim in the order of its number in the drawing, with its anchor.
    pub fn articles(&self) -> Vec<(crate::model::DocumentNo, String)> {
        let anchor = |no| (no, self.0.node_anchor(crate::model::Node::Document(no)));
        self.0.documents().into_iter().map(anchor).collect()
    }

    /// An end of a relay in words: an outlet with its time, or a source with its kind.
    pub fn node(&self, node: crate::model::Node) -> String {
        self.0.node_words(node)
    }

    /// Plain sentences to copy, one paragraph an entry.
    pub fn account(&self) -> Vec<String> {
        account(self.0.pile, self.0.finding)
    }
}

/// What some words of an article are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marking {
    /// What is attributed, or a claim.
    Content,
    /// Who is credited.
    Source,
    /// The words that credit.
    Cue,
    /// Wording in common with another article.
    Shared,
}

/// One part of an article with marks drawn in; marks may overlap. Cost: linear in the text, n log n in the marks.
pub fn marked_text(document: &Document, part: Part, marks: &[(Place, Marking)]) -> String {
    let class = |marking| match marking {
        Marking::Content => Class::Content,
        Marking::Source => Class::Source,
        Marking::Cue => Class::Cue,
        Marking::Shared => Class::Shared,
    };
    let marks: Vec<Mark> = marks.iter().map(|&(place, marking)| Mark { place, class: class(marking) }).collect();
    let whole = Span { start: 0, end: document.part(part).len() as u32 };
    let text: Markup = html! { (marked(document, part, whole, &marks)) };
    text.into_string()
}

/// "5 Mar 2024 09:40", "before 6 Mar 2024 10:00", "undated"; in UTC.
pub fn when(time: &TimeInterval) -> String {
    words::when(time)
}

/// Words of the world on one line: without what would hide them or turn their direction.
pub fn clean(text: &str) -> String {
    words::clean(text)
}

/// The name of an article's outlet, or what stands in its place.
pub fn outlet(document: &Document) -> String {
    words::outlet(document)
}
