//! How does something leave the workbench? One claim as a report, or the rows of the collection.
//!
//! A file of working material says on top that it is one; a masked twin stands beside each (safeguards).

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse;
use firsthand::model::{
    Accusation, Claim, Document, DocumentNo, Finding, Findings, Node, Note, NoteCode, Place, Trace,
};
use firsthand::publish::{self, MaskedCells, Page};
use firsthand_store::{Export, Names, Table};

use crate::App;
use crate::desk::Snapshot;
use crate::pages::claim::View;
use crate::trouble::{Answer, Trouble};
use crate::words::t;

/// Names of tables in addresses.
pub(crate) const TABLES: [(&str, Table); 6] = [
    ("claims", Table::Claims),
    ("documents", Table::Documents),
    ("articles", Table::Articles),
    ("mentions", Table::Mentions),
    ("relays", Table::Relays),
    ("reviews", Table::Reviews),
];

/// A text file has no screen to fit: as wide as lines of mail.
const PAGE: Page = Page { width: 78, colour: false };

/// One claim cut out of a larger collection.
const ONE_CLAIM: NoteCode = NoteCode(702);

pub(crate) async fn claim(State(app): State<Arc<App>>, Path((key, format)): Path<(String, String)>) -> Answer {
    let shown = app.desk.snapshot();
    let view = View::of(&shown, &key)?;
    let findings = alone(&shown, view.at);
    let text = match format.as_str() {
        "html" => publish::trace_html(&findings),
        "json" => publish::trace_json(&findings),
        "txt" => format!("{}\n\n{}", t("frame.banner"), publish::trace_text(&findings, PAGE)),
        "masked.html" => publish::trace_html_masked(&publish::mask(&findings)),
        "masked.json" => publish::trace_json(publish::mask(&findings).findings()),
        _ => return Err(Trouble::not_found()),
    };
    let kind = match format.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("json") => "application/json",
        _ => "text/plain; charset=utf-8",
    };
    Ok(download(kind, &format!("{key}.{format}"), text.into_bytes()).into_response())
}

fn download(kind: &'static str, name: &str, bytes: Vec<u8>) -> impl IntoResponse {
    // The name is made of a key of ours and of names in this file: nothing in it can end the header.
    let name: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-')).collect();
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)], bytes)
}

pub(crate) async fn collection(State(app): State<Arc<App>>, Path(name): Path<String>) -> Answer {
    let (table, format) = name.split_once('.').ok_or_else(Trouble::not_found)?;
    let table =
        TABLES.iter().find(|(known, _)| *known == table).map(|(_, table)| *table).ok_or_else(Trouble::not_found)?;
    let (masked, format) = format.strip_prefix("masked.").map_or((false, format), |format| (true, format));
    let (export, kind) = match format {
        "csv" => (Export::Csv(table), "text/csv; charset=utf-8"),
        "jsonl" => (Export::JsonLines(table), "application/x-ndjson"),
        "parquet" => (Export::Parquet(table), "application/vnd.apache.parquet"),
        "graphml" => (Export::GraphMl, "application/graphml+xml"),
        "gexf" => (Export::Gexf, "application/gexf+xml"),
        _ => return Err(Trouble::not_found()),
    };
    let written = tokio::task::spawn_blocking(move || {
        let mut bytes = Vec::new();
        let twin = masked.then(|| MaskedCells::of(&all(&app.desk.snapshot())));
        let names = twin.as_ref().map_or(Names::Kept, Names::Withheld);
        app.desk.reader()?.export(export, names, &mut bytes).map(|()| bytes)
    });
    let bytes = written.await.map_err(|_| Trouble::not_found())??;
    Ok(download(kind, &name, bytes).into_response())
}

/// Everything that is shown.
fn all(shown: &Snapshot) -> Findings {
    let findings = shown.findings.iter().map(|finding| finding.as_ref().clone()).collect();
    Findings { documents: shown.documents.to_vec(), findings, notes: Vec::new() }
}

