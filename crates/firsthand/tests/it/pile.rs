//! Makes documents of case files, as a pile read from disk would, and runs the stages over them.

use firsthand::extract;
use firsthand::ingest::{Columns, Defaults, Limits, Record, draft, settle};
use firsthand::link::reuse;
use firsthand::model::{Attribution, Document, Findings};
use firsthand::outlets::Outlets;
use firsthand::pipeline::{self, Reading};
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

/// The stages that look at one document at a time.
pub(crate) fn read(documents: &[Document], outlets: &Outlets) -> Vec<Reading> {
    let mut passages: Vec<_> = documents.iter().map(extract::passages).collect();
    pipeline::mark_furniture(documents, outlets, &mut passages);
    let one = |(no, passages)| pipeline::read(&documents[no], no, passages, outlets, None);
    passages.into_iter().enumerate().map(one).collect()
}

/// The attributions of one document as the stage prints them, attitudes too.
pub(crate) fn attribute(documents: &[Document], no: usize, outlets: &Outlets) -> Vec<Attribution> {
    let passages = extract::passages(&documents[no]);
    pipeline::Article::of(&documents[no], no, &passages, outlets).ascriptions(None)
}

/// All stages, on one thread.
pub(crate) fn trace(documents: Vec<Document>, about: Option<&str>) -> Findings {
    let outlets = Outlets::of(&documents);
    let readings = read(&documents, &outlets);
    let bodies: Vec<_> = readings.iter().map(|r| pipeline::body(&r.passages)).collect();
    let reuse = reuse::find(&pipeline::texts(&documents, &bodies, &outlets), &reuse::Config::default());
    pipeline::conclude(documents, readings, &outlets, &reuse, about)
}
