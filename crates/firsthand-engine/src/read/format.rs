//! What kind of file is it?

use std::path::Path;

use firsthand::ingest::Columns;

use super::csv::delimiter_of;
use super::scan::{Level, Scan};
use super::telegram;

/// How the bytes of a file make records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// JSON Lines: an object a line.
    Lines,
    /// JSON: an array of objects, or objects one after the other, over as many lines as they like.
    Json,
    /// Comma-separated values with a header.
    Csv,
    /// A page of the Web: one article, all of the file.
    Html,
    /// One article, all of the file.
    Text,
    /// RSS or Atom.
    Feed,
    /// JSON Feed.
    JsonFeed,
    /// A chat export of Telegram Desktop.
    Telegram,
    /// A web archive.
    Warc,
    /// A page saved with its pictures.
    Mhtml,
}

/// What is read, for messages.
pub(super) const SUPPORTED: &str = ".html, .mhtml, .warc, feeds (.xml, .rss, .atom, .json), Telegram's result.json, .jsonl, .json, .csv and .txt, \
     each plain or as .gz or .zst";

/// The format that a file's name tells; otherwise the extension that is not known, with its dot.
/// Endings are compared without regard to case.
pub(super) fn of_name(path: &Path) -> Result<Format, String> {
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let stem = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(&name);
    let extension = stem.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension {
        "jsonl" | "ndjson" => Ok(Format::Lines),
        "json" => Ok(Format::Json),
        "csv" | "tsv" => Ok(Format::Csv),
        "html" | "htm" | "xhtml" => Ok(Format::Html),
        "txt" => Ok(Format::Text),
        "xml" | "rss" | "atom" | "rdf" => Ok(Format::Feed),
        "warc" | "wet" => Ok(Format::Warc),
        "mhtml" | "mht" => Ok(Format::Mhtml),
        "" => Err(String::new()),
        other => Err(format!(".{other}")),
    }
}

/// The format of a stream without a name, from its first bytes: `{` begins JSON Lines unless the keys are those of
/// a feed or an export, `[` an array, `<` a page or a feed; CSV is known by a first line that names a field of ours
/// between delimiters.
pub(super) fn sniff(start: &[u8], columns: &Columns) -> Format {
    let start = start.trim_ascii_start();
    match start.first() {
        Some(b'{') => of_object(start).unwrap_or(Format::Lines),
        Some(b'[') => Format::Json,
        Some(b'<') if begins_feed(start) => Format::Feed,
        Some(b'<') if begins_page(start) => Format::Html,
        _ if start.starts_with(b"WARC/") => Format::Warc,
        _ if begins_mhtml(start) => Format::Mhtml,
        _ if is_header(start, columns) => Format::Csv,
        _ => Format::Text,
    }
}

/// The format of a file of JSON that begins so.
pub(super) fn of_json(start: &[u8]) -> Format {
    of_object(start).unwrap_or(if is_lines(start) { Format::Lines } else { Format::Json })
}

/// The format that the keys of an object tell, where they are those of a feed or an export.
fn of_object(start: &[u8]) -> Option<Format> {
    let start = start.trim_ascii_start();
    let mut keys: Vec<String> = Vec::new();
    if start.starts_with(b"{") {
        let mut scan = Scan::new(start, 0);
        let gather = |levels: &[Level]| {
            let key = levels.first().filter(|_| levels.len() == 1).and_then(|level| level.key.clone());
            keys.extend(key);
            None::<()>
        };
        // A slice gives no trouble, and that it ends inside the object is what a beginning does.
        let _ = scan.next(gather);
    }
    let has = |key: &str| keys.iter().any(|known| known == key);
    if telegram::is_export(&keys) {
        return Some(Format::Telegram);
    }
    (has("items") && !has("text") && !has("html")).then_some(Format::JsonFeed)
}

/// Bytes of the beginning in which an element of a feed or a page has to stand. Chosen by hand: after a declaration,
/// a style sheet and a comment.
const ROOT_WITHIN: usize = 4 << 10;

fn begins_feed(start: &[u8]) -> bool {
    let head = start[..start.len().min(ROOT_WITHIN)].to_ascii_lowercase();
    ["<rss", "<feed", "<rdf:rdf"].iter().any(|root| head.windows(root.len()).any(|window| window == root.as_bytes()))
}

fn begins_page(start: &[u8]) -> bool {
    let head = start[..start.len().min(ROOT_WITHIN)].to_ascii_lowercase();
    ["<html", "<!doctype html"].iter().any(|root| head.windows(root.len()).any(|window| window == root.as_bytes()))
}

fn begins_mhtml(start: &[u8]) -> bool {
    let head = start[..start.len().min(ROOT_WITHIN)].to_ascii_lowercase();
    let has = |words: &str| head.windows(words.len()).any(|window| window == words.as_bytes());
    head.first().is_some_and(u8::is_ascii_alphabetic) && has("mime-version:") && has("multipart/related")
}

/// Whether a `.json` file is JSON Lines under another name: its first line is an object by itself. Read as lines,
/// one that is broken costs only itself.
fn is_lines(start: &[u8]) -> bool {
    let first = start.trim_ascii_start().split(|b| *b == b'\n').next().unwrap_or_default();
    first.starts_with(b"{") && serde_json::from_slice::<serde::de::IgnoredAny>(first).is_ok()
}

fn is_header(start: &[u8], columns: &Columns) -> bool {
    let line = start.split(|b| *b == b'\n').next().unwrap_or(start);
    let names: Vec<&[u8]> = line.trim_ascii_end().split(|b| *b == delimiter_of(line)).collect();
    let is_field = |name: &[u8]| {
        let name = String::from_utf8_lossy(name);
        matches!(columns.field_of(name.trim_matches('"')), Some("text" | "title" | "html"))
    };
    names.len() > 1 && names.into_iter().any(is_field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_the_format() {
        let of = |name: &str| of_name(Path::new(name));
        assert_eq!(of("a/b.jsonl"), Ok(Format::Lines));
        assert_eq!(of("b.JSONL.zst"), Ok(Format::Lines));
        assert_eq!(of("b.txt.gz"), Ok(Format::Text));
        assert_eq!(of("b.htm"), Ok(Format::Html));
        assert_eq!(of("b.HTML.gz"), Ok(Format::Html));
        assert_eq!(of("b.pdf"), Err(".pdf".to_owned()));
        assert_eq!(of("b.tar.gz"), Err(".tar".to_owned()));
        assert_eq!(of("README"), Err(String::new()));
    }

    #[test]
    fn first_bytes_tell_the_format() {
        let columns = Columns::parse("text=body").unwrap();
        let of = |start: &str| sniff(start.as_bytes(), &columns);
        assert_eq!(of(" \n{\"text\":"), Format::Lines);
        assert_eq!(of("[{"), Format::Json);
        assert_eq!(of("id,\"body\"\r\n1,x"), Format::Csv);
        assert_eq!(of("id;title\n1;x"), Format::Csv);
        assert_eq!(of("The mayor, who spoke, left.\n"), Format::Text);
        assert_eq!(of("text"), Format::Text);
        assert_eq!(of("\n<!DOCTYPE HTML><p>a"), Format::Html);
        assert_eq!(of("<b> is a tag"), Format::Text);
    }

    #[test]
    fn a_first_line_that_is_an_object_tells_lines() {
        assert!(is_lines(b"{\"a\": 1}\r\n{broken\n"));
        assert!(!is_lines(b"{\n\"a\": 1}"));
        assert!(!is_lines(b"[{}]"));
    }
}
