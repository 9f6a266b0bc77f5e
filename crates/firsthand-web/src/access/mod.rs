//! May this request in? Host and origin against lists, then the session (safeguards, rule 14).
//!
//! Invariants: nothing but the pages of entering is given to who has no session; no change of state without an `Origin`
//! of ours; no answer may be read, framed, kept or indexed by anybody else.

mod logins;
mod sessions;

use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

pub(crate) use logins::random_hex;
pub use logins::{Logins, LoginsError, login_line};
pub(crate) use sessions::Session;
use sessions::{Sessions, same_secret};

use crate::App;
use crate::trouble::Trouble;
use crate::words::t;

/// Nothing loads but from here, nothing inline runs or styles, nobody frames it, and forms go nowhere else.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Headers of every answer. The referrer stays within the workbench; `no-referrer` would make browsers send forms with
/// the origin `null`.
const HEADERS: [(HeaderName, &str); 8] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("x-robots-tag"), "noindex, nofollow"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
];

/// Pages that one sees without a session: those by which one gets one, and what they look like.
const OPEN_TO_ALL: [&str; 4] = ["/enter", "/login", "/clip", "/robots.txt"];

/// Who is let in, and from where.
pub(crate) struct Door {
    /// `http://127.0.0.1:7300` and the like: where pages of ours are.
    pub(crate) origins: Vec<String>,
    /// The token of this start; none where only logins count.
    pub(crate) token: Option<String>,
    pub(crate) logins: Option<Logins>,
    /// Whether the cookie is for encrypted connections only.
    pub(crate) is_encrypted: bool,
    pub(crate) cookie: String,
    pub(crate) sessions: Mutex<Sessions>,
}

/// Who asks, once they are let in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Visitor {
    pub(crate) session: Session,
    secret: String,
}

impl Door {
    pub(crate) fn new(origins: Vec<String>, token: Option<String>, logins: Option<Logins>, port: u16) -> Self {
        let is_encrypted = origins.iter().any(|origin| origin.starts_with("https://"));
        // Cookies do not know ports: two workbenches on one machine must not take each other's.
        let cookie = format!("firsthand-{port}");
        Self { origins, token, logins, is_encrypted, cookie, sessions: Mutex::default() }
    }

    fn sessions(&self) -> std::sync::MutexGuard<'_, Sessions> {
        // What is inside is whole after every statement, so that a panic elsewhere spoils nothing.
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn knows_host(&self, headers: &HeaderMap, uri: &Uri) -> bool {
        let named = headers.get(header::HOST).and_then(|host| host.to_str().ok());
        let of_uri = uri.authority().map(axum::http::uri::Authority::as_str);
        let is_ours = |host: &str| self.origins.iter().any(|o| o.split_once("://").is_some_and(|(_, h)| h == host));
        named.is_some_and(is_ours) && of_uri.is_none_or(is_ours)
    }

    /// Whether the request comes from a page of ours: for what changes anything, it has to say so.
    fn knows_origin(&self, method: &Method, headers: &HeaderMap) -> bool {
        let changes = !matches!(*method, Method::GET | Method::HEAD);
        match headers.get(header::ORIGIN) {
            Some(origin) => origin.to_str().is_ok_and(|origin| self.origins.iter().any(|ours| ours == origin)),
            None if changes => false,
            None => !is_foreign_fetch(headers),
        }
    }

    fn visitor(&self, headers: &HeaderMap) -> Visitor {
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let secret = pairs.filter(|(name, _)| *name == self.cookie).map(|(_, secret)| secret).next().unwrap_or("");
        let session = self.sessions().of(secret, Instant::now()).unwrap_or_default();
        Visitor { session, secret: secret.to_owned() }
    }

    fn lets_in(&self, session: &Session) -> bool {
        (self.token.is_none() || session.has_token) && (self.logins.is_none() || session.has_password)
    }

    /// A session for who comes with the token; `None` where it is not the token.
    pub(crate) fn enter(&self, token: &str) -> Option<String> {
        let is_right = self.token.as_deref().is_some_and(|right| same_secret(right, token));
        is_right.then(|| self.begin(Session { has_token: true, ..Session::default() }))
    }

