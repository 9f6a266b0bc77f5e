//! How does it start, and where does it listen?

use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use axum::serve::ListenerExt;
use firsthand_tagger::Tagger;

use crate::access::{self, Door, Logins, random_hex};
use crate::desk::Desk;
use crate::{App, api, assets, export, pages};

/// What a form may hold: names, reasons, ids.
const FORM_BYTES: usize = 64 << 10;

/// What may be added at once. Larger piles are for `firsthand add`, which needs no memory for all of them.
const PILE_BYTES: usize = 64 << 20;

/// How a workbench is to be.
pub struct Settings {
    /// The collection; it is made where it does not exist.
    pub collection: PathBuf,
    /// Where to listen; port 0 takes one that is free.
    pub listen: SocketAddr,
    /// Other addresses at which browsers reach it, as `https://desk.example.org`.
    pub origins: Vec<String>,
    /// Who may log in; needed unless it listens on this machine alone.
    pub logins: Option<Logins>,
    /// Name that reviews are signed with where there are no logins.
    pub reviewer: Option<String>,
    /// The trained models, if they are to read.
    pub tagger: Option<Tagger>,
}

/// A workbench that is about to listen.
pub struct Served {
    /// The address to open, with the token where one is needed.
    pub url: String,
    router: Router,
    listener: std::net::TcpListener,
}

/// Why it does not start.
#[derive(Debug)]
pub enum ServeError {
    /// The collection cannot be opened.
    Collection(firsthand_store::Error),
    /// It cannot listen there.
    Listen(SocketAddr, io::Error),
    /// It was told to listen beyond this machine, and nobody would have to log in.
    Open(IpAddr),
    /// An address that is none.
    Origin(String),
    /// It listens everywhere, and it was not said under which name browsers reach it.
    NoOrigin,
}

impl fmt::Display for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Collection(error) => write!(f, "opening the collection: {error}"),
            Self::Listen(address, error) => write!(f, "listening on {address}: {error}"),
            Self::Open(address) => {
                write!(
                    f,
                    "{address} can be reached from other machines: give --logins FILE (`firsthand login` makes one)"
                )
            }
            Self::Origin(origin) => write!(f, "`{origin}` is no origin: write it as https://desk.example.org"),
            Self::NoOrigin => write!(f, "say with --origin how browsers reach it, as https://desk.example.org"),
        }
    }
}

impl std::error::Error for ServeError {}

impl From<firsthand_store::Error> for ServeError {
    fn from(error: firsthand_store::Error) -> Self {
        Self::Collection(error)
    }
}

/// Opens the collection and the port; [`Served::run`] answers.
///
/// # Errors
/// If the collection cannot be opened or the port not be had, or if it would be open to other machines without a
/// login.
pub fn serve(settings: Settings) -> Result<Served, ServeError> {
    let is_local = settings.listen.ip().is_loopback();
    if !is_local && settings.logins.is_none() {
        return Err(ServeError::Open(settings.listen.ip()));
    }
    let listener =
        std::net::TcpListener::bind(settings.listen).map_err(|error| ServeError::Listen(settings.listen, error))?;
    let address = listener.local_addr().map_err(|error| ServeError::Listen(settings.listen, error))?;
    let token = is_local.then(random_hex);
    let origins = origins(address, &settings.origins)?;
    let url = match &token {
        Some(token) => format!("{}/enter?token={token}", origins[0]),
        None => format!("{}/", origins[0]),
    };
    let door = Door::new(origins, token, settings.logins, address.port());
    let desk = Desk::open(&settings.collection, settings.tagger)?;
    let router = app(door, desk, settings.reviewer);
    Ok(Served { url, router, listener })
}

