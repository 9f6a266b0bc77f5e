//! What does a user read when something cannot be done? One form for pages, one for programs.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::html;

use crate::pages::frame;
use crate::words::t;

/// A request that is not answered as it was meant.
#[derive(Debug)]
pub(crate) struct Trouble {
    status: StatusCode,
    words: String,
}

/// What a route gives.
pub(crate) type Answer = Result<Response, Trouble>;

impl Trouble {
    pub(crate) fn new(status: StatusCode, words: impl Into<String>) -> Self {
        Self { status, words: words.into() }
    }

    pub(crate) fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, t("refused.not-found"))
    }

    pub(crate) fn input(words: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, words)
    }

    /// `{"error":{"status":404,"message":"…"}}` for programs, a page for people.
    pub(crate) fn answer(self, is_api: bool) -> Response {
        if is_api {
            let body = serde_json::json!({"error": {"status": self.status.as_u16(), "message": self.words}});
            return (self.status, [(header::CONTENT_TYPE, "application/json")], body.to_string()).into_response();
        }
        let content = html! {
            h1 { (t("refused.title")) }
            p { (self.words) }
            p { a href="/" { (t("refused.back")) } }
        };
        (self.status, frame::bare(t("refused.title"), &content)).into_response()
    }
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        self.answer(false)
    }
}

impl From<firsthand_store::Error> for Trouble {
    fn from(error: firsthand_store::Error) -> Self {
        let status = if error.is_busy() { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::BAD_REQUEST };
        Self::new(status, error.to_string())
    }
}
