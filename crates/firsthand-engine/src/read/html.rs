//! A page of the Web: one article, all of the file.

use std::io::Read;

use firsthand::ingest::html;
use firsthand::ingest::saved::SavedPage;

use super::open::Opened;
use super::page;
use super::pile::Pile;

/// Reads a page. Its bytes become characters here; what they hold is found where documents are made.
pub(super) fn read(name: &str, opened: Opened, pile: &mut Pile) {
    // One byte more than a page may have, so that the cut is seen where the page is read.
    let most = html::Limits::default().page_bytes as u64 + 1;
    let mut bytes = Vec::new();
    if let Err(error) = opened.reader.take(most).read_to_end(&mut bytes) {
        pile.stopped(name, Some(bytes.len() as u64), &error);
    }
    page::push(name, 0, SavedPage { html: bytes, ..SavedPage::default() }, "saved-date", pile);
}
