//! One article: its text with everything marked, where its time is known from, and whom it relays.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use firsthand::model::{Document, DocumentNo, Node, Part, Place};
use firsthand::publish::parts::{Marking, Pieces, clean, marked_text, when};
use firsthand_store::Stored;
use maud::{Markup, PreEscaped, html};
use serde::Deserialize;

use super::{article_link, article_name, diff, frame, lang, line, outside};
use crate::App;
use crate::access::Visitor;
use crate::desk::Snapshot;
use crate::trouble::{Answer, Trouble};
use crate::words::{f, named, t};

/// Claims of a page of briefs that are listed; more are counted.
const CLAIMS_SHOWN: usize = 100;

pub(crate) async fn page(
    State(app): State<Arc<App>>,
    Extension(visitor): Extension<Visitor>,
    Path(row): Path<i64>,
) -> Answer {
    let shown = app.desk.snapshot();
    let (stored, attributed, versions) = {
        let collection = app.desk.collection();
        let document = collection.document(row)?.ok_or_else(Trouble::not_found)?;
        let versions = collection.versions(&document.url)?;
        let attributed = collection.marks(row)?;
        (document, attributed, versions)
    };
    let no = shown.document(row);
    let marks = marks(&shown, no, attributed);
    let content = html! {
        (head(&stored, row, &versions))
        (super::correct::date_form(row))
        @if let Some(no) = no { (relays(&shown, no)) (claims(&shown, no)) }
        @else { p.note { (t("article.older")) } }
        (text(&stored, &marks))
    };
    Ok(frame::page(&app, &visitor, "", &title_of(&stored), &content))
}

fn title_of(document: &Document) -> String {
    let title = clean(&document.title);
    if title.is_empty() { article_name(document) } else { crate::desk::shortened(&title, 200) }
}

fn head(document: &Document, row: i64, versions: &[Stored]) -> Markup {
    let earlier = versions.iter().filter(|v| v.row != row);
    html! {
        h1 lang=[lang(document.language.code())] dir="auto" { (title_of(document)) }
        dl.facts {
            dt { (t("article.outlet")) } dd { (line(&article_name(document))) }
            dt { (t("article.time")) } dd {
                (when(&document.published)) " – "
                @if document.published.from.is_empty() { (t("article.time-unknown")) }
                @else { (f("article.time-from", &[("from", &clean(&document.published.from))])) }
            }
            @if !document.authors.is_empty() { dt { (t("article.byline")) } dd { (line(&document.authors.join(", "))) } }
            @if !document.url.is_empty() { dt { (t("article.address")) } dd { (outside(&document.url)) } }
            dt { (t("article.language")) } dd { (named("language", document.language.code())) }
            dt { (t("article.file")) } dd { (line(&document.path)) }
            dt { (t("article.id")) } dd { code { (line(&document.id)) } }
            @if versions.len() > 1 {
                dt { (t("article.versions")) }
                dd { ul.plain { @for other in earlier {
                    li { a href={ "/article/" (row.max(other.row)) "/versions?before=" (row.min(other.row)) } {
                        (f("article.compare", &[("when", &when(&other.document.published)), ("number", &other.row.to_string())]))
                    } }
                } } }
            }
        }
    }
}

fn marks(shown: &Snapshot, no: Option<DocumentNo>, attributed: firsthand_store::Marks) -> Vec<(Place, Marking)> {
    let of = |places: Vec<Place>, marking| places.into_iter().map(move |place| (place, marking));
    let mut marks: Vec<(Place, Marking)> = of(attributed.source, Marking::Source)
        .chain(of(attributed.cue, Marking::Cue))
        .chain(of(attributed.content, Marking::Content))
        .collect();
    let Some(no) = no else { return marks };
    for &at in shown.claims_of(no) {
        let mentions = shown.findings[at as usize].claim.mentions.iter().filter(|m| m.document == no);
        for mention in mentions {
            marks.push((mention.place, Marking::Content));
            let hops = mention.says_from.iter().flat_map(|credit| std::iter::once(&credit.hop).chain(&credit.via));
            marks.extend(hops.map(|hop| (hop.place, Marking::Source)));
        }
    }
    marks
}

fn text(document: &Document, marks: &[(Place, Marking)]) -> Markup {
    html! {
        section aria-labelledby="text" {
            h2 #text { (t("article.text")) }
            p.legend {
                (t("article.legend")) " " mark.source { (t("claim.mark-source")) } ", " mark.cue { (t("claim.mark-cue")) } ", "
                mark.content { (t("article.mark-content")) } "."
            }
            div.article lang=[lang(document.language.code())] dir="auto" {
                @if !document.title.is_empty() { p.title { (PreEscaped(marked_text(document, Part::Title, marks))) } }
                div.body { (PreEscaped(marked_text(document, Part::Text, marks))) }
            }
        }
    }
}

