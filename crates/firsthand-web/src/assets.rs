//! What do the pages load? A few files that come with the program, each under a name that changes with its contents.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::trouble::{Answer, Trouble};

struct Asset {
    name: &'static str,
    kind: &'static str,
    bytes: &'static [u8],
}

const ASSETS: [Asset; 7] = [
    Asset { name: "report.css", kind: "text/css", bytes: firsthand::publish::parts::STYLE.as_bytes() },
    Asset { name: "workbench.css", kind: "text/css", bytes: include_bytes!("../static/workbench.css") },
    Asset { name: "graph.js", kind: "text/javascript", bytes: firsthand::publish::parts::GRAPH_SCRIPT.as_bytes() },
    Asset { name: "workbench.js", kind: "text/javascript", bytes: include_bytes!("../static/workbench.js") },
    Asset { name: "clip.js", kind: "text/javascript", bytes: include_bytes!("../static/clip.js") },
    Asset { name: "htmx.js", kind: "text/javascript", bytes: include_bytes!("../static/vendor/htmx-2.0.11.min.js") },
    Asset { name: "icon.svg", kind: "image/svg+xml", bytes: include_bytes!("../static/icon.svg") },
];

/// A number for all of them, so that a browser keeps what it has only while it is the same.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut hash = Sha256::new();
    for asset in &ASSETS {
        hash.update(asset.bytes);
    }
    hash.finalize().iter().take(6).fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
});

/// The address of an asset.
pub(crate) fn address(name: &str) -> String {
    format!("/static/{name}?{}", *VERSION)
}

pub(crate) async fn asset(Path(name): Path<String>) -> Answer {
    let asset = ASSETS.iter().find(|asset| asset.name == name).ok_or_else(Trouble::not_found)?;
    let kind = format!("{}; charset=utf-8", asset.kind);
    let keep = "private, max-age=31536000, immutable".to_owned();
    Ok(([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, keep)], asset.bytes).into_response())
}

/// Whoever indexes it although every page says not to.
pub(crate) async fn robots() -> Response {
    ([(header::CONTENT_TYPE, "text/plain")], "User-agent: *\nDisallow: /\n").into_response()
}
