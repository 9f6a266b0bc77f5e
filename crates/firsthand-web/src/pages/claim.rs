//! One claim: where it stands, who got it from whom, on which words each relay rests, and what is open.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{Html, IntoResponse, Response};
use firsthand::model::{DocumentNo, Drift, Finding, Mention, Node, Outcome, Relay, Stance, Status};
use firsthand::publish::parts::{Pieces, clean};
use maud::{Markup, PreEscaped, html};

use super::{article_link, diff, folded, frame, lang, line, outside, plain};
use crate::App;
use crate::access::Visitor;
use crate::desk::{Line, Snapshot};
use crate::trouble::{Answer, Trouble};
use crate::words::{f, n, named, t};

/// Wordings shown of each account; the rest are counted.
const WORDINGS_SHOWN: usize = 12;

/// In which forms one claim leaves the program.
pub(crate) const FORMATS: [&str; 5] = ["html", "masked.html", "json", "masked.json", "txt"];

/// A claim and the snapshot that it is of.
pub(crate) struct View<'a> {
    pub(crate) shown: &'a Snapshot,
    pub(crate) at: usize,
    pub(crate) finding: &'a Finding,
    pub(crate) line: &'a Line,
}

impl<'a> View<'a> {
    pub(crate) fn of(shown: &'a Snapshot, key: &str) -> Result<Self, Trouble> {
        let at = shown.claim(key).ok_or_else(Trouble::not_found)?;
        Ok(Self { shown, at, finding: &shown.findings[at], line: &shown.lines[at] })
    }

