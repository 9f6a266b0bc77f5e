//! Feeds: RSS, Atom and JSON Feed, an article an entry.

use std::io::{BufRead, Read};

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use firsthand::ingest::code;
use firsthand::ingest::feed::{self, Feed};

use super::array;
use super::decode::{decode, decode_as};
use super::open::Opened;
use super::pile::Pile;

/// Bytes in which an XML declaration is looked for. Chosen by hand: a declaration has some fifty.
const DECLARED_WITHIN: usize = 256;

/// Reads a feed of XML.
pub(super) fn read_xml(name: &str, opened: Opened, pile: &mut Pile) {
    let is_transcoded = opened.encoding.is_some();
    let Some(bytes) = whole(name, opened.reader, pile) else { return };
    let xml = if is_transcoded { decode_as(&bytes, UTF_8) } else { decoded(name, &bytes, pile) };
    if let Some(feed) = feed::read_xml(name, &xml) {
        return add(name, feed, pile);
    }
    let text = "the XML is neither RSS nor Atom; skipped".to_owned();
    pile.notes.add(name, Some(0), code::NOT_A_FEED, text);
}

/// Reads a file of JSON that looks like a JSON Feed; one that is none is read as any other JSON.
pub(super) fn read_json(name: &str, reader: impl BufRead, pile: &mut Pile) {
    let Some(bytes) = whole(name, reader, pile) else { return };
    let parsed = serde_json::from_str(&decode_as(&bytes, UTF_8)).ok();
    match parsed.as_ref().and_then(|object| feed::read_json(name, object)) {
        Some(feed) => add(name, feed, pile),
        None => array::read(name, bytes.as_slice(), pile),
    }
}

/// The bytes of a feed, if there are any.
fn whole(name: &str, reader: impl Read, pile: &mut Pile) -> Option<Vec<u8>> {
    let bytes = pile.beginning(name, reader, "feed", code::FEED_CUT);
    (!bytes.is_empty()).then_some(bytes)
}

/// The text of XML: by what it declares, if its bytes agree, else by what its bytes look like.
fn decoded<'a>(name: &str, bytes: &'a [u8], pile: &mut Pile) -> std::borrow::Cow<'a, str> {
    let wide = match bytes {
        [b'<', 0, ..] => Some(UTF_16LE),
        [0, b'<', ..] => Some(UTF_16BE),
        _ => declared(bytes).filter(|encoding| *encoding != UTF_8),
    };
    if let Some(encoding) = wide {
        return decode_as(bytes, encoding);
    }
    let (text, not_utf8) = decode(bytes);
    if let Some(encoding) = not_utf8 {
        pile.notes.add(name, None, code::NOT_UTF8, format!("the feed is not UTF-8; read as {encoding}"));
    }
    text
}

/// The encoding that an XML declaration names. One of two bytes a character would have shown itself in the first.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARED_WITHIN)]).into_owned();
    let declaration = head.trim_start().strip_prefix("<?xml")?.split("?>").next()?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let label = value.trim_start_matches(['"', '\'']).split(['"', '\'']).next()?;
    Encoding::for_label(label.as_bytes()).filter(|encoding| encoding.is_ascii_compatible())
}

fn add(name: &str, feed: Feed, pile: &mut Pile) {
    for record in feed.records {
        pile.push(record);
    }
    if feed.without_words > 0 {
        let text = format!("entries with neither text nor title passed over: {}", feed.without_words);
        pile.notes.add(name, None, code::NO_TEXT, text);
    }
    if let Some((at, reason)) = feed.broken {
        let text = format!("the feed is broken here ({reason}); entries before were kept");
        pile.notes.add(name, Some(at), code::FEED_CUT, text);
    }
}
