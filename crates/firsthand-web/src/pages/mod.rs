//! The pages. Each is written by one function from the last trace; none changes anything but at a `POST`.

pub(crate) mod add;
pub(crate) mod article;
pub(crate) mod claim;
pub(crate) mod claims;
pub(crate) mod correct;
mod diff;
pub(crate) mod enter;
pub(crate) mod frame;
pub(crate) mod pile;
pub(crate) mod review;

use axum::http::Uri;
use axum::response::Response;
use firsthand::model::{Document, DocumentNo};
use firsthand::publish::parts::{clean, outlet, when};
use maud::{Markup, html};

use crate::desk::Snapshot;
use crate::trouble::Trouble;
use crate::words::{n, t};

pub(crate) async fn nothing_here(uri: Uri) -> Response {
    Trouble::not_found().answer(uri.path().starts_with("/api/"))
}

/// The value of `lang`; absent where the language is not known.
pub(crate) fn lang(code: &'static str) -> Option<&'static str> {
    (code != "und").then_some(code)
}

/// Words of the world on one line, fenced off from the direction of the words around them.
fn line(words: &str) -> Markup {
    const LONGEST: usize = 500;
    html! { bdi { (crate::desk::shortened(&clean(words), LONGEST)) } }
}

/// An article by its outlet and time, as a link to its page.
fn article_link(snapshot: &Snapshot, no: DocumentNo) -> Markup {
    let Some(document) = snapshot.documents.get(no.index()) else { return html! {} };
    html! { a href={ "/article/" (snapshot.row(no)) } { bdi { (article_name(document)) } } }
}

/// "Harbour Post, 2 Sep 2031 07:10".
fn article_name(document: &Document) -> String {
    let outlet = clean(&outlet(document));
    let name = if outlet.is_empty() { t("article.no-outlet").to_owned() } else { outlet };
    format!("{}, {}", crate::desk::shortened(&name, 80), when(&document.published))
}

/// Rows of a long list before the rest is folded away: about one screen of them.
const UNFOLDED: usize = 20;

/// A list of any length on a page that stays readable: the first rows, then one line that opens the rest. `wrap` puts
/// rows into the list element they need and is told how many come before.
fn folded(rows: &[Markup], wrap: impl Fn(&[Markup], usize) -> Markup) -> Markup {
    let (first, rest) = rows.split_at(rows.len().min(UNFOLDED));
    html! {
        (wrap(first, 0))
        @if !rest.is_empty() {
            details.rest { summary { (n("count.more", rest.len())) } (wrap(rest, first.len())) }
        }
    }
}

/// The list element of rows that need no numbers.
fn plain(rows: &[Markup], _: usize) -> Markup {
    html! { ul.plain { @for row in rows { (row) } } }
}

/// An address of the world: a link only where it is one of the web.
fn outside(url: &str) -> Markup {
    let url = clean(url);
    let lower = url.to_ascii_lowercase();
    let shown = crate::desk::shortened(&url, 160);
    html! {
        @if lower.starts_with("https://") || lower.starts_with("http://") {
            a.outside href=(url) rel="noreferrer nofollow noopener" { bdi { (shown) } }
        } @else { bdi.outside { (shown) } }
    }
}
