//! What is around every page? Banner, way about, what the program is doing, and whose name reviews are signed with.

use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use crate::App;
use crate::access::Visitor;
use crate::assets;
use crate::desk::Work;
use crate::words::{f, t};

/// The pages that one goes to from everywhere: address, message, key.
const WAYS: [(&str, &str, &str); 4] =
    [("/", "nav.claims", "1"), ("/review", "nav.review", "2"), ("/add", "nav.add", "3"), ("/pile", "nav.pile", "4")];

/// htmx asks for parts of pages; a browser that goes somewhere wants all of it.
pub(crate) fn wants_part(headers: &HeaderMap) -> bool {
    headers.contains_key("hx-request") && !headers.contains_key("hx-boosted")
}

/// The name that this visitor's reviews are signed with.
pub(crate) fn signer(app: &App, visitor: &Visitor) -> Option<String> {
    visitor.session.name.clone().or_else(|| app.reviewer.clone())
}

/// A page of the workbench.
pub(crate) fn page(app: &App, visitor: &Visitor, at: &str, title: &str, content: &Markup) -> Response {
    let nav = html! {
        nav.ways aria-label=(t("nav.label")) {
            a.brand href="/" { img src=(assets::address("icon.svg")) alt="" width="22" height="22"; "Firsthand" }
            ul {
                @for (way, words, key) in WAYS {
                    li { a href=(way) data-key=(key) aria-current=[(way == at).then_some("page")] { (t(words)) } }
                }
            }
            form.find role="search" action="/" method="get" {
                label.sr for="find" { (t("nav.search-label")) }
                input #find type="search" name="q" maxlength="200" placeholder=(t("nav.search")) data-focus-key="/";
                button type="submit" { (t("nav.find")) }
            }
            (who(app, visitor))
        }
    };
    let status = html! { (status_bar(app)) };
    whole(title, &nav, &status, content).into_response()
}

/// A page for who is not let in yet, or for what went wrong.
pub(crate) fn bare(title: &str, content: &Markup) -> Html<String> {
    whole(title, &html! {}, &html! {}, content)
}

fn whole(title: &str, nav: &Markup, status: &Markup, content: &Markup) -> Html<String> {
    let page = html! {
        (DOCTYPE)
        html lang=(t("frame.language")) {
            head {
                meta charset="utf-8";
                meta name="robots" content="noindex, nofollow";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="htmx-config" content=r#"{"includeIndicatorStyles":false,"allowEval":false,"selfRequestsOnly":true,"allowScriptTags":false,"historyCacheSize":0,"historyEnabled":false}"#;
                title { (f("frame.title", &[("page", title)])) }
                link rel="icon" href=(assets::address("icon.svg")) type="image/svg+xml";
                link rel="stylesheet" href=(assets::address("report.css"));
                link rel="stylesheet" href=(assets::address("workbench.css"));
                script defer src=(assets::address("htmx.js")) {}
                script defer src=(assets::address("graph.js")) {}
                script defer src=(assets::address("workbench.js")) {}
            }
            body {
                a.skip href="#content" { (t("frame.skip")) }
                aside.banner aria-label=(t("frame.banner-label")) { (t("frame.banner")) }
                @if !nav.0.is_empty() { header.top { (nav) } }
                (status)
                main #content tabindex="-1" { (content) }
                footer {
                    p { (t("frame.foot")) }
                    @if !nav.0.is_empty() {
                        p { label { input #keys type="checkbox" checked; " " (t("frame.keys")) } }
                        (keys())
                    }
                }
            }
        }
    };
    Html(page.into_string())
}

fn keys() -> Markup {
    const KEYS: [(&str, &str); 9] = [
        ("1–4", "keys.pages"),
        ("/", "keys.search"),
        ("a", "keys.accept"),
        ("r", "keys.reject"),
        ("c", "keys.correct"),
        ("n", "keys.next"),
        ("u", "keys.undo"),
        ("s", "keys.sign"),
        ("+ − 0", "keys.zoom"),
    ];
    html! {
        details.keys {
            summary { (t("keys.title")) }
            dl { @for (key, words) in KEYS { div { dt { kbd { (key) } } dd { (t(words)) } } } }
        }
    }
}

fn who(app: &App, visitor: &Visitor) -> Markup {
    let name = signer(app, visitor);
    html! {
        div.who {
            @match &name {
                Some(name) => { (t("nav.signing-as")) " " strong { bdi { (name) } } },
                None => { (t("nav.no-name")) },
            }
            @if app.door.logins.is_none() { " " a href="/name" { (t("nav.change-name")) } }
            form method="post" action="/leave" { button.plain-button type="submit" { (t("nav.leave")) } }
        }
    }
}

/// What the background thread does. While it works the bar asks again every second, if there is script.
fn status_bar(app: &App) -> Markup {
    let shown = app.desk.snapshot();
    let is_traced = shown.stamp.is_some();
    let words = match app.desk.work() {
        Work::Idle if is_traced => None,
        Work::Idle | Work::Linking => Some(t("status.linking").to_owned()),
        Work::Reading(done, of) => Some(f("status.reading", &[("done", &done.to_string()), ("of", &of.to_string())])),
        Work::Keeping => Some(t("status.keeping").to_owned()),
        Work::Failed(why) => Some(f("status.failed", &[("why", &why)])),
    };
    let state = shown.stamp.map_or_else(String::new, |s| format!("{}-{}", s.documents.0, s.documents.1));
    html! {
        div #status role="status" data-state=(state) {
            @if let Some(words) = words {
                p.status hx-get="/status" hx-trigger="load delay:1s" hx-target="#status" hx-swap="outerHTML" {
                    (words) @if is_traced { " " (t("status.before")) }
                }
            }
        }
    }
}

pub(crate) async fn status(
    State(app): State<Arc<App>>,
    Extension(visitor): Extension<Visitor>,
    headers: HeaderMap,
) -> Response {
    let bar = status_bar(&app);
    if wants_part(&headers) {
        return Html(bar.into_string()).into_response();
    }
    page(
        &app,
        &visitor,
        "/status",
        t("status.title"),
        &html! { h1 { (t("status.title")) } p { a href="/" { (t("refused.back")) } } },
    )
}
