//! What has to hold for any bytes at all? One check for each kind of file that is read.
//!
//! The fuzz targets call these with bytes that a machine makes up; a test of `firsthand-engine` calls them with the
//! seeds in `fuzz/seeds`, so that each seed is checked with every change.

use std::collections::BTreeSet;
use std::io::Cursor;

use firsthand::extract::passages;
use firsthand::model::{Document, Noted, Part, Role};
use firsthand_engine::read::{Limits, ReadOptions, read_stream};
use serde_json::Value;

/// Limits that small inputs reach, chosen by hand.
const LIMITS: Limits =
    Limits { record_bytes: 64 << 10, text_bytes: 16 << 10, unpacked_bytes: 4 << 20, expansion: 400, notes: 100 };

/// How many bytes of text one byte of a page or a feed may become: `&nGt;` is five and means six, and a byte that
/// fits no character becomes the three of U+FFFD.
const GROWTH: usize = 3;

/// Lets a panic that is caught be caught, as in the program; one that is not still stops the fuzzer, whose own hook
/// would stop at both. The extractor of pages panics on some, and is meant to be outlived.
pub fn catch_panics_as_usual() {
    drop(std::panic::take_hook());
}

/// A page of the Web.
pub fn html(bytes: &[u8]) {
    let documents = sound("page.html", bytes);
    assert!(documents.len() <= 1, "a page is one article");
    grows_within_reason(&documents, bytes);
}

/// RSS, Atom or JSON Feed.
pub fn feed(bytes: &[u8]) {
    let name = if bytes.trim_ascii_start().starts_with(b"{") { "feed.json" } else { "feed.xml" };
    sound(name, bytes);
}

/// A web archive.
pub fn warc(bytes: &[u8]) {
    sound("pages.warc", bytes);
}

/// Comma-separated values: read as they come, and once as the text of a table that is well formed.
pub fn csv(bytes: &[u8]) {
    sound("pile.csv", bytes);
    let text = String::from_utf8_lossy(bytes);
    let table = format!("id,text,title\r\na,\"{}\",\"the end\"\r\n", text.replace('"', "\"\""));
    keeps("pile.csv", &table, &text);
}

/// JSON Lines: read as they come, and once as the text of a line that is well formed.
pub fn jsonl(bytes: &[u8]) {
    texts_stand_in_lines(&sound("pile.jsonl", bytes), bytes);
    let text = String::from_utf8_lossy(bytes);
    let line = serde_json::json!({"id": "a", "text": text, "title": "the end"});
    keeps("pile.jsonl", &format!("{line}\n"), &text);
}

/// A chat export of Telegram Desktop.
pub fn telegram(bytes: &[u8]) {
    sound("result.json", bytes);
}

/// Reads a file, and checks what holds for every document of every file.
fn sound(name: &str, bytes: &[u8]) -> Vec<Document> {
    let Noted { value: documents, notes } = read(name, bytes);
    // Beyond the limit each code gets one note more, and so does each id that was given twice.
    assert!(notes.len() <= LIMITS.notes + 100, "{} notes", notes.len());
    assert!(!documents.is_empty() || !notes.is_empty(), "nothing was read, and nothing says so");
    let ids: BTreeSet<&str> = documents.iter().map(|document| document.id.as_str()).collect();
    assert_eq!(ids.len(), documents.len(), "ids are unique");
    for document in &documents {
        fits(document);
        spans_fit(document);
    }
    documents
}

fn read(name: &str, bytes: &[u8]) -> Noted<Vec<Document>> {
    let options = ReadOptions { limits: LIMITS, ..ReadOptions::default() };
    read_stream(name, Cursor::new(bytes.to_vec()), &options)
}

fn fits(document: &Document) {
    assert!(document.text.len() <= LIMITS.text_bytes && document.title.len() <= LIMITS.text_bytes);
    assert!(!document.text.trim().is_empty() || !document.title.trim().is_empty(), "a document has words");
    let published = &document.published;
    let runs_forward = published.earliest.zip(published.latest).is_none_or(|(first, last)| first < last);
    assert!(runs_forward, "{published:?}");
    for link in &document.links {
        let is_of = |scheme: &str| link.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
        assert!(is_of("http://") || is_of("https://"), "not a link of the Web: {link:?}");
    }
}

/// Passages lie on character boundaries, in order, and do not overlap; a title stands at most once outside the text.
fn spans_fit(document: &Document) {
    let mut end = 0;
    for passage in passages(document) {
        let (part, span) = (passage.place.part, passage.place.span);
        let words = document.part(part).get(span.range());
        assert!(words.is_some_and(|words| !words.is_empty()), "{span:?} of {part:?}");
        if part == Part::Text {
            assert!(end <= span.start, "{span:?} begins before {end}");
            end = span.end;
        } else {
            assert_eq!(passage.role, Role::Title);
        }
    }
}

/// What is read of a page is not many times the page.
fn grows_within_reason(documents: &[Document], bytes: &[u8]) {
    // A compressed page may be as much longer as the limits say, which `fits` checks.
    for document in documents.iter().filter(|_| !is_packed(bytes)) {
        let links: usize = document.links.iter().map(String::len).sum();
        assert!(document.text.len() <= GROWTH * bytes.len(), "{} of {}", document.text.len(), bytes.len());
        // Each link may carry the address of the page before it.
        assert!(links <= bytes.len() * (GROWTH * bytes.len() + 1), "{links} of {}", bytes.len());
    }
}

/// Every text is, byte for byte, the string of some line, as another reader than ours finds it; only the text of a
/// page is not.
fn texts_stand_in_lines(documents: &[Document], bytes: &[u8]) {
    if is_packed(bytes) || bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return;
    }
    let file = String::from_utf8_lossy(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes));
    let fields: Vec<(String, Value)> = file.split('\n').flat_map(fields).collect();
    let is = |column: &str, field: &str| column.trim().eq_ignore_ascii_case(field);
    if fields.iter().any(|(column, _)| is(column, "html")) {
        return;
    }
    let texts: Vec<String> =
        fields.into_iter().filter(|(c, _)| is(c, "text")).map(|(_, value)| words(&value)).collect();
    for document in documents.iter().filter(|document| !document.text.is_empty()) {
        let stands = texts.iter().any(|text| beginning(text) == document.text);
        assert!(stands, "{:?} is the text of no line", document.text);
    }
}

fn fields(line: &str) -> Vec<(String, Value)> {
    match serde_json::from_str(line) {
        Ok(Value::Object(object)) => object.into_iter().collect(),
        _ => Vec::new(),
    }
}

/// The words of a value that is read as text.
fn words(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// As much of a text as is kept.
fn beginning(text: &str) -> &str {
    &text[..text.floor_char_boundary(LIMITS.text_bytes)]
}

fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1F, 0x8B]) || bytes.starts_with(&[0x28, 0xB5, 0x2F, 0xFD])
}

/// A text of a record that is well formed comes out unchanged, whatever is in it.
fn keeps(name: &str, file: &str, text: &str) {
    if file.len() > LIMITS.record_bytes {
        return;
    }
    let documents = read(name, file.as_bytes()).value;
    let [document] = documents.as_slice() else { panic!("{} documents", documents.len()) };
    assert_eq!(document.text, beginning(text));
    assert_eq!(document.title, "the end");
}
