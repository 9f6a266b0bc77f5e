//! What else can a reviewer correct: a source's kind, that two sources are one, which article has a claim, a date?

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::{Extension, Form};
use firsthand::model::{DocumentNo, Place, Source, SourceKind};
use firsthand::publish::parts::clean;
use firsthand_engine::collection::remarks::published;
use firsthand_store::Remark;
use maud::{Markup, html};
use serde::Deserialize;

use super::article_name;
use super::claim::View;
use super::review::{Said, after_on_claim, moved_in_words, signed};
use crate::App;
use crate::access::Visitor;
use crate::trouble::{Answer, Trouble};
use crate::words::{f, named, t};

const KINDS: [SourceKind; 7] = [
    SourceKind::Person,
    SourceKind::Institution,
    SourceKind::Outlet,
    SourceKind::Document,
    SourceKind::Anonymous,
    SourceKind::Collective,
    SourceKind::WitnessReporter,
];

/// What the forms send. A source is an ordinal within one claim.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Correction {
    what: String,
    claim: String,
    /// Number of an article in the file.
    article: i64,
    source: usize,
    other: usize,
    kind: String,
    when: String,
    why: String,
    name: String,
}

/// Everything of a claim that is corrected and is no relay.
pub(crate) fn forms(view: &View<'_>) -> Markup {
    let sources = &view.finding.trace.sources;
    let others =
        view.finding.claim.articles.iter().map(|a| a.document).filter(|no| *no != view.finding.claim.statement.0);
    html! {
        section {
            details #correct {
                summary data-key="c" { h2.in-summary { (t("correct.title")) } }
                div.columns {
                    @if !sources.is_empty() {
                        (form(view, "kind", t("correct.kind"), &html! { (of_source("source", sources)) (of_kind()) }))
                    }
                    @if sources.len() > 1 {
                        (form(view, "same", t("correct.same"), &html! { (of_source("source", sources)) (of_source("other", sources)) }))
                    }
                    (form(view, "apart", t("correct.apart"), &html! { (of_article(view, others)) }))
                }
            }
        }
    }
}

fn form(view: &View<'_>, what: &str, title: &str, fields: &Markup) -> Markup {
    html! {
        form.verdict.stacked method="post" action="/review/correct" hx-post="/review/correct" hx-swap="outerHTML" {
            h3 { (title) }
            input type="hidden" name="what" value=(what);
            input type="hidden" name="claim" value=(view.line.key);
            (fields)
            label { span { (t("review.why")) } input name="why" required maxlength="500" value=(t("review.read-why")); }
            button type="submit" { (t("review.correct-so")) }
        }
    }
}

fn of_source(name: &str, sources: &[Source]) -> Markup {
    html! {
        label { span { (t("correct.source")) }
            select name=(name) { @for (at, source) in sources.iter().enumerate() {
                option value=(at) { "s" (at + 1) ": " (crate::desk::shortened(&clean(&source.name), 60)) " (" (named("kind", source.kind.name())) ")" }
            } }
        }
    }
}

fn of_kind() -> Markup {
    html! {
        label { span { (t("correct.is")) }
            select name="kind" { @for kind in KINDS { option value=(kind.name()) { (named("kind", kind.name())) } } }
        }
    }
}

fn of_article(view: &View<'_>, articles: impl Iterator<Item = DocumentNo>) -> Markup {
    html! {
        label { span { (t("correct.article")) }
            select name="article" { @for no in articles {
                option value=(view.shown.row(no)) { (article_name(&view.shown.documents[no.index()])) }
            } }
        }
    }
}

/// The form for an article's time, on the article's page.
pub(crate) fn date_form(row: i64) -> Markup {
    html! {
        details {
            summary { (t("correct.date")) }
            form.stacked method="post" action="/review/correct" {
                input type="hidden" name="what" value="date";
                input type="hidden" name="article" value=(row);
                label { span { (t("add.published")) } input name="when" required maxlength="40" placeholder="2031-03-05T09:40:00Z"; }
                label { span { (t("review.why")) } input name="why" required maxlength="500"; }
                button type="submit" { (t("review.correct-so")) }
            }
        }
    }
}

pub(crate) async fn correct(
    State(app): State<Arc<App>>,
    Extension(visitor): Extension<Visitor>,
    headers: HeaderMap,
    Form(form): Form<Correction>,
) -> Answer {
    let remark = remark(&app, &form)?;
    let said = Said { why: form.why, name: form.name, ..Said::default() };
    let moved = signed(&app, &visitor, &said, |signature| Ok(app.desk.remark(&remark, signature)?))?;
    let notice = f("review.said", &[("verdict", named("verdict", "correct")), ("moved", &moved_in_words(&moved))]);
    Ok(after_on_claim(&app, &visitor, &headers, &moved, &notice))
}

fn remark(app: &App, form: &Correction) -> Result<Remark, Trouble> {
    let document =
        || Ok::<_, Trouble>(app.desk.collection().document(form.article)?.ok_or_else(Trouble::not_found)?.id);
    if form.what == "date" {
        let when = form.when.trim().to_owned();
        published(&when).ok_or_else(|| Trouble::input(t("correct.no-time")))?;
        return Ok(Remark::Published { document: document()?, when });
    }
    let shown = app.desk.snapshot();
    let view = View::of(&shown, &form.claim)?;
    match form.what.as_str() {
        "kind" => {
            let kind = KINDS.into_iter().find(|kind| kind.name() == form.kind);
            let (document, place) = credit(&view, form.source)?;
            Ok(Remark::Kind { document, place, kind: kind.ok_or_else(Trouble::not_found)? })
        }
        "same" if form.source != form.other => {
            Ok(Remark::Same { a: credit(&view, form.source)?, b: credit(&view, form.other)? })
        }
        "apart" => Ok(Remark::Apart { claim: form.claim.clone(), document: document()? }),
        _ => Err(Trouble::input(t("correct.nothing"))),
    }
}

/// Where a source is first credited: its id is good within this claim alone, the place is good for longer.
fn credit(view: &View<'_>, source: usize) -> Result<(String, Place), Trouble> {
    let place = view.finding.trace.sources.get(source).and_then(|source| source.places.first());
    let &(no, place) = place.ok_or_else(Trouble::not_found)?;
    Ok((view.shown.documents[no.index()].id.clone(), place))
}
