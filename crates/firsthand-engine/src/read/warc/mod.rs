//! Web archives (WARC, ISO 28500): a record a page.

mod http;
mod records;

use std::collections::BTreeMap;
use std::io::BufRead;

use firsthand::ingest::saved::SavedPage;
use firsthand::ingest::{Envelope, Record, Seen, code};
use serde_json::Value;

use super::lines::too_long;
use super::page;
use super::pile::Pile;
use http::Response;
use records::{Block, Header, Next, Records};

/// Reads an archive record by record.
pub(super) fn read(name: &str, reader: impl BufRead, pile: &mut Pile) {
    let mut records = Records::new(reader, pile.limits().record_bytes);
    let mut reading = Reading { name, without_page: BTreeMap::new(), unpacked: 0, pile };
    loop {
        match records.next() {
            Ok(Next::End) => break,
            Ok(Next::Record { at, header, block }) => reading.record(at, &header, &records.block, &block),
            Ok(Next::Passed { at, bytes, why }) => {
                reading.note(at, code::ARCHIVE_SHAPE, format!("{why}; {bytes} bytes were passed over"));
            }
            Err(error) => {
                reading.pile.stopped(name, Some(records.offset), &error);
                break;
            }
        }
    }
    reading.report();
}

struct Reading<'p, 'o> {
    name: &'p str,
    /// Records that gave no document, by what they are.
    without_page: BTreeMap<&'static str, u64>,
    /// Bytes that compressed pages have become.
    unpacked: u64,
    pile: &'p mut Pile<'o>,
}

/// What a payload is.
enum Kind {
    Html,
    Text,
}

impl Reading<'_, '_> {
    fn note(&mut self, at: u64, code: firsthand::model::NoteCode, text: String) {
        self.pile.notes.add(self.name, Some(at), code, text);
    }

    fn record(&mut self, at: u64, header: &Header, bytes: &[u8], block: &Block) {
        match *block {
            Block::Whole => {}
            Block::TooLong { bytes } => {
                let limit = self.pile.limits().record_bytes;
                return self.note(at, code::TOO_LONG, too_long("record", bytes, limit));
            }
            Block::Cut { missing } => {
                self.note(
                    at,
                    code::RECORD_CUT,
                    format!("the record lacks its last {missing} bytes; the rest was read"),
                );
            }
            Block::WrongLength => {
                let text = "the record is not as long as it says; it was read up to the next one".to_owned();
                self.note(at, code::ARCHIVE_SHAPE, text);
            }
        }
        if let Err(why) = self.page(at, header, bytes) {
            *self.without_page.entry(why).or_insert(0) += 1;
        }
    }

    /// Adds the page of a record, or says what the record is instead.
    fn page(&mut self, at: u64, header: &Header, bytes: &[u8]) -> Result<(), &'static str> {
        let (body, kind, charset) = match header.kind.as_str() {
            "response" => match Response::parse(bytes) {
                Some(response) => self.response(at, &response)?,
                None => (bytes.to_vec(), kind_of(&header.content_type, bytes)?, None),
            },
            "resource" | "conversion" => {
                let charset = parameter(&header.content_type, "charset");
                (bytes.to_vec(), kind_of(&header.content_type, bytes)?, charset)
            }
            other => return Err(known(other)),
        };
        if body.trim_ascii().is_empty() {
            return Err("without content");
        }
        let saved = SavedPage { url: header.url.clone(), at: header.date.clone(), html: body, charset };
        match kind {
            Kind::Html => page::push(self.name, at, saved, "warc-date", self.pile),
            Kind::Text => self.text(at, saved)?,
        }
        Ok(())
    }

    fn response(&mut self, at: u64, response: &Response) -> Result<(Vec<u8>, Kind, Option<String>), &'static str> {
        if !(200..300).contains(&response.status) {
            return Err("of an answer other than success");
        }
        let content_type = response.header("content-type").unwrap_or("");
        let told = kind_of(content_type, b"");
        if told.is_err() && !content_type.is_empty() {
            return told.map(|kind| (Vec::new(), kind, None));
        }
        let limits = self.pile.limits();
        let room = (limits.record_bytes as u64).min(limits.unpacked_bytes.saturating_sub(self.unpacked));
        let (body, trouble) = response.body(room, limits.expansion);
        self.unpacked += if response.header("content-encoding").is_some() { body.len() as u64 } else { 0 };
        if let Some(trouble) = trouble {
            self.note(at, code::UNREADABLE_PAGE, trouble);
        }
        let kind = told.or_else(|_| kind_of("", &body))?;
        Ok((body, kind, parameter(content_type, "charset")))
    }

    /// Adds a page of plain text. `robots.txt` and what is no web page are not for a reader.
    fn text(&mut self, at: u64, saved: SavedPage) -> Result<(), &'static str> {
        if !saved.url.starts_with("http") || saved.url.ends_with("/robots.txt") {
            return Err("of another type");
        }
        let text = page::decoded(self.name, at, &saved, self.pile);
        let fields = [("url", saved.url), ("text", text)].map(|(key, value)| (key.to_owned(), Value::String(value)));
        let seen = Some(Seen { at: saved.at, from: "warc-date" });
        let envelope = Some(Envelope { published_from: None, seen, links: Vec::new() });
        self.pile.push(Record { path: self.name.to_owned(), offset: at, fields: fields.into(), envelope });
        Ok(())
    }

    /// One note for all records without a page: a crawl has ten of them for each page.
    fn report(&mut self) {
        let all: u64 = self.without_page.values().sum();
        let kinds: Vec<String> = self.without_page.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
        if all > 0 {
            let text = format!("records without a page passed over: {all} ({})", kinds.join(", "));
            self.pile.notes.add(self.name, None, code::NO_PAGES, text);
        }
    }
}

/// What a content type names; where it is missing, what the payload begins with.
fn kind_of(content_type: &str, payload: &[u8]) -> Result<Kind, &'static str> {
    let essence = content_type.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    match essence.as_str() {
        "text/html" | "application/xhtml+xml" => Ok(Kind::Html),
        "text/plain" => Ok(Kind::Text),
        "" | "unk" | "no-type" | "application/http" if looks_like_html(payload) => Ok(Kind::Html),
        _ => Err("of another type"),
    }
}

fn looks_like_html(payload: &[u8]) -> bool {
    // The window in which browsers look for the same (WHATWG MIME Sniffing, resource header).
    let head = payload[..payload.len().min(1445)].trim_ascii_start().to_ascii_lowercase();
    head.starts_with(b"<")
        && head.windows(5).any(|window| window == b"<html" || window == b"<body" || window == b"<head")
}

/// The kinds of records that the standard has, for counting.
fn known(kind: &str) -> &'static str {
    let kinds = ["warcinfo", "request", "metadata", "revisit", "continuation"];
    kinds.into_iter().find(|known| *known == kind).unwrap_or("of an unknown kind")
}

fn parameter(header: &str, name: &str) -> Option<String> {
    let mut given = header.split(';').skip(1).filter_map(|part| part.split_once('='));
    let value = given.find(|(key, _)| key.trim().eq_ignore_ascii_case(name))?.1;
    Some(value.trim().trim_matches(['"', '\'']).to_owned())
}
