//! What kind of file is it?

use std::path::Path;

use firsthand::ingest::Columns;

use super::csv::delimiter_of;

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
}

/// What is read, for messages.
pub(super) const SUPPORTED: &str = ".html, .jsonl, .json, .csv and .txt, each plain or as .gz or .zst";

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
        "" => Err(String::new()),
        other => Err(format!(".{other}")),
    }
}

/// The format of a stream without a name, from its first bytes: `{` begins JSON Lines, `[` an array, a document type or `<html` a page; CSV
/// is known by a first line that names a field of ours between delimiters.
pub(super) fn sniff(start: &[u8], columns: &Columns) -> Format {
    match start.trim_ascii_start().first() {
        Some(b'{') => Format::Lines,
        Some(b'[') => Format::Json,
        Some(b'<') if is_page(start) => Format::Html,
        _ if is_header(start, columns) => Format::Csv,
        _ => Format::Text,
    }
}

/// Whether a `.json` file is JSON Lines under another name: its first line is an object by itself. Read as lines,
/// one that is broken costs only itself.
pub(super) fn is_lines(start: &[u8]) -> bool {
    let first = start.trim_ascii_start().split(|b| *b == b'\n').next().unwrap_or_default();
    first.starts_with(b"{") && serde_json::from_slice::<serde::de::IgnoredAny>(first).is_ok()
}

fn is_page(start: &[u8]) -> bool {
    let start = start.trim_ascii_start();
    let begins = |words: &[u8]| start.get(..words.len()).is_some_and(|s| s.eq_ignore_ascii_case(words));
    begins(b"<!doctype html") || begins(b"<html")
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
