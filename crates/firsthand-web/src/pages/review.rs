//! What does a reviewer look at next, and what follows from what they say?

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::{Extension, Form};
use firsthand::model::{How, Node, SourceKind};
use firsthand_store::{Change, Entry, Say, Signature};
use maud::{Markup, PreEscaped, html};
use serde::Deserialize;

use super::claim::{View, bounds_panel, relay_in_words, said};
use super::{article_name, frame, lang, line};
use crate::App;
use crate::access::Visitor;
use crate::desk::{Moved, MovedClaim, Snapshot};
use crate::trouble::{Answer, Trouble};
use crate::words::{f, n, named, t};

/// Entries of the log on its page, newest first; the export has all.
const ENTRIES_SHOWN: usize = 500;

/// Relays listed below the one that is looked at.
const NEXT_SHOWN: usize = 8;

/// What the forms of a review send.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Said {
    pub(crate) id: String,
    pub(crate) verdict: String,
    pub(crate) why: String,
    /// How it came instead.
    pub(crate) how: String,
    /// Id of the article that it came from instead.
    pub(crate) from: String,
    /// Words of the receiving article that credit the source that it came from instead.
    pub(crate) source: String,
    /// Of what kind the source is.
    pub(crate) kind: String,
    /// Who says it, where nobody is logged in.
    pub(crate) name: String,
    /// Whether the form stands in the queue, and where in it.
    pub(crate) queue: Option<String>,
    pub(crate) skip: usize,
}

/// Where in the queue.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct At {
    skip: usize,
}

/// What was said, as the store takes it.
pub(crate) fn say_of(said: &Said) -> Result<Say, Trouble> {
    let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    match said.verdict.as_str() {
        "accept" => Ok(Say::Accept),
        "reject" => Ok(Say::Reject),
        "correct" => {
            let how =
                given(&said.how).map(|name| How::named(&name).ok_or_else(|| Trouble::input(t("review.no-such-way"))));
            let kind = given(&said.kind);
            let kind = kind.map(|name| SourceKind::named(&name).ok_or_else(|| Trouble::input(t("review.no-such-way"))));
            let (how, kind) = (how.transpose()?, kind.transpose()?);
            let (from, source) = (given(&said.from), given(&said.source));
            Ok(Say::Correct(Change { from, source, kind, how, direction: None }))
        }
        "sign" => Ok(Say::Sign),
        _ => Err(Trouble::input(t("review.no-such-verdict"))),
    }
}

/// Notes it under the visitor's name, which is kept for the next time.
pub(crate) fn note(app: &App, visitor: &Visitor, said: &Said, is_undo: bool) -> Result<Moved, Trouble> {
    signed(app, visitor, said, |signature| {
        Ok(if is_undo {
            app.desk.undo(&said.id, signature)?
        } else {
            app.desk.say(&said.id, &say_of(said)?, signature)?
        })
    })
}

