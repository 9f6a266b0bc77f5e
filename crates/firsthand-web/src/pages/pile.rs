//! What is in the collection, and how does it leave?

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::{claims::escaped, folded, frame, line, plain};
use crate::App;
use crate::access::Visitor;
use crate::desk::{Snapshot, Work};
use crate::export::TABLES;
use crate::trouble::Answer;
use crate::words::{f, n, t};

/// Files and outlets listed; more are counted, since a collection may come from a file an article.
const LISTED: usize = 200;

pub(crate) async fn page(State(app): State<Arc<App>>, Extension(visitor): Extension<Visitor>) -> Answer {
    let summary = app.desk.summary()?;
    let shown = app.desk.snapshot();
    let days = (day(summary.first.as_deref()), day(summary.last.as_deref()));
    let content = html! {
        h1 { (t("pile.title")) }
        p { (f("pile.size", &[
            ("articles", &n("count.articles", summary.articles as usize)),
            ("outlets", &n("count.outlets", summary.outlets.len())),
            ("first", days.0), ("last", days.1),
            ("claims", &n("count.claims", shown.lines.len())),
            ("reviews", &n("count.reviews", summary.reviews as usize)),
        ])) }
        @if app.desk.work() == Work::Idle {
            form method="post" action="/trace" { button type="submit" { (t("pile.trace")) } " " span.quiet { (t("pile.trace-about")) } }
        }
        div.columns { (piles(&shown)) (outlets(&summary)) }
        (exports())
    };
    Ok(frame::page(&app, &visitor, "/pile", t("pile.title"), &content))
}

fn day(instant: Option<&str>) -> &str {
    instant.and_then(|time| time.get(..10)).unwrap_or("?")
}

/// The files that articles came from.
fn piles(shown: &Snapshot) -> Markup {
    let mut files: BTreeMap<&str, usize> = BTreeMap::new();
    shown.documents.iter().for_each(|document| *files.entry(document.path.as_str()).or_default() += 1);
    let mut files: Vec<(&str, usize)> = files.into_iter().collect();
    files.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let row =
        |(file, count): &(&str, usize)| html! { li { (line(file)) " " span.quiet { (n("count.articles", *count)) } } };
    let rows: Vec<Markup> = files.iter().take(LISTED).map(row).collect();
    html! {
        section {
            h2 { (t("pile.files")) " (" (files.len()) ")" }
            (listed(&rows, files.len()))
        }
    }
}

fn outlets(summary: &firsthand_store::Summary) -> Markup {
    let mut outlets: Vec<_> = summary.outlets.iter().collect();
    outlets.sort_by(|a, b| b.documents.cmp(&a.documents).then_with(|| a.outlet.cmp(&b.outlet)));
    let rows: Vec<Markup> = outlets.iter().take(LISTED).map(|row| outlet(row)).collect();
    html! {
        section {
            h2 { (t("pile.outlets")) " (" (outlets.len()) ")" }
            (listed(&rows, outlets.len()))
        }
    }
}

fn listed(rows: &[Markup], all: usize) -> Markup {
    html! {
        (folded(rows, plain))
        @if all > rows.len() { p.quiet { (n("count.more", all - rows.len())) } }
    }
}

fn outlet(row: &firsthand_store::OutletRow) -> Markup {
    html! {
        li { a href={ "/?alone=1&outlet=" (escaped(&row.outlet)) } { (line(&row.outlet)) } " " span.quiet {
            (n("count.articles", row.documents as usize)) ", " (day(row.first.as_deref())) " – " (day(row.last.as_deref()))
        } }
    }
}

fn exports() -> Markup {
    html! {
        section {
            h2 { (t("pile.export")) }
            p.quiet { (t("pile.export-about")) }
            ul.downloads {
                @for masked in ["", ".masked"] {
                    @for (name, _) in TABLES {
                        li { a href={ "/export/" (name) (masked) ".csv" } { (name) (masked) ".csv" } }
                        li { a href={ "/export/" (name) (masked) ".jsonl" } { (name) (masked) ".jsonl" } }
                        li { a href={ "/export/" (name) (masked) ".parquet" } { (name) (masked) ".parquet" } }
                    }
                    li { a href={ "/export/relays" (masked) ".graphml" } { "relays" (masked) ".graphml" } }
                    li { a href={ "/export/relays" (masked) ".gexf" } { "relays" (masked) ".gexf" } }
                }
            }
        }
    }
}

/// Traces everything again, so that the file's tables have what was reviewed.
pub(crate) async fn trace(State(app): State<Arc<App>>) -> Response {
    app.desk.trace_again();
    Redirect::to("/").into_response()
}
