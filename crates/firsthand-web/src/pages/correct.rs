//! What else can a reviewer correct: which report is of which claim, and when an article was published?

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::{Extension, Form};
use firsthand_store::Say;
use maud::{Markup, html};
use serde::Deserialize;

use super::article_name;
use super::claim::View;
use super::review::{Said, after_on_claim, moved_in_words, signed};
use crate::App;
use crate::access::Visitor;
use crate::trouble::{Answer, Trouble};
use crate::words::{f, named, t};

/// What the forms send.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Correction {
    what: String,
    claim: String,
    /// Id of another claim.
    other: String,
    /// Number of an article in the file.
    article: i64,
    when: String,
    why: String,
    name: String,
}

/// Which reports are of this claim.
pub(crate) fn forms(view: &View<'_>) -> Markup {
    let claim = &view.finding.claim;
    let others = claim.articles.iter().map(|a| a.document).filter(|no| *no != claim.statement.0);
    let article = html! {
        label { span { (t("correct.article")) }
            select name="article" { @for no in others {
                option value=(view.shown.row(no)) { (article_name(&view.shown.documents[no.index()])) }
            } }
        }
    };
    let other = html! {
        label { span { (t("correct.other")) } input name="other" required maxlength="40" placeholder="k0123456789ab"; }
    };
    html! {
        section {
            details #correct {
                summary data-key="c" { h2.in-summary { (t("correct.title")) } }
                div.columns {
                    @if claim.articles.len() > 1 { (form(view, "apart", t("correct.apart"), &article)) }
                    (form(view, "same", t("correct.same"), &other))
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
    let document =
        || Ok::<_, Trouble>(app.desk.collection().document(form.article)?.ok_or_else(Trouble::not_found)?.id);
    let (id, say) = match form.what.as_str() {
        "date" => (document()?, Say::Date(form.when.trim().to_owned())),
        "apart" => (form.claim.clone(), Say::OtherClaim(document()?)),
        "same" => (form.claim.clone(), Say::SameClaim(form.other.trim().to_owned())),
        _ => return Err(Trouble::input(t("correct.nothing"))),
    };
    let said = Said { why: form.why, name: form.name, ..Said::default() };
    let moved = signed(&app, &visitor, &said, |signature| Ok(app.desk.say(&id, &say, signature)?))?;
    let notice = f("review.said", &[("verdict", named("verdict", "correct")), ("moved", &moved_in_words(&moved))]);
    Ok(after_on_claim(&app, &visitor, &headers, &moved, &notice))
}