/// Has something noted with name, time and reason.
pub(crate) fn signed(
    app: &App,
    visitor: &Visitor,
    said: &Said,
    note: impl FnOnce(Signature<'_>) -> Result<Moved, Trouble>,
) -> Result<Moved, Trouble> {
    let given = Some(said.name.trim().to_owned()).filter(|name| !name.is_empty() && app.door.logins.is_none());
    let name = given.or_else(|| frame::signer(app, visitor)).ok_or_else(|| Trouble::input(t("review.no-name")))?;
    app.door.sign_as(visitor, &name);
    note(Signature { reviewer: &name, at: &now(), why: &said.why })
}

/// To the second: the log says when somebody sat there.
fn now() -> String {
    let now = jiff::Timestamp::now();
    jiff::Timestamp::from_second(now.as_second()).unwrap_or(now).to_string()
}

/// "At least 0 → 0, at most 2 → 1".
pub(crate) fn moved_in_words(moved: &Moved) -> String {
    let one = |&MovedClaim { before, after, .. }: &MovedClaim| {
        if before == after {
            return f("review.stayed", &[("low", &after.0.to_string()), ("high", &after.1.to_string())]);
        }
        let [a, b, c, d] = [before.0, after.0, before.1, after.1].map(|number| number.to_string());
        f("review.moved", &[("low", &a), ("low-now", &b), ("high", &c), ("high-now", &d)])
    };
    if moved.claims.is_empty() {
        return t("review.later").to_owned();
    }
    moved.claims.iter().map(one).collect::<Vec<_>>().join(" ")
}

pub(crate) async fn desk(
    State(app): State<Arc<App>>,
    Extension(visitor): Extension<Visitor>,
    Query(at): Query<At>,
) -> Answer {
    let content = html! {
        h1 { (t("review.title")) }
        p.quiet { (t("review.about")) " " a href="/review/log" { (t("review.log")) } }
        (queue(&app, &visitor, at.skip, None))
    };
    Ok(frame::page(&app, &visitor, "/review", t("review.title"), &content))
}

/// The relay to look at, with what was said of the one before.
fn queue(app: &App, visitor: &Visitor, skip: usize, notice: Option<&Markup>) -> Markup {
    let shown = app.desk.snapshot();
    let skip = skip.min(shown.queue.len().saturating_sub(1));
    html! {
        div #desk {
            div role="status" { @if let Some(notice) = notice { (notice) } }
            p.quiet { (n("review.open", shown.queue.len())) }
            @match shown.queue.get(skip) {
                Some(_) => { (item(app, visitor, &shown, skip)) },
                None => { p { (t("review.done")) } },
            }
        }
    }
}

fn item(app: &App, visitor: &Visitor, shown: &Snapshot, skip: usize) -> Markup {
    let doubt = &shown.queue[skip];
    let key = shown.lines[doubt.claim].key.clone();
    let Ok(view) = View::of(shown, &key) else { return html! {} };
    let base = view.address();
    let pieces = view.pieces(&base);
    html! {
        article.doubt {
            h2 #doubt tabindex="-1" { (relay_in_words(&pieces, &view.finding.trace.relays[doubt.relay])) }
            p { a href=(base) lang=[lang(view.line.language)] dir="auto" { (view.line.statement) } }
            p { (view.line.where_it_stands) "." }
            p.consequence { (n("review.behind", doubt.behind)) " " (consequence(shown, doubt.claim, doubt.relay)) }
            (PreEscaped(pieces.evidence(doubt.relay)))
            (verdict_form(app, visitor, &view, doubt.relay, true))
            @if skip + 1 < shown.queue.len() { p { a data-key="n" href={ "/review?skip=" (skip + 1) } { (t("review.skip")) } } }
        }
        (next(shown, skip))
    }
}

fn consequence(shown: &Snapshot, claim: usize, relay: usize) -> String {
    let bounds = &shown.findings[claim].trace.bounds;
    match shown.bounds_without(claim, relay) {
        Some(without) if without == (bounds.at_least, bounds.at_most) => t("review.no-consequence").to_owned(),
        Some((low, high)) => f("review.consequence", &[("low", &low.to_string()), ("high", &high.to_string())]),
        None => String::new(),
    }
}

fn next(shown: &Snapshot, skip: usize) -> Markup {
    let rest: Vec<_> = shown.queue.iter().enumerate().skip(skip + 1).take(NEXT_SHOWN).collect();
    html! {
        @if !rest.is_empty() {
            h2 { (t("review.next")) }
            ol start=(skip + 2) { @for (at, doubt) in rest {
                @let line = &shown.lines[doubt.claim];
                li { a href={ "/review?skip=" (at) } lang=[lang(line.language)] dir="auto" { (line.statement) } " " span.quiet { (n("review.behind", doubt.behind)) } }
            } }
        }
    }
}