    pub(crate) fn pieces(&self, base: &'a str) -> Pieces<'a> {
        Pieces::of(&self.shown.documents, self.finding, base)
    }

    pub(crate) fn address(&self) -> String {
        format!("/claim/{}", self.line.key)
    }
}

pub(crate) async fn page(
    State(app): State<Arc<App>>,
    Extension(visitor): Extension<Visitor>,
    Path(key): Path<String>,
) -> Answer {
    let shown = app.desk.snapshot();
    let view = View::of(&shown, &key)?;
    let signatures = signatures(&app, &view)?;
    let pieces = view.pieces("");
    let of_trace = shown.drawn(view.at, || traced(&view, &pieces).into_string());
    let content = html! {
        (head(&view, &signatures))
        (PreEscaped(&of_trace))
        (super::correct::forms(&view))
        (exports(&view))
    };
    Ok(frame::page(&app, &visitor, "", &view.line.statement, &content))
}

/// All of the page that the trace alone decides.
fn traced(view: &View<'_>, pieces: &Pieces<'_>) -> Markup {
    html! {
        section aria-labelledby="way" { h2 #way { (t("claim.way")) } div.drawing { (PreEscaped(pieces.graph())) } }
        (how_we_know(view))
        (relays(view, pieces))
        section { (PreEscaped(pieces.proof())) }
        section { (PreEscaped(pieces.sources())) }
        (drift(view))
        (accounts(view))
        section { (PreEscaped(pieces.said_against())) }
        (open(view))
        (articles(view, pieces))
    }
}

fn signatures(app: &App, view: &View<'_>) -> Result<Vec<String>, Trouble> {
    let all = app.desk.collection().signatures()?;
    Ok(all.into_iter().filter(|entry| entry.subject == view.line.key).map(|entry| entry.reviewer).collect())
}

fn head(view: &View<'_>, signatures: &[String]) -> Markup {
    let (no, place) = view.finding.claim.statement;
    let statement = view.shown.documents[no.index()].slice(place);
    html! {
        h1.statement lang=[lang(view.line.language)] dir="auto" { (clean(statement)) }
        p.quiet { (f("claim.verbatim", &[("language", named("language", view.line.language))])) " " (article_link(view.shown, no)) "." }
        (bounds_panel(view, None))
        form.inline-form method="post" action={ (view.address()) "/sign" } {
            @if signatures.is_empty() { span.quiet { (t("claim.unsigned")) } }
            @else { span.quiet { (f("claim.signed-by", &[("names", &signatures.join(", "))])) } }
            label { span { (t("review.why")) } input name="why" required maxlength="500" value=(t("review.sign-why")); }
            button type="submit" data-key="s" { (t("claim.sign")) }
        }
    }
}

/// Where it stands; after a review, what moved.
pub(crate) fn bounds_panel(view: &View<'_>, moved: Option<&str>) -> Markup {
    let (line, trace) = (view.line, &view.finding.trace);
    html! {
        div.bounds #bounds aria-live="polite" {
            p.headline { (line.where_it_stands) "." }
            p {
                span.standing { (named("standing", line.standing.name())) } " "
                (f("claim.bounds", &[("bounds", &line.bounds())])) " "
                @if let Some(r) = trace.reviewed {
                    (f("claim.reviewed", &[
                        ("low", &r.at_least.to_string()), ("high", &r.at_most.to_string()),
                        ("confirmed", &r.confirmed.to_string()), ("unreviewed", &r.unreviewed.to_string()),
                    ]))
                }
            }
            @if let Some(moved) = moved { p.moved { (moved) } }
        }
    }
}

fn how_we_know(view: &View<'_>) -> Markup {
    let address = format!("{}/account", view.address());
    html! {
        section {
            details hx-get=(address) hx-trigger="toggle once" hx-target="find .body-of" {
                summary { h2.in-summary { (t("claim.know")) } }
                div.body-of { p { a href=(address) { (t("claim.know-open")) } } }
            }
        }
    }
}

/// The sentences to copy: the whole collection is counted for them, so that they are written when they are asked for.
pub(crate) async fn account(
    State(app): State<Arc<App>>,
    Extension(visitor): Extension<Visitor>,
    Path(key): Path<String>,
    headers: HeaderMap,
) -> Answer {
    let shown = app.desk.snapshot();
    let view = View::of(&shown, &key)?;
    let sentences = html! { div.known { @for paragraph in view.pieces("").account() { p { (paragraph) } } } };
    if frame::wants_part(&headers) {
        return Ok(Html(sentences.into_string()).into_response());
    }
    let content = html! { h1 { (t("claim.know")) } (sentences) p { a href=(view.address()) { (t("claim.back")) } } };
    Ok(frame::page(&app, &visitor, "", t("claim.know"), &content))
}

fn relays(view: &View<'_>, pieces: &Pieces<'_>) -> Markup {
    let relays = &view.finding.trace.relays;
    let rows: Vec<Markup> = relays.iter().enumerate().map(|(at, relay)| relay_row(view, pieces, at, relay)).collect();
    html! {
        section aria-labelledby="relays" {
            h2 #relays { (t("claim.relays")) }
            @if relays.is_empty() { p { (t("claim.no-relays")) } }
            @else {
                p.legend {
                    (t("claim.legend")) " " mark.source { (t("claim.mark-source")) } ", " mark.cue { (t("claim.mark-cue")) } ", "
                    mark.content { (t("claim.mark-content")) } ", " mark.shared { (t("claim.mark-shared")) } "."
                }
            }
            (folded(&rows, |rows, _| html! { @for row in rows { (row) } }))
        }
    }
}

fn relay_row(view: &View<'_>, pieces: &Pieces<'_>, at: usize, relay: &Relay) -> Markup {
    let address = format!("{}/relay/{}", view.address(), relay.id(&view.shown.documents));
    html! {
        details.relay id=(pieces.relay_anchor(at)) hx-get=(address) hx-trigger="toggle once" hx-target="find .body-of" {
            summary { (relay_in_words(pieces, relay)) }
            div.body-of { p { a href=(address) { (t("claim.evidence-open")) } } }
        }
    }
}

/// "Harbour Post ← the channel: cited", with what is held of it.
pub(crate) fn relay_in_words(pieces: &Pieces<'_>, relay: &Relay) -> Markup {
    html! {
        bdi { (pieces.node(relay.to)) } " ← " bdi { (pieces.node(relay.from)) } ": "
        strong { (named("how", relay.how.name())) }
        @if !relay.direction_known { ", " (t("claim.direction-unknown")) }
        @if relay.of == firsthand::model::Of::Denial { ", " (t("claim.of-denial")) }
        " " span.quiet { (certainty(relay)) }
    }
}

fn certainty(relay: &Relay) -> String {
    match relay.status {
        Status::Suggested => f("claim.suggested", &[("confidence", &format!("{:.2}", relay.confidence.get()))]),
        Status::Confirmed => t("claim.confirmed").to_owned(),
    }
}

/// The sentences that a relay rests on, with what a reviewer can say of it.
pub(crate) async fn relay(
    State(app): State<Arc<App>>,
    Extension(visitor): Extension<Visitor>,
    Path((key, id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Answer {
    let shown = app.desk.snapshot();
    let view = View::of(&shown, &key)?;
    let relays = &view.finding.trace.relays;
    let at = relays.iter().position(|r| r.id(&shown.documents) == id).ok_or_else(Trouble::not_found)?;
    let base = if frame::wants_part(&headers) { String::new() } else { view.address() };
    let pieces = view.pieces(&base);
    let evidence = html! {
        (PreEscaped(pieces.evidence(at)))
        (super::review::verdict_form(&app, &visitor, &view, at, false))
    };
    if frame::wants_part(&headers) {
        return Ok(Html(evidence.into_string()).into_response());
    }
    let content = html! {
        h1 { (relay_in_words(&pieces, &relays[at])) }
        (evidence)
        p { a href=(view.address()) { (t("claim.back")) } }
    };
    Ok(frame::page(&app, &visitor, "", t("claim.relays"), &content))
}

fn drift(view: &View<'_>) -> Markup {
    let changes: Vec<Markup> = view.finding.trace.drift.iter().map(|change| one_drift(view, change)).collect();
    html! {
        @if !changes.is_empty() {
            section aria-labelledby="drift" {
                h2 #drift { (t("claim.drift")) }
                (folded(&changes, plain))
            }
        }
    }
}

fn one_drift(view: &View<'_>, drift: &Drift) -> Markup {
    let from = match drift.from {
        Node::Document(no) => article_link(view.shown, no),
        node @ Node::Source(_) => html! { (line(&view.pieces("").node(node))) },
    };
    html! {
        li {
            strong { (named("drift", drift.kind.name())) } ": " (from) " → " (article_link(view.shown, drift.to))
            div.diff dir="auto" {
                @if drift.became.is_empty() { del { (clean(&drift.was)) } " " ins.gone { (t("claim.gone")) } }
                @else { (diff::words(&clean(&drift.was), &clean(&drift.became))) }
            }
        }
    }
}

/// What the articles make of it, word for word, side by side.
fn accounts(view: &View<'_>) -> Markup {
    let mentions = &view.finding.claim.mentions;
    let of = |stance: Stance| mentions.iter().filter(move |m| m.stance == stance).collect::<Vec<&Mention>>();
    let kinds = [Stance::Asserts, Stance::Denies, Stance::Discusses].map(|stance| (stance, of(stance)));
    let several = kinds.iter().filter(|(_, mentions)| !mentions.is_empty()).count() > 1;
    html! {
        @if several {
            section aria-labelledby="accounts" {
                h2 #accounts { (t("claim.accounts")) }
                div.columns {
                    @for (stance, mentions) in &kinds {
                        @if !mentions.is_empty() {
                            div {
                                h3 { (named("stance", stance.name())) " (" (mentions.len()) ")" }
                                @for mention in mentions.iter().take(WORDINGS_SHOWN) { (wording(view, mention)) }
                                @if mentions.len() > WORDINGS_SHOWN { p.quiet { (n("count.more", mentions.len() - WORDINGS_SHOWN)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn wording(view: &View<'_>, mention: &Mention) -> Markup {
    let document = &view.shown.documents[mention.document.index()];
    let credited = mention.says_from.iter().map(|credit| clean(&credit.hop.name)).collect::<Vec<_>>().join(", ");
    html! {
        figure {
            blockquote lang=[lang(document.language.code())] dir="auto" { (line(document.slice(mention.place))) }
            figcaption {
                (article_link(view.shown, mention.document))
                @if !credited.is_empty() { ", " (t("claim.credits")) " " (line(&credited)) }
            }
        }
    }
}

/// Deadline and outcome, what is owed, what to fetch next.
fn open(view: &View<'_>) -> Markup {
    let (claim, trace) = (&view.finding.claim, &view.finding.trace);
    html! {
        @if claim.due.is_some() || !trace.owed.is_empty() {
            section aria-labelledby="open" {
                h2 #open { (t("claim.dues")) }
                @if let Some(due) = &claim.due {
                    p {
                        (f("claim.due", &[("date", &due.date)])) " " (outcome(due.outcome)) " "
                        (quoted(view, due.place.0, view.shown.documents[due.place.0.index()].slice(due.place.1)))
                    }
                }
                ul.plain { @for owed in &trace.owed {
                    li { (line(&owed.text)) " – " (quoted(view, owed.place.0, view.shown.documents[owed.place.0.index()].slice(owed.place.1))) }
                } }
            }
        }
        @if !trace.missing.is_empty() {
            section aria-labelledby="fetch" {
                h2 #fetch { (t("claim.fetch")) }
                ul.plain { @for missing in &trace.missing {
                    li {
                        strong { (line(&missing.name)) } @if let Some(url) = &missing.url { " " (outside(url)) } " "
                        span.quiet { (f("claim.cited-by", &[("articles", &n("count.articles", missing.cited_by.len()))])) }
                    }
                } }
            }
        }
    }
}

fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Reported => t("claim.outcome-reported"),
        Outcome::NotReported => t("claim.outcome-not-reported"),
        Outcome::NotYetDue => t("claim.outcome-not-yet"),
    }
}

fn quoted(view: &View<'_>, no: DocumentNo, words: &str) -> Markup {
    html! { q { (line(words)) } ", " (article_link(view.shown, no)) }
}

fn articles(view: &View<'_>, pieces: &Pieces<'_>) -> Markup {
    let rows: Vec<Markup> = pieces.articles().iter().map(|(no, anchor)| article_row(view, *no, anchor)).collect();
    html! {
        section aria-labelledby="articles" {
            h2 #articles { (t("claim.articles")) }
            (folded(&rows, |rows, before| html! { ol.articles start=(before + 1) { @for row in rows { (row) } } }))
        }
    }
}

fn article_row(view: &View<'_>, no: DocumentNo, anchor: &str) -> Markup {
    let document = &view.shown.documents[no.index()];
    let stance =
        view.finding.claim.articles.iter().find(|a| a.document == no).map_or("", |a| named("stance", a.stance.name()));
    html! {
        li id=(anchor) {
            (article_link(view.shown, no)) " – "
            span lang=[lang(document.language.code())] { (line(&document.title)) } " "
            span.quiet { (stance) }
        }
    }
}

fn exports(view: &View<'_>) -> Markup {
    html! {
        section aria-labelledby="export" {
            h2 #export { (t("claim.export")) }
            p.quiet { (t("claim.export-note")) }
            ul.downloads { @for format in FORMATS {
                li { a href={ (view.address()) "/export/" (format) } download={ (view.line.key) "." (format) } { (named("format", format)) } }
            } }
        }
    }
}

/// A page that only says what happened, for who has no script.
pub(crate) fn said(app: &App, visitor: &Visitor, words: &str, back: &str) -> Response {
    let content = html! { h1 { (t("review.noted")) } p { (words) } p { a href=(back) { (t("claim.back")) } } };
    frame::page(app, visitor, "", t("review.noted"), &content)
}
