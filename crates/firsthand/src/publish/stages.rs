//! How does a program read one stage alone? One JSON object a line.

use serde::Serialize;
use serde_json::{Map, Value};

use super::json::to_json;
use super::wire::{NoteRow, PlaceRow, PublishedRow, confidence, extra, language_tag, part_name, span};
use crate::model::{
    Attribution, Document, DocumentNo, How, Note, Part, Passage, Place, Probability, TimeExpression, TimeKind,
};

/// Two documents and the wording they share: what `link` finds between them.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The document that may have got it.
    pub a: DocumentNo,
    /// The document that it may have got it from.
    pub b: DocumentNo,
    /// How it may have got there.
    pub how: How,
    /// Passages in common: a place in `a`, a place in `b`.
    pub spans: Vec<(Place, Place)>,
    /// Share of the words of `a` that stand in `b` too, 0..=1.
    pub containment: Probability,
    /// Likeness of the two, 0..=1.
    pub similarity: Probability,
    /// Which of the two surely came first; `None` where their times overlap.
    pub earlier: Option<DocumentNo>,
}

/// One line of `extract`, newline included. Its passages index `text`; a separate title is a field of its own.
/// `notes` are those of this document.
pub fn extract_line(document: &Document, passages: &[Passage], notes: &[Note]) -> String {
    const OURS: [&str; 11] =
        ["id", "path", "url", "outlet", "published", "language", "title", "authors", "text", "passages", "notes"];
    let row = ExtractRow {
        id: &document.id,
        path: &document.path,
        url: &document.url,
        outlet: &document.outlet,
        published: (&document.published).into(),
        language: language_tag(document),
        title: &document.title,
        authors: &document.authors,
        text: &document.text,
        passages: passages
            .iter()
            .filter(|p| p.place.part == Part::Text)
            .map(|p| PassageRow { place: p.place.into(), role: p.role.name() })
            .collect(),
        notes: notes.iter().map(NoteRow::from).collect(),
        extra: extra(document, &OURS),
    };
    line(&row)
}

/// One line of `attribute`, newline included.
pub fn attribute_line(document: &Document, attributions: &[Attribution]) -> String {
    line(&AttributeRow { id: &document.id, attributions: attributions.iter().map(AttributionRow::from).collect() })
}

/// One line of `times`, newline included.
pub fn times_line(document: &Document, times: &[TimeExpression]) -> String {
    let times = times.iter().map(|t| TimeRow::new(document, t)).collect();
    line(&TimesRow { id: &document.id, times })
}

/// One line of `link`, newline included; `documents` is the pile that the numbers index.
pub fn link_line(documents: &[Document], link: &Link) -> String {
    let id = |no: DocumentNo| documents.get(no.index()).map_or("", |d| d.id.as_str());
    line(&LinkRow {
        a: id(link.a),
        b: id(link.b),
        how: link.how.name(),
        spans: link.spans.iter().map(SharedRow::from).collect(),
        containment: confidence(link.containment),
        similarity: confidence(link.similarity),
        earlier: link.earlier.map(id),
    })
}

fn line<T: Serialize>(row: &T) -> String {
    to_json(row) + "\n"
}

#[derive(Serialize)]
struct ExtractRow<'a> {
    id: &'a str,
    path: &'a str,
    url: &'a str,
    outlet: &'a str,
    published: PublishedRow<'a>,
    language: &'a str,
    title: &'a str,
    authors: &'a [String],
    text: &'a str,
    passages: Vec<PassageRow>,
    notes: Vec<NoteRow<'a>>,
    #[serde(flatten)]
    extra: Map<String, Value>,
}

#[derive(Serialize)]
struct PassageRow {
    #[serde(flatten)]
    place: PlaceRow,
    role: &'static str,
}

#[derive(Serialize)]
struct AttributeRow<'a> {
    id: &'a str,
    attributions: Vec<AttributionRow<'a>>,
}

#[derive(Serialize)]
struct AttributionRow<'a> {
    source: Vec<[u32; 2]>,
    cue: Vec<[u32; 2]>,
    content: Vec<[u32; 2]>,
    /// An attribution lies in the text or in the title, never in both: the two are read apart.
    #[serde(rename = "in", skip_serializing_if = "Option::is_none")]
    part: Option<&'static str>,
    kind: &'static str,
    source_kind: &'static str,
    name: Option<&'a str>,
    within: Option<usize>,
    confidence: f64,
}

impl<'a> From<&'a Attribution> for AttributionRow<'a> {
    fn from(found: &'a Attribution) -> Self {
        let spans = |places: &[Place]| places.iter().copied().map(span).collect();
        let first = found.cue.iter().chain(&found.source).chain(&found.content).next();
        Self {
            source: spans(&found.source),
            cue: spans(&found.cue),
            content: spans(&found.content),
            part: part_name(first.map_or(Part::Text, |place| place.part)),
            kind: found.kind.name(),
            source_kind: found.source_kind.name(),
            name: found.name.as_deref(),
            within: found.within,
            confidence: confidence(found.confidence),
        }
    }
}

#[derive(Serialize)]
struct TimesRow<'a> {
    id: &'a str,
    times: Vec<TimeRow<'a>>,
}

#[derive(Serialize)]
struct TimeRow<'a> {
    #[serde(flatten)]
    place: PlaceRow,
    text: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    value: &'a str,
    anchor: Option<String>,
    due: Option<&'a str>,
}

impl<'a> TimeRow<'a> {
    fn new(document: &'a Document, time: &'a TimeExpression) -> Self {
        Self {
            place: time.place.into(),
            text: document.slice(time.place),
            kind: timex_type(time.kind),
            value: &time.value,
            anchor: time.anchor.map(|t| t.to_string()),
            due: time.due.as_deref(),
        }
    }
}

/// The four types of TIMEX3, as ISO-TimeML writes them.
pub(super) fn timex_type(kind: TimeKind) -> &'static str {
    match kind {
        TimeKind::Date => "DATE",
        TimeKind::Time => "TIME",
        TimeKind::Duration => "DURATION",
        TimeKind::Set => "SET",
    }
}

#[derive(Serialize)]
struct LinkRow<'a> {
    a: &'a str,
    b: &'a str,
    how: &'static str,
    spans: Vec<SharedRow>,
    containment: f64,
    similarity: f64,
    earlier: Option<&'a str>,
}

/// Places in common; `"in"` as everywhere, once for each side.
#[derive(Serialize)]
struct SharedRow {
    a: [u32; 2],
    b: [u32; 2],
    #[serde(skip_serializing_if = "Option::is_none")]
    a_in: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    b_in: Option<&'static str>,
}

impl From<&(Place, Place)> for SharedRow {
    fn from((a, b): &(Place, Place)) -> Self {
        Self { a: span(*a), b: span(*b), a_in: part_name(a.part), b_in: part_name(b.part) }
    }
}
