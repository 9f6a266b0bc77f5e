//! Which articles does a feed carry? RSS 0.9 to 2.0, RSS 1.0 (RDF), Atom 0.3 and 1.0, and JSON Feed.
//!
//! Why our own reader: a publication time must keep its offset, which tells the outlet's clock; `published` and
//! `updated` must not be mixed; and a feed that is broken in the middle must give the entries before. Entities that
//! a document type declares are never expanded, and nothing recurses, so neither can be used against the reader.

mod capture;
mod element;
mod entry;
mod json;
mod xml;

use serde_json::Value;

use super::{Record, record};
use entry::{Entry, Head};

/// What a feed carries.
#[derive(Clone, Debug, Default)]
pub struct Feed {
    /// A record for each entry with words, in the order of the feed.
    pub records: Vec<Record>,
    /// Entries that have neither text nor title.
    pub without_words: usize,
    /// Where reading stopped before the end, as a byte offset, and why.
    pub broken: Option<(u64, String)>,
}

/// Reads a feed of XML that comes from the file called `path`; `None` where the XML is no feed.
/// Errors: none; what is broken ends the reading. Cost: linear in the bytes, and memory of the same order.
pub fn read_xml(path: &str, xml: &str) -> Option<Feed> {
    let mut reading = xml::Reading::new(xml);
    let broken = reading.run();
    reading.is_feed().then(|| gathered(path, &reading.head, reading.entries, broken))
}

/// Reads a JSON Feed (versions 1 and 1.1) that comes from the file called `path`; `None` where the object is none.
pub fn read_json(path: &str, object: &Value) -> Option<Feed> {
    let (head, entries) = json::read(object)?;
    Some(gathered(path, &head, entries, None))
}

fn gathered(path: &str, head: &Head, entries: Vec<Entry>, broken: Option<(u64, String)>) -> Feed {
    let all = entries.len();
    let with_words =
        entries.into_iter().filter(|entry| !entry.title.trim().is_empty() || !entry.text().trim().is_empty());
    let records: Vec<Record> = with_words.map(|entry| record_of(path, head, entry)).collect();
    Feed { without_words: all - records.len(), records, broken }
}

fn record_of(path: &str, head: &Head, mut entry: Entry) -> Record {
    let base = head.base();
    let outlet = if entry.outlet.is_empty() { &head.title } else { &entry.outlet };
    let language = if entry.language.is_empty() { &head.language } else { &entry.language };
    let mut fields: Vec<(String, Value)> = Vec::new();
    let mut field = |name: &str, value: &str| {
        if !value.is_empty() {
            fields.push((name.to_owned(), Value::from(value)));
        }
    };
    field("url", &entry::absolute(&entry.url, base.as_ref()));
    field("outlet", outlet);
    field("published", &entry.published);
    field("language", language);
    field("title", &entry.title);
    field("text", entry.text());
    field("updated", &entry.updated);
    if *outlet != head.title {
        field("feed", &head.title);
    }
    let authors = if entry.authors.is_empty() { &head.authors } else { &entry.authors };
    fields.push(("authors".to_owned(), Value::from(authors.clone())));
    let seen = (!entry.updated.is_empty()).then(|| record::Seen { at: entry.updated.clone(), from: "feed-updated" });
    let links = std::mem::take(&mut entry.links).into_iter().map(|link| entry::absolute(&link, base.as_ref()));
    let links = links.filter(|link| !link.is_empty()).collect();
    let envelope = Some(record::Envelope { published_from: Some("feed"), seen, links });
    Record { path: path.to_owned(), offset: entry.offset, fields, envelope }
}

#[cfg(test)]
mod tests;
