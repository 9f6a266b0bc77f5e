//! Pages that come in a wrapping: saved with their pictures (MHTML), or as records of an archive.

use encoding_rs::{Encoding, UTF_8};
use firsthand::ingest::saved::{SavedPage, origin_of_page, page_of_mhtml};
use firsthand::ingest::{Envelope, Record, Seen, code, html};
use serde_json::Value;

use super::decode::decode_as;
use super::open::Opened;
use super::pile::Pile;

/// Reads the page that an MHTML file holds; pictures and frames beside it are left out.
pub(super) fn read_mhtml(name: &str, opened: Opened, pile: &mut Pile) {
    let bytes = pile.beginning(name, opened.reader, "page", code::TEXT_CUT);
    if let Some(page) = page_of_mhtml(&bytes) {
        return push(name, 0, page, "mhtml-date", pile);
    }
    let text = "no part of the file is a page of HTML; skipped".to_owned();
    pile.notes.add(name, Some(0), code::NO_SAVED_PAGE, text);
}

/// Adds a page. `from` says where the time at which it was seen is known from.
pub(super) fn push(name: &str, offset: u64, page: SavedPage, from: &'static str, pile: &mut Pile) {
    let html = decoded(name, offset, &page, pile);
    if html.is_empty() {
        return;
    }
    let (url, at) = if page.url.is_empty() { origin_of_page(&html) } else { (page.url, page.at) };
    let fields = [("url", url), ("html", html)].map(|(key, value)| (key.to_owned(), Value::String(value)));
    let seen = (!at.is_empty()).then_some(Seen { at, from });
    let envelope = Some(Envelope { published_from: None, seen, links: Vec::new() });
    pile.push(Record { path: name.to_owned(), offset, fields: fields.into(), envelope });
}

/// The characters of a page. What its own bytes tell goes before the `charset` of its headers, which servers often
/// get wrong; that is asked where the page is not sound UTF-8 and has no byte order mark.
pub(super) fn decoded(name: &str, offset: u64, page: &SavedPage, pile: &mut Pile) -> String {
    let told = page.charset.as_deref().and_then(|label| Encoding::for_label(label.as_bytes()));
    let told = told.filter(|encoding| *encoding != UTF_8 && Encoding::for_bom(&page.html).is_none());
    if let Some(encoding) = told.filter(|_| std::str::from_utf8(&page.html).is_err()) {
        return decode_as(&page.html, encoding).into_owned();
    }
    let decoded = html::decode(&page.html);
    if let Some(text) = doubt(&decoded) {
        pile.notes.add(name, Some(offset), code::PAGE_ENCODING, text);
    }
    decoded.page
}

/// What is doubtful about the encoding of a page, for a note.
fn doubt(decoded: &html::Decoded) -> Option<String> {
    let encoding = decoded.encoding;
    let lost = if decoded.damaged { "; what fitted no character became U+FFFD" } else { "" };
    if let Some(declared) = decoded.declared {
        return Some(format!("the page declares {declared} and is {encoding}; read as such{lost}"));
    }
    if decoded.guessed {
        return Some(format!("the page declares no encoding; read as {encoding}{lost}"));
    }
    decoded.damaged.then(|| format!("the page is not all {encoding}{lost}"))
}