/// Where pages of ours are. The first is printed.
fn origins(address: SocketAddr, named: &[String]) -> Result<Vec<String>, ServeError> {
    let mut origins = Vec::new();
    for origin in named {
        let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
        if host.is_none_or(|host| host.is_empty() || host.contains(['/', '@', ' ', '?', '#'])) {
            return Err(ServeError::Origin(origin.clone()));
        }
        origins.push(origin.to_ascii_lowercase());
    }
    if address.ip().is_unspecified() {
        return if origins.is_empty() { Err(ServeError::NoOrigin) } else { Ok(origins) };
    }
    let own = format!("http://{address}");
    if named.is_empty() {
        origins.insert(0, own);
    } else {
        origins.push(own);
    }
    if address.ip().is_loopback() {
        origins.push(format!("http://localhost:{}", address.port()));
    }
    Ok(origins)
}

impl Served {
    /// Answers until the process is told to stop.
    ///
    /// # Errors
    /// If listening fails.
    pub fn run(self) -> io::Result<()> {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        runtime.block_on(async {
            self.listener.set_nonblocking(true)?;
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            // An answer is one piece: waiting to fill a packet only makes the reader wait.
            let listener = listener.tap_io(|stream| _ = stream.set_nodelay(true));
            let service = self.router.into_make_service_with_connect_info::<SocketAddr>();
            // A kill at any moment loses nothing: what was said is on the disk when it is answered.
            let stopped = async { _ = tokio::signal::ctrl_c().await };
            tokio::select! {
                result = axum::serve(listener, service) => result,
                () = stopped => Ok(()),
            }
        })
    }
}

/// Every route. Nothing here takes the name of a person (safeguards, rule 1).
pub(crate) fn app(door: Door, desk: Arc<Desk>, reviewer: Option<String>) -> Router {
    let state = Arc::new(App { door, desk, reviewer });
    let adding = Router::new()
        .route("/add", get(pages::add::form).post(pages::add::add))
        .route("/clip/form", get(pages::add::clip_form))
        .route("/api/documents", post(api::add))
        .layer(DefaultBodyLimit::max(PILE_BYTES));
    let rest = Router::new()
        .route("/", get(pages::claims::list))
        .route("/claim/{key}", get(pages::claim::page))
        .route("/claim/{key}/sign", post(pages::review::sign))
        .route("/claim/{key}/account", get(pages::claim::account))
        .route("/claim/{key}/export/{format}", get(export::claim))
        .route("/claim/{key}/relay/{relay}", get(pages::claim::relay))
        .route("/article/{row}", get(pages::article::page))
        .route("/article/{row}/versions", get(pages::article::versions))
        .route("/review", get(pages::review::desk).post(pages::review::say))
        .route("/review/correct", post(pages::correct::correct))
        .route("/review/undo", post(pages::review::undo))
        .route("/review/log", get(pages::review::log))
        .route("/pile", get(pages::pile::page))
        .route("/export/{name}", get(export::collection))
        .route("/trace", post(pages::pile::trace))
        .route("/status", get(pages::frame::status))
        .route("/name", get(pages::enter::name_form).post(pages::enter::name))
        .route("/enter", get(pages::enter::enter))
        .route("/login", get(pages::enter::login_form).post(pages::enter::login))
        .route("/leave", post(pages::enter::leave))
        .route("/clip", get(pages::add::clip))
        .route("/robots.txt", get(assets::robots))
        .route("/static/{name}", get(assets::asset))
        .route("/api/openapi.json", get(api::openapi))
        .route("/api/status", get(api::status))
        .route("/api/claims", get(api::claims))
        .route("/api/claims/{key}", get(api::claim))
        .route("/api/documents/{row}", get(api::document))
        .route("/api/review", get(api::queue).post(api::say))
        .route("/api/review/log", get(api::log))
        .layer(DefaultBodyLimit::max(FORM_BYTES));
    let routes = rest.merge(adding).fallback(pages::nothing_here);
    routes.layer(from_fn_with_state(state.clone(), access::guard)).with_state(state)
}

#[cfg(test)]
mod tests;
