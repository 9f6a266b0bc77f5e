//! How are the words of a text shown with what was found in them?

use maud::{Markup, html};

use super::super::words::turns_or_hides;
use crate::model::{Document, Part, Place, Span};
use crate::text::sentences;

/// A sentence is looked for this many bytes around the words: enough for every sentence that a reader wants to see whole.
const SENTENCE_REACH: usize = 1500;

/// A quoted passage longer than this is cut and marked: it points at the words, and the text below has them all.
const LONGEST_PASSAGE: usize = 1200;

/// What some words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Content,
    Source,
    Cue,
    Shared,
}

impl Class {
    const ALL: [Self; 4] = [Self::Content, Self::Source, Self::Cue, Self::Shared];

    fn name(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::Source => "source",
            Self::Cue => "cue",
            Self::Shared => "shared",
        }
    }
}

/// Some words of a document, and what they are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) place: Place,
    pub(super) class: Class,
}

/// The words under `window` of one part of a document, marks drawn in. Marks may overlap and nest; what lies outside
/// the window, or on no character boundary, is passed over. Cost: linear in the window, n log n in the marks.
pub(super) fn marked(document: &Document, part: Part, window: Span, marks: &[Mark]) -> Markup {
    let text = document.part(part);
    let mut edges: Vec<(u32, Class, i32)> = Vec::new();
    for mark in marks.iter().filter(|m| m.place.part == part && m.place.span.overlaps(window)) {
        let span = mark.place.span;
        if text.get(span.range()).is_some() {
            edges.push((span.start.max(window.start), mark.class, 1));
            edges.push((span.end.min(window.end), mark.class, -1));
        }
    }
    edges.sort_by_key(|&(at, ..)| at);
    pieces(text, window, &edges)
}

fn pieces(text: &str, window: Span, edges: &[(u32, Class, i32)]) -> Markup {
    let mut depth = [0_i32; Class::ALL.len()];
    let mut at = window.start;
    let mut written: Vec<Markup> = Vec::with_capacity(edges.len() + 1);
    for &(next, class, by) in edges {
        written.push(piece(Span { start: at, end: next }.of(text), &depth));
        depth[class as usize] += by;
        at = next;
    }
    written.push(piece(Span { start: at, end: window.end }.of(text), &depth));
    html! { @for piece in &written { (piece) } }
}

fn piece(words: &str, depth: &[i32; Class::ALL.len()]) -> Markup {
    let classes: Vec<&str> =
        Class::ALL.iter().filter(|&&class| depth[class as usize] > 0).map(|class| class.name()).collect();
    html! {
        @if words.is_empty() {}
        @else if classes.is_empty() { (visible(words)) }
        @else { mark class=(classes.join(" ")) { (visible(words)) } }
    }
}

/// Line ends are kept; what a browser would run, hide or turn is left out.
fn visible(words: &str) -> String {
    words.chars().filter(|&c| matches!(c, '\n' | '\t') || !(c.is_control() || turns_or_hides(c))).collect()
}

/// The sentences that a place stands in, as far as they are near.
pub(super) fn around(document: &Document, place: Place) -> Span {
    let text = document.part(place.part);
    let (start, end) = (place.span.start as usize, place.span.end as usize);
    if place.part == Part::Title || text.get(start..end).is_none() {
        return Span { start: 0, end: text.len() as u32 };
    }
    let from = floor(text, start.saturating_sub(SENTENCE_REACH));
    let from = text[from..start].rfind('\n').map_or(from, |at| from + at + 1);
    let to = floor(text, (end + SENTENCE_REACH).min(text.len()));
    let to = text[end..to].find('\n').map_or(to, |at| end + at);
    let near = sentences(&text[from..to], document.language, from);
    let touching = near.into_iter().filter(|s| s.overlaps(place.span) || s.contains(place.span));
    touching.fold(place.span, Span::cover)
}

/// At most [`LONGEST_PASSAGE`] bytes of a span, and whether something was cut off.
pub(super) fn cut(text: &str, span: Span) -> (Span, bool) {
    if span.len() <= LONGEST_PASSAGE {
        return (span, false);
    }
    let end = floor(text, (span.start as usize + LONGEST_PASSAGE).min(text.len()));
    (Span { start: span.start, end: (end as u32).max(span.start) }, true)
}

/// The last character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}