    /// A session for who gives a name and its password. A session that came with the token stays one that did.
    pub(crate) fn log_in(
        &self,
        visitor: &Visitor,
        name: &str,
        password: &str,
        address: Option<IpAddr>,
    ) -> Result<String, LoginRefused> {
        let (Some(logins), now) = (&self.logins, Instant::now()) else { return Err(LoginRefused::Wrong) };
        if self.token.is_some() && !visitor.session.has_token {
            return Err(LoginRefused::Wrong);
        }
        let name = name.trim();
        if let Some(wait) = self.sessions().wait(name, address, now) {
            return Err(LoginRefused::Wait(wait.as_secs() + 1));
        }
        self.sessions().guess(name, address, now);
        if !logins.accept(name, password) {
            return Err(LoginRefused::Wrong);
        }
        self.sessions().guessed_right(name, address);
        self.sessions().end(&visitor.secret);
        let has_token = visitor.session.has_token;
        Ok(self.begin(Session { has_token, has_password: true, name: Some(name.to_owned()) }))
    }

    fn begin(&self, session: Session) -> String {
        let secret = self.sessions().begin(session, Instant::now());
        let secure = if self.is_encrypted { "; Secure" } else { "" };
        format!("{}={secret}; Path=/; HttpOnly; SameSite=Strict{secure}", self.cookie)
    }

    pub(crate) fn leave(&self, visitor: &Visitor) {
        self.sessions().end(&visitor.secret);
    }

    pub(crate) fn once(&self) -> String {
        self.sessions().once(Instant::now())
    }

    pub(crate) fn spend(&self, token: &str) -> bool {
        self.sessions().spend(token, Instant::now())
    }

    /// Sets the name to sign with, where it is not that of a login.
    pub(crate) fn sign_as(&self, visitor: &Visitor, name: &str) {
        if self.logins.is_none() {
            self.sessions().rename(&visitor.secret, name.to_owned());
        }
    }
}

/// Why nobody was logged in.
pub(crate) enum LoginRefused {
    Wrong,
    /// Seconds until the next guess.
    Wait(u64),
}

/// A page of somebody else's that fetches ours, not a person who follows a link.
fn is_foreign_fetch(headers: &HeaderMap) -> bool {
    let is = |name: &str, value: &str| headers.get(name).is_some_and(|found| found == value);
    (is("sec-fetch-site", "cross-site") || is("sec-fetch-site", "same-site")) && !is("sec-fetch-mode", "navigate")
}

/// Every request passes here first.
pub(crate) async fn guard(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    let (path, is_api) = (request.uri().path().to_owned(), request.uri().path().starts_with("/api/"));
    let mut response = match admit(&app, &mut request, &path) {
        Ok(()) => next.run(request).await,
        Err(Refusal::Trouble(trouble)) => trouble.answer(is_api),
        Err(Refusal::LogIn) => Redirect::to("/login").into_response(),
    };
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

enum Refusal {
    Trouble(Trouble),
    LogIn,
}

fn admit(app: &App, request: &mut Request, path: &str) -> Result<(), Refusal> {
    let refuse = |status, words: &'static str| Err(Refusal::Trouble(Trouble::new(status, words)));
    if !app.door.knows_host(request.headers(), request.uri()) {
        return refuse(StatusCode::MISDIRECTED_REQUEST, t("refused.host"));
    }
    if !app.door.knows_origin(request.method(), request.headers()) {
        return refuse(StatusCode::FORBIDDEN, t("refused.origin"));
    }
    let visitor = app.door.visitor(request.headers());
    let (has_token, is_in) = (visitor.session.has_token, app.door.lets_in(&visitor.session));
    request.extensions_mut().insert(visitor);
    if is_in || OPEN_TO_ALL.contains(&path) || path.starts_with("/static/") {
        return Ok(());
    }
    let may_log_in = app.door.logins.is_some() && (has_token || app.door.token.is_none());
    if may_log_in && !path.starts_with("/api/") {
        return Err(Refusal::LogIn);
    }
    refuse(StatusCode::UNAUTHORIZED, if may_log_in { t("refused.login") } else { t("refused.token") })
}

/// The address of who asks, as far as it is known.
pub(crate) fn address(request_extensions: &axum::http::Extensions) -> Option<IpAddr> {
    request_extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip())
}
