//! How do the nouns of the model look in an export?
//!
//! The fields stand in the order in which the schema lists them. A source is an ordinal within one claim, so no
//! key of any row can be followed from one claim to another (safeguards, rule 1).

use serde::Serialize;
use serde_json::{Map, Value};

use crate::model::{Document, DocumentNo, Node, Note, Part, Place, Probability, SourceId, TimeInterval};

/// A place: `"span":[start,end]`, and `"in":"title"` where it indexes the title.
#[derive(Serialize)]
pub(super) struct PlaceRow {
    span: [u32; 2],
    #[serde(rename = "in", skip_serializing_if = "Option::is_none")]
    part: Option<&'static str>,
}

impl From<Place> for PlaceRow {
    fn from(place: Place) -> Self {
        Self { span: span(place), part: part_name(place.part) }
    }
}

/// `[start, end]` in UTF-8 bytes, half-open.
pub(super) fn span(place: Place) -> [u32; 2] {
    [place.span.start, place.span.end]
}

/// The value of `"in"`; absent for the text.
pub(super) fn part_name(part: Part) -> Option<&'static str> {
    match part {
        Part::Title => Some("title"),
        Part::Text => None,
    }
}

/// A place and the document that it is of.
#[derive(Serialize)]
pub(super) struct DocumentPlaceRow<'a> {
    pub(super) document: &'a str,
    #[serde(flatten)]
    pub(super) place: PlaceRow,
}

/// `{"document": id}` or `{"source": "s1"}`.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum NodeRow<'a> {
    Document(&'a str),
    Source(String),
}

/// A publication time: instants in RFC 3339, UTC; `latest` is exclusive and an open end is null.
#[derive(Serialize)]
pub(super) struct PublishedRow<'a> {
    earliest: Option<String>,
    latest: Option<String>,
    from: &'a str,
}

impl<'a> From<&'a TimeInterval> for PublishedRow<'a> {
    fn from(time: &'a TimeInterval) -> Self {
        let instant = |t: Option<jiff::Timestamp>| t.map(|t| t.to_string());
        Self { earliest: instant(time.earliest), latest: instant(time.latest), from: &time.from }
    }
}

/// What was noticed: in a user's words, with a stable code.
#[derive(Serialize)]
pub(super) struct NoteRow<'a> {
    code: String,
    at: &'a str,
    offset: Option<u64>,
    text: &'a str,
}

impl<'a> From<&'a Note> for NoteRow<'a> {
    fn from(note: &'a Note) -> Self {
        Self { code: note.code.to_string(), at: &note.at, offset: note.offset, text: &note.text }
    }
}

/// The pile, for looking up what a number stands for.
#[derive(Clone, Copy)]
pub(super) struct Pile<'a>(pub(super) &'a [Document]);

impl<'a> Pile<'a> {
    /// The id that exports print; empty for a number outside the pile.
    pub(super) fn id(self, no: DocumentNo) -> &'a str {
        self.0.get(no.index()).map_or("", |d| d.id.as_str())
    }

    /// The words at a place.
    pub(super) fn words(self, no: DocumentNo, place: Place) -> &'a str {
        self.0.get(no.index()).map_or("", |d| place.span.of(d.part(place.part)))
    }

    /// A node as a row.
    pub(super) fn node(self, node: Node) -> NodeRow<'a> {
        match node {
            Node::Document(no) => NodeRow::Document(self.id(no)),
            Node::Source(id) => NodeRow::Source(source_id(id)),
        }
    }

    /// A node as one string: a document's id, or a source's ordinal.
    pub(super) fn node_id(self, node: Node) -> String {
        match node {
            Node::Document(no) => self.id(no).to_owned(),
            Node::Source(id) => source_id(id),
        }
    }

    /// Places with their documents.
    pub(super) fn places(self, places: &[(DocumentNo, Place)]) -> Vec<DocumentPlaceRow<'a>> {
        places.iter().map(|&(no, place)| DocumentPlaceRow { document: self.id(no), place: place.into() }).collect()
    }
}

/// `s1`, `s2` …: printed from 1.
pub(super) fn source_id(id: SourceId) -> String {
    format!("s{}", u64::from(id.0) + 1)
}

/// Three decimals: enough for a reader, and equal on every machine.
pub(super) fn confidence(p: Probability) -> f64 {
    (f64::from(p.get()) * 1000.0).round() / 1000.0
}

/// The language tag as given; the code of the language that was found where none was given.
pub(super) fn language_tag(document: &Document) -> &str {
    if document.language_tag.is_empty() { document.language.code() } else { &document.language_tag }
}

/// Fields of the input that Firsthand does not know, so that they pass through.
/// A field that is named like one of `ours` is left out: a row never has a key twice.
pub(super) fn extra(document: &Document, ours: &[&str]) -> Map<String, Value> {
    let unknown = document.extra.iter().filter(|(key, _)| !ours.contains(&key.as_str()));
    unknown.map(|(key, json)| (key.clone(), parse_or_quote(json))).collect()
}

/// What a reader stored as JSON is JSON; anything else is kept as a string.
fn parse_or_quote(json: &str) -> Value {
    serde_json::from_str(json).unwrap_or_else(|_| Value::String(json.to_owned()))
}
