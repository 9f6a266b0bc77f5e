//! The same for programs: JSON, described in `openapi.json`.
//!
//! No parameter of any route is a person, and what is given is by claim.

use std::sync::Arc;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use firsthand::publish;
use firsthand_store::Entry;
use serde_json::{Value, json};

use crate::App;
use crate::access::Visitor;
use crate::desk::{Line, MovedClaim, Work};
use crate::export::alone;
use crate::pages::add::{Upload, keep};
use crate::pages::claim::View;
use crate::pages::claims::{Asked, PAGE};
use crate::pages::review::{Said, moved_in_words, note};
use crate::trouble::Trouble;
use crate::words::t;

const OPENAPI: &str = include_str!("openapi.json");

type Reply = Result<Response, Failed>;

/// Trouble in the form for programs.
pub(crate) struct Failed(Trouble);

impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        self.0.answer(true)
    }
}

impl<T: Into<Trouble>> From<T> for Failed {
    fn from(trouble: T) -> Self {
        Self(trouble.into())
    }
}

fn reply(value: &Value) -> Response {
    text(value.to_string())
}

fn text(json: String) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], json).into_response()
}

pub(crate) async fn openapi() -> Response {
    text(OPENAPI.to_owned())
}

pub(crate) async fn status(State(app): State<Arc<App>>) -> Response {
    let shown = app.desk.snapshot();
    let work = match app.desk.work() {
        Work::Idle => json!({"state": "idle"}),
        Work::Reading(done, of) => json!({"state": "reading", "done": done, "of": of}),
        Work::Linking => json!({"state": "linking"}),
        Work::Keeping => json!({"state": "keeping"}),
        Work::Failed(why) => json!({"state": "failed", "why": why}),
    };
    let counts =
        json!({"documents": shown.documents.len(), "claims": shown.lines.len(), "unreviewed": shown.queue.len()});
    reply(&json!({"work": work, "traced": shown.stamp.is_some(), "counts": counts}))
}

fn row(line: &Line) -> Value {
    let due = line.due.as_ref().map(|(date, _)| json!({"date": date, "overdue": line.is_overdue()}));
    json!({
        "id": line.key, "statement": line.statement, "language": line.language, "standing": line.standing.name(),
        "at_least": line.at_least, "at_most": line.at_most, "or_more": line.or_more, "articles": line.articles,
        "outlets": line.outlets, "first": line.first.map(|t| t.to_string()), "last": line.last.map(|t| t.to_string()),
        "disputed": line.is_disputed, "due": due, "owed": line.owed, "where_it_stands": line.where_it_stands,
    })
}

pub(crate) async fn claims(State(app): State<Arc<App>>, Query(asked): Query<Asked>) -> Response {
    let shown = app.desk.snapshot();
    let found = shown.list(&asked.wanted());
    let from = asked.page.saturating_mul(PAGE);
    let rows: Vec<Value> = found.iter().skip(from).take(PAGE).map(|&at| row(&shown.lines[at])).collect();
    reply(&json!({"count": found.len(), "page": asked.page, "claims": rows}))
}

pub(crate) async fn claim(State(app): State<Arc<App>>, Path(key): Path<String>) -> Reply {
    let shown = app.desk.snapshot();
    let view = View::of(&shown, &key)?;
    Ok(text(publish::trace_json(&alone(&shown, view.at))))
}

pub(crate) async fn document(State(app): State<Arc<App>>, Path(number): Path<i64>) -> Reply {
    let found = app.desk.collection().document(number)?.ok_or_else(Trouble::not_found)?;
    let shown = app.desk.snapshot();
    let claims = shown.document(number).map(|no| shown.claims_of(no)).unwrap_or_default();
    let claims: Vec<&str> = claims.iter().map(|&at| shown.lines[at as usize].key.as_str()).collect();
    let time = &found.published;
    let published = json!({
        "earliest": time.earliest.map(|t| t.to_string()), "latest": time.latest.map(|t| t.to_string()), "from": time.from,
    });
    Ok(reply(&json!({
        "number": number, "id": found.id, "url": found.url, "outlet": found.outlet, "published": published,
        "language": found.language.code(), "title": found.title, "text": found.text, "claims": claims,
    })))
}

pub(crate) async fn add(State(app): State<Arc<App>>, body: Bytes) -> Reply {
    let upload = Upload { name: "upload.jsonl".to_owned(), bytes: body.to_vec() };
    let added = keep(app, vec![upload]).await?;
    let notes: Vec<String> = added.notes.iter().map(ToString::to_string).collect();
    let tally = json!({"added": added.new, "revised": added.revised, "known": added.known, "notes": notes});
    Ok((StatusCode::CREATED, reply(&tally)).into_response())
}

pub(crate) async fn queue(State(app): State<Arc<App>>) -> Response {
    let shown = app.desk.snapshot();
    let one = |doubt: &crate::desk::Doubt| {
        let line = &shown.lines[doubt.claim];
        json!({"relay": doubt.id, "claim": line.key, "statement": line.statement, "articles_behind": doubt.behind})
    };
    reply(&json!({"relays": shown.queue.iter().map(one).collect::<Vec<_>>()}))
}

pub(crate) async fn say(State(app): State<Arc<App>>, Extension(visitor): Extension<Visitor>, body: Bytes) -> Reply {
    let said: Said = serde_json::from_slice(&body).map_err(|_| Trouble::input(t("review.no-such-verdict")))?;
    let moved = note(&app, &visitor, &said, said.verdict == "undo")?;
    let shown = app.desk.snapshot();
    let claims: Vec<Value> = moved
        .claims
        .iter()
        .map(|&MovedClaim { at, before, after }| {
            json!({"id": shown.lines[at].key, "before": [before.0, before.1], "after": [after.0, after.1]})
        })
        .collect();
    Ok(reply(&json!({"subject": moved.subject, "claims": claims, "moved": moved_in_words(&moved)})))
}

pub(crate) async fn log(State(app): State<Arc<App>>) -> Reply {
    let entries = app.desk.collection().log()?;
    let one = |e: &Entry| {
        json!({
            "entry": e.entry, "at": e.at, "reviewer": e.reviewer, "verdict": e.verdict, "subject": e.subject,
            "why": e.why, "undoes": e.undoes, "before": e.before, "after": e.after,
        })
    };
    Ok(reply(&json!({"entries": entries.iter().map(one).collect::<Vec<_>>()})))
}
