//! Makes documents of case files, as a pile read from disk would, and runs the stages over them.

use firsthand::extract::passages;
use firsthand::ingest::{Columns, Defaults, Limits, Record, draft, settle};
use firsthand::link::reuse;
use firsthand::model::{Document, Findings};
use firsthand::outlets::Outlets;
use firsthand::pipeline;
use serde_json::Value;

/// A document's fields by name.
pub(crate) type Fields<'a> = Vec<(&'a str, &'a str)>;

/// Documents in canonical order.
pub(crate) fn documents(records: &[Fields<'_>]) -> Vec<Document> {
    let drafts = records.iter().filter_map(|fields| {
        let fields = fields.iter().filter(|(_, value)| !value.is_empty());
        let fields = fields.map(|(key, value)| ((*key).to_owned(), Value::from(*value))).collect();
        draft(Record { fields, ..Record::default() }, &Columns::default(), Limits::default()).value
    });
    settle(drafts.collect(), &Defaults::default()).value
}

/// All stages, on one thread.
pub(crate) fn trace(documents: Vec<Document>, about: Option<&str>) -> Findings {
    let outlets = Outlets::of(&documents);
    let mut passages: Vec<_> = documents.iter().map(passages).collect();
    pipeline::mark_furniture(&documents, &outlets, &mut passages);
    let read = |(no, passages)| pipeline::read(&documents[no], no, passages, &outlets);
    let readings: Vec<_> = passages.into_iter().enumerate().map(read).collect();
    let bodies: Vec<_> = readings.iter().map(|r| pipeline::body(&r.passages)).collect();
    let reuse = reuse::find(&pipeline::texts(&documents, &bodies, &outlets), &reuse::Config::default());
    pipeline::conclude(documents, readings, &outlets, &reuse, about)
}