/// Whom it has its claims from, and who has them from it.
fn relays(shown: &Snapshot, no: DocumentNo) -> Markup {
    let (mut from, mut to) = (Vec::new(), Vec::new());
    let mut seen = BTreeSet::new();
    for &at in shown.claims_of(no) {
        let finding = &shown.findings[at as usize];
        let pieces = Pieces::of(&shown.documents, finding, "");
        for relay in &finding.trace.relays {
            let address = format!("/claim/{}/relay/{}", shown.lines[at as usize].key, relay.id(&shown.documents));
            if !seen.insert(address.clone()) {
                continue;
            }
            let how = named("how", relay.how.name());
            if relay.to == Node::Document(no) {
                from.push((end(shown, &pieces, relay.from), how, address));
            } else if relay.from == Node::Document(no) {
                to.push((end(shown, &pieces, relay.to), how, address));
            }
        }
    }
    html! {
        div.columns {
            (column(t("article.from"), t("article.from-nobody"), &from))
            (column(t("article.to"), t("article.to-nobody"), &to))
        }
    }
}

fn end(shown: &Snapshot, pieces: &Pieces<'_>, node: Node) -> Markup {
    match node {
        Node::Document(no) => article_link(shown, no),
        Node::Source(_) => line(&pieces.node(node)),
    }
}

fn column(title: &str, none: &str, rows: &[(Markup, &str, String)]) -> Markup {
    html! {
        section {
            h2 { (title) " (" (rows.len()) ")" }
            @if rows.is_empty() { p.quiet { (none) } }
            ul.plain { @for (end, how, address) in rows {
                li { (end) ", " (how) " – " a href=(address) { (t("article.evidence")) } }
            } }
        }
    }
}

fn claims(shown: &Snapshot, no: DocumentNo) -> Markup {
    let claims = shown.claims_of(no);
    html! {
        section aria-labelledby="claims" {
            h2 #claims { (t("article.claims")) }
            @if claims.is_empty() { p.quiet { (t("article.no-claims")) } }
            ul.plain { @for &at in claims.iter().take(CLAIMS_SHOWN) {
                @let line = &shown.lines[at as usize];
                li { a href={ "/claim/" (line.key) } lang=[lang(line.language)] dir="auto" { (line.statement) } br; span.quiet { (line.where_it_stands) } }
            } }
        }
    }
}

/// Which version is compared with which.
#[derive(Debug, Deserialize)]
pub(crate) struct Before {
    before: i64,
}

pub(crate) async fn versions(
    State(app): State<Arc<App>>,
    Extension(visitor): Extension<Visitor>,
    Path(row): Path<i64>,
    Query(asked): Query<Before>,
) -> Answer {
    let (earlier, later) = {
        let collection = app.desk.collection();
        let get = |row| collection.document(row)?.ok_or_else(Trouble::not_found);
        (get(asked.before)?, get(row)?)
    };
    if earlier.url != later.url || earlier.url.is_empty() {
        return Err(Trouble::input(t("article.not-versions")));
    }
    Ok(compared(&app, &visitor, (asked.before, &earlier), (row, &later)))
}

fn compared(app: &App, visitor: &Visitor, before: (i64, &Document), after: (i64, &Document)) -> Response {
    let changed = diff::words(&visible(&before.1.text), &visible(&after.1.text));
    let content = html! {
        h1 { (t("article.compared")) }
        p { (outside(&after.1.url)) }
        @if before.1.title != after.1.title {
            p.title { (diff::words(&clean(&before.1.title), &clean(&after.1.title))) }
        }
        section { h2 { (t("article.changes")) } div.article.diff dir="auto" { div.body { (changed) } } }
        div.columns { @for (row, document) in [before, after] {
            section {
                h2 { a href={ "/article/" (row) } { (line(&article_name(document))) } }
                div.article lang=[lang(document.language.code())] dir="auto" {
                    p.title { (clean(&document.title)) }
                    div.body { (PreEscaped(marked_text(document, Part::Text, &[]))) }
                }
            }
        } }
    };
    frame::page(app, visitor, "", t("article.compared"), &content)
}

/// Line by line without what would hide or turn words.
fn visible(text: &str) -> String {
    text.lines().map(clean).collect::<Vec<_>>().join("\n")
}