/// What a reviewer can say of relay number `at` of a claim.
pub(crate) fn verdict_form(app: &App, visitor: &Visitor, view: &View<'_>, at: usize, in_queue: bool) -> Markup {
    let relay = &view.finding.trace.relays[at];
    let id = relay.id(&view.shown.documents);
    let label = format!("why-{id}");
    let target = if in_queue { "#desk" } else { "this" };
    html! {
        form.verdict method="post" action="/review" hx-post="/review" hx-target=(target) hx-swap="outerHTML" {
            input type="hidden" name="id" value=(id);
            @if in_queue { input type="hidden" name="queue" value="1"; }
            @if frame::signer(app, visitor).is_none() {
                label { span { (t("review.name")) } input name="name" required maxlength="100" autocomplete="name"; }
            }
            label for=(label) { span { (t("review.why")) } }
            input id=(label) name="why" required maxlength="500" value=(t("review.read-why"));
            div.buttons {
                button type="submit" name="verdict" value="accept" data-key=[in_queue.then_some("a")] { (t("review.accept")) }
                button type="submit" name="verdict" value="reject" data-key=[in_queue.then_some("r")] { (t("review.reject")) }
                details.correct {
                    summary data-key=[in_queue.then_some("c")] { (t("review.correct")) }
                    (correction(view, relay.how, matches!(relay.from, Node::Source(_))))
                    button type="submit" name="verdict" value="correct" { (t("review.correct-so")) }
                }
            }
        }
    }
}

fn correction(view: &View<'_>, now: How, is_of_source: bool) -> Markup {
    let articles = &view.finding.claim.articles;
    html! {
        label { span { (t("review.how")) }
            select name="how" {
                option value="" { (f("review.how-now", &[("how", named("how", now.name()))])) }
                @for how in How::ALL { option value=(how.name()) { (named("how", how.name())) } }
            }
        }
        label { span { (t("review.source")) } input name="source" maxlength="300"; }
        @if is_of_source {
            label { span { (t("review.kind")) }
                select name="kind" {
                    option value="" { (t("review.from-now")) }
                    @for kind in SourceKind::ALL { option value=(kind.name()) { (named("kind", kind.name())) } }
                }
            }
        }
        label { span { (t("review.from")) }
            select name="from" {
                option value="" { (t("review.from-now")) }
                @for article in articles {
                    @let document = &view.shown.documents[article.document.index()];
                    option value=(document.id) { (article_name(document)) }
                }
            }
        }
    }
}

pub(crate) async fn say(
    State(app): State<Arc<App>>,
    Extension(visitor): Extension<Visitor>,
    headers: HeaderMap,
    Form(form): Form<Said>,
) -> Answer {
    let moved = note(&app, &visitor, &form, false)?;
    let notice = f("review.said", &[("verdict", named("verdict", &form.verdict)), ("moved", &moved_in_words(&moved))]);
    if form.queue.is_some() {
        let notice = html! { p.moved { (notice) } (undo_form(&moved.subject, true)) };
        if !frame::wants_part(&headers) {
            let content = html! { h1 { (t("review.title")) } (queue(&app, &visitor, form.skip, Some(&notice))) };
            return Ok(frame::page(&app, &visitor, "/review", t("review.title"), &content));
        }
        return Ok(Html(queue(&app, &visitor, form.skip, Some(&notice)).into_string()).into_response());
    }
    Ok(after_on_claim(&app, &visitor, &headers, &moved, &notice))
}

/// On the page of the claim the form gives way to what followed from it, and the bounds move where they stand.
pub(crate) fn after_on_claim(
    app: &App,
    visitor: &Visitor,
    headers: &HeaderMap,
    moved: &Moved,
    notice: &str,
) -> Response {
    let shown = app.desk.snapshot();
    let key = moved.claims.first().map(|claim| shown.lines[claim.at].key.clone());
    let back = key.as_ref().map_or_else(|| "/review".to_owned(), |key| format!("/claim/{key}"));
    if !frame::wants_part(headers) {
        return said(app, visitor, notice, &back);
    }
    let panel =
        key.and_then(|key| View::of(&shown, &key).ok().map(|view| bounds_panel(&view, Some(notice)).into_string()));
    let panel = panel.map(|panel| panel.replacen("id=\"bounds\"", "id=\"bounds\" hx-swap-oob=\"true\"", 1));
    let rest = html! { div.verdict role="status" { p.moved { (notice) } p { (t("review.reload")) } (undo_form(&moved.subject, false)) } };
    Html(rest.into_string() + &panel.unwrap_or_default()).into_response()
}

