//! How does one get in, and under which name?

use std::sync::Arc;

use axum::extract::{Query, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Form, RequestExt};
use maud::{Markup, html};
use serde::Deserialize;

use super::frame;
use crate::App;
use crate::access::{self, LoginRefused, Visitor};
use crate::trouble::{Answer, Trouble};
use crate::words::{f, t};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Token {
    token: String,
}

/// The printed address: its token becomes a cookie, and the address bar forgets it.
pub(crate) async fn enter(State(app): State<Arc<App>>, Query(given): Query<Token>) -> Answer {
    let refused = || Trouble::new(StatusCode::UNAUTHORIZED, t("refused.token"));
    let cookie = app.door.enter(&given.token).ok_or_else(refused)?;
    with_cookie(Redirect::to("/").into_response(), &cookie)
}

fn with_cookie(mut response: Response, cookie: &str) -> Answer {
    let value = HeaderValue::from_str(cookie);
    let value = value.map_err(|_| Trouble::new(StatusCode::INTERNAL_SERVER_ERROR, t("refused.title")))?;
    response.headers_mut().append(header::SET_COOKIE, value);
    Ok(response)
}

pub(crate) async fn login_form(State(app): State<Arc<App>>) -> Response {
    if app.door.logins.is_none() {
        return Redirect::to("/").into_response();
    }
    frame::bare(t("login.title"), &login_page(None)).into_response()
}

fn login_page(refused: Option<&str>) -> Markup {
    html! {
        h1 { (t("login.title")) }
        @if let Some(words) = refused { p.refused role="alert" { (words) } }
        form.stacked method="post" action="/login" {
            label { span { (t("login.name")) } input name="name" autocomplete="username" required maxlength="100" autofocus; }
            label { span { (t("login.password")) } input type="password" name="password" autocomplete="current-password" required maxlength="200"; }
            button type="submit" { (t("login.enter")) }
        }
    }
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub(crate) struct Login {
    name: String,
    password: String,
}

pub(crate) async fn login(
    State(app): State<Arc<App>>,
    Extension(visitor): Extension<Visitor>,
    request: Request,
) -> Answer {
    let address = access::address(request.extensions());
    let Ok(Form(login)) = request.extract::<Form<Login>, _>().await else {
        return Err(Trouble::input(t("login.wrong")));
    };
    let state = app.clone();
    // A password takes the processor a while; pages go on meanwhile.
    let checked =
        tokio::task::spawn_blocking(move || state.door.log_in(&visitor, &login.name, &login.password, address)).await;
    match checked.unwrap_or(Err(LoginRefused::Wrong)) {
        Ok(cookie) => with_cookie(Redirect::to("/").into_response(), &cookie),
        Err(LoginRefused::Wrong) => {
            let page = frame::bare(t("login.title"), &login_page(Some(t("login.wrong"))));
            Ok((StatusCode::UNAUTHORIZED, page).into_response())
        }
        Err(LoginRefused::Wait(seconds)) => {
            let words = f("login.wait", &[("seconds", &seconds.to_string())]);
            let page = frame::bare(t("login.title"), &login_page(Some(&words)));
            Ok((StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, seconds.to_string())], page).into_response())
        }
    }
}

pub(crate) async fn leave(State(app): State<Arc<App>>, Extension(visitor): Extension<Visitor>) -> Response {
    app.door.leave(&visitor);
    let content = html! { h1 { (t("login.left")) } p { (t("login.left-about")) } };
    frame::bare(t("login.left"), &content).into_response()
}

#[derive(Deserialize)]
pub(crate) struct Name {
    name: String,
}

pub(crate) async fn name_form(State(app): State<Arc<App>>, Extension(visitor): Extension<Visitor>) -> Response {
    let content = html! {
        h1 { (t("name.title")) }
        p { (t("name.about")) }
        form.stacked method="post" action="/name" {
            label { span { (t("login.name")) } input name="name" required maxlength="100" autocomplete="name" value=[frame::signer(&app, &visitor)]; }
            button type="submit" { (t("name.keep")) }
        }
    };
    frame::page(&app, &visitor, "", t("name.title"), &content)
}

pub(crate) async fn name(
    State(app): State<Arc<App>>,
    Extension(visitor): Extension<Visitor>,
    Form(given): Form<Name>,
) -> Answer {
    let name = given.name.trim();
    if name.is_empty() || name.chars().count() > 100 {
        return Err(Trouble::input(t("review.no-name")));
    }
    app.door.sign_as(&visitor, name);
    Ok(Redirect::to("/review").into_response())
}