/// One claim with the articles that it has to do with, numbered anew, and a note of what it was cut out of.
pub(crate) fn alone(shown: &Snapshot, at: usize) -> Findings {
    let mut finding = shown.findings[at].as_ref().clone();
    let mut numbers: BTreeMap<DocumentNo, DocumentNo> = BTreeMap::new();
    each_document(&mut finding, &mut |no| _ = numbers.insert(*no, *no));
    for (at, new) in numbers.values_mut().enumerate() {
        *new = DocumentNo(at as u32);
    }
    each_document(&mut finding, &mut |no| *no = numbers[no]);
    let documents: Vec<Document> = numbers.keys().map(|no| shown.documents[no.index()].clone()).collect();
    let text = format!("one claim of a collection of {} documents; the others are left out", shown.documents.len());
    let notes = vec![Note { at: String::new(), offset: None, code: ONE_CLAIM, text }];
    Findings { documents, findings: vec![finding], notes }
}

/// Visits every number of a document that a finding has. All fields are named, so that a new one is not forgotten.
fn each_document(finding: &mut Finding, visit: &mut dyn FnMut(&mut DocumentNo)) {
    let Finding { claim, trace } = finding;
    in_claim(claim, visit);
    in_trace(trace, visit);
}

fn in_claim(claim: &mut Claim, visit: &mut dyn FnMut(&mut DocumentNo)) {
    let Claim { statement, language: _, articles, mentions, due, disputed_by, legal, accusation, replies } = claim;
    visit(&mut statement.0);
    for article in articles {
        visit(&mut article.document);
    }
    for mention in mentions {
        visit(&mut mention.document);
    }
    if let Some(due) = due {
        visit(&mut due.place.0);
    }
    places(disputed_by, visit);
    for legal in legal {
        visit(&mut legal.document);
    }
    if let Some(Accusation { conduct, by, jurisdiction, groups }) = accusation {
        for said in [conduct, by, groups] {
            places(said, visit);
        }
        if let Some((no, _)) = jurisdiction {
            visit(no);
        }
    }
    for reply in replies {
        visit(&mut reply.document);
    }
}

fn in_trace(trace: &mut Trace, visit: &mut dyn FnMut(&mut DocumentNo)) {
    let Trace {
        sources,
        relays,
        origins,
        loops,
        first,
        bounds,
        reviewed: _,
        would_change,
        doubt: _,
        standing: _,
        drift,
        missing,
        owed,
    } = trace;
    for source in sources {
        places(&mut source.places, visit);
        if let Some((no, _)) = &mut source.only_part {
            visit(no);
        }
    }
    for relay in relays {
        node(&mut relay.from, visit);
        node(&mut relay.to, visit);
        for evidence in &mut relay.evidence {
            places(&mut evidence.places, visit);
        }
    }
    for origin in origins {
        node(&mut origin.node, visit);
    }
    loops.iter_mut().flatten().for_each(&mut *visit);
    first.iter_mut().for_each(&mut *visit);
    for n in &mut bounds.bottlenecks {
        node(n, visit);
    }
    for reason in &mut bounds.why {
        for n in &mut reason.nodes {
            node(n, visit);
        }
        places(&mut reason.places, visit);
    }
    for n in would_change.iter_mut().flat_map(|change| &mut change.nodes) {
        node(n, visit);
    }
    for drift in drift {
        node(&mut drift.from, visit);
        visit(&mut drift.to);
    }
    missing.iter_mut().flat_map(|missing| &mut missing.cited_by).for_each(&mut *visit);
    for owed in owed {
        visit(&mut owed.place.0);
    }
}

fn places(places: &mut [(DocumentNo, Place)], visit: &mut dyn FnMut(&mut DocumentNo)) {
    for (no, _) in places.iter_mut() {
        visit(no);
    }
}

fn node(node: &mut Node, visit: &mut dyn FnMut(&mut DocumentNo)) {
    if let Node::Document(no) = node {
        visit(no);
    }
}
