//! A page of the Web: one article, all of the file.

use std::io::Read;

use firsthand::ingest::{code, html};
use serde_json::Value;

use super::open::Opened;
use super::pile::Pile;

/// Reads a page. Its bytes become characters here; what they hold is found where documents are made.
pub(super) fn read(name: &str, opened: Opened, pile: &mut Pile) {
    // One byte more than a page may have, so that the cut is seen where the page is read.
    let most = html::Limits::default().page_bytes as u64 + 1;
    let mut bytes = Vec::new();
    if let Err(error) = opened.reader.take(most).read_to_end(&mut bytes) {
        pile.stopped(name, Some(bytes.len() as u64), &error);
    }
    let decoded = html::decode(&bytes);
    if let Some(text) = doubt(&decoded) {
        pile.notes.add(name, None, code::PAGE_ENCODING, text);
    }
    if !decoded.page.is_empty() {
        pile.add(name, 0, vec![("html".to_owned(), Value::String(decoded.page))]);
    }
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