fn undo_form(id: &str, has_key: bool) -> Markup {
    html! {
        form.inline-form method="post" action="/review/undo" {
            input type="hidden" name="id" value=(id);
            input type="hidden" name="why" value=(t("review.undo-why"));
            button type="submit" data-key=[has_key.then_some("u")] { (t("review.undo")) }
        }
    }
}

pub(crate) async fn undo(
    State(app): State<Arc<App>>,
    Extension(visitor): Extension<Visitor>,
    Form(form): Form<Said>,
) -> Answer {
    let moved = note(&app, &visitor, &form, true)?;
    let words = f("review.undone", &[("moved", &moved_in_words(&moved))]);
    let shown = app.desk.snapshot();
    let back = moved
        .claims
        .first()
        .map_or_else(|| "/review".to_owned(), |claim| format!("/claim/{}", shown.lines[claim.at].key));
    Ok(said(&app, &visitor, &words, &back))
}

pub(crate) async fn sign(
    State(app): State<Arc<App>>,
    Extension(visitor): Extension<Visitor>,
    axum::extract::Path(key): axum::extract::Path<String>,
    Form(form): Form<Said>,
) -> Answer {
    if frame::signer(&app, &visitor).is_none() && form.name.trim().is_empty() {
        return Ok(Redirect::to("/name").into_response());
    }
    note(&app, &visitor, &Said { id: key.clone(), verdict: "sign".to_owned(), ..form }, false)?;
    Ok(Redirect::to(&format!("/claim/{key}")).into_response())
}

pub(crate) async fn log(State(app): State<Arc<App>>, Extension(visitor): Extension<Visitor>) -> Answer {
    let entries = app.desk.collection().log()?;
    let shown = app.desk.snapshot();
    let undone: Vec<i64> = entries.iter().filter_map(|entry| entry.undoes).collect();
    let me = frame::signer(&app, &visitor);
    let content = html! {
        h1 { (t("review.log")) }
        p.quiet { (t("review.log-about")) " " a href="/export/reviews.csv" { (t("review.log-export")) } }
        @if entries.is_empty() { p { (t("review.log-empty")) } }
        ol.log reversed start=(entries.len()) {
            @for entry in entries.iter().rev().take(ENTRIES_SHOWN) {
                li { (log_entry(&shown, entry)) @if me.as_deref() == Some(entry.reviewer.as_str()) && entry.verdict != "undo" && !undone.contains(&entry.entry) { " " (undo_form(&entry.subject, false)) } }
            }
        }
    };
    Ok(frame::page(&app, &visitor, "/review", t("review.log"), &content))
}

fn log_entry(shown: &Snapshot, entry: &Entry) -> Markup {
    let claim = shown.claim(&entry.subject).or_else(|| shown.claims_with(&entry.subject).first().copied());
    html! {
        time datetime=(entry.at) { (entry.at) } ": " strong { bdi { (entry.reviewer) } } " "
        (named("verdict", &entry.verdict)) " " code { (entry.subject) } ": " (line(&entry.why))
        @if let Some(undoes) = entry.undoes { " " (f("review.takes-back", &[("entry", &undoes.to_string())])) }
        @if let Some(at) = claim { " – " a href={ "/claim/" (shown.lines[at].key) } { (shown.lines[at].statement) } }
        details { summary { (t("review.before-after")) } p { code { (line(&entry.before)) } " → " code { (line(&entry.after)) } } }
    }
}
